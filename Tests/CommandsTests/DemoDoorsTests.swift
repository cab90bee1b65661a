import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

@testable import Commands

/// The buttons of a demonstration.
@Suite struct DemoDoorsTests {
  @Test("whoever's role is ended and given anew keeps the button; an ended role has none", arguments: Databases.engines)
  func givenAnew(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    try await house.rehearse(applications: 0, seed: 2026)
    func doors() async throws -> [DemoDoors.Door] { try await house.database.read { try DemoDoors.doors(house, in: $0) } }
    let before = try await doors()
    let assistant = try #require(before.first { $0.role == .assistant })
    let administrator = try #require(before.first { $0.role == .administrator })
    try await house.database.write { tx in
      let now = house.outside.now()
      try tx.run(
        """
        UPDATE membership SET ended_at = \(now)
        WHERE person_id = \(assistant.person) AND role = \(Role.assistant)
        """)
    }
    #expect(try await !doors().contains { $0.person == assistant.person && $0.role == .assistant })
    try await house.database.write { tx in
      let now = house.outside.now()
      try tx.run(
        """
        INSERT INTO membership (id, person_id, role, regions, given_at, given_by, confirmed_at)
        VALUES ('given-anew', \(assistant.person), \(Role.assistant), '430000000', \(now), \(administrator.person), \(now))
        """)
    }
    #expect(try await doors().map(\.role) == before.map(\.role))
    #expect(try await doors().contains { $0.person == assistant.person && $0.role == .assistant })
  }
}
