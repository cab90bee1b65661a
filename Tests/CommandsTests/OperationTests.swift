import ArgumentParser
import Foundation
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@testable import Commands

/// The operator's commands on a house with a handful of people in it, as they are run.
@Suite final class OperationTests {
  private let root = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-operation-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: root) }

  private var data: String { root + "/data" }
  private var key: String { root + "/master.key" }
  private var backup: String { root + "/backup.db" }

  private func options(_ folder: String? = nil) throws -> HouseOptions {
    try HouseOptions.parse(["--data", folder ?? data, "--key", key])
  }

  /// A house with people who have names, some in the staff.
  private func fill(_ people: Int = 7) async throws {
    let house = try await options().house(port: 1, isDemo: false, mayFound: true)
    for number in 0..<people {
      try await house.database.write { tx in
        let name = PersonName(surname: "Сынақова", given: "Үлгі\(number)")
        let safe = try tx.addPerson([.name(name)], language: .kk, house)
        try tx.record(AuditAct("test.act", Phrase(verbatim: "")), safe.person.text, by: "test", house)
      }
    }
    house.database.close()
  }

  private func run(_ arguments: [String]) async throws {
    var command = try Keruen.parseAsRoot(arguments)
    if var asynchronous = command as? any AsyncParsableCommand { try await asynchronous.run() } else { try command.run() }
  }

  private func names(in folder: String) async throws -> [String] {
    let options = try options(folder)
    let vault = Vault(master: try MasterKey(path: options.keyPath))
    let database = try options.whereabouts.openExisting()
    defer { database.close() }
    return try await database.read { tx in
      try tx.rows("SELECT id FROM person ORDER BY id") { try $0[0] as ID<Person> }.map {
        try tx.person($0, vault).name?.full ?? "?"
      }
    }
  }

  @Test func aHouseWithNowhereToPutItsBackupsDoesNotOpen() async throws {
    let error = await #expect(throws: (any Error).self) {
      try await run(["serve", "--data", data, "--key", key, "--port", "1", "--backups", "\(root)/nowhere"])
    }
    #expect("\(String(describing: error))".contains("\(root)/nowhere, is missing"))
    #expect(!FileManager.default.fileExists(atPath: data), "and nothing was made")
  }

  @Test func aBackupComesBackWhole() async throws {
    try await fill()
    try await run(["backup", "--data", data, "--key", key, backup])
    let mode = try FileManager.default.attributesOfItem(atPath: backup)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    for ending in ["-wal", "-shm", "-journal"] { #expect(!FileManager.default.fileExists(atPath: backup + ending)) }
    let before = try Data(contentsOf: URL(filePath: backup))
    try await run(["restore", "--data", root + "/again", "--key", key, backup])
    #expect(try Data(contentsOf: URL(filePath: backup)) == before)
    #expect(try await names(in: root + "/again") == (try await names(in: data)))
    try await run(["audit", "verify", "--data", root + "/again", "--key", key])
  }

  @Test func aBackupIsNeverOverwrittenAndAHouseNeverRestoredOver() async throws {
    try await fill()
    try await run(["backup", "--data", data, "--key", key, backup])
    let before = try Data(contentsOf: URL(filePath: backup))
    await #expect(throws: Trouble.self) { try await self.run(["backup", "--data", self.data, "--key", self.key, self.backup]) }
    #expect(try Data(contentsOf: URL(filePath: backup)) == before)
    await #expect(throws: Trouble.self) { try await self.run(["restore", "--data", self.data, "--key", self.key, self.backup]) }
    #expect(try await names(in: data).count == 7)
  }

  @Test("a backup damaged anywhere is refused and leaves nothing behind, unless not one row is touched")
  func damaged() async throws {
    try await fill()
    try await run(["backup", "--data", data, "--key", key, backup])
    let whole = try Data(contentsOf: URL(filePath: backup))
    let before = try await sums(of: data)
    var refused = 0
    // Rows stand at the end of a page of 4096 bytes; the schema's own pages come first.
    let pages = whole.count / 4096
    for offset in stride(from: 1, through: pages, by: max(1, pages / 24)).map({ $0 * 4096 - 400 }) {
      var bytes = whole
      for position in offset..<(offset + 400) { bytes[position] ^= 0x5a }
      try bytes.write(to: URL(filePath: backup))
      let again = root + "/again-\(offset)"
      do {
        try await run(["restore", "--data", again, "--key", key, backup])
        // What was hit lay between the rows.
        #expect(try await sums(of: again) == before, "offset \(offset)")
      } catch {
        refused += 1
        #expect(!FileManager.default.fileExists(atPath: again + "/keruen.db"), "offset \(offset)")
      }
    }
    #expect(refused >= 3)
  }

  /// All but the log, which tells of the restoring itself.
  private func sums(of folder: String) async throws -> [TableSum] {
    let database = try options(folder).whereabouts.openExisting()
    defer { database.close() }
    return try await database.read { tx in
      try tx.tables().filter { $0 != "audit" }.map { try tx.sum($0, { digest($0) }) }
    }
  }

  @Test("a row changed in the backup, without the key, is seen")
  func changedBackup() async throws {
    try await fill()
    try await run(["backup", "--data", data, "--key", key, backup])
    let file = try Database.backup(backup, isWritable: true)
    try await file.write { _ = try $0.run("UPDATE person SET language = 'en'") }
    file.close()
    await #expect(throws: Trouble.self) {
      try await self.run(["restore", "--data", self.root + "/again", "--key", self.key, self.backup])
    }
    #expect(!FileManager.default.fileExists(atPath: root + "/again"))
  }

  @Test func anotherHousesKeyRestoresNothing() async throws {
    try await fill()
    try await run(["backup", "--data", data, "--key", key, backup])
    let other = root + "/other.key"
    _ = try MasterKey.create(at: other)
    await #expect(throws: Trouble.self) {
      try await self.run(["restore", "--data", self.root + "/again", "--key", other, self.backup])
    }
    #expect(!FileManager.default.fileExists(atPath: root + "/again"))
  }

  @Test func aChangedAuditLogIsFoundByVerifyAndByRestore() async throws {
    try await fill()
    let database = try options().whereabouts.openExisting()
    try await database.write { _ = try $0.run("UPDATE audit SET actor = 'nobody' WHERE sequence = 3") }
    database.close()
    await #expect(throws: Trouble.self) { try await self.run(["audit", "verify", "--data", self.data, "--key", self.key]) }
    // The backup is made all the same, with a complaint, and says no when it is to be restored.
    await #expect(throws: Trouble.self) { try await self.run(["backup", "--data", self.data, "--key", self.key, self.backup]) }
    let restore = ["restore", "--data", root + "/again", "--key", key, backup]
    await #expect(throws: Trouble.self) { try await self.run(restore) }
    try await run(restore + ["--with-broken-audit"])
    #expect(try await names(in: root + "/again").count == 7)
  }

  @Test func aCutLogIsBetrayedByTheHeadKeptOutside() async throws {
    try await fill()
    let database = try options().whereabouts.openExisting()
    let vault = Vault(master: try MasterKey(path: try options().keyPath))
    let head = try #require(try await database.read { try $0.verifyAudit(vault) }.heads.first)
    let kept = "\(head.lane):\(head.sequence):\(hex(head.hash))"
    let verify = ["audit", "verify", "--data", data, "--key", key, "--head", kept]
    try await run(verify)
    try await database.write { _ = try $0.run("DELETE FROM audit WHERE sequence = \(head.sequence)") }
    database.close()
    await #expect(throws: Trouble.self) { try await self.run(verify) }
    try await run(["audit", "verify", "--data", data, "--key", key])
  }

  @Test func whoWasErasedSinceTheBackupStaysErased() async throws {
    try await fill()
    try await run(["backup", "--data", data, "--key", key, backup])
    let database = try options().whereabouts.openExisting()
    let person = try #require(
      try await database.read { try $0.value("SELECT id FROM person ORDER BY id LIMIT 1", as: String.self) })
    try await database.write { tx in
      try tx.run("UPDATE person SET erased_at = 1 WHERE id = \(person)")
      for table in ["person_key", "person_hash", "person_detail"] {
        try tx.run(SQL(trusted: "DELETE FROM \(table) WHERE person_id = ?", [person.bound]))
      }
      try tx.run("INSERT INTO tombstone (kind, hash, erased_at) VALUES ('iin', \([UInt8](repeating: 7, count: 32)), 1)")
    }
    database.close()
    try await run(["restore", "--data", root + "/again", "--key", key, "--erasures", data, backup])
    let again = try options(root + "/again").whereabouts.openExisting()
    defer { again.close() }
    let left = try await again.read { tx in
      try ["person_key", "person_hash", "person_detail"].map {
        try tx.value(SQL(trusted: "SELECT count(*) FROM \($0) WHERE person_id = ?", [person.bound]), as: Int.self)
      } + [
        try tx.value("SELECT count(*) FROM person_key", as: Int.self),
        try tx.value("SELECT count(*) FROM tombstone", as: Int.self),
      ]
    }
    #expect(left == [0, 0, 0, 6, 1])
  }

  @Test func aKeyIsChangedAndTheOldOneGoes() async throws {
    try await fill(250)
    let before = try await names(in: data)
    try await run(["key", "rotate", "--data", data, "--key", key])
    #expect(try MasterKey(path: key).count == 2)
    #expect(try await names(in: data) == before)
    try await run(["key", "retire", "--data", data, "--key", key])
    #expect(try MasterKey(path: key).count == 1)
    #expect(try await names(in: data) == before)
    try await run(["audit", "verify", "--data", data, "--key", key])
  }

  @Test func aKeyThatIsStillNeededIsNotRetired() async throws {
    try await fill()
    // A rotation that was interrupted: the file is new, no person's key is wrapped with it yet.
    try MasterKey(path: key).rotate(at: key)
    await #expect(throws: Trouble.self) { try await self.run(["key", "retire", "--data", self.data, "--key", self.key]) }
    #expect(try MasterKey(path: key).count == 2)
    try await run(["key", "rewrap", "--data", data, "--key", key])
    try await run(["key", "retire", "--data", data, "--key", key])
    #expect(try await names(in: data).count == 7)
  }

  @Test func aHouseMovesFromFolderToFolder() async throws {
    try await fill()
    try await run(["move", "--from", data, "--to", root + "/moved"])
    #expect(try await names(in: root + "/moved") == (try await names(in: data)))
    await #expect(throws: Trouble.self) { try await self.run(["move", "--from", self.data, "--to", self.root + "/moved"]) }
    await #expect(throws: Trouble.self) {
      try await self.run(["move", "--from", self.root + "/nowhere", "--to", self.root + "/b"])
    }
    #expect(!FileManager.default.fileExists(atPath: root + "/nowhere"))
  }

  @Test("a house moves from either engine to the other and back", .enabled(if: Databases.engines.count == 2))
  func engines() async throws {
    try await fill()
    let here = try options().whereabouts.openExisting()
    defer { here.close() }
    let there = try await Databases.fresh(.postgres)
    let known = HouseOptions.knownSteps()
    let gone = try await Carriage.carry(from: here, to: there, known: known)
    let folder = try Whereabouts.folder(root + "/back").openOrMake()
    defer { folder.close() }
    let back = try await Carriage.carry(from: there, to: folder, known: known)
    #expect(gone == back)
    #expect(gone.contains { $0.table == "person" && $0.rows == 7 })
  }

  @Test func theFirstAdministratorIsInvitedAndTheDoctorLooks() async throws {
    try await fill(0)
    try await run(["staff", "invite", "akimshi@keruen.example", "--role", "administrator", "--data", data, "--key", key])
    try await run(["staff", "invite", "akimshi@keruen.example", "--role", "coordinator", "--data", data, "--key", key])
    let database = try options().whereabouts.openExisting()
    let (people, roles, links) = try await database.read { tx in
      (
        try tx.value("SELECT count(*) FROM person", as: Int.self), try tx.value("SELECT count(*) FROM membership", as: Int.self),
        try tx.value("SELECT count(*) FROM invitation", as: Int.self)
      )
    }
    database.close()
    #expect([people, roles, links] == [1, 2, 1])
    // No backup yet: something is wrong. Afterwards nothing is, but for a font a machine may lack.
    await #expect(throws: ExitCode.failure) { try await self.run(["doctor", "--data", self.data, "--key", self.key]) }
    try await run(["backup", "--data", data, "--key", key, backup])
    let vault = Vault(master: try MasterKey(path: try options().keyPath))
    let again = try options().whereabouts.openExisting()
    defer { again.close() }
    let findings = await Records(database: again, vault: vault, key: HouseKey(path: key), now: Outside.live.now()).findings()
    #expect(findings.count == 9)
    #expect(findings.filter(\.isWrong).map(\.line) == [])
    let tomorrow = await Records(database: again, vault: vault, key: HouseKey(path: key), now: Outside.live.now().adding(days: 2))
      .findings()
    #expect(tomorrow.filter(\.isWrong).count == 1)
  }

  @Test("an invitation names no port that nobody has named, and says what to give")
  func wayIn() {
    let nowhere = StaffInvite.way(to: "TOKEN", at: nil).joined(separator: "\n")
    #expect(nowhere.contains("  /welcome/TOKEN\n") && !nowhere.contains("127.0.0.1") && !nowhere.contains("8080"))
    #expect(nowhere.contains("--address https://stem.example.kz"))
    let here = StaffInvite.way(to: "TOKEN", at: "http://127.0.0.1:9000")
    #expect(here.contains("  http://127.0.0.1:9000/welcome/TOKEN") && here.last?.contains("on this machine only") == true)
    let there = StaffInvite.way(to: "TOKEN", at: "https://stem.example.kz")
    #expect(there.last == "  https://stem.example.kz/welcome/TOKEN")
  }

  @Test func theDoctorKnocksAtTheMailServer() throws {
    #expect(Post.knock("127.0.0.1", 1) != nil)
    #expect(Post.knock("no such host.invalid", 25) != nil)
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { name -> Int in
        guard bind(listener, name, length) == 0, listen(listener, 4) == 0, getsockname(listener, name, &length) == 0 else {
          return 0
        }
        return name.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { Int(UInt16(bigEndian: $0.pointee.sin_port)) }
      }
    }
    #expect(port > 0)
    #expect(Post.knock("127.0.0.1", port) == nil)
  }

  @Test(arguments: [["staff", "invite", "not an address"], ["staff", "invite", "a@b.example", "--role", "applicant"]])
  func aWrongInvitationIsRefused(_ arguments: [String]) async throws {
    await #expect(throws: (any Error).self) { try await self.run(arguments + ["--data", self.data, "--key", self.key]) }
  }
}
