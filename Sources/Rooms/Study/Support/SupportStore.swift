import Programme
import Storage
import Words

/// One thing that was done for a girl, or what came of it.
struct SupportLine: Sendable {
  let learner: Int
  let kind: Kind
  let by: PersonName?
  let at: Moment
  let words: String

  enum Kind: String, Sendable, Bindable, Readable, CaseIterable {
    case post, letter, school, time, note, outcome
  }

  static let longest = 600
}

/// A rule put off or on in a cohort; the last of a rule counts.
struct SupportSwitch: Sendable {
  let reason: SupportReason
  let isOn: Bool
  let why: Why
  let at: Moment

  enum Why: String, Sendable, Bindable, Readable {
    case hand, record
  }
}

extension Transaction {
  /// The last of each rule.
  func supportSwitches(of cohort: ID<Cohort>) throws -> [SupportReason: SupportSwitch] {
    let lines = try rows(
      "SELECT rule, is_on, why, at FROM study_support_switch WHERE cohort_id = \(cohort) ORDER BY at, id LIMIT 10000"
    ) { row -> SupportSwitch? in
      let rule: String = try row["rule"]
      guard let reason = SupportReason(rawValue: rule) else { return nil }
      return SupportSwitch(reason: reason, isOn: try row["is_on"], why: try row["why"], at: try row["at"])
    }
    return Dictionary(lines.compactMap { $0 }.map { ($0.reason, $0) }) { _, later in later }
  }

  /// The rules that are on in a cohort.
  func supportRules(of cohort: ID<Cohort>) throws -> [SupportRule] {
    let switches = try supportSwitches(of: cohort)
    return SupportRule.all.filter { switches[$0.reason]?.isOn ?? true }
  }

  func turn(_ reason: SupportReason, on isOn: Bool, in cohort: ID<Cohort>, by actor: Actor?, _ house: House) throws {
    let why: SupportSwitch.Why = actor == nil ? .record : .hand
    try run(
      """
      INSERT INTO study_support_switch (id, cohort_id, rule, is_on, why, by_person, at)
      VALUES (\(house.outside.id(of: Int.self)), \(cohort), \(reason), \(isOn), \(why), \(actor?.person), \(house.outside.now()))
      """)
    try record(
      .supportSwitched, cohort.text, "\(reason.rawValue)=\(isOn) \(why.rawValue)", by: actor?.text ?? "house", house)
  }

  /// What was done for these girls, the newest first.
  func supportLines(of learners: [Int], in cohort: ID<Cohort>, _ house: House) throws -> [Int: [SupportLine]] {
    guard !learners.isEmpty else { return [:] }
    let lines = try rows(
      """
      SELECT study_support_line.learner, study_support_line.kind, study_support_line.at, study_support_line.sealed AS words,
        hers.person_id AS girl, keys.wrapped AS her_key,
        study_support_line.by_person AS person_id, person_key.wrapped, person_detail.sealed
      FROM study_support_line JOIN study_learner AS hers ON hers.number = study_support_line.learner
      LEFT JOIN person_key AS keys ON keys.person_id = hers.person_id
      LEFT JOIN person_key ON person_key.person_id = study_support_line.by_person
      LEFT JOIN person_detail ON person_detail.person_id = study_support_line.by_person AND person_detail.kind = \(Detail.name)
      WHERE study_support_line.cohort_id = \(cohort) AND study_support_line.learner IN (\(list: learners))
      ORDER BY study_support_line.at DESC, study_support_line.id DESC LIMIT 2000
      """
    ) { row in
      let (girl, key): (ID<Person>, [UInt8]?) = (try row["girl"], try row["her_key"])
      let words = try key.map {
        try house.vault.safe(of: girl, wrapped: $0).open(try row["words"] as [UInt8], "study_support_line.sealed")
      }
      return SupportLine(
        learner: try row["learner"], kind: try row["kind"], by: try name(row, house.vault), at: try row["at"], words: words ?? "")
    }
    return Dictionary(grouping: lines, by: \.learner)
  }

  /// Writes down what was done for a girl who learns in the cohort.
  func note(
    _ kind: SupportLine.Kind, _ words: String, of learner: Int, in cohort: ID<Cohort>, by actor: Actor, _ house: House
  ) throws {
    let person: ID<Person>? = try value(
      """
      SELECT person_id FROM study_learner JOIN study_enrolment ON study_enrolment.learner = study_learner.number
      WHERE study_learner.number = \(learner) AND study_enrolment.cohort_id = \(cohort)
      """)
    guard let person else { throw Refusal.missing }
    let id: ID<SupportLine> = house.outside.id()
    try run(
      """
      INSERT INTO study_support_line (id, cohort_id, learner, kind, by_person, at, sealed)
      VALUES (\(id), \(cohort), \(learner), \(kind), \(actor.person), \(house.outside.now()),
        \(try safe(of: person, house.vault).seal(words, "study_support_line.sealed")))
      """)
    try record(.supportNoted, id.text, kind.rawValue, by: actor.text, house)
  }
}

