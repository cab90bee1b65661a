/// A table that was read once, by a reader that may trap or hang apart from the house, and is kept in a framing of our own:
/// the sheets people see, each with its rows of texts. Reading it again meets no foreign format and no C library.
///
/// Bytes: "KT2" and a line end, the separator of a CSV file or 0; then sheet after sheet: its name, the number of its rows, and each row's
/// line, number of cells, cells, number of faults, and each fault's column and kind. Numbers are LEB128, texts UTF-8 with their length
/// before them. "KT1", which waits in a house for its confirmation, has neither separator nor faults.
package struct KeptTable: Sendable {
  package struct Sheet: Sendable, Hashable {
    package let name: String
    /// Rows that hold any text.
    package let rows: Int
    fileprivate let start: Int
  }

  /// In their order; a CSV file has one without a name.
  package let sheets: [Sheet]
  package let bytes: [UInt8]
  /// Between the cells of a CSV file; nil of a workbook.
  package let separator: UInt8?

  fileprivate static let magic = Array("KT2\n".utf8)
  fileprivate static let before = Array("KT1\n".utf8)
  private static let mostSheets = 200

  /// Reads a CSV file or a workbook to its end. For the worker alone: rooms get the result.
  package init(reading foreign: [UInt8], limits: SheetLimits = SheetLimits()) throws {
    var bytes = Self.magic
    var sheets: [Sheet] = []
    let names = try Spreadsheet.visibleSheets(foreign, limits: limits)
    var left = limits.rows
    var separator: UInt8?
    for name in names.map(Optional.some) + (names.isEmpty ? [nil] : []) {
      guard sheets.count < Self.mostSheets else { break }
      var rows: [UInt8] = []
      var count = 0
      var sheet = try SheetRows(foreign, sheet: name, limits: limits)
      if case .csv(let mark, _) = sheet.form { separator = mark }
      if sheets.isEmpty { add(Int(separator ?? 0), to: &bytes) }
      while let record = try sheet.next() {
        // One line of headings is not counted.
        guard left >= 0 else { throw SheetComplaint.tooManyRows(limit: limits.rows) }
        left -= 1
        add(record, to: &rows)
        count += 1
        guard bytes.count + rows.count <= limits.kept else { throw SheetComplaint.tooLarge }
      }
      add(name ?? "", to: &bytes)
      add(count, to: &bytes)
      sheets.append(Sheet(name: name ?? "", rows: count, start: bytes.count))
      bytes += rows
    }
    guard sheets.contains(where: { $0.rows > 0 }) else { throw SheetComplaint.empty }
    (self.bytes, self.sheets, self.separator) = (bytes, sheets, separator)
  }

  /// A table as it was kept. Throws `SheetComplaint.damaged` for anything else.
  package init(_ bytes: [UInt8]) throws(SheetComplaint) {
    let isBefore = bytes.starts(with: Self.before)
    guard isBefore || bytes.starts(with: Self.magic) else { throw .damaged }
    var scan = KeptScan(bytes: bytes, position: Self.magic.count, holdsFaults: !isBefore)
    let mark = isBefore ? 0 : try scan.number()
    var sheets: [Sheet] = []
    while scan.position < bytes.count {
      guard sheets.count < Self.mostSheets else { throw .damaged }
      let (name, count) = (try scan.text(), try scan.number())
      sheets.append(Sheet(name: name, rows: count, start: scan.position))
      for _ in 0..<count { try scan.passRow() }
    }
    guard sheets.contains(where: { $0.rows > 0 }), let separator = UInt8(exactly: mark) else { throw .damaged }
    (self.bytes, self.sheets, self.separator) = (bytes, sheets, separator == 0 ? nil : separator)
  }

  /// The rows of a sheet; of the first that holds any without a name.
  package func rows(of name: String? = nil) throws(SheetComplaint) -> Rows {
    guard let sheet = sheets.first(where: { name == nil ? $0.rows > 0 : $0.name == name }) else { throw .noSheet(name ?? "") }
    return Rows(
      scan: KeptScan(bytes: bytes, position: sheet.start, holdsFaults: !bytes.starts(with: Self.before)), left: sheet.rows,
      sheet: sheet.name)
  }

  /// One row after another.
  package struct Rows: Sendable {
    fileprivate var scan: KeptScan
    fileprivate var left: Int
    package let sheet: String

    package mutating func next() throws(SheetComplaint) -> Record? {
      guard left > 0 else { return nil }
      left -= 1
      return try scan.row()
    }
  }
}

private func add(_ record: Record, to bytes: inout [UInt8]) {
  add(record.line, to: &bytes)
  add(record.cells.count, to: &bytes)
  for cell in record.cells { add(cell, to: &bytes) }
  add(record.faults.count, to: &bytes)
  for (column, fault) in record.faults.sorted(by: { $0.key < $1.key }) {
    add(column, to: &bytes)
    add(fault.rawValue, to: &bytes)
  }
}

private func add(_ text: String, to bytes: inout [UInt8]) {
  add(text.utf8.count, to: &bytes)
  bytes += text.utf8
}

private func add(_ number: Int, to bytes: inout [UInt8]) {
  var rest = number
  while rest >= 128 {
    bytes.append(UInt8(rest & 127) | 128)
    rest >>= 7
  }
  bytes.append(UInt8(rest))
}

/// Reads the framing; every length is held against what is there.
private struct KeptScan: Sendable {
  let bytes: [UInt8]
  var position: Int
  let holdsFaults: Bool

  mutating func number() throws(SheetComplaint) -> Int {
    var number = 0
    for shift in stride(from: 0, through: 42, by: 7) {
      guard position < bytes.count else { throw .damaged }
      let byte = bytes[position]
      position += 1
      number |= Int(byte & 127) << shift
      if byte < 128 { return number }
    }
    throw .damaged
  }

  /// Where the next text stands.
  private mutating func range() throws(SheetComplaint) -> Range<Int> {
    let length = try number()
    guard length <= bytes.count - position else { throw .damaged }
    defer { position += length }
    return position..<(position + length)
  }

  mutating func text() throws(SheetComplaint) -> String { String(decoding: bytes[try range()], as: UTF8.self) }

  mutating func row() throws(SheetComplaint) -> Record {
    let (line, count) = (try number(), try number())
    // Each cell takes a byte at least.
    guard count <= bytes.count - position else { throw .damaged }
    var cells: [String] = []
    cells.reserveCapacity(count)
    for _ in 0..<count { cells.append(try text()) }
    return Record(line: line, cells: cells, faults: try faults())
  }

  private mutating func faults() throws(SheetComplaint) -> [Int: CellFault] {
    guard holdsFaults else { return [:] }
    var faults: [Int: CellFault] = [:]
    let count = try number()
    guard count <= bytes.count - position else { throw .damaged }
    for _ in 0..<count {
      let (column, kind) = (try number(), try number())
      guard let fault = CellFault(rawValue: kind) else { throw .damaged }
      faults[column] = fault
    }
    return faults
  }

  mutating func passRow() throws(SheetComplaint) {
    _ = try number()
    let count = try number()
    guard count <= bytes.count - position else { throw .damaged }
    for _ in 0..<count { _ = try range() }
    _ = try faults()
  }
}
