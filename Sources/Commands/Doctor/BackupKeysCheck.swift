import Programme
import Storage

/// Whether erasures reach the keys file beside the backups.
struct BackupKeysCheck: Sendable {
  /// As `--backups` says.
  let folder: String?
  let database: Database
  /// Nil when the master key cannot be read or is not this house's, which another check says.
  let vault: Vault?

  func finding() async -> Finding {
    let what = "keys file"
    guard let folder else {
      return .look(
        what, "no --backups: an erasure reaches older backups only with the next `keruen backup`",
        "name the folder of the backups to `keruen serve` and to this command: --backups /backup")
    }
    guard let vault else { return .fine(what, "not checked") }
    let mend = "`keruen backup-keys \(folder)`; move a damaged file away first"
    do {
      try KeyFile.checkOwner(of: folder)
      let file = try await KeyFile(path: folder + "/" + KeyFile.name, vault)
      guard try await KeyFile.knowsAllErased(database, in: folder) else {
        return .wrong(what, "it still holds the key of somebody who was erased", mend)
      }
      return .fine(what, "\(file.keys.count) persons' keys, as new as the last erasure")
    } catch let wrong as WrongUser {
      return .wrong(what, wrong.says, wrong.mend)
    } catch {
      return .wrong(what, "\(error)", mend)
    }
  }
}
