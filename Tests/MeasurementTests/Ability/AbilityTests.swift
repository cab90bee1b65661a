import Glibc
import Testing

@testable import Measurement

/// Every kind of curve, in one form.
private func mixedItems() throws -> [Item] {
  [
    try .rasch(difficulty: 0.3), try .twoParameter(slope: 1.7, intercept: -0.4),
    try .threeParameter(slope: 1.3, intercept: 0.2, guessing: 0.2), try .graded(slope: 2.3, intercepts: [3.2, 1.2, -1.9]),
    try .generalisedPartialCredit(slope: 0.8, intercepts: [0.8, 1.3, 0.9]), try .twoParameter(slope: -0.7, intercept: 0.1),
  ]
}

func simulated(_ items: [Item], persons: Int, missing: Double = 0, seed: UInt64) throws -> Responses {
  try simulated(items, persons: persons, groups: [.init()], missing: missing, seed: seed)
}

/// Mean and SD of a posterior by plain summation over 2,001 nodes.
func plainPosterior(_ row: [Int?], _ items: [Item], _ group: AbilityDistribution = .init()) -> (mean: Double, deviation: Double) {
  let nodes = (0...2000).map { group.mean + group.deviation * (-9 + 18 * Double($0) / 2000) }
  let weights = nodes.map { node in
    zip(row, items).reduce(normalDensity((node - group.mean) / group.deviation)) { product, pair in
      pair.0.map { product * pair.1.probabilities(at: node)[$0] } ?? product
    }
  }
  let total = weights.reduce(0, +)
  let mean = zip(nodes, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
  return (mean, (zip(nodes, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / total).squareRoot())
}

func rows(_ responses: Responses) -> [[Int?]] {
  (0..<responses.persons).map { person in (0..<responses.items).map { responses[person, $0] } }
}

@Suite struct AbilityTests {
  /// mirt integrates over fewer nodes and stops its EM earlier: with its own published parameters exact summation gives -1.86987
  /// for the first pattern, where it publishes -1.86660; the others agree to 1e-3.
  @Test("expected abilities of LSAT 7 are about those mirt publishes, and exactly those of plain summation")
  func lsat7() throws {
    let responses = try Responses(Published.answers("lsat7"))
    let fit = try calibrate(responses, plan: CalibrationPlan(.twoParameter, items: 5), standardErrors: false)
    let patterns = try Responses([
      [0, 0, 0, 0, 0], [0, 0, 0, 0, 1], [0, 0, 0, 1, 0], [0, 0, 0, 1, 1], [0, 0, 1, 0, 0], [0, 0, 1, 0, 1],
    ])
    let published = [-1.86660, -1.52669, -1.51340, -1.18523, -1.09468, -0.76670]
    for (person, own) in try fit.abilities(patterns).abilities.enumerated() {
      #expect(abs(own - published[person]) < (person == 0 ? 4e-3 : 1e-3))
      #expect(abs(own - plainPosterior(rows(patterns)[person], fit.items).mean) < 1e-9)
    }
  }

  /// Warm estimates of TAM 4.3-25, whose Rasch items have slope 1.
  @Test(
    "weighted likelihood abilities by score are TAM's",
    arguments: [
      ("lsat6", [-4.265144, -2.812413, -1.886337, -1.052920, -0.139188, 1.301375]),
      ("lsat7", [-3.896422, -2.537780, -1.706587, -0.957054, -0.116045, 1.258054]),
    ])
  func weighted(_ name: String, _ tam: [Double]) throws {
    let fit = try calibrate(
      Responses(Published.answers(name)), plan: CalibrationPlan(.rasch, items: 5), standardErrors: false)
    let items = try fit.items.map { try Item.twoParameter(slope: 1, intercept: $0.intercepts[0]) }
    let staircase = try Responses((0...5).map { score in (0..<5).map { $0 < score ? 1 : 0 } })
    let own = try staircase.abilities(items, method: .weighted)
    for (ability, exact) in zip(own.abilities, tam) { #expect(abs(ability - exact) < 2e-4) }
    for (ability, error) in zip(own.abilities, own.standardErrors) {
      #expect(abs(error - 1 / items.information(at: ability).squareRoot()) < 1e-12)
    }
  }

  @Test("expected abilities agree with plain summation, whatever is missing")
  func expected() throws {
    let items = try mixedItems()
    let responses = try simulated(items, persons: 40, missing: 0.3, seed: 1)
    let own = try responses.abilities(items, groups: [AbilityDistribution(mean: 0.4, deviation: 1.3)])
    for (person, row) in rows(responses).enumerated() {
      let exact = plainPosterior(row, items, AbilityDistribution(mean: 0.4, deviation: 1.3))
      #expect(abs(own.abilities[person] - exact.mean) < 1e-9)
      #expect(abs(own.standardErrors[person] - exact.deviation) < 1e-9)
    }
  }

  @Test("many persons are scored through the sum of slope x answer, to the same numbers")
  func sufficient() throws {
    let items = try (0..<12).map { (at: Int) throws -> Item in
      let place = Double(at)
      if at % 4 == 3 { return try .generalisedPartialCredit(slope: 0.7 + 0.02 * place, intercepts: [0.3, 0.1]) }
      return try .twoParameter(slope: 0.5 + 0.17 * place, intercept: 1 - 0.2 * place)
    }
    let few = try simulated(items, persons: 30, seed: 2)
    let many = try Responses(Array(repeating: rows(few), count: 80).flatMap(\.self), categories: few.categories)
    let (one, other) = (try few.abilities(items), try many.abilities(items))
    for person in 0..<30 {
      #expect(abs(one.abilities[person] - other.abilities[person + 600]) < 1e-9)
      #expect(abs(one.standardErrors[person] - other.standardErrors[person + 600]) < 1e-9)
    }
  }

  @Test("many persons are scored through tables of more items to a row, to the same numbers", arguments: [0, 0.2])
  func largeTables(_ missing: Double) throws {
    let items =
      try mixedItems() + mixedItems()
      + (0..<9).map { try Item.threeParameter(slope: 1 + 0.1 * Double($0), intercept: 0, guessing: 0.2) }
    let few = try simulated(items, persons: 25, missing: missing, seed: 3)
    let many = try Responses(Array(repeating: rows(few), count: 800).flatMap(\.self), categories: few.categories)
    let (one, other) = (try few.abilities(items), try many.abilities(items))
    for person in 0..<25 {
      #expect(abs(one.abilities[person] - other.abilities[person + 19_975]) < 1e-12)
      #expect(abs(one.standardErrors[person] - other.standardErrors[person + 19_975]) < 1e-12)
    }
  }

  @Test("answers kept as bits are the same wherever a block begins", arguments: [3, 7, 8, 9, 20])
  func bitRuns(_ count: Int) throws {
    let items = try (0..<count).map { try Item.threeParameter(slope: 0.6 + 0.1 * Double($0), intercept: 0.3, guessing: 0.15) }
    let responses = try simulated(items, persons: 60, seed: UInt64(count))
    let own = try responses.abilities(items)
    for (person, row) in rows(responses).enumerated() {
      #expect(abs(own.abilities[person] - plainPosterior(row, items).mean) < 1e-9)
    }
  }

  @Test("modes and maximum likelihood stand where the slope changes sign")
  func points() throws {
    let items = try mixedItems()
    let responses = try simulated(items, persons: 40, missing: 0.2, seed: 3)
    for method in [AbilityMethod.mode, .likelihood(.bounded(at: 8)), .weighted] {
      let own = try responses.abilities(items, method: method)
      for (person, row) in rows(responses).enumerated() {
        func height(_ ability: Double) -> Double {
          let likelihood = zip(row, items).reduce(0) { sum, pair in
            pair.0.map { sum + log(pair.1.probabilities(at: ability)[$0]) } ?? sum
          }
          return method == .mode ? likelihood - ability * ability / 2 : likelihood
        }
        let ability = own.abilities[person]
        #expect(ability.isFinite && own.standardErrors[person] > 0)
        if method == .weighted { continue }
        if abs(ability) < 7.9 {
          let slope = (height(ability + 1e-5) - height(ability - 1e-5)) / 2e-5
          #expect(abs(slope) < 1e-6)
        }
        for other in stride(from: -7.5, through: 7.5, by: 0.5) { #expect(height(other) <= height(ability) + 1e-9) }
      }
    }
  }

  @Test("extreme scores get what was agreed")
  func extremes() throws {
    let items = try (0..<10).map { try Item.rasch(difficulty: 0.3 * Double($0) - 1) }
    let responses = try Responses([
      [Int?](repeating: 1, count: 10), [Int?](repeating: 0, count: 10), [Int?](repeating: nil, count: 10),
    ])
    let adjusted = try responses.abilities(items, method: .likelihood(.adjusted(by: 0.3)))
    #expect(abs(items.expectedScore(at: adjusted.abilities[0]) - 9.7) < 1e-10)
    #expect(abs(items.expectedScore(at: adjusted.abilities[1]) - 0.3) < 1e-10)
    let bounded = try responses.abilities(items, method: .likelihood(.bounded(at: 6)))
    #expect(bounded.abilities == [6, -6, 0])
    #expect(bounded.standardErrors[2] == .infinity)
    let expected = try responses.abilities(items, groups: [AbilityDistribution(mean: 0.5, deviation: 2)])
    #expect(abs(expected.abilities[2] - 0.5) < 1e-12 && abs(expected.standardErrors[2] - 2) < 1e-12)
  }

  @Test("plausible values have the posterior's mean and SD, and the same seed gives the same")
  func plausible() throws {
    let items = try mixedItems()
    let responses = try simulated(items, persons: 8, missing: 0.2, seed: 4)
    let draws = try responses.plausibleValues(items, count: 4000, seed: 9)
    let own = try responses.abilities(items)
    for person in 0..<8 {
      let mean = draws[person].reduce(0, +) / 4000
      let variance = draws[person].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3999
      #expect(abs(mean - own.abilities[person]) < 4 * own.standardErrors[person] / 4000.0.squareRoot())
      #expect(abs(variance.squareRoot() / own.standardErrors[person] - 1) < 0.06)
    }
    #expect(try responses.plausibleValues(items, count: 4000, seed: 9) == draws)
    let part = try Responses(Array(rows(responses).prefix(3)), categories: responses.categories)
    #expect(try part.plausibleValues(items, count: 4000, seed: 9) == Array(draws.prefix(3)))
    #expect(throws: AbilityRefusal.setting("count")) { try responses.plausibleValues(items, count: 0, seed: 1) }
  }

  @Test("what cannot be scored is refused by reason")
  func refusals() throws {
    let items = try mixedItems()
    let responses = try Responses([[0, 1, 0, 3, 2, 1], [0, 1, 0, 3, 3, 2]])
    #expect(throws: AbilityRefusal.answer(person: 1, item: 5)) { try responses.abilities(items) }
    #expect(throws: AbilityRefusal.itemCount(expected: 6, given: 5)) { try responses.abilities(Array(items.dropLast())) }
    #expect(throws: AbilityRefusal.groupCount(expected: 1, given: 0)) { try responses.abilities(items, groups: []) }
    #expect(throws: AbilityRefusal.setting("deviation")) {
      try responses.abilities(items, groups: [AbilityDistribution(mean: 0, deviation: 0)])
    }
  }
}

@Suite struct TestCurvesTests {
  @Test("abilities by score are those of the patterns where slopes are equal")
  func scoreTable() throws {
    let items = try (0..<5).map { try Item.twoParameter(slope: 1.2, intercept: 0.6 - 0.4 * Double($0)) }
    let table = ScoreTable(items, group: AbilityDistribution(mean: 0.2, deviation: 1.1))
    #expect(abs(table.shares.reduce(0, +) - 1) < 1e-11)
    for score in 0...5 {
      let exact = plainPosterior((0..<5).map { $0 < score ? 1 : 0 }, items, AbilityDistribution(mean: 0.2, deviation: 1.1))
      #expect(abs(table.abilities[score] - exact.mean) < 1e-9)
      #expect(abs(table.standardErrors[score] - exact.deviation) < 1e-9)
    }
    #expect(abs(zip(table.shares, table.abilities).reduce(0) { $0 + $1.0 * $1.1 } - 0.2) < 1e-10)
    #expect(table.characteristic[0] == nil && table.characteristic[5] == nil)
    #expect(abs(items.expectedScore(at: try #require(table.characteristic[2])) - 2) < 1e-10)
  }

  @Test("scores distribute as the answers do")
  func distribution() throws {
    let items = try mixedItems()
    let distribution = items.scoreDistribution(at: 0.4)
    #expect(distribution.count == 11)
    #expect(abs(distribution.reduce(0, +) - 1) < 1e-14)
    let mean = distribution.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    #expect(abs(mean - items.expectedScore(at: 0.4)) < 1e-13)
  }

  @Test("reliability: with information 3 everywhere and variance 1 it is 3/4; guessing's floor has no ability")
  func reliability() throws {
    let items = try (0..<12).map { _ in try Item.rasch(difficulty: 0) }
    #expect(abs(items.information(at: 0) - 3) < 1e-14)
    #expect(abs(items.reliability(at: 0) - 0.75) < 1e-14)
    #expect(items.marginalReliability() < 0.75 && items.marginalReliability() > 0.6)
    #expect(abs(items.standardError(at: 0) - 1 / 3.0.squareRoot()) < 1e-14)
    let guessed = [try Item.threeParameter(slope: 1, intercept: 0, guessing: 0.25)]
    #expect(guessed.ability(ofExpectedScore: 0.2) == nil)
    let certain = AbilityEstimates(abilities: [-1, 1], standardErrors: [0.5, 0.5])
    #expect(abs(certain.empiricalReliability - 1 / 1.25) < 1e-15)
  }
}
