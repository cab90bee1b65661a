import Documents
package import Exchange
import Measurement
package import Words

/// How scores are equated.
package struct EquatingPlan: Sendable {
  /// Of the log-linear smoothing; nil: that of the least AIC, and none with common items.
  package var degree: Int?
  /// Of the first group in the synthetic group.
  package var weight = 0.5
  /// 0: no standard errors.
  package var draws = 500
  package var seed: UInt64 = 1
  /// Highest possible scores; nil: the highest in the table.
  package var highestX: Int?
  package var highestY: Int?
  package var highestAnchor: Int?
  /// The common items do not count in the score.
  package var isAnchorExternal = false

  package init() {}
}

/// What the scores of form X are worth on form Y, by every method the design allows.
package struct EquatedScores: MeasuredTable, Sendable {
  let x: ScoreFrequencies
  let y: ScoreFrequencies
  let hasAnchor: Bool
  let methods: [Method]

  struct Method: Sendable {
    let name: Name
    var equating: Equating?
    var errors: [Double]?
    /// Why there is no equating, or no error.
    var reason: Phrase?
  }

  enum Name: String, Sendable {
    case identity, mean, linear, equipercentile, smoothed
    case tucker, levine, braunHolland, chainedLinear, frequencyEstimation, chainedEquipercentile
    case frequencyEstimationSmoothed, chainedEquipercentileSmoothed
  }

  /// With common items where both tables have them; without them the groups must be alike.
  package init(_ x: FormScores, _ y: FormScores, _ plan: EquatingPlan) throws(TableComplaints) {
    let (topX, topY) = (plan.highestX ?? x.highestScore, plan.highestY ?? y.highestScore)
    guard !x.anchors.isEmpty, !y.anchors.isEmpty else {
      self.init(try x.frequencies(highest: topX), try y.frequencies(highest: topY), plan)
      return
    }
    let topAnchor = plan.highestAnchor ?? max(x.highestAnchor, y.highestAnchor)
    self.init(
      try x.anchored(highest: topX, highestAnchor: topAnchor, isInternal: !plan.isAnchorExternal),
      try y.anchored(highest: topY, highestAnchor: topAnchor, isInternal: !plan.isAnchorExternal), plan)
  }

  /// Groups that are alike.
  init(_ x: ScoreFrequencies, _ y: ScoreFrequencies, _ plan: EquatingPlan) {
    (self.x, self.y, hasAnchor) = (x, y, false)
    let smoothing = plan.degree.map { Presmoothing.degree($0) } ?? .leastAIC(limit: 8)
    let kinds: [(Name, RandomGroupsMethod)] = [
      (.identity, .identity), (.mean, .mean), (.linear, .linear), (.equipercentile, .equipercentile(.none)),
      (.smoothed, .equipercentile(smoothing)),
    ]
    methods = kinds.map { name, method in
      Self.method(name, plan) { () throws(EquatingFault) in
        try x.equated(to: y, method)
      } errors: { () throws(EquatingFault) in
        try x.equatingErrors(to: y, method, draws: plan.draws, seed: plan.seed)
      }
    }
  }

  /// Groups that differ, with common items.
  init(_ x: AnchoredFrequencies, _ y: AnchoredFrequencies, _ plan: EquatingPlan) {
    (self.x, self.y, hasAnchor) = (x.totals, y.totals, true)
    let plain: [(Name, AnchorMethod)] = [
      (.tucker, .tucker), (.levine, .levine), (.braunHolland, .braunHolland), (.chainedLinear, .chainedLinear),
      (.frequencyEstimation, .frequencyEstimation), (.chainedEquipercentile, .chainedEquipercentile),
    ]
    let smooth: [(Name, AnchorMethod)] = [
      (.frequencyEstimationSmoothed, .frequencyEstimation), (.chainedEquipercentileSmoothed, .chainedEquipercentile),
    ]
    func method(_ name: Name, _ method: AnchorMethod, _ smoothing: (total: Int, anchor: Int, cross: Int)?) -> Method {
      Self.method(name, plan) { () throws(EquatingFault) in
        guard let smoothing else { return try x.equated(to: y, method, weight: plan.weight) }
        let (one, other) = (
          try x.smoothed(total: smoothing.total, anchor: smoothing.anchor, cross: smoothing.cross),
          try y.smoothed(total: smoothing.total, anchor: smoothing.anchor, cross: smoothing.cross)
        )
        return try one.equated(to: other, method, weight: plan.weight)
      } errors: { () throws(EquatingFault) in
        try x.equatingErrors(to: y, method, weight: plan.weight, smoothing: smoothing, draws: plan.draws, seed: plan.seed)
      }
    }
    methods =
      plain.map { method($0, $1, nil) }
      + (plan.degree.map { degree in smooth.map { method($0, $1, (degree, degree, 1)) } } ?? [])
  }

  private static func method(
    _ name: Name, _ plan: EquatingPlan, equate: () throws(EquatingFault) -> Equating,
    errors: () throws(EquatingFault) -> [Double]
  ) -> Method {
    var method = Method(name: name)
    do throws(EquatingFault) {
      method.equating = try equate()
      if plan.draws > 0 { method.errors = try errors() }
    } catch { method.reason = .equatingRefused(error) }
    return method
  }
}

extension EquatedScores {
  package func summary(_ language: Language) -> [String] {
    [
      Phrase.equatedForms(
        (Int(x.total), x.mean, x.variance.squareRoot()), (Int(y.total), y.mean, y.variance.squareRoot()))(language)
    ]
      + methods.map { method in
        let line = method.equating.flatMap { equating in
          equating.slope.flatMap { slope in
            equating.intercept.map { "y = \(language.number(slope, decimals: 4)) x + \(language.number($0, decimals: 4))" }
          }
        }
        return "\(method.name.label(language)): \(line ?? method.reason?(language) ?? Phrase.equivalentsInTable(language))"
      }
  }

