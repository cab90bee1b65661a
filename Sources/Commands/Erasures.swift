import Foundation
import Programme
import Storage

/// Those who were erased after a backup was made: an older backup still holds their wrapped keys, so whoever restores it says
/// where the newer erasures are written.
struct Erasures: Sendable {
  private let people: [(id: String, at: Int64)]
  private let tombstones: [(kind: String, hash: [UInt8], at: Int64)]

  /// From a data folder, a PostgreSQL address or a newer backup.
  static func read(from place: String) async throws -> Erasures {
    var isFolder: ObjCBool = false
    let isFile = FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) && !isFolder.boolValue
    let database = isFile ? try Database.backup(place, isWritable: false) : try Whereabouts(place).openExisting()
    defer { database.close() }
    return try await database.read { tx in
      Erasures(
        people: try tx.rows("SELECT id, erased_at FROM person WHERE erased_at IS NOT NULL ORDER BY id") {
          (try $0["id"], try $0["erased_at"])
        },
        tombstones: try tx.rows("SELECT kind, hash, erased_at FROM tombstone ORDER BY kind, hash") {
          (try $0["kind"], try $0["hash"], try $0["erased_at"])
        })
    }
  }

  /// Destroys their keys and hashes anew; returns how many persons had come back.
  func repeated(in tx: Transaction) throws -> Int {
    var count = 0
    for person in people {
      let marked = try tx.run("UPDATE person SET erased_at = \(person.at) WHERE id = \(person.id) AND erased_at IS NULL")
      guard marked > 0 else { continue }
      count += 1
      for table in [
        "person_key", "person_hash", "person_detail", "session", "credential", "recovery_code", "invitation", "device",
      ] {
        try tx.run(SQL(trusted: "DELETE FROM \(table) WHERE person_id = ?", [person.id.bound]))
      }
    }
    for stone in tombstones {
      try tx.run(
        """
        INSERT INTO tombstone (kind, hash, erased_at) VALUES (\(stone.kind), \(stone.hash), \(stone.at))
        ON CONFLICT (kind, hash) DO NOTHING
        """)
    }
    return count
  }
}