// MARK: - Night by night

extension Transaction {
  /// Which rules named whom at the end of a day: a row goes on from the day before, or a new one begins.
  func deriveSupport(_ cohort: Cohort, on day: Day, _ house: House) throws {
    let sight = SupportSight(
      cohort: cohort.id, cycle: cohort.cycle, now: day.end().adding(milliseconds: -1), file: house.data[.support])
    let before = day.adding(days: -1)
    let going = Set(
      try rows(
        "SELECT learner, rule FROM study_support WHERE cohort_id = \(cohort.id) AND last = \(before) ORDER BY learner LIMIT 50000"
      ) { "\(try $0["learner"] as Int) \(try $0["rule"] as String)" })
    let found = try findings(sight, house, try supportRules(of: cohort.id))
    for (reason, findings) in Dictionary(grouping: found, by: \.reason) {
      let same = findings.map(\.learner).filter { going.contains("\($0) \(reason.rawValue)") }
      guard !same.isEmpty else { continue }
      try run(
        """
        UPDATE study_support SET last = \(day) WHERE cohort_id = \(cohort.id) AND rule = \(reason) AND last = \(before)
          AND learner IN (\(list: same.sorted()))
        """)
    }
    try insert(
      "INSERT INTO study_support (cohort_id, learner, rule, since, last)",
      found.filter { !going.contains("\($0.learner) \($0.reason.rawValue)") }.map {
        "(\(cohort.id), \($0.learner), \($0.reason), \(day), \(day))"
      }, "ON CONFLICT (cohort_id, learner, rule, since) DO NOTHING")
    try run("UPDATE study_cohort SET support_day = \(day) WHERE id = \(cohort.id)")
    try judge(try supportRecords(of: cohort.id, house.data[.support].record), in: cohort.id, house)
  }

  /// Puts off the rules whose record says that they only name, unless somebody has decided on them already.
  func judge(_ records: [SupportRecord], in cohort: ID<Cohort>, _ house: House) throws {
    let switches = try supportSwitches(of: cohort)
    for record in records where record.namesMore && switches[record.reason] == nil {
      try turn(record.reason, on: false, in: cohort, by: nil, house)
    }
  }

  /// The days of a cohort that are over and not made yet.
  fileprivate func daysToDerive(_ cohort: Cohort, today: Day) throws -> [Day] {
    guard let span = cohort.days else { return [] }
    let made: Day? = try value("SELECT support_day FROM study_cohort WHERE id = \(cohort.id)")
    let (first, last) = (made.map { $0.adding(days: 1) } ?? span.first, min(today.adding(days: -1), span.last))
    guard first <= last else { return [] }
    return (0...first.days(to: last)).map { first.adding(days: $0) }
  }

  /// Makes all of a cohort's days anew: what follows is what follows from the events.
  func rebuildSupport(_ cohort: Cohort, _ house: House) throws {
    try run("DELETE FROM study_support WHERE cohort_id = \(cohort.id)")
    try run("UPDATE study_cohort SET support_day = NULL WHERE id = \(cohort.id)")
    for day in try daysToDerive(cohort, today: house.outside.now().day()) { try deriveSupport(cohort, on: day, house) }
  }

  /// Cohorts that have a day to make.
  fileprivate func cohortsToDerive(_ now: Moment) throws -> [Cohort] {
    let ids: [ID<Cohort>] = try rows(
      """
      SELECT id FROM study_cohort WHERE track = 'chosen' AND starts_at < \(now.day().start())
        AND (support_day IS NULL OR support_day < \(now.day().adding(days: -1))) ORDER BY created_at, id LIMIT 500
      """
    ) { try $0[0] }
    return try ids.map { try cohort($0) }.filter { try !daysToDerive($0, today: now.day()).isEmpty }
  }
}

/// Each night: who is named by which rule.
enum SupportNight {
  static let job = Job(
    name: "early help", .supportIsDerived, every: .seconds(3600),
    isNeeded: { house in try await house.database.read { try !$0.cohortsToDerive(house.outside.now()).isEmpty } }
  ) { house in
    for cohort in try await house.database.read({ try $0.cohortsToDerive(house.outside.now()) }) {
      for day in try await house.database.read({ try $0.daysToDerive(cohort, today: house.outside.now().day()) }) {
        try await house.database.write { try $0.deriveSupport(cohort, on: day, house) }
      }
    }
  }
}

extension Phrase {
  static let supportIsDerived = Phrase(
    kk: "Кімге көмек керек екені әр түнде қаралады", ru: "Каждую ночь видно, кому нужна помощь",
    en: "Each night it is seen who may need help")
}
