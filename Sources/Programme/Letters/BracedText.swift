/// A text with values in braces: `Заявка {application}: …`. It is read once and filled in one pass, so a value that has braces of its own
/// stays what it is.
package struct BracedText: Sendable, Hashable {
  private enum Piece: Sendable, Hashable {
    case text(String)
    case value(String)
  }

  private let pieces: [Piece]

  /// Nil where a brace opens that does not close, closes that did not open, or holds nothing.
  package init?(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{" else { return nil }
      if brace > rest.startIndex { pieces.append(.text(String(rest[..<brace]))) }
      let inside = rest[rest.index(after: brace)...]
      guard let end = inside.firstIndex(where: { $0 == "{" || $0 == "}" }), inside[end] == "}", end > inside.startIndex else {
        return nil
      }
      pieces.append(.value(String(inside[..<end])))
      rest = inside[inside.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  /// What stands in braces, in its order.
  package var values: [String] {
    pieces.compactMap { piece in
      if case .value(let name) = piece { name } else { nil }
    }
  }

  package func filled(_ value: (String) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .value(let name): value(name)
      }
    }.joined()
  }
}
