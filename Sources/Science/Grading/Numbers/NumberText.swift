extension WrittenNumber {
  /// As it was read: the language's mark, U+00A0 between thousands from five digits on, U+2212 for minus. Zeros behind the mark stay,
  /// since they say how sure she is.
  package func shown(_ language: Language) -> String {
    let sign = isNegative ? "\u{2212}" : ""
    if isBarePower { return "\(sign)10\(raised(exponent ?? 1))" }
    if let divisor { return "\(sign)\(grouped)/\(divisor)" }
    let digits = sign + grouped + (fraction.map { language.mark + $0 } ?? "")
    return exponent.map { "\(digits)·10\(raised($0))" } ?? digits
  }

  private var grouped: String {
    guard whole.utf8.count > 4 else { return whole }
    var text = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.utf8.count - place).isMultiple(of: 3) { text += "\u{A0}" }
      text.append(digit)
    }
    return text
  }
}
