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

/// What can be done with a table once it is taken in: its refused lines, its undoing, writing to all of it.
@Suite struct AfterTests {
  private struct Desk {
    let kit: HouseKit
    let place: String
    var browser: Browser
    var page = ""

    init(_ kind: EngineKind) async throws {
      kit = try await HouseKit.house(kind)
      let register = kit.house.gazetteer
      func below(_ code: String) -> [Place] { register.children(of: code) }
      let settlements = below("430000000").flatMap { below($0.code) }.flatMap { below($0.code) }
      place = try #require(settlements.first { $0.level == .settlement }).code
      browser = try await kit.staff(.coordinator)
    }

    /// Brings and confirms; each line is name, birth day, class and phone.
    mutating func take(_ lines: [String]) async throws {
      kit.clock.move(seconds: 60)
      let text = "ФИО;Дата рождения;Класс;Телефон;КАТО\n" + lines.map { "\($0);\(place)\n" }.joined()
      await browser.upload("/desk/imports", [("intake", "2026")], field: "table", name: "t.csv", Array(text.utf8))
      page = browser.location ?? "/nowhere"
      await browser.follow()
      await browser.submit("\(page)/confirmation")
      try await kit.runJobs()
      await browser.get(page)
    }

    mutating func takeBack(_ reason: String = "Не тот файл") async throws {
      await browser.get("\(page)/undo")
      await browser.submit("\(page)/undo", [("reason", reason)])
      try await kit.runJobs()
    }

    func count(_ sql: SQL) async throws -> Int { try await kit.count(sql) }
    func holds(_ text: String) -> Bool { browser.page.contains(text) }
  }

  private static let girls = [
    "Тестова Ия;30.03.2011;9;87010000001", "Пробова Ая;31.03.2011;9;87010000002", "Сынакова Эя;01.04.2011;10;87010000003",
  ]

  @Test("lines that were refused are there after the confirmation, for a month, for their maker", arguments: Databases.engines)
  func refused(_ kind: EngineKind) async throws {
    var desk = try await Desk(kind)
    try await desk.take(["Тестова Ия;30.03.2011;9;87010000001", "Итого: 1;;;", "Пробова Ая;31.03.2011;99;87010000002"])
    #expect(desk.holds("хранятся 30 дней"), "\(desk.browser.page)")
    await desk.browser.get("\(desk.page)/refused.xlsx")
    var sheet = try Spreadsheet.open(desk.browser.reply.body)
    #expect(sheet.columns == ["Строка", "Почему", "ФИО", "Дата рождения", "Класс", "Телефон", "КАТО"])
    let rows = try [sheet.next(), sheet.next()].compactMap(\.self)
    #expect(rows.map { $0[0] } == ["3", "4"] && rows[0][2] == "Итого: 1" && rows[1][1].contains("«99»"))
    await desk.browser.get("\(desk.page)/refused.csv")
    #expect(desk.browser.page.contains("Итого: 1"))
    let sealed: [UInt8] = try await desk.kit.house.database.read { try $0.value("SELECT lines FROM intake_refused") } ?? []
    #expect(!sealed.isEmpty && !String(decoding: sealed, as: UTF8.self).contains("Пробова"))
    var other = try await desk.kit.staff(.coordinator)
    await other.get("\(desk.page)/refused.csv")
    #expect(other.status == 404)
    desk.kit.clock.move(seconds: 31 * 86_400)
    try await desk.kit.runJobs()
    #expect(try await desk.count("SELECT count(*) FROM intake_refused") == 0)
    desk.browser = try await desk.kit.staff(.coordinator)
  }

