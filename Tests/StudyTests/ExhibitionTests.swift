import Exchange
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// What the public sees of projects, and when it does not.
@Suite struct ExhibitionTests {
  /// A team with a poster that two adults marked alike; the girls of the team.
  private func scene(_ kind: EngineKind, _ poster: [(String, String)] = SchoolScene.poster) async throws -> (
    SchoolScene, team: String, members: [Int]
  ) {
    var scene = try await SchoolScene.withProject(kind)
    try await scene.settleTeams()
    let members = try await scene.girls(of: 1)
    let team = try await scene.team()
    for member in members { try await scene.write(member, "Өлшедік") }
    let page = "/study/projects/\(try await scene.project)/poster"
    var girl = try await scene.kit.applicant(scene.girls[members[0]], .en)
    await girl.get(page)
    await girl.upload(page, poster + [("go", "photo")], field: "photo", name: "a.png", Rehearsal.picture.bytes)
    await girl.follow()
    await girl.submit(page, poster + [("name", "crane"), ("go", "hand-in")])
    #expect(girl.status == 303, "\(girl.page)")
    await scene.showPoster(team)
    await scene.mark(team, by: 0, [3, 3, 3, 3])
    await scene.mark(team, by: 1, [3, 3, 3, 3])
    let house = scene.kit.house
    for (number, person) in (members.map { scene.girls[$0] } + [try #require(scene.desk.person)]).enumerated() {
      let phone = try Phone(parsing: "8 701 000 00 1\(number)")
      try await house.database.write { tx in try tx.set([.phone(phone)], try tx.safe(of: person, house.vault), house.vault) }
    }
    return (scene, team, members)
  }

  private func decide(_ browser: inout Browser, _ team: String, _ go: String, looked: Bool = true) async {
    let page = "/desk/exhibition/\(team)"
    await browser.get(page)
    let seen = browser.page.firstMatch(of: /name="seen" value="([^"]*)"/).map { String($0.1) } ?? ""
    await browser.post(page, [("go", go), ("seen", seen)] + (looked ? [("looked", "yes"), ("named", "yes")] : []))
  }

