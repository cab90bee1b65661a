import Testing

@testable import Allocation

@Suite struct AssignTests {
  @Test("against all assignments of 2,500 small plans: the highest total, proved, or a shortage that can be counted")
  func exhaustive() {
    var (solved, refused) = (0, 0)
    for seed in 0..<2500 {
      let small = SmallPlan(seed: seed)
      var best: Int?
      small.each { best = max(best ?? .min, small.total($0)) }
      do throws(Shortage) {
        let assignment = try small.plan.assign(.init(width: 1 + seed % 3))
        solved += 1
        #expect(assignment.total == best, "seed \(seed)")
        #expect(small.plan.faults(of: assignment.reviewers).isEmpty, "seed \(seed)")
        #expect(small.total(assignment.reviewers) == assignment.total, "seed \(seed)")
        #expect(small.plan.bound(of: assignment.certificate.prices) == assignment.total, "seed \(seed)")
        #expect(assignment.certificate.bound == assignment.total, "seed \(seed)")
      } catch {
        refused += 1
        #expect(best == nil, "seed \(seed): \(error)")
        #expect(isTrue(error, of: small.plan), "seed \(seed): \(error)")
      }
    }
    #expect(solved > 800 && refused > 300)
  }

  /// Counts a shortage again from the plan.
  private func isTrue(_ shortage: Shortage, of plan: ReviewPlan) -> Bool {
    guard shortage.missing > 0, !shortage.sentences.isEmpty else { return false }
    switch shortage {
    case .tooFewReviews(let applications, let reviewers, let needed, let capacity, let elsewhere):
      let others = Set(0..<plan.reviewers).subtracting(reviewers)
      return needed == Set(applications).count * plan.perApplication
        && capacity == Set(reviewers).reduce(0) { $0 + min(plan.maxLoad[$1], plan.applications) }
        && elsewhere == applications.reduce(0) { sum, a in sum + others.count { plan.allows(a, $0) } }
    case .tooFewApplications(let reviewers, let needed, let available):
      return needed == Set(reviewers).reduce(0) { $0 + plan.minLoad[$1] }
        && available
          == (0..<plan.applications).reduce(0) { sum, a in
            sum + min(plan.perApplication, reviewers.count { plan.allows(a, $0) })
          }
    }
  }

  @Test("300 plans of 60 applications are proved optimal by prices alone")
  func certified() throws {
    for seed in 0..<300 {
      var dice = Chance(seed)
      let reviewers = 5 + dice.below(20)
      let range = [2, 50, 100_000_000][dice.below(3)]
      let scores = (0..<60 * reviewers).map { _ in dice.below(50) == 0 ? ReviewPlan.forbidden : Int32(dice.below(range)) }
      let load = 180 / reviewers
      let plan = ReviewPlan(
        applications: 60, reviewers: reviewers, scores: scores, perApplication: 3,
        minLoad: (0..<reviewers).map { _ in dice.below(load) }, maxLoad: (0..<reviewers).map { _ in load + 1 + dice.below(3) })
      guard let assignment = try? plan.assign(.init(width: 4, sampling: 3, sampledFrom: seed % 2 == 0 ? 0 : .max)) else {
        continue
      }
      #expect(plan.faults(of: assignment.reviewers).isEmpty)
      #expect(plan.bound(of: assignment.certificate.prices) == assignment.total, "seed \(seed)")
    }
  }
}