  @Test("a table is taken back: what it began goes whole, and may come again", arguments: Databases.engines)
  func undo(_ kind: EngineKind) async throws {
    var desk = try await Desk(kind)
    let people = try await desk.count("SELECT count(*) FROM person WHERE erased_at IS NULL")
    try await desk.take(Self.girls)
    #expect(try await desk.count("SELECT count(*) FROM person WHERE erased_at IS NULL") == people + 3)
    await desk.browser.get("\(desk.page)/undo")
    #expect(desk.holds("<b>3</b>записей исчезнет") && desk.holds("<b>0</b>записей останется"), "\(desk.browser.page)")
    await desk.browser.submit("\(desk.page)/undo", [("reason", "  ")])
    #expect(desk.browser.status == 422 && desk.holds("Напишите, почему"))
    #expect(try await desk.count("SELECT count(*) FROM application") == 3)
    try await desk.takeBack()
    for table: SQL in ["application", "answer", "application_event", "import_row", "duplicate"] {
      #expect(try await desk.count("SELECT count(*) FROM \(table)") == 0)
    }
    #expect(try await desk.count("SELECT count(*) FROM person WHERE erased_at IS NULL") == people)
    #expect(try await desk.count("SELECT count(*) FROM person_key") == people)
    #expect(try await desk.count("SELECT count(*) FROM tombstone") == 0)
    #expect(try await desk.count("SELECT count(*) FROM audit WHERE act = 'import.undone'") == 1)
    await desk.browser.get(desk.page)
    #expect(desk.holds("Загрузка отменена") && desk.holds("Не тот файл") && !desk.holds("/undo"))
    #expect(desk.holds("Возвращено записей: 3 из 3.") && !desk.holds("остались как есть"))
    await desk.browser.get("\(desk.page)/undo")
    #expect(desk.browser.status == 409)
    await desk.browser.seek("Тестова")
    #expect(!desk.holds("Тестова Ия"))
    try await desk.take(Self.girls)
    #expect(try await desk.count("SELECT count(*) FROM application") == 3)
  }

  @Test("it is said to be back only once it is back, and how much of it; one that stopped says so", arguments: Databases.engines)
  func saidWhenDone(_ kind: EngineKind) async throws {
    var desk = try await Desk(kind)
    try await desk.take(Self.girls)
    _ = try await desk.kit.house.database.write { tx in
      try tx.run("UPDATE application SET state = 'submitted', submitted_at = 1 WHERE grade = 10")
    }
    await desk.browser.get("\(desk.page)/undo")
    await desk.browser.submit("\(desk.page)/undo", [("reason", "Не тот файл")])
    await desk.browser.get(desk.page)
    #expect(desk.holds("Отмену запросили") && desk.holds("<progress") && !desk.holds("Загрузка отменена"), "\(desk.browser.page)")
    #expect(desk.holds("Готово 0 из 3"))
    await desk.browser.get("/desk/imports")
    #expect(desk.holds("возвращается назад") && !desk.holds("возвращена назад"))
    try await desk.kit.runJobs()
    await desk.browser.get(desk.page)
    #expect(desk.holds("Загрузка отменена") && desk.holds("Возвращено записей: 2 из 3.") && desk.holds("остались как есть"))
    #expect(!desk.holds("<progress"))
    await desk.browser.get("/desk/imports")
    #expect(desk.holds("возвращена назад"))
    _ = try await desk.kit.house.database.write { tx in
      try tx.run("UPDATE work SET state = 'refused', result = NULL WHERE kind LIKE 'intake.undo.%'")
    }
    await desk.browser.get(desk.page)
    #expect(desk.holds("отмена остановилась на полпути") && desk.holds("2 из 3") && !desk.holds("Загрузка отменена"))
  }

