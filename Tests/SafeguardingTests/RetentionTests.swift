import Applications
import ApplicationsKit
import Exchange
import HouseKit
import Programme
import Safeguarding
import Storage
import TestKit
import Testing
import Words

@Suite struct RetentionTests {
  private func overdue(_ kit: HouseKit) async throws -> Int {
    let house = kit.house
    let job = try #require(house.rooms.flatMap(\.jobs).first { $0.name == "retention" })
    try await job.run(house)
    return try await house.database.read { try $0.value("SELECT sum(people) FROM retention_due") ?? 0 }
  }

  @Test(arguments: Databases.engines) func whatIsOverdueIsErasedByTwoAndThenNothingIs(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Girl.apply(kit)
    // Appeals of the intake of 2026 end on 10 May 2027, six months later is 11 November.
    kit.clock.move(days: 354)
    #expect(try await overdue(kit) == 0)
    kit.clock.move(days: 2)
    #expect(try await overdue(kit) == 1)
    var (asking, confirming) = (try await kit.staff(.safeguarding), try await kit.staff(.safeguarding))
    await asking.get("/safeguarding/retention")
    await asking.submit("/safeguarding/retention")
    #expect(asking.status == 303)
    #expect(try await overdue(kit) == 0)
    await confirming.get("/safeguarding/retention")
    let way = try #require(confirming.page.firstMatch(of: #/action="([^"]+/confirmation)"/#)).output.1
    await asking.post(String(way))
    #expect(asking.status == 403)
    let keys: Int? = try await kit.house.database.read {
      try $0.value("SELECT count(*) FROM person_key WHERE person_id = \(girl.person)")
    }
    #expect(keys == 1)
    await confirming.submit(String(way))
    #expect(confirming.status == 303)
    let left: Int? = try await kit.house.database.read {
      try $0.value("SELECT count(*) FROM person_key WHERE person_id = \(girl.person)")
    }
    #expect(left == 0)
    #expect(try await overdue(kit) == 0)
  }

