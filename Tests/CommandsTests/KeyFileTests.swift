import ApplicationsKit
import Foundation
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@testable import Commands

/// The persons' keys lie beside the backups and not in them, so that an erasure reaches backups that were made before it.
@Suite struct KeyFileTests {
  private static func person(_ given: String, in house: House) async throws -> ID<Person> {
    try await house.database.write { tx in
      let safe = try tx.addPerson(language: .kk, house)
      try tx.set([.name(PersonName(surname: "Сынақова", given: given))], safe, house.vault)
      return safe.person
    }
  }

  /// What follows in the house after an erasure, as the open house does it.
  private static func runJobs(_ house: House, beside folder: String) async throws {
    for job in Room.backups(in: folder).jobs { try await job.run(house) }
  }

  private static func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  @Test("an erasure takes the girl's key out of the keys file, and no older backup opens her data", arguments: Databases.engines)
  func erasureReachesBackups(_ kind: EngineKind) async throws {
    let house = try await Installation(kind)
    let kit = try await house.opened()
    var (asking, confirming) = (try await kit.staff(.safeguarding), try await kit.staff(.safeguarding))
    let girl = try await Girl.apply(kit)
    let other = try await Self.person("Үлгі", in: kit.house)
    let backup = house.root + "/backup.db"
    try await house.run("backup", rest: [backup])
    #expect(try Self.bytes(backup).range(of: Data(girl.wrapped)) == nil)
    #expect(try Self.bytes(house.keys).range(of: Data(girl.wrapped)) != nil)
    #expect(try FileManager.default.attributesOfItem(atPath: house.keys)[.posixPermissions] as? Int == 0o600)

    await asking.post("/safeguarding/people/\(girl.person)/erasure")
    let way = try #require(asking.location)
    await confirming.post("\(way)/confirmation")
    #expect(try Self.bytes(house.keys).range(of: Data(girl.wrapped)) != nil)
    try await Self.runJobs(kit.house, beside: house.root)
    #expect(try Self.bytes(house.keys).range(of: Data(girl.wrapped)) == nil)
    let inode = try FileManager.default.attributesOfItem(atPath: house.keys)[.systemFileNumber] as? Int
    try await Self.runJobs(kit.house, beside: house.root)
    #expect(try FileManager.default.attributesOfItem(atPath: house.keys)[.systemFileNumber] as? Int == inode)
    kit.house.database.close()

    // Without a word about erasures, and on either engine.
    for target in Databases.engines {
      let again = try await Installation(target, like: house)
      try await again.run("restore", rest: [backup])
      let names = try await again.names()
      #expect(names == (try await house.names()))
      #expect(names[girl.person.text] == .some(nil))
      #expect(names[girl.guardian.text] == .some(nil))
      #expect(names[other.text] == "Сынақова Үлгі")
      let answers = try await again.value("SELECT count(*) FROM answer", as: Int.self)
      #expect(answers == 0)
      try await again.run("audit", "verify")
      // And a backup of the restored house, in the same folder, does not bring her key back.
      try await again.run("backup", rest: [house.root + "/from-\(target).db"])
      #expect(try Self.bytes(house.keys).range(of: Data(girl.wrapped)) == nil)
    }
  }

  @Test("a keys file from before the backup, of nobody, or changed restores nothing", arguments: Databases.engines)
  func refused(_ kind: EngineKind) async throws {
    let house = try await Installation(kind)
    let kit = try await house.opened()
    _ = try await Self.person("Бірінші", in: kit.house)
    try await house.run("backup", rest: [house.root + "/first.db"])
    let older = try Self.bytes(house.keys)
    _ = try await Self.person("Екінші", in: kit.house)
    kit.house.database.close()
    let backup = house.root + "/second.db"
    try await house.run("backup", rest: [backup])
    let whole = try Self.bytes(house.keys)

    let again = try await Installation(.sqlite, like: house)
    func restore() async throws { try await again.run("restore", rest: [backup]) }
    try older.write(to: URL(filePath: house.keys))
    await #expect(throws: Trouble.self) { try await restore() }
    try FileManager.default.removeItem(atPath: house.keys)
    await #expect(throws: Trouble.self) { try await restore() }
    try whole.write(to: URL(filePath: house.keys))
    let file = try Database.backup(house.keys, isWritable: true)
    // A girl's erasure undone by hand, or one invented.
    try await file.write { tx in
      try tx.run("INSERT INTO erased (person_id, erased_at) SELECT person_id, 1 FROM person_key LIMIT 1")
      try tx.run("DELETE FROM person_key WHERE person_id IN (SELECT person_id FROM erased)")
    }
    file.close()
    await #expect(throws: Trouble.self) { try await restore() }
    await #expect(throws: Trouble.self) { try await house.run("backup", rest: [house.root + "/third.db"]) }
    #expect(!FileManager.default.fileExists(atPath: house.root + "/third.db"))
    #expect(!FileManager.default.fileExists(atPath: again.root + "/data/keruen.db"))

    // While the house is there, a lost file is made anew.
    try FileManager.default.removeItem(atPath: house.keys)
    try await house.run("backup-keys", rest: [house.root])
    try await restore()
    #expect(try await again.names() == (try await house.names()))
  }

