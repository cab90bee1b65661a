import Words

extension Rubric {
  private static let longest = 1_000

  /// From a file of its own: `rubric: {key: {title: T, levels: [T, …]}}`. Throws all that is wrong, each with its line.
  package init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { root in
      root.know("rubric")
      return Rubric(root)
    }
  }

  /// What stands at `rubric` of a place that holds more; nil with its complaints.
  package init?(_ root: YAMLEntry) {
    guard let inside = root.entry("rubric") else { return nil }
    guard (1...Self.mostCriteria).contains(inside.keys.count) else {
      root.complain(.rubricHolds("rubric", 1...Self.mostCriteria), at: "rubric")
      return nil
    }
    let criteria = inside.entries.map { key, entry in key.flatMap { Criterion($0, entry) } }
    guard !criteria.contains(nil) else { return nil }
    self.init(criteria: criteria.compactMap(\.self))
  }

  fileprivate static func text(_ said: Said, _ entry: YAMLEntry, _ line: Int?) -> Text? {
    for language in Language.allCases {
      let text = said(language)
      guard text.contains(where: { !$0.isWhitespace }) else {
        entry.complain(.anchorEmpty, onLine: line)
        return nil
      }
      guard text.count <= longest else {
        entry.complain(.anchorTooLong(longest), onLine: line)
        return nil
      }
    }
    return Text(says: said, line: line)
  }
}

extension Rubric.Criterion {
  fileprivate init?(_ key: String, _ entry: YAMLEntry) {
    guard Self.isKey(key) else {
      entry.complain(.keyNotPlain(key))
      return nil
    }
    entry.know("title", "levels")
    let title = entry.said("title").flatMap { Rubric.text($0, entry, entry.line(of: "title")) }
    let elements = entry.list("levels")
    let levels = elements.compactMap { level in level.said.flatMap { Rubric.text($0, level, level.line) } }
    if !elements.isEmpty, !Rubric.levelCount.contains(elements.count) {
      entry.complain(.rubricHolds("levels", Rubric.levelCount), at: "levels")
      return nil
    }
    for (index, level) in levels.enumerated() {
      // Two levels that read the same in one language cannot be told apart there.
      let isTold = levels.prefix(index).contains { other in Language.allCases.contains { other.says($0) == level.says($0) } }
      if isTold { entry.complain(.anchorsAlike, onLine: level.line) }
    }
    guard let title, !elements.isEmpty, levels.count == elements.count else { return nil }
    self.init(key: key, title: title, levels: levels)
  }

  /// It stands in the names of fields and in tables.
  private static func isKey(_ key: String) -> Bool {
    (1...40).contains(key.utf8.count)
      && key.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}

extension Phrase {
  static func rubricHolds(_ key: String, _ count: ClosedRange<Int>) -> Phrase {
    Phrase(
      kk: "«\(key)»: мұнда \(count.lowerBound)–\(count.upperBound) бөлік болуы керек.",
      ru: "«\(key)»: здесь должно быть от \(count.lowerBound) до \(count.upperBound) частей.",
      en: "“\(key)”: there must be \(count.lowerBound) to \(count.upperBound) parts here.")
  }
  static let anchorEmpty = Phrase(
    kk: "Деңгейдің не критерийдің мәтіні бос.", ru: "Текст уровня или критерия пуст.",
    en: "The text of a level or a criterion is empty.")
  static func anchorTooLong(_ most: Int) -> Phrase {
    Phrase(
      kk: "Мәтін тым ұзақ: ең көбі \(most) таңба.", ru: "Текст слишком длинный: не больше \(most) знаков.",
      en: "The text is too long: at most \(most) characters.")
  }
  static let anchorsAlike = Phrase(
    kk: "Бір критерийдің екі деңгейі бірдей жазылған: оларды ажырату мүмкін емес.",
    ru: "Два уровня одного критерия описаны одинаково: их нельзя различить.",
    en: "Two levels of one criterion read the same: they cannot be told apart.")
}
