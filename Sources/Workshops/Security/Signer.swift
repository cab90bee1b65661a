import CSodium

/// Ed25519 signatures (RFC 8032) of what leaves the house and must be recognised as ours: receipts, certificates, exports.
package struct Signer: Sendable {
  /// 32 bytes; may be published.
  package let publicKey: [UInt8]
  private let secretKey: [UInt8]

  /// From the 32 bytes of `MasterKey.key(_:)` with a purpose of its own, so that it is the same at each start.
  package init(seed: [UInt8]) {
    Sodium.need()
    precondition(seed.count == 32)
    var publicKey = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
    var secretKey = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
    crypto_sign_seed_keypair(&publicKey, &secretKey, seed)
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// 64 bytes.
  package func signature(of message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
    crypto_sign_detached(&signature, nil, message, UInt64(message.count), secretKey)
    return signature
  }

  package static func verifies(_ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]) -> Bool {
    Sodium.need()
    guard signature.count == Int(crypto_sign_BYTES), publicKey.count == Int(crypto_sign_PUBLICKEYBYTES) else { return false }
    return crypto_sign_verify_detached(signature, message, UInt64(message.count), publicKey) == 0
  }
}
