/// Signs that nobody sees: direction marks, joiners and variation selectors, copied along from contacts, web pages and chats.
package enum Invisible {
  package static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x80, 0x400...0x52f: false
    // A joiner of graphemes, fillers and the empty pattern of Braille are letters to Unicode and nothing to the eye.
    case 0x34f, 0x115f, 0x1160, 0x2800, 0x3164, 0xffa0, 0xfe00...0xfe0f, 0xe0100...0xe01ef: true
    default: scalar.properties.generalCategory == .format
    }
  }

  package static func stands(in text: some StringProtocol) -> Bool {
    mayStand(in: text) && text.unicodeScalars.contains(where: contains)
  }

  /// The text as the eye has it.
  package static func dropped(from text: String) -> String {
    guard mayStand(in: text) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !contains($0) }))
  }

  /// Letters of Latin, Cyrillic and Kazakh begin with other bytes, and nearly every text has no others.
  private static func mayStand(in text: some StringProtocol) -> Bool {
    text.utf8.contains { $0 >= 0xd4 || $0 == 0xc2 || $0 == 0xcd }
  }
}
