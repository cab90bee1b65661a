import Applications
import Exchange
import Front
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// What somebody sent after her session had ended is shown, kept for her alone, and sent by one button.
@Suite struct UnsentTests {
  private static let note = "Позвонила маме: Айгерім приедет 5 декабря.\nСпросить про общежитие."

  private struct Scene {
    let kit: HouseKit
    let application: Application
    var staff: Browser

    var form: String { "/desk/applications/\(application.code)/notes" }

    /// A coordinator has the page of an application before her.
    init(_ kind: EngineKind) async throws {
      kit = try await HouseKit.house(kind)
      application = try await Sample().keep(kit)
      staff = try await kit.staff(.coordinator)
      await staff.get("/desk/applications/\(application.code)")
    }

    func endSessions() async throws {
      _ = try await kit.house.database.write { try $0.run("DELETE FROM session") }
      kit.house.sessions.forgetEverything()
    }

    /// Somebody comes in by the staff's door in the same browser.
    mutating func enter(_ person: ID<Person>) async throws {
      let house = kit.house
      let cookie = try await house.database.write { try house.open(.staff, for: person, sharedDevice: false, in: $0) }
      staff.take(cookie.text)
    }

    func kept() async throws -> Int { try await kit.count("SELECT count(*) FROM shown_page") }
    func notes() async throws -> Int {
      try await kit.count("SELECT count(*) FROM application_event WHERE kind = 'noted'")
    }
  }

  @Test("a note written while the session ended is shown, waits, and is sent by one button", arguments: Databases.engines)
  func note(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    let person = try #require(scene.staff.person)
    try await scene.endSessions()
    await scene.staff.submit(scene.form, [("note", Self.note)])
    #expect(scene.staff.status == 409 && scene.staff.page.contains("Айгерім приедет 5 декабря."))
    #expect(scene.staff.page.contains("Тем временем вы вышли из системы, поэтому ничего не сохранено."))
    #expect(scene.staff.page.contains("href=\"/sign-in?back=%2Fdesk%2Funsent\""))
    let sealed: [[UInt8]] = try await scene.kit.house.database.read { try $0.rows("SELECT sealed FROM shown_page") { try $0[0] } }
    #expect(sealed.count == 1 && sealed.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("Айгерім") })
    #expect(try await scene.notes() == 0)
    await scene.staff.get("/desk/unsent")
    #expect(scene.staff.location == "/sign-in?back=%2Fdesk%2Funsent")
    try await scene.enter(person)
    await scene.staff.get("/desk/unsent")
    #expect(scene.staff.status == 200 && scene.staff.page.contains("Спросить про общежитие."))
    await scene.staff.submit(scene.form)
    #expect(scene.staff.status == 303)
    #expect(try await scene.notes() == 1)
    #expect(try await scene.kept() == 0 && scene.staff.cookies["keruen-unsent"] == nil)
    await scene.staff.get("/desk/applications/\(scene.application.code)")
    #expect(scene.staff.page.contains("Позвонила маме"))
  }

  @Test("whoever else signs in there neither sees nor sends it; it waits for whose it is", arguments: Databases.engines)
  func another(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    let person = try #require(scene.staff.person)
    let other = try #require(try await scene.kit.staff(.coordinator).person)
    try await scene.endSessions()
    await scene.staff.submit(scene.form, [("note", Self.note)])
    try await scene.enter(other)
    await scene.staff.get("/desk/unsent")
    #expect(scene.staff.location == "/desk" && !scene.staff.page.contains("Айгерім"))
    #expect(try await scene.kept() == 1)
    // Theirs waits beside it.
    await scene.staff.get("/desk/applications/\(scene.application.code)")
    try await scene.endSessions()
    await scene.staff.submit(scene.form, [("note", "Вторая заметка, 2 экз.")])
    #expect(try await scene.kept() == 2)
    try await scene.enter(person)
    await scene.staff.get("/desk/unsent")
    #expect(scene.staff.page.contains("Айгерім приедет") && !scene.staff.page.contains("Вторая заметка"))
    #expect(scene.staff.page.contains(">Добавить пометку</button>"), "the button says what it does")
    await scene.staff.submit(scene.form)
    #expect(try await scene.notes() == 1)
    #expect(try await scene.kept() == 1)
    try await scene.endSessions()
    try await scene.enter(other)
    await scene.staff.get("/desk/unsent")
    #expect(scene.staff.page.contains("Вторая заметка"))
    // A newer one of the same person takes its place.
    let again = scene.staff
    try await scene.endSessions()
    scene.staff = again
    await scene.staff.submit(scene.form, [("note", "Третья")])
    #expect(try await scene.kept() == 1)
  }

