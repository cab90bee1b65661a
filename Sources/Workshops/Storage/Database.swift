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
  /// Overwrites what the engine still holds of rows that are gone.
  func purge(ended: @escaping Engine.Ending)
  func close()
}

extension Engine {
  package typealias Body = @Sendable (Transaction) throws -> Void
  package typealias Ending = @Sendable (Result<Void, any Error>) -> Void
}

/// The database, whichever engine keeps it.
///
/// Both methods promise the same on both engines: the body sees and leaves a state as if it ran alone
/// (serialisable); a write that returned is on disk; a body that throws leaves nothing behind. A body may run more
/// than once (PostgreSQL resolves conflicts by repeating), so it changes nothing but the database.
package final class Database: Sendable {
  private let engine: any Engine
  private let count = Atomic<Int>(0)

  package init(engine: any Engine) {
    self.engine = engine
  }

  package var kind: EngineKind { engine.kind }

  /// How many statements ran since the start: tests hold pages to an exact number.
  package var statements: Int { count.load(ordering: .relaxed) }

  package func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await run(engine.read, body)
  }

  package func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await run(engine.write, body)
  }

  /// After a key was destroyed: on SQLite no byte of the deleted row is left in the file or its log when this returns. On
  /// PostgreSQL dead rows go with its own vacuum, and this returns at once.
  package func purge() async throws {
    try await withCheckedThrowingContinuation { continuation in
      engine.purge { continuation.resume(with: $0) }
    }
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
