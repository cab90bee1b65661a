import CSodium

/// Readies libsodium once for the whole process; every function of this workshop that needs it comes through here.
enum Sodium {
  static let ready: Bool = sodium_init() >= 0

  static func need() {
    precondition(ready, "libsodium cannot be initialised: the system gives no random numbers")
  }
}

/// What keys and seals can refuse. No message holds a key or an opened text.
package enum SecurityFault: Error, Hashable, CustomStringConvertible {
  /// The master key file: missing, readable by others, of the wrong size, a known default.
  case masterKey(String)
  /// Sealed bytes that do not open: changed, moved to another place, or another key.
  case seal
  /// The bounded pool of password hashing is full.
  case busy
  case outOfMemory

  package var description: String {
    switch self {
    case .masterKey(let what): "master key: \(what)"
    case .seal: "a sealed value does not open"
    case .busy: "too many sign-ins at once"
    case .outOfMemory: "out of memory"
    }
  }
}

/// Random bytes from the operating system.
package func randomBytes(_ count: Int) -> [UInt8] {
  Sodium.need()
  var bytes = [UInt8](repeating: 0, count: count)
  randombytes_buf(&bytes, count)
  return bytes
}

/// Decimal digits, each as likely as the others.
package func randomCode(digits: Int) -> String {
  Sodium.need()
  return (0..<digits).map { _ in String(randombytes_uniform(10)) }.joined()
}

/// BLAKE2b-256 (RFC 7693) of bytes: for content hashes, not for secrets.
package func digest(_ bytes: [UInt8]) -> [UInt8] {
  Sodium.need()
  var hash = [UInt8](repeating: 0, count: 32)
  crypto_generichash(&hash, 32, bytes, UInt64(bytes.count), nil, 0)
  return hash
}

/// SHA-256 (FIPS 180-4): where a document names it, such as the consent ledger.
package func sha256(_ bytes: [UInt8]) -> [UInt8] {
  Sodium.need()
  var hash = [UInt8](repeating: 0, count: 32)
  crypto_hash_sha256(&hash, bytes, UInt64(bytes.count))
  return hash
}

/// BLAKE2b-256 keyed with 32 bytes over the purpose and the text, each with its length, so that no two pairs collide by
/// sliding one into the other.
package func keyedHash(_ text: String, purpose: String, key: [UInt8]) -> [UInt8] {
  var encoding = Encoding()
  encoding.add(purpose)
  encoding.add(text)
  return keyedHash(encoding.bytes, key: key)
}

package func keyedHash(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
  Sodium.need()
  precondition(key.count == 32)
  var hash = [UInt8](repeating: 0, count: 32)
  crypto_generichash(&hash, 32, bytes, UInt64(bytes.count), key, 32)
  return hash
}

/// Takes as long for unequal bytes as for equal ones of the same length.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  left.count == right.count && sodium_memcmp(left, right, left.count) == 0
}

/// Fields one after the other, each behind its length: two different lists never give the same bytes.
struct Encoding {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ field: some Collection<UInt8>) {
    withUnsafeBytes(of: UInt32(field.count).littleEndian) { bytes += $0 }
    bytes += field
  }

  mutating func add(_ text: String) { add(text.utf8) }

  mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }
}
