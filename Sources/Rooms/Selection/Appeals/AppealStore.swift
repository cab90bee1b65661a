import Allocation
import Programme
import Rules
import Storage
import Words

/// A girl's wish that a person looks again; one for an application.
struct Appeal: Sendable {
  let id: ID<Appeal>
  let cycle: ID<Cycle>
  let applicant: ID<Applicant>
  let askedAt: Moment
  /// Which piece of evidence is marked a second time.
  let evidence: String?
  let markAskedBy: ID<Person>?
  let markAskedAt: Moment?
  let value: Double?
  let error: Double?
  let markedBy: ID<Person>?
  let upheld: Bool?
  let decidedAt: Moment?

  /// Decided within as many days.
  static let decisionDays = 10
  var decideUntil: Day { askedAt.day().adding(days: Self.decisionDays) }

  /// Asked for the second mark or gave it, and so does not decide.
  func hasPart(_ person: ID<Person>) -> Bool {
    person == markAskedBy || person == markedBy
  }

  var standing: Phrase {
    switch (upheld, value, evidence) {
    case (true?, _, _): .appealUpheld
    case (false?, _, _): .appealRejected
    case (nil, _?, _): .appealMarked
    case (nil, nil, _?): .appealBeingMarked
    case (nil, nil, nil): .appealAsked
    }
  }
}

/// For the public: how many and how they ended, without small numbers.
struct AppealLine: Sendable, Hashable {
  let title: Phrase
  let count: Int

  static func == (a: AppealLine, b: AppealLine) -> Bool { a.count == b.count && a.title == b.title }
  func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

extension Transaction {
  func appeal(of applicant: ID<Applicant>) throws -> Appeal? {
    try row(Self.selectAppeal + "WHERE application_id = \(applicant)").map(Appeal.init(row:))
  }

  func appeal(_ id: ID<Appeal>) throws -> Appeal {
    guard let appeal = try row(Self.selectAppeal + "WHERE id = \(id)").map(Appeal.init(row:)) else { throw Refusal.missing }
    return appeal
  }

  /// Open ones first, the oldest first.
  func appeals(_ cycle: ID<Cycle>) throws -> [(appeal: Appeal, code: String)] {
    try rows(
      """
      SELECT selection_appeal.*, code FROM selection_appeal
      JOIN selection_candidate ON selection_candidate.application_id = selection_appeal.application_id
      WHERE selection_appeal.cycle_id = \(cycle)
      ORDER BY CASE WHEN decided_at IS NULL THEN 0 ELSE 1 END, asked_at, selection_appeal.id LIMIT 500
      """
    ) { (try Appeal(row: $0), try $0["code"]) }
  }

  func openAppealCount(_ cycle: ID<Cycle>) throws -> Int {
    try value("SELECT count(*) FROM selection_appeal WHERE cycle_id = \(cycle) AND decided_at IS NULL") ?? 0
  }

  /// A second click finds the first one's appeal.
  func addAppeal(_ result: Result, by actor: String, _ house: House) throws {
    let now = house.outside.now()
    guard let until = result.release.appealsUntil, now.day() <= until else { throw Refusal(.conflict, .appealsClosed) }
    let id: ID<Appeal> = house.outside.id()
    let added = try run(
      """
      INSERT INTO selection_appeal (id, cycle_id, application_id, asked_at) VALUES (\(id), \(result.cycle), \(result.applicant), \(now))
      ON CONFLICT (application_id) DO NOTHING
      """)
    if added == 1 { try record(.appealAsked, id.text, by: actor, house) }
  }

  func askMark(_ appeal: ID<Appeal>, of evidence: String, by actor: Actor, _ house: House) throws {
    let changed = try run(
      """
      UPDATE selection_appeal SET evidence = \(evidence), mark_asked_by = \(actor.person), mark_asked_at = \(house.outside.now())
      WHERE id = \(appeal) AND marked_by IS NULL AND decided_at IS NULL
      """)
    if changed == 0 { throw Refusal(.conflict, .appealMoved) }
    try record(.appealMarkAsked, appeal.text, evidence, by: actor.text, house)
    try ask(
      GiveSecondMark.self,
      for: SecondWanted(
        .markWants, page: "/desk/marks/\(appeal)", not: [actor.person], places: try place(of: appeal), once: "mark:\(appeal)"),
      house)
  }

  /// The note is sealed with the girl's key: it is about her work.
  func keepMark(_ appeal: Appeal, value: Double, error: Double, note: String, by actor: Actor, _ house: House) throws {
    guard let first = appeal.markAskedBy else { throw Refusal(.conflict, .appealMoved) }
    guard first != actor.person else { throw Refusal(.forbidden, .anotherPersonMarks) }
    guard
      let person: ID<Person> = try self.value(
        "SELECT person_id FROM selection_candidate WHERE application_id = \(appeal.applicant)")
    else { throw Refusal.missing }
    let safe = try safe(of: person, house.vault)
    let changed = try run(
      """
      UPDATE selection_appeal SET value = \(value), error = \(error), note = \(safe.seal(note, "selection_appeal.note")),
        marked_by = \(actor.person), marked_at = \(house.outside.now())
      WHERE id = \(appeal.id) AND evidence IS NOT NULL AND marked_by IS NULL AND decided_at IS NULL
      """)
    if changed == 0 { throw Refusal(.conflict, .appealMoved) }
    try record(.appealMarked, appeal.id.text, by: actor.text, house)
    try ask(
      HandleAppeals.self,
      for: SecondWanted(
        .decisionWants, page: "/desk/appeals/\(appeal.id)", not: [first, actor.person], places: try place(of: appeal.id),
        once: "appeal:\(appeal.id)"), house)
  }

