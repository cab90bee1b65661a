/// Carries tables from one database into another, whichever engines keep them.
///
/// The source is read in one transaction, so the copy is a state that was; the target is written in one, and what it then
/// holds is read back and compared before that transaction ends: a copy is whole and equal, or it is not there.
package struct Copy: Sendable {
  private let tables: [String]
  private let hash: RowHash

  /// `tables`: parents before those that point to them, as `Migration.tables` gives them.
  package init(tables: [String], hash: @escaping RowHash) {
    self.tables = tables
    self.hash = hash
  }

  /// Returns what each table holds. The target has the same schema and no rows. Throws `CopyFault`; the target is then as
  /// it was.
  package func run(
    from source: Database, to target: Database, whenSent: @escaping @Sendable (TableSum) -> Void = { _ in }
  ) async throws -> [TableSum] {
    let belt = Belt()
    async let sent = hearing(belt) {
      try await source.read { tx in
        try belt.begin("source")
        return try tx.send(tables, belt, hash, whenSent)
      }
    }
    async let received = hearing(belt) {
      try await target.write { tx in
        try belt.begin("target")
        try tx.receive(tables, belt, hash)
      }
    }
    try await received
    return try await sent
  }

  /// When one side fails, the other one may wait for it: it hears of it through the belt.
  private func hearing<T: Sendable>(_ belt: Belt, _ work: @Sendable () async throws -> T) async throws -> T {
    do { return try await work() } catch {
      belt.fail(error)
      throw error
    }
  }
}

package enum CopyFault: Error, Hashable, CustomStringConvertible {
  case notEmpty(table: String)
  case differs(table: String)
  /// Another process changed the same rows meanwhile.
  case disturbed

  package var description: String {
    switch self {
    case .notEmpty(let table): "the target holds rows already (\(table))"
    case .differs(let table): "\(table) does not read back as it was sent"
    case .disturbed: "another process changed the database meanwhile; try again"
    }
  }
}

extension Transaction {
  private static var batch: Int { 40 }

  fileprivate func send(
    _ tables: [String], _ belt: Belt, _ hash: RowHash, _ whenSent: (TableSum) -> Void
  ) throws -> [TableSum] {
    // One snapshot that no conflict takes back, as pg_dump has it. DEFERRABLE would wait for every serialisable writer of
    // the cluster, and the target of this very copy may be one.
    if kind == .postgres { try connection.script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ") }
    var sums: [TableSum] = []
    for table in tables {
      var sum = TableSum(table: table)
      var rows: [[Value]] = []
      try walk(table, try columns(of: table)) { row in
        sum.add(row, hash)
        rows.append(row)
        guard rows.count == Self.batch else { return }
        try belt.put(.rows(table: table, rows))
        rows = []
      }
      if !rows.isEmpty { try belt.put(.rows(table: table, rows)) }
      sums.append(sum)
      whenSent(sum)
    }
    try belt.put(.end(sums))
    return sums
  }

  fileprivate func receive(_ tables: [String], _ belt: Belt, _ hash: RowHash) throws {
    for table in tables where try exists(SQL(trusted: "SELECT 1 FROM \(table) LIMIT 1")) {
      throw CopyFault.notEmpty(table: table)
    }
    let columns = Dictionary(uniqueKeysWithValues: try tables.map { ($0, try self.columns(of: $0)) })
    try deferForeignKeys()
    while true {
      switch try belt.take() {
      case .rows(let table, let rows): try insert(rows, into: table, columns[table] ?? [])
      case .end(let sent):
        try settleForeignKeys()
        for sum in sent where try self.sum(sum.table, hash) != sum { throw CopyFault.differs(table: sum.table) }
        return
      }
    }
  }

  private func insert(_ rows: [[Value]], into table: String, _ columns: [String]) throws {
    let line = "(" + repeatElement("?", count: columns.count).joined(separator: ", ") + ")"
    let head = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES "
    // One text for full batches and one for single rows: both stay prepared.
    if rows.count == Self.batch {
      try run(SQL(trusted: head + repeatElement(line, count: rows.count).joined(separator: ", "), rows.flatMap { $0 }))
    } else {
      for row in rows { try run(SQL(trusted: head + line, row)) }
    }
  }

  /// A row may point to one of its own table that comes later, so references are checked at the end of the copy.
  private func deferForeignKeys() throws {
    switch kind {
    case .sqlite: try connection.script("PRAGMA defer_foreign_keys = ON")
    case .postgres: try alterForeignKeys("DEFERRABLE INITIALLY DEFERRED")
    }
  }

  private func settleForeignKeys() throws {
    guard kind == .postgres else { return }
    try connection.script("SET CONSTRAINTS ALL IMMEDIATE")
    try alterForeignKeys("NOT DEFERRABLE")
  }

  private func alterForeignKeys(_ how: String) throws {
    let keys = try rows(
      """
      SELECT conrelid::regclass::text AS owner, conname::text AS name FROM pg_constraint
      WHERE contype = 'f' AND connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
      ORDER BY owner, name
      """
    ) { (owner: try $0["owner"] as String, name: try $0["name"] as String) }
    for key in keys { try connection.script("ALTER TABLE \(key.owner) ALTER CONSTRAINT \(key.name) \(how)") }
  }
}
