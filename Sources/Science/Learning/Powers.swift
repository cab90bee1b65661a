/// Exponential and logarithm made of sums, products and quotients alone, in one written order.
///
/// IEEE 754 says to the last bit what those give; of `exp` and `pow` it only recommends it, and C libraries and browsers differ in the
/// last bit, which a rounding behind them hides nearly always and not always. So Public/practice.js has the same lines, and both
/// engines have the same bits before anything is rounded. The error is below 4 units of the last place in the range used here.
enum Powers {
  private static let ln2 = 0.6931471805599453
  private static let root2 = 1.4142135623730951

  /// `x`: above 0, a normal number. x = m·2ᵏ with m between 1/√2 and √2, and ln m = 2·artanh((m - 1)/(m + 1)), eleven terms.
  static func ln(_ x: Double) -> Double {
    var power = Double(x.exponent)
    var m = x.significand
    if m > root2 {
      m /= 2
      power += 1
    }
    let s = (m - 1) / (m + 1)
    let square = s * s
    var sum = 0.0
    var odd = 21.0
    while odd > 0 {
      sum = sum * square + 1 / odd
      odd -= 2
    }
    return 2 * s * sum + power * ln2
  }

  /// `y`: from -700 to 700. y = n·ln 2 + r, and Taylor's series of r, thirteen terms.
  static func exp(_ y: Double) -> Double {
    let n = (y / ln2 + 0.5).rounded(.down)
    let r = y - n * ln2
    var sum = 1.0
    var term = 13.0
    while term > 0 {
      sum = 1 + sum * r / term
      term -= 1
    }
    return sum * Double(bitPattern: UInt64(1023 + n) << 52)
  }

  static func power(_ x: Double, _ y: Double) -> Double { exp(y * ln(x)) }
}
