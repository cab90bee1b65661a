import Glibc

/// How many persons have each score 0, 1, …; after smoothing, or for a synthetic population, not whole.
package struct ScoreFrequencies: Sendable, Hashable {
  package let counts: [Double]
  package let total: Double

  package init(_ counts: [Double]) throws(EquatingFault) {
    guard counts.count > 1 else { throw .oneScore }
    if let score = counts.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) { throw .count(score: score) }
    self.init(trusted: counts)
    guard total > 0 else { throw .noPersons }
    guard variance > 0 else { throw .noVariation }
  }

  init(trusted counts: [Double]) {
    self.counts = counts
    total = counts.reduce(0, +)
  }

  /// `highest`: the highest possible score.
  package init(scores: [Int], highest: Int) throws(EquatingFault) {
    guard highest > 0, highest <= 10_000 else { throw .oneScore }
    var counts = [Double](repeating: 0, count: highest + 1)
    for (person, score) in scores.enumerated() {
      guard score >= 0, score <= highest else { throw .score(person: person) }
      counts[score] += 1
    }
    try self.init(counts)
  }

  package var highest: Int { counts.count - 1 }
  package var mean: Double { counts.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / total }
  /// With the number of persons below the line.
  package var variance: Double {
    let mean = mean
    return counts.enumerated().reduce(0) { $0 + (Double($1.offset) - mean) * (Double($1.offset) - mean) * $1.element } / total
  }

  /// Share below x, a score's persons spread evenly from half a point below to half a point above it (Kolen & Brennan 2004, eq. 2.14).
  package func percentileRank(_ x: Double) -> Double {
    if x < -0.5 { return 0 }
    let score = Int((x + 0.5).rounded(.down))
    guard score <= highest else { return 1 }
    let below = counts[..<score].reduce(0, +)
    return min(1, (below + (x - Double(score) + 0.5) * counts[score]) / total)
  }

  /// The score below which a share lies: where nobody has a score, the middle of all that fit (Kolen & Brennan 2004, eq. 2.18).
  package func quantile(_ share: Double) -> Double {
    let goal = share * total
    // Rounding of sums must not open a gap.
    let ease = 1e-12 * total
    var below = 0.0
    var lower: Double?
    for (score, count) in counts.enumerated() {
      if lower == nil, below + count >= goal - ease, count > 0 || goal <= ease {
        lower = goal <= ease ? -0.5 : Double(score) - 0.5 + min(1, (goal - below) / count)
      }
      if below + count > goal + ease {
        let upper = Double(score) - 0.5 + max(0, (goal - below) / count)
        return ((lower ?? upper) + upper) / 2
      }
      below += count
    }
    return Double(highest) + 0.5
  }
}

/// How many persons have each pair of total score and score on the anchor items.
package struct AnchoredFrequencies: Sendable, Hashable {
  /// Row after row, one a total score from 0.
  package let counts: [Double]
  package let highest: Int
  package let highestAnchor: Int
  /// Whether the anchor's items count in the total.
  package let isInternal: Bool

  var columns: Int { highestAnchor + 1 }

  /// `totals` and `anchors`: by person.
  package init(
    totals: [Int], anchors: [Int], highest: Int, highestAnchor: Int, isInternal: Bool
  ) throws(EquatingFault) {
    guard totals.count == anchors.count else { throw .lengths(expected: totals.count, given: anchors.count) }
    guard highest > 0, highestAnchor > 0, highest <= 2_000, highestAnchor <= 2_000 else { throw .oneScore }
    var counts = [Double](repeating: 0, count: (highest + 1) * (highestAnchor + 1))
    for (person, (total, anchor)) in zip(totals, anchors).enumerated() {
      guard total >= 0, total <= highest, anchor >= 0, anchor <= highestAnchor else { throw .score(person: person) }
      if isInternal, total < anchor || total - anchor > highest - highestAnchor { throw .score(person: person) }
      counts[total * (highestAnchor + 1) + anchor] += 1
    }
    self.init(trusted: counts, highest: highest, highestAnchor: highestAnchor, isInternal: isInternal)
    _ = try ScoreFrequencies(self.totals.counts)
    _ = try ScoreFrequencies(self.anchors.counts)
  }

  init(trusted counts: [Double], highest: Int, highestAnchor: Int, isInternal: Bool) {
    self.counts = counts
    self.highest = highest
    self.highestAnchor = highestAnchor
    self.isInternal = isInternal
  }

  package var totals: ScoreFrequencies {
    ScoreFrequencies(trusted: (0...highest).map { row in counts[row * columns..<(row + 1) * columns].reduce(0, +) })
  }

  package var anchors: ScoreFrequencies {
    ScoreFrequencies(
      trusted: (0...highestAnchor).map { column in (0...highest).reduce(0) { $0 + counts[$1 * columns + column] } })
  }

  package var covariance: Double {
    let (total, anchor) = (totals, anchors)
    let (x, v) = (total.mean, anchor.mean)
    var sum = 0.0
    for row in 0...highest {
      for column in 0...highestAnchor { sum += counts[row * columns + column] * (Double(row) - x) * (Double(column) - v) }
    }
    return sum / total.total
  }

  /// Whether a person can have this pair.
  func isPossible(_ total: Int, _ anchor: Int) -> Bool {
    !isInternal || total >= anchor && total - anchor <= highest - highestAnchor
  }
}

/// Why scores cannot be equated.
package enum EquatingFault: Error, Sendable, Hashable {
  /// Fewer than two scores are possible, or too many.
  case oneScore
  case noPersons
  /// Everyone has the same score.
  case noVariation
  case count(score: Int)
  case score(person: Int)
  case lengths(expected: Int, given: Int)
  /// Anchors of different length, or one inside and one outside the total.
  case differentAnchors
  /// Anchor scores that one group has and the other never.
  case unmatchedAnchor(score: Int)
  /// Total and anchor do not vary together, or a synthetic variance is not positive.
  case unrelatedAnchor
  /// A weight outside [0, 1].
  case weight(Double)
  /// A degree below 1, or as high as there are scores.
  case degree(Int)
  /// The log-linear fit did not converge.
  case smoothing
  /// Fewer than two draws, or most draws could not be equated.
  case draws(Int)
}
