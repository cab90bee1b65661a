import Glibc

/// Which ratings share the steps from category to category.
package enum FacetSteps: Sendable, Hashable {
  /// One rating scale for all (Andrich 1978).
  case shared
  /// Steps of each criterion (Masters 1982).
  case perCriterion
  /// Steps of each rater.
  case perRater
}

/// One set of categories: log P(k) = k·η + potential k - log of the sum, with η = candidate - rater - criterion - task.
///
/// The lowest and the highest category have the potential 0, so that steps sum to zero; a category nobody gave has probability 0, which is
/// what maximum likelihood says of it, and the scores keep their distances.
package struct FacetScale: Sendable, Hashable {
  /// The lowest score that was given.
  package let lowest: Int
  /// Potentials by category from the lowest; -infinity where it was never given.
  package internal(set) var potentials: [Double]

  package var categories: Int { potentials.count }
  var top: Int { potentials.count - 1 }

  /// Steps of neighbouring given categories k' < k: the η at which both are equally likely. With their standard errors they are the
  /// Rasch-Andrich thresholds.
  package var steps: [(category: Int, threshold: Double)] {
    var last = 0
    var steps: [(Int, Double)] = []
    for category in 1..<max(1, categories) where potentials[category] > -.infinity {
      steps.append((lowest + category, (potentials[last] - potentials[category]) / Double(category - last)))
      last = category
    }
    return steps
  }

  /// Categories whose potential is free.
  var free: [Int] { (0..<categories).filter { $0 > 0 && $0 < top && potentials[$0] > -.infinity } }

  /// Fills `probabilities` and returns the log of the sum; stable at every η.
  @inline(__always)
  func fill(_ probabilities: UnsafeMutablePointer<Double>, at eta: Double) -> Double {
    potentials.withUnsafeBufferPointer { potentials in
      var high = -Double.infinity
      for k in potentials.indices {
        let log = Double(k) * eta + potentials[k]
        probabilities[k] = log
        high = max(high, log)
      }
      var sum = 0.0
      for k in potentials.indices {
        probabilities[k] = exp(probabilities[k] - high)
        sum += probabilities[k]
      }
      for k in potentials.indices { probabilities[k] /= sum }
      return high + log(sum)
    }
  }

  /// Mean, variance and fourth central moment of the category (from 0) at η.
  func moments(at eta: Double) -> (mean: Double, variance: Double, fourth: Double) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: categories) { buffer in
      let probabilities = buffer.baseAddress!
      _ = fill(probabilities, at: eta)
      var mean = 0.0
      for k in 0..<categories { mean += Double(k) * probabilities[k] }
      var (variance, fourth) = (0.0, 0.0)
      for k in 0..<categories {
        let square = (Double(k) - mean) * (Double(k) - mean)
        variance += square * probabilities[k]
        fourth += square * square * probabilities[k]
      }
      return (mean, variance, fourth)
    }
  }

  /// The probability of each category at η.
  package func probabilities(at eta: Double) -> [Double] {
    [Double](unsafeUninitializedCapacity: categories) { buffer, count in
      _ = fill(buffer.baseAddress!, at: eta)
      count = categories
    }
  }

  /// The mean score, in the scores' own numbers.
  package func expectedScore(at eta: Double) -> Double { Double(lowest) + moments(at: eta).mean }
}
