import Foundation
package import Storage
import StoragePostgres
package import StorageSQLite
import Synchronization

/// Lends fresh, empty databases: a file each on SQLite, a schema each on PostgreSQL.
package enum Databases {
  /// The engines this run can reach: PostgreSQL where bin/test started a cluster.
  package static let engines: [EngineKind] = postgresAddress == nil ? [.sqlite] : EngineKind.allCases

  package static func fresh(_ kind: EngineKind, connections: Int = 2) async throws -> Database {
    switch kind {
    case .sqlite: return Database(engine: try sqlite())
    case .postgres: return Database(engine: try PostgresEngine(address: try await freshAddress(), connections: connections))
    }
  }

  package static func sqlite() throws -> SQLiteEngine {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try SQLiteEngine(path: folder.appendingPathComponent("test.db").path)
  }

  /// The address of a new, empty schema on the PostgreSQL server of this run.
  package static func freshAddress() async throws -> String {
    guard let address = postgresAddress else { throw StorageFault.connection("no PostgreSQL in this run") }
    let schema = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
    let maker = Database(engine: try PostgresEngine(address: address, connections: 1))
    defer { maker.close() }
    try await maker.write { try $0.connection.script("CREATE SCHEMA \(schema)") }
    return "\(address) options='-csearch_path=\(schema)'"
  }

  private static let postgresAddress = ProcessInfo.processInfo.environment["KERUEN_TEST_POSTGRES"]
}
