import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

extension SchoolScene {
  /// Two cleared trainers, and the group works.
  mutating func openGroup() async throws {
    try await hire()
    await desk.get(group)
    await desk.submit("\(group)/opening")
  }

  /// Later, with everybody signed in anew: sessions of the staff are short.
  mutating func wait(hours: Int) async throws {
    kit.clock.move(seconds: hours * 3600)
    desk = try await kit.staff(.coordinator, .everything, .en)
    for index in people.indices { trainers[index] = try await kit.staff(again: people[index]) }
  }

  /// The clocks of Kazakhstan show this hour, today or tomorrow.
  mutating func wait(untilHour hour: Int) async throws {
    let now = kit.clock.now
    let today = now.day().start().adding(hours: hour)
    let then = today > now ? today : today.adding(days: 1)
    kit.clock.move(seconds: Int((then.milliseconds - now.milliseconds) / 1000))
    desk = try await kit.staff(.coordinator, .everything, .en)
    for index in people.indices { trainers[index] = try await kit.staff(again: people[index]) }
  }
}

/// Words between people: one board for each group, and no other place.
@Suite struct BoardTests {
  private func scene(_ kind: EngineKind, at hour: Int = 10) async throws -> SchoolScene {
    var scene = try await SchoolScene(kind)
    try await scene.openGroup()
    try await scene.wait(untilHour: hour)
    return scene
  }

