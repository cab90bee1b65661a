import Programme
import Words

/// Programming on paper.
extension ExerciseReader {
  /// Letters of a line: a phone of 360 pixels shows a few less.
  private static let longestLine = 60

  mutating func trace() -> TraceBody? {
    let code = root.text("code", atMost: 20 * Self.longestLine).flatMap { code -> [ExerciseText.Part]? in
      let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.count > 21 || lines.contains(where: { $0.count > Self.longestLine || $0.contains("\t") }) {
        root.complain(.codeSize, at: "code")
      }
      return parts(code, root)
    }
    let columns = words("columns", 1...6, atMost: 20)
    if let columns, Set(columns).count < columns.count || !columns.allSatisfy(Self.isVariable) {
      root.complain(.columns, at: "columns")
    }
    let width = columns?.count
    let rows = list("rows", 1...20) { reader, entry -> [[ExerciseText.Part]]? in
      let cells = reader.words(entry.entries.filter { $0.key == nil }.map(\.value), 60, true)
      if let cells, let width, cells.count != width { entry.complain(.rowWidth(width)) }
      return cells.flatMap { cells in
        let parts = cells.map { reader.parts($0, entry) }
        return parts.contains { $0 == nil } ? nil : parts.compactMap { $0 }
      }
    }
    let given = root.whole(ifAny: "given", in: 0...20) ?? 0
    guard let code, let columns, let rows else { return nil }
    guard given < rows.count else { return root.fail(.allGiven, at: "given") }
    return TraceBody(code: code, columns: columns, rows: rows.map { Array($0.prefix(columns.count)) }, given: given)
  }

  /// A name of Python, which an answer's place is called by.
  private static func isVariable(_ name: String) -> Bool {
    guard let first = name.utf8.first, !Expression.isDigit(first) else { return false }
    return name.utf8.allSatisfy { Expression.isLetter($0) || Expression.isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  mutating func reorder() -> ReorderBody? {
    let lines = lines("lines", 2...12)
    let extra = lines.flatMap { _ in self.lines("extra", 0...4) }
    guard let lines, let extra else { return nil }
    if lines.first?.indent != 0 { root.complain(.firstIndent, at: "lines") }
    if !Set(extra.map(\.parts)).isDisjoint(with: lines.map(\.parts)) { root.complain(.extraBelongs, at: "extra") }
    if Set(lines.map(\.parts)).count < 2 { root.complain(.sameTexts("lines"), at: "lines") }
    return ReorderBody(lines: lines, extra: extra)
  }

  private func lines(_ key: String, _ count: ClosedRange<Int>) -> [ReorderBody.Line]? {
    guard let words = words(key, count, atMost: Self.longestLine) else { return nil }
    let lines = words.map { word -> ReorderBody.Line? in
      let spaces = word.prefix { $0 == " " }.count
      guard spaces.isMultiple(of: 4), spaces <= 40, !word.contains("\t") else { return root.fail(.indent(word), at: key) }
      var text = word.dropFirst(spaces)
      while text.last == " " { text.removeLast() }
      return parts(String(text), root).map { ReorderBody.Line(parts: $0, indent: spaces / 4) }
    }
    return lines.contains(nil) ? nil : lines.compactMap { $0 }
  }
}
