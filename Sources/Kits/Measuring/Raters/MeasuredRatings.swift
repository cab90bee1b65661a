import Documents
package import Exchange
package import Measurement
package import Words

/// Measured ratings with all that is told of them.
package struct MeasuredRatings: MeasuredTable, Sendable {
  let table: RatingTable
  let facets: Facets
  /// Nil where nobody asked.
  let interactions: RatingInteractions?

  package init(
    _ table: RatingTable, method: FacetMethod, steps: FacetSteps, seeksInteractions: Bool
  ) throws(TableComplaints) {
    self.table = table
    let facets = try TableComplaints.of { () throws(RatingsFault) in
      try table.ratings().facets(method, steps: steps)
    } says: {
      table.complaint($0)
    }
    self.facets = facets
    interactions = try TableComplaints.of { () throws(InteractionFault) in
      seeksInteractions ? try RatingInteractions(table, facets) : nil
    } says: { _ in
      TableComplaint(nil, nil, .countsContradict)
    }
  }

  package func summary(_ language: Language) -> [String] {
    let certificate = facets.certificate
    return [
      Phrase.ratedCounts(facets.candidates.count, facets.raters.count, facets.criteria.count)(language),
      Phrase.spreadOfSeverity(facets.raters.map(\.measure).max() ?? 0, facets.raters.map(\.measure).min() ?? 0)(language),
      (certificate.converged ? Phrase.fitConverged(certificate.iterations) : .fitNotConverged(certificate.gradient))(language),
    ]
  }
}

extension MeasuredRatings {
  /// ../shared/design/commands.md names the fields.
  package var json: JSON {
    let fields: [(key: String, value: JSON)] = [
      (
        "candidates",
        .array(
          facets.candidates.enumerated().map { number, candidate in
            .object(
              [("id", .string(table.candidates[number])), ("measure", .some(candidate.own.measure))] + Self.rest(candidate.own)
                + [
                  ("expected", .some(candidate.posterior?.mean)), ("expectedError", .some(candidate.posterior?.deviation)),
                ])
          })
      ),
      ("raters", .array(elements(facets.raters, table.raters, "severity"))),
      ("criteria", .array(elements(facets.criteria, table.criteria, "difficulty"))),
      ("tasks", .array(table.tasks.list.isEmpty ? [] : elements(facets.tasks, table.tasks, "difficulty"))),
      ("steps", .array(steps)),
      ("mean", .some(facets.mean)), ("deviation", .some(facets.deviation)), ("logLikelihood", .some(facets.logLikelihood)),
      ("converged", .bool(facets.certificate.converged)), ("iterations", .number(Double(facets.certificate.iterations))),
      (
        "certificate",
        .object([
          ("gradient", .some(facets.certificate.gradient)), ("step", .some(facets.certificate.step)),
          ("quadratureBound", .some(facets.certificate.quadratureError)),
        ])
      ),
    ]
    return .object(fields + (interactions.map { [("interactions", $0.json)] } ?? []))
  }

  private func elements(_ measures: [FacetMeasure], _ names: RatingTable.Names, _ name: String) -> [JSON] {
    measures.enumerated().map { number, measure in
      .object([("id", .string(names[number])), (name, .some(measure.measure))] + Self.rest(measure))
    }
  }

  private static func rest(_ measure: FacetMeasure) -> [(key: String, value: JSON)] {
    [
      ("standardError", .some(measure.standardError)), ("fairAverage", .some(measure.fairAverage)),
      ("infit", .some(measure.fit.infit)), ("outfit", .some(measure.fit.outfit)), ("infitZ", .some(measure.fit.infitZ)),
      ("outfitZ", .some(measure.fit.outfitZ)), ("average", .some(measure.average)),
      ("ratings", .number(Double(measure.ratings))), ("extreme", .bool(measure.isExtreme)),
    ]
  }

  private var steps: [JSON] {
    facets.scales.enumerated().flatMap { number, scale in
      scale.steps.map { step in
        let owner: JSON =
          facets.scales.count == 1 ? .null : .string(facets.steps == .perRater ? table.raters[number] : table.criteria[number])
        return .object([("scale", owner), ("category", .number(Double(step.category))), ("threshold", .some(step.threshold))])
      }
    }
  }
}

extension MeasuredRatings {
  package static var mark: String { "raters.csv" }

