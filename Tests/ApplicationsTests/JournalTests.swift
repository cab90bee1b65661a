import Applications
import Exchange
import Forms
import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// What the phone delivers, and what a page posts that was made some time ago.
@Suite struct JournalTests {
  private struct Scene {
    let kit: HouseKit
    let application: Application
    var girl: Browser

    init(_ kind: EngineKind) async throws {
      kit = try await HouseKit.house(kind)
      var sample = Sample()
      (sample.state, sample.consent) = (.draft, .none)
      application = try await sample.keep(kit)
      girl = try await kit.applicant(application.person)
      kit.clock.move(seconds: 10)
    }

    func id() -> String { kit.house.outside.id(of: JournalEvent.self).text }

    /// One event of a delivery; `was` the version it was made from.
    func event(_ id: String, _ field: String, _ typed: String, was: Moment? = nil, at: Int64? = nil) -> String {
      Browser.event(id, field, typed, at: at.map { Moment(milliseconds: $0) } ?? kit.clock.now, was: was)
    }

    mutating func deliver(_ events: [String]) async { await girl.deliver(events, owner: application.id.text) }

    mutating func send(_ path: String, _ body: String) async { await girl.say(path, body) }

    func answer(_ field: String) async throws -> String {
      let (house, application) = (kit.house, application)
      return try await house.database.read { tx in
        try tx.answers(of: application.id, try tx.safe(of: application.person, house.vault))[field]
      }
    }
  }

  private struct Verdicts: Decodable {
    struct Refused: Decodable {
      let id: String
      let why: String
    }
    struct Changed: Decodable {
      let id: String
      let body: String
    }
    let kept: [String]
    let refused: [Refused]
    let changed: [Changed]
  }

  private func verdicts(_ browser: Browser) throws -> Verdicts {
    try JSONDecoder().decode(Verdicts.self, from: Data(browser.page.utf8))
  }

  @Test("a poison event is refused by itself, with the reason, and blocks no other", arguments: Databases.engines)
  func poison(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    let (good, gone, long) = (scene.id(), scene.id(), scene.id())
    await scene.deliver([
      scene.event(gone, "a_field_of_last_year", "x"), scene.event(long, "essay", String(repeating: "ә", count: 20_001)),
      scene.event("no id", "given", "x"), "{\"id\":7}", "{}", scene.event(scene.id(), "given", "x", at: -1),
      Browser.event(scene.id(), "given", "x", at: scene.kit.clock.now, kind: "another"),
      scene.event(good, "given", "Жаңаүлгі"),
    ])
    #expect(scene.girl.status == 200, "\(scene.girl.page)")
    let verdicts = try verdicts(scene.girl)
    #expect(verdicts.kept == [good])
    #expect(verdicts.refused.count == 7 && verdicts.refused.allSatisfy { !$0.why.isEmpty })
    #expect(verdicts.refused.prefix(2).map(\.id) == [gone, long])
    #expect(try await scene.answer("given") == "Жаңаүлгі")
  }

  @Test("a thread's name is the whole of it: a tail behind it names nothing", arguments: Databases.engines)
  func tail(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    for thread in ["apply/x", "apply/", "appl", "applyx", "/apply", ""] {
      let event = scene.event(scene.id(), "given", "Басқа")
      await scene.girl.deliver([event], owner: scene.application.id.text, thread: thread)
      #expect(scene.girl.status == 404, "\(thread)")
    }
    #expect(try await scene.answer("given") == "Үлгі")
  }

  @Test("what was given elsewhere meanwhile is told with the newer text that took its place", arguments: Databases.engines)
  func changed(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    let before = scene.kit.clock.now
    await scene.deliver([scene.event(scene.id(), "given", "Басқадан", was: before)])
    #expect(try verdicts(scene.girl).changed.isEmpty)
    scene.kit.clock.move(seconds: 5)
    let id = scene.id()
    await scene.deliver([scene.event(id, "given", "Ескіден", was: Moment(milliseconds: before.milliseconds - 5000))])
    let verdicts = try verdicts(scene.girl)
    #expect(verdicts.changed.map(\.id) == [id] && verdicts.changed.map(\.body) == ["Басқадан"])
    #expect(try await scene.answer("given") == "Ескіден")
  }

