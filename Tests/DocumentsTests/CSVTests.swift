import Documents
import Testing

private func cells(_ text: String, separator: UInt8? = nil) throws -> [[String]] {
  try records(Array(text.utf8), separator: separator).map(\.cells)
}

private func records(_ bytes: [UInt8], separator: UInt8? = nil) throws -> [CSVRecord] {
  var reader = try CSVReader(bytes: bytes, separator: separator)
  var records: [CSVRecord] = []
  while let record = try reader.next() { records.append(record) }
  return records
}

@Suite struct CSVReaderTests {
  @Test(arguments: [
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
    ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
    ("\u{FEFF}a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
    ("a\tb,c\n1\t2", [["a", "b,c"], ["1", "2"]]),
    ("sep=;\r\na,x;b\n", [["a,x", "b"]]),
    ("a,\"b;;;;\"\nc,d\n", [["a", "b;;;;"], ["c", "d"]]),
    ("a,\"say \"\"no\"\"\",\"\"\n", [["a", "say \"no\"", ""]]),
    ("a,\"two\r\nlines\",c\n", [["a", "two\r\nlines", "c"]]),
    ("a,5\" pipe\n", [["a", "5\" pipe"]]),
    ("a,,\n,,\n", [["a", "", ""], ["", "", ""]]),
    ("\n\na,b\n\n\nc,d\n\n", [["a", "b"], ["c", "d"]]),
    ("name\nΑигүл\n", [["name"], ["Αигүл"]]),
    ("", []),
    ("\u{FEFF}", []),
  ])
  func aFileIsReadAsSpreadsheetsWriteIt(text: String, expected: [[String]]) throws {
    #expect(try cells(text) == expected)
  }

  @Test func linesAreCountedThroughQuotedCellsAndEmptyLines() throws {
    let read = try records(Array("a,b\r\n\r\n\"x\r\ny\nz\",1\r\nc,d\r\n".utf8))
    #expect(read.map(\.line) == [1, 3, 6])
  }

  @Test func aTitleAboveTheTableHidesNoSeparator() throws {
    let reader = try CSVReader(bytes: Array("Тізім\n\nҚыздар\na;b\n1,5;2,5\n".utf8))
    #expect(reader.separator == UInt8(ascii: ";"))
    for rows in ["a;b;c\n", "a;b;c\n1;2;3\n", "a;b;c\n1;2;3\n4;5;6\n"] {
      let reader = try CSVReader(bytes: Array("Қыздар, 2026\n\(rows)".utf8))
      #expect(reader.separator == UInt8(ascii: ";"), "a title with a comma of its own")
    }
  }

  @Test func theSeparatorIsToldByEveryLineNotByOne() throws {
    let reader = try CSVReader(bytes: Array("Аты;Ауылы\nАйша;Қызылту, 2-көше, 5, 6\nДана;Ақтас\n".utf8))
    #expect(reader.separator == UInt8(ascii: ";"))
  }

  @Test func windows1251IsReadWhenTheBytesAreNotUTF8() throws {
    // "Имя;№" and "Ёлка;і" as Windows-1251
    let bytes: [UInt8] = [0xC8, 0xEC, 0xFF, 0x3B, 0xB9, 0x0A, 0xA8, 0xEB, 0xEA, 0xE0, 0x3B, 0xB3, 0x0A]
    let reader = try CSVReader(bytes: bytes)
    #expect(reader.encoding == .windows1251)
    #expect(try records(bytes).map(\.cells) == [["Имя", "№"], ["Ёлка", "і"]])
  }

  @Test func utf8WithKazakhLettersStaysUTF8() throws {
    #expect(try CSVReader(bytes: Array("әғқңөұүһі".utf8)).encoding == .utf8)
  }

  static let broken: [(String, CSVFault)] = [
    ("a,b\nc,\"d\ne\n", .unclosedQuote(line: 2)),
    ("a,\"b,d\"c\n", .textAfterQuote(line: 1)),
    ("a\u{0}b", .notText),
  ]

  @Test(arguments: broken)
  func aBrokenFileIsComplainedOfWithItsLine(text: String, fault: CSVFault) {
    #expect(throws: fault) { try cells(text, separator: UInt8(ascii: ",")) }
  }

  @Test func aRowOfFiveHundredAndOneColumnsIsRefused() {
    #expect(throws: CSVFault.tooManyColumns(line: 2)) { try cells("a\n" + String(repeating: ",", count: 500) + "x") }
  }

  @Test(arguments: ["", "\""])
  func aCellOverAMegabyteIsRefused(quote: String) {
    let long = String(repeating: "x", count: 1_048_577)
    #expect(throws: CSVFault.fieldTooLong(line: 2)) { try cells("a\n\(quote)\(long)\(quote)\n") }
  }

  @Test func theKazakhCodePageIsKnownByItsLetters() throws {
    // "Қала;" and the other Kazakh letters, bytes after the table of STRK 1048-2002
    let bytes: [UInt8] = [
      0x8D, 0xE0, 0xEB, 0xE0, 0x3B, 0xA3, 0xBC, 0xB2, 0xB3, 0xAA, 0xBA, 0x9D, 0xBD, 0xBE, 0xA5, 0xB4, 0xA1, 0xA2, 0xAF, 0xBF,
      0x8E, 0x9E,
    ]
    #expect(try CSVReader(bytes: bytes).encoding == .kz1048)
    #expect(try records(bytes).map(\.cells) == [["Қала", "ӘәІіҒғқҢңӨөҰұҮүҺһ"]])
  }

  @Test(arguments: [true, false]) func excelsUnicodeTextIsRead(isBig: Bool) throws {
    let units = "\u{FEFF}Аты\tҚала\r\nӘсел\t5\r\n".utf16
    let bytes = units.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try CSVReader(bytes: bytes).encoding == .utf16)
    #expect(try records(bytes).map(\.cells) == [["Аты", "Қала"], ["Әсел", "5"]])
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61], [0xFF, 0xFE, 0x00, 0xD8], [0xFF, 0xFE, 0x61, 0x00, 0x00, 0x00]] as [[UInt8]])
  func brokenUTF16IsRefused(bytes: [UInt8]) {
    #expect(throws: CSVFault.notText) { try records(bytes) }
  }

  @Test func fiveHundredColumnsAndAMegabyteAreStillRead() throws {
    let wide = String(repeating: ",", count: 499)
    #expect(try cells(wide, separator: UInt8(ascii: ",")).first?.count == 500)
    let long = String(repeating: "x", count: 1 << 20)
    #expect(try cells(long, separator: UInt8(ascii: ",")) == [[long]])
  }
}

