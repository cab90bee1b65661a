import Storage
import TestKit
import Testing

/// A copy that a test gave back is as its template was, or is lent no more.
@Suite(.enabled(if: Databases.engines.contains(.postgres))) struct LendingTests {
  private static let steps = [
    Migration(
      "lending-0001",
      "CREATE TABLE shelf (id TEXT NOT NULL PRIMARY KEY);\nCREATE TABLE book (shelf_id TEXT NOT NULL REFERENCES shelf (id));\n"
        + "INSERT INTO shelf (id) VALUES ('a');")
  ]

  /// A copy of the template a test names, used and let go.
  private static func used<T: Sendable>(_ name: String, _ work: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    let copy = try await Databases.copy(of: name, .postgres) { _ = try await $0.migrate(steps, at: 1) }
    return try await copy.write(work)
  }

  private static func name(_ tx: Transaction) throws -> String { try tx.value("SELECT current_database()::text") ?? "" }

  /// The names of so many copies, each asked for when the one before has been let go.
  private static func names(_ template: String, _ count: Int) async throws -> Set<String> {
    var names: Set<String> = []
    for _ in 0..<count { names.insert(try await used(template, name)) }
    return names
  }

  @Test("what a test wrote is gone when the next has the copy")
  func emptied() async throws {
    let first = try await Self.used("lending: rows") { tx in
      try tx.run("INSERT INTO book (shelf_id) VALUES ('a')")
      return try Self.name(tx)
    }
    for _ in 0..<40 {
      let (name, books, shelves) = try await Self.used("lending: rows") { tx in
        let counts = ["book", "shelf"].map { try? tx.value(SQL(trusted: "SELECT count(*) FROM \($0)"), as: Int.self) }
        return (try Self.name(tx), counts[0], counts[1])
      }
      #expect(books == 0 && shelves == 1)
      if name == first { return }
    }
    Issue.record("the copy came back to nobody")
  }

  @Test(
    "a copy with another schema, or without a row it came with, is lent no more",
    arguments: [
      "ALTER TABLE book ADD COLUMN title TEXT", "CREATE INDEX later ON book (shelf_id)", "DROP TABLE book", "DELETE FROM shelf",
      "UPDATE shelf SET id = 'b'", "INSERT INTO shelf (id) VALUES ('b')", "UPDATE migration SET applied_at = applied_at",
    ])
  func changed(_ change: String) async throws {
    let template = "lending: \(change)"
    let first = try await Self.used(template) { tx in
      try tx.run(SQL(trusted: change))
      return try Self.name(tx)
    }
    #expect(try await !Self.names(template, 6).contains(first))
  }
}
