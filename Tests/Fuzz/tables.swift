// libFuzzer's door to CSV files and workbooks. bin/fuzz compiles it together with the readers of Documents as one module.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let file = Array(UnsafeBufferPointer(start: bytes, count: count))
  var limits = SheetLimits()
  limits.unpacked = 8 << 20
  limits.kept = 8 << 20
  if let kept = try? KeptTable(reading: file, limits: limits) {
    // What was kept is read again, row for row as often as it says.
    guard let table = try? KeptTable(kept.bytes), table.sheets == kept.sheets else { fatalError("a kept table is not read") }
    for sheet in table.sheets where sheet.rows > 0 {
      guard var rows = try? table.rows(of: sheet.name) else { fatalError("a sheet is not read") }
      while (try? rows.next()) != nil {}
    }
  }
  // The kept form itself, as if somebody had written into the database.
  if let table = try? KeptTable(file), var rows = try? table.rows() { while let row = try? rows.next() { _ = row.cells.count } }
  return 0
}
