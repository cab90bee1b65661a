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

  private static let distances = 24
  private static let abilities = 48

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
      let shrinkages = items.indices.map { curves.shrinkage(of: $0, at: distance) }
      let likelihood = forms.reduce(0) { max($0, Self.growth($1, shrinkages)) }
      return (distance, distance * distance / (2 * prior * prior) + likelihood)
    }
  }

  /// The most a form's likelihood grows at any node.
  private static func growth(_ form: [Int], _ shrinkages: [[Double]]) -> Double {
    var logarithms = [Double](repeating: 0, count: abilities)
    var product = [Double](repeating: 1, count: abilities)
    for (number, item) in form.enumerated() {
      for node in 0..<abilities { product[node] *= shrinkages[item][node] }
      guard number % 8 == 7 || number == form.count - 1 else { continue }
      for node in 0..<abilities {
        logarithms[node] -= log(product[node]) / 2
        product[node] = 1
      }
    }
    return logarithms.max() ?? 0
  }

  /// What a rule with this spacing misses at most of a posterior, relative to the posterior.
  func bound(spacing: Double) -> Double {
    strips.reduce(1) { min($0, 2 * exp($1.growth - 2 * .pi * $1.distance / spacing)) }
  }

  /// The widest spacing with which the bound is as wanted.
  var spacing: Double {
    let wanted = log(2 / Self.boundWanted)
    return strips.reduce(0) { max($0, 2 * .pi * $1.distance / ($1.growth + wanted)) }
  }
}

extension CurveTable {
  /// The smallest squared modulus of any of the item's normalisers at nodes + i·distance, relative to that at the nodes.
  fileprivate func shrinkage(of item: Int, at distance: Double) -> [Double] {
    let own = items[item]
    let angle = own.slope * distance
    func row(_ category: Int) -> Int { (cells[item] + category) * nodes.count }
    let least = 1e-12
    switch own.curve {
    case .partialCredit:
      // |Σ P(k)·e^(ik·angle)|²
      let turns = (0..<own.categories).map { (cos(Double($0) * angle), sin(Double($0) * angle)) }
      return nodes.indices.map { node in
        var (real, imaginary) = (0.0, 0.0)
        for (category, turn) in turns.enumerated() {
          let p = probabilities[row(category) + node]
          real += p * turn.0
          imaginary += p * turn.1
        }
        return max(least, real * real + imaginary * imaginary)
      }
    case .graded, .guessing:
      // A category is reached and the next is not: two logistic curves, of |P + Qe^(i·angle)|² each.
      let sine = sin(angle / 2)
      func squared(_ boundary: Int, _ node: Int) -> Double {
        boundary == 0 || boundary == own.categories
          ? 1 : 1 - 4 * reached[row(boundary) + node] * unreached[row(boundary) + node] * sine * sine
      }
      return nodes.indices.map { node in
        (0..<own.categories).reduce(1) { min($0, max(least, squared($1, node) * squared($1 + 1, node))) }
      }
    }
  }
}
