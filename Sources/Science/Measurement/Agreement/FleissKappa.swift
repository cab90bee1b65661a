/// Kappa of many raters who need not be the same for each unit (Fleiss 1971).
package struct FleissKappa: Sendable, Hashable {
  package let kappa: Double
  /// Where the raters choose by chance (Fleiss, Nee & Landis 1979).
  package let nullError: Double
  /// kappa of each category against the rest; nil where nobody or everybody chose it.
  package let categories: [Double?]
  package let observed: Double
  package let expected: Double

  /// How many raters put each unit into each category; every unit by the same number of raters.
  package init(counts: [[Int]]) throws(AgreementFault) {
    guard let first = counts.first else { throw .noUnits }
    guard counts.count > 1 else { throw .oneUnit }
    guard first.count > 1 else { throw .oneCategory }
    let raters = first.reduce(0, +)
    guard raters > 1 else { throw .oneRater }
    for (unit, row) in counts.enumerated() {
      guard row.count == first.count else { throw .lengths(expected: first.count, given: row.count) }
      if let value = row.first(where: { $0 < 0 }) { throw .category(unit: unit, value: value) }
      guard row.reduce(0, +) == raters else { throw .unequalRaters(unit: unit) }
    }
    let (units, m) = (Double(counts.count), Double(raters))
    let shares = first.indices.map { category in counts.reduce(0) { $0 + Double($1[category]) } / (units * m) }
    let pairs = counts.reduce(0) { $0 + $1.reduce(0) { $0 + Double($1 * ($1 - 1)) } }
    observed = pairs / (units * m * (m - 1))
    expected = shares.reduce(0) { $0 + $1 * $1 }
    let spread = shares.reduce(0) { $0 + $1 * (1 - $1) }
    guard spread > 1e-14 else { throw .noVariation }
    kappa = (observed - expected) / (1 - expected)
    let skew = shares.reduce(0) { $0 + $1 * (1 - $1) * (1 - 2 * $1) }
    nullError = (2 * max(0, spread * spread - skew) / (units * m * (m - 1))).squareRoot() / spread
    categories = shares.enumerated().map { category, share in
      guard share > 0, share < 1 else { return nil }
      let apart = counts.reduce(0) { $0 + Double($1[category] * (raters - $1[category])) }
      return 1 - apart / (units * m * (m - 1) * share * (1 - share))
    }
  }
}
