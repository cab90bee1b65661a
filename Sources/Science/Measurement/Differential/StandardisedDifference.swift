/// Difference of the shares of right answers at equal scores, focal less reference, averaged over the focal group's scores: STD P-DIF
/// (Dorans & Kulick 1986).
package struct StandardisedDifference: Sendable, Hashable {
  package let focal: Int
  /// From -1 to 1; below 0 where the item is harder for the focal group.
  package let difference: Double
  /// For equal shares at every score, from their binomial variances.
  package let standardError: Double
  /// Of difference / standardError, two-sided; 1 where everybody answered alike.
  package let probability: Double
  /// Up to 0.05, up to 0.10, above.
  package let category: DifferentialCategory
}

extension Responses {
  /// By item, one for each focal group. Purification follows the level of |difference| / standard error.
  package func standardisedDifferences(
    _ plan: DifferentialPlan = .init(purifies: false)
  ) throws(DifferentialFault) -> DifferentialReport<[StandardisedDifference]> {
    let groups = try plan.groups(of: self)
    return try plan.matched(self) { (table, item) throws(DifferentialFault) in
      let strata = table.strata(item)
      try strata.check(item)
      var findings: [StandardisedDifference] = []
      var least = 1.0
      for focal in 1..<groups.count {
        let finding = try StandardisedDifference(strata, focal: focal, group: groups[focal], item: item)
        least = min(least, finding.probability)
        findings.append(finding)
      }
      return (findings, min(1, least * Double(groups.count - 1)))
    }
  }
}

extension StandardisedDifference {
  fileprivate init(_ strata: MatchingTable.Strata, focal: Int, group: Int, item: Int) throws(DifferentialFault) {
    var (sum, weight, variance) = (0.0, 0.0, 0.0)
    for level in 0..<strata.levels {
      let (reference, own) = (level * strata.groups, level * strata.groups + focal)
      let (many, few) = (strata.totals[reference], strata.totals[own])
      guard many > 0, few > 0 else { continue }
      sum += few * (strata.rights[own] / few - strata.rights[reference] / many)
      weight += few
      let share = (strata.rights[own] + strata.rights[reference]) / (many + few)
      variance += few * few * share * (1 - share) * (1 / few + 1 / many)
    }
    guard weight > 0 else { throw .noCommonScores(item: item) }
    self.focal = group
    difference = sum / weight
    standardError = variance.squareRoot() / weight
    probability = standardError > 0 ? normalBeyond(difference / standardError) : 1
    let size = abs(difference)
    category = size <= 0.05 ? .a : size <= 0.10 ? .b : .c
  }
}
