import Exchange

/// `frozen/KEY.json`: the numbers of an exercise's variants with their answers, and what is right, as they were published.
///
///     {"exercise": "period-from-ten", "version": "0df2050c47700282", "kind": "number", "unit": "s", …, "variants": [
///      {"id": 1, "show": {"N": "10", "t": "14.4"}, "answer": "1.44", "mistakes": ["14.4", "0.6944"]}, …]}
package struct FrozenExercise: Sendable, Hashable {
  struct Row: Sendable, Hashable {
    let id: Int
    let show: [String: ShownNumber]
    /// By gap.
    let answers: [String: PlainDecimal]
    /// Of all gaps, in their order.
    let mistakes: [PlainDecimal]
  }

  package let key: String
  package let version: String
  let kind: String
  /// What is right of a kind that has no numbers, by parts.
  let right: [String: String]
  let variants: [Row]

  static let mostBytes = 200_000

  /// Nil: it is no such file.
  package init?(json bytes: [UInt8]) {
    guard bytes.count <= Self.mostBytes, let json = try? JSONReader.read(bytes),
      let read = try? Self.read(JSONInput(json))
    else { return nil }
    self = read
  }

  private init(key: String, version: String, kind: String, right: [String: String], variants: [Row]) {
    (self.key, self.version, self.kind, self.right, self.variants) = (key, version, kind, right, variants)
  }

  private static func read(_ input: JSONInput) throws(JSONRefusal) -> FrozenExercise {
    let fields = try input.fields(
      "exercise", "version", "kind", "unit", "unitNeeded", "tolerance", "fractions", "gaps", "right", "variants")
    var right: [String: String] = [:]
    if let facts = fields.optional("right") {
      for (key, value) in try facts.members() { right[key] = try value.string() }
    }
    var rows: [Row] = []
    if let variants = fields.optional("variants") {
      for variant in try variants.array() { rows.append(try row(variant, place: rows.count + 1)) }
    }
    return FrozenExercise(
      key: try fields.required("exercise").string(), version: try fields.required("version").string(),
      kind: try fields.required("kind").string(), right: right, variants: rows)
  }

  private static func row(_ input: JSONInput, place: Int) throws(JSONRefusal) -> Row {
    let fields = try input.fields("id", "show", "answer", "answers", "mistakes")
    let id = try fields.required("id").whole(in: place...place)
    var show: [String: ShownNumber] = [:]
    for (name, value) in try fields.required("show").members() { show[name] = try shown(value) }
    var answers: [String: PlainDecimal] = [:]
    if let answer = fields.optional("answer") { answers[Gap.only] = try number(answer) }
    for (name, value) in try fields.optional("answers")?.members() ?? [] { answers[name] = try number(value) }
    var mistakes: [PlainDecimal] = []
    for mistake in try fields.optional("mistakes")?.array() ?? [] { mistakes.append(try number(mistake)) }
    return Row(id: id, show: show, answers: answers, mistakes: mistakes)
  }

  private static func shown(_ input: JSONInput) throws(JSONRefusal) -> ShownNumber {
    guard case .array = input.value else { return .one(try number(input)) }
    var list: [PlainDecimal] = []
    for element in try input.array() { list.append(try number(element)) }
    guard list.count <= Expression.mostElements else { throw input.refused("too many elements") }
    return .list(list)
  }

  private static func number(_ input: JSONInput) throws(JSONRefusal) -> PlainDecimal {
    guard let number = PlainDecimal(try input.string()) else { throw input.refused("a number is wanted") }
    return number
  }
}
