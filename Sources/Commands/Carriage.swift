import Programme
import Security
import Storage
import Words

/// Carries a whole house into an empty database: backup, restore and move are this one walk.
enum Carriage {
  /// Returns what each table of the target holds; the source holds the same but in the tables `without`, which are made and
  /// stay empty. Throws and leaves the target without rows otherwise.
  static func carry(
    from source: Database, to target: Database, known: [Migration], without left: [String] = [],
    whenSent: @escaping @Sendable (TableSum) -> Void = { _ in }
  ) async throws -> [TableSum] {
    let steps = try await source.steps(known)
    guard !steps.isEmpty else { throw Trouble("The source holds no data of Keruen: its tables were never made.") }
    let tables = ["migration"] + steps.tables
    try await checkComplete(tables, source)
    try await checkEmpty(target)
    _ = try await target.migrate(steps, at: Outside.live.now().milliseconds)
    // The steps' own rows and dates come from the source like everything else.
    try await target.write { tx in
      for table in tables.reversed() { try tx.run(SQL(trusted: "DELETE FROM \(table)")) }
    }
    let carried = tables.filter { !left.contains($0) }
    return try await Copy(tables: carried, hash: { digest($0) }).run(from: source, to: target, whenSent: whenSent)
      + left.map { TableSum(table: $0) }
  }

  /// A table that no step names would be left behind in silence.
  private static func checkComplete(_ tables: [String], _ source: Database) async throws {
    let found = Set(try await source.read { try $0.tables() }).subtracting([BackupSeal.table])
    if let extra = found.subtracting(tables).sorted().first {
      throw Trouble("The source holds a table that is not Keruen's: \(extra). Keruen needs a database of its own.")
    }
    if let missing = Set(tables).subtracting(found).sorted().first { throw Trouble("The source lacks the table \(missing).") }
  }

  static func checkEmpty(_ target: Database) async throws {
    let filled = try await target.read { tx in
      try tx.tables().first { table in
        try table != "migration" && tx.exists(SQL(trusted: "SELECT 1 FROM \(table) LIMIT 1"))
      }
    }
    if let filled { throw Trouble("The target is not empty: \(filled) holds rows. Nothing was changed.") }
  }

  static func line(_ sum: TableSum) -> String {
    let name = sum.table + String(repeating: " ", count: max(1, 26 - sum.table.count))
    let rows = String(sum.rows)
    return "  \(name)\(String(repeating: " ", count: max(1, 9 - rows.count)))\(rows)  \(sum.text)"
  }
}

extension AuditVerdict {
  /// The heads as `keruen audit verify --head` takes them.
  var headLines: [String] {
    heads.map { "  head \($0.lane):\($0.sequence):\(hex($0.hash))" }
  }

  var breakLines: [String] {
    breaks.map { "  chain \($0.lane) was changed at entry \($0.sequence)" }
  }
}
