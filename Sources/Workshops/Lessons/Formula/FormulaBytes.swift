/// Where the reader stands, and what it says when it can go no further.
extension FormulaReader {
  var current: UInt8? { at < bytes.count ? bytes[at] : nil }

  mutating func skipSpace() { while let byte = current, byte.isSpace { at += 1 } }

  func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { at + $0.count <= bytes.count && bytes[at..<at + $0.count].elementsEqual($0) }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Behind a backslash: a run of letters, or one other character.
  mutating func commandName() -> String {
    at += 1
    let start = at
    while let byte = current, byte.isLetter { at += 1 }
    if at == start, at < bytes.count { at = end(ofScalarAt: at) }
    return text(start..<at)
  }

  func complaint(_ fault: FormulaComplaint.Fault, at place: Int) -> FormulaComplaint {
    let before = bytes[..<min(place, bytes.count)].count { !$0.continuesScalar }
    return FormulaComplaint(column: before + 1, fault: fault)
  }

  /// A row has ended where the caller did not expect it.
  func stray() -> FormulaComplaint {
    switch current {
    case .rightBrace: complaint(.strayBrace, at: at)
    case .ampersand: complaint(.strayCell, at: at)
    case .backslash where starts(with: "\\right"): complaint(.strayRight, at: at)
    case .backslash where starts(with: "\\\\"): complaint(.strayCell, at: at)
    default: complaint(.otherEnd(String(decoding: bytes[at...].dropFirst(5).prefix(while: \.isLetter), as: UTF8.self)), at: at)
    }
  }

  func unknown() -> FormulaComplaint {
    let sign = text(at..<end(ofScalarAt: at))
    let isLetter = sign.unicodeScalars.first?.properties.isAlphabetic == true
    return complaint(isLetter ? .letterOfText(sign) : .unknownSign(sign), at: at)
  }

  func end(ofScalarAt start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, bytes[end].continuesScalar { end += 1 }
    return end
  }
}

extension UInt8 {
  static let backslash = UInt8(ascii: "\\")
  static let leftBrace = UInt8(ascii: "{")
  static let rightBrace = UInt8(ascii: "}")
  static let leftBracket = UInt8(ascii: "[")
  static let rightBracket = UInt8(ascii: "]")
  static let ampersand = UInt8(ascii: "&")
  static let caret = UInt8(ascii: "^")
  static let underscore = UInt8(ascii: "_")
  static let apostrophe = UInt8(ascii: "'")
  static let point = UInt8(ascii: ".")
  static let comma = UInt8(ascii: ",")

  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
  var continuesScalar: Bool { self & 0xC0 == 0x80 }
}
