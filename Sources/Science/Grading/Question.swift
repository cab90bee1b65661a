/// What is asked for, as the frozen variant of an exercise holds it.
package struct Question: Sendable, Hashable {
  /// In the unit asked for.
  package let value: Double
  /// Nil: a bare number.
  package let unit: WrittenUnit?
  /// Whether a bare number is not enough where a unit is asked for.
  package let isUnitNeeded: Bool
  package let tolerance: Tolerance
  /// Whether 3/4 may be typed.
  package let allowsFraction: Bool
  /// Wrong values that are known and answered with a sentence of their own, in the unit asked for; the first that fits counts.
  package let mistakes: [Double]

  package init(
    value: Double, unit: WrittenUnit? = nil, isUnitNeeded: Bool = false, tolerance: Tolerance, allowsFraction: Bool = false,
    mistakes: [Double] = []
  ) {
    self.value = value
    self.unit = unit
    self.isUnitNeeded = isUnitNeeded
    self.tolerance = tolerance
    self.allowsFraction = allowsFraction
    self.mistakes = mistakes
  }
}
