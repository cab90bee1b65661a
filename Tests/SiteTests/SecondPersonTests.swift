import Administration
import Applications
import ApplicationsKit
import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

@testable import Safeguarding
@testable import Selection

/// Whoever must be the second person sees it: a card on the desk, and one letter for each act.
@Suite struct SecondPersonTests {
  /// A house in which two may be the second hand, one of them out of reach or too new.
  private struct Scene {
    let kit: HouseKit

    func staff(_ role: Role, _ scope: Scope = .everything) async throws -> Browser {
      let browser = try await kit.staff(role, scope)
      let (house, person) = (kit.house, try #require(browser.person))
      try await house.database.write { tx in
        try tx.set(
          [.email(try EMail(parsing: "\(person.text.suffix(8))@keruen.example"))], try tx.safe(of: person, house.vault),
          house.vault)
      }
      return browser
    }

    /// Who was written to, of these.
    func letters(to browsers: [Browser]) async throws -> [Int] {
      var counts: [Int] = []
      for browser in browsers {
        let person = try #require(browser.person)
        counts.append(
          try await kit.house.database.read {
            try $0.value("SELECT count(*) FROM outbox WHERE purpose = 'second-person' AND person_id = \(person)") ?? 0
          })
      }
      return counts
    }

    func card(_ browser: Browser, _ link: String) async -> Bool {
      var browser = browser
      await browser.get("/desk")
      return browser.page.contains("href=\"\(link)\"")
    }
  }

  @Test("a role that takes two", arguments: Databases.engines)
  func role(_ kind: EngineKind) async throws {
    let scene = Scene(kit: try await HouseKit.house(kind))
    var first = try await scene.staff(.administrator)
    let (second, bystander) = (try await scene.staff(.safeguarding), try await scene.staff(.coordinator))
    await first.post(
      "/administration/people",
      [
        ("surname", "Сынақов"), ("given", "Үлгі"), ("email", "jana@keruen.example"), ("language", "kk"),
        ("role", "administrator"),
        ("scope", "all"),
      ])
    #expect(
      try await scene.kit.house.database.read { try $0.value("SELECT count(*) FROM membership WHERE confirmed_at IS NULL") ?? 0 }
        == 1, "\(first.page)")
    #expect(try await scene.letters(to: [first, second, bystander]) == [0, 1, 0])
    #expect(await scene.card(second, "/administration/roles"))
  }

