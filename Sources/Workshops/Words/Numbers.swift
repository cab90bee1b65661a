/// Numbers as people read them: decimal comma and U+00A0 between thousands in Kazakh and Russian, point and comma in
/// English; U+2212 for minus; a long dash where there is no number.
extension Language {
  package func number(_ value: Int) -> String {
    (value < 0 ? "\u{2212}" : "") + grouped(String(value.magnitude))
  }

  /// Rounded half away from zero to 0…9 decimals; the decimals are always shown.
  package func number(_ value: Double, decimals: Int = 1) -> String {
    guard value.isFinite else { return "—" }
    let decimals = min(max(decimals, 0), 9)
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e18 else { return "\(value)" }
    let whole = UInt64(scaled) / UInt64(scale)
    let rest = Int(UInt64(scaled) % UInt64(scale))
    let minus = value < 0 && scaled > 0 ? "\u{2212}" : ""
    return minus + grouped(String(whole)) + (decimals == 0 ? "" : decimalMark + padded(rest, decimals))
  }

  /// A share of one as a percentage: 0.35 is "35%" in Kazakh and English, "35 %" in Russian.
  package func percent(_ share: Double, decimals: Int = 0) -> String {
    guard share.isFinite else { return "—" }
    return number(share * 100, decimals: decimals) + (self == .ru ? "\u{A0}%" : "%")
  }

  private var decimalMark: String { self == .en ? "." : "," }

  private func grouped(_ digits: String) -> String {
    let mark = self == .en ? "," : "\u{A0}"
    var shown = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { shown += mark }
      shown.append(digit)
    }
    return shown
  }
}
