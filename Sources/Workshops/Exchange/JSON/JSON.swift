/// A JSON value whose object keeps the order of its keys.
package enum JSON: Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  package static func whole(_ number: Int) -> JSON { .number(Double(number)) }

  package static func numbers(_ values: [Int]) -> JSON { .array(values.map(JSON.whole)) }

  package static func strings(_ values: [String]) -> JSON { .array(values.map(JSON.string)) }

  /// What a refusal calls it.
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// Why an input is refused, and where: `$.students.s1[0]`.
package struct JSONRefusal: Error, Hashable {
  package let at: String
  package let reason: String

  package init(at: String, reason: String) {
    self.at = at
    self.reason = reason
  }

  package var json: JSON { .object([("error", .object([("at", .string(at)), ("reason", .string(reason))]))]) }
}