  @Test("a reset of a second factor", arguments: Databases.engines)
  func reset(_ kind: EngineKind) async throws {
    let scene = Scene(kit: try await HouseKit.house(kind))
    var first = try await scene.staff(.administrator)
    let (second, victim) = (try await scene.staff(.administrator), try await scene.staff(.administrator))
    let (house, person) = (scene.kit.house, try #require(victim.person))
    _ = try await house.database.write { tx in
      try tx.run(
        """
        INSERT INTO credential (person_id, login_hash, password, totp_step, changed_at)
        VALUES (\(person), \([1] as [UInt8]), '', 1, \(house.outside.now()))
        """)
    }
    for _ in 0..<2 { await first.post("/administration/people/\(person)/factor-reset") }
    #expect(first.status == 303)
    #expect(try await scene.letters(to: [first, second, victim]) == [0, 1, 0])
    #expect(await scene.card(second, "/administration/people"))
  }

  @Test("an erasure, whoever asks, within reach; and a batch of what is past its term, once", arguments: Databases.engines)
  func erasure(_ kind: EngineKind) async throws {
    let scene = Scene(kit: try await HouseKit.house(kind))
    let girl = try await Girl.apply(scene.kit)
    let (first, second) = (try await scene.staff(.safeguarding), try await scene.staff(.safeguarding))
    let elsewhere = try await scene.staff(.safeguarding, Scope(regions: ["630000000"]))
    var hers = try await scene.kit.applicant(girl.person)
    for _ in 0..<2 { await hers.post("/status/data/erasure") }
    #expect(try await scene.letters(to: [first, second, elsewhere]) == [1, 1, 0])
    #expect(await scene.card(second, "/safeguarding"))
    let sister = try await scene.kit.house.database.write { [house = scene.kit.house] tx -> ID<Person> in
      guard let cycle = try tx.currentCycle(at: house.outside.now()) else { throw Refusal.missing }
      let safe = try tx.addPerson(language: .kk, house)
      for person in [safe.person, try tx.addPerson(language: .kk, house).person] {
        var traits = Application.Traits()
        traits.region = "430000000"
        _ = try tx.startApplication(for: person, in: cycle.id, formVersion: "1", source: .web, traits: traits, house)
      }
      return safe.person
    }
    #expect(sister != girl.person)
    scene.kit.clock.move(days: 190)
    var again = try await scene.staff(.safeguarding)
    await again.post("/safeguarding/retention", [("group", "applications.drafts")])
    #expect(again.status == 303)
    #expect(try await scene.letters(to: [again, second]) == [0, 2], "one letter for a batch of two")
  }

  @Test("a message to many", arguments: Databases.engines)
  func message(_ kind: EngineKind) async throws {
    let scene = Scene(kit: try await HouseKit.house(kind))
    _ = try await Girl.apply(scene.kit)
    var first = try await scene.staff(.coordinator)
    let (second, regional) = (
      try await scene.staff(.coordinator), try await scene.staff(.coordinator, Scope(regions: ["430000000"]))
    )
    let texts = Language.allCases.map { ("body-\($0.rawValue)", "Сәлем") }
    await first.post("/desk/messages", [("channel", "sms")] + texts)
    #expect(first.status == 303, "\(first.page)")
    #expect(try await scene.letters(to: [first, second, regional]) == [0, 1, 0])
    #expect(await scene.card(second, "/desk/messages"))
  }

  @Test(
    "a regional coordinator's message is for those who reach all of its regions, and they release it",
    arguments: Databases.engines)
  func regionalMessage(_ kind: EngineKind) async throws {
    let scene = Scene(kit: try await HouseKit.house(kind))
    _ = try await Girl.apply(scene.kit)
    let (south, east) = ("430000000", "630000000")
    var first = try await scene.staff(.coordinator, Scope(regions: [south]))
    var (neighbour, wider) = (
      try await scene.staff(.coordinator, Scope(regions: [south])),
      try await scene.staff(.coordinator, Scope(regions: [east, south]))
    )
    let (all, elsewhere) = (try await scene.staff(.coordinator), try await scene.staff(.coordinator, Scope(regions: [east])))
    let texts = Language.allCases.map { ("body-\($0.rawValue)", "Сәлем") }
    await first.post("/desk/messages", [("channel", "sms")] + texts)
    #expect(first.status == 303, "\(first.page)")
    #expect(try await scene.letters(to: [first, neighbour, wider, all, elsewhere]) == [0, 1, 1, 1, 0])
    #expect(await scene.card(neighbour, "/desk/messages"))
    let message = try #require(first.location)
    await neighbour.get(message)
    await neighbour.submit("\(message)/release")
    #expect(neighbour.status == 303, "\(neighbour.page)")
    #expect(
      try await scene.kit.house.database.read { try $0.value("SELECT count(*) FROM bulk_message WHERE released_by IS NOT NULL") }
        == 1)
    // To two regions: whoever reaches one of them alone is no second hand.
    await wider.post("/desk/messages", [("channel", "sms")] + texts)
    #expect(try await scene.letters(to: [first, neighbour, all, elsewhere]) == [0, 1, 2, 0])
  }

  @Test("a sheet of paper, within its region", arguments: Databases.engines)
  func paper(_ kind: EngineKind) async throws {
    let scene = Scene(kit: try await HouseKit.house(kind))
    let girl = try await Girl.apply(scene.kit)
    let (near, far) = (
      try await scene.staff(.coordinator, Scope(regions: ["430000000"])),
      try await scene.staff(.coordinator, Scope(regions: ["630000000"]))
    )
    var hers = try await scene.kit.applicant(girl.person)
    await hers.upload("/status/paper", [], field: "paper", name: "sheet.png", Girl.png)
    #expect(hers.status == 303, "\(hers.page)")
    #expect(try await scene.letters(to: [near, far]) == [1, 0])
    #expect(await scene.card(near, "/desk/papers"))
  }

  @Test("whoever is too new to confirm is not asked", arguments: Databases.engines)
  func newcomer(_ kind: EngineKind) async throws {
    let scene = Scene(kit: try await HouseKit.house(kind))
    let girl = try await Girl.apply(scene.kit)
    let (giver, puppet) = (try await scene.staff(.administrator), try await scene.staff(.safeguarding))
    let (house, by, new) = (scene.kit.house, try #require(giver.person), try #require(puppet.person))
    let other = try await scene.staff(.administrator)
    let confirmer = try #require(other.person)
    _ = try await house.database.write {
      try $0.run("UPDATE membership SET given_by = \(by), confirmed_by = \(confirmer) WHERE person_id = \(new)")
    }
    var hers = try await scene.kit.applicant(girl.person)
    await hers.post("/status/data/erasure")
    #expect(try await scene.letters(to: [puppet]) == [0])
  }
}
