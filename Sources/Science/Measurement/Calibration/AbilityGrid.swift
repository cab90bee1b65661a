import Glibc

/// Equally spaced abilities over which the likelihood is integrated by the trapezoidal rule; their number is a multiple of 8.
///
/// For smooth integrands that vanish at both ends the rule converges faster than any power of the spacing (Trefethen & Weideman
/// 2014): a normal posterior of SD σ is missed by 2·exp(-2π²σ²/h²), a logistic step of slope a by 2·exp(-2π²/(ah)).
struct AbilityGrid: Sendable, Hashable {
  let first: Double
  let spacing: Double
  let count: Int

  /// From `low` to `high` at least, `spacing` apart at most.
  init(low: Double, high: Double, spacing: Double, limit: Int = 1024) {
    let wanted = (((high - low) / spacing + 1) / 8).rounded(.up)
    count = min(limit, max(4, wanted.isFinite ? Int(min(wanted, 1e6)) : 4) * 8)
    self.spacing = (high - low) / Double(count - 1)
    first = low
  }

  private init(first: Double, spacing: Double, count: Int) {
    self.first = first
    self.spacing = spacing
    self.count = count
  }

  var last: Double { first + Double(count - 1) * spacing }
  var nodes: [Double] { (0..<count).map { first + Double($0) * spacing } }

  /// The nodes half a step further: what both disagree about is the error of the rule.
  var shifted: AbilityGrid { AbilityGrid(first: first + spacing / 2, spacing: spacing, count: count) }

  /// Weight of each node under a normal distribution of ability.
  func weights(_ ability: AbilityDistribution) -> [Double] {
    nodes.map { node in
      let z = (node - ability.mean) / ability.deviation
      return spacing * normalDensity(z) / ability.deviation
    }
  }

  /// Seven standard deviations either side of every group, as close together as the sharpest posterior needs for an error of at most `bound`.
  init(
    _ sharpness: Sharpness, _ abilities: [AbilityDistribution], bound: Double = Sharpness.boundWanted, refinement: Double = 1
  ) {
    let low = abilities.reduce(Double.infinity) { min($0, $1.mean - 7 * $1.deviation) }
    let high = abilities.reduce(-Double.infinity) { max($0, $1.mean + 7 * $1.deviation) }
    self.init(low: low, high: high, spacing: sharpness.spacing(bound: bound) / refinement)
  }
}
