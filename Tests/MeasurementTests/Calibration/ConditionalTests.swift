import Glibc
import Testing

@testable import Measurement

/// Figures of eRm 1.0-2 from the source files beside the data.
@Suite struct ConditionalTests {
  @Test("LSAT 6 as eRm has it")
  func lsat6() throws {
    let fit = try calibrateConditionally(Responses(Published.answers("lsat6")))
    #expect(fit.converged)
    #expect(abs(fit.logLikelihood + 1091.56969) < 1e-5)
    let difficulties = fit.items.map { -$0.intercepts[0] }
    for (own, erm) in zip(difficulties, [-1.2561280, 0.4749071, 1.2359806, 0.1684101, -0.6231699]) {
      #expect(abs(own - erm) < 5e-6)
    }
    #expect(abs(difficulties.reduce(0, +)) < 1e-12)
  }

  /// Items 4-17 of the 34 children without Helen, who failed the easiest.
  static func knox() throws -> Responses {
    try Responses(Published.answers("knox_cube").map { Array($0.dropFirst(2)) }.filter { !$0.isEmpty }.map { Array($0[3..<17]) })
  }

  @Test("Knox cube as eRm has it, and the children by maximum likelihood")
  func knoxCube() throws {
    let responses = try Self.knox()
    let fit = try calibrateConditionally(responses)
    #expect(fit.converged)
    #expect(abs(fit.logLikelihood + 78.921075) < 1e-6)
    let erm = [
      -3.87880, -3.36455, -2.95617, -3.36455, -2.00391, -2.95617, -1.28082, 0.63802, 1.91280, 1.65833, 2.94638, 4.21648, 4.21648,
      4.21648,
    ]
    for (item, difficulty) in zip(fit.items, erm) { #expect(abs(-item.intercepts[0] - difficulty) < 2e-5) }
    let abilities = try responses.abilities(fit.items, method: .likelihood(.adjusted(by: 0.3))).abilities
    let published = [-3.9086, -3.2150, -2.5736, -1.8999, -1.1236, -0.2018, 0.7700, 1.6655, 2.4958, 3.3041]
    for person in 0..<responses.persons {
      let score = (0..<responses.items).reduce(0) { $0 + (responses[person, $1] ?? 0) }
      if (2...11).contains(score) { #expect(abs(abilities[person] - published[score - 2]) < 1e-4) }
    }
  }

  @Test("partial credit agrees with a sum over all answers")
  func partialCredit() throws {
    let responses = try Responses(Published.answers("science4_mirt"))
    let fit = try calibrateConditionally(responses)
    #expect(fit.converged)
    func logWeight(_ answers: [Int]) -> Double {
      zip(answers, fit.items).reduce(0) { $0 + ($1.0 == 0 ? 0 : $1.1.intercepts[$1.0 - 1]) }
    }
    var totals = [Double](repeating: 0, count: 13)
    for code in 0..<256 {
      let answers = [code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6]
      totals[answers.reduce(0, +)] += exp(logWeight(answers))
    }
    let sum = (0..<responses.persons).reduce(0.0) { sum, person in
      let answers = (0..<4).map { responses[person, $0] ?? 0 }
      return sum + logWeight(answers) - log(totals[answers.reduce(0, +)])
    }
    #expect(abs(sum - fit.logLikelihood) < 1e-9)
  }

  @Test("what cannot be estimated is refused by name")
  func refusals() {
    #expect(throws: CalibrationRefusal.constant(item: 1)) {
      try calibrateConditionally(Responses([[0, 1, 1], [1, 1, 0], [0, 1, 1]]))
    }
    #expect(throws: CalibrationRefusal.unlinkedItem(2)) {
      try calibrateConditionally(
        Responses([[0, 1, nil, nil], [1, 0, nil, nil], [nil, nil, 0, 1], [nil, nil, 1, 0]]))
    }
    #expect(throws: CalibrationRefusal.tooFewPersons(1)) { try calibrateConditionally(Responses([[0, 1]])) }
  }
}
