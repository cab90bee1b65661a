/// Which reviewers read which applications: `perApplication` different ones for each, every reviewer within her load.
package struct ReviewerAssignment: Sendable {
  package let applications: Int
  package let reviewers: Int
  /// How well a reviewer suits an application, row by row; a whole number up to ±10¹², or `forbidden`.
  package let scores: [Int64]
  package let perApplication: Int
  /// Of each reviewer, at least 0 and at most her `maxLoads`.
  package let minLoads: [Int]
  package let maxLoads: [Int]

  /// A conflict of interest.
  package static let forbidden: Int64 = -(1 << 60)

  package init(
    applications: Int, reviewers: Int, scores: [Int64], perApplication: Int, minLoads: [Int], maxLoads: [Int]
  ) {
    precondition(scores.count == applications * reviewers && minLoads.count == reviewers && maxLoads.count == reviewers)
    self.applications = applications
    self.reviewers = reviewers
    self.scores = scores
    self.perApplication = perApplication
    self.minLoads = minLoads
    // Nobody reads an application twice.
    self.maxLoads = zip(minLoads, maxLoads).map { max($0, min($1, applications)) }
  }

  func score(_ application: Int, _ reviewer: Int) -> Int64 { scores[application * reviewers + reviewer] }

  func eligible(_ application: Int) -> Int {
    (0..<reviewers).count { score(application, $0) != Self.forbidden }
  }
}

extension ReviewerAssignment {
  package enum Answer: Sendable {
    case best(Best)
    case impossible([Shortage])
  }

  /// The highest sum of scores, with the prices that prove it.
  package struct Best: Sendable {
    /// Reviewers of each application, in ascending order.
    package let assignment: [[Int32]]
    /// What one place more with a reviewer would bring (negative: what her minimum costs), in the unit of the scores.
    package let prices: [Int64]
  }

  package func solve() -> Answer {
    let short = (0..<applications).filter { eligible($0) < perApplication }
    guard short.isEmpty else {
      return .impossible(short.map { .fewEligible(application: Int32($0), eligible: eligible($0), wanted: perApplication) })
    }
    var flow = AssignmentFlow(self)
    while flow.hasExcess {
      guard flow.improve() else { return .impossible([flow.shortage]) }
    }
    return .best(Best(assignment: flow.assignment, prices: flow.reviewerPrices))
  }
}
