import Glibc

/// Equally spaced abilities, and beside them a finer grid of η on which bundles are tabulated, `phases` points a node.
///
/// Equal spacing h integrates a normal posterior of SD s with an error of about 2 exp(-2π²s²/h²) (Poisson summation).
struct MarginalGrid {
  let first: Double
  let spacing: Double
  let count: Int
  let phases: Int

  /// The smallest posterior SD that is to be integrated, the SD of the candidates, the most categories of a scale.
  init(smallest: Double, spread: Double, top: Int) {
    let reach = 6.5 * spread
    // h = 0.85 SD: an error of 3e-12.
    let wanted = Int((2 * reach / (0.85 * smallest)).rounded(.up)) + 1
    count = min(400, max(24, (wanted + 3) / 4 * 4))
    spacing = 2 * reach / Double(count - 1)
    first = -reach
    phases = max(4, Int((spacing / min(0.035, 0.3 / Double(top))).rounded(.up)))
  }

  func errorBound(smallest: Double) -> Double { min(1, 2 * exp(-2 * .pi * .pi * smallest * smallest / (spacing * spacing))) }

  /// Whether it still serves candidates of this SD whose sharpest posterior has the SD `smallest`.
  func serves(smallest: Double, spread: Double) -> Bool {
    spacing <= 0.9 * smallest && -first >= 6 * spread || count == 400 && -first >= 6 * spread && -first <= 8 * spread
  }
}

/// Where a form of a severity stands in the tables: node q is between the points `base(-2) + q` … `base(3) + q`, with these weights
/// (Lagrange on six points).
struct MarginalStencil {
  var bases: (Int, Int, Int, Int, Int, Int)
  var weights: (Double, Double, Double, Double, Double, Double)

  @inline(__always)
  init(offset: Double, phases: Int, columns: Int) {
    let whole = offset.rounded(.down)
    let fine = (offset - whole) * Double(phases)
    let phase = min(phases - 1, Int(fine))
    let u = fine - Double(phase)
    let column = Int(whole)
    func base(_ step: Int) -> Int {
      let at = phase + step
      if at < 0 { return (at + phases) * columns + column - 1 }
      if at >= phases { return (at - phases) * columns + column + 1 }
      return at * columns + column
    }
    bases = (base(-2), base(-1), base(0), base(1), base(2), base(3))
    let (a, b, c, d, e, f) = (u + 2, u + 1, u, u - 1, u - 2, u - 3)
    weights = (
      -b * c * d * e * f / 120, a * c * d * e * f / 24, -a * b * d * e * f / 12, a * b * c * e * f / 12, -a * b * c * d * f / 24,
      a * b * c * d * e / 120
    )
  }
}
