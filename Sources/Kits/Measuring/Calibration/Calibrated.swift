package import Measurement
package import Words

/// A fit with all that is told of it.
package struct Calibrated: MeasuredTable, Sendable {
  let table: ResponseTable
  let responses: Responses
  let fit: Calibration
  /// What the categories of each item are called in the table.
  let points: [[UInt8]]
  let anchors: Anchors
  /// Nil unless the items were fitted without the abilities; they then stayed as they are while the groups' distributions were fitted.
  let conditional: ConditionalCalibration?
  let abilities: AbilityEstimates
  /// Draws from each person's posterior; nil where none are asked for.
  let plausible: [[Double]]?
  /// Between groups, or why not; nil where nobody asked or there is one group.
  let differences: Result<GroupDifferences, TableComplaints>?
  /// Nil where nobody asked.
  let quality: CalibrationQuality?
  let compared: [ComparedModel]
  let cut: CalibrationCut?

  /// What is told beside the fit.
  package struct Wishes {
    package var ability: AbilityMethod = .expected
    package var plausible: (count: Int, seed: UInt64)?
    package var differences: DifferenceChoice?
    package var quality = false
    package var cut: Double?
    package var isConditional = false
    package var compared: [ItemModel.Name] = []

    package init() {}
  }

  package init(
    _ table: ResponseTable, plan: CalibrationPlan, anchors: Anchors = Anchors(), wishes: Wishes = Wishes(),
    progress: ((Int, Double) -> Void)? = nil
  ) throws(TableComplaints) {
    self.table = table
    self.anchors = anchors
    try Self.refuseUnidentified(table, plan, anchors)
    let points = table.points(plan.models, anchors)
    let responses = try table.responses(plan.models, points: points)
    let (conditional, fit): (ConditionalCalibration?, Calibration)
    do throws(CalibrationRefusal) {
      var plan = plan
      conditional = wishes.isConditional ? try calibrateConditionally(responses) : nil
      for (number, item) in (conditional?.items ?? []).enumerated() { plan.anchors[number] = item }
      fit = try calibrate(responses, plan: plan, progress: progress)
    } catch {
      throw table.complaints(error, points, isKnown: { anchors.points[$0] != nil })
    }
    (self.points, self.responses, self.fit, self.conditional) = (points, responses, fit, conditional)
    compared = try wishes.compared.map { (model) throws(TableComplaints) in
      var other = plan
      other.models = plan.models.map { _ in model.item }
      let found = try TableComplaints.of { () throws(CalibrationRefusal) in
        try calibrate(responses, plan: other, standardErrors: false)
      } says: {
        table.complaint($0, points)
      }
      return ComparedModel(model, found, beside: fit)
    }
    cut = wishes.cut.map { CalibrationCut($0, fit) }
    (abilities, quality, plausible) = try TableComplaints.of { () throws(AbilityRefusal) in
      (
        try fit.abilities(responses, method: wishes.ability), wishes.quality ? try CalibrationQuality(responses, fit) : nil,
        try wishes.plausible.map { (wish) throws(AbilityRefusal) in
          try responses.plausibleValues(fit.items, groups: fit.groups, count: wish.count, seed: wish.seed)
        }
      )
    } says: {
      table.complaint($0)
    }
    differences = try wishes.differences.flatMap { (options) throws(TableComplaints) in
      try Self.differences(options, table, responses, plan.models, points)
    }
  }

  /// Two items say one thing of a person together, so that each may discriminate as it likes; of a group of one nothing is known but that
  /// person. Both would be fitted, and mean nothing.
  private static func refuseUnidentified(
    _ table: ResponseTable, _ plan: CalibrationPlan, _ anchors: Anchors
  ) throws(TableComplaints) {
    var complaints = TableComplaints()
    if table.items.count < 3, anchors.items.isEmpty, plan.slopePrior == nil {
      for item in table.items.indices where !plan.models[item].sharesSlope {
        complaints.add(TableComplaint(nil, table.items[item], .slopesNeedThreeItems))
      }
    }
    var sizes = [Int](repeating: 0, count: table.groupNames.count)
    for group in table.groups { sizes[group] += 1 }
    for (group, size) in sizes.enumerated() where size < 2 && sizes.count > 1 {
      complaints.add(TableComplaint(nil, table.groupNames[group], .groupOfOne))
    }
    try complaints.refuse()
  }

  /// A refusal is thrown where the method was named, and kept for the report where it was not.
  private static func differences(
    _ options: DifferenceChoice, _ table: ResponseTable, _ responses: Responses, _ models: [ItemModel], _ points: [[UInt8]]
  ) throws(TableComplaints) -> Result<GroupDifferences, TableComplaints>? {
    guard options.method != nil || responses.groupCount > 1 else { return nil }
    let reference = options.reference.map { table.groupNames.firstIndex(of: $0) } ?? 0
    guard let reference else { throw TableComplaints(TableComplaint(nil, "--reference", .groupUnknown(options.reference ?? ""))) }
    let isPlain = responses.weights == nil && responses.categories.allSatisfy { $0 == 2 }
    let method = options.method ?? (isPlain ? .mantelHaenszel : .likelihoodRatio)
    do throws(DifferentialFault) {
      return .success(
        try GroupDifferences.find(
          responses, by: method, options.plan(reference: reference), models: models, names: table.groupNames))
    } catch {
      let complaints = TableComplaints(table.complaint(error, points))
      guard options.method == nil else { throw complaints }
      return .failure(complaints)
    }
  }

  /// Standard errors of what was estimated; nil for an anchor, and where the information is singular.
  func errors(_ item: Int) -> (slope: Double, intercepts: [Double], guessing: Double)? {
    if let conditional { return conditional.standardErrors(ofIntercepts: item).map { (0, $0, 0) } }
    return anchors.items[item] == nil ? fit.standardErrors(item: item) : nil
  }

  func thresholdErrors(_ item: Int) -> (thresholds: [Double], difficulty: Double)? {
    if let conditional { return conditional.standardErrors(ofThresholds: item) }
    return anchors.items[item] == nil ? fit.standardErrors(ofThresholds: item) : nil
  }

  var warnings: [Phrase] {
    let gaps = points.indices.filter { item in
      points[item].first.map { Int($0) + points[item].count - 1 } != points[item].last.map { Int($0) }
    }
    let silent = (0..<responses.persons).count { !hasAnswered($0) }
    return gaps.map { .pointsLeaveGaps(table.items[$0], points[$0]) } + fit.warnings.map(table.says)
      + (silent == 0 ? [] : [.personsSilent(silent)])
  }

  /// Nil where no answer says anything of the person: there is none, or an error without end. What the expected and the most probable
  /// ability then are is the group's alone.
  func ability(_ person: Int) -> Double? {
    hasAnswered(person) && abilities.standardErrors[person].isFinite ? abilities.abilities[person] : nil
  }

  func standardError(_ person: Int) -> Double? { hasAnswered(person) ? abilities.standardErrors[person] : nil }

  private func hasAnswered(_ person: Int) -> Bool { (0..<responses.items).contains { responses[person, $0] != nil } }

  var converged: Bool { fit.certificate.converged && conditional?.converged ?? true }
  var iterations: Int { conditional?.iterations ?? fit.certificate.iterations }

  /// Marginal reliability in the first group.
  var reliability: Double { fit.items.marginalReliability(group: fit.groups[0]) }

  package func summary(_ language: Language) -> [String] {
    let certificate = fit.certificate
    return [
      Phrase.calibratedCounts(persons: responses.persons, items: responses.items)(language)
    ] + (anchors.items.isEmpty ? [] : [Phrase.anchoredCount(anchors.items.count)(language)]) + [
      conditional.map { Phrase.conditionalLogLikelihoodIs($0.logLikelihood)(language) }
        ?? Phrase.logLikelihoodIs(fit.logLikelihood, parameters: fit.parameters.count)(language)
    ] + compared.map { $0.says(language) } + [
      Phrase.reliabilityIs(reliability)(language)
    ] + (cut.map { [Phrase.cutIs($0)(language)] } ?? []) + [
      (converged ? Phrase.fitConverged(iterations) : .fitNotConverged(conditional?.gradient ?? certificate.gradient))(language)
    ] + warnings.map { $0(language) }
  }
}

