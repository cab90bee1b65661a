import Words

/// A number of a variant as a text shows it: one, or a list.
package enum ShownNumber: Sendable, Hashable {
  case one(PlainDecimal)
  case list([PlainDecimal])

  /// Where it stands decides how it is written.
  enum Place { case words, formula, code }

  /// Of computed numbers: as short as they are; a list with as many decimals as its longest.
  init?(computed value: ExpressionValue) {
    switch value {
    case .number(let number): self = .one(PlainDecimal(number).cleaned())
    case .list(let list):
      let elements = list.map { PlainDecimal($0).cleaned() }
      let decimals = elements.map(\.decimals).max() ?? 0
      self = .list(elements.map { Self.padded($0, decimals) })
    case .truth: return nil
    }
  }

  static func padded(_ number: PlainDecimal, _ decimals: Int) -> PlainDecimal {
    var padded = number
    padded.leastDecimals = max(padded.leastDecimals, decimals)
    return padded
  }

  var value: ExpressionValue {
    switch self {
    case .one(let number): .number(number.value)
    case .list(let list): .list(list.map(\.value))
    }
  }

  var elements: [PlainDecimal] {
    switch self {
    case .one(let number): [number]
    case .list(let list): list
    }
  }

  /// In words with the language's mark, U+2212 and U+00A0 between thousands from five digits on; in formulas and code with a point.
  func text(_ language: Language, in place: Place) -> String {
    let texts = elements.map { Self.text($0, language, place) }
    switch place {
    case .words: return texts.joined(separator: language == .en ? ", " : "; ")
    case .formula: return texts.joined(separator: "; ")
    case .code: return texts.joined(separator: ", ")
    }
  }

  private static func text(_ number: PlainDecimal, _ language: Language, _ place: Place) -> String {
    let (whole, fraction) = number.halves
    switch place {
    case .code: return number.text
    case .formula:
      let size = (number.isNegative ? "-" : "") + (fraction.isEmpty ? whole : "\(whole).\(fraction)")
      return number.isScientific ? "\(size) \\cdot 10^{\(number.exponent)}" : size
    case .words:
      let mark = language == .en ? "." : ","
      let size = (number.isNegative ? "\u{2212}" : "") + grouped(whole) + (fraction.isEmpty ? "" : mark + fraction)
      return number.isScientific ? "\(size)·10\(raised(number.exponent))" : size
    }
  }

  private static func grouped(_ digits: String) -> String {
    guard digits.utf8.count > 4 else { return digits }
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.utf8.count - place).isMultiple(of: 3) { text += "\u{A0}" }
      text.append(digit)
    }
    return text
  }

  private static func raised(_ number: Int) -> String {
    let signs = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)
    var text = number < 0 ? "⁻" : ""
    for digit in String(number.magnitude).utf8 {
      let at = Int(digit) - 48
      if signs.indices.contains(at) { text.unicodeScalars.append(signs[at]) }
    }
    return text
  }
}
