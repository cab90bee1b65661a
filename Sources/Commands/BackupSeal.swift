import Programme
import Security
import Storage

/// What a backup or a keys file says of itself: the sums of its tables, sealed with a key that is not in it. SQLite has no checksums of its
/// own, so without this a flipped bit in a row, or a changed one, would come back unseen.
struct BackupSeal: Sendable {
  static let table = "backup_seal"

  let sums: String
  let seal: [UInt8]

  init(_ sums: [TableSum], _ vault: Vault) {
    self.sums = sums.map { $0.line + "\n" }.sorted().joined()
    seal = vault.hash(secret: self.sums, for: "backup")
  }

  func write(to tx: Transaction) throws {
    try tx.connection.script("CREATE TABLE \(Self.table) (sums TEXT NOT NULL, seal BLOB NOT NULL) STRICT")
    try tx.run("INSERT INTO backup_seal (sums, seal) VALUES (\(sums), \(seal))")
  }

  /// Throws when the file is no backup of ours or any row in it is another one than was written.
  static func check(_ backup: Database, _ vault: Vault, is what: String = "backup") async throws {
    try await backup.read { tx in
      let tables = try tx.tables()
      guard tables.contains(table), let seal: [UInt8] = try tx.value("SELECT seal FROM backup_seal") else {
        throw Trouble("The file is not a \(what) made by Keruen; nothing was changed.")
      }
      let sums = try tables.filter { $0 != table }.map { try tx.sum($0, { digest($0) }) }
      guard constantTimeEqual(BackupSeal(sums, vault).seal, seal) else {
        throw Trouble(
          "The \(what) is not as this master key sealed it: it is damaged, was changed or is another installation's. Nothing was done."
        )
      }
    }
  }
}
