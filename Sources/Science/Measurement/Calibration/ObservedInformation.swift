import Glibc

/// Minus the second derivatives of the (penalised) marginal log-likelihood at the estimates: differences of the exact gradient,
/// so the interpolation and quadrature of the fit and no other approximation.
struct ObservedInformation {
  private let likelihood: MarginalLikelihood
  private let ascent: Ascent

  init(_ likelihood: MarginalLikelihood, _ ascent: Ascent) {
    self.likelihood = likelihood
    self.ascent = ascent
  }

  /// Of the parameters in their reported metric, row after row; nil where the information is not positive definite.
  func covariance() -> [Double]? {
    let size = likelihood.layout.free.count
    var information = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      guard let change = change(row) else { return nil }
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

  /// Minus the derivative of the gradient, all persons, by one parameter.
  private func change(_ parameter: Int) -> [Double]? {
    let step = 1e-4
    var (above, below) = (ascent.at.point, ascent.at.point)
    above[parameter] += step
    below[parameter] -= step
    guard let high = likelihood.evaluate(above, grid: ascent.grid, bins: ascent.bins),
      let low = likelihood.evaluate(below, grid: ascent.grid, bins: ascent.bins)
    else { return nil }
    return zip(low.gradient, high.gradient).map { ($0 - $1) / (2 * step) * likelihood.totalWeight }
  }

  private func stretches() -> [Double] {
    let layout = likelihood.layout
    var result = [Double](repeating: 1, count: layout.free.count)
    for at in layout.natural.indices {
      for term in layout.natural[at].terms { result[term.free] = layout.stretch(at, ascent.at.values[at]) }
    }
    return result
  }
}
