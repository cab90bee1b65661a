import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Grants

/// What is known of the country's grants: read with its source and day, confirmed every spring, and said to be unconfirmed wherever it is not.
@Suite struct FactTests {
  private static func fact(_ key: String, until: String = "2027-12-31", checked: String = "2026-09-15", source: String = "x")
    -> String
  {
    """
      - key: \(key)
        title: {kk: "а", ru: "а", en: "a"}
        value: {kk: "б", ru: "б", en: "b"}
        from: 2025-01-01
        until: \(until)
        source: "\(source)"
        checked_on: \(checked)
        checked_by: "y"

    """
  }

  private static let door = """
    doors:
      - key: d
        title: {kk: "а", ru: "а", en: "a"}
        who: {kk: "б", ru: "б", en: "b"}
        documents:
          - {kk: "в", ru: "в", en: "v"}
        letter: ask

    """

  @Test("the file that ships is read, every dated thing in it has its source, and every door says whether the letter counts")
  func shipped() throws {
    let file = try FactsFile.shipped()
    #expect(file.facts.count >= 6 && file.doors.count >= 6)
    #expect(file.doors.filter { $0.opens != nil }.allSatisfy { $0.standing != nil })
    #expect(file.doors.first { $0.key == "state" }?.letter == .no)
    #expect(file.statements.allSatisfy { !$0.standing.source.isEmpty && $0.standing.from <= $0.standing.until })
  }

  @Test("what is wrong with a file of facts is said by its line")
  func wrong() throws {
    func lines(_ yaml: String) -> [Int?] {
      do {
        _ = try FactsFile(yaml: Array(yaml.utf8))
        return []
      } catch { return error.complaints.map(\.line) }
    }
    #expect(lines("facts:\n" + Self.fact("a") + Self.door).isEmpty)
    #expect(lines("facts:\n" + Self.fact("a") + Self.fact("a") + Self.door) == [10])
    #expect(lines("facts:\n" + Self.fact("a", until: "2024-01-01") + Self.door) == [6])
    #expect(lines("facts:\n" + Self.fact("a", source: "") + Self.door) == [7])
    #expect(lines("facts:\n" + Self.fact("a", checked: "spring") + Self.door) == [8])
    #expect(lines("facts:\n" + Self.fact("a") + Self.door.replacing("ask", with: "maybe")).count == 1)
    #expect(lines("facts:\n" + Self.fact("a") + Self.door + "    opens: 2027-07-13\n").count == 5, "dates without a source")
    #expect(lines("facts:\n" + Self.fact("a") + Self.door + "    facts: [b]\n").count == 1)
  }

  @Test(
    "a statement is unconfirmed until somebody confirms it for the year, and again when it says something else",
    arguments: Databases.engines)
  func confirmed(_ kind: EngineKind) async throws {
    let yaml = "facts:\n" + Self.fact("a") + Self.fact("old", until: "2026-12-31") + Self.door
    let kit = try await HouseKit.house(kind, files: ["grants.yaml": yaml])
    var stranger = kit.browser(.en)
    await stranger.get("/grants")
    #expect(stranger.page.matches(of: #/not confirmed for this year/#).count == 2, "\(stranger.page)")
    #expect(stranger.page.contains("This letter adds no points in the state grant competition"))
    var desk = try await kit.staff(.coordinator, .everything, .en)
    await desk.get("/desk/grants")
    #expect(desk.page.contains("statements are not confirmed for this year"))
    await desk.get("/desk/grants/facts")
    await desk.submit("/desk/grants/facts/a/confirmation")
    #expect(desk.location == "/desk/grants/facts", "\(desk.page)")
    await desk.post("/desk/grants/facts/old/confirmation")
    #expect(desk.status == 409, "it is past its term")
    await stranger.get("/grants")
    #expect(stranger.page.matches(of: #/not confirmed for this year/#).count == 1)
    // In the next spring it is asked again.
    kit.clock.move(days: 365)
    await stranger.get("/grants")
    #expect(stranger.page.matches(of: #/not confirmed for this year/#).count == 2)
    var monitoring = try await kit.staff(.monitoring, .everything, .en)
    await monitoring.get("/desk/grants/facts")
    #expect(monitoring.status == 200 && !monitoring.page.contains("/confirmation"))
  }

