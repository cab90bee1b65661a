package import Markup

/// Colours Python on the server: five classes and plain text. It marks, it does not judge: any text comes out whole.
package enum Python {
  private static let words: Set<String> = [
    "and", "as", "break", "continue", "def", "elif", "else", "False", "for", "from", "if", "import", "in", "is", "not", "None",
    "or",
    "pass", "return", "True", "while",
  ]
  private static let builtIn: Set<String> = [
    "abs", "bool", "dict", "float", "input", "int", "len", "list", "max", "min", "print", "range", "round", "sorted", "str",
    "sum",
  ]

  package static func coloured(_ code: String) -> HTML {
    var page = HTML.nothing
    var rest = code[...]
    while let first = rest.first {
      let piece: Substring
      let kind: HTML?
      switch first {
      case "#": (piece, kind) = (rest.prefix { $0 != "\n" }, "c")
      case "\"", "'": (piece, kind) = (string(rest), "s")
      case _ where first.isNumber: (piece, kind) = (rest.prefix { $0.isNumber || $0 == "." || $0 == "_" }, "d")
      case _ where isName(first):
        piece = rest.prefix { isName($0) || $0.isNumber }
        kind = words.contains(String(piece)) ? "k" : builtIn.contains(String(piece)) ? "f" : nil
      default: (piece, kind) = (rest.prefix { !isMark($0) }, nil)
      }
      page += kind.map { "<span class=\"py-\($0)\">\(piece)</span>" } ?? HTML(piece)
      rest = rest[piece.endIndex...]
    }
    return page
  }

  private static func isName(_ character: Character) -> Bool { character.isLetter || character == "_" }

  private static func isMark(_ character: Character) -> Bool {
    character == "#" || character == "\"" || character == "'" || character.isNumber || isName(character)
  }

  /// To the closing quotation mark, or to the end of the line.
  private static func string(_ text: Substring) -> Substring {
    guard let mark = text.first else { return text }
    var isEscaped = false
    for index in text.indices.dropFirst() {
      if text[index] == "\n" { return text[..<index] }
      if text[index] == mark, !isEscaped { return text[...index] }
      isEscaped = text[index] == "\\" && !isEscaped
    }
    return text
  }
}
