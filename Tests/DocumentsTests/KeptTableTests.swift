import Documents
import Foundation
import Testing

/// The framing a table is kept in: what was read comes back, and nothing else is taken for it.
@Suite struct KeptTableTests {
  private static let csv = Array("код;аты\n1;Айгерім\n\n2;\"бір;\nекі\"\n3\n".utf8)

  @Test func aCSVFileComesBackRowForRow() throws {
    let kept = try KeptTable(reading: Self.csv)
    #expect(kept.sheets.map(\.rows) == [4] && kept.sheets.map(\.name) == [""])
    var was = try Spreadsheet.open(Self.csv)
    var comes = try Spreadsheet(kept: kept.bytes)
    #expect(comes.columns == was.columns && comes.headerLine == was.headerLine)
    while let record = try was.next() { #expect(try comes.next() == record) }
    #expect(try comes.next() == nil)
  }

  @Test func aTableCutOrChangedAnywhereIsDamagedAndNeverATrap() throws {
    let bytes = try KeptTable(reading: Self.csv).bytes
    for length in 0..<bytes.count {
      #expect(throws: SheetComplaint.self) { try KeptTable(Array(bytes[..<length])) }
    }
    for position in bytes.indices {
      for change: UInt8 in [0xff, 0x80, 0x01] {
        var changed = bytes
        changed[position] ^= change
        guard let table = try? KeptTable(changed), var rows = try? table.rows() else { continue }
        while let row = try? rows.next() { #expect(row.cells.count <= changed.count) }
      }
    }
  }

  @Test func aFileThatLooksKeptIsReadAsWhatItIs() throws {
    let foreign = Array("KT1\n\u{0}x".utf8)
    #expect(throws: SheetComplaint.self) { try KeptTable(reading: foreign) }
    #expect(throws: SheetComplaint.damaged) { try Spreadsheet(kept: Self.csv) }
  }

  @Test func moreRowsThanATableMayHaveAreRefused() {
    var limits = SheetLimits()
    limits.rows = 2
    #expect(throws: SheetComplaint.tooManyRows(limit: 2)) { try KeptTable(reading: Self.csv, limits: limits) }
  }
}
