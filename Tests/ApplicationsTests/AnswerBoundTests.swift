import Applications
import Forms
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// What one application may be given in answers, and what her pages read of them.
@Suite struct AnswerBoundTests {
  private func begun(_ kind: EngineKind) async throws -> (kit: HouseKit, application: Application, girl: Browser) {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    (sample.state, sample.consent) = (.draft, .none)
    let application = try await sample.keep(kit)
    kit.clock.move(seconds: 10)
    return (kit, application, try await kit.applicant(application.person, .en))
  }

  private func kept(_ kit: HouseKit) async throws -> Int { try await kit.count("SELECT count(*) FROM answer") }

  @Test("past the bound an answer is refused in words, and what was kept stays", arguments: Databases.engines)
  func bound(_ kind: EngineKind) async throws {
    let (kit, application, hers) = try await begun(kind)
    var girl = hers
    let owner = application.id.text
    func event(_ typed: String) -> String {
      Browser.event(kit.house.outside.id(of: JournalEvent.self).text, "essay", typed, at: kit.clock.now)
    }
    let weight = try await kit.count("SELECT answered FROM application WHERE id = \(application.id)")
    #expect(weight > 0 && weight < Bound.answers / 100)
    _ = try await kit.house.database.write {
      try $0.run("UPDATE application SET answered = \(Bound.answers - Bound.leastAnswer) WHERE id = \(application.id)")
    }
    let before = try await kept(kit)
    await girl.deliver([event("the last that fits")], owner: owner)
    #expect(girl.status == 200)
    #expect(try await kept(kit) == before + 1)
    // The phone keeps its events at this answer and says the sentence.
    kit.clock.move(seconds: 1)
    await girl.deliver([event("one too many")], owner: owner)
    #expect(girl.status == 409 && girl.page.contains("Too many changes of this application"))
    await girl.post("/apply/essay", [("essay", "one too many")])
    #expect(girl.status == 409 && girl.page.contains("what was kept before is in its place"))
    #expect(try await kept(kit) == before + 1)
    await girl.get("/apply/essay")
    #expect(girl.status == 200 && girl.page.contains("the last that fits"))
    // The same event once more is nothing new.
    await girl.get("/apply/check")
    #expect(girl.status == 200)
  }

  @Test("a long answer weighs what it is, and one that is there already nothing", arguments: Databases.engines)
  func weight(_ kind: EngineKind) async throws {
    let (kit, application, hers) = try await begun(kind)
    var girl = hers
    func answered() async throws -> Int { try await kit.count("SELECT answered FROM application WHERE id = \(application.id)") }
    let before = try await answered()
    let id = kit.house.outside.id(of: JournalEvent.self).text
    let event = Browser.event(id, "essay", String(repeating: "a", count: 9000), at: kit.clock.now)
    for _ in 0..<2 {
      await girl.deliver([event], owner: application.id.text)
      #expect(girl.status == 200)
      #expect(try await answered() == before + 9000)
    }
  }

  @Test("of each field the newest alone is read, of two of one moment the later one", arguments: Databases.engines)
  func newest(_ kind: EngineKind) async throws {
    let (kit, application, _) = try await begun(kind)
    let house = kit.house
    let now = house.outside.now()
    let answers = try await house.database.write { tx in
      let safe = try tx.safe(of: application.person, house.vault)
      // Thousands of earlier ones, none of which opens.
      for number in 0..<300 {
        try tx.run(
          """
          INSERT INTO answer (id, application_id, field, typed, written_at, received_at)
          VALUES (\(house.outside.id(of: AnswerTag.self)), \(application.id), 'essay', \([UInt8](repeating: 1, count: 50)),
            \(now.adding(milliseconds: Int64(number - 1000))), \(now))
          """)
      }
      let ids = ["01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"]
      for (id, typed) in zip(ids.reversed(), ["second", "first"]) {
        try tx.run(
          """
          INSERT INTO answer (id, application_id, field, typed, written_at, received_at)
          VALUES (\(id), \(application.id), 'essay', \(safe.seal(typed, "answer.typed")), \(now), \(now))
          """)
      }
      return try tx.answers(of: application.id, safe)
    }
    #expect(answers["essay"] == "second")
    #expect(answers.version("essay") == now)
    #expect(answers["surname"] == "Сынақова")
  }

  private enum AnswerTag {}
}
