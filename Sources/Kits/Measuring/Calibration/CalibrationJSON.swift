package import Exchange
import Measurement
import Words

extension Calibrated {
  /// ../shared/design/commands.md names the first fields; the rest is said more exactly beside them.
  package var json: JSON {
    let certificate = fit.certificate
    let fields: [(key: String, value: JSON)] = [
      ("logLikelihood", .number(fit.logLikelihood)), ("deviance", .number(fit.deviance)),
      ("items", .array(fit.items.indices.map(item))),
      ("persons", .array(table.persons.indices.map(person))),
      ("converged", .bool(converged)),
      ("iterations", .number(Double(iterations))),
      ("parameters", .number(Double(fit.parameters.count))),
      // Of the distributions alone, with the items known: not to be compared with other models.
      ("aic", conditional == nil ? .number(fit.akaike) : .null), ("bic", conditional == nil ? .number(fit.bayesian) : .null),
      ("conditional", conditional.map(json) ?? .null), ("reliability", .number(reliability)),
      ("groups", .array(fit.groups.enumerated().map(group))),
      (
        "certificate",
        .object([
          ("gradient", .number(certificate.gradient)), ("quadratureBound", .number(certificate.quadratureBound)),
          ("numericalError", .number(certificate.numericalError)), ("nodes", .number(Double(certificate.nodes))),
          ("connected", .bool(certificate.isConnected)),
        ])
      ),
      ("warnings", .array(warnings.map { .string($0(.en)) })),
    ]
    return .object(
      fields + (compared.isEmpty ? [] : [("comparisons", .array(compared.map(\.json)))]) + (cut.map { [("cut", $0.json)] } ?? [])
        + (quality.map { [("dependence", $0.json(dependence: table.items))] } ?? [])
        + (differences.map { [("differences", json($0))] } ?? []))
  }

  private func json(_ conditional: ConditionalCalibration) -> JSON {
    .object([
      ("logLikelihood", .number(conditional.logLikelihood)), ("converged", .bool(conditional.converged)),
      ("iterations", .number(Double(conditional.iterations))), ("gradient", .number(conditional.gradient)),
    ])
  }

  private func json(_ differences: Result<GroupDifferences, TableComplaints>) -> JSON {
    switch differences {
    case .success(let found): found.json(table.items)
    case .failure(let refused): .object([("refused", .strings(refused.complaints.map { $0.says(.en) }))])
    }
  }

  private func item(_ number: Int) -> JSON {
    let item = fit.items[number]
    let errors = errors(number)
    let thresholdErrors = thresholdErrors(number)
    return .object(
      [
        ("id", .string(table.items[number])), ("model", .string(ItemModel.Name(fit.models[number])?.rawValue ?? "")),
        ("anchored", .bool(anchors.items[number] != nil)), ("points", .points(points[number])),
      ] + item.jsonFields + [
        (
          "standardErrors",
          .object([
            ("discrimination", .some(errors?.slope)), ("difficulty", .some(thresholdErrors?.difficulty)),
            ("guessing", item.curve == .guessing ? .some(errors?.guessing) : .null),
            ("thresholds", item.hasSteps ? thresholdErrors.map { .reals($0.thresholds) } ?? .null : .null),
            ("intercepts", errors.map { .reals($0.intercepts) } ?? .null),
          ])
        )
      ] + (quality.map { [("fit", $0.json(item: number))] } ?? []))
  }

  private func person(_ number: Int) -> JSON {
    .object(
      [
        ("id", .string(table.persons[number])), ("ability", .some(ability(number))),
        ("standardError", .some(standardError(number))),
      ] + (quality.map { [("fit", .some($0.persons[number]))] } ?? [])
        + (plausible.map { [("plausible", .reals($0[number]))] } ?? []))
  }

  private func group(_ number: Int, _ group: AbilityDistribution) -> JSON {
    .object([
      ("id", table.groupNames.indices.contains(number) ? .string(table.groupNames[number]) : .null),
      ("mean", .number(group.mean)), ("deviation", .number(group.deviation)),
    ])
  }
}

extension Item {
  /// Whether thresholds say more than the difficulty.
  fileprivate var hasSteps: Bool { categories > 2 || curve == .graded }

  /// Its parameters as every answer tells them.
  var jsonFields: [(key: String, value: JSON)] {
    [
      ("discrimination", .number(slope)), ("difficulty", .some(difficulty)),
      ("guessing", curve == .guessing ? .number(guessing) : .null),
      ("thresholds", hasSteps ? thresholds.map(JSON.reals) ?? .null : .null), ("intercepts", .reals(intercepts)),
    ]
  }
}

