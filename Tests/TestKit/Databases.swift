import Foundation
package import Storage
import StoragePostgres
package import StorageSQLite
import Synchronization

/// Lends databases: a file each on SQLite, a schema or a database each on PostgreSQL.
package enum Databases {
  /// The engines this run can reach: PostgreSQL where bin/test started a cluster.
  package static let engines: [EngineKind] = postgresAddress == nil ? [.sqlite] : EngineKind.allCases

  /// An empty one.
  package static func fresh(_ kind: EngineKind, connections: Int = 2) async throws -> Database {
    switch kind {
    case .sqlite: return Database(engine: try sqlite())
    case .postgres: return Database(engine: try PostgresEngine(address: try await freshAddress(), connections: connections))
    }
  }

  /// A copy of a database that `make` fills once in a run. Sixty tables cost a test more than all it does with them.
  package static func copy(
    of template: String, _ kind: EngineKind, make: @escaping @Sendable (Database) async throws -> Void
  ) async throws -> Database {
    let place = try await templates.place(template, kind, make)
    switch kind {
    case .sqlite:
      let file = try file()
      try FileManager.default.copyItem(atPath: place, toPath: file)
      return Database(engine: try SQLiteEngine(path: file))
    case .postgres:
      let name = unique("c")
      try await create("\(name) TEMPLATE \(place) STRATEGY file_copy")
      return Database(engine: try PostgresEngine(address: "\(try address()) dbname=\(name)", connections: 2))
    }
  }

  package static func sqlite() throws -> SQLiteEngine { try SQLiteEngine(path: try file()) }

  /// The address of a new, empty schema on the PostgreSQL server of this run.
  package static func freshAddress() async throws -> String {
    let schema = unique("t")
    try await ask { try $0.connection.script("CREATE SCHEMA \(schema)") }
    return "\(try address()) options='-csearch_path=\(schema)'"
  }

  private static let templates = Templates()
  private static let postgresAddress = ProcessInfo.processInfo.environment["KERUEN_TEST_POSTGRES"]

  private static func address() throws -> String {
    guard let postgresAddress else { throw StorageFault.connection("no PostgreSQL in this run") }
    return postgresAddress
  }

  private static func unique(_ prefix: String) -> String { prefix + UUID().uuidString.lowercased().filter { $0 != "-" } }

  fileprivate static func file() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent("test.db").path
  }

  fileprivate static func emptyDatabase() async throws -> (name: String, Database) {
    let name = unique("m")
    try await create(name)
    return (name, Database(engine: try PostgresEngine(address: "\(try address()) dbname=\(name)", connections: 1)))
  }

  /// CREATE DATABASE runs in no transaction, and the engine has one around everything.
  private static func create(_ what: String) async throws {
    try await ask {
      try $0.connection.script("COMMIT")
      try $0.connection.script("CREATE DATABASE \(what)")
      try $0.connection.script("BEGIN")
    }
  }

  private static func ask(_ work: @escaping @Sendable (Transaction) throws -> Void) async throws {
    let maker = Database(engine: try PostgresEngine(address: try address(), connections: 1))
    defer { maker.close() }
    try await maker.write(work)
  }
}

/// Each template is filled once, by whoever asks first.
private actor Templates {
  private struct Key: Hashable {
    let name: String
    let kind: EngineKind
  }

  private var made: [Key: Task<String, any Error>] = [:]

  /// The path of its file, or the name of its database; nobody is connected to it.
  func place(
    _ name: String, _ kind: EngineKind, _ make: @escaping @Sendable (Database) async throws -> Void
  ) async throws -> String {
    let key = Key(name: name, kind: kind)
    let task =
      made[key]
      ?? Task {
        switch kind {
        case .sqlite:
          let file = try Databases.file()
          let database = Database(engine: try SQLiteEngine(path: file))
          try await make(database)
          database.close()
          return file
        case .postgres:
          let (place, database) = try await Databases.emptyDatabase()
          try await make(database)
          database.close()
          return place
        }
      }
    made[key] = task
    return try await task.value
  }
}
