import Foundation
import Testing

/// Reads the source text of the whole house: what the compiler cannot know about the phrases in it.
@Suite struct EveryPhraseInTheHouse {
  static let files = sources()
  /// Those that carry data alone (`Phrase(kk: nameKazakh, …)`) have no words of ours to judge.
  static let phrases = files.flatMap { file in
    written(in: file.text).filter(\.hasWords).map { Found(file: file.name, phrase: $0) }
  }

  @Test func someAreFound() { #expect(Self.phrases.count > 10) }

  @Test func speaksThreeLanguages() {
    for found in Self.phrases {
      for (language, part) in found.parts {
        #expect(!part.text.isBlank || !part.names.isEmpty, "\(found): nothing in \(language)")
      }
    }
  }

  @Test func usesTheSamePlaceholdersInEach() {
    for found in Self.phrases {
      #expect(found.phrase.kk.names == found.phrase.ru.names, "\(found): kk and ru differ")
      #expect(found.phrase.kk.names == found.phrase.en.names, "\(found): kk and en differ")
    }
  }

  @Test func isCyrillicWhereItShouldBe() {
    for found in Self.phrases {
      for part in [found.phrase.kk, found.phrase.ru] where part.text.contains(where: \.isLetter) {
        #expect(part.text.unicodeScalars.contains { (0x400...0x52F).contains($0.value) }, "\(found): Latin letters only")
      }
      #expect(!found.phrase.en.text.unicodeScalars.contains { (0x400...0x52F).contains($0.value) }, "\(found): Cyrillic in en")
    }
  }

  @Test func isTranslated() {
    for found in Self.phrases where found.phrase.kk.text.split(separator: " ").count > 3 {
      #expect(found.phrase.kk.text != found.phrase.ru.text, "\(found): kk repeats ru")
    }
  }

  @Test func neverShouts() {
    for found in Self.phrases {
      for (language, part) in found.parts { #expect(!part.text.contains("!"), "\(found): shouts in \(language)") }
    }
  }

  /// A named phrase that nobody says is a sentence somebody still has to translate.
  @Test func isSaidSomewhereWhenItHasAName() throws {
    let naming = /static\s+(?:let|var|func)\s+([a-zA-Z0-9_]+)\s*(?:=\s*Phrase\(|:\s*Phrase\b|\([^{}]*?\)\s*->\s*Phrase\b)/
    let saying = /\.([a-zA-Z0-9_]+)/
    let said = Set(Self.files.flatMap { $0.text.matches(of: saying).map { String($0.1) } })
    let unsaid = Self.files.flatMap { file in
      file.text.matches(of: naming).map { String($0.1) }.filter { !said.contains($0) }.map { "\(file.name): .\($0)" }
    }
    #expect(unsaid == [])
  }
}

/// The reader itself, on text that must fail, so that the tests above can.
@Suite struct ReadingPhrases {
  @Test func findsTheThreePartsAndTheirNames() throws {
    let phrases = written(
      in: #"""
        // Phrase(kk: "comment", ru: "", en: "")
        static func left(_ n: Int, by person: Person) -> Phrase {
          Phrase(kk: "\(n) өтінім: \(person.name)", ru: counted(n, one: "заявка", few: "заявки", many: "заявок") + person.name,
            en: "\(n == 1 ? "1 application (\(person.name))" : "many")")
        }
        """#)
    let phrase = try #require(phrases.first)
    #expect(phrases.count == 1)
    #expect(phrase.kk.names == ["n", "person.name"])
    #expect(phrase.ru.names == ["n", "person.name"])
    #expect(phrase.en.names == ["n", "person.name"])
    #expect(phrase.kk.text == " өтінім: ")
    #expect(phrase.ru.text == "заявказаявкизаявок")
  }

  @Test func knowsAPhraseOfDataFromAnEmptyOne() {
    #expect(written(in: "Phrase(kk: nameKazakh, ru: nameRussian, en: name.en)").map(\.hasWords) == [false])
    #expect(written(in: #"Phrase(kk: "", ru: "", en: "")"#).map(\.hasWords) == [true])
    let mixed = written(in: #"Phrase(kk: "Ауылы: \(nameKazakh)", ru: "Село: \(nameRussian)", en: "\(name)")"#)
    #expect(mixed.flatMap { [$0.kk.names, $0.ru.names, $0.en.names] } == [["name"], ["name"], ["name"]])
  }

  @Test func readsLongTextsAndLanguageDependentDates() throws {
    let phrases = written(
      in: """
        Phrase(
          kk: \"""
            Бір \\(Language.kk.until(day))
            \""", ru: "\\(Language.ru.until(day))", en: "closes, (\\"soon\\") \\(Language.en.until(other))")
        """)
    let phrase = try #require(phrases.first)
    #expect(phrase.kk.text.contains("Бір"))
    #expect(phrase.kk.names == ["day"])
    #expect(phrase.ru.text.isBlank)
    #expect(phrase.en.names == ["other"])
    #expect(phrase.en.text.contains("(\"soon\")"))
  }
}

struct Found: CustomStringConvertible {
  let file: String
  let phrase: Written
  var description: String { "\(file): «\(phrase.kk.text)»" }
  var parts: [(String, Part)] { [("kk", phrase.kk), ("ru", phrase.ru), ("en", phrase.en)] }
}

struct Written {
  let kk, ru, en: Part
  var hasWords: Bool { kk.isQuoted || ru.isQuoted || en.isQuoted }
}

/// One language's argument: the words in its string literals and the names that vary.
struct Part {
  var text = ""
  var names: Set<String> = []
  /// There is at least one string literal.
  var isQuoted = false
}

func sources() -> [(name: String, text: String)] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")
  let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
  var found: [(name: String, text: String)] = []
  while let file = files?.nextObject() as? URL {
    guard file.pathExtension == "swift" else { continue }
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record("\(file.lastPathComponent) cannot be read")
      continue
    }
    found.append((file.lastPathComponent, text))
  }
  return found.sorted { $0.name < $1.name }
}

/// Every `Phrase(kk: …, ru: …, en: …)` in a piece of Swift.
func written(in source: String) -> [Written] {
  var reader = SwiftReader(source)
  return reader.phrases()
}

/// Knows just enough Swift: strings, their interpolations, brackets, comments, names.
private struct SwiftReader {
  private let source: [Character]
  private var at = 0
  private var choosesForm = false

  init(_ text: String) { source = Array(text) }

  mutating func phrases() -> [Written] {
    var found: [Written] = []
    while at < source.count {
      if starts(with: "//") {
        skipLine()
      } else if starts(with: "Phrase("), at == 0 || !isNamePart(source[at - 1]) {
        at += 7
        if let phrase = phrase() { found.append(phrase) }
      } else if source[at] == "\"" {
        var ignored = Part()
        string(into: &ignored)
      } else {
        at += 1
      }
    }
    return found
  }

  /// After the bracket: the labelled arguments; nil for another initialiser.
  private mutating func phrase() -> Written? {
    var parts: [String: Part] = [:]
    while at < source.count {
      skipSpace()
      guard let label = label() else { return nil }
      var part = Part()
      let end = code(into: &part)
      parts[label] = part
      if end == ")" { break }
    }
    guard let kk = parts["kk"], let ru = parts["ru"], let en = parts["en"] else { return nil }
    return Written(kk: kk, ru: ru, en: en)
  }

  private mutating func label() -> String? {
    for label in ["kk", "ru", "en"] where starts(with: label + ":") {
      at += 3
      return label
    }
    return nil
  }

  /// Reads code up to the comma or closing bracket that ends it, and returns that character.
  private mutating func code(into part: inout Part) -> Character? {
    var depth = 0
    while at < source.count {
      let character = source[at]
      if starts(with: "//") {
        skipLine()
      } else if character == "\"" {
        string(into: &part)
      } else if character.isLetter || character == "_" {
        name(into: &part)
      } else if character == ".", at + 1 < source.count, source[at + 1].isLetter {
        at += 1
        _ = path()
      } else {
        at += 1
        if "([{".contains(character) { depth += 1 }
        if depth == 0, character == "," || character == ")" { return character }
        if ")]}".contains(character) { depth -= 1 }
      }
    }
    return nil
  }

  /// A name counts when it is a value: not a type, a label, a function or a word of the language.
  private mutating func name(into part: inout Part) {
    var steps = path()
    skipSpace()
    if choosesForm {
      choosesForm = false
      return
    }
    // plural(n, …) says a word in the form that n asks for, not n itself.
    choosesForm = steps == ["plural"]
    if at < source.count, source[at] == "(" { steps.removeLast() }
    if let last = steps.last, ["kk", "ru", "en"].contains(last) { steps.removeLast() }
    let isLabel = at < source.count && source[at] == ":" && (at == 0 || source[at - 1] != " ")
    guard let first = steps.first, !isLabel, first.first?.isUppercase == false else { return }
    guard !["true", "false", "nil", "if", "else", "self", "let", "in", "switch", "case"].contains(first) else { return }
    let name = steps.joined(separator: ".")
    let ending = ["Kazakh", "Russian", "English"].first { name.hasSuffix($0) }
    part.names.insert(String(name.dropLast(ending?.count ?? 0)))
  }

  private mutating func path() -> [String] {
    var steps = [""]
    while at < source.count {
      if isNamePart(source[at]) {
        steps[steps.count - 1].append(source[at])
      } else if source[at] == ".", at + 1 < source.count, source[at + 1].isLetter {
        steps.append("")
      } else {
        break
      }
      at += 1
    }
    return steps
  }

  private mutating func string(into part: inout Part) {
    part.isQuoted = true
    let long = starts(with: "\"\"\"")
    at += long ? 3 : 1
    while at < source.count {
      if starts(with: long ? "\"\"\"" : "\"") {
        at += long ? 3 : 1
        return
      }
      if starts(with: "\\(") {
        at += 2
        _ = code(into: &part)
      } else if source[at] == "\\" {
        at += 1
        if at < source.count { part.text.append(source[at]) }
        at += 1
      } else {
        part.text.append(source[at])
        at += 1
      }
    }
  }

  private func starts(with text: String) -> Bool { source[at...].starts(with: text) }
  private func isNamePart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
  private mutating func skipSpace() { while at < source.count, source[at].isWhitespace { at += 1 } }
  private mutating func skipLine() { while at < source.count, !source[at].isNewline { at += 1 } }
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
