import Glibc

/// The category probabilities of an item at one ability, with what their derivatives in ability are made of.
package struct CurvePoint: Sendable {
  /// P(k), K values that sum to 1.
  package internal(set) var probabilities: [Double]
  /// P′(k) / P(k), finite also where P(k) is 0.
  package internal(set) var firstRatios: [Double]
  /// P″(k) / P(k), finite also where P(k) is 0.
  package internal(set) var secondRatios: [Double]
}

extension Item {
  /// P(0), …, P(K-1) at an ability; sums to 1.
  package func probabilities(at ability: Double) -> [Double] { point(at: ability).probabilities }

  /// P′(0), …, P′(K-1) in ability; sums to 0.
  package func derivatives(at ability: Double) -> [Double] {
    let point = point(at: ability)
    return zip(point.probabilities, point.firstRatios).map { $0 * $1 }
  }

  /// Fisher information about ability: the sum of P′(k)² / P(k) (Samejima 1969).
  package func information(at ability: Double) -> Double {
    let point = point(at: ability)
    return zip(point.probabilities, point.firstRatios).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
  }

  /// The mean answer, from 0 to K-1.
  package func expectedScore(at ability: Double) -> Double {
    probabilities(at: ability).enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }

  /// Variance of the answer.
  package func scoreVariance(at ability: Double) -> Double {
    let probabilities = probabilities(at: ability)
    let mean = probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    return probabilities.enumerated().reduce(0) { $0 + (Double($1.offset) - mean) * (Double($1.offset) - mean) * $1.element }
  }

  /// log P(0), …, log P(K-1), exact also where P underflows.
  package func logProbabilities(at ability: Double) -> [Double] {
    switch curve {
    case .partialCredit:
      let logits = logits(at: ability)
      let top = logits.max() ?? 0
      let log = top + log(logits.reduce(0) { $0 + exp($1 - top) })
      return logits.map { $0 - log }
    case .graded:
      return (0..<categories).map { category in
        let (upper, lower) = boundaries(of: category, at: ability)
        return logLogistic(upper) + logLogistic(-lower)
          + (upper < .infinity && lower > -.infinity ? log(-expm1(lower - upper)) : 0)
      }
    case .guessing:
      let logit = slope * ability + intercepts[0]
      let known = logLogistic(logit) + log1p(-guessing)
      let right = guessing == 0 ? known : log(guessing + (1 - guessing) * logistic(logit))
      return [log1p(-guessing) + logLogistic(-logit), right]
    }
  }

  /// Probabilities and derivatives at an ability.
  package func point(at ability: Double) -> CurvePoint {
    switch curve {
    case .partialCredit: partialCreditPoint(ability)
    case .graded: gradedPoint(ability)
    case .guessing: guessingPoint(ability)
    }
  }

  private func partialCreditPoint(_ ability: Double) -> CurvePoint {
    let logits = logits(at: ability)
    let top = logits.max() ?? 0
    let weights = logits.map { exp($0 - top) }
    let total = weights.reduce(0, +)
    let probabilities = weights.map { $0 / total }
    let mean = probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    let variance = probabilities.enumerated().reduce(0) {
      $0 + (Double($1.offset) - mean) * (Double($1.offset) - mean) * $1.element
    }
    let first = (0..<categories).map { slope * (Double($0) - mean) }
    return CurvePoint(
      probabilities: probabilities, firstRatios: first, secondRatios: first.map { $0 * $0 - slope * slope * variance })
  }

  private func gradedPoint(_ ability: Double) -> CurvePoint {
    var point = CurvePoint(probabilities: [], firstRatios: [], secondRatios: [])
    for category in 0..<categories {
      let (upper, lower) = boundaries(of: category, at: ability)
      let (above, below) = (logistic(upper), logistic(lower))
      let gap = upper < .infinity && lower > -.infinity ? -expm1(lower - upper) : 1
      point.probabilities.append(above * logistic(-lower) * gap)
      let first = logistic(-upper) - below
      point.firstRatios.append(slope * first)
      point.secondRatios.append(
        slope * slope * (first * first - above * logistic(-upper) - below * logistic(-lower)))
    }
    return point
  }

  private func guessingPoint(_ ability: Double) -> CurvePoint {
    let logit = slope * ability + intercepts[0]
    let (known, unknown) = (logistic(logit), logistic(-logit))
    let right = guessing + (1 - guessing) * known
    let share = guessing == 0 ? 1 : (1 - guessing) * known / right
    return CurvePoint(
      probabilities: [(1 - guessing) * unknown, right],
      firstRatios: [-slope * known, slope * share * unknown],
      secondRatios: [-slope * slope * known * (unknown - known), slope * slope * share * unknown * (unknown - known)])
  }

  /// Log odds of each category against the lowest, of the partial-credit curve.
  private func logits(at ability: Double) -> [Double] {
    var logits = [0.0]
    for (at, intercept) in intercepts.enumerated() { logits.append(Double(at + 1) * slope * ability + intercept) }
    return logits
  }

  /// Logits of reaching a category and the one above it, of the graded curve.
  private func boundaries(of category: Int, at ability: Double) -> (upper: Double, lower: Double) {
    (
      category == 0 ? .infinity : slope * ability + intercepts[category - 1],
      category == intercepts.count ? -.infinity : slope * ability + intercepts[category]
    )
  }
}

/// 1 / (1 + e^-x), relative error below 1e-15 in both tails.
package func logistic(_ x: Double) -> Double {
  guard x < 0 else { return 1 / (1 + exp(-x)) }
  let odds = exp(x)
  return odds / (1 + odds)
}

/// log(1 / (1 + e^-x)) without overflow.
package func logLogistic(_ x: Double) -> Double { min(x, 0) - log1p(exp(-abs(x))) }
