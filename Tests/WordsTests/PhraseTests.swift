import Foundation
import Testing
import Words

/// Reads the source text of the whole house: what the compiler cannot know about the phrases in it.
@Suite struct EveryPhraseInTheHouse {
  static let files = sources()
  /// Those that carry data alone (`Phrase(kk: nameKazakh, …)`) have no words of ours to judge.
  static let phrases = files.flatMap { file in
    WrittenPhrase.all(in: file.text).filter(\.hasWords).map { Found(file: file.name, phrase: $0) }
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
    let phrases = WrittenPhrase.all(
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
    #expect(WrittenPhrase.all(in: "Phrase(kk: nameKazakh, ru: nameRussian, en: name.en)").map(\.hasWords) == [false])
    #expect(WrittenPhrase.all(in: #"Phrase(kk: "", ru: "", en: "")"#).map(\.hasWords) == [true])
    let mixed = WrittenPhrase.all(in: #"Phrase(kk: "Ауылы: \(nameKazakh)", ru: "Село: \(nameRussian)", en: "\(name)")"#)
    #expect(mixed.flatMap { [$0.kk.names, $0.ru.names, $0.en.names] } == [["name"], ["name"], ["name"]])
  }

  @Test func readsLongTextsAndLanguageDependentDates() throws {
    let phrases = WrittenPhrase.all(
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
  let phrase: WrittenPhrase
  var description: String { "\(file): «\(phrase.kk.text)»" }
  var parts: [(String, WrittenPhrase.Part)] { [("kk", phrase.kk), ("ru", phrase.ru), ("en", phrase.en)] }
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

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
