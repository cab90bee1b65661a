import Applications
import ApplicationsKit
import HouseKit
import Postbox
import Programme
import Storage
import TestKit
import Testing
import Words

@Suite struct MessageTests {
  private static let text = [
    ("channel", "sms"), ("body-kk", "{name}, өтінім {code} толық емес"), ("body-ru", "{name}, заявка {code} не закончена"),
    ("body-en", "{name}, application {code} is not finished"),
  ]

  /// Drafts to those with drafts; returns the message's page.
  private func draft(_ browser: inout Browser) async -> String {
    await browser.get("/desk/messages/new?state=draft")
    await browser.submit("/desk/messages", Self.text)
    return browser.location ?? "/nowhere"
  }

  @Test(arguments: Databases.engines) func anotherPersonReleasesAndEachGetsOneLetter(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let first = try await Sample(given: "Айна", state: .draft).keep(kit)
    try await Sample(given: "Дана", phone: "+77002222222", state: .draft).keep(kit)
    try await Sample().keep(kit)
    var author = try await kit.staff(.coordinator)
    let page = await draft(&author)
    await author.follow()
    #expect(author.page.contains("<b>2</b>получателя"))
    #expect(author.page.contains("Айна, өтінім \(first.code) толық емес"))
    #expect(!author.page.contains("\(page)/release"))
    await author.post("\(page)/release")
    #expect(author.status == 403)

    var other = try await kit.staff(.coordinator)
    await other.get(page)
    await other.submit("\(page)/release")
    #expect(other.status == 303)
    try await kit.runJobs()
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'bulk'") == 2)
    #expect(try await kit.count("SELECT count(*) FROM application_event WHERE kind = 'message_sent'") == 2)
    await other.post("\(page)/release")
    #expect(other.status == 409)
    for (state, says, list) in [
      ("queued", "В очереди: 2. Отправлено: 0", "в очереди: 2, ушло: 0"), ("sent", "В очереди: 0. Отправлено: 2", "отправлено<"),
    ] {
      _ = try await kit.house.database.write {
        try $0.run("UPDATE outbox SET state = \(state), ended_at = \(state == "sent" ? 1 : nil) WHERE purpose = 'bulk'")
      }
      await other.get(page)
      #expect(other.page.contains(says), "\(state)")
      await other.get("/desk/messages")
      #expect(other.page.contains(list), "\(state)")
    }
  }

  @Test(arguments: Databases.engines) func changedRecipientsAreNotWrittenTo(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await Sample(state: .draft).keep(kit)
    var author = try await kit.staff(.coordinator)
    let page = await draft(&author)
    try await Sample(phone: "+77002222222", state: .draft).keep(kit)
    var other = try await kit.staff(.coordinator)
    await other.post("\(page)/release")
    #expect(other.status == 409)
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'bulk'") == 0)
  }

  @Test("whoever reaches one region reads, confirms and stops nothing that goes beyond it", arguments: Databases.engines)
  func otherRegions(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await Sample(state: .draft).keep(kit)
    try await Sample(phone: "+77002222222", place: Sample.village(kit.house, region: "630000000"), state: .draft).keep(kit)
    var author = try await kit.staff(.coordinator)
    let toAll = await draft(&author)
    var regional = try await kit.staff(.coordinator, Scope(regions: ["430000000"]))
    await regional.get(toAll)
    #expect(regional.status == 404)
    for act in ["release", "drop"] {
      await regional.post("\(toAll)/\(act)")
      #expect(regional.status == 404)
    }
    await regional.get("/desk/messages")
    #expect(!regional.page.contains(toAll))
    #expect(try await kit.count("SELECT count(*) FROM bulk_message WHERE dropped_at IS NOT NULL") == 0)
    // Her own says to which region it goes, and somebody else reads the same.
    let own = await draft(&regional)
    await author.get(own)
    #expect(author.page.contains("<b>1</b>получатель"))
    await author.submit("\(own)/release")
    #expect(author.status == 303)
    #expect(try await kit.count("SELECT count(*) FROM bulk_recipient") == 1)
  }

