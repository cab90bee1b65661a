import Applications
import Exchange
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

/// After a consent text has changed: what was answered before, who is asked again, and what holds meanwhile.
@Suite struct ConsentAgainTests {
  /// The version of the shipped texts, and the one after it.
  static let (shipped, next): (Int, Int) = {
    let bytes = Assets.shipped["Programmes/stem-school/consents.yaml"]?.bytes ?? []
    let version = (try? ConsentFile(yaml: Array(bytes)))?.version ?? 0
    return (version, version + 1)
  }()

  /// The shipped texts as the next version; the purposes named say something else now.
  static func secondVersion(changed: [String] = ["photo"], asksAgainFrom: [String: Int] = [:]) throws -> ConsentFile {
    let file = try #require(Assets.shipped["Programmes/stem-school/consents.yaml"])
    var lines: [String] = []
    var purpose = ""
    let raised = String(decoding: file.bytes, as: UTF8.self).replacing("\nversion: \(shipped)\n", with: "\nversion: \(next)\n")
    for line in raised.split(separator: "\n") {
      if line.hasPrefix("  - key: ") { purpose = String(line.dropFirst(9)) }
      let isTitle = line.hasPrefix("    title: ") && changed.contains(purpose)
      lines.append(isTitle ? "    title: {kk: \"Жаңа мәтін\", ru: \"Новый текст\", en: \"New text\"}" : String(line))
      if line.hasPrefix("  - key: "), let from = asksAgainFrom[purpose] { lines.append("    asksAgainFrom: \(from)") }
    }
    return try ConsentFile(yaml: Array(lines.joined(separator: "\n").utf8))
  }

  /// A girl whose application is sent, and her guardian; both have answered the shipped version.
  struct Family: Sendable {
    let application: Application
    let guardian: ID<Person>

    init(_ kit: HouseKit, says no: Set<String> = [], _ change: (inout Sample) -> Void = { _ in }) async throws {
      var sample = Sample()
      sample.consent = .none
      change(&sample)
      let (application, house) = (try await sample.keep(kit), kit.house)
      guardian = try await house.database.write { tx in
        let guardian = try tx.addPerson([.phone(try Phone(parsing: "+77007654321"))], language: .ru, house)
        try tx.run(
          """
          INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, created_at, expires_at, tries)
          VALUES (\(house.vault.hash(secret: "link \(application.id)", for: "consent link")), \(application.id),
            \(guardian.person), 'sms', \(house.outside.now()), \(house.outside.now().adding(days: 900)), 0)
          """)
        for (signer, person) in [(Consent.Signer.girl, application.person), (.guardian, guardian.person)] {
          let answers = house.consents.purposes.map {
            (
              text: ConsentText($0, version: house.consents.version, subject: "x", house.programme, .kk),
              agreed: !no.contains($0.key)
            )
          }
          try tx.keepConsents(
            answers, of: application, signer: signer, person: person, channel: .page, collector: "self", house)
        }
        return guardian.person
      }
      self.application = application
    }

    func ledger(_ kit: HouseKit) async throws -> ConsentLedger {
      let (application, house) = (application, kit.house)
      return try await house.database.read { tx in
        try tx.consents(of: application, try tx.safe(of: application.person, house.vault), at: house.outside.now())
      }
    }

    func lines(_ kit: HouseKit, _ signer: Consent.Signer, version: Int) async throws -> [String] {
      let girl = application.person
      return try await kit.house.database.read { tx in
        try tx.rows(
          """
          SELECT purpose FROM consent WHERE person_id = \(girl) AND signer = \(signer) AND version = \(version)
          ORDER BY purpose
          """
        ) { try $0[0] as String }
      }
    }
  }

  private static func answers(_ kit: HouseKit, no: Set<String> = []) -> [(String, String)] {
    kit.house.consents.purposes.map { ($0.key, no.contains($0.key) ? "no" : "yes") }
  }

  @Test("an unchanged answer to a new text is a new line, bound to it; the old line stays", arguments: Databases.engines)
  func unchangedAnswer(_ kind: EngineKind) async throws {
    let before = try await HouseKit.house(kind)
    let family = try await Family(before)
    let kit = try await before.reopened(with: try Self.secondVersion())
    kit.clock.move(days: 1)
    var girl = try await kit.applicant(family.application.person)
    await girl.post("/apply/consent", Self.answers(kit))
    var guardian = try await kit.guardian(family.guardian)
    await guardian.post("/consent", Self.answers(kit))
    #expect(guardian.location == "/consent?done=yes")
    let all = kit.house.consents.purposes.map(\.key).sorted()
    for signer in Consent.Signer.allCases {
      #expect(try await family.lines(kit, signer, version: Self.shipped) == all)
      #expect(try await family.lines(kit, signer, version: Self.next) == all)
    }
    let photo = try #require(kit.house.consents.purpose("photo"))
    let text = ConsentText(photo, version: Self.next, subject: "Сынақова Үлгі Мысалқызы", kit.house.programme, .kk)
    let hash: [UInt8]? = try await kit.house.database.read {
      try $0.value("SELECT sha256 FROM consent WHERE version = \(Self.next) AND purpose = 'photo' AND signer = 'girl'")
    }
    #expect(hash == text.hash)
    // And once more: nothing is new, nothing is written.
    await girl.post("/apply/consent", Self.answers(kit))
    #expect(try await family.lines(kit, .girl, version: Self.next) == all)
    #expect(try await kit.count("SELECT count(*) FROM consent_due") == 0)
  }

