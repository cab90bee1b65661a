import Dispatch
import Glibc
import Measurement

/// Benches of raters, agreement, differential functioning, screening, adaptive tests and equating.
func ratersBenches() -> [String: ([String]) throws -> Void] {
  [
    "limits": { _ in try benchLimits() },
    "facets": { _ in try benchFacets() },
    "alpha": { _ in try benchAlpha() },
    "matched": benchMatched,
    "differential": { _ in try benchDifferential() },
    "screening": { _ in try benchScreening() },
    "adaptive": { _ in try benchAdaptive() },
  ]
}

/// Seeded ratings of a rating scale with five categories: every candidate by `each` raters drawn at random on all criteria, or on one
/// drawn criterion each (`single`). Severities have the SD 0.5, difficulties 0.7, candidates 1.
func drawnRatings(
  candidates: Int, raters: Int, criteria: Int, each: Int, single: Bool = false, seed: UInt64 = 1
) throws -> (ratings: Ratings, severities: [Double]) {
  var chance = Seeded(seed)
  var severities = (0..<raters).map { _ in 0.5 * chance.normal() }
  let mean = severities.reduce(0, +) / Double(raters)
  for at in severities.indices { severities[at] -= mean }
  let difficulties = (0..<criteria).map { _ in 0.7 * chance.normal() }
  let steps = [-1.5, -0.4, 0.5, 1.4]
  var columns = (candidate: [Int32](), rater: [Int32](), criterion: [Int32](), score: [Int32]())
  for candidate in 0..<candidates {
    let ability = chance.normal()
    var own: Set<Int> = []
    for turn in 0..<each {
      // The first ratings of all name every rater once.
      var rater = turn == 0 && candidate < raters ? candidate : chance.below(raters)
      while own.contains(rater) { rater = chance.below(raters) }
      own.insert(rater)
      for criterion in single ? [chance.below(criteria)] : Array(0..<criteria) {
        let eta = ability - severities[rater] - difficulties[criterion]
        var weights = [1.0]
        var log = 0.0
        for step in steps {
          log += eta - step
          weights.append(exp(log))
        }
        var rest = chance.uniform() * weights.reduce(0, +)
        var score = 0
        while score < 4, rest >= weights[score] {
          rest -= weights[score]
          score += 1
        }
        columns.candidate.append(Int32(candidate))
        columns.rater.append(Int32(rater))
        columns.criterion.append(Int32(criterion))
        columns.score.append(Int32(score))
      }
    }
  }
  let ratings = try Ratings(
    candidate: columns.candidate, rater: columns.rater, criterion: columns.criterion, score: columns.score)
  return (ratings, severities)
}

/// measurement-bench facets
func benchFacets() throws {
  for (name, candidates, raters, criteria, each, single) in [
    ("36,000 x 11,000 x 9, 4 raters, a criterion each", 36_000, 11_000, 9, 4, true),
    ("36,000 x 11,000 x 9, 4 raters, all criteria", 36_000, 11_000, 9, 4, false),
    ("25,000 x 330 x 5, 2 raters, all criteria", 25_000, 330, 5, 2, false),
  ] {
    let (ratings, severities) = try drawnRatings(
      candidates: candidates, raters: raters, criteria: criteria, each: each, single: single)
    for method in [FacetMethod.marginal, .joint(correctingBias: true)] {
      var last: Facets?
      let seconds = try times(3) { last = try ratings.facets(method) }
      guard let last else { continue }
      let errors = zip(last.raters, severities).map { ($0.measure - $1) / $0.standardError }
      let covered = Double(errors.count { abs($0) < 1.96 }) / Double(raters)
      let rms = (zip(last.raters, severities).reduce(0) { $0 + ($1.0.measure - $1.1) * ($1.0.measure - $1.1) } / Double(raters))
        .squareRoot()
      show(
        "many facets, \(name), \(method == .marginal ? "marginal" : "joint, corrected")", seconds,
        "\(ratings.count) ratings, converged \(last.certificate.converged) after \(last.certificate.iterations), severities rms \(rms), covered \(covered)",
        // Marginal: a posterior at 41 nodes of every candidate, one term a rating and category.
        work: Work(flops: Double(last.certificate.iterations * ratings.count) * (method == .marginal ? 41 : 1) * 5 * 2))
    }
  }
}
