import Applications
import ApplicationsKit
import Front
import HouseKit
import Programme
import Security
import Site
import Storage
import TestKit
import Testing
import WholeHouse
import Words

@testable import Commands

/// A later edition changes the table that most others point to while the house is full.
@Suite struct RemadeHouseTests {
  /// `application` as it is today, with one state more.
  private static func step(after steps: [Migration]) throws -> Migration {
    let head = "-- made anew: application\n"
    let today = try #require(steps.last { $0.text.hasPrefix(head) }).text.dropFirst(head.count)
    let definition = today.split(separator: "\n").filter { !$0.hasPrefix("-- ") }.joined(separator: "\n")
    let wider = definition.replacing("'withdrawn', 'joined')),", with: "'withdrawn', 'joined', 'paused')),")
    try #require(wider != definition)
    return Migration("applications-9999-paused", Remake("application", wider))
  }

  /// Fifty synthetic girls in every state, the demonstration's staff and selection, one girl more with a file, one joined to another.
  private static func filled(_ kind: EngineKind) async throws -> HouseKit {
    let kit = try await HouseKit.house(kind)
    let house = kit.house
    try await house.rehearse(applications: 50, seed: 2026)
    let girl = try await Girl.apply(kit)
    try await house.database.write { tx in
      _ = try tx.run(
        """
        UPDATE application SET state = 'joined', joined_to = \(girl.application)
        WHERE id = (SELECT id FROM application WHERE state = 'draft' ORDER BY code LIMIT 1)
        """)
    }
    try await kit.runJobs()
    return kit
  }

  /// What people see: the desk, its list, the selection, and two girls' own pages. No application is opened: a page says who opened it.
  private static func walk(
    _ kit: HouseKit, _ desk: inout Browser, _ girls: inout [Browser], codes: [String]
  ) async throws -> [String: String] {
    kit.house.deskCounts.forget()
    var pages: [String: String] = [:]
    for target in ["/desk", "/desk/applications", "/selection"] {
      await desk.get(target)
      #expect(desk.status == 200, "\(target)")
      pages[target] = desk.page
    }
    for position in girls.indices {
      for target in ["/status", "/results"] {
        await girls[position].get(target)
        #expect(girls[position].status == 200, "\(target)")
        pages["\(codes[position]) \(target)"] = girls[position].page
      }
    }
    // The token of a form is another each time.
    return pages.mapValues { $0.replacing(/name="token" value="[^"]*"/, with: "") }
  }

  @Test("the table of applications is made anew under a full house, and nobody sees a difference", arguments: Databases.engines)
  func remade(_ kind: EngineKind) async throws {
    let kit = try await Self.filled(kind)
    let database = kit.house.database
    let known = Front.migrations(Site.rooms)
    let step = try Self.step(after: known)
    let shown = try await database.read { tx in
      try ["eligible", "submitted"].map { state in
        try #require(
          try tx.row("SELECT code, person_id FROM application WHERE state = \(state) ORDER BY code LIMIT 1").map {
            (code: try $0["code"] as String, person: try $0["person_id"] as ID<Person>)
          })
      }
    }
    var desk = try await kit.staff(.coordinator)
    var girls: [Browser] = []
    for girl in shown { girls.append(try await kit.applicant(girl.person)) }
    let codes = shown.map(\.code)
    let pages = try await Self.walk(kit, &desk, &girls, codes: codes)
    let before = try await Standing(kit)
    #expect(before.rows(of: "application") == 51)
    for table in ["answer", "application_event", "consent", "file", "selection_evidence", "audit"] {
      #expect(before.rows(of: table) > 0, "\(table)")
    }
    #expect(before.rows(of: "selection_candidate") > 0)

    #expect(try await database.migrate(known + [step], at: kit.clock.now.milliseconds) == [step.name])

    let after = try await Standing(kit)
    #expect(after.sums == before.sums)
    #expect(after.windows == before.windows)
    #expect(after.audit == before.audit && after.breaks == 0)
    // One line of the schema is another, and it is the schema a new house gets by the same steps.
    #expect(before.schema.symmetricDifference(after.schema).count == 2)
    let new = try await Databases.fresh(kind)
    _ = try await new.migrate(known + [step], at: 1)
    let fresh = try await new.read { try SchemaText.of($0) }
    #expect(Set(fresh.split(separator: "\n")) == after.schema)
    let pagesAfter = try await Self.walk(kit, &desk, &girls, codes: codes)
    for (target, page) in pages {
      let (old, new) = (page.split(separator: "<"), (pagesAfter[target] ?? "").split(separator: "<"))
      #expect(new.difference(from: old).isEmpty, "\(target)")
    }

    for code in codes {
      await desk.get("/desk/applications/\(code)")
      #expect(desk.status == 200 && desk.page.contains(code))
    }

    // The new state is allowed, and children still hold their parents.
    let paused = try await database.write { try $0.run("UPDATE application SET state = 'paused' WHERE code = \(codes[0])") }
    #expect(paused == 1)
    await #expect(throws: StorageFault.self) {
      try await database.write { _ = try $0.run("DELETE FROM application WHERE code = \(codes[0])") }
    }
    #expect(try await database.migrate(known + [step], at: 1) == [])
  }

  /// All that a house holds, but for the list of its steps.
  private struct Standing {
    let sums: [TableSum]
    let windows: [TableSum]
    let audit: [String]
    let breaks: Int
    let schema: Set<Substring>

    init(_ kit: HouseKit) async throws {
      let house = kit.house
      let names = house.rooms.flatMap(\.windows).map(\.name)
      let (tables, views, verdict, schema) = try await house.database.read { tx in
        (
          try tx.tables().sorted().filter { $0 != "migration" }.map { try tx.sum($0, { digest($0) }) },
          try names.map { try tx.sum($0, { digest($0) }) },
          try tx.verifyAudit(house.vault), try SchemaText.of(tx)
        )
      }
      sums = tables
      windows = views
      audit = ["\(verdict.entries)"] + verdict.headLines
      breaks = verdict.breaks.count
      self.schema = Set(schema.split(separator: "\n"))
    }

    func rows(of name: String) -> Int { (sums + windows).first { $0.table == name }?.rows ?? 0 }
  }
}
