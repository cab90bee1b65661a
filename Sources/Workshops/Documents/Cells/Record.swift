import Words

/// One row of a spreadsheet with the number a person finds it by.
package struct Record: Sendable, Hashable {
  /// The first line of the row in a CSV file, the row number in a workbook; from 1.
  package let line: Int
  /// With single spaces; marks that nobody sees are still in them.
  package let cells: [String]
  /// By column: what may not be used.
  package let faults: [Int: CellFault]

  package init(line: Int, cells: [String], faults: [Int: CellFault] = [:]) {
    (self.line, self.cells, self.faults) = (line, cells, faults)
  }

  /// The cell of a column as a person sees it, empty where the row is shorter.
  package subscript(_ column: Int) -> String { cells.indices.contains(column) ? Invisible.dropped(from: cells[column]) : "" }

  package var isEmpty: Bool { faults.isEmpty && cells.allSatisfy(\.isEmpty) }

  /// "C5", as spreadsheets call it.
  package func name(of column: Int) -> String {
    var (letters, rest) = ("", column)
    while rest >= 0 {
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
      rest = rest / 26 - 1
    }
    return "\(letters)\(line)"
  }
}
