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
    return balanced(flow.reviewerPrices)
  }

  /// Prices moved a few times by each reviewer's excess over how fast her load falls with her price (Newton's step, one reviewer at a
  /// time); the best found.
  private func balanced(_ start: [Int64]) -> [Int64] {
    var prices = start
    var least = (prices: start, misplaced: Int.max)
    for _ in 0..<6 {
      let demand = demand(prices)
      let misplaced = demand.misplaced(self, prices)
      if misplaced >= least.misplaced { break }
      least = (prices, misplaced)
      for reviewer in 0..<reviewers {
        let (low, high) = (minLoads[reviewer], maxLoads[reviewer])
        let price = prices[reviewer]
        let load = demand.loads[reviewer]
        let goal = price > 0 ? high : price < 0 ? low : min(max(load, low), high)
        let step = Double(load - goal) * 2 * Double(demand.reach) / Double(max(1, demand.near[reviewer])) * 0.7
        let moved = price + Int64(min(max(step, -1e12), 1e12))
        prices[reviewer] = (price > 0 && moved < 0) || (price < 0 && moved > 0) ? 0 : moved
      }
    }
    return least.prices
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

/// What the applications ask of each reviewer at some prices.
private struct Demand {
  var loads: [Int]
  /// Applications that a change of the price by `reach` would win or lose.
  var near: [Int]
  let reach: Int64

  /// How far the loads are from what the prices say they should be.
  func misplaced(_ problem: ReviewerAssignment, _ prices: [Int64]) -> Int {
    loads.indices.reduce(0) { sum, reviewer in
      let (low, high, load) = (problem.minLoads[reviewer], problem.maxLoads[reviewer], loads[reviewer])
      let goal = prices[reviewer] > 0 ? high : prices[reviewer] < 0 ? low : min(max(load, low), high)
      return sum + abs(load - goal)
    }
  }
}

extension ReviewerAssignment {
  private func demand(_ prices: [Int64]) -> Demand {
    let possible = scores.lazy.filter { $0 != Self.forbidden }
    let spread = (possible.max() ?? 0) - (possible.min() ?? 0)
    var demand = Demand(
      loads: Array(repeating: 0, count: reviewers), near: Array(repeating: 0, count: reviewers), reach: max(1, spread / 500))
    for application in 0..<applications {
      let best = best(application, prices)
      for reviewer in best { demand.loads[Int(reviewer)] += 1 }
      guard let last = best.last else { continue }
      let edge = score(application, Int(last)) - prices[Int(last)]
      for reviewer in 0..<reviewers {
        let distance = score(application, reviewer) - prices[reviewer] - edge
        if distance > -demand.reach, distance < demand.reach { demand.near[reviewer] += 1 }
      }
    }
    return demand
  }
}
