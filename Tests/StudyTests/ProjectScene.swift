import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

extension SchoolScene {
  /// Nine girls of one village in a group that works, with an investigation until in three weeks.
  static func withProject(_ kind: EngineKind, _ homes: [HouseKit.Home]? = nil) async throws -> SchoolScene {
    var scene = try await SchoolScene(kind, homes: homes ?? [HouseKit.Home](repeating: HouseKit.Home(), count: 9))
    try await scene.openGroup()
    try await scene.wait(untilHour: 10)
    try await scene.giveProject()
    return scene
  }

  mutating func giveProject(in days: Int = 21) async throws {
    await trainers[0].get("\(group)/projects")
    await trainers[0].submit("\(group)/projects", [("exercise", "physics-measurement/own-investigation")] + day(in: days))
    #expect(trainers[0].status == 303, "\(trainers[0].page)")
  }

  var project: String {
    get async throws { try #require(try await text("SELECT id FROM study_project ORDER BY given_at LIMIT 1")) }
  }

  func text(_ sql: SQL) async throws -> String? { try await kit.house.database.read { try $0.value(sql) as String? } }

  /// As the house proposes them: three teams of three.
  mutating func settleTeams() async throws {
    let page = "/desk/projects/\(try await project)/teams"
    await trainers[0].get(page)
    let chosen = Self.chosen(trainers[0].page)
    await trainers[0].post("\(page)/preview", chosen)
    #expect(trainers[0].status == 200, "\(trainers[0].page)")
    await trainers[0].submit(page)
    #expect(trainers[0].status == 303, "\(trainers[0].page)")
  }

  /// What the selects of a page have chosen.
  static func chosen(_ page: String) -> [(String, String)] {
    page.matches(of: #/<select id="(girl-\d+)"[^>]*>(.*?)<\/select>/#.dotMatchesNewlines()).map { select in
      let option = select.output.2.firstMatch(of: #/<option value="(\d+)" selected>/#)
      return (String(select.output.1), option.map { String($0.output.1) } ?? "")
    }
  }

  func team(_ number: Int = 1) async throws -> String {
    try #require(try await text("SELECT id FROM study_team WHERE number = \(number) LIMIT 1"))
  }

  /// Indices of the girls of a team.
  func girls(of team: Int) async throws -> [Int] {
    let people: [ID<Person>] = try await kit.house.database.read {
      try $0.rows(
        """
        SELECT study_learner.person_id FROM study_team_member JOIN study_team ON study_team.id = study_team_member.team_id
        JOIN study_learner ON study_learner.number = study_team_member.learner
        WHERE study_team.number = \(team) AND study_team_member.until IS NULL ORDER BY study_learner.number
        """
      ) { try $0[0] }
    }
    return people.compactMap { girls.firstIndex(of: $0) }
  }

  func write(_ girl: Int, _ text: String, milestone: String? = nil) async throws {
    let page = "/study/projects/\(try await project)"
    var browser = try await kit.applicant(girls[girl], .en)
    await browser.get(page)
    await browser.submit(
      "\(page)/diary", [("text", text), ("go", "hand-in")] + (milestone.map { [("milestone", $0)] } ?? []))
    #expect(browser.status == 303, "\(browser.page)")
  }

  static let poster = [
    ("title", "Доп қаншалықты секіреді?"), ("question", "Секіру биіктігі неге байланысты?"), ("did", "Төрт биіктіктен үш реттен"),
    ("result", "q = 0,55 ± 0,02"), ("next", "Басқа еденде"),
  ]

  func handInPoster(_ girl: Int, _ fields: [(String, String)] = poster, name: String = "crane") async throws {
    let page = "/study/projects/\(try await project)/poster"
    var browser = try await kit.applicant(girls[girl], .en)
    await browser.get(page)
    await browser.submit(page, fields + [("name", name), ("go", "hand-in")])
    #expect(browser.status == 303, "\(browser.page)")
  }

  mutating func showPoster(_ team: String) async {
    await trainers[0].get("/desk/teams/\(team)")
    await trainers[0].submit("/desk/teams/\(team)/poster")
    #expect(trainers[0].status == 303, "\(trainers[0].page)")
  }

  mutating func mark(_ team: String, by trainer: Int, _ levels: [Int], word: String = "Жақсы жұмыс") async {
    let page = "/desk/teams/\(team)"
    await trainers[trainer].get(page)
    let keys = ["problem", "design", "test", "explanation"]
    await trainers[trainer].submit(
      "\(page)/marks", zip(keys, levels).map { ("level-\($0)", String($1)) } + [("all", word)])
    #expect(trainers[trainer].status == 303, "\(trainers[trainer].page)")
  }

  /// She, her guardian, or both say yes or no to photos and publishing.
  func agree(_ girl: Int, _ agreed: Bool = true, signers: [Consent.Signer] = [.girl, .guardian]) async throws {
    let (house, person) = (kit.house, girls[girl])
    kit.clock.move(seconds: 1)
    try await house.database.write { tx in
      let cycle = try #require(try tx.cycles().first).id
      let purpose = try #require(house.consents.purpose(Exhibit.purpose))
      let text = ConsentText(purpose, version: house.consents.version, subject: "x", house.programme, .kk)
      let safe = try tx.safe(of: person, house.vault)
      for signer in signers {
        let who = signer == .girl ? person : try tx.addPerson([], language: .kk, house).person
        try tx.keepConsents(
          [(text, agreed)], of: safe, cycle, signer: signer, person: who, channel: .page, collector: "self", house)
      }
    }
  }
}
