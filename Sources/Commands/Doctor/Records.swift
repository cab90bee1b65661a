import Postbox
import Programme
import Security
import Storage
import Words

/// The checks of the database and what is in it.
struct Records: Sendable {
  let database: Database
  /// Nil when the key cannot be read, which another check says.
  let vault: Vault?
  let key: HouseKey
  let now: Moment

  private static let day: Int64 = 86_400_000
  private static let hour: Int64 = 3_600_000

  func findings() async -> [Finding] {
    var findings = [await asked("engine", engine), await asked("durability", durability)]
    let schema = await asked("schema", schema)
    findings.append(schema)
    guard !schema.isWrong else { return findings }
    if vault != nil {
      let opens = await asked("key and data", keyOpens)
      findings.append(opens)
      // With a wrong key every entry looks changed.
      findings.append(
        opens.isWrong
          ? .look("audit log", "not checked", "it can be checked only with the right key")
          : await asked("audit log", audit))
    }
    findings.append(await asked("time", time))
    findings.append(await asked("backup", backup))
    findings.append(await asked("outbox", outbox))
    findings.append(await asked("clearance", ClearanceCheck(database: database, now: now).finding))
    return findings
  }

  private func asked(_ what: String, _ check: () async throws -> Finding) async -> Finding {
    do { return try await check() } catch {
      return .wrong(what, "\(error)", "look at the database; `keruen restore` puts a backup into an empty one")
    }
  }

  private func engine() async throws -> Finding {
    let kind = database.kind
    let version = try await database.read { tx in
      switch kind {
      case .sqlite: try tx.value("SELECT sqlite_version()", as: String.self)
      case .postgres: try tx.value("SELECT current_setting('server_version')", as: String.self)
      }
    }
    let text = version ?? "?"
    let numbers = text.split(separator: " ")[0].split(separator: ".").compactMap { Int($0) }
    let least = kind == .sqlite ? [3, 40] : [15]
    guard !numbers.lexicographicallyPrecedes(least) else {
      let wanted = least.map(String.init).joined(separator: ".")
      return .wrong("engine", "\(kind.rawValue) \(text) is older than \(wanted)", "install a newer one")
    }
    return .fine("engine", "\(kind.rawValue) \(text)")
  }

  /// An answered save is on disk, also when the power goes in the same second.
  private func durability() async throws -> Finding {
    switch database.kind {
    case .sqlite:
      let (level, journal) = try await database.write { tx in
        (
          try tx.value("SELECT synchronous FROM pragma_synchronous", as: Int.self),
          try tx.value("SELECT journal_mode FROM pragma_journal_mode", as: String.self)
        )
      }
      guard level ?? 0 >= 2, journal == "wal" else {
        return .wrong(
          "durability", "synchronous is \(level ?? -1), journal \(journal ?? "?")", "use the keruen program as it was built")
      }
      return .fine("durability", "synchronous=FULL, write-ahead log")
    case .postgres:
      let off = try await database.read { tx in
        try ["fsync", "full_page_writes", "synchronous_commit"].filter { name in
          try tx.value("SELECT current_setting(\(name))", as: String.self) == "off"
        }
      }
      guard off.isEmpty else {
        return .wrong(
          "durability", "switched off: \(off.joined(separator: ", "))", "set them to on in postgresql.conf and reload")
      }
      return .fine("durability", "fsync, full_page_writes and synchronous_commit are on")
    }
  }

  private func schema() async throws -> Finding {
    let known = HouseOptions.knownSteps()
    do {
      let done = try await database.steps(known)
      let due = known.count - done.count
      guard due == 0 else {
        return .wrong("schema", "\(due) steps have not run", "`keruen backup`, then `keruen migrate`")
      }
      return .fine("schema", "\(done.count) steps, up to date")
    } catch let fault as StorageFault {
      guard case .migration = fault else { throw fault }
      return .wrong("schema", "\(fault)", "use the program that made the data, or a newer one")
    }
  }

