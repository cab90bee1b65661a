import Glibc

/// How the many-facet model is estimated.
package enum FacetMethod: Sendable, Hashable {
  /// Marginal maximum likelihood, candidates normal. Severities are consistent however few ratings a candidate has: the default.
  case marginal
  /// Joint maximum likelihood, as FACETS does it, for comparison. Measures are spread too far by about L / (L - 1), L ratings a candidate;
  /// `correctingBias` multiplies them by (L - 1) / L (Wright & Douglas 1977), L the mean over candidates.
  case joint(correctingBias: Bool)
}

/// Many-facet Rasch measurement (Linacre 1989): log P(k) / P(k-1) = candidate - severity - difficulty - task - step k.
///
/// Logits; raters, criteria and tasks have the mean 0; the steps of a scale sum to 0.
package struct Facets: Sendable {
  package let method: FacetMethod
  package let steps: FacetSteps
  package let candidates: [Candidate]
  package let raters: [FacetMeasure]
  package let criteria: [FacetMeasure]
  package let tasks: [FacetMeasure]
  /// One, or one for each criterion or rater, by `steps`.
  package let scales: [FacetScale]
  /// Mean and SD of the candidates' distribution (marginal) or of their measures (joint).
  package let mean: Double
  package let deviation: Double
  /// Of the marginal or of the joint likelihood; the joint leaves extreme elements out.
  package let logLikelihood: Double
  package let certificate: Certificate
  let ratings: Ratings
  /// Row by row whether the rating took part in the estimation.
  let isActive: [Bool]

  /// A candidate's place.
  package struct Candidate: Sendable, Hashable {
    /// Maximum likelihood with all else at its estimate, and the fit of her ratings.
    package let own: FacetMeasure
    /// Expected a posteriori under the estimated normal distribution, with its SD; nil in joint estimation.
    package let posterior: Posterior?

    package struct Posterior: Sendable, Hashable {
      package let mean: Double
      package let deviation: Double
    }
  }

  package struct Certificate: Sendable, Hashable {
    /// Whether the largest step left is within the tolerance and the quadrature serves.
    package let converged: Bool
    package let iterations: Int
    /// The largest absolute difference of an observed and an expected sum, in score points.
    package let gradient: Double
    /// The largest diagonal Newton step left, in logits.
    package let step: Double
    /// Bound of the quadrature's relative error; nil in joint estimation.
    package let quadratureError: Double?
    /// What was asked of the design, and found.
    package let linkage: Linkage
  }
}

/// One element of a facet.
package struct FacetMeasure: Sendable, Hashable {
  /// Logits; for raters severity, for criteria and tasks difficulty.
  package let measure: Double
  /// Marginal: from the observed information, all structural parameters together. Joint, and candidates: 1 / √information with all else
  /// known. Infinite where the information is not positive definite.
  package let standardError: Double
  package let ratings: Int
  /// Mean score.
  package let average: Double
  /// The mean score to expect where all other facets are at their means.
  package let fairAverage: Double
  /// Whether all scores are lowest or all highest: the measure rests on the adjusted sum.
  package let isExtreme: Bool
  package let fit: FacetFit
}

/// Mean-square fit with its standardised form (Wright & Masters 1982; Wilson & Hilferty's cube root). Where nothing varies all are neutral.
package struct FacetFit: Sendable, Hashable {
  package let infit: Double
  package let outfit: Double
  package let infitZ: Double
  package let outfitZ: Double
}

extension Ratings {
  /// Measures candidates, raters, criteria and tasks.
  ///
  /// `adjustment`: score points by which the sum of an extreme element is moved inwards (FACETS: 0.3), in (0, 0.5].
  /// `tolerance`: the largest Newton step that may be left, in logits.
  package func facets(
    _ method: FacetMethod = .marginal, steps: FacetSteps = .shared, adjustment: Double = 0.3, tolerance: Double = 1e-7,
    iterationLimit: Int = 500
  ) throws(RatingsFault) -> Facets {
    let linkage = Linkage(self)
    try linkage.check()
    let design = try FacetDesign(self, steps: steps)
    let adjustment = min(0.5, max(0.01, adjustment.isFinite ? adjustment : 0.3))
    switch method {
    case .marginal:
      return Facets(
        marginal: self, design, linkage, adjustment: adjustment, tolerance: tolerance, iterationLimit: iterationLimit)
    case .joint(let correctingBias):
      return try Facets(
        joint: self, design, linkage, correctingBias: correctingBias, adjustment: adjustment, tolerance: tolerance,
        iterationLimit: iterationLimit)
    }
  }
}

