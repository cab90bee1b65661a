/// Expected shares of persons with each sum of all answers and each answer to an item, in each group, by the recursion of Lord & Wingersky
/// (1984) over the other items. Which items are still to be added is halved again and again: O(items x log items x sums x nodes), and
/// nothing is ever divided or taken away.
final class RestScores {
  private let curves: CurveTable
  /// Weights of the nodes in each group.
  private let weights: [[Double]]
  private let sums: Int
  /// Of the items added so far, at depth x sum, four nodes abreast.
  private let levels: Doubles
  private var node = 0
  /// At group x sum x answer of the item, four nodes abreast.
  private var joint: [[SIMD4<Double>]]
  private let items: Range<Int>

  /// `sums`: how many sums of answers there are.
  init(_ curves: CurveTable, weights: [[Double]], sums: Int, items: Range<Int>) {
    self.curves = curves
    self.weights = weights
    self.sums = sums
    self.items = items
    // One level for each halving, and one for the start.
    levels = Doubles(4 * sums * (Int.bitWidth - curves.items.count.leadingZeroBitCount + 2))
    joint = items.map { [SIMD4<Double>](repeating: .zero, count: weights.count * sums * curves.items[$0].categories) }
  }

  /// At group x sum x answer, for each of `items`.
  func shares() -> [[Double]] {
    for node in stride(from: 0, to: curves.nodes.count, by: 4)
    where weights.contains(where: { weights in (node..<node + 4).contains { weights[$0] > 1e-12 } }) {
      self.node = node
      put(SIMD4(repeating: 1), levels.at, 0)
      var count = 1
      for other in curves.items.indices where !items.contains(other) { add(other, level: 0, &count) }
      leave(items, level: 0, count)
    }
    return joint.map { $0.map { $0.sum() } }
  }

  /// Comes to each of the items with all others added; `count`: sums that are possible so far.
  private func leave(_ range: Range<Int>, level: Int, _ count: Int) {
    if range.count == 1 { return note(range.lowerBound, level, count) }
    let middle = range.lowerBound + range.count / 2
    for (kept, added) in [
      (range.lowerBound..<middle, middle..<range.upperBound), (middle..<range.upperBound, range.lowerBound..<middle),
    ] {
      let (from, to) = (levels.at + 4 * sums * level, levels.at + 4 * sums * (level + 1))
      to.update(from: from, count: 4 * count)
      var own = count
      for item in added { add(item, level: level + 1, &own) }
      leave(kept, level: level + 1, own)
    }
  }

  /// From the highest sum down, so that what is read has not been written.
  private func add(_ item: Int, level: Int, _ count: inout Int) {
    let own = levels.at + 4 * sums * level
    let top = curves.items[item].categories - 1
    for sum in stride(from: count + top - 1, through: 0, by: -1) {
      var share = SIMD4<Double>.zero
      for answer in max(0, sum - count + 1)...min(top, sum) { share += probability(item, answer) * four(own, 4 * (sum - answer)) }
      put(share, own, 4 * sum)
    }
    count += top
  }

  private func note(_ item: Int, _ level: Int, _ count: Int) {
    let own = levels.at + 4 * sums * level
    let categories = curves.items[item].categories
    joint[item - items.lowerBound].withUnsafeMutableBufferPointer { joint in
      for (group, weights) in weights.enumerated() {
        let weight = SIMD4(weights[node], weights[node + 1], weights[node + 2], weights[node + 3])
        for answer in 0..<categories {
          let factor = weight * probability(item, answer)
          for sum in 0..<count { joint[(group * sums + sum + answer) * categories + answer] += factor * four(own, 4 * sum) }
        }
      }
    }
  }

  @inline(__always)
  private func probability(_ item: Int, _ answer: Int) -> SIMD4<Double> {
    let at = (curves.cells[item] + answer) * curves.nodes.count + node
    return curves.probabilities.withUnsafeBufferPointer { four($0.baseAddress!, at) }
  }
}
