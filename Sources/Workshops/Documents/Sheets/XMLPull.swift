/// Walks the XML of a workbook's parts tag by tag. No document types, no entities but the five of XML and numbered letters: what
/// a workbook never holds is refused, so nothing expands.
struct XMLPull {
  enum Step {
    /// `isEmpty`: the tag closes itself, no `close` follows.
    case open(isEmpty: Bool)
    case close
    case text
  }

  private let more: () throws -> [UInt8]?
  private var buffer: [UInt8] = []
  private var position = 0
  private var name = 0..<0
  private var attributes = 0..<0
  private var content = 0..<0
  private var isLiteral = false

  init(_ more: @escaping () throws -> [UInt8]?) {
    self.more = more
  }

  /// To the next tag or text; nil at the end. What `isNamed`, `attribute` and `text` answer holds until the next call.
  mutating func next() throws -> Step? {
    while try ensure(1) {
      guard buffer[position] == UInt8(ascii: "<") else { return try textRun() }
      guard try ensure(2) else { throw SheetComplaint.damaged }
      switch buffer[position + 1] {
      case UInt8(ascii: "?"): try skip(to: "?>")
      case UInt8(ascii: "!"):
        guard try ensure(9) else { throw SheetComplaint.damaged }
        if begins("<!--") {
          try skip(to: "-->")
        } else if begins("<![CDATA[") {
          let start = 9
          let end = try find("]]>", from: start)
          content = (position + start)..<(position + end)
          position += end + 3
          isLiteral = true
          return .text
        } else {
          throw SheetComplaint.damaged
        }
      default: return try tag()
      }
    }
    return nil
  }

  /// Compares the tag's name without its namespace.
  func isNamed(_ text: StaticString) -> Bool { equals(name, text) }

  /// The attribute's value; nil when the tag has none of this name. Names are compared without their namespace.
  func attribute(_ wanted: StaticString) -> String? {
    guard let value = attributeRange(wanted) else { return nil }
    return try? Self.decoded(buffer[value])
  }

  func attributeRange(_ wanted: StaticString) -> Range<Int>? {
    var at = attributes.lowerBound
    let end = attributes.upperBound
    while at < end {
      while at < end, Self.isSpace(buffer[at]) { at += 1 }
      var start = at
      while at < end, buffer[at] != UInt8(ascii: "="), !Self.isSpace(buffer[at]) {
        if buffer[at] == UInt8(ascii: ":") { start = at + 1 }
        at += 1
      }
      let key = start..<at
      while at < end, buffer[at] != UInt8(ascii: "\""), buffer[at] != UInt8(ascii: "'") { at += 1 }
      guard at < end else { return nil }
      let quote = buffer[at]
      at += 1
      let value = at
      while at < end, buffer[at] != quote { at += 1 }
      if equals(key, wanted) { return value..<at }
      at += 1
    }
    return nil
  }

  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> { buffer[range] }

  /// The text of this step with its entities read.
  func text() throws -> String {
    isLiteral ? String(decoding: buffer[content], as: UTF8.self) : try Self.decoded(buffer[content])
  }

  private mutating func textRun() throws -> Step {
    var length = 0
    while true {
      while position + length < buffer.count, buffer[position + length] != UInt8(ascii: "<") { length += 1 }
      if position + length < buffer.count { break }
      if try !refill() { break }
    }
    content = position..<(position + length)
    position += length
    isLiteral = false
    return .text
  }

  private mutating func tag() throws -> Step {
    var length = 1
    var quote: UInt8 = 0
    scan: while true {
      while position + length < buffer.count {
        let byte = buffer[position + length]
        if quote != 0 {
          if byte == quote { quote = 0 }
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        } else if byte == UInt8(ascii: ">") {
          break scan
        }
        length += 1
      }
      guard try refill() else { throw SheetComplaint.damaged }
    }
    let isClosing = buffer[position + 1] == UInt8(ascii: "/")
    let isEmpty = buffer[position + length - 1] == UInt8(ascii: "/")
    let end = position + length - (isEmpty ? 1 : 0)
    var start = position + (isClosing ? 2 : 1)
    var at = start
    while at < end, !Self.isSpace(buffer[at]) {
      if buffer[at] == UInt8(ascii: ":") { start = at + 1 }
      at += 1
    }
    guard start < at else { throw SheetComplaint.damaged }
    name = start..<at
    attributes = at..<end
    position += length + 1
    return isClosing ? .close : .open(isEmpty: isEmpty)
  }

  private mutating func skip(to end: StaticString) throws {
    position += try find(end, from: 2) + end.utf8CodeUnitCount
  }

  /// How far behind the position a text stands.
  private mutating func find(_ text: StaticString, from start: Int) throws -> Int {
    var length = start
    while try ensure(length + text.utf8CodeUnitCount) {
      let at = position + length
      if text.withUTF8Buffer({ $0.elementsEqual(buffer[at..<(at + $0.count)]) }) { return length }
      length += 1
    }
    throw SheetComplaint.damaged
  }

  private func begins(_ text: StaticString) -> Bool {
    equals(position..<min(buffer.count, position + text.utf8CodeUnitCount), text)
  }

  private func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    let other = text.utf8Start
    for offset in 0..<range.count where buffer[range.lowerBound + offset] != other[offset] { return false }
    return true
  }

  private mutating func ensure(_ count: Int) throws -> Bool {
    while buffer.count - position < count {
      guard try refill() else { return false }
    }
    return true
  }

  private mutating func refill() throws -> Bool {
    guard let piece = try more() else { return false }
    // A tag or text longer than this is no workbook's.
    guard buffer.count - position < 4 << 20 else { throw SheetComplaint.damaged }
    buffer.removeSubrange(..<position)
    buffer += piece
    position = 0
    return true
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

  static func decoded(_ bytes: ArraySlice<UInt8>) throws -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var text: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "&") else {
        text.append(byte)
        continue
      }
      guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { throw SheetComplaint.damaged }
      text += try letter(String(decoding: rest[..<end], as: UTF8.self)).utf8
      rest = rest[(end + 1)...]
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func letter(_ entity: String) throws -> String {
    switch entity {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard entity.hasPrefix("#") else { throw SheetComplaint.damaged }
      let isHex = entity.hasPrefix("#x")
      guard let number = UInt32(entity.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10), let scalar = Unicode.Scalar(number)
      else {
        throw SheetComplaint.damaged
      }
      return String(Character(scalar))
    }
  }
}
