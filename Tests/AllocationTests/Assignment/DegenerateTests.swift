import Foundation
import Testing

@testable import Allocation

/// Plans that go wrong for somebody: zeros, ties, few levels, huge scores, nobody allowed, loads that bind from both sides.
@Suite struct DegenerateTests {
  enum Scores: CaseIterable {
    case random, zeroColumns, zeroRows, zeros, levels, sameRows, sameColumns, products, huge, hugeOrNothing, powers, houses,
      fewAllowed
  }

  enum Loads: CaseIterable { case free, tight, equal, atLeastTwo, halfAtLeast, uneven, closed, tooFew, tooMany }

  private static func plan(_ scores: Scores, _ loads: Loads, _ applications: Int, _ reviewers: Int, _ each: Int) -> ReviewPlan {
    var dice = Chance(applications * 1_000 + reviewers)
    let base = (0..<max(applications, reviewers)).map { _ in Int32(dice.below(1_000)) }
    func score(_ row: Int, _ column: Int) -> Int32 {
      switch scores {
      case .random: Int32(dice.below(1_000_000))
      case .zeroColumns: column >= reviewers / 3 ? 0 : Int32(dice.below(10_000))
      case .zeroRows: row < applications * 2 / 3 ? 0 : Int32(dice.below(10_000))
      case .zeros: 0
      case .levels: Int32(dice.below(3))
      case .sameRows: base[column]
      case .sameColumns: base[row]
      case .products: Int32((row + 1) * (column + 1))
      case .huge: Int32(dice.below(2 * Int(ReviewPlan.limit) + 1)) - ReviewPlan.limit
      case .hugeOrNothing: [-ReviewPlan.limit, 0, ReviewPlan.limit][dice.below(3)]
      case .powers: 1 << Int32(dice.below(28))
      case .houses: (row < applications / 2) == (column < reviewers / 2) ? ReviewPlan.forbidden : Int32(dice.below(1_000))
      case .fewAllowed: dice.below(10) < 6 ? ReviewPlan.forbidden : Int32(dice.below(100))
      }
    }
    var matrix: [Int32] = []
    for row in 0..<applications { for column in 0..<reviewers { matrix.append(score(row, column)) } }
    let (even, rest) = (applications * each).quotientAndRemainder(dividingBy: reviewers)
    let tight = (0..<reviewers).map { even + ($0 < rest ? 1 : 0) }
    let (nothing, all) = ([Int](repeating: 0, count: reviewers), [Int](repeating: applications, count: reviewers))
    let bounds: (low: [Int], high: [Int]) =
      switch loads {
      case .free: (nothing, all)
      case .tight: (nothing, tight)
      case .equal: (tight.map { _ in even }, tight)
      case .atLeastTwo: (tight.map { _ in min(2, even) }, tight.map { _ in even * 3 / 2 + 2 })
      case .halfAtLeast: (tight.map { _ in even / 2 }, all)
      case .uneven: (tight.indices.map { $0 % 3 == 0 ? even : 0 }, tight.indices.map { even + $0 % 5 })
      case .closed: (nothing, tight.indices.map { $0 % 4 == 0 ? 0 : even * 3 / 2 + 2 })
      case .tooFew: (nothing, tight.indices.map { $0 == 0 ? max(0, tight[0] - 1) : tight[$0] })
      case .tooMany: (tight.indices.map { $0 == 0 ? tight[0] + 1 : tight[$0] }, all)
      }
    return ReviewPlan(
      applications: applications, reviewers: reviewers, scores: matrix, perApplication: each, minLoad: bounds.low,
      maxLoad: bounds.high)
  }

