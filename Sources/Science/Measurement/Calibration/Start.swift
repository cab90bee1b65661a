import Glibc

extension MarginalLikelihood {
  /// Where the ascent begins: slopes of 1 and intercepts that give the observed shares of the answers at average ability.
  func start() -> [Double] {
    var point = [Double](repeating: 0, count: layout.free.count)
    for (at, parameter) in layout.free.enumerated() {
      switch parameter {
      case .slope: point[at] = layout.plan.slopePrior.map { exp($0.mean) } ?? 1
      case .commonSlope: point[at] = 1
      case .intercept(let item, let category): point[at] = intercept(item, category)
      case .guessing: point[at] = guessingStart
      case .scaleStep, .mean, .deviation: point[at] = 0
      }
    }
    return point
  }

  private var guessingStart: Double {
    guard let prior = layout.plan.guessingPrior, prior.alpha + prior.beta > 2 else { return log(0.15 / 0.85) }
    let mode = min(0.5, max(0.02, (prior.alpha - 1) / (prior.alpha + prior.beta - 2)))
    return log(mode / (1 - mode))
  }

  private func intercept(_ item: Int, _ category: Int) -> Double {
    let own = answerWeights[cells[item]..<cells[item + 1]].map { max($0, 0.5) }
    let total = own.reduce(0, +)
    switch layout.plan.models[item] {
    case .graded:
      let above = own[category...].reduce(0, +)
      return 1.2 * log(above / (total - above))
    case .threeParameter:
      let guessing = logistic(guessingStart)
      let share = min(0.98, max(0.02, (own[1] / total - guessing) / (1 - guessing)))
      return 1.2 * log(share / (1 - share))
    case .ratingScale: return log(own[category] / own[category - 1]) / 2
    default: return 1.1 * log(own[category] / own[0])
    }
  }
}
