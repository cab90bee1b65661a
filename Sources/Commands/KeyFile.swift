import Foundation
import Programme
import Security
import Storage
import Words

/// The wrapped keys of all persons, in one file beside the backups, which hold none. It is replaced and never kept twice, so an
/// erasure that has reached it has reached every backup beside it. A key leaves it by an erasure and in no other way.
///
/// It also says who was erased: whoever stands in a backup and neither among the keys nor among the erased came after this file.
struct KeyFile: Sendable {
  static let name = "keruen.keys"
  /// Each person's wrapped key by the person's id; nobody who was erased is among them.
  private(set) var keys: [String: [UInt8]] = [:]
  private(set) var erasures: Erasures

  /// The tables a backup leaves empty.
  static let tables = ["person_key"]

  /// The folder a backup lies in.
  static func folder(of backup: String) -> String { URL(filePath: backup).deletingLastPathComponent().path }

  /// As the house is now.
  private init(of house: Database) async throws {
    self = try await house.read { tx in
      var file = KeyFile(erasures: try Erasures(in: tx))
      try tx.walk("person_key", ["person_id", "wrapped"]) { try file.add($0) }
      return file
    }
  }

  /// Throws `Trouble` when it is missing, damaged or of a house with another master key.
  init(path: String, _ vault: Vault) async throws {
    guard try Ownership.exists(path) else {
      throw Trouble("\(path) is missing: without the keys a backup cannot be read. Name the file with --keys.")
    }
    let file = try Database.backup(path, isWritable: false, is: "keys file")
    defer { file.close() }
    try await BackupSeal.check(file, vault, is: "keys file")
    self = try await file.read { tx in
      var keys = KeyFile(erasures: try Erasures(erased: "SELECT person_id, erased_at FROM erased", in: tx))
      try tx.walk("person_key", ["person_id", "wrapped"]) { try keys.add($0) }
      return keys
    }
  }

  private init(erasures: Erasures) { self.erasures = erasures }

  private mutating func add(_ row: [Value]) throws {
    guard row.count == 2, case .text(let person) = row[0], case .bytes(let wrapped) = row[1] else {
      throw StorageFault.column("person_key holds no key")
    }
    keys[person] = wrapped
  }

  /// Nobody of an older file is lost but by an erasure: a house that was restored from an older backup would else take away the
  /// keys of people who stand only in a newer one.
  private mutating func keep(_ older: KeyFile) {
    keys.merge(older.keys) { now, _ in now }
    erasures.add(older.erasures)
    for person in erasures.people.keys { keys[person] = nil }
  }

  /// Throws `Trouble` unless it says of everybody in the backup whether she was erased, and the master key opens every key
  /// that is needed.
  func check(for backup: Database, _ vault: Vault) async throws {
    let people: [String] = try await backup.read { tx in
      try tx.rows("SELECT id FROM person WHERE erased_at IS NULL") { try $0[0] }
    }
    let unknown = people.count { keys[$0] == nil && erasures.people[$0] == nil }
    guard unknown == 0 else {
      throw Trouble(
        "The keys file is older than the backup, or of another installation: it does not know \(unknown) of \(people.count) persons. "
          + "Take the newest one; as long as the data are there, `keruen backup-keys` writes it again.")
    }
    for person in people {
      guard let wrapped = keys[person] else { continue }
      do { _ = try PersonKey.unwrap(wrapped, by: vault.master, person: person) } catch {
        throw Trouble("The master key does not open the keys file: it belongs to another installation or is another copy.")
      }
    }
  }

  /// Gives everybody who stands in a restored house and is not erased there the key back.
  func put(into tx: Transaction) throws {
    for person in try tx.rows("SELECT id FROM person WHERE erased_at IS NULL", { try $0[0] as String }) {
      guard let wrapped = keys[person] else { continue }
      try tx.run("INSERT INTO person_key (person_id, wrapped) VALUES (\(person), \(wrapped))")
    }
  }
}

extension KeyFile {
  /// Makes the file in a folder anew; the old one stands until the new one is whole and on disk.
  @discardableResult
  static func renew(in folder: String, from house: Database, _ vault: Vault) async throws -> KeyFile {
    try checkOwner(of: folder)
    let lock = try await FolderLock(folder)
    defer { lock.end() }
    let path = folder + "/" + name
    // What is read under the lock is newer than what anybody wrote before it.
    var file = try await KeyFile(of: house)
    if FileManager.default.fileExists(atPath: path) { file.keep(try await KeyFile(path: path, vault)) }
    let new = path + ".new"
    // One that was left when the power went.
    removeDatabaseFile(new)
    do {
      try claimFile(new)
      try await file.write(to: new, vault)
      guard rename(new, path) == 0 else { throw Trouble("\(path) cannot be replaced: \(String(cString: strerror(errno)))") }
    } catch {
      removeDatabaseFile(new)
      throw error
    }
    guard fsync(lock.folder) == 0 else { throw Trouble("\(folder) cannot be written: \(String(cString: strerror(errno)))") }
    return file
  }

