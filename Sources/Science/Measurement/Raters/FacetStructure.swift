import Glibc

/// Every measure of a design, in the order of their numbers.
struct FacetStructure {
  var severities: [Double]
  var difficulties: [Double]
  var tasks: [Double]
  var scales: [FacetScale]
  var candidates: [Double]

  /// Raters, criteria and tasks to the mean 0; candidates take it up. Returns what was added to them.
  mutating func centre() -> Double {
    func take(_ values: inout [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      for at in values.indices { values[at] -= mean }
      return mean
    }
    let shift = -take(&severities) - take(&difficulties) - take(&tasks)
    for at in candidates.indices { candidates[at] += shift }
    return shift
  }

  /// What a rating's η is less the candidate's measure.
  @inline(__always)
  func easiness(_ design: FacetDesign, _ row: Int) -> Double {
    -severities[Int(design.rater[row])] - difficulties[Int(design.criterion[row])] - tasks[Int(design.task[row])]
  }
}

extension FacetDesign {
  /// Maximum likelihood of each candidate, extreme sums adjusted, all else known.
  func measures(_ structure: FacetStructure, adjustment: Double) -> [Double] {
    let measures = Doubles(candidates)
    let curves = structure.scales.map(ScaleCurve.init)
    inBlocks(candidates) { _, range in
      var places: [(easiness: Double, scale: Int)] = []
      for candidate in range {
        places.removeAll(keepingCapacity: true)
        var (sum, most) = (0, 0)
        for row in Int(starts[candidate])..<Int(starts[candidate + 1]) {
          places.append((structure.easiness(self, row), scale(row)))
          sum += Int(category[row])
          most += scales[scale(row)].top
        }
        let target = sum == 0 ? adjustment : sum == most ? Double(most) - adjustment : Double(sum)
        let start = log((target + 0.5) / (Double(most) - target + 0.5))
        measures.at[candidate] = solveSum(target, from: start) { ability in
          var (mean, variance) = (0.0, 0.0)
          for place in places {
            let moments = curves[place.scale].moments(at: ability + place.easiness)
            mean += moments.mean
            variance += moments.variance
          }
          return (mean, variance)
        }
      }
    }
    return measures.array
  }
}

/// The x at which a rising expected sum reaches `target`: Newton's method inside a bracket that only shrinks.
/// `moments` gives the expected sum and its derivative. Between -40 and 40.
func solveSum(_ target: Double, from start: Double = 0, _ moments: (Double) -> (mean: Double, variance: Double)) -> Double {
  var (low, high) = (-40.0, 40.0)
  var x = start
  for _ in 0..<100 {
    let (mean, variance) = moments(x)
    let gap = target - mean
    if gap > 0 { low = x } else { high = x }
    let newton = variance > 1e-12 ? x + gap / variance : .infinity
    let isInside = newton > low && newton < high
    let next = isInside ? newton : (low + high) / 2
    // The step after this one would be of the order of its square.
    if abs(next - x) < (isInside ? 1e-8 : 1e-12) { return next }
    x = next
  }
  return x
}

/// A scale with its weights e^potential at hand, so that mean and variance cost one exponential.
struct ScaleCurve {
  private let scale: FacetScale
  private let weights: [Double]
  /// Beyond this η the sum of weights could overflow.
  private let reach: Double

  init(_ scale: FacetScale) {
    self.scale = scale
    weights = scale.potentials.map { exp($0) }
    let highest = scale.potentials.max() ?? 0
    reach = max(0, (600 - abs(highest)) / Double(max(1, scale.top)))
  }

  @inline(__always)
  func moments(at eta: Double) -> (mean: Double, variance: Double) {
    guard abs(eta) < reach else {
      let moments = scale.moments(at: eta)
      return (moments.mean, moments.variance)
    }
    let ratio = exp(eta)
    return weights.withUnsafeBufferPointer { weights in
      var (power, sum, first, second) = (1.0, 0.0, 0.0, 0.0)
      for k in weights.indices {
        let mass = weights[k] * power
        sum += mass
        first += Double(k) * mass
        second += Double(k * k) * mass
        power *= ratio
      }
      let mean = first / sum
      return (mean, max(0, second / sum - mean * mean))
    }
  }
}
