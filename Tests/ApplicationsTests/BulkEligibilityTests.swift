import Applications
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@Suite struct BulkEligibilityTests {
  @Test(arguments: Databases.engines) func onlyThoseWithoutAnOpenQuestionAreEligible(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let ready = try await Sample(surname: "Дайынова").keep(kit)
    let waiting = try await Sample(surname: "Күтетінова", consent: .girl).keep(kit)
    let older = try await Sample(surname: "Үлкенова", grade: "11").keep(kit)
    let draft = try await Sample(surname: "Бастаева", state: .draft).keep(kit)
    let twice = [try await Sample().keep(kit), try await Sample(phone: "+77002222222").keep(kit)]
    let short = try await Sample(surname: "Қысқаева", essay: "тым қысқа").keep(kit)
    try await kit.runJobs()
    var browser = try await kit.staff(.coordinator, .everything, .en)
    await browser.get("/desk/eligibility")
    #expect(browser.page.contains("<b>1</b>application is ready") && browser.page.contains("<b>7</b>in the list"))
    await browser.submit("/desk/eligibility")
    #expect(browser.location == "/desk/eligibility?done=1")
    await browser.follow()
    #expect(browser.page.contains("Admitted: 1. Left as they are: 5.") && !browser.page.contains("ready</a>"))
    #expect(try await kit.state(of: ready) == .eligible)
    for other in [waiting, older, short] + twice { #expect(try await kit.state(of: other) == .submitted) }
    #expect(try await kit.state(of: draft) == .draft)
    #expect(try await kit.count("SELECT count(*) FROM outbox") == 1)
  }

  @Test func aCountThatChangedIsAskedAboutAgain() async throws {
    let kit = try await HouseKit.house(.sqlite)
    try await Sample(surname: "Бірінші").keep(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/eligibility")
    let late = try await Sample(surname: "Екінші").keep(kit)
    await browser.submit("/desk/eligibility")
    #expect(browser.status == 409)
    #expect(try await kit.state(of: late) == .submitted)
  }

  @Test("of what was ticked each that stays is named with its reason, and the way back is the list", arguments: Databases.engines)
  func ticked(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let ready = [
      try await Sample(surname: "Дайынова").keep(kit), try await Sample(surname: "Әзірова", phone: "+77002222222").keep(kit),
    ]
    let waiting = try await Sample(surname: "Күтетінова", phone: "+77003333333", consent: .girl).keep(kit)
    let short = try await Sample(surname: "Қысқаева", phone: "+77004444444", essay: "тым қысқа").keep(kit)
    var browser = try await kit.staff(.coordinator)
    let picks = (ready + [waiting, short]).map { "pick=\($0.code)" }.joined(separator: "&")
    await browser.get("/desk/eligibility?list=state%3Dsubmitted%26grade%3D9&\(picks)")
    func staying() -> [String] {
      browser.page.matches(of: #/href="\/desk\/applications\/([0-9A-Z-]{7})">/#).map { String($0.output.1) }.sorted()
    }
    #expect(browser.page.contains("<b>2</b>заявки готовы") && browser.page.contains("<b>4</b>в списке"), "\(browser.page)")
    #expect(staying() == [waiting.code, short.code].sorted())
    #expect(browser.page.contains("Күтетінова") && browser.page.contains("нет согласия родителя"))
    #expect(browser.page.contains("исправить: Эссе"))
    await browser.submit("/desk/eligibility")
    #expect(browser.status == 303, "\(browser.page)")
    await browser.follow()
    #expect(browser.page.contains("Допущено: 2. Остались: 2."))
    #expect(staying() == [waiting.code, short.code].sorted())
    #expect(browser.page.contains("href=\"/desk/applications?state=submitted&amp;grade=9\""))
    for one in ready { #expect(try await kit.state(of: one) == .eligible) }
  }

  @Test("all ready ones of a list are those of its filter", arguments: Databases.engines)
  func filtered(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let nine = try await Sample(surname: "Тоғызова").keep(kit)
    let ten = try await Sample(surname: "Онова", phone: "+77002222222", grade: "10").keep(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications?grade=9")
    #expect(browser.page.contains("href=\"/desk/eligibility?grade=9\""))
    await browser.get("/desk/eligibility?grade=9")
    #expect(browser.page.contains("<b>1</b>заявка готова") && browser.page.contains("<b>1</b>в списке"))
    await browser.submit("/desk/eligibility")
    #expect(browser.status == 303)
    #expect(try await kit.state(of: nine) == .eligible)
    #expect(try await kit.state(of: ten) == .submitted)
  }
}