  @Test("a statement that says something else is confirmed anew")
  func changed() throws {
    let one = try FactsFile(yaml: Array(("facts:\n" + Self.fact("a") + Self.door).utf8))
    let other = try FactsFile(
      yaml: Array(("facts:\n" + Self.fact("a").replacing("en: \"b\"", with: "en: \"c\"") + Self.door).utf8))
    #expect(one.statements[0].mark != other.statements[0].mark)
  }

  @Test(
    "anybody reads what both sides confirmed and nothing of what one side entered; the page of doors is light",
    arguments: Databases.engines)
  func open(_ kind: EngineKind) async throws {
    let market = try await Market.open(kind)
    let offer = try await market.offer(confirmed: false)
    var stranger = market.kit.browser(.en)
    await stranger.get("/grants/programmes")
    #expect(stranger.status == 200 && stranger.page.contains("No such seats"))
    await stranger.get("/grants/programmes/\(offer)")
    #expect(stranger.status == 404)
    #expect(try await market.refusal { try $0.confirm(offer, by: market.officer, $1) } == nil)
    await stranger.get("/grants/programmes?stream=kk&field=06")
    #expect(stranger.page.contains("Information technologies") && stranger.page.contains("grant committed"))
    await stranger.get("/grants/programmes?stream=ru")
    #expect(!stranger.page.contains("Information technologies"))
    await stranger.get("/grants/programmes/\(offer)")
    #expect(stranger.status == 200 && stranger.page.contains("Kazakh stream"))
    for language in Language.allCases {
      var reader = market.kit.browser(language)
      await reader.get("/grants")
      #expect(reader.status == 200)
      let bytes = reader.page.utf8.count
      #expect(bytes < 40_000, "\(language) \(bytes) before it is packed")
    }
    await stranger.get("/")
    #expect(stranger.page.contains("href=\"/grants\""))
  }

  @Test("before 1 February of the round's year nothing is due and nothing can be confirmed", arguments: Databases.engines)
  func early(_ kind: EngineKind) async throws {
    let yaml = "facts:\n" + Self.fact("a") + Self.door
    let kit = try await HouseKit.house(kind, at: HouseKit.february.adding(days: -3), files: ["grants.yaml": yaml])
    var desk = try await kit.staff(.coordinator, .everything, .en)
    await desk.get("/desk/grants")
    #expect(!desk.page.contains("not confirmed for this year"), "\(desk.page)")
    await desk.get("/desk/grants/facts")
    #expect(!desk.page.contains("/confirmation") && desk.page.contains("are confirmed from 1 February on"), "\(desk.page)")
    await desk.post("/desk/grants/facts/a/confirmation")
    #expect(desk.status == 409)
    kit.clock.move(days: 3)
    desk = try await kit.staff(.coordinator, .everything, .en)
    await desk.get("/desk/grants/facts")
    #expect(desk.page.contains("/confirmation"))
  }

  @Test("where there are more offers than a page holds it says how many more")
  func many() async throws {
    let market = try await Market.open(.sqlite)
    let house = market.kit.house
    try await house.database.write { tx in
      for number in 1...203 {
        let said = Market.programme
        let programme = try tx.keep(
          StudyProgramme.Entry(
            group: said.group, name: Said(kk: "Б\(number)", ru: "П\(number)", en: "P\(number)"), language: .kk, level: .bachelor,
            isced: said.isced, city: said.city, cost: nil, dormitory: .ask), as: nil, of: market.university, by: market.desk,
          house)
        let id = try tx.enter(
          Market.terms(1), in: market.round, programme: programme, type: market.type, by: market.desk, house)
        try tx.confirm(id, by: market.officer, house)
      }
    }
    var stranger = market.kit.browser(.en)
    await stranger.get("/grants/programmes")
    #expect(stranger.page.contains("There are 3 more offers"), "\(stranger.page.suffix(600))")
    await stranger.get("/grants/programmes?stream=ru")
    #expect(!stranger.page.contains("more offers"))
  }
}
