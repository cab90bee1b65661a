import Glibc

@testable import Measurement

/// Point abilities of one person as their definition has them: the place where a derivative changes sign.
struct PlainPoints {
  private let given: [(item: Item, answer: Int)]
  private let group: AbilityDistribution

  init(_ items: [Item], _ row: [Int?], _ group: AbilityDistribution) {
    given = zip(items, row).compactMap { pair in pair.1.map { (pair.0, $0) } }
    self.group = group
  }

  /// Whether the highest peak of the posterior, of likelihood, or of Warm's weighted likelihood is so near; nil where there is none.
  func isPeak(_ ability: Double, _ method: AbilityMethod, within tolerance: Double) -> Bool? {
    var (low, high) = (-30.0, 30.0)
    if given.contains(where: { $0.item.curve == .guessing }) {
      let points = (0...96).map { -12 + Double($0) / 4 }
      let heights = points.map { height($0, method) }
      let top = points.indices.max { heights[$0] < heights[$1] } ?? 0
      (low, high) = (points[max(0, top - 1)], points[min(96, top + 1)])
    }
    guard derivative(low, method) > 0, derivative(high, method) < 0 else { return nil }
    return ability > low && ability < high && derivative(ability - tolerance, method) > 0
      && derivative(ability + tolerance, method) < 0
  }

  func error(_ ability: Double, _ method: AbilityMethod) -> Double {
    let information = given.reduce(0) { $0 + $1.item.information(at: ability) }
    return 1 / (method == .mode ? information + 1 / (group.deviation * group.deviation) : information).squareRoot()
  }

  private func derivative(_ ability: Double, _ method: AbilityMethod) -> Double {
    var (score, information, bias) = (0.0, 0.0, 0.0)
    for (item, answer) in given {
      let point = item.point(at: ability)
      score += point.firstRatios[answer]
      for (k, p) in point.probabilities.enumerated() {
        information += p * point.firstRatios[k] * point.firstRatios[k]
        bias += p * point.firstRatios[k] * point.secondRatios[k]
      }
    }
    return switch method {
    case .mode: score - (ability - group.mean) / (group.deviation * group.deviation)
    case .weighted: score + bias / (2 * information)
    default: score
    }
  }

  private func height(_ ability: Double, _ method: AbilityMethod) -> Double {
    let likelihood = given.reduce(0) { $0 + $1.item.logProbabilities(at: ability)[$1.answer] }
    let z = (ability - group.mean) / group.deviation
    return switch method {
    case .mode: likelihood - z * z / 2
    case .weighted: likelihood + log(given.reduce(0) { $0 + $1.item.information(at: ability) }) / 2
    default: likelihood
    }
  }
}
