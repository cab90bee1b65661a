package import Storage
package import Words

/// A piece of evidence that a room measures: the entrance test, a review. Selection takes it over; nobody brings it by a table.
package struct EvidenceSource: Sendable {
  package enum Scale: String, Sendable {
    /// Natural logarithms of odds, as Measurement has them; any finite number.
    case logit
    /// Points as they were given.
    case raw
  }

  /// As a policy names it: `test`.
  package let name: String
  package let says: Phrase
  package let scale: Scale
  /// One row for each application that was measured: `application_id, cycle_id, value, error, as_of, run`. `error` is the standard
  /// error on the same scale, not negative; `as_of` the moment of the measurement; `run` the id of what computed it. Whoever has
  /// left stays in it: Selection asks who takes part.
  package let rows: SQL

  package init(_ name: String, _ says: Phrase, scale: Scale, rows: SQL) {
    self.name = name
    self.says = says
    self.scale = scale
    self.rows = rows
  }
}

extension House {
  package var evidenceSources: [EvidenceSource] { rooms.flatMap(\.evidence) }
}