  package func files(_ put: (_ bytes: [UInt8], _ name: String) throws -> Void) async throws {
    try put(sheet(facets.candidates.map(\.own), table.candidates, "measure"), "candidates.csv")
    try put(sheet(facets.raters, table.raters, "severity"), "raters.csv")
    try put(sheet(facets.criteria, table.criteria, "difficulty"), "criteria.csv")
    if !table.tasks.list.isEmpty { try put(sheet(facets.tasks, table.tasks, "difficulty"), "tasks.csv") }
    if let interactions { try put(interactions.sheet, "interactions.csv") }
    for language in Language.allCases {
      try put(try await report(language).render(), "report.\(language.rawValue).pdf")
    }
    try put(try await severities(.en).svg(language: "en"), "severity.svg")
    try put(try await wright(.en).svg(language: "en"), "wright.svg")
  }

  private func sheet(_ measures: [FacetMeasure], _ names: RatingTable.Names, _ name: String) -> [UInt8] {
    var writer = CSVWriter()
    writer.add(
      ["id", name, "standard_error", "fair_average", "average", "ratings", "infit", "infit_z", "outfit", "outfit_z", "extreme"])
    for (number, measure) in measures.enumerated() {
      writer.add(
        [names[number]]
          + [measure.measure, measure.standardError, measure.fairAverage, measure.average].map(plainNumber)
          + ["\(measure.ratings)"]
          + [measure.fit.infit, measure.fit.infitZ, measure.fit.outfit, measure.fit.outfitZ].map(plainNumber)
          + [measure.isExtreme ? "yes" : "no"])
    }
    return writer.take()
  }

  /// At most this many rows of a facet on paper; the tables hold all.
  private static let shown = 60

  private func report(_ t: Language) -> PDF {
    PDF(
      title: Phrase.facetsTitle(t), language: t.rawValue, footer: "Keruen",
      blocks: [
        .title(Phrase.facetsTitle(t)), .bullets(summary(t)), .heading(Phrase.severityTitle(t)), .plot(severities(t)),
        .heading(Phrase.criteriaTitle(t)), .plot(plot(facets.criteria, table.criteria, t)),
        .heading(Phrase.wrightTitle(t)), .plot(wright(t)), .heading(Phrase.fitTitle(t)), .paragraph(Phrase.fitExplained(t)),
        .table(fit(t)),
      ] + (interactions?.blocks(t) ?? []) + [.note(Phrase.facetsNote(t))])
  }

  private func severities(_ t: Language) -> PDF.Plot { plot(facets.raters, table.raters, t) }

  /// The most lenient first.
  private func plot(_ measures: [FacetMeasure], _ names: RatingTable.Names, _ t: Language) -> PDF.Plot {
    let order = measures.indices.sorted { measures[$0].measure < measures[$1].measure }
    let picked = order.count <= Self.shown ? order : Array(order.prefix(Self.shown / 2) + order.suffix(Self.shown / 2))
    let reach = picked.reduce(0.5) { max($0, abs(measures[$1].measure) + 1.96 * min(5, measures[$1].standardError)) }
    return .estimates(
      EstimatePlot(
        low: -reach, high: reach, reference: 0,
        rows: picked.map { number in
          let (measure, error) = (measures[number].measure, min(5, measures[number].standardError))
          return EstimatePlot.Row(
            label: names[number], value: measure, interval: measure - 1.96 * error...measure + 1.96 * error,
            text: "\(t.number(measure, decimals: 2)) ± \(t.number(1.96 * error, decimals: 2))")
        }))
  }

  /// How the candidates lie, and the criteria on the same scale.
  private func wright(_ t: Language) -> PDF.Plot {
    .chart(
      Chart.wright(
        abilities: facets.candidates.map { $0.posterior?.mean ?? $0.own.measure },
        marks: facets.criteria.enumerated().map { ($1.measure, table.criteria[$0]) }, x: Phrase.logits(t), y: Phrase.howMany(t)))
  }

