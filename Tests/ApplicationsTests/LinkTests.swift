import Applications
import Exchange
import HouseKit
import Postbox
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

/// A guardian's link: who holds it, what ends with it, and how often one number is written to.
@Suite struct LinkTests {
  /// A girl whose application is sent; her guardian has been asked and has the page open.
  private struct Asked {
    let kit: HouseKit
    let application: Application
    var girl: Browser
    var guardian: Browser

    init(_ kind: EngineKind) async throws {
      kit = try await HouseKit.house(kind)
      var sample = Sample()
      sample.consent = .girl
      application = try await sample.keep(kit)
      girl = try await kit.applicant(application.person)
      await girl.post("/status/guardian")
      #expect(girl.location == "/status/guardian?sent=yes")
      let id: ID<Person>? = try await kit.house.database.read { try $0.value("SELECT guardian_id FROM consent_request") }
      let parent: ID<Person> = try #require(id)
      guardian = try await kit.guardian(parent)
      await guardian.get("/consent")
      #expect(guardian.page.contains("name=\"take_part\""))
      kit.clock.move(seconds: 1)
    }

    /// The page that was open answers nothing and reads nothing any more.
    func isShut() async throws -> Bool {
      var guardian = guardian
      await guardian.get("/consent")
      let asksForTheCode = guardian.page.contains("name=\"code\"") && !guardian.page.contains("name=\"take_part\"")
      await guardian.post("/consent", kit.house.consents.purposes.map { ($0.key, "yes") })
      await guardian.get("/consent/data")
      let kept = try await kit.count("SELECT count(*) FROM consent")
      return asksForTheCode && guardian.status != 200 && kept == 0
    }
  }

  @Test("whoever opened a link is out when the girl asks again", arguments: Databases.engines)
  func askedAgain(_ kind: EngineKind) async throws {
    let asked = try await Asked(kind)
    var girl = asked.girl
    await girl.post("/status/guardian")
    #expect(girl.location == "/status/guardian?sent=yes")
    #expect(try await asked.isShut())
  }

  @Test("the fourth link a day is refused with the time of the next, and the way back to the page", arguments: Databases.engines)
  func often(_ kind: EngineKind) async throws {
    let asked = try await Asked(kind)
    var girl = asked.girl
    for _ in 0..<2 {
      asked.kit.clock.move(seconds: 1)
      await girl.post("/status/guardian")
      #expect(girl.location == "/status/guardian?sent=yes")
    }
    await girl.post("/status/guardian")
    #expect(girl.status == 429 && girl.reply.header("retry-after").flatMap { Int($0) }.map { $0 > 0 } == true)
    let time = try #require(girl.page.firstMatch(of: #/Қайта жіберуге болатын уақыт: ([^.]+)\./#)).output.1
    #expect(time.contains(":"))
  }

  @Test("whoever opened a link at a wrong number is out when the number is corrected", arguments: Databases.engines)
  func corrected(_ kind: EngineKind) async throws {
    let asked = try await Asked(kind)
    var girl = asked.girl
    await girl.post("/status/guardian-phone", [("guardian_phone", "8 705 111 22 01")])
    #expect(girl.location == "/status/guardian?sent=yes")
    #expect(try await asked.isShut())
  }

  @Test("a link of an address she took back opens nothing, answered or not", arguments: Databases.engines)
  func everyChannel(_ kind: EngineKind) async throws {
    let asked = try await Asked(kind)
    let (house, application) = (asked.kit.house, asked.application)
    _ = try await house.database.write { tx in
      try tx.run(
        """
        INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, created_at, expires_at, tries, answered_at)
        SELECT \(house.vault.hash(secret: "mail", for: "consent link")), \(application.id), guardian_id, 'email', created_at,
          expires_at, 0, created_at FROM consent_request
        """)
    }
    var girl = asked.girl
    await girl.post("/status/guardian")
    #expect(try await asked.kit.count("SELECT count(*) FROM consent_request WHERE expires_at > \(asked.kit.clock.now)") == 1)
  }

