/// KZ-1048 (STRK 1048-2002), the Kazakh code page: Windows-1251 with the Kazakh letters in the places of letters that neither
/// Kazakh nor Russian has (Ў Ј Ґ Є Ї Ѕ Ќ Ћ). A file that uses those places is therefore taken to be written in it.
enum KZ1048 {
  private static let letters: [UInt8: String] = [
    0x8D: "Қ", 0x8E: "Һ", 0x9D: "қ", 0x9E: "һ", 0xA1: "Ұ", 0xA2: "ұ", 0xA3: "Ә", 0xA5: "Ө", 0xAA: "Ғ", 0xAF: "Ү", 0xB4: "ө",
    0xBA: "ғ", 0xBC: "ә", 0xBD: "Ң", 0xBE: "ң", 0xBF: "ү",
  ]

  /// Whether one of the places that differ is used.
  static func isLikely(_ bytes: [UInt8]) -> Bool { bytes.contains { letters[$0] != nil } }

  static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    for byte in bytes {
      if let letter = letters[byte] { text += letter.utf8 } else { text += Windows1251.utf8(CollectionOfOne(byte)) }
    }
    return text
  }
}

/// UTF-16 behind its byte order mark.
enum UTF16File {
  /// Nil when half a letter stands alone.
  static func utf8(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let isBig = bytes.starts(with: [0xFE, 0xFF])
    let units = stride(from: 2, to: bytes.count, by: 2).map { at -> UInt16 in
      let (high, low) = isBig ? (bytes[at], bytes[at + 1]) : (bytes[at + 1], bytes[at])
      return UInt16(high) << 8 | UInt16(low)
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }
}
