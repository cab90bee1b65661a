import Allocation
import ChanceKit

@testable import Rules

/// Rounds of invented girls, the same in every run.
enum Round {
  static let key = "4.8.15.16.23.42./"

  /// Small enough to be read: six girls, three offers, a tie that the draw decides, one who lacks evidence, one who is barred.
  static func small() throws -> Matched {
    let rule = try MeritRule(yaml: ownYAML)
    let offers = [
      MatchOffer(code: "A1", title: "Физика, грант", plan: SeatPlan(seats: 2, reserves: [.init(attribute: "rural", seats: 1)])),
      MatchOffer(code: "B2", title: "Chemistry, \"grant\"", weights: "physics", plan: SeatPlan(seats: 1)),
      MatchOffer(code: "C3", title: "Mathematics", plan: SeatPlan(seats: 6)),
    ]
    func girl(_ list: [Int32], _ courses: Double, _ test: Double, _ rural: Bool = false, bars: [MatchEntry.Bar] = [])
      -> MatchEntry
    {
      MatchEntry(list: list, bars: bars, values: [courses, test], errors: [0.3, 4], attributes: rural ? ["rural"] : [])
    }
    let entries = [
      girl([0, 1, 2], 1.25, 80), girl([0, 1], 0.5, 70), girl([1, 0, 2], 0.5, 70), girl([0], -0.5, 40, true),
      girl([2, 0], .nan, 90), girl([0, 2], 2, 95, bars: [.init(offer: 0, requirement: "certificate")]),
    ]
    return try Matched.run(try MatchInput(rule: rule, offers: offers, entries: entries), key: key)
  }

  /// A rule in which each total is a girl's own.
  static let ownYAML = MeritRuleTests.yaml.replacing(
    """
      - name: practice
        title: {kk: Жоба, ru: Проект, en: Project}
        scale: logit
        weight: 20
        missing: lowest

    """, with: ""
  ).replacing(", practice: 10", with: "")

  static func matched(seed: UInt64, girls: Int, offers count: Int, yaml: String = MeritRuleTests.yaml) throws -> Matched {
    var chance = Chance(seed)
    let rule = try MeritRule(yaml: yaml)
    let offers = (0..<count).map { number in
      let reserves =
        [SeatPlan.Reserve(attribute: "rural", seats: 1 + chance.below(2))]
        + (number % 3 == 0 ? [.init(attribute: "region=63", seats: 1)] : [])
      return MatchOffer(
        code: "U\(number)", title: "Университет \(number)", weights: chance.below(3) == 0 ? "physics" : nil,
        plan: SeatPlan(
          seats: reserves.map(\.seats).reduce(chance.below(8), +), reserves: chance.below(2) == 0 ? reserves : []
        ).least)
    }
    let pieces = rule.common.evidence.count
    let entries = (0..<girls).map { _ in
      var list: [Int32] = []
      for _ in 0..<chance.below(min(count, 8) + 1) {
        let offer = Int32(chance.below(count))
        if !list.contains(offer) { list.append(offer) }
      }
      let names = Set(offers.flatMap { $0.plan.reserves.map(\.attribute) })
      return MatchEntry(
        list: list, bars: list.isEmpty || chance.below(9) > 0 ? [] : [.init(offer: list[0], requirement: "language")],
        values: (0..<pieces).map { piece in
          chance.below(15) == 0 ? .nan : piece == 1 ? Double(20 + chance.below(81)) : Double(chance.below(30) - 15) / 10
        }, errors: (0..<pieces).map { _ in Double(chance.below(5)) / 10 },
        attributes: names.filter { _ in chance.below(3) == 0 })
    }
    return try Matched.run(try MatchInput(rule: rule, offers: offers, entries: entries), key: key)
  }

  static func salts(_ count: Int) -> [[UInt8]] {
    var chance = Chance(77)
    return (0..<count).map { _ in (0..<16).map { _ in UInt8(chance.below(256)) } }
  }

  static func release(_ matched: Matched) -> MatchRelease { MatchRelease(matched, salts: salts(matched.input.entries.count)) }
}

extension SeatPlan {
  /// With one seat at least.
  fileprivate var least: SeatPlan { seats > 0 ? self : SeatPlan(seats: 1, reserves: reserves) }
}
