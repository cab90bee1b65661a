/// `\begin{…} … \end{…}`: cells in rows.
extension FormulaReader {
  static let mostColumns = 12

  mutating func grid(from start: Int) throws(FormulaComplaint) -> Grid {
    let name = text(try raw("\\begin"))
    guard let kind = Grid.Kind(rawValue: name) else { throw complaint(.unknownEnvironment(name), at: start) }
    let sides = kind == .array ? try columns() : []
    let most = kind == .cases ? 2 : kind == .array ? sides.count : Self.mostColumns
    var rows: [[[Part]]] = [[]]
    while true {
      // A sign at the head of an even column stands between the two columns, as in TeX: it adds, it is not a sign of what follows.
      let isRight = kind == .aligned && !rows[rows.count - 1].count.isMultiple(of: 2)
      let cell = (isRight ? [try counted(.group([]))] : []) + (try row())
      rows[rows.count - 1].append(cell)
      if rows[rows.count - 1].count > most { throw complaint(.tooManyCells(most), at: at) }
      if current == .ampersand {
        at += 1
      } else if starts(with: "\\\\") {
        at += 2
        if current == .leftBracket { throw complaint(.bracketAfterRow, at: at) }
        rows.append([])
      } else if starts(with: "\\end") {
        let end = at
        at += 4
        let ended = text(try raw("\\end"))
        if ended != name { throw complaint(.otherEnd(ended), at: end) }
        break
      } else {
        throw at < bytes.count ? stray() : complaint(.openEnvironment(name), at: start)
      }
    }
    if let last = rows.last, last.allSatisfy(\.isEmpty), rows.count > 1 { rows.removeLast() }
    return Grid(kind: kind, sides: sides, rows: rows)
  }

  private mutating func columns() throws(FormulaComplaint) -> [Grid.Side] {
    skipSpace()
    let start = at
    let range = try raw("\\begin{array}")
    var sides: [Grid.Side] = []
    for byte in bytes[range] where byte != UInt8(ascii: " ") {
      switch byte {
      case UInt8(ascii: "l"): sides.append(.left)
      case UInt8(ascii: "c"): sides.append(.middle)
      case UInt8(ascii: "r"): sides.append(.right)
      default: throw complaint(.badColumns, at: start)
      }
    }
    guard (1...Self.mostColumns).contains(sides.count) else { throw complaint(.badColumns, at: start) }
    return sides
  }
}
