package import Storage
package import Words

/// The name of one thing; an id of a person is not an id of an application.
///
/// UUID version 7 (RFC 9562): the first 48 bits are the time, so new rows stand together in the index.
package struct ID<Noun>: Hashable, Sendable, Bindable, Readable, CustomStringConvertible {
  package let text: String

  /// Nil unless the text is a UUID in lower case.
  package init?(_ text: String) {
    guard text.utf8.count == 36 else { return nil }
    for (position, byte) in text.utf8.enumerated() {
      switch (position, byte) {
      case (8, _), (13, _), (18, _), (23, _): guard byte == UInt8(ascii: "-") else { return nil }
      case (_, UInt8(ascii: "0")...UInt8(ascii: "9")), (_, UInt8(ascii: "a")...UInt8(ascii: "f")): break
      default: return nil
      }
    }
    self.text = text
  }

  /// A new one from the time and ten random bytes.
  package init(at moment: Moment, random: [UInt8]) {
    precondition(random.count == 10)
    var bytes = (0..<6).map { UInt8(truncatingIfNeeded: moment.milliseconds >> (40 - 8 * $0)) } + random
    bytes[6] = 0x70 | bytes[6] & 0x0f
    bytes[8] = 0x80 | bytes[8] & 0x3f
    let digits = Array("0123456789abcdef".utf8)
    var letters: [UInt8] = []
    letters.reserveCapacity(36)
    for (position, byte) in bytes.enumerated() {
      if position == 4 || position == 6 || position == 8 || position == 10 { letters.append(UInt8(ascii: "-")) }
      letters += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    text = String(decoding: letters, as: UTF8.self)
  }

  package var bound: Value { .text(text) }

  package init?(column: Value) {
    guard case .text(let text) = column else { return nil }
    self.text = text
  }

  package var description: String { text }
}

/// In a work's plan.
extension ID: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let id = ID(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an id")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Moment: Bindable, Readable {
  package var bound: Value { .integer(milliseconds) }
  package init?(column: Value) {
    guard case .integer(let milliseconds) = column else { return nil }
    self.init(milliseconds: milliseconds)
  }
}

extension Day: Bindable, Readable {
  package var bound: Value { .text(iso) }
  package init?(column: Value) {
    guard case .text(let text) = column else { return nil }
    self.init(text)
  }
}

extension Language: Bindable, Readable {}
