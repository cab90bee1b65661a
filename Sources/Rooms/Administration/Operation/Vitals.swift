import Foundation
import Postbox
import Programme
import Storage
import Words

/// How the house is: sizes and counts, never a word about a person.
struct Vitals: Sendable {
  let engine: EngineKind
  /// Bytes of the database, its log left out.
  let size: Int64
  let tables: [(name: String, rows: Int)]
  let post: [PostState: Int]
  let sessions: Int
  let lastBackup: Moment?

  static func take(_ house: House) async throws -> Vitals {
    let now = house.outside.now()
    let names = (ProgrammeMigrations.all + PostboxMigrations.all + house.rooms.flatMap(\.migrations)).tables
    return try await house.database.read { tx in
      Vitals(
        engine: tx.kind, size: try tx.databaseSize(),
        tables: try names.map { name in (name, try tx.value(SQL(trusted: "SELECT count(*) FROM \(name)")) ?? 0) },
        post: try tx.postCounts(),
        sessions: try tx.value("SELECT count(*) FROM session WHERE expires_at > \(now)") ?? 0,
        lastBackup: try tx.value("SELECT at FROM audit WHERE act = \(AuditAct.backupMade.word) ORDER BY at DESC LIMIT 1"))
    }
  }

  /// Resident memory of this process in bytes; nil where the system does not say.
  static var resident: Int64? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let fields = text.split(separator: " ")
    return fields.count > 1 ? Int64(fields[1]).map { $0 * Int64(sysconf(Int32(_SC_PAGESIZE))) } : nil
  }
}

extension Transaction {
  /// Bytes that are free where the database file lies; nil where the database is another machine's.
  func freeSpace() throws -> Int64? {
    guard kind == .sqlite, let path: String = try value("SELECT file FROM pragma_database_list WHERE name = 'main'") else {
      return nil
    }
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
  }

  fileprivate func databaseSize() throws -> Int64 {
    switch kind {
    case .sqlite:
      let (pages, size): (Int64, Int64) = (try value("PRAGMA page_count") ?? 0, try value("PRAGMA page_size") ?? 0)
      return pages * size
    case .postgres: return try value("SELECT pg_database_size(current_database())") ?? 0
    }
  }
}
