import HouseKit
import Storage
import TestKit
import Testing

@testable import Programme

/// What a role reaches, against the plain sentence: some scope of it names nothing that the thing is not in.
@Suite struct ScopeTests {
  private enum Look: Act {
    static let roles: Set<Role> = [.coordinator]
  }

  private struct Thing: Hashable {
    let number: Int
    let cycle: ID<Cycle>
    let region: String?
    let school: ID<School>?
    let organisation: ID<Organisation>?
  }

  private static func id<Noun>(_ digit: Int) -> ID<Noun>? { ID("01990000-0000-7000-8000-00000000000\(digit)") }

  private static let things: [Thing] = {
    var things: [Thing] = []
    for cycle in [1, 2] {
      for region in [nil, "11", "12", "13"] {
        for school in [nil, 1, 2] {
          for organisation in [nil, 1, 2] {
            guard let cycle: ID<Cycle> = id(cycle) else { continue }
            things.append(
              Thing(
                number: things.count, cycle: cycle, region: region, school: school.flatMap { id($0) },
                organisation: organisation.flatMap { id($0) }))
          }
        }
      }
    }
    return things
  }()

  private static let scopes = [nil, 1, 2].flatMap { cycle in
    [[], ["11"], ["11", "12"]].flatMap { regions in
      [nil, 1].flatMap { school in
        [nil, 1].map { organisation in
          Scope(
            cycle: cycle.flatMap { id($0) }, regions: regions, school: school.flatMap { id($0) },
            organisation: organisation.flatMap { id($0) })
        }
      }
    }
  }

  /// No scope, each, and each two.
  private static let reaches =
    [[]] + scopes.map { [$0] }
    + scopes.indices.flatMap { one in scopes.indices[(one + 1)...].map { [scopes[one], scopes[$0]] } }

  /// `has`: whether a query knows the cycle, the region, the school and the organisation of a thing.
  private static func isReached(_ thing: Thing, by scopes: [Scope], has: [Bool] = [true, true, true, true]) -> Bool {
    for scope in scopes {
      var isIn = true
      if let cycle = scope.cycle { isIn = isIn && has[0] && thing.cycle == cycle }
      if !scope.regions.isEmpty {
        var isInOne = false
        for region in scope.regions where has[1] && thing.region == region { isInOne = true }
        isIn = isIn && isInOne
      }
      if let school = scope.school { isIn = isIn && has[2] && thing.school == school }
      if let organisation = scope.organisation { isIn = isIn && has[3] && thing.organisation == organisation }
      if isIn { return true }
    }
    return false
  }

  @Test("a permit reaches what its scopes name, and nothing without one")
  func permits() {
    #expect(Self.things.count == 72 && Self.scopes.count == 36 && Self.reaches.count == 667)
    for reach in Self.reaches {
      let permit = Permit<Look>(
        actor: Actor(person: ID(at: HouseKit.morning, random: [UInt8](repeating: 0, count: 10)), role: .coordinator), reach: reach
      )
      for thing in Self.things {
        #expect(
          permit.reaches(cycle: thing.cycle, region: thing.region, school: thing.school, organisation: thing.organisation)
            == Self.isReached(thing, by: reach))
        // A page of a whole cycle, or a list bound by regions, knows no school and no organisation.
        let known = [true, true, false, false]
        let isListed = reach.regions(in: thing.cycle).map { thing.region.map($0.contains) ?? false } ?? true
        #expect(isListed == Self.isReached(thing, by: reach, has: known))
        if isListed { #expect(permit.reaches(thing.cycle)) }
      }
    }
  }

  @Test("a query finds the same, and nothing for a scope that names what it has no column for", arguments: Databases.engines)
  func queries(_ kind: EngineKind) async throws {
    let database = try await Databases.fresh(kind)
    try await database.write { tx in
      try tx.connection.script(
        "CREATE TABLE thing (number INTEGER NOT NULL, cycle_id TEXT, region TEXT, school_id TEXT, organisation_id TEXT)")
      for thing in Self.things {
        try tx.run(
          """
          INSERT INTO thing (number, cycle_id, region, school_id, organisation_id)
          VALUES (\(thing.number), \(thing.cycle), \(thing.region), \(thing.school), \(thing.organisation))
          """)
      }
    }
    try await database.read { tx in
      for columns in 0..<16 {
        let has = (0..<4).map { columns >> $0 & 1 == 1 }
        let asked = ScopeColumns(
          cycle: has[0] ? "cycle_id" : nil, region: has[1] ? "region" : nil, school: has[2] ? "school_id" : nil,
          organisation: has[3] ? "organisation_id" : nil)
        // Two scopes only where every column is known.
        for reach in Self.reaches where columns == 15 || reach.count < 2 {
          let found: [Int] = try tx.rows("SELECT number FROM thing WHERE \(reach.condition(asked)) ORDER BY number") { try $0[0] }
          let expected = Self.things.filter { Self.isReached($0, by: reach, has: has) }.map(\.number)
          #expect(found == expected, "\(has) \(reach)")
        }
      }
    }
  }

  @Test("a membership keeps what its scope names", arguments: Databases.engines)
  func kept(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    for scope in Self.scopes {
      let person = try #require(try await kit.staff(.coordinator, scope).person)
      let held = try await kit.house.database.read { try $0.memberships(of: person) }
      #expect(held == [Membership(role: .coordinator, scope: scope)])
    }
  }
}
