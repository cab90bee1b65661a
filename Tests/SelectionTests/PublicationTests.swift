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

@Suite struct PublicationTests {
  @Test("another person releases, each gets one letter, and the results name codes only", arguments: Databases.engines)
  func released(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 5, places: 2)
    var chair = try await scene.kit.staff(.chair)
    let page = await scene.run(&chair)
    await chair.get(page)
    #expect(chair.status == 200)
    #expect(chair.page.contains("\(page)/report.pdf"))
    await chair.get("\(page)/report.pdf")
    #expect(chair.reply.body.starts(with: Array("%PDF".utf8)))
    await chair.get(page)
    await chair.submit("\(page)/proposal")
    #expect(chair.status == 303, "\(chair.page)")
    await chair.post("\(page)/release")
    #expect(chair.status == 403)
    #expect(try await scene.count("SELECT count(*) FROM selection_offer") == 0)
    var second = try await scene.kit.staff(.safeguarding)
    await second.get(page)
    await second.submit("\(page)/release")
    #expect(second.status == 303)
    #expect(try await scene.seated() == [0, 1])
    for _ in 0..<2 { try await scene.kit.runJobs() }
    #expect(try await scene.count("SELECT count(*) FROM outbox WHERE purpose = 'result'") == 5)
    var anybody = scene.kit.browser()
    await anybody.get("/results")
    #expect(anybody.page.contains(scene.girls[0].code) && anybody.page.contains(scene.girls[1].code))
    #expect(!anybody.page.contains(scene.girls[2].code))
    await anybody.get("/results/bundles/1")
    let verdict = SelectionBundle.verify(anybody.reply.body)
    #expect(verdict.isGood && verdict.offered == 2 && verdict.candidates == 5)
    await second.post("\(page)/release")
    #expect(second.status == 409)
  }

  @Test("a candidate who changed since the run stops the release", arguments: Databases.engines)
  func changed(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 4, places: 2)
    var chair = try await scene.kit.staff(.chair)
    let page = await scene.run(&chair)
    await chair.post("\(page)/proposal")
    let last = scene.girls[3]
    _ = try await scene.kit.house.database.write {
      try $0.run("UPDATE application SET state = 'withdrawn' WHERE id = \(last.id)")
    }
    var second = try await scene.kit.staff(.coordinator)
    await second.post("\(page)/release")
    #expect(second.status == 409)
    #expect(try await scene.count("SELECT count(*) FROM selection_letter") == 0)
  }

  @Test("recipients that are not those decided about get nothing", arguments: Databases.engines)
  func recipients(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 4, places: 2)
    var chair = try await scene.kit.staff(.chair)
    let page = await scene.run(&chair)
    await chair.post("\(page)/proposal")
    let last = scene.girls[3]
    _ = try await scene.kit.house.database.write {
      try $0.run("DELETE FROM selection_decision WHERE application_id = \(last.id)")
    }
    var second = try await scene.kit.staff(.coordinator)
    await second.post("\(page)/release")
    #expect(second.status == 409)
    #expect(try await scene.count("SELECT count(*) FROM selection_letter") == 0)
    #expect(try await scene.count("SELECT count(*) FROM selection_offer") == 0)
  }

  @Test("a policy that is not announced is not released, and a frozen one is not exchanged", arguments: Databases.engines)
  func frozen(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1, isFrozen: false)
    var chair = try await scene.kit.staff(.chair)
    let page = await scene.run(&chair)
    await chair.post("\(page)/proposal")
    #expect(chair.status == 409)
    let announcement = "/desk/selection/policies/\(scene.policy)/announcement"
    await chair.post(announcement, [("from-day", "22"), ("from-month", "11"), ("from-year", "2026")])
    #expect(chair.status == 303, "\(chair.page)")
    var anybody = scene.kit.browser()
    await anybody.get("/selection")
    #expect(anybody.page.contains("2026 жылғы 22 қараша") && anybody.page.contains("places: 1"))
    scene.kit.clock.move(days: 3)
    chair = try await scene.kit.staff(.chair)
    await chair.post(announcement, [("from-day", "30"), ("from-month", "11"), ("from-year", "2026")])
    #expect(chair.status == 409)
    await chair.post("\(page)/proposal")
    #expect(chair.status == 303)
  }

  @Test("equal points without a named draw are not released; a draw in another form is refused", arguments: Databases.engines)
  func ties(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1, tied: true)
    var chair = try await scene.kit.staff(.chair)
    let page = await scene.run(&chair)
    await chair.post("\(page)/proposal")
    #expect(chair.status == 409)
    await chair.post("/desk/selection/runs", [("policy", scene.policy.text), ("key", "4, 8, 15")])
    #expect(chair.status == 422)
    await chair.post("/desk/selection/runs", [("policy", scene.policy.text), ("key", "4.8.15./")])
    #expect(chair.status == 303)
  }

  @Test("two policies side by side name who moves", arguments: Databases.engines)
  func comparison(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 4, places: 2)
    let (house, cycle) = (scene.kit.house, scene.cycle)
    let other = try await house.database.write { tx in
      try tx.addPolicy(
        try PolicyFile(
          yaml: Scene.yaml(
            places: 2,
            more: """
              reserves:
                - attribute: region=630000000
                  title: {kk: "ШҚО", ru: "ВКО", en: "East"}
                  places: 2
              """)), cycle, by: "chair:test", house)
    }
    var chair = try await scene.kit.staff(.chair)
    await chair.get("/desk/selection/comparison?a=\(scene.policy)&b=\(other)")
    #expect(chair.status == 200)
    #expect(chair.page.contains(scene.girls[3].code) && chair.page.contains(scene.girls[0].code))
    #expect(!chair.page.contains(scene.girls[1].code))
    await chair.get("/desk/selection")
    #expect(chair.status == 200)
  }
}
