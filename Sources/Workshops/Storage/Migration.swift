/// One forward step of the schema. The text is written once, in the subset both engines know, with the type words of
/// `Dialect`; once it has run anywhere it never changes.
package struct Migration: Sendable {
  /// Room and running number, `applications-0001`; unique and the order within the room.
  package let name: String
  private let work: Work

  private enum Work: Sendable {
    case text(String)
    case texts(sqlite: String, postgres: String)
    case remake(Remake)
  }

  package init(_ name: String, _ text: String) {
    self.name = name
    work = .text(text)
  }

  /// A step each engine says in its own way, where one text cannot serve both.
  package init(_ name: String, sqlite: String, postgres: String) {
    self.name = name
    work = .texts(sqlite: sqlite, postgres: postgres)
  }

  /// A table with children made anew: other constraints, other columns.
  package init(_ name: String, _ remake: Remake) {
    self.name = name
    work = .remake(remake)
  }

  /// What is kept beside the name and compared at each start; the same on both engines.
  package var text: String {
    switch work {
    case .text(let text): text
    case .texts(let sqlite, let postgres): "-- sqlite\n\(sqlite)\n-- postgres\n\(postgres)"
    case .remake(let remake): remake.text
    }
  }

  fileprivate func run(in tx: Transaction) throws {
    switch work {
    case .text(let text): try tx.connection.script(Dialect.schema(text, for: tx.kind))
    case .texts(let sqlite, let postgres): try tx.connection.script(tx.kind == .sqlite ? sqlite : postgres)
    case .remake(let remake): try tx.remake(remake)
    }
  }
}

extension [Migration] {
  /// The tables there are after all of them, in the order they were made: `keruen move` copies them so, parents first.
  package var tables: [String] {
    var tables: [String] = []
    for line in flatMap({ $0.text.split(separator: "\n") }) {
      let words = line.split { $0 == " " || $0 == "(" || $0 == ";" }
      if line.hasPrefix("CREATE TABLE ") {
        tables.append(String(words[2]))
      } else if line.hasPrefix("DROP TABLE ") {
        tables.removeAll { $0 == words[2] }
      } else if line.hasPrefix("ALTER TABLE "), words.count == 6, words[3] == "RENAME", words[4] == "TO" {
        tables = tables.map { $0 == words[2] ? String(words[5]) : $0 }
      }
    }
    return tables
  }
}

extension Database {
  /// Brings the schema up to date; returns the names of the steps that ran. Throws `StorageFault.migration` when a step
  /// that ran has another text today or when the database knows steps this program does not. Several processes may ask at once.
  package func migrate(_ migrations: [Migration], at milliseconds: Int64) async throws -> [String] {
    try await reshape { tx in
      try tx.connection.script(
        Dialect.schema(
          "CREATE TABLE IF NOT EXISTS migration (\n  name TEXT NOT NULL PRIMARY KEY,\n  text TEXT NOT NULL,\n"
            + "  applied_at BIGINT NOT NULL\n);", for: tx.kind))
      let done = Set(try tx.steps(migrations).map(\.name))
      var ran: [String] = []
      for migration in migrations where !done.contains(migration.name) {
        try migration.run(in: tx)
        try tx.run(
          "INSERT INTO migration (name, text, applied_at) VALUES (\(migration.name), \(migration.text), \(milliseconds))")
        ran.append(migration.name)
      }
      return ran
    }
  }
}

extension Database {
  /// Which of these steps have run; none in a database without a schema. Throws like `migrate`.
  package func steps(_ migrations: [Migration]) async throws -> [Migration] {
    try await read { tx in try tx.tables().contains("migration") ? tx.steps(migrations) : [] }
  }
}

extension Transaction {
  fileprivate func steps(_ migrations: [Migration]) throws -> [Migration] {
    let done = Dictionary(
      uniqueKeysWithValues: try rows("SELECT name, text FROM migration ORDER BY name") {
        (try $0["name"] as String, try $0["text"] as String)
      })
    let known = Set(migrations.map(\.name))
    if let unknown = done.keys.sorted().first(where: { !known.contains($0) }) {
      throw StorageFault.migration("the database knows \(unknown), this program does not: it is older than the data")
    }
    let ran = migrations.filter { done[$0.name] != nil }
    if let changed = ran.first(where: { done[$0.name] != $0.text }) {
      throw StorageFault.migration("\(changed.name) was changed after it ran; write a new step instead")
    }
    return ran
  }
}
