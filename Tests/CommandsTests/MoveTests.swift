import Applications
import ApplicationsKit
import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Commands

/// `keruen move` as an operator types it, and the house that stands at the other place afterwards.
@Suite(.enabled(if: Databases.engines.count == 2)) struct MoveTests {
  @Test("a house moved to the other engine holds the same rows, opens the same names and goes on", arguments: Databases.engines)
  func move(_ kind: EngineKind) async throws {
    let house = try await Installation(kind)
    let kit = try await house.opened()
    let girl = try await Girl.apply(kit)
    for given in ["Бірінші", "Екінші", "Үшінші"] {
      try await kit.house.database.write { tx in
        let safe = try tx.addPerson([.name(PersonName(surname: "Сынақова", given: given))], language: .kk, kit.house)
        guard let cycle = try tx.cycles().first else { throw Refusal.missing }
        let draft = try tx.startApplication(for: safe.person, in: cycle.id, formVersion: "1", source: .web, kit.house)
        try tx.record(AuditAct("test.act", Phrase(verbatim: "test")), draft.code, by: "test", kit.house)
      }
    }
    kit.house.database.close()
    let tables = try await Self.tables(house)
    let before = try await house.sums(of: tables)
    for (table, least) in [("person", 5), ("application", 4), ("audit", 3), ("file", 1), ("answer", 5)] {
      #expect(before.rows(of: table) >= least, "\(table)")
    }

    let other = try await Installation(kind == .sqlite ? .postgres : .sqlite, like: house)
    try await Installation.run(["move", "--from", house.address, "--to", other.address])
    #expect(try await Self.tables(other) == tables)
    let after = try await other.sums(of: tables)
    #expect(after.map(\.rows) == before.map(\.rows))
    #expect(after == before)
    #expect(try await house.sums(of: tables) == before)
    try await other.run("audit", "verify")
    let names = try await other.names()
    #expect(names == (try await house.names()))
    #expect(names[girl.person.text] == "Сынақова Үлгіжан")

    // It is open for work: the desk reads her application, and what is written now continues the chain.
    let second = try await other.opened()
    var desk = try await second.staff(.coordinator)
    await desk.get("/desk/applications/\(girl.code)")
    #expect(desk.page.contains("Үлгіжан"))
    await desk.post("/desk/applications/\(girl.code)/notes", [("note", "көшкеннен кейін")])
    #expect(desk.status == 303)
    second.house.database.close()
    try await other.run("audit", "verify")
    let entries = try #require(try await other.value("SELECT count(*) FROM audit", as: Int.self))
    #expect(entries > before.rows(of: "audit"))

    // Neither place is a target any more.
    for (from, to) in [(house, other), (other, house)] {
      await #expect(throws: Trouble.self) { try await Installation.run(["move", "--from", from.address, "--to", to.address]) }
    }
    #expect(try await house.sums(of: tables) == before)
  }

  private static func tables(_ house: Installation) async throws -> [String] {
    let database = try house.options.whereabouts.openExisting()
    defer { database.close() }
    return try await database.read { try $0.tables().sorted() }
  }
}

extension [TableSum] {
  fileprivate func rows(of table: String) -> Int { first { $0.table == table }?.rows ?? 0 }
}
