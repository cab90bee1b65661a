import Courses
import Exchange
import Exercises
import Foundation
import HouseKit
import Markup
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// Checks: given, sat, judged, confirmed, told.
@Suite struct CheckTests {
  @Test(
    "a unit's check: given at a meeting, sat on one page, judged by the server, told when the window is over",
    arguments: Databases.engines)
  func unit(_ kind: EngineKind) async throws {
    var scene = try await CheckScene(kind)
    let meeting = try await scene.school.meeting(in: 25)
    let page = "\(scene.school.group)/checks"
    await scene.school.trainers[0].get(scene.school.group)
    #expect(scene.school.trainers[0].page.contains("href=\"\(page)\""))
    await scene.school.trainers[0].get(page)
    await scene.school.trainers[0].submit(page, [("check", "physics-measurement/unit-1")])
    #expect(scene.school.trainers[0].status == 422 && scene.school.trainers[0].page.contains("Choose a meeting"))
    await scene.school.trainers[0].submit(page, [("check", "physics-measurement/unit-1"), ("meeting", meeting.id.text)])
    #expect(scene.school.trainers[0].location == page, "\(scene.school.trainers[0].page)")
    let check = try await scene.check("unit-1")
    var girl = try await scene.girl(0)
    let link = "/study/checks/\(check.id)"
    await girl.get("/study")
    #expect(!girl.page.contains(link), "before its window it is not on her page")
    await girl.get(link)
    #expect(girl.status == 200 && !girl.page.contains("class=\"ex\"") && girl.page.contains("The check opens"))
    scene.move(minutes: 15)
    girl = try await scene.girl(0)
    await girl.get("/study")
    #expect(girl.page.contains(link))
    await girl.get(link)
    #expect(!girl.page.contains("class=\"ex\""), "nothing of the questions before she begins")
    await girl.submit("\(link)/openings")
    #expect(girl.location == "\(link)?opening=1")
    await girl.follow()
    #expect(girl.page.firstMatch(of: /question 8 of 8/) != nil && girl.page.utf8.count < 30_000, "\(girl.page.utf8.count)")
    #expect(!girl.page.contains("data-rule") && !girl.page.contains(">right<"))
    let answers = try await scene.fields("unit-1", of: 0, right: 5)
    await girl.submit(link, answers + [("go", "keep")])
    #expect(girl.location == "\(link)?opening=1&kept=yes")
    await girl.follow()
    #expect(girl.page.contains("8 of 8 questions have an answer") && !girl.page.contains("not right yet"))
    scene.move(minutes: 1)
    await girl.submit(link, [("go", "hand-in")])
    await girl.follow()
    let receipt = try #require(girl.page.firstMatch(of: /Receipt: <b class="code">([A-Z]{5} [A-Z]{5})</)?.1)
    #expect(girl.page.contains("Your answers were handed in"))
    scene.move(minutes: 1)
    await girl.post(link, answers + [("opening", "1"), ("go", "keep")])
    #expect(girl.status == 409 && girl.page.contains("Open it again"), "handed in it stands")
    #expect(try await scene.points(check, 0) == 5)
    // What she sent empty is taken out again; what was not sent stays.
    #expect(try await scene.points(check, 0) == 5)
    scene.move(minutes: 20)
    await scene.school.trainers[0].get("/desk/checks/\(check.id)")
    #expect(scene.school.trainers[0].page.contains(String(receipt)))
    await scene.school.trainers[0].submit("/desk/checks/\(check.id)/room", [("there", String(try await scene.school.number(0)))])
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_sitting WHERE attended_at IS NOT NULL") == 1)
    scene.move(minutes: 200)
    girl = try await scene.girl(0)
    await girl.get(link)
    #expect(girl.page.contains("5 of 8 questions right") && girl.page.contains("not right yet"))
    #expect(girl.page.contains("The trainer confirmed") && !girl.page.contains("name=\"q."))
    await girl.post(link, answers)
    #expect(girl.status == 409, "the window is over")
  }

