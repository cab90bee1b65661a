import Exchange
import Measurement

/// How well the model holds, item by item and person by person.
struct CalibrationQuality: Sendable {
  let items: [ItemFit]
  let scores: [ScoreFit]
  let dependence: [LocalDependence]
  let persons: [Double?]

  init(_ responses: Responses, _ fit: Calibration) throws(AbilityRefusal) {
    let abilities = try fit.abilities(responses, method: .weighted).abilities
    items = fit.itemFit(responses)
    scores = fit.scoreFit(responses)
    dependence = responses.localDependence(fit.items, abilities: abilities)
    persons = try fit.personFit(responses)
  }

  func json(item: Int) -> JSON {
    let (own, scores) = (items[item], scores[item])
    return .object([
      ("infit", .number(own.infit)), ("infitZ", .number(own.infitZ)), ("outfit", .number(own.outfit)),
      ("outfitZ", .number(own.outfitZ)), ("sX2", scores.degrees > 0 ? .number(scores.statistic) : .null),
      ("df", .number(Double(scores.degrees))), ("p", .some(scores.significance)),
    ])
  }

  /// The pairs of items that depend on each other most.
  func json(dependence names: [String]) -> JSON {
    .array(
      dependence.prefix(100).map {
        .object([
          ("first", .string(names[$0.first])), ("second", .string(names[$0.second])), ("q3", .number($0.correlation)),
          ("persons", .number(Double($0.persons))),
        ])
      })
  }
}

/// What the test tells of whoever stands at one ability: where a decision is made.
struct CalibrationCut: Sendable {
  let ability: Double
  let information: Double
  let standardError: Double
  /// Conditional, in the first group.
  let reliability: Double
  let expectedScore: Double

  init(_ ability: Double, _ fit: Calibration) {
    self.ability = ability
    information = fit.items.information(at: ability)
    standardError = fit.items.standardError(at: ability)
    reliability = fit.items.reliability(at: ability, group: fit.groups[0])
    expectedScore = fit.items.expectedScore(at: ability)
  }

  var json: JSON {
    .object([
      ("ability", .number(ability)), ("information", .number(information)), ("standardError", .some(standardError)),
      ("reliability", .number(reliability)), ("expectedScore", .number(expectedScore)),
    ])
  }
}
