import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import Words

/// Where a house's data are: a folder, or a PostgreSQL database.
enum Whereabouts: CustomStringConvertible {
  case folder(String)
  case postgres(String)

  /// `postgres://…`, or libpq's `host=… dbname=…`; anything else is a folder.
  init(_ text: String) {
    let isAddress =
      text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") || text.contains("dbname=")
      || text.hasPrefix("host=") || text.hasPrefix("service=")
    self = isAddress ? .postgres(text) : .folder(text)
  }

  /// Never shows a password that stands in an address.
  var description: String {
    switch self {
    case .folder(let path): path
    case .postgres: "the PostgreSQL database"
    }
  }

  /// Where the master key lies unless --key says otherwise.
  var keyInFolder: String? {
    if case .folder(let path) = self { path + "/master.key" } else { nil }
  }

  /// The database file of a folder.
  static func file(in folder: String) -> String { folder + "/keruen.db" }

  /// Throws when there is none yet: a command that looks at a house does not make one.
  func openExisting() throws -> Database {
    switch self {
    case .postgres(let address): return Database(engine: try PostgresEngine(address: address))
    case .folder(let path):
      let file = Self.file(in: path)
      guard try Ownership.exists(file) else {
        throw Trouble(.noDatabase(path))
      }
      return try Self.sqlite(file)
    }
  }

  func openOrMake() throws -> Database {
    guard case .folder(let path) = self else { return try openExisting() }
    try Ownership.check(path, to: .write)
    try Ownership.makeFolder(path)
    return try Self.sqlite(Self.file(in: path))
  }

  /// SQLite writes beside the file also when a house is only looked at.
  private static func sqlite(_ file: String) throws -> Database {
    for ending in ["", "-wal", "-shm"] { try Ownership.check(file + ending, to: .write) }
    do { return Database(engine: try SQLiteEngine(path: file)) } catch let fault as StorageFault {
      throw Trouble(.databaseClosed(file, "\(fault)"))
    }
  }

  /// Whether there is a database file, or a server's database, to find rows in.
  var exists: Bool {
    guard case .folder(let path) = self else { return true }
    return FileManager.default.fileExists(atPath: Self.file(in: path))
  }
}

extension Database {
  /// A backup or a keys file: one file.
  static func backup(_ path: String, isWritable: Bool, is what: String = "backup") throws -> Database {
    try Ownership.check(path, to: isWritable ? .write : .read)
    do { return Database(engine: try SQLiteFile(path: path, isWritable: isWritable)) } catch let fault as StorageFault {
      throw Trouble("The \(what) is damaged or is not a \(what): \(path) (\(fault)). Nothing was changed.")
    }
  }
}

extension Phrase {
  fileprivate static func noDatabase(_ path: String) -> Phrase {
    Phrase(
      kk: "\(path) қалтасында дерекқор жоқ. Қалтаны --data, ал мекенжайды --database арқылы көрсетіңіз.",
      ru: "В папке \(path) нет базы данных. Назовите папку через --data или адрес через --database.",
      en: "There is no database in \(path). Name the folder with --data, or the address with --database.")
  }
  fileprivate static func databaseClosed(_ file: String, _ fault: String) -> Phrase {
    Phrase(
      kk: "\(file) ашылмады: \(fault).", ru: "\(file) не открывается: \(fault).", en: "\(file) cannot be opened: \(fault).")
  }
}

/// The file and what SQLite keeps beside it while it is open.
func removeDatabaseFile(_ path: String) {
  for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
}
