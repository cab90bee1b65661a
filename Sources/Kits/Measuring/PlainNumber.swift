import Words

/// For machines as for people: at most six decimals, a point, no spaces, no exponent; empty where there is none.
func plainNumber(_ value: Double) -> String {
  guard value.isFinite else { return "" }
  let scaled = (value.magnitude * 1e6).rounded()
  guard scaled < 1e18 else { return "\(value)" }
  let (whole, rest) = UInt64(scaled).quotientAndRemainder(dividingBy: 1_000_000)
  var digits = String(String(1_000_000 + rest).dropFirst())
  while digits.count > 1, digits.last == "0" { digits.removeLast() }
  return "\(value < 0 && scaled > 0 ? "-" : "")\(whole).\(digits)"
}

/// What categories are called, in a cell.
func plainPoints(_ points: [UInt8]) -> String { points.map { "\($0)" }.joined(separator: " ") }

extension Language {
  /// A probability for people, four decimals.
  func probability(_ value: Double) -> String {
    value < 0.0001 ? "< \(number(0.0001, decimals: 4))" : number(value, decimals: 4)
  }
}
