/// A number as people type it and as spreadsheets write it.
package enum Decimal {
  /// What no figure of ours reaches: a thousand million.
  private static let largest = 1e9

  /// "−1,5", "12.25", "1e-3", "1 250"; spaces around are passed over. Nil for anything else, for more than a thousand million, and for NaN.
  package static func read(_ text: some StringProtocol) -> Double? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case ",": bytes.append(UInt8(ascii: "."))
      case "\u{2212}": bytes.append(UInt8(ascii: "-"))
      case " ", "\u{A0}", "\u{202F}", "\u{2009}", "\t": bytes.append(space)
      case "0"..."9", ".", "-", "+", "e", "E": bytes.append(UInt8(scalar.value))
      default: return nil
      }
    }
    guard let bare = ungrouped(bytes), let number = Double(String(decoding: bare, as: UTF8.self)), number.magnitude <= largest
    else { return nil }
    return number
  }

  /// "1,250": a thousand and a quarter to some, one and a quarter to others. "0,125" and "1,25" are read one way only.
  package static func isTwoWays(_ text: some StringProtocol) -> Bool {
    let digits = text.drop { $0 == "-" || $0 == "+" || $0 == "\u{2212}" || $0 == " " }
    let parts = digits.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...3).contains(parts[0].utf8.count), parts[1].utf8.count == 3 else { return false }
    return parts[0].utf8.first != zero && parts.allSatisfy { $0.utf8.allSatisfy(isDigit) }
  }

  private static let space = UInt8(ascii: " ")
  private static let zero = UInt8(ascii: "0")
  private static func isDigit(_ byte: UInt8) -> Bool { (zero...UInt8(ascii: "9")).contains(byte) }

  /// Without spaces around, behind a sign, and before each three digits of the whole part; nil where they stand elsewhere: "8 5" is two
  /// numbers.
  private static func ungrouped(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains(space) else { return bytes }
    let start = bytes.prefix { $0 == space }.count
    let end = bytes.count - bytes.reversed().prefix { $0 == space }.count
    guard start < end else { return [] }
    let text = bytes[start..<end]
    let sign = text.prefix { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    let unsigned = text.dropFirst(sign.count).drop { $0 == space }
    let whole = unsigned.prefix { $0 == space || isDigit($0) }
    let rest = unsigned.dropFirst(whole.count)
    let groups = whole.split(separator: space, omittingEmptySubsequences: false)
    let isGrouped =
      groups.count == 1 || (groups[0].count <= 3 && !groups[0].isEmpty && groups.dropFirst().allSatisfy { $0.count == 3 })
    guard isGrouped, !rest.contains(space) else { return nil }
    return Array(sign) + Array(groups.joined()) + Array(rest)
  }
}
