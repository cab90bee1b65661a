import Foundation

/// Reads RFC 8259 strictly; a key that stands twice is refused, as nobody can know which one was meant.
package struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var depth = 0

  private static let deepest = 64

  package static func read(_ bytes: [UInt8]) throws(JSONRefusal) -> JSON {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw JSONRefusal(at: "$", reason: "not JSON: not UTF-8") }
    // Ends a number at the end of the text for `strtod`.
    let ended = bytes + [0]
    return try ended.withUnsafeBufferPointer { (buffer) throws(JSONRefusal) in
      var reader = JSONReader(bytes: buffer)
      return try reader.whole()
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var count: Int { bytes.count - 1 }

  private mutating func whole() throws(JSONRefusal) -> JSON {
    let value = try value()
    space()
    guard at == count else { throw complaint("something follows the value") }
    return value
  }

  private mutating func value() throws(JSONRefusal) -> JSON {
    space()
    guard at < count else { throw complaint("the text ends where a value is wanted") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try nested { (reader) throws(JSONRefusal) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(JSONRefusal) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func nested(_ read: (inout JSONReader) throws(JSONRefusal) -> JSON) throws(JSONRefusal) -> JSON {
    depth += 1
    guard depth <= Self.deepest else { throw complaint("more than \(Self.deepest) levels") }
    at += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSONRefusal) -> JSON {
    var members: [(key: String, value: JSON)] = []
    var seen: Set<String> = []
    space()
    if take("}") { return .object([]) }
    while true {
      space()
      guard at < count, bytes[at] == UInt8(ascii: "\"") else { throw complaint("a key in quotes is wanted") }
      let key = try string()
      guard seen.insert(key).inserted else { throw complaint("the key \"\(key)\" stands twice") }
      space()
      guard take(":") else { throw complaint("a colon is wanted") }
      members.append((key, try value()))
      space()
      if take("}") { return .object(members) }
      guard take(",") else { throw complaint("a comma or } is wanted") }
    }
  }

  private mutating func array() throws(JSONRefusal) -> JSON {
    var elements: [JSON] = []
    space()
    if take("]") { return .array([]) }
    while true {
      elements.append(try value())
      space()
      if take("]") { return .array(elements) }
      guard take(",") else { throw complaint("a comma or ] is wanted") }
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONRefusal) -> JSON {
    for offset in 0..<word.utf8CodeUnitCount {
      guard at < count, bytes[at] == word.utf8Start[offset] else { throw complaint("no such word") }
      at += 1
    }
    return value
  }

  private mutating func space() {
    while at < count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[at]) { at += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard at < count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private func complaint(_ reason: String) -> JSONRefusal { JSONRefusal(at: "$", reason: "not JSON at byte \(at): \(reason)") }
}

extension JSONReader {
  private mutating func number() throws(JSONRefusal) -> Double {
    let start = at
    _ = take("-")
    if !take("0") { guard digits() else { throw complaint("a value is wanted") } }
    if take(".") { guard digits() else { throw complaint("a digit is wanted behind the point") } }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      guard digits() else { throw complaint("a digit is wanted in the exponent") }
    }
    let number = bytes.baseAddress!.withMemoryRebound(to: CChar.self, capacity: bytes.count) { strtod($0 + start, nil) }
    guard number.isFinite else { throw complaint("the number is too large") }
    return number
  }

  private mutating func digits() -> Bool {
    let start = at
    while at < count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
    return at > start
  }

  private mutating func string() throws(JSONRefusal) -> String {
    at += 1
    var text: [UInt8] = []
    while at < count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += Array(String(Character(try escaped())).utf8)
      case 0..<0x20: throw complaint("a control character in a string")
      default: text.append(byte)
      }
    }
    throw complaint("the text ends within a string")
  }

  private mutating func escaped() throws(JSONRefusal) -> Unicode.Scalar {
    guard at < count else { throw complaint("the text ends within a string") }
    at += 1
    switch bytes[at - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicode()
    default: throw complaint("no such escape")
    }
  }

  private mutating func unicode() throws(JSONRefusal) -> Unicode.Scalar {
    let unit = try hex()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xdc00, take("\\"), take("u") else { throw complaint("half a surrogate pair") }
    let low = try hex()
    guard (0xdc00...0xdfff).contains(low), let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + low - 0xdc00) else {
      throw complaint("half a surrogate pair")
    }
    return scalar
  }

  private mutating func hex() throws(JSONRefusal) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard at < count, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else {
        throw complaint("four hexadecimal digits are wanted")
      }
      value = value * 16 + UInt32(digit)
      at += 1
    }
    return value
  }
}
