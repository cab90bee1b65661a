import Glibc

/// Joint maximum likelihood of all measures and potentials: Newton's method, each step by conjugate gradients over the ratings.
struct JointFit {
  var structure: FacetStructure
  private(set) var logLikelihood = 0.0
  private(set) var iterations = 0
  private(set) var gradient = Double.infinity
  private(set) var step = Double.infinity
  private(set) var isConverged = false

  init(_ design: FacetDesign, _ pruning: FacetPruning, tolerance: Double, iterationLimit: Int) {
    let newton = JointNewton(design, pruning)
    var vector = newton.start()
    var state = newton.evaluate(vector)
    while iterations < iterationLimit {
      gradient = state.gradient.reduce(0) { max($0, abs($1)) }
      step = newton.largestStep(state)
      if step <= tolerance {
        isConverged = true
        break
      }
      iterations += 1
      let direction = newton.direction(state)
      guard let next = newton.advance(from: vector, state, direction) else { break }
      (vector, state) = next
    }
    logLikelihood = state.logLikelihood
    structure = newton.structure(vector)
  }

  /// All measures and potentials times (L - 1) / L, L the mean number of ratings of a candidate who is not extreme.
  mutating func correctBias(_ design: FacetDesign, _ pruning: FacetPruning) {
    let extreme = pruning.isExtreme(.candidate)
    let persons = (0..<design.candidates).count { candidate in
      !extreme[candidate] && (design.starts[candidate]..<design.starts[candidate + 1]).contains { pruning.isActive[Int($0)] }
    }
    let length = Double(pruning.isActive.count { $0 }) / Double(max(1, persons))
    let factor = max(0, (length - 1) / length)
    for at in structure.candidates.indices { structure.candidates[at] *= factor }
    for at in structure.severities.indices { structure.severities[at] *= factor }
    for at in structure.difficulties.indices { structure.difficulties[at] *= factor }
    for at in structure.tasks.indices { structure.tasks[at] *= factor }
    for scale in structure.scales.indices {
      for k in structure.scales[scale].potentials.indices { structure.scales[scale].potentials[k] *= factor }
    }
  }

  /// Those who left, in reverse: the adjusted sum of the ratings they left with.
  mutating func measureExtremes(_ design: FacetDesign, _ pruning: FacetPruning, adjustment: Double) {
    for gone in pruning.left.reversed() {
      let rows = gone.rows.map(Int.init)
      let scales = structure.scales
      // Categories that only extreme elements were given can no longer be reached.
      let reach = rows.map { row in
        let potentials = scales[design.scale(row)].potentials
        return (
          low: potentials.firstIndex { $0 > -.infinity } ?? 0, high: potentials.lastIndex { $0 > -.infinity } ?? 0
        )
      }
      let target =
        gone.isHighest
        ? Double(reach.reduce(0) { $0 + $1.high }) - adjustment : Double(reach.reduce(0) { $0 + $1.low }) + adjustment
      let sign: Double = gone.facet == .candidate ? 1 : -1
      set(gone.facet, gone.element, 0)
      let rest = rows.map { structure.candidates[Int(design.candidate[$0])] + structure.easiness(design, $0) }
      let location = solveSum(target) { x in
        var (mean, variance) = (0.0, 0.0)
        for (row, rest) in zip(rows, rest) {
          let moments = scales[design.scale(row)].moments(at: rest + x)
          mean += moments.mean
          variance += moments.variance
        }
        return (mean, variance)
      }
      set(gone.facet, gone.element, sign * location)
    }
  }

  private mutating func set(_ facet: Facet, _ element: Int, _ value: Double) {
    switch facet {
    case .candidate: structure.candidates[element] = value
    case .rater: structure.severities[element] = value
    case .criterion: structure.difficulties[element] = value
    case .task: structure.tasks[element] = value
    }
  }
}

/// The joint log-likelihood over the active rows: candidates, then severities, difficulties, tasks, free potentials in one vector.
private struct JointNewton {
  let rows: [Int32]
  let design: FacetDesign
  let scales: [FacetScale]
  /// For each scale the place of each category's potential; -1 where it is not free.
  let places: [[Int32]]
  let size: Int
  let widest: Int
  private let starts: (rater: Int, criterion: Int, task: Int, potential: Int)

  struct State {
    var logLikelihood: Double
    var gradient: [Double]
    var information: [Double]
    /// Probabilities of each active row, `widest` each.
    var probabilities: Doubles
  }

  init(_ design: FacetDesign, _ pruning: FacetPruning) {
    self.design = design
    rows = (0..<Int32(design.count)).filter { pruning.isActive[Int($0)] }
    var scales = design.scales
    for at in scales.indices { scales[at].potentials = scales[at].potentials.map { _ in -.infinity } }
    for row in rows.map(Int.init) { scales[design.scale(row)].potentials[Int(design.category[row])] = 0 }
    self.scales = scales
    widest = scales.map(\.categories).max() ?? 2
    starts.rater = design.candidates
    starts.criterion = starts.rater + design.raters
    starts.task = starts.criterion + design.criteria
    starts.potential = starts.task + design.tasks
    var next = starts.potential
    places = scales.map { scale in
      let given = scale.potentials.indices.filter { scale.potentials[$0] > -.infinity }
      return scale.potentials.indices.map { category in
        guard scale.potentials[category] > -.infinity, category != given.first, category != given.last else { return -1 }
        next += 1
        return Int32(next - 1)
      }
    }
    size = next
  }

