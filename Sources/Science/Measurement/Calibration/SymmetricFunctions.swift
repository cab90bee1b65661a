/// Sums over all ways to reach a score, scaled so that all scores together are 1: the elementary symmetric functions of the
/// Rasch model and their like for partial credit, by the summation algorithm, which only adds positive terms (Verhelst, Glas &
/// van der Sluis 1984).
struct SymmetricFunctions: Sendable {
  /// For each item, weights of its categories that sum to 1.
  private let weights: [[Double]]
  /// Of all items.
  let all: [Double]
  private let before: [[Double]]
  private let after: [[Double]]

  init(_ weights: [[Double]]) {
    self.weights = weights
    before = weights.dropLast().reduce(into: [[1.0]]) { $0.append(Self.product($0[$0.count - 1], $1)) }
    after = weights.dropFirst().reversed().reduce(into: [[1.0]]) { $0.append(Self.product($0[$0.count - 1], $1)) }.reversed()
    all = Self.product(before[weights.count - 1], weights[weights.count - 1])
  }

  /// Of all items but one.
  func without(_ item: Int) -> [Double] { Self.product(before[item], after[item]) }

  private static func product(_ one: [Double], _ other: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: one.count + other.count - 1)
    result.withUnsafeMutableBufferPointer { result in
      other.withUnsafeBufferPointer { other in
        for (score, weight) in one.enumerated() {
          for answer in 0..<other.count { result[score &+ answer] += weight * other[answer] }
        }
      }
    }
    return result
  }
}
