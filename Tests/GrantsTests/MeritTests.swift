import Allocation
import HouseKit
import Rules
import Storage
import TestKit
import Testing
import Words

@testable import Grants
@testable import Programme

/// The merit rule of a round: written, proposed, frozen by a second person; evidence; what everybody may read.
@Suite struct MeritTests {
  private static func page(_ round: ID<Round>) -> String { "/desk/grants/rounds/\(round)/merit" }
  private static let draw = [
    ("source-kk", "Ұлттық лотерея"), ("source-ru", "Национальная лотерея"), ("source-en", "National lottery"),
    ("drawn-day", "17"), ("drawn-month", "5"), ("drawn-year", "2027"),
  ]

  @Test("the shipped rule weighs what the school measures, and nothing else")
  func shipped() throws {
    let yaml = String(decoding: ProgrammeFolder.shipped().bytes("merit.yaml") ?? [], as: UTF8.self)
    let rule = try MeritRule(yaml: yaml)
    #expect(rule.common.evidence.map(\.name) == ["courses", "practice"] && rule.common.evidence.map(\.weight) == [70, 30])
    #expect(rule.lottery == nil && rule.common.decimals == 1)
  }

  @Test(
    "the chair writes a rule, somebody else freezes it, and then nobody can write another", arguments: Databases.engines)
  func frozen(_ kind: EngineKind) async throws {
    let scene = try await Leavers.open(kind)
    let (kit, page) = (scene.kit, Self.page(scene.round))
    let yaml = kit.house.data[.merit].yaml
    var everybody = kit.browser(.en)
    await everybody.get("/merit")
    #expect(everybody.status == 200 && everybody.page.contains("not announced yet") && everybody.page.contains("20 March 2027"))
    var chair = try await kit.staff(.chair, .everything, .en)
    await chair.get("\(page)/new")
    #expect(chair.page.contains("weight: 70"))
    await chair.submit(page, [("yaml", yaml), ("go", "look")] + Self.draw)
    #expect(
      chair.status == 200 && chair.page.contains("National lottery") && chair.page.contains("Course checks 70%"), "\(chair.page)")
    await chair.submit(page, [("yaml", yaml), ("go", "keep")] + Self.draw)
    let version = try #require(chair.location, "\(chair.page)")
    await chair.follow()
    await chair.submit("\(version)/proposal")
    #expect(chair.status == 303)
    await chair.follow()
    #expect(chair.page.contains("somebody else freezes it") && !chair.page.contains("\(version)/freeze\""))
    await chair.post("\(version)/freeze")
    #expect(chair.status == 403)
    #expect(try await kit.count("SELECT count(*) FROM grants_freeze WHERE frozen_at IS NOT NULL") == 0)
    await everybody.get("/merit")
    #expect(!everybody.page.contains("National lottery"), "a proposal is not announced")
    var coordinator = try await kit.staff(.coordinator, .everything, .en)
    await coordinator.get(version)
    await coordinator.submit("\(version)/freeze")
    #expect(coordinator.status == 303, "\(coordinator.page)")
    await everybody.get("/merit")
    for says in ["National lottery", "Course checks 70%", "no test is part of the points", "adds no points", "weight: 70"] {
      #expect(everybody.page.contains(says), "\(says)")
    }
    await chair.get("\(page)/new")
    #expect(chair.status == 409)
    await chair.post(page, [("yaml", yaml), ("go", "keep")] + Self.draw)
    #expect(chair.status == 409)
    await chair.post("\(version)/withdrawal")
    #expect(chair.status == 409)
    // The database itself refuses.
    for change: SQL in [
      "UPDATE grants_freeze SET frozen_at = frozen_at + 1", "DELETE FROM grants_freeze", "UPDATE grants_merit SET yaml = 'x'",
    ] {
      let isRefused = await (try? kit.house.database.write { try $0.run(change) }) == nil
      #expect(isRefused)
    }
    let days = RoundDates.proposed(leaving: 2027, number: 1)
    var spans = Dictionary(uniqueKeysWithValues: Round.Stage.allCases.map { ($0, days[$0]) }).compactMapValues { $0 }
    spans[.list] = RoundDates.Span(try #require(Day("2027-04-03")), try #require(Day("2027-05-17")))
    spans[.run] = RoundDates.Span(try #require(Day("2027-05-18")), try #require(Day("2027-05-22")))
    let other = RoundDates(spans)
    let moved = try await scene.refusal { tx, house in
      try tx.set(other, of: try tx.round(scene.round), by: scene.chair, house)
    }
    #expect(moved?.kind == .conflict, "the numbers of the draw would be known before the lists close")
  }

  @Test("what is wrong is said at its field, and nothing typed is lost", arguments: Databases.engines)
  func complaints(_ kind: EngineKind) async throws {
    let scene = try await Leavers.open(kind)
    let (kit, page) = (scene.kit, Self.page(scene.round))
    let yaml = kit.house.data[.merit].yaml
    var chair = try await kit.staff(.chair, .everything, .en)
    func send(_ changes: [(String, String)], _ says: [String]) async {
      await chair.get("\(page)/new")
      let fields = ([("yaml", yaml), ("go", "keep")] + Self.draw).map { field in
        changes.first { $0.0 == field.0 } ?? field
      }
      await chair.submit(page, fields)
      #expect(chair.status == 422)
      for text in says { #expect(chair.page.contains(text), "\(text): \(chair.page)") }
    }
    await send(
      [("source-ru", "")],
      ["Name the source in all three languages", "Национальная", "href=\"#source-ru\""].filter { $0 != "Национальная" })
    await send([("drawn-day", "32")], ["Say on which day", "value=\"32\"", "href=\"#drawn\""])
    await send([("drawn-day", "14")], ["after the lists close (14 May 2027)", "href=\"#drawn\""])
    await send([("drawn-day", "23")], ["by the last day of the run (22 May 2027)"])
    await send(
      [("yaml", yaml.replacing("name: practice", with: "name: test"))],
      ["Nobody measures “test” here", "href=\"#yaml\"", "name: test"])
    await send([("yaml", "places: 5\n" + yaml)], ["“places” has no place here", "Line 1"])
    await send([("yaml", yaml.replacing("weight: 30", with: "weight: -1"))], ["href=\"#yaml\""])
    #expect(try await kit.count("SELECT count(*) FROM grants_merit") == 0)
  }

  @Test("a rule without a draw, too late or without weights that an offer names is not frozen", arguments: Databases.engines)
  func unfit(_ kind: EngineKind) async throws {
    let scene = try await Leavers.open(kind)
    let house = scene.kit.house
    let offers = try await scene.offers()
    let bare = house.data[.merit]
    let (round, lead) = (scene.round, scene.chair)
    let drawn = try MeritRule(yaml: bare.yaml + Leavers.draw)
    let ids = try await house.database.write { tx in
      try [bare, drawn].map { try tx.addMerit($0, to: try tx.round(round), by: lead, house) }
    }
    let propose: @Sendable (Int) async throws -> Refusal? = { index in
      try await scene.refusal { tx, house in try tx.propose(try tx.merit(ids[index], of: round), by: lead, house) }
    }
    #expect(try await propose(0)?.phrase(.en).contains("source of the draw") == true)
    _ = try await house.database.write { tx in
      try tx.run("UPDATE grants_offer SET weights = 'physics' WHERE id = \(offers[0].id)")
    }
    #expect(try await propose(1)?.phrase(.en).contains("“physics”") == true)
    _ = try await house.database.write { try $0.run("UPDATE grants_offer SET weights = NULL") }
    #expect(try await propose(1) == nil)
    // Whoever came yesterday confirms nothing yet; the newest proposal alone can be frozen.
    #expect(try await propose(0) != nil)
    scene.kit.clock.move(days: 61)
    let late = try await scene.refusal { tx, house in
      try tx.freeze(
        try tx.merit(ids[1], of: round), by: scene.safeguarding, house)
    }
    #expect(late?.phrase(.en).contains("lists are open") == true)
  }

  @Test(
    "evidence is the mean of a course's checks and then of courses, by her own intake; standings weigh it",
    arguments: Databases.engines)
  func standings(_ kind: EngineKind) async throws {
    let scene = try await Leavers.open(kind)
    let house = scene.kit.house
    let rule = try await scene.frozen()
    let first = try await scene.girl(courses: 0.8, practice: 0.5)
    let second = try await scene.girl(courses: 0.6, practice: 0.9)
    let third = try await scene.girl(courses: 1.0)
    _ = try await scene.girl(courses: nil, practice: 1)
    let cycle = scene.cycle
    let another: ID<Cycle> = house.outside.id()
    try await house.database.write { tx in
      for (name, value) in [("check:physics:2", 0.4), ("check:maths:1", 1.0)] {
        try tx.run("INSERT INTO grants_study_evidence VALUES (\(first), \(cycle), \(name), \(value), 0.2, 1)")
      }
      try tx.run("INSERT INTO grants_study_evidence VALUES (\(first), \(another), 'check:physics:3', 0.0, 0, 1)")
      try tx.run("INSERT INTO grants_study_evidence VALUES (\(first), \(cycle), 'something else', 0.0, 0, 1)")
    }
    let round = scene.round
    let standings = try await house.database.read { try $0.standings(of: try $0.round(round), rule, house) }
    let ranking = try standings.ranking(rule.common)
    func total(_ person: ID<Person>) throws -> Double {
      ranking.total(try #require(standings.row(of: person)), decimals: rule.common.decimals)
    }
    // Physics (0.8 + 0.4) / 2, maths 1.0: 0.8; with the project 0.5 that is 56 + 15.
    #expect(try total(first) == 71)
    #expect(try total(second) == 69)
    // No project: the lowest of all stands in, 0.5.
    #expect(try total(third) == 85)
    #expect(standings.girls.count == 4 && standings.count(having: "courses") == 3 && standings.count(having: "practice") == 3)
    #expect(ranking.exclusions.count { $0 != nil } == 1)
    let row = try #require(standings.row(of: first))
    let error = try #require(standings.candidates.evidence["courses"]?.errors[row])
    // Physics: √(0.1² + 0.2²) / 2; maths 0.2; their mean.
    let physics = (0.01 + 0.04).squareRoot() / 2
    #expect(abs(error - (physics * physics + 0.04).squareRoot() / 2) < 1e-12)
  }

  @Test("the desk sees how many have evidence and nothing of its values", arguments: Databases.engines)
  func twoWorlds(_ kind: EngineKind) async throws {
    let scene = try await Leavers.open(kind)
    let house = scene.kit.house
    try await scene.frozen()
    for value in [0.2, 0.5, 0.9] { _ = try await scene.girl(courses: value, practice: value) }
    var desk = try await scene.kit.staff(.coordinator, .everything, .en)
    let page = Self.page(scene.round)
    func shown() async throws -> Substring {
      await desk.get(page)
      #expect(desk.status == 200)
      return try #require(desk.page.split(separator: "<h1>", maxSplits: 1).last?.split(separator: "</main>", maxSplits: 1).first)
    }
    let before = try await shown()
    #expect(before.contains("Counts only"))
    _ = try await house.database.write { tx in
      try tx.run("UPDATE grants_study_evidence SET value = 1 - value, error = error * 2")
    }
    let after = try await shown()
    #expect(after == before)
    var officer = try await scene.kit.staff(.monitoring, .everything, .en)
    await officer.get("\(page)/new")
    #expect(officer.status == 403)
  }
}
