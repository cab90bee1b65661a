import Grading
import Words

extension Exercise {
  /// The variant of these drawn numbers, which must be values of the params; everything computed is computed here.
  func variant(_ id: Int, drawn: [String: ShownNumber]) throws(Rejection) -> Variant {
    var shown = drawn
    var values = drawn.mapValues(\.value)
    for param in numbers.params {
      guard case .computed(let expression) = param.source else { continue }
      let value = try Self.value(expression, values)
      guard let number = ShownNumber(computed: value) else { continue }
      shown[param.name] = number
      // Without its rounding errors, so that what follows reckons with what is shown.
      values[param.name] = number.value
    }
    for (place, condition) in numbers.conditions.enumerated() {
      let holds: Bool
      do throws(ExpressionFault) { holds = try condition.expression.holds(values) } catch { throw .noValue(error) }
      if !holds { throw .condition(place) }
    }
    let variant = Variant(id: id, drawn: drawn, shown: shown, answers: try answers(values))
    if hasSameTexts(variant) { throw .sameTexts }
    return variant
  }

  private func answers(_ values: [String: ExpressionValue]) throws(Rejection) -> [String: Variant.TypedAnswer] {
    guard case .typed(let gaps) = body else { return [:] }
    var answers: [String: Variant.TypedAnswer] = [:]
    for gap in gaps {
      let value = try Self.number(gap.value, values)
      let limit = gap.tolerance.limit(value.value)
      if case .absolute = gap.tolerance {} else if !(limit > 0) { throw .toleranceOfZero(gap: gap.name) }
      var mistakes: [PlainDecimal] = []
      for (place, mistake) in gap.mistakes.enumerated() {
        let wrong = try Self.number(mistake.value, values)
        guard abs(wrong.value - value.value) > 2 * limit * (1 + Tolerance.margin) else {
          throw .mistakeNear(gap: gap.name, mistake: place)
        }
        mistakes.append(wrong)
      }
      answers[gap.name] = Variant.TypedAnswer(value: value, mistakes: mistakes)
    }
    return answers
  }

  private static func number(_ expression: Expression, _ values: [String: ExpressionValue]) throws(Rejection) -> PlainDecimal {
    guard case .number(let number) = try value(expression, values) else { throw .noValue(ExpressionFault(1, .numberWanted)) }
    return PlainDecimal(number).cleaned()
  }

  private static func value(
    _ expression: Expression, _ values: [String: ExpressionValue]
  ) throws(Rejection) -> ExpressionValue {
    do throws(ExpressionFault) { return try expression.value(values) } catch { throw .noValue(error) }
  }

  /// Things to choose from that read alike.
  private func hasSameTexts(_ variant: Variant) -> Bool {
    guard !variant.shown.isEmpty else { return false }
    let groups: [[ExerciseText]] =
      switch body {
      case .choice(let body): [body.options.map(\.text)]
      case .match(let body): [body.targets.map(\.text), body.pairs.map(\.text)]
      case .order(let items): [items]
      default: []
      }
    return groups.contains { texts in
      Language.allCases.contains { language in Set(texts.map { $0.plain(language, variant) }).count < texts.count }
    }
  }

  /// What she sees, so that two variants are told apart by it.
  func asked(_ variant: Variant) -> String {
    (asked.map { $0.plain(.en, variant) } + body.parts.map { ExerciseText.filled($0, variant, .en, .code) })
      .joined(separator: "\n")
  }
}