  /// Appeals are read by those who reach every region of the intake.
  private func place(of appeal: ID<Appeal>) throws -> [(cycle: ID<Cycle>, region: String?)] {
    try rows("SELECT cycle_id FROM selection_appeal WHERE id = \(appeal)") { (try $0[0], nil) }
  }

  /// Everybody calculated again with the second mark in the place of the first.
  func recalculated(_ appeal: Appeal, _ run: Run) throws -> (
    before: Selected, after: Selected, field: SelectionField, position: Int
  )? {
    guard let name = appeal.evidence, let value = appeal.value, let error = appeal.error else { return nil }
    let before = try selected(run)
    var inputs = try inputs(run.id)
    let holders = try applicants(of: run.id)
    guard let position = holders.first(where: { $0.value.id == appeal.applicant }).map({ Int($0.key) }),
      inputs.evidence[name] != nil
    else { return nil }
    inputs.evidence[name]?.values[position] = value
    inputs.evidence[name]?.errors[position] = error
    let after = try Selected.run(before.file, try inputs.candidates(for: before.file), key: run.drawKey)
    let applicants = holders.sorted { $0.key < $1.key }.map(\.value.id)
    return (before, after, SelectionField(applicants: applicants, inputs: inputs), position)
  }

  /// Upheld: the second mark counts, and everybody's order is the new one. Places that are free go to those whose turn it is in it;
  /// if she is above the cut and has still none, she is offered one beyond the places. Nobody's offer is taken back.
  func decide(_ appeal: Appeal, upheld: Bool, _ cycle: ID<Cycle>, by actor: Actor, _ house: House) throws {
    for first in [appeal.markAskedBy, appeal.markedBy].compactMap({ $0 }) {
      try mustBeSecond(actor, after: first, says: .anotherPersonDecides, at: house.outside.now())
    }
    var kept: ID<Run>?
    if upheld {
      guard let run = try rulingRun(cycle), let (_, after, field, position) = try recalculated(appeal, run),
        let name = appeal.evidence
      else { throw Refusal(.conflict, .markFirst) }
      guard after.findings.isEmpty else {
        throw Refusal(.conflict, .stopsAt(.gateVerifier(after.findings.joined(separator: "; "))))
      }
      try addEvidence([(appeal.applicant, name, appeal.value ?? 0, appeal.error ?? 0)], source: "appeal", cycle, house)
      let id = try keepRun(after, field, try policy(run.policy), after: run.id, by: actor.text, house)
      kept = id
      try cascade(cycle, house)
      if after.outcome.offered.contains(Int32(position)), try offer(of: appeal.applicant) == nil {
        try offer(to: appeal.applicant, id, "appeal", seat: try seatBeyond(cycle), days: after.file.offerDays, cycle, house)
        try tell(of: appeal.applicant, house)
      }
    }
    let changed = try run(
      """
      UPDATE selection_appeal SET upheld = \(upheld), decided_by = \(actor.person), decided_at = \(house.outside.now()), run_id = \(kept)
      WHERE id = \(appeal.id) AND decided_at IS NULL
      """)
    if changed == 0 { throw Refusal(.conflict, .appealMoved) }
    try record(.appealDecided, appeal.id.text, "upheld=\(upheld)", by: actor.text, house)
  }

  /// One more seat, which the next vacancy takes in.
  private func seatBeyond(_ cycle: ID<Cycle>) throws -> Int {
    let last: Int = try value("SELECT max(number) FROM selection_seat WHERE cycle_id = \(cycle)") ?? 0
    try run("INSERT INTO selection_seat (cycle_id, number, extra) VALUES (\(cycle), \(last + 1), TRUE)")
    return last + 1
  }

  func appealLines(_ cycle: ID<Cycle>) throws -> [AppealLine] {
    guard
      let row = try row(
        """
        SELECT count(*) AS asked, count(decided_at) AS decided,
          COALESCE(sum(CASE WHEN upheld THEN 1 ELSE 0 END), 0) AS upheld FROM selection_appeal WHERE cycle_id = \(cycle)
        """)
    else { return [] }
    let upheld: Int = try Int(row["upheld"] as Double)
    return [
      AppealLine(title: .appealsAsked, count: try row["asked"]), AppealLine(title: .appealsDecided, count: try row["decided"]),
      AppealLine(title: .appealsUpheld, count: upheld),
    ]
  }

  private static let selectAppeal: SQL = "SELECT * FROM selection_appeal "
}

extension Appeal {
  init(row: Row) throws {
    id = try row["id"]
    cycle = try row["cycle_id"]
    applicant = try row["application_id"]
    askedAt = try row["asked_at"]
    evidence = try row["evidence"]
    markAskedBy = try row["mark_asked_by"]
    markAskedAt = try row["mark_asked_at"]
    value = try row["value"]
    error = try row["error"]
    markedBy = try row["marked_by"]
    upheld = try row["upheld"]
    decidedAt = try row["decided_at"]
  }
}
