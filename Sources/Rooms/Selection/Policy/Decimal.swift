/// Numbers as spreadsheets of three languages write them.
enum Decimal {
  /// What no evidence reaches: a thousand million.
  private static let largest = 1e9

  /// "−1,5", "12.25", "1e-3"; spaces around are passed over. Nil for anything else, for more than a thousand million, and for NaN.
  static func read(_ text: some StringProtocol) -> Double? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case ",": bytes.append(UInt8(ascii: "."))
      case "\u{2212}": bytes.append(UInt8(ascii: "-"))
      case " ", "\u{A0}", "\t": continue
      case "0"..."9", ".", "-", "+", "e", "E": bytes.append(UInt8(scalar.value))
      default: return nil
      }
    }
    guard let number = Double(String(decoding: bytes, as: UTF8.self)), number.magnitude <= largest else { return nil }
    return number
  }
}
