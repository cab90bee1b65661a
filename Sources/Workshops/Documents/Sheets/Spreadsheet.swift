/// A spreadsheet somebody brings, CSV or XLSX by its content and not its name: the columns of the row with its headings, then the rows.
package struct Spreadsheet {
  package enum Form: Sendable, Hashable {
    case csv(separator: UInt8, encoding: CSVEncoding)
    case workbook(sheet: String, sheets: [String])
    /// Read before; see `KeptTable`.
    case kept(sheet: String, sheets: [String])
  }

  /// Where the headings stand.
  package enum Headings {
    case first
    /// On the row of this number.
    case line(Int)
    /// On the row of which most cells are known, the first of them; on the first row where none is.
    case naming(_ known: (_ cells: [String]) -> Int)
  }

  /// How deep headings may stand: below a title, a date, a name of the district.
  package static let headingDepth = 30

  package let form: Form
  /// What the columns are called, as far as the last that has a name.
  package let columns: [String]
  /// The number of the row with the headings.
  package let headerLine: Int
  /// The number of the first row that says anything.
  package let firstLine: Int
  /// A CSV file with `;` or tabs between its cells, where a comma is the decimal mark.
  package let commaIsPoint: Bool
  /// How many cells the row of the headings has in a CSV file, where a row of other length has lost its order; nil in a workbook.
  private let width: Int?
  private var rows: SheetRows
  private var ahead: ArraySlice<Record>

  /// Throws `SheetComplaint` when it is neither, or holds no row.
  package static func open(
    _ bytes: [UInt8], sheet: String? = nil, headings: Headings = .first, limits: SheetLimits = SheetLimits()
  ) throws -> Spreadsheet {
    try Spreadsheet(try SheetRows(bytes, sheet: sheet, limits: limits), headings)
  }

  /// A table that was read before: what rooms work on. Its headings stand on the first row, or on the one with this number.
  package init(kept bytes: [UInt8], sheet: String? = nil, headerLine: Int? = nil) throws {
    try self.init(try SheetRows(kept: bytes, sheet: sheet), headerLine.map { .line($0) } ?? .first)
  }

  private init(_ source: SheetRows, _ headings: Headings) throws {
    var rows = source
    var ahead: [Record] = []
    while ahead.count < Self.headingDepth, let row = try rows.next() { ahead.append(row) }
    guard let first = ahead.first else { throw SheetComplaint.empty }
    var at = 0
    switch headings {
    case .first: break
    case .line(let wanted):
      // A number chosen by hand may lie deeper than a search goes.
      while ahead.last.map({ $0.line < wanted }) == true, let row = try rows.next() { ahead.append(row) }
      guard let found = ahead.firstIndex(where: { $0.line >= wanted }) else { throw SheetComplaint.empty }
      at = found
    case .naming(let known):
      let names = ahead.map { known($0.titles) }
      if let most = names.max(), most > 0 { at = names.firstIndex(of: most) ?? 0 }
    }
    let header = ahead[at]
    columns = header.titles
    (headerLine, firstLine) = (header.line, first.line)
    (form, commaIsPoint) = (rows.form, rows.commaIsPoint)
    width = rows.isText ? header.cells.count : nil
    self.ahead = ahead[(at + 1)...]
    self.rows = rows
  }

  /// The next row that says anything; nil at the end.
  package mutating func next() throws -> Record? {
    if let row = ahead.popFirst() { return row }
    return try rows.next()
  }

  /// Why the cells of a row need not belong to the headings above them.
  package enum Misfit: Sendable, Hashable {
    /// A cell too many moved those behind it: a comma in a name without quotation marks.
    case long(cells: Int, columns: Int)
    case short(cells: Int, columns: Int)

    package var isLong: Bool { if case .long = self { true } else { false } }
  }

  /// Nil in a workbook, where each cell says its column.
  package func misfit(_ row: Record) -> Misfit? {
    guard let width else { return nil }
    if row.cells.count > width, row.cells.dropFirst(width).contains(where: { !$0.isEmpty }) {
      return .long(cells: row.cells.count, columns: columns.count)
    }
    return row.cells.count < columns.count ? .short(cells: row.cells.count, columns: columns.count) : nil
  }

  /// The names of the sheets people see in a workbook, in their order; none for a CSV file.
  package static func visibleSheets(_ bytes: [UInt8], limits: SheetLimits = SheetLimits()) throws -> [String] {
    guard SheetRows.isWorkbook(bytes) else { return [] }
    return try XLSXReader(bytes: bytes, limits: limits).sheets
  }
}

extension Record {
  /// As headings: as far as the last that says anything.
  package var titles: [String] {
    let last = cells.lastIndex { !$0.isEmpty } ?? -1
    return (0...max(last, 0)).prefix(last + 1).map { self[$0] }
  }
}
