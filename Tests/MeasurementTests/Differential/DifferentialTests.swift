import Glibc
import Measurement
import Testing

@Suite struct DifferentialTests {
  @Test("Mantel-Haenszel: verbal aggression as difR 5.1 gives it, focal men")
  func mantelHaenszel() throws {
    let report = try VerbalAggression.responses().mantelHaenszel(.init(purifies: false))
    for (item, published) in [(6, 9.60321), (16, 6.30292), (17, 6.83949), (19, 5.78170), (12, 4.11877), (20, 3.88802)] {
      #expect(abs(report.items[item - 1].chiSquare - published) < 6e-6)
    }
    #expect(report.flagged.map { $0 + 1 } == [6, 12, 16, 17, 19, 20])
    #expect(report.items[5].contrasts[0].category != .a && report.items[0].contrasts[0].category == .a)
  }

  @Test("purified Mantel-Haenszel ends with difR's items")
  func purified() throws {
    let report = try VerbalAggression.responses().mantelHaenszel()
    #expect(report.flagged.map { $0 + 1 } == [6, 8, 14, 16, 17, 19, 20, 22, 23])
    guard case .stable = report.purification else {
      Issue.record("\(report.purification)")
      return
    }
  }

  @Test("logistic regression: difR's items for uniform differences")
  func logistic() throws {
    let report = try VerbalAggression.responses().logisticDifferences(.init(purifies: false), flagging: .uniform)
    #expect(report.flagged.map { $0 + 1 } == [4, 6, 14, 16, 17, 19, 20])
    for item in report.items {
      #expect(item.converged && item.uniform.chiSquare >= 0 && item.nonuniform.chiSquare >= 0)
      #expect(abs(item.uniform.chiSquare + item.nonuniform.chiSquare - item.either.chiSquare) < 1e-9)
    }
  }

  @Test("Holland & Thayer's table by hand: one score, odds ratio and chi-square")
  func byHand() throws {
    // Item 1 alone is the anchor, so that at score 1 of item 2's strata stand those right on one of the two.
    let rows: [[Int?]] =
      [[Int?]](repeating: [0, 1], count: 30) + [[Int?]](repeating: [1, 0], count: 10) + [[Int?]](repeating: [0, 1], count: 20)
      + [[Int?]](repeating: [1, 0], count: 20)
    let groups = [Int](repeating: 0, count: 40) + [Int](repeating: 1, count: 40)
    let item = try Responses(rows, groups: groups).mantelHaenszel(.init(purifies: false)).items[1]
    // a 30, b 10, c 20, d 20: odds 3; expected a 25, variance 40·40·50·30 / (80²·79).
    #expect(abs(item.contrasts[0].oddsRatio - 3) < 1e-12)
    #expect(abs(item.chiSquare - 4.5 * 4.5 / (40.0 * 40 * 50 * 30 / (6400 * 79))) < 1e-12)
    // With one table the variance of the log odds ratio is 1/a + 1/b + 1/c + 1/d.
    #expect(abs(item.contrasts[0].standardError - 2.35 * (1.0 / 30 + 0.1 + 0.05 + 0.05).squareRoot()) < 1e-12)
  }

  @Test("relabelling groups turns every sign; several groups agree with two where two are compared")
  func invariance() throws {
    let responses = try VerbalAggression.responses()
    let one = try responses.mantelHaenszel(.init(purifies: false))
    let other = try responses.mantelHaenszel(.init(reference: 1, purifies: false))
    let two = try responses.standardisedDifferences()
    for item in 0..<24 {
      #expect(abs(one.items[item].chiSquare - other.items[item].chiSquare) < 1e-9)
      #expect(abs(one.items[item].contrasts[0].delta + other.items[item].contrasts[0].delta) < 1e-9)
      #expect(abs(two.items[item][0].difference) < 0.25)
    }
    // Standardised differences of anchor items balance roughly: they are a redistribution.
    #expect(abs(two.items.reduce(0) { $0 + $1[0].difference }) < 0.5)
  }

  @Test("three groups: the third in trouble is found, missing answers and 70 items are no obstacle")
  func severalGroups() throws {
    var chance = Seeded(7)
    let rows: [[Int?]] = (0..<1500).map { person in
      let ability = chance.normal()
      return (0..<70).map { item in
        let shift = item == 68 && person % 3 == 2 ? 1.2 : 0
        let answer = chance.uniform() < 1 / (1 + exp(-(ability - Double(item % 7 - 3) / 3 - shift))) ? 1 : 0
        return chance.uniform() < 0.02 ? nil : answer
      }
    }
    let responses = try Responses(rows, groups: (0..<1500).map { $0 % 3 })
    let report = try responses.mantelHaenszel(.init(control: .falseDiscoveryRate))
    // At a false discovery rate of 5 % one more item may come along.
    #expect(report.flagged.contains(68) && report.flagged.count <= 2)
    #expect(report.items[68].degrees == 2)
    #expect(report.items[68].contrasts[1].delta < -1.5 && abs(report.items[68].contrasts[0].delta) < 1)
    let logistic = try responses.logisticDifferences(.init(control: .falseDiscoveryRate))
    #expect(logistic.flagged.contains(68) && logistic.flagged.count <= 2)
    #expect(abs(logistic.items[68].coefficients[3] - logistic.items[68].coefficients[2] + 1.2) < 0.5)
  }

  @Test("Benjamini & Hochberg's adjusted probabilities")
  func falseDiscovery() {
    let adjusted = falseDiscoveryAdjusted([0.01, 0.04, 0.03, 0.005])
    for (ours, theirs) in zip(adjusted, [0.02, 0.04, 0.04, 0.02]) { #expect(abs(ours - theirs) < 1e-15) }
  }

  @Test("degenerate input is refused by name")
  func refusals() throws {
    let rows: [[Int?]] = [[0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 1, 1]]
    #expect(throws: DifferentialFault.oneGroup) { try Responses(rows).mantelHaenszel() }
    let grouped = try Responses(rows, groups: [0, 0, 1, 1])
    #expect(throws: DifferentialFault.group(5)) { try grouped.mantelHaenszel(.init(reference: 5)) }
    #expect(throws: DifferentialFault.group(0)) { try grouped.mantelHaenszel(.init(focal: [0])) }
    #expect(throws: DifferentialFault.anchor(item: 3)) { try grouped.mantelHaenszel(.init(anchor: [0, 3])) }
    #expect(throws: DifferentialFault.noAnchor) { try grouped.mantelHaenszel(.init(anchor: [])) }
    #expect(throws: DifferentialFault.level(0)) { try grouped.mantelHaenszel(.init(level: 0)) }
    let constant = try Responses([[0, 1], [1, 1], [0, 1], [1, 1]], groups: [0, 0, 1, 1])
    #expect(throws: DifferentialFault.constant(item: 1)) { try constant.logisticDifferences(.init(anchor: [1])) }
    let poly = try Responses([[0, 2], [1, 1], [0, 1], [1, 0]], groups: [0, 0, 1, 1])
    #expect(throws: DifferentialFault.polytomous(item: 1)) { try poly.mantelHaenszel() }
    let weighted = try Responses(rows, weights: [1, 2, 1, 1], groups: [0, 0, 1, 1])
    #expect(throws: DifferentialFault.weighted) { try weighted.mantelHaenszel() }
    // The groups share no score at which answers differ.
    let apart = try Responses([[0, 0, 1], [0, 1, 0], [1, 1, 1], [1, 1, 1]], groups: [0, 0, 1, 1])
    #expect(throws: DifferentialFault.noCommonScores(item: 0)) { try apart.mantelHaenszel() }
  }
}
