import Grading
import Programme
import Words

/// What several kinds read in the same way.
extension ExerciseReader {
  func text(_ key: String, in entry: YAMLEntry? = nil) -> ExerciseText? {
    let entry = entry ?? root
    return entry.said(key).flatMap { text($0, entry, entry.line(of: key), key) }
  }

  func text(ifAny key: String, in entry: YAMLEntry) -> ExerciseText? { entry.has(key) ? text(key, in: entry) : nil }

  func text(_ entry: YAMLEntry) -> ExerciseText? { entry.said.flatMap { text($0, entry, entry.line, nil) } }

  /// Of words that somebody else has read from the same file.
  func text(_ said: Said, _ entry: YAMLEntry, _ line: Int?) -> ExerciseText? {
    do throws(ExerciseText.TextFault) {
      return try ExerciseText(said, line: line)
    } catch {
      entry.complain(error.fault.phrase(error.language), onLine: line)
      return nil
    }
  }

  private func text(_ said: Said, _ entry: YAMLEntry, _ line: Int?, _ key: String?) -> ExerciseText? {
    if Language.allCases.contains(where: { said($0).count > ExerciseText.longest }) {
      return entry.fail(.textTooLong(ExerciseText.longest), at: key)
    }
    do throws(ExerciseText.TextFault) {
      return try ExerciseText(said, line: line)
    } catch {
      return entry.fail(error.fault.phrase(error.language), at: key)
    }
  }

  /// Its place among the remarks; nil: nothing is said, which is no fault.
  mutating func remark(ifAny key: String, in entry: YAMLEntry) -> Int? {
    guard let text = text(ifAny: key, in: entry) else { return nil }
    remarks.append(text)
    return remarks.count - 1
  }

  mutating func remark(_ key: String, in entry: YAMLEntry) -> Int? {
    entry.has(key) ? remark(ifAny: key, in: entry) : entry.fail(.keyMissing(key))
  }

  /// Each element of a list of so many; nil where one cannot be read. A list that may be empty may be missing.
  mutating func list<Value>(
    _ key: String, _ count: ClosedRange<Int>, in entry: YAMLEntry? = nil, _ read: (inout ExerciseReader, YAMLEntry) -> Value?
  ) -> [Value]? {
    let entry = entry ?? root
    let elements = count.lowerBound == 0 ? entry.list(ifAny: key) : entry.list(key)
    let values = elements.map { read(&self, $0) }
    if elements.isEmpty, count.lowerBound > 0 { return nil }
    guard count.contains(elements.count) else { return entry.fail(.countWanted(key, count), at: key) }
    return values.contains { $0 == nil } ? nil : values.compactMap { $0 }
  }

  /// Each pair of name and value of a place that holds so many, in its order.
  mutating func pairs<Value>(
    _ key: String, _ count: ClosedRange<Int>, in entry: YAMLEntry? = nil,
    _ read: (inout ExerciseReader, String, YAMLEntry) -> Value?
  ) -> [Value]? {
    let entry = entry ?? root
    guard let inside = entry.entry(key) else { return nil }
    guard count.contains(inside.keys.count) else { return entry.fail(.countWanted(key, count), at: key) }
    let values = inside.entries.map { name, value in name.flatMap { read(&self, $0, value) } }
    return values.contains { $0 == nil } ? nil : values.compactMap { $0 }
  }

  /// Texts without languages: lines of code, cells.
  func words(_ key: String, _ count: ClosedRange<Int>, atMost longest: Int, isEmptyAllowed: Bool = false) -> [String]? {
    words(root, key, count, atMost: longest, isEmptyAllowed: isEmptyAllowed)
  }

  func words(
    _ entry: YAMLEntry, _ key: String, _ count: ClosedRange<Int>, atMost longest: Int, isEmptyAllowed: Bool = false
  ) -> [String]? {
    let elements = count.lowerBound == 0 ? entry.list(ifAny: key) : entry.list(key)
    if elements.isEmpty, count.lowerBound > 0 { return nil }
    guard count.contains(elements.count) else { return entry.fail(.countWanted(key, count), at: key) }
    return words(elements, longest, isEmptyAllowed)
  }

  func words(_ elements: [YAMLEntry], _ longest: Int, _ isEmptyAllowed: Bool) -> [String]? {
    let words = elements.map { element -> String? in
      guard let word = element.word, word.count <= longest, isEmptyAllowed || word.contains(where: { !$0.isWhitespace }) else {
        return element.fail(.wordWanted(longest))
      }
      return word
    }
    return words.contains(nil) ? nil : words.compactMap { $0 }
  }

  /// No, where it does not stand.
  func flag(_ key: String, in entry: YAMLEntry) -> Bool {
    guard entry.has(key) else { return false }
    switch entry.value(of: key) {
    case "yes", "true": return true
    case "no", "false": return false
    default: return entry.fail(.yesOrNo(key), at: key) ?? false
    }
  }

  func expression(
    _ key: String, in entry: YAMLEntry, _ names: [String: ExpressionValue.Form], _ wanted: ExpressionValue.Form
  ) -> Expression? {
    guard let text = entry.value(of: key) else { return entry.fail(.keyMissing(key)) }
    do throws(ExpressionFault) {
      let expression = try Expression(reading: text)
      let form = try expression.form(names)
      guard form == wanted else { return entry.fail(.formWanted(key, wanted), at: key) }
      return expression
    } catch {
      return entry.fail(error.phrase, at: key)
    }
  }

  /// Nil where it does not stand; a complaint where there is no such unit.
  func unit(in entry: YAMLEntry) -> WrittenUnit? {
    guard let name = entry.text(ifAny: "unit", atMost: 40) else { return nil }
    return Grader.shipped?.unit(name) ?? entry.fail(.noSuchUnit(name), at: "unit")
  }

  func tolerance(in entry: YAMLEntry) -> Tolerance? {
    guard let inside = entry.entry("tolerance") else { return nil }
    inside.know("absolute", "relative", "digits")
    guard inside.keys.count == 1 else { return entry.fail(.oneTolerance, at: "tolerance") }
    if inside.has("digits") { return inside.whole("digits", in: 1...15).map { .digits($0) } }
    let key = inside.has("relative") ? "relative" : "absolute"
    guard let size = decimal(key, in: inside)?.value else { return nil }
    guard size >= 0, key == "absolute" || (size > 0 && size < 1) else { return inside.fail(.toleranceSize, at: key) }
    return key == "absolute" ? .absolute(size) : .relative(size)
  }

  func decimal(_ key: String, in entry: YAMLEntry) -> PlainDecimal? {
    guard entry.has(key) else { return entry.fail(.keyMissing(key)) }
    return entry.value(of: key).flatMap { PlainDecimal($0) } ?? entry.fail(.plainNumber(key), at: key)
  }

  /// A text with numbers of the variant in it, that is no sentence: a line of code or a cell.
  func parts(_ text: String, _ entry: YAMLEntry) -> [ExerciseText.Part]? {
    do throws(ExerciseText.TextFault) {
      return try ExerciseText.parts(text)
    } catch {
      return entry.fail(error.fault.phrase(.en))
    }
  }
}
