import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// Where a house's data are: a folder, or a PostgreSQL database.
enum Whereabouts: CustomStringConvertible {
  case folder(String)
  case postgres(String)

  /// `postgres://…`, or libpq's `host=… dbname=…`; anything else is a folder.
  init(_ text: String) {
    let isAddress = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") || text.contains("dbname=")
    self = isAddress ? .postgres(text) : .folder(text)
  }

  /// Never shows a password that stands in an address.
  var description: String {
    switch self {
    case .folder(let path): path
    case .postgres: "the PostgreSQL database"
    }
  }

  /// The database file of a folder.
  static func file(in folder: String) -> String { folder + "/keruen.db" }

  /// Throws when there is none yet: a command that looks at a house does not make one.
  func openExisting() throws -> Database {
    switch self {
    case .postgres(let address): return Database(engine: try PostgresEngine(address: address))
    case .folder(let path):
      let file = Self.file(in: path)
      guard FileManager.default.fileExists(atPath: file) else {
        throw Trouble("There is no database in \(path). Name the folder with --data, or the address with --database.")
      }
      return Database(engine: try SQLiteEngine(path: file))
    }
  }

  func openOrMake() throws -> Database {
    if case .folder(let path) = self {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      return Database(engine: try SQLiteEngine(path: Self.file(in: path)))
    }
    return try openExisting()
  }

  /// Whether there is a database file, or a server's database, to find rows in.
  var exists: Bool {
    guard case .folder(let path) = self else { return true }
    return FileManager.default.fileExists(atPath: Self.file(in: path))
  }
}

extension Database {
  /// A backup: one file.
  static func backup(_ path: String, isWritable: Bool) throws -> Database {
    Database(engine: try SQLiteFile(path: path, isWritable: isWritable))
  }
}

/// The file and what SQLite keeps beside it while it is open.
func removeDatabaseFile(_ path: String) {
  for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
}
