import Testing

@testable import Measurement

@Suite struct FitDefinitionTests {
  private static let groups = [AbilityDistribution(mean: 0, deviation: 1), AbilityDistribution(mean: 0.4, deviation: 1.2)]

  /// Every kind of curve, two groups, weights, and some answers missing.
  private static func sample(_ persons: Int, missing: Double) throws -> Responses {
    let items = try mixedForm()
    let drawn = try simulated(items, persons: persons, groups: groups, missing: missing, seed: 12)
    return try Responses(
      rows(drawn), categories: items.map(\.categories), weights: (0..<persons).map { Double($0 % 4) / 2 + 0.5 },
      groups: (0..<persons).map { $0 % 2 })
  }

  /// Abilities as estimated, but for some persons who have none.
  private static func abilities(_ responses: Responses) throws -> [Double] {
    var abilities = try responses.abilities(mixedForm(), groups: groups, method: .weighted).abilities
    for person in stride(from: 5, to: abilities.count, by: 97) { abilities[person] = person % 2 == 0 ? .infinity : .nan }
    return abilities
  }

  @Test("infit and outfit are the sums of their definition", arguments: [0, 0.3])
  func itemFit(_ missing: Double) throws {
    let (responses, items) = (try Self.sample(4_333, missing: missing), try mixedForm())
    let abilities = try Self.abilities(responses)
    let plain = PlainFit(responses, items)
    for (item, own) in responses.itemFit(items, abilities: abilities).enumerated() {
      let figures = [own.infit, own.outfit, own.infitZ, own.outfitZ, own.answers]
      for (figure, exact) in zip(figures, plain.itemFit(item, abilities)) {
        #expect(abs(figure - exact) < 1e-9 * max(1, abs(exact)))
      }
    }
  }

  @Test("Q3 is the correlation of the residuals of those who answered both", arguments: [0, 0.1, 0.7])
  func localDependence(_ missing: Double) throws {
    let (responses, items) = (try Self.sample(4_333, missing: missing), try mixedForm())
    let abilities = try Self.abilities(responses)
    let plain = PlainFit(responses, items)
    let pairs = responses.localDependence(items, abilities: abilities)
    #expect(pairs.count == items.count * (items.count - 1) / 2)
    let residuals = items.indices.map { plain.residuals($0, abilities) }
    for pair in pairs {
      let exact = plainCorrelation(residuals[pair.first], residuals[pair.second])
      #expect(abs(pair.correlation - exact.value) < 1e-11 && pair.persons == exact.persons)
    }
  }

  private static func calibration(_ responses: Responses) throws -> Calibration {
    let plan = CalibrationPlan(
      models: try mixedForm().map { item in
        switch item.curve {
        case .partialCredit: item.categories == 2 ? .twoParameter : .generalisedPartialCredit
        case .graded: .graded
        case .guessing: .threeParameter
        }
      })
    return try calibrate(responses, plan: plan, standardErrors: false)
  }

  @Test("lz* is that of its definition", arguments: [0, 0.3])
  func personFit(_ missing: Double) throws {
    let responses = try Self.sample(2_345, missing: missing)
    let fit = try Self.calibration(responses)
    let own = try fit.personFit(responses)
    let abilities = try fit.abilities(responses, method: .mode).abilities
    let plain = PlainFit(responses, fit.items)
    for person in 0..<responses.persons {
      let exact = plain.personFit(person, at: abilities[person], fit.groups[responses.group(person)])
      #expect((own[person] == nil) == (exact == nil))
      if let one = own[person], let exact { #expect(abs(one - exact) < 1e-10 * max(1, abs(exact))) }
    }
  }

  @Test("the shares S-X² expects are those of adding up all other items, in every group")
  func shares() throws {
    let items = try mixedForm()
    let sums = items.reduce(1) { $0 + $1.categories - 1 }
    let grid = AbilityGrid(Sharpness(items, forms: [Array(items.indices)], Self.groups), Self.groups)
    let own = RestScores(
      CurveTable(items, grid.nodes), weights: Self.groups.map(grid.weights), sums: sums, items: 3..<items.count
    ).shares()
    #expect(own.count == items.count - 3)
    let plain = PlainFit(try Self.sample(2, missing: 0), items)
    for item in 3..<items.count {
      let exact = Self.groups.flatMap { plain.shares(item, grid.nodes, grid.weights($0), sums: sums) }
      let worst = zip(own[item - 3], exact).reduce(0) { max($0, abs($1.0 - $1.1) / max($1.1, 1e-9)) }
      #expect(worst < 1e-12)
    }
  }

  @Test("S-X² counts whoever answered everything, with weights")
  func counts() throws {
    let items = try mixedForm()
    let responses = try Self.sample(5_000, missing: 0.02)
    let counts = ScoreCounts(responses, items, groups: 2)
    var persons = [Double](repeating: 0, count: 2 * counts.sums)
    var answers = items.map { [Double](repeating: 0, count: counts.sums * $0.categories) }
    for (person, row) in rows(responses).enumerated() where !row.contains(nil) {
      let sum = row.reduce(0) { $0 + ($1 ?? 0) }
      persons[responses.group(person) * counts.sums + sum] += responses.weight(person)
      for item in items.indices { answers[item][sum * items[item].categories + (row[item] ?? 0)] += responses.weight(person) }
    }
    #expect(counts.persons == persons)
    for item in items.indices { #expect(counts.answers(of: item) == answers[item]) }
  }
}
