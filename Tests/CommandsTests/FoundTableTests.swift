import Allocation
import ArgumentParser
import Documents
import Exchange
import Foundation
import HouseKit
import Programme
import Rules
import Testing
import Words

@testable import Commands
@testable import Measuring
@testable import Selection

/// Tables as people and programs make them, through the commands; numbered as the findings of November 2026.
@Suite struct FoundTableTests {
  private static func policy(places: Int, range: String = "0, 100", more: String = "") throws -> PolicyFile {
    try PolicyFile(
      yaml: """
        title: {kk: "а", ru: "а", en: "a"}
        places: \(places)
        evidence:
          - {name: test, title: {kk: "т", ru: "т", en: "t"}, scale: raw, range: [\(range)], weight: 50}
        \(more)
        """)
  }

  private static func capped() throws -> PolicyFile {
    try policy(
      places: 3, range: "0, 2000",
      more: """
        reserves:
          - {attribute: rural, title: {kk: "с", ru: "с", en: "rural"}, places: 1}
        caps:
          - {column: school, title: {kk: "м", ru: "ш", en: "school"}, places: 1}
        """)
  }

  private func offered(_ bytes: [UInt8], _ file: PolicyFile) throws -> [String] {
    let people = try CandidateFile.read(bytes, for: file)
    let selected = try Selected.run(file, people, key: "4.8.15./")
    #expect(SelectionBundle.verify(SelectionBundle.parts(selected)).isGood)
    return selected.outcome.offered.map { people.codes[Int($0)] }.sorted()
  }

  /// "2 [test]: words", in English.
  private func complaints(_ bytes: [UInt8], _ file: PolicyFile) -> [String] {
    do throws(CandidateFile.Complaints) {
      _ = try CandidateFile.read(bytes, for: file)
      return []
    } catch { return error.complaints.map { $0.text(in: "", .en) } }
  }

  @Test("B01 a result whose formula was never computed refuses the file by its cell, and is never missing")
  func formula() throws {
    let sheet = Workbook.Sheet(
      "a", [["code", "test"], ["A1", "|<v>90</v>"], ["A2", "|<f>SUM(C3:D3)</f>"], ["A3", "|<v>70</v>"]])
    let complaints = complaints(try Workbook.of([sheet]), try Self.policy(places: 2))
    #expect(complaints.count == 1 && complaints[0].contains(":3 [test]") && complaints[0].contains("B3"))
  }

  @Test("B15 an error in a column that counts refuses the file by its cell; beside them nobody minds")
  func errors() throws {
    let rows = [["code", "test", "note"], ["A1", "|<v>90</v>", "t=\"e\"|<v>#REF!</v>"], ["A2", "t=\"e\"|<v>#N/A</v>"]]
    let complaints = complaints(try Workbook.of([Workbook.Sheet("a", rows)]), try Self.policy(places: 2))
    #expect(complaints.count == 1 && complaints[0].contains("B3") && complaints[0].contains("#N/A"))
    #expect(self.complaints(Array("code;test\nA1;#ДЕЛ/0!\n".utf8), try Self.policy(places: 2)).count == 1)
  }