  /// Throws `WrongUser` when the file could not be replaced, or would then be another's.
  static func checkOwner(of folder: String) throws {
    for path in [folder, folder + "/" + name, folder + "/" + name + ".lock"] { try Ownership.check(path, to: .write) }
  }

  /// Makes the file anew when somebody was erased whom it does not know to be; true when it did. Asked again and again, it
  /// carries an erasure over also when the power went in between.
  @discardableResult
  static func follow(_ house: Database, in folder: String, _ vault: Vault) async throws -> Bool {
    guard try await !knowsAllErased(house, in: folder) else { return false }
    try await renew(in: folder, from: house, vault)
    return true
  }

  static func knowsAllErased(_ house: Database, in folder: String) async throws -> Bool {
    let path = folder + "/" + name
    guard try Ownership.exists(path) else { return false }
    let erased: [String] = try await house.read { tx in
      try tx.rows("SELECT id FROM person WHERE erased_at IS NOT NULL") { try $0[0] }
    }
    let file = try Database.backup(path, isWritable: false, is: "keys file")
    defer { file.close() }
    let known = Set(try await file.read { tx in try tx.rows("SELECT person_id FROM erased") { try $0[0] as String } })
    return known.isSuperset(of: erased)
  }

  private func write(to path: String, _ vault: Vault) async throws {
    let file = try Database.backup(path, isWritable: true)
    defer { file.close() }
    try await file.write { tx in
      try tx.connection.script(
        """
        CREATE TABLE person_key (person_id TEXT NOT NULL PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
        CREATE TABLE erased (person_id TEXT NOT NULL PRIMARY KEY, erased_at INTEGER NOT NULL) STRICT;
        CREATE TABLE tombstone (
          kind TEXT NOT NULL, hash BLOB NOT NULL, erased_at INTEGER NOT NULL, PRIMARY KEY (kind, hash)) STRICT;
        """)
      for (person, wrapped) in keys {
        try tx.run("INSERT INTO person_key (person_id, wrapped) VALUES (\(person), \(wrapped))")
      }
      for (person, at) in erasures.people {
        try tx.run("INSERT INTO erased (person_id, erased_at) VALUES (\(person), \(at))")
      }
      for stone in erasures.stones {
        try tx.run("INSERT INTO tombstone (kind, hash, erased_at) VALUES (\(stone.kind), \(stone.hash), \(stone.at))")
      }
      let sums = try tx.tables().map { try tx.sum($0, { digest($0) }) }
      try BackupSeal(sums, vault).write(to: tx)
    }
    try await BackupSeal.check(file, vault, is: "keys file")
  }
}

/// One process at a time makes the keys of a folder anew: an older state must not replace a newer one.
private final class FolderLock: Sendable {
  let folder: Int32
  private let file: Int32

  /// Waits up to a minute for another process.
  init(_ path: String) async throws {
    folder = open(path, O_RDONLY | O_DIRECTORY)
    guard folder >= 0 else { throw Trouble("\(path) cannot be opened: \(String(cString: strerror(errno)))") }
    // A file beside, because a network folder locks files only.
    file = open(path + "/" + KeyFile.name + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      let reason = String(cString: strerror(errno))
      close(folder)
      throw Trouble("\(path) cannot be written: \(reason)")
    }
    for _ in 0..<600 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK else { break }
      try? await Task.sleep(for: .milliseconds(100))
    }
    end()
    throw Trouble("\(path): another process holds the keys file; try again.")
  }

  func end() {
    close(file)
    close(folder)
  }
}

extension Room {
  /// While the house is open, erasures reach the keys file of a folder within a minute.
  static func backups(in folder: String) -> Room {
    Room(
      name: "backups", routes: [],
      jobs: [
        Job(name: "backup keys", .erasuresReachBackups, every: .seconds(60)) { house in
          try await KeyFile.follow(house.database, in: folder, house.vault)
        }
      ])
  }
}

extension Phrase {
  static let erasuresReachBackups = Phrase(
    kk: "Өшіруді резервтік көшірмелерге жеткізу", ru: "Удаления переносятся в резервные копии",
    en: "Erasures carried into the backups")
}
