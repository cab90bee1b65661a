import Applications
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
    kit.clock.move(days: 364)
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
    "rules: [{group: applications.drafts, days: 3, what: {kk: a, ru: a, en: a}}]",
    "rules: [{group: a, days: 300, what: {kk: a, ru: a, en: a}}, {group: a, days: 300, what: {kk: a, ru: a, en: a}}]",
  ])
  func aTermThatCannotBeMeantIsRefused(_ yaml: String) {
    #expect(throws: ProgrammeFault.self) { try RetentionFile(yaml: Array(yaml.utf8)) }
  }
}
