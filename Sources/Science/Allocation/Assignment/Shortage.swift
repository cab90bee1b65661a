/// Why no assignment exists, as numbers that anyone can count again.
package enum Shortage: Error, Equatable, Sendable {
  /// The applications need more reviews than they can get.
  ///
  /// They need `needed`; the reviewers named read at most `capacity` in all; other reviewers they may have give at most
  /// `elsewhere`, one review a pair. `needed` is greater than `capacity + elsewhere`.
  case tooFewReviews(applications: [Int], reviewers: [Int], needed: Int, capacity: Int, elsewhere: Int)
  /// The reviewers named must read `needed` in all, but no more than `available` of their reviews are of use, as an application
  /// takes each reviewer once and only so many reviewers.
  case tooFewApplications(reviewers: [Int], needed: Int, available: Int)

  static func reviewers(applications: [Int], _ reviewers: [Int], of plan: ReviewPlan) -> Shortage {
    let isNamed = plan.marks(reviewers)
    return .tooFewReviews(
      applications: applications, reviewers: reviewers, needed: applications.count * plan.perApplication,
      capacity: reviewers.reduce(0) { $0 + plan.capacity(of: $1) },
      elsewhere: applications.reduce(0) { sum, application in
        sum + isNamed.indices.count { !isNamed[$0] && plan.allows(application, $0) }
      })
  }

  static func load(_ reviewers: [Int], of plan: ReviewPlan) -> Shortage {
    .tooFewApplications(
      reviewers: reviewers, needed: reviewers.reduce(0) { $0 + plan.minLoad[$1] },
      available: (0..<plan.applications).reduce(0) { sum, application in
        sum + min(plan.perApplication, reviewers.count { plan.allows(application, $0) })
      })
  }

  /// How many reviews are missing.
  package var missing: Int {
    switch self {
    case .tooFewReviews(_, _, let needed, let capacity, let elsewhere): needed - capacity - elsewhere
    case .tooFewApplications(_, let needed, let available): needed - available
    }
  }

  /// The reason and what would help, in English, for a log or a program's answer.
  package var sentences: [String] {
    switch self {
    case .tooFewReviews(let applications, let reviewers, let needed, let capacity, let elsewhere):
      [
        "\(Self.named("application", applications)): reviews needed: \(needed).",
        reviewers.isEmpty
          ? "No reviewer without a conflict is left for them beyond \(elsewhere) pairs."
          : "\(Self.named("reviewer", reviewers)) can read \(capacity) of them; others without a conflict give \(elsewhere) more.",
        "Missing: \(missing). Raise maxLoad, ask for fewer reviews for each, add reviewers, or lift a conflict.",
      ]
    case .tooFewApplications(let reviewers, let needed, let available):
      [
        "\(Self.named("reviewer", reviewers)): reviews asked by minLoad: \(needed).",
        "Applications without a conflict can use \(available) of theirs.",
        "Missing: \(missing). Lower minLoad, ask for more reviews for each application, or lift a conflict.",
      ]
    }
  }

  private static func named(_ noun: String, _ places: [Int]) -> String {
    let shown = places.prefix(10).map(String.init).joined(separator: ", ")
    let rest = places.count > 10 ? " and \(places.count - 10) others" : ""
    return places.count == 1 ? "\(noun.capitalizedFirst) \(shown)" : "\(noun.capitalizedFirst)s \(shown)\(rest)"
  }
}

extension ReviewPlan {
  /// Refuses what counting alone shows: too few reviews in all, too many asked for, an application with too few reviewers.
  func count() throws(Shortage) {
    let everybody = Array(0..<reviewers)
    if everybody.reduce(0, { $0 + capacity(of: $1) }) < demand {
      throw .reviewers(applications: Array(0..<applications), scarce, of: self)
    }
    if minLoad.reduce(0, +) > demand { throw .load(everybody.filter { minLoad[$0] > 0 }, of: self) }
    let closed = everybody.filter { maxLoad[$0] == 0 }
    for application in 0..<applications {
      var (reviewer, found) = (0, 0)
      while found < perApplication {
        guard reviewer < reviewers else { throw .reviewers(applications: [application], closed, of: self) }
        if maxLoad[reviewer] > 0, allows(application, reviewer) { found += 1 }
        reviewer += 1
      }
    }
  }

  /// Reviewers who read less than they are allowed to.
  private var scarce: [Int] {
    var allowed = [Int](repeating: 0, count: reviewers)
    for application in 0..<applications {
      for reviewer in 0..<reviewers where allows(application, reviewer) { allowed[reviewer] += 1 }
    }
    return allowed.indices.filter { capacity(of: $0) < allowed[$0] }
  }

  fileprivate func marks(_ named: [Int]) -> [Bool] {
    var marks = [Bool](repeating: false, count: reviewers)
    for reviewer in named { marks[reviewer] = true }
    return marks
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
