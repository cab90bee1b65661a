import Applications
import ApplicationsKit
import Exchange
import HouseKit
import Programme
import Safeguarding
import Security
import Storage
import TestKit
import Testing
import Words

/// Objecting to one way of using her data, beside restricting and correcting.
@Suite struct ObjectionTests {
  /// Both say yes to everything, so that only an objection can say no.
  private static func agree(_ girl: Girl, _ kit: HouseKit) async throws {
    let house = kit.house
    kit.clock.move(seconds: 1)
    try await house.database.write { tx in
      guard let application = try tx.application(girl.application) else { throw Refusal.missing }
      let answers = house.consents.purposes.map {
        (text: ConsentText($0, version: house.consents.version, subject: "x", house.programme, .kk), agreed: true)
      }
      for (signer, person) in [(Consent.Signer.girl, girl.person), (.guardian, girl.guardian)] {
        try tx.keepConsents(
          answers, of: application, signer: signer, person: person, channel: .page, collector: "self", house)
      }
    }
  }

  private static func allowsPhotos(_ girl: Girl, _ kit: HouseKit) async throws -> Bool {
    let house = kit.house
    return try await house.database.read { tx in
      guard let cycle = try tx.application(girl.application)?.cycle else { throw Refusal.missing }
      return try tx.allows("photo", for: girl.person, cycle, house)
    }
  }

  private static func way(_ girl: Girl, _ kit: HouseKit, _ processing: String = "photo") async throws -> String {
    let id: String? = try await kit.house.database.read {
      try $0.value("SELECT id FROM objection WHERE processing = \(processing) AND person_id = \(girl.person) AND upheld IS NULL")
    }
    return "/safeguarding/people/\(girl.person)/objections/\(try #require(id))"
  }

  @Test("any room asks by person and intake, and a no is the answer for whatever is not known", arguments: Databases.engines)
  func allows(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Girl.apply(kit)
    let house = kit.house
    func allows(_ purpose: String, _ cycle: ID<Cycle>) async throws -> Bool {
      try await house.database.read { try $0.allows(purpose, for: girl.person, cycle, house) }
    }
    let (own, other) = try await house.database.write { tx in
      guard let cycle = try tx.application(girl.application)?.cycle else { throw Refusal.missing }
      return (
        cycle,
        try tx.addCycle(key: "next", name: Said(kk: "а", ru: "а", en: "a"), regions: [], stages: [], house.outside)
      )
    }
    let photo = try await allows("photo", own)
    #expect(!photo, "nobody has said yes yet")
    try await Self.agree(girl, kit)
    let (said, elsewhere, unknown) = (
      try await allows("photo", own), try await allows("photo", other), try await allows("x", own)
    )
    #expect(said && !elsewhere && !unknown)
    _ = try await house.database.write { try $0.run("UPDATE person SET restricted_at = 1 WHERE id = \(girl.person)") }
    let restricted = try await allows("photo", own)
    #expect(!restricted)
  }

  @Test(arguments: Databases.engines) func theUseStopsAtOnceAndAnOfficerDecides(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Girl.apply(kit)
    try await Self.agree(girl, kit)
    #expect(try await Self.allowsPhotos(girl, kit))
    var hers = try await kit.applicant(girl.person)
    await hers.get("/status/data")
    #expect(hers.page.contains("Қарсылық білдіру") && hers.page.contains("Жаппай хабарламалар"))
    await hers.submit("/status/data/objection", [("processing", "photo"), ("reason", "суретім құпия")])
    #expect(hers.location == "/status/data")
    #expect(try await !Self.allowsPhotos(girl, kit))
    await hers.post("/status/data/objection", [("processing", "photo")])
    let count: Int? = try await kit.house.database.read {
      try $0.value("SELECT count(*) FROM objection WHERE processing = 'photo'")
    }
    #expect(count == 1, "pressed twice is one objection")

    var officer = try await kit.staff(.safeguarding)
    await officer.get("/desk")
    #expect(officer.page.contains("возражение ждёт решения"))
    await officer.get("/safeguarding")
    #expect(officer.page.contains("Фото и видео") && officer.page.contains(girl.code))
    await officer.get("/safeguarding/people/\(girl.person)")
    #expect(officer.page.contains("суретім құпия") && officer.page.contains("20 ноября 2026"))
    let way = try await Self.way(girl, kit)
    for incomplete in [
      [("decision", "refused"), ("answer", " ")], [("answer", "нет")], [("decision", "maybe"), ("answer", "нет")],
    ] {
      await officer.post(way, incomplete)
      #expect(officer.status == 422)
    }
    #expect(try await !Self.allowsPhotos(girl, kit))
    await officer.post(way, [("decision", "refused"), ("answer", "топ суреті қалады")])
    #expect(officer.location == "/safeguarding/people/\(girl.person)")
    #expect(try await Self.allowsPhotos(girl, kit))
    await officer.post(way, [("decision", "upheld"), ("answer", "x")])
    #expect(officer.status == 409)
    await hers.get("/status/data")
    #expect(hers.page.contains("қабылданбады") && hers.page.contains("топ суреті қалады"))
    let letters: Int? = try await kit.house.database.read {
      try $0.value("SELECT count(*) FROM outbox WHERE purpose = 'objection' AND person_id = \(girl.person)")
    }
    #expect(letters == 1)
    let acts = try await kit.house.database.read { try $0.auditEntries(of: girl.person.text).map(\.act) }
    #expect(acts.contains("objection.made") && acts.contains("objection.decided"))
    await hers.get("/status/data.json")
    #expect(hers.page.contains("суретім құпия") && hers.page.contains("топ суреті қалады"))
  }

