import Applications
import Exchange
import Forms
import Foundation
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

/// The key of her own phone: how long it opens, what ends it, and where she sees it.
@Suite struct DeviceTests {
  private struct Kept: Decodable {
    let key: String
  }

  private func key(_ browser: inout Browser, known: String? = nil) async throws -> String {
    await browser.say("/status/device", known.map { "{\"key\":\"\($0)\"}" } ?? "{}")
    return try JSONDecoder().decode(Kept.self, from: Data(browser.reply.body)).key
  }

  private func opens(_ key: String, _ kit: HouseKit) async -> Bool {
    var other = kit.browser()
    await other.say("/return/device", "{\"key\":\"\(key)\"}")
    return other.status == 200
  }

  @Test("signing out ends this phone's key and no other's", arguments: Databases.engines)
  func signOut(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    var (phone, tablet) = (try await kit.applicant(application.person), try await kit.applicant(application.person))
    let (hers, other) = (try await key(&phone), try await key(&tablet))
    await phone.post("/sign-out")
    #expect(await !opens(hers, kit))
    #expect(await opens(other, kit))
  }

  @Test("a phone whose session ended sends its key along when it signs out", arguments: Databases.engines)
  func signOutByKey(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var phone = try await kit.applicant(try await Sample().keep(kit).person)
    let hers = try await key(&phone)
    var stranger = kit.browser()
    await stranger.post("/sign-out", [("device", hers)])
    #expect(await !opens(hers, kit))
  }

  @Test("a session opened with the key, and one told of it, end it as well", arguments: Databases.engines)
  func laterSessions(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    for isTold in [false, true] {
      var phone = try await kit.applicant(application.person)
      let hers = try await key(&phone)
      var later = isTold ? try await kit.applicant(application.person) : kit.browser()
      if isTold {
        #expect(try await key(&later, known: hers) == hers, "no second key for the same phone")
      } else {
        await later.say("/return/device", "{\"key\":\"\(hers)\"}")
      }
      await later.post("/sign-out")
      #expect(await !opens(hers, kit))
    }
    #expect(try await kit.count("SELECT count(*) FROM device") == 0)
  }

  @Test(
    "a key nobody used for ninety days opens nothing and is deleted; each use begins the term anew", arguments: Databases.engines)
  func term(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var phone = try await kit.applicant(try await Sample().keep(kit).person)
    let hers = try await key(&phone)
    kit.clock.move(days: 80)
    #expect(await opens(hers, kit))
    kit.clock.move(days: 80)
    #expect(await opens(hers, kit))
    kit.clock.move(days: 91)
    #expect(await !opens(hers, kit))
    #expect(try await kit.count("SELECT count(*) FROM device") == 1)
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM device") == 0)
  }

  @Test(
    "her page lists where her application is open, and ends one or all others, without a script", arguments: Databases.engines)
  func page(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let (application, sister) = (try await Sample().keep(kit), try await Sample().keep(kit))
    var phone = try await kit.applicant(application.person, .ru)
    var lost = try await kit.applicant(application.person)
    let school = try await kit.applicant(application.person)
    var hers = try await kit.applicant(sister.person)
    let (own, gone, sisters) = (try await key(&phone), try await key(&lost), try await key(&hers))
    await phone.get("/status")
    #expect(phone.page.contains("href=\"/status/devices\""))
    await phone.get("/status/devices")
    #expect(phone.page.matches(of: #/Ваш телефон</#).count == 2 && phone.page.contains(">Браузер<"))
    #expect(phone.page.contains("это устройство") && phone.page.contains("90 дней"))
    for secret in [own, gone] { #expect(!phone.page.contains(secret)) }
    let lines = phone.page.matches(of: #/name="end" value="([0-9a-f]{64})"/#).map { String($0.output.1) }
    #expect(lines.count == 3)
    await hers.post("/status/devices", [("end", lines[1])])
    #expect(hers.status == 409, "nobody ends somebody else's")
    await phone.post("/status/devices", [("end", "others")])
    #expect(phone.location == "/status/devices?done=yes")
    await phone.follow()
    #expect(phone.page.contains("Закрыто."))
    #expect(await !opens(gone, kit))
    for browser in [lost, school] {
      var browser = browser
      await browser.get("/status")
      #expect(browser.status == 303)
    }
    #expect(await opens(sisters, kit))
    await phone.get("/status")
    #expect(phone.status == 200)
    await phone.get("/status/devices")
    await phone.submit("/status/devices")
    #expect(phone.location == "/")
    #expect(await !opens(own, kit))
  }

  @Test("a signed-in girl may use every form of the way back", arguments: Databases.engines)
  func returnForms(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var girl = try await kit.applicant(try await Sample().keep(kit).person)
    await girl.get("/return")
    await girl.submit("/return", [("contact", "+77001234567")])
    #expect(girl.status == 200)
    await girl.submit("/return/code", [("code", "000000")])
    #expect(girl.status == 422)
    await girl.get("/return")
    await girl.submit("/return/key", [("key", "7GQ2-M4KD-P9XT")])
    #expect(girl.status == 422)
  }

  @Test("a contact that nobody has costs the same work, and leaves no letter", arguments: Databases.engines)
  func sameWork(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    try await Sample().keep(kit)
    // The first request of a moment also asks which edition of the programme is the newest.
    var first = kit.browser()
    await first.get("/return")
    var costs: [Int] = []
    for contact in ["+77001234567", "+77059998877"] {
      var somebody = kit.browser()
      let before = kit.house.database.statements
      await somebody.post("/return", [("contact", contact)])
      #expect(somebody.status == 200)
      costs.append(kit.house.database.statements - before)
    }
    #expect(costs[0] == costs[1])
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'sign-in'") == 1)
  }

  @Test("a no that is given after the house's clock went back is the one that counts", arguments: Databases.engines)
  func consentClockBack(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    sample.consent = .none
    let application = try await sample.keep(kit)
    var girl = try await kit.applicant(application.person)
    for (days, answer, state) in [
      (0, "yes", Application.ConsentState.girl), (-1, "no", .refused), (0, "yes", .girl), (3, "no", .refused),
    ] {
      kit.clock.move(days: days)
      await girl.post("/apply/consent", kit.house.consents.purposes.map { ($0.key, answer) })
      #expect(try await kit.house.database.read { try $0.application(application.id)?.consent } == state, "\(days) \(answer)")
    }
  }

  @Test("an answer that comes after the house's clock went back stands", arguments: Databases.engines)
  func clockBack(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    let application = try await Sample(state: .draft).keep(kit)
    let read: @Sendable () async throws -> String = {
      try await house.database.read { tx in
        try tx.answers(of: application.id, try tx.safe(of: application.person, house.vault))["essay"]
      }
    }
    for (days, texts) in [(0, ["one"]), (-1, ["two", "three"]), (0, ["four"]), (2, ["five"])] {
      kit.clock.move(days: days)
      for text in texts {
        _ = try await house.database.write { tx in
          try tx.keep(
            [AnswerEvent(id: house.outside.id(), field: "essay", typed: text, writtenAt: house.outside.now())], application,
            try tx.safe(of: application.person, house.vault), at: house.outside.now())
        }
        #expect(try await read() == text)
      }
    }
  }
}
