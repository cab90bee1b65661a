import Testing

@testable import Measurement

@Suite struct ModelFitTests {
  @Test("S-X² of LSAT7 under two parameters is what mirt's manual prints")
  func scoreFit() throws {
    let responses = try Responses(Published.answers("lsat7"))
    let fit = try calibrate(responses, plan: CalibrationPlan(.twoParameter, items: 5)).scoreFit(responses)
    for (own, published) in zip(fit, [4.749, 14.451, 1.270, 5.237, 0.941]) {
      #expect(abs(own.statistic - published) < 0.01)
      #expect(own.degrees == 2)
    }
  }

  /// Answers of persons to 20 items of 2 to 4 categories, made by the model; `broken`: what is spoilt in them.
  private static func made(
    _ persons: Int, seed: UInt64, broken: (inout [[Int?]], [Double]) -> Void = { _, _ in }
  ) throws -> (responses: Responses, items: [Item]) {
    var chance = Seeded(seed)
    let items = try (0..<20).map { number -> Item in
      let place = Double(number) / 5 - 1.9
      switch number % 3 {
      case 0: return try Item.twoParameter(slope: 1.2, intercept: -place)
      case 1: return try Item.graded(slope: 1.5, intercepts: [1 - place, -1 - place])
      default: return try Item.generalisedPartialCredit(slope: 0.8, intercepts: [0.5 - place, 0.3 - 2 * place, -1 - 3 * place])
      }
    }
    let abilities = (0..<persons).map { _ in chance.normal() }
    var rows = abilities.map { ability -> [Int?] in
      items.map { item in
        var left = chance.uniform()
        for (answer, p) in item.probabilities(at: ability).enumerated() {
          left -= p
          if left < 0 { return answer }
        }
        return item.categories - 1
      }
    }
    broken(&rows, abilities)
    return (try Responses(rows, categories: items.map(\.categories)), items)
  }

  private static func plan(_ items: [Item]) -> CalibrationPlan {
    CalibrationPlan(models: items.indices.map { [.twoParameter, .graded, .generalisedPartialCredit][$0 % 3] })
  }

  @Test("what keeps to the model fits it: mean squares near 1, S-X² rarely significant, lz* standard normal")
  func holds() throws {
    let (responses, items) = try Self.made(2_000, seed: 5)
    let fit = try calibrate(responses, plan: Self.plan(items))
    let abilities = try fit.abilities(responses, method: .weighted).abilities
    for item in responses.itemFit(fit.items, abilities: abilities) {
      #expect(abs(item.infit - 1) < 0.1 && abs(item.outfit - 1) < 0.25 && item.answers > 1_900)
    }
    let tests = fit.scoreFit(responses).compactMap(\.significance)
    #expect(tests.count == 20 && tests.count { $0 < 0.05 } <= 4 && tests.contains { $0 > 0.5 })
    let persons = try fit.personFit(responses).compactMap(\.self)
    let mean = persons.reduce(0, +) / Double(persons.count)
    let spread = (persons.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(persons.count)).squareRoot()
    #expect(abs(mean) < 0.1 && abs(spread - 1) < 0.1)
    let share = Double(persons.count { $0 < -1.645 }) / Double(persons.count)
    #expect(share > 0.03 && share < 0.08)
    #expect(abs(responses.localDependence(fit.items, abilities: abilities)[0].correlation) < 0.2)
  }

  @Test("what breaks the model is found: an item of chance, two items that copy each other, a girl who answers at random")
  func broken() throws {
    let (responses, items) = try Self.made(1_500, seed: 9) { rows, abilities in
      var chance = Seeded(1)
      for person in rows.indices {
        rows[person][0] = chance.below(2)
        rows[person][6] = rows[person][3]
      }
      // The ablest fail what is easy and solve what is hard.
      let ablest = abilities.indices.max { abilities[$0] < abilities[$1] } ?? 0
      for item in 0..<20 { rows[ablest][item] = item < 10 ? 0 : [1, 2, 3][item % 3] }
    }
    let fit = try calibrate(responses, plan: Self.plan(items))
    let abilities = try fit.abilities(responses, method: .weighted).abilities
    let pairs = responses.localDependence(fit.items, abilities: abilities)
    #expect(pairs[0].first == 3 && pairs[0].second == 6 && pairs[0].correlation > 0.5)
    // Held to the true curve, chance is noise.
    let known = responses.itemFit(items, abilities: abilities)
    #expect(known[0].infit > 1.1 && known[0].infitZ > 4)
    let persons = try fit.personFit(responses)
    let least = persons.indices.min { (persons[$0] ?? 0) < (persons[$1] ?? 0) }
    #expect(least.flatMap { persons[$0] } ?? 0 < -4)
  }

  @Test("a person with one answer has no fit, and one who answered nothing stops nobody")
  func scarce() throws {
    let items = try (0..<3).map { try Item.rasch(difficulty: Double($0)) }
    let rows: [[Int?]] = [[1, nil, nil], [nil, nil, nil], [1, 0, 1], [0, 1, 0]]
    let responses = try Responses(rows, categories: [2, 2, 2])
    let fit = responses.itemFit(items, abilities: [0, .infinity, 0.5, -0.5])
    #expect(fit.allSatisfy { $0.infit.isFinite && $0.outfit.isFinite })
    #expect(responses.localDependence(items, abilities: [0, 0, 0, 0]).isEmpty)
  }
}
