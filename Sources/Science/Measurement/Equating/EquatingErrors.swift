extension ScoreFrequencies {
  /// Bootstrap standard error of each equivalent: both groups drawn again person by person, smoothing included.
  package func equatingErrors(
    to y: ScoreFrequencies, _ method: RandomGroupsMethod, draws: Int = 500, seed: UInt64
  ) throws(EquatingFault) -> [Double] {
    let (one, two) = (try Urn(counts), try Urn(y.counts))
    return try errors(draws: draws, seed: seed, scores: counts.count) { chance in
      let (x, y) = (one.draw(&chance), two.draw(&chance))
      return try? ScoreFrequencies(x).equated(to: ScoreFrequencies(y), method).equivalents
    }
  }
}

extension AnchoredFrequencies {
  /// Bootstrap standard error of each equivalent. `smoothing` is repeated in each draw: degrees of total, anchor and their products.
  package func equatingErrors(
    to y: AnchoredFrequencies, _ method: AnchorMethod, weight: Double = 0.5,
    smoothing: (total: Int, anchor: Int, cross: Int)? = nil,
    draws: Int = 500, seed: UInt64
  ) throws(EquatingFault) -> [Double] {
    let (one, two) = (try Urn(counts), try Urn(y.counts))
    return try errors(draws: draws, seed: seed, scores: highest + 1) { chance in
      var x = AnchoredFrequencies(
        trusted: one.draw(&chance), highest: highest, highestAnchor: highestAnchor, isInternal: isInternal)
      var other = AnchoredFrequencies(
        trusted: two.draw(&chance), highest: y.highest, highestAnchor: y.highestAnchor, isInternal: y.isInternal)
      guard x.totals.variance > 0, x.anchors.variance > 0, other.totals.variance > 0, other.anchors.variance > 0 else {
        return nil
      }
      if let smoothing {
        guard let smoothX = try? x.smoothed(total: smoothing.total, anchor: smoothing.anchor, cross: smoothing.cross),
          let smoothY = try? other.smoothed(total: smoothing.total, anchor: smoothing.anchor, cross: smoothing.cross)
        else { return nil }
        (x, other) = (smoothX, smoothY)
      }
      return try? x.equated(to: other, method, weight: weight).equivalents
    }
  }
}

/// SD of each equivalent over the draws that could be equated; at least half of them must.
private func errors(
  draws: Int, seed: UInt64, scores: Int, _ draw: (inout Seeded) -> [Double]?
) throws(EquatingFault) -> [Double] {
  guard draws > 1 else { throw .draws(draws) }
  let values = Doubles(draws * scores)
  let isDone = Doubles(draws)
  inBlocks(draws) { _, range in
    for number in range {
      var chance = Seeded(seed &+ UInt64(number) &* 0xd134_2543_de82_ef95)
      guard let equivalents = draw(&chance), equivalents.allSatisfy(\.isFinite) else { continue }
      isDone.at[number] = 1
      for score in 0..<scores { values.at[number * scores + score] = equivalents[score] }
    }
  }
  let done = (0..<draws).filter { isDone.at[$0] > 0 }
  guard done.count > 1, done.count * 2 >= draws else { throw .draws(done.count) }
  return (0..<scores).map { score in
    let mean = done.reduce(0) { $0 + values.at[$1 * scores + score] } / Double(done.count)
    let sum = done.reduce(0) { sum, number in
      let gap = values.at[number * scores + score] - mean
      return sum + gap * gap
    }
    return (sum / Double(done.count - 1)).squareRoot()
  }
}

/// Persons to draw with replacement.
private struct Urn {
  private let cells: [Int32]
  private let size: Int

  /// Whole counts only: who was smoothed cannot be drawn.
  init(_ counts: [Double]) throws(EquatingFault) {
    size = counts.count
    var cells: [Int32] = []
    for (cell, count) in counts.enumerated() {
      guard count == count.rounded(), count >= 0, count < 1e7 else { throw .count(score: cell) }
      cells += [Int32](repeating: Int32(cell), count: Int(count))
    }
    guard !cells.isEmpty else { throw .noPersons }
    self.cells = cells
  }

  func draw(_ chance: inout Seeded) -> [Double] {
    var counts = [Double](repeating: 0, count: size)
    for _ in cells.indices { counts[Int(cells[chance.below(cells.count)])] += 1 }
    return counts
  }
}
