package import Exchange
import Grading
import Markup
package import Words

extension Exercise {
  /// What a page gives a phone so that it can ask and judge without a network: texts as HTML, numbers and rules, no expressions of the
  /// variants. `Public/exercises.js` judges by `rule`.
  ///
  ///     {"key", "kind", "version", "hints": […], "right", "wrong", "remarks": […], "solution", "variants": [
  ///       {"id": 1, "ask": …, …what is shown…, "rule": {…}}]}
  ///
  /// A text with numbers in it stands in each variant, any other one stands once.
  package func phone(_ variants: [Variant], _ language: Words.Language) -> JSON {
    var fields = head
    if hints.allSatisfy(\.isTheSameInEachVariant) { fields += said(hints, "hints", .order(0), language) }
    if remarks.allSatisfy(\.isTheSameInEachVariant) { fields += said(remarks, "remarks", .order(0), language) }
    for (name, text) in [("right", right), ("wrong", wrong), ("solution", solution)] {
      if let text, text.isTheSameInEachVariant { fields.append((name, shown(text, .order(0), language))) }
    }
    fields.append(("variants", .array(variants.map { .object(varying($0, language)) })))
    return .object(fields)
  }

  /// What a check shows: the question and nothing of what is right.
  package func question(_ variant: Variant, _ language: Words.Language) -> JSON {
    .object(head + [("id", .whole(variant.id)), ("ask", shown(ask, variant, language))] + shownBody(variant, language))
  }

  private var head: [(String, JSON)] {
    [("key", .string(key)), ("kind", .string(kind.rawValue)), ("version", .string(version))]
  }

  private func varying(_ variant: Variant, _ language: Words.Language) -> [(String, JSON)] {
    var fields: [(String, JSON)] = [("id", .whole(variant.id)), ("ask", shown(ask, variant, language))]
    if !hints.allSatisfy(\.isTheSameInEachVariant) { fields += said(hints, "hints", variant, language) }
    if !remarks.allSatisfy(\.isTheSameInEachVariant) { fields += said(remarks, "remarks", variant, language) }
    for (name, text) in [("right", right), ("wrong", wrong), ("solution", solution)] {
      if let text, !text.isTheSameInEachVariant { fields.append((name, shown(text, variant, language))) }
    }
    fields += shownBody(variant, language)
    if let rule = rule(variant) { fields.append(("rule", rule)) }
    return fields
  }

  private func said(_ texts: [ExerciseText], _ name: String, _ variant: Variant, _ language: Words.Language) -> [(String, JSON)] {
    texts.isEmpty ? [] : [(name, .array(texts.map { shown($0, variant, language) }))]
  }

  /// A gap is a place for a field: `<span data-gap="mean"></span>`.
  private func shown(_ text: ExerciseText, _ variant: Variant, _ language: Words.Language) -> JSON {
    .string(text.shown(language, variant) { "<span data-gap=\"\($0)\"></span>" }.text)
  }

  /// What stands before her besides the question.
  private func shownBody(_ variant: Variant, _ language: Words.Language) -> [(String, JSON)] {
    let order = shownOrder(variant)
    func texts(_ all: [ExerciseText]) -> JSON { .array(order.map { shown(all[$0], variant, language) }) }
    switch body {
    case .choice(let body): return [("options", texts(body.options.map(\.text)))]
    case .match(let body):
      let targets = body.targets.map { JSON.array([.string($0.key), shown($0.text, variant, language)]) }
      return [("to", .array(targets)), ("pairs", texts(body.pairs.map(\.text)))]
    case .order(let items): return [("items", texts(items))]
    case .point(let body):
      let areas = body.areas.map { area in
        JSON.object([
          ("key", .string(area.key)), ("x", .number(area.x)), ("y", .number(area.y)), ("r", .number(area.r)),
          ("label", shown(area.label, variant, language)),
        ])
      }
      return [("figure", .string(body.figure)), ("areas", .array(areas))]
    case .typed(let gaps):
      return [("fields", .array(gaps.map { JSON.object([("name", .string($0.name)), ("unit", unit($0.unit, language))]) }))]
    case .text: return []
    case .measured(let body):
      let fields = body.fields.map { field in
        JSON.object([
          ("name", .string(field.name)), ("label", shown(field.label, variant, language)),
          ("unit", unit(field.unit, language)), ("places", .strings(field.places)),
          ("outside", field.outside.map { .string($0(language)) } ?? .null),
        ])
      }
      return [("fields", .array(fields))]
    case .trace(let body):
      let rows = body.rows.enumerated().map { row, cells in
        JSON.array(cells.map { row < body.given ? .string(ExerciseText.filled($0, variant, language, .code)) : .null })
      }
      return [
        ("code", .string(ExerciseText.filled(body.code, variant, language, .code))), ("columns", .strings(body.columns)),
        ("rows", .array(rows)),
      ]
    case .reorder(let body):
      let lines = (body.lines + body.extra).map { ExerciseText.filled($0.parts, variant, language, .code) }
      return [("lines", .strings(order.map { lines[$0] }))]
    case .handed(let handIn): return [("hand", handIn.json)]
    }
  }

  private func unit(_ unit: WrittenUnit?, _ language: Words.Language) -> JSON {
    unit.map { .string($0.shown(language.forGrading)) } ?? .null
  }
}

extension HandIn {
  fileprivate var json: JSON {
    .object([
      ("photos", photos.map(JSON.whole) ?? .null), ("text", text.map(JSON.whole) ?? .null), ("file", .bool(takesFile)),
    ])
  }
}
