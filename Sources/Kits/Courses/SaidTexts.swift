import Lessons
import Programme
import Words

/// Every text of a YAML file that stands in languages, wherever it stands: `{kk: …, ru: …, en: …}`, or a list for each language.
enum SaidTexts {
  /// Deeper than any file of a course goes.
  private static let mostLevels = 12

  static func all(in yaml: [UInt8], file: String) throws(FileComplaints) -> [SaidText] {
    try YAMLFile.read(yaml) { root in
      var found: [SaidText] = []
      collect(root, file, level: 0, into: &found)
      return found
    }
  }

  private static func collect(_ entry: YAMLEntry, _ file: String, level: Int, into found: inout [SaidText]) {
    if level > mostLevels { return }
    let spoken = Language.allCases.filter { entry.has($0.rawValue) }
    if !spoken.isEmpty { found += texts(entry, file) }
    // Stems are beginnings of words and `accept` is what may be typed; a language may have more of them than another.
    for (key, value) in entry.entries
    where key != "stems" && key != "accept" && !(key.map { Language(rawValue: $0) != nil } ?? false) {
      collect(value, file, level: level + 1, into: &found)
    }
  }

  private static func texts(_ entry: YAMLEntry, _ file: String) -> [SaidText] {
    var columns: [Language: [String?]] = [:]
    for (key, value) in entry.entries {
      guard let language = key.flatMap({ Language(rawValue: $0) }) else { continue }
      columns[language] = value.word.map { [$0] } ?? value.entries.map(\.value.word)
    }
    let count = columns.values.map(\.count).max() ?? 0
    return (0..<count).map { index in
      var texts: [Language: String] = [:]
      for (language, column) in columns where index < column.count { texts[language] = column[index] }
      return SaidText(file: file, line: entry.line ?? 1, texts: texts)
    }
  }
}
