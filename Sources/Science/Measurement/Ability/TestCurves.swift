// What a whole test says, as functions on its items.
extension [Item] {
  /// Fisher information at an ability.
  package func information(at ability: Double) -> Double { reduce(0) { $0 + $1.information(at: ability) } }

  /// 1 / √information: the standard error of measurement, and at a cut that of the decision; infinite without information.
  package func standardError(at ability: Double) -> Double {
    let information = information(at: ability)
    return information > 0 ? 1 / information.squareRoot() : .infinity
  }

  /// The mean sum of answers at an ability: the test characteristic curve.
  package func expectedScore(at ability: Double) -> Double { reduce(0) { $0 + $1.expectedScore(at: ability) } }

  /// The ability with this mean sum of answers, slopes being positive; nil where none has it between ±`bound`.
  package func ability(ofExpectedScore score: Double, within bound: Double = 40) -> Double? {
    var (low, high) = (-bound, bound)
    let rises = expectedScore(at: high) >= expectedScore(at: low)
    let ends = rises ? (expectedScore(at: low), expectedScore(at: high)) : (expectedScore(at: high), expectedScore(at: low))
    guard score >= ends.0, score <= ends.1 else { return nil }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if (expectedScore(at: middle) < score) == rises { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Share of true variance at an ability: I / (I + 1/σ²) (Green et al. 1984, conditional form).
  package func reliability(at ability: Double, group: AbilityDistribution = .init()) -> Double {
    let information = information(at: ability)
    return information / (information + 1 / (group.deviation * group.deviation))
  }

  /// The same averaged over a group's abilities: the marginal reliability of expected-ability scores.
  package func marginalReliability(group: AbilityDistribution = .init()) -> Double {
    let grid = AbilityGrid(Sharpness(self, forms: [Array<Int>(indices)], [group]), [group])
    return zip(grid.nodes, grid.weights(group)).reduce(0) { $0 + $1.1 * reliability(at: $1.0, group: group) }
  }
}

extension AbilityEstimates {
  /// Variance of the estimates over that plus the mean squared error: reliability as found, for expected abilities.
  package var empiricalReliability: Double {
    let count = Double(abilities.count)
    let mean = abilities.reduce(0, +) / count
    let between = abilities.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let within = standardErrors.reduce(0) { $0 + $1 * $1 } / count
    return between + within > 0 ? between / (between + within) : 0
  }
}

/// The abilities that go with the sums of answers, 0 to the highest.
package struct ScoreTable: Sendable {
  /// Mean of the posterior given the sum alone (Thissen, Pommerich, Billeaud & Williams 1995).
  package let abilities: [Double]
  /// SD of that posterior.
  package let standardErrors: [Double]
  /// Share of the group with each sum.
  package let shares: [Double]
  /// Ability whose mean sum is the score; nil for the extremes and below what guessing gives.
  package let characteristic: [Double?]

  /// Distribution of the sum by the recursion of Lord & Wingersky (1984), integrated over the group.
  package init(_ items: [Item], group: AbilityDistribution = .init()) {
    let grid = AbilityGrid(Sharpness(items, forms: [Array(items.indices)], [group]), [group], refinement: 2)
    let top = items.reduce(0) { $0 + $1.categories - 1 }
    var sums = [(mass: Double, first: Double, second: Double)](repeating: (0, 0, 0), count: top + 1)
    for (node, weight) in zip(grid.nodes, grid.weights(group)) {
      for (score, p) in items.scoreDistribution(at: node).enumerated() {
        sums[score].mass += p * weight
        sums[score].first += p * weight * node
        sums[score].second += p * weight * node * node
      }
    }
    let means = sums.map { $0.mass > 0 ? $0.first / $0.mass : group.mean }
    abilities = means
    standardErrors = zip(sums, means).map { sum, mean in
      sum.mass > 0 ? max(0, sum.second / sum.mass - mean * mean).squareRoot() : group.deviation
    }
    shares = sums.map(\.mass)
    characteristic = (0...top).map { $0 == 0 || $0 == top ? nil : items.ability(ofExpectedScore: Double($0)) }
  }
}

extension [Item] {
  /// Probability of each sum of answers at an ability (Lord & Wingersky 1984).
  package func scoreDistribution(at ability: Double) -> [Double] {
    var distribution = [1.0]
    for item in self {
      let probabilities = item.probabilities(at: ability)
      var next = [Double](repeating: 0, count: distribution.count + item.categories - 1)
      for (score, p) in distribution.enumerated() {
        for (answer, q) in probabilities.enumerated() { next[score + answer] += p * q }
      }
      distribution = next
    }
    return distribution
  }
}
