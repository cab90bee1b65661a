/// One row of a spreadsheet with the number a person finds it by.
package struct Record: Sendable, Hashable {
  /// The first line of the row in a CSV file, the row number in a workbook; from 1.
  package let line: Int
  package let cells: [String]

  /// The cell of a column, empty where the row is shorter.
  package subscript(_ column: Int) -> String { column < cells.count ? cells[column] : "" }
}

/// A spreadsheet somebody brings, CSV or XLSX by its content and not its name: the columns of its first row, then the rows.
package struct Spreadsheet {
  package enum Form: Sendable, Hashable {
    case csv(separator: UInt8, encoding: CSVEncoding)
    case workbook(sheet: String, sheets: [String])
    /// Read before; see `KeptTable`.
    case kept(sheet: String, sheets: [String])
  }

  private enum Source {
    case none
    case csv(CSVReader)
    case workbook(XLSXReader)
    case kept(KeptTable.Rows)
  }

  package let form: Form
  /// The first row, without spaces around.
  package let columns: [String]
  /// The number of the first row.
  package let headerLine: Int
  private var source: Source

  /// Throws `SheetComplaint` when it is neither, or holds no row.
  package static func open(_ bytes: [UInt8], sheet: String? = nil, limits: SheetLimits = SheetLimits()) throws -> Spreadsheet {
    try Spreadsheet(bytes, sheet: sheet, limits: limits)
  }

  /// A table that was read before: what rooms work on. Its headings stand on the first row, or on the one with this number.
  package init(kept bytes: [UInt8], sheet: String? = nil, headerLine: Int? = nil) throws {
    let table = try KeptTable(bytes)
    let rows = try table.rows(of: sheet)
    form = .kept(sheet: rows.sheet, sheets: table.sheets.map(\.name))
    source = .kept(rows)
    var first = try Self.next(&source)
    while let row = first, let wanted = headerLine, row.line < wanted { first = try Self.next(&source) }
    guard let header = first else { throw SheetComplaint.empty }
    columns = header.cells.map(Self.trimmed)
    self.headerLine = header.line
  }

  /// The names of the sheets people see in a workbook, in their order; none for a CSV file.
  static func visibleSheets(_ bytes: [UInt8], limits: SheetLimits) throws -> [String] {
    guard isWorkbook(bytes) else { return [] }
    return try XLSXReader(bytes: bytes, limits: limits).sheets
  }

  private static func isWorkbook(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) || bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0])
  }

  private init(_ bytes: [UInt8], sheet: String?, limits: SheetLimits) throws {
    guard !bytes.isEmpty else { throw SheetComplaint.empty }
    if Self.isWorkbook(bytes) {
      let reader = try XLSXReader(bytes: bytes, sheet: sheet, limits: limits)
      form = .workbook(sheet: reader.sheet, sheets: reader.sheets)
      source = .workbook(reader)
    } else {
      // Bytes, not text: the first byte of a PNG is no letter of UTF-8.
      if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) { throw SheetComplaint.notASheet }
      for magic in ["%PDF", "GIF8", "{\\rtf", "<!DOCTYPE", "<html", "<?xml"] where bytes.starts(with: magic.utf8) {
        throw SheetComplaint.notASheet
      }
      let reader: CSVReader
      do { reader = try CSVReader(bytes: bytes) } catch { throw SheetComplaint.csv(error) }
      form = .csv(separator: reader.separator, encoding: reader.encoding)
      source = .csv(reader)
    }
    guard let header = try Self.next(&source) else { throw SheetComplaint.empty }
    columns = header.cells.map(Self.trimmed)
    self.headerLine = header.line
  }

  /// The next row; nil at the end.
  package mutating func next() throws -> Record? {
    while let record = try Self.next(&source) {
      if record.cells.contains(where: { !$0.isEmpty }) { return record }
    }
    return nil
  }

  private static func next(_ source: inout Source) throws -> Record? {
    switch source {
    case .csv(var reader):
      // Left behind while the reader moves, so that its buffer is not copied for each row.
      source = .none
      defer { source = .csv(reader) }
      do {
        return try reader.next().map { Record(line: $0.line, cells: $0.cells) }
      } catch { throw SheetComplaint.csv(error) }
    case .workbook(var reader):
      source = .none
      defer { source = .workbook(reader) }
      return try reader.next()
    case .kept(var rows):
      source = .none
      defer { source = .kept(rows) }
      return try rows.next()
    case .none: return nil
    }
  }

  private static func trimmed(_ text: String) -> String {
    let letters = text.drop(while: \.isWhitespace)
    guard let last = letters.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(letters[...last])
  }
}
