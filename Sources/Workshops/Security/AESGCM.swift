import CCrypto

/// AES-256-GCM (NIST SP 800-38D), as browsers seal: a nonce of 12 bytes, the ciphertext, a tag of 16. libsodium has it on processors with
/// AES instructions only, so this is libcrypto's. What the house seals for itself is sealed by `Sealed`.
package enum AESGCM {
  package static let keyLength = 32
  package static let nonceLength = 12
  private static let tagLength = 16

  /// A nonce seals once with a key. `beside` is not sealed, and must be the same when it is opened. Nil where a length is wrong.
  package static func seal(_ text: [UInt8], key: [UInt8], nonce: [UInt8], beside: [UInt8]) -> [UInt8]? {
    guard key.count == keyLength, nonce.count == nonceLength, let context = Context() else { return nil }
    var (cipher, tag) = ([UInt8](repeating: 0, count: text.count), [UInt8](repeating: 0, count: tagLength))
    var length: Int32 = 0
    guard let (count, besides) = lengths(text, beside),
      EVP_EncryptInit_ex(context.pointer, EVP_aes_256_gcm(), nil, key, nonce) == 1,
      EVP_EncryptUpdate(context.pointer, nil, &length, beside, besides) == 1,
      EVP_EncryptUpdate(context.pointer, &cipher, &length, text, count) == 1, length == count,
      EVP_EncryptFinal_ex(context.pointer, &tag, &length) == 1,
      EVP_CIPHER_CTX_ctrl(context.pointer, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), &tag) == 1
    else { return nil }
    return nonce + cipher + tag
  }

  /// Nil for anything that was not sealed with this key beside these bytes.
  package static func open(_ sealed: [UInt8], key: [UInt8], beside: [UInt8]) -> [UInt8]? {
    guard key.count == keyLength, sealed.count >= nonceLength + tagLength, let context = Context() else { return nil }
    let nonce = Array(sealed.prefix(nonceLength))
    let cipher = Array(sealed.dropFirst(nonceLength).dropLast(tagLength))
    var (text, tag) = ([UInt8](repeating: 0, count: cipher.count), Array(sealed.suffix(tagLength)))
    var (length, rest): (Int32, [UInt8]) = (0, [UInt8](repeating: 0, count: tagLength))
    guard let (count, besides) = lengths(cipher, beside),
      EVP_DecryptInit_ex(context.pointer, EVP_aes_256_gcm(), nil, key, nonce) == 1,
      EVP_DecryptUpdate(context.pointer, nil, &length, beside, besides) == 1,
      EVP_DecryptUpdate(context.pointer, &text, &length, cipher, count) == 1, length == count,
      EVP_CIPHER_CTX_ctrl(context.pointer, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1,
      EVP_DecryptFinal_ex(context.pointer, &rest, &length) == 1
    else { return nil }
    return text
  }

  private static func lengths(_ text: [UInt8], _ beside: [UInt8]) -> (Int32, Int32)? {
    guard let count = Int32(exactly: text.count), let besides = Int32(exactly: beside.count) else { return nil }
    return (count, besides)
  }

  private final class Context {
    let pointer: OpaquePointer

    init?() {
      guard let pointer = EVP_CIPHER_CTX_new() else { return nil }
      self.pointer = pointer
    }

    deinit { EVP_CIPHER_CTX_free(pointer) }
  }
}
