import Documents
import Exchange
import Measurement

extension GroupDifferences {
  /// `names`: of the items.
  func json(_ names: [String]) -> JSON {
    .object([
      ("method", .string(method.rawValue)), ("reference", .string(reference)), ("level", .number(plan.level)),
      ("control", .string(plan.control == .falseDiscoveryRate ? "falseDiscoveryRate" : "eachTest")),
      ("purification", purificationJSON), ("anchor", .strings(anchor.map { names[$0] })),
      (
        "items",
        .array(
          zip(names, items).map { name, found in
            .object([
              ("id", .string(name)), ("statistic", .some(found.statistic)), ("df", .some(found.degrees.map(Double.init))),
              ("p", .some(found.probability)), ("adjusted", .some(found.adjusted)), ("flagged", .bool(found.isFlagged)),
              ("comparisons", .array(found.comparisons.map(Self.json))),
            ])
          })
      ),
    ])
  }

  private var purificationJSON: JSON {
    let (outcome, rounds): (String, Int) =
      switch purification {
      case .none: ("none", 0)
      case .stable(let rounds): ("stable", rounds)
      case .unstable(let rounds): ("unstable", rounds)
      case .exhausted(let rounds): ("exhausted", rounds)
      }
    return .object([("outcome", .string(outcome)), ("rounds", .number(Double(rounds)))])
  }

  private static func json(_ comparison: Comparison) -> JSON {
    let effects = comparison.effects.flatMap { effect -> [(key: String, value: JSON)] in
      let name = effect.measure.rawValue
      return [(name, .some(effect.value))] + (effect.error.map { [("\(name)Error", .some($0))] } ?? [])
    }
    return .object([
      ("group", comparison.group.map(JSON.string) ?? .null), ("test", comparison.test.map { .string($0.rawValue) } ?? .null),
      ("statistic", .some(comparison.statistic)), ("df", .some(comparison.degrees.map(Double.init))),
      ("p", .some(comparison.probability)), ("effects", .object(effects)),
      ("classes", .object(comparison.classes.map { ($0.by, $0.category.map { .string($0.rawValue) } ?? .null) })),
    ])
  }

  /// A row for each comparison.
  func sheet(_ names: [String]) -> [UInt8] {
    let first = items.first?.comparisons.first
    var writer = CSVWriter()
    writer.add(
      ["id", "method", "focal_group", "test", "statistic", "df", "p", "adjusted", "flagged"]
        + (first?.effects ?? []).flatMap { effect in
          [effect.measure.rawValue.underscored] + (effect.error == nil ? [] : [effect.measure.rawValue.underscored + "_error"])
        } + (first?.classes ?? []).map { "class_" + $0.by.underscored })
    for (name, found) in zip(names, items) {
      for comparison in found.comparisons {
        writer.add(
          [name, method.rawValue, comparison.group ?? "", comparison.test?.rawValue ?? ""]
            + [
              plainNumber(comparison.statistic ?? found.statistic ?? .nan), "\(comparison.degrees ?? found.degrees ?? 1)",
              plainNumber(comparison.probability ?? found.probability), plainNumber(found.adjusted),
              found.isFlagged ? "yes" : "no",
            ]
            + comparison.effects.flatMap { [plainNumber($0.value)] + ($0.error.map { [plainNumber($0)] } ?? []) }
            + comparison.classes.map { $0.category?.rawValue ?? "" })
      }
    }
    return writer.take()
  }
}

extension String {
  /// oddsRatio -> odds_ratio
  var underscored: String { map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined() }
}