  @Test(
    "science 1: degenerate plans are proved optimal by reduced costs, or a shortage can be counted", arguments: Scores.allCases)
  func proved(_ scores: Scores) {
    for loads in Loads.allCases {
      for (applications, reviewers, each) in [
        (40, 30, 3), (60, 7, 2), (1, 20, 3), (12, 1, 1), (30, 30, 1), (20, 24, 12), (9, 80, 4),
      ] {
        let plan = Self.plan(scores, loads, applications, reviewers, each)
        for effort in [ReviewPlan.Effort(), ReviewPlan.Effort(width: 4, choosyFrom: 0, sampling: 2, sampledFrom: 0)] {
          let what = "\(scores), \(loads), \(applications) by \(reviewers)"
          do throws(Shortage) {
            let answer = try plan.assign(effort)
            #expect(plan.faults(of: answer.reviewers).isEmpty, "\(what)")
            #expect(plan.bound(of: answer.certificate.prices) == answer.total, "\(what)")
            #expect(Self.keepsReducedCosts(plan, answer), "\(what)")
            #expect(loads != .tooFew && loads != .tooMany, "\(what)")
          } catch {
            #expect(Self.isTrue(error, of: plan), "\(what): \(error)")
          }
        }
      }
    }
  }

  /// No application would rather have a pair it does not hold; who costs something reads all she may, who costs less than nothing
  /// no more than she must.
  private static func keepsReducedCosts(_ plan: ReviewPlan, _ answer: ReviewAssignment) -> Bool {
    let prices = answer.certificate.prices
    var loads = [Int](repeating: 0, count: plan.reviewers)
    for (application, chosen) in answer.reviewers.enumerated() {
      let net = (0..<plan.reviewers).map { Int(plan.score(application, $0)) - prices[$0] }
      let least = chosen.map { net[Int($0)] }.min() ?? .max
      for reviewer in 0..<plan.reviewers where plan.allows(application, reviewer) && !chosen.contains(Int32(reviewer)) {
        if net[reviewer] > least { return false }
      }
      for reviewer in chosen { loads[Int(reviewer)] += 1 }
    }
    return loads.indices.allSatisfy { reviewer in
      (prices[reviewer] <= 0 || loads[reviewer] == plan.capacity(of: reviewer))
        && (prices[reviewer] >= 0 || loads[reviewer] == plan.minLoad[reviewer])
    }
  }

  private static func isTrue(_ shortage: Shortage, of plan: ReviewPlan) -> Bool {
    switch shortage {
    case .tooFewReviews(let applications, let reviewers, let needed, let capacity, let elsewhere):
      let others = Set(0..<plan.reviewers).subtracting(reviewers)
      return shortage.missing > 0 && needed == Set(applications).count * plan.perApplication
        && capacity == Set(reviewers).reduce(0) { $0 + plan.capacity(of: $1) }
        && elsewhere == applications.reduce(0) { sum, a in sum + others.count { plan.allows(a, $0) } }
    case .tooFewApplications(let reviewers, let needed, let available):
      return shortage.missing > 0 && needed == Set(reviewers).reduce(0) { $0 + plan.minLoad[$1] }
        && available
          == (0..<plan.applications).reduce(0) { sum, a in
            sum + min(plan.perApplication, reviewers.count { plan.allows(a, $0) })
          }
    }
  }

  /// Minutes before prices were updated; milliseconds since.
  @Test("science 1: the work is bounded where reviewers score only zeros, scores are products and loads bind")
  func bounded() throws {
    for (scores, loads, applications, reviewers) in [
      (Scores.zeroColumns, Loads.atLeastTwo, 177, 118), (.zeroColumns, .equal, 177, 118), (.zeroColumns, .halfAtLeast, 40, 60),
      (.products, .tight, 300, 200), (.sameRows, .equal, 500, 100),
    ] {
      let plan = Self.plan(scores, loads, applications, reviewers, 3)
      let start = clock()
      let answer = try plan.assign()
      let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      #expect(plan.bound(of: answer.certificate.prices) == answer.total)
      #expect(answer.certificate.bids < 60 * plan.demand * 10, "\(scores), \(loads): \(answer.certificate.bids) bids")
      #expect(seconds < 2, "\(scores), \(loads): \(seconds) s")
    }
  }
}