@Suite struct CSVWriterTests {
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-2+3", "'-2+3"),
    ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("\n=1", "'\n=1"), ("-", "'-"), ("+", "'+"), ("-1-1", "'-1-1"),
    ("+7-701-123-45-67", "'+7-701-123-45-67"), ("-1,5", "-1,5"), ("-12", "-12"), ("+3.25", "+3.25"),
    ("+7 701 123 45 67", "+7 701 123 45 67"), ("+77011234567", "+77011234567"), ("a=1", "a=1"), ("", ""), ("Әсел", "Әсел"),
  ])
  func aCellNeverBecomesAFormula(cell: String, written: String) {
    #expect(CSVWriter.harmless(cell) == written)
  }

  @Test func cellsAreQuotedWhereNeededAndLinesEndWithCRLF() {
    var writer = CSVWriter()
    writer.add(["Аты", "a;b", "c\"d", "e\nf", " g"])
    #expect(String(decoding: writer.take(), as: UTF8.self) == "\u{FEFF}Аты;\"a;b\";\"c\"\"d\";\"e\nf\";\" g\"\r\n")
    writer.add(["x"])
    #expect(String(decoding: writer.take(), as: UTF8.self) == "x\r\n")
  }

  @Test(arguments: [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")])
  func whatIsWrittenIsReadBack(separator: UInt8) throws {
    let rows = [["Аты", "Тегі", "Жауап"], ["Ұлпан", "a,b;c\td", "\"q\"\r\nend"], ["", "x", ""]]
    var writer = CSVWriter(separator: separator)
    for row in rows { writer.add(row) }
    #expect(try records(writer.take()).map(\.cells) == rows)
  }
}