  @Test func theHouseErasesNothingByItself() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    kit.clock.move(days: 4000)
    for job in kit.house.rooms.flatMap(\.jobs) { try await job.run(kit.house) }
    let keys: Int? = try await kit.house.database.read {
      try $0.value("SELECT count(*) FROM person_key WHERE person_id = \(girl.person)")
    }
    #expect(keys == 1)
  }

  @Test(arguments: [
    "rules: [{group: applications.drafts, months: 0, after: change, what: {kk: a, ru: a, en: a}}]",
    "rules: [{group: applications.drafts, months: 6, after: never, what: {kk: a, ru: a, en: a}}]",
    "rules: [{group: applications.drafts, months: 6, after: change, untilAge: 0, what: {kk: a, ru: a, en: a}}]",
    "rules: [{group: a, months: 6, after: change, what: {kk: a, ru: a, en: a}}, {group: a, months: 6, after: change, what: {kk: a, ru: a, en: a}}]",
  ])
  func aTermThatCannotBeMeantIsRefused(_ yaml: String) {
    #expect(throws: (any Error).self) { try RetentionFile(yaml: Array(yaml.utf8)) }
  }

  /// One more girl whose application is sent.
  private func sent(_ kit: HouseKit) async throws -> ID<Person> {
    let house = kit.house
    return try await house.database.write { tx in
      guard let cycle = try tx.currentCycle(at: house.outside.now()) else { throw Refusal.missing }
      let person = try tx.addPerson(language: .kk, house).person
      let draft = try tx.startApplication(for: person, in: cycle.id, formVersion: "1", source: .web, house)
      try tx.move(draft, to: .submitted, at: house.outside.now())
      return person
    }
  }

  @Test("what the consent promises about how long is what retention does, in each language", arguments: Language.allCases)
  func promise(_ t: Language) async throws {
    let kit = try await HouseKit.house(.sqlite)
    let terms = kit.house.data[.retention]
    #expect(
      terms.rules.map(\.group) == [
        "applications.drafts", "applications.not_eligible", "applications.eligible", "selection.admitted",
      ])
    var promised = try #require(kit.house.consents.purposes.first { $0.required }).term(t)
    for rule in terms.rules {
      #expect(promised.contains(t(rule.says)), "\(rule.group): \(t(rule.says))")
    }
    for rule in terms.rules { promised = promised.replacing(t(rule.says), with: "") }
    let others = promised.filter(\.isNumber)
    #expect(others.isEmpty, "no other term is promised: \(promised)")
  }

  @Test("a draft is due six months after its last change, whatever became of the intake", arguments: Databases.engines)
  func drafts(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var girl = kit.browser()
    await girl.post("/apply")
    kit.clock.move(days: 180)
    #expect(try await overdue(kit) == 0)
    kit.clock.move(days: 2)
    #expect(try await overdue(kit) == 1)
  }

  @Test("whom a room holds is never due, and an erasure asked for before is not done", arguments: Databases.engines)
  func held(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Girl.apply(kit)
    let other = try await sent(kit)
    let planted = Room(
      name: "planted", routes: [],
      holds: [
        Hold(Phrase(verbatim: "planted")) { tx, _, person in try tx.exists("SELECT 1 FROM planted WHERE person_id = \(person)") }
      ])
    let held = try await kit.reopened(adding: planted)
    _ = try await kit.house.database.write { try $0.run("CREATE TABLE planted (person_id TEXT)") }
    kit.clock.move(days: 400)
    #expect(try await overdue(held) == 2)
    _ = try await kit.house.database.write { try $0.run("INSERT INTO planted VALUES (\(girl.person))") }
    #expect(try await overdue(held) == 1)
    var (asking, confirming) = (try await held.staff(.safeguarding), try await held.staff(.safeguarding))
    await asking.get("/safeguarding/retention")
    #expect(asking.page.contains("planted"))
    await asking.submit("/safeguarding/retention", [("group", "applications.not_eligible")])
    #expect(asking.status == 303)
    _ = try await kit.house.database.write { try $0.run("INSERT INTO planted VALUES (\(other))") }
    let id: String? = try await kit.house.database.read { try $0.value("SELECT id FROM erasure WHERE done_at IS NULL") }
    await confirming.post("/safeguarding/erasures/\(try #require(id))/confirmation")
    #expect(confirming.status == 409 && confirming.page.contains("planted"))
    await confirming.get("/safeguarding/retention")
    let way = try #require(confirming.page.firstMatch(of: #/action="([^"]+\/confirmation)"/#)).output.1
    await confirming.submit(String(way))
    #expect(confirming.status == 303)
    #expect(
      try await kit.house.database.read {
        try $0.value("SELECT count(*) FROM person_key WHERE person_id IN (\(girl.person), \(other))") ?? 0
      } == 2)
    #expect(
      try await kit.house.database.read { try $0.value("SELECT count(*) FROM erasure WHERE dropped_at IS NOT NULL") ?? 0 } == 1)
  }

  @Test("a hold stops no erasure that she asks for herself", arguments: Databases.engines)
  func ownWish(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Girl.apply(kit)
    let held = try await kit.reopened(
      adding: Room(name: "planted", routes: [], holds: [Hold(Phrase(verbatim: "planted")) { _, _, _ in true }]))
    var hers = try await held.applicant(girl.person)
    await hers.post("/status/data/erasure")
    let id: String? = try await kit.house.database.read { try $0.value("SELECT id FROM erasure") }
    var officer = try await held.staff(.safeguarding)
    await officer.post("/safeguarding/erasures/\(try #require(id))/confirmation")
    #expect(officer.status == 303)
    #expect(
      try await kit.house.database.read { try $0.value("SELECT count(*) FROM person_key WHERE person_id = \(girl.person)") ?? 1 }
        == 0)
  }
}
