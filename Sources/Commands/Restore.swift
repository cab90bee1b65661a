import ArgumentParser
import Foundation
import Postbox
import Programme
import Security
import Storage
import Words

/// Puts a backup into an empty house.
struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Puts a backup into an empty data folder or PostgreSQL database.",
    discussion: """
      The command needs the master key, --key or master.key in the folder, and the newest keys file: keruen.keys beside the backup, \
      or --keys. Whoever is erased according to the keys file is erased in the restored data too, by the same steps.
      """)

  @OptionGroup var options: HouseOptions

  @Argument(help: "The backup file.")
  var file: String

  @Flag(help: "Restore although the backup's audit log was changed.")
  var withBrokenAudit = false

  @Option(help: ArgumentHelp("The keys file, if it does not lie beside the backup.", valueName: "file"))
  var keys: String?

  @Option(
    help: ArgumentHelp(
      "Where erasures newer than the keys file are written: the old data or a newer backup. Who was erased there is erased here.",
      valueName: "place"))
  var erasures: String?

  func run() async throws {
    guard try Ownership.exists(file) else { throw Trouble("\(file) is missing.") }
    try Ownership.check(options.keyPath, to: .read)
    let vault = Vault(master: try MasterKey(path: options.keyPath))
    let source = try Database.backup(file, isWritable: false)
    defer { source.close() }
    let verdict = try await check(source, vault)
    let keyFile = try await KeyFile(path: keys ?? KeyFile.folder(of: file) + "/" + KeyFile.name, vault)
    try await keyFile.check(for: source, vault)
    var erased = keyFile.erasures
    if let erasures { erased.add(try await Erasures.read(from: erasures, vault)) }
    let isNew = !options.whereabouts.exists
    let target = try options.whereabouts.openOrMake()
    defer { target.close() }
    do {
      let known = options.knownSteps()
      let sums = try await Carriage.carry(from: source, to: target, known: known) { Terminal.say(Carriage.line($0)) }
      for step in try await target.migrate(known, at: Outside.live.now().milliseconds) { Terminal.say("ran \(step)") }
      let rows = sums.reduce(0) { $0 + $1.rows }
      let (persons, letters) = try await finish(target, keyFile, erased, vault, rows: rows)
      Terminal.say(
        "Restored: \(rows) rows in \(sums.count) tables, each compared; \(verdict.entries) audit entries\(verdict.breaks.isEmpty ? ", intact" : ", and the log was changed")."
      )
      Terminal.say("\(persons) persons who were erased after the backup are erased here too.")
      Terminal.say(
        "\(letters) messages that waited in the backup are held: they may have been sent since. An administrator sends or cancels them on "
          + "the page \"What was sent\".")
      for line in verdict.headLines { Terminal.say(line) }
    } catch {
      if isNew, options.database == nil { removeDatabaseFile(options.filePath) }
      throw error
    }
  }

  /// Erasures and keys in one transaction, the last one: until it has ended nobody's data can be read, and a house that was
  /// left so does not open. Returns how many were erased since the backup, and how many letters wait for a person now.
  private func finish(
    _ target: Database, _ keyFile: KeyFile, _ erased: Erasures, _ vault: Vault, rows: Int
  ) async throws -> (persons: Int, letters: Int) {
    let house = try options.closedHouse(on: target, vault)
    let (again, letters) = try await target.write { tx in
      let again = try erased.repeated(in: tx, house)
      try keyFile.put(into: tx)
      try tx.claim(vault)
      let letters = try tx.holdPost(at: house.outside.now())
      try tx.record(.backupRestored, "backup", "rows=\(rows) held=\(letters)", by: "operator", house)
      return (again, letters)
    }
    try await target.purge()
    // Her key was never written here; what is swept is sealed with it.
    _ = try await target.sweep(again.tables, whole: [])
    return (again.persons, letters)
  }

  /// What SQLite says of a file that is none, or not whole, is no sentence for an operator.
  private static func whole<T: Sendable>(
    _ source: Database, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    do { return try await source.read(body) } catch let fault as StorageFault {
      throw Trouble("The backup is damaged or is not a backup; nothing was changed. (\(fault))")
    }
  }

  /// Before anything is written: the file is whole, made with this master key, and the audit chain holds.
  private func check(_ source: Database, _ vault: Vault) async throws -> AuditVerdict {
    let complaints = try await Self.whole(source) { tx in
      try tx.rows("SELECT integrity_check FROM pragma_integrity_check") { try $0[0] as String }.filter { $0 != "ok" }
        + tx.rows("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check") { "\(try $0[0] as String): a row points to nothing" }
    }
    guard complaints.isEmpty else {
      throw Trouble((["The backup is damaged; nothing was changed."] + complaints.prefix(10)).joined(separator: "\n"))
    }
    try await BackupSeal.check(source, vault)
    let verdict = try await source.read { try $0.verifyAudit(vault) }
    guard verdict.breaks.isEmpty || withBrokenAudit else {
      throw Trouble(
        (["The backup's audit log was changed, so nothing was restored. --with-broken-audit restores it all the same."]
          + verdict.breakLines).joined(separator: "\n"))
    }
    return verdict
  }
}
