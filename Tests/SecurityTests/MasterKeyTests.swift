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
