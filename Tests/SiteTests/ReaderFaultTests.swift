import Applications
import ApplicationsKit
import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// A reader of foreign bytes that dies or cannot be started, met by every door that takes a file: the file is refused in words, nothing
/// of it is kept, and everybody else goes on.
@Suite struct ReaderFaultTests {
  private enum Door: CaseIterable { case pieces, page, paper, table }

  /// The program dies at once, as one that met a trap; or there is none.
  private static func house(_ program: String) async throws -> HouseKit {
    let begun = try await HouseKit.house(.sqlite)
    var outside = begun.house.outside
    outside.readers = .apart([program])
    return try HouseKit(House(begun.house, outside), clock: begun.clock)
  }

  private static func open(_ door: Door, _ kit: HouseKit) async throws -> Browser {
    if door == .table {
      var staff = try await kit.staff(.coordinator, .everything, .en)
      await staff.upload("/desk/imports", [], field: "table", name: "a.csv", Array("a;b\n1;2\n".utf8))
      return staff
    }
    let house = kit.house
    let person = try await house.database.write { tx in
      let person = try tx.addPerson(language: .en, house).person
      guard let cycle = try tx.cycles().first else { throw Refusal.missing }
      _ = try tx.startApplication(for: person, in: cycle.id, formVersion: "1", source: .web, house)
      return person
    }
    var girl = try await kit.applicant(person, .en)
    switch door {
    case .pieces:
      let application: String? = try await house.database.read {
        try $0.value("SELECT id FROM application WHERE person_id = \(person)")
      }
      await girl.say(
        "/files",
        "{\"room\":\"applications\",\"subject\":\"\(application ?? "")\",\"field\":\"report_card\",\"name\":\"a.png\","
          + "\"size\":\(Girl.png.count)}")
      let file = try #require(girl.page.firstMatch(of: /"file":"([^"]+)"/)).output.1
      await girl.put("/files/\(file)/0", Girl.png)
    case .page: await girl.upload("/apply/document/file", [], field: "report_card", name: "a.png", Girl.png)
    case .paper: await girl.upload("/status/paper", [], field: "paper", name: "a.png", Girl.png)
    case .table: break
    }
    return girl
  }

  private static func nothingIsKept(_ kit: HouseKit) async throws {
    #expect(try await kit.count("SELECT count(*) FROM file WHERE completed_at IS NOT NULL") == 0)
    #expect(try await kit.count("SELECT count(*) FROM intake") == 0)
    var other = kit.browser()
    await other.get("/")
    #expect(other.status == 200)
  }

  @Test("a reader that dies: 422, and the file is the reason", arguments: Door.allCases)
  private func dies(_ door: Door) async throws {
    let kit = try await Self.house("/bin/false")
    let browser = try await Self.open(door, kit)
    #expect(browser.status == 422)
    #expect(browser.page.contains("This file could not be read"))
    try await Self.nothingIsKept(kit)
  }

  @Test("no reader at all: 503, and when to come again", arguments: Door.allCases)
  private func none(_ door: Door) async throws {
    let kit = try await Self.house("/no/such/program")
    let browser = try await Self.open(door, kit)
    #expect(browser.status == 503)
    #expect(browser.reply.header("retry-after") == "30")
    #expect(browser.page.contains("Too many files are being checked"))
    try await Self.nothingIsKept(kit)
  }
}
