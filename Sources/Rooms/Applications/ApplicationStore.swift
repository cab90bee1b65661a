import Exchange
package import Programme
import Security
package import Storage
package import Words

extension Transaction {
  /// A new draft of hers, with the first line of its history. The code is drawn until it is free.
  package func startApplication(
    for person: ID<Person>, in cycle: ID<Cycle>, formVersion: String, source: Application.Source,
    traits: Application.Traits = Application.Traits(), by actor: String = "applicant", details: String = "", _ house: House
  ) throws -> Application {
    try startApplications(
      for: [(person, traits)], in: cycle, formVersion: formVersion, source: source, by: actor, details: details, house)[0]
  }

  /// Drafts of several, in as many statements as one's; in the same order.
  func startApplications(
    for people: [(person: ID<Person>, traits: Application.Traits)], in cycle: ID<Cycle>, formVersion: String,
    source: Application.Source, by actor: String, details: String, _ house: House
  ) throws -> [Application] {
    let now = house.outside.now()
    let applications = zip(people, try freshCodes(people.count, house.outside)).map { of, code in
      Application(
        id: house.outside.id(), code: code, cycle: cycle, person: of.person, state: .draft, consent: .none,
        formVersion: formVersion, source: source, traits: of.traits, startedAt: now, changedAt: now, submittedAt: nil,
        decidedAt: nil, reason: nil, joinedTo: nil, assignee: nil)
    }
    try insert(
      """
      INSERT INTO application (id, code, cycle_id, person_id, state, consent, source, form_version, region, district, place,
        register_edition, school_id, grade, teaching_language, rural, started_at, changed_at)
      """,
      applications.map { application in
        let traits = application.traits
        return """
          (\(application.id), \(application.code), \(cycle), \(application.person), \(application.state), \(application.consent),
          \(source), \(formVersion), \(traits.region), \(traits.district), \(traits.place),
          \(traits.place == nil ? nil : house.gazetteer.edition), \(traits.school), \(traits.grade), \(traits.teachingLanguage),
          \(traits.isRural), \(now), \(now))
          """
      })
    let kind: ApplicationEvent.Kind = source == .imported ? .imported : .started
    try addEvents(kind, to: applications.map(\.id), by: actor, details: details, house)
    return applications
  }

  /// Drawn until they are free and all different.
  private func freshCodes(_ count: Int, _ outside: Outside) throws -> [String] {
    var codes: [String] = []
    while codes.count < count {
      var drawn: [String] = []
      while drawn.count < count - codes.count {
        let code = ApplicationCode.fresh(outside)
        if !codes.contains(code), !drawn.contains(code) { drawn.append(code) }
      }
      let taken = Set(try rows("SELECT code FROM application WHERE code IN (\(list: drawn))") { try $0[0] as String })
      codes += drawn.filter { !taken.contains($0) }
    }
    return codes
  }

  package func application(_ id: ID<Application>) throws -> Application? {
    try row(Self.selectApplication + "WHERE id = \(id)").map(Application.init(row:))
  }

  package func application(code: String) throws -> Application? {
    try row(Self.selectApplication + "WHERE code = \(code)").map(Application.init(row:))
  }

  /// Her newest application; the one her pages are about.
  package func application(of person: ID<Person>) throws -> Application? {
    try row(Self.selectApplication + "WHERE person_id = \(person) ORDER BY started_at DESC LIMIT 1").map(Application.init(row:))
  }

  /// Her application of an intake, the newest where there are several.
  package func application(of person: ID<Person>, in cycle: ID<Cycle>) throws -> Application? {
    try row(Self.selectApplication + "WHERE person_id = \(person) AND cycle_id = \(cycle) ORDER BY started_at DESC LIMIT 1")
      .map(Application.init(row:))
  }

  /// The application with this code if it lies within the permit's reach; else `Refusal.missing`, as if there were none.
  package func application<A>(code: String, _ permit: Permit<A>) throws -> Application {
    guard let application = try application(code: code),
      permit.reaches(cycle: application.cycle, region: application.traits.region)
    else { throw Refusal.missing }
    return application
  }

