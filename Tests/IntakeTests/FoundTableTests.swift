import Documents
import Exchange
import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Intake

/// Tables of girls as schools and programs make them; numbered as the findings of November 2026.
@Suite struct FoundTableTests {
  private static let head = "Фамилия;Имя;Дата рождения;КАТО;Школа;Класс;Телефон"

  private struct Desk {
    let kit: HouseKit
    let place: String
    var browser: Browser
    var page = ""

    init(_ kind: EngineKind = .sqlite) async throws {
      kit = try await HouseKit.house(kind)
      let register = kit.house.gazetteer
      func below(_ code: String) -> [Place] { register.children(of: code) }
      let settlements = below("430000000").flatMap { below($0.code) }.flatMap { below($0.code) }
      place = try #require(settlements.first { $0.level == .settlement }).code
      browser = try await kit.staff(.coordinator)
    }

    mutating func bring(_ text: String) async { await bring(Array(text.replacing("632400907", with: place).utf8), "t.csv") }

    mutating func bring(_ bytes: [UInt8], _ name: String) async {
      await browser.upload("/desk/imports", [("intake", "2026")], field: "table", name: name, bytes)
      page = browser.location ?? "/nowhere"
      await browser.follow()
    }

    mutating func take() async throws {
      await browser.submit("\(page)/confirmation")
      try await kit.runJobs()
      await browser.get(page)
    }

    func holds(_ text: String) -> Bool { browser.page.contains(text) }
  }