  @Test func aDroppedMessageDoesNotLeave() async throws {
    let kit = try await HouseKit.house(.sqlite)
    try await Sample(state: .draft).keep(kit)
    var author = try await kit.staff(.coordinator)
    let page = await draft(&author)
    var other = try await kit.staff(.coordinator)
    await other.post("\(page)/release")
    await author.get(page)
    await author.submit("\(page)/drop")
    #expect(author.status == 303)
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'bulk'") == 0)
  }

  @Test func whoWithdrewAfterTheReleaseGetsNothing() async throws {
    let kit = try await HouseKit.house(.sqlite)
    try await Sample(state: .draft).keep(kit)
    var author = try await kit.staff(.coordinator)
    let page = await draft(&author)
    var other = try await kit.staff(.coordinator)
    await other.post("\(page)/release")
    _ = try await kit.house.database.write { try $0.run("UPDATE application SET state = 'withdrawn'") }
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'bulk'") == 0)
    #expect(try await kit.count("SELECT count(*) FROM bulk_recipient WHERE posted_at IS NULL") == 0)
  }

  @Test(arguments: [
    ("body-ru", ""), ("body-kk", "{surname}, сәлем"), ("body-en", String(repeating: "a", count: 481)), ("channel", "pigeon"),
  ])
  func aDraftThatLacksSomethingIsShownBack(_ field: String, _ value: String) async throws {
    let kit = try await HouseKit.house(.sqlite)
    try await Sample(state: .draft).keep(kit)
    var author = try await kit.staff(.coordinator)
    await author.get("/desk/messages/new")
    await author.submit("/desk/messages", Self.text.map { $0.0 == field ? (field, value) : $0 })
    #expect(author.status == 422)
    #expect(author.page.contains("{name}"))
    #expect(try await kit.count("SELECT count(*) FROM bulk_message") == 0)
  }