extension ResponseTable {
  /// The refusal of the science; of items nobody or everybody answered alike, all there are.
  func complaints(_ refusal: CalibrationRefusal, _ points: [[UInt8]], isKnown: (Int) -> Bool) -> TableComplaints {
    var complaints = TableComplaints(complaint(refusal, points))
    switch refusal {
    case .unanswered(let named), .constant(let named):
      for item in items.indices where item != named && !isKnown(item) && seen[item].count < 2 {
        complaints.add(complaint(seen[item].isEmpty ? .unanswered(item: item) : .constant(item: item), points))
      }
    default: break
    }
    return complaints
  }

  /// The refusal of the science, in words and with the item's name.
  func complaint(_ refusal: CalibrationRefusal, _ points: [[UInt8]]) -> TableComplaint {
    switch refusal {
    case .tooFewPersons(let n): TableComplaint(nil, nil, .tooFewPersons(n))
    case .unanswered(let item): TableComplaint(nil, items[item], .itemUnanswered)
    case .constant(let item): TableComplaint(nil, items[item], .itemConstant)
    case .emptyCategory(let item, let category): TableComplaint(nil, items[item], .categoryEmpty(Int(points[item][category])))
    case .model(let item): TableComplaint(nil, items[item], .notDichotomous(2))
    case .ratingScale(let item): TableComplaint(nil, items[item], .scaleDiffers)
    case .unlinked(let groups):
      TableComplaint(
        nil, groups.map { groupNames.indices.contains($0) ? groupNames[$0] : "\($0)" }.joined(separator: ", "), .groupsUnlinked)
    case .unlinkedItem(let item): TableComplaint(nil, items[item], .groupsUnlinked)
    case .anchor(let item): TableComplaint(nil, items[item], .anchorContradicts)
    case .nothingToEstimate: TableComplaint(nil, nil, .nothingToEstimate)
    case .impossibleAnswers: TableComplaint(nil, nil, .impossibleAnswers)
    case .plan(let name): TableComplaint(nil, nil, .settingOutOfRange(name))
    case .modelCount, .groupCount: TableComplaint(nil, nil, .countsContradict)
    }
  }

