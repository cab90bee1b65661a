/// How sure the places are, given the errors of measurement: the whole allocation replayed on draws of the totals.
///
/// Each draw moves every total by a normal error of its standard error, independently of the others; ties keep their lottery.
/// The rules stay as they are, so a reserve or a cap can make a low total safe and a high one doubtful.
package struct Uncertainty: Sendable, Hashable {
  /// For each candidate the share of draws in which she had a place.
  package let probability: [Double]
  package let draws: Int
  /// How many candidates lie between `doubt` and 1 − `doubt`: the width of the doubtful band.
  package let doubtful: Int
  /// In how many of the places, on average, somebody else would sit on another draw.
  package let changes: Double

  /// Below it, or above one minus it, a place counts as certain.
  package static let doubt = 0.05

  /// Standard error of a probability from this many draws, at most √(1/4 draws).
  package func standardError(_ probability: Double) -> Double {
    (probability * (1 - probability) / Double(draws)).squareRoot()
  }
}

extension Policy {
  /// Replays the allocation. `errors`: standard errors of the totals in points. The same seed gives the same answer on any number
  /// of cores. Crossing rules are searched with less effort than in the allocation itself.
  package func uncertainty(
    _ ranking: Ranking, _ candidates: Candidates, errors: [Double]? = nil, outcome: Outcome, draws: Int = 1_000, seed: UInt64 = 1
  ) throws(CandidatesFault) -> Uncertainty {
    let replay = Replay(self, try Ground(self, candidates), ranking, errors ?? ranking.totalErrors)
    let counts = Replays.counts(candidates.count, draws: draws, desk: { MovedOrder(ranking.order.count) }) { draw, desk, own in
      for row in replay.places(draw: draw, seed: seed, &desk) { own[Int(row)] += 1 }
    }
    let probability = counts.map { Double($0) / Double(draws) }
    let kept = outcome.offered.map { probability[Int($0)] }.reduce(0, +)
    return Uncertainty(
      probability: probability, draws: draws,
      doubtful: probability.count { $0 >= Uncertainty.doubt && $0 <= 1 - Uncertainty.doubt },
      changes: Double(outcome.offered.count) - kept)
  }

  /// The standard errors of the totals if one piece of evidence rested on one part (item, mark) more.
  package func errors(_ ranking: Ranking, withOneMoreOf evidence: Int) -> [Double]? {
    guard let parts = self.evidence[evidence].parts else { return nil }
    let shrink = Double(parts) / Double(parts + 1)
    let whole = self.evidence.map(\.weight).reduce(0, +)
    return ranking.totalErrors.indices.map { row in
      let error = ranking.errors[evidence][row]
      guard error.isFinite else { return ranking.totalErrors[row] }
      let own = self.evidence[evidence].weight * error / whole
      let variance = ranking.totalErrors[row] * ranking.totalErrors[row] - own * own * (1 - shrink)
      return max(0, variance).squareRoot()
    }
  }
}

/// One allocation after another on moved totals.
private struct Replay: Sendable {
  private let policy: Policy
  private let ground: Ground
  private let ranking: Ranking
  private let deviations: [Double]
  private let tree: ReserveTree?
  /// Those considered, in the order of the draw, so that a stable sort keeps ties as the lottery has them.
  private let byDraw: [Int32]

  init(_ policy: Policy, _ ground: Ground, _ ranking: Ranking, _ errors: [Double]) {
    self.policy = policy
    self.ground = ground
    self.ranking = ranking
    let unit = power(policy.decimals)
    deviations = errors.map { $0 * unit }
    byDraw = ranking.order.sorted { ranking.draw[Int($0)] < ranking.draw[Int($1)] }
    tree = policy.reserves.isEmpty ? nil : ReserveTree(policy: policy, ground: ground, rows: ranking.order)
  }

  func places(draw: Int, seed: UInt64, _ desk: inout MovedOrder) -> [Int32] {
    var noise = Noise(seed: seed, draw: draw)
    for (position, row) in byDraw.enumerated() {
      desk.totals[position] = (Double(ranking.totals[Int(row)]) + deviations[Int(row)] * noise.normal()).rounded()
    }
    desk.sort(byDraw)
    return allocate(desk.rows)
  }

  private func allocate(_ order: [Int32]) -> [Int32] {
    if policy.reserves.isEmpty { return policy.listed(order, ground) }
    guard var tree else { return crossing(order) }
    _ = tree.setFloors(policy.reserves.map(\.places))
    var chosen: [Int32] = []
    for row in order where chosen.count < policy.places && tree.take(row) { chosen.append(row) }
    return chosen
  }

  private func crossing(_ order: [Int32]) -> [Int32] {
    var totals = ranking.totals
    for (place, row) in order.enumerated() { totals[Int(row)] = Int64(order.count - place) }
    return ReserveSearch.solve(
      policy: policy, ground: ground, ranking: ranking.with(totals: totals), rows: order, held: [], nodes: 200
    ).chosen
  }
}

extension Policy {
  /// The places alone, for an order of merit.
  fileprivate func listed(_ order: [Int32], _ ground: Ground) -> [Int32] {
    var rank = [Int32](repeating: -1, count: ground.has.count)
    for (place, row) in order.enumerated() { rank[Int(row)] = Int32(place) }
    var counts = CapCounts(ground, caps)
    var list = PrefixShares(percents: shares.map(\.percent), order: order, rank: rank, has: ground.has)
    var chosen: [Int32] = []
    while chosen.count < places, let pick = list.next(barred: { counts.full(for: $0) != nil }) {
      counts.add(pick.row)
      chosen.append(pick.row)
    }
    return chosen
  }
}
