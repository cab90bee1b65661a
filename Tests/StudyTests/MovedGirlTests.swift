import Courses
import Exchange
import Exercises
import HouseKit
import Markup
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

extension SchoolScene {
  /// Another open group of the same cohort, with a trainer of its own: the page of the group, and the trainer.
  func neighbour(language: String = "kk") async throws -> (page: String, trainer: Browser) {
    let house = kit.house
    let first = try #require(ID<Group>(String(group.suffix(36))))
    let id: ID<Group> = house.outside.id()
    try await house.database.write { tx in
      let group = try tx.group(first)
      try tx.run(
        """
        INSERT INTO study_group (id, cohort_id, number, language, region, district, state, created_at)
        VALUES (\(id), \(group.cohort), 2, \(language), \(group.region), \(group.district), \(Group.State.open), \(house.outside.now()))
        """)
    }
    let trainer = try await kit.staff(.trainer, .everything, .en)
    let person = try #require(trainer.person)
    try await clear(person, until: kit.clock.now.day().adding(days: 30))
    var desk = desk
    await desk.get("/desk/groups/\(id)")
    await desk.post("/desk/groups/\(id)/adults", [("person", person.text), ("task", "lead")])
    #expect(desk.status == 303, "\(desk.page)")
    return ("/desk/groups/\(id)", trainer)
  }

  /// As the coordinator settles it.
  func move(_ girl: Int, to page: String) async throws {
    let house = kit.house
    let (from, to) = (try #require(ID<Group>(String(group.suffix(36)))), try #require(ID<Group>(String(page.suffix(36)))))
    let (actor, number) = (Actor(person: girls[0], role: .coordinator), try await number(girl))
    kit.clock.move(seconds: 60)
    try await house.database.write { tx in
      let cohort = try tx.cohort(try tx.group(from).cohort)
      try tx.draft([(number, to)], in: cohort.id)
      let moved = try tx.settle(try tx.placement(cohort, [.everything], house.vault), by: actor, house)
      #expect(moved == 1)
    }
  }
}

/// A girl who is moved to another group: what she did stays hers and is seen where she is.
@Suite struct MovedGirlTests {
  @Test("her work, its mark and its being on time come with her, once", arguments: Databases.engines)
  func work(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let old = try await scene.give(in: 5)
    try await scene.handIn(0, "менің жұмысым")
    try await scene.handIn(1, "қалған қыздың жұмысы")
    try await scene.unsample()
    let work = try await scene.workPage(0)
    await scene.trainers[0].get(work)
    await scene.trainers[0].submit(work, scene.levels(3, 3, 2))
    var (next, trainer) = try await scene.neighbour()
    // The group had it for a day that was over before the girl handed in hers.
    let new = try await scene.kit.house.database.write { [house = scene.kit.house, next] tx in
      let id: ID<Assignment> = house.outside.id()
      try tx.run(
        """
        INSERT INTO study_assignment (id, group_id, course, exercise, due_at, given_at)
        SELECT \(id), \(String(next.suffix(36))), course, exercise, due_at - 900000000, given_at FROM study_assignment WHERE id = \(old)
        """)
      return id.text
    }
    try await scene.move(0, to: next)
    var browser = try await scene.kit.applicant(scene.girls[0], .en)
    await browser.get("/study")
    #expect(!browser.page.contains("not begun"), "\(browser.page)")
    // The address that she knows leads to where it is.
    await browser.get("/study/assignments/\(old)")
    #expect(browser.location == "/study/assignments/\(new)")
    await browser.get("/study/assignments/\(new)")
    #expect(browser.page.contains("менің жұмысым") && browser.page.contains("marked"))
    await browser.get("/study/marks")
    #expect(browser.page.contains("3 · 3 · 2"))
    await trainer.get("\(next)/gradebook")
    #expect(trainer.page.contains("<b>3 · 3 · 2</b>") && !trainer.page.contains("after the last day"), "\(trainer.page)")
    await trainer.get("/desk/marking")
    #expect(trainer.page.contains("1 / 1"))
    await scene.trainers[0].get("/desk/marking")
    #expect(scene.trainers[0].page.contains("1 / 8"), "\(scene.trainers[0].page)")
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'work.carried'") == 1)
  }

