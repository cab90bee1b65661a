import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@Suite struct CycleTests {
  private func cycle(_ kit: HouseKit) async throws -> Cycle {
    try #require(try await kit.house.database.read { try $0.cycles().first })
  }

  private func days(_ opens: String, _ closes: String) -> [(String, String)] {
    zip(["opens", "closes"], [opens, closes]).flatMap { name, date -> [(String, String)] in
      let parts = date.split(separator: "-").map(String.init)
      return [("\(name)-year", parts[0]), ("\(name)-month", parts[1]), ("\(name)-day", parts[2])]
    }
  }

  @Test(arguments: Databases.engines) func theLastDayIsOpenToItsEndInKazakhstan(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var administrator = try await kit.staff(.administrator)
    let before = try await cycle(kit)
    _ = try await kit.house.currentCycle()
    await administrator.get("/administration/cycles/\(before.id)/applications")
    await administrator.submit("/administration/cycles/\(before.id)/applications", days("2026-11-01", "2026-12-05"))
    #expect(administrator.status == 303)
    let stage = try #require(try await kit.house.currentCycle()?.stage("applications"))
    #expect(stage.isOpen(at: try #require(Moment("2026-12-05T18:59:59Z"))))
    #expect(!stage.isOpen(at: try #require(Moment("2026-12-05T19:00:00Z"))))
    #expect(stage.isOpen(at: try #require(Moment("2026-10-31T19:00:00Z"))))
  }

  @Test(arguments: [("2026-12-05", "2026-12-04"), ("2026-02-30", "2026-12-04"), ("2026-12-05", "2026-13-01")])
  func datesThatCannotBeAreRefused(_ opens: String, _ closes: String) async throws {
    let kit = try await HouseKit.house(.sqlite)
    var administrator = try await kit.staff(.administrator)
    let before = try await cycle(kit)
    await administrator.post("/administration/cycles/\(before.id)/test", days(opens, closes))
    #expect(administrator.status == 422)
    #expect(try await cycle(kit).stage("test")?.opensAt == before.stage("test")?.opensAt)
  }

  @Test(arguments: [("2027-05-24", false), ("2027-05-25", true), ("2027-06-15", true), ("2027-06-16", false)])
  func aStageOnTheStateExamsIsMarked(_ day: String, _ isMarked: Bool) async throws {
    let kit = try await HouseKit.house(.sqlite)
    var administrator = try await kit.staff(.administrator, .everything, .en)
    let id = try await cycle(kit).id
    for stage in ["school", "recommendation"] {
      await administrator.post("/administration/cycles/\(id)/\(stage)", days("2027-07-01", "2027-07-02"))
    }
    await administrator.post("/administration/cycles/\(id)/test", days(day, day))
    await administrator.get("/administration/cycles")
    #expect(administrator.page.contains("falls on the state exams") == isMarked)
  }

  @Test(arguments: Databases.engines) func theNextIntakeIsTheLastOneFiftyTwoWeeksLater(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var administrator = try await kit.staff(.administrator)
    let names = [("key", "2027"), ("name-kk", "2027"), ("name-ru", "2027"), ("name-en", "2027")]
    let before = try await cycle(kit)
    await administrator.get("/administration/cycles/new")
    await administrator.submit("/administration/cycles", names)
    #expect(administrator.status == 303)
    let after = try await cycle(kit)
    #expect(after.key == "2027")
    #expect(after.regions == before.regions)
    #expect(after.stages.map(\.opensAt) == before.stages.map { $0.opensAt.adding(days: 364) })
    #expect(after.stages.map(\.lastDay) == before.stages.map { $0.lastDay.adding(days: 364) })
    await administrator.post("/administration/cycles", names)
    #expect(administrator.status != 303)
    // Girls still apply to the one that is open; afterwards the site tells of the next.
    #expect(try await kit.house.currentCycle()?.key == before.key)
    kit.clock.move(days: 90)
    kit.house.forgetCycles()
    #expect(try await kit.house.currentCycle()?.key == "2027")
  }
}
