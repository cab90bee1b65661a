import Measurement

/// How differences of items between groups are looked for.
package struct DifferenceChoice: Sendable {
  package enum Method: String, CaseIterable, Sendable {
    case mantelHaenszel = "mh", logistic, likelihoodRatio = "lr", wald, standardised
  }

  /// Nil: Mantel and Haenszel's where answers are right or wrong and rows have no weight, else likelihood ratios.
  package var method: Method?
  /// Group the others are compared with; nil: the first by name.
  package var reference: String?
  /// Flagged items stay among those that match persons.
  package var keepsFlagged = false
  /// Of the tests that flag, in (0, 1).
  package var level = 0.05
  /// The level is of the false discovery rate over the items, not of each test.
  package var controlsDiscoveries = false

  package init() {}

  func plan(reference: Int) -> DifferentialPlan {
    DifferentialPlan(
      reference: reference, purifies: !keepsFlagged, level: level, control: controlsDiscoveries ? .falseDiscoveryRate : .eachTest)
  }
}
