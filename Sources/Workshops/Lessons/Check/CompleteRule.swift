import Words

extension LessonCheck {
  /// 7. Everything that a text names is there.
  mutating func completeness() {
    for language in Language.allCases {
      for block in texts[language]?.blocks ?? [] {
        switch block.kind {
        case .exercise(let key) where !folder.exercises.contains(key): add(block, language, .noExercise(key), source: nil)
        case .figure(_, let file) where !folder.figures.contains(file): add(block, language, .noFigure(file), source: nil)
        case .download(let file) where !folder.downloads.contains(file): add(block, language, .noDownload(file), source: nil)
        default: break
        }
        for inline in block.everything {
          switch inline {
          case .term(let key, _) where folder.terms[key] == nil: add(block, language, .noTerm(key), source: nil)
          case .lesson(let key, _) where !folder.lessons.contains(key): add(block, language, .noLesson(key), source: nil)
          default: break
          }
        }
      }
    }
  }

  /// The texts of the YAML files keep the rules of language and numbers too, and stand in every language.
  mutating func saidTexts() {
    for said in folder.said {
      let source = said.texts[folder.source] ?? ""
      for language in Language.allCases {
        guard let text = said.texts[language], text.contains(where: { !$0.isWhitespace }) else {
          add(said.file, said.line, .unsaid, here: language.rawValue, source: source)
          continue
        }
        compare(said, language, text, source)
      }
    }
  }

  private mutating func compare(_ said: SaidText, _ language: Language, _ text: String, _ source: String) {
    let (here, there) = (SaidPieces(text), SaidPieces(source))
    for fault in here.unreadable { add(said.file, said.line, .text(fault), here: text) }
    for fault in here.words.faults(language) { add(said.file, said.line, fault, here: text) }
    if language == folder.source { return }
    if here.parameters != there.parameters { add(said.file, said.line, .parameters, here: text, source: source) }
    if here.formulas != there.formulas { add(said.file, said.line, .formulas, here: text, source: source) }
    let (numbers, others) = (
      NumbersInText.all(in: here.words, language).sorted(), NumbersInText.all(in: there.words, folder.source).sorted()
    )
    if numbers != others {
      add(
        said.file, said.line, .numbers(here: numbers.without(others), source: others.without(numbers)), here: text, source: source
      )
    }
    if text == source, here.words.isSentence { add(said.file, said.line, .untranslated, here: text, source: source) }
  }
}

/// A text of a YAML file taken apart: its words, what is filled in, and its formulas.
struct SaidPieces {
  private(set) var words = ""
  /// Sorted, as languages order their sentences differently.
  private(set) var parameters: [String] = []
  private(set) var formulas: [String] = []
  private let hasOpenFormula: Bool

  init(_ text: String) {
    // A dollar behind a backslash is a sign of money.
    let pieces = text.replacing("\\$", with: "").split(separator: "$", omittingEmptySubsequences: false)
    hasOpenFormula = pieces.count.isMultiple(of: 2)
    for (index, piece) in pieces.enumerated() {
      if index.isMultiple(of: 2) { spread(piece) } else { formulas.append(String(piece)) }
    }
    parameters.sort()
    formulas.sort()
  }

  /// What is wrong with its formulas, each parameter taken for a number.
  var unreadable: [LessonFault] {
    if hasOpenFormula { return [.openFormula] }
    return formulas.compactMap { formula in
      do throws(FormulaComplaint) {
        _ = try Formula(reading: formula.replacing(/\{[=?][A-Za-z0-9]+\}/, with: "1"))
        return nil
      } catch { return .formula(error) }
    }
  }

  private mutating func spread(_ text: Substring) {
    var rest = text
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      words += rest[..<open]
      parameters.append(String(rest[open...close]))
      rest = rest[rest.index(after: close)...]
    }
    words += rest
  }
}