  @Test("B02 B03 the first sheet that people see is read, and what is left out is named")
  func sheets() throws {
    let bytes = try Workbook.of([
      Workbook.Sheet("archive", isHidden: true, [["code", "test"], ["OLD1", "|<v>99</v>"]]),
      Workbook.Sheet("Now", [["code", "test"], ["A1", "|<v>90</v>"]]), Workbook.Sheet("9Б", [["code"], ["B1"]]),
      Workbook.Sheet("Лист3", []),
    ])
    let file = try Self.policy(places: 2)
    let opened = try CandidateFile.opened(bytes, for: file)
    #expect(opened.candidates.codes == ["A1"] && opened.found.sheet == "Now" && opened.found.leftOut == ["9Б"])
    #expect(
      opened.found.notes.map { $0(.en) } == [
        "The sheet “Now” was read. Other sheets were left out: «9Б». For another one: --sheet."
      ])
    #expect(complaints(try Workbook.of([Workbook.Sheet("x", [["a"]])]), file).count == 2)
  }

  @Test("B05 85 % is 85 where the scale ends at 100, .85 where it ends at 1, and refused elsewhere")
  func percent() throws {
    let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/></cellXfs>"
    let rows = [["code", "test"], ["A1", "s=\"1\"|<v>0.85</v>"], ["A2", "s=\"1\"|<v>0.9</v>"], ["A4", "|<v>0.6</v>"]]
    let bytes = try Workbook.of([Workbook.Sheet("a", rows)], styles: styles)
    func values(_ range: String) throws -> [Double]? {
      try CandidateFile.read(bytes, for: try Self.policy(places: 2, range: range)).evidence["test"]?.values
    }
    #expect(try values("0, 100") == [85, 90, 0.6])
    #expect(try values("0, 1") == [0.85, 0.9, 0.6])
    #expect(complaints(bytes, try Self.policy(places: 2, range: "0, 2000")).count == 2)
    #expect(
      try CandidateFile.read(Array("code;test\nA1;85 %\n".utf8), for: try Self.policy(places: 1)).evidence["test"]?.values == [85]
    )
  }

  @Test("B07 labels that look the same are the same, under a cap and in a reserve")
  func labels() throws {
    let file = try Self.capped()
    let trailing = "code,test,rural,school\nA1,90,no,S1\nA2,85,no,S1 \nA3,80,no,S2\nA4,50,yes ,S3\nA5,40,no,S4\n"
    #expect(try offered(Array(trailing.utf8), file) == ["A1", "A3", "A4"])
    let spaces =
      "code;test;rural;school\nA1;90;no;Абай м\nA2;85;no;Абай\u{A0}\u{200B}м\nA3;80;no;абай м\nA4;70;yes;S2\nA5;60;yes;S3\n"
    #expect(try offered(Array(spaces.utf8), file) == ["A1", "A3", "A4"])
    let region = try Self.policy(
      places: 3, more: "reserves:\n  - {attribute: \"region=Абай\", title: {kk: \"а\", ru: \"а\", en: \"a\"}, places: 1}")
    let table = "code,test,region\nA1,90,Алматы\nA2,85,Алматы\nA3,80,Алматы\nA4,50,\"Абай \"\n"
    #expect(try offered(Array(table.utf8), region) == ["A1", "A2", "A4"])
    let gaps = "code;test;rural;school\nA1;90;no;-\nA2;85;no;н/д\nA3;80;no;—\nA4;10;no;S\n"
    #expect(try offered(Array(gaps.utf8), file) == ["A1", "A2", "A3"])
  }

  @Test("B08 a code with a sign nobody sees is refused, and codes that look the same are named")
  func codes() throws {
    let file = try Self.policy(places: 2)
    let complaints = complaints(Array("code,test\nA1,85\nА1,80\nA\u{200B}1,70\nB\u{AD}2,60\nC\u{202A}3,5\n".utf8), file)
    #expect(complaints.count == 4)
    #expect(complaints[0].contains(":3 [code]") && complaints[0].contains("looks like the one on line 2"))
    #expect(complaints.dropFirst().allSatisfy { $0.contains("cannot be printed") })
  }

  @Test("B13 six hundred commas behind the last heading are no columns")
  func commas() throws {
    let commas = String(repeating: ",", count: 600)
    let table = "code,test\(commas)\nA1,90\(commas)\nA2,80\(commas)\n"
    #expect(try offered(Array(table.utf8), try Self.policy(places: 1)) == ["A1"])
  }

  @Test("B24 1,250 between commas is asked about; between semicolons it is one and a quarter")
  func thousands() throws {
    let file = try Self.policy(places: 2, range: "0, 2000")
    let complaints = complaints(Array("code,test\nA1,\"1,250\"\nA2,900\n".utf8), file)
    #expect(complaints.count == 1 && complaints[0].contains(":2 [test]") && complaints[0].contains("1250"))
    #expect(try CandidateFile.read(Array("code;test\nA1;1,250\n".utf8), for: file).evidence["test"]?.values == [1.25])
    #expect(self.complaints(Array("code;test\nA1;8 5\n".utf8), file).count == 1)
  }

  @Test("B29 headings below a title are found by their names, or chosen")
  func title() throws {
    let file = try Self.policy(places: 2)
    let bytes = Array("Список учениц;;\n;;\n№;code;test\n1;A1;90\n2;A2;80\n".utf8)
    let opened = try CandidateFile.opened(bytes, for: file)
    #expect(opened.candidates.codes == ["A1", "A2"] && opened.found.headerLine == 3)
    #expect(opened.found.notes.count == 1)
    #expect(throws: CandidateFile.Complaints.self) { try CandidateFile.read(bytes, for: file, header: 1) }
    #expect(try CandidateFile.read(bytes, for: file, header: 3).codes == ["A1", "A2"])
    #expect(throws: CandidateFile.Complaints.self) { try CandidateFile.read(bytes, for: file, header: 77) }
  }

  @Test("B30 yes and no as spreadsheets of three languages save them")
  func truth() throws {
    let table =
      "code;test;rural;school\nA1;85;Yes;1\nA2;80;ДА;2\nA3;70;+;3\nA4;60;Иә;4\nA5;50;ИСТИНА;5\nA6;50;;6\nA7;1;ЖАЛҒАН;7\n"
    let people = try CandidateFile.read(Array(table.utf8), for: try Self.capped())
    #expect(people.attributes["rural"] == [true, true, true, true, true, false, false])
  }

  @Test("B32 one cell that begins with a quoted word spoils no file")
  func quoted() throws {
    let table = "code,test,rural,school\nA1,85,no,ТОО \"Мектеп\" №1\nA2,80,no,\"Школа \"\"Дарын\"\"\"\nA3,70,yes,\"Мектеп\" №5\n"
    let people = try CandidateFile.read(Array(table.utf8), for: try Self.capped())
    #expect(people.columns["school"]?.names == ["ТОО \"Мектеп\" №1", "Школа \"Дарын\"", "\"Мектеп\" №5"])
  }

  @Test("a line of totals is no candidate, and a line that lost a separator or has one too many is refused")
  func misfits() throws {
    let file = try Self.capped()
    let table = "code;test;rural;school\nA1;85;no;S\nA2;80\nA3;70;yes;S;5\nИтого: 3;78;;\n   ;  ;;\n"
    let complaints = complaints(Array(table.utf8), file)
    #expect(complaints.count == 3, "\(complaints)")
    #expect(complaints[0].contains(":3:") && complaints[0].contains("breaks off"))
    #expect(complaints[1].contains(":4:") && complaints[2].contains(":5 [code]"))
  }

  @Test("pieces whose names differ by their case alone would be one column, and the policy is refused by its line")
  func sameColumn() {
    let yaml = """
      title: {kk: "а", ru: "а", en: "a"}
      places: 2
      evidence:
        - {name: test, title: {kk: "т", ru: "т", en: "t"}, scale: raw, range: [0, 100], weight: 50}
        - {name: Test, title: {kk: "т", ru: "т", en: "t"}, scale: raw, range: [0, 100], weight: 50}
      """
    do throws(FileComplaints) {
      _ = try PolicyFile(yaml: yaml)
      Issue.record("read")
    } catch { #expect(error.complaints.count == 1 && error.complaints[0].line == 5) }
  }

  @Test("what stands for nothing is a gap in every column of numbers; an error is not")
  func gaps() throws {
    let file = try Self.policy(places: 2)
    let people = try CandidateFile.read(Array("code;test\nA1;-\nA2;н/д\nA3;нет\nA4;жоқ\nA5;5\n".utf8), for: file)
    #expect(people.evidence["test"]?.values.map(\.isNaN) == [true, true, true, true, false])
  }
}

