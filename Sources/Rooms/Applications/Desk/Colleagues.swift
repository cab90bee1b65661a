package import Programme
import Security
import Storage
import Words

/// Somebody who may work on the applications of an intake, and how far she or he reaches there.
struct Colleague: Sendable {
  let person: ID<Person>
  /// The last letters of the number where no name was written.
  let name: String
  let roles: [Role]
  /// Nil for every region.
  let regions: [String]?

  func reaches(_ region: String?) -> Bool {
    guard let regions else { return true }
    return region.map(regions.contains) ?? false
  }
}

/// Everybody who may work on the applications of one intake, by name.
struct Colleagues: Sendable {
  let all: [Colleague]
  private let known: [ID<Person>: Colleague]

  init(_ all: [Colleague]) {
    self.all = all
    known = Dictionary(all.map { ($0.person, $0) }) { first, _ in first }
  }

  subscript(_ person: ID<Person>) -> Colleague? { known[person] }

  /// Who has an application that was given to this person: nobody once she may no longer work on it.
  func holder(_ assignee: ID<Person>?, in region: String?) -> Colleague? {
    assignee.flatMap { known[$0] }.flatMap { $0.reaches(region) ? $0 : nil }
  }

  func assigned(_ assignee: ID<Person>?, in region: String?) -> DeskAssigned {
    guard let assignee else { return .nobody }
    return holder(assignee, in: region).map { .person($0.person) } ?? .lost
  }

  /// The same as a condition about `application`.
  func condition(_ assigned: DeskAssigned) -> SQL {
    switch assigned {
    case .mine: "1 = 0"
    case .person(let person): known[person].map { Self.holds([$0.person], $0.regions) } ?? "1 = 0"
    case .nobody: "(\(isHeld)) IS NOT TRUE"
    case .lost: "(assigned_to IS NOT NULL AND (\(isHeld)) IS NOT TRUE)"
    }
  }

  private var isHeld: SQL {
    let groups = Dictionary(grouping: all) { $0.regions?.joined(separator: " ") ?? "" }.sorted { $0.key < $1.key }.map(\.value)
    return groups.isEmpty ? "1 = 0" : groups.map { Self.holds($0.map(\.person), $0[0].regions) }.joined(" OR ")
  }

  private static func holds(_ people: [ID<Person>], _ regions: [String]?) -> SQL {
    guard let regions else { return "assigned_to IN (\(list: people))" }
    return "(assigned_to IN (\(list: people)) AND region IN (\(list: regions)))"
  }
}

/// Who has an application, as lists are narrowed by it.
package enum DeskAssigned: Sendable, Hashable {
  /// Whoever looks.
  case mine
  case person(ID<Person>)
  /// Nobody, or somebody who may no longer work on it.
  case nobody
  /// Somebody who may no longer work on it.
  case lost

  init?(_ text: String) {
    switch text {
    case "mine": self = .mine
    case "nobody": self = .nobody
    case "lost": self = .lost
    default:
      guard let person = ID<Person>(text) else { return nil }
      self = .person(person)
    }
  }

  var text: String {
    switch self {
    case .mine: "mine"
    case .person(let person): person.text
    case .nobody: "nobody"
    case .lost: "lost"
    }
  }

  func seen(by person: ID<Person>) -> DeskAssigned { self == .mine ? .person(person) : self }

  func words(_ colleagues: Colleagues, _ t: Language) -> String {
    switch self {
    case .mine: t(.assignedToMe)
    case .person(let person): colleagues[person]?.name ?? t(.viewOfColleague)
    case .nobody: t(.assignedToNobody)
    case .lost: t(.assignedLost)
    }
  }
}

extension Transaction {
  /// As lists show them: at most some seconds old.
  func colleagues(in cycle: ID<Cycle>, _ house: House) throws -> Colleagues {
    try house.deskCounts.remembered("colleagues", cycle, [], at: house.outside.now()) {
      try colleaguesNow(in: cycle, house.vault)
    }
  }

