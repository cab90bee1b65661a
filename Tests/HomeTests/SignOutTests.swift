import Home
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// Everybody goes out by the same door, which stands in this room: a house without Administration has it too.
@Suite struct SignOutTests {
  @Test("each kind of session ends, and the browser is led to where its owner comes in", arguments: Databases.engines)
  func ends(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind, rooms: [Home.room])
    let staff = try await kit.staff(.coordinator)
    let browsers = [
      (try await kit.applicant(), "/sign-out", "/"), (try await kit.guardian(), "/consent/sign-out", "/"),
      (staff, "/sign-out", "/sign-in"),
    ]
    for (browser, way, next) in browsers {
      var browser = browser
      await browser.post(way)
      #expect(browser.status == 303 && browser.location == next, "\(way)")
    }
    #expect(try await kit.count("SELECT count(*) FROM session") == 0)
    // A girl's goings are hers alone; the staff's are in the log.
    let ended = try await kit.house.database.read { tx in
      try tx.rows("SELECT actor FROM audit WHERE act = 'sign_in.ended'") { try $0[0] as String }
    }
    #expect(ended == ["staff:\(try #require(staff.person))"])
  }

  @Test("whoever has no session is led to the first page, and nothing is written", arguments: Databases.engines)
  func nobody(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind, rooms: [Home.room])
    var stranger = kit.browser()
    await stranger.post("/sign-out")
    #expect(stranger.status == 303 && stranger.location == "/")
    #expect(try await kit.count("SELECT count(*) FROM audit") == 0)
  }
}
