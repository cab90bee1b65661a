import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// A table of schools is taken back as far as nothing rests on it.
@Suite struct SchoolUndoTests {
  private struct Register {
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
      browser = try await kit.staff(.administrator)
    }

    /// Brings and confirms; each line is the Kazakh name, the Russian one and the BIN.
    mutating func take(_ lines: [String]) async throws {
      kit.clock.move(seconds: 60)
      let text = "КАТО;Мектеп атауы;Наименование;БИН\n" + lines.map { "\(place);\($0)\n" }.joined()
      await browser.upload("/administration/schools/imports", [], field: "table", name: "s.csv", Array(text.utf8))
      page = browser.location ?? "/nowhere"
      await browser.follow()
      await browser.submit("\(page)/confirmation")
      await browser.get(page)
    }

    mutating func lookBack() async { await browser.get("\(page)/undo") }

    mutating func takeBack() async throws {
      await lookBack()
      await browser.submit("\(page)/undo", [("reason", "Не та таблица")])
      try await kit.runJobs()
      await browser.get(page)
    }

    func holds(_ text: String) -> Bool { browser.page.contains(text) }

    func said(_ kazakh: String) async throws -> String? {
      try await kit.house.database.read { tx in
        try tx.row("SELECT name_ru, bin, folded FROM school WHERE name_kk = \(kazakh)").map { row in
          let (russian, bin, folded): (String, String?, String) = (try row[0], try row[1], try row[2])
          return "\(russian)|\(bin ?? "")|\(folded)"
        }
      }
    }
  }

  private static let schools = [
    "Алма мектебі;Школа Алма;000000000001", "Терек мектебі;Школа Терек;", "Емен мектебі;Школа Емен;", "Қайың мектебі;Школа Каин;",
  ]

  @Test("schools that a table brought go, and may come again", arguments: Databases.engines)
  func all(_ kind: EngineKind) async throws {
    var register = try await Register(kind)
    let before = try await register.kit.count("SELECT count(*) FROM school")
    try await register.take(Self.schools)
    #expect(try await register.kit.count("SELECT count(*) FROM school") == before + 4)
    await register.lookBack()
    #expect(register.holds("<b>4</b>записей исчезнет") && register.holds("<b>0</b>записей останется"), "\(register.browser.page)")
    try await register.takeBack()
    #expect(register.holds("Загрузка отменена") && register.holds("Возвращено записей: 4 из 4."))
    #expect(try await register.kit.count("SELECT count(*) FROM school") == before)
    #expect(try await register.kit.count("SELECT count(*) FROM school_import") == 0)
    #expect(try await register.kit.count("SELECT count(*) FROM audit WHERE act = 'import.undone'") == 1)
    try await register.take(Self.schools)
    #expect(try await register.kit.count("SELECT count(*) FROM school") == before + 4)
  }

  @Test(
    "a school that is named or was changed since stays and is said by its line; what was changed becomes what it was",
    arguments: Databases.engines)
  func some(_ kind: EngineKind) async throws {
    var register = try await Register(kind)
    try await register.take(Self.schools)
    let first = register.page
    try await register.take(["Терек мектебі;Школа Тополь;000000000002", "Жаңа мектебі;Школа Новая;"])
    let second = register.page
    let house = register.kit.house
    // An application names one, a role another.
    var girl = register.kit.browser()
    await girl.post("/apply")
    var chief = try await register.kit.staff(.coordinator)
    _ = try await house.database.write { tx in
      try tx.run("UPDATE application SET school_id = (SELECT id FROM school WHERE name_kk = 'Емен мектебі')")
    }
    let chair = try #require(chief.person)
    _ = try await house.database.write { tx in
      try tx.run(
        "UPDATE membership SET school_id = (SELECT id FROM school WHERE name_kk = 'Қайың мектебі') WHERE person_id = \(chair)")
    }
    register.page = first
    await register.lookBack()
    #expect(register.holds("<b>1</b>записей исчезнет") && register.holds("<b>3</b>записей останется"), "\(register.browser.page)")
    #expect(register.holds("3: Терек мектебі") && register.holds("в реестре изменена после этой таблицы"))
    #expect(
      register.holds("4: Емен мектебі") && register.holds("5: Қайың мектебі") && register.holds("названа в заявке или в роли"))
    // The later table is taken back: one goes, one is called as before and found as before.
    register.page = second
    await register.lookBack()
    #expect(
      register.holds("<b>1</b>записей исчезнет") && register.holds("<b>1</b>записей станут прежними"), "\(register.browser.page)")
    try await register.takeBack()
    #expect(register.holds("Возвращено записей: 2 из 2."))
    #expect(try await register.said("Терек мектебі") == "Школа Терек||\(folded("Терек мектебі Школа Терек"))")
    #expect(try await register.said("Жаңа мектебі") == nil)
    // Now the first: what is named stays.
    register.page = first
    try await register.takeBack()
    #expect(register.holds("Возвращено записей: 2 из 4.") && register.holds("остались как есть"), "\(register.browser.page)")
    for gone in ["Алма мектебі", "Терек мектебі"] { #expect(try await register.said(gone) == nil) }
    for named in ["Емен мектебі", "Қайың мектебі"] { #expect(try await register.said(named) != nil) }
    await chief.get("/desk")
    #expect(chief.status == 200)
  }

  @Test("many schools go in steps, and only their own table's", arguments: Databases.engines)
  func many(_ kind: EngineKind) async throws {
    var register = try await Register(kind)
    try await register.take((1...250).map { "Ұзын тізім \($0);Длинный список \($0);" })
    let first = register.page
    try await register.take(["Басқа ағаш;Другое дерево;"])
    register.page = first
    try await register.takeBack()
    #expect(register.holds("Возвращено записей: 250 из 250."), "\(register.browser.page)")
    #expect(try await register.kit.count("SELECT count(*) FROM school WHERE name_kk LIKE 'Ұзын тізім%'") == 0)
    #expect(try await register.said("Басқа ағаш") != nil)
  }
}
