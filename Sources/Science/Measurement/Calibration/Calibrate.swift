/// Fits items and groups to responses by marginal maximum likelihood (Bock & Aitkin 1981), or to the mode of the posterior where
/// the plan has priors: ability is normal in each group and integrated out.
///
/// `progress` hears after each iteration how far the gradient per person is; O(persons x items) an iteration.
package func calibrate(
  _ responses: Responses, plan: CalibrationPlan, standardErrors: Bool = true,
  progress: ((_ iteration: Int, _ gradient: Double) -> Void)? = nil
) throws(CalibrationRefusal) -> Calibration {
  let prepared = try PreparedCalibration(responses, plan: plan)
  return try prepared.calibration(standardErrors: standardErrors, progress: progress)
}

/// Responses packed for a plan: what a fit does before its first iteration.
package struct PreparedCalibration: Sendable {
  let likelihood: MarginalLikelihood
  let isConnected: Bool

  package init(_ responses: Responses, plan: CalibrationPlan) throws(CalibrationRefusal) {
    guard responses.persons > 1 else { throw .tooFewPersons(responses.persons) }
    let checks = PlanChecks(responses: responses, plan: plan, booklets: responses.booklets())
    try checks.plans()
    let groups = try checks.groups()
    try checks.links(groups)
    let categories = responses.categories.enumerated().map { plan.anchors[$0]?.categories ?? $1 }
    let layout = ParameterLayout(plan, categories: categories, groups: groups)
    guard !layout.free.isEmpty else { throw .nothingToEstimate }
    guard responses.weights.map({ $0.reduce(0, +) > 0 }) ?? true else { throw .tooFewPersons(0) }
    likelihood = MarginalLikelihood(
      layout, responses.cohorts(checks.booklets, plan: plan), categories: categories)
    try checks.items(answers: likelihood.answerWeights, cells: likelihood.cells)
    isConnected = checks.isConnected
  }
}

extension Responses {
  /// Who is added up how.
  func cohorts(_ booklets: [Booklet], plan: CalibrationPlan) -> [Cohort] {
    var cohorts: [Cohort] = []
    var rest: [Int: [Int32]] = [:]
    for booklet in booklets {
      let method = method(booklet, plan: plan)
      if method == nil || (method == .tables && booklet.persons.count < Self.ownTables) {
        rest[booklet.group, default: []] += booklet.persons
        continue
      }
      guard let method else { continue }
      let persons = booklet.persons.count == self.persons ? nil : booklet.persons
      cohorts.append(
        Cohort(
          group: booklet.group, method: method, persons: persons,
          codes: AnswerCodes(
            self, persons: persons, items: booklet.items, withMissing: false, combinationLimit: method == .tables ? 25 : 256,
            collapsing: method == .tables)))
    }
    return cohorts + tableCohorts(rest, collapsing: true)
  }

  /// Persons of many booklets, by group: together in tables that know of missing answers.
  func tableCohorts(_ persons: [Int: [Int32]], collapsing: Bool, combinationLimit: Int = 27) -> [Cohort] {
    persons.sorted { $0.key < $1.key }.map { group, persons in
      let persons = persons.sorted()
      return Cohort(
        group: group, method: .tables, persons: persons,
        codes: AnswerCodes(
          self, persons: persons, items: Array(0..<items), withMissing: !isComplete, combinationLimit: combinationLimit,
          collapsing: collapsing))
    }
  }

  /// Persons of one booklet from which it has its own tables.
  private static let ownTables = 4000

  private func method(_ booklet: Booklet, plan: CalibrationPlan) -> Cohort.Method? {
    let isPartialCredit = booklet.items.allSatisfy { plan.curve($0) == .partialCredit }
    let sharesSlope = booklet.items.allSatisfy { plan.anchors[$0] == nil && plan.models[$0].sharesSlope }
    switch plan.engine {
    case .tables: return .tables
    case .sufficient: return isPartialCredit ? .sufficient : .tables
    case .scores: return sharesSlope ? .scores : .tables
    case .automatic:
      if sharesSlope, booklet.persons.count >= 64 { return .scores }
      if isPartialCredit, booklet.persons.count >= 4096 { return .sufficient }
      return .tables
    }
  }
}

extension CalibrationPlan {
  func curve(_ item: Int) -> Item.Curve { anchors[item]?.curve ?? models[item].curve }
}

extension PreparedCalibration {
  package func calibration(
    standardErrors: Bool = true, progress: ((_ iteration: Int, _ gradient: Double) -> Void)? = nil
  ) throws(CalibrationRefusal) -> Calibration {
    guard var fit = Fit(likelihood) else { throw .impossibleAnswers }
    fit.run(progress)
    let covariance = standardErrors ? ObservedInformation(likelihood, fit.ascent).covariance() : nil
    return calibration(fit, covariance)
  }

  private func calibration(_ fit: Fit, _ covariance: [Double]?) -> Calibration {
    let at = fit.ascent.at
    let layout = likelihood.layout
    var estimates = at.point
    for natural in layout.natural.indices where layout.natural[natural].transform != .identity {
      for term in layout.natural[natural].terms { estimates[term.free] = at.values[natural] }
    }
    return Calibration(
      items: at.items, models: layout.plan.models, groups: at.abilities, parameters: layout.free, estimates: estimates,
      covariance: covariance, logLikelihood: at.logLikelihood,
      certificate: .init(
        converged: fit.converged, gradient: fit.ascent.gradientNorm, iterations: fit.iterations, evaluations: fit.evaluations,
        nodes: fit.ascent.grid.count, lowest: fit.ascent.grid.first, highest: fit.ascent.grid.last,
        quadratureBound: fit.quadratureBound, numericalError: fit.numericalError, logLikelihoodError: fit.logLikelihoodError,
        isConnected: isConnected),
      warnings: warnings(at), persons: likelihood.totalWeight, layout: layout)
  }

  private func warnings(_ at: MarginalLikelihood.Point) -> [Calibration.Warning] {
    var warnings: [Calibration.Warning] = []
    for (number, item) in at.items.enumerated() where likelihood.layout.plan.anchors[number] == nil {
      if item.isRunningAway { warnings.append(.cannotBeEstimated(item: number)) }
      if item.slope < 0 { warnings.append(.negativeSlope(item: number)) }
      if item.curve == .guessing, item.guessing < 1e-6 { warnings.append(.noGuessing(item: number)) }
    }
    return warnings
  }
}

extension Item {
  /// No test has such items: a slope of 30 is a step.
  var isRunningAway: Bool { abs(slope) > 30 || intercepts.contains { abs($0) > 100 } }
}
