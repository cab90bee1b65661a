import Programme
import Storage
import Words

/// Somebody whose role asks for clearance, today or from a day that is still to come, as the register shows her.
struct Adult: Sendable {
  let person: ID<Person>
  let name: String
  var held: [Held]
  let clearance: Clearance

  struct Held: Sendable {
    let role: Role
    let scope: Scope
    let since: Moment
  }

  var roles: [Role] { Role.allCases.filter { role in held.contains { $0.role == role } } }

  /// What is missing for any of her roles, of one that is asked later on that day; each thing once.
  func lacks(on day: Day, _ rules: ClearanceFile) -> [Clearance.Lack] {
    roles.flatMap { role in
      rules.askingDay(of: role, from: day).map { clearance.lacks(for: role, on: $0, rules) } ?? []
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  func lastDay(from day: Day, _ rules: ClearanceFile) -> Day? { clearance.lastDay(for: roles, from: day, rules) }

  /// The kinds that her roles ask for.
  func kinds(on day: Day, _ rules: ClearanceFile) -> [Clearance.Kind] {
    let asked = Set(
      roles.flatMap { role in rules.askingDay(of: role, from: day).map { rules.kinds(of: role, on: $0) } ?? [] })
    return Clearance.Kind.allCases.filter(asked.contains)
  }

  /// Since when something waits to be seen; nil where nothing does, and for whoever is suspended: that is no waiting.
  func waits(on day: Day, _ rules: ClearanceFile) -> Moment? {
    guard clearance.suspension == nil, roles.contains(where: { !clearance.valid(for: $0, on: day, rules) }) else { return nil }
    let came = held.map(\.since).min() ?? Moment(milliseconds: 0)
    return lacks(on: day, rules).map { lack in
      if case .ended(_, let last) = lack { max(last.end(), came) } else { came }
    }.min()
  }

  /// Within reach of whoever reaches each of her roles as far as it goes.
  func lies(within reach: [Scope]) -> Bool { held.allSatisfy { held in reach.contains { $0.covers(held.scope) } } }
}

extension Scope {
  fileprivate func covers(_ other: Scope) -> Bool {
    if self == .everything { return true }
    guard school == nil, organisation == nil, cycle == nil || cycle == other.cycle else { return false }
    return regions.isEmpty || (!other.regions.isEmpty && other.regions.allSatisfy(regions.contains))
  }
}

extension Transaction {
  private static let mostHeld = 2_000

  /// Those within reach whose role asks, by person.
  func adults(_ reach: [Scope], _ house: House) throws -> [Adult] { try adults(reach, house, "") }

  /// One of them; `Refusal.missing` for everybody else.
  func adult<A>(_ person: ID<Person>, _ permit: Permit<A>, _ house: House) throws -> Adult {
    guard let adult = try adults(permit.reach, house, "AND membership.person_id = \(person)").first else { throw Refusal.missing }
    return adult
  }

  private func adults(_ reach: [Scope], _ house: House, _ more: SQL) throws -> [Adult] {
    let asking = house.data[.clearance].roles.map(\.role)
    let rows = try rows(
      """
      SELECT membership.person_id, role, cycle_id, regions, school_id, organisation_id, confirmed_at, wrapped, sealed FROM membership
      JOIN person_key ON person_key.person_id = membership.person_id
      LEFT JOIN person_detail ON person_detail.person_id = membership.person_id AND person_detail.kind = \(Detail.name)
      WHERE role IN (\(list: asking)) AND confirmed_at IS NOT NULL AND ended_at IS NULL \(more)
      ORDER BY membership.person_id, given_at, id LIMIT \(Self.mostHeld)
      """
    ) { row -> (person: ID<Person>, name: String, held: Adult.Held) in
      let (person, sealed): (ID<Person>, [UInt8]?) = (try row["person_id"], try row["sealed"])
      let safe = try house.vault.safe(of: person, wrapped: try row["wrapped"])
      let name = try sealed.flatMap { try safe.name(sealed: $0) }?.full ?? String(person.text.suffix(6))
      return (person, name, Adult.Held(role: try row["role"], scope: try Scope(row: row), since: try row["confirmed_at"]))
    }
    let known = try clearances(of: Array(Set(rows.map(\.person))))
    var adults: [Adult] = []
    for row in rows {
      if adults.last?.person == row.person {
        adults[adults.count - 1].held.append(row.held)
      } else {
        adults.append(
          Adult(person: row.person, name: row.name, held: [row.held], clearance: known[row.person] ?? .nothing))
      }
    }
    return adults.filter { $0.lies(within: reach) }
  }
}
