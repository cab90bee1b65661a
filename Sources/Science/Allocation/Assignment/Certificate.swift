extension ReviewerAssignment {
  /// Proof that nothing better exists, by linear programming duality over every application and reviewer, not only those tried.
  package struct Certificate: Sendable, Hashable {
    /// The sum of the scores of the assignment.
    package let primal: Int128
    /// An upper bound for every assignment: the best each application can get at the prices, plus what the loads are worth at them.
    package let dual: Int128

    /// Nothing better is possible.
    package var isOptimal: Bool { primal == dual }
  }

  /// For any prices whatever, `dual` = Σ applications (sum of the `perApplication` highest score − price) + Σ reviewers
  /// (price · maxLoad where it is positive, price · minLoad where it is negative).
  package func certificate(_ best: Best) -> Certificate {
    var primal: Int128 = 0
    var dual: Int128 = 0
    for application in 0..<applications {
      for reviewer in best.assignment[application] { primal += Int128(score(application, Int(reviewer))) }
      var gains: [Int64] = []
      for reviewer in 0..<reviewers where score(application, reviewer) != Self.forbidden {
        let gain = score(application, reviewer) - best.prices[reviewer]
        if gains.count == perApplication, let last = gains.last, gain <= last { continue }
        gains.insert(gain, at: gains.firstIndex { $0 < gain } ?? gains.count)
        if gains.count > perApplication { gains.removeLast() }
      }
      dual += gains.reduce(0) { $0 + Int128($1) }
    }
    for (reviewer, price) in best.prices.enumerated() {
      dual += Int128(price) * Int128(price > 0 ? maxLoads[reviewer] : minLoads[reviewer])
    }
    return Certificate(primal: primal, dual: dual)
  }

  /// The rules an assignment breaks, in words; empty: none. Knows nothing of how it was made.
  package func broken(_ assignment: [[Int32]]) -> [String] {
    var broken: [String] = []
    var loads = [Int](repeating: 0, count: reviewers)
    for (application, own) in assignment.enumerated() {
      if own.count != perApplication || Set(own).count != own.count {
        broken.append("application \(application): reviewers \(own)")
      }
      for reviewer in own {
        loads[Int(reviewer)] += 1
        if score(application, Int(reviewer)) == Self.forbidden {
          broken.append("application \(application): conflict \(reviewer)")
        }
      }
    }
    for (reviewer, load) in loads.enumerated() where load < minLoads[reviewer] || load > maxLoads[reviewer] {
      broken.append("reviewer \(reviewer): load \(load)")
    }
    return assignment.count == applications ? broken : broken + ["\(assignment.count) applications"]
  }
}
