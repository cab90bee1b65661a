import Grading
import Programme
import Words

/// Kinds that are answered by typing.
extension ExerciseReader {
  mutating func number(_ forms: [String: ExpressionValue.Form]) -> Gap? {
    guard let entry = root.entry("answer") else { return nil }
    let isInCheck = place == .check
    let mistakes =
      isInCheck
      ? []
      : list("mistakes", 0...8) { reader, entry -> Gap.Mistake? in
        entry.know("value", "says")
        return reader.mistake(entry, forms)
      }
    return mistakes.flatMap { gap(Gap.only, entry, forms, $0, root.line(of: "answer")) }
  }

  mutating func gaps(_ forms: [String: ExpressionValue.Form]) -> [Gap]? {
    let names = Set(root.entry(ifAny: "gaps")?.keys ?? [])
    var mistakes: [String: [Gap.Mistake]] = [:]
    if place == .lesson {
      for entry in root.list(ifAny: "mistakes") {
        entry.know("gap", "value", "says")
        guard let name = entry.text("gap", atMost: 20), let mistake = mistake(entry, forms) else { continue }
        if !names.contains(name) { entry.complain(.noSuchGap(name), at: "gap") }
        mistakes[name, default: []].append(mistake)
      }
    }
    return pairs("gaps", 1...6) { reader, name, entry -> Gap? in
      guard Expression.isName(name) else { return entry.fail(.noName(name)) }
      return reader.gap(name, entry, forms, mistakes[name] ?? [], entry.line)
    }
  }

  private func gap(
    _ name: String, _ entry: YAMLEntry, _ forms: [String: ExpressionValue.Form], _ mistakes: [Gap.Mistake], _ line: Int?
  ) -> Gap? {
    entry.know("value", "unit", "tolerance", "unitNeeded", "fractions")
    let value = expression("value", in: entry, forms, .number)
    let unit = unit(in: entry)
    let isUnitNeeded = flag("unitNeeded", in: entry)
    if isUnitNeeded, !entry.has("unit") { entry.complain(.unitNeededOfNone, at: "unitNeeded") }
    let allowsFraction = flag("fractions", in: entry)
    guard let tolerance = tolerance(in: entry), let value else { return nil }
    return Gap(
      name: name, value: value, unit: unit, isUnitNeeded: isUnitNeeded, tolerance: tolerance, allowsFraction: allowsFraction,
      mistakes: mistakes, line: line)
  }

  private mutating func mistake(_ entry: YAMLEntry, _ forms: [String: ExpressionValue.Form]) -> Gap.Mistake? {
    let value = expression("value", in: entry, forms, .number)
    guard let remark = remark("says", in: entry), let value else { return nil }
    return Gap.Mistake(value: value, remark: remark, line: entry.line)
  }

  mutating func typedText() -> TextBody? {
    let folds = flag("fold", in: root)
    guard let accept = accepted(root, folds) else { return nil }
    let mistakes =
      place == .check
      ? []
      : list("mistakes", 0...8) { reader, entry -> TextBody.Mistake? in
        entry.know("accept", "says")
        guard let words = reader.accepted(entry, folds), let remark = reader.remark("says", in: entry) else { return nil }
        if !Set(words).isDisjoint(with: accept) { entry.complain(.mistakeIsRight, at: "accept") }
        return TextBody.Mistake(accept: words, remark: remark)
      }
    return mistakes.map { TextBody(accept: accept, folds: folds, mistakes: $0) }
  }

  private func accepted(_ entry: YAMLEntry, _ folds: Bool) -> [String]? {
    guard let lists = entry.entry("accept") else { return nil }
    lists.know("kk", "ru", "en")
    var accepted: [String] = []
    for language in Words.Language.allCases {
      guard let words = words(lists, language.rawValue, 1...12, atMost: 60) else { return nil }
      accepted += words.map { ReadWord.compared($0, folds: folds) }
    }
    if accepted.contains("") { return entry.fail(.wordWanted(60), at: "accept") }
    return accepted.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  mutating func measured() -> MeasuredBody? {
    let fields = pairs("fields", 1...12) { reader, name, entry -> MeasuredBody.Field? in
      guard Expression.isName(name) else { return entry.fail(.noName(name)) }
      entry.know("unit", "times", "label", "between")
      let unit = reader.unit(in: entry)
      let times = entry.whole(ifAny: "times", in: 2...20)
      let between = reader.between(entry)
      return reader.text("label", in: entry).map {
        MeasuredBody.Field(name: name, unit: unit, times: times, label: $0, between: between)
      }
    }
    guard let fields else { return nil }
    var forms: [String: ExpressionValue.Form] = [:]
    for field in fields { forms[field.name] = field.times == nil ? .number : .list }
    let checks = list("checks", 1...12) { reader, entry -> MeasuredBody.Check? in
      entry.know("that", "says", "asks")
      let that = reader.expression("that", in: entry, forms, .truth)
      guard entry.has("says") != entry.has("asks") else { return entry.fail(.saysOrAsks) }
      let isQuestion = entry.has("asks")
      guard let remark = reader.remark(isQuestion ? "asks" : "says", in: entry), let that else { return nil }
      return MeasuredBody.Check(that: that, remark: remark, isQuestion: isQuestion)
    }
    return checks.map { MeasuredBody(fields: fields, checks: $0) }
  }

  private func between(_ entry: YAMLEntry) -> ClosedRange<Double>? {
    guard entry.has("between") else { return nil }
    let ends = entry.list("between").map { $0.word.flatMap { PlainDecimal($0) }?.value }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low < high else { return entry.fail(.twoEnds, at: "between") }
    return low...high
  }
}
