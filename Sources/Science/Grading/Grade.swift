package enum Verdict: String, Sendable, Hashable, CaseIterable {
  case right, wrong
  /// Not a number with a unit in the written grammar; it costs her nothing.
  case unreadable
  /// A number, and a unit is needed.
  case unitMissing
  /// Another kind of unit than the one asked for.
  case unitWrong
}

/// What is said of an answer.
package struct Grade: Sendable, Hashable {
  package let verdict: Verdict
  /// How it was read, in her language: "9,81 м/с²"; of an unreadable answer what she may have meant, "5 кН?", or nil.
  package let readAs: String?
  /// In the unit asked for; nil: unreadable, or of another kind.
  package let value: Double?
  /// The unit she wrote; nil: none.
  package let unit: WrittenUnit?
  /// Place of the mistake that was recognised, from 0.
  package let mistake: Int?
}
