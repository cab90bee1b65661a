package import Storage
package import Words

/// The name of one thing; an id of a person is not an id of an application.
///
/// UUID version 7 (RFC 9562): the first 48 bits are the time, so new rows stand together in the index. Columns and addresses hold the text of
/// 36 letters in lower case; in memory it is its 128 bits, because lists of tens of thousands are compared and looked up by it.
package struct ID<Noun>: Hashable, Comparable, Sendable, Bindable, Readable, CustomStringConvertible {
  private let bits: UUIDBits

  /// Nil unless the text is a UUID in lower case.
  package init?(_ text: String) {
    guard let bits = UUIDBits(text) else { return nil }
    self.bits = bits
  }

  /// Nil unless there are 16.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    bits = UUIDBits(bytes)
  }

  /// A new one from the time and ten random bytes.
  package init(at moment: Moment, random: [UInt8]) {
    precondition(random.count == 10)
    var bytes = (0..<6).map { UInt8(truncatingIfNeeded: moment.milliseconds >> (40 - 8 * $0)) } + random
    bytes[6] = 0x70 | bytes[6] & 0x0f
    bytes[8] = 0x80 | bytes[8] & 0x3f
    bits = UUIDBits(bytes)
  }

  package var text: String { bits.text }

  /// The 16 bytes, for tables of many millions of rows.
  package var bytes: [UInt8] { bits.bytes }

  package var bound: Value { .text(text) }

  package init?(column: Value) {
    guard case .text(let text) = column, let bits = UUIDBits(text) else { return nil }
    self.bits = bits
  }

  package var description: String { text }

  /// As their texts: whoever came first comes first.
  package static func < (one: ID, other: ID) -> Bool { one.bits < other.bits }
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
