import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// A filter and an order under a name: its owner's alone, or shared with those whose role reaches exactly as far. It holds no reach of its
/// own: whoever opens it sees what her or his role reaches, filtered so.
struct SavedView: Sendable {
  let id: ID<SavedView>
  let owner: ID<Person>
  let name: String
  let filter: DeskFilter
  let sort: DeskSort
  /// The reach it is shared with; nil where it is its owner's alone.
  let reach: String?

  static let longestName = 60
  static let most = 30
  /// Of an address, so that a list can always be opened by it.
  static let longestAddress = 1_500

  var place: DeskPlace {
    var place = DeskPlace(Fields())
    place.filter = filter
    place.sort = sort
    return place
  }
}

extension DeskPlace {
  /// As it may be kept under a name: what was searched may be somebody's name, and what was ticked one by one is a moment's.
  var lasting: DeskPlace {
    changed { place in
      place.filter.search = nil
      place.filter.picked = []
    }
  }

  /// Whether both show the same rows in the same order.
  func isLike(_ other: DeskPlace) -> Bool { filter == other.filter && sort == other.sort }
}

extension Permit {
  /// How far it reaches in an intake, as one text: two with the same text see the same rows.
  func reachText(_ cycle: ID<Cycle>) -> String { reach.regions(in: cycle).map { $0.joined(separator: " ") } ?? "*" }
}

extension Transaction {
  /// Her or his own, and what colleagues of the same reach have shared; the oldest first. A name is sealed by its owner's key.
  func savedViews(_ permit: Permit<ReadApplications>, _ cycle: ID<Cycle>, _ vault: Vault) throws -> [SavedView] {
    let me = permit.actor.person
    return try rows(
      """
      SELECT saved_view.id, owner_id, name, address, reach, wrapped FROM saved_view
      JOIN person_key ON person_key.person_id = owner_id
      WHERE owner_id = \(me) OR reach = \(permit.reachText(cycle)) ORDER BY saved_at, saved_view.id LIMIT 100
      """
    ) { try SavedView(row: $0, vault) }
  }

  /// Whether one of those that stand beside each other is called so already; names that differ in nothing one sees are the same.
  func hasView(
    named name: String, besides own: ID<SavedView>? = nil, _ permit: Permit<ReadApplications>, _ cycle: ID<Cycle>, _ vault: Vault
  ) throws -> Bool {
    try savedViews(permit, cycle, vault).contains { $0.id != own && folded($0.name) == folded(name) }
  }

  /// Throws `Refusal.missing` for somebody else's.
  func ownView(_ id: ID<SavedView>, _ permit: Permit<ReadApplications>, _ vault: Vault) throws -> SavedView {
    let found = try row(
      """
      SELECT saved_view.id, owner_id, name, address, reach, wrapped FROM saved_view
      JOIN person_key ON person_key.person_id = owner_id WHERE saved_view.id = \(id) AND owner_id = \(permit.actor.person)
      """)
    guard let found else { throw Refusal.missing }
    return try SavedView(row: found, vault)
  }

  func countOwnViews(_ person: ID<Person>) throws -> Int {
    try value("SELECT count(*) FROM saved_view WHERE owner_id = \(person)") ?? 0
  }

  func save(_ name: String, _ place: DeskPlace, reach: String?, _ permit: Permit<ReadApplications>, _ house: House) throws {
    let safe = try safe(of: permit.actor.person, house.vault)
    try run(
      """
      INSERT INTO saved_view (id, owner_id, name, address, reach, saved_at)
      VALUES (\(house.outside.id(of: SavedView.self)), \(safe.person), \(safe.seal(name, "saved_view.name")),
        \(place.lasting.fields.urlEncoded), \(reach), \(house.outside.now()))
      """)
  }

  func rename(_ view: SavedView, _ name: String, reach: String?, _ house: House) throws {
    let safe = try safe(of: view.owner, house.vault)
    try run(
      "UPDATE saved_view SET name = \(safe.seal(name, "saved_view.name")), reach = \(reach) WHERE id = \(view.id)")
  }

  func drop(_ view: SavedView) throws { try run("DELETE FROM saved_view WHERE id = \(view.id)") }

  /// The columns somebody has chosen for her or his lists, in order; nil before.
  func chosenColumns(_ person: ID<Person>) throws -> [DeskColumn]? {
    let kept: String? = try value("SELECT columns FROM chosen_columns WHERE person_id = \(person)")
    return kept.map { $0.split(separator: " ").compactMap { DeskColumn(rawValue: String($0)) } }
  }

  func choose(_ columns: [DeskColumn], _ person: ID<Person>, at now: Moment) throws {
    try run(
      """
      INSERT INTO chosen_columns (person_id, columns, chosen_at)
      VALUES (\(person), \(columns.map(\.rawValue).joined(separator: " ")), \(now))
      ON CONFLICT (person_id) DO UPDATE SET columns = excluded.columns, chosen_at = excluded.chosen_at
      """)
  }
}

extension SavedView {
  init(row: Row, _ vault: Vault) throws {
    let (owner, address): (ID<Person>, String) = (try row["owner_id"], try row["address"])
    let place = DeskPlace(Fields(urlEncoded: address)).lasting
    self.init(
      id: try row["id"], owner: owner,
      name: try vault.safe(of: owner, wrapped: try row["wrapped"]).open(try row["name"], "saved_view.name"),
      filter: place.filter, sort: place.sort, reach: try row["reach"])
  }
}

/// What a member of the staff keeps of the lists; no girl has any of it.
extension Transaction {
  func listSections(of person: ID<Person>, _ safe: Safe) throws -> [PersonalData.Section] {
    let views = try rows("SELECT name, saved_at FROM saved_view WHERE owner_id = \(person) ORDER BY saved_at, id") { row in
      (name: try safe.open(try row["name"], "saved_view.name"), value: Language.kk.dateTime(try row["saved_at"]))
    }
    return views.isEmpty ? [] : [PersonalData.Section(.savedViews, views)]
  }

  func eraseLists(of person: ID<Person>) throws -> [PersonalData.Erased] {
    [
      PersonalData.Erased("application", try takeBackAll(from: person)),
      PersonalData.Erased("saved_view", try run("DELETE FROM saved_view WHERE owner_id = \(person)")),
      PersonalData.Erased("chosen_columns", try run("DELETE FROM chosen_columns WHERE person_id = \(person)")),
    ].filter { $0.rows > 0 }
  }
}
