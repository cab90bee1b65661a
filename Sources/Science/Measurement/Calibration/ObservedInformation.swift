import Glibc

/// Minus the second derivatives of the (penalised) marginal log-likelihood at the estimates.
///
/// Where all persons are counted by tables they are exact, after Louis (1982): what answers and ability would tell together, less
/// what the unknown ability takes away. Else they are differences of the exact gradient, which costs little there.
struct ObservedInformation {
  private let likelihood: MarginalLikelihood
  private let ascent: Ascent

  init(_ likelihood: MarginalLikelihood, _ ascent: Ascent) {
    self.likelihood = likelihood
    self.ascent = ascent
  }

  /// Of the parameters in their reported metric, row after row; nil where the information is not positive definite.
  func covariance(byDifferences: Bool = false) -> [Double]? {
    let size = likelihood.layout.free.count
    let isExact = !byDifferences && likelihood.cohorts.allSatisfy { $0.method == .tables }
    guard let rows = isExact ? LouisInformation(likelihood, ascent)?.rows() : differences() else { return nil }
    var information = [Double](repeating: 0, count: size * size)
    for (row, change) in rows.enumerated() {
      for column in 0..<size {
        information[row * size + column] += change[column] / 2
        information[column * size + row] += change[column] / 2
      }
    }
    guard var covariance = Cholesky(information, size: size)?.inverse() else { return nil }
    let stretch = stretches()
    for row in 0..<size {
      for column in 0..<size { covariance[row * size + column] *= stretch[row] * stretch[column] }
    }
    return covariance
  }

  private func stretches() -> [Double] {
    let layout = likelihood.layout
    var result = [Double](repeating: 1, count: layout.free.count)
    for at in layout.natural.indices {
      for term in layout.natural[at].terms { result[term.free] = layout.stretch(at, ascent.at.values[at]) }
    }
    return result
  }

  /// Minus the derivatives of the gradient, all persons, by each parameter.
  private func differences() -> [[Double]]? {
    let step = 1e-4
    var rows: [[Double]] = []
    for parameter in likelihood.layout.free.indices {
      var (above, below) = (ascent.at.point, ascent.at.point)
      above[parameter] += step
      below[parameter] -= step
      guard let high = likelihood.evaluate(above, grid: ascent.grid, bins: ascent.bins),
        let low = likelihood.evaluate(below, grid: ascent.grid, bins: ascent.bins)
      else { return nil }
      rows.append(zip(low.gradient, high.gradient).map { ($0 - $1) / (2 * step) * likelihood.totalWeight })
    }
    return rows
  }
}