/// The same tables, measured.
@Suite struct FoundMeasureTests {
  private static func answers(_ zero: String, _ one: String, separator: String = ",") -> String {
    let rows = (0..<40).map { person in
      (["p\(person)"] + (0..<5).map { (person * 7 + $0 * 3) % 10 < 5 ? one : zero }).joined(separator: separator)
    }
    return (["id" + (0..<5).map { "\(separator)q\($0)" }.joined()] + rows).joined(separator: "\n")
  }

  @Test(
    "B17 answers and ratings written 1.0 or 1,0 are the whole numbers they are",
    arguments: [("0.0", "1.0", ","), ("0,0", "1,0", ";")])
  func floats(_ zero: String, _ one: String, _ separator: String) throws {
    let plain = try ResponseTable.read(Array(Self.answers("0", "1").utf8), ResponseColumns())
    let floats = try ResponseTable.read(Array(Self.answers(zero, one, separator: separator).utf8), ResponseColumns())
    #expect(floats.answers == plain.answers)
    let ratings =
      "candidate\(separator)rater\(separator)criterion\(separator)rating\nc\(separator)r\(separator)k\(separator)\(one)\n"
    #expect(try RatingTable.read(Array(ratings.utf8), sheet: nil).score == [1])
    let scores = "score\(separator)n\n\(one)\(separator)\(zero)\n"
    #expect(try FormScores.read(Array(scores.utf8), FormScores.Columns(), named: "").scores == [1])
    for wrong in ["0.5", "1.5"] {
      #expect(throws: TableComplaints.self) { try ResponseTable.read(Array("q1;q2\n\(wrong);1\n".utf8), ResponseColumns()) }
    }
  }

