import Exchange
import Home
import HouseKit
import Markup
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
    #expect(try await kit.count("SELECT count(*) FROM audit WHERE act <> 'statement_key.made'") == 0)
  }

  @Test("whoever could never come back is told so before she leaves, and leaves when she means it", arguments: Databases.engines)
  func lastDoor(_ kind: EngineKind) async throws {
    let knows = Room(
      name: "test", routes: [], homecomings: [Homecoming(entrance: "/apply", owners: { _, _, _ in [] }, knows: { _, _ in true })])
    let kit = try await HouseKit.house(kind, rooms: [Home.room, knows])
    var girl = try await kit.applicant()
    await girl.post("/sign-out")
    #expect(girl.page.contains("/status/later"))
    #expect(try await kit.count("SELECT count(*) FROM session") == 1)
    await girl.post("/sign-out", [("sure", "yes")])
    #expect(girl.location == "/")
    #expect(try await kit.count("SELECT count(*) FROM session") == 0)
    // With a key in her hands, or a phone's script that says it for her, nothing is asked.
    var other = try await kit.applicant()
    await other.post("/status/later")
    await other.post("/sign-out")
    #expect(other.location == "/")
    #expect(try await kit.count("SELECT count(*) FROM session") == 0)
  }

  @Test(
    "a page from before somebody signed in anew ends the session all the same; another site's page does not",
    arguments: Databases.engines)
  func oldPage(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind, rooms: [Home.room])
    var girl = try await kit.applicant()
    let cookie = try #require(girl.cookies["keruen"])
    func press(_ site: String?) async {
      let form = Fields([("token", "of-a-session-that-ended")]).urlEncoded
      await girl.ask(
        Request(
          .post, "/sign-out",
          headers: [
            "cookie": "keruen=\(cookie)", "host": "127.0.0.1:8080", "content-type": "application/x-www-form-urlencoded",
          ].merging(site.map { ["sec-fetch-site": $0] } ?? [:]) { _, new in new }, body: Array(form.utf8), peer: girl.peer))
    }
    await press(nil)
    #expect(girl.status != 303, "a browser that says nothing of itself proves it with the token")
    await press("cross-site")
    #expect(girl.status == 403)
    #expect(try await kit.count("SELECT count(*) FROM session") == 1)
    await press("same-origin")
    #expect(girl.status == 303 && girl.location == "/")
    #expect(try await kit.count("SELECT count(*) FROM session") == 0)
  }
}
