import Documents
import Foundation
import Testing
import Words

/// A cell is what a person sees in it, or it says why it may not be used. The numbers are those of the findings of November 2026.
@Suite struct CellTests {
  private func rows(_ parts: [String: String]) throws -> [Record] {
    var sheet = try Spreadsheet.open(Package.of(Package.parts.merging(parts) { $1 }))
    var rows = [Record(line: sheet.headerLine, cells: sheet.columns)]
    while let row = try sheet.next() { rows.append(row) }
    return rows
  }

  private func rows(_ sheet: String, styles: String? = nil) throws -> [Record] {
    var parts = ["xl/one.xml": "<worksheet><sheetData>\(sheet)</sheetData></worksheet>"]
    if let styles {
      parts["xl/st.xml"] = "<styleSheet>\(styles)</styleSheet>"
      parts["xl/_rels/workbook.xml.rels"] =
        "<R><Relationship Id=\"r1\" Type=\"a/worksheet\" Target=\"one.xml\"/><Relationship Id=\"r2\" Type=\"a/styles\" Target=\"st.xml\"/></R>"
    }
    return try rows(parts)
  }

  private static func text(_ cell: String) -> String { "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">\(cell)</t></is></c>" }
  private static let head = "<row>\(text("a"))\(text("b"))</row>"

  @Test(
    "B01 a formula that was never computed is a fault of its cell, whoever wrote it",
    arguments: ["<f>SUM(C1:D1)</f>", "<f>SUM(C1:D1)</f><v></v>", "<f>SUM(C1:D1)</f><v/>", "<f t=\"shared\" si=\"0\"/>"])
  func formula(_ inside: String) throws {
    let rows = try rows(Self.head + "<row>\(Self.text("x"))<c>\(inside)</c></row>")
    #expect(rows[1].faults == [1: .formulaWithoutValue] && rows[1].name(of: 1) == "B2")
    let alone = try self.rows(Self.head + "<row><c>\(inside)</c></row>")
    #expect(alone[1].faults == [0: .formulaWithoutValue])
  }

  @Test("B01 a formula whose text is empty, and one with a value, are no faults")
  func computed() throws {
    let rows = try rows(Self.head + "<row><c t=\"str\"><f>A1</f><v></v></c><c><f>1+1</f><v>2</v></c></row>")
    #expect(rows[1].faults.isEmpty && rows[1].cells == ["", "2"])
  }

  @Test("B05 a share is the per cent a person sees", arguments: [(9, "85%"), (10, "85%"), (170, "85%"), (0, "0.85")])
  func percent(_ format: Int, _ shown: String) throws {
    let styles =
      "<numFmts><numFmt numFmtId=\"170\" formatCode=\"0.0%\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"\(format)\"/></cellXfs>"
    let rows = try rows(Self.head + "<row><c s=\"1\"><v>0.85</v></c><c s=\"1\"><v>0.07</v></c></row>", styles: styles)
    #expect(rows[1][0] == shown && rows[1][1] == (format == 0 ? "0.07" : "7%"))
  }

  @Test("zeros in front that a format shows are there; a number of more than fifteen digits has lost its last")
  func zeros() throws {
    let styles =
      "<numFmts><numFmt numFmtId=\"170\" formatCode=\"000000000000\"/></numFmts><cellXfs><xf numFmtId=\"170\"/></cellXfs>"
    let rows = try rows(Self.head + "<row><c s=\"0\"><v>10131600017</v></c><c><v>9001011234567800</v></c></row>", styles: styles)
    #expect(rows[1].cells == ["010131600017", "9001011234567800"] && rows[1].faults == [1: .digitsLost])
  }

  @Test(
    "B15 an error is a fault, in a workbook and in a text",
    arguments: ["#N/A", "#REF!", "#DIV/0!", "#Н/Д", "#ДЕЛ/0!", "#ССЫЛКА!", "#ЗНАЧ!", "Err:502", "########"])
  func errors(_ error: String) throws {
    let rows = try rows(Self.head + "<row><c t=\"e\"><v>\(error)</v></c><c t=\"str\"><f>A1</f><v>\(error)</v></c></row>")
    #expect(rows[1].faults == [0: .error, 1: .error])
    var csv = try Spreadsheet.open(Array("a;b\n1;\(error)\n".utf8))
    #expect(try csv.next()?.faults == [1: .error])
  }

  @Test("B11 the names of a workbook's parts are compared without case, whichever way their strokes lean")
  func partNames() throws {
    let rows = try rows([
      "xl/_rels/workbook.xml.rels":
        "<R><Relationship Id=\"r1\" Type=\"a/worksheet\" Target=\"Sheet1.xml\"/><Relationship Id=\"r2\" Type=\"a/sharedStrings\" Target=\"sharedStrings.xml\"/></R>",
      "xl/SharedStrings.xml": "<sst><si><t>код</t></si></sst>",
      "xl\\sheet1.xml": "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>",
    ])
    #expect(rows == [Record(line: 1, cells: ["код"])])
  }

  @Test("B13 empty cells beyond the last heading are none, in a workbook and in a text")
  func borders() throws {
    let rows = try rows(Self.head + "<row>\(Self.text("1"))\(Self.text("2"))<c r=\"XFD2\" s=\"1\"/></row>")
    #expect(rows[1].cells == ["1", "2"])
    var csv = try Spreadsheet.open(
      Array("a,b\(String(repeating: ",", count: 600))\n1,2\(String(repeating: ",", count: 600))\n".utf8))
    #expect(csv.columns == ["a", "b"])
    let row = try #require(try csv.next())
    #expect(row[1] == "2" && csv.misfit(row) == nil)
    #expect(throws: SheetComplaint.tooManyColumns(line: 2, limit: 500)) {
      try self.rows(Self.head + "<row><c r=\"XFD2\" t=\"str\"><v>x</v></c></row>")
    }
  }

