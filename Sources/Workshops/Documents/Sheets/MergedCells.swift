/// Which cells of a sheet are one cell to whoever looks at it, from top to bottom: what stands in the first is what all of them say.
///
/// A workbook names them behind its rows, so they are looked for before; nearly always a search for one word ends it.
struct MergedCells {
  /// By column: from which row to which, in the order of their first rows.
  private var ranges: [Int: [(first: Int, last: Int)]] = [:]
  /// By column: what the range that is being passed says, and to which row.
  private var said: [Int: (text: String, last: Int)] = [:]

  private static let most = 100_000
  private static let word = Array("mergeCell".utf8)

  init() {}

  /// `mostColumns`: beyond them nothing is read.
  init(_ pieces: () throws -> [UInt8]?, _ part: () throws -> XMLPull, mostColumns: Int) throws {
    guard try Self.isNamed(pieces) else { return }
    var xml = try part()
    var count = 0
    while let step = try xml.next() {
      guard case .open = step, xml.isNamed("mergeCell"), count < Self.most, let range = xml.attribute("ref") else { continue }
      count += 1
      let corners = range.split(separator: ":").compactMap { CellPlace($0.utf8) }
      guard corners.count == 2, corners[0].row < corners[1].row, corners[0].column < mostColumns else { continue }
      ranges[corners[0].column, default: []].append((corners[0].row, corners[1].row))
    }
    for column in ranges.keys { ranges[column]?.sort { $0.first > $1.first } }
  }

  /// Whether the part speaks of merged cells at all.
  private static func isNamed(_ pieces: () throws -> [UInt8]?) throws -> Bool {
    var rest: [UInt8] = []
    while let piece = try pieces() {
      let bytes = rest + piece
      var at = 0
      while let found = bytes[at...].firstIndex(of: word[0]) {
        if bytes[found...].starts(with: word) { return true }
        at = found + 1
      }
      rest = Array(bytes.suffix(word.count - 1))
    }
    return false
  }

  /// The row with what the cells above say in it; an empty row stays empty.
  mutating func fill(_ cells: inout [String], row: Int) {
    guard !ranges.isEmpty, cells.contains(where: { !$0.isEmpty }) else { return }
    for column in ranges.keys.sorted() {
      while let next = ranges[column]?.last, next.last < row { ranges[column]?.removeLast() }
      guard let next = ranges[column]?.last, next.first <= row else { continue }
      let own = cells.indices.contains(column) ? cells[column] : ""
      if next.first == row { said[column] = (own, next.last) }
      guard own.isEmpty, let above = said[column], above.last == next.last, row > next.first, !above.text.isEmpty else {
        continue
      }
      while cells.count <= column { cells.append("") }
      cells[column] = above.text
    }
  }
}

/// "AB12" is column 27 and row 12.
struct CellPlace {
  let column: Int
  let row: Int

  init?(_ name: some Sequence<UInt8>) {
    var (column, row) = (0, 0)
    for byte in name {
      switch byte {
      case 65...90 where row == 0:
        guard column < 1 << 20 else { return nil }
        column = column * 26 + Int(byte - 64)
      case 48...57:
        guard row < 1 << 40 else { return nil }
        row = row * 10 + Int(byte - 48)
      case UInt8(ascii: "$"): continue
      default: return nil
      }
    }
    guard column > 0, row > 0 else { return nil }
    (self.column, self.row) = (column - 1, row)
  }
}
