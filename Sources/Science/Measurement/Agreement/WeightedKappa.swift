/// Cohen's kappa of two raters: 1 - observed / expected weighted disagreement (Cohen 1960, 1968).
package struct WeightedKappa: Sendable, Hashable {
  /// Disagreement of categories i and j: 1 where they differ, |i - j|, or (i - j)².
  package enum Weights: Sendable, Hashable { case unweighted, linear, quadratic }

  package let kappa: Double
  /// Mean agreement, observed and by chance, 1 less disagreement over its largest.
  package let observed: Double
  package let expected: Double
  /// Large-sample, for intervals; and where the raters are independent, for the test of kappa = 0 (Fleiss, Cohen & Everitt 1969).
  package let standardError: Double
  package let nullError: Double
  package let units: Int

  /// Categories 0…`categories`-1 of the same units by two raters.
  package init(
    _ first: [Int], _ second: [Int], categories: Int, weights: Weights = .unweighted
  ) throws(AgreementFault) {
    guard first.count == second.count else { throw .lengths(expected: first.count, given: second.count) }
    guard !first.isEmpty else { throw .noUnits }
    guard categories > 1 else { throw .oneCategory }
    var table = [Int](repeating: 0, count: categories * categories)
    for (unit, (one, other)) in zip(first, second).enumerated() {
      guard one >= 0, one < categories else { throw .category(unit: unit, value: one) }
      guard other >= 0, other < categories else { throw .category(unit: unit, value: other) }
      table[one * categories + other] += 1
    }
    try self.init(table: table, categories: categories, weights: weights)
  }

  /// Counts, row after row: the first rater's category by the second's.
  package init(table: [Int], categories: Int, weights: Weights = .unweighted) throws(AgreementFault) {
    guard categories > 1 else { throw .oneCategory }
    guard table.count == categories * categories else { throw .lengths(expected: categories * categories, given: table.count) }
    if let at = table.firstIndex(where: { $0 < 0 }) { throw .category(unit: at, value: table[at]) }
    units = table.reduce(0, +)
    guard units > 0 else { throw .noUnits }
    let total = Double(units)
    let shares = table.map { Double($0) / total }
    let rows = (0..<categories).map { i in (0..<categories).reduce(0) { $0 + shares[i * categories + $1] } }
    let columns = (0..<categories).map { j in (0..<categories).reduce(0) { $0 + shares[$1 * categories + j] } }
    func weight(_ i: Int, _ j: Int) -> Double {
      let distance = Double(abs(i - j)) / Double(categories - 1)
      return switch weights {
      case .unweighted: i == j ? 1 : 0
      case .linear: 1 - distance
      case .quadratic: 1 - distance * distance
      }
    }
    var (observed, expected) = (0.0, 0.0)
    var (rowMeans, columnMeans) = ([Double](repeating: 0, count: categories), [Double](repeating: 0, count: categories))
    for i in 0..<categories {
      for j in 0..<categories {
        observed += weight(i, j) * shares[i * categories + j]
        expected += weight(i, j) * rows[i] * columns[j]
        rowMeans[i] += weight(i, j) * columns[j]
        columnMeans[j] += weight(i, j) * rows[i]
      }
    }
    guard expected < 1 - 1e-14 else { throw .noVariation }
    (self.observed, self.expected) = (observed, expected)
    kappa = (observed - expected) / (1 - expected)
    var (square, nullSquare) = (0.0, 0.0)
    for i in 0..<categories {
      for j in 0..<categories {
        let means = rowMeans[i] + columnMeans[j]
        let own = weight(i, j) - means * (1 - kappa)
        square += shares[i * categories + j] * own * own
        nullSquare += rows[i] * columns[j] * (weight(i, j) - means) * (weight(i, j) - means)
      }
    }
    let centre = kappa - expected * (1 - kappa)
    standardError = (max(0, square - centre * centre) / total).squareRoot() / (1 - expected)
    nullError = (max(0, nullSquare - expected * expected) / total).squareRoot() / (1 - expected)
  }
}
