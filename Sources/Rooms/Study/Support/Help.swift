import Programme
import Storage
import Words

/// "It is hard now": what a girl tells the school's desk, never one adult alone, and what became of it.
struct Help: Sendable {
  let id: ID<Help>
  let learner: Int
  let person: ID<Person>
  let name: PersonName?
  let group: ID<Group>?
  let about: About
  let words: String
  /// The safeguarding officers have it too.
  let toOfficers: Bool
  let at: Moment
  let seen: Moment?
  let answered: Moment?
  let answer: String

  static let longest = 1_000
  /// Within so many days the desk has answered.
  static let days = 2
  static let daysOfOfficers = 1
  /// Fewer at the desk, and the safeguarding officers have it too: never one person alone.
  static let fewestReaders = 2

  enum About: String, Sendable, Bindable, Readable, CaseIterable {
    case time, network, home, course, other
  }
}

extension Transaction {
  /// Keeps what she asks. About home, with words of danger, or where one person alone would read it, the officers have it too.
  func askForHelp(_ about: Help.About, _ words: String, _ learner: Learner, _ cohort: Cohort, _ house: House) throws {
    // Pressed twice it is one call for help.
    let before = try rows(
      """
      SELECT sealed FROM study_help WHERE learner = \(learner.number) AND about = \(about) AND answered_at IS NULL
        AND at > \(house.outside.now().adding(minutes: -2)) ORDER BY at LIMIT 20
      """
    ) { try $0[0] as [UInt8]? }
    let hers = try safe(of: learner.person, house.vault)
    if try before.contains(where: { try $0.map { try hers.open($0, "study_help.sealed") } ?? "" == words }) { return }
    try countTry(.helpAsked, key: learner.person.text, house)
    let region = try group(of: learner)?.region
    let isSafety = about == .home || house.data[.board].speaksOfDanger(words)
    let toOfficers = try isSafety || readersOfHelp(cohort.cycle, region) < Help.fewestReaders
    let sealed = words.isEmpty ? nil : try safe(of: learner.person, house.vault).seal(words, "study_help.sealed")
    let id: ID<Help> = house.outside.id()
    try run(
      """
      INSERT INTO study_help (id, learner, cohort_id, about, sealed, to_officers, at)
      VALUES (\(id), \(learner.number), \(cohort.id), \(about), \(sealed), \(toOfficers), \(house.outside.now()))
      """)
    try record(.helpAsked, id.text, toOfficers ? "officers" : "", by: Actor(person: learner.person, role: .applicant).text, house)
  }

  /// How many of the school's desk reach this place.
  private func readersOfHelp(_ cycle: ID<Cycle>, _ region: String?) throws -> Int {
    let scopes = try rows(
      """
      SELECT person_id, cycle_id, regions, school_id, organisation_id FROM membership
      WHERE role IN (\(list: AnswerHelp.desk.sorted { $0.rawValue < $1.rawValue })) AND confirmed_at IS NOT NULL AND ended_at IS NULL
      ORDER BY given_at, membership.id LIMIT 1000
      """
    ) { (person: try $0["person_id"] as ID<Person>, scope: try Scope(row: $0)) }
    let reaching = scopes.filter { each in
      guard each.scope.cycle == nil || each.scope.cycle == cycle else { return false }
      guard let regions = [each.scope].regions(in: cycle) else { return true }
      return region.map(regions.contains) ?? false
    }
    return Set(reaching.map(\.person)).count
  }

  /// What she asked, the newest first.
  func help(of learner: Learner, _ house: House) throws -> [Help] {
    try help(where: "study_help.learner = \(learner.number)", order: "study_help.at DESC", house)
  }

  /// What waits, the oldest first, then what was answered last: within reach of whoever looks, and of no group whose adult she is.
  func help(_ permit: Permit<AnswerHelp>, _ house: House) throws -> [Help] {
    try help(where: reach(permit), order: "study_help.answered_at IS NOT NULL, study_help.answered_at DESC, study_help.at", house)
  }

  /// Throws `Refusal.missing`.
  func help(_ id: ID<Help>, _ permit: Permit<AnswerHelp>, _ house: House) throws -> Help {
    let found = try help(where: "study_help.id = \(id) AND \(reach(permit))", order: "study_help.at", house)
    guard let help = found.first else { throw Refusal.missing }
    return help
  }

  private func reach(_ permit: Permit<AnswerHelp>) -> SQL {
    let officersOnly: SQL = AnswerHelp.desk.contains(permit.actor.role) ? "1 = 1" : "study_help.to_officers"
    return """
      \(permit.reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region"))) AND \(officersOnly)
        AND NOT EXISTS (SELECT 1 FROM study_adult WHERE study_adult.group_id = study_member.group_id
          AND study_adult.person_id = \(permit.actor.person) AND study_adult.until IS NULL)
      """
  }

