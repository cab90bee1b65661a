import Applications
import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// An application begun for somebody who calls or writes: recorded as such, hers to go on with, and nobody consents for her.
@Suite struct DeskEntryTests {
  private static let told = [
    ("origin", "phone"), ("language", "kk"), ("surname", "Сынақова"), ("given", "Үлгі"), ("phone", "8 701 222 33 44"),
    ("birth_day-day", "31"), ("birth_day-month", "3"), ("birth_day-year", "2011"), ("grade", "9"),
  ]

  private static func application(_ browser: Browser, _ kit: HouseKit) async throws -> Application {
    let code = try #require(browser.location?.split(separator: "/").last)
    return try #require(try await kit.house.database.read { try $0.application(code: String(code)) })
  }

  @Test("what she said is written down, its origin is shown, and she takes it over by her phone", arguments: Databases.engines)
  func takeover(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/entries/new")
    #expect(browser.page.contains("Согласие за ребёнка никто дать не может"))
    await browser.submit("/desk/entries", Self.told)
    #expect(browser.status == 303)
    let application = try await Self.application(browser, kit)
    #expect(application.state == .draft && application.consent == .none && application.source == .paper)
    await browser.follow()
    #expect(browser.page.contains("Откуда: по телефону") && browser.page.contains("/desk/entries/\(application.code)"))
    #expect(browser.page.contains("31 марта 2011"))
    #expect(try await kit.acts(on: application.id.text).contains("application.entered"))
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'entered'") == 1)
    // More of what she says, while she has not been there.
    await browser.get("/desk/entries/\(application.code)")
    #expect(browser.page.contains("value=\"8 701 222 33 44\""))
    await browser.submit(
      "/desk/entries/\(application.code)",
      Self.told.filter { $0.0 != "origin" } + [("patronymic", "Мысалқызы"), ("guardian_name", "Сынақова Мысал")])
    #expect(browser.status == 303)
    // Her phone's code opens it; from then on nobody else writes into it.
    var girl = kit.browser()
    await girl.get("/return")
    await girl.submit("/return", [("contact", "87012223344")])
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'sign-in'") == 1)
    var hers = try await kit.applicant(application.person)
    await hers.get("/apply/check")
    #expect(hers.status == 200 && hers.page.contains("Мысалқызы"))
    #expect(!hers.page.contains("Келісім берілді"))
    await browser.get("/desk/entries/\(application.code)")
    #expect(browser.status == 409)
    await browser.post("/desk/entries/\(application.code)", Self.told)
    #expect(browser.status == 409)
    await browser.get("/desk/applications/\(application.code)")
    #expect(!browser.page.contains("/desk/entries/\(application.code)"))
    #expect(try await kit.count("SELECT count(*) FROM consent") == 0, "nobody has agreed for her")
  }

  @Test("what cannot be read is said at its field, and nothing typed is lost", arguments: Databases.engines)
  func slips(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/entries/new")
    await browser.submit("/desk/entries", [("surname", "Сынақова"), ("phone", "12"), ("iin", "1"), ("grade", "9")])
    #expect(browser.status == 422)
    for field in ["origin", "given", "phone", "iin"] { #expect(browser.page.contains("href=\"#\(field)\""), "\(field)") }
    #expect(
      browser.page.contains("value=\"Сынақова\"") && browser.page.contains("value=\"12\"")
        && browser.page.contains("value=\"9\" checked"))
    #expect(try await kit.count("SELECT count(*) FROM application") == 0)
  }

  @Test("one who has applied already is not entered twice, and an assistant enters nobody", arguments: Databases.engines)
  func twice(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/entries/new")
    await browser.submit("/desk/entries", Self.told)
    let application = try await Self.application(browser, kit)
    await browser.get("/desk/entries/new")
    await browser.submit("/desk/entries", Self.told)
    #expect(browser.status == 422 && browser.page.contains("Заявка уже есть: \(application.code)"))
    #expect(browser.page.contains("value=\"8 701 222 33 44\""))
    var assistant = try await kit.staff(.assistant)
    await assistant.get("/desk/entries/new")
    #expect(assistant.status == 403)
    // Only what was begun so is gone on with here.
    let own = try await Sample(surname: "Бөтен", state: .draft).keep(kit)
    await browser.get("/desk/entries/\(own.code)")
    #expect(browser.status == 404)
  }
}
