import Programme
import Security
import Storage
import Words

extension Applications {
  /// Synthetic girls in every state.
  static let rehearsal = Rehearsal(
    run: { house, plan in try await Population(house, plan).settle() },
    trace: { tx, house, subject in try tx.trace(subject, house) })
}

extension Transaction {
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
