import Foundation
import Testing
import Words

/// A table of test vectors beside this file, with where it comes from in a `.source.txt`.
struct Vectors {
  let rows: [[String: String]]

  init(_ name: String) {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/\(name).csv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record("\(file.path) cannot be read")
      rows = []
      return
    }
    let lines = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.map { Self.fields($0) }
    let names = lines.first ?? []
    rows = lines.dropFirst().map { Dictionary(zip(names, $0)) { first, _ in first } }
  }

  private static func fields(_ line: Substring.UnicodeScalarView) -> [String] {
    var fields = [""]
    var quoted = false
    var previous: Unicode.Scalar = " "
    for scalar in line {
      switch scalar {
      case "\"":
        if !quoted, previous == "\"" { fields[fields.count - 1] += "\"" }
        quoted.toggle()
      case "," where !quoted: fields.append("")
      default: fields[fields.count - 1].unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return fields
  }

  subscript(column: String, row: Int) -> String { rows[row][column] ?? "" }
}

@Suite struct PhraseValues {
  @Test func aLanguageSpeaksItsPartOfAPhrase() {
    let phrase = Phrase(kk: "сақталды", ru: "сохранено", en: "saved")
    #expect(Language.allCases.map { $0(phrase) } == ["сақталды", "сохранено", "saved"])
  }

  @Test func aVerbatimPhraseIsTheSameInEachLanguage() {
    #expect(Language.allCases.allSatisfy { $0(Phrase(verbatim: "Astana IT University")) == "Astana IT University" })
  }

  @Test func onlyTheChosenLanguageIsEvaluated() {
    nonisolated(unsafe) var spoken: [String] = []
    func say(_ word: String) -> String {
      spoken.append(word)
      return word
    }
    nonisolated(unsafe) let speaker = say
    #expect(Phrase(kk: speaker("kk"), ru: speaker("ru"), en: speaker("en"))(.ru) == "ru")
    #expect(spoken == ["ru"])
  }

  @Test func phrasesAreEqualWhenEachLanguageAgrees() {
    #expect(Phrase(kk: "а", ru: "б", en: "c") == Phrase(kk: "а", ru: "б", en: "c"))
    #expect(Phrase(kk: "а", ru: "б", en: "c") != Phrase(kk: "а", ru: "б", en: "d"))
  }
}

@Suite struct Plurals {
  static let vectors = Vectors("plural_vectors").rows

  @Test func theTableIsRead() { #expect(Self.vectors.count == 126) }

  @Test(arguments: vectors)
  func everyRowOfTheTableHolds(row: [String: String]) throws {
    let n = try #require(Int(row["n"] ?? ""))
    for language in Language.allCases {
      #expect(Plural.category(n, language).rawValue == row["\(language)_category"])
    }
  }

  @Test(arguments: vectors.filter { $0["noun"] == "application" })
  func countsAreWordedAsInTheTable(row: [String: String]) throws {
    let n = try #require(Int(row["n"] ?? ""))
    #expect(counted(n, one: "заявка", few: "заявки", many: "заявок") == row["ru"])
    #expect(counted(n, one: "application", other: "applications") == row["en"])
    #expect("\(n) өтінім" == row["kk"])
  }

  @Test func aNegativeNumberIsWordedLikeItsSize() {
    #expect(Plural.category(-1, .ru) == .one)
    #expect(plural(-3, one: "день", few: "дня", many: "дней") == "дня")
  }
}

@Suite struct Numbers {
  @Test(arguments: [
    (0, "0", "0"), (999, "999", "999"), (1000, "1\u{A0}000", "1,000"), (1_234_567, "1\u{A0}234\u{A0}567", "1,234,567"),
    (-12_345, "\u{2212}12\u{A0}345", "\u{2212}12,345"),
  ])
  func wholeNumbersAreGrouped(value: Int, kk: String, en: String) {
    #expect(Language.kk.number(value) == kk)
    #expect(Language.ru.number(value) == kk)
    #expect(Language.en.number(value) == en)
  }

  @Test(arguments: [
    (71.44, 1, "71,4", "71.4"), (0.05, 1, "0,1", "0.1"), (-0.04, 1, "0,0", "0.0"), (99.95, 1, "100,0", "100.0"),
    (1234.5, 0, "1\u{A0}235", "1,235"), (2, 3, "2,000", "2.000"), (-1.25, 2, "\u{2212}1,25", "\u{2212}1.25"),
    (.nan, 1, "—", "—"), (.infinity, 0, "—", "—"),
  ])
  func decimalsAreRoundedAndMarked(value: Double, decimals: Int, kk: String, en: String) {
    #expect(Language.kk.number(value, decimals: decimals) == kk)
    #expect(Language.en.number(value, decimals: decimals) == en)
  }

  @Test func thePercentSignStandsApartInRussianOnly() {
    #expect(Language.allCases.map { $0.percent(0.35) } == ["35%", "35\u{A0}%", "35%"])
    #expect(Language.kk.percent(0.329, decimals: 1) == "32,9%")
    #expect(Language.ru.percent(.nan) == "—")
  }
}
