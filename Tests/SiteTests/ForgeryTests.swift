import Exchange
import Front
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

@Suite struct ForgeryTests {
  private static let form = "application/x-www-form-urlencoded"

  /// A girl with a draft, and the headers her browser sends.
  private static func girl(_ kit: HouseKit) async throws -> (cookie: String, page: String) {
    var browser = kit.browser()
    await browser.post("/apply")
    return ("keruen=\(try #require(browser.cookies["keruen"]))", try #require(browser.location))
  }

  private static func changes(_ kit: HouseKit) async throws -> [Int?] {
    try await kit.house.database.read { tx in
      [try tx.value("SELECT count(*) FROM answer", as: Int.self), try tx.value("SELECT count(*) FROM audit", as: Int.self)]
    }
  }

  @Test("a form from elsewhere, or without the page's token, changes nothing")
  func refused() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let (cookie, page) = try await Self.girl(kit)
    var other = kit.browser()
    await other.post("/apply")
    await other.get(try #require(other.location))
    let foreign = try #require(other.page.firstMatch(of: #/name="token" value="([^"]+)"/#)).output.1
    let body = "surname=A&given=B&gender=female"
    let tries: [(String, [String: String], String, Int)] = [
      ("no token", [:], body, 409),
      ("an empty token", [:], body + "&token=", 409),
      ("another session's token", [:], body + "&token=\(foreign)", 409),
      ("a made-up token", [:], body + "&token=\(String(repeating: "A", count: 86))", 409),
      ("another origin", ["origin": "https://elsewhere.example"], body, 403),
      ("another site, says the browser", ["sec-fetch-site": "cross-site"], body, 403),
      ("a sister site", ["sec-fetch-site": "same-site"], body, 403),
      ("plain text, which any page may send", ["content-type": "text/plain"], body, 403),
      ("no type at all", ["content-type": ""], body, 403),
    ]
    let before = try await Self.changes(kit)
    for (what, headers, body, status) in tries {
      let all = ["cookie": cookie, "host": "127.0.0.1:8080", "content-type": Self.form].merging(headers) { $1 }
      let reply = await kit.dispatch.reply(to: Request(.post, page, headers: all, body: Array(body.utf8)))
      #expect(reply.status == status, "\(what)")
    }
    #expect(try await Self.changes(kit) == before)
  }

  @Test("the header of our script does not open the door to another origin")
  func scriptsHeader() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let (cookie, page) = try await Self.girl(kit)
    let reply = await kit.dispatch.reply(
      to: Request(
        .post, page,
        headers: [
          "cookie": cookie, "host": "127.0.0.1:8080", "content-type": Self.form, "x-keruen": "1",
          "origin": "https://elsewhere.example",
        ], body: []))
    #expect(reply.status == 403)
  }

  @Test("a body larger than the route takes is refused before it is read as a form")
  func tooLarge() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let body = [UInt8](repeating: UInt8(ascii: "a"), count: (64 << 10) + 1)
    let reply = await kit.dispatch.reply(to: Request(.post, "/apply", headers: ["content-type": Self.form], body: body))
    #expect(reply.status == 413)
  }

  @Test("a method the page does not have is missing, not a fault", arguments: [Method.put, .delete, .post])
  func otherMethods(_ method: Method) async throws {
    let kit = try await HouseKit.house(.sqlite)
    #expect(await kit.dispatch.reply(to: Request(method, "/contact")).status == 404)
  }

  @Test("an unknown application and one out of reach look the same")
  func unknownAndForbidden() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var girl = kit.browser()
    await girl.post("/apply")
    let code = try #require(try await kit.house.database.read { try $0.value("SELECT code FROM application", as: String.self) })
    // A coordinator of one region; the draft names no place yet, so it is nobody's but those who reach everything.
    var near = try await kit.staff(.coordinator)
    await near.get("/desk/applications/\(code)")
    #expect(near.status == 200)
    var far = try await kit.staff(.coordinator, Scope(regions: ["630000000"]))
    await far.get("/desk/applications/\(code)")
    let forbidden = far.page.replacing(code, with: "CODE")
    #expect(far.status == 404)
    let unknown = String(code.reversed())
    await far.get("/desk/applications/\(unknown)")
    #expect(far.status == 404)
    #expect(far.page.replacing(unknown, with: "CODE").maskedTokens == forbidden.maskedTokens)
  }
}

extension String {
  fileprivate var maskedTokens: String { replacing(#/name="token" value="[^"]*"/#, with: "TOKEN") }
}
