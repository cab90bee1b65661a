import Applications
import ApplicationsKit
import Foundation
import Home
import HouseKit
import Lending
import Programme
import Storage
import TestKit
import Testing
import Words

/// The room of docs/developing/how-to-add-a-room.md is built and served, and the page says what stands in it.
@Suite struct LendingTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func kit(_ kind: EngineKind) async throws -> HouseKit {
    let questions = try String(contentsOf: root.appending(path: "Tests/Lending/laptops.yaml"), encoding: .utf8)
    return try await HouseKit.house(
      kind, rooms: [Home.room, Applications.room, Applications.desk, Lending.room], files: ["laptops.yaml": questions])
  }

  private static func asked(_ kit: HouseKit) async throws -> (girl: Girl, browser: Browser) {
    let girl = try await Girl.apply(kit, isTraced: false)
    var browser = try await kit.applicant(girl.person, .en)
    await browser.get("/status")
    #expect(browser.page.contains("href=\"/laptop/need\""))
    await browser.get("/laptop/need")
    await browser.submit("/laptop/need", [("at_home", "phone")])
    #expect(browser.location == "/laptop/why")
    kit.clock.move(seconds: 1)
    await browser.follow()
    await browser.submit("/laptop/why", [("why", "құпия себеп")])
    #expect(browser.location == "/laptop/check")
    await browser.post("/laptop/check")
    #expect(browser.location == "/status")
    return (girl, browser)
  }

  @Test("from the form to the desk, the loan, the job and the return", arguments: Databases.engines)
  func way(_ kind: EngineKind) async throws {
    let kit = try await Self.kit(kind)
    var (girl, hers) = try await Self.asked(kit)
    await hers.get("/status")
    #expect(hers.page.contains("Your wish has arrived."))
    var coordinator = try await kit.staff(.coordinator, .everything, .en)
    await coordinator.get("/desk")
    #expect(coordinator.page.contains("wait for a laptop") && coordinator.page.contains("href=\"/desk/laptops"))
    await coordinator.get("/desk/laptops")
    #expect(coordinator.page.contains(girl.code) && coordinator.page.contains("құпия себеп"))
    let loan = try #require(coordinator.page.firstMatch(of: /action="(\/desk\/laptops\/[0-9a-f-]+)"/)).1
    await coordinator.submit(String(loan), [("do", "lend")])
    #expect(coordinator.status == 303)
    await coordinator.post(String(loan), [("do", "lend")])
    #expect(coordinator.status == 409, "lent once")
    kit.clock.move(seconds: 91 * 86_400)
    try await kit.runJobs()
    coordinator = try await kit.staff(.coordinator, .everything, .en)
    await coordinator.get("/desk/laptops")
    #expect(coordinator.page.contains("overdue"))
    let (house, person) = (kit.house, girl.person)
    #expect(try await house.database.read { try house.hold(on: person, in: $0) } != nil, "no term touches her")
    await coordinator.submit(String(loan), [("do", "take")])
    #expect(try await house.database.read { try house.hold(on: person, in: $0) } == nil)
    let window: Int? = try await house.database.read {
      try $0.value("SELECT count(*) FROM lending_laptop WHERE person_id = \(person) AND returned_at IS NOT NULL")
    }
    #expect(window == 1)
    #expect(try await kit.count("SELECT count(*) FROM audit WHERE act LIKE 'laptop.%'") == 3)
    var reviewer = try await kit.staff(.reviewer)
    await reviewer.get("/desk/laptops")
    #expect(reviewer.status == 403)
  }

  @Test("what it keeps is sealed, handed over and forgotten", arguments: Databases.engines)
  func personalData(_ kind: EngineKind) async throws {
    let kit = try await Self.kit(kind)
    let (girl, _) = try await Self.asked(kit)
    let house = kit.house
    let exported = try await house.database.read { tx in
      try Lending.room.personalData.flatMap { try $0.export(tx, house, girl.person, .en) }
    }
    #expect(exported.flatMap(\.lines).contains { $0.value == "құпия себеп" })
    let erased = try await house.database.write { tx in
      try Lending.room.personalData.flatMap { try $0.erase(tx, house, girl.person) }
    }
    #expect(erased.allSatisfy { $0.rows > 0 })
    #expect(try await kit.count("SELECT count(*) FROM loan") == 0)
  }

  @Test("the window has the columns it promises", arguments: Databases.engines)
  func window(_ kind: EngineKind) async throws {
    let kit = try await Self.kit(kind)
    for window in Lending.room.windows {
      #expect(try await kit.house.database.read { try $0.columns(of: window.name) } == window.columns)
    }
  }

  @Test("a demonstration shows laptops asked for and lent, the second time as the first", arguments: Databases.engines)
  func rehearsed(_ kind: EngineKind) async throws {
    let kit = try await Self.kit(kind)
    for _ in 1...2 {
      try await kit.house.rehearse(applications: 60, seed: 2026)
      #expect(try await kit.count("SELECT count(*) FROM loan") == 6)
      #expect(try await kit.count("SELECT count(*) FROM loan WHERE lent_at IS NOT NULL") == 2)
      #expect(try await kit.count("SELECT count(*) FROM application") == 60)
    }
    var coordinator = try await kit.staff(.coordinator, .everything, .en)
    await coordinator.get("/desk/laptops")
    #expect(coordinator.page.matches(of: /action="\/desk\/laptops\//).count == 6 && coordinator.page.contains("Due by"))
  }

  @Test("what a rehearsal leaves of a girl in the room goes with her", arguments: Databases.engines)
  func traced(_ kind: EngineKind) async throws {
    let kit = try await Self.kit(kind)
    let girl = try await Girl.apply(kit)
    let house = kit.house
    for table in ["loan", "loan_answer"] {
      #expect(try await kit.count(SQL(trusted: "SELECT count(*) FROM \(table)")) == 1, "\(table)")
    }
    let erased = try await house.database.write { tx in
      try Lending.room.personalData.flatMap { try $0.erase(tx, house, girl.person) }
    }
    #expect(erased.map(\.rows) == [1, 1])
  }

  @Test("every piece of code on the page stands in the room, and every file of the room on the page")
  func page() throws {
    let page = try String(contentsOf: Self.root.appending(path: "docs/developing/how-to-add-a-room.md"), encoding: .utf8)
    let folder = Self.root.appending(path: "Tests/Lending")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
    #expect(files.count <= 10)
    let text = try files.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined(separator: "\n")
    for file in files { #expect(page.contains("`\(file)`"), "\(file)") }
    let blocks = page.matches(of: /```(?:swift|sql|yaml)\n((?:.|\n)*?)```/).map { String($0.1) }
    #expect(blocks.count >= 8)
    let lines = Set(text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
    for line in blocks.flatMap({ $0.split(separator: "\n") }).map({ $0.trimmingCharacters(in: .whitespaces) })
    where !line.isEmpty && line != "…" { #expect(lines.contains(line), "\(line)") }
  }
}
