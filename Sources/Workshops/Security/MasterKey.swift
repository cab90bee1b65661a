import CSodium
import Glibc

/// The keys outside the database. The file holds one or more 32-byte keys as lines of 64 hexadecimal digits, the newest
/// first: the newest wraps, all of them unwrap, so that a key is changed without a stop (`keruen key rotate`).
package struct MasterKey: Sendable {
  private let keys: [[UInt8]]

  /// Throws `SecurityFault.masterKey` when the file is missing, readable by anybody but its owner, of the wrong form, or a
  /// key nobody drew (a few bytes repeated, 00 01 02 …).
  package init(path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { throw SecurityFault.masterKey("\(path) is missing") }
    guard status.st_mode & 0o077 == 0 else {
      throw SecurityFault.masterKey("\(path) can be read by others than its owner: chmod 600 \(path)")
    }
    guard let file = fopen(path, "r") else { throw SecurityFault.masterKey("\(path) cannot be read") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65 * 64)
    let count = fread(&bytes, 1, bytes.count, file)
    try self.init(text: String(decoding: bytes[..<count], as: UTF8.self), name: path)
  }

  /// From the text of a key file.
  package init(text: String, name: String = "the master key") throws {
    keys = try text.split(separator: "\n").map { line in
      guard let key = Self.bytes(line), key.count == 32 else {
        throw SecurityFault.masterKey("\(name): each line must be 64 hexadecimal digits")
      }
      guard Set(key).count > 8, Set(zip(key, key.dropFirst()).map { $1 &- $0 }).count > 1 else {
        throw SecurityFault.masterKey("\(name): this key was not drawn at random")
      }
      return key
    }
    guard !keys.isEmpty else { throw SecurityFault.masterKey("\(name) is empty") }
  }

  /// Draws a key and writes it to a new file that only its owner may read. Throws when the file is there.
  package static func create(at path: String) throws -> MasterKey {
    let text = hex(randomBytes(32))
    try write(text + "\n", to: path, flags: O_WRONLY | O_CREAT | O_EXCL)
    return try MasterKey(text: text)
  }

  /// This ring with a new key in front, as the text of its file.
  package func rotated() -> String {
    ([randomBytes(32)] + keys).map { hex($0) + "\n" }.joined()
  }

  package var text: String { keys.map { hex($0) + "\n" }.joined() }

  package var count: Int { keys.count }

  /// A key for one purpose, 32 bytes. Made from the oldest key of the ring, so that search hashes and the audit chain
  /// outlive a rotation.
  package func key(_ purpose: String) -> [UInt8] {
    keyedHash(purpose, purpose: "keruen derived key", key: keys[keys.count - 1])
  }

  var wrapping: [UInt8] { keys[0] }
  var unwrapping: [[UInt8]] { keys }

  private static func write(_ text: String, to path: String, flags: Int32) throws {
    let file = open(path, flags, 0o600)
    guard file >= 0 else { throw SecurityFault.masterKey("\(path) cannot be made (is it there already?)") }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
      throw SecurityFault.masterKey("\(path) cannot be written")
    }
  }

  private static func bytes(_ hex: Substring) -> [UInt8]? {
    let digits = hex.compactMap(\.hexDigitValue)
    guard digits.count == hex.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}

/// Lower-case hexadecimal digits.
package func hex(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
