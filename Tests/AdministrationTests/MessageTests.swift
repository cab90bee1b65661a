import HouseKit
import Postbox
import Programme
import Storage
import TestKit
import Testing
import Words

@Suite struct MessageTests {
  private func letter(_ kit: HouseKit, _ state: PostState) async throws {
    let house = kit.house
    try await house.database.write { tx in
      let safe = try tx.addPerson(language: .kk, house)
      try tx.send(
        .sms, to: "+77001234567", safe, subject: Phrase(verbatim: ""), body: Phrase(verbatim: "Құпия мәтін"), .kk,
        purpose: .consent,
        once: state.rawValue, house)
      try tx.run("UPDATE outbox SET state = \(state), error = 'http 500' WHERE id = \("consent:\(state.rawValue)")")
    }
  }

  private func state(_ kit: HouseKit, _ once: String) async throws -> String? {
    try await kit.house.database.read { try $0.value("SELECT state FROM outbox WHERE id = \("consent:\(once)")") }
  }

  @Test(arguments: Databases.engines) func theListMasksTheReceiverAndHidesTheText(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await letter(kit, .sent)
    var administrator = try await kit.staff(.administrator)
    await administrator.get("/administration/messages")
    #expect(administrator.status == 200)
    #expect(administrator.page.contains(try Phone(parsing: "+77001234567").masked))
    for word in ["7001234567", "700 123", "Құпия мәтін"] { #expect(!administrator.page.contains(word)) }
    await administrator.get("/demo/messages")
    #expect(administrator.status == 404)
  }

  @Test func everyPurposeIsSaidInWords() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let house = kit.house
    try await house.database.write { tx in
      let safe = try tx.addPerson(language: .kk, house)
      for purpose in LetterPurpose.allCases {
        try tx.send(
          .sms, to: "+77001234567", safe, subject: Phrase(verbatim: ""), body: Phrase(verbatim: "x"), .kk, purpose: purpose,
          once: "x", house)
      }
    }
    var administrator = try await kit.staff(.administrator)
    await administrator.get("/administration/messages")
    for purpose in LetterPurpose.allCases {
      #expect(administrator.page.contains(Language.ru(purpose.name)))
      #expect(!administrator.page.contains("<td>\(purpose.rawValue)"))
    }
  }

  @Test(arguments: Databases.engines) func aPersonDecidesOfWhatFailed(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    for state in [PostState.failed, .uncertain, .sent] { try await letter(kit, state) }
    var administrator = try await kit.staff(.administrator)
    await administrator.get("/administration/messages?state=failed")
    await administrator.submit("/administration/messages/again")
    #expect(administrator.status == 303)
    #expect(try await state(kit, "failed") == "queued")
    await administrator.get("/administration/messages?state=uncertain")
    await administrator.submit("/administration/messages/arrived")
    #expect(try await state(kit, "uncertain") == "sent")
    await administrator.post("/administration/messages/again", [("letter", "consent:sent")])
    #expect(administrator.status == 409)
  }

