import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// What adults say of a poster to its team, what a girl reports of her team's page, and drafts that meet.
@Suite struct PosterWordTests {
  private func scene(_ kind: EngineKind) async throws -> (SchoolScene, team: String, members: [Int]) {
    var scene = try await SchoolScene.withProject(kind)
    try await scene.settleTeams()
    return (scene, try await scene.team(), try await scene.girls(of: 1))
  }

  private func entry(_ scene: SchoolScene, _ kind: String = "poster") async throws -> String {
    try #require(
      try await scene.text(
        "SELECT id FROM study_entry WHERE kind = \(kind) AND kept_at IS NOT NULL ORDER BY kept_at DESC, id DESC LIMIT 1"))
  }

  /// Steps that would be late in a year.
  private func late(_ scene: SchoolScene) async throws -> Int {
    let at = scene.kit.clock.now.adding(days: 365)
    return try await scene.kit.house.database.read { tx in
      try tx.progress(where: "1 = 1", at: at).values.reduce(0) { $0 + $1.late }
    }
  }

  @Test(
    "an adult sends a poster back with a reason: the team, all adults and the coordinator read it, and another version may follow",
    arguments: Databases.engines)
  func sentBack(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    let (page, own) = ("/desk/teams/\(team)", "/study/projects/\(try await scene.project)")
    try await scene.handInPoster(members[0])
    let poster = try await entry(scene)
    for (why, says) in [
      ("", "Write to the team why"), ("Маған жаз: 8 701 555 12 34", "name"), (String(repeating: "ә", count: 601), "600"),
    ] {
      await scene.trainers[0].get(page)
      await scene.trainers[0].post("\(page)/poster", [("go", "return"), ("entry", poster), ("why", why)])
      #expect(scene.trainers[0].status == 422, "\(why)")
      if why != "Маған жаз: 8 701 555 12 34" { #expect(scene.trainers[0].page.contains(says)) }
      if !why.isEmpty { #expect(scene.trainers[0].page.contains("\(why)</textarea>"), "nothing typed is lost") }
    }
    await scene.trainers[0].post("\(page)/poster", [("go", "return"), ("entry", poster), ("why", "Қателігін де жазыңдар")])
    #expect(scene.trainers[0].location == "\(page)?said=returned", "\(scene.trainers[0].page)")
    await scene.trainers[0].follow()
    #expect(scene.trainers[0].page.contains("went back to the team"))
    for index in scene.trainers.indices {
      await scene.trainers[index].get(page)
      #expect(scene.trainers[index].page.contains("Қателігін де жазыңдар"), "every adult of the group")
    }
    await scene.desk.get(page)
    #expect(scene.desk.page.contains("Қателігін де жазыңдар"), "and the coordinator")
    await scene.trainers[0].get("/desk")
    #expect(!scene.trainers[0].page.contains("to look at before") && !scene.trainers[0].page.contains("to mark"))
    await scene.trainers[0].get("/desk/projects/\(try await scene.project)")
    #expect(scene.trainers[0].page.contains("the team was written why"))
    var girl = try await scene.kit.applicant(scene.girls[members[1]], .en)
    await girl.get("/study")
    #expect(girl.page.contains("the poster came back"))
    await girl.get(own)
    #expect(girl.page.contains("The poster came back to the team") && girl.page.contains("Қателігін де жазыңдар"))
    #expect(!girl.page.contains("reached</span>"), "the step of a poster that came back is open again")
    #expect(girl.page.ranges(of: "href=\"\(own)/poster\"").count == 1, "one way to the poster")
    #expect(try await late(scene) == 12, "of three teams none has reached any of four")
    var other = try await scene.kit.applicant(scene.girls[try await scene.girls(of: 2)[0]], .en)
    await other.get(own)
    #expect(!other.page.contains("Қателігін"), "another team reads nothing of it")
    scene.kit.clock.move(seconds: 60)
    try await scene.handInPoster(members[1])
    await girl.get("/study")
    #expect(!girl.page.contains("came back"))
    await girl.get(own)
    #expect(girl.page.contains("reached</span>"))
    #expect(try await late(scene) == 11)
    await girl.get("\(own)/poster")
    #expect(girl.page.contains("Қателігін де жазыңдар") && girl.page.contains("waits for an adult"), "what was said stays")
    await scene.trainers[0].get("/desk")
    #expect(scene.trainers[0].page.contains("1 poster to look at"))
    await scene.showPoster(team)
    await scene.trainers[0].post("\(page)/poster", [("go", "return"), ("entry", try await entry(scene)), ("why", "Жоқ")])
    #expect(scene.trainers[0].status == 409, "what the cohort sees is hidden, not sent back")
    // Another version came while the page was open: what nobody has looked at is not hidden with it.
    let seen = try await entry(scene)
    scene.kit.clock.move(seconds: 60)
    try await scene.handInPoster(members[1])
    scene.kit.clock.move(seconds: 60)
    await scene.trainers[0].post("\(page)/poster", [("go", "hide"), ("entry", seen), ("why", "Ауылдың аты тұр")])
    #expect(scene.trainers[0].status == 409, "an older page hides nothing, as it shows nothing")
    let now = try await entry(scene)
    await scene.trainers[0].post("\(page)/poster", [("go", "hide"), ("entry", now), ("why", "Ауылдың аты тұр")])
    #expect(scene.trainers[0].status == 303)
    await girl.get(own)
    #expect(girl.page.contains("The poster was hidden from the cohort") && girl.page.contains("Ауылдың аты тұр"))
    await other.get("/study/posters/\(team)")
    #expect(other.status == 404)
    // Once it is being marked it stands, and nobody says that another may follow.
    await scene.mark(team, by: 0, [3, 3, 3, 3])
    await girl.get(own)
    #expect(girl.page.contains("was hidden") && !girl.page.contains("hand in another version"))
    let last = try await entry(scene)
    await scene.trainers[1].post("\(page)/poster", [("go", "return"), ("entry", last), ("why", "Түзетіңдер")])
    #expect(scene.trainers[1].status == 409)
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'poster.returned'") == 1)
    await scene.desk.post("\(page)/poster", [("go", "hide"), ("why", "x")])
    #expect(scene.desk.status == 403, "whoever runs the cohort decides nothing there")
  }

  @Test(
    "until an adult has looked at a newer version the cohort sees the one before, and everybody is told",
    arguments: Databases.engines)
  func earlier(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    let (page, own) = ("/desk/teams/\(team)", "/study/projects/\(try await scene.project)")
    try await scene.handInPoster(members[0])
    await scene.showPoster(team)
    await scene.trainers[0].get(page)
    #expect(!scene.trainers[0].page.contains("still sees the one before"))
    scene.kit.clock.move(seconds: 60)
    try await scene.handInPoster(members[1], SchoolScene.poster.map { ($0.0, $0.0 == "next" ? "Жаңа қадам" : $0.1) })
    await scene.trainers[0].get(page)
    #expect(scene.trainers[0].page.contains("The cohort still sees the one before"), "\(scene.trainers[0].page)")
    await scene.trainers[0].get("/desk/projects/\(try await scene.project)")
    #expect(scene.trainers[0].page.contains("the cohort still sees the version before"))
    var girl = try await scene.kit.applicant(scene.girls[members[0]], .en)
    await girl.get("\(own)/poster")
    #expect(girl.page.contains("the cohort sees the version that your team had before"))
    await scene.trainers[0].get(page)
    await scene.trainers[0].post(
      "\(page)/poster", [("go", "return"), ("entry", try await entry(scene)), ("why", "Бірлігін де жазыңдар")])
    await scene.trainers[0].get("/desk/projects/\(try await scene.project)")
    #expect(
      scene.trainers[0].page.contains("went back to the team") && scene.trainers[0].page.contains("still sees the version before")
    )
  }

  @Test("a reason that is written by night comes to the team at eight", arguments: Databases.engines)
  func byNight(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    let own = "/study/projects/\(try await scene.project)"
    try await scene.handInPoster(members[0])
    let poster = try await entry(scene)
    try await scene.wait(untilHour: 22)
    await scene.trainers[0].get("/desk/teams/\(team)")
    await scene.trainers[0].post("/desk/teams/\(team)/poster", [("go", "return"), ("entry", poster), ("why", "Түнгі сөз")])
    #expect(scene.trainers[0].status == 303, "\(scene.trainers[0].page)")
    var girl = try await scene.kit.applicant(scene.girls[members[0]], .en)
    for page in [own, "\(own)/poster"] {
      await girl.get(page)
      #expect(girl.page.contains("can be read from") && !girl.page.contains("Түнгі сөз"), "\(page)")
    }
    let word = try #require(try await scene.text("SELECT id FROM study_poster_word"))
    await girl.get("/study/reports/poster-word/\(word)")
    #expect(girl.status == 404, "what she does not read yet")
    try await scene.wait(untilHour: 8)
    girl = try await scene.kit.applicant(scene.girls[members[0]], .en)
    await girl.get(own)
    #expect(girl.page.contains("Түнгі сөз"))
    await girl.get("/study/reports/poster-word/\(word)")
    #expect(girl.status == 200)
  }

  @Test("words with a team's mark that are written by night come by day; the mark stands at once", arguments: Databases.engines)
  func markedByNight(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    let own = "/study/projects/\(try await scene.project)"
    try await scene.handInPoster(members[0])
    try await scene.wait(untilHour: 21)
    await scene.mark(team, by: 0, [3, 3, 3, 3], word: "Түнде жазылды")
    await scene.mark(team, by: 1, [3, 3, 3, 3], word: "Түнде келістік")
    var girl = try await scene.kit.applicant(scene.girls[members[1]], .en)
    await girl.get("/study")
    #expect(!girl.page.contains("not read yet"), "nothing calls her by night")
    await girl.get(own)
    #expect(girl.page.contains("3 / 4") && girl.page.contains("can be read from") && !girl.page.contains("Түнде"))
    try await scene.wait(untilHour: 8)
    girl = try await scene.kit.applicant(scene.girls[members[1]], .en)
    await girl.get("/study")
    #expect(girl.page.contains("not read yet"), "what she did not see is not read")
    await girl.get(own)
    #expect(girl.page.contains("Түнде жазылды") && girl.page.contains("Түнде келістік"))
  }

  @Test(
    "a girl reports an entry, a poster, and words of adults past every adult of her group; an officer takes them from the girls' sight",
    arguments: Databases.engines)
  func reported(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    let own = "/study/projects/\(try await scene.project)"
    try await scene.write(members[0], "Ренжітетін сөз")
    try await scene.handInPoster(members[0])
    await scene.showPoster(team)
    await scene.mark(team, by: 0, [3, 3, 3, 3], word: "Ауыр сөз")
    scene.kit.clock.move(seconds: 60)
    await scene.mark(team, by: 1, [3, 3, 3, 3], word: "Жақсы")
    await scene.trainers[1].get("/desk/teams/\(team)")
    var girl = try await scene.kit.applicant(scene.girls[members[1]], .en)
    await girl.get(own)
    let diary = "/study/reports/diary/\(try await entry(scene, "diary"))"
    let heavy = try #require(
      try await scene.text("SELECT id FROM study_team_mark ORDER BY at, id LIMIT 1"))
    let word = "/study/reports/team-word/\(heavy)"
    #expect(girl.page.contains(diary) && girl.page.contains(word))
    var writer = try await scene.kit.applicant(scene.girls[members[0]], .en)
    await writer.get(own)
    #expect(!writer.page.contains(diary), "not of her own")
    await writer.get(diary)
    #expect(writer.status == 404)
    var other = try await scene.kit.applicant(scene.girls[try await scene.girls(of: 2)[0]], .en)
    let poster = "/study/reports/poster/\(try await entry(scene))"
    for page in [diary, word] {
      await other.get(page)
      #expect(other.status == 404, "another team’s: \(page)")
    }
    await other.get("/study/posters/\(team)")
    #expect(other.page.contains(poster))
    await other.get(poster)
    await other.submit(poster, [("words", String(repeating: "ұ", count: 1_001))])
    #expect(other.status == 422)
    await other.submit(poster, [("words", "Менің суретім")])
    #expect(other.location == "/study/posters/\(team)?said=reported", "\(other.page)")
    await girl.get(diary)
    #expect(girl.page.contains("Ренжітетін сөз"))
    await girl.submit(diary, [("words", "Мазақ")])
    #expect(girl.location == "\(own)?said=reported")
    await girl.follow()
    #expect(girl.page.contains("has gone to the safeguarding officers"))
    for _ in 0..<2 {
      await girl.get(word)
      await girl.submit(word, [("words", "")])
      #expect(girl.status == 303)
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM study_report") == 3, "pressed twice it is one report")
    var officer = try await scene.kit.staff(.safeguarding, .everything, .en)
    await officer.get("/desk/reported-posts")
    for text in ["Ренжітетін сөз", "Ауыр сөз", "Менің суретім", "entry of a team’s diary", "word with a mark", "a team’s poster"]
    {
      #expect(officer.page.contains(text), "\(text)")
    }
    await scene.desk.get("/desk/reported-posts")
    #expect(scene.desk.status == 403)
    await scene.trainers[0].get("/desk/reported-posts")
    #expect(scene.trainers[0].status == 403)
    let reports: [String] = try await scene.kit.house.database.read {
      try $0.rows("SELECT id FROM study_report ORDER BY at, id") { try $0[0] }
    }
    for report in reports {
      await officer.post("/desk/reported-posts/\(report)", [("note-\(report)", "Сөйлестік"), ("go", "down")])
      #expect(officer.status == 303, "\(officer.page)")
    }
    await girl.get(own)
    #expect(!girl.page.contains("Ренжітетін сөз") && !girl.page.contains("Ауыр сөз") && girl.page.contains("Жақсы"))
    #expect(girl.page.contains("safeguarding officer has taken this entry away"))
    await other.get("/study/posters/\(team)")
    #expect(other.status == 404)
    await scene.trainers[1].get("/desk/teams/\(team)")
    #expect(
      scene.trainers[1].page.contains("Ренжітетін сөз") && scene.trainers[1].page.contains("hidden from the girls"),
      "the adults still read it")
    // An erasure: nobody is named any more, and settled words go.
    let (house, person) = (scene.kit.house, scene.girls[members[0]])
    try await house.database.write { tx in
      for data in [ProjectData.personalData, BoardData.personalData] { _ = try data.erase(tx, house, person) }
    }
    #expect(try await scene.kit.count("SELECT count(*) FROM study_report WHERE about IS NOT NULL") == 1, "the adult’s word")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_report WHERE post IS NOT NULL") == 1)
  }

  @Test("words to a girl who left her team stand on the adults' page", arguments: Databases.engines)
  func left(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    try await scene.handInPoster(members[0])
    let number = try await scene.number(members[2])
    await scene.trainers[0].get("/desk/teams/\(team)")
    let keys = ["problem", "design", "test", "explanation"]
    await scene.trainers[0].submit(
      "/desk/teams/\(team)/marks",
      keys.map { ("level-\($0)", "3") } + [("all", "Бәріңе"), ("word-\(number)", "Тек саған")])
    #expect(scene.trainers[0].status == 303, "\(scene.trainers[0].page)")
    _ = try await scene.kit.house.database.write {
      try $0.run("UPDATE study_team_member SET until = since + 1 WHERE learner = \(number)")
    }
    await scene.mark(team, by: 1, [3, 3, 3, 3])
    await scene.trainers[1].get("/desk/teams/\(team)")
    #expect(scene.trainers[1].page.contains("Тек саған"))
    await scene.desk.get("/desk/teams/\(team)")
    #expect(scene.desk.page.contains("Тек саған"))
  }

  @Test(
    "another version begins with the team's last, and a draft of her own that it overtook lies aside",
    arguments: Databases.engines)
  func drafts(_ kind: EngineKind) async throws {
    let (scene, _, members) = try await scene(kind)
    let page = "/study/projects/\(try await scene.project)/poster"
    var girl = try await scene.kit.applicant(scene.girls[members[1]], .en)
    await girl.get(page)
    await girl.submit(page, [("title", "Менің ескі нұсқам"), ("did", "Ескі мәтін")])
    #expect(girl.status == 303, "\(girl.page)")
    scene.kit.clock.move(seconds: 60)
    try await scene.handInPoster(members[0])
    scene.kit.clock.move(seconds: 60)
    await girl.get(page)
    #expect(girl.page.contains("value=\"Доп қаншалықты секіреді?\"") && girl.page.contains("Менің ескі нұсқам"), "\(girl.page)")
    #expect(girl.page.contains("Your older drafts"))
    let draft = try #require(girl.page.firstMatch(of: /value="(draft-[^"]+)"/)?.1)
    await girl.submit(page, SchoolScene.poster.map { ($0.0, $0.0 == "did" ? "Жаңа сөз" : $0.1) } + [("go", String(draft))])
    #expect(girl.status == 303, "\(girl.page)")
    await girl.get(page)
    #expect(girl.page.contains("value=\"Менің ескі нұсқам\"") && girl.page.contains("Жаңа сөз"), "nothing is lost")
    // Somebody hands in while she writes: hers is kept and not handed in over it.
    scene.kit.clock.move(seconds: 60)
    var friend = try await scene.kit.applicant(scene.girls[members[2]], .en)
    await friend.get(page)
    await friend.submit(
      page, SchoolScene.poster.map { ($0.0, $0.0 == "next" ? "Үшінші қыздан" : $0.1) } + [("name", "crane"), ("go", "hand-in")])
    #expect(friend.status == 303, "\(friend.page)")
    let mine = SchoolScene.poster.map { ($0.0, $0.0 == "title" ? "Менің жаңам" : $0.1) } + [("name", "crane"), ("go", "hand-in")]
    await girl.submit(page, mine)
    #expect(girl.status == 409 && girl.page.contains("handed in a version meanwhile") && girl.page.contains("Үшінші қыздан"))
    #expect(girl.page.contains("value=\"Менің жаңам\""))
    #expect(try await scene.kit.count("SELECT count(*) FROM study_entry WHERE kept_at IS NOT NULL") == 2)
    await girl.submit(page, mine)
    #expect(girl.location == "\(page)?done=handed", "told, she hands it in: \(girl.page)")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_entry WHERE kept_at IS NOT NULL") == 3)
  }

  @Test("an older tab overwrites nothing: both texts are kept and told", arguments: Databases.engines)
  func tabs(_ kind: EngineKind) async throws {
    let (scene, _, members) = try await scene(kind)
    let page = "/study/projects/\(try await scene.project)"
    for place in ["diary", "poster"] {
      let (show, post, field) = place == "diary" ? (page, "\(page)/diary", "text") : ("\(page)/poster", "\(page)/poster", "did")
      var older = try await scene.kit.applicant(scene.girls[members[0]], .en)
      await older.get(show)
      var newer = older
      await newer.submit(post, [(field, "Жаңа терезе")])
      #expect(newer.status == 303, "\(newer.page)")
      var idle = older
      await older.submit(post, [(field, "Ескі терезе")])
      #expect(older.status == 409, "\(place) \(older.page)")
      #expect(older.page.contains("Ескі терезе</textarea>") && older.page.contains("Жаңа терезе"), "\(place): both are there")
      await newer.get(show)
      #expect(newer.page.contains("Жаңа терезе</textarea>") && !newer.page.contains("Ескі терезе"), "\(place): not overwritten")
      await idle.submit(post, [(field, "")])
      #expect(idle.status == 303, "a tab in which nothing was typed")
      await newer.get(show)
      #expect(newer.page.contains("Жаңа терезе</textarea>"), "\(place)")
      await older.submit(post, [(field, "Екеуі бірге")])
      #expect(older.status == 303, "told, she decides")
      await newer.get(show)
      #expect(newer.page.contains("Екеуі бірге</textarea>"))
    }
    // Handed in from one tab, then from the other.
    var first = try await scene.kit.applicant(scene.girls[members[0]], .en)
    await first.get(page)
    var second = first
    await first.submit("\(page)/diary", [("text", "Бірінші"), ("go", "hand-in")])
    #expect(first.location == "\(page)?done=handed")
    await second.submit("\(page)/diary", [("text", "Екінші"), ("go", "hand-in")])
    #expect(second.status == 409 && second.page.contains("Екінші</textarea>"), "\(second.page)")
    await second.submit("\(page)/diary", [("text", "Екінші"), ("go", "hand-in")])
    #expect(second.location == "\(page)?done=handed")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_entry WHERE kind = 'diary' AND kept_at IS NOT NULL") == 2)
  }

  @Test("what is to be corrected names its field where several have the same message", arguments: [EngineKind.sqlite])
  func named(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    func lines(_ page: String) -> [String] {
      let summary = page.firstMatch(of: #/id="errors".*?<\/div>/#.dotMatchesNewlines())?.output ?? ""
      return summary.matches(of: #/<li><a[^>]*>(.*?)<\/a>/#).map { String($0.output.1) }
    }
    let page = "/study/projects/\(try await scene.project)"
    var girl = try await scene.kit.applicant(scene.girls[members[0]], .en)
    await girl.get("\(page)/poster")
    await girl.submit("\(page)/poster", [("go", "hand-in")])
    #expect(lines(girl.page).count == 6 && Set(lines(girl.page)).count == 6, "\(lines(girl.page))")
    #expect(lines(girl.page).contains("Our question: Fill this in"))
    let long = String(repeating: "1", count: 31)
    await girl.get(page)
    await girl.submit("\(page)/diary", [("cell-1-1", long), ("cell-2-3", long), ("go", "hand-in")])
    #expect(lines(girl.page).count == 2 && Set(lines(girl.page)).count == 2, "\(lines(girl.page))")
    try await scene.handInPoster(members[0])
    await scene.trainers[0].get("/desk/teams/\(team)")
    await scene.trainers[0].submit("/desk/teams/\(team)/marks")
    let said = lines(scene.trainers[0].page)
    #expect(said.count >= 7 && Set(said).count == said.count, "\(said)")
    await scene.trainers[0].get("/desk/projects/\(try await scene.project)")
    await scene.trainers[0].submit("/desk/projects/\(try await scene.project)/milestones")
    let days = lines(scene.trainers[0].page)
    #expect(days.count == 4 && Set(days).count == 4, "\(days)")
  }

  @Test("the steps of a project speak of what its course is about")
  func words() throws {
    let file = try ProjectsFile(yaml: ProgrammeFolder.shipped().bytes("projects.yaml") ?? [])
    let steps = { (course: String) in
      file.of(course).milestones.map { "\($0.title(.en)): \($0.expects(.en))" }.joined(separator: "\n")
    }
    #expect(steps("physics-measurement").contains("First measurements") && steps("physics-measurement").contains("uncertainty"))
    #expect(!steps("mathematics-engineering").contains("uncertainty") && steps("mathematics-engineering").contains("function"))
    #expect(!steps("another").contains("easure"), "where the file has no words of a course they fit any")
    let text = String(decoding: ProgrammeFolder.shipped().bytes("projects.yaml") ?? [], as: UTF8.self)
    let twice = text.replacing("- key: mathematics-engineering", with: "- key: physics-measurement")
    do { _ = try ProjectsFile(yaml: Array(twice.utf8)) } catch { #expect("\(error)".contains("appears twice")) }
  }
}
