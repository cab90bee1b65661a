/// Applications to be read by reviewers: who fits how well, how many reviews each, how much each reviewer reads.
package struct ReviewPlan: Sendable {
  package let applications: Int
  package let reviewers: Int
  /// How well a reviewer fits an application, in whole units: row = application, column = reviewer, rows one after another.
  /// From -2^28 to 2^28, or `forbidden`.
  package var scores: [Int32]
  /// Different reviewers for each application; 0 asks for none.
  package var perApplication: Int
  /// Of each reviewer the fewest and the most reviews.
  package var minLoad: [Int]
  package var maxLoad: [Int]

  /// A conflict of interest, a language not read: the pair is never assigned.
  package static let forbidden = Int32.min
  /// The largest absolute score.
  package static let limit: Int32 = 1 << 28

  package init(applications: Int, reviewers: Int, scores: [Int32], perApplication: Int, minLoad: [Int], maxLoad: [Int]) {
    precondition(scores.count == applications * reviewers)
    precondition(minLoad.count == reviewers && maxLoad.count == reviewers && perApplication >= 0)
    self.applications = applications
    self.reviewers = reviewers
    self.scores = scores
    self.perApplication = perApplication
    self.minLoad = minLoad
    self.maxLoad = maxLoad
  }

  package func score(_ application: Int, _ reviewer: Int) -> Int32 { scores[application * reviewers + reviewer] }

  package func allows(_ application: Int, _ reviewer: Int) -> Bool { score(application, reviewer) != Self.forbidden }

  /// Reviews in all.
  var demand: Int { applications * perApplication }

  /// Most reviews of a reviewer who reads no application twice.
  func capacity(of reviewer: Int) -> Int { min(maxLoad[reviewer], applications) }
}
