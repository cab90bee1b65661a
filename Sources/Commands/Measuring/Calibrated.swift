import Measurement
import Words

/// A fit with all that is told of it.
struct Calibrated: MeasuredTable, Sendable {
  let table: ResponseTable
  let responses: Responses
  let fit: Calibration
  let abilities: AbilityEstimates

  init(table: ResponseTable, responses: Responses, fit: Calibration, method: AbilityMethod) throws {
    self.table = table
    self.responses = responses
    self.fit = fit
    abilities = try fit.abilities(responses, method: method)
  }

  /// Marginal reliability in the first group.
  var reliability: Double { fit.items.marginalReliability(group: fit.groups[0]) }

  func summary(_ language: Language) -> [String] {
    let certificate = fit.certificate
    return [
      Phrase.calibratedCounts(persons: responses.persons, items: responses.items)(language),
      Phrase.logLikelihoodIs(fit.logLikelihood, parameters: fit.parameters.count)(language),
      Phrase.reliabilityIs(reliability)(language),
      (certificate.converged ? Phrase.fitConverged(certificate.iterations) : .fitNotConverged(certificate.gradient))(language),
    ] + fit.warnings.map { table.says($0)(language) }
  }
}

extension ResponseTable {
  /// The refusal of the science, in words and with the item's name; nil for what no table can bring about.
  func complaint(_ refusal: CalibrationRefusal) -> TableComplaint? {
    switch refusal {
    case .tooFewPersons(let n): TableComplaint(nil, nil, .tooFewPersons(n))
    case .unanswered(let item): TableComplaint(nil, items[item], .itemUnanswered)
    case .constant(let item): TableComplaint(nil, items[item], .itemConstant)
    case .emptyCategory(let item, let category): TableComplaint(nil, items[item], .categoryEmpty(category + Int(lowest[item])))
    case .model(let item): TableComplaint(nil, items[item], .notDichotomous(2))
    case .ratingScale(let item): TableComplaint(nil, items[item], .scaleDiffers)
    case .unlinked(let groups):
      TableComplaint(
        nil, groups.map { groupNames.indices.contains($0) ? groupNames[$0] : "\($0)" }.joined(separator: ", "), .groupsUnlinked)
    case .unlinkedItem(let item): TableComplaint(nil, items[item], .groupsUnlinked)
    case .modelCount, .groupCount, .anchor, .plan, .nothingToEstimate, .impossibleAnswers: nil
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
