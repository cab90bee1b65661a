import Exchange
import Foundation
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// Projects of teams: given, formed, kept in a diary, shown as a poster, marked by two.
@Suite struct ProjectTests {
  @Test(
    "a trainer gives a project with its days, and forms teams that are looked at before they count", arguments: Databases.engines)
  func teams(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene.withProject(kind)
    let page = "/desk/projects/\(try await scene.project)"
    #expect(scene.trainers[0].location == "\(page)/teams")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_milestone") == 4)
    await scene.trainers[0].get("\(scene.group)/assignments")
    #expect(!scene.trainers[0].page.contains("own-investigation"), "what a team works on is not handed in by each as well")
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study")
    #expect(girl.page.contains("no team yet"))
    await scene.trainers[0].get("\(page)/teams")
    #expect(scene.trainers[0].page.contains("This is a proposal") && scene.trainers[0].page.contains("of one village first"))
    let proposed = SchoolScene.chosen(scene.trainers[0].page)
    #expect(proposed.count == 9 && Set(proposed.map(\.1)) == ["1", "2", "3"])
    await scene.trainers[0].post("\(page)/teams/preview", proposed)
    #expect(
      scene.trainers[0].status == 200 && scene.trainers[0].page.contains("9 girls change team"), "\(scene.trainers[0].page)")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_team") == 0, "a look changes nothing")
    await scene.trainers[0].submit("\(page)/teams")
    #expect(scene.trainers[0].location == "\(page)?said=settled")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_team_member WHERE until IS NULL") == 9)
    await scene.trainers[0].follow()
    #expect(scene.trainers[0].page.contains("Team 3") && !scene.trainers[0].page.contains("without a team"))
    await girl.get("/study")
    #expect(girl.page.contains("Question and plan: ") && !girl.page.contains("no team yet"))

