package import Words

/// Holds a lesson's languages against each other. Three plain files, aligned by position: each rule is a file beside this one.
///
///     LessonCheck.findings(folder).isEmpty   // it may be published
package struct LessonCheck {
  let folder: LessonFolder
  /// The texts that could be read.
  let texts: [Language: LessonText]
  private(set) var findings: [Finding] = []
  private var usedExceptions: Set<Int> = []

  /// In the order of the files and lines. While there is one, nothing is published.
  package static func findings(_ folder: LessonFolder) -> [Finding] {
    var check = LessonCheck(folder)
    check.completeness()
    for language in Language.allCases where language != folder.source { check.compare(language) }
    for language in Language.allCases { check.letters(language) }
    check.saidTexts()
    check.drift()
    check.idleExceptions()
    return check.sorted
  }

  /// Of texts that belong to a course and to no lesson.
  package static func findings(of said: [SaidText], source: Language) -> [Finding] {
    var check = LessonCheck(said, source: source)
    check.saidTexts()
    return check.sorted
  }

  private init(_ said: [SaidText], source: Language) {
    folder = LessonFolder(
      source: source, texts: [:], alignment: nil, terms: [:], exercises: [], figures: [], downloads: [], lessons: [], said: said)
    texts = [:]
  }

  init(_ folder: LessonFolder) {
    self.folder = folder
    var texts: [Language: LessonText] = [:]
    for language in Language.allCases {
      guard let text = folder.texts[language] else {
        findings.append(Finding(file: Self.file(language), line: 1, fault: .noText, here: "", source: ""))
        continue
      }
      do throws(LessonComplaints) {
        texts[language] = try LessonText(reading: text)
      } catch {
        findings += error.all.map {
          Finding(file: Self.file(language), line: $0.line, fault: .text($0.fault), here: "", source: "")
        }
      }
    }
    self.texts = texts
  }

  /// The source's block beside the block of another language; where the kinds of blocks differ, the first difference is named and the
  /// rest is compared as far as it belongs together.
  private mutating func compare(_ language: Language) {
    guard let source = texts[folder.source]?.blocks, let other = texts[language]?.blocks else { return }
    shape(source, other, language)
    let (shapes, others) = (source.map(\.shape), other.map(\.shape))
    for (i, j) in commonSequence(source.count, other.count, { shapes[$0] == others[$1] ? 1 : 0 }) {
      sameness(source[i], other[j], language)
      numbers(source[i], other[j], language)
      terms(source[i], other[j], language)
    }
  }

  mutating func add(_ file: String, _ line: Int, _ fault: Finding.Fault, here: String = "", source: String = "") {
    findings.append(Finding(file: file, line: line, fault: fault, here: Self.excerpt(here), source: Self.excerpt(source)))
  }

  /// A finding about a block, with what the source has for it, unless a person has excused it.
  mutating func add(_ block: Block, _ language: Language, _ fault: Finding.Fault, source: Block?) {
    let hash = (source ?? block).hash
    if let index = exceptions.firstIndex(where: { $0.block == hash && $0.rule == fault.rule }) {
      usedExceptions.insert(index)
    } else {
      add(Self.file(language), block.line, fault, here: block.source, source: source?.source ?? "")
    }
  }

  static func file(_ language: Language) -> String { "\(language.rawValue).md" }

  private static func excerpt(_ text: String) -> String { text.count > 300 ? "\(text.prefix(299))…" : text }

  private var sorted: [Finding] {
    findings.sorted { ($0.file, $0.line, $0.rule.rawValue) < ($1.file, $1.line, $1.rule.rawValue) }
  }

  private var exceptions: [Alignment.Exception] { folder.alignment?.exceptions ?? [] }

  /// An excuse that no block needs is a finding.
  private mutating func idleExceptions() {
    for (index, exception) in exceptions.enumerated() where !usedExceptions.contains(index) {
      add("aligned.yaml", 1, .idleException, here: "\(exception.block) \(exception.rule.rawValue)")
    }
  }
}