  @Test(arguments: Databases.engines) func aGuardianObjectsAndSheTakesItBackOnceSheIsOfAge(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Girl.apply(kit)
    try await Self.agree(girl, kit)
    var guardian = try await kit.guardian(girl.guardian)
    await guardian.get("/consent/data")
    await guardian.submit("/consent/data/objection", [("processing", "photo")])
    #expect(guardian.location == "/consent/data")
    var officer = try await kit.staff(.safeguarding)
    await officer.post(try await Self.way(girl, kit), [("decision", "upheld"), ("answer", "жарайды")])
    #expect(try await !Self.allowsPhotos(girl, kit))
    let told: Int? = try await kit.house.database.read {
      try $0.value("SELECT count(DISTINCT person_id) FROM outbox WHERE purpose = 'objection'")
    }
    #expect(told == 2, "she and whoever objected")
    var hers = try await kit.applicant(girl.person)
    await hers.post("/status/data/objection", [("processing", "photo"), ("go", "back")])
    #expect(hers.status == 403)
    await guardian.post("/consent/data/objection", [("processing", "photo"), ("go", "back")])
    #expect(guardian.status == 303)
    #expect(try await Self.allowsPhotos(girl, kit))
    await guardian.post("/consent/data/objection", [("processing", "photo")])
    #expect(try await !Self.allowsPhotos(girl, kit))
    kit.clock.move(days: 3 * 365)
    hers = try await kit.applicant(girl.person)
    await hers.post("/status/data/objection", [("processing", "photo"), ("go", "back")])
    #expect(hers.status == 303)
    let inForce = try await kit.house.database.read { try $0.isObjected("photo", for: girl.person) }
    #expect(!inForce)
    guardian = try await kit.guardian(girl.guardian)
    await guardian.post("/consent/data/objection", [("processing", "photo")])
    #expect(guardian.status == 404)
  }

  @Test(arguments: Databases.engines) func whoObjectsToMessagesGetsNone(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Girl.apply(kit)
    var answers: [Int] = []
    for _ in 1...2 {
      var desk = try await kit.staff(.coordinator)
      await desk.post(
        "/desk/messages", [("channel", "sms"), ("body-kk", "Сәлем"), ("body-ru", "Привет"), ("body-en", "Hello")])
      answers.append(desk.status)
      kit.clock.move(seconds: 5)
      var hers = try await kit.applicant(girl.person)
      await hers.post("/status/data/objection", [("processing", "messages")])
    }
    // Where it would reach nobody any more, nothing is drafted.
    #expect(answers == [303, 422])
    #expect(try await kit.count("SELECT count(*) FROM bulk_message WHERE recipients = 1") == 1)
  }

  @Test("a form without a choice is shown again with what was written", arguments: Databases.engines)
  func withoutChoice(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Girl.apply(kit)
    var hers = try await kit.applicant(girl.person)
    await hers.post("/status/data/objection", [("reason", "суреттерім туралы")])
    #expect(
      hers.status == 422 && hers.page.contains("href=\"#processing\"") && hers.page.contains("суреттерім туралы</textarea>"))
    await hers.post("/status/data/objection", [("processing", "photo"), ("reason", "x")])
    #expect(hers.status == 303)
    var officer = try await kit.staff(.safeguarding)
    let way = try await Self.way(girl, kit)
    await officer.post(way, [("answer", "мы посмотрели")])
    #expect(
      officer.status == 422 && officer.page.contains("href=\"#decision\"") && officer.page.contains("мы посмотрели</textarea>"))
    await officer.post(way, [("decision", "upheld"), ("answer", " ")])
    #expect(officer.status == 422 && officer.page.contains("href=\"#answer\""))
    #expect(try await kit.count("SELECT count(*) FROM objection WHERE upheld IS NOT NULL") == 0)
  }

  @Test func anUnknownUseAndAnotherRegionAreRefused() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    var hers = try await kit.applicant(girl.person)
    for fields in [[], [("processing", "take_part")]] {
      await hers.post("/status/data/objection", fields)
      #expect(hers.status == 422)
    }
    await hers.post("/status/data/objection", [("processing", "sponsor"), ("go", "back")])
    #expect(hers.status == 404)
    await hers.post("/status/data/objection", [("processing", "photo")])
    var elsewhere = try await kit.staff(.safeguarding, Scope(regions: ["630000000"]))
    await elsewhere.get("/safeguarding")
    #expect(elsewhere.status == 200 && !elsewhere.page.contains(girl.code))
    await elsewhere.post(try await Self.way(girl, kit), [("decision", "refused"), ("answer", "x")])
    #expect(elsewhere.status == 404)
  }

  @Test(arguments: [
    "processings: [{key: a, title: {kk: a, ru: a, en: a}, what: {kk: a, ru: a, en: \"\"}}]",
    "processings: [{key: a, title: {kk: a, ru: a, en: a}, what: {kk: a, ru: a, en: a}}, {key: a, title: {kk: a, ru: a, en: a}, what: {kk: a, ru: a, en: a}}]",
  ])
  func aListThatCannotBeMeantIsRefused(_ yaml: String) {
    #expect(throws: FileComplaints.self) { try ObjectionFile(yaml: Array(yaml.utf8)) }
  }
}
