import Allocation
import Applications
import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Selection

@Suite struct OfferTests {
  @Test("one accepts, one declines, the next is offered; a second click changes nothing", arguments: Databases.engines)
  func cascade(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 5, places: 2)
    try await scene.release()
    var first = try await scene.kit.applicant(scene.girls[0].person)
    await first.get("/result")
    #expect(first.status == 200 && first.page.contains("/result/acceptance"))
    await first.submit("/result/acceptance")
    await first.post("/result/acceptance")
    #expect(first.status == 303)
    await first.post("/result/decline")
    #expect(first.status == 409)
    var second = try await scene.kit.applicant(scene.girls[1].person)
    await second.get("/result/decline")
    await second.submit("/result/decline")
    #expect(second.status == 303)
    await second.post("/result/decline")
    #expect(second.status == 303)
    #expect(try await scene.seated() == [0, 2])
    for _ in 0..<3 { try await scene.kit.runJobs() }
    #expect(try await scene.seated() == [0, 2])
    #expect(try await scene.count("SELECT count(*) FROM outbox WHERE purpose = 'offer'") == 1)
    var third = try await scene.kit.applicant(scene.girls[2].person)
    await third.get("/status")
    #expect(third.page.contains("орын ұсынылды"))
    await third.get("/result.pdf")
    #expect(third.reply.body.starts(with: Array("%PDF-".utf8)))
    var fourth = try await scene.kit.applicant(scene.girls[3].person)
    await fourth.get("/result")
    #expect(fourth.page.contains("күту тізіміндесің: 1-орын") && !fourth.page.contains("/result/acceptance"))
    #expect(fourth.page.contains("айтуға әлі ерте"))
  }

  @Test("who waits is told the chance as far as it can be known", arguments: Databases.engines)
  func chance(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 12, places: 7)
    try await scene.release()
    for number in 0..<5 {
      var girl = try await scene.kit.applicant(scene.girls[number].person)
      await girl.post(number == 0 ? "/result/decline" : "/result/acceptance")
      #expect(girl.status == 303)
    }
    // Open: girls 5, 6 and 7, who was called; girl 9 is the second of those who wait.
    let expected = Answers(open: 3, accepted: 4, declined: 1).chance(atPlace: 2)
    var waiting = try await scene.kit.applicant(scene.girls[9].person)
    await waiting.get("/result")
    #expect(waiting.page.contains("күту тізіміндесің: 2-орын"))
    #expect(waiting.page.contains("шамамен \(Int((expected * 20).rounded() * 5))%"), "\(expected)")
    for number in 5...7 {
      var girl = try await scene.kit.applicant(scene.girls[number].person)
      await girl.post("/result/acceptance")
    }
    await waiting.get("/result")
    #expect(waiting.page.contains("бәріне жауап берілді"))
  }

  @Test("an offer that runs out goes to the next, one who withdraws frees her seat", arguments: Databases.engines)
  func expiry(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 6, places: 2)
    try await scene.release()
    var first = try await scene.kit.applicant(scene.girls[0].person)
    await first.post("/result/acceptance")
    scene.kit.clock.move(days: 7)
    var late = try await scene.kit.applicant(scene.girls[1].person)
    await late.post("/result/acceptance")
    #expect(late.status == 409)
    try await scene.kit.runJobs()
    #expect(try await scene.seated() == [0, 2])
    first = try await scene.kit.applicant(scene.girls[0].person)
    await first.post("/status/withdrawal")
    for _ in 0..<2 { try await scene.kit.runJobs() }
    #expect(try await scene.seated() == [2, 3])
    #expect(try await scene.count("SELECT count(*) FROM selection_seat WHERE offer_id IS NOT NULL") == 2)
  }

  @Test("an intake whose offers still run goes on when the next one has begun", arguments: Databases.engines)
  func earlierIntake(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 4, places: 1)
    try await scene.release()
    let house = scene.kit.house
    scene.kit.clock.move(days: 7)
    _ = try await house.database.write { tx in
      try tx.addCycle(key: "next", name: Said(kk: "а", ru: "а", en: "a"), regions: [], stages: [], house.outside)
    }
    house.forgetCycle()
    try await scene.kit.runJobs()
    #expect(try await scene.seated() == [1])
  }

  @Test("many decline at the same moment, and there are never more than the places", arguments: Databases.engines)
  func crowd(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 20, places: 6)
    try await scene.release()
    var browsers: [Browser] = []
    for girl in scene.girls.prefix(4) { browsers.append(try await scene.kit.applicant(girl.person)) }
    await withTaskGroup(of: Void.self) { group in
      for browser in browsers {
        for _ in 0..<2 {
          group.addTask {
            var browser = browser
            await browser.post("/result/decline")
          }
        }
      }
      let house = scene.kit.house
      group.addTask { try? await Cascade.run(house) }
    }
    for _ in 0..<2 { try await scene.kit.runJobs() }
    #expect(try await scene.seated() == [4, 5, 6, 7, 8, 9])
    #expect(try await scene.count("SELECT count(*) FROM selection_offer") == 10)
  }

  @Test("nobody's result is open before the release, and hers is hers alone", arguments: Databases.engines)
  func before(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    var girl = try await scene.kit.applicant(scene.girls[0].person)
    await girl.get("/result")
    // Her points, as they are written: with a comma, which no token of the page has.
    #expect(girl.status == 200 && !girl.page.contains("90,"))
    await girl.post("/result/acceptance")
    #expect(girl.status == 404)
    var guardian = try await scene.kit.guardian()
    await guardian.get("/consent/result")
    #expect(guardian.status == 404)
    try await scene.release()
    girl = try await scene.kit.applicant(scene.girls[0].person)
    await girl.get("/result")
    #expect(girl.page.contains("90,"))
  }
}
