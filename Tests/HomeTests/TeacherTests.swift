import Home
import HouseKit
import Markup
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

/// A teacher comes in by the girls' door, with a code, and is a teacher there and nothing else.
@Suite struct TeacherTests {
  private static func house(_ kind: EngineKind) async throws -> (kit: HouseKit, person: ID<Person>) {
    let kit = try await HouseKit.house(kind, rooms: [Home.room])
    let (house, person) = (kit.house, try #require(try await kit.staff(.teacher).person))
    try await house.database.write { tx in
      let safe = try tx.safe(of: person, house.vault)
      try tx.set([.phone(try Phone(parsing: "+77010000001"))], safe, house.vault)
    }
    return (kit, person)
  }

  @Test("with a code to her phone she opens her own pages", arguments: Databases.engines)
  func code(_ kind: EngineKind) async throws {
    let (kit, person) = try await Self.house(kind)
    var browser = kit.browser(.ru)
    await browser.get("/return")
    await browser.submit("/return", [("contact", "8 701 000 00 01")])
    let code = try await kit.house.database.read { tx in
      let safe = try tx.safe(of: person, kit.house.vault)
      let body: [UInt8] = try #require(try tx.value("SELECT body FROM outbox WHERE person_id = \(person)"))
      return try safe.open(body, "outbox.body").firstMatch(of: #/[0-9]{6}/#).map { String($0.output) }
    }
    await browser.submit("/return/code", [("code", try #require(code))])
    #expect(browser.status == 303 && browser.location == "/status")
    await browser.follow()
    #expect(browser.status == 200 && browser.page.contains("<h1>Ваши страницы</h1>"))
    #expect(browser.page.contains("Вы записаны как учитель") && !browser.page.contains("Сейчас у вас нет заявки"))
    let actors = try await kit.house.database.read { tx in
      try tx.rows("SELECT actor FROM audit WHERE act = 'session.code'") { try $0[0] as String }
    }
    #expect(actors == ["teacher:\(person)"])
  }

  @Test("her session holds her role alone, and an ended role is none", arguments: Databases.engines)
  func roles(_ kind: EngineKind) async throws {
    let (kit, person) = try await Self.house(kind)
    let house = kit.house
    func roles() async throws -> [Role] {
      try await house.database.write { tx in
        _ = try house.open(.applicant, for: person, sharedDevice: false, in: tx)
        let hash: [UInt8] = try #require(try tx.value("SELECT token_hash FROM session WHERE person_id = \(person) LIMIT 1"))
        return try tx.session(hash, at: kit.clock.now, house.vault)?.memberships.map(\.role) ?? []
      }
    }
    #expect(try await roles() == [.teacher])
    _ = try await house.database.write { tx in try tx.run("UPDATE membership SET ended_at = 1 WHERE person_id = \(person)") }
    #expect(try await roles() == [.applicant])
  }

  @Test("the desk is not hers", arguments: Databases.engines)
  func desk(_ kind: EngineKind) async throws {
    let (kit, _) = try await Self.house(kind)
    var teacher = try await kit.staff(.teacher)
    await teacher.get("/desk")
    #expect(teacher.status == 303 && teacher.location?.hasPrefix("/sign-in") == true)
  }
}
