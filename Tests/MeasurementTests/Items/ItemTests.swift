import Glibc
import Measurement
import Testing

@Suite struct ItemTests {
  static let items: [Item] = {
    [
      try? Item.rasch(difficulty: 0.3), try? .twoParameter(slope: 1.7, intercept: -0.4),
      try? .twoParameter(slope: -20, intercept: 3),
      try? .threeParameter(slope: 1.3, intercept: 0.2, guessing: 0.2),
      try? .threeParameter(slope: 20, intercept: 0.2, guessing: 0),
      try? .graded(slope: 2.3, intercepts: [5.2, 2.2, -1.9]),
      try? .generalisedPartialCredit(slope: 0.8, intercepts: [2.8, 5.3, 3.9]), try? .partialCredit(steps: [-1, 0.5, 0.2]),
      try? .ratingScale(location: 0.4, steps: [-0.8, 0.8]),
    ].compactMap(\.self)
  }()

  @Test("all nine kinds of items stand")
  func count() { #expect(Self.items.count == 9) }

  @Test("probabilities sum to 1 and derivatives to 0, also far outside", arguments: items)
  func sums(_ item: Item) {
    for ability in [-40, -3, -0.5, 0, 1, 2.5, 40] {
      let point = item.point(at: ability)
      #expect(abs(point.probabilities.reduce(0, +) - 1) < 1e-14)
      #expect(abs(item.derivatives(at: ability).reduce(0, +)) < 1e-14)
      #expect((point.probabilities + point.firstRatios + point.secondRatios).allSatisfy { $0.isFinite })
      #expect(item.logProbabilities(at: ability).allSatisfy { $0.isFinite })
      #expect(item.information(at: ability) >= 0)
    }
  }

  @Test("derivatives agree with differences, logarithms with probabilities", arguments: items)
  func derivatives(_ item: Item) {
    let step = 1e-5
    for ability in [-2, -0.3, 0.1, 0.7, 1.9] {
      let (before, here, after) = (item.point(at: ability - step), item.point(at: ability), item.point(at: ability + step))
      for k in 0..<item.categories {
        let first = (after.probabilities[k] - before.probabilities[k]) / (2 * step)
        #expect(abs(here.probabilities[k] * here.firstRatios[k] - first) < 1e-7)
        let slopes = (after.probabilities[k] * after.firstRatios[k], before.probabilities[k] * before.firstRatios[k])
        #expect(abs(here.probabilities[k] * here.secondRatios[k] - (slopes.0 - slopes.1) / (2 * step)) < 2e-6)
        #expect(abs(exp(item.logProbabilities(at: ability)[k]) - here.probabilities[k]) < 1e-14)
      }
    }
  }

  @Test("information of a two-parameter item is a²P(1-P), its expected score P")
  func information() throws {
    let item = try Item.twoParameter(slope: 1.7, intercept: -0.4)
    let p = 1 / (1 + exp(-(1.7 * 0.9 - 0.4)))
    #expect(abs(item.information(at: 0.9) - 1.7 * 1.7 * p * (1 - p)) < 1e-15)
    #expect(abs(item.expectedScore(at: 0.9) - p) < 1e-15)
    #expect(abs(item.scoreVariance(at: 0.9) - p * (1 - p)) < 1e-15)
  }

  @Test("thresholds are where neighbours meet")
  func thresholds() throws {
    let graded = try Item.graded(slope: 2.3, intercepts: [5.2, 2.2, -1.9])
    for (k, threshold) in try #require(graded.thresholds).enumerated() {
      #expect(abs(graded.probabilities(at: threshold)[(k + 1)...].reduce(0, +) - 0.5) < 1e-14)
    }
    let partial = try Item.generalisedPartialCredit(slope: 0.8, intercepts: [2.8, 5.3, 3.9])
    for (k, threshold) in try #require(partial.thresholds).enumerated() {
      let probabilities = partial.probabilities(at: threshold)
      #expect(abs(probabilities[k] - probabilities[k + 1]) < 1e-14)
    }
    #expect(try #require(Item.partialCredit(steps: [-1, 0.5]).thresholds) == [-1, 0.5])
    #expect(try Item.twoParameter(slope: 0, intercept: 1).difficulty == nil)
  }

  @Test("a rescaled item has the same curves on the other scale", arguments: items)
  func rescaled(_ item: Item) throws {
    let other = try item.rescaled(scale: 1.3, shift: -0.4)
    for (one, two) in zip(other.probabilities(at: 0.6), item.probabilities(at: 1.3 * 0.6 - 0.4)) {
      #expect(abs(one - two) < 1e-13)
    }
  }

  @Test("numbers that are no item are refused by reason")
  func refusals() {
    #expect(throws: ItemFault.notFinite) { try Item.twoParameter(slope: .nan, intercept: 0) }
    #expect(throws: ItemFault.noIntercepts) { try Item.partialCredit(steps: []) }
    #expect(throws: ItemFault.disordered(category: 2)) { try Item.graded(slope: 1, intercepts: [1, 1]) }
    #expect(throws: ItemFault.guessing(1)) { try Item.threeParameter(slope: 1, intercept: 0, guessing: 1) }
  }
}
