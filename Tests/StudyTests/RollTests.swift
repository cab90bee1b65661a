import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// Adults of a group, its opening, and the roll they keep.
@Suite struct RollTests {
  @Test("a group opens with two adults who are cleared that day, and every girl is told", arguments: Databases.engines)
  func opening(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire(cleared: false)
    await scene.desk.get(scene.group)
    #expect(scene.desk.page.contains("A group needs two adults cleared today; now: 0"))
    await scene.desk.post("\(scene.group)/opening")
    #expect(scene.desk.status == 409 && scene.desk.page.contains("A group opens with two adults"))
    for person in scene.people { try await scene.clear(person, until: scene.kit.clock.now.day().adding(days: 3)) }
    await scene.desk.get(scene.group)
    await scene.desk.submit("\(scene.group)/opening")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_group WHERE state = 'open'") == 1)
    #expect(
      try await scene.kit.count("SELECT count(*) FROM outbox WHERE purpose = 'timetable'") == 0, "these girls gave no number")
    scene.kit.clock.move(days: 4)
    scene.desk = try await scene.kit.staff(.coordinator, .everything, .en)
    await scene.desk.get(scene.group)
    #expect(scene.desk.page.contains("now: 0"), "the day after, nobody is cleared")
  }

  @Test("a trainer sees her own groups while she is cleared, and no others", arguments: Databases.engines)
  func possession(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    await scene.trainers[0].get("/desk/groups")
    #expect(scene.trainers[0].page.contains(scene.group))
    await scene.trainers[0].get(scene.group)
    #expect(scene.trainers[0].status == 200 && scene.trainers[0].page.contains("Үлгіова"))
    #expect(!scene.trainers[0].page.contains("\(scene.group)/adults"), "she gives nobody")
    var other = try await scene.kit.staff(.trainer, .everything, .en)
    let stranger = try #require(other.person)
    await other.get(scene.group)
    #expect(other.status == 403, "not cleared")
    try await scene.clear(stranger, until: scene.kit.clock.now.day())
    await other.get(scene.group)
    #expect(other.status == 404, "cleared, and not hers")
    await scene.desk.get(scene.group)
    await scene.desk.post("\(scene.group)/adults", [("take", scene.people[0].text)])
    await scene.trainers[0].get(scene.group)
    #expect(scene.trainers[0].status == 404, "taken from the group")
  }

  @Test("the roll: marks are kept, the rest all came, and only what changed is added", arguments: Databases.engines)
  func marks(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let meeting = try await scene.meeting(in: 30)
    let page = "/desk/meetings/\(meeting.id)/roll"
    await scene.trainers[0].get(page)
    let (first, second) = (try await scene.number(0), try await scene.number(1))
    await scene.trainers[0].submit(
      page, [("mark-\(first)", "absent"), ("mark-\(second)", "excused"), ("note-\(second)", "ауырып қалды")])
    await scene.trainers[0].follow()
    #expect(scene.trainers[0].page.contains("2 of 9 are marked") && scene.trainers[0].page.contains("ауырып қалды"))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_presence") == 2)
    await scene.trainers[0].submit(page, [("go", "rest")])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_presence WHERE mark = 'came'") == 7)
    #expect(
      try await scene.kit.count("SELECT count(*) FROM study_roll WHERE learner IS NOT NULL") == 9,
      "what did not change is not said again")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE state = 'held'") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_roll WHERE way = 'phone'") == 10)
  }

  @Test("two adults who differ are both kept and shown to both", arguments: Databases.engines)
  func differ(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let meeting = try await scene.meeting(in: -30)
    let page = "/desk/meetings/\(meeting.id)/roll"
    let girl = try await scene.number(4)
    for (hand, mark) in [(0, "came"), (1, "absent")] {
      scene.kit.clock.move(seconds: 60)
      await scene.trainers[hand].get(page)
      await scene.trainers[hand].submit(page, [("mark-\(girl)", mark)])
    }
    for (hand, other) in [(0, "did not come"), (1, "came")] {
      await scene.trainers[hand].get(page)
      #expect(scene.trainers[hand].page.contains("another adult’s mark: \(other)"))
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM study_presence WHERE differs AND mark = 'absent'") == 1)
    scene.kit.clock.move(seconds: 60)
    await scene.trainers[1].submit(page, [("mark-\(girl)", "came")])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_presence WHERE NOT differs AND mark = 'came'") == 1)
    #expect(
      try await scene.kit.count("SELECT count(*) FROM study_roll WHERE learner IS NOT NULL") == 3, "nothing was overwritten")
  }

  @Test("she confirms by the digits said aloud, around the meeting alone and not by guessing", arguments: Databases.engines)
  func digits(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let meeting = try await scene.meeting(in: 10)
    let right = scene.kit.house.digits(of: meeting.id)
    await scene.trainers[0].get("/desk/meetings/\(meeting.id)/roll")
    #expect(scene.trainers[0].page.contains(">\(right)</b>"))
    var girl = try await scene.kit.applicant(scene.girls[2], .en)
    await girl.get("/study")
    #expect(girl.page.contains("action=\"/study/presence\""))
    let wrong = right == "0000" ? "0001" : "0000"
    for _ in 1...6 { await girl.post("/study/presence", [("meeting", meeting.id.text), ("digits", wrong)]) }
    #expect(girl.page.contains("The digits differ"))
    await girl.post("/study/presence", [("meeting", meeting.id.text), ("digits", wrong)])
    #expect(girl.status == 429)
    var other = try await scene.kit.applicant(scene.girls[3], .en)
    await other.get("/study")
    await other.submit("/study/presence", [("digits", right)])
    #expect(other.location == "/study")
    await other.follow()
    #expect(other.page.contains("It is recorded that you came") && !other.page.contains("action=\"/study/presence\""))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_presence WHERE proof = 'confirmed' AND mark = 'came'") == 1)
    scene.kit.clock.move(days: 2)
    await girl.post("/study/presence", [("meeting", meeting.id.text), ("digits", right)])
    #expect(girl.status == 404)
  }

  @Test("a meeting that did not take place needs a reason, which the girls see", arguments: Databases.engines)
  func notHeld(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let early = try await scene.meeting(in: 600)
    await scene.trainers[0].post("/desk/meetings/\(early.id)/roll", [("go", "rest")])
    #expect(scene.trainers[0].status == 409, "ten hours before, nobody can have come")
    let meeting = try await scene.meeting(in: -80)
    let page = "/desk/meetings/\(meeting.id)/roll"
    await scene.trainers[0].get(page)
    await scene.trainers[0].submit(page, [("go", "not-held")])
    #expect(scene.trainers[0].status == 422 && scene.trainers[0].page.contains("Write why it did not take place"))
    await scene.trainers[0].submit(page, [("go", "not-held"), ("reason", "Боран")])
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/timetable")
    #expect(girl.page.contains("did not take place") && girl.page.contains("Боран"))
  }

  @Test("a coordinator enters a paper roll, and it is recorded as one", arguments: Databases.engines)
  func paper(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    let meeting = try await scene.meeting(in: 10)
    scene.kit.clock.move(days: 2)
    scene.desk = try await scene.kit.staff(.coordinator, .everything, .en)
    let page = "/desk/meetings/\(meeting.id)/roll"
    await scene.desk.get(page)
    #expect(scene.desk.page.contains("You are entering marks from a paper"))
    await scene.desk.submit(page, [("go", "rest")])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_roll WHERE way = 'paper' AND learner IS NOT NULL") == 9)
  }
}
