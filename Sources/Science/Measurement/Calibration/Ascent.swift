/// Limited-memory BFGS (Nocedal 1980) upwards, with the complete-data information as the first guess of the curvature: its
/// first step is a step of EM, and what EM misses is learnt from the last twenty gradients.
struct Ascent {
  let likelihood: MarginalLikelihood
  let grid: AbilityGrid
  let bins: Int
  private(set) var at: MarginalLikelihood.Point
  private(set) var iterations = 0
  private(set) var evaluations = 1
  private var pairs: [Pair] = []

  private struct Pair {
    let step: [Double]
    /// How much the negative gradient rose.
    let change: [Double]
    let curvature: Double
  }

  private static let memory = 20

  /// `learnt` from a likelihood that is nearly the same.
  init?(
    _ likelihood: MarginalLikelihood, from start: [Double], grid: AbilityGrid, bins: Int, learnt: Ascent? = nil
  ) {
    guard let at = likelihood.evaluate(start, grid: grid, bins: bins) else { return nil }
    self.likelihood = likelihood
    self.grid = grid
    self.bins = bins
    self.at = at
    pairs = learnt?.pairs ?? []
  }

  /// With the curvature learnt from a likelihood in which some of these parameters were one: parameter i moves as `origin[i]` did there,
  /// and had `shares[i]` of its gradient.
  init?(
    _ likelihood: MarginalLikelihood, from start: [Double], splitting learnt: Ascent, origin: [Int], shares: [Double]
  ) {
    self.init(likelihood, from: start, grid: learnt.grid, bins: learnt.bins)
    pairs = learnt.pairs.map { pair in
      let step = origin.map { pair.step[$0] }
      let change = zip(origin, shares).map { pair.change[$0] * $1 }
      return Pair(step: step, change: change, curvature: dot(step, change))
    }
  }

  var gradientNorm: Double { at.gradient.reduce(0) { max($0, abs($1)) } }

  /// One step upwards; false where none is found.
  mutating func step() -> Bool {
    let information = CompleteInformation(likelihood, at)
    var direction = direction(information)
    if dot(direction, at.gradient) <= 0 {
      pairs.removeAll()
      direction = information.divide(at.gradient)
    }
    if let next = search(direction) { return accept(next) }
    guard !pairs.isEmpty else { return false }
    pairs.removeAll()
    return search(information.divide(at.gradient)).map { accept($0) } ?? false
  }

  private mutating func accept(_ next: MarginalLikelihood.Point) -> Bool {
    iterations += 1
    let step = zip(next.point, at.point).map { $0 - $1 }
    let change = zip(at.gradient, next.gradient).map { $0 - $1 }
    let curvature = dot(step, change)
    if curvature > 1e-14 * dot(change, change).squareRoot() * dot(step, step).squareRoot() {
      pairs.append(Pair(step: step, change: change, curvature: curvature))
      if pairs.count > Self.memory { pairs.removeFirst() }
    }
    at = next
    return true
  }

  /// The two loops of Nocedal & Wright (2006), algorithm 7.4.
  private func direction(_ information: CompleteInformation) -> [Double] {
    var q = at.gradient
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = dot(pair.step, q) / pair.curvature
      shares.append(share)
      for i in q.indices { q[i] -= share * pair.change[i] }
    }
    q = information.divide(q)
    for (pair, share) in zip(pairs, shares.reversed()) {
      let other = dot(pair.change, q) / pair.curvature
      for i in q.indices { q[i] += (share - other) * pair.step[i] }
    }
    return q
  }

  /// A point along the direction that satisfies the conditions of Wolfe, in their form for the last digits (Hager & Zhang 2005).
  private mutating func search(_ direction: [Double]) -> MarginalLikelihood.Point? {
    let slope = dot(direction, at.gradient)
    guard slope > 0, slope.isFinite else { return nil }
    let longest = direction.reduce(0) { max($0, abs($1)) }
    var (low, lowSlope) = (0.0, slope)
    var high: Double?
    var length = min(1, 2 / longest)
    var best: MarginalLikelihood.Point?
    let slack = 1e-13 * abs(at.objective)
    for _ in 0..<30 {
      evaluations += 1
      let point = zip(at.point, direction).map { $0 + length * $1 }
      guard let next = likelihood.evaluate(point, grid: grid, bins: bins) else {
        high = length
        length = low + (length - low) / 4
        continue
      }
      let nextSlope = dot(direction, next.gradient)
      let rises = next.objective >= at.objective + 1e-4 * length * slope
      let risesNearly = next.objective >= at.objective - slack && nextSlope >= -0.9998 * slope
      if !rises && !risesNearly {
        high = length
        length = low + (length - low) * Self.shrink(lowSlope, nextSlope)
      } else if nextSlope > 0.9 * slope {
        best = next
        (low, lowSlope) = (length, nextSlope)
        length = high.map { (low + $0) / 2 } ?? length * 4
        if longest * length > 100 { break }
      } else {
        return next
      }
    }
    return best
  }

  private static func shrink(_ lowSlope: Double, _ highSlope: Double) -> Double {
    guard highSlope < 0 else { return 0.25 }
    return min(0.5, max(0.1, lowSlope / (lowSlope - highSlope)))
  }
}

/// Sum of products.
func dot(_ one: [Double], _ other: [Double]) -> Double {
  var sum = 0.0
  for at in one.indices { sum += one[at] * other[at] }
  return sum
}
