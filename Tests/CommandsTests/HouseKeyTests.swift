import ArgumentParser
import Foundation
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@testable import Commands

/// No house opens with another's key: each command is run with one, as it is typed, and changes nothing.
@Suite struct HouseKeyTests {
  private func inhabited(_ kind: EngineKind) async throws -> Installation {
    let house = try await Installation(kind)
    let kit = try await house.opened()
    _ = try await kit.house.database.write { tx in
      try tx.addPerson([.name(PersonName(surname: "Сынақова", given: "Үлгі"))], language: .kk, kit.house)
      try tx.record(AuditAct("test.act", Phrase(verbatim: "")), "somebody", by: "test", kit.house)
    }
    kit.house.database.close()
    return house
  }

  /// What a command says when it refuses; nil when it does not.
  private func refusal(_ arguments: [String]) async -> String? {
    do { try await Installation.run(arguments) } catch { return "\(error)" }
    return nil
  }

  private static func everyCommand(_ house: Installation, key: String) -> [[String]] {
    let here = house.place + ["--key", key]
    return [
      ["serve", "--port", "1"] + here, ["migrate"] + here, ["staff", "invite", "akimshi@keruen.example"] + here,
      ["backup"] + here + [house.root + "/copy.db"], ["backup-keys"] + here + [house.root], ["audit", "verify"] + here,
      ["key", "rotate"] + here, ["key", "rewrap"] + here, ["key", "retire"] + here, ["demo", "--port", "1"] + here,
      ["move", "--from", house.address, "--to", house.root + "/moved", "--key", key],
    ]
  }

  @Test("a demonstration, whose doors ask for no password, opens no house of real people", arguments: Databases.engines)
  func realHouse(_ kind: EngineKind) async throws {
    let house = try await inhabited(kind)
    let before = try await house.sums(of: ["person", "house", "session"])
    let says = await refusal(["demo", "--port", "1"] + house.place + ["--key", house.key])
    #expect(says?.contains("This is not a demonstration") == true, "\(says ?? "it went on")")
    #expect(try await house.sums(of: ["person", "house", "session"]) == before)
    let database = try house.options.whereabouts.openExisting()
    try await database.write { _ = try $0.run("UPDATE house SET demonstration = 1") }
    database.close()
    #expect(await refusal(["serve", "--port", "1"] + house.place + ["--key", house.key])?.contains("invented people") == true)
  }

  @Test func aPortIsOne() async {
    for port in ["0", "-1", "65536", "99999", "x", "9223372036854775808"] {
      #expect(throws: (any Error).self, "\(port)") { try Serve.parse(["--port=\(port)"]) }
    }
  }

  @Test("another house's key is refused by every command, which leaves the house as it was", arguments: Databases.engines)
  func another(_ kind: EngineKind) async throws {
    let house = try await inhabited(kind)
    let tables = ["person", "person_key", "audit", "house", "cycle", "migration"]
    let before = try await house.sums(of: tables)
    let other = house.root + "/other.key"
    _ = try MasterKey.create(at: other)
    let text = try String(contentsOfFile: other, encoding: .utf8)
    for arguments in Self.everyCommand(house, key: other) {
      let says = await refusal(arguments)
      #expect(says?.contains("The key does not open this installation") == true, "\(arguments[0]): \(says ?? "it went on")")
    }
    #expect(try await house.sums(of: tables) == before)
    #expect(try String(contentsOfFile: other, encoding: .utf8) == text)
    try await house.run("audit", "verify")
    try await house.run("backup", rest: [house.root + "/copy.db"])
    try await house.run("key", "rotate")
  }

  @Test("a house that has its key draws no other when the file is missing", arguments: Databases.engines)
  func missing(_ kind: EngineKind) async throws {
    let house = try await inhabited(kind)
    let nowhere = house.root + "/nowhere/master.key"
    for arguments in Self.everyCommand(house, key: nowhere) {
      let says = await refusal(arguments)
      #expect(says?.contains("this installation has its key already") == true, "\(arguments[0]): \(says ?? "it went on")")
    }
    #expect(!FileManager.default.fileExists(atPath: house.root + "/nowhere"))
  }

  @Test("a house nobody has come into yet belongs to its key as well", arguments: Databases.engines)
  func empty(_ kind: EngineKind) async throws {
    let house = try await Installation(kind)
    try await house.opened().house.database.close()
    let other = house.root + "/other.key"
    _ = try MasterKey.create(at: other)
    let says = await refusal(["serve", "--port", "1"] + house.place + ["--key", other])
    #expect(says?.contains("The key does not open this installation") == true)
  }