  @Test(arguments: Databases.engines) func allThatFailedOrWasHeldIsDecidedAtOnce(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    for state in [PostState.failed, .uncertain, .sent] { try await letter(kit, state) }
    var administrator = try await kit.staff(.administrator)
    await administrator.get("/desk")
    for state in ["failed", "uncertain"] { #expect(administrator.page.contains("/administration/messages?state=\(state)")) }
    await administrator.get("/administration/messages?state=failed")
    await administrator.submit("/administration/messages/all", [("choice", "again")])
    #expect(administrator.status == 303)
    #expect(try await state(kit, "failed") == "queued")
    #expect(try await state(kit, "uncertain") == "uncertain")
    await administrator.get("/administration/messages?state=uncertain")
    await administrator.submit("/administration/messages/all", [("choice", "drop")])
    #expect(try await state(kit, "uncertain") == "cancelled")
    #expect(try await state(kit, "sent") == "sent")
    for (name, choice) in [("sent", "again"), ("failed", "else"), ("", "again")] {
      await administrator.post("/administration/messages/all", [("state", name), ("choice", choice)])
      #expect(administrator.status == 404)
    }
    var coordinator = try await kit.staff(.coordinator)
    await coordinator.post("/administration/messages/all", [("state", "failed"), ("choice", "again")])
    #expect(coordinator.status == 403)
    let acts: [String] = try await kit.house.database.read { tx in
      try tx.rows("SELECT act FROM audit WHERE subject = 'outbox' ORDER BY act") { try $0[0] }
    }
    #expect(acts == ["letter.all_again", "letter.all_dropped"])
  }

  @Test(arguments: Databases.engines) func aShutChannelIsSaidOnTheDeskAndTriedAgainByHand(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    _ = try await kit.house.database.write { tx in
      try tx.run(
        """
        INSERT INTO post_rest (channel, reason, is_settings, strikes, since, until)
        VALUES ('email', 'smtp 550', TRUE, 1, 0, \(HouseKit.morning.adding(days: 1)))
        """)
    }
    var administrator = try await kit.staff(.administrator, .everything, .en)
    await administrator.get("/desk")
    #expect(administrator.page.contains("ways of messages are shut"))
    await administrator.get("/administration/messages")
    #expect(administrator.page.contains("the server refuses us") && administrator.page.contains("smtp 550"))
    await administrator.submit("/administration/messages/wake")
    #expect(administrator.status == 303)
    await administrator.get("/administration/messages")
    #expect(!administrator.page.contains("the server refuses us"))
    await administrator.post("/administration/messages/wake", [("channel", "email")])
    #expect(administrator.status == 409)
  }

  @Test func aLongListIsWalkedToItsEndWithoutAGap() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let house = kit.house
    try await house.database.write { tx in
      let safe = try tx.addPerson(language: .kk, house)
      for number in 1...120 {
        let letter = Letter(
          id: "p\(number):1", channel: .sms, to: "+77001234567", subject: nil, body: "x", language: .kk, purpose: "p\(number)",
          person: safe.person.text)
        try tx.post(letter, seal: { safe.seal($0, $1) }, at: house.outside.now())
      }
    }
    var administrator = try await kit.staff(.administrator)
    var (seen, next): (Set<String>, String?) = ([], "/administration/messages")
    while let page = next {
      await administrator.get(page)
      seen.formUnion(administrator.page.matches(of: #/>(p[0-9]+)</#).map { String($0.output.1) })
      next = administrator.page.firstMatch(of: #/rel="next" href="([^"]+)"/#).map {
        String($0.output.1).replacing("&amp;", with: "&")
      }
    }
    #expect(seen.count == 120)
  }
}

@Suite struct OperationTests {
  @Test(arguments: Databases.engines) func theStateOfTheHouseIsShownWithoutAWordOfAPerson(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    try await house.database.write { tx in
      try tx.addPerson([.name(PersonName(surname: "Сынақова", given: "Үлгі"))], language: .kk, house)
      try tx.record(.backupMade, "backup", by: "operator", house)
    }
    var administrator = try await kit.staff(.administrator, .everything, .en)
    await administrator.get("/administration/operation")
    #expect(administrator.status == 200)
    #expect(administrator.page.contains(kind == .sqlite ? "SQLite" : "PostgreSQL"))
    #expect(!administrator.page.contains("more than two days ago"))
    #expect(administrator.page.contains("<code>person</code></th><td class=\"n\">2</td>"))
    #expect(!administrator.page.contains("Сынақова"))
  }

  @Test(arguments: Databases.engines) func metricsAreForThisMachineAndAdministrators(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var stranger = kit.browser()
    await stranger.get("/metrics")
    #expect(stranger.status == 404)
    var local = kit.browser()
    local.peer = "127.0.0.1"
    await local.get("/metrics")
    #expect(local.status == 200)
    #expect(local.page.contains("keruen_rows{table=\"person\"} 0"))
    #expect(local.page.contains("keruen_outbox{state=\"failed\"} 0"))
    var coordinator = try await kit.staff(.coordinator)
    await coordinator.get("/metrics")
    #expect(coordinator.status == 404)
    await stranger.get("/health")
    #expect(stranger.status == 200)
    #expect(stranger.page == "ok\n")
  }
}
