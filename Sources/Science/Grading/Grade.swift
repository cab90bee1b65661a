package enum Verdict: String, Sendable, Hashable, CaseIterable {
  case right, wrong
  /// Not a number with a unit in the written grammar; it costs her nothing.
  case unreadable
  /// A number, and a unit is needed.
  case unitMissing
  /// Another kind of unit than the one asked for.
  case unitWrong
}

/// Why an answer cannot be read, where that can be said.
package enum Unread: String, Sendable, Hashable, CaseIterable {
  /// Nothing was written.
  case empty
  /// It does not begin with a number.
  case number
  /// `11:00`
  case clock
  /// `7/20` where a decimal is asked for.
  case fraction
  /// A word behind a number that needs none: `9 рулонов`, `108,8 тыс.`
  case words
  /// What stands behind the number is no unit that we know.
  case unit
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
  /// Of an unreadable one.
  package let unread: Unread?

  init(verdict: Verdict, readAs: String?, value: Double?, unit: WrittenUnit?, mistake: Int?, unread: Unread? = nil) {
    (self.verdict, self.readAs, self.value, self.unit) = (verdict, readAs, value, unit)
    (self.mistake, self.unread) = (mistake, unread)
  }
}
