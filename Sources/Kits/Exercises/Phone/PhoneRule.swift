import Exchange
import Grading
import Words

extension Exercise {
  /// By what the phone judges this variant; nil: a person does.
  func rule(_ variant: Variant) -> JSON? {
    let shown = shownOrder(variant)
    switch body {
    case .choice(let body):
      let options = shown.map { body.options[$0] }
      return .object([
        ("right", .numbers(options.indices.filter { options[$0].isRight }.map { $0 + 1 })),
        ("remarks", .array(options.map { $0.remark.map(JSON.whole) ?? .null })),
      ])
    case .match(let body):
      return .object([("to", .strings(body.targets.map(\.key))), ("is", .strings(shown.map { body.pairs[$0].target }))])
    case .order: return .object([("order", .numbers(shown.indices.map { place in (shown.firstIndex(of: place) ?? 0) + 1 }))])
    case .point(let body):
      return .object([
        ("answer", .string(body.answer)),
        ("remarks", .object(body.areas.map { ($0.key, $0.remark.map(JSON.whole) ?? .null) })),
      ])
    case .typed(let gaps):
      return .object([("gaps", .array(gaps.compactMap { gap in variant.answers[gap.name].map { gap.rule($0) } }))])
    case .text(let body):
      return .object([
        ("accept", .strings(body.accept)), ("fold", .bool(body.folds)),
        ("mistakes", .array(body.mistakes.map { .array([.strings($0.accept), .whole($0.remark)]) })),
      ])
    case .measured(let body): return body.rule
    case .trace(let body):
      let cells = body.rows.enumerated().dropFirst(body.given).flatMap { row, cells in
        zip(body.columns, cells).map { column, cell in
          ("\(row + 1).\(column)", JSON.string(ExerciseText.filled(cell, variant, .en, .code)))
        }
      }
      return .object([("cells", .object(cells))])
    case .reorder(let body):
      let lines = body.lines + body.extra
      return .object([
        ("lines", .strings(shown.map { ExerciseText.filled(lines[$0].parts, variant, .en, .code) })),
        (
          "right",
          .array(body.lines.map { .array([.string(ExerciseText.filled($0.parts, variant, .en, .code)), .whole($0.indent)]) })
        ),
      ])
    case .handed: return nil
    }
  }
}

extension Gap {
  /// As `grade` of Public/grade.js takes it, with the place of the gap and of what is said of each mistake.
  fileprivate func rule(_ answer: Variant.TypedAnswer) -> JSON {
    .object([
      ("name", .string(name)), ("value", .number(answer.value.value)), ("unit", unit.map { .string($0.key) } ?? .null),
      ("unitNeeded", .bool(isUnitNeeded)), ("tolerance", tolerance.rule), ("fractions", .bool(allowsFraction)),
      ("mistakes", .array(answer.mistakes.map { .number($0.value) })), ("remarks", .numbers(mistakes.map(\.remark))),
    ])
  }
}

extension Tolerance {
  fileprivate var rule: JSON {
    switch self {
    case .absolute(let size): .object([("absolute", .number(size))])
    case .relative(let share): .object([("relative", .number(share))])
    case .digits(let count): .object([("digits", .whole(count))])
    }
  }
}

extension MeasuredBody {
  /// Fields as `[name, unit, times or 0, low, high]`, checks as `[tree, remark, is it a question]`.
  fileprivate var rule: JSON {
    let fields = fields.map { field in
      JSON.array([
        .string(field.name), field.unit.map { .string($0.key) } ?? .null, .whole(field.times ?? 0),
        field.between.map { .number($0.lowerBound) } ?? .null, field.between.map { .number($0.upperBound) } ?? .null,
      ])
    }
    let checks = checks.map { JSON.array([$0.that.tree, .whole($0.remark), .bool($0.isQuestion)]) }
    return .object([("fields", .array(fields)), ("checks", .array(checks))])
  }
}

extension Expression {
  /// As the phone computes it: a number is itself, a name is a text, everything else is the operation and what it is done with.
  fileprivate var tree: JSON { Self.tree(root) }

  private static func tree(_ node: Node) -> JSON {
    switch node {
    case .number(let number): .number(number)
    case .name(let name, _): .string(name)
    case .negative(let inner, _): .array([.string("neg"), tree(inner)])
    case .not(let inner, _): .array([.string("not"), tree(inner)])
    case .arithmetic(let sign, let left, let right, _): .array([.string(sign.rawValue), tree(left), tree(right)])
    case .comparison(let sign, let left, let right, _): .array([.string(sign.rawValue), tree(left), tree(right)])
    case .both(let left, let right, _): .array([.string("and"), tree(left), tree(right)])
    case .either(let left, let right, _): .array([.string("or"), tree(left), tree(right)])
    case .call(let function, let arguments, _): .array([.string(function.rawValue)] + arguments.map(tree))
    }
  }
}
