import Applications
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@Suite struct DeskTests {
  @Test(arguments: Databases.engines) func theListShowsNamesAndWritesOneAuditEntry(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    try await Sample(surname: "Үлгіна", given: "Сынақ", state: .draft, consent: .none).keep(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications")
    #expect(browser.status == 200)
    #expect(browser.page.contains(application.code))
    #expect(browser.page.contains("Сынақова Үлгі Мысалқызы"))
    #expect(browser.page.contains("Найдено: 2"))
    let entries = try await kit.house.database.read { try $0.auditEntries(of: "2026") }
    #expect(entries.map(\.act) == ["application.list"])
    #expect(entries.map(\.details) == [" page=1 n=2"])
  }

  @Test(arguments: Databases.engines) func eachFilterFindsWhatItSays(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let east = Sample.village(kit.house, region: "630000000")
    let first = try await Sample(surname: "Бірінші", iin: "").keep(kit)
    let second = try await Sample(
      surname: "Екінші", phone: "+77009999999", grade: "10", teachingLanguage: "ru", place: east, state: .draft, consent: .girl,
      source: .imported
    ).keep(kit)
    var browser = try await kit.staff(.coordinator)
    let queries = [
      "state=draft", "consent=girl", "source=imported", "region=630000000", "grade=10", "teaching=ru",
      "district=\(second.traits.district ?? "")",
    ]
    for query in queries {
      await browser.get("/desk/applications?\(query)")
      #expect(browser.page.contains("<tr role=\"row\" id=\"\(second.code)\""), "\(query)")
      #expect(!browser.page.contains("<tr role=\"row\" id=\"\(first.code)\""), "\(query)")
    }
    for text in ["екінші", "8 700 999 99 99", second.code.lowercased()] {
      await browser.seek(text)
      #expect(browser.page.contains("<tr role=\"row\" id=\"\(second.code)\""), "\(text)")
      #expect(!browser.page.contains("<tr role=\"row\" id=\"\(first.code)\""), "\(text)")
    }
  }

  @Test(arguments: [
    "changed", "submitted", "started", "code", "place", "school", "grade", "teaching", "state", "consent", "source", "district",
  ]) func eachSortingListsEverybodyOnceOverThePages(_ key: String)
    async throws
  {
    let kit = try await HouseKit.house(.sqlite)
    var codes: Set<String> = []
    for number in 0..<53 {
      codes.insert(try await Sample(surname: "Сынақ\(number)", state: number % 2 == 0 ? .draft : .submitted).keep(kit).code)
    }
    var browser = try await kit.staff(.coordinator)
    for order in ["", "&order=down"] {
      var seen: [String] = []
      for page in 1...2 {
        await browser.get("/desk/applications?sort=\(key)\(order)&page=\(page)")
        seen += browser.page.matches(of: #/<tr role="row" id="([0-9A-Z]{2}-[0-9A-Z]{4})">/#).map {
          String($0.output.1)
        }
      }
      #expect(seen.count == 53)
      #expect(Set(seen) == codes)
    }
  }

  @Test(arguments: [1, 3]) func theListTakesTheSameStatementsForAnyNumberOfRows(_ rows: Int) async throws {
    let kit = try await HouseKit.house(.sqlite)
    for number in 0..<rows { try await Sample(surname: "Сынақ\(number)").keep(kit) }
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications")
    let before = kit.house.database.statements
    await browser.get("/desk/applications")
    // Rows, their consents' two and the audit entry's two; the counts are some seconds old.
    #expect(kit.house.database.statements - before == 8)
  }

  @Test(arguments: Databases.engines) func aRegionalAssistantSeesHerRegionOnly(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let east = try await Sample(surname: "Шығысова", place: Sample.village(kit.house, region: "630000000")).keep(kit)
    let south = try await Sample(surname: "Оңтүстікова").keep(kit)
    var browser = try await kit.staff(.assistant, Scope(regions: ["630000000"]))
    await browser.get("/desk/applications")
    #expect(browser.page.contains(east.code))
    #expect(!browser.page.contains(south.code))
    await browser.seek("\(south.code)")
    #expect(!browser.page.contains("/desk/applications/\(south.code)"))
    await browser.get("/desk/applications/\(south.code)")
    #expect(browser.status == 404)
    let unknown = browser.page
    await browser.get("/desk/applications/ZZ-ZZZZ")
    #expect(browser.page.count == unknown.count)
    await browser.get("/desk")
    #expect(!browser.page.contains(south.code))
  }

  @Test func openingAFileIsSeenByTheGirl() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let application = try await Sample().keep(kit)
    var browser = try await kit.staff(.safeguarding)
    await browser.get("/desk/applications/\(application.code)")
    #expect(browser.status == 200)
    #expect(browser.page.contains("+7 700 123 45 67"))
    #expect(try await kit.acts(on: application.id.text) == ["application.read"])
    var girl = try await kit.applicant(application.person)
    await girl.get("/status")
    #expect(girl.page.contains("деректерді қорғау"))
  }

  @Test(arguments: [Role.reviewer, .monitoring, .administrator]) func othersOfTheStaffMayNot(_ role: Role) async throws {
    let kit = try await HouseKit.house(.sqlite)
    let application = try await Sample().keep(kit)
    var browser = try await kit.staff(role)
    for page in [
      "/desk/applications", "/desk/applications/\(application.code)", "/desk/applications/\(application.code)/eligibility",
    ] {
      await browser.get(page)
      #expect(browser.status == 403)
      #expect(!browser.page.contains("Сынақова"))
    }
    await browser.get("/desk")
    #expect(browser.status == 200)
    #expect(!browser.page.contains("Сынақова"))
  }

  @Test(arguments: Databases.engines) func eligibilityMovesTellsAndRemembers(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    var browser = try await kit.staff(.coordinator)
    let path = "/desk/applications/\(application.code)/eligibility"
    await browser.get(path)
    #expect(browser.status == 200)
    await browser.submit(path)
    #expect(browser.location == "/desk/applications/\(application.code)")
    #expect(try await kit.state(of: application) == .eligible)
    #expect(try await kit.acts(on: application.id.text) == ["application.eligible"])
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'decision'") == 1)
    await browser.follow()
    #expect(browser.page.contains("Допущена к отбору"))
  }

  @Test func withoutCompleteConsentNobodyIsEligible() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let application = try await Sample(consent: .girl).keep(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.post("/desk/applications/\(application.code)/eligibility", [("state", "submitted")])
    #expect(browser.status == 409)
    #expect(try await kit.state(of: application) == .submitted)
  }

  @Test(arguments: Databases.engines) func aDecisionOnWhatHasChangedMeanwhileIsRefused(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    let path = "/desk/applications/\(application.code)"
    var first = try await kit.staff(.coordinator)
    var second = try await kit.staff(.coordinator)
    await first.get(path + "/eligibility")
    await second.get(path + "/refusal")
    await second.submit(path + "/refusal", [("rule", "grade")])
    #expect(second.status == 303)
    await first.submit(path + "/eligibility")
    #expect(first.status == 409)
    #expect(try await kit.state(of: application) == .refused)
  }

  @Test func aRefusalNamesItsRule() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let application = try await Sample().keep(kit)
    let path = "/desk/applications/\(application.code)/refusal"
    var browser = try await kit.staff(.coordinator)
    await browser.post(path, [("state", "submitted")])
    #expect(browser.status == 422)
    await browser.post(path, [("state", "submitted"), ("rule", "other")])
    #expect(browser.status == 422)
    #expect(try await kit.state(of: application) == .submitted)
    await browser.post(path, [("state", "submitted"), ("rule", "other"), ("note", "Мектептен хат келді")])
    #expect(browser.status == 303)
    let reason: String? = try await kit.house.database.read { try $0.value("SELECT reason FROM application") }
    #expect(reason == "other")
    await browser.post("/desk/applications/\(application.code)/reopening", [("state", "refused"), ("note", "Қате болды")])
    #expect(try await kit.state(of: application) == .submitted)
  }

  @Test func anAssistantWorksButDoesNotDecide() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let application = try await Sample().keep(kit)
    var browser = try await kit.staff(.assistant)
    await browser.get("/desk/applications/\(application.code)")
    #expect(!browser.page.contains("/eligibility"))
    await browser.submit("/desk/applications/\(application.code)/notes", [("note", "Мектепке қоңырау шалу керек")])
    #expect(browser.status == 303)
    await browser.post("/desk/applications/\(application.code)/eligibility", [("state", "submitted")])
    #expect(browser.status == 403)
    await browser.get("/desk/applications/\(application.code)")
    #expect(browser.page.contains("Мектепке қоңырау шалу керек"))
    let clear = try await kit.count("SELECT count(*) FROM audit WHERE details LIKE '%қоңырау%'")
    #expect(clear == 0)
  }

  @Test(arguments: Databases.engines) func aCorrectionGoesToTheGirlAndComesBack(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    var browser = try await kit.staff(.assistant)
    let path = "/desk/applications/\(application.code)/corrections"
    await browser.get(path)
    await browser.submit(path, [("note", "")])
    #expect(browser.status == 422)
    await browser.submit(path, [("note", "Сыныпты тексер"), ("pages", "grade")])
    #expect(browser.location == "/desk/applications/\(application.code)")
    #expect(try await kit.state(of: application) == .returned)
    var girl = try await kit.applicant(application.person)
    await girl.get("/status")
    #expect(girl.page.contains("Сыныпты тексер"))
    #expect(girl.page.contains("/apply/grade"))
  }

  @Test("she reads why she was refused and whom to ask, whatever the reason was", arguments: Databases.engines)
  func refusalIsSaid(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var browser = try await kit.staff(.coordinator)
    for (rule, says) in [("grade", ""), ("other", "Құжатыңдағы сурет басқа адамдікі")] {
      let application = try await Sample().keep(kit)
      let path = "/desk/applications/\(application.code)/refusal"
      await browser.get(path)
      #expect(browser.page.contains("появится на странице заявки"))
      await browser.submit(path, [("rule", rule), ("note", says)])
      #expect(browser.status == 303)
      let reason = kit.house.programme.eligibility.first { $0.key == rule }?.reason(.kk) ?? says
      var girl = try await kit.applicant(application.person)
      await girl.get("/status")
      #expect(girl.page.contains("Өтінімің қабылданбады") && girl.page.contains(reason), "\(rule)")
      #expect(girl.page.contains("қайта қарап, жауап береді"))
      let house = kit.house
      let letter: String? = try await house.database.read { tx in
        let safe = try tx.safe(of: application.person, house.vault)
        return try tx.row(
          "SELECT body FROM outbox WHERE purpose = 'decision' AND person_id = \(application.person) ORDER BY id LIMIT 1"
        ).map { try safe.open(try $0["body"], "outbox.body") }
      }
      #expect(letter?.contains(rule == "other" ? "қайда хабарласу керегі" : reason) == true)
      #expect(rule != "other" || letter?.contains(says) == false, "what a person wrote stays sealed")
      await browser.post(path, [("state", "submitted"), ("rule", rule), ("note", says)])
      #expect(browser.status == 409 && browser.page.contains("href=\"/desk/applications/\(application.code)\""), "a stale tab")
    }
  }

  @Test("after a correction nobody is told of a link that was not sent", arguments: Databases.engines)
  func correctedReceipt(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    let application = try await Sample().keep(kit)
    try await house.database.write { tx in
      let guardian = try tx.addPerson([.phone(try Phone(parsing: "+77007654321"))], language: .kk, house)
      let purpose = house.consents.purposes[0]
      let text = ConsentText(purpose, version: house.consents.version, subject: "x", house.programme, .kk)
      for (signer, person) in [(Consent.Signer.girl, application.person), (.guardian, guardian.person)] {
        try tx.keepConsents(
          [(text, true)], of: application, signer: signer, person: person, channel: .page, collector: "self", house)
      }
    }
    var girl = try await kit.applicant(application.person)
    await girl.get("/apply/receipt")
    #expect(girl.page.contains("Ата-анаңның келісімі бар") && !girl.page.contains("сілтемесі жіберілді"))
    _ = try await house.database.write { tx in
      try tx.move(application, to: .returned, at: house.outside.now())
    }
    await girl.get("/apply/check")
    #expect(girl.page.contains("Ата-анаңның жауабы бар") && !girl.page.contains("келісім сілтемесі барады"))
  }

  @Test("whose data rest is seen to by nobody on the desk, and she reads it and who looked", arguments: Databases.engines)
  func restricted(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    var officer = try await kit.staff(.safeguarding)
    let person = "/safeguarding/people/\(application.person)"
    await officer.get(person)
    await officer.submit("\(person)/restriction")
    #expect(officer.status == 303)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications")
    #expect(browser.page.contains("обработка ограничена"))
    let file = "/desk/applications/\(application.code)"
    await browser.get(file)
    #expect(browser.page.contains("ограничила обработку этих данных") && !browser.page.contains("\(file)/refusal"))
    await browser.post("\(file)/refusal", [("state", "submitted"), ("rule", "grade")])
    #expect(browser.status == 409 && browser.page.contains("ограничила обработку этих данных"))
    #expect(try await kit.state(of: application) == .submitted)
    var girl = try await kit.applicant(application.person)
    await girl.get("/status")
    #expect(girl.page.contains("Деректеріңді өңдеу шектелген"))
    #expect(girl.page.contains("деректерді қорғау"), "the officer's own page counts")
  }

  @Test func theFirstPageCountsTheFunnel() async throws {
    let kit = try await HouseKit.house(.sqlite)
    try await Sample(state: .draft).keep(kit)
    try await Sample().keep(kit)
    try await Sample(state: .eligible).keep(kit)
    var browser = try await kit.staff(.coordinator, .everything, .en)
    await browser.get("/desk")
    let bars = browser.page.matches(of: #/<li[^>]*><span>([^<]+)</span> <b>(\d+)</b>/#).map { "\($0.output.1) \($0.output.2)" }
    #expect(bars == ["Started 3", "Submitted 2", "Checked 1", "Let into the selection 1"])
  }
}
