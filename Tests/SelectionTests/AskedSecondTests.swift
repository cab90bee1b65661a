import Applications
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Selection

/// Acts of the selection that wait for a second person: a card on the desk, and one letter for each act.
@Suite struct AskedSecondTests {
  private func staff(_ role: Role, _ scene: Scene, _ scope: Scope = .everything) async throws -> Browser {
    let browser = try await scene.kit.staff(role, scope)
    let (house, person) = (scene.kit.house, try #require(browser.person))
    try await house.database.write { tx in
      try tx.set(
        [.email(try EMail(parsing: "\(person.text.suffix(8))@keruen.example"))], try tx.safe(of: person, house.vault), house.vault
      )
    }
    return browser
  }

  private func letters(_ scene: Scene, to browsers: Browser...) async throws -> [Int] {
    var counts: [Int] = []
    for browser in browsers {
      let person = try #require(browser.person)
      counts.append(
        try await scene.count("SELECT count(*) FROM outbox WHERE purpose = 'second-person' AND person_id = \(person)"))
    }
    return counts
  }

  private func sees(_ text: String, _ browser: Browser) async -> Bool {
    var browser = browser
    await browser.get("/desk")
    return browser.page.contains(text)
  }

  @Test("S 45: a proposed release", arguments: Databases.engines)
  func release(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    var chair = try await staff(.chair, scene)
    let (second, reviewer) = (try await staff(.coordinator, scene), try await staff(.reviewer, scene))
    let page = await scene.run(&chair)
    #expect(await !sees("ждут второго человека", second))
    await chair.post("\(page)/proposal")
    #expect(chair.status == 303, "\(chair.page)")
    #expect(try await letters(scene, to: chair, second, reviewer) == [0, 1, 0])
    #expect(await sees("ждут второго человека", second))
  }

  @Test("a second mark, and the decision after it", arguments: Databases.engines)
  func appeal(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    try await scene.release()
    var girl = try await scene.kit.applicant(scene.girls[2].person)
    await girl.post("/result/appeal")
    let id: String? = try await scene.kit.house.database.read { try $0.value("SELECT id FROM selection_appeal") }
    let name = try #require(id)
    var (asker, marker) = (try await staff(.coordinator, scene), try await staff(.reviewer, scene))
    let decider = try await staff(.chair, scene)
    for _ in 0..<2 { await asker.post("/desk/appeals/\(name)/mark-request", [("evidence", "test")]) }
    #expect(try await letters(scene, to: asker, marker, decider) == [0, 1, 0])
    #expect(await sees("ждёт второй оценки", marker))
    #expect(await sees("ждёт второй оценки", try await staff(.coordinator, scene)), "whoever may give it, reviewer or not")
    await marker.post("/desk/marks/\(name)", [("value", "95"), ("error", "1")])
    #expect(marker.status == 303, "\(marker.page)")
    #expect(try await letters(scene, to: asker, marker, decider) == [0, 1, 1])
    #expect(await sees("апелляция ждёт решения", decider))
  }

  @Test("an open offer, an open appeal and an accepted place hold what a term would let go", arguments: Databases.engines)
  func holds(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 5, places: 2)
    try await scene.release()
    let (house, people) = (scene.kit.house, scene.girls.map(\.person))
    func held() async throws -> [Bool] {
      try await house.database.read { tx in try people.map { try house.hold(on: $0, in: tx) != nil } }
    }
    #expect(try await held() == [true, true, false, false, false])
    var (first, second, fourth) = (
      try await scene.kit.applicant(people[0]), try await scene.kit.applicant(people[1]), try await scene.kit.applicant(people[3])
    )
    await first.post("/result/acceptance")
    await second.post("/result/decline")
    await fourth.post("/result/appeal")
    #expect(try await held() == [true, false, true, true, false], "the place given back is offered to the next")
    scene.kit.clock.move(days: 365 * 4)
    #expect(try await held()[0], "three years after the programme are not over")
    scene.kit.clock.move(days: 365)
    #expect(try await held() == [false, false, false, true, false])
    var officer = try await scene.kit.staff(.safeguarding)
    await officer.post("/safeguarding/retention", [("group", "selection.admitted")])
    #expect(try await scene.count("SELECT count(*) FROM erasure WHERE person_id = \(people[0])") == 1)
    await officer.post("/safeguarding/retention", [("group", "applications.eligible")])
    #expect(try await scene.count("SELECT count(*) FROM erasure WHERE person_id = \(people[3])") == 0, "her appeal is open")
    #expect(try await scene.count("SELECT count(*) FROM erasure") == 4)
  }

  @Test("who is admitted is kept until nineteen where that is later", arguments: Databases.engines)
  func untilNineteen(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 3, places: 1)
    try await scene.release()
    let (house, person) = (scene.kit.house, scene.girls[0].person)
    try await house.database.write { tx in
      try tx.set([.birthDay(Day("2016-03-31"), of: nil)], try tx.safe(of: person, house.vault), house.vault)
    }
    var girl = try await scene.kit.applicant(person)
    await girl.post("/result/acceptance")
    for (day, isHeld) in [("2031-12-01", true), ("2035-03-30", true), ("2035-04-01", false)] {
      let until = try #require(Day(day)).start()
      scene.kit.clock.move(seconds: Int((until.milliseconds - scene.kit.clock.now.milliseconds) / 1000))
      #expect(try await house.database.read { try house.hold(on: person, in: $0) != nil } == isHeld, "\(day)")
    }
  }
}
