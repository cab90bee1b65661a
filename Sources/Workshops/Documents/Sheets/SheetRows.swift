/// The rows of a table one after another, from whatever it is written in. Here every cell gets its one cleaning.
struct SheetRows {
  private enum Source {
    case none
    case csv(CSVReader)
    case workbook(XLSXReader)
    case kept(KeptTable.Rows)
  }

  let form: Spreadsheet.Form
  /// Cells have no addresses: a separator too few or too many moves them.
  let isText: Bool
  let commaIsPoint: Bool
  private var source: Source

  init(_ bytes: [UInt8], sheet: String?, limits: SheetLimits) throws {
    guard !bytes.isEmpty else { throw SheetComplaint.empty }
    if Self.isWorkbook(bytes) {
      let reader = try XLSXReader(bytes: bytes, sheet: sheet, limits: limits)
      form = .workbook(sheet: reader.sheet, sheets: reader.sheets)
      source = .workbook(reader)
      (isText, commaIsPoint) = (false, false)
      return
    }
    // Bytes, not text: the first byte of a PNG is no letter of UTF-8.
    if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) { throw SheetComplaint.notASheet }
    for magic in ["%PDF", "GIF8", "{\\rtf", "<!DOCTYPE", "<html", "<?xml"] where bytes.starts(with: magic.utf8) {
      throw SheetComplaint.notASheet
    }
    var reader: CSVReader
    do { reader = try CSVReader(bytes: bytes) } catch { throw SheetComplaint.csv(error) }
    reader.mostColumns = limits.columns
    form = .csv(separator: reader.separator, encoding: reader.encoding)
    source = .csv(reader)
    (isText, commaIsPoint) = (true, reader.separator != UInt8(ascii: ","))
  }

  init(kept bytes: [UInt8], sheet: String?) throws {
    let table = try KeptTable(bytes)
    let rows = try table.rows(of: sheet)
    form = .kept(sheet: rows.sheet, sheets: table.sheets.map(\.name))
    source = .kept(rows)
    (isText, commaIsPoint) = (table.separator != nil, table.separator.map { $0 != UInt8(ascii: ",") } ?? false)
  }

  static func isWorkbook(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) || bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0])
  }

  /// The next row that says anything; nil at the end.
  mutating func next() throws -> Record? {
    while let row = try raw() {
      let clean = Self.cleaned(row)
      if !clean.isEmpty { return clean }
    }
    return nil
  }

  private mutating func raw() throws -> Record? {
    switch source {
    case .csv(var reader):
      // Left behind while the reader moves, so that its buffer is not copied for each row.
      source = .none
      defer { source = .csv(reader) }
      do {
        return try reader.next().map { Record(line: $0.line, cells: $0.cells) }
      } catch {
        if case .tooManyColumns(let line) = error { throw SheetComplaint.tooManyColumns(line: line, limit: reader.mostColumns) }
        throw SheetComplaint.csv(error)
      }
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

  private static func cleaned(_ row: Record) -> Record {
    var faults = row.faults
    var cells = row.cells
    for column in cells.indices {
      cells[column] = CSVWriter.plain(CellText.spaced(cells[column]))
      if faults[column] == nil, let fault = CellFault(errorIn: cells[column]) { faults[column] = fault }
    }
    return Record(line: row.line, cells: cells, faults: faults)
  }
}
