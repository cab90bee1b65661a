package import Markup
package import Programme
import Security
package import Storage
import Words

/// One line of a list on the desk.
package struct DeskRow: Sendable {
  package let application: Application
  /// Nil before she has written it, and once she is erased.
  package let name: PersonName?
  package let isRestricted: Bool
}

extension Transaction {
  package static let deskPage = 50

  package func deskCount(_ view: DeskView, _ vault: Vault) throws -> Int {
    try value("SELECT count(*) FROM application WHERE " + view.condition(self, vault)) ?? 0
  }

  /// One page of the list, names opened. The inner SELECT finds the page in the index alone; only its rows are read.
  package func deskRows(_ view: DeskView, sort: Markup.Sort, page: Int, limit: Int = deskPage, _ vault: Vault) throws -> [DeskRow]
  {
    let condition = try view.condition(self, vault)
    let order = Self.order(sort)
    return try rows(
      """
      SELECT shown.*, person_key.wrapped, person_detail.sealed, restricted_at IS NOT NULL AS restricted
      FROM (\(Self.selectApplication) WHERE id IN (
        SELECT id FROM (SELECT id FROM application WHERE \(condition) ORDER BY \(order)
          LIMIT \(limit) OFFSET \((page - 1) * limit)) AS page)) AS shown
      JOIN person ON person.id = shown.person_id
      LEFT JOIN person_key ON person_key.person_id = shown.person_id
      LEFT JOIN person_detail ON person_detail.person_id = shown.person_id AND person_detail.kind = 'name'
      ORDER BY \(order)
      """
    ) { try DeskRow(row: $0, vault) }
  }

  /// How many stand in each state.
  package func deskFunnel(_ cycle: ID<Cycle>, regions: [String]?) throws -> [Application.State: Int] {
    let reach: SQL = regions.map { "AND region IN (\(list: $0))" } ?? ""
    let pairs = try rows(
      "SELECT state, count(*) AS n FROM application WHERE cycle_id = \(cycle) \(reach) GROUP BY state ORDER BY state"
    ) { (try $0["state"] as Application.State, try $0["n"] as Int) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The names of staff and of whoever else stands in an audit log as `role:id`.
  package func namesOfActors(_ actors: some Sequence<String>, _ vault: Vault) throws -> [String: String] {
    let byActor = Dictionary(
      Set(actors).compactMap { actor in ActorText(actor).person.map { (actor, $0) } },
      uniquingKeysWith: { first, _ in first })
    guard !byActor.isEmpty else { return [:] }
    let names = Dictionary(
      uniqueKeysWithValues: try rows(
        """
        SELECT person_key.person_id, wrapped, sealed FROM person_key
        JOIN person_detail ON person_detail.person_id = person_key.person_id AND kind = 'name'
        WHERE person_key.person_id IN (\(list: Set(byActor.values)))
        """
      ) { row in
        let person: ID<Person> = try row["person_id"]
        let safe = try vault.safe(of: person, wrapped: try row["wrapped"])
        return (person, try safe.name(sealed: try row["sealed"])?.full ?? "")
      })
    return byActor.compactMapValues { names[$0] }
  }

  private static func order(_ sort: Sort) -> SQL {
    switch (sort.key, sort.isDescending) {
    case ("code", false): "code"
    case ("code", true): "code DESC"
    case ("submitted", false): "submitted_at ASC NULLS LAST, id"
    case ("submitted", true): "submitted_at DESC NULLS LAST, id DESC"
    case ("district", false): "district ASC NULLS LAST, changed_at, id"
    case ("district", true): "district DESC NULLS LAST, changed_at DESC, id DESC"
    case (_, false): "changed_at, id"
    case (_, true): "changed_at DESC, id DESC"
    }
  }
}

extension DeskRow {
  init(row: Row, _ vault: Vault) throws {
    application = try Application(row: row)
    isRestricted = try row["restricted"]
    let wrapped: [UInt8]? = try row["wrapped"]
    let sealed: [UInt8]? = try row["sealed"]
    guard let wrapped, let sealed else {
      name = nil
      return
    }
    name = try vault.safe(of: application.person, wrapped: wrapped).name(sealed: sealed)
  }
}