  /// Moves it to another state; throws `Refusal.conflict` when it is no longer in the one it was read in.
  package func move(_ application: Application, to state: Application.State, reason: String? = nil, at now: Moment) throws {
    guard application.state.may(state) else { throw Refusal(.conflict, .alreadyMoved) }
    let changed = try run(
      """
      UPDATE application SET state = \(state), changed_at = \(now), reason = \(reason),
        submitted_at = CASE WHEN \(state == .submitted) THEN COALESCE(submitted_at, \(now)) ELSE submitted_at END,
        decided_at = CASE WHEN \(state == .eligible || state == .refused) THEN \(now) ELSE decided_at END
      WHERE id = \(application.id) AND state = \(application.state)
      """)
    if changed == 0 { throw Refusal(.conflict, .alreadyMoved) }
    if state == .withdrawn { try stopMailings(about: application, at: now) }
  }

  package func setTraits(_ traits: Application.Traits, of application: Application, edition: Day, at now: Moment) throws {
    try run(
      """
      UPDATE application SET region = \(traits.region), district = \(traits.district), place = \(traits.place),
        register_edition = \(traits.place == nil ? nil : edition), school_id = \(traits.school), grade = \(traits.grade),
        teaching_language = \(traits.teachingLanguage), rural = \(traits.isRural), changed_at = \(now)
      WHERE id = \(application.id)
      """)
    if traits.region != application.traits.region { try moveDuplicates(of: application.id, to: traits.region) }
  }

  package func setConsent(_ consent: Application.ConsentState, of application: ID<Application>, at now: Moment) throws {
    try run("UPDATE application SET consent = \(consent), changed_at = \(now) WHERE id = \(application)")
  }

  static let selectApplication: SQL = """
    SELECT id, code, cycle_id, person_id, state, consent, source, form_version, region, district, place, school_id, grade,
      teaching_language, rural, started_at, changed_at, submitted_at, decided_at, reason, joined_to, assigned_to
    FROM application 
    """
}

extension Application {
  /// Where an application lies.
  static let scope = ScopeColumns(cycle: "application.cycle_id", region: "application.region")

  init(row: Row) throws {
    var traits = Traits()
    traits.region = try row["region"]
    traits.district = try row["district"]
    traits.place = try row["place"]
    traits.school = try row["school_id"]
    traits.grade = try row["grade"]
    traits.teachingLanguage = try row["teaching_language"]
    traits.isRural = try row["rural"]
    self.init(
      id: try row["id"], code: try row["code"], cycle: try row["cycle_id"], person: try row["person_id"],
      state: try row["state"], consent: try row["consent"], formVersion: try row["form_version"], source: try row["source"],
      traits: traits, startedAt: try row["started_at"], changedAt: try row["changed_at"], submittedAt: try row["submitted_at"],
      decidedAt: try row["decided_at"], reason: try row["reason"], joinedTo: try row["joined_to"],
      assignee: try row["assigned_to"])
  }
}

/// "K7-4M2Q": six letters of Crockford's base 32 and the dash where the eye rests.
package enum ApplicationCode {
  private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  static func fresh(_ outside: Outside) -> String {
    let drawn = outside.random(6).map { letters[Int($0 & 31)] }
    return String(drawn[..<2]) + "-" + String(drawn[2...])
  }

  /// As people type it: any case, O for 0, I and L for 1, Cyrillic look-alikes, with or without the dash.
  package static func read(_ typed: String) -> String? {
    let plain = Code.normalised(typed)
    guard plain.count == 6, plain.allSatisfy(letters.contains) else { return nil }
    return String(plain.prefix(2)) + "-" + String(plain.dropFirst(2))
  }
}

extension Phrase {
  static let alreadyMoved = Phrase(
    kk: "Өтінімнің күйі осы аралықта өзгерді. Бетті жаңарту керек.",
    ru: "Состояние заявки тем временем изменилось. Обновите страницу.",
    en: "The application has changed meanwhile. Reload the page.")
}