extension Facets {
  fileprivate init(
    marginal ratings: Ratings, _ design: FacetDesign, _ linkage: Linkage, adjustment: Double, tolerance: Double,
    iterationLimit: Int
  ) {
    let layout = FacetLayout(design)
    let sums = FacetSums(design, layout, adjustment: adjustment)
    let fit = MarginalFit(design, layout, sums, tolerance: tolerance, iterationLimit: iterationLimit)
    let (means, deviations) = fit.pass.moments()
    let errors = MarginalErrors(fit, layout)
    var structure = FacetStructure(
      severities: Array(fit.vector[..<layout.raters]),
      difficulties: (0..<Int32(layout.criteria)).map { layout.difficulty(fit.vector, $0) },
      tasks: (0..<Int32(layout.tasks)).map { layout.task(fit.vector, $0) },
      scales: layout.scales(fit.vector, like: design.scales), candidates: [])
    let shift = structure.centre()
    structure.candidates = design.measures(structure, adjustment: adjustment)
    let report = FacetReport(design, structure, isActive: [Bool](repeating: true, count: design.count))
    method = .marginal
    steps = design.steps
    let own = report.candidates(nil)
    candidates = own.indices.map {
      Candidate(own: own[$0], posterior: .init(mean: means[$0] + shift, deviation: deviations[$0]))
    }
    raters = report.raters(errors.severities, sums.isExtreme[.rater] ?? [])
    criteria = report.criteria(errors.difficulties, sums.isExtreme[.criterion] ?? [])
    tasks = report.tasks(errors.tasks, sums.isExtreme[.task] ?? [])
    scales = structure.scales
    mean = shift
    deviation = exp(fit.vector[layout.spread])
    logLikelihood = fit.evaluation.logLikelihood
    certificate = Certificate(
      converged: fit.isConverged, iterations: fit.iterations,
      gradient: fit.evaluation.gradient.reduce(0) { max($0, abs($1)) }, step: fit.step,
      quadratureError: fit.pass.grid.errorBound(smallest: fit.smallestDeviation), linkage: linkage)
    self.ratings = ratings
    isActive = [Bool](repeating: true, count: ratings.count)
  }

  fileprivate init(
    joint ratings: Ratings, _ design: FacetDesign, _ linkage: Linkage, correctingBias: Bool, adjustment: Double,
    tolerance: Double, iterationLimit: Int
  ) throws(RatingsFault) {
    let pruning = try FacetPruning(design, ratings)
    var fit = JointFit(design, pruning, tolerance: tolerance, iterationLimit: iterationLimit)
    if correctingBias { fit.correctBias(design, pruning) }
    fit.measureExtremes(design, pruning, adjustment: adjustment)
    _ = fit.structure.centre()
    let report = FacetReport(design, fit.structure, isActive: pruning.isActive)
    method = .joint(correctingBias: correctingBias)
    steps = design.steps
    candidates = report.candidates(pruning.isExtreme(.candidate)).map { Candidate(own: $0, posterior: nil) }
    raters = report.raters(nil, pruning.isExtreme(.rater))
    criteria = report.criteria(nil, pruning.isExtreme(.criterion))
    tasks = report.tasks(nil, pruning.isExtreme(.task))
    scales = fit.structure.scales
    let measures = candidates.map(\.own.measure)
    mean = measures.reduce(0, +) / Double(measures.count)
    let centre = mean
    deviation = (measures.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(measures.count)).squareRoot()
    logLikelihood = fit.logLikelihood
    certificate = Certificate(
      converged: fit.isConverged, iterations: fit.iterations, gradient: fit.gradient, step: fit.step, quadratureError: nil,
      linkage: linkage)
    self.ratings = ratings
    var isActive = [Bool](repeating: false, count: ratings.count)
    for row in 0..<design.count { isActive[Int(design.order[row])] = pruning.isActive[row] }
    self.isActive = isActive
  }
}
