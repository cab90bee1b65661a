import Programme
import Storage
import Words

/// Profile subjects of the state test: what an offer may ask for and a girl say that she takes.
enum ProfileSubject: String, Sendable, CaseIterable {
  case mathematics, physics, informatics, chemistry, biology, geography
  case foreignLanguage = "foreign-language"
  case worldHistory = "world-history"
  case law, literature

  var name: Phrase {
    switch self {
    case .mathematics: Phrase(kk: "математика", ru: "математика", en: "mathematics")
    case .physics: Phrase(kk: "физика", ru: "физика", en: "physics")
    case .informatics: Phrase(kk: "информатика", ru: "информатика", en: "informatics")
    case .chemistry: Phrase(kk: "химия", ru: "химия", en: "chemistry")
    case .biology: Phrase(kk: "биология", ru: "биология", en: "biology")
    case .geography: Phrase(kk: "география", ru: "география", en: "geography")
    case .foreignLanguage: Phrase(kk: "шет тілі", ru: "иностранный язык", en: "foreign language")
    case .worldHistory: Phrase(kk: "дүниежүзі тарихы", ru: "всемирная история", en: "world history")
    case .law: Phrase(kk: "құқық негіздері", ru: "основы права", en: "basics of law")
    case .literature:
      Phrase(kk: "тіл және әдебиет", ru: "язык и литература", en: "language and literature")
    }
  }
}

extension ProfileSubject {
  /// What a subject that offers ask for is called; as it was written where it is none of the list. Girls' answers are kept folded.
  static func name(of written: String) -> Phrase {
    allCases.first { folded($0.rawValue) == folded(written) }?.name ?? Phrase(verbatim: written)
  }
}

/// What the value of a requirement may be, each with the name that people know it by.
struct AskedFor: Sendable {
  let courses: [NamedCourse]
  let quotas: [FactsFile.Quota]

  /// Nil where the value is not chosen: points, or none.
  func choices(of kind: Requirement.Kind, _ t: Language) -> [(key: String, title: String)]? {
    switch kind {
    case .certificate: courses.map { ($0.key, $0.title(t)) }
    case .subject: ProfileSubject.allCases.map { ($0.rawValue, t($0.name)) }
    case .quota: quotas.map { ($0.key, $0.title(t)) }
    case .language, .contact, .ent, .income: nil
    }
  }
}

/// A course as requirements name it.
struct NamedCourse: Sendable, Hashable {
  let key: String
  let title: Said
}

extension Requirement {
  /// What its value is called; as it was written where nobody knows it.
  func name(_ house: House) -> Phrase? {
    guard let value else { return nil }
    let known: Phrase? =
      switch kind {
      case .certificate: course?.title.phrase
      case .subject: ProfileSubject.name(of: value)
      case .quota: house.data[.grants].quotas.first { $0.key == value }?.title.phrase
      case .language, .contact, .ent, .income: nil
      }
    return known ?? Phrase(verbatim: value)
  }
}

extension Transaction {
  /// The courses of the house by their keys, each by the title of its newest edition; of all of them where no keys are given.
  func namedCourses(_ keys: Set<String>? = nil) throws -> [NamedCourse] {
    if keys?.isEmpty == true { return [] }
    let known = try rows(
      """
      SELECT key, bytes FROM edition JOIN edition_file ON edition_id = edition.id
      WHERE kind = 'course' AND name = 'course.yaml'
        AND number = (SELECT max(number) FROM edition AS newer WHERE newer.kind = edition.kind AND newer.key = edition.key)
      ORDER BY key LIMIT 200
      """
    ) { (key: try $0["key"] as String, bytes: try $0["bytes"] as [UInt8]) }
    return known.filter { keys?.contains($0.key) ?? true }.map { key, bytes in
      let title = try? YAMLFile.read(bytes) { root in root.said("title") }
      return NamedCourse(key: key, title: title ?? Said(kk: key, ru: key, en: key))
    }
  }
}