  @Test("B01 B15 a line that needs a cell without a value is refused by the cell's name")
  func faults() async throws {
    var desk = try await Desk()
    let rows = [
      ["Фамилия", "Имя", "Дата рождения", "Школа"], ["Тестова", "t=\"e\"|<v>#N/A</v>", "30.03.2011", "Шк"],
      ["Пробова", "Айым", "30.03.2011", "|<f>VLOOKUP(A3,B:C,2)</f>"], ["Сынакова", "Улги", "30.03.2011", "Шк"],
    ]
    await desk.bring(try Workbook.of([Workbook.Sheet("а", rows)]), "t.xlsx")
    #expect(desk.holds("<b>1</b>новые заявки") && desk.holds("<b>2</b>не принято"), "\(desk.browser.page)")
    #expect(
      desk.holds("В ячейке B2 вместо значения ошибка «#N/A»") && desk.holds("В ячейке D3 формула без сохранённого значения"))
  }

  @Test("B02 a hidden sheet is put away, and neither read nor named")
  func hidden() async throws {
    var desk = try await Desk()
    let rows = [["Фамилия", "Имя", "Дата рождения"], ["Скрытая", "Яна", "30.03.2011"]]
    await desk.bring(
      try Workbook.of([
        Workbook.Sheet("архив", isHidden: true, rows), Workbook.Sheet("9А", [rows[0], ["Видимая", "Ия", "30.03.2011"]]),
      ]), "t.xlsx")
    #expect(desk.holds("Видимая") && !desk.holds("Скрытая") && !desk.holds("архив"))
  }

  @Test("B10 a number copied from a phone's contacts is her number, marks and all")
  func phone() async throws {
    var desk = try await Desk()
    await desk.bring(
      "\(Self.head)\nТестелова;Айым;30.03.2011;632400907;Школа 1;9;\u{202D}+7 701 000 00 93\u{202C}\n"
        + "Тестова;Ия;30.03.2011;632400907;Школа 1;9;\u{200B}8701\u{FE0E}0000094\n")
    #expect(desk.holds("<b>2</b>новые заявки"), "\(desk.browser.page)")
    try await desk.take()
    await desk.browser.seek("77010000093")
    #expect(desk.holds("Тестелова"))
  }

  @Test("B34 of one name alone the missing one is named, and an IIN lets her in")
  func mononym() async throws {
    var desk = try await Desk()
    await desk.bring("Фамилия;Имя;Дата рождения;ИИН\nЛи;;30.03.2011;\n;Мира;30.03.2011;\nКим;-;31.03.2011;110331600011\n")
    #expect(desk.holds("<b>1</b>новые заявки") && desk.holds("Нет имени") && desk.holds("Нет фамилии"), "\(desk.browser.page)")
    try await desk.take()
    #expect(try await desk.kit.count("SELECT count(*) FROM application") == 1)
  }

  @Test("B37 what stands for nothing is nothing where a field may be empty")
  func placeholders() async throws {
    var desk = try await Desk()
    await desk.bring(
      "\(Self.head);Почта;ИИН\nПустова;Ия;30.03.2011;632400907;Школа 1;9;87010000095;-;-\n"
        + "Нетова;Ия;30.03.2011;632400907;Школа 1;9;87010000096;нет;жоқ\n")
    #expect(desk.holds("<b>2</b>новые заявки"), "\(desk.browser.page)")
  }

  @Test("one of a few is complained of with its column and what was written; two classes are none")
  func choices() async throws {
    var desk = try await Desk()
    await desk.bring("Фамилия;Имя;Дата рождения;Класс\nА;Б;30.03.2011;9/10\nВ;Г;30.03.2011;двенадцатый\nД;Е;30.03.2011;09 «А»\n")
    #expect(desk.holds("<b>1</b>новые заявки"), "\(desk.browser.page)")
    #expect(desk.holds("«9/10»: Выберите") && desk.holds("«двенадцатый»: Выберите"))
  }

  @Test("a day that may be a month is asked about")
  func days() async throws {
    var desk = try await Desk()
    await desk.bring("Фамилия;Имя;Дата рождения\nА;Б;05/06/2011\nВ;Г;31/03/2011\nД;Е;07/07/2011\nЖ;З;05.06.2011\n")
    #expect(desk.holds("<b>3</b>новые заявки") && desk.holds("«05/06/2011»: непонятно"), "\(desk.browser.page)")
  }

  @Test("a guardian's columns under a common heading are the guardian's, merged or not")
  func groups() async throws {
    var desk = try await Desk()
    let rows = [
      ["Список", "", "", "", "", ""], ["№", "Ученица", "", "", "Родитель", ""],
      ["", "Фамилия", "Имя", "Дата рождения", "ФИО", "Телефон"],
      ["1", "Тестова", "Ия", "30.03.2011", "Тестова Анна", "87010000097"],
    ]
    let merged =
      "<mergeCells count=\"3\"><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:D2\"/><mergeCell ref=\"E2:F2\"/></mergeCells>"
    await desk.bring(try Workbook.of([Workbook.Sheet("а", rows, rest: merged)]), "t.xlsx")
    #expect(desk.holds("<b>1</b>новые заявки"), "\(desk.browser.page)")
    #expect(desk.holds("selected>Телефон представителя<") && desk.holds("selected>Представитель<"))
    // The same without a word of merging, from a text.
    await desk.bring(rows.map { $0.joined(separator: ";") }.joined(separator: "\n"))
    #expect(desk.holds("selected>Телефон представителя<"))
    try await desk.take()
    #expect(try await desk.kit.count("SELECT count(*) FROM answer WHERE field = 'guardian_phone'") == 1)
    #expect(try await desk.kit.count("SELECT count(*) FROM answer WHERE field = 'phone'") == 0)
  }

  private static let whose: [(String, String?)] = [
    ("Телефон", "phone"), ("Телефон матери", "guardian_phone"), ("Телефон родителя", "guardian_phone"),
    ("Мать: телефон", "guardian_phone"),
    ("Анасының телефоны", "guardian_phone"), ("Әкесінің аты", "patronymic"), ("Әкесінің аты-жөні", "guardian_name"),
    ("ФИО законного представителя", "guardian_name"), ("Телефон директора", nil), ("Мұғалімнің телефоны", nil),
    ("E-mail отца", "guardian_email"), ("Телефон (ученицы)", "phone"),
  ]

  @Test("nobody's phone is hers but her own", arguments: whose.indices)
  func owner(_ index: Int) async throws {
    let (heading, key) = Self.whose[index]
    var desk = try await Desk()
    await desk.bring("Фамилия;Имя;Дата рождения;\(heading)\nА;Б;30.03.2011;\n")
    let chosen = desk.browser.page.matches(of: #/<option value="([a-z_]+)" selected>/#).map { String($0.output.1) }
    #expect(chosen.last == key ?? "birth_day", "\(heading): \(chosen)")
  }

  @Test("a line that lost its order is refused, a line that ends early only where a column is read that it lacks")
  func order() async throws {
    var desk = try await Desk()
    await desk.bring("Фамилия,Имя,Дата рождения,Школа\nА,Б,30.03.2011,Школа, имени Абая\nВ,Г,30.03.2011\nД,Е,30.03.2011,Ш\n")
    #expect(desk.holds("<b>1</b>новые заявки") && desk.holds("<b>2</b>не принято"), "\(desk.browser.page)")
    #expect(desk.holds("В строке ячеек 5, а столбцов 4") && desk.holds("Строка обрывается"))
  }

  @Test("what a line would change is shown with the application's code, what stands and what would", arguments: Databases.engines)
  func changes(_ kind: EngineKind) async throws {
    var desk = try await Desk(kind)
    let line = "Тестелова;Айым;30.03.2011;632400907;Школа 1;9;87010000093"
    await desk.bring("\(Self.head)\n\(line)\n")
    try await desk.take()
    let code: String? = try await desk.kit.house.database.read { try $0.value("SELECT code FROM application") }
    desk.kit.clock.move(seconds: 60)
    await desk.bring("\(Self.head)\n\(line.replacing(";9;", with: ";10;").replacing("Школа 1", with: "Школа 2"))\n")
    let shown = desk.browser.page.firstMatch(of: #/Что изменится(?s:.*?)<\/table>/#).map { String($0.output) } ?? ""
    #expect(shown.contains(code ?? "?") && shown.contains("Школа 1") && shown.contains("<b>Школа 2</b>"), "\(desk.browser.page)")
    #expect(shown.contains("9") && shown.contains("<b>10") && !shown.contains("Айым") && !shown.contains("701"))
  }

  @Test("another line of headings keeps the column a person has just chosen; a guess that is unsure says so")
  func kept() async throws {
    var desk = try await Desk()
    await desk.bring("Фамилия;Имя;x\nфамилия;имя;Дата рождения\nА;Б;30.03.2011\n")
    #expect(desk.holds("selected>") && !desk.holds("уверенности нет"))
    await desk.browser.submit(desk.page, [("header", "1"), ("column-2", "school")])
    await desk.browser.follow()
    #expect(desk.browser.page.contains("value=\"1\" selected") && desk.browser.page.contains("value=\"school\" selected"))
    await desk.bring("Фамилия;А\nФамилия;Б\n")
    #expect(desk.holds("уверенности нет") && desk.holds("<details open>"))
  }

  @Test("refused lines come back as a workbook too, with their reason and every cell as it was")
  func workbook() async throws {
    var desk = try await Desk()
    await desk.bring("Фамилия;Имя;Дата рождения;Заметка\nСынақова;Үлгі;31.02.2011;=1+1\nА;Б;30.03.2011;\n")
    await desk.browser.get("\(desk.page)/refused.xlsx")
    var sheet = try Spreadsheet.open(desk.browser.reply.body)
    #expect(sheet.columns == ["Строка", "Почему", "Фамилия", "Имя", "Дата рождения", "Заметка"])
    let row = try #require(try sheet.next())
    #expect(row[0] == "2" && row[1].contains("«31.02.2011»") && row[2] == "Сынақова" && row[5] == "=1+1")
    #expect(try sheet.next() == nil)
  }
}
