/// Why an agreement cannot be computed.
package enum AgreementFault: Error, Sendable, Hashable {
  /// Columns or rows of different lengths.
  case lengths(expected: Int, given: Int)
  case noUnits
  case oneUnit
  case oneRater
  case oneCategory
  /// A category below 0 or not below the number of categories.
  case category(unit: Int, value: Int)
  /// NaN or infinite.
  case notFinite(row: Int)
  /// The ratio metric needs values of at least 0.
  case negative(row: Int)
  case unit(row: Int)
  /// Fleiss' kappa needs the same number of raters for every unit.
  case unequalRaters(unit: Int)
  /// No unit was rated twice.
  case noPairs
  /// All values are the same: chance alone explains everything.
  case noVariation
}