  private func keyOpens() async throws -> Finding {
    do { _ = try await key.vault(for: database) } catch let trouble as Trouble {
      return .wrong(
        "key and data", "\(trouble)", "until then no command works: new people would be saved with a key that is not theirs")
    }
    guard let vault, let first = try await database.read({ try $0.wrappedKeys(after: "", limit: 1).first }) else {
      return .fine("key and data", "there are no people yet")
    }
    do { _ = try PersonKey.unwrap(first.wrapped, by: vault.master, person: first.person) } catch {
      return .wrong(
        "key and data", "the key is this installation's, but does not open a person's data",
        "a rotation or a restore was interrupted: `keruen key rewrap`, or restore again")
    }
    return .fine("key and data", "the key opens a person's data")
  }

  /// Whether what was written with the key can be judged.
  var hasRightKey: Bool {
    get async {
      guard vault != nil else { return false }
      do { _ = try await key.vault(for: database) } catch { return false }
      return true
    }
  }

  private func audit() async throws -> Finding {
    guard let vault else { return .fine("audit log", "not checked") }
    let verdict = try await database.read { try $0.verifyAudit(vault) }
    guard verdict.breaks.isEmpty else {
      let places = verdict.breaks.map { "\($0.lane):\($0.sequence)" }.joined(separator: ", ")
      return .wrong(
        "audit log", "it was changed at \(places)",
        "tell the data protection officer; compare with the last backup: `keruen audit verify`")
    }
    return .fine("audit log", "\(verdict.entries) entries, intact")
  }

  private func time() async throws -> Finding {
    let last: Int64? = try await database.read { try $0.value("SELECT max(at) FROM audit", as: Int64?.self) } ?? nil
    guard let last, last > now.milliseconds + Self.hour else { return .fine("time", "no entry is in the future") }
    return .wrong(
      "time", "the last entry of the audit log is \((last - now.milliseconds) / Self.hour) hours ahead of this clock",
      "set the clock: timedatectl set-ntp true")
  }

  private func backup() async throws -> Finding {
    let last: Int64? =
      try await database.read {
        try $0.value("SELECT max(at) FROM audit WHERE subject = 'backup' AND act = \(AuditAct.backupMade.word)", as: Int64?.self)
      } ?? nil
    let mend = "`keruen backup FILE` each night, then copy FILE to another machine"
    guard let last else { return .wrong("backup", "none was ever made", mend) }
    let age = (now.milliseconds - last) / Self.hour
    guard now.milliseconds - last < Self.day else { return .wrong("backup", "the last one is \(age) hours old", mend) }
    return .fine("backup", "the last one is \(age) hours old")
  }

  private func outbox() async throws -> Finding {
    let shut = try await database.read { try $0.postRests().filter(\.isSettings) }
    guard shut.isEmpty else {
      let ways = shut.map { "\($0.channel.rawValue) (\($0.reason))" }.joined(separator: ", ")
      return .wrong("outbox", "the server refuses us: \(ways)", "correct post.json and restart the server")
    }
    let late = now.milliseconds - Self.hour
    let (waiting, stopped) = try await database.read { tx in
      (
        try tx.value("SELECT count(*) FROM outbox WHERE state = 'queued' AND next_try_at < \(late)", as: Int.self) ?? 0,
        try tx.value("SELECT count(*) FROM outbox WHERE state IN ('failed', 'uncertain')", as: Int.self) ?? 0
      )
    }
    if waiting > 0 {
      return .wrong(
        "outbox", "\(waiting) messages have waited for more than an hour",
        "check that the server runs, and that the mail server and SMS gateway are set")
    }
    guard stopped == 0 else {
      return .look(
        "outbox", "\(stopped) messages failed or may not have arrived", "decide about them on the page \"What was sent\"")
    }
    return .fine("outbox", "nothing is stuck")
  }
}
