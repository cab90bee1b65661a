/// A number as digits: what is drawn, shown and kept in files is decimal, and a double is only what is reckoned with.
package struct PlainDecimal: Sendable, Hashable {
  let isNegative: Bool
  /// Without zeros at either end; empty: the number is 0.
  let digits: [UInt8]
  /// The number is 0.digits · 10^point.
  let point: Int
  /// Decimals that are shown even where they are 0: 21.0.
  var leastDecimals = 0

  /// What a computed number keeps: below it lie rounding errors.
  static let significant = 12
  static let mostDecimals = 9

  /// Rounded half up to twelve significant digits; the number must be finite.
  init(_ number: Double, leastDecimals: Int = 0) {
    let text = abs(number.isFinite ? number : 0).description
    let parts = text.split(separator: "e")
    let mantissa = parts.first.map(String.init) ?? "0"
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    let whole = halves.first.map { Array($0.utf8) } ?? []
    let fraction = halves.count > 1 ? Array(halves[1].utf8) : []
    self.init(
      isNegative: number < 0, digits: (whole + fraction).map { $0 - UInt8(ascii: "0") }, point: whole.count + exponent,
      leastDecimals: leastDecimals)
  }

  /// "9.0", "-0.25", "12", "1.6e-19": as YAML and JSON have them, and nothing else. A written zero at the end counts as a decimal.
  package init?(_ text: some StringProtocol) {
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative { rest = rest.dropFirst() }
    let parts = rest.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    guard let mantissa = parts.first else { return nil }
    var exponent = 0
    if parts.count > 1 {
      guard let written = Int(parts[1]), abs(written) <= 300 else { return nil }
      exponent = written
    }
    let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, let whole = halves.first, !whole.isEmpty, halves.count == 1 || !halves[1].isEmpty else { return nil }
    let fraction = halves.count > 1 ? Array(halves[1].utf8) : []
    let all = Array(whole.utf8) + fraction
    guard all.count <= 18, all.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
    self.init(
      isNegative: isNegative, digits: all.map { $0 - UInt8(ascii: "0") }, point: whole.utf8.count + exponent,
      leastDecimals: exponent == 0 ? fraction.count : 0)
  }

  /// A whole number of units of the last of so many decimals.
  init(_ units: Int, decimals: Int) {
    let digits = Array(String(units.magnitude).utf8).map { $0 - UInt8(ascii: "0") }
    self.init(isNegative: units < 0, digits: digits, point: digits.count - decimals, leastDecimals: decimals)
  }

  private init(isNegative: Bool, digits: [UInt8], point: Int, leastDecimals: Int) {
    var (digits, point) = (Array(digits.drop { $0 == 0 }), point - digits.prefix { $0 == 0 }.count)
    if digits.count > 18 { Self.round(&digits, &point, to: 18) }
    while digits.last == 0 { digits.removeLast() }
    (self.digits, self.point) = (digits, digits.isEmpty ? 0 : point)
    self.isNegative = isNegative && !digits.isEmpty
    self.leastDecimals = leastDecimals
  }

  /// Half up.
  private static func round(_ digits: inout [UInt8], _ point: inout Int, to count: Int) {
    let isUp = digits[count] >= 5
    digits.removeLast(digits.count - count)
    guard isUp else { return }
    var at = count - 1
    while at >= 0, digits[at] == 9 {
      digits[at] = 0
      at -= 1
    }
    if at >= 0 {
      digits[at] += 1
    } else {
      digits = [1]
      point += 1
    }
  }

  /// What was computed, without its rounding errors.
  func cleaned() -> PlainDecimal {
    guard digits.count > Self.significant else { return self }
    var (digits, point) = (digits, point)
    Self.round(&digits, &point, to: Self.significant)
    return PlainDecimal(isNegative: isNegative, digits: digits, point: point, leastDecimals: leastDecimals)
  }

  /// The nearest double.
  package var value: Double {
    let text = "0." + String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    let size = digits.isEmpty ? 0 : Double("\(text)e\(point)") ?? 0
    return isNegative ? -size : size
  }

  /// How many digits stand behind the mark.
  var decimals: Int { max(leastDecimals, digits.count - point, 0) }

  /// The number as units of the last of so many decimals; nil: it has more, or is too large.
  func units(decimals: Int) -> Int? {
    let places = point + decimals
    guard places >= digits.count || digits.isEmpty, places <= 15 else { return nil }
    if digits.isEmpty { return 0 }
    var units = 0
    for at in 0..<places { units = units * 10 + Int(at < digits.count ? digits[at] : 0) }
    return isNegative ? -units : units
  }

  /// Sizes from here on, and below a millionth, are written with a power of ten.
  var isScientific: Bool { !digits.isEmpty && (point > 12 || point < -5) }

  /// The digits before and behind the mark, without a sign; of a scientific number those of its mantissa.
  var halves: (whole: String, fraction: String) {
    let point = isScientific ? 1 : point
    let all = digits.map { $0 + UInt8(ascii: "0") }
    let zero = UInt8(ascii: "0")
    let whole = point <= 0 ? [zero] : (0..<point).map { $0 < all.count ? all[$0] : zero }
    var fraction = point <= 0 ? [UInt8](repeating: zero, count: all.isEmpty ? 0 : -point) + all : Array(all.dropFirst(point))
    while !isScientific, fraction.count < leastDecimals { fraction.append(zero) }
    return (String(decoding: whole, as: UTF8.self), String(decoding: fraction, as: UTF8.self))
  }

  /// Of a scientific number.
  var exponent: Int { point - 1 }

  /// As files have it: "21.0", "-0.25", "1.6e-19".
  package var text: String {
    let (whole, fraction) = halves
    let size = fraction.isEmpty ? whole : "\(whole).\(fraction)"
    return (isNegative ? "-" : "") + size + (isScientific ? "e\(exponent)" : "")
  }
}
