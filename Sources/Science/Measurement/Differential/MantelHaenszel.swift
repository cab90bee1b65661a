import Glibc

/// Mantel-Haenszel test and odds ratio of one item (Holland & Thayer 1988).
package struct MantelHaenszel: Sendable, Hashable {
  /// With two groups the chi-square of Mantel & Haenszel (1959), corrected for continuity unless asked not to; with more that of
  /// Somes (1986), uncorrected, with groups - 1 degrees of freedom.
  package let chiSquare: Double
  package let degrees: Int
  package let probability: Double
  /// Each focal group against the reference group.
  package let contrasts: [Contrast]

  package struct Contrast: Sendable, Hashable {
    package let focal: Int
    /// Common odds of the reference group over those of the focal group; 0 or infinite where one never failed.
    package let oddsRatio: Double
    /// -2.35 ln(odds ratio); below 0 where the item is harder for the focal group. Its standard error after Phillips & Holland (1987).
    package let delta: Double
    package let standardError: Double
    package let probability: Double
    package let category: DifferentialCategory
  }
}

/// Classes of Educational Testing Service.
package enum DifferentialCategory: String, Sendable, Hashable {
  /// Negligible, moderate, large.
  case a = "A"
  case b = "B"
  case c = "C"
}

extension Responses {
  /// All items, anchor purified as the plan says. Millions of persons a second.
  package func mantelHaenszel(
    _ plan: DifferentialPlan = .init(), correctingContinuity: Bool = true
  ) throws(DifferentialFault) -> DifferentialReport<MantelHaenszel> {
    let groups = try plan.groups(of: self)
    return try plan.matched(self) { (table, item) throws(DifferentialFault) in
      let strata = table.strata(item)
      try strata.check(item)
      let finding = try MantelHaenszel(strata, groups, item, correctingContinuity: correctingContinuity, level: plan.level)
      return (finding, finding.probability)
    }
  }
}

extension MantelHaenszel {
  init(
    _ strata: MatchingTable.Strata, _ groups: [Int], _ item: Int, correctingContinuity: Bool, level: Double
  ) throws(DifferentialFault) {
    var contrasts: [Contrast] = []
    var tests: [(chiSquare: Double, probability: Double)] = []
    for focal in 1..<groups.count {
      let sums = ContrastSums(strata, focal: focal)
      guard sums.variance > 0 else { throw .noCommonScores(item: item) }
      let test = sums.test(correctingContinuity: correctingContinuity)
      tests.append(test)
      contrasts.append(sums.contrast(group: groups[focal], probability: test.probability, level: level))
    }
    self.contrasts = contrasts
    degrees = groups.count - 1
    guard groups.count > 2 else {
      (chiSquare, probability) = tests[0]
      return
    }
    guard let chiSquare = Self.generalised(strata) else { throw .noCommonScores(item: item) }
    self.chiSquare = chiSquare
    probability = chiSquareAbove(chiSquare, degrees: Double(groups.count - 1))
  }

  /// Observed less expected rights of all groups but the last, and their hypergeometric covariance (Somes 1986).
  private static func generalised(_ strata: MatchingTable.Strata) -> Double? {
    let size = strata.groups - 1
    var gap = [Double](repeating: 0, count: size)
    var covariance = [Double](repeating: 0, count: size * size)
    for level in 0..<strata.levels {
      let range = level * strata.groups..<(level + 1) * strata.groups
      let totals = Array(strata.totals[range])
      let rights = Array(strata.rights[range])
      let (all, right) = (totals.reduce(0, +), rights.reduce(0, +))
      guard all > 1 else { continue }
      let scale = right * (all - right) / (all * all * (all - 1))
      for one in 0..<size {
        gap[one] += rights[one] - right * totals[one] / all
        for other in 0..<size {
          covariance[one * size + other] += scale * ((one == other ? all * totals[one] : 0) - totals[one] * totals[other])
        }
      }
    }
    guard let root = Cholesky(covariance, size: size, tolerance: 1e-12) else { return nil }
    return dot(gap, root.solve(gap))
  }
}

/// Sums over scores of the 2 x 2 tables of reference and focal group.
private struct ContrastSums {
  private var gap = 0.0
  private(set) var variance = 0.0
  /// Σ right·wrong / all crosswise, and the parts of the variance of the log odds ratio.
  private var above = 0.0
  private var below = 0.0
  private var square = 0.0

  init(_ strata: MatchingTable.Strata, focal: Int) {
    var ratios: [(above: Double, below: Double, right: Double, wrong: Double)] = []
    for level in 0..<strata.levels {
      let (reference, other) = (level * strata.groups, level * strata.groups + focal)
      let (a, c) = (strata.rights[reference], strata.rights[other])
      let (b, d) = (strata.totals[reference] - a, strata.totals[other] - c)
      let all = a + b + c + d
      guard all > 1, a + b > 0, c + d > 0 else { continue }
      gap += a - (a + b) * (a + c) / all
      variance += (a + b) * (c + d) * (a + c) * (b + d) / (all * all * (all - 1))
      above += a * d / all
      below += b * c / all
      ratios.append((a * d / all, b * c / all, (a + d) / all, (b + c) / all))
    }
    guard above > 0, below > 0 else { return }
    let odds = above / below
    square = ratios.reduce(0) { $0 + ($1.above + odds * $1.below) * ($1.right + odds * $1.wrong) } / (2 * above * above)
  }

  func test(correctingContinuity: Bool) -> (chiSquare: Double, probability: Double) {
    let distance = max(0, abs(gap) - (correctingContinuity ? 0.5 : 0))
    let chiSquare = distance * distance / variance
    return (chiSquare, chiSquareAbove(chiSquare, degrees: 1))
  }

  func contrast(group: Int, probability: Double, level: Double) -> MantelHaenszel.Contrast {
    let odds = below > 0 ? above / below : .infinity
    let delta = -2.35 * log(odds)
    let error = above > 0 && below > 0 ? 2.35 * square.squareRoot() : .infinity
    return MantelHaenszel.Contrast(
      focal: group, oddsRatio: odds, delta: delta, standardError: error, probability: probability,
      category: category(delta, error, probability, level))
  }

  /// A: below 1 or not different from 0. C: at least 1.5 and above 1 by a one-sided test. B: the rest (Zieky 1993).
  private func category(_ delta: Double, _ error: Double, _ probability: Double, _ level: Double) -> DifferentialCategory {
    guard abs(delta) >= 1, probability <= level else { return .a }
    guard error.isFinite else { return .c }
    return abs(delta) >= 1.5 && (abs(delta) - 1) / error > normalQuantile(1 - level) ? .c : .b
  }
}
