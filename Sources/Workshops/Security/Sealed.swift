import CSodium

/// The key of one person's data. Destroying its wrapped form in the database makes all of it unreadable, in backups too.
package struct PersonKey: Sendable {
  fileprivate let bytes: [UInt8]

  package static func fresh() -> PersonKey { PersonKey(bytes: randomBytes(32)) }

  /// As it stands in the database: sealed by the master key and bound to the person.
  package func wrapped(by master: MasterKey, person: String) -> [UInt8] {
    Sealed.seal(bytes, key: master.wrapping, place: "person key:\(person)")
  }

  /// Throws `SecurityFault.seal` when no key of the ring opens it for this person.
  package static func unwrap(_ wrapped: [UInt8], by master: MasterKey, person: String) throws -> PersonKey {
    repeat {
      for key in master.unwrapping {
        if let bytes = try? Sealed.open(wrapped, key: key, place: "person key:\(person)") { return PersonKey(bytes: bytes) }
      }
      // Wrapped by a key that another process put into the file a moment ago?
    } while master.refresh()
    throw SecurityFault.seal
  }

  /// The same key under the newest key of the ring, for the walk through all persons after a rotation; nil when it is
  /// there already.
  package static func rewrapped(_ wrapped: [UInt8], by master: MasterKey, person: String) throws -> [UInt8]? {
    if (try? Sealed.open(wrapped, key: master.wrapping, place: "person key:\(person)")) != nil { return nil }
    return try unwrap(wrapped, by: master, person: person).wrapped(by: master, person: person)
  }
}

/// A key made of a secret that somebody else holds: what it seals opens with that secret alone.
package struct SecretKey: Sendable {
  fileprivate let bytes: [UInt8]

  /// 32 bytes of a keyed hash.
  package init(_ bytes: [UInt8]) {
    precondition(bytes.count == 32)
    self.bytes = bytes
  }
}

/// Sealed values: one version byte, a random nonce of 24 bytes, and XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) over
/// the text, with the place it belongs to as associated data.
///
/// Texts are padded before sealing (ISO/IEC 7816-4: 0x80, then zeros) to 32, 64, 128 … 1,024 bytes and above that to a
/// multiple of 1,024, so that a sealed name does not betray its length.
package enum Sealed {
  private static let version: UInt8 = 1
  private static let nonceLength = 24
  private static let tagLength = 16

  package static func seal(_ text: String, with key: PersonKey, place: String) -> [UInt8] {
    seal(padded(text), key: key.bytes, place: place)
  }

  package static func seal(_ text: String, with key: SecretKey, place: String) -> [UInt8] {
    seal(padded(text), key: key.bytes, place: place)
  }

  private static func padded(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    bytes.append(0x80)
    var target = 32
    while target < bytes.count { target = target < 1024 ? target * 2 : target + 1024 }
    return bytes + repeatElement(0, count: target - bytes.count)
  }

  /// Bytes of files, whose length stands beside them anyway, are not padded.
  package static func seal(_ bytes: [UInt8], with key: PersonKey, place: String) -> [UInt8] {
    seal(bytes, key: key.bytes, place: place)
  }

  package static func seal(_ bytes: [UInt8], with key: SecretKey, place: String) -> [UInt8] {
    seal(bytes, key: key.bytes, place: place)
  }

  package static func open(_ sealed: [UInt8], with key: SecretKey, place: String) throws -> [UInt8] {
    try open(sealed, key: key.bytes, place: place)
  }

  /// Throws `SecurityFault.seal` for anything but what was sealed for this person and place.
  package static func openText(_ sealed: [UInt8], with key: PersonKey, place: String) throws -> String {
    try text(padded: try open(sealed, key: key.bytes, place: place))
  }

  /// Throws `SecurityFault.seal` for anything but what was sealed with this secret and place.
  package static func openText(_ sealed: [UInt8], with key: SecretKey, place: String) throws -> String {
    try text(padded: try open(sealed, key: key.bytes, place: place))
  }

  private static func text(padded bytes: [UInt8]) throws -> String {
    guard let end = bytes.lastIndex(of: 0x80), bytes[(end + 1)...].allSatisfy({ $0 == 0 }) else { throw SecurityFault.seal }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  package static func open(_ sealed: [UInt8], with key: PersonKey, place: String) throws -> [UInt8] {
    try open(sealed, key: key.bytes, place: place)
  }

  fileprivate static func seal(_ plain: [UInt8], key: [UInt8], place: String) -> [UInt8] {
    seal(plain, key: key, context: Array(place.utf8), nonce: randomBytes(nonceLength))
  }

  fileprivate static func open(_ sealed: [UInt8], key: [UInt8], place: String) throws -> [UInt8] {
    try open(sealed, key: key, context: Array(place.utf8))
  }

  /// Never called with a nonce of one's own but by the test of the published vector.
  static func seal(_ plain: [UInt8], key: [UInt8], context: [UInt8], nonce: [UInt8]) -> [UInt8] {
    var sealed = [UInt8](repeating: 0, count: 1 + nonceLength + plain.count + tagLength)
    sealed[0] = version
    sealed.replaceSubrange(1..<(1 + nonceLength), with: nonce)
    sealed.withUnsafeMutableBufferPointer { sealed in
      _ = crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed.baseAddress! + 1 + nonceLength, nil, plain, UInt64(plain.count), context, UInt64(context.count), nil, nonce, key)
    }
    return sealed
  }

  static func open(_ sealed: [UInt8], key: [UInt8], context: [UInt8]) throws -> [UInt8] {
    Sodium.need()
    guard sealed.count >= 1 + nonceLength + tagLength, sealed[0] == version else { throw SecurityFault.seal }
    var plain = [UInt8](repeating: 0, count: sealed.count - 1 - nonceLength - tagLength)
    let result = sealed.withUnsafeBufferPointer { sealed in
      plain.withUnsafeMutableBufferPointer { plain in
        crypto_aead_xchacha20poly1305_ietf_decrypt(
          plain.baseAddress, nil, nil, sealed.baseAddress! + 1 + nonceLength, UInt64(sealed.count - 1 - nonceLength), context,
          UInt64(context.count), sealed.baseAddress! + 1, key)
      }
    }
    guard result == 0 else { throw SecurityFault.seal }
    return plain
  }
}