extension JSON {
  static func points(_ points: [UInt8]) -> JSON { .array(points.map { .number(Double($0)) }) }

  static func reals(_ values: [Double]) -> JSON { .array(values.map { .some($0) }) }

  /// Null where there is none, or nothing finite.
  static func some(_ value: Double?) -> JSON {
    value.flatMap { $0.isFinite ? .number($0) : nil } ?? .null
  }
}

extension Calibrated {
  package static let answerSchema = """
    {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"keruen calibrate","type":"object",
    "required":["logLikelihood","items","persons","converged","iterations"],
    "properties":{"logLikelihood":{"type":"number","description":"marginal, priors left out"},
    "items":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"model":{"type":"string"},
    "anchored":{"type":"boolean"},"points":{"type":"array","items":{"type":"integer"},"description":"what the categories are called in the table"},"discrimination":{"type":"number"},
    "difficulty":{"type":["number","null"],"description":"mean of the thresholds"},"guessing":{"type":["number","null"]},
    "thresholds":{"type":["array","null"],"items":{"type":"number"}},"intercepts":{"type":"array","items":{"type":"number"}},
    "standardErrors":{"type":"object","description":"discrimination, difficulty, guessing, thresholds, intercepts; null where anchored"},
    "fit":{"type":"object","description":"with --fit: infit, infitZ, outfit, outfitZ, sX2, df, p"}}}},
    "persons":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"ability":{"type":["number","null"],"description":"null where no answer says anything of the person"},
    "standardError":{"type":["number","null"]},
    "fit":{"type":["number","null"],"description":"with --fit: lz*"},"plausible":{"type":"array","items":{"type":"number"},"description":"with --plausible"}}}},
    "converged":{"type":"boolean"},"iterations":{"type":"integer"},"parameters":{"type":"integer"},"aic":{"type":["number","null"]},
    "bic":{"type":["number","null"]},"conditional":{"type":["object","null"],
    "description":"with --conditional: logLikelihood of the items given the sums, converged, iterations, gradient"},"reliability":{"type":"number"},
    "groups":{"type":"array","items":{"type":"object","properties":{"id":{"type":["string","null"]},"mean":{"type":"number"},
    "deviation":{"type":"number"}}}},
    "certificate":{"type":"object","properties":{"gradient":{"type":"number","description":"per person"},
    "quadratureBound":{"type":"number"},"numericalError":{"type":"number"},"nodes":{"type":"integer"},"connected":{"type":"boolean"}}},
    "warnings":{"type":"array","items":{"type":"string"}},
    "deviance":{"type":"number"},"comparisons":{"type":"array","description":"with --compare: model, logLikelihood, deviance, parameters, aic, bic, converged, and chiSquare, df, p of the narrower against the wider, null where neither is a special case"},
    "cut":{"type":"object","description":"with --cut: ability, information, standardError, reliability, expectedScore"},
    "dependence":{"type":"array","description":"with --fit: the 100 pairs of items with the largest Q3: first, second, q3, persons"},
    "differences":{"type":"object","description":"with --dif, or with --group and --out","properties":{"method":{"enum":["mh","logistic",
    "lr","wald","standardised"]},"reference":{"type":"string"},"level":{"type":"number"},"control":{"enum":["eachTest",
    "falseDiscoveryRate"]},"purification":{"type":"object","properties":{"outcome":{"enum":["none","stable","unstable","exhausted"]},
    "rounds":{"type":"integer"}}},"anchor":{"type":"array","items":{"type":"string"}},"items":{"type":"array","items":{"type":"object",
    "properties":{"id":{"type":"string"},"statistic":{"type":["number","null"]},"df":{"type":["integer","null"]},"p":{"type":"number"},
    "adjusted":{"type":"number"},"flagged":{"type":"boolean"},"comparisons":{"type":"array","items":{"type":"object","properties":{
    "group":{"type":["string","null"]},"test":{"type":["string","null"]},"statistic":{"type":["number","null"]},
    "df":{"type":["integer","null"]},"p":{"type":["number","null"]},"effects":{"type":"object",
    "description":"delta, oddsRatio, explained, scoreDifference, difficultyDifference, discriminationDifference, shareDifference; NAMEError beside one with an error"},
    "classes":{"type":"object","description":"ets, jodoinGierl, zumboThomas, doransKulick: A, B or C"}}}}}}},
    "refused":{"type":"array","items":{"type":"string"}}}},
    "error":{"type":"object","properties":{"at":{"type":"string"},"reason":{"type":"string"}}}}}
    """
}