  @Test("B27 parts in UTF-16 are read", arguments: [true, false])
  func utf16(_ isBig: Bool) throws {
    let sheet =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData>\(Self.head)<row>\(Self.text("Әсел"))</row></sheetData></worksheet>"
    for mark in ["\u{FEFF}", ""] {
      let bytes = (mark + sheet).utf16.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
      let parts = try Archive(
        Package.parts.map { Archive.Part($0.key, Array($0.value.utf8)) } + [Archive.Part("xl/one.xml", bytes)]
      ).packed()
      var read = try Spreadsheet.open(parts)
      #expect(try read.columns == ["a", "b"] && read.next()?[0] == "Әсел", "\(isBig) \(mark.isEmpty)")
    }
    let broken: [UInt8] = [0xFF, 0xFE, 0x3C, 0x00, 0x00, 0xD8]
    let file = try Archive(
      Package.parts.map { Archive.Part($0.key, Array($0.value.utf8)) } + [Archive.Part("xl/one.xml", broken)]
    ).packed()
    #expect(throws: SheetComplaint.damaged) { try Spreadsheet.open(file) }
  }

  @Test("B32 a name that begins with its quotation marks is read as written, where nothing else can be meant")
  func quoted() throws {
    var csv = try Spreadsheet.open(Array("code,school\nA3,\"Мектеп\" №5\nA4,\"Шк \"\"Дарын\"\"\"\n".utf8))
    #expect(try csv.next()?[1] == "\"Мектеп\" №5" && csv.next()?[1] == "Шк \"Дарын\"")
    for unclear in ["a,b\n1,\"x,y\" z\n", "a,b\n1,\"x\"\"y\" z\n"] {
      #expect(throws: SheetComplaint.csv(.textAfterQuote(line: 2)), "\(unclear)") {
        var csv = try Spreadsheet.open(Array(unclear.utf8))
        while try csv.next() != nil {}
      }
    }
  }

  @Test("cells that are merged downwards say the same in every row; beside and below them nothing changes")
  func merged() throws {
    let sheet =
      "<worksheet><sheetData><row r=\"1\">\(Self.text("школа"))\(Self.text("имя"))</row>"
      + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>№1</v></c><c r=\"B2\" t=\"str\"><v>а</v></c></row>"
      + "<row r=\"3\"><c r=\"B3\" t=\"str\"><v>б</v></c></row><row r=\"4\"><c r=\"A4\" s=\"1\"/></row>"
      + "<row r=\"5\"><c r=\"B5\" t=\"str\"><v>в</v></c></row></sheetData>"
      + "<mergeCells count=\"3\"><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"nonsense\"/></mergeCells></worksheet>"
    let rows = try rows(["xl/one.xml": sheet])
    #expect(rows.map(\.cells) == [["школа", "имя"], ["№1", "а"], ["№1", "б"], ["", "в"]])
  }

  @Test("texts have one kind of space and composed letters; marks that nobody sees are dropped but where codes are asked for")
  func cleaned() throws {
    var csv = try Spreadsheet.open(Array("a;b\n  Абай\u{A0}\u{A0}мектебі\u{2009};и\u{306}A\u{200B}1\u{FEFF}\n\u{A0} ; \n".utf8))
    let row = try #require(try csv.next())
    #expect(
      row[0] == "Абай мектебі" && Array(row[1].utf8) == Array("йA1".utf8) && row.cells[1].unicodeScalars.contains("\u{200B}"))
    #expect(try csv.next() == nil)
  }

  @Test("a table in the form kept before this is read as it was")
  func before() throws {
    let old: [UInt8] = Array("KT1\n".utf8) + [0, 2, 1, 2, 1, 0x61, 1, 0x62, 2, 1, 1, 0x31]
    let table = try KeptTable(old)
    var rows = try table.rows()
    #expect(table.separator == nil)
    #expect(try rows.next() == Record(line: 1, cells: ["a", "b"]))
    #expect(try rows.next() == Record(line: 2, cells: ["1"]))
  }

  @Test("faults and the separator outlive the keeping")
  func kept() throws {
    let kept = try KeptTable(reading: Array("a,b\n#N/A,2\n".utf8))
    var sheet = try Spreadsheet(kept: kept.bytes)
    #expect(try sheet.next()?.faults == [0: .error] && !sheet.commaIsPoint)
    #expect(try Spreadsheet(kept: KeptTable(reading: Array("a;b\n1;2\n".utf8)).bytes).commaIsPoint)
  }

  @Test("what is a gap, a yes, a no and a number stands in one place")
  func words() {
    for gap in ["", "-", "—", "– –", "NA", "n/a", "н/д", "Нет данных", "көрсетілмеген"] { #expect(CellText.isGap(gap), "\(gap)") }
    for value in ["0", "нет", "жоқ", "a", "-1", "нан"] { #expect(!CellText.isGap(value), "\(value)") }
    for nothing in ["нет", "ЖОҚ", "No"] { #expect(CellText.isNothing(nothing), "\(nothing)") }
    for yes in ["Yes", "ДА", "Иә", "ИСТИНА", "АҚИҚАТ", "+", "TRUE", "1", "1.0"] {
      #expect(CellText.truth(yes) == true, "B30 \(yes)")
    }
    for no in ["No", "нет", "ЖОҚ", "ЛОЖЬ", "ЖАЛҒАН", "0", "-"] { #expect(CellText.truth(no) == false, "B30 \(no)") }
    for neither in ["", "maybe", "2", "истин"] { #expect(CellText.truth(neither) == nil, "\(neither)") }
    for total in ["Итого", "ВСЕГО: 60", "Барлығы", "Total (n=5)"] { #expect(CellText.isTotal(total), "\(total)") }
    for code in ["A1", "7-ИТОГО", "Тотыкова"] { #expect(!CellText.isTotal(code), "\(code)") }
    #expect(CellText.look("А1") == "A1" && CellText.look("A\u{200B}1") == "A1")
  }

  @Test("B24 a comma before three digits may be thousands, unless the file writes it as the decimal mark")
  func thousands() {
    #expect(
      CellText.number("1,250", commaIsPoint: false) == .twoWays && CellText.number("-12,500", commaIsPoint: false) == .twoWays)
    #expect(CellText.number("1,250", commaIsPoint: true) == .value(1.25))
    for (text, value) in [
      ("0,125", 0.125), ("1,25", 1.25), ("1 250,5", 1250.5), ("1\u{A0}250", 1250), ("−3", -3), ("1.250", 1.25),
    ] {
      #expect(CellText.number(text, commaIsPoint: false) == .value(value), "\(text)")
    }
    for text in ["8 5", "1 2500", "1,250.5", "12 50", "x", "1 000 00"] {
      #expect(CellText.number(text, commaIsPoint: false) == .unreadable, "\(text)")
    }
    #expect(CellText.number("85 %", commaIsPoint: true) == .percent(85) && CellText.number("жоқ", commaIsPoint: true) == .gap)
  }

  @Test("B17 whole numbers as programs write them in a column with a gap")
  func whole() {
    for (text, value) in [("1", 1), ("1.0", 1), ("1,0", 1), ("0.00", 0), ("-2.0", -2)] { #expect(CellText.whole(text) == value) }
    for text in ["0.5", "1,5", "", "1.", "1,000", "x", "1.0.0"] { #expect(CellText.whole(text) == nil, "\(text)") }
  }
}
