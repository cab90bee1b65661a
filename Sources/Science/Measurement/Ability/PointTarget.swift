/// What the ability of a person makes largest.
enum PointTarget: Sendable {
  case mode
  case weighted
  case likelihood(ExtremeScores)

  /// Ends of the search: nearer than where probabilities underflow, unless they are given.
  func bound(_ items: [Item]) -> Double {
    if case .likelihood(let extremes) = self { return extremes.bound }
    return min(100, 600 / items.reduce(0.1) { max($0, abs($1.slope) * Double($1.categories - 1)) })
  }
}

/// Sums over a person's answers at an ability.
struct AnswerSums {
  /// Derivative of the log-likelihood, and its derivative.
  var score: Double
  var curvature: Double
  /// Sum of P′² / P over categories and items.
  var information: Double
  /// Sum of P′·P″ / P, of which Warm's (1989) correction is made.
  var bias: Double
}

extension PointTarget {
  /// The derivative of what is maximised, and about its own derivative.
  func slope(_ sums: AnswerSums, at ability: Double, _ group: AbilityDistribution) -> (value: Double, derivative: Double) {
    switch self {
    case .mode:
      let variance = group.deviation * group.deviation
      return (sums.score - (ability - group.mean) / variance, sums.curvature - 1 / variance)
    case .weighted:
      let correction = sums.information > 1e-280 ? sums.bias / (2 * sums.information) : 0
      return (sums.score + correction, sums.curvature < 0 ? sums.curvature : -sums.information)
    case .likelihood: return (sums.score, sums.curvature)
    }
  }

  /// Standard error: of the Fisher information, for a mode with that of the prior.
  func error(_ information: Double, _ group: AbilityDistribution) -> Double {
    var information = information
    if case .mode = self { information += 1 / (group.deviation * group.deviation) }
    return information > 0 ? 1 / information.squareRoot() : .infinity
  }
}
