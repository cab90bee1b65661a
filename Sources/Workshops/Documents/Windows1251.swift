/// Windows-1251, which older programs in Russian still write. It has no place for the Kazakh letters ә ғ қ ң ө ұ ү һ (і is
/// there): a file in it has lost them before it came here; `KZ1048` has them.
package enum Windows1251 {
  /// UTF-8 for the same text. The one byte without a meaning, 0x98, becomes U+FFFD.
  package static func utf8(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    for byte in bytes { text += letters[Int(byte)] }
    return text
  }

  private static let letters: [[UInt8]] = (0...255).map { byte in
    switch byte {
    case 0..<0x80: [UInt8(byte)]
    case 0x80..<0xC0: Array(String(upper[byte - 0x80]).utf8)
    default: Array(String(Unicode.Scalar(UInt32(0x0410 + byte - 0xC0)) ?? "\u{FFFD}").utf8)
    }
  }

  /// 0x80…0xBF after the Unicode Consortium's CP1251.TXT; from 0xC0 on А…я stand in order.
  private static let upper: [Unicode.Scalar] = [
    "Ђ", "Ѓ", "‚", "ѓ", "„", "…", "†", "‡", "€", "‰", "Љ", "‹", "Њ", "Ќ", "Ћ", "Џ",
    "ђ", "‘", "’", "“", "”", "•", "–", "—", "\u{FFFD}", "™", "љ", "›", "њ", "ќ", "ћ", "џ",
    "\u{A0}", "Ў", "ў", "Ј", "¤", "Ґ", "¦", "§", "Ё", "©", "Є", "«", "¬", "\u{AD}", "®", "Ї",
    "°", "±", "І", "і", "ґ", "µ", "¶", "·", "ё", "№", "є", "»", "ј", "Ѕ", "ѕ", "ї",
  ]
}
