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
  private var restarts = 0
  /// The steepest slope the grid was chosen for.
  private var reviewedSteepest: Double

  /// Nil where the likelihood is not finite at the start, as with anchors under which an answer cannot be.
  init?(_ likelihood: MarginalLikelihood) {
    self.likelihood = likelihood
    bins = 1024
    guard
      let start = Self.warm(likelihood, bins: bins) ?? Self.begin(likelihood, likelihood.start(), bins: bins)
    else { return nil }
    ascent = start
    reviewedSteepest = max(1, Self.steepest(start))
  }

  private static func begin(
    _ likelihood: MarginalLikelihood, _ point: [Double], bins: Int, learnt: Ascent? = nil
  ) -> Ascent? {
    let values = likelihood.layout.natural(at: point)
    guard let items = likelihood.layout.items(values), let abilities = likelihood.layout.abilities(values) else { return nil }
    let grid = grid(items, abilities, likelihood, refinement: 1)
    return Ascent(likelihood, from: point, grid: grid, bins: bins, learnt: learnt)
  }

  /// Most of the way is gone with a part of the persons.
  private static func warm(_ likelihood: MarginalLikelihood, bins: Int) -> Ascent? {
    guard let thin = likelihood.thinned(), var ascent = begin(thin, thin.start(), bins: bins / 2) else { return nil }
    var steps = 0
    while ascent.gradientNorm > 1e-4, steps < 60, ascent.step() {
      steps += 1
      if steps == 6, let next = begin(thin, ascent.at.point, bins: bins / 2, learnt: ascent) { ascent = next }
    }
    guard !ascent.at.items.contains(where: \.isRunningAway) else { return nil }
    return begin(likelihood, ascent.at.point, bins: bins, learnt: ascent)
  }

  mutating func run(_ progress: ((_ iteration: Int, _ gradient: Double) -> Void)?) {
    let plan = likelihood.layout.plan
    // Of few persons the same gradient leaves the parameters further from the optimum, and a few more steps cost nothing.
    let polished = plan.tolerance * min(1, likelihood.totalWeight / 20_000)
    while true {
      converged = ascent.gradientNorm <= plan.tolerance
      let isDone = ascent.gradientNorm <= polished
      let isStuck = !isDone && (iterations >= plan.iterationLimit || isRunningAway || !ascent.step())
      if !isDone, !isStuck {
        iterations += 1
        progress?(iterations, ascent.gradientNorm)
        if iterations % 8 == 6 || steepest > 1.2 * reviewedSteepest { review() }
        continue
      }
      if review() { continue }
      measure()
      if isStuck || refinement > 4 || numericalError <= 0.3 * plan.tolerance { break }
      refine()
    }
    evaluations += ascent.evaluations
    converged = converged && numericalError <= 10 * plan.tolerance
  }

  private var steepest: Double { Self.steepest(ascent) }

  private static func steepest(_ ascent: Ascent) -> Double { ascent.at.items.reduce(0) { max($0, abs($1.slope)) } }

  private var isRunningAway: Bool { ascent.at.items.contains { $0.isRunningAway } }

  /// Goes on with another grid if the estimates need one.
  @discardableResult
  private mutating func review() -> Bool {
    let sharpness = Self.sharpness(ascent.at.items, ascent.at.abilities, likelihood)
    let wanted = AbilityGrid(sharpness, ascent.at.abilities, refinement: refinement)
    let isWideEnough = ascent.grid.first <= wanted.first + 0.51 && ascent.grid.last >= wanted.last - 0.51
    reviewedSteepest = sharpness.steepest
    quadratureBound = sharpness.bound(spacing: ascent.grid.spacing)
    let isTooFine = iterations == 6 && 5 * wanted.count < 4 * ascent.grid.count
    if isWideEnough, !isTooFine, quadratureBound <= 10 * Sharpness.boundWanted || ascent.grid.count >= 1024 { return false }
    guard restarts < 60, restart(wanted) else { return false }
    quadratureBound = sharpness.bound(spacing: wanted.spacing)
    return true
  }

  private mutating func refine() {
    refinement *= 2
    bins *= 2
    _ = restart(Self.grid(ascent.at.items, ascent.at.abilities, likelihood, refinement: refinement))
  }

  private mutating func restart(_ grid: AbilityGrid) -> Bool {
    restarts += 1
    guard let next = Ascent(likelihood, from: ascent.at.point, grid: grid, bins: bins, learnt: ascent) else { return false }
    evaluations += ascent.evaluations
    ascent = next
    return true
  }

  /// The error of quadrature and interpolation, from an evaluation with other nodes and more bins.
  private mutating func measure() {
    evaluations += 1
    guard let other = likelihood.evaluate(ascent.at.point, grid: ascent.grid.shifted, bins: 2 * bins) else { return }
    numericalError = zip(other.gradient, ascent.at.gradient).reduce(0) { max($0, abs($1.0 - $1.1)) }
    logLikelihoodError = abs(other.objective - ascent.at.objective)
  }

  private static func grid(
    _ items: [Item], _ abilities: [AbilityDistribution], _ likelihood: MarginalLikelihood, refinement: Double
  ) -> AbilityGrid {
    AbilityGrid(sharpness(items, abilities, likelihood), abilities, refinement: refinement)
  }

  private static func sharpness(
    _ items: [Item], _ abilities: [AbilityDistribution], _ likelihood: MarginalLikelihood
  ) -> Sharpness {
    Sharpness(items, forms: likelihood.cohorts.map(\.codes.items), abilities)
  }
}
