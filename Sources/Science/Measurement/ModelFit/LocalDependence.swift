/// Q3 (Yen 1984): how the residuals of two items go together over persons. Without dependence about -1 / (items - 1).
package struct LocalDependence: Sendable, Hashable {
  /// The lower number first.
  package let first: Int
  package let second: Int
  package let correlation: Double
  /// How many persons answered both.
  package let persons: Int
}

extension Responses {
  /// Q3 of every pair of items with at least three persons and residuals that vary, the largest absolute first.
  /// `abilities` as for `itemFit`. O(persons x items²).
  package func localDependence(_ items: [Item], abilities: [Double]) -> [LocalDependence] {
    precondition(items.count == self.items && abilities.count == persons)
    let size = items.count
    var sums = [PairSums](repeating: PairSums(), count: size * size)
    var residuals = [Double](repeating: .nan, count: size)
    for person in 0..<persons where abilities[person].isFinite {
      for item in 0..<size {
        residuals[item] = self[person, item].map { Double($0) - items[item].expectedScore(at: abilities[person]) } ?? .nan
      }
      for one in 0..<size where !residuals[one].isNaN {
        for other in one + 1..<max(size, one + 1) where !residuals[other].isNaN {
          sums[one * size + other].add(residuals[one], residuals[other])
        }
      }
    }
    var pairs: [LocalDependence] = []
    for one in 0..<size {
      for other in one + 1..<max(size, one + 1) {
        let sum = sums[one * size + other]
        guard sum.count >= 3, let correlation = sum.correlation else { continue }
        pairs.append(LocalDependence(first: one, second: other, correlation: correlation, persons: Int(sum.count)))
      }
    }
    return pairs.sorted { abs($0.correlation) > abs($1.correlation) }
  }
}

private struct PairSums {
  private(set) var count = 0.0
  private var x = 0.0
  private var y = 0.0
  private var xx = 0.0
  private var yy = 0.0
  private var xy = 0.0

  mutating func add(_ a: Double, _ b: Double) {
    count += 1
    x += a
    y += b
    xx += a * a
    yy += b * b
    xy += a * b
  }

  var correlation: Double? {
    let (a, b) = (xx - x * x / count, yy - y * y / count)
    guard a > 1e-12, b > 1e-12 else { return nil }
    return max(-1, min(1, (xy - x * y / count) / (a * b).squareRoot()))
  }
}
