import Documents
package import Exchange
import Measurement
package import Words

/// Agreement on each criterion and on all, with all that is told of it.
package struct MeasuredAgreement: MeasuredTable, Sendable {
  let all: AgreementScope
  /// Empty where there is no such column.
  let criteria: [AgreementScope]
  let level: Double

  /// A unit is a candidate on one criterion and task. Complains of what a rater rated twice.
  package init(_ table: RatingTable, _ plan: AgreementPlan) throws(TableComplaints) {
    var complaints = TableComplaints()
    var units: [[Int32]: Int32] = [:]
    var known: Set<Int64> = []
    var rows: [(unit: Int32, rater: Int32, value: Double)] = []
    rows.reserveCapacity(table.score.count)
    for row in table.score.indices {
      let key = [
        table.candidate[row], table.criterion.isEmpty ? 0 : table.criterion[row], table.task.isEmpty ? 0 : table.task[row],
      ]
      let unit = units[key] ?? Int32(units.count)
      units[key] = unit
      if !known.insert(Int64(unit) << 32 | Int64(table.rater[row])).inserted {
        complaints.add(TableComplaint(Int(table.lines[row]), "rater", .ratedTwice(table.raters[Int(table.rater[row])])))
      }
      rows.append((unit, table.rater[row], table.score[row]))
    }
    try complaints.refuse()
    level = plan.level
    all = AgreementScope(criterion: nil, rows, plan)
    criteria = table.criteria.list.enumerated().map { number, name in
      AgreementScope(criterion: name, rows.indices.filter { table.criterion[$0] == Int32(number) }.map { rows[$0] }, plan)
    }
  }

  package func summary(_ language: Language) -> [String] {
    [Phrase.agreementCounts(all.units, all.raters, all.ratings)(language)]
      + all.coefficients.map { coefficient in
        coefficient.name.label(language) + ": "
          + (coefficient.value.map { language.number($0, decimals: 3) } ?? coefficient.reason?(language) ?? "—")
      }
  }

  package var json: JSON {
    .object([("all", Self.json(all)), ("criteria", .array(criteria.map(Self.json))), ("level", .number(level))])
  }

  private static func json(_ scope: AgreementScope) -> JSON {
    .object([
      ("criterion", scope.criterion.map(JSON.string) ?? .null), ("units", .number(Double(scope.units))),
      ("raters", .number(Double(scope.raters))), ("ratings", .number(Double(scope.ratings))),
      (
        "coefficients",
        .object(
          scope.coefficients.map { coefficient in
            (
              coefficient.name.rawValue,
              .object([
                ("value", .some(coefficient.value)), ("lower", .some(coefficient.lower)), ("upper", .some(coefficient.upper)),
                ("standardError", .some(coefficient.standardError)), ("pairs", .some(coefficient.pairs.map(Double.init))),
                ("reason", coefficient.reason.map { .string($0(.en)) } ?? .null),
              ])
            )
          })
      ),
    ])
  }
}

extension MeasuredAgreement {
  package static var mark: String { "agreement.csv" }

  package func files(_ put: (_ bytes: [UInt8], _ name: String) throws -> Void) async throws {
    try put(sheet, "agreement.csv")
    try put(try await plot(.en).svg(language: "en"), "agreement.svg")
    for language in Language.allCases {
      try put(try await report(language).render(), "report.\(language.rawValue).pdf")
    }
  }

  private var sheet: [UInt8] {
    var writer = CSVWriter()
    writer.add(["criterion", "coefficient", "value", "lower", "upper", "standard_error", "pairs", "reason"])
    for scope in [all] + criteria {
      for coefficient in scope.coefficients {
        writer.add(
          [scope.criterion ?? "", coefficient.name.rawValue.underscored]
            + [coefficient.value, coefficient.lower, coefficient.upper, coefficient.standardError].map { plainNumber($0 ?? .nan) }
            + [coefficient.pairs.map { "\($0)" } ?? "", coefficient.reason?(.en) ?? ""])
      }
    }
    return writer.take()
  }

