import Foundation
import Glibc
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Commands

/// A command that is run as another user than the house's own says so and leaves nothing of its own behind.
@Suite struct OwnershipTests {
  private static let nobody: uid_t = 65534

  @Test("root in a house of somebody else's, word for word as the documents had it", .enabled(if: geteuid() == 0))
  func root() async throws {
    let house = try await Installation(.sqlite)
    try await house.opened().house.database.close()
    let (data, backups) = (house.root + "/data", house.root + "/backups")
    mkdir(backups, 0o700)
    try await house.run("backup", rest: [backups + "/first.db"])
    try own(house.root, by: Self.nobody)
    let here = house.place + ["--key", house.key]
    let commands = [
      ["serve", "--port", "1"] + here, ["staff", "invite", "akimshi@keruen.example"] + here, ["migrate"] + here,
      ["backup"] + here + [backups + "/second.db"], ["backup-keys"] + here + [backups], ["audit", "verify"] + here,
      ["key", "rotate"] + here, ["key", "retire"] + here, ["move", "--from", data, "--to", house.root + "/moved"],
      ["restore", "--data", house.root + "/again", "--key", house.key, backups + "/first.db"],
    ]
    for arguments in commands {
      do {
        try await Installation.run(arguments)
        Issue.record("\(arguments[0]) went on")
      } catch {
        #expect(
          "\(error)".contains("belongs to nobody and you are root: run as nobody: sudo -u nobody keruen"), "\(arguments[0])")
      }
    }
    #expect(try roots(in: house.root) == [])
  }

  @Test(
    "root with a PostgreSQL house does not take the folder of the backups or the key",
    .enabled(if: geteuid() == 0 && Databases.engines.count == 2))
  func postgres() async throws {
    let house = try await Installation(.postgres)
    try await house.opened().house.database.close()
    let backups = house.root + "/backups"
    mkdir(backups, 0o700)
    try own(house.root, by: Self.nobody)
    for arguments in [["backup"], ["backup-keys"]] {
      let rest = arguments[0] == "backup" ? backups + "/first.db" : backups
      await #expect(throws: WrongUser.self) { try await house.run(arguments[0], rest: [rest]) }
    }
    await #expect(throws: WrongUser.self) { try await house.run("key", "rotate") }
    await #expect(throws: WrongUser.self) { try await house.run("serve", rest: ["--port", "1", "--backups", backups]) }
    #expect(try roots(in: house.root) == [])
  }

  @Test("a folder that everybody on the machine can write in is no folder of a house", arguments: Databases.engines)
  func open(_ kind: EngineKind) async throws {
    let house = try await Installation(kind)
    let data = house.root + "/open"
    mkdir(data, 0o700)
    chmod(data, 0o777)
    do {
      try await Installation.run(["serve", "--port", "1", "--data", data])
      Issue.record("it went on")
    } catch {
      #expect("\(error)" == "Every user of this machine can write in \(data), the folder of the data: chmod 700 \(data)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: data) == [])
    for mode: mode_t in [0o700, 0o750, 0o775] {
      chmod(data, mode)
      try Ownership.checkClosed(data)
    }
  }

  @Test("what a command of root's left behind is named with its owner and the mend", .enabled(if: geteuid() == 0))
  func leftBehind() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-owner-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Ownership.makeFolder(folder)
    _ = FileManager.default.createFile(atPath: folder + "/keruen.db", contents: nil)
    chown(folder, Self.nobody, 0)
    let wrong = #expect(throws: WrongUser.self) { try Ownership.check(folder + "/keruen.db", to: .write, as: Self.nobody) }
    #expect(wrong?.description == "\(folder)/keruen.db belongs to root and you are nobody: sudo chown nobody \(folder)/keruen.db")
    // A mounted volume is often root's while the files in it are not.
    chown(folder + "/keruen.db", Self.nobody, 0)
    try Ownership.check(folder + "/keruen.db", to: .write, as: Self.nobody)
  }

  @Test(
    "the folder above a path", arguments: [("/a/b", "/a"), ("/a/b/", "/a"), ("/a", "/"), ("a", "."), ("./a", "."), ("a/b", "a")])
  func above(_ path: String, _ folder: String) { #expect(Ownership.folder(of: path) == folder) }

  @Test func nothingLiesAboveTheRoot() { #expect(Ownership.folder(of: "/") == nil && Ownership.folder(of: ".") == nil) }

  @Test func aFolderThatCannotBeMadeIsNamedInOneSentence() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-owner-\(UUID().uuidString)").path
    _ = FileManager.default.createFile(atPath: file, contents: nil)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let trouble = #expect(throws: Trouble.self) { try Ownership.makeFolder(file + "/data") }
    #expect(trouble?.description == "The folder \(file)/data cannot be made: Not a directory.")
  }

  @Test func anErrorOfFoundationsIsOneSentence() throws {
    let error = try #require(throws: (any Error).self) { try Data(contentsOf: URL(filePath: "/nowhere/there")) }
    let says = Language.allCases.map { t in Door.sentence(error).map { t($0) } }
    #expect(
      says == [
        "/nowhere/there: мұнда ештеңе жоқ.", "/nowhere/there: здесь ничего нет.", "/nowhere/there: there is nothing here.",
      ])
  }

  private func own(_ root: String, by user: uid_t) throws {
    chown(root, user, 0)
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) { chown(root + "/" + name, user, 0) }
  }

  private func roots(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
      try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.ownerAccountID] as? Int == 0
    }
  }
}