  @Test("what was overtaken is told again where the first answer was lost, and within one delivery", arguments: Databases.engines)
  func changedAgain(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    let before = scene.kit.clock.now
    let first = scene.event(scene.id(), "given", "Басқадан", was: before, at: before.milliseconds + 1000)
    let id = scene.id()
    let second = scene.event(id, "given", "Ескіден", was: before, at: before.milliseconds + 2000)
    scene.kit.clock.move(seconds: 5)
    for delivery in [[first, second], [first, second], [second]] {
      await scene.deliver(delivery)
      let told = try verdicts(scene.girl).changed
      #expect(told.map(\.id) == [id] && told.map(\.body) == ["Басқадан"])
    }
    #expect(try await scene.answer("given") == "Ескіден")
  }

  @Test("a field that the page did not touch overwrites nothing", arguments: Databases.engines)
  func untouched(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    var old = scene.girl
    await scene.girl.post("/apply/essay", [("essay", "")])
    await old.get("/apply/essay")
    scene.kit.clock.move(seconds: 5)
    let text = Array(repeating: "жаңа", count: 90).joined(separator: " ")
    await scene.girl.post("/apply/essay", [("essay", text)])
    await old.submit("/apply/essay", [("essay", "")])
    #expect(old.location == "/apply/document")
    #expect(try await scene.answer("essay") == text)
  }

  @Test("where both pages touched it the later text stands and the other is shown", arguments: Databases.engines)
  func both(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    var old = scene.girl
    await old.get("/apply/name")
    scene.kit.clock.move(seconds: 5)
    await scene.girl.post("/apply/name", [("surname", "Жаңаова"), ("given", "Үлгі")])
    scene.kit.clock.move(seconds: 5)
    await old.submit("/apply/name", [("surname", "Ескіова"), ("given", "Үлгі"), ("patronymic", "Мысалқызы")])
    #expect(old.status == 303 && !(old.location ?? "").contains("Жаңаова"))
    await old.follow()
    #expect(old.page.contains("Жаңаова") && old.page.contains("value=\"Ескіова\""))
    #expect(try await scene.answer("surname") == "Ескіова")
    await old.submit("/apply/name", [("surname", "Ескіова"), ("given", "Үлгі"), ("patronymic", "Мысалқызы")])
    #expect(old.location == "/apply/birth-day", "said once, it goes on")
  }

  @Test("an application waits on the phone and is sent by its script, for itself alone", arguments: Databases.engines)
  func submission(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    await scene.send("/apply/submission", "{\"application\":\"\(scene.application.id)\"}")
    #expect(scene.girl.page == "{\"next\":\"/apply/check\"}", "her consent is missing")
    await scene.girl.post("/apply/consent", scene.kit.house.consents.purposes.map { ($0.key, "yes") })
    await scene.send("/apply/submission", "{\"application\":\"\(scene.id())\"}")
    #expect(scene.girl.status == 409, "another girl's wish")
    #expect(try await scene.kit.state(of: scene.application) == .draft)
    for _ in 1...2 {
      await scene.send("/apply/submission", "{\"application\":\"\(scene.application.id)\"}")
      #expect(scene.girl.page == "{\"next\":\"/apply/receipt\"}")
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM outbox WHERE purpose = 'receipt'") == 1)
  }

  @Test("pages name whose they are, for her own phone alone", arguments: Databases.engines)
  func owner(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    for path in ["/apply/name", "/apply/check", "/apply/consent"] {
      await scene.girl.get(path)
      #expect(scene.girl.reply.header("x-keruen-shell") == "apply \(scene.application.id)")
    }
    for path in ["/status", "/apply/name?check=yes"] {
      await scene.girl.get(path)
      #expect(scene.girl.reply.header("x-keruen-shell") == nil, "a page that tells of an error is not the page to come back to")
    }
    await scene.girl.get("/status")
    #expect(scene.girl.page.contains("apply.") && scene.girl.page.contains("data-unsent"), "she can sign out anywhere")
    var shared = scene.kit.browser()
    await shared.post("/apply", [("shared", "yes")])
    await shared.follow()
    #expect(shared.status == 200 && shared.reply.header("x-keruen-shell") == nil)
  }
}
