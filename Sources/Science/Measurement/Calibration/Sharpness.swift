import Glibc

/// How fine a grid must be, by the theory of equally spaced nodes (Trefethen & Weideman 2014, theorem 5.1): what the rule misses of an
/// analytic function is at most 2M·exp(-2πd/h), where M is the integral of its modulus at distance d from the real line. A likelihood there
/// is higher than on it by what is computed here, so the bound holds for every pattern of answers; of a normal likelihood it is the familiar
/// 2·exp(-2π²σ²/h²).
struct Sharpness: Sendable {
  /// Distances from the real line, and the logarithm of how much higher a likelihood can be there.
  private let strips: [(distance: Double, growth: Double)]
  /// The steepest slope of any item.
  let steepest: Double

  /// What quadrature may miss of a person's likelihood, relative.
  static let boundWanted = 1e-11

  private static let distances = 16
  private static let abilities = 40

  /// `forms` are the items that persons answered together.
  init(_ items: [Item], forms: [[Int]], _ abilities: [AbilityDistribution]) {
    let prior = abilities.reduce(Double.infinity) { min($0, $1.deviation) }
    let center = abilities.reduce(0) { $0 + $1.mean } / Double(max(1, abilities.count))
    let widest = abilities.reduce(0) { max($0, $1.deviation) }
    let steepest = items.reduce(0) { max($0, abs($1.slope)) }
    self.steepest = steepest
    // Where the prior alone would be best; a curve's nearest pole is at π / slope.
    let farthest = min(prior * (2 * log(2 / Self.boundWanted)).squareRoot(), steepest > 0 ? 0.9 * .pi / steepest : .infinity)
    let nodes = (0..<Self.abilities).map { center + widest * (-3 + 6 * Double($0) / Double(Self.abilities - 1)) }
    let curves = CurveTable(items, nodes)
    strips = (1...Self.distances).map { step in
      let distance = farthest * Double(step) / Double(Self.distances)
      let likelihood = forms.reduce(0) { max($0, curves.growth(of: $1, at: distance)) }
      return (distance, distance * distance / (2 * prior * prior) + likelihood)
    }
  }

  /// What a rule with this spacing misses at most of a posterior, relative to the posterior.
  func bound(spacing: Double) -> Double {
    strips.reduce(1) { min($0, 2 * exp($1.growth - 2 * .pi * $1.distance / spacing)) }
  }

  /// The widest spacing with which the bound is as wanted.
  func spacing(bound: Double) -> Double {
    strips.reduce(0) { max($0, 2 * .pi * $1.distance / ($1.growth + log(2 / bound))) }
  }
}

extension CurveTable {
  /// The logarithm of how much higher a likelihood of these items' answers can be at any node + i·distance than at the node.
  fileprivate func growth(of form: [Int], at distance: Double) -> Double {
    var logarithms = [Double](repeating: 0, count: nodes.count)
    var product = [Double](repeating: 1, count: nodes.count)
    for (number, item) in form.enumerated() {
      product.withUnsafeMutableBufferPointer { shrink($0.baseAddress!, item, at: distance) }
      guard number % 8 == 7 || number == form.count - 1 else { continue }
      for node in nodes.indices {
        logarithms[node] -= log(product[node]) / 2
        product[node] = 1
      }
    }
    return logarithms.max() ?? 0
  }

  /// Multiplies by the smallest squared modulus of any of the item's normalisers at nodes + i·distance, relative to that at the nodes.
  private func shrink(_ product: UnsafeMutablePointer<Double>, _ item: Int, at distance: Double) {
    let own = items[item]
    let angle = own.slope * distance
    // |P + Qe^(i·angle)|² of two logistic curves: a category is reached and the next is not.
    let sine = 4 * sin(angle / 2) * sin(angle / 2)
    let turns = (1..<own.categories).map { (cos(Double($0) * angle), sin(Double($0) * angle)) }
    probabilities.withUnsafeBufferPointer { probabilities in
      reached.withUnsafeBufferPointer { reached in
        unreached.withUnsafeBufferPointer { unreached in
          for at in stride(from: 0, to: nodes.count, by: 4) {
            func squared(_ boundary: Int) -> SIMD4<Double> {
              if boundary == 0 || boundary == own.categories { return SIMD4(repeating: 1) }
              let row = (cells[item] + boundary) * nodes.count
              return 1 - sine * four(reached.baseAddress! + row, at) * four(unreached.baseAddress! + row, at)
            }
            var least = SIMD4<Double>(repeating: 1)
            if own.curve == .partialCredit {
              // |Σ P(k)·e^(ik·angle)|²
              let first = probabilities.baseAddress! + cells[item] * nodes.count
              var (real, imaginary) = (four(first, at), SIMD4<Double>(repeating: 0))
              for (step, turn) in turns.enumerated() {
                let p = four(first + (step + 1) * nodes.count, at)
                real += p * turn.0
                imaginary += p * turn.1
              }
              least = real * real + imaginary * imaginary
            } else {
              var below = squared(0)
              for boundary in 1...own.categories {
                let above = squared(boundary)
                least = pointwiseMin(least, below * above)
                below = above
              }
            }
            let place = UnsafeMutableRawPointer(product + at)
            let result = four(product, at) * pointwiseMax(least, SIMD4(repeating: 1e-12))
            place.storeBytes(of: result, as: SIMD4<Double>.self)
          }
        }
      }
    }
  }
}