  @Test("a copy of the key from before a rotation is told from another house's", arguments: Databases.engines)
  func older(_ kind: EngineKind) async throws {
    let house = try await inhabited(kind)
    let old = house.root + "/old.key"
    try FileManager.default.copyItem(atPath: house.key, toPath: old)
    try await house.run("key", "rotate")
    try await house.run("key", "retire")
    for arguments in Self.everyCommand(house, key: old) {
      let says = await refusal(arguments)
      #expect(says?.contains("before the key was changed") == true, "\(arguments[0]): \(says ?? "it went on")")
    }
    try await house.run("audit", "verify")
  }

  @Test("a house from before the mark is told by its rows", arguments: Databases.engines)
  func unmarked(_ kind: EngineKind) async throws {
    let house = try await inhabited(kind)
    let database = try house.options.whereabouts.openExisting()
    _ = try await database.write { try $0.run("DELETE FROM house") }
    database.close()
    let other = house.root + "/other.key"
    _ = try MasterKey.create(at: other)
    let says = await refusal(["serve", "--port", "1"] + house.place + ["--key", other])
    #expect(says?.contains("The key does not open this installation") == true)
    try await house.opened().house.database.close()
    #expect(try await house.value("SELECT count(*) FROM house", as: Int.self) == 1)
  }

  @Test("only serve and demo draw a key", arguments: Databases.engines)
  func draws(_ kind: EngineKind) async throws {
    let house = try await Installation(kind)
    let says = await refusal(["staff", "invite", "akimshi@keruen.example"] + house.place + ["--key", house.key])
    #expect(says?.contains(kind == .sqlite ? "There is no database" : "the first `keruen serve` generates the key") == true)
    #expect(!FileManager.default.fileExists(atPath: house.key))
    #expect(!FileManager.default.fileExists(atPath: house.root + "/data/keruen.db"))
  }

  @Test(
    "of two machines that open one new database at once, one draws the key and the other is told so", arguments: Databases.engines
  )
  func race(_ kind: EngineKind) async throws {
    for _ in 0..<4 {
      let house = try await Installation(kind)
      let keys = ["ka", "kb"].map { house.root + "/\($0)/master.key" }
      let said = await withTaskGroup(of: String.self) { group in
        for key in keys {
          group.addTask {
            do {
              try await HouseOptions.parse(house.place + ["--key", key]).house(port: 1, isDemo: false, mayFound: true).database
                .close()
              return ""
            } catch { return "\(error)" }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(said.filter(\.isEmpty).count == 1, "\(said)")
      #expect(said.contains { $0.contains("copy master.key from the machine that started first") }, "\(said)")
      #expect(keys.filter { FileManager.default.fileExists(atPath: $0) }.count == 1)
    }
  }

  @Test("two houses with one key come up on one new database at once", arguments: Databases.engines)
  func together(_ kind: EngineKind) async throws {
    for _ in 0..<4 {
      let house = try await Installation(kind)
      _ = try MasterKey.create(at: house.key)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
          group.addTask { try await house.options.house(port: 1, isDemo: false, mayFound: true).database.close() }
        }
        try await group.waitForAll()
      }
      #expect(try await house.value("SELECT count(*) FROM cycle", as: Int.self) == 1)
    }
  }

  @Test("the doctor tells a wrong key from a changed log", arguments: Databases.engines)
  func doctor(_ kind: EngineKind) async throws {
    let house = try await inhabited(kind)
    let other = house.root + "/other.key"
    _ = try MasterKey.create(at: other)
    let database = try house.options.whereabouts.openExisting()
    defer { database.close() }
    let records = Records(
      database: database, vault: Vault(master: try MasterKey(path: other)), key: HouseKey(path: other), now: Outside.live.now())
    let lines = await records.findings().map(\.line)
    #expect(lines.contains { $0.hasPrefix("WRONG key and data: The key does not open this installation") })
    #expect(!lines.contains { $0.contains("was changed") })
  }

  @Test("erasures of another house are not taken for this one's at a restore")
  func erasures() async throws {
    let (house, other) = (try await inhabited(.sqlite), try await inhabited(.sqlite))
    try await house.run("backup", rest: [house.root + "/copy.db"])
    let target = try await Installation(.sqlite, like: house)
    let says = await refusal(
      ["restore"] + target.place + ["--key", house.key, "--erasures", other.address, house.root + "/copy.db"])
    #expect(says?.contains("another installation's") == true)
    try await target.run("restore", rest: ["--erasures", house.address, house.root + "/copy.db"])
  }
}
