import Programme
import Security
import Storage
import Words

extension Applications {
  /// Synthetic girls in every state.
  static let rehearsal = Rehearsal(
    run: { house, plan in
      try await Population(house, plan).settle()
      try await Hands.deal(house, plan)
    },
    trace: { tx, house, subject in try tx.trace(subject, house) },
    tells: { tx, _, cycle in try tx.tells(cycle.id) }, stops: stops)
}

extension Transaction {
  /// How many applied and how many of them were let into the selection; nothing where nobody did.
  fileprivate func tells(_ cycle: ID<Cycle>) throws -> [Phrase] {
    let counts = try row(
      """
      SELECT count(*) AS applied, count(CASE WHEN state = 'eligible' THEN 1 END) AS eligible FROM application
      WHERE cycle_id = \(cycle)
      """)
    guard let counts else { return [] }
    let (applied, eligible): (Int, Int) = (try counts["applied"], try counts["eligible"])
    return applied == 0 ? [] : [.appliedAndEligible(applied, eligible)]
  }

  /// A request to her guardian, a request to correct, a paper form that was printed.
  fileprivate func trace(_ subject: Rehearsal.Subject, _ house: House) throws {
    let (safe, guardian, now) = (subject.safe, subject.guardian.person, house.outside.now())
    guard let application = try application(of: safe.person) else { return }
    try run(
      """
      INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, created_at, expires_at, tries)
      VALUES (\(house.vault.hash(secret: "a link to \(guardian)", for: "consent link")), \(application.id), \(guardian), 'sms',
        \(now), \(now.adding(days: 30)), 0)
      """)
    try run(
      """
      INSERT INTO correction (id, application_id, pages, note, asked_by, asked_at)
      VALUES (\(house.outside.id(of: Correction.self)), \(application.id), 'name',
        \(safe.seal(subject.words, "correction.note")), 'desk', \(now))
      """)
    try run(
      """
      INSERT INTO paper_consent (id, application_id, guardian_id, printed_code, purposes, entered_by, entered_at)
      VALUES (\(house.outside.id(of: PaperForm.self)), \(application.id), \(guardian), 'PRINTED', 'take_part', \(safe.person),
        \(now))
      """)
  }
}

extension Phrase {
  static func appliedAndEligible(_ applied: Int, _ eligible: Int) -> Phrase {
    Phrase(
      kk: "\(Language.kk.number(applied)) өтінім, іріктеуге жіберілгені: \(Language.kk.number(eligible))",
      ru: "\(counted(applied, one: "заявка", few: "заявки", many: "заявок")), допущено к отбору: \(Language.ru.number(eligible))",
      en:
        "\(counted(applied, one: "application", other: "applications")), let into the selection: \(Language.en.number(eligible))")
  }
}