  private func report(_ t: Language) -> PDF {
    PDF(
      title: Phrase.agreementTitle(t), language: t.rawValue, footer: "Keruen",
      blocks: [.title(Phrase.agreementTitle(t)), .paragraph(Phrase.agreementExplained(t)), .plot(plot(t))]
        + ([all] + criteria).flatMap { scope in blocks(scope, t) })
  }

  private func blocks(_ scope: AgreementScope, _ t: Language) -> [PDF.Block] {
    let known = scope.coefficients.filter { $0.value != nil }
    let unknown = scope.coefficients.filter { $0.value == nil }
    return [
      .heading(scope.criterion ?? Phrase.allCriteria(t)),
      .paragraph(Phrase.agreementCounts(scope.units, scope.raters, scope.ratings)(t)),
      .table(
        PDF.Table(
          columns: [
            PDF.Table.Column(Phrase.coefficientWord(t), share: 2), PDF.Table.Column(Phrase.valueWord(t), isNumber: true),
            PDF.Table.Column(Phrase.intervalWord(t.percent(level))(t), share: 1.5),
          ],
          rows: known.map { coefficient in
            let (lower, upper) = (coefficient.lower ?? .nan, coefficient.upper ?? .nan)
            return [
              coefficient.name.label(t), t.number(coefficient.value ?? .nan, decimals: 3),
              lower.isFinite && upper.isFinite ? "\(t.number(lower, decimals: 3)) … \(t.number(upper, decimals: 3))" : "—",
            ]
          })),
    ] + (unknown.isEmpty ? [] : [.bullets(unknown.map { "\($0.name.label(t)): \($0.reason?(t) ?? "")" })])
  }

  /// Of all criteria together.
  private func plot(_ t: Language) -> PDF.Plot {
    let rows = all.coefficients.compactMap { coefficient -> EstimatePlot.Row? in
      guard let value = coefficient.value, value.isFinite else { return nil }
      let interval = coefficient.lower.flatMap { lower in
        coefficient.upper.flatMap { lower.isFinite && $0.isFinite ? max(-1, lower)...max(-1, $0) : nil }
      }
      return EstimatePlot.Row(
        label: coefficient.name.label(t), value: max(-1, value), interval: interval, text: t.number(value, decimals: 2))
    }
    let low = rows.reduce(0.0) { min($0, $1.value, $1.interval?.lowerBound ?? 0) }
    return .estimates(EstimatePlot(low: low, high: 1, reference: 0, rows: rows))
  }
}

extension MeasuredAgreement {
  package static let answerSchema = """
    {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"keruen agree","type":"object","required":["all","criteria"],
    "$defs":{"coefficient":{"type":"object","properties":{"value":{"type":["number","null"]},"lower":{"type":["number","null"]},
    "upper":{"type":["number","null"]},
    "standardError":{"type":["number","null"],"description":"of Fleiss' kappa where raters choose by chance"},
    "pairs":{"type":["integer","null"],"description":"of raters, over which Cohen's kappa is averaged"},
    "reason":{"type":["string","null"],"description":"why there is no value"}}},
    "scope":{"type":"object","properties":{"criterion":{"type":["string","null"]},"units":{"type":"integer"},"raters":{"type":"integer"},
    "ratings":{"type":"integer"},"coefficients":{"type":"object","additionalProperties":{"$ref":"#/$defs/coefficient"},

    "description":"percentAgreement, cohen, cohenLinear, cohenQuadratic, fleiss, icc11, icc21, icc31, icc1k, icc2k, icc3k, alphaNominal, alphaOrdinal, alphaInterval, alphaRatio"}}}},
    "properties":{"all":{"$ref":"#/$defs/scope"},"criteria":{"type":"array","items":{"$ref":"#/$defs/scope"}},"level":{"type":"number"},
    "error":{"type":"object","properties":{"at":{"type":"string"},"reason":{"type":"string"}}}}}
    """
}
