import Lessons
package import Markup
package import Programme
package import Words

/// A text of an exercise in three languages: words, formulas, code, numbers of the variant `{=name}` and gaps `{?name}`.
package struct ExerciseText: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    case words(String)
    /// Between dollars; the numbers in it are filled in before it is read.
    case formula([Part])
    case code([Part])
    case number(String)
    case gap(String)
  }

  enum Part: Sendable, Hashable {
    case text(String)
    case number(String)
  }

  enum Fault: Sendable, Hashable { case formulaOpen, codeOpen, mark(String), gapInside(String) }

  static let longest = 1_000

  package let said: Said
  let pieces: [Language: [Piece]]
  let line: Int?

  /// Throws what cannot be read, in the first language that has it.
  init(_ said: Said, line: Int?) throws(TextFault) {
    self.said = said
    self.line = line
    var pieces: [Language: [Piece]] = [:]
    for language in Language.allCases {
      var reader = TextPieces(said(language))
      pieces[language] = reader.read()
      if let fault = reader.fault { throw TextFault(fault: fault, language: language) }
    }
    self.pieces = pieces
  }

  struct TextFault: Error { let fault: Fault, language: Language }

  /// Of a line of code or a cell, in which dollars and backticks are what they are.
  static func parts(_ text: String) throws(TextFault) -> [Part] {
    var reader = TextPieces(text)
    let parts = reader.parts()
    if let fault = reader.fault { throw TextFault(fault: fault, language: .en) }
    return parts
  }

  /// The numbers it shows.
  var numbers: Set<String> {
    var numbers: Set<String> = []
    for piece in pieces.values.joined() {
      switch piece {
      case .number(let name): numbers.insert(name)
      case .formula(let parts), .code(let parts):
        for case .number(let name) in parts { numbers.insert(name) }
      case .words, .gap: break
      }
    }
    return numbers
  }

  var hasFormula: Bool {
    pieces.values.contains { $0.contains { if case .formula = $0 { true } else { false } } }
  }

  var isTheSameInEachVariant: Bool { numbers.isEmpty }

  /// In the order of the text.
  func gaps(_ language: Language) -> [String] {
    (pieces[language] ?? []).compactMap { piece in
      guard case .gap(let name) = piece else { return nil }
      return name
    }
  }

  /// As a page shows it; `gap` makes the place where an answer is written.
  package func shown(_ language: Language, _ variant: Variant, gap: (String) -> HTML = { _ in "…" }) -> HTML {
    (pieces[language] ?? []).map { piece -> HTML in
      switch piece {
      case .words(let words): HTML(words)
      case .number(let name): HTML(variant.text(of: name, language, in: .words))
      case .gap(let name): gap(name)
      case .code(let parts): "<code>\(Self.filled(parts, variant, language, .code))</code>"
      case .formula(let parts):
        Self.formula(parts, variant)?.shown(language) ?? HTML(Self.filled(parts, variant, language, .formula))
      }
    }.joined()
  }

  /// Without marks, for paper, letters and what is compared.
  package func plain(_ language: Language, _ variant: Variant, gap: (String) -> String = { _ in "…" }) -> String {
    (pieces[language] ?? []).map { piece in
      switch piece {
      case .words(let words): words
      case .number(let name): variant.text(of: name, language, in: .words)
      case .gap(let name): gap(name)
      case .code(let parts): Self.filled(parts, variant, language, .code)
      case .formula(let parts):
        Self.formula(parts, variant)?.line(language) ?? Self.filled(parts, variant, language, .formula)
      }
    }.joined()
  }

  /// Why a formula of the text cannot be read with the variant's numbers.
  func formulaFault(_ variant: Variant) -> FormulaComplaint? {
    for piece in pieces.values.joined() {
      guard case .formula(let parts) = piece else { continue }
      do throws(FormulaComplaint) {
        _ = try Formula(reading: Self.filled(parts, variant, .en, .formula))
      } catch { return error }
    }
    return nil
  }

  static func formula(_ parts: [Part], _ variant: Variant) -> Formula? {
    try? Formula(reading: filled(parts, variant, .en, .formula))
  }

  static func filled(_ parts: [Part], _ variant: Variant, _ language: Language, _ place: ShownNumber.Place) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let words): text += words
      case .number(let name):
        let number = variant.text(of: name, language, in: place)
        // 5 - -3 is not written: 5 - (-3).
        let isBehindSign = place == .formula && number.hasPrefix("-") && needsBrackets(text)
        text += isBehindSign ? "(\(number))" : number
      }
    }
    return text
  }

  private static func needsBrackets(_ before: String) -> Bool {
    let end = before.reversed().drop { $0 == " " || $0 == "{" }.first
    return end == "+" || end == "-" || before.hasSuffix("\\cdot ") || before.hasSuffix("\\times ")
  }
}

