import Glibc

/// Maximum marginal likelihood of the structural parameters by L-BFGS, preconditioned by the complete-data information.
struct MarginalFit {
  var vector: [Double]
  var evaluation: MarginalPass.Evaluation
  var pass: MarginalPass
  var iterations: Int
  /// The largest diagonal Newton step that is left, in logits (for the log SD: relative).
  var step: Double
  var smallestDeviation: Double
  var isConverged: Bool

  /// The SD of candidates is kept above this; ratings without differences between candidates end there.
  static let smallestSpread = 0.02

  init(_ design: FacetDesign, _ layout: FacetLayout, _ sums: FacetSums, tolerance: Double, iterationLimit: Int) {
    let forms = FacetForms(design)
    vector = Self.start(design, layout)
    var grid = Self.grid(design, spread: 1, smallest: Self.guess(design))
    iterations = 0
    var stage = 0
    while true {
      pass = MarginalPass(forms, layout, sums, design.scales, grid)
      // A first stage on a guessed grid need not go to the end.
      let goal = stage == 0 ? max(tolerance, 0.02) : tolerance
      let search = MarginalSearch(pass, layout)
      let found = search.run(from: vector, tolerance: goal, limit: iterationLimit - iterations)
      vector = layout.centred(found.vector)
      evaluation = found.evaluation
      iterations += found.iterations
      step = found.step
      smallestDeviation = pass.moments().deviations.min() ?? 1
      let spread = exp(vector[layout.spread])
      let serves = grid.serves(smallest: smallestDeviation, spread: spread)
      isConverged = found.step <= tolerance && serves
      stage += 1
      if isConverged || stage == 6 || iterations >= iterationLimit { return }
      if !serves || stage == 1 { grid = Self.grid(design, spread: spread, smallest: smallestDeviation) }
    }
  }

  private static func grid(_ design: FacetDesign, spread: Double, smallest: Double) -> MarginalGrid {
    MarginalGrid(smallest: smallest, spread: spread, top: design.scales.map(\.top).max() ?? 1)
  }

  /// A posterior SD to begin with, rather too small than too large.
  private static func guess(_ design: FacetDesign) -> Double {
    let most = (0..<design.candidates).map { design.starts[$0 + 1] - design.starts[$0] }.max() ?? 1
    let top = Double(design.scales.map(\.top).max() ?? 1)
    return 1 / (1 + Double(most) * min(1.5, 0.2 * top)).squareRoot()
  }

  /// Severities from the raw shares of each rater, potentials from the frequencies of each scale, SD 1.
  private static func start(_ design: FacetDesign, _ layout: FacetLayout) -> [Double] {
    var vector = [Double](repeating: 0, count: layout.count)
    var (got, most) = ([Double](repeating: 0, count: layout.raters), [Double](repeating: 0, count: layout.raters))
    var counts = design.scales.map { [Double](repeating: 0, count: $0.categories) }
    for row in 0..<design.count {
      let scale = design.scale(row)
      got[Int(design.rater[row])] += Double(design.category[row])
      most[Int(design.rater[row])] += Double(design.scales[scale].top)
      counts[scale][Int(design.category[row])] += 1
    }
    let top = Double(design.scales.map(\.top).max() ?? 1)
    for rater in 0..<layout.raters {
      vector[rater] = log((most[rater] - got[rater] + 1) / (got[rater] + 1)) * 2 / (1 + top)
    }
    for (at, potential) in layout.potentials.enumerated() {
      let scale = counts[potential.scale]
      let share = Double(potential.category) / Double(scale.count - 1)
      vector[layout.potentialStart + at] =
        log(scale[potential.category]) - (1 - share) * log(scale[0]) - share * log(scale[scale.count - 1])
    }
    return vector
  }
}

/// L-BFGS with a line search by halving; what is left of it when the log-likelihood can no longer tell steps apart is judged by the
/// gradient.
private struct MarginalSearch {
  let pass: MarginalPass
  let layout: FacetLayout
  private let memory = 12

  init(_ pass: MarginalPass, _ layout: FacetLayout) {
    self.pass = pass
    self.layout = layout
  }

  struct Found {
    var vector: [Double]
    var evaluation: MarginalPass.Evaluation
    var iterations: Int
    var step: Double
  }