  @Test("B01 B15 a cell without a value is no missing answer, and an error no option")
  func faults() throws {
    let rows = [["id", "q1", "q2"], ["a", "|<f>SUM(D1)</f>", "|<v>1</v>"], ["b", "|<v>0</v>", "t=\"e\"|<v>#N/A</v>"]]
    let bytes = try Workbook.of([Workbook.Sheet("a", rows)])
    do throws(TableComplaints) {
      _ = try ResponseTable.read(bytes, ResponseColumns())
      Issue.record("read")
    } catch {
      #expect(error.complaints.map { "\($0.place(in: ""))" } == [":2 [q1]", ":3 [q2]"])
    }
  }

  @Test("an option typed in Cyrillic is the option")
  func options() { #expect("а ".trimmed.option == "A" && "В".option == "B" && "n/a".option == "") }

  @Test("headings below a title are found by the column of persons, and a line of totals is no person")
  func title() throws {
    let table = try ResponseTable.read(Array("Тест 1;;\nid;q1;q2\na;1;0\nb;0;1\n".utf8), ResponseColumns())
    #expect(table.items == ["q1", "q2"] && table.persons == ["a", "b"])
    #expect(throws: TableComplaints.self) { try ResponseTable.read(Array("id;q1\na;1\nИтого;1\n".utf8), ResponseColumns()) }
    #expect(throws: TableComplaints.self) { try ResponseTable.read(Array("id;q1;q2\na;1\n".utf8), ResponseColumns()) }
  }
}

/// What cannot be estimated is refused or left open; numbered as the findings of November 2026.
@Suite struct FoundEstimateTests {
  private static func table(items: Int, groups: [String] = []) -> String {
    let rows = (0..<60).map { person in
      (["p\(person)"] + (0..<items).map { (person * 7 + $0 * 3 + person / 4) % 10 < 5 + $0 % 3 ? "1" : "0" }
        + (groups.isEmpty ? [] : [groups[person % groups.count]])).joined(separator: ",")
    }
    let head = ["id"] + (0..<items).map { "q\($0)" } + (groups.isEmpty ? [] : ["group"])
    return ([head.joined(separator: ",")] + rows).joined(separator: "\n")
  }

  @Test("B19 free discriminations of fewer than three items are refused by the items' names; Rasch is not", arguments: [1, 2])
  func twoItems(_ items: Int) async throws {
    let folder = try MeasuringFolder()
    let path = try folder.put(Self.table(items: items))
    for model in ["2pl", "3pl"] {
      let reply = try await Calibrate.parse([path, "--model", model, "--json"]).reply()
      #expect(reply.isRefused && reply.said.joined().contains("[q0]"), "\(model): \(reply.said)")
    }
    if items == 2 { #expect(try await !Calibrate.parse([path, "--model", "rasch", "--json"]).reply().isRefused) }
    let three = try folder.put(Self.table(items: 3), "three.csv")
    #expect(try await !Calibrate.parse([three, "--model", "2pl", "--json"]).reply().isRefused)
  }

  @Test("B26 a group of one is refused by its name")
  func groupOfOne() async throws {
    let folder = try MeasuringFolder()
    let text = Self.table(items: 6, groups: ["a"]).replacing("p7,", with: "p7,").split(separator: "\n").enumerated().map {
      line, row in
      line == 8 ? String(row.dropLast()) + "b" : String(row)
    }.joined(separator: "\n")
    let path = try folder.put(text)
    let reply = try await Calibrate.parse([path, "--model", "2pl", "--group", "group", "--dif", "mh", "--json"]).reply()
    #expect(reply.isRefused && reply.said.joined().contains("[b]"), "\(reply.said)")
  }

  @Test("B40 of a person without answers nothing is known", arguments: ["wle", "ml", "eap", "map"])
  func nobody(_ ability: String) async throws {
    let folder = try MeasuringFolder()
    let path = try folder.put(Self.table(items: 6) + "\nsilent,,,,,,\n")
    let json = try await Calibrate.json(path, "--model", "rasch", "--ability", ability)
    let silent = try #require(json["persons"].list.last)
    #expect(silent["id"].string == "silent" && silent["ability"].isNull && silent["standardError"].isNull)
    #expect(!json["persons"][0]["ability"].isNull)
    #expect(json["warnings"].list.contains { $0.string?.contains("Without any answer: 1.") == true })
    let others = try await Calibrate.json(
      try folder.put(Self.table(items: 6), "all.csv"), "--model", "rasch", "--ability", ability)
    #expect(!others["warnings"].list.contains { $0.string?.contains("Without any answer") == true })
    _ = try await Calibrate.parse([path, "--model", "rasch", "--ability", ability, "--out", folder.path("out")]).reply()
    let rows = try folder.text("out/persons.csv").split(whereSeparator: \.isNewline)
    #expect(rows.last == "silent;;;")
  }
}
