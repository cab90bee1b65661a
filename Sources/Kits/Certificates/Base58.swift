/// Base 58 as Bitcoin has it (draft-msporny-base58), for keys and proofs: short numbers, so the plain way is enough.
package enum Base58 {
  private static let letters = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

  package static func text(_ bytes: [UInt8]) -> String {
    var digits: [UInt8] = []
    for byte in bytes {
      var carry = Int(byte)
      for index in digits.indices {
        carry += Int(digits[index]) << 8
        digits[index] = UInt8(carry % 58)
        carry /= 58
      }
      while carry > 0 {
        digits.append(UInt8(carry % 58))
        carry /= 58
      }
    }
    let zeros = [UInt8](repeating: letters[0], count: bytes.prefix { $0 == 0 }.count)
    return String(decoding: zeros + digits.reversed().map { letters[Int($0)] }, as: UTF8.self)
  }

  /// Nil where a letter is none of base 58, or where there are more bytes than `most`.
  package static func bytes(_ text: some StringProtocol, most: Int) -> [UInt8]? {
    guard text.utf8.count <= most * 2 else { return nil }
    var bytes: [UInt8] = []
    for letter in text.utf8 {
      guard var carry = letters.firstIndex(of: letter) else { return nil }
      for index in bytes.indices {
        carry += Int(bytes[index]) * 58
        bytes[index] = UInt8(carry & 255)
        carry >>= 8
      }
      while carry > 0 {
        bytes.append(UInt8(carry & 255))
        carry >>= 8
      }
    }
    let whole = [UInt8](repeating: 0, count: text.utf8.prefix { $0 == letters[0] }.count) + bytes.reversed()
    return whole.count <= most ? whole : nil
  }
}
