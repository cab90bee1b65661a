import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// What a page of the desk leads to, whoever looks may open.
@Suite struct DoorsTests {
  @Test(
    "no link of the school's desk leads where the reader's role may not go",
    arguments: [Role.coordinator, .assistant, .trainer, .mentor, .safeguarding])
  func links(_ role: Role) async throws {
    var scene = try await SchoolScene.withProject(.sqlite)
    try await scene.settleTeams()
    let member = try await scene.girls(of: 1)[0]
    try await scene.write(member, "Өлшедік")
    try await scene.handInPoster(member)
    await scene.showPoster(try await scene.team())
    _ = try await scene.meeting(in: -30)
    let house = scene.kit.house
    var browser: Browser
    switch role {
    case .trainer: browser = scene.trainers[0]
    case .coordinator: browser = scene.desk
    case let role:
      browser = try await scene.kit.staff(role, .everything, .en)
      let person = try #require(browser.person)
      try await scene.clear(person, until: scene.kit.clock.now.day().adding(days: 30))
      if role == .mentor {
        let (id, actor) = (try #require(ID<Group>(String(scene.group.suffix(36)))), Actor(person: person, role: .coordinator))
        try await house.database.write { try $0.give(person, to: try $0.group(id), as: .mentor, by: actor, house) }
      }
    }
    var waiting = ["/desk", "/desk/groups", "/desk/cohorts", scene.group, "/desk/projects", "/desk/exhibition"]
    let given = Set(waiting)
    var seen: Set<String> = []
    while let path = waiting.popLast(), seen.count < 120 {
      let key = path.replacing(#/[0-9a-f-]{36}|page=\d+/#, with: "*")
      guard seen.insert(key).inserted else { continue }
      await browser.get(path)
      // Those that a test names, not a page, may be shut.
      if given.contains(path), [403, 404].contains(browser.status) { continue }
      #expect(browser.status != 403 && browser.status < 500, "\(path)")
      guard browser.reply.header("content-type")?.hasPrefix("text/html") == true else { continue }
      // The intake of the scene was never chosen by the house: its runs have no pages.
      waiting += browser.page.matches(of: #/href="(/desk[^"#]*)/#).map { String($0.output.1).replacing("&amp;", with: "&") }
        .filter { !$0.hasPrefix("/desk/selection") }
    }
    await browser.get(scene.group)
    #expect(seen.count > 4 && (browser.status == 200) == (role != .safeguarding))
  }
}
