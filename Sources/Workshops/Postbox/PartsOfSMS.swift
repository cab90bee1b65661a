extension Letter {
  /// How many messages a text is sent and paid as: up to 160 letters of the GSM alphabet, or 70 of any other, in one; 153 or 67 in each
  /// of several (3GPP TS 23.038, 23.040).
  package static func partsOfSMS(_ text: String) -> Int {
    let isPlain = text.unicodeScalars.allSatisfy { basic.contains($0) || extended.contains($0) }
    // A sign of the extension table takes two places.
    let length = isPlain ? text.unicodeScalars.reduce(0) { $0 + (extended.contains($1) ? 2 : 1) } : text.utf16.count
    let (alone, each) = isPlain ? (160, 153) : (70, 67)
    return length <= alone ? 1 : (length + each - 1) / each
  }

  private static let basic = Set(
    """
    @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
    abcdefghijklmnopqrstuvwxyzäöñüà\n\r
    """.unicodeScalars)
  private static let extended = Set("^{}\\[~]|€".unicodeScalars)
}
