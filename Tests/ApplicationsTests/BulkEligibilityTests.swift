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
    #expect(browser.page.contains("<b>2</b>applications are ready"))
    await browser.submit("/desk/eligibility")
    #expect(browser.location == "/desk/eligibility?done=1&left=1")
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
}