  func complaint(_ fault: ResponsesFault) -> TableComplaint {
    switch fault {
    case .noPersons: TableComplaint(nil, nil, .noRows)
    case .noItems: TableComplaint(nil, nil, .noItemColumns)
    case .answer(let person, let item, let value):
      TableComplaint(Int(lines[person]), items[item], .answerUnreadable("\(value)"))
    case .weight(let person): TableComplaint(Int(lines[person]), nil, .weightUnreadable("\(weights?[person] ?? 0)"))
    case .group(let person): TableComplaint(Int(lines[person]), nil, .groupMissing)
    case .ragged, .categories, .count: TableComplaint(nil, nil, .countsContradict)
    }
  }

  func complaint(_ refusal: AbilityRefusal) -> TableComplaint {
    switch refusal {
    case .answer(let person, let item): TableComplaint(Int(lines[person]), items[item], .answerBeyondItem)
    case .setting(let name): TableComplaint(nil, nil, .settingOutOfRange(name))
    case .itemCount, .groupCount: TableComplaint(nil, nil, .countsContradict)
    }
  }

  func says(_ warning: Calibration.Warning) -> Phrase {
    switch warning {
    case .cannotBeEstimated(let item): .cannotBeEstimated(items[item])
    case .negativeSlope(let item): .negativeSlope(items[item])
    case .noGuessing(let item): .noGuessing(items[item])
    }
  }
}

extension Phrase {
  static let slopesNeedThreeItems = Phrase(
    kk: "Бұл модельде әр тапсырманың өз ажыратқыштығы бар, оны бағалауға кемінде үш тапсырма керек. Rasch моделіне екеуі жетеді.",
    ru:
      "В этой модели у каждого задания своя различающая сила: для её оценки нужно хотя бы три задания. Для модели Раша хватит двух.",
    en:
      "Under this model each item has a discrimination of its own, which takes at least three items to estimate. For Rasch two are enough."
  )
  static let groupOfOne = Phrase(
    kk: "Бұл топта бір ғана адам бар: таралуын бағалау да, салыстыру да мүмкін емес.",
    ru: "В этой группе один человек: нельзя ни оценить её распределение, ни сравнить её с другими.",
    en: "This group has one person: neither its distribution can be estimated nor can it be compared.")
}
