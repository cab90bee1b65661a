import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@Suite struct RateTests {
  private static func tries(_ kit: HouseKit, _ count: Int, key: String = "192.0.2.9") async throws -> Int {
    let house = kit.house
    var accepted = 0
    for _ in 0..<count {
      do {
        try await house.database.write { try $0.countTry(Limit("test", 5, window: 60_000), key: key, house) }
        accepted += 1
      } catch let refusal as Refusal {
        #expect(refusal.kind == .tooMany)
      }
    }
    return accepted
  }

  @Test(arguments: Databases.engines) func theLimitHoldsInsideAWindowAndForOneKey(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    #expect(try await Self.tries(kit, 9) == 5)
    #expect(try await Self.tries(kit, 1, key: "192.0.2.10") == 1)
  }

  @Test func theWindowSlidesInsteadOfBeginningAnew() async throws {
    let kit = try await HouseKit.house(.sqlite)
    #expect(try await Self.tries(kit, 9) == 5)
    // Half a slot later the slot before still counts half: 2.5 of 5 are left, and the third try would pass them.
    kit.clock.move(seconds: 90)
    #expect(try await Self.tries(kit, 9) == 2)
    kit.clock.move(seconds: 120)
    #expect(try await Self.tries(kit, 9) == 5)
  }

  @Test func theKeyIsNotKept() async throws {
    let kit = try await HouseKit.house(.sqlite)
    _ = try await Self.tries(kit, 1, key: "a key nobody may read")
    let columns = try await kit.house.database.read { try $0.rows("SELECT key_hash, slot, count FROM rate") }
    #expect(columns.count == 1)
    #expect(!"\(columns)".contains("nobody may read"))
  }

  @Test(arguments: Databases.engines) func aTryGivenBackIsNotCounted(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (house, limit) = (kit.house, Limit("test", 5, window: 60_000))
    #expect(try await Self.tries(kit, 5) == 5)
    try await house.database.write { try $0.forgiveTry(limit, key: "192.0.2.9", house) }
    #expect(try await Self.tries(kit, 3) == 1)
  }

  /// A limit of a day looks back to the slot before: it begins up to two days ago.
  @Test func slotsThatCountNoMoreAreSwept() async throws {
    let kit = try await HouseKit.house(.sqlite)
    _ = try await Self.tries(kit, 1)
    kit.clock.move(days: 3)
    let now = kit.clock.now
    let left = try await kit.house.database.write { tx in
      try tx.sweep(at: now)
      return try tx.value("SELECT count(*) FROM rate", as: Int.self)
    }
    #expect(left == 0)
  }
}

@Suite struct SessionTests {
  private static let minute: Int64 = 60_000

  /// Opens a session and returns how to ask whether it still stands.
  private static func opened(
    _ kit: HouseKit, _ kind: Session.Kind, shared: Bool
  ) async throws -> (hash: [UInt8], person: ID<Person>, cookie: String) {
    let house = kit.house
    return try await house.database.write { tx in
      let person = try tx.addPerson(language: .kk, house).person
      let cookie = try house.open(kind, for: person, sharedDevice: shared, in: tx)
      let hash: [UInt8] = try tx.value("SELECT token_hash FROM session WHERE person_id = \(person)") ?? []
      return (hash, person, cookie.text)
    }
  }

  @Test("a session ends when it was not used for its life", arguments: Databases.engines)
  func expiry(_ engine: EngineKind) async throws {
    let kit = try await HouseKit.house(engine)
    let cases: [(Session.Kind, Bool, Int)] = [
      (.applicant, false, 60 * 86_400), (.applicant, true, 30 * 60), (.guardian, false, 3600), (.staff, false, 3600),
      (.staffAwaitingCode, false, 600), (.outside, false, 1800),
    ]
    for (kind, shared, seconds) in cases {
      let session = try await Self.opened(kit, kind, shared: shared)
      let start = kit.clock.now
      for (after, stands) in [(seconds - 1, true), (seconds, false)] {
        let now = start.adding(seconds: after)
        let who = try await kit.house.database.read { try $0.session(session.hash, at: now, kit.house.vault) }
        #expect((who != nil) == stands, "\(kind) \(shared) after \(after) s")
      }
    }
  }

  @Test func useMovesTheEndOfAGirlsSession() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.applicant()
    for _ in 0..<6 {
      kit.clock.move(days: 30)
      await browser.get("/status")
      #expect(browser.location?.hasPrefix("/return") != true)
    }
    kit.clock.move(days: 61)
    await browser.get("/status")
    #expect(browser.location?.hasPrefix("/return") == true)
  }

  @Test func aSharedDeviceKeepsNoCookiePastItsBrowser() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let own = try await Self.opened(kit, .applicant, shared: false)
    let shared = try await Self.opened(kit, .applicant, shared: true)
    #expect(own.cookie.contains("Max-Age=5184000"))
    #expect(!shared.cookie.contains("Max-Age"))
    for cookie in [own.cookie, shared.cookie] { #expect(cookie.contains("HttpOnly; SameSite=Lax")) }
  }

  @Test func theCookieIsNotInTheDatabase() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let session = try await Self.opened(kit, .staff, shared: false)
    let token = String(session.cookie.prefix { $0 != ";" }.split(separator: "=")[1])
    #expect(token.count == 43)
    let row = try await kit.house.database.read { try $0.rows("SELECT token_hash, person_id, kind FROM session") }
    #expect(!"\(row)".contains(token))
    #expect(session.hash != Array(token.utf8))
  }

  @Test func aRoleThatEndedOpensNothing() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk")
    #expect(browser.status == 200)
    let (person, now) = (try #require(browser.person), kit.clock.now)
    try await kit.house.database.write { _ = try $0.run("UPDATE membership SET ended_at = \(now) WHERE person_id = \(person)") }
    kit.clock.move(seconds: 4)  // past what a process may remember
    await browser.get("/desk")
    #expect(browser.status != 200)
  }
}
