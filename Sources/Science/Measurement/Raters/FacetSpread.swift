/// How well the elements of a facet are told apart.
package struct FacetSpread: Sendable, Hashable {
  /// Root mean square of the standard errors.
  package let error: Double
  /// SD of the measures, and what is left of it without error (0 at least).
  package let observed: Double
  package let adjusted: Double
  /// adjusted / error (Wright & Masters 1982, p. 92).
  package let separation: Double
  /// (4 separation + 1) / 3 statistically distinct levels.
  package let strata: Double
  /// adjusted² / observed². For raters a high value means that they differ in severity.
  package let reliability: Double
  /// Whether all elements could be equal: Σ w d² - (Σ w d)² / Σ w with w = 1 / error², chi-square with n - 1 degrees.
  package let chiSquare: Double
  package let probability: Double

  /// Nil with fewer than two elements of finite error. Extreme elements are left out.
  package init?(_ measures: [FacetMeasure]) {
    let known = measures.filter { !$0.isExtreme && $0.standardError.isFinite && $0.standardError > 0 }
    guard known.count > 1 else { return nil }
    let count = Double(known.count)
    let mean = known.reduce(0) { $0 + $1.measure } / count
    let variance = known.reduce(0) { $0 + ($1.measure - mean) * ($1.measure - mean) } / (count - 1)
    let errorVariance = known.reduce(0) { $0 + $1.standardError * $1.standardError } / count
    error = errorVariance.squareRoot()
    observed = variance.squareRoot()
    adjusted = max(0, variance - errorVariance).squareRoot()
    separation = adjusted / error
    strata = (4 * separation + 1) / 3
    reliability = variance > 0 ? adjusted * adjusted / variance : 0
    var (weight, first, second) = (0.0, 0.0, 0.0)
    for one in known {
      let w = 1 / (one.standardError * one.standardError)
      weight += w
      first += w * (one.measure - mean)
      second += w * (one.measure - mean) * (one.measure - mean)
    }
    chiSquare = max(0, second - first * first / weight)
    probability = chiSquareAbove(chiSquare, degrees: count - 1)
  }
}

extension Facets {
  /// Of a facet's measures.
  package func spread(_ facet: Facet) -> FacetSpread? {
    switch facet {
    case .candidate: FacetSpread(candidates.map(\.own))
    case .rater: FacetSpread(raters)
    case .criterion: FacetSpread(criteria)
    case .task: FacetSpread(tasks)
    }
  }
}