  @Test("a second opening is allowed and counted; an older page takes nothing out", arguments: Databases.engines)
  func openings(_ kind: EngineKind) async throws {
    var scene = try await CheckScene(kind)
    let check = try await scene.measure("pre")
    let link = "/study/checks/\(check.id)"
    var (phone, other) = (try await scene.girl(1), try await scene.girl(1))
    await phone.get(link)
    await phone.submit("\(link)/openings")
    await phone.follow()
    await other.get(link)
    await other.submit("\(link)/openings")
    await other.follow()
    #expect(other.page.contains("question 20 of 20"))
    await other.submit(link, try await scene.fields("pre", of: 1, right: 20) + [("go", "keep")])
    #expect(try await scene.points(check, 1) == 20)
    // The first phone knows of nothing: its empty places are not an answer, what stands in them is.
    let blank = try await scene.fields("pre", of: 1, right: 20).map { ($0.0, $0.0 == "q.twenty-turns.a" ? "7 мм" : "") }
    await phone.submit(link, blank + [("go", "keep")])
    #expect(try await scene.points(check, 1) == 19)
    #expect(try await scene.school.kit.count("SELECT openings FROM study_sitting") == 2)
    #expect(
      try await scene.school.kit.count("SELECT count(*) FROM study_check_answer WHERE item = 'twenty-turns'") == 2,
      "nothing is overwritten")
    await scene.school.trainers[0].get("/desk/checks/\(check.id)")
    #expect(scene.school.trainers[0].page.contains("opened 2 times"))
  }

  @Test(
    "an older page of one opening takes out, and brings back, nothing that another tab has changed since",
    arguments: Databases.engines)
  func olderTab(_ kind: EngineKind) async throws {
    let scene = try await CheckScene(kind)
    let check = try await scene.measure("pre")
    let link = "/study/checks/\(check.id)"
    var older = try await scene.girl(1)
    await older.get(link)
    await older.submit("\(link)/openings")
    await older.follow()
    var newer = older
    let all = try await scene.fields("pre", of: 1, right: 20)
    await newer.submit(link, all + [("go", "keep")])
    await newer.follow()
    #expect(try await scene.points(check, 1) == 20)
    scene.move(minutes: 1)
    // Untouched and empty, but for one.
    let blank = all.map { ($0.0, $0.0 == "q.twenty-turns.a" ? "7 мм" : "") }
    await older.submit(link, blank + [("go", "keep")])
    #expect(older.status == 303, "\(older.page)")
    #expect(try await scene.points(check, 1) == 19)
    await newer.get("\(link)?opening=1")
    scene.move(minutes: 1)
    // What stood there when the page was made is not written over what came since.
    var third = newer
    await third.submit(link, all + [("go", "keep")])
    #expect(try await scene.points(check, 1) == 20)
    scene.move(minutes: 1)
    await newer.submit(link, all.map { $0.0 == "q.twenty-turns.a" ? ($0.0, "7 мм") : $0 } + [("go", "keep")])
    #expect(try await scene.points(check, 1) == 20, "the page showed 7 mm, and she has not touched it")
    // What she takes out herself is out.
    await newer.get("\(link)?opening=1")
    scene.move(minutes: 1)
    await newer.submit(link, all.map { $0.0 == "q.twenty-turns.a" ? ($0.0, "") : $0 } + [("go", "keep")])
    #expect(try await scene.points(check, 1) == 19)
  }

  @Test("what is no number is told at its field, not kept, and hands nothing in", arguments: Databases.engines)
  func unread(_ kind: EngineKind) async throws {
    let scene = try await CheckScene(kind)
    let check = try await scene.measure("pre")
    let link = "/study/checks/\(check.id)"
    var girl = try await scene.girl(2)
    await girl.get(link)
    await girl.submit("\(link)/openings")
    await girl.follow()
    let typed = try await scene.fields("pre", of: 2, right: 20).map { ($0.0, $0.0 == "q.twenty-turns.a" ? "abc" : $0.1) }
    for go in ["keep", "hand-in"] {
      await girl.submit(link, typed + [("go", go)])
      #expect(girl.status == 422, "\(go)")
      #expect(girl.page.contains("href=\"#x-twenty-turns-a\"") && girl.page.contains("are not kept; the others are"))
      #expect(girl.page.contains("value=\"abc\"") && girl.page.contains("aria-invalid=\"true\""), "nothing typed is lost")
      #expect(girl.page.contains("data-as=\"a\">The answer must begin with a number.</p>"))
    }
    #expect(try await scene.points(check, 2) == 19, "the others are kept")
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_check_answer WHERE item = 'twenty-turns'") == 0)
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_sitting WHERE handed_in_at IS NOT NULL") == 0)
    scene.move(minutes: 1)
    await girl.submit(link, typed.map { $0.1 == "abc" ? ($0.0, "") : $0 } + [("go", "keep")])
    await girl.follow()
    #expect(girl.page.contains("19 of 20 questions have an answer"), "\(girl.page)")
    // What a phone wrote down that cannot be read is kept, and is no answer.
    let body = Fields([("q.twenty-turns.a", "abc"), ("opening", "1"), ("go", "keep")]).urlEncoded
    await girl.deliver(
      [Browser.event("01a1f753-0000-7000-8000-000000000031", check.id.text, body, at: scene.school.kit.clock.now)],
      owner: try await scene.tag(2), thread: "checks")
    await girl.get("\(link)?opening=1&kept=yes")
    #expect(girl.page.contains("19 of 20 questions have an answer") && girl.page.contains("value=\"abc\""))
  }

  @Test("no question of a check is reachable but by a girl of the group in its window", arguments: Databases.engines)
  func doors(_ kind: EngineKind) async throws {
    let scene = try await CheckScene(kind)
    let check = try await scene.measure("pre")
    let house = scene.school.kit.house
    let shelved = try #require(try await house.openCourses().first { $0.key == "physics-measurement" })
    let asks = shelved.read.checks.values.flatMap(\.items).flatMap { item in
      Language.allCases.map { item.exercise.asked(item.printed, $0).text }
    }
    func hasQuestion(_ page: String) -> Bool { asks.contains { page.contains($0) } }
    for t in Language.allCases {
      for page in shelved.kept(t, house).pages {
        let text = String(decoding: page.bytes + page.exercises, as: UTF8.self)
        #expect(asks.filter { text.contains($0) } == [], "\(page.key)")
      }
    }
    let link = "/study/checks/\(check.id)"
    var stranger = scene.school.kit.browser(.en)
    for address in [
      link, "\(link)?opening=1", "/courses/physics-measurement", "/courses/physics-measurement/checks",
      "/courses/physics-measurement/checks/files/pre.yaml", "/courses/physics-measurement/checks/exercises.json",
      "/kept/physics-measurement/\(shelved.kept(.kk, house).version)/kk/checks", "/desk/checks/\(check.id)/sheet",
    ] {
      await stranger.get(address)
      #expect(!hasQuestion(stranger.page), "\(address)")
    }
    var outsider = try await Pupil(scene.school.kit, number: 77)
    await outsider.browser.get("\(link)?opening=1")
    #expect(outsider.browser.status == 404)
    await outsider.browser.post("\(link)/openings")
    #expect(outsider.browser.status == 404)
    var hers = try await scene.girl(2)
    await hers.get("\(link)?opening=1")
    #expect(!hasQuestion(hers.page), "she has not begun")
    await hers.submit("\(link)/openings")
    await hers.follow()
    #expect(hasQuestion(hers.page))
    var other = try await scene.school.kit.staff(.trainer, .everything, .en)
    let person = try #require(other.person)
    try await scene.school.clear(person, until: scene.school.kit.clock.now.day().adding(days: 9))
    for address in ["/desk/checks/\(check.id)", "/desk/checks/\(check.id)/sheet", "\(scene.school.group)/checks"] {
      await other.get(address)
      #expect(other.status == 404, "not an adult of this group")
    }
    scene.move(minutes: 10 * 1440)
    hers = try await scene.girl(3)
    await hers.get("\(link)?opening=1")
    #expect(!hasQuestion(hers.page), "the window is over, and she did not sit it")
    await hers.post("\(link)/openings")
    #expect(hers.status == 409)
  }

  @Test("paper: a sheet in the group's language, answers entered by an adult and marked so", arguments: Databases.engines)
  func paper(_ kind: EngineKind) async throws {
    var scene = try await CheckScene(kind)
    let check = try await scene.measure("pre")
    let number = try await scene.school.number(4)
    await scene.school.trainers[1].get("/desk/checks/\(check.id)/sheet")
    #expect(scene.school.trainers[1].page.contains("Жіптің жуандығын миллиметрмен тап"))
    let entry = "/desk/checks/\(check.id)/girls/\(number)"
    await scene.school.trainers[1].get(entry)
    await scene.school.trainers[1].submit(entry, try await scene.fields("pre", of: nil, right: 12))
    #expect(scene.school.trainers[1].location == "/desk/checks/\(check.id)")
    #expect(try await scene.points(check, 4) == 12)
    let person = try #require(scene.school.trainers[1].person)
    #expect(
      try await scene.school.kit.count(
        "SELECT count(*) FROM study_check_answer WHERE way = 'paper' AND entered_by = \(person)") == 20)
    await scene.school.trainers[1].follow()
    #expect(scene.school.trainers[1].page.contains("on paper"))
    try await scene.sit(check, [(5, 20)])
    let other = "/desk/checks/\(check.id)/girls/\(try await scene.school.number(5))"
    await scene.school.trainers[1].get(other)
    #expect(scene.school.trainers[1].page.contains("She handed this check in herself"))
    await scene.school.trainers[1].post(other, [("q.twenty-turns.a", "7 мм")])
    #expect(scene.school.trainers[1].status == 409)
    #expect(try await scene.points(check, 5) == 20, "what she handed in is not replaced from paper")
    let blank = "/desk/checks/\(check.id)/girls/\(try await scene.school.number(6))"
    await scene.school.trainers[1].get(blank)
    await scene.school.trainers[1].post(blank, [("q.level-line.a", "")])
    #expect(scene.school.trainers[1].status == 422 && scene.school.trainers[1].page.contains("No answer was entered"))
    #expect(try await scene.points(check, 6) == nil, "an empty sheet is no check")
    await scene.school.trainers[1].get("/desk/checks/\(check.id)/girls/9999")
    #expect(scene.school.trainers[1].status == 404)
  }

  @Test("for a certificate a unit's check counts only with the trainer present", arguments: Databases.engines)
  func certificate(_ kind: EngineKind) async throws {
    var scene = try await CheckScene(kind)
    let house = scene.school.kit.house
    try await scene.finishLessons(of: [0, 1, 2])
    func counts() async throws -> [Int: Bool] {
      let courses = try await house.openCourses()
      let course = try #require(courses.first { $0.key == "physics-measurement" })
      let found = try await house.database.read { try $0.candidates(course, [.everything], house) }
      let rule = Requirement.check("unit-1", 0.6)
      #expect(found.allSatisfy { $0.readiness.met.contains(rule) != $0.readiness.open.contains(rule) })
      return Dictionary(found.map { ($0.number, $0.readiness.met.contains(rule)) }) { first, _ in first }
    }
    let (first, second, third) = (
      try await scene.school.number(0), try await scene.school.number(1), try await scene.school.number(2)
    )
    let nobody = [first: false, second: false, third: false]
    #expect(try await counts() == nobody, "nobody has sat it")
    let meeting = try await scene.school.meeting(in: 10)
    let check = try await scene.give("unit-1", .meeting(meeting.id))
    try await scene.sit(check, [(0, 8), (1, 8), (2, 2)])
    #expect(try await counts() == nobody, "nobody said who was in the room")
    await scene.school.trainers[0].get("/desk/checks/\(check.id)")
    await scene.school.trainers[0].submit(
      "/desk/checks/\(check.id)/room", [("there", String(first)), ("there", String(third))])
    #expect(
      try await counts() == [first: true, second: false, third: false],
      "the second was not in the room, the third has too few points")
    _ = try await house.database.write { try $0.run("UPDATE study_sitting SET has_consent = TRUE") }
    let evidence = try await house.database.read {
      try $0.rows("SELECT name, value, error FROM grants_study_evidence ORDER BY value DESC") {
        (try $0["name"] as String, try $0["value"] as Double, try $0["error"] as Double)
      }
    }
    #expect(evidence.map(\.0) == ["check:physics-measurement:unit-1", "check:physics-measurement:unit-1"])
    #expect(evidence.map(\.1) == [1, 0.25] && evidence.allSatisfy { $0.2 > 0 })
    let passed = try await house.database.read {
      try $0.rows("SELECT item_set, passed FROM monitoring_threshold ORDER BY passed DESC") {
        (try $0["item_set"] as String, try $0["passed"] as Int)
      }
    }
    #expect(passed.map(\.0) == evidence.map(\.0) && passed.map(\.1) == [1, 0], "of whoever was in the room")
    #expect(
      try await scene.school.kit.count(
        "SELECT count(*) FROM training_course_result WHERE course = 'physics-measurement' AND state = 'learning'") == 3)
    // The desk is no adult of the group: it cannot say who was in the room.
    scene.school.desk = try await scene.school.kit.staff(.coordinator, .everything, .en)
    await scene.school.desk.post("/desk/checks/\(check.id)/room", [("there", String(first))])
    #expect(scene.school.desk.status == 403)
  }

  @Test("a check that somebody opened stays; one that nobody did can be withdrawn and given again", arguments: Databases.engines)
  func withdrawal(_ kind: EngineKind) async throws {
    var scene = try await CheckScene(kind)
    let check = try await scene.measure("pre")
    await #expect(throws: Refusal.self, "a group has one check before the course") { _ = try await scene.measure("pre") }
    await scene.school.trainers[0].get("/desk/checks/\(check.id)")
    await scene.school.trainers[0].submit("/desk/checks/\(check.id)/withdrawal")
    #expect(scene.school.trainers[0].location == "\(scene.school.group)/checks")
    let again = try await scene.measure("pre")
    var girl = try await scene.girl(0)
    await girl.get("/study/checks/\(check.id)")
    #expect(girl.status == 404)
    await girl.get("/study/checks/\(again.id)")
    await girl.submit("/study/checks/\(again.id)/openings")
    await scene.school.trainers[0].post("/desk/checks/\(again.id)/withdrawal")
    #expect(scene.school.trainers[0].status == 409)
  }

  @Test("the coordinator gives a check to every running group and to the open track, once", arguments: Databases.engines)
  func cohort(_ kind: EngineKind) async throws {
    var scene = try await CheckScene(kind)
    let open = try await Pupil(scene.school.kit, number: 88)
    let page = try await scene.gainPage().replacingOccurrences(of: "/gain", with: "/checks")
    scene.school.desk = try await scene.school.kit.staff(.coordinator, .everything, .en)
    await scene.school.desk.get(page)
    #expect(
      scene.school.desk.page.contains("Groups running: 1") && !scene.school.desk.page.contains("physics-measurement/unit-1"))
    await scene.school.desk.submit(page, [("check", "physics-measurement/pre"), ("last-day", "x")])
    #expect(scene.school.desk.status == 422)
    let today = scene.school.kit.clock.now.day()
    func days(_ name: String, _ day: Day) -> [(String, String)] {
      [("\(name)-day", "\(day.day)"), ("\(name)-month", "\(day.month)"), ("\(name)-year", "\(day.year)")]
    }
    let typed =
      [("check", "physics-measurement/pre"), ("open", "yes")] + days("first", today) + days("last", today.adding(days: 3))
    for _ in 0..<2 {
      await scene.school.desk.get(page)
      await scene.school.desk.submit(page, typed)
      #expect(scene.school.desk.location == (try await scene.gainPage()))
    }
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_check") == 2)
    var browser = open.browser
    await browser.get("/study")
    let given = try await scene.school.kit.house.database.read { tx in
      try #require(try tx.checks(where: "study_check.group_id IS NULL").first)
    }
    #expect(browser.page.contains("/study/checks/\(given.id)"))
    await scene.school.desk.get("/desk/checks/\(given.id)")
    #expect(scene.school.desk.status == 404, "nobody was in a room with the open track")
  }

  @Test("a unit's check whose room nobody spoke of waits on the trainer's desk", arguments: Databases.engines)
  func waiting(_ kind: EngineKind) async throws {
    let scene = try await CheckScene(kind)
    let meeting = try await scene.school.meeting(in: 1)
    let check = try await scene.give("unit-1", .meeting(meeting.id))
    try await scene.sit(check, [(0, 8)])
    let (person, later) = (scene.school.people[0], meeting.ends.adding(minutes: 1))
    func waits() async throws -> Int {
      try await scene.school.kit.house.database.read { try $0.roomsUnsaid(of: person, at: later).count }
    }
    #expect(try await waits() == 1)
    let there: Set<Int> = [try await scene.school.number(0)]
    let house = scene.school.kit.house
    try await house.database.write { tx in
      let group = try tx.group(try #require(check.group))
      try tx.setRoom(there, at: check, in: group, by: Actor(person: person, role: .trainer), house)
    }
    #expect(try await waits() == 0)
  }

  @Test("a receipt is the same of the same answers and another of others", arguments: Databases.engines)
  func receipts(_ kind: EngineKind) async throws {
    let scene = try await CheckScene(kind)
    let check = try await scene.measure("pre")
    try await scene.sit(check, [(0, 10), (1, 10)])
    let house = scene.school.kit.house
    let (first, second) = (try await scene.school.number(0), try await scene.school.number(1))
    let letters = try await house.database.read { tx in
      (try tx.receipt(check, first, house), try tx.receipt(check, first, house), try tx.receipt(check, second, house))
    }
    #expect(letters.0 != nil && letters.0 == letters.1 && letters.0 != letters.2)
    _ = try await house.database.write { tx in
      try tx.run("DELETE FROM study_check_answer WHERE learner = \(first) AND item = 'twenty-turns'")
    }
    #expect(try await house.database.read { try $0.receipt(check, first, house) } != letters.0)
  }

  @Test(
    "from the opening on the phone needs no network: what it wrote in time counts until results are told",
    arguments: Databases.engines)
  func journal(_ kind: EngineKind) async throws {
    var scene = try await CheckScene(kind)
    let meeting = try await scene.school.meeting(in: 25)
    await scene.school.trainers[0].get("\(scene.school.group)/checks")
    await scene.school.trainers[0].submit(
      "\(scene.school.group)/checks", [("check", "physics-measurement/unit-1"), ("meeting", meeting.id.text)])
    let check = try await scene.check("unit-1")
    let link = "/study/checks/\(check.id)"
    scene.move(minutes: 15)
    var (girl, other) = (try await scene.girl(0), try await scene.girl(1))
    let tag = try await scene.tag(0)
    func event(_ number: Int, _ fields: [(String, String)], _ go: String, at: Moment) -> String {
      let form = Fields(fields + [("opening", "1"), ("go", go)]).urlEncoded
      return Browser.event("01a1f753-0000-7000-8000-00000000001\(number)", check.id.text, form, at: at)
    }
    func deliver(_ events: [String], as owner: String) async {
      await girl.deliver(events, owner: owner, thread: "checks")
    }
    let answers = try await scene.fields("unit-1", of: 0, right: 6)
    let begun = scene.school.kit.clock.now
    await deliver([event(0, answers, "keep", at: begun)], as: tag)
    #expect(girl.page.contains("\"kept\":[]") && girl.page.contains("no longer"), "not opened: \(girl.page)")
    for var browser in [girl, other] {
      await browser.get(link)
      await browser.submit("\(link)/openings")
    }
    // Her page names whose journal it is, is kept on her phone, and its script stands in it.
    await girl.get("\(link)?opening=1")
    #expect(girl.reply.header("x-keruen-shell") == "study \(tag)" && girl.page.contains("/static/checking."))
    await deliver([event(1, answers, "keep", at: begun)], as: try await scene.tag(1))
    #expect(girl.status == 409, "another girl's")
    let first = event(1, Array(answers.prefix(3)), "keep", at: begun.adding(minutes: 2))
    let second = event(2, answers, "keep", at: begun.adding(minutes: 4))
    scene.move(minutes: 10)
    await deliver([second, first], as: tag)
    #expect(try await scene.points(check, 0) == 6)
    // The same again, and an older text that comes late, change nothing.
    await deliver([first, second], as: tag)
    #expect(girl.page.contains("\"refused\":[]"))
    #expect(try await scene.points(check, 0) == 6)
    let before = try await scene.school.kit.count("SELECT count(*) FROM study_check_answer")
    // She hands in without a network; her phone finds one two days later, when the window is long over and nobody was told yet.
    let handed = event(3, answers, "hand-in", at: begun.adding(minutes: 20))
    scene.move(minutes: 2 * 24 * 60)
    girl = try await scene.girl(0)
    await girl.get(link)
    #expect(girl.page.contains("on their way") && !girl.page.contains("questions right"), "\(girl.page)")
    await girl.get("/study")
    #expect(girl.page.contains("on their way"))
    await deliver([event(4, answers, "keep", at: scene.school.kit.clock.now)], as: tag)
    #expect(girl.page.contains("\"kept\":[]") && girl.page.contains("not open now"), "written after the window: \(girl.page)")
    await deliver([handed, handed], as: tag)
    #expect(girl.page.contains("\"refused\":[]"))
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_sitting WHERE handed_in_at IS NOT NULL") == 1)
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_check_answer") == before)
    let receipt = try await scene.receipt(check, 0)
    await deliver([handed], as: tag)
    #expect(try await scene.receipt(check, 0) == receipt, "delivered again it is the same receipt")
    // The other girl never hands in: after three days all are told, and what comes then is refused with the reason.
    await girl.get(link)
    #expect(girl.page.contains("on their way"))
    scene.move(minutes: 24 * 60 + 120)
    girl = try await scene.girl(0)
    await girl.get(link)
    #expect(girl.page.contains("6 of 8 questions right"))
    other = try await scene.girl(1)
    let late = event(5, try await scene.fields("unit-1", of: 1, right: 8), "hand-in", at: begun.adding(minutes: 21))
    await other.deliver([late], owner: try await scene.tag(1), thread: "checks")
    #expect(other.page.contains("\"kept\":[]") && other.page.contains("had been told"), "\(other.page)")
    for body in ["", "opening=1&go=hand-in&q.=&q.x.y=%FF", String(repeating: "q.a=1&", count: 6000)] {
      let odd = Browser.event("01a1f753-0000-7000-8000-000000000019", check.id.text, body, at: begun)
      await girl.deliver([odd], owner: tag, thread: "checks")
      #expect(girl.status == 200 && girl.page.contains("\"kept\":[]"))
    }
    await girl.deliver(
      [Browser.event("01a1f753-0000-7000-8000-000000000018", "../../x", "go=keep", at: begun)], owner: tag, thread: "checks")
    #expect(girl.status == 200 && girl.page.contains("\"kept\":[]"))
  }

  @Test(
    "what a page has not touched takes nothing out: two tabs, two phones, paper; a change after handing in is told",
    arguments: Databases.engines)
  func untouched(_ kind: EngineKind) async throws {
    let scene = try await CheckScene(kind)
    let check = try await scene.measure("pre")
    let link = "/study/checks/\(check.id)"
    var girl = try await scene.girl(0)
    let tag = try await scene.tag(0)
    await girl.get(link)
    await girl.submit("\(link)/openings")
    await girl.follow()
    // By question, the fields of each.
    let all = Dictionary(grouping: try await scene.fields("pre", of: 0, right: 20)) { $0.0.split(separator: ".")[1] }
      .filter { $0.key != "twenty-turns" }.sorted { $0.key < $1.key }.map(\.value)
    let turns = try await scene.fields("pre", of: 0, right: 20).filter { $0.0 == "q.twenty-turns.a" }
    func items(_ names: [(String, String)], _ go: String, opening: Int = 1) -> String {
      Fields(names + [("opening", String(opening)), ("go", go)]).urlEncoded
    }
    let begun = scene.school.kit.clock.now
    func event(_ number: Int, _ body: String, minutes: Int) -> String {
      Browser.event("01a1f753-0000-7000-8000-00000000002\(number)", check.id.text, body, at: begun.adding(minutes: minutes))
    }
    scene.move(minutes: 10)
    // Two tabs, each with what was changed in it; the one that was written first arrives last.
    await girl.deliver(
      [
        event(1, items(all[0..<3].flatMap { $0 } + turns, "keep"), minutes: 2),
        event(2, items(all[5..<9].flatMap { $0 }, "keep"), minutes: 3),
      ], owner: tag,
      thread: "checks")
    let first = try #require(try await scene.points(check, 0))
    #expect(first > 0)
    let before = try await scene.school.kit.count("SELECT count(*) FROM study_check_answer")
    await girl.deliver([event(1, items(all[0..<3].flatMap { $0 } + turns, "keep"), minutes: 2)], owner: tag, thread: "checks")
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_check_answer") == before, "once more")
    // Another phone's older words come last: the newer ones stand, and what only the other had is there too.
    await girl.deliver(
      [event(4, items([("q.twenty-turns.a", "7 мм")] + all[18], "keep"), minutes: 1)], owner: tag, thread: "checks")
    #expect(girl.page.contains("\"refused\":[]"))
    #expect(try #require(try await scene.points(check, 0)) >= first)
    await girl.deliver([event(3, items(all[10..<12].flatMap { $0 }, "keep"), minutes: 4)], owner: tag, thread: "checks")
    #expect(try #require(try await scene.points(check, 0)) > first)
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_check_answer WHERE verdict = 'blank'") == 0)
    // A clock that runs ahead, or is years behind: what she wrote last in one delivery counts, and the arrival is its moment.
    func standing() async throws -> String? {
      let (house, person) = (scene.school.kit.house, scene.school.girls[0])
      return try await house.database.read { tx in
        let learner = try #require(try tx.learner(of: person))
        return try tx.answers(check, learner.number, try tx.safe(of: person, house.vault))["twenty-turns"]?.answer.texts["a"]
      }
    }
    for (number, minutes) in [(5, 60), (7, -60 * 24 * 400)] {
      scene.move(minutes: 1)
      let (one, other) = ("\(number) мм", "\(number + 1) мм")
      await girl.deliver(
        [
          event(number, items([("q.twenty-turns.a", one)], "keep"), minutes: minutes),
          event(number + 1, items([("q.twenty-turns.a", other)], "keep"), minutes: minutes + 1),
        ], owner: tag, thread: "checks")
      #expect(girl.page.contains("\"refused\":[]"), "\(girl.page)")
      #expect(try await standing() == other)
    }
    // Another opening elsewhere; what is pressed on the older page after it is handed in, with what stood there.
    await girl.get(link)
    await girl.submit("\(link)/openings")
    scene.move(minutes: 10)
    await girl.post(link, all[12] + [("opening", "1"), ("go", "hand-in")])
    #expect(girl.location == link)
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_sitting WHERE handed_in_at IS NOT NULL") == 1)
    scene.move(minutes: 1)
    await girl.post(link, all[12] + [("opening", "1"), ("go", "hand-in")])
    #expect(girl.status == 303, "pressed twice it is handed in once")
    await girl.post(link, all[13] + [("opening", "1"), ("go", "hand-in")])
    #expect(girl.status == 409 && girl.page.contains("Open it again"), "a change is not passed over in silence")
  }

  @Test(
    "handed in on one phone without a network, opened again on another meanwhile: it was handed in, and both say so",
    arguments: Databases.engines)
  func openedMeanwhile(_ kind: EngineKind) async throws {
    let scene = try await CheckScene(kind)
    let check = try await scene.measure("pre")
    let link = "/study/checks/\(check.id)"
    var (first, second) = (try await scene.girl(0), try await scene.girl(0))
    let tag = try await scene.tag(0)
    await first.get(link)
    await first.submit("\(link)/openings")
    let begun = scene.school.kit.clock.now
    let all = try await scene.fields("pre", of: 0, right: 20)
    let pressed = Browser.event(
      "01a1f753-0000-7000-8000-000000000031", check.id.text,
      Fields(all + [("opening", "1"), ("go", "hand-in")]).urlEncoded, at: begun.adding(minutes: 3))
    scene.move(minutes: 5)
    await second.get(link)
    await second.submit("\(link)/openings")
    scene.move(minutes: 5)
    await first.deliver([pressed], owner: tag, thread: "checks")
    #expect(first.page.contains("\"refused\":[]"))
    let at: Moment? = try await scene.school.kit.house.database.read { try $0.value("SELECT handed_in_at FROM study_sitting") }
    #expect(at == begun.adding(minutes: 3), "when she pressed")
    let receipt = try #require(try await scene.receipt(check, 0))
    for page in [link, "/study"] {
      await first.get(page)
      #expect(first.page.contains("You opened it again after you had handed it in"), "\(first.page)")
    }
    await first.get(link)
    #expect(first.page.contains(receipt))
    // The same once more changes nothing; handed in again it is settled.
    await first.deliver([pressed], owner: tag, thread: "checks")
    #expect(try await scene.receipt(check, 0) == receipt)
    await second.get("\(link)?opening=2")
    await second.submit(link, [("go", "hand-in")])
    #expect(second.status == 303)
    await first.get("/study")
    #expect(!first.page.contains("You opened it again") && first.page.contains("✓ you handed it in"))
  }
}
