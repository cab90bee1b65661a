import Glibc
import Measurement
import Testing

@Suite struct FacetsTests {
  @Test("joint: Guilford's figures to the digits of the exact solution")
  func joint() throws {
    let facets = try Guilford.ratings().facets(.joint(correctingBias: false))
    #expect(facets.certificate.converged)
    #expect(abs(facets.logLikelihood + 165.684984) < 1e-6)
    // Published with the examinees centred, severities .040 .245 -.096; here the judges are: .063 less.
    for (ours, theirs) in zip(facets.raters.map(\.measure), [0.040, 0.245, -0.096]) {
      #expect(abs(ours - (theirs - 0.063)) < 0.0007)
    }
    for (ours, theirs) in zip(facets.candidates.map(\.own.measure), [-0.071, 0.664, -0.255, -0.482, 0.441, -0.584, 0.288]) {
      #expect(abs(ours - (theirs - 0.063)) < 0.0007)
    }
    for rater in facets.raters { #expect(abs(rater.standardError - 0.117) < 0.001) }
    for (ours, theirs) in zip(facets.raters.map(\.fit.infit), [0.85, 1.48, 0.67]) { #expect(abs(ours - theirs) < 0.005) }
  }

  @Test("marginal: Guilford's figures by an independent quadrature")
  func marginal() throws {
    // numpy, 241 nodes on ±6, BFGS. TAM 4.3-25 leaves out the categories above each trait's own highest score and so has the deviance
    // 338.07797 and the severities -.02103 .17156 -.15053; the same program with that change gives 338.078022.
    let facets = try Guilford.ratings().facets()
    #expect(facets.certificate.converged)
    #expect(abs(-2 * facets.logLikelihood - 350.857663617) < 2e-6)
    for (ours, theirs) in zip(facets.raters.map(\.measure), [-0.0217627, 0.16974489, -0.14798219]) {
      #expect(abs(ours - theirs) < 2e-6)
    }
    #expect(abs(facets.deviation * facets.deviation - 0.143286034) < 2e-6)
  }

  @Test("the correction of the joint bias comes within a fiftieth of the marginal severities")
  func correction() throws {
    let ratings = try Guilford.ratings()
    let (joint, marginal) = (try ratings.facets(.joint(correctingBias: true)), try ratings.facets())
    for (one, other) in zip(joint.raters, marginal.raters) { #expect(abs(one.measure - other.measure) < 0.02 * 0.17) }
  }

  @Test("the order of rows and the names of elements change nothing", arguments: [FacetSteps.shared, .perCriterion, .perRater])
  func invariance(steps: FacetSteps) throws {
    let ratings = try Sample.ratings(candidates: 60, raters: 6, criteria: 3, each: 3, seed: 5).ratings
    var chance = Seeded(3)
    let order = (0..<ratings.count).shuffled(using: &chance)
    let turned = try Ratings(
      candidate: order.map { ratings.candidate[$0] }, rater: order.map { 5 - ratings.rater[$0] },
      criterion: order.map { (ratings.criterion[$0] + 1) % 3 }, score: order.map { ratings.score[$0] + 10 })
    let (one, other) = (try ratings.facets(steps: steps), try turned.facets(steps: steps))
    #expect(one.certificate.converged && other.certificate.converged)
    #expect(abs(one.logLikelihood - other.logLikelihood) < 1e-8)
    for rater in 0..<6 {
      #expect(abs(one.raters[rater].measure - other.raters[5 - rater].measure) < 1e-6)
      #expect(abs(one.raters[rater].standardError - other.raters[5 - rater].standardError) < 1e-5)
      #expect(abs(one.raters[rater].fairAverage + 10 - other.raters[5 - rater].fairAverage) < 1e-6)
    }
  }

  @Test("tasks are a fourth facet, and the sums of every facet are met")
  func tasks() throws {
    let base = try Sample.ratings(candidates: 80, raters: 5, criteria: 2, each: 3, seed: 8).ratings
    let tasked = try Ratings(
      candidate: base.candidate, rater: base.rater, criterion: base.criterion,
      task: base.candidate.indices.map { Int32($0 * 7 / 3 % 4) }, score: base.score)
    for method in [FacetMethod.marginal, .joint(correctingBias: false)] {
      let facets = try tasked.facets(method)
      #expect(facets.certificate.converged && facets.tasks.count == 4)
      #expect(abs(facets.tasks.reduce(0) { $0 + $1.measure }) < 1e-9)
      #expect(facets.certificate.gradient < 1e-4)
    }
  }

  @Test("a rater who only gives the highest score has a finite severity, a candidate too")
  func extremes() throws {
    var base = Sample.columns(candidates: 50, raters: 5, criteria: 2, each: 3, seed: 9)
    for row in base.score.indices where base.rater[row] == 2 || base.candidate[row] == 7 { base.score[row] = 4 }
    for method in [FacetMethod.marginal, .joint(correctingBias: false)] {
      let facets = try base.ratings().facets(method)
      #expect(facets.certificate.converged)
      #expect(facets.raters[2].isExtreme && facets.candidates[7].own.isExtreme)
      #expect(facets.raters.indices.allSatisfy { facets.raters[$0].measure >= facets.raters[2].measure })
      #expect(facets.candidates.allSatisfy { $0.own.measure.isFinite && $0.own.fit.outfitZ.isFinite })
    }
  }

  @Test("a category nobody gave has no step and no chance")
  func unused() throws {
    var base = Sample.columns(candidates: 60, raters: 5, criteria: 2, each: 3, seed: 4)
    for row in base.score.indices where base.score[row] == 2 { base.score[row] = 3 }
    let facets = try base.ratings().facets()
    #expect(facets.certificate.converged)
    #expect(facets.scales[0].steps.map(\.category) == [1, 3, 4])
    #expect(facets.scales[0].probabilities(at: 0.3)[2] == 0)
  }

  @Test("interactions find the rater who is harder on one group")
  func interaction() throws {
    var base = Sample.columns(candidates: 200, raters: 5, criteria: 2, each: 3, seed: 6)
    for row in base.score.indices where base.rater[row] == 3 && base.candidate[row] % 2 == 0 {
      base.score[row] = max(0, base.score[row] - 1)
    }
    let facets = try base.ratings().facets()
    let found = try facets.interactions(of: .rater, withGroups: (0..<200).map { $0 % 2 })
    #expect(found.count == 10)
    let strongest = try #require(found.max { abs($0.t) < abs($1.t) })
    #expect(strongest.first == 3)
    #expect(found.first { $0.first == 3 && $0.second == 0 }!.bias < -0.3)
    #expect(throws: InteractionFault.sameFacet) { try facets.interactions(of: .rater, with: .rater) }
    #expect(throws: InteractionFault.groups(expected: 200, given: 1)) {
      try facets.interactions(of: .rater, withGroups: [0])
    }
  }

  @Test("under the model raters agree as often as expected")
  func agreement() throws {
    let facets = try Sample.ratings(candidates: 400, raters: 6, criteria: 3, each: 3, seed: 2).ratings.facets()
    let (all, raters) = facets.exactAgreement()
    #expect(all.opportunities > 3_500 && all.opportunities <= 400 * 3 * 3)
    #expect(raters.reduce(0) { $0 + $1.opportunities } == 2 * all.opportunities)
    #expect(abs(try #require(all.observedShare) - #require(all.expectedShare)) < 0.03)
  }

  @Test("raters of very different severity are reliably told apart")
  func spread() throws {
    let spread = try #require(
      try Sample.ratings(candidates: 400, raters: 6, criteria: 3, each: 3, seed: 2).ratings.facets().spread(.rater))
    #expect(spread.reliability > 0.9 && spread.probability < 1e-6 && spread.separation > 3)
  }
}

/// Guilford (1954), Psychometric Methods, p. 282: 3 senior scientists, 7 junior scientists, 5 traits; the example of the FACETS manual.
private enum Guilford {
  /// By judge, then examinee: Attack, Basis, Clarity, Daring, Enterprise.
  static let scores: [[[Int32]]] = [
    [
      [5, 5, 3, 5, 3], [9, 7, 5, 8, 5], [3, 3, 3, 7, 1], [7, 3, 1, 3, 3], [9, 7, 7, 8, 5], [3, 5, 3, 5, 1], [7, 7, 5, 5, 5],
    ],
    [
      [6, 5, 4, 6, 3], [8, 7, 5, 7, 2], [4, 5, 3, 6, 6], [5, 6, 4, 5, 5], [2, 4, 3, 2, 3], [4, 4, 6, 4, 2], [3, 3, 5, 5, 4],
    ],
    [
      [5, 5, 5, 7, 3], [7, 7, 5, 7, 5], [3, 5, 5, 5, 5], [5, 3, 3, 3, 1], [9, 7, 7, 7, 7], [3, 3, 3, 5, 3], [7, 7, 7, 5, 7],
    ],
  ]

  static func ratings() throws -> Ratings {
    var columns = Columns()
    for (judge, examinees) in scores.enumerated() {
      for (examinee, traits) in examinees.enumerated() {
        for (trait, score) in traits.enumerated() { columns.add(examinee, judge, trait, Int(score)) }
      }
    }
    return try columns.ratings()
  }
}