  @Test(
    "the old answer to a changed text is named and not chosen; an unchanged text keeps its answer", arguments: Databases.engines)
  func nothingChosen(_ kind: EngineKind) async throws {
    let before = try await HouseKit.house(kind)
    let family = try await Family(before)
    let kit = try await before.reopened(with: try Self.secondVersion())
    let photoYes = #"name="photo" value="yes" checked"#
    let sponsorYes = #"name="sponsor" value="yes" checked"#
    var girl = try await kit.applicant(family.application.person)
    await girl.get("/apply/consent")
    #expect(!girl.page.contains(photoYes) && girl.page.contains(sponsorYes))
    #expect(girl.page.contains("Мәтін өзгерді. Бұрынғы жауап (2026 жылғы 20 қараша): «Иә, келісемін»"))
    var guardian = try await kit.guardian(family.guardian, .ru)
    await guardian.get("/consent")
    #expect(!guardian.page.contains(photoYes) && guardian.page.contains(sponsorYes))
    #expect(guardian.page.contains("Прежний ответ"))
    await girl.get("/status")
    #expect(girl.page.contains("Келісім мәтіні өзгерді: қайта жауап бер"))
  }

  @Test("an old yes goes on to count, unless the new version says that it asks anew", arguments: Databases.engines)
  func meanwhile(_ kind: EngineKind) async throws {
    let before = try await HouseKit.house(kind)
    let family = try await Family(before)
    let gentle = try Self.secondVersion(changed: ["photo", "sponsor", "take_part"])
    let strict = try Self.secondVersion(changed: ["photo", "sponsor", "take_part"], asksAgainFrom: ["photo": Self.next])
    let kit = try await before.reopened(with: strict)
    func allowed(_ file: ConsentFile) async throws -> [String] {
      let ledger = try await family.ledger(kit)
      return file.purposes.filter { ledger.allows($0) }.map(\.key)
    }
    #expect(try await allowed(gentle) == gentle.purposes.map(\.key))
    #expect(try await allowed(strict) == strict.purposes.map(\.key).filter { $0 != "photo" })
    #expect(try await kit.house.database.read { try $0.application(family.application.id)?.consent } == .complete)
    kit.clock.move(days: 1)
    var girl = try await kit.applicant(family.application.person)
    await girl.post("/apply/consent", Self.answers(kit))
    #expect(try await !allowed(strict).contains("photo"), "one of two is not enough")
    var guardian = try await kit.guardian(family.guardian)
    await guardian.post("/consent", Self.answers(kit))
    #expect(try await allowed(strict).contains("photo"))
  }

  @Test("a draft answers the new text before it is sent", arguments: Databases.engines)
  func draft(_ kind: EngineKind) async throws {
    let before = try await HouseKit.house(kind)
    let family = try await Family(before) { $0.state = .draft }
    let kit = try await before.reopened(with: try Self.secondVersion())
    var girl = try await kit.applicant(family.application.person)
    await girl.post("/apply/submission")
    #expect(girl.location == "/apply/check")
    await girl.post("/apply/consent", Self.answers(kit))
    await girl.post("/apply/submission")
    #expect(girl.location == "/apply/receipt")
  }

  @Test(
    "a file cannot stop counting what is required, nor ask from a version that is not there",
    arguments: [["take_part": ConsentAgainTests.next], ["photo": 1], ["photo": ConsentAgainTests.next + 1]])
  func refusedFile(_ from: [String: Int]) {
    #expect(throws: FileComplaints.self) { try Self.secondVersion(asksAgainFrom: from) }
  }
}

/// The desk's list of whom to ask again.
@Suite struct DueConsentsTests {
  private typealias Family = ConsentAgainTests.Family

  @Test("who said yes to the old text is listed, by purpose and signer, within reach", arguments: Databases.engines)
  func listed(_ kind: EngineKind) async throws {
    let before = try await HouseKit.house(kind)
    let one = try await Family(before)
    let refusing = try await Family(before, says: ["photo"]) { $0.phone = "+77001234568" }
    let elsewhere = try await Family(before) {
      $0.place = Sample.village(before.house, region: "630000000")
      $0.phone = "+77001234569"
    }
    let gone = try await Family(before) { $0.state = .withdrawn }
    let kit = try await before.reopened(with: try ConsentAgainTests.secondVersion(changed: ["photo", "sponsor"]))
    var desk = try await kit.staff(.coordinator, .everything, .en)
    await desk.get("/desk")
    #expect(
      desk.page.contains(
        "<td class=\"q\">6</td><th scope=\"row\"><a href=\"/desk/consents\">signers to ask for consent again</a>"))
    await desk.get("/desk/consents")
    for code in [one, refusing, elsewhere].map(\.application.code) { #expect(desk.page.contains(code)) }
    #expect(!desk.page.contains(gone.application.code))
    await desk.get("/desk/consents?purpose=photo&signer=guardian")
    #expect(desk.page.contains("Found: 2") && desk.page.contains(one.application.code))
    #expect(!desk.page.contains(refusing.application.code), "a no stays a no")
    var regional = try await kit.staff(.assistant, Scope(regions: ["430000000"]), .en)
    await regional.get("/desk/consents")
    #expect(regional.page.contains("Found: 4") && !regional.page.contains(elsewhere.application.code))
    #expect(!regional.page.contains("Ask again</button>"), "an assistant looks and does not write")
    await regional.post("/desk/consents")
    #expect(regional.status == 403)
    #expect(try await kit.count("SELECT count(*) FROM outbox") == 0)
  }

