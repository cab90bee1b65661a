/// A symbol is international or Cyrillic; prefix and unit are of one alphabet.
enum Alphabet: Sendable, Hashable, CaseIterable {
  case latin, cyrillic
}

extension String {
  var hasCyrillic: Bool { unicodeScalars.contains { ("\u{400}"..."\u{4FF}").contains($0) } }
  var hasLatin: Bool { unicodeScalars.contains { ("A"..."Z").contains($0) || ("a"..."z").contains($0) } }

  /// Cyrillic letters that look like a Latin one, made that one. The small г is an r, as it is in italics and as keyboards mix them.
  package var withLookAlikesFolded: String {
    var folded = ""
    for scalar in unicodeScalars { folded.unicodeScalars.append(Self.latin[scalar] ?? scalar) }
    return folded
  }

  private static let latin: [Unicode.Scalar: Unicode.Scalar] = [
    "а": "a", "г": "r", "е": "e", "і": "i", "к": "k", "м": "m", "о": "o", "р": "p", "с": "c", "т": "t", "у": "y", "х": "x",
    "А": "A", "В": "B", "Е": "E", "І": "I", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C", "Т": "T", "У": "Y",
    "Х": "X",
  ]
}
