import Applications
import ApplicationsKit
import Exchange
import HouseKit
import Programme
import Safeguarding
import Storage
import TestKit
import Testing
import Words

@Suite struct AuditTests {
  private func seed(_ kit: HouseKit, _ count: Int) async throws {
    let house = kit.house
    try await house.database.write { tx in
      for number in 1...count {
        try tx.record(
          AuditAct(number.isMultiple(of: 2) ? "even" : "odd", Phrase(verbatim: "")), "thing\(number)",
          by: "coordinator:x\(number)", house)
      }
    }
  }

  private func subjects(_ page: String) -> Set<String> {
    Set(page.matches(of: #/>(thing[0-9]+)</#).map { String($0.output.1) })
  }

  @Test(arguments: Databases.engines) func theLogIsFilteredAndWalkedWithoutAGap(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await seed(kit, 250)
    var officer = try await kit.staff(.safeguarding)
    var (seen, next): (Set<String>, String?) = ([], "/safeguarding/audit?actor=coordinator")
    while let page = next {
      await officer.get(page)
      seen.formUnion(subjects(officer.page))
      next = officer.page.firstMatch(of: #/rel="next" href="([^"]+)"/#).map { String($0.output.1).replacing("&amp;", with: "&") }
    }
    #expect(seen.count == 250)
    await officer.get("/safeguarding/audit?act=even&subject=thing2")
    #expect(subjects(officer.page) == ["thing2"])
    await officer.get("/safeguarding/audit?act=odd&subject=thing2")
    #expect(subjects(officer.page).isEmpty)
    await officer.get("/safeguarding/audit?act=even&from=2026-11-21")
    #expect(subjects(officer.page).isEmpty)
    await officer.get("/safeguarding/audit?act=even&from=2026-11-20&to=2026-11-20")
    #expect(!subjects(officer.page).isEmpty)
  }

  @Test("S 47: acts and roles stand in words, and a code stands for all that is hers")
  func anApplicationsCodeStandsForAllThatIsHers() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    var officer = try await kit.staff(.safeguarding)
    await officer.get("/safeguarding/people/\(girl.person)")
    await officer.get("/safeguarding/audit?subject=\(girl.code)")
    #expect(officer.page.contains("consent.given"))
    #expect(officer.page.contains("person.looked_at"))
    #expect(officer.page.contains(kit.house.shown(act: "consent.given", .ru)))
    for role in [Role.applicant, .safeguarding] { #expect(officer.page.contains(">\(Language.ru(role.name))<br>")) }
    #expect(!officer.page.contains(">girl"))
  }

  @Test(arguments: Databases.engines) func aChangedEntryIsFound(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await seed(kit, 5)
    var administrator = try await kit.staff(.administrator, .everything, .en)
    await administrator.get("/safeguarding/audit")
    await administrator.submit("/safeguarding/audit/verification")
    #expect(administrator.page.contains("The chain is intact"))
    _ = try await kit.house.database.write { tx in try tx.run("UPDATE audit SET actor = 'nobody' WHERE subject = 'thing3'") }
    await administrator.post("/safeguarding/audit/verification")
    #expect(administrator.page.contains("The chain is broken"))
  }

  @Test func takingTheLogOutIsInTheLog() async throws {
    let kit = try await HouseKit.house(.sqlite)
    try await seed(kit, 3)
    var officer = try await kit.staff(.safeguarding)
    await officer.get("/safeguarding/audit.csv?act=odd")
    #expect(officer.reply.header("content-type") == "text/csv; charset=utf-8")
    #expect(officer.page.split(whereSeparator: \.isNewline).count == 3)
    await officer.get("/safeguarding/audit?act=audit.exported")
    #expect(officer.page.contains("записей: 2"), "\(officer.page)")
  }

  @Test func onlyOfficerAndAdministratorRead() async throws {
    let kit = try await HouseKit.house(.sqlite)
    for role in Role.staff {
      var browser = try await kit.staff(role)
      for page in ["/safeguarding/audit", "/safeguarding/audit.csv"] {
        await browser.get(page)
        #expect(browser.status == (role == .safeguarding || role == .administrator ? 200 : 403), "\(role)")
      }
    }
  }
}
