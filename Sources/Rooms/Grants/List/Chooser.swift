import Programme
import Storage
import Words

/// What is known of a girl that offers and the checks of her list ask for.
struct Chooser: Sendable {
  /// KATO code of her region.
  var region: String?
  var isRural: Bool?
  /// In which she is taught: `kk`, `ru`, `mixed`.
  var teachingLanguage: String?
  var level: StudyProgramme.Level = .bachelor
  /// Courses that she learns or has a certificate of.
  var courses: Set<String> = []
  var certified: Set<String> = []
  /// Profile subjects that she says she takes, folded.
  var subjects: Set<String> = []
  /// The merit rule does not rank her as things stand today.
  var isNotRanked = false

  func speaks(_ language: Language) -> Bool {
    teachingLanguage == nil || teachingLanguage == "mixed" || teachingLanguage == language.rawValue
  }

  /// How she stands to what an offer asks.
  enum Standing: Sendable, Hashable {
    case met
    /// Asked later: it stops nothing now.
    case open
    /// Not met, and she can do something about it.
    case reachable
    case unmet
  }

  func stands(to requirement: Requirement, of programme: StudyProgramme) -> Standing {
    switch requirement.kind {
    case .certificate:
      guard let course = requirement.value else {
        return !certified.isEmpty ? .met : courses.isEmpty ? .unmet : .open
      }
      return certified.contains(course) ? .met : courses.contains(course) ? .open : .unmet
    case .subject: return requirement.value.map { subjects.contains(folded($0)) } ?? true ? .met : .reachable
    case .language: return speaks(programme.said.language) ? .met : .unmet
    case .quota:
      guard let value = requirement.value, Self.isRuralQuota(value), isRural == false else { return .open }
      return .unmet
    case .contact, .ent, .income: return .open
    }
  }

  /// What stops an offer from being named: requirements due before the list that are not met.
  func bars(of offer: GrantOffer) -> [Requirement] {
    offer.terms.requirements.filter { requirement in
      guard requirement.kind.due == .list else { return false }
      let standing = stands(to: requirement, of: offer.programme)
      return standing == .unmet || standing == .reachable
    }
  }

  /// Of her level, with all that is asked before a list, in a language in which she is taught.
  func isFitted(by offer: GrantOffer) -> Bool {
    offer.programme.said.level == level && bars(of: offer).isEmpty && speaks(offer.programme.said.language)
  }

  func isAtHome(_ offer: GrantOffer) -> Bool {
    region.map { $0.prefix(2) == offer.programme.said.city.prefix(2) } ?? false
  }

  /// A quota for villages, as offers word it.
  static func isRuralQuota(_ value: String) -> Bool {
    let text = folded(value)
    return ["ауыл", "сель", "село", "rural", "village"].contains { text.contains(folded($0)) }
  }
}

extension Transaction {
  /// What is known of her today. Whether she is ranked is left to whoever knows the rule.
  func chooser(_ girl: Leaver) throws -> Chooser { try choosers([girl])[girl.person] ?? Chooser() }

  /// The same of many, in three statements.
  func choosers(_ girls: [Leaver]) throws -> [ID<Person>: Chooser] {
    guard !girls.isEmpty else { return [:] }
    // Of one girl her rows alone are read; of a round everybody's, which is one statement.
    let whose: SQL = girls.count == 1 ? "person_id = \(girls[0].person)" : "1 = 1"
    var found = Dictionary(
      girls.map { girl in
        (
          girl.person,
          Chooser(region: girl.region, isRural: girl.isRural, teachingLanguage: girl.teachingLanguage, level: girl.level)
        )
      }
    ) { first, _ in first }
    try each("SELECT person_id, course, state FROM training_course_result WHERE \(whose) ORDER BY person_id, course, state") {
      row in
      let (course, state): (String, String) = (try row["course"], try row["state"])
      if state == "learning" || state == "certified" { found[try row["person_id"]]?.courses.insert(course) }
    }
    try each(
      "SELECT DISTINCT person_id, course FROM grants_certificate WHERE \(whose) AND is_revoked = 0 ORDER BY person_id, course"
    ) { found[try $0["person_id"]]?.certified.insert(try $0["course"]) }
    try each("SELECT person_id, subject FROM grants_subject WHERE \(whose) ORDER BY person_id, subject") {
      found[try $0["person_id"]]?.subjects.insert(try $0["subject"])
    }
    return found
  }

  /// Whether she is on her way: she learns, or has a certificate.
  func isOnHerWay(_ person: ID<Person>) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM monitoring_learner WHERE person_id = \(person) AND (ended_at IS NULL OR certified_at IS NOT NULL) LIMIT 1
      """)
  }

  /// The subjects she says she takes, in place of those she said before.
  func declare(_ subjects: Set<String>, by person: ID<Person>, at now: Moment) throws {
    try run("DELETE FROM grants_subject WHERE person_id = \(person)")
    for subject in subjects.sorted() {
      try run("INSERT INTO grants_subject (person_id, subject, said_at) VALUES (\(person), \(subject), \(now))")
    }
  }
}