  package var json: JSON {
    .object([
      ("design", .string(hasAnchor ? "commonItems" : "randomGroups")), ("x", Self.json(x)), ("y", Self.json(y)),
      (
        "methods",
        .array(
          methods.map { method in
            .object([
              ("method", .string(method.name.rawValue)), ("slope", .some(method.equating?.slope)),
              ("intercept", .some(method.equating?.intercept)),
              ("equivalents", method.equating.map { .reals($0.equivalents) } ?? .null),
              ("standardErrors", method.errors.map(JSON.reals) ?? .null),
              ("reason", method.reason.map { .string($0(.en)) } ?? .null),
            ])
          })
      ),
    ])
  }

  private static func json(_ form: ScoreFrequencies) -> JSON {
    .object([
      ("persons", .number(form.total)), ("mean", .number(form.mean)), ("deviation", .number(form.variance.squareRoot())),
      ("highest", .number(Double(form.highest))),
    ])
  }

  package static var mark: String { "equivalents.csv" }

  package func files(_ put: (_ bytes: [UInt8], _ name: String) throws -> Void) async throws {
    try put(sheet, "equivalents.csv")
    for (number, plot) in plots(.en).enumerated() {
      try put(try await plot.svg(language: "en"), "difference-\(number + 1).svg")
    }
    for language in Language.allCases {
      try put(try await report(language).render(), "report.\(language.rawValue).pdf")
    }
  }

  private var sheet: [UInt8] {
    var writer = CSVWriter()
    writer.add(["score"] + methods.flatMap { [$0.name.rawValue.underscored, $0.name.rawValue.underscored + "_error"] })
    for score in 0...x.highest {
      writer.add(
        ["\(score)"]
          + methods.flatMap { method in
            [method.equating?.equivalents[score] ?? .nan, method.errors?[score] ?? .nan].map(plainNumber)
          })
    }
    return writer.take()
  }

  /// Equivalent less score, as many lines in one diagram as there are kinds of dashes.
  private func plots(_ t: Language) -> [PDF.Plot] {
    let shown = methods.filter { $0.name != .identity && $0.equating != nil }
    return stride(from: 0, to: shown.count, by: 4).map { start in
      let lines = shown[start..<min(start + 4, shown.count)].map { method in
        Chart.Line(method.name.label(t), (method.equating?.equivalents ?? []).enumerated().map { (Double($0), $1 - Double($0)) })
      }
      let values = lines.flatMap { $0.points.map(\.y) }
      return .chart(
        Chart(
          x: .init(Phrase.scoreOfX(t), 0, Double(x.highest)),
          y: .init(
            Phrase.equivalentLessScore(t), min(-1, values.min() ?? 0).rounded(.down), max(1, values.max() ?? 0).rounded(.up)),
          lines: lines))
    }
  }

  private func report(_ t: Language) -> PDF {
    let shown = methods.filter { $0.equating != nil && $0.name != .identity }
    let refused = methods.filter { $0.equating == nil }
    return PDF(
      title: Phrase.equatingTitle(t), language: t.rawValue, footer: "Keruen",
      blocks: [
        .title(Phrase.equatingTitle(t)), .bullets(summary(t)),
        .paragraph((hasAnchor ? Phrase.commonItemsExplained : .randomGroupsExplained)(t)),
      ] + plots(t).map { .plot($0) }
        + [
          .heading(Phrase.equivalentsTitle(t)),
          .table(
            PDF.Table(
              columns: [PDF.Table.Column("X", isNumber: true)] + shown.map { PDF.Table.Column($0.name.label(t), isNumber: true) },
              rows: (0...x.highest).map { score in
                ["\(score)"]
                  + shown.map { method in
                    let value = t.number(method.equating?.equivalents[score] ?? .nan, decimals: 2)
                    return value + (method.errors.map { " ± \(t.number($0[score], decimals: 2))" } ?? "")
                  }
              })), .note(Phrase.bootstrapErrors(t)),
        ] + (refused.isEmpty ? [] : [.bullets(refused.map { "\($0.name.label(t)): \($0.reason?(t) ?? "")" })]))
  }
}

extension EquatedScores {
  package static let answerSchema = """
    {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"keruen equate","type":"object",
    "required":["design","x","y","methods"],
    "$defs":{"form":{"type":"object","properties":{"persons":{"type":"number"},"mean":{"type":"number"},"deviation":{"type":"number"},
    "highest":{"type":"integer"}}}},
    "properties":{"design":{"enum":["randomGroups","commonItems"]},"x":{"$ref":"#/$defs/form"},"y":{"$ref":"#/$defs/form"},
    "methods":{"type":"array","items":{"type":"object","properties":{"method":{"enum":["identity","mean","linear","equipercentile",
    "smoothed","tucker","levine","braunHolland","chainedLinear","frequencyEstimation","chainedEquipercentile",
    "frequencyEstimationSmoothed","chainedEquipercentileSmoothed"]},"slope":{"type":["number","null"]},
    "intercept":{"type":["number","null"]},"equivalents":{"type":["array","null"],"items":{"type":"number"},
    "description":"by score of X from 0, on form Y"},"standardErrors":{"type":["array","null"],"items":{"type":"number"}},
    "reason":{"type":["string","null"]}}}},
    "error":{"type":"object","properties":{"at":{"type":"string"},"reason":{"type":"string"}}}}}
    """
}
