import Foundation
import Testing

@testable import Security

@Suite final class MasterKeyTests {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-key-\(UUID().uuidString)").path

  deinit { unlink(path) }

  @Test func aNewKeyFileIsTheOwnersAlone() throws {
    let made = try MasterKey.create(at: path)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try MasterKey(path: path).key("audit") == made.key("audit"))
    #expect(made.key("audit") != made.key("search"))
  }

  @Test func aKeyFileIsNeverOverwritten() throws {
    let made = try MasterKey.create(at: path)
    #expect(throws: SecurityFault.self) { try MasterKey.create(at: path) }
    #expect(try MasterKey(path: path).text == made.text)
  }

  @Test(arguments: [0o640, 0o604, 0o660]) func aKeyFileOthersMayReadIsRefused(mode: Int) throws {
    _ = try MasterKey.create(at: path)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(throws: SecurityFault.self) { try MasterKey(path: path) }
  }

  @Test func aMissingKeyFileIsRefused() {
    #expect(throws: SecurityFault.self) { try MasterKey(path: path) }
  }

  @Test(arguments: [
    "", "\n", "00", String(repeating: "0", count: 64), String(repeating: "ab", count: 32), String(repeating: "g", count: 64),
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
  ]) func aKeyNobodyDrewIsRefused(text: String) {
    #expect(throws: SecurityFault.self) { try MasterKey(text: text) }
  }
}

/// A key is changed while a house runs.
@Suite final class RotationTests {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-ring-\(UUID().uuidString)").path

  deinit { unlink(path) }

  @Test func aRunningHouseWrapsWithTheNewKeyAtOnceAndOpensBoth() throws {
    let running = try MasterKey.create(at: path)
    let old = PersonKey.fresh().wrapped(by: running, person: "a")
    try MasterKey(path: path).rotate(at: path)
    let other = try MasterKey(path: path)
    #expect(other.count == 2)
    let new = PersonKey.fresh().wrapped(by: other, person: "b")
    // The running house read its file before the rotation.
    _ = try PersonKey.unwrap(new, by: running, person: "b")
    _ = try PersonKey.unwrap(old, by: running, person: "a")
    #expect(try PersonKey.rewrapped(PersonKey.fresh().wrapped(by: running, person: "c"), by: other, person: "c") == nil)
  }

  @Test func whatIsDerivedOutlivesTheKeyItsPersonsDoNot() throws {
    let first = try MasterKey.create(at: path)
    let wrapped = PersonKey.fresh().wrapped(by: first, person: "a")
    try first.rotate(at: path)
    let ring = try MasterKey(path: path)
    let moved = try #require(try PersonKey.rewrapped(wrapped, by: ring, person: "a"))
    try ring.retire(at: path)
    let last = try MasterKey(path: path)
    #expect(last.count == 1)
    #expect(last.key("audit chain") == first.key("audit chain"))
    _ = try PersonKey.unwrap(moved, by: last, person: "a")
    #expect(throws: SecurityFault.seal) { try PersonKey.unwrap(wrapped, by: last, person: "a") }
  }

  @Test func theRootOpensNothing() throws {
    let made = try MasterKey.create(at: path)
    let root = try #require(made.text.split(separator: "\n").last?.split(separator: " ").last)
    let wrapped = PersonKey.fresh().wrapped(by: made, person: "a")
    #expect(throws: SecurityFault.seal) { try PersonKey.unwrap(wrapped, by: try MasterKey(text: String(root)), person: "a") }
  }

  @Test func anOldFileWithoutARootKeepsItsDerivedKeys() throws {
    let key = hex(randomBytes(32))
    let old = try MasterKey(text: key + "\n")
    try old.rotate(at: path)
    try MasterKey(path: path).retire(at: path)
    #expect(try MasterKey(path: path).key("search hashes") == old.key("search hashes"))
  }

  @Test func aRunningHouseDoesNotTakeAFileWithAnotherRoot() throws {
    let running = try MasterKey.create(at: path)
    let before = running.text
    unlink(path)
    _ = try MasterKey.create(at: path)
    _ = PersonKey.fresh().wrapped(by: running, person: "a")
    #expect(running.text == before)
  }
}
