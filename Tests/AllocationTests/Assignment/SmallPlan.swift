@testable import Allocation

/// A plan of a few applications and reviewers that may have no solution.
struct SmallPlan {
  let plan: ReviewPlan

  init(seed: Int) {
    var dice = Chance(seed)
    let (applications, reviewers) = (1 + dice.below(5), 1 + dice.below(5))
    let range = [1, 3, 10, 100_000][dice.below(4)]
    let perApplication = 1 + dice.below(min(3, reviewers))
    let conflicts = dice.below(3)
    let scores = (0..<applications * reviewers).map { _ in
      dice.below(10) < conflicts ? ReviewPlan.forbidden : Int32(dice.below(range + 1) - (dice.below(3) == 0 ? range : 0))
    }
    let average = applications * perApplication / reviewers
    let minLoad = (0..<reviewers).map { _ in dice.below(2) == 0 ? 0 : dice.below(average + 1) }
    let maxLoad = minLoad.map { max($0, average + dice.below(3)) }
    plan = ReviewPlan(
      applications: applications, reviewers: reviewers, scores: scores, perApplication: perApplication, minLoad: minLoad,
      maxLoad: maxLoad)
  }

  /// Every assignment that keeps all rules.
  func each(_ body: ([[Int32]]) -> Void) {
    let sets = (0..<plan.applications).map { application in
      subsets((0..<plan.reviewers).filter { plan.allows(application, $0) }, plan.perApplication)
    }
    var chosen: [[Int32]] = []
    var loads = [Int](repeating: 0, count: plan.reviewers)
    func place(_ application: Int) {
      guard application < plan.applications else {
        if zip(loads, plan.minLoad).allSatisfy({ $0 >= $1 }) { body(chosen) }
        return
      }
      for set in sets[application] where set.allSatisfy({ loads[Int($0)] < plan.maxLoad[Int($0)] }) {
        for reviewer in set { loads[Int(reviewer)] += 1 }
        chosen.append(set)
        place(application + 1)
        chosen.removeLast()
        for reviewer in set { loads[Int(reviewer)] -= 1 }
      }
    }
    place(0)
  }

  func total(_ assignment: [[Int32]]) -> Int {
    assignment.enumerated().reduce(0) { sum, row in sum + row.element.reduce(0) { $0 + Int(plan.score(row.offset, Int($1))) } }
  }

  private func subsets(_ items: [Int], _ size: Int) -> [[Int32]] {
    guard size > 0 else { return [[]] }
    return items.indices.flatMap { at in subsets(Array(items[(at + 1)...]), size - 1).map { [Int32(items[at])] + $0 } }
  }
}
