import Glibc

/// e^x of four numbers at once, relative error below 4e-16; arguments are held within ±708.
///
/// Cody & Waite (1980): x = n·log 2 + r with |r| <= 0.35, then the series of e^r, then the exponent raised by n.
@inline(__always)
func exponential(_ x: SIMD4<Double>) -> SIMD4<Double> {
  let x = held(x, 708)
  let shifted = x * 1.442_695_040_888_963_4 + 0x1.8p52
  let n = shifted - 0x1.8p52
  let r = (x - n * 0x1.62e42fefa3800p-1) - n * 0x1.ef35793c76730p-45
  let r2 = r * r
  let r4 = r2 * r2
  let low = line(r, 1, 1) + r2 * line(r, 1.0 / 2, 1.0 / 6)
  let middle = line(r, 1.0 / 24, 1.0 / 120) + r2 * line(r, 1.0 / 720, 1.0 / 5040)
  let high = line(r, 1.0 / 40_320, 1.0 / 362_880) + r2 * line(r, 1.0 / 3_628_800, 1.0 / 39_916_800)
  let series = low + r4 * (middle + r4 * (high + r4 * (1.0 / 479_001_600)))
  let exponent = unsafeBitCast(shifted, to: SIMD4<Int64>.self) &<< 52
  return unsafeBitCast(unsafeBitCast(series, to: SIMD4<Int64>.self) &+ exponent, to: SIMD4<Double>.self)
}

/// x within ±bound.
@inline(__always)
func held(_ x: SIMD4<Double>, _ bound: Double) -> SIMD4<Double> {
  var x = x
  x.replace(with: -bound, where: x .< -bound)
  x.replace(with: bound, where: x .> bound)
  return x
}

@inline(__always)
private func line(_ x: SIMD4<Double>, _ constant: Double, _ slope: Double) -> SIMD4<Double> { x * slope + constant }

/// 1 / (1 + e^-x) and 1 / (1 + e^x) of four numbers at once.
@inline(__always)
func logistics(_ x: SIMD4<Double>) -> (known: SIMD4<Double>, unknown: SIMD4<Double>) {
  shares(exponential(held(x, 350)))
}

/// odds / (1 + odds) and 1 / (1 + odds).
@inline(__always)
func shares(_ odds: SIMD4<Double>) -> (known: SIMD4<Double>, unknown: SIMD4<Double>) {
  let unknown = 1 / (1 + odds)
  return (odds * unknown, unknown)
}

/// log x of four positive normal numbers at once, absolute error below 3e-16 or relative, whichever is more.
///
/// x = 2^n·m with √½ <= m < √2, then log m = 2·artanh((m - 1) / (m + 1)) as a series.
@inline(__always)
func logarithm(_ x: SIMD4<Double>) -> SIMD4<Double> {
  let bits = unsafeBitCast(x, to: SIMD4<UInt64>.self)
  // Of √½, so that the exponent goes up where the mantissa passes √2.
  let raised = bits &- 0x3fe6_a09e_667f_3bcd
  let mantissa = unsafeBitCast((raised & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_667f_3bcd, to: SIMD4<Double>.self)
  let exponent = SIMD4<Double>(SIMD4<Int64>(truncatingIfNeeded: raised) &>> 52)
  let s = (mantissa - 1) / (mantissa + 1)
  let s2 = s * s
  let s4 = s2 * s2
  let low = line(s2, 1.0 / 3, 1.0 / 5) + s4 * line(s2, 1.0 / 7, 1.0 / 9)
  let high = line(s2, 1.0 / 11, 1.0 / 13) + s4 * (line(s2, 1.0 / 15, 1.0 / 17) + s4 * line(s2, 1.0 / 19, 1.0 / 21))
  let series = 2 * s + 2 * s * s2 * (low + s4 * s4 * high)
  return exponent * 0x1.62e42fefa3800p-1 + (series + exponent * 0x1.ef35793c76730p-45)
}

/// Four neighbouring numbers.
@inline(__always)
func four(_ base: UnsafePointer<Double>, _ at: Int) -> SIMD4<Double> {
  UnsafeRawPointer(base + at).loadUnaligned(as: SIMD4<Double>.self)
}

/// Writes four neighbouring numbers.
@inline(__always)
func put(_ values: SIMD4<Double>, _ base: UnsafeMutablePointer<Double>, _ at: Int) {
  UnsafeMutableRawPointer(base + at).storeBytes(of: values, as: SIMD4<Double>.self)
}

/// Splits 0..<count into equal parts for the cores; how many depends on the count alone, so sums in the order of the parts
/// are the same on every machine.
struct Parts: Sendable {
  let count: Int
  let number: Int

  init(_ count: Int, least: Int = 2048) {
    self.count = count
    number = max(1, min(8, count / least))
  }

  subscript(part: Int) -> Range<Int> { count * part / number..<count * (part + 1) / number }
}