  @Test("a girl writes, the group and its adults read; whoever is not of the group sees nothing", arguments: Databases.engines)
  func written(_ kind: EngineKind) async throws {
    var scene = try await scene(kind)
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/group")
    await girl.submit("/study/group/posts", [("words", "Маятникті қалай өлшейміз?")])
    #expect(girl.status == 303, "\(girl.page)")
    await girl.follow()
    #expect(girl.page.contains("Маятникті қалай өлшейміз?") && girl.page.contains("Written by you"))
    var friend = try await scene.kit.applicant(scene.girls[1], .en)
    await friend.get("/study")
    #expect(friend.page.contains("1 new post on the board"))
    await friend.get("/study/group")
    #expect(friend.page.contains("<b>Сынақ0 Ү.</b>") && !friend.page.contains("Үлгіова"), "given name and one letter")
    await friend.get("/study")
    #expect(!friend.page.contains("new post"), "read")
    await scene.trainers[0].get("\(scene.group)/posts")
    #expect(scene.trainers[0].page.contains("Маятникті"))
    await scene.desk.get("\(scene.group)/posts")
    #expect(scene.desk.page.contains("Маятникті") && !scene.desk.page.contains("name=\"words\""), "a coordinator reads")
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'board.seen'") == 2)
    var stranger = try await scene.kit.staff(.trainer, .everything, .en)
    try await scene.clear(try #require(stranger.person), until: scene.kit.clock.now.day())
    await stranger.get("\(scene.group)/posts")
    #expect(stranger.status == 404)
    await stranger.post("\(scene.group)/posts", [("post", scene.kit.house.outside.id(of: Post.self).text), ("words", "?")])
    #expect(stranger.status == 404)
    var far = try await scene.kit.staff(.coordinator, Scope(regions: ["110000000"]), .en)
    await far.get("\(scene.group)/posts")
    #expect(far.status == 404)
  }

  @Test("nothing and too much are refused with what was typed; pressed twice it is one post", arguments: Databases.engines)
  func bounds(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/group")
    await girl.submit("/study/group/posts", [("words", "  \n ")])
    #expect(girl.status == 422 && girl.page.contains("Nothing is written yet"))
    await girl.submit("/study/group/posts", [("words", String(repeating: "ә", count: 2_001))])
    #expect(girl.status == 422 && girl.page.contains("at most 2,000") && girl.page.contains("әәә"))
    let id = scene.kit.house.outside.id(of: Post.self).text
    for _ in 0..<2 {
      await girl.post("/study/group/posts", [("post", id), ("words", String(repeating: "ә", count: 2_000))])
      #expect(girl.status == 303)
    }
    await girl.post("/study/group/posts", [("words", "…")])
    #expect(girl.status == 404, "without an id")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_post") == 1)
    for _ in 0..<30 {
      await girl.post(
        "/study/group/posts", [("post", scene.kit.house.outside.id(of: Post.self).text), ("words", "иә")])
    }
    #expect(girl.status == 429)
  }

  @Test("twenty a page, the newest last", arguments: Databases.engines)
  func pages(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    let (house, girl) = (scene.kit.house, scene.girls[0])
    let group = try #require(ID<Group>(String(scene.group.suffix(36))))
    for number in 1...21 {
      scene.kit.clock.move(seconds: 1)
      try await house.database.write { tx in
        _ = try tx.write(
          "№\(number).", as: house.outside.id(), on: try tx.group(group), by: Actor(person: girl, role: .applicant), nil, house)
      }
    }
    var reader = try await scene.kit.applicant(scene.girls[1], .en)
    await reader.get("/study/group")
    #expect(!reader.page.contains("№1.") && reader.page.contains("№2.") && reader.page.contains("№21."))
    let (first, last) = (reader.page.firstRange(of: "№2."), reader.page.firstRange(of: "№21."))
    #expect(try #require(first).lowerBound < (try #require(last)).lowerBound)
    await reader.get("/study/group?page=2")
    #expect(reader.page.contains("№1.") && !reader.page.contains("№2."))
    await reader.get("/study/group?page=99")
    #expect(reader.status == 200 && reader.page.contains("№1."))
  }

  @Test("what an adult writes after 20 o'clock stands on the board at 8", arguments: Databases.engines)
  func night(_ kind: EngineKind) async throws {
    var scene = try await scene(kind, at: 21)
    await scene.trainers[0].get("\(scene.group)/posts")
    await scene.trainers[0].submit("\(scene.group)/posts", [("words", "Ертең дәптер алып келіңдер")])
    await scene.trainers[0].follow()
    #expect(scene.trainers[0].page.contains("comes to the board"))
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/group")
    #expect(!girl.page.contains("дәптер"))
    await girl.submit("/study/group/posts", [("words", "Түнде жаздым")])
    var friend = try await scene.kit.applicant(scene.girls[1], .en)
    await friend.get("/study/group")
    #expect(friend.page.contains("Түнде жаздым"), "girls write at any time")
    try await scene.wait(untilHour: 8)
    friend = try await scene.kit.applicant(scene.girls[1], .en)
    await friend.get("/study/group")
    #expect(friend.page.contains("дәптер") && friend.page.contains("leading trainer"))
  }

  @Test("the hours of a board, at their edges")
  func hours() throws {
    let day = try #require(Day("2026-11-30"))
    func at(_ hour: Int, _ minute: Int = 0) throws -> Moment { try #require(Moment(day, hour: hour, minute: minute)) }
    #expect(BoardHours.opening(from: try at(7, 59)) == (try at(8)))
    #expect(BoardHours.opening(from: try at(8)) == (try at(8)))
    #expect(BoardHours.opening(from: try at(19, 59)) == (try at(19, 59)))
    #expect(BoardHours.opening(from: try at(20)) == (try at(8)).adding(days: 1))
    #expect(BoardHours.opening(from: try at(0)) == (try at(8)))
  }

  @Test("a held post waits for another adult, who frees it or says why not", arguments: Databases.engines)
  func held(_ kind: EngineKind) async throws {
    var scene = try await scene(kind)
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    for words in ["Сайт: example.kz", "Жаз маған"] {
      scene.kit.clock.move(seconds: 1)
      await girl.get("/study/group")
      await girl.submit("/study/group/posts", [("words", words)])
    }
    await girl.follow()
    #expect(girl.page.contains("waits until an adult has looked") && girl.page.contains("because of: a link"))
    var friend = try await scene.kit.applicant(scene.girls[1], .en)
    await friend.get("/study/group")
    #expect(!friend.page.contains("example.kz"))
    await scene.trainers[1].get("/desk")
    #expect(scene.trainers[1].page.contains("2 posts wait"))
    await scene.trainers[1].get("/desk/held-posts")
    let ids = try await scene.kit.house.database.read { tx in
      try tx.rows("SELECT id FROM study_post ORDER BY at") { try $0[0] as String }
    }
    await scene.trainers[1].submit("/desk/held-posts/\(ids[0])", [("go", "free")])
    #expect(scene.trainers[1].location == "/desk/held-posts")
    await scene.trainers[1].post("/desk/held-posts/\(ids[1])", [("go", "keep"), ("reason-\(ids[1])", "")])
    #expect(scene.trainers[1].status == 422 && scene.trainers[1].page.contains("Write the reason"))
    await scene.trainers[1].post(
      "/desk/held-posts/\(ids[1])", [("go", "keep"), ("reason-\(ids[1])", "Осында, бәрінің көзінше жазайық")])
    await scene.trainers[0].post("/desk/held-posts/\(ids[1])", [("go", "free")])
    #expect(scene.trainers[0].status == 409, "decided once")
    await friend.get("/study/group")
    #expect(friend.page.contains("example.kz") && !friend.page.contains("Жаз маған"))
    await girl.get("/study/group")
    #expect(girl.page.contains("not put on the board") && girl.page.contains("бәрінің көзінше"))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_post") == 2, "it is kept")
  }

  @Test("no adult frees her own post: the second one does, also by day only", arguments: Databases.engines)
  func ownHeld(_ kind: EngineKind) async throws {
    var scene = try await scene(kind)
    await scene.trainers[0].get("\(scene.group)/posts")
    await scene.trainers[0].submit("\(scene.group)/posts", [("words", "Маған жазыңыздар: 8 701 555 12 34")])
    let id = try await scene.kit.house.database.read { try $0.value("SELECT id FROM study_post", as: String.self) }
    let action = "/desk/held-posts/\(try #require(id))"
    await scene.trainers[0].get("/desk/held-posts")
    #expect(scene.trainers[0].page.contains("your own post") && !scene.trainers[0].page.contains("action=\"\(action)\""))
    await scene.trainers[0].post(action, [("go", "free")])
    #expect(scene.trainers[0].status == 403)
    await scene.desk.get("/desk/held-posts")
    #expect(scene.desk.page.contains("8 701 555 12 34") && scene.desk.page.contains("An adult of the group decides"))
    await scene.desk.post(action, [("go", "free")])
    #expect(scene.desk.status == 403)
    try await scene.wait(untilHour: 22)
    await scene.trainers[1].post(action, [("go", "free")])
    #expect(scene.trainers[1].status == 303)
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/group")
    #expect(!girl.page.contains("555"), "freed at night, it stands there in the morning")
    try await scene.wait(untilHour: 9)
    girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/group")
    #expect(girl.page.contains("555"))
    await #expect(throws: (any Error).self) {
      try await scene.kit.house.database.write { tx in
        _ = try tx.run("UPDATE study_post SET decided_by = author WHERE decision IS NOT NULL")
      }
    }
  }

  @Test("a post is taken back within ten minutes; its words stay for the adults alone", arguments: Databases.engines)
  func takenBack(_ kind: EngineKind) async throws {
    var scene = try await scene(kind)
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    for words in ["Бірінші сөз", "Екінші сөз"] {
      await girl.get("/study/group")
      await girl.submit("/study/group/posts", [("words", words)])
      scene.kit.clock.move(seconds: 1)
    }
    let ids = try await scene.kit.house.database.read { tx in
      try tx.rows("SELECT id FROM study_post ORDER BY at") { try $0[0] as String }
    }
    var friend = try await scene.kit.applicant(scene.girls[1], .en)
    await friend.post("/study/group/posts/\(ids[0])/withdrawal")
    #expect(friend.status == 404, "not hers")
    await girl.get("/study/group")
    await girl.submit("/study/group/posts/\(ids[0])/withdrawal")
    #expect(girl.status == 303)
    scene.kit.clock.move(seconds: 600)
    await girl.post("/study/group/posts/\(ids[1])/withdrawal")
    #expect(girl.status == 409 && girl.page.contains("within ten minutes"))
    await friend.get("/study/group")
    #expect(
      !friend.page.contains("Бірінші сөз") && friend.page.contains("The post was taken back") && friend.page.contains("Екінші"))
    await scene.trainers[1].get("\(scene.group)/posts")
    #expect(scene.trainers[1].page.contains("Бірінші сөз") && scene.trainers[1].page.contains("taken back"))
  }

