import Lessons
import Programme
import Words

/// `course.yaml`, as far as the checker needs it: which language is the source, and which lessons there are to be.
struct CourseFile {
  let source: Language
  let lessons: [String]

  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { CourseFile($0) }
  }

  private init?(_ root: YAMLEntry) {
    root.know(
      "key", "title", "summary", "source", "audience", "grades", "hours", "licence", "lessons", "needs", "certificate")
    guard let source = root.choice("source", Language.self), let lessons = root.texts("lessons") else { return nil }
    self.source = source
    self.lessons = lessons
  }
}

/// `glossary.yaml`: the words of the course, and the beginnings by which they are known in each language.
struct GlossaryFile {
  let terms: [String: Term]

  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { GlossaryFile($0) }
  }

  private init?(_ root: YAMLEntry) {
    var terms: [String: Term] = [:]
    for key in root.keys {
      guard let entry = root.entry(key) else { continue }
      entry.know("kk", "ru", "en", "stems", "check")
      guard let stems = entry.entry("stems") else { continue }
      stems.know("kk", "ru", "en")
      var found: [Language: [String]] = [:]
      for language in Language.allCases { found[language] = stems.texts(language.rawValue) }
      terms[key] = Term(stems: found)
    }
    self.terms = terms
  }
}
