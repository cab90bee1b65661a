/// What stands between the cells of a CSV file: Excel writes `;` where the comma is the decimal mark.
enum CSVSeparator {
  static let candidates = [UInt8(ascii: ";"), UInt8(ascii: ","), Letter.tab]
  private static let linesLookedAt = 10

  /// Excel's own first line `sep=;`; nil when there is none.
  static func named(_ text: ArraySlice<UInt8>) -> UInt8? {
    let line = Array(text.prefix(6))
    guard line.count >= 5, line.starts(with: "sep=".utf8), candidates.contains(line[4]),
      line.count == 5 || Letter.endsLine(line[5])
    else { return nil }
    return line[4]
  }

  /// The candidate that stands most often in every one of the first lines, below a title that holds none; then the one that stands
  /// most often in the most of them, for a title may hold a comma of its own; then the one that stands most often; then the comma.
  static func guessed(_ text: ArraySlice<UInt8>) -> UInt8 {
    let lines = counts(text).drop { $0.allSatisfy { $0 == 0 } }
    func fewest(_ position: Int) -> Int { lines.map { $0[position] }.min() ?? 0 }
    func middle(_ position: Int) -> Int { lines.isEmpty ? 0 : lines.map { $0[position] }.sorted()[lines.count / 2] }
    func all(_ position: Int) -> Int { lines.map { $0[position] }.reduce(0, +) }
    let best = candidates.indices.max {
      (fewest($0), middle($0), all($0)) < (fewest($1), middle($1), all($1))
    }
    guard let best, all(best) > 0 else { return UInt8(ascii: ",") }
    return candidates[best]
  }

  /// For each of the first lines, how often each candidate stands outside quotation marks.
  private static func counts(_ text: ArraySlice<UInt8>) -> [[Int]] {
    var lines: [[Int]] = []
    var line = [0, 0, 0]
    var isQuoted = false
    var isEmpty = true
    for byte in text {
      if byte == Letter.quote { isQuoted.toggle() }
      if Letter.endsLine(byte), !isQuoted {
        if !isEmpty { lines.append(line) }
        (line, isEmpty) = ([0, 0, 0], true)
        guard lines.count < linesLookedAt else { return lines }
        continue
      }
      isEmpty = false
      if !isQuoted, let position = candidates.firstIndex(of: byte) { line[position] += 1 }
    }
    if !isEmpty { lines.append(line) }
    return lines
  }
}
