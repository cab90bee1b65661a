/// A statement whose interpolations are bound, never pasted: `"SELECT name FROM person WHERE id = \(id)"`.
///
/// The subset is what SQLite 3.40 and PostgreSQL 15 answer alike; `Dialect` holds the few differences.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
  /// The statement with one `?` for each bound value, in order.
  package private(set) var text: String
  package private(set) var values: [Value]

  package init(stringLiteral text: StaticString) {
    self.text = "\(text)"
    values = []
  }

  package init(stringInterpolation pieces: StringInterpolation) {
    text = pieces.text
    values = pieces.values
  }

  /// A statement text made by our own code at run time (schema work, `keruen move`); never from input.
  package init(trusted text: String, _ values: [Value] = []) {
    self.text = text
    self.values = values
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    var text = ""
    var values: [Value] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount)
      values.reserveCapacity(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
    }

    package mutating func appendInterpolation(_ value: some Bindable) {
      text += "?"
      values.append(value.bound)
    }

    package mutating func appendInterpolation<Wrapped: Bindable>(_ value: Wrapped?) {
      text += "?"
      values.append(value?.bound ?? .null)
    }

    package mutating func appendInterpolation(_ part: SQL) {
      text += part.text
      values += part.values
    }

    /// `IN (\(list: ids))`; an empty list becomes NULL, which matches nothing.
    package mutating func appendInterpolation(list: some Collection<some Bindable>) {
      text += list.isEmpty ? "NULL" : repeatElement("?", count: list.count).joined(separator: ", ")
      values += list.map(\.bound)
    }
  }

  package static func + (left: SQL, right: SQL) -> SQL {
    SQL(trusted: left.text + right.text, left.values + right.values)
  }
}

extension Sequence where Element == SQL {
  /// The parts one after the other with a separator between: `filters.joined(" AND ")`.
  package func joined(_ separator: StaticString) -> SQL {
    var text = ""
    var values: [Value] = []
    for (position, part) in enumerated() {
      if position > 0 { text += "\(separator)" }
      text += part.text
      values += part.values
    }
    return SQL(trusted: text, values)
  }
}
