import Glibc

/// Doubles as people reckon with decimals: what would be nothing on paper is 0, and 14.4 is 14.4 however it was come by. The same
/// operations in the same order stand in Public/exercises.js, so that phone and server agree.
enum ExactEnough {
  /// A difference smaller than this share of what was subtracted is a rounding error.
  private static let noise = 1e-12
  /// Numbers that agree in nine digits are equal.
  private static let agreement = 1e-9

  static func result(_ sign: Expression.Arithmetic, _ a: Double, _ b: Double) -> Double {
    switch sign {
    case .plus: sum(a, b)
    case .minus: sum(a, -b)
    case .times: a * b
    case .over: a / b
    case .power: power(a, b)
    }
  }

  private static func sum(_ a: Double, _ b: Double) -> Double {
    let sum = a + b
    return abs(sum) <= noise * max(abs(a), abs(b)) ? 0 : sum
  }

  /// From left to right.
  static func sum(_ list: [Double]) -> Double {
    var (sum, size) = (0.0, 0.0)
    for number in list {
      sum += number
      size += abs(number)
    }
    return abs(sum) <= noise * size ? 0 : sum
  }

  /// Whole powers up to 1024 by squaring, so that both engines come to the same bits.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    guard let whole = Int(exactly: exponent), abs(whole) <= 1024 else { return pow(base, exponent) }
    var (result, square, rest) = (1.0, base, whole.magnitude)
    while rest > 0 {
      if !rest.isMultiple(of: 2) { result *= square }
      square *= square
      rest /= 2
    }
    return whole < 0 ? 1 / result : result
  }

  static func sine(_ x: Double) -> Double { withoutNoise(sin(x), of: x) }
  static func cosine(_ x: Double) -> Double { withoutNoise(cos(x), of: x) }

  /// Not a number at odd multiples of a right angle.
  static func tangent(_ x: Double) -> Double {
    let (sine, cosine) = (sine(x), cosine(x))
    return cosine == 0 ? .nan : sine / cosine
  }

  /// Multiples of π are not exact, and so their sines are not 0.
  private static func withoutNoise(_ value: Double, of x: Double) -> Double {
    abs(value) <= 4e-16 * max(1, abs(x)) ? 0 : value
  }

  /// Half away from zero, as on paper: 2.675 to two decimals is 2.68, though the double lies below.
  static func rounded(_ x: Double, decimals: Int) -> Double {
    let scale = tens[abs(decimals)]
    let scaled = decimals < 0 ? abs(x) / scale : abs(x) * scale
    guard scaled < 1e15 else { return x }
    let whole = (scaled + min(scaled * 1e-14, 1e-6) + 0.5).rounded(.down)
    let size = decimals < 0 ? whole * scale : whole / scale
    return x < 0 && size != 0 ? -size : size
  }

  private static let tens: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

  static func isSame(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= agreement * max(abs(a), abs(b)) }

  static func isNear(_ a: Double, _ b: Double, _ distance: Double) -> Bool { abs(a - b) <= distance + distance * agreement }

  static func distinct(_ list: [Double]) -> Int {
    var seen: [Double] = []
    for number in list where !seen.contains(where: { isSame($0, number) }) { seen.append(number) }
    return seen.count
  }
}

extension Expression.Comparison {
  func holds(_ a: Double, _ b: Double) -> Bool {
    let isSame = ExactEnough.isSame(a, b)
    return switch self {
    case .equal: isSame
    case .other: !isSame
    case .less: a < b && !isSame
    case .atMost: a < b || isSame
    case .more: a > b && !isSame
    case .atLeast: a > b || isSame
    }
  }
}
