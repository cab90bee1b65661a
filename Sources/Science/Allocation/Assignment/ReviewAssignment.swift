/// Who reads what, with the proof that no other assignment has a higher total.
package struct ReviewAssignment: Equatable, Sendable {
  /// Of each application its reviewers, ascending.
  package let reviewers: [[Int32]]
  /// The sum of the scores of all assigned pairs.
  package let total: Int
  package let certificate: Certificate

  /// Linear programming duality: for any prices the bound is at least the total of any assignment, so equality proves optimality.
  ///
  /// The bound is the sum, over applications, of the `perApplication` highest scores less prices, plus the sum, over reviewers, of
  /// price times `maxLoad` where the price is positive and price times `minLoad` where it is negative.
  package struct Certificate: Equatable, Sendable {
    /// Of each reviewer the price of one review, in units of the scores.
    package let prices: [Int]
    package let bound: Int
    /// Pairs the search held in its hands.
    package let pairsConsidered: Int
    /// Pairs compared with the prices at the end: all that are not forbidden could be among them.
    package let pairsPriced: Int
    /// How often pairs had to be added after pricing.
    package let rounds: Int
    /// Bids the search made.
    package let bids: Int
  }
}

extension ReviewPlan {
  /// The bound that prices prove, counted from all pairs and nothing else.
  package func bound(of prices: [Int]) -> Int {
    var bound = 0
    for application in 0..<applications {
      let net = (0..<reviewers).filter { allows(application, $0) }.map { Int(score(application, $0)) - prices[$0] }
      bound += net.sorted(by: >).prefix(perApplication).reduce(0, +)
    }
    for (reviewer, price) in prices.enumerated() {
      bound += price * (price > 0 ? capacity(of: reviewer) : minLoad[reviewer])
    }
    return bound
  }

  /// What is wrong with an assignment, in words for a test or a log; empty when it keeps every rule.
  package func faults(of assignment: [[Int32]]) -> [String] {
    var faults: [String] = []
    var loads = [Int](repeating: 0, count: reviewers)
    for (application, chosen) in assignment.enumerated() {
      if Set(chosen).count != perApplication || chosen.count != perApplication {
        faults.append("application \(application): \(chosen)")
      }
      for reviewer in chosen {
        loads[Int(reviewer)] += 1
        if !allows(application, Int(reviewer)) { faults.append("application \(application): reviewer \(reviewer) is forbidden") }
      }
    }
    for (reviewer, load) in loads.enumerated() where load < minLoad[reviewer] || load > maxLoad[reviewer] {
      faults.append("reviewer \(reviewer) reads \(load)")
    }
    return faults
  }
}
