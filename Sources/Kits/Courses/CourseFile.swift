import Lessons
import Programme
import Words

/// `course.yaml`: what the course is, in which language it is written, and which lessons there are to be.
struct CourseFile {
  let key: String
  let title, summary: Said
  let source: Language
  let grades: [Int]
  let hours: Int?
  let licence: String
  let lessons: [String]
  let rule: CertificateRule

  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { CourseFile($0) }
  }

  private init?(_ root: YAMLEntry) {
    root.know(
      "key", "title", "summary", "source", "audience", "grades", "hours", "licence", "lessons", "needs", "certificate")
    let (key, title, summary) = (root.key(), root.said("title"), root.said("summary"))
    let (source, lessons) = (root.choice("source", Language.self), root.texts("lessons"))
    let (hours, licence) = (root.whole(ifAny: "hours", in: 1...500), root.text("licence", atMost: 40))
    grades = root.list(ifAny: "grades").compactMap { entry in
      entry.word.flatMap { Int($0) }.flatMap { (1...11).contains($0) ? $0 : nil } ?? entry.fail(.notAGrade)
    }
    for key in lessons ?? [] where !Self.isKey(key) { root.complain(.notALessonKey(key), at: "lessons") }
    rule = root.entry(ifAny: "certificate").map(CertificateRule.init) ?? .none
    guard let key, let title, let summary, let source, let licence, let lessons else { return nil }
    (self.key, self.title, self.summary, self.source) = (key, title, summary, source)
    (self.hours, self.licence, self.lessons) = (hours, licence, lessons)
  }

  /// Stands in addresses: small Latin letters, digits and hyphens.
  static func isKey(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count <= 40
      && key.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
  }
}

/// `glossary.yaml`: the words of the course, and the beginnings by which they are known in each language.
struct GlossaryFile {
  let terms: [String: Term]
  let words: [String: Said]

  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { GlossaryFile($0) }
  }

  private init?(_ root: YAMLEntry) {
    var terms: [String: Term] = [:]
    var words: [String: Said] = [:]
    for key in root.keys {
      guard let entry = root.entry(key) else { continue }
      entry.know("kk", "ru", "en", "stems", "check")
      if let kk = entry.text("kk"), let ru = entry.text("ru"), let en = entry.text("en") {
        words[key] = Said(kk: kk, ru: ru, en: en)
      }
      guard let stems = entry.entry("stems") else { continue }
      stems.know("kk", "ru", "en")
      var found: [Language: [String]] = [:]
      for language in Language.allCases { found[language] = stems.texts(language.rawValue) }
      terms[key] = Term(stems: found)
    }
    self.terms = terms
    self.words = words
  }
}

extension Phrase {
  fileprivate static let notAGrade = Phrase(
    kk: "сынып — 1 мен 11 арасындағы сан", ru: "класс — число от 1 до 11", en: "a grade is a number from 1 to 11")
  fileprivate static func notALessonKey(_ key: String) -> Phrase {
    Phrase(
      kk: "«\(key)»: сабақ кілтінде тек кіші латын әріптері, цифр мен дефис болады",
      ru: "«\(key)»: ключ урока — строчные латинские буквы, цифры и дефис",
      en: "“\(key)”: a lesson's key is small Latin letters, digits and hyphens")
  }
}