  /// Raters whose ratings are noisier or smoother than the model expects, the worst first.
  private func fit(_ t: Language) -> PDF.Table {
    let order = facets.raters.indices.sorted { abs(facets.raters[$0].fit.infitZ) > abs(facets.raters[$1].fit.infitZ) }
    return PDF.Table(
      columns: [
        PDF.Table.Column(Phrase.raterWord(t), share: 2), PDF.Table.Column(Phrase.ratingsWord(t), isNumber: true),
        PDF.Table.Column("infit", isNumber: true), PDF.Table.Column("z", isNumber: true),
        PDF.Table.Column("outfit", isNumber: true), PDF.Table.Column("z", isNumber: true),
      ],
      rows: order.prefix(Self.shown).map { number in
        let measure = facets.raters[number]
        return [table.raters[number], t.number(measure.ratings)]
          + [measure.fit.infit, measure.fit.infitZ, measure.fit.outfit, measure.fit.outfitZ].map { t.number($0, decimals: 2) }
      })
  }
}

extension Chart {
  /// Abilities as columns and what is measured with them as marks on the same scale (Wright & Stone 1979).
  static func wright(abilities: [Double], marks: [(x: Double, name: String)], x: String, y: String) -> Chart {
    let finite = abilities.filter { $0.isFinite && abs($0) < 12 } + marks.map(\.x).filter { $0.isFinite && abs($0) < 12 }
    let (low, high) = (
      (finite.min() ?? -1).rounded(.down), max((finite.max() ?? 1).rounded(.up), (finite.min() ?? -1).rounded(.down) + 1)
    )
    let columns = 40
    let step = (high - low) / Double(columns)
    var counts = [Int](repeating: 0, count: columns)
    for ability in abilities where ability.isFinite {
      counts[min(columns - 1, max(0, Int(((min(high, max(low, ability))) - low) / step)))] += 1
    }
    return Chart(
      x: Axis(x, low, high), y: Axis(y, 0, Double(((counts.max() ?? 1) + 3) / 4 * 4)),
      bars: counts.enumerated().map {
        Bar(from: low + Double($0) * step, to: low + Double($0 + 1) * step, height: Double($1))
      }, marks: marks.filter { $0.x.isFinite }.prefix(300).map { (min(high, max(low, $0.x)), $0.name) })
  }
}

extension MeasuredRatings {
  package static let answerSchema = """
    {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"keruen facets","type":"object",
    "required":["candidates","raters","criteria","steps","converged"],
    "$defs":{"element":{"type":"object","properties":{"id":{"type":"string"},"standardError":{"type":["number","null"]},
    "fairAverage":{"type":"number"},"infit":{"type":"number"},"outfit":{"type":"number"},"infitZ":{"type":"number"},
    "outfitZ":{"type":"number"},"average":{"type":"number"},"ratings":{"type":"integer"},"extreme":{"type":"boolean"}}}},
    "properties":{"candidates":{"type":"array","items":{"allOf":[{"$ref":"#/$defs/element"}],"properties":{"measure":{"type":"number"},
    "expected":{"type":["number","null"]},"expectedError":{"type":["number","null"]}}}},
    "raters":{"type":"array","items":{"allOf":[{"$ref":"#/$defs/element"}],"properties":{"severity":{"type":"number"}}}},
    "criteria":{"type":"array","items":{"allOf":[{"$ref":"#/$defs/element"}],"properties":{"difficulty":{"type":"number"}}}},
    "tasks":{"type":"array"},
    "steps":{"type":"array","items":{"type":"object","properties":{"scale":{"type":["string","null"]},"category":{"type":"integer"},
    "threshold":{"type":"number"}}}},
    "mean":{"type":"number"},"deviation":{"type":"number"},"logLikelihood":{"type":"number"},"converged":{"type":"boolean"},
    "iterations":{"type":"integer"},"certificate":{"type":"object"},
    "interactions":{"type":"array","description":"with --interactions or --group","items":{"type":"object","properties":{
    "kind":{"enum":["raterCriterion","raterGroup","criterionGroup"]},"first":{"type":"string"},"second":{"type":"string"},
    "ratings":{"type":"integer"},"difference":{"type":"number","description":"observed less expected mean rating"},
    "bias":{"type":"number","description":"logits"},"standardError":{"type":["number","null"]},"t":{"type":"number"},
    "p":{"type":"number"},"adjusted":{"type":"number","description":"for the false discovery rate of the kind"},"flagged":{"type":"boolean"}}}},
    "error":{"type":"object","properties":{"at":{"type":"string"},"reason":{"type":"string"}}}}}
    """
}