  /// Both hands.
  private func publish(_ scene: inout SchoolScene, _ team: String) async throws -> Browser {
    await decide(&scene.desk, team, "propose")
    #expect(scene.desk.status == 303, "\(scene.desk.page)")
    var officer = try await scene.kit.staff(.safeguarding, .everything, .en)
    let (house, person) = (scene.kit.house, try #require(officer.person))
    let phone = try Phone(parsing: "8 701 000 00 19")
    _ = try await house.database.write { tx in
      try tx.set([.phone(phone)], try tx.safe(of: person, house.vault), house.vault)
      return try tx.run("UPDATE membership SET given_by = NULL WHERE person_id = \(person)")
    }
    await decide(&officer, team, "publish")
    #expect(officer.status == 303, "\(officer.page)")
    return officer
  }

  /// How many people a letter went to.
  private func told(_ scene: SchoolScene, _ news: String) async throws -> Int {
    try await scene.kit.count(
      "SELECT count(DISTINCT person_id) FROM outbox WHERE purpose = 'exhibition' AND id LIKE \("exhibition:\(news):%")")
  }

  private func exhibit(_ scene: SchoolScene) async throws -> String {
    "/exhibition/\(try #require(try await scene.text("SELECT id FROM study_exhibit ORDER BY proposed_at DESC, id LIMIT 1")))"
  }

  @Test(
    "taking part publishes nothing: each girl and her guardian agree to photos, and two people publish",
    arguments: Databases.engines)
  func published(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    await scene.desk.get("/desk/exhibition/\(team)")
    #expect(scene.desk.page.contains("Not everybody of the team agrees") && !scene.desk.page.contains("value=\"propose\""))
    await decide(&scene.desk, team, "propose")
    #expect(scene.desk.status == 409, "nobody agreed")
    for member in members { try await scene.agree(member, signers: member == members[2] ? [.girl] : [.girl, .guardian]) }
    await decide(&scene.desk, team, "propose")
    #expect(scene.desk.status == 409, "one guardian is missing")
    try await scene.agree(members[2], signers: [.guardian])
    await decide(&scene.desk, team, "propose", looked: false)
    #expect(scene.desk.status == 422 && scene.desk.page.contains("Say that you have looked"))
    await decide(&scene.desk, team, "propose")
    #expect(scene.desk.status == 303, "\(scene.desk.page)")
    var stranger = scene.kit.browser(.en)
    await stranger.get("/exhibition")
    #expect(stranger.status == 200 && stranger.page.contains("There are no posters on the exhibition yet"))
    await stranger.get(try await exhibit(scene))
    #expect(stranger.status == 404, "one hand is not enough")
    await decide(&scene.desk, team, "publish")
    #expect(scene.desk.status == 403, "not the same person")
    var officer = try await scene.kit.staff(.safeguarding, .everything, .en)
    await officer.get("/desk/exhibition")
    #expect(officer.page.contains("waits for a second person") && officer.page.contains("3 / 3"))
    let (house, person) = (scene.kit.house, try #require(officer.person))
    _ = try await house.database.write { try $0.run("UPDATE membership SET given_by = NULL WHERE person_id = \(person)") }
    await decide(&officer, team, "publish")
    #expect(officer.status == 303, "\(officer.page)")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_exhibit_consent") == 6, "by which answers")

    await stranger.get("/exhibition")
    #expect(stranger.page.contains("Доп қаншалықты секіреді?") && stranger.page.contains("Crane"))
    let page = try await exhibit(scene)
    await stranger.get(page)
    #expect(stranger.status == 200 && stranger.page.contains("q = 0,55 ± 0,02"))
    let region = scene.kit.house.gazetteer.name(of: "630000000", .en)
    #expect(stranger.page.contains(region))
    let village = scene.kit.house.gazetteer.name(of: "633630100", .en)
    let district = scene.kit.house.gazetteer.name(of: "633600000", .en)
    for word in ["Сынақ", "Үлгіова", village, district] { #expect(!stranger.page.contains(word), "\(word)") }
    #expect(stranger.reply.header("cache-control")?.contains("public") != true)
    await stranger.get("\(page)/photo")
    #expect(stranger.status == 200 && stranger.reply.header("content-type") == "image/png")
    #expect(stranger.reply.header("cache-control")?.contains("public") != true)
    var girl = try await scene.kit.applicant(scene.girls[members[1]], .en)
    await girl.get("/study/projects/\(try await scene.project)")
    #expect(girl.page.contains("Your poster stands on the public exhibition"))
    #expect(girl.page.contains("<summary>Take it off the exhibition</summary><p>The poster leaves the exhibition at once"))
    await girl.submit("/study/projects/\(try await scene.project)/exhibit")
    #expect(girl.status == 303)
    await stranger.get(page)
    #expect(stranger.status == 404, "a girl of the team took it off")
    #expect(try await scene.kit.count("SELECT count(*) FROM audit WHERE act = 'exhibit.taken_off'") == 1)
    await decide(&scene.desk, team, "propose")
    #expect(scene.desk.status == 409, "what a girl took off stays off")

    // Until each girl of the team wants it back.
    let own = "/study/projects/\(try await scene.project)"
    for (index, member) in members.enumerated() {
      var asking = try await scene.kit.applicant(scene.girls[member], .en)
      await asking.get(own)
      #expect(asking.page.contains("took the poster off the exhibition") && asking.page.contains("Ask for it back"))
      if index > 0 { #expect(asking.page.contains("\(index) of 3 girls ask for it"), "\(asking.page)") }
      await asking.submit("\(own)/exhibit")
      #expect(asking.status == 303)
      scene.kit.clock.move(seconds: 60)
      await scene.desk.get("/desk")
      #expect(scene.desk.page.contains("asked back to the exhibition") == (index == 2))
      if index == 2 { break }
      await decide(&scene.desk, team, "propose")
      #expect(scene.desk.status == 409, "not all want it back")
    }
    await girl.get(own)
    #expect(girl.page.contains("All of you ask for it"))
    await girl.submit("\(own)/exhibit")
    await decide(&scene.desk, team, "propose")
    #expect(scene.desk.status == 409, "one wants it no longer")
    await girl.get(own)
    await girl.submit("\(own)/exhibit")
    await scene.desk.get("/desk/exhibition")
    #expect(scene.desk.page.contains("the whole team asks for it back"))
    await decide(&scene.desk, team, "propose")
    #expect(scene.desk.status == 303, "\(scene.desk.page)")
    #expect(try await told(scene, "proposedAgain") == 3, "each girl of the team")
    await girl.get(own)
    #expect(girl.page.contains("proposed for the public exhibition") && girl.page.contains("Take it off the exhibition"))
    scene.kit.clock.move(seconds: 60)
    await scene.desk.get("/desk")
    #expect(!scene.desk.page.contains("asked back to the exhibition"), "it is on its way")
    var elsewhere = try await scene.kit.applicant(scene.girls[try await scene.girls(of: 2)[0]], .en)
    await elsewhere.post("\(own)/exhibit", [("go", "again")])
    #expect(elsewhere.status == 404, "another team’s")
  }

  @Test("what an adult hides from the cohort stands on no public page", arguments: Databases.engines)
  func hidden(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    for member in members { try await scene.agree(member) }
    _ = try await publish(&scene, team)
    var stranger = scene.kit.browser(.en)
    let page = try await exhibit(scene)
    await stranger.get(page)
    #expect(stranger.status == 200)
    await scene.trainers[0].get("/desk/teams/\(team)")
    #expect(scene.trainers[0].page.contains("it goes off the exhibition at once too"), "said before it is pressed")
    #expect(
      scene.trainers[0].page.contains("nothing is expected of it") && scene.trainers[0].page.contains("Why do you hide it?"))
    await scene.trainers[0].submit("/desk/teams/\(team)/poster", [("go", "hide")])
    #expect(scene.trainers[0].status == 422 && scene.trainers[0].page.contains("Write to the team why"))
    await stranger.get(page)
    #expect(stranger.status == 200, "not without a reason")
    await scene.trainers[0].submit("/desk/teams/\(team)/poster", [("go", "hide"), ("why", "Суретте ауылдың аты тұр")])
    #expect(scene.trainers[0].location == "/desk/teams/\(team)?said=hidden-off", "\(scene.trainers[0].page)")
    await scene.trainers[0].follow()
    #expect(scene.trainers[0].page.contains("It is off the exhibition too"))
    await stranger.get(page)
    #expect(stranger.status == 404)
    #expect(try await told(scene, "hidden") == 5, "three girls, and the two who brought it there")
    var girl = try await scene.kit.applicant(scene.girls[members[0]], .en)
    let own = "/study/projects/\(try await scene.project)"
    await girl.get(own)
    #expect(girl.page.contains("has taken your poster off the exhibition") && girl.page.contains("is being marked as it is"))
    #expect(girl.page.ranges(of: "href=\"\(own)/poster\"").count == 1, "one way to the poster")
    // Whoever was written to finds the page, and proposes nothing that is hidden.
    await scene.desk.get("/desk/exhibition/\(team)")
    #expect(scene.desk.status == 200 && scene.desk.page.contains("hid the poster from the cohort"), "\(scene.desk.page)")
    await decide(&scene.desk, team, "propose")
    #expect(scene.desk.status == 409)
  }

  @Test(
    "a poster that is only proposed is proposed no longer once it is hidden, and the proposer hears of it",
    arguments: Databases.engines)
  func hiddenProposal(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    for member in members { try await scene.agree(member) }
    await decide(&scene.desk, team, "propose")
    await scene.trainers[0].get("/desk/teams/\(team)")
    #expect(scene.trainers[0].page.contains("it is proposed no longer"))
    await scene.trainers[0].submit("/desk/teams/\(team)/poster", [("go", "hide"), ("why", "Суретте ауылдың аты тұр")])
    #expect(scene.trainers[0].location == "/desk/teams/\(team)?said=hidden")
    #expect(try await told(scene, "hidden") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_exhibit WHERE ended_why = 'dropped'") == 1)
  }

  @Test("a stale press shows no ids, and what was typed", arguments: [EngineKind.sqlite])
  func stale(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    for member in members { try await scene.agree(member) }
    await scene.desk.get("/desk/exhibition/\(team)")
    let seen = String(try #require(scene.desk.page.firstMatch(of: /name="seen" value="([^"]*)"/)?.1))
    let whose = String(try #require(scene.desk.page.firstMatch(of: /name="whose" value="([^"]*)"/)?.1))
    _ = try await publish(&scene, team)
    let old = [("whose", whose), ("go", "propose"), ("seen", seen), ("looked", "yes"), ("named", "yes")]
    await scene.desk.post("/desk/exhibition/\(team)", old)
    #expect(scene.desk.status == 409 && !scene.desk.page.contains("class=\"written\""), "\(scene.desk.page)")
    await scene.desk.post("/desk/exhibition/\(team)", old + [("note", "Суретін қарадым")])
    #expect(scene.desk.page.contains("<p class=\"written\">Суретін қарадым</p>"), "what was typed is there")
  }

  @Test("a girl who is in another team now answers for the poster in which her words stand", arguments: Databases.engines)
  func moved(_ kind: EngineKind) async throws {
    var (scene, team, members) = try await scene(kind)
    for member in members { try await scene.agree(member) }
    let (number, other) = (try await scene.number(members[1]), try await scene.team(2))
    let house = scene.kit.house
    try await house.database.write { tx in
      let now = house.outside.now()
      try tx.run("UPDATE study_team_member SET until = \(now) WHERE learner = \(number) AND until IS NULL")
      try tx.run(
        "INSERT INTO study_team_member (team_id, learner, since, has_consent) VALUES (\(other), \(number), \(now), \(true))")
    }
    _ = try await publish(&scene, team)
    var girl = try await scene.kit.applicant(scene.girls[members[1]], .en)
    let own = "/study/projects/\(try await scene.project)"
    await girl.get(own)
    #expect(
      girl.page.contains("The poster of the team you were in: Crane") && girl.page.contains("stands on the public exhibition"))
    await girl.submit("\(own)/exhibit")
    #expect(girl.status == 303)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_exhibit WHERE ended_why = 'team'") == 1)
    await girl.get(own)
    #expect(girl.page.contains("Ask for it back"))
    await girl.submit("\(own)/exhibit")
    #expect(try await scene.kit.count("SELECT count(*) FROM study_exhibit_wish") == 1)
    // Of another group, its project is on her first page for as long as she is asked.
    _ = try await house.database.write { tx in
      try tx.run("UPDATE study_team_member SET until = \(house.outside.now()) WHERE learner = \(number) AND until IS NULL")
      try tx.run("UPDATE study_member SET until = \(house.outside.now()) WHERE learner = \(number) AND until IS NULL")
    }
    await girl.get("/study")
    #expect(girl.page.contains("href=\"\(own)\"") && girl.page.contains("the poster of a team you were in"), "\(girl.page)")
    var stranger = try await scene.kit.applicant(scene.girls[try await scene.girls(of: 3)[0]], .en)
    await stranger.post("\(own)/exhibit", [("team", team), ("go", "again")])
    #expect(stranger.status == 404)
  }

  enum Loss: String, CaseIterable, Sendable { case girl, guardian, restricted, erased, objected, stored, desk }

  @Test("a consent withdrawn, data restricted or erased: it is off at once", arguments: Databases.engines, Loss.allCases)
  func withdrawn(_ kind: EngineKind, _ loss: Loss) async throws {
    var (scene, team, members) = try await scene(kind)
    for member in members { try await scene.agree(member) }
    var officer = try await publish(&scene, team)
    let page = try await exhibit(scene)
    var stranger = scene.kit.browser(.en)
    await stranger.get(page)
    #expect(stranger.status == 200)
    let (house, person) = (scene.kit.house, scene.girls[members[2]])
    switch loss {
    case .girl: try await scene.agree(members[2], false, signers: [.girl])
    case .guardian: try await scene.agree(members[2], false, signers: [.guardian])
    case .restricted:
      _ = try await house.database.write { try $0.run("UPDATE person SET restricted_at = 1 WHERE id = \(person)") }
    case .erased:
      try await house.database.write { tx in
        for data in house.personalData { _ = try data.erase(tx, house, person) }
      }
    case .objected:
      _ = try await house.database.write { tx in
        try tx.run(
          """
          UPDATE consent SET agreed = \(false) WHERE person_id = \(person) AND purpose = 'photo' AND signer = 'guardian'
          """)
      }
    case .stored:
      // Another answer than the one that is stored with the item: it stands by that answer alone.
      try await scene.agree(members[2], false, signers: [.girl])
      try await scene.agree(members[2], true, signers: [.girl])
      _ = try await house.database.write {
        try $0.run("UPDATE study_exhibit SET ended_at = NULL, ended_why = NULL")
      }
    case .desk:
      await decide(&officer, team, "down")
      #expect(officer.status == 303, "\(officer.page)")
      #expect(try await told(scene, "down") == 4, "the girls, and who proposed it")
    }
    await stranger.get(page)
    #expect(stranger.status == 404, "\(loss)")
    await stranger.get("\(page)/photo")
    #expect(stranger.status == 404, "\(loss)")
    await stranger.get("/exhibition")
    #expect(!stranger.page.contains("Доп қаншалықты"), "\(loss)")
    if loss == .girl || loss == .guardian {
      try await scene.agree(members[2], signers: [.girl, .guardian])
      await stranger.get(page)
      #expect(stranger.status == 404, "agreeing again does not publish: two people do")
    }
  }

  @Test(
    "a poster with a way to reach somebody cannot be exhibited, one with a name or a village is asked about",
    arguments: Databases.engines)
  func words(_ kind: EngineKind) async throws {
    var poster = SchoolScene.poster
    poster[2].1 = "Үлгіова екеуміз өлшедік"
    var (scene, team, members) = try await scene(kind, poster)
    for member in members { try await scene.agree(member) }
    await scene.desk.get("/desk/exhibition/\(team)")
    #expect(scene.desk.page.contains("words like names or places of the team"), "\(scene.desk.page)")
    let seen = scene.desk.page.firstMatch(of: /name="seen" value="([^"]*)"/).map { String($0.1) } ?? ""
    await scene.desk.post("/desk/exhibition/\(team)", [("go", "propose"), ("looked", "yes"), ("seen", seen)])
    #expect(scene.desk.status == 422 && scene.desk.page.contains("are not a girl’s name or village"))
    let village = ExhibitWords([(PersonName(surname: "Үлгіова", given: "Аружан"), ["Тасбұлақ ауылы", "Самар ауданы"])])
    for text in ["Тасбұлақтағы доп", "Аружанның кестесі", "Самарда өлшедік", "Ұлгiова"] {
      #expect(!village.found(in: PosterWords([text])).isEmpty, "\(text)")
    }
    #expect(village.found(in: PosterWords(["Біздің ауылда доп секірді"])).isEmpty)
  }

  @Test("however many posters there are, the page costs as many statements")
  func statements() async throws {
    var (scene, team, members) = try await scene(.sqlite)
    for member in members { try await scene.agree(member) }
    _ = try await publish(&scene, team)
    let database = scene.kit.house.database
    var stranger = scene.kit.browser(.en)
    await stranger.get("/exhibition")
    let before = database.statements
    await stranger.get("/exhibition")
    let cost = database.statements - before
    let second = try await scene.girls(of: 2)
    try await scene.handInPoster(second[0], name: "swan")
    let other = try await scene.team(2)
    await scene.showPoster(other)
    await scene.mark(other, by: 0, [3, 3, 3, 3])
    await scene.mark(other, by: 1, [3, 3, 3, 3])
    for member in second { try await scene.agree(member) }
    _ = try await publish(&scene, other)
    let after = database.statements
    await stranger.get("/exhibition")
    #expect(stranger.page.contains("Swan") && stranger.page.contains("Crane"))
    #expect(database.statements - after == cost && cost < 16, "\(cost) \(database.statements - after)")
  }
}
