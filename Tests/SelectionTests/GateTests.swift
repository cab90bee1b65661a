import Applications
import Foundation
import HouseKit
import Markup
import Programme
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Selection

@Suite struct GateTests {
  private static let draw = "4.8.15.16.23.42./"

  private static func lottery(_ day: String) -> String {
    """
    lottery:
      sources:
        - {kk: "тираж", ru: "тираж", en: "a draw"}
      published: "\(day)"
    """
  }

  @Test("a draw is not made before its source is out, and whoever releases types it again", arguments: Databases.engines)
  func drawn(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1, tied: true, more: Self.lottery("2026-12-20"))
    var chair = try await scene.kit.staff(.chair)
    func run(_ key: String) async -> String {
      await chair.post("/desk/selection/runs", [("policy", scene.policy.text), ("key", key)])
      return chair.location ?? ""
    }
    _ = await run("четыре")
    #expect(chair.status == 422 && chair.page.contains("href=\"#key\"") && chair.page.contains("value=\"четыре\""))
    var page = await run(Self.draw)
    await chair.post("\(page)/proposal")
    #expect(chair.status == 409, "the source is published in a month")
    scene.kit.clock.move(days: 40)
    chair = try await scene.kit.staff(.chair)
    page = await run("")
    await chair.post("\(page)/proposal")
    #expect(chair.status == 409, "without numbers nothing is drawn")
    page = await run(Self.draw)
    await chair.post("\(page)/proposal")
    #expect(chair.status == 303, "\(chair.page)")
    var second = try await scene.kit.staff(.safeguarding)
    await second.get(page)
    #expect(!second.page.contains(Self.draw), "the second person looks the numbers up herself")
    for wrong in ["", "4.8.15.16.23.41./"] {
      await second.post("\(page)/release", [("key", wrong)])
      #expect(second.status == 422 && second.page.contains("href=\"#key\"") && second.page.contains("value=\"\(wrong)\""))
    }
    #expect(try await scene.count("SELECT count(*) FROM selection_offer") == 0)
    await second.post("\(page)/release", [("key", " \(Self.draw) ")])
    #expect(second.status == 303, "\(second.page)")
    #expect(try await scene.count("SELECT count(*) FROM selection_offer") == 1)
  }

  @Test("a share of offers far from the last intake's is shown before the release", arguments: [(2, false), (9, true)])
  func last(_ places: Int, _ isOdd: Bool) async throws {
    let scene = try await Scene(.sqlite, girls: 10, places: 2)
    let page = try await scene.release()
    let (house, outside) = (scene.kit.house, scene.kit.house.outside)
    let cycle = scene.cycle
    // What was released belongs to an earlier intake.
    let policy = try await house.database.write { tx in
      let earlier = try tx.addCycle(key: "earlier", name: Said(kk: "а", ru: "а", en: "a"), regions: [], stages: [], outside)
      try tx.run("UPDATE cycle SET created_at = 0 WHERE id = \(earlier)")
      for table: SQL in ["selection_run", "selection_release", "selection_offer", "selection_seat"] {
        try tx.run("UPDATE \(table) SET cycle_id = \(earlier) WHERE cycle_id = \(cycle)")
      }
      return try tx.addPolicy(try PolicyFile(yaml: Scene.yaml(places: places)), cycle, by: "chair:test", house)
    }
    #expect(!page.isEmpty)
    var chair = try await scene.kit.staff(.chair)
    await chair.post("/desk/selection/runs", [("policy", policy.text)])
    await chair.follow()
    #expect(chair.page.contains("в прошлом наборе 20"))
    let run: ID<Run>? = try await house.database.read {
      try $0.value("SELECT id FROM selection_run WHERE cycle_id = \(cycle)")
    }
    let newest = try #require(run)
    let gates = try await house.database.read { tx in
      let run = try tx.run(newest)
      return try tx.gates(run, try tx.selected(run), house)
    }
    #expect(gates.contains { $0.says(.en).contains("last intake") && $0.state == (isOdd ? .look : .good) })
  }

  @Test(
    "S 43: stages that go on, unchecked applications and open duplicates are said before a release", arguments: Databases.engines)
  func unfinished(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    let (house, cycle) = (scene.kit.house, scene.cycle)
    var chair = try await scene.kit.staff(.chair)
    let page = await scene.run(&chair)
    // Whoever reaches one region reads no codes of the others before everybody does.
    var regional = try await scene.kit.staff(.coordinator, Scope(regions: ["430000000"]))
    for part in ["", "/report.pdf"] {
      await regional.get(page + part)
      #expect(regional.status == 404)
    }
    await chair.get(page)
    #expect(chair.page.contains("Этап «Приём заявок» ещё не завершён") && chair.page.contains("Этап «Отборочный тест»"))
    #expect(chair.page.contains("Непроверенных заявок и возможных повторов не осталось"))
    try await house.database.write { tx in
      let safe = try tx.addPerson([.phone(try Phone(parsing: "+77000000099"))], language: .kk, house)
      let draft = try tx.startApplication(for: safe.person, in: cycle, formVersion: "1", source: .web, traits: .init(), house)
      try tx.setConsent(.complete, of: draft.id, at: house.outside.now())
      try tx.move(draft, to: .submitted, at: house.outside.now())
    }
    await chair.get(page)
    #expect(!chair.page.contains("Непроверенных заявок") && chair.page.contains("state=submitted"))
    scene.kit.clock.move(days: 200)
    chair = try await scene.kit.staff(.chair)
    await chair.get(page)
    #expect(chair.page.contains("Все этапы до результатов завершены"))
  }

  @Test("a version that cannot rule says what it lacks and whose that is", arguments: Databases.engines)
  func notRuling(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 2, places: 1, isFrozen: false)
    let (house, cycle) = (scene.kit.house, scene.cycle)
    let second = try await house.database.write { tx in
      try tx.addPolicy(try PolicyFile(yaml: Scene.yaml(places: 2)), cycle, by: "chair:test", house)
    }
    var chair = try await scene.kit.staff(.chair)
    await chair.post("/desk/selection/runs", [("policy", second.text)])
    let run = chair.location ?? ""
    for page in [run, "/desk/selection/policies/\(second)"] {
      await chair.get(page)
      #expect(chair.page.contains("не объявлена на сайте") && chair.page.contains("/desk/selection/policies/\(second)\""))
    }
    try await house.database.write { tx in
      let first = try tx.policy(scene.policy)
      try tx.announce(first, from: house.outside.now().adding(milliseconds: 1), by: "chair:test", house)
    }
    scene.kit.clock.move(seconds: 1)
    for page in [run, "/desk/selection/policies/\(second)"] {
      await chair.get(page)
      #expect(
        chair.page.contains("зафиксировать уже нельзя") && chair.page.contains("/desk/selection/policies/\(scene.policy)\""))
    }
    await chair.get("/desk/selection/policies/\(scene.policy)")
    #expect(!chair.page.contains("зафиксировать уже нельзя"))
  }

  @Test("numbers of appeals that could point at somebody are not told")
  func statistics() {
    func shown(_ asked: Int, _ decided: Int, _ upheld: Int) -> [String] {
      let lines = [(Phrase.appealsAsked, asked), (.appealsDecided, decided), (.appealsUpheld, upheld)].map {
        AppealLine(title: $0.0, count: $0.1)
      }
      let page = String(decoding: AppealPages.statistics(lines, .en).bytes, as: UTF8.self)
      return page.matches(of: /(?:&lt;5|\d+)/).map { String($0.output) }.filter { $0 != "2" }
    }
    #expect(shown(4, 4, 1) == [])
    #expect(shown(40, 30, 12) == ["40", "30", "12"])
    #expect(shown(40, 30, 3) == ["40", "30", "&lt;5"])
    // Told together, 40 and 38 would say that two wait.
    #expect(shown(40, 38, 12) == ["40", "&lt;5", "12"])
  }
}
