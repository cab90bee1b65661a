import Foundation
import Measurement
import Testing

@Suite struct EquatingTests {
  /// Two ACT mathematics forms (Kolen & Brennan 2004, table 2.5).
  private static func mathematics() throws -> (x: ScoreFrequencies, y: ScoreFrequencies) {
    let rows = try table("actmath")
    return (try ScoreFrequencies(rows.map { Double($0[1]) }), try ScoreFrequencies(rows.map { Double($0[2]) }))
  }

  /// Two forms of 36 items with 12 common ones (Kolen & Brennan 2004, ch. 4).
  private static func anchored() throws -> (x: AnchoredFrequencies, y: AnchoredFrequencies) {
    func form(_ name: String) throws -> AnchoredFrequencies {
      let rows = try table(name)
      return try AnchoredFrequencies(
        totals: rows.map { $0[0] }, anchors: rows.map { $0[1] }, highest: 36, highestAnchor: 12, isInternal: true)
    }
    return (try form("kbneat_x"), try form("kbneat_y"))
  }

  private static func table(_ name: String) throws -> [[Int]] {
    let text = try String(contentsOf: Published.folder.appending(path: "\(name).csv"), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").compactMap { Int($0) } }
  }

  @Test("mean and linear equating of ACT mathematics as equate 2.0.9 gives them")
  func lines() throws {
    let (x, y) = try Self.mathematics()
    #expect(abs(try #require(try x.equated(to: y, .mean).intercept) + 0.8726) < 6e-5)
    let linear = try x.equated(to: y, .linear)
    // numpy with the number of persons below the variance; equate, with one less, prints 1.0886 and -2.6320.
    #expect(abs(try #require(linear.slope) - 1.0886161413913467) < 1e-12)
    #expect(abs(try #require(linear.intercept) + 2.6318643409954277) < 1e-11)
  }

  @Test("equipercentile equating of ACT mathematics rises, and carries X to the distribution of Y")
  func equipercentile() throws {
    let (x, y) = try Self.mathematics()
    let equated = try x.equated(to: y, .equipercentile(.none))
    #expect(equated.equivalents.count == 41)
    // Kolen & Brennan's eq. 2.18 in numpy; at 0, where nobody has a score, the middle of -0.5 and 0.5.
    for (score, equivalent) in [
      (0, 0), (1, 0.9795564795564795), (10, 8.160666508767774), (20, 19.16472075743599), (30, 30.13048166786485),
      (40, 39.90055440055441),
    ] {
      #expect(abs(equated.equivalents[score] - equivalent) < 1e-10)
    }
    #expect(zip(equated.equivalents, equated.equivalents.dropFirst()).allSatisfy { $0 <= $1 })
    // The equated scores of X have the distribution of Y: mean and SD within what whole scores allow.
    let mean = zip(equated.equivalents, x.counts).reduce(0) { $0 + $1.0 * $1.1 } / x.total
    #expect(abs(mean - y.mean) < 0.02)
  }

  @Test("a form equated to itself is itself, and there and back again too")
  func round() throws {
    let (x, y) = try Self.mathematics()
    let own = try x.equated(to: x, .equipercentile(.none)).equivalents
    for score in 1...40 { #expect(abs(own[score] - Double(score)) < 1e-9) }
    let (smoothX, smoothY) = (try x.smoothed(.degree(6)), try y.smoothed(.degree(6)))
    for score in 0...40 {
      let there = smoothY.quantile(smoothX.percentileRank(Double(score)))
      #expect(abs(smoothX.quantile(smoothY.percentileRank(there)) - Double(score)) < 1e-9)
    }
  }

  @Test("smoothing keeps as many moments as its degree", arguments: [2, 4, 6])
  func moments(degree: Int) throws {
    let (x, _) = try Self.mathematics()
    let smooth = try x.smoothed(.degree(degree))
    for power in 0...degree {
      func moment(_ frequencies: ScoreFrequencies) -> Double {
        frequencies.counts.enumerated().reduce(0) { $0 + pow(Double($1.offset) / 40, Double(power)) * $1.element }
      }
      #expect(abs(moment(smooth) / moment(x) - 1) < 1e-8)
    }
    #expect(try x.smoothed(.leastAIC(limit: 8)).counts.allSatisfy { $0 > 0 })
  }

  @Test("Tucker and Levine by numpy, to the last digits")
  func exactLines() throws {
    let (x, y) = try Self.anchored()
    for (method, slope, intercept) in [
      (AnchorMethod.tucker, 1.0291585903775036, 0.5378458763933303), (.levine, 1.01098630414143, 0.25136835730246787),
      (.chainedLinear, 1.0212716885774726, 0.3936798387424254),
    ] {
      let line = try x.equated(to: y, method)
      #expect(abs(try #require(line.slope) - slope) < 1e-12)
      #expect(abs(try #require(line.intercept) - intercept) < 1e-11)
    }
  }

  @Test(
    "KBneat as equate 2.0.9 gives it, but for one person less below its variances",
    arguments: [
      (AnchorMethod.tucker, 1.0291593, 0.5378339), (.levine, 1.0109854, 0.2513844), (.chainedLinear, 1.0212717, 0.3936798),
      (.braunHolland, 1.0067488, 0.8975858),
    ])
  func anchorLines(method: AnchorMethod, slope: Double, intercept: Double) throws {
    let (x, y) = try Self.anchored()
    let line = try x.equated(to: y, method)
    #expect(abs(try #require(line.slope) - slope) < 6e-5)
    #expect(abs(try #require(line.intercept) - intercept) < 6e-4)
  }

  @Test("curved anchor methods agree with the lines in the middle, and smoothing keeps means and covariance")
  func anchorCurves() throws {
    let (x, y) = try Self.anchored()
    for (curve, line) in [
      (AnchorMethod.frequencyEstimation, AnchorMethod.braunHolland), (.chainedEquipercentile, .chainedLinear),
    ] {
      let (curved, straight) = (try x.equated(to: y, curve), try x.equated(to: y, line))
      for score in 10...25 { #expect(abs(curved.equivalents[score] - straight.equivalents[score]) < 0.8) }
    }
    let smooth = try x.smoothed(total: 4, anchor: 4)
    #expect(abs(smooth.totals.mean - x.totals.mean) < 1e-7 && abs(smooth.covariance - x.covariance) < 1e-6)
    #expect(smooth.counts[0 * 13 + 5] == 0)
  }

  @Test("bootstrap errors are those of the theory for the mean, and repeat")
  func errors() throws {
    let (x, y) = try Self.mathematics()
    let errors = try x.equatingErrors(to: y, .mean, draws: 400, seed: 3)
    let theory = (x.variance / x.total + y.variance / y.total).squareRoot()
    #expect(abs(errors[10] / theory - 1) < 0.12)
    #expect(try x.equatingErrors(to: y, .mean, draws: 400, seed: 3) == errors)
    let (one, two) = try Self.anchored()
    let tucker = try one.equatingErrors(to: two, .tucker, draws: 100, seed: 1)
    #expect(tucker[16] < tucker[0] && tucker[16] > 0.02)
  }

  @Test("degenerate scores are refused by name")
  func refusals() throws {
    #expect(throws: EquatingFault.oneScore) { try ScoreFrequencies([4]) }
    #expect(throws: EquatingFault.noPersons) { try ScoreFrequencies([0, 0]) }
    #expect(throws: EquatingFault.noVariation) { try ScoreFrequencies([0, 5, 0]) }
    #expect(throws: EquatingFault.count(score: 1)) { try ScoreFrequencies([1, -1]) }
    #expect(throws: EquatingFault.score(person: 1)) { try ScoreFrequencies(scores: [1, 9], highest: 3) }
    #expect(throws: EquatingFault.degree(3)) { try ScoreFrequencies([1, 2, 1]).smoothed(.degree(3)) }
    #expect(throws: EquatingFault.score(person: 0)) {
      try AnchoredFrequencies(totals: [1, 3], anchors: [2, 1], highest: 4, highestAnchor: 2, isInternal: true)
    }
    let few = try AnchoredFrequencies(totals: [1, 3], anchors: [0, 1], highest: 4, highestAnchor: 2, isInternal: true)
    let other = try AnchoredFrequencies(totals: [1, 4], anchors: [0, 2], highest: 4, highestAnchor: 2, isInternal: true)
    #expect(throws: EquatingFault.unmatchedAnchor(score: 2)) { try few.equated(to: other, .frequencyEstimation) }
    #expect(throws: EquatingFault.weight(2)) { try few.equated(to: other, .tucker, weight: 2) }
    let (x, y) = try Self.mathematics()
    #expect(throws: EquatingFault.draws(1)) { try x.equatingErrors(to: y, .mean, draws: 1, seed: 1) }
  }
}
