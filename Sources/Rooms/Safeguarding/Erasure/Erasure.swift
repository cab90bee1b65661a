import Programme
import Storage
import Words

/// A request that somebody's data be erased: asked by one, confirmed by another, and then a receipt.
struct Erasure: Sendable {
  let id: ID<Erasure>
  let person: ID<Person>
  let reason: Reason
  let requestedBy: ID<Person>
  let requestedAt: Moment
  let doneAt: Moment?
  let droppedAt: Moment?
  /// What was erased, as lines "table count"; no word of hers.
  let receipt: String?

  enum Reason: String, Sendable, Bindable, Readable {
    case girl, guardian, officer, retention
  }

  var isOpen: Bool { doneAt == nil && droppedAt == nil }

  var lines: [PersonalData.Erased] { Self.lines(of: receipt) }

  static func lines(of receipt: String?) -> [PersonalData.Erased] {
    (receipt ?? "").split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2, let rows = Int(parts[1]) else { return nil }
      return PersonalData.Erased(String(parts[0]), rows)
    }
  }
}

extension Transaction {
  func erasure(_ id: ID<Erasure>) throws -> Erasure? {
    try row(Self.selectErasure + "WHERE id = \(id)").map(Erasure.init(row:))
  }

  func openErasure(of person: ID<Person>) throws -> Erasure? {
    try row(Self.selectErasure + "WHERE person_id = \(person) AND done_at IS NULL AND dropped_at IS NULL").map(Erasure.init(row:))
  }

  /// The newest, with what staff call the person.
  func erasures(_ house: House, limit: Int) throws -> [(erasure: Erasure, label: String)] {
    try rows(
      Self.selectErasure
        + "ORDER BY CASE WHEN done_at IS NULL AND dropped_at IS NULL THEN 0 ELSE 1 END, requested_at DESC, id LIMIT \(limit)",
      Erasure.init(row:)
    ).map { erasure in (erasure, try subject(erasure.person, house)?.label ?? "") }
  }

  /// A new request, or the one that is open already.
  func askErasure<A>(
    of person: ID<Person>, _ reason: Erasure.Reason, batch: String? = nil, by permit: Permit<A>, _ house: House
  ) throws -> ID<Erasure> {
    if let open = try openErasure(of: person) { return open.id }
    let id: ID<Erasure> = house.outside.id()
    try run(
      """
      INSERT INTO erasure (id, person_id, reason, batch, requested_by, requested_at)
      VALUES (\(id), \(person), \(reason), \(batch), \(permit.actor.person), \(house.outside.now()))
      """)
    try record(.erasureAsked, person.text, "erasure=\(id) reason=\(reason.rawValue)", by: permit, house)
    // A batch is one act, told of once.
    if batch == nil {
      try ask(
        ErasePerson.self,
        for: SecondWanted(
          .erasureWants, page: "/safeguarding/erasures/\(id)", not: [permit.actor.person, person],
          places: try house.personalData.flatMap { try $0.places(self, person) }, once: "erasure:\(id)"), house)
    }
    return id
  }

  func dropErasure<A>(_ erasure: Erasure, by permit: Permit<A>, _ house: House) throws {
    let changed = try run(
      """
      UPDATE erasure SET dropped_by = \(permit.actor.person), dropped_at = \(house.outside.now())
      WHERE id = \(erasure.id) AND done_at IS NULL AND dropped_at IS NULL
      """)
    if changed == 0 { throw Refusal(.conflict, .erasureSettled) }
    try record(.erasureDropped, erasure.person.text, "erasure=\(erasure.id)", by: permit, house)
  }

  private static let selectErasure: SQL = """
    SELECT id, person_id, reason, requested_by, requested_at, done_at, dropped_at, receipt FROM erasure 
    """
}

extension Erasure {
  init(row: Row) throws {
    self.init(
      id: try row["id"], person: try row["person_id"], reason: try row["reason"], requestedBy: try row["requested_by"],
      requestedAt: try row["requested_at"], doneAt: try row["done_at"], droppedAt: try row["dropped_at"],
      receipt: try row["receipt"])
  }
}

extension Phrase {
  static let erasureWants = Phrase(
    kk: "Деректерді жою сұрауы растауды күтіп тұр", ru: "Запрос на удаление данных ждёт подтверждения",
    en: "A request to erase data waits to be confirmed")
  static let termsWant = Phrase(
    kk: "Сақтау мерзімі өткен деректерді жою растауды күтіп тұр",
    ru: "Удаление данных, срок хранения которых истёк, ждёт подтверждения",
    en: "The erasure of data kept past their term waits to be confirmed")
  static let erasureSettled = Phrase(
    kk: "Бұл сұрау бойынша шешім қабылданған.", ru: "По этому запросу уже принято решение.",
    en: "This request is settled already.")
}
