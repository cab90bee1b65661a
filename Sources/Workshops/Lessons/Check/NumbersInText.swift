package import Words

/// Finds the numbers of a text in one form: a point for the decimal mark, nothing between thousands.
package struct NumbersInText {
  private let scalars: [Unicode.Scalar]
  private let language: Language
  private var at = 0

  package static func all(in text: String, _ language: Language) -> [String] {
    var reader = NumbersInText(scalars: Array(text.unicodeScalars), language: language)
    var found: [String] = []
    while reader.at < reader.scalars.count {
      if reader.isDigit(reader.at) { found.append(reader.number()) } else { reader.at += 1 }
    }
    return found
  }

  private init(scalars: [Unicode.Scalar], language: Language) {
    self.scalars = scalars
    self.language = language
  }

  private mutating func number() -> String {
    var number = digits()
    if number.count <= 3 {
      while startsGroup {
        at += 1
        number += digits()
      }
    }
    if at + 1 < scalars.count, scalars[at] == "," || scalars[at] == ".", isDigit(at + 1) {
      at += 1
      number += "." + digits()
    }
    return number
  }

  private mutating func digits() -> String {
    let start = at
    while isDigit(at) { at += 1 }
    return String(String.UnicodeScalarView(scalars[start..<at]))
  }

  /// Three digits behind a space, in English behind a comma too.
  private var startsGroup: Bool {
    guard at < scalars.count,
      [" ", "\u{A0}", "\u{202F}", "\u{2009}"].contains(scalars[at]) || language == .en && scalars[at] == ","
    else {
      return false
    }
    return (1...3).allSatisfy { isDigit(at + $0) } && !isDigit(at + 4)
  }

  private func isDigit(_ index: Int) -> Bool { index < scalars.count && ("0"..."9").contains(scalars[index]) }
}
