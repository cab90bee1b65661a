import Programme
import Words

/// Reads `variants`, `params` and `where`.
enum NumbersReader {
  /// Values of a param; more are a slip of the step.
  private static let mostSteps = 100_000

  static func read(_ root: YAMLEntry) -> ChangingNumbers? {
    guard root.has("params") else {
      for key in ["variants", "where"] where root.has(key) { root.complain(.nothingChanges(key), at: key) }
      return ChangingNumbers.none
    }
    let variants = root.whole("variants", in: ChangingNumbers.fewestVariants...ChangingNumbers.mostVariants)
    guard let entry = root.entry("params") else { return nil }
    var params: [ChangingNumbers.Param] = []
    var forms: [String: ExpressionValue.Form] = [:]
    var isWhole = true
    for name in entry.keys {
      guard let param = param(name, in: entry, forms) else {
        isWhole = false
        continue
      }
      forms[name] = param.form(forms)
      params.append(param)
    }
    if params.count > ChangingNumbers.mostParams {
      root.complain(.countWanted("params", 1...ChangingNumbers.mostParams), at: "params")
      return nil
    }
    guard isWhole else { return nil }
    if !params.contains(where: { $0.source.count != nil }) { return root.fail(.nothingDrawn, at: "params") }
    guard let conditions = conditions(root, forms), let variants else { return nil }
    return ChangingNumbers(variants: variants, params: params, conditions: conditions)
  }

  private static func param(
    _ name: String, in params: YAMLEntry, _ forms: [String: ExpressionValue.Form]
  ) -> ChangingNumbers.Param? {
    guard Expression.isName(name) else { return params.fail(.noName(name), at: name) }
    let line = params.line(of: name)
    if let text = params.value(of: name) {
      do throws(ExpressionFault) {
        let expression = try Expression(reading: text)
        guard try expression.form(forms) != .truth else { return params.fail(.formWanted(name, .number), at: name) }
        return ChangingNumbers.Param(name: name, source: .computed(expression), line: line)
      } catch { return params.fail(error.phrase, at: name) }
    }
    guard let entry = params.entry(name) else { return nil }
    entry.know("from", "to", "step", "oneOf")
    let source = entry.has("oneOf") ? oneOf(entry) : steps(entry)
    return source.map { ChangingNumbers.Param(name: name, source: $0, line: line) }
  }

  private static func steps(_ entry: YAMLEntry) -> ChangingNumbers.Source? {
    let numbers = ["from", "to", "step"].map { key -> PlainDecimal? in
      guard entry.has(key) else { return entry.fail(.keyMissing(key)) }
      return entry.value(of: key).flatMap { PlainDecimal($0) } ?? entry.fail(.plainNumber(key), at: key)
    }
    guard let from = numbers[0], let to = numbers[1], let step = numbers[2] else { return nil }
    let decimals = max(from.decimals, to.decimals, step.decimals)
    guard decimals <= PlainDecimal.mostDecimals, let first = from.units(decimals: decimals),
      let last = to.units(decimals: decimals),
      let each = step.units(decimals: decimals)
    else { return entry.fail(.tooManyDigits) }
    guard each > 0, last > first, (last - first).isMultiple(of: each), (last - first) / each < mostSteps else {
      return entry.fail(.steps)
    }
    return .steps(from: first, step: each, count: (last - first) / each + 1, decimals: decimals)
  }

  private static func oneOf(_ entry: YAMLEntry) -> ChangingNumbers.Source? {
    if entry.keys.count > 1 { entry.complain(.oneOfAlone) }
    let values = entry.list("oneOf").map(value)
    guard !values.contains(nil) else { return nil }
    let read = values.compactMap { $0 }
    guard (2...200).contains(read.count) else { return entry.fail(.countWanted("oneOf", 2...200), at: "oneOf") }
    guard Set(read.map(\.value.form)).count == 1 else { return entry.fail(.mixedValues, at: "oneOf") }
    guard Set(read).count == read.count else { return entry.fail(.valueTwice, at: "oneOf") }
    let decimals = read.flatMap(\.elements).map(\.decimals).max() ?? 0
    return .oneOf(
      read.map { value in
        switch value {
        case .one(let number): .one(ShownNumber.padded(number, decimals))
        case .list(let list): .list(list.map { ShownNumber.padded($0, decimals) })
        }
      })
  }

  private static func value(_ entry: YAMLEntry) -> ShownNumber? {
    if let word = entry.word { return number(word).map { .one($0) } ?? entry.fail(.plainNumber("oneOf")) }
    let elements = entry.entries.map { key, value in key == nil ? value.word.flatMap(number) : nil }
    guard !elements.isEmpty, elements.count <= Expression.mostElements, !elements.contains(nil) else {
      return entry.fail(.plainNumber("oneOf"))
    }
    return .list(elements.compactMap { $0 })
  }

  private static func number(_ word: String) -> PlainDecimal? {
    PlainDecimal(word).flatMap { $0.decimals <= PlainDecimal.mostDecimals || $0.isScientific ? $0 : nil }
  }

  private static func conditions(
    _ root: YAMLEntry, _ forms: [String: ExpressionValue.Form]
  ) -> [ChangingNumbers.Condition]? {
    let entries = root.list(ifAny: "where")
    guard entries.count <= 20 else { return root.fail(.countWanted("where", 1...20), at: "where") }
    let conditions = entries.map { entry -> ChangingNumbers.Condition? in
      do throws(ExpressionFault) {
        let expression = try Expression(reading: entry.word ?? "")
        guard try expression.form(forms) == .truth else { return entry.fail(.formWanted("where", .truth)) }
        return ChangingNumbers.Condition(expression: expression, line: entry.line)
      } catch { return entry.fail(error.phrase) }
    }
    return conditions.contains { $0 == nil } ? nil : conditions.compactMap { $0 }
  }
}
