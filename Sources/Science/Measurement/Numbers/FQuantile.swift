import Glibc

/// The value that F with `top` and `bottom` degrees of freedom exceeds with probability `p`, 0 < p < 1: bisection on the logarithm, to
/// 1e-14.
package func fQuantile(above p: Double, top: Double, bottom: Double) -> Double {
  var (low, high) = (-700.0, 700.0)
  for _ in 0..<200 {
    let middle = (low + high) / 2
    if fAbove(exp(middle), top: top, bottom: bottom) > p { low = middle } else { high = middle }
    if high - low < 1e-14 * max(1, abs(middle)) { break }
  }
  return exp((low + high) / 2)
}
