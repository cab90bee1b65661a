/// The second factor of staff: time-based one-time passwords (RFC 6238) with SHA-1, 30 seconds and six digits, which is what
/// every authenticator application understands.
package struct TOTP: Sendable {
  private static let period: Int64 = 30
  private let secret: [UInt8]

  /// 20 random bytes, the length RFC 4226 recommends.
  package static func fresh() -> TOTP { TOTP(secret: randomBytes(20)) }

  package init(secret: [UInt8]) {
    self.secret = secret
  }

  /// The secret as the store keeps it (sealed) and as a person types it into the application.
  package var base32: String { Security.base32(secret) }

  /// Nil unless the text is base32 of at least 16 bytes; spaces and small letters are forgiven.
  package init?(base32 text: String) {
    guard let secret = bytes(base32: text), secret.count >= 16 else { return nil }
    self.secret = secret
  }

  /// The step whose code this is, at most one step away from `at` (seconds since 1970); nil when the code is wrong or its
  /// step is not after `last`. Keep the answer as the next `last`: each code then opens once.
  package func accepts(_ code: String, at seconds: Int64, after last: Int64? = nil) -> Int64? {
    let typed = Array(code.utf8.filter { $0 != UInt8(ascii: " ") })
    let now = seconds / Self.period
    var accepted: Int64?
    for step in (now - 1)...(now + 1) where step >= 0 && step > last ?? -1 {
      if constantTimeEqual(typed, Array(self.code(step: step).utf8)) { accepted = accepted ?? step }
    }
    return accepted
  }

  package func code(at seconds: Int64) -> String { code(step: seconds / Self.period) }

  func code(step: Int64, digits: Int = 6, hash: HMAC = .sha1) -> String {
    let counter = withUnsafeBytes(of: step.bigEndian) { [UInt8]($0) }
    let mac = hash(counter, key: secret)
    let offset = Int(mac[mac.count - 1] & 15)
    let number = mac[offset..<(offset + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
    let modulus = (0..<digits).reduce(UInt32(1)) { power, _ in power * 10 }
    let text = String(number % modulus)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// What the QR code of the enrolment page says.
  package func url(issuer: String, account: String) -> String {
    let label = percentEncoded(issuer) + ":" + percentEncoded(account)
    return "otpauth://totp/\(label)?secret=\(base32)&issuer=\(percentEncoded(issuer))&algorithm=SHA1&digits=6&period=30"
  }

  /// Ten codes for the day the phone is lost. The page shows them once; the store keeps keyed hashes and drops each when used.
  package static func recoveryCodes() -> [Code] {
    (0..<10).map { _ in Code.fresh(groups: 3, checked: true) }
  }
}

private func percentEncoded(_ text: String) -> String {
  text.utf8.map { byte in
    let isPlain =
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._~".utf8.contains(byte)
    return isPlain ? String(UnicodeScalar(byte)) : "%" + hex([byte]).uppercased()
  }.joined()
}

private let base32Letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

/// RFC 4648 without padding.
func base32(_ bytes: [UInt8]) -> String {
  var text: [UInt8] = []
  var bits = 0
  var pending: UInt32 = 0
  for byte in bytes {
    pending = pending << 8 | UInt32(byte)
    bits += 8
    while bits >= 5 {
      bits -= 5
      text.append(base32Letters[Int(pending >> UInt32(bits) & 31)])
    }
  }
  if bits > 0 { text.append(base32Letters[Int(pending << UInt32(5 - bits) & 31)]) }
  return String(decoding: text, as: UTF8.self)
}

func bytes(base32 text: String) -> [UInt8]? {
  var bytes: [UInt8] = []
  var bits = 0
  var pending: UInt32 = 0
  for letter in text.uppercased().utf8 where letter != UInt8(ascii: " ") && letter != UInt8(ascii: "=") {
    guard let value = base32Letters.firstIndex(of: letter) else { return nil }
    pending = pending << 5 | UInt32(value)
    bits += 5
    if bits >= 8 {
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
    }
  }
  return bytes
}
