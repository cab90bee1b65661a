/// One question of a test with the curves of its answers: how likely each category 0…K-1 is at an ability θ.
///
/// Metric: logistic without the constant 1.7, slope and intercept. With u = slope·θ:
/// - `partialCredit`: log P(k) - log P(0) = k·u + intercepts[k-1] (Muraki 1992; with K = 2 the Rasch and two-parameter models);
/// - `graded`: logit P(answer >= k) = u + intercepts[k-1], intercepts falling (Samejima 1969);
/// - `guessing`: P(1) = guessing + (1 - guessing) / (1 + exp(-u - intercepts[0])) (Birnbaum 1968).
package struct Item: Sendable, Hashable {
  package enum Curve: Sendable, Hashable { case partialCredit, graded, guessing }

  package let curve: Curve
  /// Of any sign; in logits per unit of ability.
  package let slope: Double
  /// One for each category but the lowest.
  package let intercepts: [Double]
  /// Chance to be right without knowing, in [0, 1); 0 for the other curves.
  package let guessing: Double

  package init(_ curve: Curve, slope: Double, intercepts: [Double], guessing: Double = 0) throws(ItemFault) {
    guard slope.isFinite, intercepts.allSatisfy(\.isFinite), guessing.isFinite else { throw .notFinite }
    guard !intercepts.isEmpty else { throw .noIntercepts }
    guard intercepts.count < Responses.categoryLimit else { throw .tooManyCategories(intercepts.count + 1) }
    switch curve {
    case .partialCredit: guard guessing == 0 else { throw .guessing(guessing) }
    case .graded:
      guard guessing == 0 else { throw .guessing(guessing) }
      for step in 1..<max(1, intercepts.count) where intercepts[step] >= intercepts[step - 1] {
        throw .disordered(category: step + 1)
      }
    case .guessing:
      guard intercepts.count == 1 else { throw .tooManyCategories(intercepts.count + 1) }
      guard guessing >= 0, guessing < 1 else { throw .guessing(guessing) }
    }
    self.init(trusted: curve, slope: slope, intercepts: intercepts, guessing: guessing)
  }

  /// For parameters that are known to be in range.
  init(trusted curve: Curve, slope: Double, intercepts: [Double], guessing: Double = 0) {
    self.curve = curve
    self.slope = slope
    self.intercepts = intercepts
    self.guessing = guessing
  }

  /// K: answers are 0…K-1.
  package var categories: Int { intercepts.count + 1 }
}

/// Why numbers are no item.
package enum ItemFault: Error, Hashable, Sendable {
  case notFinite
  case noIntercepts
  case tooManyCategories(Int)
  /// The graded intercept of `category` is not below the one before it.
  case disordered(category: Int)
  /// A guessing chance outside [0, 1), or on a curve that has none.
  case guessing(Double)
}

extension Item {
  /// logit P(1) = θ - difficulty (Rasch 1960).
  package static func rasch(difficulty: Double) throws(ItemFault) -> Item {
    try Item(.partialCredit, slope: 1, intercepts: [-difficulty])
  }

  /// logit P(1) = slope·θ + intercept (Birnbaum 1968).
  package static func twoParameter(slope: Double, intercept: Double) throws(ItemFault) -> Item {
    try Item(.partialCredit, slope: slope, intercepts: [intercept])
  }

  /// P(1) = guessing + (1 - guessing)·logistic(slope·θ + intercept) (Birnbaum 1968).
  package static func threeParameter(slope: Double, intercept: Double, guessing: Double) throws(ItemFault) -> Item {
    try Item(.guessing, slope: slope, intercepts: [intercept], guessing: guessing)
  }

  /// logit P(answer >= k) = slope·θ + intercepts[k-1], intercepts falling (Samejima 1969).
  package static func graded(slope: Double, intercepts: [Double]) throws(ItemFault) -> Item {
    try Item(.graded, slope: slope, intercepts: intercepts)
  }

  /// log P(k)/P(0) = k·slope·θ + intercepts[k-1] (Muraki 1992).
  package static func generalisedPartialCredit(slope: Double, intercepts: [Double]) throws(ItemFault) -> Item {
    try Item(.partialCredit, slope: slope, intercepts: intercepts)
  }

  /// log P(k)/P(k-1) = θ - steps[k-1] (Masters 1982).
  package static func partialCredit(steps: [Double]) throws(ItemFault) -> Item {
    var sum = 0.0
    return try Item(
      .partialCredit, slope: 1,
      intercepts: steps.map {
        sum -= $0
        return sum
      })
  }

  /// log P(k)/P(k-1) = θ - location - steps[k-1], the steps shared by the items of a scale (Andrich 1978).
  package static func ratingScale(location: Double, steps: [Double]) throws(ItemFault) -> Item {
    try partialCredit(steps: steps.map { location + $0 })
  }
}

extension Item {
  /// Abilities at which neighbouring categories meet; nil where the slope is 0.
  /// `graded`: P(answer >= k) = 1/2. `partialCredit`: P(k) = P(k-1). `guessing`: halfway from the guessing chance to 1.
  package var thresholds: [Double]? {
    guard slope != 0 else { return nil }
    guard curve == .partialCredit else { return intercepts.map { -$0 / slope } }
    return intercepts.indices.map { (($0 == 0 ? 0 : intercepts[$0 - 1]) - intercepts[$0]) / slope }
  }

  /// The mean of the thresholds; nil where the slope is 0.
  package var difficulty: Double? {
    guard let thresholds else { return nil }
    return thresholds.reduce(0, +) / Double(thresholds.count)
  }

  /// The same curves on another scale of ability: θ = scale·θ' + shift.
  package func rescaled(scale: Double, shift: Double) throws(ItemFault) -> Item {
    try Item(
      curve, slope: slope * scale,
      intercepts: intercepts.enumerated().map { at, intercept in
        intercept + slope * shift * (curve == .partialCredit ? Double(at + 1) : 1)
      }, guessing: guessing)
  }
}
