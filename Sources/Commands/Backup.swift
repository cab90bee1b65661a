import ArgumentParser
import Foundation
import Programme
import Security
import Storage
import Words

/// Writes the whole house into one file, whichever engine keeps it, while it runs.
struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copies all data into one SQLite file, as they were at one moment; the server may go on working.",
    discussion: """
      The copy is read back and compared before the command reports success, and sealed so that a change in it is seen. Names and files in \
      it are encrypted. The keys of the persons are not in it but in keruen.keys beside it, one file for all backups of the folder, which \
      is replaced each time, so that erasing somebody reaches all backups. Nobody can read either without the master key: keep a copy \
      of that in another place.
      """)

  @OptionGroup var options: HouseOptions

  @Argument(help: "The file to write; a file that exists is never overwritten.")
  var file: String

  func run() async throws {
    let (source, vault) = try await options.opened()
    defer { source.close() }
    try KeyFile.checkOwner(of: KeyFile.folder(of: file))
    try claimFile(file)
    let sums: [TableSum]
    let verdict: AuditVerdict
    do {
      (sums, verdict) = try await write(source, vault)
      // After the copy, so that it knows everybody in it.
      let keys = try await KeyFile.renew(in: KeyFile.folder(of: file), from: source, vault)
      let copy = try Database.backup(file, isWritable: false)
      defer { copy.close() }
      try await keys.check(for: copy, vault)
    } catch {
      removeDatabaseFile(file)
      throw error
    }
    let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
    let rows = sums.reduce(0) { $0 + $1.rows }
    try await source.write { tx in
      try tx.record(
        .backupMade, "backup", "bytes=\(size) rows=\(rows)", by: "operator", at: Outside.live.now(), vault)
    }
    Terminal.say("Backup: \(file), \(size) bytes, \(rows) rows in \(sums.count) tables")
    for table in ["person", "application", "file", "audit"] {
      if let sum = sums.first(where: { $0.table == table }) { Terminal.say(Carriage.line(sum)) }
    }
    Terminal.say("Audit log: \(verdict.entries) entries. Write these heads down in another place than the backup:")
    for line in verdict.headLines { Terminal.say(line) }
    guard verdict.breaks.isEmpty else {
      throw Trouble(
        (["The backup was made, but the audit log in it was changed."] + verdict.breakLines).joined(separator: "\n"))
    }
  }

  private func write(_ source: Database, _ vault: Vault) async throws -> ([TableSum], AuditVerdict) {
    let target = try Database.backup(file, isWritable: true)
    defer { target.close() }
    let sums = try await Carriage.carry(from: source, to: target, known: options.knownSteps(), without: KeyFile.tables)
    try await target.write { try BackupSeal(sums, vault).write(to: $0) }
    return (sums, try await target.read { try $0.verifyAudit(vault) })
  }
}

/// Makes the keys file of a folder anew without a backup: after erasures, or when it was lost.
struct BackupKeys: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup-keys",
    abstract: "Writes the keys file beside the backups again, without the keys of those who were erased since.",
    discussion: "`keruen backup` does the same, and a server with --backups does it within a minute after each erasure.")

  @OptionGroup var options: HouseOptions

  @Argument(help: "The folder of the backups.")
  var folder: String

  func run() async throws {
    let (source, vault) = try await options.opened()
    defer { source.close() }
    let file = try await KeyFile.renew(in: folder, from: source, vault)
    Terminal.say("\(folder)/\(KeyFile.name): the keys of \(file.keys.count) persons; \(file.erasures.people.count) are erased.")
  }
}

/// Makes a file for its owner alone before a byte of anybody is in it.
func claimFile(_ path: String) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else {
    throw Trouble(
      errno == EEXIST
        ? "\(path) exists already and is not overwritten." : "\(path) cannot be made: \(String(cString: strerror(errno)))")
  }
  close(descriptor)
}