  @Test("a page of an earlier session of hers is sent again by one button; another's says nothing", arguments: Databases.engines)
  func renewed(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    let person = try #require(scene.staff.person)
    let old = scene.staff
    try await scene.endSessions()
    try await scene.enter(person)
    await scene.staff.submit(scene.form, [("note", Self.note)])
    #expect(scene.staff.status == 409 && scene.staff.page.contains("Айгерім приедет"))
    #expect(try await scene.notes() == 0)
    await scene.staff.submit(scene.form)
    #expect(try await scene.notes() == 1)
    scene.staff = old
    try await scene.enter(try #require(try await scene.kit.staff(.coordinator).person))
    await scene.staff.submit(scene.form, [("note", Self.note)])
    #expect(scene.staff.status == 409 && !scene.staff.page.contains("Айгерім"))
    #expect(try await scene.notes() == 1)
  }

  @Test("whose role has ended still sees what she wrote", arguments: Databases.engines)
  func roleEnded(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    var administrator = try await scene.kit.staff(.administrator)
    let person = try #require(scene.staff.person)
    await administrator.get("/administration/people/\(person)")
    let action = try #require(administrator.page.firstMatch(of: #/action="(/administration/people/[^"]+/end)"/#)).output.1
    await administrator.submit(String(action))
    #expect(administrator.status == 303)
    await scene.staff.submit(scene.form, [("note", Self.note)])
    #expect(scene.staff.status == 409 && scene.staff.page.contains("Айгерім приедет"))
    #expect(try await scene.notes() == 0)
  }

  @Test("a body is read from no browser in which nobody of the staff was", arguments: Databases.engines)
  func stranger(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    try await scene.endSessions()
    scene.staff.take("keruen-was-staff=x; Path=/")
    await scene.staff.submit(scene.form, [("note", Self.note)])
    #expect(scene.staff.location == "/sign-in")
    #expect(try await scene.kept() == 0)
    // Nor does a girl's own stand for it.
    let hers = try #require(try await scene.kit.applicant().cookies["keruen-was-hers"])
    scene.staff.take("keruen-was-staff=\(hers); Path=/")
    await scene.staff.get("/desk/unsent")
    #expect(scene.staff.location == "/desk")
    await scene.staff.post(scene.form, [("note", Self.note)])
    #expect(scene.staff.location == "/sign-in")
  }

  @Test("after an hour, and where it is longer than any text, there is nothing", arguments: Databases.engines)
  func bounds(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    let person = try #require(scene.staff.person)
    try await scene.endSessions()
    let old = scene.staff
    await scene.staff.submit(scene.form, [("note", String(repeating: "а ", count: 65_536))])
    #expect(scene.staff.location == "/sign-in")
    #expect(try await scene.kept() == 0)
    scene.staff = old
    await scene.staff.submit(scene.form, [("note", Self.note)])
    #expect(try await scene.kept() == 1)
    scene.kit.clock.move(seconds: 3601)
    try await scene.enter(person)
    await scene.staff.get("/desk/unsent")
    #expect(scene.staff.location == "/desk")
  }

  @Test("a girl comes back to her form by the key she was given", arguments: Databases.engines)
  func girl(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample(state: .draft).keep(kit)
    var girl = try await kit.applicant(application.person, .ru)
    await girl.get("/status/later")
    await girl.submit("/status/later")
    let key = try #require(girl.page.firstMatch(of: #/<p class="code">([0-9A-Z-]+)</p>/#)).output.1
    await girl.get("/apply/name")
    _ = try await kit.house.database.write { try $0.run("DELETE FROM session") }
    kit.house.sessions.forgetEverything()
    await girl.submit("/apply/name", [("surname", "Жаңаова"), ("given", "Үлгі")])
    #expect(girl.status == 409 && girl.page.contains("Жаңаова") && girl.page.contains("/return?back=%2Fstatus%2Funsent"))
    await girl.post("/return/key", [("key", String(key))])
    #expect(girl.location == "/status/unsent")
    await girl.follow()
    #expect(girl.page.contains("Жаңаова"))
    await girl.submit("/apply/name")
    #expect(girl.status == 303)
    await girl.get("/apply/name")
    #expect(girl.page.contains("value=\"Жаңаова\""))
    // What waits for one girl waits on when another comes in, and is not hers.
    _ = try await kit.house.database.write { try $0.run("DELETE FROM session") }
    kit.house.sessions.forgetEverything()
    let before = try await kit.count("SELECT count(*) FROM shown_page")
    await girl.submit("/apply/name", [("surname", "Тағыова"), ("given", "Үлгі")])
    #expect(try await kit.count("SELECT count(*) FROM shown_page") == before + 1)
    await girl.post("/apply", [])
    #expect(girl.location != "/status/unsent")
    #expect(try await kit.count("SELECT count(*) FROM shown_page") == before + 1)
    await girl.get("/status/unsent")
    #expect(!girl.page.contains("Тағыова"))
  }

  @Test("a guardian's answer waits until the link is opened again", arguments: Databases.engines)
  func guardian(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    (sample.state, sample.consent) = (.submitted, .girl)
    var girl = try await kit.applicant(try await sample.keep(kit).person)
    await girl.post("/status/guardian")
    let parent: ID<Person> = try #require(
      try await kit.house.database.read { try $0.value("SELECT guardian_id FROM consent_request") })
    var guardian = try await kit.guardian(parent, .ru)
    await guardian.get("/consent")
    _ = try await kit.house.database.write { try $0.run("DELETE FROM session") }
    kit.house.sessions.forgetEverything()
    await guardian.submit("/consent", kit.house.consents.purposes.map { ($0.key, "yes") })
    #expect(guardian.status == 409 && guardian.page.contains("Откройте ссылку из сообщения ещё раз"))
    #expect(try await kit.count("SELECT count(*) FROM consent WHERE signer = 'guardian'") == 0)
    await guardian.get("/consent/unsent")
    #expect(guardian.location == "/consent")
    // As when she opens the link: a session of the same guardian.
    let house = kit.house
    guardian.take(try await house.database.write { try house.open(.guardian, for: parent, sharedDevice: false, in: $0) }.text)
    await guardian.get("/consent/unsent")
    await guardian.submit("/consent")
    #expect(guardian.location == "/consent?done=yes")
    #expect(try await kit.count("SELECT count(*) FROM consent WHERE signer = 'guardian'") > 0)
  }

  @Test("what a form carried along unseen is not shown as what was written")
  func carried() async throws {
    var scene = try await Scene(.sqlite)
    try await scene.endSessions()
    await scene.staff.submit(scene.form, [("note", Self.note), ("list", "state=submitted&consent=complete")])
    #expect(scene.staff.status == 409 && scene.staff.page.contains("Айгерім приедет"))
    #expect(!scene.staff.page.contains("<p class=\"written\">state=submitted"))
    // Nor what the house knows things by, whatever the field is called.
    let id = scene.kit.house.outside.id(of: Person.self).text
    await scene.staff.submit(
      scene.form, [("note", Self.note), ("seen", "3 \(id)"), ("about", "\(id) - wanted"), ("exercise", "physics/fall-1")])
    #expect(scene.staff.page.contains("Айгерім приедет") && scene.staff.page.ranges(of: "class=\"written\"").count == 1)
    #expect(!scene.staff.page.contains(">3 \(id)<") && !scene.staff.page.contains("wanted<"))
  }
}
