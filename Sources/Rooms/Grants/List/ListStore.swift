import Programme
import Security
import Storage
import Words

/// Her list as it was kept: read back to her, with a code and a time. A new thought is a new version.
struct KeptList: Sendable {
  enum Origin: String, Sendable, Bindable, Readable {
    case own
    /// A coordinator wrote it with her beside.
    case desk
    /// An offer was taken out of the round, and so out of the list.
    case withdrawal
  }

  let id: ID<KeptList>
  let person: ID<Person>
  let round: ID<Round>
  let version: Int
  let code: String
  let origin: Origin
  let keptAt: Moment
  let order: ListOrder
}

/// The newest order that she made, kept or not.
struct ListDraft: Sendable {
  let order: ListOrder
  let writtenAt: Moment
}

extension Transaction {
  /// The order as she last made it; nil before the first press.
  func draft(of safe: Safe, _ round: ID<Round>) throws -> ListDraft? {
    guard
      let row = try row(
        """
        SELECT typed, written_at FROM grants_draft WHERE person_id = \(safe.person) AND round_id = \(round)
        ORDER BY written_at DESC, id DESC LIMIT 1
        """), let order = ListOrder(try safe.open(try row["typed"], "grants_draft.typed"))
    else { return nil }
    return ListDraft(order: order, writtenAt: try row["written_at"])
  }

  /// Keeps an order as an event; one that is there already changes nothing. A phone's clock may be wrong: what comes from the future counts
  /// as written now. Returns whether it was new.
  @discardableResult
  func write(
    _ order: ListOrder, of safe: Safe, _ round: ID<Round>, id: ID<JournalEvent>, at written: Moment, _ house: House
  ) throws -> Bool {
    let now = house.outside.now()
    let bound: Int = try value("SELECT count(*) FROM grants_draft WHERE person_id = \(safe.person) AND round_id = \(round)") ?? 0
    guard bound < Self.mostDrafts else { throw Refusal(.conflict, .orderedTooOften) }
    // What is written now stands after all that is there, also within one millisecond; and the house's clock may be set back: what comes
    // after an order of that lost time stands after it.
    let floor = written >= now ? now : now.adding(milliseconds: 1)
    let last: Moment? = try value(
      """
      SELECT max(written_at) FROM grants_draft WHERE person_id = \(safe.person) AND round_id = \(round) AND written_at >= \(floor)
      """)
    let at = last?.adding(milliseconds: 1) ?? min(written, now)
    return try run(
      """
      INSERT INTO grants_draft (id, person_id, round_id, typed, written_at, received_at)
      VALUES (\(id), \(safe.person), \(round), \(safe.seal(order.text, "grants_draft.typed")), \(at), \(now))
      ON CONFLICT (id) DO NOTHING
      """) > 0
  }

  /// What stood in the place of an order when it was written, if its page knew only `was`.
  func overtaken(by event: JournalEvent, since was: Moment, of safe: Safe, _ round: ID<Round>) throws -> ListOrder? {
    let sealed: [UInt8]? = try value(
      """
      SELECT typed FROM grants_draft WHERE person_id = \(safe.person) AND round_id = \(round) AND id <> \(event.id)
        AND written_at > \(was) AND written_at <= \(event.at) ORDER BY written_at DESC, id DESC LIMIT 1
      """)
    return try sealed.flatMap { ListOrder(try safe.open($0, "grants_draft.typed")) }
  }

  private static var mostDrafts: Int { 5_000 }

  /// Her newest kept list; nil before the first.
  func keptList(of person: ID<Person>, _ round: ID<Round>) throws -> KeptList? {
    try keptLists(where: "person_id = \(person) AND round_id = \(round)", limit: 1).first
  }

  /// All versions that were ever kept, the newest first.
  func keptLists(of person: ID<Person>) throws -> [KeptList] { try keptLists(where: "person_id = \(person)", limit: 1000) }

