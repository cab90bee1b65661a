/// What raters gave candidates on criteria (and tasks): one whole number a row, as sparse as it comes.
package struct Ratings: Sendable {
  package let candidates: Int
  package let raters: Int
  package let criteria: Int
  /// 1 where there is no such facet.
  package let tasks: Int
  /// Row by row who was rated, by whom, on what, on which task, numbered from 0.
  package let candidate: [Int32]
  package let rater: [Int32]
  package let criterion: [Int32]
  package let task: [Int32]
  /// The number given; any whole numbers, higher is better.
  package let score: [Int32]

  package var count: Int { score.count }

  /// At most this many categories from the lowest to the highest score.
  package static let categoryLimit = 101

  /// Counts default to the highest number that occurs plus one. The same four may be rated twice.
  package init(
    candidate: [Int32], rater: [Int32], criterion: [Int32], task: [Int32]? = nil, score: [Int32]
  ) throws(RatingsFault) {
    guard !score.isEmpty else { throw .noRatings }
    let columns: [(Facet, [Int32])] = [
      (.candidate, candidate), (.rater, rater), (.criterion, criterion), (.task, task ?? []),
    ]
    var counts: [Int] = []
    for (facet, column) in columns {
      if facet == .task, task == nil {
        counts.append(1)
        continue
      }
      guard column.count == score.count else { throw .lengths(facet) }
      var high: Int32 = 0
      for (row, value) in column.enumerated() {
        guard value >= 0, value < Int32.max else { throw .negative(facet, row: row) }
        high = max(high, value)
      }
      // A number beyond the rows leaves another below them unnamed.
      if let missing = unrated(column, of: min(Int(high) + 1, score.count)) { throw .unrated(facet, missing) }
      counts.append(Int(high) + 1)
    }
    guard counts[0] > 1 else { throw .oneCandidate }
    guard counts[1] > 1 else { throw .oneRater }
    (candidates, raters, criteria, tasks) = (counts[0], counts[1], counts[2], counts[3])
    (self.candidate, self.rater, self.criterion, self.score) = (candidate, rater, criterion, score)
    self.task = task ?? [Int32](repeating: 0, count: score.count)
  }
}

/// The sides of a rating that have a measure of their own.
package enum Facet: Sendable, Hashable, CaseIterable { case candidate, rater, criterion, task }

/// Why ratings cannot be analysed.
package enum RatingsFault: Error, Sendable, Hashable {
  case noRatings
  /// A column that is not as long as the scores.
  case lengths(Facet)
  case negative(Facet, row: Int)
  /// A number below the highest of its column that no row names.
  case unrated(Facet, Int)
  case oneCandidate
  case oneRater
  /// Every score is the same.
  case noVariation
  /// Steps of its own for an element all of whose scores are the same.
  case constant(Facet, Int)
  /// More than `Ratings.categoryLimit` categories from the lowest to the highest score of a scale.
  case tooManyCategories(Int)
  /// Measures of different groups cannot be compared: nobody of one was rated by a rater of another.
  case disconnected([Linkage.Group])
  /// Every candidate is connected, yet whole groups of criteria (or tasks) can trade a constant with the raters who alone used them.
  case confounded(criteria: [[Int]], tasks: [[Int]])
  /// Every candidate, rater or criterion has only lowest or only highest scores: joint estimation has nothing left.
  case allExtreme
}

private func unrated(_ column: [Int32], of count: Int) -> Int? {
  var isNamed = [Bool](repeating: false, count: count)
  for value in column where Int(value) < count { isNamed[Int(value)] = true }
  return isNamed.firstIndex(of: false)
}
