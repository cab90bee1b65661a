import Exchange
import Forms
import Markup
import Programme
import Storage
import Words

/// The form in which a girl asks for a laptop: its questions stand in laptops.yaml, the kit makes their pages.
struct WishForm: FormDesk {
  typealias Authority = OwnWish

  struct Holder: FormHolder {
    let safe: Safe
    let answers: Answers
    let changedAt: Moment
    let readAt: Moment
    var owner: String { safe.person.text }
  }

  static let part = ProgrammePart("laptops.yaml", read: Form.init(yaml:))

  let place = FormPlace(home: "/laptop", before: "/status", after: "/laptop/check")

  func form(of holder: Holder, _ house: House) -> Form { house.data[Self.part] }

  func holder(_ permit: Permit<OwnWish>, _ house: House, in tx: Transaction) throws -> Holder {
    let now = house.outside.now()
    let safe = try tx.safe(of: permit.actor.person, house.vault)
    var (typed, written): ([String: String], [String: Moment]) = ([:], [:])
    try tx.each(
      "SELECT field, typed, written_at FROM loan_answer WHERE person_id = \(safe.person) ORDER BY written_at, id"
    ) { row in
      let field: String = try row["field"]
      typed[field] = try safe.open(try row["typed"], "loan_answer.typed")
      written[field] = try row["written_at"] as Moment
    }
    return Holder(safe: safe, answers: Answers(typed, written: written), changedAt: written.values.max() ?? now, readAt: now)
  }

  func context(for page: Form.Page, _ holder: Holder, _ visit: Visit, in tx: Transaction) throws -> FieldContext {
    visit.house.fieldContext(visit.language, on: visit.now.day())
  }

  func keep(_ events: [AnswerEvent], of holder: Holder, _ house: House, in tx: Transaction) throws {
    try tx.insert(
      "INSERT INTO loan_answer (id, person_id, field, typed, written_at)",
      events.map { event in
        let typed = holder.safe.seal(event.typed, "loan_answer.typed")
        return "(\(event.id), \(holder.safe.person), \(event.field), \(typed), \(event.writtenAt))"
      }, "ON CONFLICT (id) DO NOTHING")
  }

  func answered(_ checked: CheckedAnswers, by holder: Holder, _ house: House, in tx: Transaction) throws {}

  func answer(_ field: String, at version: Moment, of holder: Holder, in tx: Transaction) throws -> String {
    let sealed: [UInt8]? = try tx.value(
      """
      SELECT typed FROM loan_answer WHERE person_id = \(holder.safe.person) AND field = \(field) AND written_at <= \(version)
      ORDER BY written_at DESC, id DESC LIMIT 1
      """)
    return try sealed.map { try holder.safe.open($0, "loan_answer.typed") } ?? ""
  }
}
