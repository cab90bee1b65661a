import Exchange
import Front
import HouseKit
import Markup
import Programme
import Storage
import Synchronization
import TestKit
import Testing
import Words

/// The gatekeeper asks for the clearance of this very moment wherever an act shows a child.
@Suite struct ClearanceTests {
  /// What shows a child, to those who meet children and to one who is not asked.
  private enum ShowChild: Act {
    static let roles: Set<Role> = [.trainer, .mentor, .coordinator]
    static let touchesChildren = true
  }

  /// For the same people, about no child.
  private enum ReadNothing: Act {
    static let roles: Set<Role> = [.trainer, .mentor, .coordinator]
  }

  private static let room = Room(
    name: "children",
    routes: [
      .may(ShowChild.self, .get, "/children") { visit, permit in
        .text("\(permit.actor.role.rawValue) \(permit.reach.flatMap(\.regions).joined(separator: ","))")
      },
      .may(ShowChild.self, .post, "/children") { _, _ in .text("kept") },
      .may(ReadNothing.self, .get, "/nothing") { _, _ in .text("open") },
    ])

  private struct Scene {
    let kit: HouseKit
    let officer: ID<Person>
    var browser: Browser

    var person: ID<Person> { get throws { try #require(browser.person) } }

    func add(_ entry: Clearance.Entry, by other: ID<Person>? = nil) async throws {
      let (house, person, actor) = (kit.house, try person, Actor(person: other ?? officer, role: .safeguarding))
      try await house.database.write { try $0.add(entry, of: person, by: actor, house) }
    }

    func see(_ kinds: [Clearance.Kind] = Clearance.Kind.allCases, until: String = "2027-11-19", version: Int = 1) async throws {
      let (on, last) = (kit.clock.now.day(), try #require(Day(until)))
      for kind in kinds { try await add(.seen(kind, Clearance.Seen(on: on, until: last, version: version))) }
    }
  }

  private static func scene(
    _ kind: EngineKind, _ role: Role = .trainer, _ scope: Scope = .everything, files: [String: String] = [:],
    at start: Moment = HouseKit.morning
  ) async throws -> Scene {
    let kit = try await HouseKit.house(kind, at: start).reopened(adding: room, files: files)
    let officer = try #require(try await kit.staff(.safeguarding).person)
    return Scene(kit: kit, officer: officer, browser: try await kit.staff(role, scope))
  }

  @Test(
    "whoever lacks it is told what is missing and who records it; what shows no child stays open", arguments: Databases.engines)
  func missing(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    try await scene.see([.background, .conduct])
    await scene.browser.get("/children")
    #expect(scene.browser.status == 403)
    #expect(scene.browser.page.contains("<li>Модуль по защите детей: ещё не предъявлено</li>"))
    #expect(!scene.browser.page.contains("Отсутствие судимости"))
    #expect(
      scene.browser.page.contains("специалист по защите детей и данных") && scene.browser.page.contains("href=\"/contact\""))
    await scene.browser.get("/nothing")
    #expect(scene.browser.status == 200)
    try await scene.see([.module])
    await scene.browser.get("/children")
    #expect(scene.browser.status == 200 && scene.browser.page == "trainer ")
  }

  @Test("the last day counts to its last second in Kazakhstan, and not one more", arguments: Databases.engines)
  func midnight(_ kind: EngineKind) async throws {
    // Three in the afternoon; nine hours are left of the day, and the session is used all the while.
    var scene = try await Self.scene(kind, at: HouseKit.morning.adding(seconds: 5 * 3600))
    try await scene.see(until: "2026-11-20")
    var left = 9 * 3600 - 1
    while left > 0 {
      let step = min(left, 1800)
      scene.kit.clock.move(seconds: step)
      left -= step
      await scene.browser.get("/children")
      guard scene.browser.status == 200 else { break }
    }
    #expect(left == 0)
    #expect(scene.browser.status == 200 && Language.en.dateTime(scene.kit.clock.now).contains("23:59"))
    scene.kit.clock.move(seconds: 1)
    await scene.browser.get("/children")
    #expect(scene.browser.status == 403 && scene.browser.page.contains("срок истёк, последний день — 20 ноября 2026"))
  }

  @Test(
    "a suspension shuts the door at the next request of a running session, and a lifting opens it", arguments: Databases.engines)
  func suspended(_ kind: EngineKind) async throws {
    var scene = try await Self.scene(kind)
    try await scene.see()
    await scene.browser.get("/children")
    #expect(scene.browser.status == 200)
    try await scene.add(.suspended)
    await scene.browser.get("/children")
    #expect(scene.browser.status == 403 && scene.browser.page.contains("<li>допуск приостановлен: 20 ноября 2026"))
    // What is seen anew lifts nothing.
    try await scene.see()
    await scene.browser.get("/children")
    #expect(scene.browser.status == 403)
    try await scene.add(.liftingAsked)
    await scene.browser.get("/children")
    #expect(scene.browser.status == 403)
    let second = try #require(try await scene.kit.staff(.safeguarding).person)
    try await scene.add(.lifted(askedBy: scene.officer), by: second)
    await scene.browser.get("/children")
    #expect(scene.browser.status == 200)
  }

  @Test("nothing is read of what somebody sends who is not cleared")
  func body() async throws {
    let scene = try await Self.scene(.sqlite)
    let wasRead = Mutex(false)
    let cookies = scene.browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    func status(_ scene: Scene) async -> Int {
      let request = Request(
        .post, "/children",
        headers: ["cookie": cookies, "host": "127.0.0.1:8080", "x-keruen": "1", "content-type": "application/json"])
      return await scene.kit.dispatch.reply(to: request) { _ in
        wasRead.withLock { $0 = true }
        return []
      }.status
    }
    #expect(await status(scene) == 403)
    #expect(!wasRead.withLock { $0 })
    try await scene.see()
    #expect(await status(scene) == 200)
    #expect(wasRead.withLock { $0 })
  }

  @Test("to a script it is a sentence")
  func script() async throws {
    var scene = try await Self.scene(.sqlite)
    await scene.browser.say("/children", "{}")
    #expect(scene.browser.status == 403 && scene.browser.page.contains("\"refused\""))
  }

  @Test("a role that is not asked works on, until the day that the programme gives it", arguments: Databases.engines)
  func landed(_ kind: EngineKind) async throws {
    var coordinator = try await Self.scene(kind, .coordinator)
    await coordinator.browser.get("/children")
    #expect(coordinator.browser.status == 200)
    let shipped = String(decoding: ProgrammeFolder.shipped().bytes("clearance.yaml") ?? [], as: UTF8.self)
    let dated = shipped + "  - {role: coordinator, kinds: [conduct], from: 2026-11-21}\n"
    var asked = try await Self.scene(kind, .coordinator, files: ["clearance.yaml": dated])
    await asked.browser.get("/children")
    #expect(asked.browser.status == 200)
    asked.kit.clock.move(days: 1)
    asked.browser = try await asked.kit.staff(.coordinator)
    await asked.browser.get("/children")
    #expect(asked.browser.status == 403 && asked.browser.page.contains("Кодекс поведения"))
    try await asked.see([.conduct])
    await asked.browser.get("/children")
    #expect(asked.browser.status == 200)
  }

  @Test("a newer version of what was seen asks again")
  func version() async throws {
    let shipped = String(decoding: ProgrammeFolder.shipped().bytes("clearance.yaml") ?? [], as: UTF8.self)
    let newer = shipped.replacing(
      "kind: conduct\n    months: 12\n    version: 1", with: "kind: conduct\n    months: 12\n    version: 2")
    #expect(newer != shipped)
    var scene = try await Self.scene(.sqlite, files: ["clearance.yaml": newer])
    try await scene.see(version: 1)
    await scene.browser.get("/children")
    #expect(scene.browser.page.contains("<li>Кодекс поведения: есть новая версия, нужно пройти заново</li>"))
    try await scene.see([.conduct], version: 2)
    await scene.browser.get("/children")
    #expect(scene.browser.status == 200)
  }

  @Test("of two roles only the one that is cleared reaches anything")
  func reach() async throws {
    var scene = try await Self.scene(.sqlite, .coordinator, Scope(regions: ["630000000"]))
    let (house, person) = (scene.kit.house, try scene.person)
    _ = try await house.database.write { tx in
      try tx.run(
        """
        INSERT INTO membership (id, person_id, role, regions, given_at, confirmed_at)
        VALUES (\(house.outside.id(of: Membership.self)), \(person), \(Role.trainer), '430000000', 0, 0)
        """)
    }
    house.sessions.forgetEverything()
    await scene.browser.get("/children")
    #expect(scene.browser.page == "coordinator 630000000")
    try await scene.see()
    await scene.browser.get("/children")
    #expect(scene.browser.page.contains("430000000") && scene.browser.page.contains("630000000"))
  }

  @Test("where nobody looked nothing opens, and other work asks by itself")
  func unlooked() async throws {
    let scene = try await Self.scene(.sqlite)
    try await scene.see()
    let house = scene.kit.house
    let cookie = try #require(scene.browser.cookies["keruen"])
    let hash = try #require(house.sessionHash(cookie))
    let now = scene.kit.clock.now
    let who = try #require(try await house.database.read { try $0.session(hash, at: now, house.vault) })
    #expect(throws: Refusal.self) { try Gatekeeper.permit(ShowChild.self, to: who) }
    let permit = try Gatekeeper.permit(ShowChild.self, to: try await house.cleared(who))
    #expect(permit.actor.role == .trainer)
    let actor = permit.actor
    try await house.database.read { try $0.mustBeCleared(actor, house) }
    try await scene.add(.suspended)
    await #expect(throws: Refusal.self) { try await house.database.read { try $0.mustBeCleared(actor, house) } }
  }

  @Test("the schema refuses a line about oneself, one person as both hands, and half a line", arguments: Databases.engines)
  func schema(_ kind: EngineKind) async throws {
    let scene = try await Self.scene(kind)
    let person = try scene.person
    await #expect(throws: (any Error).self) { try await scene.add(.suspended, by: person) }
    try await scene.add(.suspended)
    try await scene.add(.liftingAsked)
    await #expect(throws: (any Error).self) { try await scene.add(.lifted(askedBy: scene.officer)) }
    let seen = Clearance.Seen(on: try #require(Day("2026-11-20")), until: try #require(Day("2026-11-19")), version: 1)
    await #expect(throws: (any Error).self) { try await scene.add(.seen(.module, seen)) }
    #expect(try await scene.kit.count("SELECT count(*) FROM clearance") == 2)
  }
}
