/// Every difference between the engines that a statement of ours can meet.
///
/// Schema texts use the words TEXT, BIGINT, INTEGER, DOUBLE, BOOLEAN and BYTES. SQLite tables become STRICT, so both
/// engines refuse a value of another type.
package enum Dialect {
  package static func schema(_ text: String, for kind: EngineKind) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      switch kind {
      case .sqlite:
        line == ");" ? ") STRICT;" : words(line, ["BIGINT": "INTEGER", "DOUBLE": "REAL", "BOOLEAN": "INTEGER", "BYTES": "BLOB"])
      case .postgres:
        words(line, ["BYTES": "BYTEA", "DOUBLE": "DOUBLE PRECISION", "INTEGER": "BIGINT"])
      }
    }.joined(separator: "\n")
  }

  /// A statement's `?` as PostgreSQL's `$1`, `$2`, …; texts in quotes are left alone.
  package static func numbered(_ text: String) -> String {
    var result = ""
    var quoted = false
    var number = 0
    for character in text {
      if character == "'" { quoted.toggle() }
      if character == "?", !quoted {
        number += 1
        result += "$\(number)"
      } else {
        result.append(character)
      }
    }
    return result
  }

  private static func words(_ line: Substring, _ replacements: [String: String]) -> String {
    line.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let bare = word.prefix { $0.isLetter }
      guard let other = replacements[String(bare)] else { return String(word) }
      return other + word.dropFirst(bare.count)
    }.joined(separator: " ")
  }
}