  @Test(
    "what the new group is given later finds her work; what it is never given stays open to her", arguments: Databases.engines)
  func later(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let old = try await scene.give(in: 5)
    try await scene.handIn(0, "менің жұмысым")
    var (next, trainer) = try await scene.neighbour()
    try await scene.move(0, to: next)
    var browser = try await scene.kit.applicant(scene.girls[0], .en)
    await browser.get("/study")
    #expect(browser.page.contains("/study/assignments/\(old)") && browser.page.contains("handed in on time"))
    await scene.trainers[0].get("/desk/marking")
    #expect(scene.trainers[0].page.contains("1 / 9"), "she handed it in to them: eight are there and she was")
    await trainer.get("\(next)/assignments")
    await trainer.submit("\(next)/assignments", [("exercise", "physics-measurement/own-pendulum-report")] + scene.day(in: 9))
    #expect(trainer.status == 303, "\(trainer.page)")
    await browser.get("/study")
    #expect(!browser.page.contains("/study/assignments/\(old)") && browser.page.contains("handed in on time"))
    await trainer.get("\(next)/assignments")
    #expect(trainer.page.contains("1 / 1"))
  }

  @Test("a check that she sat stays on the list of those who gave it, and is not asked again", arguments: Databases.engines)
  func check(_ kind: EngineKind) async throws {
    var scene = try await CheckScene(kind)
    let check = try await scene.measure("pre")
    try await scene.sit(check, [(girl: 0, right: 3), (girl: 1, right: 2)])
    let receipt = try #require(try await scene.receipt(check, 0))
    var (next, trainer) = try await scene.school.neighbour()
    try await scene.school.move(0, to: next)
    let page = CheckDesk.link(check.id).text
    await scene.school.trainers[0].get(page)
    #expect(
      scene.school.trainers[0].page.contains(receipt) && scene.school.trainers[0].page.contains("not in this group any more"))
    await scene.school.trainers[0].get("\(scene.school.group)/checks")
    #expect(scene.school.trainers[0].page.contains("2 / 9"))
    await trainer.get("\(next)/checks")
    let today = scene.school.kit.clock.now.day()
    let (house, group) = (scene.school.kit.house, try #require(ID<Group>(String(next.suffix(36)))))
    let course = try #require(try await house.openCourses().first { $0.key == "physics-measurement" })
    let wanted = CheckToGive(
      course: course, form: try #require(course.read.checks["pre"]).form, window: .days(today, today.adding(days: 6)))
    let actor = Actor(person: scene.school.people[0], role: .trainer)
    try await house.database.write { tx in try tx.give(wanted, to: try tx.group(group), by: actor, house) }
    let twin = try await house.database.read { tx in try #require(try tx.checks(where: "study_check.group_id = \(group)").first) }
    var browser = try await scene.girl(0)
    await browser.get("/study")
    #expect(browser.page.contains(check.id.text) && !browser.page.contains(twin.id.text), "\(browser.page)")
    await trainer.get(CheckDesk.link(twin.id).text)
    #expect(trainer.page.contains("handed in with the group she was in before"), "\(trainer.page)")
  }

  @Test("her sheet is entered by the group that gave it and by the one she is in", arguments: Databases.engines)
  func paper(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    await scene.desk.get(scene.group)
    await scene.desk.submit("\(scene.group)/opening")
    await scene.trainers[0].get("\(scene.group)/paper")
    await scene.trainers[0].submit("\(scene.group)/paper", [("part", "physics-measurement/lesson:01-what-is-measuring")])
    let number = try await scene.number(0)
    let code: String = try #require(
      try await scene.kit.house.database.read {
        try $0.value("SELECT code FROM study_sheet_girl WHERE learner = \(number)") as String?
      })
    let other: String = try #require(
      try await scene.kit.house.database.read {
        try $0.value("SELECT code FROM study_sheet_girl WHERE learner <> \(number) ORDER BY code LIMIT 1") as String?
      })
    var (next, trainer) = try await scene.neighbour()
    try await scene.move(0, to: next)
    await scene.trainers[0].get("\(scene.group)/paper?code=\(code)")
    let old = try #require(scene.trainers[0].location)
    await scene.trainers[0].get(old)
    #expect(scene.trainers[0].status == 200, "\(scene.trainers[0].page)")
    await trainer.get("\(next)/paper?code=\(code)")
    let new = try #require(trainer.location, "\(trainer.page)")
    #expect(new.hasPrefix(next))
    await trainer.get(new)
    #expect(trainer.status == 200)
    let pack = String(new.prefix { _ in true }.dropLast(code.count + "/girls/".count))
    await trainer.get(pack)
    #expect(trainer.status == 200 && trainer.page.matches(of: #/<a href="[^"]+/girls/#).count == 1, "\(trainer.page)")
    // Nobody else's of that pack.
    await trainer.get("\(pack)/girls/\(other)")
    #expect(trainer.status == 404)
    await trainer.get("\(next)/paper?code=\(other)")
    #expect(trainer.status == 404)
    let today = scene.kit.clock.now.day()
    await trainer.get(new)
    await trainer.submit(
      new, [("day-day", String(today.day)), ("day-month", String(today.month)), ("day-year", String(today.year))])
    #expect(trainer.status == 303, "\(trainer.page)")
  }

