import Glibc

/// An ascent with the grid it needs: chosen for the start, chosen again for what comes out, and measured at the end.
struct Fit {
  private let likelihood: MarginalLikelihood
  private(set) var ascent: Ascent
  private(set) var converged = false
  private(set) var iterations = 0
  private(set) var evaluations = 0
  private(set) var quadratureBound = 1.0
  private(set) var numericalError = Double.infinity
  private(set) var logLikelihoodError = Double.infinity
  private var bins: Int
  /// How much finer than by the bounds the grid is.
  private var refinement = 1.0

  private static let boundWanted = 1e-11

  init(_ likelihood: MarginalLikelihood) {
    self.likelihood = likelihood
    bins = 1024
    let start = likelihood.start()
    let values = likelihood.layout.natural(at: start)
    let items = likelihood.layout.items(values) ?? []
    let grid = Self.grid(items, likelihood.layout.abilities(values) ?? [], likelihood, refinement: 1)
    ascent = Ascent(likelihood, from: start, grid: grid, bins: bins)!
  }

  mutating func run(_ progress: ((_ iteration: Int, _ gradient: Double) -> Void)?) {
    let plan = likelihood.layout.plan
    var isGridReviewed = false
    while true {
      converged = ascent.gradientNorm <= plan.tolerance
      let isStuck = !converged && (iterations >= plan.iterationLimit || isRunningAway || !ascent.step())
      if !converged, !isStuck {
        iterations += 1
        progress?(iterations, ascent.gradientNorm)
        if iterations == 6, !isGridReviewed {
          isGridReviewed = true
          review()
        }
        continue
      }
      if review() { continue }
      measure()
      if isStuck || refinement > 4 || numericalError <= 0.3 * plan.tolerance { break }
      refine()
    }
    evaluations += ascent.evaluations
  }

  private var isRunningAway: Bool { ascent.at.items.contains { $0.isRunningAway } }

  /// Goes on with another grid if the estimates need one.
  @discardableResult
  private mutating func review() -> Bool {
    let wanted = Self.grid(ascent.at.items, ascent.at.abilities, likelihood, refinement: refinement)
    let isWideEnough = ascent.grid.first <= wanted.first + 0.51 && ascent.grid.last >= wanted.last - 0.51
    let (deviation, steepest) = Self.sharpness(ascent.at.items, ascent.at.abilities, likelihood)
    quadratureBound = ascent.grid.bound(deviation: deviation, steepest: steepest)
    if isWideEnough, quadratureBound <= 10 * Self.boundWanted || ascent.grid.count >= 1024 { return false }
    restart(wanted)
    quadratureBound = wanted.bound(deviation: deviation, steepest: steepest)
    return true
  }

  private mutating func refine() {
    refinement *= 2
    bins *= 2
    restart(Self.grid(ascent.at.items, ascent.at.abilities, likelihood, refinement: refinement))
  }

  private mutating func restart(_ grid: AbilityGrid) {
    guard let next = Ascent(likelihood, from: ascent.at.point, grid: grid, bins: bins) else { return }
    evaluations += ascent.evaluations
    ascent = next
  }

  /// The error of quadrature and interpolation, from an evaluation with other nodes and more bins.
  private mutating func measure() {
    evaluations += 1
    guard let other = likelihood.evaluate(ascent.at.point, grid: ascent.grid.shifted, bins: 2 * bins) else { return }
    numericalError = zip(other.gradient, ascent.at.gradient).reduce(0) { max($0, abs($1.0 - $1.1)) }
    logLikelihoodError = abs(other.objective - ascent.at.objective)
  }

  /// Six and a half standard deviations either side of every group, as close together as the sharpest posterior needs.
  private static func grid(
    _ items: [Item], _ abilities: [AbilityDistribution], _ likelihood: MarginalLikelihood, refinement: Double
  ) -> AbilityGrid {
    let reach = 7.0
    let low = abilities.reduce(Double.infinity) { min($0, $1.mean - reach * $1.deviation) }
    let high = abilities.reduce(-Double.infinity) { max($0, $1.mean + reach * $1.deviation) }
    let (deviation, steepest) = sharpness(items, abilities, likelihood)
    let spacing = AbilityGrid.spacing(deviation: deviation, steepest: steepest, limit: boundWanted) / refinement
    return AbilityGrid(low: low, high: high, spacing: spacing)
  }

  /// The smallest posterior SD anyone can have, about, and the steepest step of any item.
  private static func sharpness(
    _ items: [Item], _ abilities: [AbilityDistribution], _ likelihood: MarginalLikelihood
  ) -> (deviation: Double, steepest: Double) {
    let prior = abilities.reduce(Double.infinity) { min($0, $1.deviation) }
    let center = abilities.reduce(0) { $0 + $1.mean } / Double(abilities.count)
    let widest = abilities.reduce(0) { max($0, $1.deviation) }
    var most = 0.0
    for cohort in likelihood.cohorts {
      for step in -12...12 {
        let ability = center + Double(step) / 4 * widest
        most = max(most, cohort.codes.items.reduce(0) { $0 + items[$1].information(at: ability) })
      }
    }
    let steepest = items.reduce(0) { max($0, abs($1.slope)) }
    return ((1 / (1 / (prior * prior) + most)).squareRoot(), steepest)
  }
}
