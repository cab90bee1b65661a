import Testing

@testable import Allocation

@Suite struct FairAssignTests {
  @Test("against all assignments of 1,500 small plans: the highest lowest score, then the highest total")
  func exhaustive() {
    for seed in 20_000..<21_500 {
      let small = SmallPlan(seed: seed)
      var best: (floor: Int32, total: Int)?
      small.each { assignment in
        let scores = assignment.enumerated().flatMap { row, chosen in chosen.map { small.plan.score(row, Int($0)) } }
        let (floor, total) = (scores.min()!, small.total(assignment))
        if best.map({ (floor, total) > ($0.floor, $0.total) }) ?? true { best = (floor, total) }
      }
      let fair = try? small.plan.assignFairly()
      #expect(fair?.floor == best?.floor, "seed \(seed)")
      #expect(fair?.assignment.total == best?.total, "seed \(seed)")
      guard let fair else { continue }
      let plan = small.plan.without(below: fair.floor)
      #expect(plan.faults(of: fair.assignment.reviewers).isEmpty, "seed \(seed)")
      #expect(plan.bound(of: fair.assignment.certificate.prices) == fair.assignment.total, "seed \(seed)")
      #expect(fair.worstSum >= Int(fair.floor) * plan.perApplication, "seed \(seed)")
      if let limit = fair.limit { #expect(limit.missing > 0) }
    }
  }
}
