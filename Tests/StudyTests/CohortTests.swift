import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// A coordinator takes girls into a cohort, makes groups and plans their meetings; the girls see what is theirs.
@Suite struct CohortTests {
  private static let form: [(String, String)] = [
    ("region", "630000000"), ("course", "physics-measurement"), ("first-day", "14"), ("first-month", "9"), ("first-year", "2026"),
    ("last-day", "20"), ("last-month", "5"), ("last-year", "2027"),
  ]

  private struct Scene {
    let kit: HouseKit
    let girls: [ID<Person>]
    var desk: Browser
    var cohort = ""

    init(_ kind: EngineKind, girls count: Int = 18) async throws {
      kit = try await Pupil.house(kind)
      girls = try await kit.admitted([HouseKit.Home](repeating: HouseKit.Home(), count: count))
      desk = try await kit.staff(.coordinator, .everything, .en)
    }

    /// The cohort with everybody in it.
    mutating func join() async throws {
      await desk.get("/desk/cohorts/new")
      await desk.submit("/desk/cohorts", CohortTests.form)
      cohort = try #require(desk.location)
      await desk.follow()
      await desk.submit("\(cohort)/girls")
      #expect(desk.location == "\(cohort)/placement", "\(desk.page)")
    }

    /// Proposes groups and settles them; gives back their pages.
    mutating func settle() async throws -> [String] {
      await desk.get("\(cohort)/placement")
      await desk.submit("\(cohort)/placement", [("go", "propose")])
      await desk.follow()
      await desk.submit("\(cohort)/placement", [("go", "settle")])
      await desk.follow()
      await desk.get(cohort)
      return desk.page.matches(of: /href="(\/desk\/groups\/[0-9a-f-]{36})"/).map { String($0.output.1) }
    }
  }

  @Test("whoever accepted a place waits on the desk until a cohort takes her in, once", arguments: Databases.engines)
  func taken(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    await scene.desk.get("/desk/cohorts")
    #expect(scene.desk.page.contains("18 girls have accepted a place and are in no cohort yet"))
    try await scene.join()
    await scene.desk.get("/desk/cohorts")
    #expect(!scene.desk.page.contains("in no cohort yet"))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_enrolment WHERE until IS NULL") == 18)
    await scene.desk.post("\(scene.cohort)/girls", [("count", "18")])
    #expect(scene.desk.status == 409, "nobody waits any more")
    await scene.desk.get("/desk/cohorts/new")
    await scene.desk.submit("/desk/cohorts", Self.form)
    #expect(scene.desk.status == 422 && scene.desk.page.contains("This intake has a cohort of this name"))
    let late = try await scene.kit.admitted([HouseKit.Home()])
    await scene.desk.get(scene.cohort)
    await scene.desk.submit("\(scene.cohort)/girls")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_enrolment WHERE until IS NULL") == 19)
    var girl = try await scene.kit.applicant(late[0], .en)
    await girl.get("/study")
    #expect(girl.status == 200 && girl.page.contains("days and place are shown here"))
  }

  @Test("a form that says too little is shown again with what was typed", arguments: Databases.engines)
  func wrong(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind, girls: 1)
    await scene.desk.get("/desk/cohorts/new")
    await scene.desk.post("/desk/cohorts", [("title", "Шығыс"), ("last-day", "31"), ("last-month", "2"), ("last-year", "2027")])
    #expect(scene.desk.status == 422 && scene.desk.page.contains("value=\"Шығыс\"") && scene.desk.page.contains("value=\"31\""))
    for words in [
      "Choose at least one region", "Choose at least one course", "There is no such day: look at the day, month and year",
    ] {
      #expect(scene.desk.page.contains(words))
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM study_cohort") == 0)
  }