  @Test(
    "one number gets six requests a day, whoever asks, and the page says that the next did not go", arguments: Databases.engines)
  func oneNumber(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var girls: [Browser] = []
    for _ in 0..<4 {
      var sample = Sample()
      sample.consent = .girl
      girls.append(try await kit.applicant(try await sample.keep(kit).person))
    }
    var answers: [String] = []
    for _ in 0..<2 {
      for position in girls.indices {
        kit.clock.move(seconds: 1)
        await girls[position].post("/status/guardian")
        answers.append(girls[position].location ?? "")
      }
    }
    #expect(answers.map { $0.hasSuffix("yes") } == [true, true, true, true, true, true, false, false])
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'consent'") == 6)
    await girls[3].get("/status/guardian?sent=no")
    #expect(girls[3].page.contains("Сілтеме жіберілмеді") && !girls[3].page.contains("Сілтеме жіберілді"))
    #expect(
      try await kit.count("SELECT count(*) FROM consent_request WHERE expires_at > \(kit.clock.now)") == 4,
      "a link that is out stays where no new one can go")
    kit.clock.move(days: 2)
    await girls[3].post("/status/guardian")
    #expect(girls[3].location == "/status/guardian?sent=yes")
  }

  @Test("an application is taken where its guardian cannot be written to today, and says so", arguments: Databases.engines)
  func sentWithoutALink(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    try await house.database.write { tx in
      while try tx.mayTry(.requestsToOne, key: "+77007654321", house) {}
    }
    var sample = Sample()
    (sample.state, sample.consent) = (.draft, .none)
    let application = try await sample.keep(kit)
    var girl = try await kit.applicant(application.person)
    await girl.post("/apply/consent", house.consents.purposes.map { ($0.key, "yes") })
    await girl.post("/apply/submission")
    #expect(girl.location == "/apply/receipt")
    #expect(try await kit.state(of: application) == .submitted)
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'consent'") == 0)
    for page in ["/apply/receipt", "/status"] {
      await girl.get(page)
      #expect(girl.page.contains("Қазір ата-анаңда ашылатын сілтеме жоқ"), "\(page)")
      #expect(!girl.page.contains("Ата-анаңа SMS жіберілді") && !girl.page.contains("келісім сілтемесі жіберілді"), "\(page)")
    }
  }

  @Test("letters that anybody can cause are counted by where they go: receipts and answers too", arguments: Databases.engines)
  func everyLetter(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    let safe = try await house.database.write { tx in
      try tx.addPerson([.phone(try Phone(parsing: "+77001234567"))], language: .kk, house)
    }
    for purpose in LetterPurpose.allCases {
      guard let limit = purpose.limitToOne else { continue }
      let sent = try await house.database.write { tx in
        try (0...limit.rule.limit).map { number in
          try tx.send(
            .sms, to: "+7700\(purpose.rawValue.count)111111", safe, subject: Phrase(verbatim: ""), body: Phrase(verbatim: "b"),
            .kk, purpose: purpose, once: "\(number)", house)
        }
      }
      #expect(sent == Array(repeating: true, count: limit.rule.limit) + [false], "\(purpose)")
    }
  }

  @Test("fifteen codes a day go to one contact")
  func codes() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var statuses: [Int] = []
    for _ in 0..<18 {
      var somebody = kit.browser()
      await somebody.post("/return", [("contact", "+77001234567")])
      statuses.append(somebody.status)
      kit.clock.move(seconds: 1800)
    }
    #expect(statuses.count { $0 == 200 } == 15)
    #expect(statuses.suffix(3) == [429, 429, 429])
  }

  @Test(
    "a letter to a guardian quotes one word of what was typed as a name, and nothing that is none", arguments: Databases.engines)
  func quotedName(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    (sample.consent, sample.given) = (.girl, "Ваш счёт закрыт: https://evil.kz/a")
    let application = try await sample.keep(kit)
    var girl = try await kit.applicant(application.person)
    await girl.post("/status/guardian")
    let house = kit.house
    let body = try await house.database.read { tx -> String in
      guard let row = try tx.row("SELECT person_id, body FROM outbox WHERE purpose = 'consent'") else { return "" }
      return try tx.safe(of: try row["person_id"], house.vault).open(try row["body"], "outbox.body")
    }
    #expect(body.contains("Қатысушы өтінім берді") && !body.contains("evil") && !body.contains("счёт"))
  }
}
