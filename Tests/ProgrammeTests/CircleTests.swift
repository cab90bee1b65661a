import HouseKit
import Programme
import Storage
import TestKit
import Testing

/// Whoever belongs to another organisation has no desk, whatever else she is by another door.
@Suite struct CircleTests {
  @Test("the staff are who they were, and each role is in one circle")
  func circles() {
    #expect(
      Role.staff == [
        .coordinator, .assistant, .reviewer, .chair, .monitoring, .safeguarding, .administrator, .trainer, .mentor, .author,
        .partnerships,
      ])
    #expect(Role.allCases.filter { $0.circle == .own } == [.applicant, .guardian, .teacher])
    #expect(Role.allCases.filter { $0.circle == .outside } == [.university, .schoolContact])
  }

  @Test("a door opens the roles of its circle and no others", arguments: Databases.engines)
  func doors(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    let person = try #require(try await kit.staff(.schoolContact).person)
    _ = try await house.database.write { tx in
      try tx.run(
        """
        INSERT INTO membership (id, person_id, role, regions, given_at, confirmed_at)
        VALUES (\(house.outside.id(of: Membership.self)), \(person), \(Role.coordinator), '', \(kit.clock.now), \(kit.clock.now))
        """)
    }
    for (kind, role) in [(Session.Kind.outside, Role.schoolContact), (.staff, .coordinator)] {
      let roles = try await house.database.write { tx -> [Role]? in
        _ = try house.open(kind, for: person, sharedDevice: false, in: tx)
        let hash: [UInt8]? = try tx.value(
          "SELECT token_hash FROM session WHERE person_id = \(person) AND kind = \(kind) ORDER BY created_at DESC LIMIT 1")
        return try hash.flatMap { try tx.session($0, at: kit.clock.now, kit.house.vault) }?.memberships.map(\.role)
      }
      #expect(roles == [role], "\(kind)")
    }
  }

  @Test("a school's contact is refused at the desk and not led to the door of the staff", arguments: Databases.engines)
  func desk(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var contact = try await kit.staff(.schoolContact)
    for path in ["/desk", "/desk/applications", "/administration", "/safeguarding", "/status", "/apply/check"] {
      await contact.get(path)
      #expect(contact.status == 403, "\(path)")
      #expect(!contact.page.contains("href=\"/desk\""), "\(path) offers the desk")
    }
    await contact.get("/")
    #expect(contact.status == 200 && contact.page.contains("/sign-out"))
  }

  @Test("her session ends with the working day however much it is used")
  func day() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var contact = try await kit.staff(.schoolContact)
    var hours = 0
    while hours < 48 {
      kit.clock.move(seconds: 900)
      await contact.get("/desk")
      guard contact.status == 403 else { break }
      hours += 1
    }
    #expect(hours == 47, "quarters of an hour of use before the end")
  }
}
