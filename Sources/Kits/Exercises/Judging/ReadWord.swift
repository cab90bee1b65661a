import Grading

/// Words and cells as they are compared; Public/exercises.js does the same.
enum ReadWord {
  /// Longer than any answer of a word or two.
  static let longest = 120

  /// Small letters, one space between words, no full stop at the end, `е` for `ё`, look-alikes of two alphabets made one; folded, the
  /// Kazakh letters are those that a Russian keyboard has.
  static func compared(_ text: String, folds: Bool = false) -> String {
    var words = ""
    var isSpaced = false
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        isSpaced = !words.isEmpty
        continue
      }
      if isSpaced { words += " " }
      isSpaced = false
      for small in scalar.properties.lowercaseMapping.unicodeScalars { words.unicodeScalars.append(plain(small, folds)) }
    }
    while words.last == "." || words.last == " " { words.removeLast() }
    return words.withLookAlikesFolded
  }

  private static func plain(_ scalar: Unicode.Scalar, _ folds: Bool) -> Unicode.Scalar {
    if let common = common[scalar] { return common }
    return folds ? folded[scalar] ?? scalar : scalar
  }

  private static let common: [Unicode.Scalar: Unicode.Scalar] = [
    "ё": "е", "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "\u{2013}": "-", "\u{2014}": "-", "\u{2212}": "-", "’": "'",
    "ʼ": "'", "`": "'",
  ]

  private static let folded: [Unicode.Scalar: Unicode.Scalar] = [
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "i": "и",
  ]

  /// Nothing but spaces.
  static func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isSpace) }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    [" ", "\t", "\n", "\r", "\u{A0}", "\u{2009}", "\u{202F}"].contains(scalar)
  }

  /// A cell of a trace: quotation marks of one kind, a point in numbers, Latin letters for look-alikes where Latin ones are meant;
  /// a dash is nothing.
  static func cell(_ text: String, like wanted: String) -> String {
    var cell = ""
    for scalar in text.unicodeScalars where !isSpace(scalar) || !cell.isEmpty {
      switch scalar {
      case "\"", "“", "”", "„", "«", "»", "‘", "’": cell += "'"
      case "\u{2212}", "\u{2013}", "\u{2014}": cell += "-"
      case _ where isSpace(scalar): if cell.unicodeScalars.last != " " { cell += " " }
      default: cell.unicodeScalars.append(scalar)
      }
    }
    if cell.unicodeScalars.last == " " { cell.unicodeScalars.removeLast() }
    if cell == "-", wanted.isEmpty { return "" }
    if isNumber(wanted) { cell.unicodeScalars = String.UnicodeScalarView(cell.unicodeScalars.map { $0 == "," ? "." : $0 }) }
    return wanted.utf8.count == wanted.unicodeScalars.count ? cell.withLookAlikesFolded : cell
  }

  /// `-12.5`
  private static func isNumber(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    return !digits.isEmpty && digits.utf8.allSatisfy { Expression.isDigit($0) || $0 == UInt8(ascii: ".") }
  }
}
