import Courses
import Exchange
import Exercises
import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// Learning on the open track: what a girl sends is an event, and everything said of her follows from her events.
@Suite struct LearningTests {
  private static let course = "physics-measurement"
  private static let lesson = "/courses/physics-measurement/02-how-sure"
  private static let exercise = "period-from-ten"

  /// The variant on her page, and its right answer.
  private static func asked(_ pupil: inout Pupil) async throws -> (variant: Int, right: String) {
    await pupil.browser.get("\(lesson)?again=\(exercise)")
    let page = pupil.browser.page
    let found = try #require(page.firstMatch(of: /data-exercise="period-from-ten" data-variant="(\d+)"/))
    let variant = try #require(Int(found.1))
    let shelved = try await pupil.kit.house.openCourse(course)
    let asked = try #require(shelved.read.exercise(exercise))
    let shown = try #require(asked.variant(variant))
    let answer = try #require(asked.exercise.rightAnswer(shown, .en))
    return (variant, answer.texts["a"] ?? "")
  }

  private static func send(_ pupil: inout Pupil, _ variant: Int, _ answer: String) async {
    await pupil.browser.post(
      "/study/attempts",
      [("course", course), ("lesson", "02-how-sure"), ("x", exercise), ("v", "\(variant)"), ("p.a", answer)])
  }

  @Test("she is asked first, begins, and finds a next step", arguments: Databases.engines)
  func begin(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Pupil(kit, begins: false, .en)
    await pupil.browser.get("/status")
    #expect(pupil.browser.page.contains("href=\"/study\""))
    await pupil.browser.get("/study/progress")
    #expect(pupil.browser.status == 404)
    await pupil.browser.get("/study")
    #expect(pupil.browser.page.contains("action=\"/study/enrolment\""))
    await pupil.browser.submit("/study/enrolment")
    await pupil.browser.follow()
    #expect(pupil.browser.page.contains("class=\"next\"") && pupil.browser.page.contains("href=\"/courses/physics-measurement/"))
    await pupil.browser.post("/study/enrolment")
    #expect(try await kit.count("SELECT count(*) FROM study_enrolment") == 1)
  }

