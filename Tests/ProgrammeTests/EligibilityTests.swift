import HouseKit
import Programme
import Storage
import Testing

@Suite struct EligibilityTests {
  private static let good = ["gender": "female", "grade": "9", "region": "430000000", "rural": "yes"]

  private static func rules() async throws -> [EligibilityRule] { try await HouseKit.house(.sqlite).house.programme.eligibility }

  @Test func aGirlOfNinthGradeFromAVillageMayTakePart() async throws {
    let verdict = Eligibility(try await Self.rules(), facts: Self.good)
    #expect(verdict.isEligible)
    #expect(verdict.failed.isEmpty)
  }

  @Test(arguments: [
    ("gender", "male", ["girl"]), ("grade", "8", ["grade"]), ("grade", "11", ["grade"]), ("region", "750000000", ["region"]),
    ("rural", "no", ["rural"]),
  ]) func eachFactFailsItsOwnRule(_ fact: String, _ value: String, _ failed: [String]) async throws {
    var facts = Self.good
    facts[fact] = value
    let verdict = Eligibility(try await Self.rules(), facts: facts)
    #expect(verdict.failed.map(\.key) == failed)
    #expect(!verdict.isEligible)
    #expect(verdict.open.isEmpty)
  }

  @Test(arguments: ["gender", "grade", "region", "rural"]) func anUnknownFactLeavesItsRuleOpen(_ fact: String) async throws {
    for unknown in [nil, ""] as [String?] {
      var facts = Self.good
      facts[fact] = unknown
      let verdict = Eligibility(try await Self.rules(), facts: facts)
      #expect(verdict.failed.isEmpty)
      #expect(verdict.open.map(\.fact) == [fact])
      #expect(!verdict.isEligible)
    }
  }

  @Test func everyRuleSaysWhyInThreeLanguages() async throws {
    for rule in try await Self.rules() {
      for text in [rule.reason.kk, rule.reason.ru, rule.reason.en] { #expect(text.count > 10, "\(rule.key)") }
      #expect(rule.among != nil || rule.atLeast != nil || rule.atMost != nil, "\(rule.key) lets everybody pass")
    }
  }
}
