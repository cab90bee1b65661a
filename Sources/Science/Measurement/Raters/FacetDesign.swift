/// Ratings in the order candidate, rater, criterion, task, with categories counted from the lowest of their scale.
struct FacetDesign {
  let candidates: Int
  let raters: Int
  let criteria: Int
  let tasks: Int
  let steps: FacetSteps
  /// Row r of this is row `order[r]` of the ratings.
  let order: [Int32]
  let candidate: [Int32]
  let rater: [Int32]
  let criterion: [Int32]
  let task: [Int32]
  let category: [Int32]
  /// Rows of candidate n: `starts[n]..<starts[n + 1]`.
  let starts: [Int32]
  /// Potentials 0, or -infinity for a category nobody gave.
  let scales: [FacetScale]

  var count: Int { category.count }

  init(_ ratings: Ratings, steps: FacetSteps) throws(RatingsFault) {
    candidates = ratings.candidates
    raters = ratings.raters
    criteria = ratings.criteria
    tasks = ratings.tasks
    self.steps = steps
    var order = (0..<Int32(ratings.count)).map { $0 }
    order = sorted(order, by: ratings.task, below: ratings.tasks)
    order = sorted(order, by: ratings.criterion, below: ratings.criteria)
    order = sorted(order, by: ratings.rater, below: ratings.raters)
    order = sorted(order, by: ratings.candidate, below: ratings.candidates)
    self.order = order
    candidate = order.map { ratings.candidate[Int($0)] }
    rater = order.map { ratings.rater[Int($0)] }
    criterion = order.map { ratings.criterion[Int($0)] }
    task = order.map { ratings.task[Int($0)] }
    var starts = [Int32](repeating: 0, count: candidates + 1)
    for candidate in candidate { starts[Int(candidate) + 1] += 1 }
    for at in 1...candidates { starts[at] += starts[at - 1] }
    self.starts = starts
    let score = order.map { ratings.score[Int($0)] }
    scales = try Self.scales(steps, rater: rater, criterion: criterion, score: score, ratings)
    var category = score
    for row in category.indices {
      category[row] -= Int32(scales[Self.scale(steps, rater: rater[row], criterion: criterion[row])].lowest)
    }
    self.category = category
  }

  @inline(__always)
  static func scale(_ steps: FacetSteps, rater: Int32, criterion: Int32) -> Int {
    switch steps {
    case .shared: 0
    case .perCriterion: Int(criterion)
    case .perRater: Int(rater)
    }
  }

  @inline(__always)
  func scale(_ row: Int) -> Int { Self.scale(steps, rater: rater[row], criterion: criterion[row]) }

  private static func scales(
    _ steps: FacetSteps, rater: [Int32], criterion: [Int32], score: [Int32], _ ratings: Ratings
  ) throws(RatingsFault) -> [FacetScale] {
    let count =
      switch steps {
      case .shared: 1
      case .perCriterion: ratings.criteria
      case .perRater: ratings.raters
      }
    var lowest = [Int](repeating: .max, count: count)
    var highest = [Int](repeating: .min, count: count)
    for row in score.indices {
      let scale = scale(steps, rater: rater[row], criterion: criterion[row])
      lowest[scale] = min(lowest[scale], Int(score[row]))
      highest[scale] = max(highest[scale], Int(score[row]))
    }
    for scale in 0..<count {
      guard highest[scale] > lowest[scale] else {
        throw steps == .shared ? .noVariation : .constant(steps == .perRater ? .rater : .criterion, scale)
      }
      let categories = highest[scale] - lowest[scale] + 1
      guard categories <= Ratings.categoryLimit else { throw .tooManyCategories(categories) }
    }
    var potentials = (0..<count).map { [Double](repeating: -.infinity, count: highest[$0] - lowest[$0] + 1) }
    for row in score.indices {
      let scale = scale(steps, rater: rater[row], criterion: criterion[row])
      potentials[scale][Int(score[row]) - lowest[scale]] = 0
    }
    return (0..<count).map { FacetScale(lowest: lowest[$0], potentials: potentials[$0]) }
  }
}

/// A stable counting sort of row numbers.
func sorted(_ rows: [Int32], by key: [Int32], below limit: Int) -> [Int32] {
  guard limit > 1 else { return rows }
  var starts = [Int32](repeating: 0, count: limit + 1)
  for row in rows { starts[Int(key[Int(row)]) + 1] += 1 }
  for at in 1...limit { starts[at] += starts[at - 1] }
  var result = [Int32](repeating: 0, count: rows.count)
  for row in rows {
    let at = Int(key[Int(row)])
    result[Int(starts[at])] = row
    starts[at] += 1
  }
  return result
}
