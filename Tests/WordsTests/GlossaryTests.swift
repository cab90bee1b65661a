import Foundation
import Testing
import Words

/// docs/glossary.md: terms, where the house says them otherwise and why, and words it does not use.
private struct Glossary {
  struct Said: Hashable, CustomStringConvertible {
    let en, kk, ru: String

    init(en: String, kk: String, ru: String) { (self.en, self.kk, self.ru) = (Self.bare(en), Self.bare(kk), Self.bare(ru)) }

    var description: String { "\(en) | \(kk) | \(ru)" }

    /// As texts are compared: small letters, no full stop or colon at the end.
    private static func bare(_ text: String) -> String {
      var text = text.lowercased().trimmingCharacters(in: .whitespaces)
      while text.last == "." || text.last == ":" { text.removeLast() }
      return text
    }
  }

  /// By the English term.
  var terms: [String: Set<Said>] = [:]
  var otherwise: Set<Said> = []
  /// Words to avoid, each with the language it is avoided in.
  var unwanted: [(word: String, language: Language)] = []

  /// Rows of four cells under the headings `## Terms`, `## Said otherwise` and `## Not these`.
  init(_ markdown: String) {
    var section = ""
    for line in markdown.split(separator: "\n") {
      if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 4, !cells[0].hasPrefix("---"), cells[0] != "English", cells[0] != "not" else { continue }
      switch section {
      case "Terms":
        let en = Self.alternatives(cells[0])[0]
        for kk in Self.alternatives(cells[1]) {
          for ru in Self.alternatives(cells[2]) {
            let said = Said(en: en, kk: kk, ru: ru)
            terms[said.en, default: []].insert(said)
          }
        }
      case "Said otherwise": otherwise.insert(Said(en: cells[0], kk: cells[1], ru: cells[2]))
      case "Not these":
        if let language = Self.languages[cells[2]] { unwanted.append((cells[0].lowercased(), language)) }
      default: break
      }
    }
  }

  private static let languages: [String: Language] = ["Kazakh": .kk, "Russian": .ru, "English": .en]

  /// `ученик; ученица` without what stands in brackets behind a term.
  private static func alternatives(_ cell: String) -> [String] {
    cell.split(separator: ";").map { $0.replacing(/\s*\([^)]*\)\s*$/, with: "").trimmingCharacters(in: .whitespaces) }
  }

  /// Texts that no row explains: a term said otherwise than the glossary has it, and one English text said in two ways.
  func unexplained(_ said: [Said]) -> [Said] {
    Dictionary(grouping: Set(said), by: \.en).flatMap { en, ways -> [Said] in
      guard ways.count > 1 || terms[en] != nil else { return [] }
      return ways.filter { !(terms[en]?.contains($0) ?? false) && !otherwise.contains($0) }
    }.sorted { $0.description < $1.description }
  }

  /// Rows that explain what nobody says, or what needs no explaining.
  func idle(_ said: [Said]) -> [Said] {
    let ways = Dictionary(grouping: Set(said), by: \.en)
    return otherwise.filter { row in
      !(ways[row.en]?.contains(row) ?? false) || (ways[row.en]?.count == 1 && terms[row.en] == nil)
    }.sorted { $0.description < $1.description }
  }
}

@Suite struct GlossaryTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let glossary = Glossary(
    (try? String(contentsOf: root.appending(path: "docs/glossary.md"), encoding: .utf8)) ?? "")

  /// Of sentences in which nothing varies.
  private static let said = EveryPhraseInTheHouse.phrases.map(\.phrase).filter { phrase in
    ![phrase.kk, phrase.ru, phrase.en].contains { $0.shown.contains("{") || $0.shown.contains(" | ") }
  }.map { Glossary.Said(en: $0.en.shown, kk: $0.kk.shown, ru: $0.ru.shown) }

  @Test("it is read: its terms, exceptions and words to avoid")
  func read() {
    #expect(Self.glossary.terms.count > 280 && Self.glossary.otherwise.count > 40 && Self.glossary.unwanted.count > 40)
    #expect(Self.said.count > 1_000)
  }

  @Test("a term, and any English text, is said in one way, or docs/glossary.md says why not")
  func agrees() {
    let unexplained = Self.glossary.unexplained(Self.said).map { "| \($0) | |" }
    #expect(unexplained == [], "\(unexplained.joined(separator: "\n"))")
  }

  @Test("no exception outlives what it explains")
  func nothingIdle() {
    let idle = Self.glossary.idle(Self.said)
    #expect(idle == [], "\(idle.map(\.description).joined(separator: "\n"))")
  }

  /// Every sentence of the house and of its programme, with its place and language, in small letters.
  private static func sentences() throws -> [(place: String, language: Language, text: String)] {
    let programme = root.appending(path: "Programmes/stem-school")
    let files = try FileManager.default.contentsOfDirectory(atPath: programme.path).filter { $0.hasSuffix(".yaml") }
    let written = try files.flatMap { file in
      try String(contentsOf: programme.appending(path: file), encoding: .utf8)
        .matches(of: #/\b(kk|ru|en): "((?:[^"\\]|\\.)*)"/#)
        .compactMap { match in Language(rawValue: String(match.1)).map { (file, $0, match.2.lowercased()) } }
    }
    let said = EveryPhraseInTheHouse.phrases.flatMap { found in
      [(Language.kk, found.phrase.kk), (.ru, found.phrase.ru), (.en, found.phrase.en)].map {
        (found.description, $0.0, $0.1.shown.lowercased())
      }
    }
    return written + said
  }

  @Test("words that mislead are used nowhere, in programmes neither")
  func unwanted() throws {
    let sentences = try Self.sentences()
    for language in Language.allCases {
      #expect(sentences.count { $0.language == language && $0.place.hasSuffix(".yaml") } > 80)
      #expect(Self.glossary.unwanted.contains { $0.language == language })
    }
    for (word, language) in Self.glossary.unwanted {
      for sentence in sentences where sentence.language == language && sentence.text.contains(word) {
        Issue.record("\(sentence.place): \(word)")
      }
    }
  }

  @Test("a planted disagreement is found, and a planted idle row")
  func planted() {
    let glossary = Glossary(
      """
      ## Terms
      | English | Kazakh | Russian | |
      | score (points) | ұпай | балл; очки | |
      ## Said otherwise
      | English | Kazakh | Russian | why |
      | Score | ұпайы | балл | beside a name |
      | Nobody | ешкім | никто | says this |
      """)
    func said(_ en: String, _ kk: String, _ ru: String) -> Glossary.Said { Glossary.Said(en: en, kk: kk, ru: ru) }
    let fine = [said("Score", "Ұпай", "Очки"), said("score:", "ұпайы:", "балл:"), said("One", "Бір", "Один")]
    #expect(glossary.unexplained(fine) == [])
    #expect(glossary.unexplained(fine + [said("Score", "Баға", "Балл")]) == [said("Score", "Баға", "Балл")])
    #expect(glossary.unexplained(fine + [said("One", "Біреу", "Один")]).count == 2)
    #expect(glossary.idle(fine) == [said("Nobody", "ешкім", "никто")])
  }
}
