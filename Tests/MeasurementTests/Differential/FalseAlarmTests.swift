import Glibc
import Testing

@testable import Measurement

/// Simulation, only with KERUEN_LONG: items that function alike, groups of the same and of different ability.
@Suite(.enabled(if: getenv("KERUEN_LONG") != nil)) struct FalseAlarmTests {
  @Test("at a level of 5 % between 4 and 6 % of items are flagged", arguments: [0.0, 0.5])
  func level(distance: Double) throws {
    var (classic, corrected, uniform, nonuniform, standardised, tests) = (0, 0, 0, 0, 0, 0)
    for seed in 1...600 {
      let responses = try Self.rasch(persons: 1000, items: 30, distance: distance, seed: UInt64(seed))
      let plan = DifferentialPlan(purifies: false)
      classic += try responses.mantelHaenszel(plan, correctingContinuity: false).flagged.count
      corrected += try responses.mantelHaenszel(plan).flagged.count
      let logistic = try responses.logisticDifferences(plan)
      uniform += logistic.items.count { $0.uniform.probability <= 0.05 }
      nonuniform += logistic.items.count { $0.nonuniform.probability <= 0.05 }
      standardised += try responses.standardisedDifferences(plan).flagged.count
      tests += 30
    }
    func share(_ count: Int) -> Double { Double(count) / Double(tests) }
    print(
      "false alarms, groups \(distance) apart: Mantel-Haenszel \(share(classic)) (corrected \(share(corrected))), logistic uniform \(share(uniform)) nonuniform \(share(nonuniform)), standardised \(share(standardised))"
    )
    for count in [classic, uniform, nonuniform, standardised] { #expect(share(count) > 0.04 && share(count) < 0.06) }
    // The correction for continuity makes the test conservative.
    #expect(share(corrected) > 0.03 && share(corrected) < 0.055)
  }

  @Test("likelihood ratios and Lord's test keep their level")
  func models() throws {
    var (ratios, lord, tests, least) = (0, 0, 0, Double.infinity)
    for seed in 1...150 {
      let responses = try Self.rasch(persons: 1000, items: 20, distance: 0.5, seed: UInt64(1000 + seed))
      let models = [ItemModel](repeating: .twoParameter, count: 20)
      let report = try responses.likelihoodRatioDifferences(models: models)
      #expect(report.items.allSatisfy { $0.converged })
      ratios += report.flagged.count
      least = report.items.reduce(least) { min($0, $1.chiSquare) }
      lord += try responses.lordDifferences(.init(purifies: false), models: models).flagged.count
      tests += 20
    }
    func share(_ count: Int) -> Double { Double(count) / Double(tests) }
    print("false alarms: likelihood ratio \(share(ratios)) (least statistic \(least)), Lord \(share(lord))")
    #expect(share(ratios) > 0.04 && share(ratios) < 0.06 && least >= 0)
    #expect(share(lord) > 0.04 && share(lord) < 0.06)
  }

  @Test("so do they for five categories")
  func graded() throws {
    let items = try (0..<8).map { try Item.graded(slope: 1 + 0.1 * Double($0), intercepts: [1.5, 0.5, -0.5, -1.5]) }
    let models = [ItemModel](repeating: .graded, count: 8)
    var (ratios, lord, tests) = (0, 0, 0)
    for seed in 1...300 {
      let groups = [AbilityDistribution(), AbilityDistribution(mean: 0.3, deviation: 1)]
      let responses = try simulated(items, persons: 1000, groups: groups, seed: UInt64(seed))
      ratios += try responses.likelihoodRatioDifferences(.init(purifies: false), models: models).flagged.count
      lord += try responses.lordDifferences(.init(purifies: false), models: models).flagged.count
      tests += 8
    }
    func share(_ count: Int) -> Double { Double(count) / Double(tests) }
    print("false alarms, five categories: likelihood ratio \(share(ratios)), Lord \(share(lord))")
    for count in [ratios, lord] { #expect(share(count) > 0.04 && share(count) < 0.06) }
  }

  static func rasch(persons: Int, items: Int, distance: Double, seed: UInt64) throws -> Responses {
    var chance = Seeded(seed)
    let rows: [[Int?]] = (0..<persons).map { person in
      let ability = chance.normal() - (person % 2 == 1 ? distance : 0)
      return (0..<items).map { item in
        let logit = ability - (3 * Double(item) / Double(items - 1) - 1.5)
        return chance.uniform() < 1 / (1 + exp(-logit)) ? 1 : 0
      }
    }
    return try Responses(rows, groups: (0..<persons).map { $0 % 2 })
  }
}