  @Test("a move to a group of another language is asked about first", arguments: Databases.engines)
  func language(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    let (next, _) = try await scene.neighbour(language: "ru")
    let number = try await scene.number(0)
    let cohort: String = try #require(
      try await scene.kit.house.database.read { try $0.value("SELECT cohort_id FROM study_group LIMIT 1") as String? })
    let page = "/desk/cohorts/\(cohort)/placement"
    await scene.desk.get(page)
    await scene.desk.submit(page, [("girl-\(number)", String(next.suffix(36))), ("go", "settle")])
    #expect(scene.desk.location == "\(page)?ask=yes", "\(scene.desk.page)")
    await scene.desk.follow()
    #expect(scene.desk.page.contains("Nothing is settled") && scene.desk.page.contains("value=\"settle-sure\""))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_member WHERE until IS NOT NULL") == 0)
    await scene.desk.submit(page, [("go", "settle-sure")])
    #expect(scene.desk.location == "\(page)?done=1", "\(scene.desk.page)")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_member WHERE until IS NOT NULL") == 1)
  }

  @Test(
    "a project stands once on her page: with the team she came with, until she is in one of her group",
    arguments: Databases.engines)
  func project(_ kind: EngineKind) async throws {
    let scene = try await SchoolScene(kind)
    let (next, _) = try await scene.neighbour()
    let house = scene.kit.house
    let (old, new) = (house.outside.id(of: Project.self), house.outside.id(of: Project.self))
    let number = try await scene.number(0)
    func join(_ project: ID<Project>) async throws {
      try await house.database.write { tx in
        let team: ID<Team> = house.outside.id()
        let (now, yes) = (house.outside.now(), true)
        try tx.run("INSERT INTO study_team (id, project_id, number, made_at) VALUES (\(team), \(project), 1, \(now))")
        try tx.run(
          "INSERT INTO study_team_member (team_id, learner, since, has_consent) VALUES (\(team), \(number), \(now), \(yes))")
      }
    }
    try await house.database.write { [group = scene.group] tx in
      for (project, page) in [(old, group), (new, next)] {
        try tx.run(
          """
          INSERT INTO study_project (id, group_id, course, exercise, given_at)
          VALUES (\(project), \(String(page.suffix(36))), 'physics-measurement', 'own-investigation', \(house.outside.now()))
          """)
      }
    }
    try await join(old)
    try await scene.move(0, to: next)
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    func shown() async -> [String] {
      await girl.get("/study")
      return girl.page.matches(of: #/href="/study/projects/([^"]+)"/#).map { String($0.output.1) }
    }
    let before = await shown()
    #expect(before == [old.text])
    try await join(new)
    let after = await shown()
    #expect(after == [new.text])
  }
}
