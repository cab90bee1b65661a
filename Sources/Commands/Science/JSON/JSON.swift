/// A JSON value whose object keeps the order of its keys.
enum JSON: Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  /// What a refusal calls it.
  var kind: String {
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
struct Refused: Error, Hashable {
  let at: String
  let reason: String

  var json: JSON { .object([("error", .object([("at", .string(at)), ("reason", .string(reason))]))]) }
}
