import ApplicationsKit
import Exchange
import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Applications

/// What she reads on her own pages is so, and says what to do.
@Suite struct HerPageTests {
  private func stops(_ page: String) -> [String] {
    guard let start = page.range(of: "<ol class=\"track\">"),
      let end = page.range(of: "</ol>", range: start.upperBound..<page.endIndex)
    else { return [] }
    return page[start.upperBound..<end.lowerBound].matches(of: #/<li class="(\w+)"[^>]*><b>([^<]+)/#).map {
      "\($0.output.1) \($0.output.2)"
    }
  }

  @Test("her track has each stage once, in order, with the dates of her own intake", arguments: Databases.engines)
  func track(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample(state: .eligible).keep(kit)
    let cycle = try #require(try await kit.house.database.read { try $0.cycles().first })
    var girl = try await kit.applicant(application.person, .ru)
    await girl.get("/status")
    let names = stops(girl.page)
    #expect(names.count == 3 + cycle.stages.count - 1)
    #expect(names.suffix(cycle.stages.count - 1) == cycle.stages.dropFirst().map { "ahead \(Language.ru($0.name))" }[...])
    let test = try #require(cycle.stage("test"))
    let house = kit.house
    _ = try await house.database.write { tx in
      try tx.addCycle(
        key: "next", name: Said(kk: "а", ru: "а", en: "a"), regions: [],
        stages: [StageFile(key: "test", name: Said(kk: "т", ru: "т", en: "t"), opens: "2028-02-01", closes: "2028-02-02")],
        house.outside)
    }
    await girl.get("/status")
    #expect(stops(girl.page) == names && girl.page.contains(Language.ru.date(test.opensAt.day())))
  }

  @Test("where her way ends no later stage is promised", arguments: Databases.engines)
  func ended(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample(state: .refused).keep(kit)
    var girl = try await kit.applicant(application.person, .ru)
    await girl.get("/status")
    #expect(stops(girl.page).count == 3)
  }

  @Test("a no to taking part stops before anybody else is asked, and says whose no it is", arguments: Databases.engines)
  func ownRefusal(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    (sample.state, sample.consent) = (.draft, .none)
    let application = try await sample.keep(kit)
    var girl = try await kit.applicant(application.person)
    await girl.post("/apply/consent", kit.house.consents.purposes.map { ($0.key, "no") })
    await girl.get("/apply/check")
    #expect(girl.page.contains("Бұл келісімсіз өтінімді қарай алмаймыз"))
    await girl.post("/apply/submission")
    #expect(try await kit.state(of: application) == .draft)
    #expect(try await kit.count("SELECT count(*) FROM outbox") == 0)
    await girl.get("/status")
    #expect(girl.page.contains("қатысушы «жоқ» деп жауап берді"))
  }

  @Test("her guardian's answer is told to her, and whose no it was", arguments: Databases.engines)
  func guardianAnswers(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Girl.apply(kit)
    kit.clock.move(seconds: 1)
    var guardian = try await kit.guardian(girl.guardian)
    await guardian.post("/consent/withdrawal")
    #expect(guardian.status == 303)
    #expect(
      try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'guardian-answer' AND person_id = \(girl.person)") == 1)
    var hers = try await kit.applicant(girl.person)
    await hers.get("/status")
    #expect(hers.page.contains("ата-ана «жоқ» деп жауап берді") && hers.page.contains("Өтінім қазір қаралмайды"))
  }

  @Test(
    "a wrong number of her guardian can be corrected, three times, and a landline cannot be given", arguments: Databases.engines)
  func guardianPhone(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    sample.consent = .girl
    let application = try await sample.keep(kit)
    var girl = try await kit.applicant(application.person)
    await girl.post("/status/guardian")
    await girl.get("/status/guardian")
    await girl.submit("/status/guardian-phone", [("guardian_phone", "8 7172 123456")])
    #expect(girl.status == 422 && girl.page.contains("стационар"))
    for number in 1...3 {
      kit.clock.move(seconds: 1)
      await girl.get("/status/guardian")
      await girl.submit("/status/guardian-phone", [("guardian_phone", "8 705 111 22 0\(number)")])
      #expect(girl.status == 303)
    }
    await girl.get("/status/guardian?sent=yes")
    #expect(girl.page.contains("+7 705 ••• •• 03"))
    await girl.post("/status/guardian-phone", [("guardian_phone", "8 705 111 22 04")])
    #expect(girl.status == 429 && girl.reply.header("retry-after").flatMap { Int($0) }.map { (1...172_800).contains($0) } == true)
    #expect(
      try await kit.count("SELECT count(*) FROM consent_request WHERE expires_at > \(kit.clock.now)") == 1,
      "older links open nothing")
  }

  @Test("a mother's IIN and a shared phone are asked about softly, and the desk sees them", arguments: Databases.engines)
  func doubts(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    (sample.iin, sample.phone, sample.state) = (Girl.iin, "+77007654321", .draft)
    sample.birthDay = "5 3 2011"
    let application = try await sample.keep(kit)
    var girl = try await kit.applicant(application.person)
    await girl.get("/apply/check")
    #expect(girl.page.contains("ЖСН бойынша туған күн") && girl.page.contains("телефоның мен ата-анаңның телефоны бірдей"))
    var desk = try await kit.staff(.coordinator)
    await desk.get("/desk/applications/\(application.code)")
    #expect(desk.page.contains("Дата рождения в ИИН") && desk.page.contains("один телефон"))
  }

  @Test("a question may wait: she goes on, and the check page lists it")
  func skipping() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var sample = Sample()
    (sample.state, sample.consent, sample.essay) = (.draft, .none, "")
    let application = try await sample.keep(kit)
    var girl = try await kit.applicant(application.person)
    await girl.get("/apply/essay")
    await girl.submit("/apply/essay", [("essay", "")])
    #expect(girl.location == "/apply/essay?check=yes")
    await girl.follow()
    await girl.submit("/apply/essay", [("essay", ""), ("go", "skip")])
    #expect(girl.location == "/apply/document")
    await girl.get("/apply/check")
    #expect(girl.page.contains("data-missing=\"essay\""))
  }

  @Test("a link in a letter is in the language of the letter")
  func language() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let settings = kit.house.settings
    let text = "См. \(settings.address)/result. Или (\(settings.address)/a?b=c), \(settings.address)"
    let carried = settings.carrying(.ru, text)
    #expect(
      carried
        == "См. \(settings.address)/result?lang=ru. Или (\(settings.address)/a?b=c&lang=ru), \(settings.address)/?lang=ru")
    #expect(settings.carrying(.kk, text) == text)
  }

  @Test("deadlines go by SMS and by e-mail", arguments: Databases.engines)
  func bothWays(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    try await house.database.write { tx in
      let safe = try tx.addPerson(
        [.phone(try Phone(parsing: "+77001234567")), .email(try EMail(parsing: "a@keruen.example"))], language: .ru, house)
      try tx.tell(
        safe, .pleaseCorrect, [.application("K7-4M2Q"), .page("/status", house)], purpose: .correction, once: "x", house)
    }
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE channel = 'sms'") == 1)
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE channel = 'email'") == 1)
  }
}