  /// As they are in this moment: before an application is given to one of them.
  func colleaguesNow(in cycle: ID<Cycle>, _ vault: Vault) throws -> Colleagues {
    try colleagues(in: cycle) { try name(of: $0, $1, vault) }
  }

  /// Open applications that were given to somebody who may no longer work on them, and since when the first is so.
  func lostWaiting(_ cycle: ID<Cycle>, regions: [String]?) throws -> DeskWait {
    let reach: SQL = regions.map { "AND region IN (\(list: $0))" } ?? ""
    let colleagues = try colleagues(in: cycle) { _, _ in "" }
    var (count, people) = (0, Set<ID<Person>>())
    // Grouped as the index lies, and judged here: a condition about each person for every row costs twice as much.
    try each(
      """
      SELECT assigned_to, state, region, count(*) AS n FROM application
      WHERE cycle_id = \(cycle) AND assigned_to IS NOT NULL \(reach) GROUP BY assigned_to, state, consent, region
      """
    ) { row in
      let (person, state): (ID<Person>, Application.State) = (try row["assigned_to"], try row["state"])
      guard state.isOpen, colleagues.assigned(person, in: try row["region"]) == .lost else { return }
      count += try row["n"]
      people.insert(person)
    }
    guard count > 0 else { return DeskWait(0) }
    let since = try row(
      """
      SELECT min(last) AS since FROM (SELECT max(ended_at) AS last FROM membership
        WHERE person_id IN (\(list: people.sorted { $0.text < $1.text })) GROUP BY person_id) AS ends
      """
    ).flatMap { try $0["since"] as Moment? }
    return DeskWait(count, since: since)
  }

  private func colleagues(in cycle: ID<Cycle>, naming name: (ID<Person>, Row) throws -> String) throws -> Colleagues {
    let held = try rows(
      """
      SELECT membership.person_id, role, cycle_id, regions, school_id, organisation_id, wrapped, sealed FROM membership
      JOIN person_key ON person_key.person_id = membership.person_id
      LEFT JOIN person_detail ON person_detail.person_id = membership.person_id AND person_detail.kind = \(Detail.name)
      WHERE role IN (\(list: WorkOnApplications.roles.sorted { $0.rawValue < $1.rawValue })) AND confirmed_at IS NOT NULL
        AND ended_at IS NULL AND (cycle_id IS NULL OR cycle_id = \(cycle))
      ORDER BY given_at, membership.id LIMIT 2000
      """
    ) { row in
      let person: ID<Person> = try row["person_id"]
      return (person: person, role: try row["role"] as Role, scope: try Scope(row: row), name: try name(person, row))
    }
    let people = Dictionary(grouping: held, by: \.person).compactMap { person, held -> Colleague? in
      let regions = held.map(\.scope).regions(in: cycle)
      if regions?.isEmpty == true { return nil }
      let roles = Set(held.map(\.role))
      return Colleague(person: person, name: held[0].name, roles: Role.allCases.filter(roles.contains), regions: regions)
    }
    let order = Dictionary(uniqueKeysWithValues: people.map { ($0.person, sortKey($0.name)) })
    return Colleagues(
      people.sorted { one, other in
        let (first, second) = (order[one.person] ?? [], order[other.person] ?? [])
        return first == second ? one.person.text < other.person.text : first.lexicographicallyPrecedes(second)
      })
  }

  /// Of whoever has the key `wrapped` and the name `sealed`.
  private func name(of person: ID<Person>, _ row: Row, _ vault: Vault) throws -> String {
    let sealed: [UInt8]? = try row["sealed"]
    let name = try sealed.flatMap { try vault.safe(of: person, wrapped: try row["wrapped"]).name(sealed: $0)?.full } ?? ""
    return name.isEmpty ? String(person.text.suffix(6)) : name
  }
}
