import Glibc
import Testing

@testable import Measurement

@Suite struct PosteriorFitTests {
  @Test("of a short test that keeps to the model mean squares are 1 on average, where those at estimated abilities are not")
  func short() throws {
    let items = try [-1.0, -0.5, 0, 0.5, 1].map { try Item.rasch(difficulty: $0) }
    var (integrated, estimated, z, count) = (0.0, 0.0, [Double](), 0.0)
    for seed in 1...60 {
      let responses = try simulated(items, persons: 800, seed: UInt64(seed))
      let fit = try calibrate(responses, plan: CalibrationPlan(.rasch, items: 5), standardErrors: false)
      let own = fit.itemFit(responses)
      let other = responses.itemFit(fit.items, abilities: try fit.abilities(responses, method: .weighted).abilities)
      for item in items.indices {
        integrated += own[item].infit + own[item].outfit
        estimated += other[item].infit + other[item].outfit
        z.append(own[item].infitZ)
        count += 2
      }
    }
    #expect(abs(integrated / count - 1) < 0.005)
    #expect(estimated / count < 0.95)
    let spread = (z.reduce(0) { $0 + $1 * $1 } / Double(z.count)).squareRoot()
    #expect(spread > 0.7 && spread < 1.15)
  }

  @Test("sums over posteriors are those of plain summation, with weights, missing answers, groups and five categories")
  func definition() throws {
    let items = [
      try Item.twoParameter(slope: 1.4, intercept: 0.3), try .graded(slope: 1.1, intercepts: [1.5, 0.4, -0.6, -1.7]),
      try .threeParameter(slope: 1.2, intercept: -0.2, guessing: 0.2), try .rasch(difficulty: -0.4),
    ]
    let drawn = try simulated(items, persons: 900, groups: [.init(), .init(mean: 0.5, deviation: 1.2)], missing: 0.2, seed: 4)
    let weights = (0..<900).map { 1 + Double($0 % 3) }
    let responses = try Responses(
      rows(drawn), categories: drawn.categories, weights: weights, groups: (0..<900).map { drawn.group($0) })
    let models: [ItemModel] = [.twoParameter, .graded, .threeParameter, .twoParameter]
    var plan = CalibrationPlan(models: models)
    plan.slopePrior = LogNormalPrior()
    let fit = try calibrate(responses, plan: plan, standardErrors: false)
    let own = fit.itemFit(responses)
    for (item, curve) in fit.items.enumerated() {
      var (weight, variance, gap, standardised) = (0.0, 0.0, 0.0, 0.0)
      for (person, row) in rows(responses).enumerated() {
        guard let answer = row[item] else { continue }
        let group = fit.groups[responses.group(person)]
        var (total, mean, away, ratio) = (0.0, 0.0, 0.0, 0.0)
        for step in 0...320 {
          let ability = group.mean + group.deviation * (-8 + Double(step) / 20)
          var density = normalDensity((ability - group.mean) / group.deviation)
          for (other, given) in zip(fit.items, row) { density *= given.map { other.probabilities(at: ability)[$0] } ?? 1 }
          let square = pow(Double(answer) - curve.expectedScore(at: ability), 2)
          total += density
          mean += density * curve.scoreVariance(at: ability)
          away += density * (square - curve.scoreVariance(at: ability))
          ratio += density * (square / curve.scoreVariance(at: ability) - 1)
        }
        weight += weights[person]
        variance += weights[person] * mean / total
        gap += weights[person] * away / total
        standardised += weights[person] * ratio / total
      }
      #expect(abs(own[item].answers - weight) < 1e-9)
      #expect(abs(own[item].infit - 1 - gap / variance) < 1e-6)
      #expect(abs(own[item].outfit - 1 - standardised / weight) < 1e-6)
    }
  }
}