  func start() -> [Double] {
    var vector = [Double](repeating: 0, count: size)
    var counts = scales.map { [Double](repeating: 0, count: $0.categories) }
    for row in rows.map(Int.init) { counts[design.scale(row)][Int(design.category[row])] += 1 }
    for (scale, places) in places.enumerated() {
      let given = counts[scale].indices.filter { counts[scale][$0] > 0 }
      guard let low = given.first, let high = given.last, high > low else { continue }
      for (category, place) in places.enumerated() where place >= 0 {
        let share = Double(category - low) / Double(high - low)
        vector[Int(place)] =
          log(counts[scale][category]) - (1 - share) * log(counts[scale][low]) - share * log(counts[scale][high])
      }
    }
    return vector
  }

  func structure(_ vector: [Double]) -> FacetStructure {
    FacetStructure(
      severities: Array(vector[starts.rater..<starts.criterion]), difficulties: Array(vector[starts.criterion..<starts.task]),
      tasks: Array(vector[starts.task..<starts.potential]), scales: filled(vector), candidates: Array(vector[..<starts.rater]))
  }

  private func filled(_ vector: [Double]) -> [FacetScale] {
    var scales = scales
    for (scale, places) in places.enumerated() {
      for (category, place) in places.enumerated() where place >= 0 { scales[scale].potentials[category] = vector[Int(place)] }
    }
    return scales
  }

  private func locations(_ row: Int) -> (candidate: Int, rater: Int, criterion: Int, task: Int) {
    (
      Int(design.candidate[row]), starts.rater + Int(design.rater[row]), starts.criterion + Int(design.criterion[row]),
      starts.task + Int(design.task[row])
    )
  }

  func evaluate(_ vector: [Double]) -> State {
    let scales = filled(vector)
    var state = State(
      logLikelihood: 0, gradient: [Double](repeating: 0, count: size), information: [Double](repeating: 0, count: size),
      probabilities: Doubles(rows.count * widest))
    for (at, row) in rows.enumerated() {
      let row = Int(row)
      let (candidate, rater, criterion, task) = locations(row)
      let eta = vector[candidate] - vector[rater] - vector[criterion] - vector[task]
      let scale = design.scale(row)
      let category = Int(design.category[row])
      let probabilities = state.probabilities.at + at * widest
      let total = scales[scale].fill(probabilities, at: eta)
      state.logLikelihood += Double(category) * eta + scales[scale].potentials[category] - total
      var (mean, square) = (0.0, 0.0)
      for k in 0..<scales[scale].categories {
        mean += Double(k) * probabilities[k]
        square += Double(k * k) * probabilities[k]
        let place = Int(places[scale][k])
        guard place >= 0 else { continue }
        state.gradient[place] += (k == category ? 1 : 0) - probabilities[k]
        state.information[place] += probabilities[k] * (1 - probabilities[k])
      }
      let gap = Double(category) - mean
      let variance = square - mean * mean
      state.gradient[candidate] += gap
      state.information[candidate] += variance
      for place in [rater, criterion, task] {
        state.gradient[place] -= gap
        state.information[place] += variance
      }
    }
    return state
  }

  func largestStep(_ state: State) -> Double {
    var largest = 0.0
    for at in 0..<size where state.information[at] > 0 { largest = max(largest, abs(state.gradient[at]) / state.information[at]) }
    return largest
  }

  /// H d = gradient to a residual that shrinks with the gradient, so that the convergence is faster than linear.
  func direction(_ state: State) -> [Double] {
    let inverse = state.information.map { $0 > 0 ? 1 / $0 : 0 }
    var x = [Double](repeating: 0, count: size)
    var residual = state.gradient
    var z = zip(residual, inverse).map { $0 * $1 }
    var search = z
    var rho = dot(residual, z)
    let ease = min(0.1, rho.squareRoot() / Double(size).squareRoot())
    let goal = rho * ease * ease
    for _ in 0..<200 where rho > goal && rho > 0 {
      let image = times(search, state)
      let curvature = dot(search, image)
      guard curvature > 0 else { break }
      let alpha = rho / curvature
      for at in 0..<size {
        x[at] += alpha * search[at]
        residual[at] -= alpha * image[at]
        z[at] = residual[at] * inverse[at]
      }
      let next = dot(residual, z)
      for at in 0..<size { search[at] = z[at] + next / rho * search[at] }
      rho = next
    }
    return x
  }

  func advance(from vector: [Double], _ state: State, _ direction: [Double]) -> ([Double], State)? {
    let longest = direction.reduce(0) { max($0, abs($1)) }
    guard longest > 0 else { return nil }
    var length = min(1, 2 / longest)
    for _ in 0..<30 {
      let next = vector.indices.map { vector[$0] + length * direction[$0] }
      let other = evaluate(next)
      if other.logLikelihood >= state.logLikelihood - 1e-12 * abs(state.logLikelihood) { return (next, other) }
      length /= 2
    }
    return nil
  }

  /// The information times a direction, rating by rating.
  private func times(_ x: [Double], _ state: State) -> [Double] {
    var image = [Double](repeating: 0, count: size)
    for (at, row) in rows.enumerated() {
      let row = Int(row)
      let (candidate, rater, criterion, task) = locations(row)
      let eta = x[candidate] - x[rater] - x[criterion] - x[task]
      let scale = design.scale(row)
      let probabilities = state.probabilities.at + at * widest
      let places = places[scale]
      var mean = 0.0
      for k in places.indices {
        mean += probabilities[k] * (Double(k) * eta + (places[k] >= 0 ? x[Int(places[k])] : 0))
      }
      var out = 0.0
      for k in places.indices {
        let own = Double(k) * eta + (places[k] >= 0 ? x[Int(places[k])] : 0)
        let weight = probabilities[k] * (own - mean)
        out += Double(k) * weight
        if places[k] >= 0 { image[Int(places[k])] += weight }
      }
      image[candidate] += out
      image[rater] -= out
      image[criterion] -= out
      image[task] -= out
    }
    return image
  }
}
