import ArgumentParser
import Programme
import Security
import Storage
import Words

/// The master key.
struct Key: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The master key: changes it while the server runs.",
    discussion: """
      Every person's key is encrypted with the newest master key. To change it: `key rotate`, then `key retire`. A running server \
      takes the new key from the file by itself; with several machines put the file that `key rotate` wrote on each of them \
      at once. The keys file beside the backups follows with --backups, or at the next `keruen backup`: from then on older \
      backups need the new key too.
      """,
    subcommands: [KeyRotate.self, KeyRewrap.self, KeyRetire.self, KeyRenewSigning.self])
}

struct KeyRotate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "Generates a new master key and encrypts every person's key with it.")

  @OptionGroup var options: HouseOptions

  func run() async throws {
    let round = try await KeyRound(options)
    defer { round.database.close() }
    try round.vault.master.rotate(at: options.keyPath)
    let count = try await round.rewrap()
    try await round.record(.keyRotated, "persons=\(count)")
    try await round.renewKeyFile()
    Terminal.say("\(options.keyPath) has a new key; the keys of \(count) persons are encrypted with it.")
    Terminal.say("Copy the file to where you keep it safe, then run `keruen key retire`.")
  }
}

struct KeyRewrap: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rewrap", abstract: "Goes on with a rotation that was interrupted.")

  @OptionGroup var options: HouseOptions

  func run() async throws {
    let round = try await KeyRound(options)
    defer { round.database.close() }
    let count = try await round.rewrap()
    try await round.renewKeyFile()
    Terminal.say("The keys of \(count) persons were still encrypted with an older key and are encrypted with the newest one now.")
  }
}

struct KeyRetire: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Removes the older keys when nothing needs them any more.",
    discussion: "The line “root” of the file stays: search hashes and the audit log were made with it.")

  @OptionGroup var options: HouseOptions

  func run() async throws {
    let round = try await KeyRound(options)
    defer { round.database.close() }
    guard round.vault.master.count > 1 else { return Terminal.say("There is one key: nothing to retire.") }
    let left = try await round.underOlderKeys()
    guard left == 0 else { throw Trouble("The keys of \(left) persons still need an older one: run `keruen key rewrap` first.") }
    try await round.claim()
    try await round.renewKeyFile()
    let dropped = round.vault.master.count - 1
    try round.vault.master.retire(at: options.keyPath)
    try await round.record(.keyRetired, "keys=\(dropped)")
    Terminal.say("\(dropped) older keys were removed from \(options.keyPath).")
    if options.backups == nil {
      Terminal.say("Run `keruen backup` now: the keys file beside your backups may still need an older key.")
    }
  }
}

struct KeyRenewSigning: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "renew-signing", abstract: "Generates a new key for signing certificates and letters.",
    discussion: """
      The key before it signs nothing any more and its secret half is deleted. What it signed stays valid: the public keys of all \
      times stand at /.well-known/keruen-keys.txt, each with its first and last day.
      """)

  @OptionGroup var options: HouseOptions

  func run() async throws {
    let (database, vault) = try await options.opened()
    defer { database.close() }
    let house = try options.closedHouse(on: database, vault)
    let key = try await database.write { try $0.renewStatementKey(by: "operator", house) }
    Terminal.say("Certificates and letters are signed with key \(key.number) from \(key.from.iso) on. Whoever keeps a copy of")
    Terminal.say("/c/offline or of /.well-known/keruen-keys.txt needs a new one to check them.")
  }
}

/// A walk through all persons' keys, a batch at a time, so that the house works between two batches.
struct KeyRound: Sendable {
  let database: Database
  let vault: Vault
  private let backups: String?

  private static let batch = 200

  init(_ options: HouseOptions) async throws {
    // The file is replaced, and the new one belongs to whoever does it.
    try Ownership.check(options.keyPath, to: .write)
    if let folder = options.backups { try KeyFile.checkOwner(of: folder) }
    (database, vault) = try await options.opened()
    backups = options.backups
  }

  /// Wraps with the newest key what is not; returns how many. From the first one on an older copy of the key opens nothing.
  func rewrap() async throws -> Int {
    try await claim()
    var count = 0
    var last = ""
    while true {
      let after = last
      let (changed, end) = try await database.write { tx in
        var changed = 0
        let keys = try tx.wrappedKeys(after: after, limit: Self.batch)
        for key in keys {
          guard let wrapped = try PersonKey.rewrapped(key.wrapped, by: vault.master, person: key.person) else { continue }
          changed += try tx.run("UPDATE person_key SET wrapped = \(wrapped) WHERE person_id = \(key.person)")
        }
        return (changed, keys.last?.person)
      }
      count += changed
      guard let end else { return count }
      last = end
    }
  }

  /// The house knows its newest key.
  func claim() async throws {
    try await database.writeAlone { try $0.claim(vault) }
  }

  /// Wraps what lies beside the backups anew as well.
  func renewKeyFile() async throws {
    if let backups { try await KeyFile.renew(in: backups, from: database, vault) }
  }

  func underOlderKeys() async throws -> Int {
    let newest = vault.master.newest
    return try await database.read { tx in
      var count = 0
      var last = ""
      while let end = try tx.wrappedKeys(after: last, limit: Self.batch).map({ key in
        if (try? PersonKey.unwrap(key.wrapped, by: newest, person: key.person)) == nil { count += 1 }
        return key.person
      }).last {
        last = end
      }
      return count
    }
  }

  func record(_ act: AuditAct, _ details: String) async throws {
    try await database.write { tx in
      try tx.record(act, "master key", details, by: "operator", at: Outside.live.now(), vault)
    }
  }
}

extension Transaction {
  func wrappedKeys(after person: String, limit: Int) throws -> [(person: String, wrapped: [UInt8])] {
    try rows("SELECT person_id, wrapped FROM person_key WHERE person_id > \(person) ORDER BY person_id LIMIT \(limit)") {
      (try $0["person_id"], try $0["wrapped"])
    }
  }
}
