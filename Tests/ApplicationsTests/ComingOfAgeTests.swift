import Applications
import Exchange
import Forms
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// From her eighteenth birthday a girl answers for herself.
@Suite struct ComingOfAgeTests {
  private typealias Family = ConsentAgainTests.Family

  /// Eleven days after the kit's morning.
  private static let birthDay = "1 12 2008"

  private static func answers(_ kit: HouseKit, no: Set<String> = []) -> [(String, String)] {
    kit.house.consents.purposes.map { ($0.key, no.contains($0.key) ? "no" : "yes") }
  }

  private static func allowed(_ family: Family, _ kit: HouseKit) async throws -> [String] {
    let ledger = try await family.ledger(kit)
    return kit.house.consents.purposes.filter { ledger.allows($0) }.map(\.key)
  }

  private static func grown(_ kit: HouseKit) { kit.clock.move(days: 11) }

  @Test(
    "the day begins in Kazakhstan, and 29 February is kept on 1 March",
    arguments: [
      ("2008-12-01", "2026-11-30T18:59:59Z", false), ("2008-12-01", "2026-11-30T19:00:00Z", true),
      ("2008-02-29", "2026-02-28T18:59:59Z", false), ("2008-02-29", "2026-02-28T19:00:00Z", true),
      ("2010-03-01", "2028-02-29T18:59:59Z", false), ("2010-03-01", "2028-02-29T19:00:00Z", true),
    ])
  func theDay(_ birth: String, _ now: String, _ isAdult: Bool) throws {
    let (day, moment) = (try #require(Day(birth)), try #require(Moment(now)))
    #expect((Adulthood.since(bornOn: day, at: moment) != nil) == isAdult)
    #expect((day.age(at: moment.day()) >= Adulthood.years) == isAdult, "pages and ledger agree")
  }

  @Test("optional uses rest until she answers, taking part goes on", arguments: Databases.engines)
  func frozen(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let family = try await Family(kit, says: ["research"]) { $0.birthDay = Self.birthDay }
    let all = kit.house.consents.purposes.map(\.key)
    kit.clock.move(days: 10)
    #expect(try await Self.allowed(family, kit) == all.filter { $0 != "research" })
    kit.clock.move(days: 1)
    #expect(try await Self.allowed(family, kit) == ["take_part"])
    var girl = try await kit.applicant(family.application.person)
    await girl.get("/status")
    #expect(girl.page.contains("Енді өзің жауап бересің") && girl.page.contains("қайта жауап бер"))
    #expect(girl.page.matches(of: #/aria-current="step"/#).count == 1, "one place where she stands")
    await girl.get("/apply/consent")
    #expect(!girl.page.contains(" checked") && girl.page.contains("18 жасқа толғанға дейінгі жауабың"))
    await girl.post("/apply/consent", Self.answers(kit, no: ["photo"]))
    #expect(girl.location == "/status")
    #expect(try await Self.allowed(family, kit) == all.filter { $0 != "photo" }, "her guardian's no is over too")
    #expect(try await kit.house.database.read { try $0.application(family.application.id)?.consent } == .complete)
    await girl.post("/apply/consent", Self.answers(kit, no: ["take_part"]))
    #expect(try await kit.house.database.read { try $0.application(family.application.id)?.consent } == .refused)
  }

  @Test("a guardian's link opens nothing to change and says why", arguments: Databases.engines)
  func guardiansRight(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let family = try await Family(kit) { $0.birthDay = Self.birthDay }
    let lines = try await kit.count("SELECT count(*) FROM consent")
    var before = try await kit.guardian(family.guardian)
    await before.get("/consent/data")
    #expect(before.status == 200)
    Self.grown(kit)
    let why: [(Language, String)] = [(.kk, "18 жасқа толды"), (.ru, "сполнилось 18 лет"), (.en, "has turned 18")]
    for (language, words) in why {
      var guardian = try await kit.guardian(family.guardian, language)
      for page in ["/consent", "/consent/withdrawal"] {
        await guardian.get(page)
        #expect(guardian.status == 200 && guardian.page.contains(words))
        #expect(!guardian.page.contains("type=\"radio\"") && !guardian.page.contains("action=\"/consent/withdrawal\""))
        #expect(!guardian.page.contains("Сынақова"))
      }
      await guardian.get("/consent/data")
      #expect(guardian.location == "/consent")
      for (action, status) in [("/consent", 409), ("/consent/withdrawal", 409), ("/consent/data/erasure", 404)] {
        await guardian.post(action, Self.answers(kit, no: ["photo"]))
        #expect(guardian.status == status, "\(action)")
      }
    }
    #expect(try await kit.count("SELECT count(*) FROM consent") == lines)
    #expect(try await kit.count("SELECT count(*) FROM erasure") == 0)
    var girl = try await kit.applicant(family.application.person)
    await girl.get("/status/guardian")
    #expect(girl.status == 409)
  }

  @Test("she is told once, stands on the desk's list and leaves it by answering", arguments: Databases.engines)
  func told(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let family = try await Family(kit, says: ["photo"]) { $0.birthDay = Self.birthDay }
    let sister = try await Family(kit) { $0.birthDay = "2 12 2008" }
    let job = try #require(kit.house.rooms.flatMap(\.jobs).first { $0.name == "coming of age" })
    kit.clock.move(days: 10)
    try await job.run(kit.house)
    #expect(try await kit.count("SELECT count(*) FROM outbox") == 0)
    kit.clock.move(seconds: 15 * 3600)
    try await job.run(kit.house)
    #expect(try await kit.count("SELECT count(*) FROM outbox") == 0, "one in the morning of her birthday: nobody is woken")
    kit.clock.move(seconds: 9 * 3600)
    for _ in 1...2 { try await job.run(kit.house) }
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE person_id = \(family.application.person)") == 1)
    #expect(try await kit.count("SELECT count(*) FROM outbox") == 1)
    #expect(try await kit.acts(on: family.application.id.text).contains("consent.came_of_age"))
    var desk = try await kit.staff(.coordinator, .everything, .en)
    await desk.get("/desk/consents?purpose=photo")
    #expect(desk.page.contains(family.application.code) && desk.page.contains("came of age"))
    #expect(!desk.page.contains(sister.application.code))
    await desk.get("/desk/applications/\(family.application.code)")
    #expect(desk.page.contains("18: answers without a guardian"))
    var girl = try await kit.applicant(family.application.person)
    await girl.post("/apply/consent", Self.answers(kit))
    await desk.get("/desk/consents")
    #expect(desk.page.contains("Found: 0"))
    kit.clock.move(days: 1)
    try await job.run(kit.house)
    #expect(try await kit.count("SELECT count(*) FROM outbox") == 2, "her sister's turn")
    // A text that changes later asks her and not her guardian.
    let reopened = try await kit.reopened(with: try ConsentAgainTests.secondVersion())
    desk = try await reopened.staff(.coordinator, .everything, .en)
    await desk.get("/desk/consents?signer=guardian")
    #expect(desk.page.contains("Found: 0"))
    await desk.get("/desk/consents?signer=girl")
    #expect(desk.page.contains(family.application.code))
  }

  @Test("whoever is of age when she applies needs no guardian", arguments: Databases.engines)
  func startedAsAnAdult(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    (sample.birthDay, sample.hasGuardian, sample.state, sample.consent) = ("31 3 2008", false, .draft, .none)
    let application = try await sample.keep(kit)
    var girl = try await kit.applicant(application.person)
    await girl.get("/apply/check")
    #expect(!girl.page.contains("href=\"/apply/guardian") && !girl.page.contains("Ата-анаң немесе заңды өкілің"))
    await girl.get("/apply/consent")
    #expect(girl.page.contains("18 жасқа толғансың"))
    await girl.post("/apply/consent", Self.answers(kit, no: ["photo"]))
    await girl.post("/apply/submission")
    #expect(girl.location == "/apply/receipt")
    await girl.follow()
    #expect(!girl.page.contains("Ата-ана"))
    #expect(try await kit.house.database.read { try $0.application(application.id)?.consent } == .complete)
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose <> 'receipt'") == 0, "nobody is asked, nobody is told")
    await girl.get("/status")
    #expect(!girl.page.contains("Ата-ана"))
    for action in ["/status/guardian", "/status/paper-form"] {
      await girl.post(action)
      #expect(girl.status == 409)
    }
  }

  @Test("a birth day corrected to a child's brings the guardian back", arguments: Databases.engines)
  func corrected(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    (sample.birthDay, sample.state, sample.consent) = ("31 3 2008", .draft, .none)
    let application = try await sample.keep(kit)
    var girl = try await kit.applicant(application.person)
    await girl.post("/apply/consent", Self.answers(kit))
    #expect(try await kit.house.database.read { try $0.application(application.id)?.consent } == .complete)
    kit.clock.move(seconds: 1)
    await girl.post("/apply/birth-day", [("birth_day-day", "31"), ("birth_day-month", "3"), ("birth_day-year", "2011")])
    #expect(girl.status == 303)
    await girl.post("/apply/submission")
    #expect(girl.location == "/apply/receipt")
    #expect(try await kit.house.database.read { try $0.application(application.id)?.consent } == .girl)
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'consent'") == 1)
  }

  @Test(
    "a page may be for children, a field may not; a condition says one thing",
    arguments: [
      "{field: a, under: 18, is: [x]}", "{field: a}",
    ])
  func formFile(_ condition: String) throws {
    func form(_ page: String, _ field: String) throws -> Form {
      let name = "{kk: a, ru: a, en: a}"
      let yaml = """
        version: "1"
        sections: [{key: s, name: \(name)}]
        pages:
          - {key: p, section: s, title: \(name), fields: [{key: a, kind: date, label: \(name)}]}
          - {key: q, section: s, title: \(name)\(page), fields: [{key: b, kind: text, label: \(name)\(field)}]}
        """
      return try Form(yaml: Array(yaml.utf8))
    }
    #expect(throws: FileComplaints.self) { try form(", when: \(condition)", "") }
    #expect(throws: FileComplaints.self) { try form("", ", when: {field: a, under: 18}") }
    let today = try #require(Day("2026-03-01"))
    let right = try form(", when: {field: a, under: 18}", "")
    for (birth, pages) in [("28 2 2008", 1), ("29 2 2008", 1), ("1 3 2008", 1), ("2 3 2008", 2), ("", 2), ("31 2 2008", 2)] {
      #expect(right.pages(for: Answers(["a": birth]), on: today).count == pages, "\(birth)")
    }
  }
}