  private func help(where condition: SQL, order: SQL, _ house: House) throws -> [Help] {
    try rows(
      """
      SELECT study_help.id, study_help.learner, study_learner.person_id, study_member.group_id, study_help.about,
        study_help.sealed AS words, study_help.to_officers, study_help.at, study_help.answered_at,
        (SELECT min(line.at) FROM study_help_line AS line WHERE line.help_id = study_help.id AND line.kind = 'seen') AS seen,
        (SELECT line.sealed FROM study_help_line AS line WHERE line.help_id = study_help.id AND line.kind = 'answer'
          ORDER BY line.at DESC, line.id LIMIT 1) AS answer,
        person_key.wrapped, person_detail.sealed
      FROM study_help JOIN study_learner ON study_learner.number = study_help.learner
      JOIN study_cohort ON study_cohort.id = study_help.cohort_id
      LEFT JOIN study_member ON study_member.learner = study_help.learner AND study_member.until IS NULL
        AND study_member.group_id IN (SELECT mine.id FROM study_group AS mine WHERE mine.cohort_id = study_help.cohort_id)
      LEFT JOIN study_group ON study_group.id = study_member.group_id
      LEFT JOIN person_key ON person_key.person_id = study_learner.person_id
      LEFT JOIN person_detail ON person_detail.person_id = study_learner.person_id AND person_detail.kind = \(Detail.name)
      WHERE \(condition) ORDER BY \(order), study_help.id LIMIT 100
      """
    ) { row in
      let (person, wrapped): (ID<Person>, [UInt8]?) = (try row["person_id"], try row["wrapped"])
      let (words, answer): ([UInt8]?, [UInt8]?) = (try row["words"], try row["answer"])
      let safe = try wrapped.map { try house.vault.safe(of: person, wrapped: $0) }
      func opened(_ sealed: [UInt8]?, _ column: String) throws -> String {
        try safe.flatMap { safe in try sealed.map { try safe.open($0, column) } } ?? ""
      }
      return Help(
        id: try row["id"], learner: try row["learner"], person: person, name: try name(row, house.vault),
        group: try row["group_id"],
        about: try row["about"], words: try opened(words, "study_help.sealed"), toOfficers: try row["to_officers"],
        at: try row["at"], seen: try row["seen"], answered: try row["answered_at"],
        answer: try opened(answer, "study_help_line.sealed"))
    }
  }

  /// Once for each who opens it; she sees when it was seen first.
  func helpIsSeen(_ help: Help, by actor: Actor, _ house: House) throws {
    let known = try exists(
      "SELECT 1 FROM study_help_line WHERE help_id = \(help.id) AND kind = 'seen' AND by_person = \(actor.person)")
    if !known { try add("seen", nil, to: help, by: actor, house) }
    try record(.helpSeen, help.id.text, by: actor.text, house)
  }

  func answer(_ help: Help, _ words: String, by actor: Actor, _ house: House) throws {
    let now = house.outside.now()
    let changed = try run("UPDATE study_help SET answered_at = \(now) WHERE id = \(help.id) AND answered_at IS NULL")
    guard changed == 1 else { throw Refusal(.conflict, .helpIsAnswered, back: HelpDesk.link) }
    try add("answer", try safe(of: help.person, house.vault).seal(words, "study_help_line.sealed"), to: help, by: actor, house)
    try record(.helpAnswered, help.id.text, by: actor.text, house)
  }

  private func add(_ kind: String, _ sealed: [UInt8]?, to help: Help, by actor: Actor, _ house: House) throws {
    try run(
      """
      INSERT INTO study_help_line (id, help_id, kind, by_person, at, sealed)
      VALUES (\(house.outside.id(of: Int.self)), \(help.id), \(kind), \(actor.person), \(house.outside.now()), \(sealed))
      """)
  }

  /// What waits for an answer, within reach; `officers`: what the safeguarding officers have.
  func helpWaiting(_ cycle: ID<Cycle>?, _ reach: [Scope], officers: Bool) throws -> DeskWait {
    let within = reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region"))
    let which: SQL = officers ? "study_help.to_officers" : "1 = 1"
    let intake: SQL = cycle.map { "study_cohort.cycle_id = \($0)" } ?? "1 = 1"
    return try DeskWait(
      row: try row(
        """
        SELECT count(*) AS n, min(study_help.at) AS oldest FROM study_help
        JOIN study_cohort ON study_cohort.id = study_help.cohort_id
        LEFT JOIN study_member ON study_member.learner = study_help.learner AND study_member.until IS NULL
          AND study_member.group_id IN (SELECT mine.id FROM study_group AS mine WHERE mine.cohort_id = study_help.cohort_id)
        LEFT JOIN study_group ON study_group.id = study_member.group_id
        WHERE study_help.answered_at IS NULL AND \(intake) AND \(which) AND \(within)
        """))
  }

  /// The cohort with which a girl learns now; nil on the open track.
  func cohort(of learner: Learner) throws -> Cohort? {
    guard learner.track == .chosen else { return nil }
    let id: ID<Cohort>? = try value(
      """
      SELECT study_cohort.id FROM study_enrolment JOIN study_cohort ON study_cohort.id = study_enrolment.cohort_id
      WHERE study_enrolment.learner = \(learner.number) AND study_enrolment.until IS NULL
        AND study_cohort.track = 'chosen' ORDER BY study_enrolment.since DESC LIMIT 1
      """)
    return try id.map { try cohort($0) }
  }
}

extension Help.About {
  /// As she chooses it.
  var name: Phrase {
    switch self {
    case .time: Phrase(kk: "Уақыт жетпейді", ru: "Не хватает времени", en: "There is not enough time")
    case .network: Phrase(kk: "Интернет не телефон жоқ", ru: "Нет интернета или телефона", en: "No network or phone")
    case .home: Phrase(kk: "Үйде қиын", ru: "Трудно дома", en: "It is hard at home")
    case .course: Phrase(kk: "Сабақ қиын", ru: "Трудный курс", en: "The course is hard")
    case .other: Phrase(kk: "Басқа", ru: "Другое", en: "Something else")
    }
  }
}

extension Phrase {
  static let helpIsAnswered = Phrase(
    kk: "Бұған басқа адам жауап беріп қойды.", ru: "На это уже кто-то ответил.", en: "Somebody else has already answered this.")
}
