import Synchronization

/// The two engines.
package enum EngineKind: String, Sendable, CaseIterable {
  case sqlite, postgres
}

/// What an engine does: runs a body inside one serialisable transaction, on a thread of its own, and says how it ended
/// when the outcome is on disk.
package protocol Engine: Sendable {
  var kind: EngineKind { get }
  func read(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending)
  func write(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending)
  /// A write that no other process is in at the same time, and that sees all that those before it left.
  func writeAlone(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending)
  /// The same for steps of the schema: references are checked once, when the body has ended, and not at each statement.
  func reshape(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending)
  /// Overwrites what the engine still holds of rows that are gone, as far as that takes a moment.
  func purge(ended: @escaping Engine.Ending)
  /// The rest of it, outside any transaction; `whole` are rewritten.
  func sweep(_ tables: [String], whole: [String], ended: @escaping Engine.Ending)
  func close()
}

extension Engine {
  package typealias Body = @Sendable (Transaction) throws -> Void
  package typealias Ending = @Sendable (Result<Void, any Error>) -> Void

  /// SQLite has one writer, which locks the file before it reads.
  package func writeAlone(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) { write(body, ended: ended) }

  /// PostgreSQL takes a table's children off it and puts them back by statements of their own.
  package func reshape(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) { writeAlone(body, ended: ended) }
}

/// The database, whichever engine keeps it.
///
/// Both methods promise the same on both engines: the body sees and leaves a state as if it ran alone
/// (serialisable); a write that returned is on disk; a body that throws leaves nothing behind. A body may run more
/// than once (PostgreSQL resolves conflicts by repeating), so it changes nothing but the database.
package final class Database: Sendable {
  private let engine: any Engine
  private let count = Atomic<Int>(0)
  private let writeCount = Atomic<Int>(0)

  package init(engine: any Engine) {
    self.engine = engine
  }

  package var kind: EngineKind { engine.kind }

  /// How many statements ran since the start: tests hold pages to an exact number.
  package var statements: Int { count.load(ordering: .relaxed) }

  /// How many transactions that may write were begun since the start: each that does costs the disk a wait.
  package var writes: Int { writeCount.load(ordering: .relaxed) }

  package func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await run(engine.read, body)
  }

  package func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    writeCount.add(1, ordering: .relaxed)
    return try await run(engine.write, body)
  }

  /// Like `write`, but one at a time over all processes that share the database: for what happens once, as a step of the schema does.
  package func writeAlone<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    writeCount.add(1, ordering: .relaxed)
    return try await run(engine.writeAlone, body)
  }

  func reshape<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await run(engine.reshape, body)
  }

  /// After a key was destroyed: on SQLite no byte of the deleted row is left in the file or its log when this returns. On
  /// PostgreSQL this returns at once, and `sweep` does it.
  package func purge() async throws {
    try await withCheckedThrowingContinuation { continuation in
      engine.purge { continuation.resume(with: $0) }
    }
  }

  /// After rows were deleted, and never while somebody waits for an answer. On PostgreSQL the dead rows of `tables` go (VACUUM), and
  /// those of `whole`, which are small, are rewritten (VACUUM FULL): VACUUM alone frees a row's bytes and leaves them in the
  /// page. False when somebody may still see a dead row of `whole`: try again later. SQLite has nothing left after `purge`.
  package func sweep(_ tables: [String], whole: [String]) async throws -> Bool {
    guard kind == .postgres else { return true }
    try await withCheckedThrowingContinuation { continuation in
      engine.sweep(tables, whole: []) { continuation.resume(with: $0) }
    }
    let dead = try await read { tx in
      try tx.value(
        """
        SELECT COALESCE(sum(n_dead_tup), 0)::bigint FROM pg_stat_user_tables
        WHERE schemaname = current_schema() AND relname IN (\(list: whole))
        """, as: Int.self) ?? 0
    }
    guard dead == 0 else { return false }
    try await withCheckedThrowingContinuation { continuation in
      engine.sweep([], whole: whole) { continuation.resume(with: $0) }
    }
    return true
  }

  package func close() {
    engine.close()
  }

  private func run<T: Sendable>(
    _ method: (@escaping Engine.Body, @escaping Engine.Ending) -> Void,
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    let result = Outcome<T>()
    return try await withCheckedThrowingContinuation { continuation in
      method(
        { [self] transaction in
          let before = transaction.statements
          defer { count.add(transaction.statements - before, ordering: .relaxed) }
          let value = try body(transaction)
          result.value.withLock { $0 = value }
        },
        { ending in
          switch ending {
          case .failure(let error): continuation.resume(throwing: error)
          case .success:
            if let value = result.value.withLock({ $0 }) {
              continuation.resume(returning: value)
            } else {
              continuation.resume(throwing: StorageFault.connection("the transaction ended without a result"))
            }
          }
        })
    }
  }
}

/// Where a body leaves its value until the commit is on disk.
private final class Outcome<T: Sendable>: Sendable {
  let value = Mutex<T?>(nil)
}
