import Exchange
import HouseKit
import Programme
import Storage
import StorageSQLite
import Synchronization
import TestKit
import Testing
import WholeHouse

/// SQLite prepares a statement anew at each run where its plan hangs on a bound value: beside the constant of a partial index, and for `LIKE`.
/// What the rooms rehearse, their jobs and their pages run no such statement but those that stand here by name.
@Suite struct ReprepareTests {
  /// Why a statement may: its beginning, or words in it.
  private static let allowed: [(words: String, why: String)] = [
    ("LIKE ?", "the plan of a pattern hangs on its beginning"), ("PRAGMA ", "no plan of a page"),
  ]

  private struct Undone: Error {}

  @Test("no statement of the house is prepared anew at each run")
  func house() async throws {
    let watch = try await Watch(hearsWrites: true)
    let kit = try await HouseKit.house(on: Database(engine: watch))
    watch.forget()
    try await kit.house.rehearse(applications: 60, seed: 2026, earlier: EarlierIntake.all)
    try await kit.runJobs()
    let pages = Set(
      kit.house.rooms.flatMap(\.routes).filter { $0.method == .get && !$0.pattern.text.contains(":") }.map(\.pattern.text)
    ).sorted()
    #expect(pages.count > 60)
    for role in [Role.coordinator, .safeguarding, .administrator, .trainer, .chair] {
      var browser = try await kit.staff(role)
      for page in pages { await browser.get(page) }
    }
    let statements = watch.statements
    #expect(statements.count > 600, "\(statements.count)")
    let found = Mutex<[String]>([])
    try? await kit.house.database.write { tx in
      let connection = try #require(Watch.base(of: tx.connection) as? SQLiteConnection)
      for statement in statements where !Self.allowed.contains(where: { statement.text.contains($0.words) }) {
        // One that cannot run twice has shown by then whether it is prepared anew.
        guard let count = try? connection.preparedAnew(statement, runs: 3), count > 0 else { continue }
        found.withLock { $0.append(statement.text) }
      }
      throw Undone()
    }
    #expect(found.withLock { $0 } == [])
  }

  @Test("a value beside the constant of a partial index is seen")
  func planted() async throws {
    let database = Database(engine: try Databases.sqlite())
    try await database.write { tx in
      try tx.connection.script("CREATE TABLE t (a INTEGER, kind TEXT) STRICT; CREATE INDEX noted ON t (a) WHERE kind = 'noted';")
    }
    let counts = try await database.read { tx in
      let connection = try #require(tx.connection as? SQLiteConnection)
      return try [
        connection.preparedAnew("SELECT a FROM t WHERE kind = \("noted") AND a = \(1)", runs: 4),
        connection.preparedAnew("SELECT a FROM t WHERE kind = 'noted' AND a = \(1)", runs: 4),
      ]
    }
    #expect(counts[0] >= 3 && counts[1] == 0, "\(counts)")
  }
}