  @Test("groups are proposed, changed by hand, and so only once they are settled", arguments: Databases.engines)
  func placed(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    try await scene.join()
    await scene.desk.get("\(scene.cohort)/placement")
    await scene.desk.submit("\(scene.cohort)/placement", [("go", "propose")])
    await scene.desk.follow()
    #expect(scene.desk.page.contains("18 girls change group"))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_member") == 0, "a draft changes nothing")
    let field = try #require(scene.desk.page.firstMatch(of: /name="(girl-\d+)"/)?.output.1)
    await scene.desk.submit("\(scene.cohort)/placement", [("go", "save"), (String(field), "")])
    await scene.desk.follow()
    #expect(scene.desk.page.contains("17 girls change group") && scene.desk.page.contains("In no group: 1"))
    await scene.desk.submit("\(scene.cohort)/placement", [("go", "settle")])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_member WHERE until IS NULL") == 17)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_draft") == 0)
    await scene.desk.post("\(scene.cohort)/placement", [("go", "settle"), ("mark", "another")])
    #expect(scene.desk.status == 409, "what is settled is what was looked at")
    await scene.desk.follow()
  }

  @Test("who gave her place back leaves group and cohort, and her learning stays", arguments: Databases.engines)
  func left(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    try await scene.join()
    _ = try await scene.settle()
    let person = scene.girls[3]
    _ = try await scene.kit.house.database.write { tx in
      try tx.run("UPDATE application SET state = 'withdrawn' WHERE person_id = \(person)")
    }
    try await scene.kit.runJobs()
    #expect(try await scene.kit.count("SELECT count(*) FROM study_enrolment WHERE end_reason = 'left'") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_member WHERE until IS NULL") == 17)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_learner") == 18)
  }

  @Test(
    "a pattern becomes meetings: looked at first, without days off, and each with the next lesson", arguments: Databases.engines)
  func planned(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    try await scene.join()
    let group = try #require(try await scene.settle().first)
    let pattern: [(String, String)] = [
      ("weekday", "3"), ("weekday", "6"), ("time", "15.00"), ("minutes", "90"), ("first-day", "12"), ("first-month", "12"),
      ("first-year", "2026"), ("last-day", "24"), ("last-month", "12"), ("last-year", "2026"),
      ("place", "№ 1 мектеп, 12-кабинет"),
      ("from", "physics-measurement/01-what-is-measuring"),
    ]
    await scene.desk.get("\(group)/timetable")
    await scene.desk.post("\(group)/timetable/preview", pattern.filter { $0.0 != "place" && $0.0 != "time" })
    #expect(scene.desk.status == 422 && scene.desk.page.contains("Write the time like this"))
    await scene.desk.post(
      "\(group)/timetable/preview", pattern.filter { $0.0 != "from" } + [("from", "physics-measurement/none")])
    #expect(scene.desk.status == 422 && scene.desk.page.contains("Choose a lesson from the list"), "nothing is guessed")
    await scene.desk.post("\(group)/timetable/preview", pattern)
    #expect(scene.desk.status == 200)
    #expect(
      scene.desk.page.contains("3 meetings would be in the timetable") && scene.desk.page.contains("no: "),
      "16 December is a day off")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting") == 0)
    await scene.desk.submit("\(group)/timetable")
    #expect(scene.desk.location == "\(group)/timetable", "\(scene.desk.page)")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE lesson IS NOT NULL") == 3)
    #expect(try await scene.kit.count("SELECT count(DISTINCT lesson) FROM study_meeting") == 3)
    await scene.desk.post("\(group)/timetable/preview", pattern)
    #expect(scene.desk.status == 422, "all of them are there already")
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/timetable")
    #expect(girl.page.contains("Saturday, 12 December 2026") && girl.page.contains("№ 1 мектеп, 12-кабинет"))
    await girl.get("/study")
    #expect(girl.page.contains("href=\"/study/timetable\""))
  }

  @Test("a change within two days is told to everybody of the group, and the calendar knows it", arguments: Databases.engines)
  func changed(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    try await scene.join()
    let group = try #require(try await scene.settle().first)
    let id = try #require(ID<Group>(String(group.suffix(36))))
    let soon = scene.kit.clock.now.adding(hours: 20)
    let actor = Actor(person: scene.girls[0], role: .coordinator)
    let house = scene.kit.house
    let meeting = try await house.database.write { tx in
      let group = try tx.group(id)
      let planned = PlannedMeeting(
        starts: soon, ends: soon.adding(minutes: 90), place: "12-кабинет; екінші қабат, сол жақ", course: nil, lesson: nil)
      try tx.add([planned], to: group.id, by: actor.text, house)
      return try tx.meetings(of: id)[0]
    }
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/timetable")
    await girl.submit("/study/calendar")
    let address = try #require(girl.page.firstMatch(of: /\/timetable\/[0-9a-f]{32}\.ics/).map { String($0.output) })
    var anybody = scene.kit.browser()
    await anybody.get(address)
    #expect(anybody.page.contains("SEQUENCE:0\r\n") && anybody.page.contains("STATUS:CONFIRMED"))
    #expect(!anybody.page.contains("Үлгіова"))
    let page = "/desk/meetings/\(meeting.id)"
    await scene.desk.get(page)
    await scene.desk.submit(page, [("go", "cancel"), ("reason", "")])
    #expect(scene.desk.status == 422 && scene.desk.page.contains("Write the reason"))
    await scene.desk.get(page)
    await scene.desk.submit(page, [("go", "cancel"), ("reason", "Боран")])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE state = 'cancelled' AND sequence = 1") == 1)
    await anybody.get(address)
    #expect(anybody.page.contains("SEQUENCE:1\r\n") && anybody.page.contains("STATUS:CANCELLED"))
    await girl.get("/study/timetable")
    #expect(girl.page.contains("called off") && girl.page.contains("Боран"))
    await girl.submit("/study/calendar")
    await anybody.get(address)
    #expect(anybody.status == 404, "a new address ends the one before")
    await scene.desk.post(page, [("go", "cancel"), ("reason", "Боран"), ("sequence", "0")])
    #expect(scene.desk.status == 409)
  }

  @Test("a coordinator of another region sees neither the group nor its girls", arguments: Databases.engines)
  func reach(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    try await scene.join()
    let group = try #require(try await scene.settle().first)
    var other = try await scene.kit.staff(.coordinator, Scope(regions: ["430000000"]), .en)
    await other.get(group)
    #expect(other.status == 404)
    await other.get("\(scene.cohort)/placement")
    #expect(other.status == 200 && !other.page.contains("Үлгіова"))
    await other.post("\(group)/timetable", [])
    #expect(other.status == 404)
    var monitoring = try await scene.kit.staff(.monitoring, .everything, .en)
    await monitoring.get("/desk/cohorts")
    #expect(monitoring.status == 403)
  }
}