/// Takes a text apart.
private struct TextPieces {
  private let text: [Character]
  private var at = 0
  private(set) var fault: ExerciseText.Fault?

  init(_ text: String) { self.text = Array(text) }

  mutating func read() -> [ExerciseText.Piece] {
    var pieces: [ExerciseText.Piece] = []
    var words = ""
    func flush() {
      if !words.isEmpty { pieces.append(.words(words)) }
      words = ""
    }
    while at < text.count, fault == nil {
      switch text[at] {
      case "\\" where at + 1 < text.count && text[at + 1] == "$":
        words.append("$")
        at += 2
      case "$", "`":
        flush()
        let mark = text[at]
        let parts = parts(until: mark)
        pieces.append(mark == "$" ? .formula(parts) : .code(parts))
      case "{":
        if let (sign, name) = mark() {
          flush()
          pieces.append(sign == "=" ? .number(name) : .gap(name))
        } else {
          words.append("{")
          at += 1
        }
      default:
        words.append(text[at])
        at += 1
      }
    }
    flush()
    return pieces
  }

  mutating func parts() -> [ExerciseText.Part] { parts(until: nil) }

  private mutating func parts(until end: Character?) -> [ExerciseText.Part] {
    if end != nil { at += 1 }
    var parts: [ExerciseText.Part] = []
    var words = ""
    while at < text.count, fault == nil {
      if text[at] == end {
        at += 1
        if !words.isEmpty { parts.append(.text(words)) }
        return parts
      }
      if text[at] == "{", let (sign, name) = mark() {
        if sign == "?" { fault = .gapInside(name) }
        if !words.isEmpty { parts.append(.text(words)) }
        words = ""
        parts.append(.number(name))
      } else {
        words.append(text[at])
        at += 1
      }
    }
    if fault == nil, let end { fault = end == "$" ? .formulaOpen : .codeOpen }
    if !words.isEmpty { parts.append(.text(words)) }
    return parts
  }

  /// `{=name}` or `{?name}` from here on, stepped over.
  private mutating func mark() -> (Character, String)? {
    guard at + 1 < text.count, text[at + 1] == "=" || text[at + 1] == "?" else { return nil }
    let sign = text[at + 1]
    var end = at + 2
    while end < text.count, text[end] != "}", end - at < 40 { end += 1 }
    let name = String(text[(at + 2)..<end])
    guard end < text.count, text[end] == "}", Expression.isName(name) else {
      fault = .mark(name)
      return nil
    }
    at = end + 1
    return (sign, name)
  }
}

extension ExerciseText.Fault {
  func phrase(_ language: Language) -> Phrase {
    let where_ = language.rawValue
    return switch self {
    case .formulaOpen: Phrase(kk: "\(where_): $ жабылмаған", ru: "\(where_): $ не закрыт", en: "\(where_): the $ is not closed")
    case .codeOpen: Phrase(kk: "\(where_): ` жабылмаған", ru: "\(where_): ` не закрыт", en: "\(where_): the ` is not closed")
    case .mark(let name):
      Phrase(
        kk: "\(where_): «\(name)» атау емес: {=атау} не {?атау} болсын",
        ru: "\(where_): «\(name)» — не имя: нужно {=имя} или {?имя}",
        en: "\(where_): “\(name)” is no name: {=name} or {?name} is wanted")
    case .gapInside(let name):
      Phrase(
        kk: "\(where_): {?\(name)} формула мен кодтың ішінде тұрмайды",
        ru: "\(where_): {?\(name)} не может стоять в формуле и коде",
        en: "\(where_): {?\(name)} cannot stand within a formula or code")
    }
  }
}
