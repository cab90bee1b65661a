import CZlib
import Foundation
import Testing

@testable import Documents

@Suite struct WorkbookTests {
  private func workbook(rows: Int = 3) throws -> [UInt8] {
    let writer = try XLSXWriter(
      sheet: "Өтінімдер: [2026]", columns: [.init("Аты", width: 30), .init("Ұпай"), .init("Туған күні"), .init("Келісім")])
    for row in 0..<rows {
      try writer.write([
        .text("=1+1 Сынақ & <\(row)> \"ә\"\n"), .number(Double(row) + 0.1), .date(year: 2010, month: 2, day: 28),
        .truth(row % 2 == 0),
      ])
    }
    return try writer.finish()
  }

  private func rows(_ bytes: [UInt8], sheet: String? = nil, limits: SheetLimits = SheetLimits()) throws -> [Record] {
    var reader = try XLSXReader(bytes: bytes, sheet: sheet, limits: limits)
    var rows: [Record] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test(
    "where no temporary file can be made a workbook is refused, and the process lives", arguments: ["/proc", "/nowhere/at/all"])
  func readOnlyFolder(_ folder: String) {
    #expect(throws: XLSXWriter.Fault(description: "temporary files cannot be made in TMPDIR")) {
      try XLSXWriter(sheet: "a", columns: [.init("a")], in: folder)
    }
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    let bytes = try workbook()
    #expect(try XLSXReader(bytes: bytes).sheets == ["Өтінімдер 2026"])
    #expect(
      try rows(bytes) == [
        Record(line: 1, cells: ["Аты", "Ұпай", "Туған күні", "Келісім"]),
        Record(line: 2, cells: ["=1+1 Сынақ & <0> \"ә\"\n", "0.1", "2010-02-28", "TRUE"]),
        Record(line: 3, cells: ["=1+1 Сынақ & <1> \"ә\"\n", "1.1", "2010-02-28", "FALSE"]),
        Record(line: 4, cells: ["=1+1 Сынақ & <2> \"ә\"\n", "2.1", "2010-02-28", "TRUE"]),
      ])
    #expect(throws: SheetComplaint.noSheet("жоқ")) { try XLSXReader(bytes: bytes, sheet: "жоқ") }
  }

  @Test func sharedTextsDatesAndGapsAreReadAsShown() throws {
    let bytes = Package.of([
      "xl/workbook.xml":
        "<workbook><sheets><sheet name=\"Бірінші\" r:id=\"r1\"/><x:sheet name='A &amp; B' x:id='r2'/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels":
        "<Relationships><Relationship Id=\"r1\" Type=\"a/worksheet\" Target=\"worksheets/one.xml\"/>"
        + "<Relationship Id=\"r2\" Type=\"a/worksheet\" Target=\"/xl/two.xml\"/>"
        + "<Relationship Id=\"r3\" Type=\"a/sharedStrings\" Target=\"s.xml\"/>"
        + "<Relationship Id=\"r4\" Type=\"a/styles\" Target=\"st.xml\"/></Relationships>",
      "xl/s.xml":
        "<?xml version=\"1.0\"?><sst><!-- > --><si><t>ә&#1241;</t></si><si><r><t>бай</t></r><r><t xml:space=\"preserve\"> ғыз</t></r>"
        + "<rPh><t>no</t></rPh></si><si><t><![CDATA[<&]]></t></si><si/><si><t>a_x000D_b</t></si></sst>",
      "xl/st.xml":
        "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd\\.mm\\.yyyy;@\"/><numFmt numFmtId=\"171\" "
        + "formatCode=\"0.00&quot; day&quot;\"/><numFmt numFmtId=\"172\" formatCode=\"[h]:mm\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
        + "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"170\"/>"
        + "<xf numFmtId=\"171\"/><xf numFmtId=\"172\"/></cellXfs></styleSheet>",
      "xl/worksheets/one.xml":
        "<worksheet><sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"D2\" t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"
        + "<c r=\"F2\" t=\"s\"><v>3</v></c></row><row r=\"3\"><c r=\"A3\"/></row><row/><row r=\"7\"><c r=\"A7\" s=\"1\"><v>44927</v></c>"
        + "<c s=\"2\"><v>44927.604166666664</v></c><c s=\"3\"><v>59</v></c><c s=\"3\"><v>61</v></c><c s=\"4\"><v>0.30000000000000004</v></c>"
        + "<c s=\"5\"><v>0.5</v></c><c><v>7.7011234567E10</v></c><c t=\"b\"><v>1</v></c><c t=\"str\"><f>A1&amp;B1</f><v>бір</v></c>"
        + "<c t=\"e\"><v>#N/A</v></c><c t=\"inlineStr\"><is><r><t>а</t></r><r><t>б</t></r></is></c><c t=\"s\"><v>4</v></c></row>"
        + "</sheetData></worksheet>",
      "xl/two.xml": "<worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>",
    ])
    #expect(
      try rows(bytes) == [
        Record(line: 2, cells: ["", "әә", "", "бай ғыз", "<&"]),
        Record(
          line: 7,
          cells: [
            "2023-01-01", "2023-01-01 14:30", "1900-02-28", "1900-03-01", "0.3", "12:00", "77011234567", "TRUE", "бір", "#N/A",
            "аб",
            "a\rb",
          ], faults: [9: .error]),
      ])
    #expect(try rows(bytes, sheet: "A & B") == [Record(line: 1, cells: ["5"])])
  }

  @Test func aWorkbookCutAnywhereIsRefusedOrWhole() throws {
    let bytes = try workbook()
    let whole = try rows(bytes)
    for length in stride(from: 1, to: bytes.count, by: 7) {
      do { #expect(try rows(Array(bytes[..<length])) == whole) } catch { #expect(error is SheetComplaint) }
    }
  }

  @Test func aWorkbookWithBytesChangedNeverStopsTheHouse() throws {
    let bytes = try workbook()
    for position in bytes.indices {
      var changed = bytes
      changed[position] ^= 0xff
      do { _ = try rows(changed) } catch { #expect(error is SheetComplaint) }
    }
  }

  @Test func aBombIsNotUnpacked() throws {
    let sheet =
      "<worksheet><sheetData><row><c t=\"str\"><v>" + String(repeating: "0", count: 20 << 20)
      + "</v></c></row></sheetData></worksheet>"
    let bytes = Package.of(Package.parts.merging(["xl/one.xml": sheet]) { $1 })
    #expect(bytes.count < 40_000)
    #expect(throws: SheetComplaint.self) { try rows(bytes) }
    var limits = SheetLimits()
    limits.unpacked = 1000
    #expect(throws: SheetComplaint.tooLarge) { try rows(try workbook(rows: 100), limits: limits) }
  }

  @Test(arguments: [
    "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>",
    "<worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c", "<worksheet><sheetData><row><c t=\"s\"><v>9</v></c></row>", "<><row>", "<worksheet><!-- ",
  ])
  func xmlThatNoWorkbookHoldsIsRefused(sheet: String) {
    let bytes = Package.of(Package.parts.merging(["xl/one.xml": sheet]) { $1 })
    #expect(throws: SheetComplaint.damaged) { try rows(bytes) }
  }

  @Test func otherFilesAreNamedForWhatTheyAre() throws {
    let old: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0] + [UInt8](repeating: 0, count: 600)
    #expect(throws: SheetComplaint.oldExcel) { try Spreadsheet.open(old) }
    #expect(throws: SheetComplaint.locked) { try Spreadsheet.open(old + "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }) }
    #expect(throws: SheetComplaint.notASheet) { try Spreadsheet.open(Package.of(["word/document.xml": "<a/>"])) }
    #expect(throws: SheetComplaint.notASheet) { try Spreadsheet.open(Array("%PDF-1.4".utf8)) }
    #expect(throws: SheetComplaint.empty) { try Spreadsheet.open([]) }
  }

  @Test func aSpreadsheetIsOpenedByWhatItHolds() throws {
    var sheet = try Spreadsheet.open(try workbook(rows: 1))
    #expect(sheet.form == .workbook(sheet: "Өтінімдер 2026", sheets: ["Өтінімдер 2026"]))
    #expect(sheet.columns == ["Аты", "Ұпай", "Туған күні", "Келісім"])
    #expect(try sheet.next()?.line == 2)
    #expect(try sheet.next() == nil)
    sheet = try Spreadsheet.open(Array("\n Аты ;Ауыл\n;\nСынақ;Үлгі\n".utf8))
    #expect(sheet.form == .csv(separator: UInt8(ascii: ";"), encoding: .utf8))
    #expect(sheet.columns == ["Аты", "Ауыл"] && sheet.headerLine == 2)
    let row = try #require(try sheet.next())
    #expect(row.line == 4 && row[0] == "Сынақ" && row[7] == "")
  }

  @Test func aTextLongerThanACellIsRefused() throws {
    let writer = try XLSXWriter(sheet: "1", columns: [.init("a")])
    #expect(throws: XLSXWriter.Fault.self) { try writer.write([.text(String(repeating: "a", count: 32_768))]) }
  }
}

