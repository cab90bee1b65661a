import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// How many statements each main page costs, exactly: one more is a decision, not an accident.
@Suite struct QueryCountTests {
  /// Of a second look, with the session and the cycle remembered as they are on any busy day.
  private static func cost(
    _ browser: inout Browser, _ target: String, _ kit: HouseKit, after forget: () -> Void = {}
  ) async -> Int {
    await browser.get(target)
    forget()
    let before = kit.house.database.statements
    await browser.get(target)
    #expect(browser.status == 200, "\(target)")
    return kit.house.database.statements - before
  }

  @Test func publicPagesAskNothing() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = kit.browser()
    for target in ["/", "/eligibility?grade=9", "/contact", "/privacy", "/places?q=аксу", "/offline"] {
      let cost = await Self.cost(&browser, target, kit)
      #expect(cost == 0, "\(target)")
    }
  }

  @Test func aGirlsPages() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var girl = kit.browser()
    await girl.post("/apply")
    let question = try #require(girl.location)
    // Of her first page four: whether her data rest, whether the officer for safeguarding has looked at her own page about her, whether the
    // school is open to her, and whether she learns, so that a round of grants may be hers.
    for (target, count) in [(question, 3), ("/apply/check", 6), ("/status", 12)] {
      let cost = await Self.cost(&girl, target, kit)
      #expect(cost == count, "\(target)")
    }
  }

  @Test func aListCostsTheSameForOneAndForThree() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var costs: [[Int]] = []
    for count in [1, 2] {
      for _ in 0..<count {
        var girl = kit.browser()
        await girl.post("/apply")
      }
      var staff = try await kit.staff(.coordinator)
      var admin = try await kit.staff(.administrator)
      costs.append([
        await Self.cost(&staff, "/desk", kit) { kit.house.deskCounts.forget() }, await Self.cost(&staff, "/desk", kit),
        await Self.cost(&staff, "/desk/applications", kit),
        await Self.cost(&admin, "/administration/cycles", kit),
      ])
    }
    #expect(costs[0] == costs[1])
    #expect(costs[0] == [32, 6, 6, 2], "what waits and what chips show is counted once in some seconds")
  }
}
