import Postbox
package import Storage
package import Words

/// What a room knows that keeps from somebody what is written to many: all she had there is withdrawn.
package struct MailingStop: Sendable {
  package let stops: @Sendable (Transaction, ID<Person>) throws -> Bool

  package init(stops: @escaping @Sendable (Transaction, ID<Person>) throws -> Bool) {
    self.stops = stops
  }
}

/// Written to many at once: nobody's own matter waits for it, so it goes to nobody who has said no.
package enum Mailing {
  /// The key of objections.yaml by which somebody says so.
  package static let processing = "messages"

  /// The condition that the person of a row may be written to as one of many: she is not erased, not restricted, and has not objected.
  package static func reaches(_ person: SQL) -> SQL {
    """
    EXISTS (SELECT 1 FROM person WHERE person.id = \(person) AND erased_at IS NULL AND restricted_at IS NULL)
      AND NOT \(Objection.stops(person, "\(processing)"))
    """
  }
}

extension LetterPurpose {
  fileprivate var isMailing: Bool { self == .bulk }
  fileprivate static let mailings = allCases.filter(\.isMailing)
}

extension House {
  /// Whether she may be written to as one of many: asked when a letter is written and once more when it leaves, which may be days later.
  package func mayMail(_ person: ID<Person>, in tx: Transaction) throws -> Bool {
    guard try tx.exists("SELECT 1 FROM person AS addressee WHERE id = \(person) AND \(Mailing.reaches("addressee.id"))") else {
      return false
    }
    return try !rooms.flatMap(\.mailingStops).contains { try $0.stops(tx, person) }
  }

  /// Opens a letter to a person for the post; one that may leave no more is withheld.
  package func opening(_ person: String, _ purpose: String, in tx: Transaction) throws -> (_ sealed: [UInt8], _ place: String)
    throws -> String
  {
    guard let id = ID<Person>(person) else { throw Refusal.missing }
    if LetterPurpose(rawValue: purpose)?.isMailing == true, try !mayMail(id, in: tx) { throw Withheld() }
    let safe = try tx.safe(of: id, vault)
    return { try safe.open($0, $1) }
  }
}

extension Transaction {
  /// How many letters of each mailing have not left yet, by what the mailing calls itself in the letters' names: an id, a colon.
  package func queuedMailings() throws -> [String: Int] {
    let lines = try rows(
      """
      SELECT substr(id, 6, 36) AS mailing, count(*) AS n FROM outbox
      WHERE channel IN ('email', 'sms') AND state IN ('queued', 'sending') AND purpose = \(LetterPurpose.bulk.rawValue)
      GROUP BY substr(id, 6, 36) ORDER BY 1 LIMIT 10000
      """
    ) { (try $0["mailing"] as String, try $0["n"] as Int) }
    return Dictionary(uniqueKeysWithValues: lines)
  }

  /// How one mailing's letters stand: in the queue, handed over, lost on the way.
  package func letters(ofMailing mailing: String) throws -> (queued: Int, sent: Int, failed: Int) {
    let states = Dictionary(
      uniqueKeysWithValues: try rows(
        "SELECT state, count(*) AS n FROM outbox WHERE id LIKE \("\(LetterPurpose.bulk.rawValue):\(mailing):%") GROUP BY state ORDER BY 1"
      ) { (try $0["state"] as String, try $0["n"] as Int) })
    func sum(_ names: String...) -> Int { names.map { states[$0] ?? 0 }.reduce(0, +) }
    return (sum("queued", "sending"), sum("sent", "shown"), sum("failed", "uncertain"))
  }

  /// What was written to many and waits to leave for her stays here; `about` names one thing of hers that it was written about.
  package func stopMailings(to person: ID<Person>, about: String? = nil, at now: Moment) throws {
    let which: SQL = about.map { "AND id LIKE \("%:\($0)")" } ?? ""
    try run(
      """
      UPDATE outbox SET state = 'cancelled', ended_at = \(now)
      WHERE person_id = \(person) AND state = 'queued' AND purpose IN (\(list: LetterPurpose.mailings.map(\.rawValue))) \(which)
      """)
  }

  /// Her data stay and are used no more until the restriction is lifted (nil).
  package func restrict(_ person: ID<Person>, since: Moment?) throws {
    try run("UPDATE person SET restricted_at = \(since) WHERE id = \(person)")
    if let since { try stopMailings(to: person, at: since) }
  }
}