  @Test("what was left when the power went is no hindrance and does not stay, and one writer waits for another")
  func interrupted() async throws {
    let house = try await Installation(.sqlite)
    let kit = try await house.opened()
    defer { kit.house.database.close() }
    _ = try await Self.person("Үлгі", in: kit.house)
    try Data("half".utf8).write(to: URL(filePath: house.keys + ".new"))
    try Data("half".utf8).write(to: URL(filePath: house.keys + ".new-journal"))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask { try await KeyFile.renew(in: house.root, from: kit.house.database, kit.house.vault) }
      }
      try await group.waitForAll()
    }
    #expect(try await KeyFile(path: house.keys, kit.house.vault).keys.count == 1)
    let left = try FileManager.default.contentsOfDirectory(atPath: house.root).filter { $0.contains(".new") }
    #expect(left == [])
  }

  @Test("after the master key was changed and the old one dropped, older backups need the new one only")
  func rotation() async throws {
    let house = try await Installation(.sqlite)
    let kit = try await house.opened()
    _ = try await Self.person("Үлгі", in: kit.house)
    kit.house.database.close()
    let backup = house.root + "/backup.db"
    try await house.run("backup", rest: [backup])
    try await house.run("key", "rotate", rest: ["--backups", house.root])
    try await house.run("key", "retire", rest: ["--backups", house.root])
    let again = try await Installation(.sqlite, like: house)
    try await again.run("restore", rest: [backup])
    #expect(try await again.names() == (try await house.names()))
  }

  @Test("a house restored from an older backup takes nobody's key away from the newer backups of the folder")
  func olderHouse() async throws {
    let house = try await Installation(.sqlite)
    let kit = try await house.opened()
    _ = try await Self.person("Бірінші", in: kit.house)
    try await house.run("backup", rest: [house.root + "/first.db"])
    _ = try await Self.person("Екінші", in: kit.house)
    kit.house.database.close()
    try await house.run("backup", rest: [house.root + "/second.db"])
    let older = try await Installation(.sqlite, like: house)
    try await older.run("restore", rest: [house.root + "/first.db"])
    try await older.run("backup", rest: [house.root + "/third.db"])
    let newer = try await Installation(.sqlite, like: house)
    try await newer.run("restore", rest: [house.root + "/second.db"])
    #expect(try await newer.names() == (try await house.names()))
    #expect(try await older.names().count == 1)
  }

  @Test("a house whose restoring was interrupted does not open", arguments: Databases.engines)
  func halfRestored(_ kind: EngineKind) async throws {
    let house = try await Installation(kind)
    let kit = try await house.opened()
    _ = try await Self.person("Үлгі", in: kit.house)
    let half = try await Installation(kind, like: house)
    let target = try half.options.whereabouts.openOrMake()
    _ = try await Carriage.carry(
      from: kit.house.database, to: target, known: HouseOptions.knownSteps(), without: KeyFile.tables)
    target.close()
    kit.house.database.close()
    await #expect(throws: Trouble.self) { _ = try await half.opened() }
  }

  @Test("the doctor sees a keys file that is missing, of another house, or behind an erasure")
  func doctor() async throws {
    let house = try await Installation(.sqlite)
    let kit = try await house.opened()
    let girl = try await Girl.apply(kit)
    defer { kit.house.database.close() }
    func finding(_ folder: String?) async -> Finding {
      await BackupKeysCheck(folder: folder, database: kit.house.database, vault: kit.house.vault).finding()
    }
    #expect(await !finding(nil).isWrong)
    #expect(await finding(house.root).isWrong)
    try await house.run("backup-keys", rest: [house.root])
    #expect(await !finding(house.root).isWrong)
    var (asking, confirming) = (try await kit.staff(.safeguarding), try await kit.staff(.safeguarding))
    await asking.post("/safeguarding/people/\(girl.person)/erasure")
    await confirming.post("\(asking.location ?? "")/confirmation")
    #expect(await finding(house.root).isWrong)
    try await Self.runJobs(kit.house, beside: house.root)
    #expect(await !finding(house.root).isWrong)
    try Data("something else".utf8).write(to: URL(filePath: house.keys))
    #expect(await finding(house.root).isWrong)
  }
}
