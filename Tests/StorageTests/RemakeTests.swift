import Storage
import TestKit
import Testing

/// A table that others point to, changed with its rows in it.
@Suite struct RemakeTests {
  private static let first = Migration(
    "one",
    """
    CREATE TABLE parent (
      id TEXT NOT NULL PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN ('a', 'b')),
      above TEXT REFERENCES parent (id),
      gone TEXT
    );
    CREATE INDEX parent_state ON parent (state);
    CREATE TABLE child (
      id TEXT NOT NULL PRIMARY KEY,
      parent_id TEXT NOT NULL REFERENCES parent (id)
    );
    CREATE VIEW parents AS SELECT parent.id, state, count(child.id) AS children FROM parent
      LEFT JOIN child ON child.parent_id = parent.id GROUP BY parent.id, state;
    CREATE VIEW parents_of_a AS SELECT id FROM parents WHERE state = 'a';
    """)
  private static let second = Migration(
    "two",
    Remake(
      "parent",
      """
        id TEXT NOT NULL PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('a', 'b', 'c')),
        above TEXT REFERENCES parent (id),
        size BIGINT NOT NULL CHECK (size > 0)
      """, filling: ["size": "length(id) + 1"]))
  /// The same as `first` and `second` have made.
  private static let whole = Migration(
    "one",
    """
    CREATE TABLE parent (
      id TEXT NOT NULL PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN ('a', 'b', 'c')),
      above TEXT REFERENCES parent (id),
      size BIGINT NOT NULL CHECK (size > 0)
    );
    CREATE INDEX parent_state ON parent (state);
    CREATE TABLE child (
      id TEXT NOT NULL PRIMARY KEY,
      parent_id TEXT NOT NULL REFERENCES parent (id)
    );
    """)

  private static func filled(_ kind: EngineKind) async throws -> Database {
    let database = try await Databases.fresh(kind)
    _ = try await database.migrate([first], at: 1)
    try await database.write { tx in
      try tx.run("INSERT INTO parent VALUES ('p', 'a', NULL, 'x'), ('q', 'b', 'p', 'y')")
      try tx.run("INSERT INTO child VALUES ('c', 'p'), ('d', 'q'), ('e', 'q')")
    }
    return database
  }

  @Test(arguments: Databases.engines) func aParentIsChangedUnderItsChildren(_ kind: EngineKind) async throws {
    let database = try await Self.filled(kind)
    #expect(try await database.migrate([Self.first, Self.second], at: 2) == ["two"])
    try await database.write { tx in
      #expect(
        try tx.rows("SELECT id, size FROM parent ORDER BY id") { "\(try $0[0] as String)\(try $0[1] as Int)" } == ["p2", "q2"])
      #expect(try tx.rows("SELECT id, children FROM parents ORDER BY id") { try $0[1] as Int } == [1, 2])
      #expect(try tx.rows("SELECT id FROM parents_of_a") { try $0[0] as String } == ["p"])
      #expect(try tx.columns(of: "parent") == ["id", "state", "above", "size"])
      try tx.run("UPDATE parent SET state = 'c' WHERE id = 'q'")
    }
    // References hold again, those of children and its own.
    for sin: SQL in [
      "INSERT INTO child VALUES ('f', 'nobody')", "DELETE FROM parent WHERE id = 'p'",
      "INSERT INTO parent VALUES ('r', 'a', 'nobody', 1)", "UPDATE parent SET size = 0",
    ] {
      await #expect(throws: StorageFault.self) { try await database.write { _ = try $0.run(sin) } }
    }
    #expect(try await database.migrate([Self.first, Self.second], at: 3) == [])
  }

  @Test(arguments: Databases.engines) func whatWasMadeAnewHasTheShapeOfWhatIsNew(_ kind: EngineKind) async throws {
    let changed = try await Self.filled(kind)
    _ = try await changed.migrate([Self.first, Self.second], at: 2)
    let new = try await Databases.fresh(kind)
    _ = try await new.migrate([Self.whole], at: 1)
    for table in ["parent", "child"] {
      let shapes = try await [changed, new].async { database in try await database.read { try names(of: table, $0) } }
      #expect(shapes[0] == shapes[1])
    }
  }

  /// A step that leaves a child without its parent undoes itself, and the house goes on as before.
  @Test(arguments: Databases.engines) func aStepThatOrphansAChildIsUndone(_ kind: EngineKind) async throws {
    let database = try await Self.filled(kind)
    let orphaning = Migration(
      "two", Remake("parent", "  id TEXT NOT NULL PRIMARY KEY,\n  state TEXT NOT NULL", filling: ["id": "id || 'x'"]))
    await #expect(throws: StorageFault.self) { try await database.migrate([Self.first, orphaning], at: 2) }
    let ids = try await database.read { try $0.rows("SELECT id FROM parent ORDER BY id") { try $0[0] as String } }
    #expect(ids == ["p", "q"])
    await #expect(throws: StorageFault.self) {
      try await database.write { _ = try $0.run("INSERT INTO child VALUES ('f', 'no')") }
    }
  }

  @Test(arguments: Databases.engines) func aStepMayBeSaidInTwoWays(_ kind: EngineKind) async throws {
    let database = try await Databases.fresh(kind)
    let step = Migration("one", sqlite: "CREATE TABLE a (id TEXT)", postgres: "CREATE TABLE a (id TEXT)")
    #expect(try await database.migrate([step], at: 1) == ["one"])
    #expect(try await database.migrate([step], at: 1) == [])
    let other = Migration("one", sqlite: "CREATE TABLE a (id TEXT)", postgres: "CREATE TABLE a (id VARCHAR)")
    await #expect(throws: StorageFault.self) { try await database.migrate([other], at: 1) }
  }
}

/// The names the engine gives to what stands around a table: they are the same however the table came to be.
private func names(of table: String, _ tx: Transaction) throws -> [String] {
  switch tx.kind {
  case .sqlite:
    try tx.rows("SELECT name FROM sqlite_master WHERE tbl_name = \(table) ORDER BY name") { try $0[0] }
  case .postgres:
    try tx.rows(
      """
      SELECT conname::text || ' ' || pg_get_constraintdef(oid) AS said FROM pg_constraint
      WHERE conrelid = (SELECT oid FROM pg_class WHERE relname = \(table) AND relnamespace = current_schema()::regnamespace)
      ORDER BY said
      """
    ) { (try $0[0] as String).replacing(/[a-z0-9_]+\./, with: "") }
  }
}

extension [Database] {
  fileprivate func async<T: Sendable>(_ body: (Database) async throws -> T) async throws -> [T] {
    var results: [T] = []
    for database in self { results.append(try await body(database)) }
    return results
  }
}
