/// An assignment whose worst pair is as good as can be.
package struct FairAssignment: Equatable, Sendable {
  /// Every assigned pair has at least this score, and no assignment has a higher lowest score.
  package let floor: Int32
  /// The highest total among all assignments without a pair below the floor, with its proof for the plan without such pairs.
  package let assignment: ReviewAssignment
  /// Why no assignment does without pairs at the floor; nil when the floor is the highest score of all.
  package let limit: Shortage?
  /// The lowest sum of scores of any application.
  package let worstSum: Int
}

extension ReviewPlan {
  /// First the highest lowest score of any assigned pair, then the highest total.
  ///
  /// Both are exact. It follows that each application's sum is at least `perApplication` times the floor; that the lowest sum
  /// itself is the highest possible is not promised, since that problem is hard (Stelmakh, Shah and Singh, 2021: PeerReview4All,
  /// whose threshold on pairs this is). O(log of the distinct scores) searches for an assignment.
  package func assignFairly() throws(Shortage) -> FairAssignment {
    if demand == 0 { return FairAssignment(floor: 0, assignment: try assign(), limit: nil, worstSum: 0) }
    try count()
    _ = try Placement(self, bestPairs(from: .min))
    let levels = Set(scores).subtracting([Self.forbidden]).sorted()
    var (good, bad) = (0, levels.count)
    var limit: Shortage?
    while bad - good > 1 {
      let middle = (good + bad) / 2
      do throws(Shortage) {
        _ = try Placement(without(below: levels[middle]), bestPairs(from: levels[middle]))
        good = middle
      } catch {
        (bad, limit) = (middle, error)
      }
    }
    let fair = without(below: levels[good])
    let assignment = try fair.assign()
    let worst = assignment.reviewers.enumerated().map { application, chosen in
      chosen.reduce(0) { $0 + Int(score(application, Int($1))) }
    }.min()
    return FairAssignment(floor: levels[good], assignment: assignment, limit: limit, worstSum: worst ?? 0)
  }

  /// The plan in which pairs below the floor are forbidden.
  package func without(below floor: Int32) -> ReviewPlan {
    var plan = self
    for at in plan.scores.indices where plan.scores[at] < floor { plan.scores[at] = Self.forbidden }
    return plan
  }

  /// A few pairs at or above the floor for each application, for a search to begin with.
  private func bestPairs(from floor: Int32) -> CandidateArcs {
    var candidates = CandidateArcs(best: 4 * perApplication, of: self, prices: [Int32](repeating: 0, count: reviewers))
    var (starts, arcs) = ([0], [Arc]())
    for application in 0..<applications {
      arcs += candidates.arcs[candidates.starts[application]..<candidates.starts[application + 1]].filter { $0.score >= floor }
      starts.append(arcs.count)
    }
    (candidates.starts, candidates.arcs) = (starts, arcs)
    return candidates
  }
}
