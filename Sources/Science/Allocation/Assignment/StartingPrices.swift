extension ReviewerAssignment {
  /// Prices near those that balance the loads, so that few reviews have to be moved: the best prices of every fourth application
  /// with a fourth of the loads, found in the same way. Any prices would lead to a best assignment.
  func startingPrices() -> [Int64] {
    let free = [Int64](repeating: 0, count: reviewers)
    guard applications > Self.small, applications * perApplication > 2 * reviewers,
      misplaced(free) * 10 > applications * perApplication
    else { return free }
    let sample = everyFourth
    var flow = AssignmentFlow(sample)
    // A sample may be impossible where the whole is not: its last prices serve as well.
    while flow.hasExcess, flow.improve() {}
    return flow.reviewerPrices
  }

  private static let small = 64

  /// How many reviews are beyond or below the loads where every application has those who are best at these prices.
  private func misplaced(_ prices: [Int64]) -> Int {
    var loads = [Int](repeating: 0, count: reviewers)
    for application in 0..<applications { for reviewer in best(application, prices) { loads[Int(reviewer)] += 1 } }
    return loads.indices.reduce(0) { $0 + max(0, loads[$1] - maxLoads[$1], minLoads[$1] - loads[$1]) }
  }

  private var everyFourth: ReviewerAssignment {
    let rows = Array(stride(from: 0, to: applications, by: 4))
    var scores: [Int64] = []
    scores.reserveCapacity(rows.count * reviewers)
    for row in rows { scores += self.scores[row * reviewers..<(row + 1) * reviewers] }
    return ReviewerAssignment(
      applications: rows.count, reviewers: reviewers, scores: scores, perApplication: perApplication,
      minLoads: minLoads.map { $0 / 4 }, maxLoads: maxLoads.map { ($0 + 3) / 4 })
  }
}
