import Testing

@testable import Measurement

/// Of the partial-credit family, with two to four categories; two slopes are negative, one is steep.
func partialCreditForm() throws -> [Item] {
  try (0..<18).map { (at: Int) throws -> Item in
    let place = Double(at) / 4 - 2
    let slope = at % 9 == 4 ? -0.8 : at == 7 ? 2.6 : 0.6 + 0.08 * Double(at % 7)
    switch at % 3 {
    case 0: return try .generalisedPartialCredit(slope: slope, intercepts: [0.4 - place, 0.2 - 2 * place, -0.5 - 3 * place])
    case 1: return try .generalisedPartialCredit(slope: slope, intercepts: [-place, -0.7 - 2 * place])
    default: return try .twoParameter(slope: slope, intercept: -slope * place)
    }
  }
}

/// Every curve, slopes of both signs.
func mixedForm() throws -> [Item] {
  let graded: [Item] = try (0..<4).map {
    try .graded(slope: $0 == 2 ? -1.1 : 1.4, intercepts: [2 - Double($0), 0.5 - Double($0), -1.5 - Double($0)])
  }
  let guessed: [Item] = try (0..<4).map {
    try .threeParameter(slope: 1.2, intercept: 1 - 0.6 * Double($0), guessing: $0 == 3 ? 0 : 0.2)
  }
  return try Array(partialCreditForm().prefix(6)) + graded + guessed
}

private let twoGroups = [AbilityDistribution(mean: 0, deviation: 1), AbilityDistribution(mean: 0.7, deviation: 1.4)]

@Suite struct PointTests {
  private static let methods: [AbilityMethod] = [.mode, .weighted, .likelihood(.adjusted(by: 0.3))]

  /// Compares some of the persons; returns how many.
  private func compare(
    _ responses: Responses, _ items: [Item], _ method: AbilityMethod, every: Int, within tolerance: Double
  ) throws -> Int {
    let own = try responses.abilities(items, groups: twoGroups, method: method)
    var compared = 0
    for person in stride(from: 0, to: responses.persons, by: every) {
      let plain = PlainPoints(items, items.indices.map { responses[person, $0] }, twoGroups[responses.group(person)])
      let ability = own.abilities[person]
      guard let isPeak = plain.isPeak(ability, method, within: tolerance * max(1, abs(ability))) else { continue }
      compared += 1
      #expect(isPeak)
      #expect(abs(own.standardErrors[person] / plain.error(ability, method) - 1) < 1e-12)
    }
    return compared
  }

  @Test(
    "abilities through the sum of slope x answer are the exact roots: booklets, groups, slopes of both signs", arguments: methods)
  func sums(_ method: AbilityMethod) throws {
    let items = try partialCreditForm()
    let responses = try simulated(items, persons: 18_000, groups: twoGroups, seed: 7) { person, item in
      person % 4 < 2 ? item < 12 : item >= 6
    }
    #expect(responses.scoringCohorts(items, forDrawing: false).allSatisfy { $0.method == .sufficient })
    #expect(try compare(responses, items, method, every: 41, within: 1e-12) > 400)
  }

  @Test("so are those of any curves and any missing answers", arguments: methods)
  func search(_ method: AbilityMethod) throws {
    let items = try mixedForm()
    let responses = try simulated(items, persons: 900, groups: twoGroups, missing: 0.2, seed: 8)
    #expect(try compare(responses, items, method, every: 2, within: 1e-12) > 350)
    let unguessed = items.filter { $0.guessing == 0 }
    let others = try simulated(unguessed, persons: 900, groups: twoGroups, missing: 0.2, seed: 9)
    #expect(try compare(others, unguessed, method, every: 2, within: 1e-12) > 350)
  }

  @Test("repeated patterns of a short test get one answer, by group where there is a prior", arguments: methods)
  func short(_ method: AbilityMethod) throws {
    let items = Array(try mixedForm()[2..<8])
    let responses = try simulated(items, persons: 6_000, groups: twoGroups, missing: 0.1, seed: 10)
    #expect(try compare(responses, items, method, every: 29, within: 1e-12) > 150)
  }

  @Test("with one slope whoever has the same sum has the same ability, and extremes what was agreed")
  func scores() throws {
    let items = try (0..<12).map { try Item.rasch(difficulty: 0.4 * Double($0) - 2.2) }
    let responses = try simulated(items, persons: 5_000, seed: 11)
    let own = try responses.abilities(items, method: .likelihood(.adjusted(by: 0.3))).abilities
    for score in 0...12 {
      let persons = (0..<5_000).filter { person in items.indices.reduce(0) { $0 + (responses[person, $1] ?? 0) } == score }
      let wanted = score == 0 ? 0.3 : score == 12 ? 11.7 : Double(score)
      for person in persons { #expect(abs(items.expectedScore(at: own[person]) - wanted) < 1e-11) }
    }
  }

  @Test("whoever's root is beyond the bound gets the bound, others their root", arguments: [true, false])
  func bounds(_ guessed: Bool) throws {
    let items = try mixedForm().filter { guessed || $0.guessing == 0 }
    let responses = try simulated(items, persons: 400, groups: twoGroups, missing: 0.3, seed: 13)
    let own = try responses.abilities(items, groups: twoGroups, method: .likelihood(.bounded(at: 0.5))).abilities
    let free = try responses.abilities(items, groups: twoGroups, method: .likelihood(.bounded(at: 40))).abilities
    #expect(own.allSatisfy { abs($0) <= 0.5 } && own.count { abs($0) == 0.5 } > 100)
    for (one, other) in zip(own, free) where abs(other) < 0.45 && abs(one) < 0.5 { #expect(abs(one - other) < 1e-12) }
    if !guessed { for (one, other) in zip(own, free) { #expect(abs(one - max(-0.5, min(0.5, other))) < 1e-12) } }
  }
}
