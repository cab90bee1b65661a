import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// What is left of answers when they go, and what it says of variants.
@Suite struct FoldingTests {
  private static let course = "physics-measurement"
  private static let exercise = "period-from-ten"

  private func event(_ girl: Int, _ number: Int, _ variant: Int, _ answer: String, at: Moment) -> String {
    Browser.event(
      "01a1f753-0000-7000-800\(girl)-00000000\(1000 + number)", "\(Self.course)/\(Self.exercise)/\(variant)",
      "{\"answer\":{\"a\":\"\(answer)\"},\"first\":true,\"hints\":0}", at: at, kind: "attempt")
  }

  private func counts(_ kit: HouseKit, _ table: String) async throws -> [String] {
    try await kit.house.database.read { tx in
      let what: SQL =
        table == "frozen"
        ? "SELECT variant, outcome AS said, n FROM study_frozen ORDER BY variant, outcome"
        : "SELECT variant, '' AS said, answers * 100 + correct AS n FROM study_variant ORDER BY variant"
      return try tx.rows(what) { "\(try $0["variant"] as Int) \(try $0["said"] as String) \(try $0["n"] as Int)" }
    }
  }

  @Test("the first answer to each variant is counted, and stays counted when she is erased", arguments: Databases.engines)
  func erased(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var (one, two) = (try await Pupil(kit, number: 1), try await Pupil(kit, number: 2))
    let now = kit.clock.now
    // Wrong first and right afterwards is wrong; what cannot be read says nothing.
    let hers = [
      event(1, 1, 1, "99 с", at: now.adding(minutes: -50)), event(1, 2, 1, "1,32 с", at: now.adding(minutes: -40)),
      event(1, 3, 2, "1,46 с", at: now.adding(minutes: -30)), event(1, 4, 3, "бірдеңе", at: now.adding(minutes: -20)),
    ]
    await one.browser.deliver(hers, owner: try await one.learner().tag.text, thread: "study")
    await two.browser.deliver(
      [event(2, 1, 1, "1,32 с", at: now.adding(minutes: -50))], owner: try await two.learner().tag.text, thread: "study")
    try await VariantCounts.job.run(kit.house)
    #expect(try await counts(kit, "variant") == ["1  201", "2  101"], "two answers, one of them right; one, right")
    let (house, person) = (kit.house, one.person)
    try await house.database.write { tx in
      for data in Study.room.personalData { _ = try data.erase(tx, house, person) }
    }
    #expect(try await counts(kit, "frozen") == ["1 wrong 1", "2 right 1"])
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 1)
    try await VariantCounts.job.run(kit.house)
    #expect(try await counts(kit, "variant") == ["1  201", "2  101"], "the same as before")
    var author = try await kit.staff(.author, .everything, .en)
    await author.get("/desk/courses/\(Self.course)")
    #expect(author.page.contains("/desk/courses/\(Self.course)/variants"))
    await author.get("/desk/courses/\(Self.course)/variants")
    #expect(author.status == 200 && !author.page.contains("period-from-ten"), "of two answers nothing is shown")
    await author.get("/desk/courses/none/variants")
    #expect(author.status == 404)
    await one.browser.get("/desk/courses/\(Self.course)/variants")
    #expect(one.browser.status != 200)
  }

  @Test("a year after the last answer they go, no day before, and not of whoever's data are held", arguments: Databases.engines)
  func old(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var (one, two) = (try await Pupil(kit, number: 1), try await Pupil(kit, number: 2))
    let now = kit.clock.now
    await one.browser.deliver([event(1, 1, 1, "1,32 с", at: now)], owner: try await one.learner().tag.text, thread: "study")
    await two.browser.deliver([event(2, 1, 2, "1,46 с", at: now)], owner: try await two.learner().tag.text, thread: "study")
    let held = two.person
    _ = try await kit.house.database.write { tx in
      try tx.run("UPDATE person SET restricted_at = \(now) WHERE id = \(held)")
    }
    kit.clock.move(days: 364)
    try await OldAnswers.job.run(kit.house)
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 2)
    kit.clock.move(days: 3)
    let isDue = try await OldAnswers.job.isNeeded(kit.house)
    #expect(isDue)
    try await OldAnswers.job.run(kit.house)
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 1)
    #expect(try await kit.count("SELECT count(*) FROM study_skill") == 1)
    #expect(try await counts(kit, "frozen") == ["1 right 1"])
    let isNeeded = try await OldAnswers.job.isNeeded(kit.house)
    #expect(!isNeeded)
    #expect(try await kit.house.rebuildStudy(writes: false).changed == 0)
  }

  @Test("as long as her cohort and a year nothing goes", arguments: Databases.engines)
  func cohort(_ kind: EngineKind) async throws {
    let scene = try await SchoolScene(kind)
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    let person = scene.girls[0]
    let learner = try #require(try await scene.kit.house.database.read { try $0.learner(of: person) })
    await girl.deliver([event(1, 1, 1, "1,32 с", at: scene.kit.clock.now)], owner: learner.tag.text, thread: "study")
    #expect(girl.status == 200, "\(girl.page)")
    // The cohort studies for 90 days.
    scene.kit.clock.move(days: 400)
    try await OldAnswers.job.run(scene.kit.house)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_event") == 1)
    scene.kit.clock.move(days: 60)
    try await OldAnswers.job.run(scene.kit.house)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_event") == 0)
  }
}