    // One moves, and leaves a pair behind.
    let first = try await scene.number(try await scene.girls(of: 1)[0])
    await scene.trainers[0].get("\(page)/teams")
    var chosen = SchoolScene.chosen(scene.trainers[0].page)
    let at = try #require(chosen.firstIndex { $0.0 == "girl-\(first)" })
    chosen[at].1 = "2"
    await scene.trainers[0].post("\(page)/teams/preview", chosen)
    #expect(scene.trainers[0].status == 422 && scene.trainers[0].page.contains("Team 2 has 2 to 3 girls"))
    chosen[at].1 = "4"
    await scene.trainers[0].post("\(page)/teams/preview", chosen)
    #expect(scene.trainers[0].status == 422 && scene.trainers[0].page.contains("write why she works alone"))
    await scene.trainers[0].post("\(page)/teams/preview", chosen + [("alone-\(first)", "Ауылында басқа қыз жоқ")])
    #expect(scene.trainers[0].page.contains("Team 1 → Team 4") && scene.trainers[0].page.contains("1 girl changes team"))
    await scene.trainers[0].submit("\(page)/teams")
    #expect(scene.trainers[0].status == 303)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_team_member WHERE until IS NOT NULL") == 1, "it is recorded")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_team_member WHERE alone IS NOT NULL") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'teams.settled'") == 2)
    await scene.trainers[1].get("/desk/teams/\(try await scene.team(4))")
    #expect(scene.trainers[1].page.contains("Ауылында басқа қыз жоқ"))
    // A page that was made before somebody else settled.
    await scene.trainers[0].post("\(page)/teams", [("mark", "old"), ("girl-\(first)", "1")])
    #expect(scene.trainers[0].status == 409)
    await scene.trainers[0].submit("\(page)/milestones", [])
    await scene.trainers[0].get(page)
    let days = ["question", "first-measurements", "result", "poster"].flatMap { key in
      scene.day(in: key == "poster" ? 30 : 12).map { ($0.0.replacing("day-", with: "day-\(key)-"), $0.1) }
    }
    await scene.trainers[0].submit("\(page)/milestones", days)
    #expect(scene.trainers[0].location == "\(page)?said=moved", "\(scene.trainers[0].page)")
    await girl.get("/study/projects/\(try await scene.project)")
    #expect(girl.page.contains(Language.en.date(scene.kit.clock.now.day().adding(days: 30))))
  }

  @Test("nobody but the adults of the group and its coordinator sees or does anything", arguments: Databases.engines)
  func doors(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene.withProject(kind)
    try await scene.settleTeams()
    let (project, team) = (try await scene.project, try await scene.team())
    let girl = try await scene.girls(of: 1)[0]
    try await scene.write(girl, "Өлшедік")
    try await scene.handInPoster(girl)
    let pages = [
      "\(scene.group)/projects", "/desk/projects/\(project)", "/desk/projects/\(project)/teams", "/desk/teams/\(team)",
    ]
    for page in pages {
      await scene.trainers[1].get(page)
      #expect(scene.trainers[1].status == 200, "\(page)")
      await scene.desk.get(page)
      #expect(scene.desk.status == 200, "\(page)")
    }
    var stranger = try await scene.kit.staff(.trainer, .everything, .en)
    for page in pages {
      await stranger.get(page)
      #expect(stranger.status == 403, "not cleared: \(page)")
    }
    try await scene.clear(try #require(stranger.person), until: scene.kit.clock.now.day())
    for page in pages {
      await stranger.get(page)
      #expect(stranger.status == 404, "another group's: \(page)")
    }
    for (page, fields) in [
      ("/desk/teams/\(team)/marks", [("all", "?")]), ("/desk/teams/\(team)/poster", []),
      ("/desk/projects/\(project)/teams", []), ("/desk/projects/\(project)/teams/preview", []),
      ("/desk/projects/\(project)/milestones", []), ("\(scene.group)/projects", []),
    ] as [(String, [(String, String)])] {
      await stranger.post(page, fields)
      #expect(stranger.status == 404, "\(page)")
    }
    var assistant = try await scene.kit.staff(.assistant, .everything, .en)
    var guardian = try await scene.kit.guardian(nil, .en)
    var elsewhere = try await scene.kit.staff(.coordinator, Scope(cycle: nil, regions: ["710000000"]), .en)
    for page in pages {
      await assistant.get(page)
      #expect(assistant.status == 403, "\(page)")
      await guardian.get(page)
      #expect([303, 403].contains(guardian.status), "\(page)")
      await elsewhere.get(page)
      #expect(elsewhere.status == 404, "\(page)")
    }
    await scene.desk.post("/desk/teams/\(team)/marks", [("all", "?")])
    #expect(scene.desk.status == 403, "whoever runs the cohort marks nobody")
    await elsewhere.get("/desk/exhibition/\(team)")
    #expect(elsewhere.status == 404)
    await scene.trainers[0].get("/desk/exhibition/\(team)")
    #expect(scene.trainers[0].status == 403)
    var alone = try await Pupil(scene.kit, number: 3, .en)
    await alone.browser.get("/study/projects/\(project)")
    #expect(alone.browser.status == 404, "she is in no group")
    await alone.browser.get("/study/posters/\(team)")
    #expect(alone.browser.status == 404)
    await alone.browser.post("/study/posters/\(team)/comments", [("answer-convinced", "?"), ("answer-next", "?")])
    #expect(alone.browser.status == 404)
    var other = try await scene.kit.applicant(scene.girls[try await scene.girls(of: 2)[0]], .en)
    await other.get("/study/projects/\(project)")
    #expect(other.status == 200 && !other.page.contains("Өлшедік"), "the diary is her own team's")
    await other.get("/study/posters/\(team)")
    #expect(other.status == 404, "no adult has looked at the poster yet")
  }

  @Test(
    "a diary is only added to: text, a table, photos, a milestone; the team and the adults read it", arguments: Databases.engines)
  func diary(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene.withProject(kind)
    try await scene.settleTeams()
    let page = "/study/projects/\(try await scene.project)"
    let members = try await scene.girls(of: 1)
    var girl = try await scene.kit.applicant(scene.girls[members[0]], .en)
    await girl.get(page)
    #expect(girl.page.contains("data-room=\"study-project\"") && girl.page.contains("/keep.") && girl.page.contains("/handin."))
    await girl.submit("\(page)/diary", [("text", ""), ("go", "hand-in")])
    #expect(girl.status == 422 && girl.page.contains("To keep an entry, write something"))
    let long = String(repeating: "ұ", count: 2_001)
    await girl.submit("\(page)/diary", [("text", long), ("go", "hand-in")])
    #expect(girl.status == 422 && girl.page.contains(long), "nothing typed is lost")
    await girl.submit("\(page)/diary", [("cell-1-1", String(repeating: "1", count: 31)), ("go", "hand-in")])
    #expect(girl.status == 422 && girl.page.contains("A cell has at most 30 characters"))
    let bytes = Rehearsal.picture.bytes
    await girl.get(page)
    await girl.upload("\(page)/diary", [("text", "Допты тастадық"), ("go", "photo")], field: "photo", name: "a.png", bytes)
    await girl.follow()
    #expect(girl.page.contains("photo 1") && girl.page.contains("Допты тастадық</textarea>"))
    let subject = try #require(girl.page.firstMatch(of: /data-subject="([^"]+)"/)?.1)
    let order =
      "{\"room\":\"study-project\",\"subject\":\"\(subject)\",\"field\":\"photo-2\",\"name\":\"b.png\",\"size\":\(bytes.count)}"
    var friend = try await scene.kit.applicant(scene.girls[members[1]], .en)
    await friend.say("/files", order)
    #expect(friend.status == 404, "into another girl's entry")
    await girl.say("/files", order.replacing("photo-2", with: "photo-3"))
    #expect(girl.status == 422, "an entry takes two")
    await girl.say("/files", order)
    let file = try #require(girl.page.firstMatch(of: /"file":"([^"]+)"/)?.1)
    await girl.put("/files/\(file)/0", bytes)
    #expect(girl.page.contains("done"))
    await girl.get(page)
    await girl.submit(
      "\(page)/diary",
      [
        ("text", "Допты тастадық"), ("cell-1-1", "h, см"), ("cell-1-2", "H, см"), ("cell-2-1", "40"), ("cell-2-2", "22"),
        ("milestone", "question"), ("go", "hand-in"),
      ])
    #expect(girl.location == "\(page)?done=handed", "\(girl.page)")
    await girl.follow()
    #expect(
      girl.page.contains("Your entry is in the diary") && girl.page.contains("<td>22</td>") && girl.page.contains("reached"))
    await girl.post("\(page)/diary", [("text", "басқа"), ("go", "hand-in")])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_entry WHERE kept_at IS NOT NULL") == 2, "another is another")
    await girl.say("/files", order)
    #expect(girl.status == 404, "what is kept stands")
    await friend.get(page)
    #expect(friend.page.contains("Допты тастадық") && friend.page.contains("<b>Сынақ\(members[0]) Ү.</b>"))
    await friend.get("\(page)/photos/\(file)")
    #expect(friend.status == 200 && friend.reply.header("content-type") == "image/png")
    var other = try await scene.kit.applicant(scene.girls[try await scene.girls(of: 2)[0]], .en)
    await other.get("\(page)/photos/\(file)")
    #expect(other.status == 404)
    let team = try await scene.team()
    await scene.trainers[1].get("/desk/teams/\(team)")
    #expect(scene.trainers[1].page.contains("Допты тастадық") && scene.trainers[1].page.contains("each one’s share"))
    await scene.trainers[1].get("/desk/teams/\(team)/photos/\(file)")
    #expect(scene.trainers[1].status == 200)
    await scene.trainers[1].get("/desk/teams/\(try await scene.team(2))/photos/\(file)")
    #expect(scene.trainers[1].status == 404)
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'diary.written'") == 2)

    // Four weeks later: what was reached is not late, the rest is, as a line.
    try await scene.wait(hours: 24 * 28)
    await scene.trainers[0].get("/desk/projects/\(try await scene.project)")
    #expect(scene.trainers[0].status == 200 && scene.trainers[0].page.contains("Result: was due on"))
    await scene.trainers[0].get("/desk")
    #expect(scene.trainers[0].page.contains("11 milestones of projects are late"), "\(scene.trainers[0].page)")
    await girl.get("/study")
    #expect(girl.page.contains("its day is over"))
  }

  @Test("two adults mark without each other; the team has its mark when they say the same", arguments: Databases.engines)
  func marks(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene.withProject(kind)
    try await scene.settleTeams()
    let (project, team) = (try await scene.project, try await scene.team())
    let members = try await scene.girls(of: 1)
    let page = "/desk/teams/\(team)"
    await scene.trainers[0].get(page)
    #expect(scene.trainers[0].page.contains("Marking opens once the poster is handed in"))
    await scene.trainers[0].post("\(page)/marks", [("level-problem", "3"), ("all", "x")])
    #expect(scene.trainers[0].status == 409)
    try await scene.write(members[0], "Өлшедік")
    try await scene.handInPoster(members[0])
    await scene.trainers[0].get("/desk")
    #expect(scene.trainers[0].page.contains("1 team to mark") && scene.trainers[0].page.contains("1 poster to look at"))
    await scene.trainers[0].get(page)
    await scene.trainers[0].submit("\(page)/marks", [("level-problem", "3"), ("all", "Маған жаз: 8 701 555 12 34")])
    #expect(scene.trainers[0].status == 422 && scene.trainers[0].page.contains("Choose a level"))
    #expect(scene.trainers[0].page.contains("Маған жаз: 8 701"), "nothing typed is lost")
    await scene.mark(team, by: 0, [3, 3, 2, 4], word: "Бірінші пікір")
    await scene.trainers[1].get(page)
    #expect(scene.trainers[1].page.contains("Another adult has marked this team") && !scene.trainers[1].page.contains("3 / 4"))
    await scene.trainers[1].get("/desk/projects/\(project)")
    #expect(!scene.trainers[1].page.contains("3 · 3 · 2 · 4") && scene.trainers[1].page.contains("waits for your mark"))
    var girl = try await scene.kit.applicant(scene.girls[members[1]], .en)
    await girl.get("/study/projects/\(project)")
    #expect(!girl.page.contains("Бірінші пікір"), "not before two agree")
    await scene.mark(team, by: 1, [3, 2, 2, 4], word: "Екінші пікір")
    await scene.trainers[1].get(page)
    #expect(scene.trainers[1].page.contains("The marks differ") && scene.trainers[1].page.contains("3 / 4"), "now both see both")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_team WHERE agreed_at IS NOT NULL") == 0)
    await scene.mark(team, by: 1, [3, 3, 2, 4], word: "Келістік")
    #expect(
      try await scene.text("SELECT levels FROM study_team WHERE agreed_at IS NOT NULL")
        == "problem:3/4 design:3/4 test:2/4 explanation:4/4")
    await girl.get("/study")
    #expect(girl.page.contains("the team’s mark is there, not read yet"))
    await girl.get("/study/projects/\(project)")
    #expect(girl.page.contains("Бірінші пікір") && girl.page.contains("Келістік") && !girl.page.contains("Екінші пікір"))
    #expect(girl.page.contains("For your certificate this mark counts once"), "she has written nothing herself")
    await girl.get("/study/marks")
    #expect(girl.page.contains("/study/projects/\(project)"), "where her marks are, the team's is too")
    await girl.get("/study")
    #expect(!girl.page.contains("not read yet"))
    await girl.post("/study/projects/\(project)/diary", [("text", "кеш"), ("go", "hand-in")])
    #expect(girl.status == 409, "the project is over")
    await scene.trainers[0].get("/desk/projects/\(project)")
    #expect(scene.trainers[0].page.contains("How two trainers agree") && scene.trainers[0].page.contains("3 · 2 · 2 · 4"))
    await scene.trainers[0].get("/desk/projects/\(project)/teams")
    #expect(scene.trainers[0].page.contains("has its mark and keeps its girls"))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_team_mark") == 3, "marks are only added")

    // No words from one adult to one girl that the others do not read, and none after the mark that the other has not stood behind.
    await scene.trainers[1].get(page)
    for word in ["Бірінші пікір", "Екінші пікір", "Келістік"] { #expect(scene.trainers[1].page.contains(word), "\(word)") }
    await scene.desk.get(page)
    #expect(scene.desk.page.contains("Екінші пікір"), "the coordinator reads what was replaced too")
    scene.kit.clock.move(seconds: 60)
    await scene.mark(team, by: 0, [3, 3, 2, 4], word: "Кейінгі пікір")
    await girl.get("/study/projects/\(project)")
    #expect(!girl.page.contains("Кейінгі пікір") && girl.page.contains("Бірінші пікір") && girl.page.contains("/study/help"))
    await scene.trainers[1].get(page)
    #expect(scene.trainers[1].page.contains("Кейінгі пікір"))
    scene.kit.clock.move(seconds: 180)
    await scene.mark(team, by: 1, [3, 3, 2, 4], word: "Мен де көрдім")
    await girl.get("/study/projects/\(project)")
    #expect(girl.page.contains("Кейінгі пікір") && girl.page.contains("Мен де көрдім"))
    // A second tap on the same words is no second mark.
    let before = try await scene.kit.count("SELECT count(*) FROM study_team_mark")
    await scene.trainers[1].post(
      "\(page)/marks",
      [
        ("level-problem", "3"), ("level-design", "3"), ("level-test", "2"), ("level-explanation", "4"), ("all", "Мен де көрдім"),
        ("seen", "0 "),
      ])
    #expect(scene.trainers[1].status == 303)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_team_mark") == before)
  }

  @Test(
    "a certificate and the window of grants read a mark that two agree on, of whoever wrote something",
    arguments: Databases.engines)
  func evidence(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene.withProject(kind)
    let house = scene.kit.house
    for girl in 0..<9 { try await scene.finish(girl, lessons: 7) }
    @Sendable func candidates() async throws -> (all: [Candidate], statements: Int) {
      let courses = try await house.openCourses()
      let shelved = try #require(courses.first { $0.key == "physics-measurement" })
      return try await house.database.read { tx in
        let before = tx.statements
        return (try tx.candidates(shelved, [.everything], house), tx.statements - before)
      }
    }
    let asked = Requirement.assignment("own-investigation", 2)
    let given = try await candidates()
    #expect(given.all.count == 9 && given.all.allSatisfy { $0.readiness.open.contains(asked) }, "given, and not done")
    try await scene.settleTeams()
    let members = try await scene.girls(of: 1)
    try await scene.write(members[0], "Өлшедік")
    try await scene.write(members[1], "Есептедік")
    try await scene.handInPoster(members[0])
    let team = try await scene.team()
    await scene.mark(team, by: 0, [3, 3, 2, 4])
    #expect(try await candidates().all.allSatisfy { $0.readiness.open.contains(asked) }, "one mark is none")
    await scene.mark(team, by: 1, [3, 3, 2, 4])
    let marked = try await candidates()
    let met = [try await scene.number(members[0]), try await scene.number(members[1])].sorted()
    #expect(marked.all.filter { $0.readiness.met.contains(asked) }.map(\.number).sorted() == met)
    #expect(marked.statements == given.statements, "as many statements with projects as without")
    let yes = true
    _ = try await house.database.write { try $0.run("UPDATE study_team_member SET has_consent = \(yes)") }
    let evidence = try await house.database.read {
      try $0.rows("SELECT name, value, error FROM grants_study_evidence ORDER BY person_id") {
        (try $0["name"] as String, try $0["value"] as Double, try $0["error"] as Double)
      }
    }
    #expect(
      evidence.map(\.0) == ["project:physics-measurement:own-investigation", "project:physics-measurement:own-investigation"])
    #expect(evidence.allSatisfy { abs($0.1 - 8.0 / 12) < 1e-9 && abs($0.2 - (1.0 / 9 / 96).squareRoot()) < 1e-9 })
    let person = scene.girls[members[0]]
    _ = try await house.database.write { try $0.run("UPDATE person SET restricted_at = 1 WHERE id = \(person)") }
    #expect(try await scene.kit.count("SELECT count(*) FROM grants_study_evidence") == 1)
  }

  @Test("the error of a team's measure grows with what two adults say differently, and is never none")
  func measure() {
    let same = TeamMeasure(MarkLevels(text: "a:2/4 b:3/4"), MarkLevels(text: "a:2/4 b:3/4"))
    #expect(abs(same.value - 0.5) < 1e-12 && abs(same.error - (1.0 / 9 / 48).squareRoot()) < 1e-12)
    let apart = TeamMeasure(MarkLevels(text: "a:1/4 b:3/4"), MarkLevels(text: "a:4/4 b:3/4"))
    #expect(abs(apart.value - (0.5 + 2.0 / 3) / 2) < 1e-12 && abs(apart.error - 0.25) < 1e-12, "√1² / 2·2")
  }

  @Test(
    "diary and poster hold no way to reach anybody; a poster is hidden again; the same words twice are one entry",
    arguments: Databases.engines)
  func lookedThrough(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene.withProject(kind)
    try await scene.settleTeams()
    let (project, team) = (try await scene.project, try await scene.team())
    let members = try await scene.girls(of: 1)
    var girl = try await scene.kit.applicant(scene.girls[members[0]], .en)
    let page = "/study/projects/\(project)"
    await girl.get(page)
    await girl.submit("\(page)/diary", [("text", "Маған жаз: 8 701 555 12 34"), ("go", "hand-in")])
    #expect(girl.status == 422 && girl.page.contains("A diary holds no phone numbers"), "\(girl.page)")
    await girl.get(page)
    await girl.submit("\(page)/diary", [("text", "Өлшедік"), ("cell-2-1", "+77015551234"), ("go", "hand-in")])
    #expect(girl.status == 422)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_entry WHERE kind = 'diary' AND kept_at IS NOT NULL") == 0)
    for _ in 0..<2 { try await scene.write(members[0], "Өлшедік") }
    #expect(try await scene.kit.count("SELECT count(*) FROM study_entry WHERE kind = 'diary' AND kept_at IS NOT NULL") == 1)
    await girl.get("\(page)/poster")
    var bad = SchoolScene.poster
    bad[2].1 = "8 701 555 12 34 деп жаз"
    await girl.submit("\(page)/poster", bad + [("name", "crane"), ("go", "hand-in")])
    #expect(girl.status == 422 && girl.page.contains("A poster holds no phone numbers"), "\(girl.page)")
    try await scene.handInPoster(members[0])
    await scene.showPoster(team)
    var other = try await scene.kit.applicant(scene.girls[try await scene.girls(of: 2)[0]], .en)
    await other.get("/study/posters/\(team)")
    #expect(other.status == 200)
    await scene.trainers[0].get("/desk/teams/\(team)")
    await scene.trainers[0].submit("/desk/teams/\(team)/poster", [("go", "hide"), ("why", "Ауылдың аты тұр")])
    #expect(scene.trainers[0].status == 303, "\(scene.trainers[0].page)")
    await other.get("/study/posters/\(team)")
    #expect(other.status == 404)
    await scene.trainers[0].get("/desk/projects/\(project)/teams")
    let learner = try await scene.number(members[0])
    await scene.trainers[0].submit("/desk/projects/\(project)/teams/preview", [("girl-\(learner)", "")])
    #expect(scene.trainers[0].status == 200 && scene.trainers[0].page.contains("without a team"), "\(scene.trainers[0].page)")
    await scene.trainers[0].get("/desk/projects/\(project)")
    await scene.trainers[0].submit(
      "/desk/projects/\(project)/milestones", [("day-poster-day", "1"), ("day-poster-month", "1"), ("day-poster-year", "2026")])
    #expect(scene.trainers[0].status == 422, "before it was given")
  }

  @Test("girls answer exactly two questions under each other's posters, by the rules of the board", arguments: Databases.engines)
  func comments(_ kind: EngineKind) async throws {
    let homes = (0..<18).map { HouseKit.Home(language: $0 < 9 ? "kk" : "ru") }
    var scene = try await SchoolScene.withProject(kind, homes)
    try await scene.settleTeams()
    let (project, team) = (try await scene.project, try await scene.team())
    let members = try await scene.girls(of: 1)
    let page = "/study/posters/\(team)"
    try await scene.handInPoster(members[0])
    // Of the other group of the cohort.
    let mine: [ID<Person>] = try await scene.kit.house.database.read {
      try $0.rows(
        """
        SELECT study_learner.person_id FROM study_member JOIN study_learner ON study_learner.number = study_member.learner
        WHERE study_member.group_id = (SELECT study_project.group_id FROM study_project) ORDER BY study_learner.number
        """
      ) { try $0[0] }
    }
    let far = try #require(scene.girls.first { !mine.contains($0) })
    var girl = try await scene.kit.applicant(far, .en)
    await girl.get(page)
    #expect(girl.status == 404)
    await scene.showPoster(team)
    await girl.get("/study/posters")
    #expect(girl.page.contains("Доп қаншалықты секіреді?") && girl.page.contains("Crane") && !girl.page.contains("Сынақ"))
    await girl.get(page)
    #expect(girl.page.contains("What convinced you, and why?") && girl.page.contains("Which question would you ask next?"))
    #expect(girl.page.matches(of: /<textarea/).count == 2 && !girl.page.contains("Сынақ"), "no names of the team")
    await girl.submit("\(page)/comments", [("answer-convinced", "Үш рет өлшеген")])
    #expect(girl.status == 422 && girl.page.contains("Answer both questions") && girl.page.contains("Үш рет өлшеген</textarea>"))
    await girl.submit(
      "\(page)/comments", [("answer-convinced", "Үш рет өлшеген"), ("answer-next", "Маған жаз: 8 701 555 12 34")])
    #expect(girl.location == "\(page)?said=answered", "\(girl.page)")
    await girl.follow()
    #expect(girl.page.contains("waits until an adult has looked") && !girl.page.contains("<textarea"), "two answers, no more")
    await girl.post("\(page)/comments", [("answer-convinced", "Тағы"), ("answer-next", "Тағы")])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_post WHERE team_id IS NOT NULL") == 2)
    var owner = try await scene.kit.applicant(scene.girls[members[0]], .en)
    await owner.get(page)
    #expect(owner.page.contains("Үш рет өлшеген") && !owner.page.contains("701 555") && !owner.page.contains("<textarea"))
    await owner.post("\(page)/comments", [("answer-convinced", "Өзіміз"), ("answer-next", "Өзіміз")])
    #expect(owner.status == 409, "not under her own")
    await owner.get("/study/group")
    #expect(!owner.page.contains("Үш рет өлшеген"), "it is not on the board")
    await owner.get("/study")
    #expect(!owner.page.contains("new post"))
    await scene.trainers[1].get("/desk/held-posts")
    #expect(scene.trainers[1].page.contains("701 555") && scene.trainers[1].page.contains("an answer under a poster"))
    let held = try #require(try await scene.text("SELECT id FROM study_post WHERE shown_at IS NULL"))
    await scene.trainers[1].post("/desk/held-posts/\(held)", [("go", "keep"), ("reason-\(held)", "Телефон жазылмайды")])
    #expect(scene.trainers[1].status == 303)
    await girl.get(page)
    #expect(girl.page.contains("Телефон жазылмайды"))
    await scene.trainers[0].get("/desk/teams/\(team)")
    #expect(scene.trainers[0].page.contains("Үш рет өлшеген") && scene.trainers[0].page.contains("701 555"), "adults read all")
    let shown = try #require(try await scene.text("SELECT id FROM study_post WHERE shown_at IS NOT NULL"))
    await owner.get("/study/group/posts/\(shown)/report")
    #expect(owner.status == 200)
    await owner.submit("/study/group/posts/\(shown)/report", [("words", "Ұнамады")])
    #expect(owner.location == "\(page)?said=reported")
    await owner.get("/study/group/posts/\(held)/report")
    #expect(owner.status == 404, "what she does not see")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_report") == 1)
    await girl.post("/study/group/posts/\(shown)/withdrawal")
    #expect(girl.location?.hasPrefix(page) == true)
    await girl.get(page)
    #expect(girl.page.contains("<textarea"), "taken back, it may be answered again")
    // Nobody of another cohort, and nobody once an adult's clearance is over.
    let (people, house) = (scene.people, scene.kit.house)
    try await house.database.write { tx in
      for person in people { try tx.run("DELETE FROM clearance WHERE person_id = \(person)") }
    }
    await girl.get(page)
    #expect(girl.page.contains("not two adults who are cleared") && !girl.page.contains("<textarea"))
    await girl.post("\(page)/comments", [("answer-convinced", "Тағы"), ("answer-next", "Тағы")])
    #expect(girl.status == 409)
    _ = project
  }

  @Test("each page costs as many statements with three teams as with one", arguments: [EngineKind.sqlite])
  func statements(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene.withProject(kind)
    try await scene.settleTeams()
    let database = scene.kit.house.database
    let (project, team) = (try await scene.project, try await scene.team())
    let first = try await scene.girls(of: 1)[0]
    try await scene.write(first, "бір")
    try await scene.handInPoster(first)
    await scene.showPoster(team)
    var girl = try await scene.kit.applicant(scene.girls[first], .en)
    let hers = ["/study", "/study/projects/\(project)", "/study/posters", "/study/posters/\(team)"]
    let desk = ["/desk/projects", "/desk/projects/\(project)", "/desk/teams/\(team)", "\(scene.group)/projects"]
    var before: [Int] = []
    for page in hers {
      await girl.get(page)
      let at = database.statements
      await girl.get(page)
      before.append(database.statements - at)
    }
    for page in desk {
      await scene.trainers[0].get(page)
      let at = database.statements
      await scene.trainers[0].get(page)
      before.append(database.statements - at)
    }
    for number in 2...3 {
      let member = try await scene.girls(of: number)[0]
      for turn in 0..<3 { try await scene.write(member, "жазба \(turn)") }
      try await scene.handInPoster(member, name: number == 2 ? "swan" : "lark")
      await scene.showPoster(try await scene.team(number))
    }
    for turn in 0..<4 { try await scene.write(first, "тағы \(turn)") }
    var after: [Int] = []
    for page in hers {
      await girl.get(page)
      let at = database.statements
      await girl.get(page)
      after.append(database.statements - at)
    }
    for page in desk {
      await scene.trainers[0].get(page)
      let at = database.statements
      await scene.trainers[0].get(page)
      after.append(database.statements - at)
    }
    #expect(after == before, "\(before) \(after)")
    #expect(after.allSatisfy { $0 < 45 }, "\(after)")
  }

  @Test("her copy says all of it; an erasure takes her words and leaves the team its mark", arguments: Databases.engines)
  func rights(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene.withProject(kind)
    try await scene.settleTeams()
    let members = try await scene.girls(of: 1)
    let team = try await scene.team()
    try await scene.write(members[0], "Менің сөзім")
    try await scene.write(members[1], "Досымның сөзі")
    try await scene.handInPoster(members[0])
    await scene.mark(team, by: 0, [3, 3, 3, 3], word: "Өте жақсы")
    await scene.mark(team, by: 1, [3, 3, 3, 3], word: "Келісемін")
    let (house, person) = (scene.kit.house, scene.girls[members[0]])
    try await house.database.write { tx in
      let told = try ProjectData.personalData.export(tx, house, person, .en).flatMap(\.lines).map { "\($0.name) \($0.value)" }
        .joined(separator: "\n")
      #expect(
        told.contains("Менің сөзім") && told.contains("Өте жақсы") && told.contains("q = 0,55") && !told.contains("Досымның"))
      let erased = try ProjectData.personalData.erase(tx, house, person)
      #expect(erased.first { $0.table == "study_entry" }?.rows == 2, "a line of the diary and the poster")
    }
    let number = try await scene.number(members[0])
    let left: SQL = """
      SELECT (SELECT count(*) FROM study_entry WHERE learner = \(number)) + (SELECT count(*) FROM study_team_word
        WHERE learner = \(number)) + (SELECT count(*) FROM study_team_member WHERE learner = \(number))
      """
    #expect(try await scene.kit.count(left) == 0)
    await scene.trainers[0].get("/desk/teams/\(team)")
    #expect(scene.trainers[0].page.contains("Досымның сөзі") && !scene.trainers[0].page.contains("Менің сөзім"))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_team WHERE agreed_at IS NOT NULL") == 1)
  }

  @Test("projects.yaml: two questions, the poster at the end, each key once")
  func file() throws {
    let shipped = try ProjectsFile(yaml: ProgrammeFolder.shipped().bytes("projects.yaml") ?? [])
    #expect(shipped.questions.count == 2 && shipped.milestones.last?.key == "poster" && shipped.names.count >= 12)
    let text = String(decoding: ProgrammeFolder.shipped().bytes("projects.yaml") ?? [], as: UTF8.self)
    for (wrong, says) in [
      (
        text.replacing("  - key: next\n", with: "  - key: next2\n    title: {kk: a, ru: b, en: c}\n  - key: next\n"),
        "exactly two"
      ),
      (text.replacing("key: poster\n", with: "key: wall\n"), "the last is key: poster"),
      (text.replacing("{key: swan,", with: "{key: crane,"), "appears twice"),
      (text.replacing("daysBefore: 18", with: "daysBefore: 1"), "in the order of their days"),
    ] {
      #expect(throws: FileComplaints.self) { try ProjectsFile(yaml: Array(wrong.utf8)) }
      do { _ = try ProjectsFile(yaml: Array(wrong.utf8)) } catch { #expect("\(error)".contains(says), "\(error)") }
    }
  }
}
