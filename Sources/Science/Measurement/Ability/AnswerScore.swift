import Glibc

/// What an answer says about ability at one point, and what the item says whatever the answer.
struct AnswerScore {
  /// Derivative of log P(answer) in ability.
  var score = 0.0
  /// Its derivative.
  var curvature = 0.0
  /// Sum of P′² / P.
  var information = 0.0
  /// Sum of P′·P″ / P, of which Warm's (1989) correction is made.
  var bias = 0.0
}

extension Item {
  /// Adds up without arrays what `point(at:)` would give.
  func add(_ answer: Int, at ability: Double, to sum: inout AnswerScore) {
    if curve == .partialCredit {
      addPartialCredit(answer, at: ability, to: &sum)
    } else {
      for category in 0..<categories {
        let (p, first, second) = ratios(category, at: ability)
        sum.information += p * first * first
        sum.bias += p * first * second
        if category == answer {
          sum.score += first
          sum.curvature += second - first * first
        }
      }
    }
  }

  /// By central sums, which are exact also where one category has nearly everything.
  private func addPartialCredit(_ answer: Int, at ability: Double, to sum: inout AnswerScore) {
    if intercepts.count == 1 {
      let logit = slope * ability + intercepts[0]
      let (known, unknown) = (logistic(logit), logistic(-logit))
      let information = slope * slope * known * unknown
      sum.score += answer == 1 ? slope * unknown : -slope * known
      sum.curvature -= information
      sum.information += information
      sum.bias += slope * information * (unknown - known)
      return
    }
    var top = 0.0
    for (at, intercept) in intercepts.enumerated() { top = max(top, Double(at + 1) * slope * ability + intercept) }
    var (total, first) = (exp(-top), 0.0)
    for (at, intercept) in intercepts.enumerated() {
      let weight = exp(Double(at + 1) * slope * ability + intercept - top)
      total += weight
      first += weight * Double(at + 1)
    }
    let mean = first / total
    var (gap, variance, skew) = (0.0, 0.0, 0.0)
    for k in 0...intercepts.count {
      let logit = k == 0 ? 0 : Double(k) * slope * ability + intercepts[k - 1]
      let (p, away) = (exp(logit - top) / total, Double(k) - mean)
      gap += p * Double(answer - k)
      variance += p * away * away
      skew += p * away * away * away
    }
    sum.score += slope * gap
    sum.curvature -= slope * slope * variance
    sum.information += slope * slope * variance
    sum.bias += slope * slope * slope * skew
  }

  /// P(k), P′(k)/P(k) and P″(k)/P(k) of a graded or guessing item.
  private func ratios(_ category: Int, at ability: Double) -> (p: Double, first: Double, second: Double) {
    if curve == .guessing {
      let logit = slope * ability + intercepts[0]
      let (known, unknown) = (logistic(logit), logistic(-logit))
      if category == 0 { return ((1 - guessing) * unknown, -slope * known, -slope * slope * known * (unknown - known)) }
      let right = guessing + (1 - guessing) * known
      let share = guessing == 0 ? 1 : (1 - guessing) * known / right
      return (right, slope * share * unknown, slope * slope * share * unknown * (unknown - known))
    }
    let upper = category == 0 ? Double.infinity : slope * ability + intercepts[category - 1]
    let lower = category == intercepts.count ? -Double.infinity : slope * ability + intercepts[category]
    let (above, notAbove, below) = (logistic(upper), logistic(-upper), logistic(lower))
    let gap = category == intercepts.count ? 1 : gap(below: category)
    let first = notAbove - below
    return (
      above * logistic(-lower) * gap, slope * first,
      slope * slope * (first * first - above * notAbove - below * logistic(-lower))
    )
  }

  /// log P(answer).
  func logProbability(_ answer: Int, at ability: Double) -> Double {
    switch curve {
    case .partialCredit:
      var top = 0.0
      for (at, intercept) in intercepts.enumerated() { top = max(top, Double(at + 1) * slope * ability + intercept) }
      var total = exp(-top)
      for (at, intercept) in intercepts.enumerated() { total += exp(Double(at + 1) * slope * ability + intercept - top) }
      let own = answer == 0 ? 0 : Double(answer) * slope * ability + intercepts[answer - 1]
      return own - top - log(total)
    default: return logProbabilities(at: ability)[answer]
    }
  }
}
