import Applications
import Exchange
import Forms
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// What stands between a draft and a submitted application.
@Suite struct SubmissionTests {
  private static func draft(_ kind: EngineKind, _ change: (inout Sample) -> Void = { _ in }) async throws -> (
    HouseKit, Application, Browser
  ) {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    sample.state = .draft
    sample.consent = .none
    change(&sample)
    let application = try await sample.keep(kit)
    return (kit, application, try await kit.applicant(application.person))
  }

  @Test("it is sent once everything is answered and she has agreed; her guardian is asked once", arguments: Databases.engines)
  func complete(_ kind: EngineKind) async throws {
    var (kit, application, girl) = try await Self.draft(kind)
    await girl.post("/apply/submission")
    #expect(girl.location == "/apply/check", "her own consent is missing")
    #expect(try await kit.state(of: application) == .draft)
    await girl.post("/apply/consent", kit.house.consents.purposes.map { ($0.key, "yes") })
    await girl.post("/apply/submission")
    #expect(girl.location == "/apply/receipt")
    #expect(try await kit.state(of: application) == .submitted)
    await girl.post("/apply/submission")
    #expect(girl.location == "/apply/receipt", "a second press finds it sent")
    let letters: Int? = try await kit.house.database.read {
      try $0.value("SELECT count(*) FROM outbox WHERE purpose = 'consent'")
    }
    #expect(letters == 1)
    await girl.post("/apply/grade", [("grade", "10")])
    #expect(girl.status == 409, "answers stand still once it is sent")
  }

  @Test(
    "a girl the rules leave out is told which rule and cannot send",
    arguments: Databases.engines, [("grade", "11", "9- және 10-сынып"), ("gender", "male", "қыздарға арналған")])
  func ineligible(_ kind: EngineKind, _ rule: (field: String, value: String, reason: String)) async throws {
    var (kit, application, girl) = try await Self.draft(kind)
    await girl.post("/apply/\(rule.field)", [(rule.field, rule.value)])
    await girl.post("/apply/consent", kit.house.consents.purposes.map { ($0.key, "yes") })
    await girl.get("/apply/check")
    #expect(girl.page.contains(rule.reason))
    await girl.post("/apply/submission")
    #expect(try await kit.state(of: application) == .draft)
  }

  @Test("the phone's journal delivered twice is there once, and another's journal is refused", arguments: Databases.engines)
  func journal(_ kind: EngineKind) async throws {
    var (kit, application, girl) = try await Self.draft(kind)
    kit.clock.move(seconds: 1)
    let id = kit.house.outside.id(of: JournalEvent.self)
    func deliver(_ application: String, to girl: inout Browser) async {
      await girl.deliver([Browser.event(id.text, "given", "Жаңаүлгі", at: kit.clock.now)], owner: application)
    }
    for _ in 1...2 {
      await deliver(application.id.text, to: &girl)
      #expect(girl.status == 200)
    }
    let count: Int? = try await kit.house.database.read { try $0.value("SELECT count(*) FROM answer WHERE id = \(id)") }
    #expect(count == 1)
    await girl.get("/apply/name")
    #expect(girl.page.contains("Жаңаүлгі"))
    var sister = try await kit.applicant(try await Sample().keep(kit).person)
    await deliver(application.id.text, to: &sister)
    #expect(sister.status == 409)
  }

  @Test("a phone number that came by the journal alone brings her back, pages or no pages", arguments: Databases.engines)
  func returningByJournal(_ kind: EngineKind) async throws {
    var (kit, application, girl) = try await Self.draft(kind)
    kit.clock.move(seconds: 1)
    let id = kit.house.outside.id(of: JournalEvent.self).text
    await girl.deliver([Browser.event(id, "phone", "8 700 777 66 55", at: kit.clock.now)], owner: application.id.text)
    #expect(girl.status == 200)
    // The same answer by the page afterwards changes nothing.
    await girl.post("/apply/phone", [("phone", "8 700 777 66 55")])
    var elsewhere = kit.browser()
    await elsewhere.post("/return", [("contact", "+7 700 777-66-55")])
    let letters: Int? = try await kit.house.database.read {
      try $0.value("SELECT count(*) FROM outbox WHERE purpose = 'sign-in'")
    }
    #expect(letters == 1)
  }

  @Test("a code opens nothing after five wrong tries, and the answer does not tell who is known", arguments: Databases.engines)
  func returning(_ kind: EngineKind) async throws {
    let (kit, _, _) = try await Self.draft(kind)
    var known = kit.browser()
    await known.post("/return", [("contact", "8 700 123 45 67")])
    var unknown = kit.browser()
    await unknown.post("/return", [("contact", "8 700 999 99 99")])
    #expect(known.status == 200 && unknown.status == 200)
    let letters: Int? = try await kit.house.database.read {
      try $0.value("SELECT count(*) FROM outbox WHERE purpose = 'sign-in'")
    }
    #expect(letters == 1)
    for _ in 1...5 {
      await known.submit("/return/code", [("code", "000000")])
      #expect(known.status == 422)
    }
    let tries: Int? = try await kit.house.database.read { try $0.value("SELECT max(tries) FROM sign_in_code") }
    #expect(tries == 5)
  }
}
