import Exchange
import Front
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// The page that answers a form, fetched from another process than the one the form was sent to.
@Suite struct ShownPageTests {
  private static let typed = "nobody's address"

  /// Sends a form that is answered by a page, and does not go where the answer leads.
  private func sendForm(_ kit: HouseKit, from peer: String, cookie: String? = nil, on page: String? = nil) async -> Reply {
    var headers = ["host": "127.0.0.1:8080", "content-type": "application/x-www-form-urlencoded"]
    headers["cookie"] = cookie
    headers["referer"] = page.map { "http://127.0.0.1:8080\($0)" }
    let form = Fields([("contact", Self.typed)])
    return await kit.dispatch.reply(
      to: Request(.post, "/return", headers: headers, body: Array(form.urlEncoded.utf8), peer: peer))
  }

  private func page(_ address: String?, _ kit: HouseKit, cookie: String? = nil) async -> Reply {
    await kit.dispatch.reply(to: Request(.get, address ?? "/nowhere", headers: cookie.map { ["cookie": $0] } ?? [:]))
  }

  /// What a browser without a session is known again by.
  private static func browser(_ reply: Reply) -> String? {
    reply.headers.first { $0.name == "set-cookie" && $0.value.hasPrefix("keruen-shown=") }.map {
      String($0.value.prefix { $0 != ";" })
    }
  }

  private func says(_ reply: Reply) -> Bool { String(decoding: reply.body, as: UTF8.self).contains("nobody&#39;s address") }

  /// Two processes share nothing but the database.
  private func two(_ kind: EngineKind) async throws -> (one: HouseKit, other: HouseKit) {
    let one = try await HouseKit.house(kind)
    return (one, try await one.reopened(with: one.house.consents))
  }

  @Test("two houses on one database: what one answered to a form the other shows", arguments: Databases.engines)
  func otherProcess(_ kind: EngineKind) async throws {
    let (one, other) = try await two(kind)
    let sent = await sendForm(one, from: "192.0.2.1")
    #expect(sent.status == 303 && sent.body.isEmpty)
    let cookie = try #require(Self.browser(sent))
    for house in [other, one, other] {
      let shown = await page(sent.header("location"), house, cookie: cookie)
      #expect(shown.status == 422 && says(shown))
      #expect(shown.header("cache-control") == "no-store" && shown.header("content-type") == "text/html; charset=utf-8")
    }
  }

  @Test("only the browser that sent the form sees its page, and the database says nothing of it", arguments: Databases.engines)
  func own(_ kind: EngineKind) async throws {
    let (one, other) = try await two(kind)
    let girl = try await one.applicant()
    let cookie = try #require(girl.cookies["keruen"].map { "keruen=\($0)" })
    var browser = girl
    await browser.post("/return", [("contact", Self.typed)])
    let address = try #require(browser.wentOver)
    #expect(says(await page(address, other, cookie: cookie)))
    let stranger = try #require(try await one.applicant().cookies["keruen"].map { "keruen=\($0)" })
    for wrong in [nil, stranger] {
      let shown = await page(address, other, cookie: wrong)
      #expect(shown.status == 303 && !says(shown))
    }
    let kept: [[UInt8]] = try await one.house.database.read { try $0.rows("SELECT sealed FROM shown_page") { try $0[0] } }
    #expect(kept.count == 1 && kept.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("nobody") })
  }

  @Test("without a session too: whoever has the address alone sees nothing", arguments: Databases.engines)
  func ownWithoutSession(_ kind: EngineKind) async throws {
    let (one, other) = try await two(kind)
    let sent = await sendForm(one, from: "192.0.2.1")
    let stranger = try #require(Self.browser(await sendForm(one, from: "192.0.2.1")))
    let hers = try #require(Self.browser(sent))
    #expect(hers != stranger)
    for wrong in [nil, stranger, "keruen-shown=", "keruen-shown=x"] {
      #expect(await page(sent.header("location"), other, cookie: wrong).status == 303)
    }
    #expect(says(await page(sent.header("location"), other, cookie: hers)))
    // The next form of the same browser needs no other.
    let next = await sendForm(one, from: "192.0.2.1", cookie: hers)
    #expect(Self.browser(next) == nil)
    #expect(says(await page(next.header("location"), other, cookie: hers)))
  }

