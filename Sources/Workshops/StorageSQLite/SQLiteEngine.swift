import Dispatch
import Foundation
import GRDB
package import Storage
import Synchronization

/// The embedded database: one file, write-ahead log, synchronous=FULL, several readers and one writer that commits the
/// writes that wait as one group, so that a hundred waiting saves cost one flush of the disk.
package final class SQLiteEngine: Engine {
  package let kind = EngineKind.sqlite
  private let pool: DatabasePool
  private let reads = JobQueue<Pending>()
  private let readers = DispatchGroup()
  private let waiting = Mutex<[Pending]>([])

  private struct Pending: Sendable {
    let body: Engine.Body
    let ended: Engine.Ending
  }

  /// Opens or creates the file. `readers` is how many reads run at once.
  package init(path: String, readers count: Int = 4) throws {
    var configuration = Configuration()
    configuration.maximumReaderCount = 1
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      try db.execute(
        sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000")
    }
    pool = try Self.opened(path, configuration)
    // Opening a pool sets NORMAL, which may lose the last commits with the power: an acknowledged answer may not be lost.
    try SQLiteFault.translated {
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    }
    configuration.readonly = true
    for _ in 0..<count { try startReader(path, configuration) }
  }

  /// The threads hold the queue, not the engine: without this an engine nobody needs any more would keep its file open.
  deinit {
    reads.close()
  }

  /// A thread with a connection of its own: readers that share the pool's wait for its locks more than for the database.
  private func startReader(_ path: String, _ configuration: Configuration) throws {
    let queue = try SQLiteFault.translated { try DatabaseQueue(path: path, configuration: configuration) }
    readers.enter()
    let thread = Thread { [reads, readers] in
      while let job = reads.next() { job.ended(Result { try queue.inDatabase { try Self.read(job, $0) } }) }
      try? queue.close()
      readers.leave()
    }
    thread.name = "sqlite"
    thread.stackSize = 4 << 20
    thread.start()
  }

  private static func read(_ job: Pending, _ db: GRDB.Database) throws {
    try SQLiteFault.translated {
      try db.cachedStatement(sql: "BEGIN DEFERRED").execute()
      defer {
        try? db.cachedStatement(sql: "COMMIT").execute()
        if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
      }
      try job.body(Transaction(connection: SQLiteConnection(db), lane: 0))
    }
  }

  /// Two processes that open one new file at the same moment both turn it to the write-ahead log, and SQLite tells one of them
  /// that it is busy without waiting for it.
  private static func opened(_ path: String, _ configuration: Configuration) throws -> DatabasePool {
    let end = ContinuousClock.now + .seconds(10)
    while true {
      do {
        return try SQLiteFault.translated { try DatabasePool(path: path, configuration: configuration) }
      } catch StorageFault.contention where ContinuousClock.now < end {
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }

  package func read(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) {
    if !reads.append(Pending(body: body, ended: ended)) {
      ended(.failure(StorageFault.connection("the database is closed")))
    }
  }

  package func write(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) {
    let first = waiting.withLock { waiting in
      waiting.append(Pending(body: body, ended: ended))
      return waiting.count == 1
    }
    // Only the write that found the queue empty asks for the writer; those that come until it runs join its group.
    if first { pool.asyncWriteWithoutTransaction { [self] in commitGroup($0) } }
  }

  /// SQLite cannot make a table anew while its children point to it, so the references rest until the body has ended; a
  /// transaction that changed the schema is then checked whole, as SQLite's manual asks (lang_altertable, 7).
  package func reshape(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) {
    pool.asyncWriteWithoutTransaction { db in
      ended(
        Result {
          try SQLiteFault.translated {
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
            do {
              try db.execute(sql: "BEGIN IMMEDIATE")
              let before = try Int.fetchOne(db, sql: "PRAGMA schema_version")
              try body(Transaction(connection: SQLiteConnection(db), lane: 0))
              if try Int.fetchOne(db, sql: "PRAGMA schema_version") != before { try Self.checkReferences(db) }
              try db.execute(sql: "COMMIT")
            } catch {
              if db.isInsideTransaction { try db.execute(sql: "ROLLBACK") }
              throw error
            }
          }
        })
    }
  }

  private static func checkReferences(_ db: GRDB.Database) throws {
    guard let broken = try GRDB.Row.fetchOne(db, sql: "PRAGMA foreign_key_check") else { return }
    throw StorageFault.foreignKey("\(broken["table"] as String? ?? "") -> \(broken["parent"] as String? ?? "")")
  }

  /// secure_delete has overwritten the row in its page; the log still holds the page as it was until it is emptied.
  package func purge(ended: @escaping Engine.Ending) {
    pool.asyncWriteWithoutTransaction { db in
      ended(Result { try SQLiteFault.translated { _ = try db.checkpoint(.truncate) } })
    }
  }

  /// secure_delete leaves nothing to sweep.
  package func sweep(_ tables: [String], whole: [String], ended: @escaping Engine.Ending) { ended(.success(())) }

  /// Empties the log into the file, so that the file alone is the database. Neither step may fail for the data's sake: what
  /// is still in the log is read from there at the next start.
  package func close() {
    reads.close()
    _ = readers.wait(timeout: .now() + 10)
    _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try? pool.close()
  }

  /// The writes that wait, each in a savepoint of one transaction. A body that throws undoes itself alone; when the
  /// commit fails, all fail. One write alone needs no savepoint, and a long one is slow in it: SQLite keeps each page's
  /// earlier state for the savepoint and walks over all of them after each statement of several rows.
  private func commitGroup(_ db: GRDB.Database) {
    let group = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    if group.count == 1 { return commit(group[0], db) }
    var results: [Result<Void, any Error>] = []
    results.reserveCapacity(group.count)
    do {
      try SQLiteFault.translated {
        try db.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
        for pending in group { results.append(attempt(pending, db)) }
        try db.cachedStatement(sql: "COMMIT").execute()
      }
    } catch {
      if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
      for pending in group { pending.ended(.failure(error)) }
      return
    }
    for (pending, result) in zip(group, results) { pending.ended(result) }
  }

  private func commit(_ pending: Pending, _ db: GRDB.Database) {
    pending.ended(
      Result {
        try SQLiteFault.translated {
          do {
            try db.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
            try pending.body(Transaction(connection: SQLiteConnection(db), lane: 0))
            try db.cachedStatement(sql: "COMMIT").execute()
          } catch {
            if db.isInsideTransaction { try db.execute(sql: "ROLLBACK") }
            throw error
          }
        }
      })
  }

  private func attempt(_ pending: Pending, _ db: GRDB.Database) -> Result<Void, any Error> {
    Result {
      try db.cachedStatement(sql: "SAVEPOINT one").execute()
      do {
        try SQLiteFault.translated { try pending.body(Transaction(connection: SQLiteConnection(db), lane: 0)) }
      } catch {
        try db.execute(sql: "ROLLBACK TO one; RELEASE one")
        throw error
      }
      try db.cachedStatement(sql: "RELEASE one").execute()
    }
  }
}
