import Documents
import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// Tables as schools make them: a title above the headings, several sheets, lines that are no persons.
@Suite struct HeadingsTests {
  private struct Desk {
    let kit: HouseKit
    var browser: Browser
    var page = ""

    init() async throws {
      kit = try await HouseKit.house(.sqlite)
      browser = try await kit.staff(.coordinator)
    }

    mutating func bring(_ bytes: [UInt8], _ name: String = "t.xlsx") async {
      await browser.upload("/desk/imports", [("intake", "2026")], field: "table", name: name, bytes)
      page = browser.location ?? "/nowhere"
      await browser.follow()
    }

    func holds(_ text: String) -> Bool { browser.page.contains(text) }
  }

  private static func workbook(_ rows: [[String]], sheet: String = "тізім") throws -> [UInt8] {
    let width = rows.map(\.count).max() ?? 1
    var titles = rows[0]
    while titles.count < width { titles.append("") }
    let writer = try XLSXWriter(sheet: sheet, columns: titles.map { XLSXWriter.Column($0) })
    for row in rows.dropFirst() { try writer.write(row.map { $0.isEmpty ? .empty : .text($0) }) }
    return try writer.finish()
  }

  @Test(
    "B29 the headings are found below a title and a line of groups, in a workbook and in Windows-1251", arguments: [true, false])
  func title(_ isWorkbook: Bool) async throws {
    var desk = try await Desk()
    let rows = [
      ["Список учащихся Курчумского района"], ["", "Ученица"], ["№", "ФИО", "Дата рождения", "Класс"],
      ["1", "Сынакова Улги", "31.03.2011", "9"], ["", "", "", ""], ["2", "Тестова Проба", "02.05.2010", "10"],
      ["", "Всего: 2", "", ""],
    ]
    let csv = rows.map { $0.joined(separator: ";") }.joined(separator: "\r\n").data(using: .windowsCP1251)
    await desk.bring(isWorkbook ? try Self.workbook(rows) : [UInt8](try #require(csv)), isWorkbook ? "t.xlsx" : "t.csv")
    #expect(desk.browser.page.contains("<b>2</b>новые заявки"), "\(desk.browser.page)")
    // The last line is no girl and is shown with what stands in it.
    #expect(desk.browser.page.contains("<b>1</b>не принято") && desk.browser.page.contains("Всего: 2"))
  }

  @Test("a girl's columns are hers and the guardian's are the guardian's")
  func whose() async throws {
    var desk = try await Desk()
    await desk.bring(
      Array(
        "Аты-жөні,Туған күні,Телефон,Ата-анасы,Ата-анасының телефоны\nСынақова Үлгі,31.03.2011,87011234567,Сынақова Ана,87017654321\n"
          .utf8),
      "t.csv")
    for title in ["Представитель", "Телефон представителя"] {
      #expect(desk.browser.page.contains("selected>\(title)<"), "\(title)")
    }
    #expect(desk.browser.page.contains("<b>1</b>новые заявки"))
  }

  @Test("another line of headings can be chosen, and is guessed anew")
  func chosen() async throws {
    var desk = try await Desk()
    await desk.bring(Array("A;B\nФамилия;Имя\nСынақова;Үлгі\n".utf8), "t.csv")
    #expect(desk.browser.page.contains("value=\"2\" selected"))
    await desk.browser.submit(desk.page, [("header", "1")])
    await desk.browser.follow()
    #expect(desk.browser.page.contains("value=\"1\" selected") && desk.browser.page.contains("<b>2</b>не принято"))
    for wrong in ["0", "-1", "99999999999999999999", "x", "77"] {
      await desk.browser.submit(desk.page, [("header", wrong), ("sheet", "nothing")])
      await desk.browser.follow()
      #expect(desk.browser.status == 200, "\(wrong)")
    }
  }

  @Test("B03 a sheet that is not read is named and can be chosen")
  func sheets() async throws {
    var desk = try await Desk()
    await desk.bring(try Self.twoSheets())
    #expect(desk.browser.page.contains("Прочитан лист «9А». Остальные листы не читаются: «9Б»"))
    #expect(desk.browser.page.contains("<b>1</b>новые заявки"))
    await desk.browser.submit(desk.page, [("sheet", "9Б")])
    await desk.browser.follow()
    #expect(desk.browser.page.contains("Прочитан лист «9Б»") && desk.browser.page.contains("<b>2</b>новые заявки"))
  }

  /// Written by openpyxl, as a school's program would.
  private static func twoSheets() throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    let script = """
      import openpyxl, sys
      book = openpyxl.Workbook()
      head = ["Фамилия", "Имя", "Дата рождения"]
      first, second = book.active, book.create_sheet("9Б")
      first.title = "9А"
      for row in [head, ["Сынақова", "Үлгі", "31.03.2011"]]: first.append(row)
      for row in [head, ["Тестова", "Проба", "02.05.2010"], ["Тестова", "Дана", "03.05.2010"]]: second.append(row)
      book.save(sys.argv[1])
      """
    let process = Process()
    process.executableURL = URL(filePath: ProcessInfo.processInfo.environment["KERUEN_TEST_PYTHON"] ?? "/usr/bin/python3")
    process.arguments = ["-c", script, file.path]
    try process.run()
    process.waitUntilExit()
    return [UInt8](try Data(contentsOf: file))
  }

  @Test(
    "B03 a title page in front is passed over; of several sheets the choice stands open, and the line of the headings with it")
  func titlePage() async throws {
    var desk = try await Desk()
    let rows = [["9 «А»", "", ""], ["Фамилия", "Имя", "Дата рождения"], ["Тестова", "Ия", "30.03.2011"]]
    let other = [
      ["Список"], ["Фамилия", "Имя", "Дата рождения"], ["Пробова", "Ая", "31.03.2011"], ["фамилия", "имя", "Дата рождения"],
    ]
    await desk.bring(
      try Workbook.of([
        Workbook.Sheet("Титул", [["Управление образования"], ["Список на 2026 год"]]), Workbook.Sheet("9А", rows),
        Workbook.Sheet("9Б", other),
      ]), "t.xlsx")
    #expect(desk.holds("Тестова") && desk.holds("value=\"9А\" selected") && desk.holds("<details open>"), "\(desk.browser.page)")
    #expect(desk.holds("Титул") && desk.holds("9Б"))
    await desk.browser.submit(desk.page, [("sheet", "9Б")])
    await desk.browser.follow()
    #expect(
      desk.holds("Пробова") && desk.holds("value=\"9Б\" selected") && desk.holds("value=\"2\" selected"), "\(desk.browser.page)")
    await desk.browser.submit(desk.page, [("sheet", "9Б"), ("header", "4")])
    await desk.browser.follow()
    #expect(desk.holds("value=\"4\" selected") && desk.holds("<b>0</b>новые заявки"), "\(desk.browser.page)")
  }

  @Test("refused lines come back as a file with their reasons, to their maker only")
  func file() async throws {
    var desk = try await Desk()
    await desk.bring(Array("Фамилия;Имя;Дата рождения\nСынақова;Үлгі;31.02.2011\n=1+1;;\n".utf8), "t.csv")
    await desk.browser.get("\(desk.page)/refused.csv")
    let lines = desk.browser.page.split(separator: "\r\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines.first?.contains("Фамилия") == true && lines.first?.contains("Почему") == true)
    #expect(lines[1].contains("Сынақова") && !lines[2].contains(";=1") && !lines[2].contains(",=1"))
    var other = try await desk.kit.staff(.coordinator)
    await other.get("\(desk.page)/refused.csv")
    #expect(other.status == 404)
    await desk.browser.get(desk.page)
    await desk.browser.submit("\(desk.page)/drop")
    await desk.browser.get("\(desk.page)/refused.csv")
    #expect(desk.browser.status == 404)
  }
}
