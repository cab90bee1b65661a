import ApplicationsKit
import Foundation
import HouseKit
import Markup
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// The first pages stand by themselves: what is on them the rooms bring, and a person of no room has them too.
@Suite struct HomeTests {
  private func person(_ kit: HouseKit) async throws -> ID<Person> {
    let house = kit.house
    return try await house.database.write { try $0.addPerson(language: .en, house).person }
  }

  @Test("somebody without an application has a home, and the pages about how she comes in", arguments: Databases.engines)
  func withoutApplication(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var somebody = try await kit.applicant(try await person(kit), .en)
    await somebody.get("/status")
    #expect(somebody.status == 200)
    #expect(somebody.page.contains("You have no application now.") && !somebody.page.contains("class=\"track"))
    #expect(somebody.page.contains("href=\"/status/devices\"") && somebody.page.contains("href=\"/status/data\""))
    for page in ["/status/devices", "/status/later"] {
      await somebody.get(page)
      #expect(somebody.status == 200, "\(page)")
    }
    await somebody.post("/status/later")
    let key = try #require(somebody.page.firstMatch(of: /class="code">([0-9A-Z-]{14})</)).1
    var other = kit.browser()
    await other.post("/return/key", [("key", String(key))])
    #expect(other.status == 303 && other.location == "/status", "no room of hers has an entrance")
    await other.get("/status")
    #expect(other.status == 200)
  }

  @Test("a room brings its part of her page, of the desk, and of coming back", arguments: Databases.engines)
  func parts(_ kind: EngineKind) async throws {
    let room = Room(
      name: "courses", routes: [],
      home: [
        HomePart { visit, _, _ in
          HomeSection(
            label: "STUDENT 7", waiting: ["<p id=\"task\">Read lesson 1</p>"],
            links: [HomeLink(.day(visit.now.day()), "/courses")])
        }
      ],
      homecomings: [Homecoming(entrance: "/courses", owners: { _, _, _ in [] }, knows: { _, _ in true })],
      panels: [
        DeskPanel { _, cycle in DeskPanel.Content(beside: "<p id=\"beside\">\(cycle.key)</p>", below: "<p id=\"below\"></p>") }
      ])
    let kit = try await HouseKit.house(kind, beside: [room])
    var somebody = try await kit.applicant(try await person(kit), .en)
    await somebody.get("/status")
    for part in ["STUDENT 7", "id=\"task\"", "href=\"/courses\""] { #expect(somebody.page.contains(part), "\(part)") }
    await somebody.post("/status/later")
    let key = try #require(somebody.page.firstMatch(of: /class="code">([0-9A-Z-]{14})</)).1
    var other = kit.browser()
    await other.post("/return/key", [("key", String(key))])
    #expect(other.location == "/courses")
    var reviewer = try await kit.staff(.reviewer, .everything, .en)
    await reviewer.get("/desk")
    #expect(reviewer.page.contains("id=\"beside\"") && reviewer.page.contains("id=\"below\""))
  }

  @Test(
    "with a room that tells of the test each stage stands once, in order, by the dates of her own intake",
    arguments: Databases.engines)
  func track(_ kind: EngineKind) async throws {
    let room = Room(
      name: "sittings", routes: [],
      journey: [
        JourneyPart { _, _, _, cycle in
          [JourneyStep("test", title: Phrase(verbatim: "SITTING"), note: Phrase(verbatim: cycle.text), state: .ahead)]
        }
      ])
    let kit = try await HouseKit.house(kind, beside: [room])
    let girl = try await Girl.apply(kit)
    let house = kit.house
    let hers = try #require(try await house.currentCycle())
    // Another intake is the newest now, with dates of its own.
    try await house.database.write { tx in
      let next: ID<Cycle> = house.outside.id()
      try tx.run(
        """
        INSERT INTO cycle (id, key, name_kk, name_ru, name_en, regions, created_at)
        SELECT \(next), 'next', name_kk, name_ru, name_en, regions, created_at + 1000 FROM cycle WHERE id = \(hers.id)
        """)
    }
    house.forgetCycles()
    var browser = try await kit.applicant(girl.person, .en)
    await browser.get("/status")
    let start = try #require(browser.page.range(of: "<ol class=\"track\">")), end = try #require(browser.page.range(of: "</ol>"))
    let track = String(browser.page[start.upperBound..<end.lowerBound])
    let titles = track.matches(of: /<b>([^<]+)</).map { String($0.1) }
    #expect(
      titles == [
        "Application sent", "Guardian&#39;s consent", "Application checked", "SITTING", "Review", "Interviews", "Results",
        "STEM school",
        "Recommendation for a university grant",
      ])
    #expect(track.contains(hers.id.text), "by her own intake")
    for stage in hers.stages where ["review", "interviews", "results", "school", "recommendation"].contains(stage.key) {
      #expect(track.contains(Language.en.date(stage.opensAt.day())), "\(stage.key)")
    }
  }
}