  @Test("who may not take part finds nothing, and staff neither")
  func closed() async throws {
    let kit = try await Pupil.house(.sqlite)
    let house = kit.house
    let person = try await house.database.write { try $0.addPerson(language: .kk, house).person }
    var stranger = try await kit.applicant(person, .en)
    await stranger.get("/study")
    #expect(stranger.status == 404)
    await stranger.post("/study/enrolment")
    #expect(stranger.status == 404)
    await stranger.post(
      "/study/attempts", [("course", Self.course), ("lesson", "02-how-sure"), ("x", Self.exercise), ("v", "1"), ("p.a", "1")])
    #expect(stranger.status == 404)
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 0)
  }

  @Test(
    "without a script: a wrong answer is told what is wrong, a right one moves her to the next variant",
    arguments: Databases.engines)
  func form(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Pupil(kit, .en)
    let (variant, right) = try await Self.asked(&pupil)
    await Self.send(&pupil, variant, "1000 s")
    #expect(pupil.browser.location == "\(Self.lesson)#x-period-from-ten")
    await pupil.browser.follow()
    #expect(pupil.browser.page.contains("not right yet") && pupil.browser.page.contains("value=\"1000 s\""))
    kit.clock.move(seconds: 60)
    await Self.send(&pupil, variant, right)
    await pupil.browser.follow()
    #expect(pupil.browser.page.contains("class=\"again\""))
    let (next, _) = try await Self.asked(&pupil)
    #expect(next != variant)
    #expect(try await kit.count("SELECT count(*) FROM study_event WHERE verdict = 'wrong'") == 1)
    #expect(try await kit.count("SELECT count(*) FROM study_event WHERE verdict = 'right' AND is_placed") == 1)
    #expect(try await pupil.states().count == 1)
  }

  @Test("a skill is held after three right answers on two days, and comes back for review", arguments: Databases.engines)
  func held(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Pupil(kit, .en)
    for turn in 0..<3 {
      let (variant, right) = try await Self.asked(&pupil)
      await Self.send(&pupil, variant, right)
      kit.clock.move(seconds: turn == 1 ? 86_400 : 60)
    }
    await pupil.browser.get("/study/progress")
    #expect(pupil.browser.page.contains("held</span>"))
    kit.clock.move(seconds: 30 * 86_400)
    await pupil.browser.get("/study")
    #expect(pupil.browser.page.contains("review") && pupil.browser.page.contains("days ago this was solved"))
  }

  @Test("each skill is called by its name, no two the same, and leads to its practice")
  func skillNames() async throws {
    let kit = try await Pupil.house(.sqlite)
    var pupil = try await Pupil(kit, .en)
    await pupil.browser.get("/study/progress")
    let links = pupil.browser.page.matches(of: /<li><a href="([^"]+)">([^<]+)<\/a>/)
    let names = links.map { String($0.2) }
    let titles = try await kit.house.openCourses().flatMap { $0.course.lessons.map { $0.title(.en) } }
    #expect(names.count > 20 && Set(names).count == names.count, "\(names)")
    #expect(Set(names).isDisjoint(with: titles))
    #expect(links.allSatisfy { $0.1.hasPrefix("/study/practice?skill=") } && names.allSatisfy { !$0.contains("…") })
  }

  @Test(
    "her copy of everything says what was asked, what she wrote and whether it was right, in her language",
    arguments: Databases.engines)
  func ownCopy(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Pupil(kit, .en)
    let (variant, right) = try await Self.asked(&pupil)
    await Self.send(&pupil, variant, "1000 s")
    kit.clock.move(seconds: 60)
    await Self.send(&pupil, variant, right)
    await pupil.browser.post("/study/lessons", [("course", Self.course), ("lesson", "02-how-sure")])
    let (house, person) = (kit.house, pupil.person)
    let sections = try await house.database.write { try StudyData.personalData.export($0, house, person, .ru) }
    let values = sections.flatMap(\.lines).map { "\($0.name) \($0.value)" }
    #expect(
      values.contains {
        $0.contains("Физика через измерение · Насколько можно верить числу? · Маятник")
          && $0.contains("· «1000 s» · пока неверно")
      })
    #expect(values.contains { $0.hasSuffix("«\(right)» · верно") })
    #expect(values.contains { $0.hasSuffix("Насколько можно верить числу? · урок пройден") })
    #expect(values.contains { $0.hasSuffix("начат · 0 из 3 ответов") || $0.hasSuffix("начат · 1 из 3 ответов") }, "\(values)")
    #expect(!values.contains { $0.contains("{\"") || $0.contains("period-from-ten") }, "\(values)")
  }

  @Test("a delivery counts once, whatever its order, and another's is refused", arguments: Databases.engines)
  func journal(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var (pupil, other) = (try await Pupil(kit, number: 1, .en), try await Pupil(kit, number: 2, .en))
    let shelved = try await kit.house.openCourse(Self.course)
    let asked = try #require(shelved.read.exercise(Self.exercise))
    let now = kit.clock.now.milliseconds
    var events: [String] = []
    for (index, variant) in asked.variants.prefix(6).enumerated() {
      let right = try #require(asked.exercise.rightAnswer(variant, .en))
      let answer = index == 2 ? try #require(Answer(["a": "77 s"])) : right
      events.append(
        Browser.event(
          "01a1f753-0000-7000-8000-00000000000\(index)", "\(Self.course)/\(Self.exercise)/\(variant.id)",
          AttemptBody(answer, isFirst: true, hints: 0).text, at: Moment(milliseconds: now - Int64(6 - index) * 3_600_000 * 7),
          kind: "attempt"))
    }
    let tag = try await pupil.learner().tag.text
    await pupil.browser.deliver(Array(events[3...]), owner: tag, thread: "study")
    #expect(pupil.browser.status == 200, "\(pupil.browser.page)")
    await pupil.browser.deliver(events.reversed(), owner: tag, thread: "study")
    await pupil.browser.deliver(events, owner: tag, thread: "study")
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 6)
    let late = try await pupil.states()
    // The same events of another girl in their order say the same.
    let same = events.map { $0.replacing("8000-0000", with: "8000-0001") }
    await other.browser.deliver(same, owner: tag, thread: "study")
    #expect(other.browser.status == 409)
    // Her own name, and ids that stand under another: nothing is said to be kept.
    await other.browser.deliver(events, owner: try await other.learner().tag.text, thread: "study")
    #expect(other.browser.status == 200 && other.browser.page.contains("\"kept\":[]"), "\(other.browser.page)")
    await other.browser.deliver(same, owner: try await other.learner().tag.text, thread: "study")
    let inOrder = try await other.states()
    #expect(late.map { $0.replacing("80000000", with: "80000001") } == inOrder)
  }

  @Test(
    "an answer sent twice is one, right or wrong, and also beside one that a fast clock put after it",
    arguments: Databases.engines)
  func twice(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Pupil(kit, .en)
    let (variant, right) = try await Self.asked(&pupil)
    func twice(_ answer: String) async {
      kit.clock.move(seconds: 1)
      for _ in 0..<2 { await Self.send(&pupil, variant, answer) }
    }
    for answer in ["77 s", "77 s", "78 s", right] { await twice(answer) }
    #expect(try await kit.count("SELECT count(*) FROM study_event WHERE kind = 'attempt'") == 3)
    let ahead = Browser.event(
      "01a1f753-0000-7000-8000-000000000009", "\(Self.course)/\(Self.exercise)/\(variant)",
      AttemptBody(try #require(Answer(["a": "79 s"])), isFirst: false, hints: 0).text, at: kit.clock.now.adding(minutes: 4),
      kind: "attempt")
    await pupil.browser.deliver([ahead], owner: try await pupil.learner().tag.text, thread: "study")
    await twice("80 s")
    #expect(try await kit.count("SELECT count(*) FROM study_event WHERE kind = 'attempt'") == 5)
  }

  @Test("no statement writes over what she did; what the house made of it may be made again", arguments: Databases.engines)
  func stands(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Pupil(kit, .en)
    let (variant, right) = try await Self.asked(&pupil)
    await Self.send(&pupil, variant, right)
    for change: SQL in ["about = 'x/y/1'", "at = at + 1", "sealed = sealed", "learner = learner", "kind = 'finished'"] {
      await #expect(throws: StorageFault.self, "\(change.text)") {
        _ = try await kit.house.database.write { try $0.run("UPDATE study_event SET \(change)") }
      }
    }
    let changed = try await kit.house.database.write { try $0.run("UPDATE study_event SET verdict = NULL, is_placed = FALSE") }
    #expect(changed == 1)
  }

  @Test(
    "what follows from the events, made anew, changes nothing; what somebody spoilt is named and put right",
    arguments: Databases.engines)
  func rebuild(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var (pupil, other) = (try await Pupil(kit, number: 1, .en), try await Pupil(kit, number: 2, .en))
    for _ in 0..<3 {
      let (variant, right) = try await Self.asked(&pupil)
      await Self.send(&pupil, variant, right)
      kit.clock.move(seconds: 60 * 60 * 7)
    }
    let (variant, _) = try await Self.asked(&other)
    await Self.send(&other, variant, "77 s")
    await pupil.browser.post("/study/lessons", [("course", Self.course), ("lesson", "02-how-sure")])
    func dump() async throws -> [String] {
      try await kit.house.database.read { tx in
        try tx.rows("SELECT learner, skill, line FROM study_skill ORDER BY learner, skill") {
          "\(try $0["learner"] as Int) \(try $0["skill"] as String) \(try $0["line"] as String)"
        }
          + tx.rows("SELECT learner, lesson, finished_at FROM study_lesson ORDER BY learner, lesson") {
            "\(try $0["learner"] as Int) \(try $0["lesson"] as String) \((try $0["finished_at"] as Moment).milliseconds)"
          }
      }
    }
    let before = try await dump()
    let whole = try await kit.house.rebuildStudy(writes: true)
    #expect(whole.changed == 0 && whole.learners == 2 && whole.events == 5, "\(whole)")
    #expect(try await dump() == before)
    _ = try await kit.house.database.write { tx in
      try tx.run("UPDATE study_skill SET line = '' WHERE learner = 1")
      try tx.run("DELETE FROM study_lesson")
      try tx.run(
        "INSERT INTO study_skill (learner, skill, line) SELECT 2, 'never-practised', line FROM study_skill WHERE learner = 2")
    }
    #expect(try await kit.house.rebuildStudy(writes: false).changed == 3)
    #expect(try await kit.house.rebuildStudy(writes: true).changed == 3)
    #expect(try await dump() == before)
    #expect(try await kit.house.rebuildStudy(writes: true).changed == 0)
  }

  @Test("a phone whose clock stands years away writes no history: the time of arrival counts", arguments: Databases.engines)
  func clocks(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Pupil(kit, .en)
    let now = kit.clock.now
    let times = [Moment(milliseconds: 0), now.adding(days: -900), now.adding(days: 400), now.adding(minutes: -30)]
    let events = times.enumerated().map { number, at in
      Browser.event(
        "01a1f753-0000-7000-8000-00000000001\(number)", "\(Self.course)/\(Self.exercise)/1",
        "{\"answer\":{\"a\":\"1,32 с\"},\"first\":true,\"hints\":0}", at: at, kind: "attempt")
    }
    await pupil.browser.deliver(events, owner: try await pupil.learner().tag.text, thread: "study")
    #expect(pupil.browser.status == 200, "\(pupil.browser.page)")
    #expect(try await kit.count("SELECT count(*) FROM study_event WHERE at = \(now)") == 3)
    #expect(try await kit.count("SELECT count(*) FROM study_event WHERE at = \(times[3])") == 1)
  }

  @Test("an event of a course that comes later is kept and finds its place")
  func unplaced() async throws {
    let kit = try await Pupil.house(.sqlite)
    var pupil = try await Pupil(kit, .en)
    let house = kit.house
    let event = Browser.event(
      "01a1f753-0000-7000-8000-000000000009", "later-course/period-from-ten/1",
      "{\"answer\":{\"a\":\"1,44 с\"},\"first\":true,\"hints\":0}", at: kit.clock.now, kind: "attempt")
    await pupil.browser.deliver([event], owner: try await pupil.learner().tag.text, thread: "study")
    #expect(try await kit.count("SELECT count(*) FROM study_event WHERE NOT is_placed") == 1)
    #expect(try await pupil.states().isEmpty)
    try await house.database.write { tx in
      let newest = try #require(try tx.newestEdition(.course, key: Self.course))
      var files = try tx.editionFiles(newest.id)
      files["course.yaml"] = Array(
        String(decoding: files["course.yaml"] ?? [], as: UTF8.self).replacing(
          "key: physics-measurement", with: "key: later-course"
        ).utf8)
      let edition = try tx.addEdition(.course, files, key: "later-course", by: "operator", house)
      try tx.publish(try #require(edition), by: "operator", house)
    }
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM study_event WHERE NOT is_placed") == 0)
    #expect(try await pupil.states().first?.hasPrefix("later-course/") == true)
  }

  @Test("what no page of ours writes is refused by name, and the rest is kept")
  func broken() async throws {
    let kit = try await Pupil.house(.sqlite)
    var pupil = try await Pupil(kit, .en)
    let body = "{\"answer\":{\"a\":\"1\"},\"first\":true,\"hints\":0}"
    let now = kit.clock.now
    let wrong: [(kind: String, about: String, body: String)] = [
      ("attempt", "a/b", body), ("attempt", "a/b/c/d", body), ("attempt", "", body), ("attempt", "a/b/1", "{}"),
      ("attempt", "a/b/1", "{\"answer\":{\"a\":1},\"first\":true,\"hints\":0}"), ("opened", "a/b", ""), ("finished", "a", ""),
      ("attempt", "a/b/1", body.replacing("\"hints\":0", with: "\"hints\":-1")), ("attempt", "a/б/1", body),
      ("answer", "a/b/1", body),
    ]
    var events = wrong.enumerated().map { index, event in
      Browser.event("01a1f753-0000-7000-8000-0000000001\(10 + index)", event.about, event.body, at: now, kind: event.kind)
    }
    events.append(Browser.event("01a1f753-0000-7000-8000-000000000200", "a/b", "", at: now, kind: "finished"))
    await pupil.browser.deliver(events, owner: try await pupil.learner().tag.text, thread: "study")
    #expect(pupil.browser.status == 200)
    #expect(pupil.browser.page.matches(of: /"why"/).count == wrong.count)
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 1)
  }
}