/// Makes the zip of a workbook by hand.
enum Package {
  static let parts = [
    "xl/workbook.xml": "<workbook><sheets><sheet name=\"a\" id=\"r1\"/></sheets></workbook>",
    "xl/_rels/workbook.xml.rels": "<R><Relationship Id=\"r1\" Type=\"a/worksheet\" Target=\"one.xml\"/></R>",
  ]

  /// Each part packed, its sizes after it in a data descriptor.
  static func of(_ parts: [String: String]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in parts.sorted(by: { $0.key < $1.key }) {
      let packed = deflated(Array(text.utf8))
      let start = file.count
      file += little(0x0403_4b50, 4) + little(20, 2) + little(8, 2) + little(8, 2) + little(0, 4) + little(0, 12)
      file += little(name.utf8.count, 2) + little(0, 2) + Array(name.utf8) + packed
      file += little(0x0807_4b50, 4) + little(0, 4) + little(packed.count, 4) + little(text.utf8.count, 4)
      directory +=
        little(0x0201_4b50, 4) + little(20, 2) + little(20, 2) + little(8, 2) + little(8, 2) + little(0, 4) + little(0, 4)
      directory += little(packed.count, 4) + little(text.utf8.count, 4) + little(name.utf8.count, 2) + little(0, 12)
      directory += little(start, 4) + Array(name.utf8)
    }
    let start = file.count
    file += directory + little(0x0605_4b50, 4) + little(0, 4) + little(parts.count, 2) + little(parts.count, 2)
    return file + little(directory.count, 4) + little(start, 4) + little(0, 2)
  }

  private static func little(_ number: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(number >> ($0 * 8) & 255) } }

  /// Without zlib's head of two bytes and its checksum of four.
  private static func deflated(_ plain: [UInt8]) -> [UInt8] {
    var packed = [UInt8](repeating: 0, count: plain.count + 1000)
    var length = uLongf(packed.count)
    _ = compress(&packed, &length, plain, uLong(plain.count))
    return Array(packed[2..<(Int(length) - 4)])
  }
}
