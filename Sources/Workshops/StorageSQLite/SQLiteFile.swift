import GRDB
package import Storage

/// A database that is one file at rest, as a backup is: one connection, a rollback journal, nothing beside it afterwards.
package final class SQLiteFile: Engine {
  package let kind = EngineKind.sqlite
  private let queue: DatabaseQueue

  /// Reading changes no byte of the file, so it may lie where nothing can be written.
  package init(path: String, isWritable: Bool) throws {
    var configuration = Configuration()
    configuration.readonly = !isWritable
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      if isWritable { try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL") }
    }
    queue = try SQLiteFault.translated { try DatabaseQueue(path: path, configuration: configuration) }
  }

  package func read(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) {
    queue.asyncRead { result in
      ended(
        Result {
          try SQLiteFault.translated {
            try body(Transaction(connection: SQLiteConnection(try result.get()), lane: 0))
          }
        })
    }
  }

  package func write(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) {
    queue.asyncWriteWithoutTransaction { db in
      ended(
        Result {
          try SQLiteFault.translated {
            try db.inTransaction(.immediate) {
              try body(Transaction(connection: SQLiteConnection(db), lane: 0))
              return .commit
            }
          }
        })
    }
  }

  /// There is no log beside the file.
  package func purge(ended: @escaping Engine.Ending) { ended(.success(())) }

  /// secure_delete leaves nothing to sweep.
  package func sweep(_ tables: [String], whole: [String], ended: @escaping Engine.Ending) { ended(.success(())) }

  /// A file that was only read needs no closing; one that was written is on disk since its last commit.
  package func close() {
    try? queue.close()
  }
}
