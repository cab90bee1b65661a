package import Storage
package import Words

/// She or her guardian objects to one way of using her data: it stops at once, until one of the staff has decided.
package struct Objection: Sendable {
  package let id: ID<Objection>
  package let person: ID<Person>
  /// A key of objections.yaml.
  package let processing: String
  package let askedBy: ID<Person>
  package let askedAs: Role
  package let askedAt: Moment
  /// Sealed with her key.
  package let reason: [UInt8]?
  /// Nil while nobody has decided.
  package let upheld: Bool?
  /// Sealed with her key.
  package let answer: [UInt8]?
  package let decidedAt: Moment?
  package let takenBackAt: Moment?

  package var isOpen: Bool { upheld == nil && takenBackAt == nil }
  /// The processing rests.
  package var isInForce: Bool { upheld != false && takenBackAt == nil }
}

extension Transaction {
  /// What she is objected for, the newest first.
  package func objections(of person: ID<Person>) throws -> [Objection] {
    try rows(Self.selectObjection + "WHERE person_id = \(person) ORDER BY asked_at DESC, id DESC LIMIT 200", Objection.init(row:))
  }

  /// Those nobody has decided, the oldest first.
  package func openObjections(limit: Int) throws -> [Objection] {
    try rows(
      Self.selectObjection + "WHERE upheld IS NULL AND taken_back_at IS NULL ORDER BY asked_at, id LIMIT \(limit)",
      Objection.init(row:))
  }

  /// Whether this use of her data rests: whoever uses them asks here, or puts `Objection.stops` into the query.
  package func isObjected(_ processing: String, for person: ID<Person>) throws -> Bool {
    try exists("SELECT 1 FROM person WHERE id = \(person) AND \(Objection.stops("person.id", "\(processing)"))")
  }

  package func addObjection(
    to processing: String, for person: ID<Person>, reason: [UInt8]?, by actor: Actor, _ house: House
  ) throws {
    let id: ID<Objection> = house.outside.id()
    try run(
      """
      INSERT INTO objection (id, person_id, processing, asked_by, asked_as, asked_at, reason)
      VALUES (\(id), \(person), \(processing), \(actor.person), \(actor.role), \(house.outside.now()), \(reason))
      """)
    if processing == Mailing.processing { try stopMailings(to: person, at: house.outside.now()) }
    try record(.objectionMade, person.text, "processing=\(processing)", by: actor.text, house)
  }

  /// Throws `Refusal.conflict` when it was taken back or decided against meanwhile.
  package func takeBack(_ objection: Objection, by actor: Actor, _ house: House) throws {
    let changed = try run(
      """
      UPDATE objection SET taken_back_at = \(house.outside.now())
      WHERE id = \(objection.id) AND taken_back_at IS NULL AND (upheld IS NULL OR upheld)
      """)
    if changed == 0 { throw Refusal(.conflict, .objectionSettled) }
    try record(.objectionTakenBack, objection.person.text, "processing=\(objection.processing)", by: actor.text, house)
  }

  /// Throws `Refusal.conflict` when it is decided or taken back already.
  package func decide(_ objection: Objection, upheld: Bool, answer: [UInt8], by actor: Actor, _ house: House) throws {
    let changed = try run(
      """
      UPDATE objection SET upheld = \(upheld), answer = \(answer), decided_by = \(actor.person), decided_at = \(house.outside.now())
      WHERE id = \(objection.id) AND upheld IS NULL AND taken_back_at IS NULL
      """)
    if changed == 0 { throw Refusal(.conflict, .objectionSettled) }
    try record(
      .objectionDecided, objection.person.text, "processing=\(objection.processing) upheld=\(upheld)", by: actor.text, house)
  }

  private static let selectObjection: SQL = """
    SELECT id, person_id, processing, asked_by, asked_as, asked_at, reason, upheld, answer, decided_at, taken_back_at FROM objection 
    """
}

extension Objection {
  /// The condition that a processing rests for the person of a row: open objections and upheld ones.
  package static func stops(_ person: SQL, _ processing: SQL) -> SQL {
    """
    EXISTS (SELECT 1 FROM objection WHERE objection.person_id = \(person) AND objection.processing = \(processing)
      AND (objection.upheld IS NULL OR objection.upheld) AND objection.taken_back_at IS NULL)
    """
  }

  init(row: Row) throws {
    self.init(
      id: try row["id"], person: try row["person_id"], processing: try row["processing"], askedBy: try row["asked_by"],
      askedAs: try row["asked_as"], askedAt: try row["asked_at"], reason: try row["reason"], upheld: try row["upheld"],
      answer: try row["answer"], decidedAt: try row["decided_at"], takenBackAt: try row["taken_back_at"])
  }
}

extension Phrase {
  static let objectionSettled = Phrase(
    kk: "Бұл қарсылық бойынша шешім шыққан немесе ол қайтарып алынып қойған.", ru: "Это возражение уже решено или отозвано.",
    en: "This objection is decided or taken back already.")
}
