import Glibc

@testable import Measurement

/// The figures of fit as their definitions have them, person by person and answer by answer.
struct PlainFit {
  let items: [Item]
  /// Person by person.
  let answers: [[Int?]]
  let weights: [Double]

  init(_ responses: Responses, _ items: [Item]) {
    self.items = items
    answers = rows(responses)
    weights = (0..<responses.persons).map(responses.weight)
  }

  /// Mean squares with their normal deviates, and the weight of the answers.
  func itemFit(_ item: Int, _ abilities: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: 6)
    for (person, row) in answers.enumerated() where abilities[person].isFinite {
      guard let answer = row[item] else { continue }
      let probabilities = items[item].probabilities(at: abilities[person])
      var (mean, second, fourth) = (0.0, 0.0, 0.0)
      for (k, p) in probabilities.enumerated() { mean += p * Double(k) }
      for (k, p) in probabilities.enumerated() {
        second += p * pow(Double(k) - mean, 2)
        fourth += p * pow(Double(k) - mean, 4)
      }
      let square = pow(Double(answer) - mean, 2)
      let terms = [1, square, second, fourth - second * second, square / second, fourth / (second * second) - 1]
      for at in 0..<6 { sums[at] += weights[person] * terms[at] }
    }
    let (infit, outfit) = (sums[1] / sums[2], sums[4] / sums[0])
    func deviate(_ square: Double, _ variance: Double) -> Double {
      let q = min(variance.squareRoot(), 2.0.squareRoot())
      return (cbrt(square) - 1) * 3 / q + q / 3
    }
    return [
      infit, outfit, deviate(infit, sums[3] / (sums[2] * sums[2])), deviate(outfit, sums[5] / (sums[0] * sums[0])), sums[0],
    ]
  }

  /// Answer less its expectation, for each person; nil where there is none.
  func residuals(_ item: Int, _ abilities: [Double]) -> [Double?] {
    answers.enumerated().map { person, row in
      guard abilities[person].isFinite, let answer = row[item] else { return nil }
      return Double(answer) - items[item].expectedScore(at: abilities[person])
    }
  }

  /// lz* at the mode of the posterior; nil with fewer than two answers.
  func personFit(_ person: Int, at ability: Double, _ group: AbilityDistribution) -> Double? {
    var (gap, variance, covariance, information) = (0.0, 0.0, 0.0, 0.0)
    let answered = items.indices.filter { answers[person][$0] != nil }
    guard answered.count > 1 else { return nil }
    for item in answered {
      let (point, logs) = (items[item].point(at: ability), items[item].logProbabilities(at: ability))
      func expected(_ value: (Int) -> Double) -> Double { logs.indices.reduce(0) { $0 + point.probabilities[$1] * value($1) } }
      let mean = expected { logs[$0] }
      gap += logs[answers[person][item] ?? 0] - mean
      variance += expected { (logs[$0] - mean) * (logs[$0] - mean) }
      covariance += expected { (logs[$0] - mean) * point.firstRatios[$0] }
      information += expected { point.firstRatios[$0] * point.firstRatios[$0] }
    }
    let slope = covariance / information
    let prior = -(ability - group.mean) / (group.deviation * group.deviation)
    return (gap + slope * prior) / (variance - slope * slope * information).squareRoot()
  }

  /// Share of persons with each sum of answers and each answer to an item, node by node.
  func shares(_ item: Int, _ nodes: [Double], _ weights: [Double], sums: Int) -> [Double] {
    var others = items
    others.remove(at: item)
    var shares = [Double](repeating: 0, count: sums * items[item].categories)
    for (node, weight) in zip(nodes, weights) {
      let probabilities = items[item].probabilities(at: node)
      for (rest, share) in others.scoreDistribution(at: node).enumerated() {
        for (answer, p) in probabilities.enumerated() {
          shares[(rest + answer) * items[item].categories + answer] += weight * p * share
        }
      }
    }
    return shares
  }
}

/// The correlation of two columns over those in both, and how many they are.
func plainCorrelation(_ one: [Double?], _ other: [Double?]) -> (value: Double, persons: Int) {
  var (ones, others) = ([Double](), [Double]())
  for at in one.indices {
    guard let a = one[at], let b = other[at] else { continue }
    ones.append(a)
    others.append(b)
  }
  let count = Double(ones.count)
  let (x, y) = (ones.reduce(0, +) / count, others.reduce(0, +) / count)
  var (xx, yy, xy) = (0.0, 0.0, 0.0)
  for at in ones.indices {
    let (a, b) = (ones[at] - x, others[at] - y)
    xx += a * a
    yy += b * b
    xy += a * b
  }
  return (xy / (xx * yy).squareRoot(), ones.count)
}