  func run(from start: [Double], tolerance: Double, limit: Int) -> Found {
    var found = Found(vector: start, evaluation: pass.evaluate(start), iterations: 1, step: .infinity)
    var preconditioner = Preconditioner(found.evaluation, layout)
    var history: [(s: [Double], y: [Double], rho: Double)] = []
    found.step = preconditioner.largestStep(free(found.evaluation.gradient, found.vector))
    while found.step > tolerance, found.iterations < limit {
      let gradient = free(found.evaluation.gradient, found.vector)
      var direction = twoLoop(gradient, history, preconditioner)
      var slope = dot(direction, gradient)
      if !(slope > 0) {
        history = []
        direction = preconditioner.apply(gradient)
        slope = dot(direction, gradient)
      }
      guard slope > 0, let next = advance(&found, direction, slope) else {
        guard !history.isEmpty else { break }
        history = []
        continue
      }
      let s = zip(next.vector, found.vector).map { $0 - $1 }
      let y = zip(gradient, free(next.evaluation.gradient, next.vector)).map { $0 - $1 }
      let curvature = dot(s, y)
      if curvature > 0 {
        history.append((s, y, 1 / curvature))
        if history.count > memory { history.removeFirst() }
      }
      found.vector = next.vector
      found.evaluation = next.evaluation
      preconditioner = Preconditioner(next.evaluation, layout)
      found.step = preconditioner.largestStep(free(next.evaluation.gradient, next.vector))
    }
    return found
  }

  /// The gradient, without the log SD where that stands at its bound and pushes against it.
  private func free(_ gradient: [Double], _ vector: [Double]) -> [Double] {
    var gradient = gradient
    if vector[layout.spread] <= log(MarginalFit.smallestSpread), gradient[layout.spread] < 0 { gradient[layout.spread] = 0 }
    return gradient
  }

  private func advance(_ found: inout Found, _ direction: [Double], _ slope: Double) -> (
    vector: [Double], evaluation: MarginalPass.Evaluation
  )? {
    let longest = direction.reduce(0) { max($0, abs($1)) }
    var length = min(1, 1.5 / longest)
    let value = found.evaluation.objective
    for _ in 0..<12 {
      var vector = found.vector
      for at in vector.indices { vector[at] += length * direction[at] }
      vector[layout.spread] = max(vector[layout.spread], log(MarginalFit.smallestSpread))
      let evaluation = pass.evaluate(vector)
      found.iterations += 1
      let gain = evaluation.objective - value
      if gain >= 1e-4 * length * slope { return (vector, evaluation) }
      // Below what the sum can resolve, a slope that has shrunk is progress enough.
      if abs(gain) <= 1e-11 * abs(value), abs(dot(direction, evaluation.gradient)) < 0.9 * slope { return (vector, evaluation) }
      length /= 2
    }
    return nil
  }

  private func twoLoop(
    _ gradient: [Double], _ history: [(s: [Double], y: [Double], rho: Double)], _ preconditioner: Preconditioner
  ) -> [Double] {
    var q = gradient
    var alphas: [Double] = []
    for (s, y, rho) in history.reversed() {
      let alpha = rho * dot(s, q)
      alphas.append(alpha)
      for at in q.indices { q[at] -= alpha * y[at] }
    }
    var r = preconditioner.apply(q)
    if let last = history.last {
      let scale = 1 / (last.rho * dot(last.y, preconditioner.apply(last.y)))
      for at in r.indices { r[at] *= scale }
    }
    for ((s, y, rho), alpha) in zip(history, alphas.reversed()) {
      let beta = alpha - rho * dot(y, r)
      for at in r.indices { r[at] += beta * s[at] }
    }
    return r
  }
}

/// The inverse of the complete-data information, severities apart from the rest.
private struct Preconditioner {
  private let severities: [Double]
  private let block: Cholesky?
  private let diagonal: [Double]
  private let spread: Double
  private let globals: Range<Int>

  init(_ evaluation: MarginalPass.Evaluation, _ layout: FacetLayout) {
    severities = evaluation.severityInformation.map { max($0, 1e-6) }
    spread = max(evaluation.spreadInformation, 1)
    globals = layout.globals
    let size = globals.count
    guard size > 0, size <= MarginalPass.denseLimit else {
      block = nil
      diagonal = evaluation.globalInformation.map { max($0, 1e-6) }
      return
    }
    var matrix = evaluation.globalInformation
    diagonal = (0..<size).map { max(matrix[$0 * size + $0], 1e-6) }
    for at in 0..<size { matrix[at * size + at] += 1e-6 * diagonal[at] + 1e-9 }
    block = Cholesky(matrix, size: size)
  }

  func apply(_ gradient: [Double]) -> [Double] {
    var result = gradient
    for at in severities.indices { result[at] /= severities[at] }
    if let block {
      result.replaceSubrange(globals, with: block.solve(Array(gradient[globals])))
    } else {
      for at in globals { result[at] /= diagonal[at - globals.lowerBound] }
    }
    result[globals.upperBound] /= spread
    return result
  }

  func largestStep(_ gradient: [Double]) -> Double {
    var largest = abs(gradient[globals.upperBound]) / spread
    for at in severities.indices { largest = max(largest, abs(gradient[at]) / severities[at]) }
    for at in globals { largest = max(largest, abs(gradient[at]) / diagonal[at - globals.lowerBound]) }
    return largest
  }
}
