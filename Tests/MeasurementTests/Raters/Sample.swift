import Glibc
import Measurement

/// Ratings column by column.
struct Columns {
  var candidate: [Int32] = []
  var rater: [Int32] = []
  var criterion: [Int32] = []
  var score: [Int32] = []

  mutating func add(_ candidate: Int, _ rater: Int, _ criterion: Int, _ score: Int) {
    self.candidate.append(Int32(candidate))
    self.rater.append(Int32(rater))
    self.criterion.append(Int32(criterion))
    self.score.append(Int32(score))
  }

  func ratings() throws -> Ratings {
    try Ratings(candidate: candidate, rater: rater, criterion: criterion, score: score)
  }
}

/// Seeded ratings with five categories: each candidate by `each` raters in turn on all criteria. Severities from -0.8 to 0.8, difficulties
/// from -0.5 to 0.5, candidates standard normal.
enum Sample {
  static func columns(candidates: Int, raters: Int, criteria: Int, each: Int, seed: UInt64) -> Columns {
    var chance = Seeded(seed)
    var columns = Columns()
    for candidate in 0..<candidates {
      let ability = chance.normal()
      let first = chance.below(raters)
      for turn in 0..<each {
        let rater = candidate < raters && turn == 0 ? candidate : (first + turn * (1 + candidate % 2)) % raters
        guard turn == 0 || !columns.has(candidate, rater) else { continue }
        for criterion in 0..<criteria {
          let eta = ability - severity(rater, of: raters) - difficulty(criterion, of: criteria)
          columns.add(candidate, rater, criterion, score(eta, &chance))
        }
      }
    }
    return columns
  }

  static func ratings(candidates: Int, raters: Int, criteria: Int, each: Int, seed: UInt64) throws -> (
    ratings: Ratings, severities: [Double]
  ) {
    (
      try columns(candidates: candidates, raters: raters, criteria: criteria, each: each, seed: seed).ratings(),
      (0..<raters).map { severity($0, of: raters) }
    )
  }

  static func severity(_ rater: Int, of raters: Int) -> Double { 1.6 * Double(rater) / Double(raters - 1) - 0.8 }

  static func difficulty(_ criterion: Int, of criteria: Int) -> Double {
    criteria > 1 ? Double(criterion) / Double(criteria - 1) - 0.5 : 0
  }

  /// 0…4 with the steps -1.5, -0.4, 0.5, 1.4.
  static func score(_ eta: Double, _ chance: inout Seeded) -> Int {
    var weights = [1.0]
    var log = 0.0
    for step in [-1.5, -0.4, 0.5, 1.4] {
      log += eta - step
      weights.append(exp(log))
    }
    var rest = chance.uniform() * weights.reduce(0, +)
    var score = 0
    while score < 4, rest >= weights[score] {
      rest -= weights[score]
      score += 1
    }
    return score
  }
}

extension Columns {
  fileprivate func has(_ candidate: Int, _ rater: Int) -> Bool {
    for row in self.candidate.indices.reversed() {
      guard self.candidate[row] == Int32(candidate) else { return false }
      if self.rater[row] == Int32(rater) { return true }
    }
    return false
  }
}
