import CSodium

/// 32 random bytes as 43 letters of base64url: a session, a link. Only its keyed hash is stored.
package struct Token: Sendable, Hashable {
  package let text: String

  package init() {
    text = base64URL(randomBytes(32))
  }

  /// Nil unless the text has the form of a token.
  package init?(_ text: String) {
    guard text.utf8.count == 43, text.utf8.allSatisfy(isBase64URL) else { return nil }
    self.text = text
  }
}

/// The hidden field that proves a form is ours: a keyed hash of the session under a mask drawn for each rendering, so that
/// the letters differ each time and the length of a compressed page betrays nothing (BREACH).
package struct CSRF: Sendable {
  private let key: [UInt8]

  package init(key: [UInt8]) {
    self.key = key
  }

  package func token(for session: [UInt8]) -> String {
    let mask = randomBytes(32)
    return base64URL(mask + zip(proof(session), mask).map { $0 ^ $1 })
  }

  package func accepts(_ token: String, for session: [UInt8]) -> Bool {
    guard let bytes = bytes(base64URL: token), bytes.count == 64 else { return false }
    return constantTimeEqual(zip(bytes[32...], bytes[..<32]).map { $0 ^ $1 }, proof(session))
  }

  private func proof(_ session: [UInt8]) -> [UInt8] {
    keyedHash(Array("form".utf8) + session, key: key)
  }
}

package func base64URL(_ bytes: [UInt8]) -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  var text: [UInt8] = []
  text.reserveCapacity((bytes.count * 4 + 2) / 3)
  var bits = 0
  var pending: UInt32 = 0
  for byte in bytes {
    pending = pending << 8 | UInt32(byte)
    bits += 8
    while bits >= 6 {
      bits -= 6
      text.append(letters[Int(pending >> UInt32(bits) & 63)])
    }
  }
  if bits > 0 { text.append(letters[Int(pending << UInt32(6 - bits) & 63)]) }
  return String(decoding: text, as: UTF8.self)
}

/// Nil when a letter is not of the alphabet.
package func bytes(base64URL text: String) -> [UInt8]? {
  var bytes: [UInt8] = []
  var bits = 0
  var pending: UInt32 = 0
  for letter in text.utf8 {
    let value: UInt8
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): value = letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): value = letter - UInt8(ascii: "0") + 52
    case UInt8(ascii: "-"): value = 62
    case UInt8(ascii: "_"): value = 63
    default: return nil
    }
    pending = pending << 6 | UInt32(value)
    bits += 6
    if bits >= 8 {
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
    }
  }
  return bytes
}

private func isBase64URL(_ letter: UInt8) -> Bool {
  switch letter {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: "-"), UInt8(ascii: "_"):
    true
  default: false
  }
}