  @Test("what was changed since stays and is named; what the table changed becomes what it was", arguments: Databases.engines)
  func changedSince(_ kind: EngineKind) async throws {
    var desk = try await Desk(kind)
    try await desk.take(Self.girls)
    let first = desk.page
    // A later table changes one and adds one.
    try await desk.take([Self.girls[0].replacing(";9;", with: ";10;"), "Новая Оя;02.04.2011;8;87010000004"])
    let second = desk.page
    desk.page = first
    await desk.browser.get("\(first)/undo")
    #expect(desk.holds("<b>2</b>записей исчезнет") && desk.holds("<b>1</b>записей останется"), "\(desk.browser.page)")
    let code: String? = try await desk.kit.house.database.read {
      try $0.value("SELECT code FROM application WHERE grade = 10 ORDER BY changed_at DESC LIMIT 1")
    }
    #expect(desk.holds(code ?? "?") && desk.holds("изменена после этой таблицы"))
    // The later one is taken back: the class is nine again, the new one goes.
    desk.page = second
    await desk.browser.get("\(second)/undo")
    #expect(desk.holds("<b>1</b>записей исчезнет") && desk.holds("<b>1</b>записей станут прежними"), "\(desk.browser.page)")
    desk.kit.clock.move(seconds: 60)
    try await desk.takeBack()
    #expect(try await desk.count("SELECT count(*) FROM application") == 3)
    #expect(try await desk.count("SELECT count(*) FROM application WHERE grade = 9") == 2)
    // Somebody who was written to, or has signed in, is met.
    _ = try await desk.kit.house.database.write { tx in
      try tx.run("UPDATE application SET state = 'submitted', submitted_at = 1 WHERE grade = 10")
    }
    desk.page = first
    await desk.browser.get("\(first)/undo")
    #expect(desk.holds("<b>1</b>записей исчезнет") && desk.holds("<b>2</b>записей останется"), "\(desk.browser.page)")
    try await desk.takeBack()
    #expect(try await desk.count("SELECT count(*) FROM application") == 2)
  }

  @Test("a table is nobody's to take back but its maker's, and not before it is through")
  func whose() async throws {
    var desk = try await Desk(.sqlite)
    try await desk.take(Self.girls)
    var other = try await desk.kit.staff(.coordinator)
    await other.get("\(desk.page)/undo")
    #expect(other.status == 404)
    await desk.browser.upload(
      "/desk/imports", [("intake", "2026")], field: "table", name: "t.csv", Array("ФИО;Дата рождения\nА Б;30.03.2011\n".utf8))
    await desk.browser.get("\(desk.browser.location ?? "")/undo")
    #expect(desk.browser.status == 409)
  }

  @Test("all whom a table began are invited by one message, once, by two people", arguments: Databases.engines)
  func invitation(_ kind: EngineKind) async throws {
    var desk = try await Desk(kind)
    try await desk.take(["Давняя Ая;31.03.2011;9;87010000009"])
    try await desk.take(Self.girls)
    let way = try #require(desk.browser.page.firstMatch(of: #/href="(\/desk\/messages\/new[^"]+)">Пригласить/#)).output.1
    await desk.browser.get(String(way).replacing("&amp;", with: "&"))
    #expect(desk.holds("{name}") && desk.holds("{code}") && desk.holds("внесены одной таблицей"), "\(desk.browser.page)")
    let text = [("body-kk", "Кір"), ("body-ru", "{name}, войдите"), ("body-en", "Sign in"), ("channel", "sms")]
    await desk.browser.submit("/desk/messages", text)
    #expect(desk.browser.status == 303)
    let message = desk.browser.location ?? ""
    await desk.browser.follow()
    #expect(desk.holds("<b>3</b>получателя"), "\(desk.browser.page)")
    // Once: the table's page leads to it, and a second one is refused.
    await desk.browser.get(desk.page)
    #expect(desk.holds(message) && !desk.holds("/desk/messages/new"))
    await desk.browser.get(String(way).replacing("&amp;", with: "&"))
    await desk.browser.submit("/desk/messages", text)
    #expect(desk.browser.status == 409)
    await desk.browser.get(message)
    #expect(!desk.holds("\(message)/release"))
    var second = try await desk.kit.staff(.coordinator)
    await second.get(message)
    await second.submit("\(message)/release")
    try await desk.kit.runJobs()
    #expect(try await desk.count("SELECT count(*) FROM outbox WHERE channel = 'sms' AND purpose = 'bulk'") == 3)
    // Whoever was written to is met: the table takes none of them back.
    await desk.browser.get("\(desk.page)/undo")
    #expect(desk.holds("<b>0</b>записей исчезнет") && desk.holds("<b>3</b>записей останется"))
  }
}
