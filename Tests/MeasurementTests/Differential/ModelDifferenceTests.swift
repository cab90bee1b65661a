import Glibc
import Measurement
import Testing

@Suite struct ModelDifferenceTests {
  @Test("likelihood ratios are those of two fits from scratch, and never negative")
  func ratios() throws {
    let responses = try VerbalAggression.responses()
    let models = [ItemModel](repeating: .twoParameter, count: 24)
    let report = try responses.likelihoodRatioDifferences(models: models)
    #expect(report.items.allSatisfy { $0.chiSquare >= 0 && $0.degrees == 2 && $0.converged })
    // The same model with item 6 in two columns, each answered by one group.
    var plan = CalibrationPlan(models: models)
    plan.tolerance = 1e-10
    let whole = try calibrate(responses, plan: plan, standardErrors: false).logLikelihood
    let rows: [[Int?]] = (0..<responses.persons).map { person in
      let isFocal = responses.group(person) == 1
      return (0..<24).map { item in item == 5 && isFocal ? nil : responses[person, item] }
        + [isFocal ? responses[person, 5] : nil]
    }
    let split = try Responses(rows, groups: (0..<responses.persons).map { responses.group($0) })
    plan.models.append(.twoParameter)
    let free = try calibrate(split, plan: plan, standardErrors: false).logLikelihood
    #expect(abs(report.items[5].chiSquare - 2 * (free - whole)) < 1e-4)
    #expect(report.flagged.contains(5) && report.items[5].differences[0] < -0.05)
  }

  @Test("likelihood ratios and Lord's test flag the items that difR's Lord test of the Rasch model does")
  func rasch() throws {
    let responses = try VerbalAggression.responses()
    let models = [ItemModel](repeating: .rasch, count: 24)
    let lord = try responses.lordDifferences(.init(purifies: false), models: models, linkVaries: false)
    #expect(lord.flagged.map { $0 + 1 } == [6, 16, 17, 19])
    #expect(lord.items.allSatisfy { $0[0].degrees == 1 })
    let ratios = try responses.likelihoodRatioDifferences(models: models)
    #expect(Set([5, 15, 16, 18]).isSubset(of: ratios.flagged))
  }

  @Test("three groups, five categories: a planted item is found and purification settles")
  func graded() throws {
    var chance = Seeded(12)
    let items = try (0..<8).map { try Item.graded(slope: 1 + 0.1 * Double($0), intercepts: [1.5, 0.5, -0.5, -1.5]) }
    let rows: [[Int?]] = (0..<1500).map { person in
      let ability = chance.normal() + 0.3 * Double(person % 3)
      return items.indices.map { item in
        let shift = item == 4 && person % 3 == 1 ? 0.7 : 0
        var rest = chance.uniform()
        let probabilities = items[item].probabilities(at: ability - shift)
        return probabilities.firstIndex {
          rest -= $0
          return rest < 0
        } ?? 4
      }
    }
    let responses = try Responses(rows, groups: (0..<1500).map { $0 % 3 })
    let models = [ItemModel](repeating: .graded, count: 8)
    let report = try responses.likelihoodRatioDifferences(.init(control: .falseDiscoveryRate), models: models)
    #expect(report.flagged == [4])
    guard case .stable = report.purification else {
      Issue.record("\(report.purification)")
      return
    }
    #expect(report.items[4].degrees == 10 && report.items[4].differences[0] < -0.3 && abs(report.items[4].differences[1]) < 0.15)
    let lord = try responses.lordDifferences(.init(focal: [1], control: .falseDiscoveryRate), models: models)
    #expect(lord.flagged.contains(4) && lord.probabilities[4] == lord.probabilities.min())
  }

  @Test("what cannot be calibrated is refused with its reason")
  func refusals() throws {
    let rows: [[Int?]] = [[0, 1, 0], [1, 1, 0], [0, 1, 1], [1, 1, 1]]
    let models = [ItemModel](repeating: .rasch, count: 3)
    #expect(throws: DifferentialFault.oneGroup) { try Responses(rows).likelihoodRatioDifferences(models: models) }
    let grouped = try Responses(rows, groups: [0, 0, 1, 1])
    #expect(throws: DifferentialFault.calibration(.constant(item: 1))) {
      try grouped.likelihoodRatioDifferences(models: models)
    }
    #expect(throws: DifferentialFault.calibration(.modelCount(expected: 3, given: 1))) {
      try grouped.lordDifferences(models: [.rasch])
    }
  }
}
