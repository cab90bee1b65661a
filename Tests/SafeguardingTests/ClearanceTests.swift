import Exchange
import Foundation
import HouseKit
import Markup
import Programme
import Safeguarding
import Storage
import TestKit
import Testing
import Words

/// The register of adults who may meet children's data: recording, shutting the door, opening it with two hands.
@Suite struct ClearanceTests {
  private struct Scene {
    let kit: HouseKit
    var officer: Browser
    var second: Browser
    let trainer: Browser
    let person: ID<Person>

    var page: String { "/desk/clearances/people/\(person)" }

    func kept() async throws -> Clearance {
      let person = person
      return try await kit.house.database.read { try $0.clearance(of: person) }
    }
  }

  private static func scene(_ kind: EngineKind) async throws -> Scene {
    let kit = try await HouseKit.house(kind)
    let (officer, second) = (try await kit.staff(.safeguarding), try await kit.staff(.safeguarding))
    let trainer = try await kit.staff(.trainer)
    let (house, person) = (kit.house, try #require(trainer.person))
    try await house.database.write { tx in
      let facts: [Fact] = [
        .name(PersonName(surname: "Тренерова", given: "Үлгі")), .email(try EMail(parsing: "trainer@keruen.example")),
      ]
      try tx.set(facts, try tx.safe(of: person, house.vault), house.vault)
    }
    return Scene(kit: kit, officer: officer, second: second, trainer: trainer, person: person)
  }

  private static func date(_ name: String, _ iso: String) -> [(String, String)] {
    let parts = iso.split(separator: "-").map(String.init)
    return [("\(name)-year", parts[0]), ("\(name)-month", parts[1]), ("\(name)-day", parts[2])]
  }

  /// Records every kind, seen today.
  private static func clear(_ scene: inout Scene, until: String? = nil) async {
    for kind in Clearance.Kind.allCases {
      await scene.officer.post(
        "\(scene.page)/\(kind.rawValue)", date("seen", "2026-11-20") + (until.map { date("until", $0) } ?? []))
      #expect(scene.officer.status == 303, "\(scene.officer.page)")
    }
  }

  @Test(
    "the register shows what is missing first, and what was recorded with its end and days left", arguments: Databases.engines)
  func register(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    await scene.officer.get("/desk")
    #expect(scene.officer.page.contains("человек ждёт допуска к работе с детьми"))
    await scene.officer.get("/desk/clearances")
    #expect(scene.officer.page.contains("Тренерова Үлгі"))
    #expect(scene.officer.page.matches(of: #/: ещё не предъявлено</#).count == 3)
    await scene.officer.get("\(scene.page)/background")
    // What the rule proposes stands in the form: a year less a day.
    for (name, value) in [("seen-day", "20"), ("until-day", "19"), ("until-month", "11"), ("until-year", "2027")] {
      #expect(scene.officer.page.contains("name=\"\(name)\" value=\"\(value)\""), "\(name)")
    }
    #expect(scene.officer.page.contains("Копии документов не хранятся"))
    await scene.officer.submit("\(scene.page)/background", Self.date("seen", "2026-11-18") + [("note", "қағаздан көрдім")])
    #expect(scene.officer.status == 303)
    await Self.clear(&scene)
    await scene.officer.get("/desk/clearances")
    #expect(scene.officer.page.contains("до 19 ноября 2027") && scene.officer.page.contains("осталось 364 дня"))
    #expect(!scene.officer.page.contains("ещё не предъявлено"))
    await scene.officer.get("/desk")
    #expect(!scene.officer.page.contains("ждёт допуска к работе с детьми"))
    let acts = try await scene.kit.house.database.read { tx in
      try tx.rows("SELECT act, subject, actor FROM audit WHERE act = 'clearance.recorded'") { try $0["subject"] as String }
    }
    #expect(acts.count >= 3 && acts.allSatisfy { $0 == scene.person.text })
  }

  @Test("a line is taken only as the rule allows it, and nothing that was typed is lost", arguments: Databases.engines)
  func refused(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    let wrong: [([(String, String)], String)] = [
      (Self.date("seen", "2026-11-21"), "Этот день ещё не наступил"),
      (Self.date("seen", "2026-02-30"), "Такого дня нет"),
      ([], "Такого дня нет"),
      (Self.date("seen", "2025-11-20"), "С этого дня прошло больше 12 месяцев"),
      (Self.date("seen", "2026-11-18") + Self.date("until", "2027-11-18"), "Самое позднее — 17 ноября 2027"),
      (Self.date("seen", "2026-11-18") + Self.date("until", "2026-11-19"), "Этот день прошёл"),
      (Self.date("seen", "2026-11-18") + Self.date("until", "2027-13-01"), "Такого дня нет"),
      (Self.date("seen", "2026-11-18") + [("note", String(repeating: "ә", count: 1001))], "Пометка слишком длинная"),
    ]
    for (fields, says) in wrong {
      await scene.officer.post(
        "\(scene.page)/module", fields + (fields.contains { $0.0 == "note" } ? [] : [("note", "Ескертпе мәтіні")]))
      #expect(scene.officer.status == 422 && scene.officer.page.contains(says), "\(says)")
      #expect(scene.officer.page.contains("Ескертпе мәтіні") || fields.contains { $0.0 == "note" }, "\(says)")
    }
    for kind in ["passport", "Module", ""] {
      await scene.officer.post("\(scene.page)/\(kind)", Self.date("seen", "2026-11-20"))
      #expect(scene.officer.status == 404, "\(kind)")
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM clearance") == 0)
    // Without a last day the rule's longest counts; the last second of a year ago is still in time.
    await scene.officer.post("\(scene.page)/module", Self.date("seen", "2025-11-21"))
    #expect(try await scene.kept().seen[.module]?.until == Day("2026-11-20"))
  }

  @Test("the door is shut by one and opened by two, neither of them the person herself", arguments: Databases.engines)
  func hands(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    await Self.clear(&scene)
    await scene.officer.post("\(scene.page)/suspension", [("reason", "  ")])
    #expect(scene.officer.status == 422 && scene.officer.page.contains("Напишите причину"))
    await scene.officer.post("\(scene.page)/lifting", [("reason", "қате")])
    #expect(scene.officer.status == 409)
    await scene.officer.post("\(scene.page)/suspension", [("reason", "шағым түсті")])
    #expect(scene.officer.status == 303)
    #expect(try await scene.kept().suspension?.since == scene.kit.clock.now)
    await scene.officer.post("\(scene.page)/suspension", [("reason", "тағы бір рет")])
    #expect(try await scene.kit.count("SELECT count(*) FROM clearance WHERE entry = 'suspended'") == 1)
    await scene.officer.post("\(scene.page)/lifting/confirmation")
    #expect(scene.officer.status == 409)
    await scene.officer.post("\(scene.page)/lifting", [("reason", "шағым расталмады")])
    await scene.officer.get(scene.page)
    #expect(scene.officer.page.contains("шағым түсті") && scene.officer.page.contains("Это должен подтвердить другой человек."))
    // Not by the same hand, whatever it sends.
    await scene.officer.post("\(scene.page)/lifting/confirmation")
    #expect(scene.officer.status == 403)
    #expect(try await scene.kept().suspension != nil)
    await scene.second.get("/desk")
    #expect(scene.second.page.contains("снятие приостановки ждёт второго человека"))
    await scene.second.get(scene.page)
    await scene.second.submit("\(scene.page)/lifting/drop")
    #expect(try await scene.kept().suspension?.liftingAskedBy == nil)
    await scene.officer.post("\(scene.page)/lifting", [("reason", "шағым расталмады")])
    await scene.second.get(scene.page)
    await scene.second.submit("\(scene.page)/lifting/confirmation")
    #expect(scene.second.status == 303)
    #expect(try await scene.kept().suspension == nil)
    let acts = try await scene.kit.house.database.read { tx in
      try tx.rows("SELECT act FROM audit WHERE act LIKE 'clearance.%' ORDER BY at, sequence") { try $0[0] as String }
    }
    #expect(Set(acts).count == 5)
  }

  @Test("an account of yesterday is no second hand", arguments: Databases.engines)
  func newcomer(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    await scene.officer.post("\(scene.page)/suspension", [("reason", "шағым түсті")])
    await scene.officer.post("\(scene.page)/lifting", [("reason", "қате")])
    let (giver, other, trainer) = (try #require(scene.officer.person), try #require(scene.second.person), scene.person)
    _ = try await scene.kit.house.database.write { tx in
      try tx.run("UPDATE membership SET given_by = \(giver), confirmed_by = \(trainer) WHERE person_id = \(other)")
    }
    await scene.second.post("\(scene.page)/lifting/confirmation")
    #expect(scene.second.status == 403 && scene.second.page.contains("первые трое суток"))
    #expect(try await scene.kept().suspension != nil)
  }

  @Test("nobody records her own, and nobody is recorded whose role does not ask", arguments: Databases.engines)
  func oneself(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    let officer = try #require(scene.officer.person)
    await scene.officer.get("/desk/clearances/people/\(officer)")
    #expect(scene.officer.status == 404)
    let house = scene.kit.house
    _ = try await house.database.write { tx in
      try tx.run(
        """
        INSERT INTO membership (id, person_id, role, regions, given_at, confirmed_at)
        VALUES (\(house.outside.id(of: Membership.self)), \(officer), \(Role.trainer), '', 0, 0)
        """)
    }
    await scene.officer.get("/desk/clearances/people/\(officer)")
    #expect(scene.officer.status == 200 && scene.officer.page.contains("Свой допуск отмечает не сам человек"))
    #expect(!scene.officer.page.contains("action=\"/desk/clearances/people/"))
    for way in ["background", "suspension", "lifting", "lifting/confirmation", "lifting/drop"] {
      await scene.officer.post(
        "/desk/clearances/people/\(officer)/\(way)", Self.date("seen", "2026-11-20") + [("reason", "өзім")])
      #expect(scene.officer.status == 403, "\(way)")
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM clearance") == 0)
    let coordinator = try #require(try await scene.kit.staff(.coordinator).person)
    await scene.officer.post("/desk/clearances/people/\(coordinator)/background", Self.date("seen", "2026-11-20"))
    #expect(scene.officer.status == 404)
  }

  @Test("a role that is asked later stands in the register before its day, and waits for nobody yet")
  func later() async throws {
    let shipped = String(decoding: ProgrammeFolder.shipped().bytes("clearance.yaml") ?? [], as: UTF8.self)
    let dated = shipped + "  - {role: coordinator, kinds: [conduct], from: 2027-01-11}\n"
    let kit = try await HouseKit.house(.sqlite).reopened(
      adding: Room(name: "test", routes: []), files: ["clearance.yaml": dated])
    let coordinator = try #require(try await kit.staff(.coordinator).person)
    var officer = try await kit.staff(.safeguarding)
    await officer.get("/desk")
    #expect(!officer.page.contains("ждёт допуска"))
    await officer.get("/desk/clearances")
    #expect(
      officer.page.contains("координатор (требуется с 11 января 2027 года)") && officer.page.contains("Кодекс поведения: ещё не"))
    await officer.post("/desk/clearances/people/\(coordinator)/conduct", Self.date("seen", "2026-11-20"))
    await officer.get("/desk/clearances")
    #expect(!officer.page.contains("ещё не предъявлено"))
  }

  @Test("an officer of one region reaches those whose roles lie in it")
  func reach() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var officer = try await kit.staff(.safeguarding, Scope(regions: ["630000000"]))
    let own = try #require(try await kit.staff(.trainer, Scope(regions: ["630000000"])).person)
    let others = [
      try #require(try await kit.staff(.trainer, Scope(regions: ["430000000"])).person),
      try #require(try await kit.staff(.mentor).person),
    ]
    await officer.get("/desk/clearances")
    #expect(officer.page.contains("/people/\(own)\""))
    for other in others {
      #expect(!officer.page.contains("/people/\(other)\""))
      await officer.post("/desk/clearances/people/\(other)/suspension", [("reason", "x")])
      #expect(officer.status == 404)
    }
  }

  @Test("she is written to a month and a week before the end, once each, and sees it on her desk", arguments: Databases.engines)
  func letters(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    var trainer = scene.trainer
    await trainer.get("/desk")
    #expect(trainer.page.contains("Данные детей сейчас для вас закрыты") && trainer.page.contains("Вы ведёте занятия группы"))
    await Self.clear(&scene, until: "2026-12-31")
    await trainer.get("/desk")
    #expect(trainer.page.contains("допуск есть, до 31 декабря 2026"))
    func letters() async throws -> Int {
      try await scene.kit.runJobs()
      return try await scene.kit.count("SELECT count(*) FROM outbox WHERE purpose = 'clearance'")
    }
    #expect(try await letters() == 0)
    // 41 days are left; then 31, 30, 8, 7.
    var counts: [Int] = []
    for days in [10, 1, 22, 1] {
      scene.kit.clock.move(days: days)
      counts.append(try await letters())
      #expect(try await letters() == counts.last)
    }
    #expect(counts == [0, 1, 1, 2])
    var officer = try await scene.kit.staff(.safeguarding)
    await officer.get("/desk")
    #expect(officer.page.contains("допуск заканчивается в ближайшие 30 дней"))
  }

  @Test(
    "a copy of her data says all of it, and an erasure takes the notes and leaves the nameless lines",
    arguments: Databases.engines)
  func rights(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    await scene.officer.post("\(scene.page)/module", Self.date("seen", "2026-11-20") + [("note", "жауаптарын оқыдым")])
    await scene.officer.get("/safeguarding/people/\(scene.person)/data.json")
    let copy = String(decoding: scene.officer.reply.body, as: UTF8.self)
    #expect(copy.contains("жауаптарын оқыдым") && copy.contains("Модуль по защите детей"))
    let (house, person) = (scene.kit.house, scene.person)
    let erased = try await house.database.write { tx in try PersonalData.clearanceErased(tx, house, person) }
    #expect(erased == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM clearance WHERE person_id = \(person) AND note IS NULL") == 1)
  }
}

extension PersonalData {
  /// What the room's own step takes.
  fileprivate static func clearanceErased(_ tx: Transaction, _ house: House, _ person: ID<Person>) throws -> Int {
    try house.personalData.filter { $0.tables["clearance"] != nil }.flatMap { try $0.erase(tx, house, person) }
      .filter { $0.table == "clearance" }.map(\.rows).reduce(0, +)
  }
}
