import CSodium
import Glibc
import Synchronization

/// The keys outside the database. Each line of the file holds 32 bytes as 64 hexadecimal digits: first the ring, the newest
/// key before the older ones (the newest wraps, all of them unwrap, so that a key is changed without a stop), then
/// behind the word `root` the one that other keys are derived from: it opens nothing that is sealed and stays when a
/// key is retired, because search hashes and the audit chain were made with it. A file without that line has its
/// oldest key for a root.
package struct MasterKey: Sendable {
  private let ring: Ring
  private let root: [UInt8]

  /// Throws `SecurityFault.masterKey` when the file is missing, readable by anybody but its owner, of the wrong form, or a
  /// key nobody drew (a few bytes repeated, 00 01 02 …).
  package init(path: String) throws {
    let stamp = try Stamp(path)
    let lines = try Lines(file: path)
    ring = Ring(path: path, lines.keys, stamp)
    root = lines.root
  }

  /// From the text of a key file.
  package init(text: String, name: String = "the master key") throws {
    let lines = try Lines(text, name: name)
    ring = Ring(path: nil, lines.keys, nil)
    root = lines.root
  }

  /// Draws a key and a root and writes them to a new file that only its owner may read. Throws when the file is there.
  package static func create(at path: String) throws -> MasterKey {
    try write(Lines.text([randomBytes(32)], root: randomBytes(32)), to: path, O_WRONLY | O_CREAT | O_EXCL)
    return try MasterKey(path: path)
  }

  /// Puts a new key before the others, in one step that no reader sees half done.
  package func rotate(at path: String) throws {
    try replace(path, rotated())
  }

  /// This ring with a new key in front, as the text of its file.
  package func rotated() -> String { Lines.text([randomBytes(32)] + ring.keys, root: root) }

  /// Leaves the newest key and the root. What only an older key opens is lost: the caller has looked.
  package func retire(at path: String) throws {
    try replace(path, Lines.text([ring.keys[0]], root: root))
  }

  package var text: String { Lines.text(ring.keys, root: root) }

  /// How many keys the ring holds.
  package var count: Int { ring.keys.count }

  /// The newest key alone, to see what still needs an older one.
  package var newest: MasterKey { MasterKey(ring: Ring(path: nil, [ring.keys[0]], nil), root: root) }

  private init(ring: Ring, root: [UInt8]) {
    self.ring = ring
    self.root = root
  }

  /// A key for one purpose, 32 bytes; the same before and after a rotation.
  package func key(_ purpose: String) -> [UInt8] {
    keyedHash(purpose, purpose: "keruen derived key", key: root)
  }

  /// Tells whether two files have the same root, and betrays nothing of it.
  package var rootMark: [UInt8] { key("mark") }

  /// The same for each key of the ring, the newest first, as the file is now.
  package var keyMarks: [[UInt8]] {
    refresh()
    return ring.keys.map { keyedHash("mark", purpose: "keruen ring key", key: $0) }
  }

  /// The newest key, also when the file was changed by another process a moment ago.
  var wrapping: [UInt8] {
    refresh()
    return ring.keys[0]
  }

  var unwrapping: [[UInt8]] { ring.keys }

  /// Reads the file again if it is another one than before; true when the ring changed. A file that cannot be read or has
  /// another root leaves the ring as it is: a running house keeps the keys it has.
  @discardableResult
  func refresh() -> Bool {
    guard let path = ring.path, let stamp = try? Stamp(path), stamp != ring.stamp,
      let lines = try? Lines(file: path), lines.root == root
    else { return false }
    ring.replace(lines.keys, stamp)
    return true
  }

  private func replace(_ path: String, _ text: String) throws {
    let new = path + ".new"
    unlink(new)
    try Self.write(text, to: new, O_WRONLY | O_CREAT | O_EXCL)
    guard rename(new, path) == 0 else { throw SecurityFault.masterKey("\(path) cannot be replaced") }
  }

  private static func write(_ text: String, to path: String, _ flags: Int32) throws {
    let file = open(path, flags, 0o600)
    guard file >= 0 else { throw SecurityFault.masterKey("\(path) cannot be made (is it there already?)") }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
      throw SecurityFault.masterKey("\(path) cannot be written")
    }
  }
}

/// The keys as they are now, shared by all copies of one `MasterKey`.
private final class Ring: Sendable {
  let path: String?
  private let state: Mutex<(keys: [[UInt8]], stamp: Stamp?)>

  init(path: String?, _ keys: [[UInt8]], _ stamp: Stamp?) {
    self.path = path
    state = Mutex((keys, stamp))
  }

  var keys: [[UInt8]] { state.withLock { $0.keys } }
  var stamp: Stamp? { state.withLock { $0.stamp } }

  func replace(_ keys: [[UInt8]], _ stamp: Stamp) { state.withLock { $0 = (keys, stamp) } }
}

/// Tells whether a file is still the one that was read.
private struct Stamp: Hashable, Sendable {
  private let node: UInt64
  private let seconds: Int
  private let nanoseconds: Int
  private let size: Int64

  init(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let reason = errno == ENOENT ? "is missing" : "cannot be looked at: \(String(cString: strerror(errno)))"
      throw SecurityFault.masterKey("\(path) \(reason)")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw SecurityFault.masterKey("\(path) can be read by others than its owner: chmod 600 \(path)")
    }
    node = UInt64(status.st_ino)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
    size = Int64(status.st_size)
  }
}

/// What a key file says.
private struct Lines {
  private static let rootWord = "root "
  /// At most: 62 keys and a root.
  private static let longest = 64 * 70
  let keys: [[UInt8]]
  let root: [UInt8]

  init(file path: String) throws {
    guard let file = fopen(path, "r") else { throw SecurityFault.masterKey("\(path) cannot be read") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: Self.longest)
    let count = fread(&bytes, 1, bytes.count, file)
    try self.init(String(decoding: bytes[..<count], as: UTF8.self), name: path)
  }

  init(_ text: String, name: String) throws {
    var lines = text.split(separator: "\n")
    let named = lines.last.flatMap { $0.hasPrefix(Self.rootWord) ? $0.dropFirst(Self.rootWord.count) : nil }
    if named != nil { lines.removeLast() }
    keys = try lines.map { try Self.key($0, name) }
    guard let oldest = keys.last else { throw SecurityFault.masterKey("\(name) is empty") }
    root = try named.map { try Self.key($0, name) } ?? oldest
  }

  static func text(_ keys: [[UInt8]], root: [UInt8]) -> String {
    keys.map { hex($0) + "\n" }.joined() + rootWord + hex(root) + "\n"
  }

  private static func key(_ line: Substring, _ name: String) throws -> [UInt8] {
    guard let key = bytes(line), key.count == 32 else {
      throw SecurityFault.masterKey("\(name): each line must be 64 hexadecimal digits")
    }
    guard Set(key).count > 8, Set(zip(key, key.dropFirst()).map { $1 &- $0 }).count > 1 else {
      throw SecurityFault.masterKey("\(name): this key was not drawn at random")
    }
    return key
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
