/// How often two raters gave the same score under the same circumstances, and how often the model says they would.
///
/// Much more than expected: raters do not judge on their own. Much less: they do not use the scale alike (Linacre, FACETS, table 7).
package struct ExactAgreement: Sendable, Hashable {
  /// Pairs of ratings of the same candidate, criterion and task by two raters.
  package let opportunities: Int
  package let observed: Int
  package let expected: Double

  package var observedShare: Double? { opportunities > 0 ? Double(observed) / Double(opportunities) : nil }
  package var expectedShare: Double? { opportunities > 0 ? expected / Double(opportunities) : nil }
}

extension Facets {
  /// Of all pairs, and of those of each rater.
  package func exactAgreement() -> (all: ExactAgreement, raters: [ExactAgreement]) {
    var order = (0..<Int32(ratings.count)).map { $0 }
    order = sorted(order, by: ratings.rater, below: ratings.raters)
    order = sorted(order, by: ratings.task, below: ratings.tasks)
    order = sorted(order, by: ratings.criterion, below: ratings.criteria)
    order = sorted(order, by: ratings.candidate, below: ratings.candidates)
    var counts = [(pairs: Int, same: Int, expected: Double)](repeating: (0, 0, 0), count: ratings.raters)
    var all = (pairs: 0, same: 0, expected: 0.0)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, isSame(Int(order[start]), Int(order[end])) { end += 1 }
      let rows = order[start..<end].map { (row: Int($0), probabilities: scales[scale(Int($0))].probabilities(at: eta(Int($0)))) }
      start = end
      for (at, one) in rows.enumerated() {
        for other in rows[(at + 1)...] where ratings.rater[one.row] != ratings.rater[other.row] {
          let same = ratings.score[one.row] == ratings.score[other.row] ? 1 : 0
          let expected = agreement(one, other)
          for rater in [Int(ratings.rater[one.row]), Int(ratings.rater[other.row])] {
            counts[rater].pairs += 1
            counts[rater].same += same
            counts[rater].expected += expected
          }
          all.pairs += 1
          all.same += same
          all.expected += expected
        }
      }
    }
    return (
      ExactAgreement(opportunities: all.pairs, observed: all.same, expected: all.expected),
      counts.map { ExactAgreement(opportunities: $0.pairs, observed: $0.same, expected: $0.expected) }
    )
  }

  private func isSame(_ one: Int, _ other: Int) -> Bool {
    ratings.candidate[one] == ratings.candidate[other] && ratings.criterion[one] == ratings.criterion[other]
      && ratings.task[one] == ratings.task[other]
  }

  private func agreement(_ one: (row: Int, probabilities: [Double]), _ other: (row: Int, probabilities: [Double])) -> Double {
    let shift = scales[scale(one.row)].lowest - scales[scale(other.row)].lowest
    return one.probabilities.indices.reduce(0) { sum, category in
      let partner = category + shift
      return other.probabilities.indices.contains(partner)
        ? sum + one.probabilities[category] * other.probabilities[partner] : sum
    }
  }
}
