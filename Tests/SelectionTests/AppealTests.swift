import Applications
import Exchange
import HouseKit
import Programme
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Selection

@Suite struct AppealTests {
  @Test("an upheld appeal brings a place beyond the places, and the next vacancy takes it in", arguments: Databases.engines)
  func upheld(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 5, places: 2)
    try await scene.release()
    var girl = try await scene.kit.applicant(scene.girls[3].person)
    await girl.get("/result")
    await girl.submit("/result/appeal")
    await girl.post("/result/appeal")
    #expect(girl.status == 303)
    #expect(try await scene.count("SELECT count(*) FROM selection_appeal") == 1)
    let id: String? = try await scene.kit.house.database.read { try $0.value("SELECT id FROM selection_appeal") }
    let page = "/desk/appeals/\(try #require(id))"
    // Nobody has noted anything yet: the copy of her data says so and does not fail, and her log knows the appeal.
    let house = scene.kit.house
    let copy = try await house.database.read { tx in
      try house.personalData.flatMap { try $0.export(tx, house, scene.girls[3].person, .ru) }
    }
    #expect(copy.contains { $0.lines.contains { $0.name.hasPrefix("Апелляция") } })
    #expect(
      try await house.database.read { tx in
        try house.personalData.flatMap { try $0.subjects(tx, scene.girls[3].person) }
      }.contains(id ?? ""))

    var asker = try await scene.kit.staff(.coordinator)
    await asker.get(page)
    await asker.submit("\(page)/mark-request", [("evidence", "test")])
    #expect(asker.status == 303)
    await asker.post("/desk/marks/\(id ?? "")", [("value", "95")])
    #expect(asker.status == 403)
    var marker = try await scene.kit.staff(.reviewer)
    await marker.get("/desk")
    #expect(marker.page.contains("ждёт второй оценки"))
    await marker.get("/desk/marks")
    #expect(marker.page.contains("/desk/marks/\(id ?? "")"))
    #expect(marker.page.contains("работа \(try #require(id).suffix(4).uppercased())"), "works are told apart")
    await marker.get("/desk/marks/\(id ?? "")")
    #expect(!marker.page.contains(scene.girls[3].code) && !marker.page.contains("87,") && !marker.page.contains("\"87"), "blind")
    await marker.submit("/desk/marks/\(id ?? "")", [("value", "250"), ("error", "-1"), ("note", "менің ескертпем")])
    #expect(marker.status == 422 && marker.page.contains("от 0 до 100") && marker.page.contains("менің ескертпем</textarea>"))
    await marker.submit("/desk/marks/\(id ?? "")", [("value", "95,5"), ("error", "1"), ("note", "менің ескертпем")])
    #expect(marker.status == 303, "\(marker.page)")
    await marker.follow()
    let number = try #require(id).suffix(4).uppercased()
    #expect(marker.page.contains("Оценка работы \(number) сохранена."))
    await asker.get("/desk/marks?saved=\(id ?? "")")
    #expect(!asker.page.contains("сохранена"), "said only to whoever gave it")
    await asker.post("\(page)/decision", [("go", "uphold")])
    #expect(asker.status == 403)
    var decider = try await scene.kit.staff(.chair)
    await decider.get(page)
    #expect(decider.page.contains("95,50"))
    await decider.submit("\(page)/decision", [("go", "uphold")])
    #expect(decider.status == 303)
    await decider.post("\(page)/decision", [("go", "reject")])
    #expect(try await scene.seated() == [0, 1, 3])
    #expect(try await scene.count("SELECT count(*) FROM selection_seat WHERE extra") == 1)

    var holder = try await scene.kit.applicant(scene.girls[0].person)
    await holder.post("/result/decline")
    #expect(try await scene.seated() == [1, 3])
    #expect(try await scene.count("SELECT count(*) FROM selection_seat") == 2)
    await girl.get("/result")
    #expect(girl.page.contains("95,5"))
    await girl.get("/results")
    #expect(girl.page.contains("/results/bundles/2") && !girl.page.contains("/results/bundles/3"))
    await girl.get("/results/bundles/1")
    let released = girl.reply.body
    await girl.get("/results/bundles/2")
    #expect(SelectionBundle.verify(released).isGood && SelectionBundle.verify(girl.reply.body).isGood)
    #expect(released != girl.reply.body)
    await girl.get("/results/bundles/3")
    #expect(girl.status == 404)
    await decider.get("/desk/selection")
    #expect(decider.page.contains("мест занято"))
  }

  @Test("a place that is free when an appeal is decided goes by the new order, not to the appeal", arguments: Databases.engines)
  func free(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 6, places: 2)
    try await scene.release()
    let house = scene.kit.house
    var girl = try await scene.kit.applicant(scene.girls[5].person)
    await girl.post("/result/appeal")
    let id: String? = try await house.database.read { try $0.value("SELECT id FROM selection_appeal") }
    let page = "/desk/appeals/\(try #require(id))"
    var asker = try await scene.kit.staff(.coordinator)
    await asker.post("\(page)/mark-request", [("evidence", "test")])
    var marker = try await scene.kit.staff(.reviewer)
    // Between girls 2 and 3: above nobody who has a place.
    await marker.post("/desk/marks/\(id ?? "")", [("value", "87,5"), ("error", "1")])
    #expect(marker.status == 303, "\(marker.page)")
    // Both offers run out, and the job has not run yet: the two places belong to girl 2 and to her.
    scene.kit.clock.move(days: 7)
    var chair = try await scene.kit.staff(.chair)
    await chair.post("\(page)/decision", [("go", "uphold")])
    #expect(chair.status == 303, "\(chair.page)")
    #expect(try await scene.seated() == [2, 5])
    #expect(try await scene.count("SELECT count(*) FROM selection_seat WHERE extra") == 0)
    try await scene.kit.runJobs()
    #expect(try await scene.seated() == [2, 5])
  }

  @Test(
    "of a girl without a result the page says so, names her, and says which work waits since when", arguments: Databases.engines)
  func withoutResult(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    let her = scene.girls[2]
    _ = try await scene.kit.house.database.write { try $0.run("DELETE FROM selection_evidence WHERE application_id = \(her.id)") }
    try await scene.release()
    var girl = try await scene.kit.applicant(her.person)
    await girl.post("/result/appeal")
    let id: String? = try await scene.kit.house.database.read { try $0.value("SELECT id FROM selection_appeal") }
    let page = "/desk/appeals/\(try #require(id))"
    var asker = try await scene.kit.staff(.chair)
    await asker.get(page)
    #expect(asker.page.contains("<a href=\"/desk/applications/\(her.code)\">\(her.code)</a>"))
    await asker.submit("\(page)/mark-request")
    #expect(asker.status == 422 && asker.page.contains("href=\"#evidence\""))
    await asker.submit("\(page)/mark-request", [("evidence", "test")])
    await asker.get(page)
    #expect(asker.page.contains("Запрошена вторая оценка: Тест. Ждёт с \(Language.ru.date(scene.kit.clock.now.day()))"))
    var other = try await scene.kit.staff(.coordinator)
    await other.get(page)
    #expect(other.page.contains("поставить эту оценку можете и вы"), "whoever may still mark sees no first mark")
    var marker = try await scene.kit.staff(.reviewer)
    await marker.post("/desk/marks/\(id ?? "")", [("value", "62"), ("error", "1")])
    #expect(marker.status == 303)
    await asker.get(page)
    #expect(asker.page.contains("общего балла не было → 62,00") && asker.page.contains("в порядке не было → 3"), "\(asker.page)")
    #expect(!asker.page.contains("e+"))
  }

  @Test("whoever gave the second mark does not decide")
  func thirdPerson() async throws {
    let scene = try await Scene(.sqlite, girls: 3, places: 1)
    try await scene.release()
    var girl = try await scene.kit.applicant(scene.girls[2].person)
    await girl.post("/result/appeal")
    let id: String? = try await scene.kit.house.database.read { try $0.value("SELECT id FROM selection_appeal") }
    let page = "/desk/appeals/\(try #require(id))"
    var asker = try await scene.kit.staff(.chair)
    await asker.post("\(page)/mark-request", [("evidence", "test")])
    var marker = try await scene.kit.staff(.coordinator)
    await marker.post("/desk/marks/\(id ?? "")", [("value", "99"), ("error", "1")])
    #expect(marker.status == 303)
    await marker.get(page)
    #expect(marker.status == 200 && !marker.page.contains("\(page)/decision"))
    await marker.post("\(page)/decision", [("go", "uphold")])
    #expect(marker.status == 403)
  }

  @Test("the schema refuses one person as two hands of an appeal, whatever roles she holds", arguments: Databases.engines)
  func handsInTheSchema(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    try await scene.release()
    var girl = try await scene.kit.applicant(scene.girls[2].person)
    await girl.post("/result/appeal")
    let (house, now) = (scene.kit.house, scene.kit.clock.now)
    let asker = try #require(try await scene.kit.staff(.chair).person)
    let marker = try #require(try await scene.kit.staff(.reviewer).person)
    try await house.database.write { tx in
      for (person, role) in [(asker, Role.reviewer), (marker, .coordinator)] {
        try tx.run(
          """
          INSERT INTO membership (id, person_id, role, regions, given_at, confirmed_at)
          VALUES (\(house.outside.id(of: Membership.self)), \(person), \(role), '', \(now), \(now))
          """)
      }
      try tx.run("UPDATE selection_appeal SET evidence = 'test', mark_asked_by = \(asker), mark_asked_at = \(now)")
    }
    func refused(_ hand: SQL) async {
      await #expect(throws: StorageFault.self) {
        try await house.database.write { _ = try $0.run("UPDATE selection_appeal SET \(hand)") }
      }
    }
    await refused("value = 1, error = 1, marked_by = \(asker), marked_at = \(now)")
    await refused("value = 1, error = 1, marked_by = 'reviewer:nobody', marked_at = \(now)")
    _ = try await house.database.write {
      try $0.run("UPDATE selection_appeal SET value = 1, error = 1, marked_by = \(marker), marked_at = \(now)")
    }
    await refused("upheld = FALSE, decided_by = \(marker), decided_at = \(now)")
    await refused("upheld = FALSE, decided_by = \(asker), decided_at = \(now)")
  }

  @Test("after ten days nobody can ask, and a rejected appeal changes nothing", arguments: Databases.engines)
  func closed(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 4, places: 2)
    try await scene.release()
    var girl = try await scene.kit.applicant(scene.girls[2].person)
    await girl.post("/result/appeal")
    let id: String? = try await scene.kit.house.database.read { try $0.value("SELECT id FROM selection_appeal") }
    var chair = try await scene.kit.staff(.chair)
    await chair.post("/desk/appeals/\(try #require(id))/decision", [("go", "reject")])
    #expect(chair.status == 303)
    #expect(try await scene.seated() == [0, 1])
    #expect(try await scene.count("SELECT count(*) FROM selection_run") == 1)
    scene.kit.clock.move(days: 11)
    var late = try await scene.kit.applicant(scene.girls[3].person)
    await late.post("/result/appeal")
    #expect(late.status == 409)
  }
}
