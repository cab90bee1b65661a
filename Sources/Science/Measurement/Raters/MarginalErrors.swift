/// Standard errors of centred severities, difficulties and tasks from the observed information at the optimum.
///
/// Between severities it is exact (Louis 1982: complete-data information less the posterior covariance of the scores), with the other
/// parameters by differences of the gradient; the parts are joined by the inverse of partitioned matrices. Beyond
/// `denseLimit` raters the inverse among severities is taken rater by rater over those who share a candidate with her, who are at
/// most `neighbourLimit`; farther ones count as known.
struct MarginalErrors {
  private(set) var severities: [Double]
  private(set) var difficulties: [Double]
  private(set) var tasks: [Double]

  static let denseLimit = 400
  static let neighbourLimit = 80

  init(_ fit: MarginalFit, _ layout: FacetLayout) {
    severities = [Double](repeating: .infinity, count: layout.raters)
    difficulties = [Double](repeating: layout.criteria > 1 ? .infinity : 0, count: layout.criteria)
    tasks = [Double](repeating: layout.tasks > 1 ? .infinity : 0, count: layout.tasks)
    let between = Differences(fit, layout)
    guard let raters = SeverityInformation(fit, layout), let solved = between.solve(raters) else { return }
    let (covariance, weights) = solved
    fillSeverities(raters, covariance, weights, size: between.size)
    let size = between.size
    if layout.criteria > 1 { difficulties = centredErrors(covariance, size: size, 0..<layout.criteria) }
    if layout.tasks > 1 {
      let start = layout.taskStart - layout.criterionStart
      tasks = centredErrors(covariance, size: size, start..<(start + layout.tasks))
    }
  }

  /// Var(s - s̄) = v - 2 cov(s, s̄) + var s̄, with v = diag(H⁻¹) + X C Xᵀ.
  private mutating func fillSeverities(
    _ raters: SeverityInformation, _ covariance: [Double], _ weights: [[Double]], size: Int
  ) {
    let count = severities.count
    let share = raters.solve([Double](repeating: 1 / Double(count), count: count))
    let means = weights.map { $0.reduce(0, +) / Double(count) }
    func product(_ x: (Int) -> Double, _ y: (Int) -> Double) -> Double {
      var sum = 0.0
      for row in 0..<size {
        var inner = 0.0
        for column in 0..<size { inner += covariance[row * size + column] * y(column) }
        sum += x(row) * inner
      }
      return sum
    }
    let spread = product({ means[$0] }, { means[$0] })
    let meanVariance = share.reduce(0, +) / Double(count) + spread
    let diagonal = raters.inverseDiagonal
    for rater in 0..<count {
      let variance = diagonal[rater] + product({ weights[$0][rater] }, { weights[$0][rater] })
      let withMean = share[rater] + product({ weights[$0][rater] }, { means[$0] })
      severities[rater] = max(0, variance - 2 * withMean + meanVariance).squareRoot()
    }
  }
}

private func centredErrors(_ covariance: [Double], size: Int, _ range: Range<Int>) -> [Double] {
  let count = Double(range.count)
  let rows = range.map { row in range.reduce(0) { $0 + covariance[row * size + $1] } / count }
  let mean = rows.reduce(0, +) / count
  return range.enumerated().map { at, row in max(0, covariance[row * size + row] - 2 * rows[at] + mean).squareRoot() }
}

/// Columns of the information for all that is no severity, by differences of the gradient: about five digits.
private struct Differences {
  let size: Int
  private let columns: [[Double]]
  private let layout: FacetLayout

  init(_ fit: MarginalFit, _ layout: FacetLayout) {
    self.layout = layout
    let places = Array(layout.globals) + [layout.spread]
    size = places.count
    let step = 1e-5
    let here = fit.evaluation.gradient
    columns = places.map { place in
      var vector = fit.vector
      vector[place] += step
      let above = fit.pass.evaluate(vector).gradient
      return above.indices.map { (here[$0] - above[$0]) / step }
    }
    // The tables and posteriors of the optimum again.
    _ = fit.pass.evaluate(fit.vector)
  }

  /// The covariance of these parameters, row after row, and for each of them H⁻¹ times its column among severities.
  func solve(_ raters: SeverityInformation) -> (covariance: [Double], weights: [[Double]])? {
    let solutions = Doubles(size * layout.raters)
    inBlocks(size) { _, range in
      for at in range {
        for (rater, value) in raters.solve(Array(columns[at][..<layout.raters])).enumerated() {
          solutions.at[at * layout.raters + rater] = value
        }
      }
    }
    let weights = (0..<size).map { at in (0..<layout.raters).map { solutions.at[at * layout.raters + $0] } }
    var schur = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0..<size {
        let straight = (columns[row][layout.raters + column] + columns[column][layout.raters + row]) / 2
        schur[row * size + column] = straight - dot(Array(columns[row][..<layout.raters]), weights[column])
      }
    }
    fixGauge(&schur)
    guard let root = Cholesky(schur, size: size, tolerance: 1e-10) else { return nil }
    return (root.inverse(), weights)
  }

  /// The level of criteria (tasks) is none of theirs; it is pinned, and centring takes it out again.
  private func fixGauge(_ schur: inout [Double]) {
    let start = layout.criterionStart
    for range in [start..<layout.taskStart, layout.taskStart..<layout.potentialStart] where range.count > 1 {
      let weight = range.reduce(0) { max($0, columns[$1 - start][$1]) }
      for row in range {
        for column in range { schur[(row - start) * size + column - start] += weight }
      }
    }
  }
}
