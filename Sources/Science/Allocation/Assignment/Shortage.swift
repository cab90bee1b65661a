extension ReviewerAssignment {
  /// Why no assignment exists: a cut that anybody can count again (Ford and Fulkerson, 1956).
  package enum Shortage: Sendable, Hashable {
    /// One application has too few reviewers without a conflict.
    case fewEligible(application: Int32, eligible: Int, wanted: Int)
    /// These applications need `needed` reviews from these reviewers, having too few others; together they may give `room`.
    case overloaded(reviewers: [Int32], applications: [Int32], needed: Int, room: Int)
    /// These reviewers must get `needed` reviews; applications without conflicts can give them `possible`.
    case underloaded(reviewers: [Int32], needed: Int, possible: Int)
  }

  /// Counts a cut from nothing but the input: true where it proves that there is no assignment.
  package func proves(_ shortage: Shortage) -> Bool {
    switch shortage {
    case .fewEligible(let application, let eligible, let wanted):
      return self.eligible(Int(application)) == eligible && wanted == perApplication && eligible < wanted
    case .overloaded(let reviewers, let applications, let needed, let room):
      let inside = Set(reviewers)
      let counted = applications.map { application in
        perApplication
          - (0..<self.reviewers).count { !inside.contains(Int32($0)) && score(Int(application), $0) != Self.forbidden }
      }
      return Set(applications).count == applications.count && counted.reduce(0, +) == needed
        && reviewers.map { maxLoads[Int($0)] }.reduce(0, +) == room && needed > room
    case .underloaded(let reviewers, let needed, let possible):
      let counted = (0..<applications).map { application in
        min(perApplication, reviewers.count { score(application, Int($0)) != Self.forbidden })
      }
      return counted.reduce(0, +) == possible && reviewers.map { minLoads[Int($0)] }.reduce(0, +) == needed && needed > possible
    }
  }
}

extension ReviewerAssignment.Shortage {
  /// An English sentence; applications and reviewers are numbered from 0, as in the input.
  package var sentence: String {
    switch self {
    case .fewEligible(let application, let eligible, let wanted):
      "Application \(application) has \(eligible) reviewers without a conflict and needs \(wanted)."
    case .overloaded(let reviewers, let applications, let needed, let room):
      """
      \(applications.count) applications (\(Self.list(applications))) need \(needed) reviews from \(reviewers.count) reviewers \
      (\(Self.list(reviewers))), who may give \(room) in all.
      """
    case .underloaded(let reviewers, let needed, let possible):
      """
      \(reviewers.count) reviewers (\(Self.list(reviewers))) must get \(needed) reviews in all; the applications can give them \
      \(possible).
      """
    }
  }

  private static func list(_ numbers: [Int32]) -> String {
    let first = numbers.prefix(20).map { "\($0)" }.joined(separator: ", ")
    return numbers.count > 20 ? first + ", …" : first
  }
}