  @Test("one signer is asked, then all the others, each once in a week", arguments: Databases.engines)
  func asked(_ kind: EngineKind) async throws {
    let before = try await HouseKit.house(kind)
    let one = try await Family(before)
    let other = try await Family(before) { $0.phone = "+77001234568" }
    let elsewhere = try await Family(before) { $0.place = Sample.village(before.house, region: "630000000") }
    let kit = try await before.reopened(with: try ConsentAgainTests.secondVersion())
    var desk = try await kit.staff(.coordinator, Scope(regions: ["430000000"]), .en)
    await desk.post("/desk/consents", [("application", one.application.id.text), ("signer", "girl")])
    #expect(desk.location == "/desk/consents?signer=girl&asked=1&left=0")
    #expect(try await letters(kit, to: one.application.person) == 1)
    #expect(try await kit.acts(on: one.application.id.text).contains("consent.asked_again"))
    await desk.post("/desk/consents", [("application", elsewhere.application.id.text), ("signer", "girl")])
    #expect(desk.location == "/desk/consents?signer=girl&asked=0&left=0", "out of reach")
    // How many it would be is read first.
    await desk.post("/desk/consents")
    #expect(desk.location == "/desk/consents?all=yes")
    #expect(try await kit.count("SELECT count(*) FROM outbox") == 1)
    await desk.get("/desk/consents?all=yes")
    #expect(desk.page.contains("Send: 3</button>"))
    await desk.post("/desk/consents", [("agreed", "yes")])
    #expect(desk.location == "/desk/consents?asked=3&left=0")
    for person in [one.application.person, one.guardian, other.application.person, other.guardian] {
      #expect(try await letters(kit, to: person) == 1)
    }
    await desk.get("/desk/consents")
    #expect(!desk.page.contains("Ask all in the list"))
    await desk.post("/desk/consents", [("agreed", "yes")])
    #expect(desk.location == "/desk/consents?asked=0&left=0", "once in a week")
    kit.clock.move(days: 8)
    desk = try await kit.staff(.coordinator, Scope(regions: ["430000000"]), .en)
    await desk.post("/desk/consents", [("signer", "guardian"), ("agreed", "yes")])
    #expect(desk.location == "/desk/consents?signer=guardian&asked=2&left=0")
    // The guardian's letter holds a link that opens the page; the answer takes the line off the list.
    var guardian = try await kit.guardian(one.guardian)
    await guardian.post("/consent", kit.house.consents.purposes.map { ($0.key, "yes") })
    await desk.get("/desk/consents?signer=guardian")
    #expect(!desk.page.contains(one.application.code) && desk.page.contains(other.application.code))
  }

  @Test("two pages, in order, and as many statements for one row as for sixty")
  func paged() async throws {
    let before = try await HouseKit.house(.sqlite)
    var codes: [String] = []
    var costs: [Int] = []
    for count in [1, 59] {
      for _ in 0..<count { codes.append(try await Family(before).application.code) }
      let kit = try await before.reopened(with: try ConsentAgainTests.secondVersion())
      try await kit.house.database.write { tx in
        try tx.run("DELETE FROM consent_due")
        try tx.run("DELETE FROM consent_text WHERE version = \(ConsentAgainTests.next)")
        try tx.publish(kit.house.consents, kit.house.programme, at: kit.house.outside.now())
      }
      var desk = try await kit.staff(.coordinator)
      await desk.get("/desk/consents?signer=girl")
      let start = kit.house.database.statements
      await desk.get("/desk/consents?signer=girl")
      costs.append(kit.house.database.statements - start)
      guard count > 1 else { continue }
      var seen = desk.page.matches(of: #/applications\/([0-9A-Z-]+)"/#).map { String($0.output.1) }
      #expect(seen.count == 50)
      await desk.get("/desk/consents?signer=girl&page=2")
      seen += desk.page.matches(of: #/applications\/([0-9A-Z-]+)"/#).map { String($0.output.1) }
      #expect(Set(seen) == Set(codes) && seen.count == 60)
    }
    #expect(costs == [6, 6])
  }

  private func letters(_ kit: HouseKit, to person: ID<Person>) async throws -> Int {
    try await kit.count("SELECT count(*) FROM outbox WHERE person_id = \(person)")
  }
}