  @Test("a form refused again and again names where it first stood, and its address grows by nothing")
  func refusedAgain() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let first = await sendForm(kit, from: "192.0.2.1", on: "/return?back=%2Fstatus")
    let cookie = try #require(Self.browser(first))
    let address = try #require(first.header("location"))
    #expect(address.hasSuffix("?from=%2Freturn%3Fback%3D%252Fstatus"))
    var last = address
    for _ in 1...5 {
      last = try #require(await sendForm(kit, from: "192.0.2.1", cookie: cookie, on: last).header("location"))
      #expect(last.utf8.count == address.utf8.count && last.hasSuffix("?from=%2Freturn%3Fback%3D%252Fstatus"))
    }
    // One that was nested before, and one whose page says nothing of where it stood.
    let nested = "/shown/a?from=%2Fshown%2Fb%3Ffrom%3D%252Freturn"
    #expect(
      await sendForm(kit, from: "192.0.2.1", cookie: cookie, on: nested).header("location")?.hasSuffix("?from=%2Freturn") == true)
    #expect(
      await sendForm(kit, from: "192.0.2.1", cookie: cookie, on: "/shown/a").header("location")?.hasSuffix("?from=%2Fshown%2Fa")
        == true)
    kit.clock.move(seconds: 601)
    #expect(await page(last, kit, cookie: cookie).header("location") == "/return?back=%2Fstatus")
  }

  @Test("a page is gone after ten minutes, and the sweep leaves nothing of it", arguments: Databases.engines)
  func end(_ kind: EngineKind) async throws {
    let (one, other) = try await two(kind)
    let sent = await sendForm(one, from: "192.0.2.1")
    let (address, cookie) = (sent.header("location"), Self.browser(sent))
    one.clock.move(seconds: 599)
    #expect(says(await page(address, other, cookie: cookie)))
    one.clock.move(seconds: 2)
    #expect(await page(address, other, cookie: cookie).status == 303)
    try await one.runJobs()
    #expect(try await one.count("SELECT count(*) FROM shown_page") == 0)
  }

  @Test("a flood from one network takes nothing from others, nor its own people's pages", arguments: Databases.engines)
  func flood(_ kind: EngineKind) async throws {
    let (one, other) = try await two(kind)
    let sent = await sendForm(one, from: "192.0.2.1")
    let (hers, cookie) = (sent.header("location"), Self.browser(sent))
    let flood = "198.51.100.7"
    let house = one.house
    let spent = try await house.database.write { try $0.mayTry(.shownPages, times: 1999, key: flood, house) }
    #expect(spent)
    #expect(await sendForm(one, from: flood).status == 303)
    for house in [one, other] {
      let direct = await sendForm(house, from: flood)
      #expect(direct.status == 422 && says(direct))
    }
    #expect(says(await page(hers, other, cookie: cookie)))
    #expect(await sendForm(other, from: "192.0.2.1").status == 303)
    #expect(try await one.count("SELECT count(*) FROM shown_page") == 3)
    // One of the staff behind the same address keeps hers.
    var staff = try await one.staff(.coordinator)
    staff.peer = flood
    await staff.post("/return", [("contact", Self.typed)])
    #expect(staff.wentOver != nil)
  }

  @Test("what weighs as several tries is counted as several", arguments: Databases.engines)
  func weight(_ kind: EngineKind) async throws {
    let house = try await HouseKit.house(kind).house
    let limit = Limit("test", 5, window: 60_000)
    let allowed = try await house.database.write { tx in
      try [3, 3, 2, 1].map { try tx.mayTry(limit, times: $0, key: "x", house) }
    }
    #expect(allowed == [true, false, true, false])
  }
}
