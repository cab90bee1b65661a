import Documents

/// A shipped CSV file with a header line, as dictionaries.
struct Table {
  let rows: [[String: String]]

  init(_ bytes: [UInt8]) throws {
    var reader = try CSVReader(bytes: bytes)
    let header = try reader.next()?.cells ?? []
    var rows: [[String: String]] = []
    while let record = try reader.next() {
      rows.append(Dictionary(zip(header, record.cells), uniquingKeysWith: { first, _ in first }))
    }
    self.rows = rows
  }
}
