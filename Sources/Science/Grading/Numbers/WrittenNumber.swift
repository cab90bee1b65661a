/// A number as it stands on paper: digits, not a double, so that a prefix or a power of ten only moves the mark.
package struct WrittenNumber: Sendable, Hashable {
  let isNegative: Bool
  /// Digits before the mark, without spaces and leading zeros: "12500", "0".
  let whole: String
  /// Digits behind the mark; nil: no mark.
  let fraction: String?
  /// Of "·10^3", -999 to 999; nil: none was written.
  let exponent: Int?
  /// "10^3" alone: no number stands before the power.
  let isBarePower: Bool
  /// Of 3/4; nil: not a fraction.
  let divisor: String?

  init(
    isNegative: Bool, whole: String, fraction: String? = nil, exponent: Int? = nil, isBarePower: Bool = false,
    divisor: String? = nil
  ) {
    self.isNegative = isNegative
    let digits = whole.drop { $0 == "0" }
    self.whole = digits.isEmpty ? "0" : String(digits)
    self.fraction = fraction
    self.exponent = exponent
    self.isBarePower = isBarePower
    self.divisor = divisor
  }

  /// The nearest double to this number times a power of ten, rounded once; of a fraction, its parts divided as doubles.
  /// Nil: outside what doubles hold with all their digits, about 2.2e-308 to 1.8e308.
  package func value(shiftedBy ten: Int = 0) -> Double? {
    let digits = whole + (fraction.map { "." + $0 } ?? "")
    guard let size = Double("\(digits)e\((exponent ?? 0) + ten)"), let below = Double(divisor ?? "1") else { return nil }
    let value = divisor == nil ? size : size / below
    guard value.isNormal || digits.unicodeScalars.allSatisfy({ $0 == "0" || $0 == "." }) else { return nil }
    return isNegative ? -value : value
  }
}
