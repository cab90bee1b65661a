import Glibc

/// Log-linear smoothing (Holland & Thayer 2000): Poisson regression of counts on polynomials of the scores, so that the smooth
/// distribution has the same moments up to the degree.
package enum Presmoothing: Sendable, Hashable {
  case none
  case degree(Int)
  /// The degree up to `limit` of the least AIC.
  case leastAIC(limit: Int)
}

extension ScoreFrequencies {
  package func smoothed(_ smoothing: Presmoothing) throws(EquatingFault) -> ScoreFrequencies {
    switch smoothing {
    case .none: return self
    case .degree(let degree): return try fit(degree).frequencies
    case .leastAIC(let limit):
      var best: (aic: Double, frequencies: ScoreFrequencies)?
      for degree in 1...max(1, min(limit, highest - 1)) {
        let (frequencies, deviance) = try fit(degree)
        let aic = deviance + 2 * Double(degree + 1)
        if best.map({ aic < $0.aic }) ?? true { best = (aic, frequencies) }
      }
      guard let best else { throw .smoothing }
      return best.frequencies
    }
  }

  private func fit(_ degree: Int) throws(EquatingFault) -> (frequencies: ScoreFrequencies, deviance: Double) {
    guard degree >= 1, degree < counts.count else { throw .degree(degree) }
    let rows = counts.indices.map { polynomials(Double(2 * $0) / Double(highest) - 1, degree) }
    guard let fit = LogLinear(rows, counts) else { throw .smoothing }
    return (ScoreFrequencies(trusted: fit.means), fit.deviance)
  }
}

extension AnchoredFrequencies {
  /// Powers of the total, of the anchor, and their products of degree up to `cross` each; only pairs that are possible get any mass.
  package func smoothed(total: Int, anchor: Int, cross: Int = 1) throws(EquatingFault) -> AnchoredFrequencies {
    guard total >= 1, total < highest + 1 else { throw .degree(total) }
    guard anchor >= 1, anchor < highestAnchor + 1 else { throw .degree(anchor) }
    guard cross >= 0, cross <= min(total, anchor) else { throw .degree(cross) }
    var (rows, cells) = ([[Double]](), [Int]())
    for x in 0...highest {
      let own = polynomials(Double(2 * x) / Double(highest) - 1, total)
      for v in 0...highestAnchor where isPossible(x, v) {
        let other = polynomials(Double(2 * v) / Double(highestAnchor) - 1, anchor)
        var row = own + other.dropFirst()
        for i in 1..<max(1, cross + 1) { for j in 1...cross { row.append(own[i] * other[j]) } }
        rows.append(row)
        cells.append(x * columns + v)
      }
    }
    guard let fit = LogLinear(rows, cells.map { counts[$0] }) else { throw .smoothing }
    var smooth = [Double](repeating: 0, count: counts.count)
    for (cell, mean) in zip(cells, fit.means) { smooth[cell] = mean }
    return AnchoredFrequencies(trusted: smooth, highest: highest, highestAnchor: highestAnchor, isInternal: isInternal)
  }
}

/// Legendre's polynomials of degree 0…degree, well conditioned where powers are not.
private func polynomials(_ x: Double, _ degree: Int) -> [Double] {
  var values = [1, x]
  for n in 1..<max(1, degree) {
    values.append((Double(2 * n + 1) * x * values[n] - Double(n) * values[n - 1]) / Double(n + 1))
  }
  return Array(values.prefix(degree + 1))
}

/// Poisson regression with the log link by Newton's method.
private struct LogLinear {
  private(set) var means: [Double]
  private(set) var deviance = 0.0

  /// Nil where the design is singular or the method does not converge.
  init?(_ rows: [[Double]], _ counts: [Double]) {
    let width = rows[0].count
    let total = counts.reduce(0, +)
    var beta = [Double](repeating: 0, count: width)
    beta[0] = log(total / Double(rows.count))
    means = []
    var value = -Double.infinity
    for _ in 0..<200 {
      means = rows.map { exp(min(600, dot($0, beta))) }
      value = zip(zip(rows, counts), means).reduce(0) { $0 + $1.0.1 * dot($1.0.0, beta) - $1.1 }
      var gradient = [Double](repeating: 0, count: width)
      var information = [Double](repeating: 0, count: width * width)
      for (at, row) in rows.enumerated() {
        for one in 0..<width {
          gradient[one] += row[one] * (counts[at] - means[at])
          for other in 0...one { information[one * width + other] += means[at] * row[one] * row[other] }
        }
      }
      guard let root = Cholesky(information, size: width, tolerance: 1e-13) else { return nil }
      if gradient.allSatisfy({ abs($0) < 1e-10 * total }) {
        deviance = 2 * zip(counts, means).reduce(0) { $0 + ($1.0 > 0 ? $1.0 * log($1.0 / $1.1) : 0) - ($1.0 - $1.1) }
        return
      }
      let step = root.solve(gradient)
      var length = 1.0
      while length > 1e-8 {
        let next = zip(beta, step).map { $0 + length * $1 }
        let other = zip(rows, counts).reduce(0) { sum, row in
          let log = dot(row.0, next)
          return sum + row.1 * log - exp(min(600, log))
        }
        if other >= value - 1e-12 * abs(value) {
          beta = next
          break
        }
        length /= 2
      }
      guard length > 1e-8 else { return nil }
    }
    return nil
  }
}
