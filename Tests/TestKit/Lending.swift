import Foundation
import Storage
import StoragePostgres
import Synchronization

/// A template's database of this run, and the copies that came back. A copy nobody holds any more is emptied and lent again: to
/// make one costs the server more than most tests ask of it, and its connections know the schema and the statements already.
final class Lending: Sendable {
  /// The name of the template's database.
  let place: String
  private let shape: Shape
  private let waiting = Mutex<[PostgresEngine]>([])

  /// Nobody else is in the template.
  init(_ place: String, _ template: Database) async throws {
    self.place = place
    shape = try await template.read { try Shape($0) }
  }

  /// A copy as it was made, or as good as that.
  func lend(_ make: () async throws -> PostgresEngine) async throws -> any Engine {
    // The golden house is full: it costs more to fill again than to copy.
    guard shape.filled.count < 5 else { return try await make() }
    let engine = if let waiting = waiting.withLock({ $0.popLast() }) { waiting } else { try await make() }
    return Lent(engine, by: self)
  }

  /// Whoever has changed the schema, or a row that came with the copy, has it for good.
  fileprivate func take(_ engine: PostgresEngine) {
    engine.write { [shape] in
      try shape.restore($0)
    } ended: { [self] ending in
      switch ending {
      case .success: waiting.withLock { $0.append(engine) }
      case .failure: engine.close()
      }
    }
  }
}

/// Lent to one test.
private final class Lent: Engine {
  let kind = EngineKind.postgres
  private let engine: PostgresEngine
  private let lending: Lending
  private let isClosed = Atomic(false)

  init(_ engine: PostgresEngine, by lending: Lending) {
    self.engine = engine
    self.lending = lending
  }

  /// What was asked of it before is done before, on whichever connection: who asks holds the engine until it has ended.
  deinit {
    if !isClosed.load(ordering: .relaxed) { lending.take(engine) }
  }

  func read(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) { engine.read(body, ended: held(ended)) }
  func write(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) { engine.write(body, ended: held(ended)) }
  func writeAlone(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) { engine.writeAlone(body, ended: held(ended)) }
  func reshape(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) { engine.reshape(body, ended: held(ended)) }
  func purge(ended: @escaping Engine.Ending) { engine.purge(ended: held(ended)) }
  func sweep(_ tables: [String], whole: [String], ended: @escaping Engine.Ending) {
    engine.sweep(tables, whole: whole, ended: held(ended))
  }

  func close() {
    isClosed.store(true, ordering: .relaxed)
    engine.close()
  }

  private func held(_ ended: @escaping Engine.Ending) -> Engine.Ending {
    { ending in withExtendedLifetime(self) { ended(ending) } }
  }
}

/// What tells whether a copy is as its template was.
private struct Shape: Sendable {
  /// A row that is written carries the number of a transaction no row had before, and a row that goes takes its own away.
  private static let catalogue: SQL =
    SQL(
      trusted: "SELECT "
        + [
          "class", "attribute", "attrdef", "constraint", "index", "trigger", "type", "namespace", "statistic", "sequence",
          "rewrite",
          "policy", "inherits", "extension", "description",
        ].map { "(SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM pg_\($0))" }
        .joined(separator: " || ' ' || ")
        + " || (SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM pg_proc WHERE oid >= 16384)")

  private let schema: String
  private let empty: [String]
  /// Tables with rows, and what stands for the rows.
  let filled: [(table: String, rows: String)]

  init(_ tx: Transaction) throws {
    schema = try tx.value(Self.catalogue) ?? ""
    let tables: [String] = try tx.rows(
      "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY relname"
    ) { try $0[0] }
    let rows = try tables.map { (table: $0, rows: try Self.rows(of: $0, tx)) }
    empty = rows.filter { $0.rows == "0 0" }.map(\.table)
    filled = rows.filter { $0.rows != "0 0" }
  }

  private static func rows(of table: String, _ tx: Transaction) throws -> String {
    try tx.value(SQL(trusted: "SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM \(table)")) ?? ""
  }

  struct Changed: Error {}

  /// Takes all rows out that the template has not. Throws `Changed` where more than that would have to be done.
  func restore(_ tx: Transaction) throws {
    guard try tx.value(Self.catalogue) == schema else { throw Changed() }
    for (table, rows) in filled {
      guard try Self.rows(of: table, tx) == rows else { throw Changed() }
    }
    let holding: [String] = try tx.rows(
      SQL(trusted: empty.map { "SELECT '\($0)' WHERE EXISTS (SELECT 1 FROM \($0))" }.joined(separator: " UNION ALL "))
    ) { try $0[0] }
    // Neither references nor the triggers that guard the log are asked.
    try tx.connection.script(
      (["SET LOCAL session_replication_role = replica"] + holding.map { "DELETE FROM \($0)" }).joined(separator: ";"))
  }
}