  @Test("without two adults cleared that day girls read and nobody writes", arguments: Databases.engines)
  func shut(_ kind: EngineKind) async throws {
    var scene = try await scene(kind)
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/group")
    await girl.submit("/study/group/posts", [("words", "Бар жазба")])
    await scene.desk.get(scene.group)
    await scene.desk.post("\(scene.group)/adults", [("take", scene.people[1].text)])
    await girl.get("/study/group")
    #expect(girl.page.contains("Бар жазба") && girl.page.contains("has not two adults") && !girl.page.contains("name=\"words\""))
    let id = scene.kit.house.outside.id(of: Post.self).text
    await girl.post("/study/group/posts", [("post", id), ("words", "Жаңа")])
    #expect(girl.status == 409)
    await scene.trainers[0].get("\(scene.group)/posts")
    #expect(scene.trainers[0].page.contains("has not two adults"))
    await scene.trainers[0].post("\(scene.group)/posts", [("post", id), ("words", "Жаңа")])
    #expect(scene.trainers[0].status == 409)
  }

  @Test("a report goes to the safeguarding officers and past the adults of the group", arguments: Databases.engines)
  func reported(_ kind: EngineKind) async throws {
    var scene = try await scene(kind)
    await scene.trainers[0].get("\(scene.group)/posts")
    await scene.trainers[0].submit("\(scene.group)/posts", [("words", "Орынсыз әзіл")])
    let id = try await scene.kit.house.database.read { try $0.value("SELECT id FROM study_post", as: String.self) }
    let post = try #require(id)
    var girl = try await scene.kit.applicant(scene.girls[3], .en)
    await girl.get("/study/group")
    #expect(girl.page.contains("/study/group/posts/\(post)/report"))
    await girl.get("/study/group/posts/\(post)/report")
    await girl.submit("/study/group/posts/\(post)/report", [("words", "Маған ұнамады")])
    await girl.follow()
    #expect(girl.page.contains("not told who reported"))
    for index in 0..<2 {
      await scene.trainers[index].get("/desk")
      #expect(!scene.trainers[index].page.contains("reported"))
      await scene.trainers[index].get("\(scene.group)/posts")
      #expect(!scene.trainers[index].page.contains("Маған ұнамады"))
      await scene.trainers[index].get("/desk/reported-posts")
      #expect(scene.trainers[index].status == 403)
    }
    await scene.desk.get("/desk/reported-posts")
    #expect(scene.desk.status == 403)
    var officer = try await scene.kit.staff(.safeguarding, .everything, .en)
    await officer.get("/desk")
    #expect(officer.page.contains("1 report of what was written"))
    await officer.get("/desk/reported-posts")
    #expect(
      officer.page.contains("Орынсыз әзіл") && officer.page.contains("Маған ұнамады")
        && officer.page.contains("to be looked at by"))
    #expect(!officer.page.contains("Үлгіова"))
    let report = try await scene.kit.house.database.read { try $0.value("SELECT id FROM study_report", as: String.self) }
    let action = "/desk/reported-posts/\(try #require(report))"
    await officer.submit(action)
    #expect(officer.status == 422)
    await officer.submit(action, [("note-\(try #require(report))", "Тренермен сөйлестік"), ("go", "down")])
    #expect(officer.location == "/desk/reported-posts")
    await officer.follow()
    #expect(officer.page.contains("Settled: 1") && officer.page.contains("No post is reported"))
    await girl.get("/study/group")
    #expect(!girl.page.contains("Орынсыз әзіл"))
    await scene.trainers[0].get("\(scene.group)/posts")
    #expect(scene.trainers[0].page.contains("taken this post off the board"))
    #expect(
      try await scene.kit.count("SELECT count(*) FROM audit WHERE act IN ('post.reported', 'report.seen', 'report.closed')") >= 3)
  }

  @Test("an officer who is an adult of the group is not shown what was reported of it", arguments: Databases.engines)
  func conflict(_ kind: EngineKind) async throws {
    var scene = try await scene(kind)
    await scene.trainers[0].get("\(scene.group)/posts")
    await scene.trainers[0].submit("\(scene.group)/posts", [("words", "Орынсыз әзіл")])
    let id = try await scene.kit.house.database.read { try $0.value("SELECT id FROM study_post", as: String.self) }
    await scene.trainers[1].post("/desk/posts/\(try #require(id))/report", [("words", "")])
    #expect(scene.trainers[1].status == 303)
    let person = scene.people[0]
    let house = scene.kit.house
    try await house.database.write { tx in
      _ = try tx.run(
        """
        INSERT INTO membership (id, person_id, role, regions, given_at, confirmed_at)
        VALUES (\(house.outside.id(of: Membership.self)), \(person), \(Role.safeguarding), '', \(house.outside.now()),
          \(house.outside.now()))
        """)
    }
    var both = try await scene.kit.staff(again: person)
    await both.get("/desk/reported-posts")
    #expect(both.status == 200 && !both.page.contains("Орынсыз әзіл") && both.page.contains("the other officer: 1"))
  }

  @Test("erased with their writer; what is reported stays without a name until it is settled", arguments: Databases.engines)
  func erased(_ kind: EngineKind) async throws {
    let scene = try await scene(kind)
    var girl = try await scene.kit.applicant(scene.girls[0], .en)
    await girl.get("/study/group")
    await girl.submit("/study/group/posts", [("words", "Жаманы осы")])
    let (house, author, reporter) = (scene.kit.house, scene.girls[0], scene.girls[1])
    try await house.database.write { tx in
      let id = try #require(try tx.value("SELECT id FROM study_post", as: ID<Post>.self))
      try tx.report(ReportedThing(try tx.post(id, house)), "көріңізші", by: Actor(person: reporter, role: .applicant), house)
      #expect(try BoardData.hold.holds(tx, house, author))
      let told = try BoardData.personalData.export(tx, house, author, .en).flatMap(\.lines).map(\.value)
      #expect(told.contains("Жаманы осы"))
      _ = try BoardData.personalData.erase(tx, house, author)
      _ = try BoardData.personalData.erase(tx, house, reporter)
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM study_post") == 0)
    #expect(
      try await scene.kit.count(
        "SELECT count(*) FROM study_report WHERE reporter IS NULL AND post_id IS NULL AND post IS NOT NULL") == 1)
    var officer = try await scene.kit.staff(.safeguarding, .everything, .en)
    await officer.get("/desk/reported-posts")
    #expect(officer.page.contains("Жаманы осы") && officer.page.contains("көріңізші"))
  }

  /// Every route of the school that takes anything, by who reads what was written there. A new one has to say where it belongs, and there
  /// is no place for a text from one person to another.
  private static let written: [String: [String]] = [
    "the group with both its adults": ["/study/group/posts", "/desk/groups/:group/posts"],
    "the writer of a post, from an adult of her group, and every adult of it": ["/desk/held-posts/:post"],
    "the safeguarding officers": [
      "/study/group/posts/:post/report", "/desk/posts/:post/report", "/desk/reported-posts/:report",
      "/study/reports/:kind/:thing",
    ],
    "the school's desk, at least two people": ["/study/help"],
    "a girl, from the school's desk, and everybody of the desk": ["/desk/help/:help"],
    "the adults who help her, and herself when she asks for her data": [
      "/desk/cohorts/:cohort/support", "/desk/groups/:group/support",
    ],
    "every adult of her group: her work, and why she wants another look": [
      "/study/assignments/:assignment", "/study/marks/:mark/looks",
    ],
    "herself and every adult of her group: what was said of her work": ["/desk/assignments/:assignment/marking/:work"],
    "her team and every adult of the group: the diary and the poster, which the cohort sees once an adult has looked": [
      "/study/projects/:project/diary", "/study/projects/:project/poster",
    ],
    "the cohort and every adult of that group: answers to two set questions under a poster": ["/study/posters/:team/comments"],
    "the girls of a team and every adult of the group: what was said of their work": ["/desk/teams/:team/marks"],
    "the girls of a team, every adult of the group and the coordinator: why a poster came back or was hidden": [
      "/desk/teams/:team/poster"
    ],
    "every adult of the group and herself: why she works alone": [
      "/desk/projects/:project/teams", "/desk/projects/:project/teams/preview",
    ],
    "the server, and the adults of her group: her answers in a check": [
      "/study/checks/:check", "/desk/checks/:check/girls/:learner",
    ],
    "the server, the adults of her group, and herself when she asks for her data: her answers from paper": [
      "/desk/groups/:group/paper/:sheet/girls/:code"
    ],
    "the girls of a group, what happens to their meeting": ["/desk/meetings/:meeting", "/desk/meetings/:meeting/roll"],
    "whoever issues certificates, and of her name whoever holds the paper": [
      "/study/certificates/:code/name", "/desk/certificates", "/desk/certificates/:code/issue", "/desk/certificates/:code/revoke",
    ],
  ]

  @Test("no message between two people: every route that takes words says who reads them")
  func routes() {
    let known = Set(Self.written.values.flatMap { $0 })
    let silent: Set<String> = [
      "/study/enrolment", "/study/attempts", "/study/lessons", "/study/calendar", "/study/presence",
      "/study/group/posts/:post/withdrawal", "/desk/posts/:post/withdrawal", "/desk/cohorts", "/desk/cohorts/:cohort",
      "/desk/cohorts/:cohort/girls", "/desk/cohorts/:cohort/placement", "/desk/groups/:group", "/desk/groups/:group/adults",
      "/desk/groups/:group/opening", "/desk/groups/:group/timetable", "/desk/groups/:group/timetable/preview",
      "/desk/cohorts/:cohort/support/rules", "/desk/certificates/:code/drop", "/study/checks/:check/openings",
      "/desk/assignments/:assignment", "/desk/groups/:group/assignments", "/desk/groups/:group/checks",
      "/desk/cohorts/:cohort/checks", "/desk/checks/:check/room", "/desk/checks/:check/withdrawal", "/desk/cohorts/:cohort/gain",
      "/desk/courses/:course/:number/publication", "/desk/parcels", "/desk/groups/:group/paper",
      "/study/projects/:project/exhibit",
      "/desk/groups/:group/projects", "/desk/projects/:project/milestones", "/desk/exhibition/:team",
      "/desk/cohorts/meetings", "/desk/cohorts/meetings/:batch",
      "/desk/cohorts/meetings/:batch/drop", "/desk/cohorts/meetings/:batch/undo", "/desk/cohorts/meetings/:batch/confirmation",
    ]
    let taking = Set(Study.room.routes.filter { !$0.method.isSafe }.map(\.pattern.text))
    #expect(known.isDisjoint(with: silent))
    #expect(taking.subtracting(known).subtracting(silent).isEmpty, "who reads what is written there?")
    #expect(known.union(silent).subtracting(taking).isEmpty, "no such route")
    for route in Study.room.routes where known.contains(route.pattern.text) && !route.method.isSafe {
      #expect(route.roles != nil, "\(route.pattern.text)")
    }
  }
}
