import Exchange
import Front
import HouseKit
import Markup
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// Main exchanges as text, in Tests/SiteTests/Exchanges.txt.
@Suite struct ExchangeTests {
  @Test func mainPagesAnswerAsWrittenDown() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var text = ""
    func note(_ browser: Browser, _ asked: String) { text += browser.reply.text(asked) + "\n" }

    var girl = kit.browser()
    for target in ["/", "/?lang=ru", "/eligibility?gender=female&grade=8", "/apply"] {
      await girl.get(target)
      note(girl, "GET \(target)")
    }
    await girl.post("/apply")
    note(girl, "POST /apply")
    let first = try #require(girl.location)
    await girl.follow()
    note(girl, "GET \(first)")
    await girl.post(first, [])
    note(girl, "POST \(first) (nothing filled in)")
    await girl.get("/status")
    note(girl, "GET /status")
    var nobody = kit.browser(.en)
    for target in ["/status", "/desk/applications?find=x", "/nowhere", "/static/keruen.000000000000.css", "/robots.txt"] {
      await nobody.get(target)
      note(nobody, "GET \(target) (nobody)")
    }
    var coordinator = try await kit.staff(.coordinator)
    await coordinator.get("/desk/applications/K-NONE")
    note(coordinator, "GET /desk/applications/K-NONE (coordinator)")
    await coordinator.get("/administration")
    note(coordinator, "GET /administration (coordinator)")
    #expect(try Golden.difference(text, from: "Tests/SiteTests/Exchanges.txt") == nil)
  }
}

@Suite struct HeaderTests {
  private static let strict: [(String, String)] = [
    ("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
  ]

  @Test func everyKindOfAnswerCarriesTheStrictHeaders() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let style = kit.house.assets.link("keruen.css").text
    var seen: [Int] = []
    var browser = kit.browser()
    for target in ["/", "/apply", style, "/worker.js", "/nowhere", "/static/nothing.css", "/status", "/places?q=ак"] {
      await browser.get(target)
      seen.append(browser.status)
      Self.check(browser.reply, target)
    }
    await browser.post("/apply")
    seen.append(browser.status)
    Self.check(browser.reply, "POST /apply")
    try await kit.breakDown()
    await browser.get("/status")
    seen.append(browser.status)
    Self.check(browser.reply, "a fault")
    #expect(seen == [200, 200, 200, 200, 404, 404, 303, 200, 303, 500])
  }

  private static func check(_ reply: Reply, _ what: String) {
    for (name, value) in strict { #expect(reply.headers.filter { $0.name == name }.map(\.value) == [value], "\(what): \(name)") }
    let policy = reply.header("content-security-policy") ?? ""
    #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"), "\(what)")
    #expect(
      !policy.contains("unsafe") && policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "\(what)")
    #expect(reply.headers.count { $0.name == "cache-control" } == 1, "\(what)")
    let body = String(decoding: reply.body, as: UTF8.self)
    #expect(!body.contains("<script>") && !body.contains(" style=\"") && !body.contains("onclick="), "\(what)")
  }

  @Test func whatBelongsToSomebodyIsKeptByNoCache() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var girl = kit.browser()
    await girl.post("/apply")
    for target in ["/status", "/apply/check", try #require(girl.location), "/", "/contact", "/eligibility"] {
      await girl.get(target)
      #expect(girl.reply.header("cache-control") == "no-store", "\(target)")
    }
    var staff = try await kit.staff(.coordinator)
    for target in ["/desk", "/desk/applications", "/", "/privacy"] {
      await staff.get(target)
      #expect(staff.reply.header("cache-control") == "no-store", "\(target)")
    }
    var nobody = kit.browser()
    await nobody.get("/")
    #expect(nobody.reply.header("cache-control") == "public, max-age=60")
    #expect(nobody.reply.header("vary") == "accept-encoding, cookie")
    await nobody.get("/?lang=ru")
    #expect(nobody.reply.header("cache-control") == "no-store", "an answer that sets a cookie")
  }

  @Test func aPageMadeForTheStaffIsNotShownToThoseWhoComeAfter() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var staff = try await kit.staff(.coordinator, .everything, .kk)
    await staff.get("/")
    let theirs = staff.page
    var nobody = kit.browser()
    await nobody.get("/")
    #expect(theirs.contains("/desk"))
    #expect(!nobody.page.contains("\"/desk"))
    #expect(!nobody.page.contains("name=\"token\""))
    await staff.get("/")
    #expect(staff.page.contains("/desk"))
  }

  @Test func aFaultSaysItsNumberAndNothingElse() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var girl = kit.browser(.en)
    await girl.post("/apply")
    kit.clock.move(seconds: 10)
    try await kit.breakDown()
    await girl.get("/status")
    #expect(girl.status == 500)
    #expect(girl.page.contains("Something went wrong"))
    for word in ["SQLite", "GRDB", "database", "error", "SELECT"] { #expect(!girl.page.contains(word), "\(word)") }
  }

  @Test func headIsGetWithoutABody() async throws {
    let kit = try await HouseKit.house(.sqlite)
    for target in ["/", "/nowhere", "/worker.js", "/status"] {
      let get = await kit.dispatch.reply(to: Request(.get, target))
      let head = await kit.dispatch.reply(to: Request(.head, target))
      #expect(head.status == get.status)
      #expect(head.body.isEmpty)
      #expect(head.header("content-type") == get.header("content-type"))
    }
  }

  @Test func pagesArePackedForThoseWhoUnpack() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let plain = await kit.dispatch.reply(to: Request(.get, "/"))
    let packed = await kit.dispatch.reply(to: Request(.get, "/", headers: ["accept-encoding": "gzip, br"]))
    #expect(plain.header("content-encoding") == nil)
    #expect(packed.header("content-encoding") == "gzip")
    #expect(packed.body.starts(with: [0x1f, 0x8b]))
    #expect(packed.body.count * 2 < plain.body.count)
  }
}

@Suite struct LanguageTests {
  @Test(arguments: [("", "kk"), ("lang=ru", "ru"), ("lang=en", "en"), ("lang=de", "kk"), ("lang=", "kk")])
  func theCookieChoosesAndKazakhIsTheRest(_ cookie: String, _ language: String) async throws {
    let kit = try await HouseKit.house(.sqlite)
    let reply = await kit.dispatch.reply(to: Request(.get, "/", headers: ["cookie": cookie]))
    #expect(String(decoding: reply.body, as: UTF8.self).contains("<html lang=\"\(language)\""))
    #expect(reply.header("set-cookie") == nil)
  }

  @Test func theSwitchIsRememberedAndKeepsThePlace() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = kit.browser(.kk)
    let verdict = "gender=male&grade=9&region=other&rural=yes"
    await browser.get("/eligibility?\(verdict)&lang=ru")
    #expect(browser.page.contains("<html lang=\"ru\""))
    #expect(browser.reply.header("set-cookie") == "lang=ru; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax")
    #expect(browser.page.contains("/eligibility?\(verdict.replacing("&", with: "&amp;"))&amp;lang=kk"))
    await browser.get("/contact")
    #expect(browser.page.contains("<html lang=\"ru\""))
    await browser.get("/contact?lang=xx")
    #expect(browser.page.contains("<html lang=\"ru\""))
    #expect(browser.reply.header("set-cookie") == nil)
  }
}

extension HouseKit {
  /// A table that pages of hers need is gone: a fault that nobody foresaw.
  fileprivate func breakDown() async throws {
    try await house.database.write { try $0.connection.script("DROP TABLE consent_due") }
  }
}
