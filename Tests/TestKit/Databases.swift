import Foundation
package import Storage
import StoragePostgres
package import StorageSQLite
import Synchronization

/// Databases for tests: a file each on SQLite, a database each on PostgreSQL.
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
    switch kind {
    case .sqlite:
      let file = try file()
      try FileManager.default.copyItem(atPath: try await templates.file(template, make), toPath: file)
      return Database(engine: try SQLiteEngine(path: file))
    case .postgres:
      let lending = try await templates.lending(template, make)
      return Database(
        engine: try await lending.lend {
          let name = unique("c")
          try await create("\(name) TEMPLATE \(lending.place) STRATEGY file_copy")
          return try PostgresEngine(address: try address(of: name), connections: 2)
        })
    }
  }

  package static func sqlite() throws -> SQLiteEngine { try SQLiteEngine(path: try file()) }

  /// The address of a new, empty database on the PostgreSQL server of this run. Schemas of one database would share its catalogue: what
  /// reads that reads the tables of all tests before.
  package static func freshAddress() async throws -> String {
    let name = unique("e")
    try await create(name)
    return try address(of: name)
  }

  private static let templates = Templates()
  private static let postgresAddress = ProcessInfo.processInfo.environment["KERUEN_TEST_POSTGRES"]

  private static func address() throws -> String {
    guard let postgresAddress else { throw StorageFault.connection("no PostgreSQL in this run") }
    return postgresAddress
  }

  /// The last name of a database in an address counts.
  private static func address(of database: String) throws -> String { "\(try address()) dbname=\(database)" }

  private static func unique(_ prefix: String) -> String { prefix + UUID().uuidString.lowercased().filter { $0 != "-" } }

  fileprivate static func file() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent("test.db").path
  }

  fileprivate static func emptyDatabase() async throws -> (name: String, Database) {
    let name = unique("m")
    try await create(name)
    return (name, Database(engine: try PostgresEngine(address: try address(of: name), connections: 1)))
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
    try await maker.get().write(work)
  }

  private static let maker = Result { Database(engine: try PostgresEngine(address: try address(), connections: 2)) }
}

/// Each template is filled once, by whoever asks first.
private actor Templates {
  private var files: [String: Task<String, any Error>] = [:]
  private var lendings: [String: Task<Lending, any Error>] = [:]

  /// The path of a template's file; nobody has it open.
  func file(_ name: String, _ make: @escaping @Sendable (Database) async throws -> Void) async throws -> String {
    let task =
      files[name]
      ?? Task {
        let file = try Databases.file()
        let database = Database(engine: try SQLiteEngine(path: file))
        try await make(database)
        database.close()
        return file
      }
    files[name] = task
    return try await task.value
  }

  /// Lends copies of a template on PostgreSQL; nobody is connected to it.
  func lending(_ name: String, _ make: @escaping @Sendable (Database) async throws -> Void) async throws -> Lending {
    let task =
      lendings[name]
      ?? Task {
        let (place, database) = try await Databases.emptyDatabase()
        try await make(database)
        let lending = try await Lending(place, database)
        database.close()
        return lending
      }
    lendings[name] = task
    return try await task.value
  }
}