  private func keptLists(where condition: SQL, limit: Int) throws -> [KeptList] {
    let rows = try rows(
      """
      SELECT id, person_id, round_id, version, code, origin, kept_at FROM grants_list WHERE \(condition)
      ORDER BY round_id, version DESC LIMIT \(limit)
      """)
    return try rows.map { row in
      let id: ID<KeptList> = try row["id"]
      let offers = try self.rows("SELECT offer_id FROM grants_list_entry WHERE list_id = \(id) ORDER BY position") {
        try $0[0] as ID<GrantOffer>
      }
      return KeptList(
        id: id, person: try row["person_id"], round: try row["round_id"], version: try row["version"], code: try row["code"],
        origin: try row["origin"], keptAt: try row["kept_at"], order: ListOrder(offers))
    }
  }

  /// Of everybody in the round the newest kept list, by person; an empty one is none. What a market is made of.
  func keptLists(in round: ID<Round>) throws -> [ID<Person>: [ID<GrantOffer>]] {
    var lists: [ID<Person>: [ID<GrantOffer>]] = [:]
    try each(
      """
      SELECT grants_list.person_id, offer_id FROM grants_list JOIN grants_list_entry ON list_id = grants_list.id
      WHERE round_id = \(round) AND NOT EXISTS (SELECT 1 FROM grants_list AS later WHERE later.person_id = grants_list.person_id
        AND later.round_id = grants_list.round_id AND later.version > grants_list.version)
      ORDER BY grants_list.person_id, position
      """
    ) { lists[try $0["person_id"], default: []].append(try $0["offer_id"]) }
    return lists
  }

  /// Keeps a list as its next version, and the same order as her draft. `meant`: the questions she answered with yes.
  @discardableResult
  func keep(
    _ order: ListOrder, of safe: Safe, _ round: ID<Round>, _ origin: KeptList.Origin, enteredBy: ID<Person>? = nil,
    meant: [String], by actor: String, _ house: House
  ) throws -> KeptList {
    let (id, now): (ID<KeptList>, Moment) = (house.outside.id(), house.outside.now())
    let last: Int =
      try value("SELECT COALESCE(max(version), 0) FROM grants_list WHERE person_id = \(safe.person) AND round_id = \(round)") ?? 0
    guard last < 500 else { throw Refusal(.conflict, .orderedTooOften) }
    // Short enough to read out; it names this list and says nothing of it.
    let code = hex(Array(house.vault.hash(secret: id.text, for: "grants list code").prefix(4))).uppercased()
    try run(
      """
      INSERT INTO grants_list (id, person_id, round_id, version, code, origin, entered_by, meant, kept_at)
      VALUES (\(id), \(safe.person), \(round), \(last + 1), \(code), \(origin), \(enteredBy),
        \(safe.seal(meant.joined(separator: " "), "grants_list.meant")), \(now))
      """)
    for (place, offer) in order.offers.enumerated() {
      try run("INSERT INTO grants_list_entry (list_id, position, offer_id) VALUES (\(id), \(place + 1), \(offer))")
    }
    try write(order, of: safe, round, id: house.outside.id(), at: now, house)
    // Which offers and in which order stands in no log.
    try record(.grantListKept, safe.person.text, "version=\(last + 1)", by: actor, house)
    return KeptList(
      id: id, person: safe.person, round: round, version: last + 1, code: code, origin: origin, keptAt: now, order: order)
  }
}

extension Phrase {
  static let orderedTooOften = Phrase(
    kk: "Тізім тым көп өзгертілген, бұл жерге енді ештеңе сыймайды. Сақталғаны орнында. Бізге жаз, көмектесеміз.",
    ru: "Список меняли слишком много раз, больше здесь ничего не помещается. Сохранённое на месте. Напишите нам, мы поможем.",
    en:
      "The list has been changed too often, and there is no room for more. What was kept is in its place. Write to us and we will help."
  )
}