  @Test func anEMailNeedsItsSubjectInThreeLanguages() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var author = try await kit.staff(.coordinator)
    await author.post("/desk/messages", Self.text.dropFirst() + [("channel", "email"), ("subject-ru", "О заявке")])
    #expect(author.status == 422)
    #expect(author.page.contains("#subject-kk"))
    #expect(!author.page.contains("#subject-ru"))
  }

  @Test("a guardian who takes the consent back stops the mailing that waits in the box", arguments: Databases.engines)
  func guardianWithdraws(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (girl, other) = (try await Girl.apply(kit), try await Sample(phone: "+77002222222").keep(kit))
    try await released(kit)
    try await kit.runJobs()
    #expect(try await bulk(kit, girl.person).contains("queued"))
    kit.clock.move(seconds: 1)
    var guardian = try await kit.guardian(girl.guardian)
    await guardian.post("/consent/withdrawal")
    #expect(guardian.status == 303)
    #expect(Set(try await bulk(kit, girl.person)) == ["cancelled"])
    #expect(try await bulk(kit, other.person) == ["queued"])
  }

  @Test("and what is released but not in the box yet", arguments: Databases.engines)
  func guardianWithdrawsEarly(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (girl, other) = (try await Girl.apply(kit), try await Sample(phone: "+77002222222").keep(kit))
    try await released(kit)
    kit.clock.move(seconds: 1)
    var guardian = try await kit.guardian(girl.guardian)
    await guardian.post("/consent/withdrawal")
    try await kit.runJobs()
    #expect(!(try await bulk(kit, girl.person).contains("queued")))
    #expect(try await bulk(kit, other.person) == ["queued"])
  }

  /// Ways in which a girl, or an officer for her, says that she is not to be written to.
  enum No: CaseIterable {
    case withdrawal, objection, restriction, erasure

    func say(_ girl: Girl, _ kit: HouseKit) async throws {
      let house = kit.house
      switch self {
      case .withdrawal:
        var browser = try await kit.applicant(girl.person)
        await browser.post("/status/withdrawal")
        #expect(browser.status == 303)
      case .objection:
        try await house.database.write {
          try $0.addObjection(
            to: Mailing.processing, for: girl.person, reason: nil, by: Actor(person: girl.person, role: .applicant), house)
        }
      case .restriction: try await house.database.write { try $0.restrict(girl.person, since: house.outside.now()) }
      case .erasure:
        try await house.database.write { tx in
          for data in house.personalData { _ = try data.erase(tx, house, girl.person) }
        }
      }
    }
  }

  @Test("a no stops what waits in the box", arguments: No.allCases, Databases.engines)
  func no(_ no: No, _ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (girl, other) = (try await Girl.apply(kit), try await Sample(phone: "+77002222222").keep(kit))
    try await released(kit)
    try await kit.runJobs()
    #expect(try await bulk(kit, girl.person).contains("queued"))
    kit.clock.move(seconds: 1)
    try await no.say(girl, kit)
    #expect(Set(try await bulk(kit, girl.person)) == ["cancelled"])
    #expect(try await bulk(kit, other.person) == ["queued"])
  }

  @Test("a no stops what is released but not in the box yet", arguments: No.allCases, Databases.engines)
  func earlyNo(_ no: No, _ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (girl, other) = (try await Girl.apply(kit), try await Sample(phone: "+77002222222").keep(kit))
    try await released(kit)
    kit.clock.move(seconds: 1)
    try await no.say(girl, kit)
    try await kit.runJobs()
    #expect(!(try await bulk(kit, girl.person).contains("queued")))
    #expect(try await bulk(kit, other.person) == ["queued"])
  }

  @Test("a letter on its way while a no is said is withheld when it is tried again", arguments: No.allCases, Databases.engines)
  func withheld(_ no: No, _ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    let girl = try await Girl.apply(kit)
    try await house.database.read { _ = try house.opening(girl.person.text, "bulk", in: $0) }
    try await no.say(girl, kit)
    await #expect(throws: Withheld.self) {
      try await house.database.read { _ = try house.opening(girl.person.text, "bulk", in: $0) }
    }
    guard no != .erasure else { return }
    try await house.database.read { _ = try house.opening(girl.person.text, "receipt", in: $0) }
  }

  /// A message to everybody who has sent an application, let go by a second person.
  private func released(_ kit: HouseKit) async throws {
    var author = try await kit.staff(.coordinator)
    await author.get("/desk/messages/new?state=submitted")
    await author.submit("/desk/messages", Self.text)
    let page = author.location ?? "/nowhere"
    var other = try await kit.staff(.coordinator)
    await other.post("\(page)/release")
    #expect(other.status == 303, "\(author.page)")
  }

  private func bulk(_ kit: HouseKit, _ person: ID<Person>) async throws -> [String] {
    try await kit.house.database.read { tx in
      try tx.rows("SELECT state FROM outbox WHERE purpose = 'bulk' AND person_id = \(person) ORDER BY id") { try $0[0] }
    }
  }

  @Test("where nobody has a phone of her own nothing is drafted, and the page says why and who would get it")
  func nobodyToWriteTo() async throws {
    let kit = try await HouseKit.house(.sqlite)
    try await Sample(phone: "", state: .draft).keep(kit)
    var author = try await kit.staff(.coordinator)
    await author.get("/desk/messages/new?state=draft")
    #expect(author.page.contains("Писать некому") && !author.page.contains("action=\"/desk/messages\""))
    await author.post("/desk/messages", Self.text + [("filter", "state=draft")])
    #expect(author.status == 422)
    #expect(try await kit.count("SELECT count(*) FROM bulk_message") == 0)
    try await Sample(surname: "Бірінші", state: .draft).keep(kit)
    await author.get("/desk/messages/new?state=draft")
    #expect(author.page.contains("Сообщение получают сами участники") && author.page.contains("action=\"/desk/messages\""))
  }
}
