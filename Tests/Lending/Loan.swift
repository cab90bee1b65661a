import Programme
import Storage
import Words

/// One laptop on its way to a girl and back.
struct Loan: Sendable {
  let id: ID<Loan>
  let person: ID<Person>
  let why: String
  let askedAt: Moment
  let lentAt: Moment?
  let dueAt: Moment?
  let returnedAt: Moment?
  let isOverdue: Bool

  /// How long a laptop stays with her.
  static let days = 90
}

extension Transaction {
  /// Keeps her wish; a second one of the same intake changes nothing.
  func askForLaptop(_ why: String, for safe: Safe, in cycle: ID<Cycle>, by actor: Actor, _ house: House) throws {
    let id: ID<Loan> = house.outside.id()
    let added = try run(
      """
      INSERT INTO loan (id, person_id, cycle_id, why, asked_at)
      VALUES (\(id), \(safe.person), \(cycle), \(safe.seal(why, "loan.why")), \(house.outside.now()))
      ON CONFLICT (person_id, cycle_id) DO NOTHING
      """)
    if added > 0 { try record(.laptopAsked, safe.person.text, by: actor.text, house) }
  }

  /// Those of an intake that are not settled, the oldest wish first, at most so many.
  func openLoans(in cycle: ID<Cycle>, limit: Int, _ house: House) throws -> [Loan] {
    try rows(Self.selectLoan + "WHERE loan.cycle_id = \(cycle) AND returned_at IS NULL ORDER BY asked_at, id LIMIT \(limit)") {
      try Loan(row: $0, house)
    }
  }

  func loan(of person: ID<Person>, _ house: House) throws -> Loan? {
    try row(Self.selectLoan + "WHERE loan.person_id = \(person) ORDER BY asked_at DESC LIMIT 1").map { try Loan(row: $0, house) }
  }

  /// Lends or takes back; throws `Refusal.conflict` where somebody was faster.
  func move(_ loan: ID<Loan>, isBack: Bool, by permit: Permit<LendLaptops>, _ house: House) throws {
    let now = house.outside.now()
    let change: SQL =
      isBack
      ? "returned_at = \(now) WHERE id = \(loan) AND lent_at IS NOT NULL AND returned_at IS NULL"
      : "lent_at = \(now), due_at = \(now.adding(days: Loan.days)) WHERE id = \(loan) AND lent_at IS NULL"
    guard try run("UPDATE loan SET \(change)") > 0 else { throw Refusal(.conflict, .laptopMoved) }
    try record(isBack ? .laptopReturned : .laptopLent, loan.text, by: permit, house)
  }

  private static let selectLoan: SQL = """
    SELECT loan.id, loan.person_id, why, asked_at, lent_at, due_at, returned_at, overdue_at, wrapped
    FROM loan JOIN person_key ON person_key.person_id = loan.person_id 
    """
}

extension Loan {
  fileprivate init(row: Row, _ house: House) throws {
    person = try row["person_id"]
    let safe = try house.vault.safe(of: person, wrapped: try row["wrapped"])
    id = try row["id"]
    why = try safe.open(try row["why"], "loan.why")
    askedAt = try row["asked_at"]
    lentAt = try row["lent_at"]
    dueAt = try row["due_at"]
    returnedAt = try row["returned_at"]
    isOverdue = try row["overdue_at"] as Moment? != nil
  }
}

extension Phrase {
  static let laptopMoved = Phrase(
    kk: "Бұл ноутбукті басқа біреу белгілеп қойған.", ru: "Этот ноутбук уже отметил кто-то другой.",
    en: "Somebody else has marked this laptop meanwhile.")
}
