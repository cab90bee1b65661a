extension ReviewPlan {
  /// The assignment with the highest total, exactly, with its proof; or why none exists.
  ///
  /// A part of the applications says roughly what reviewers cost; at these prices the best few pairs of each application go into
  /// an auction; the prices it ends with are compared with all pairs, and pairs that would have been better are added, until none
  /// is, at last all pairs. O(applications x reviewers) a round, and never more than a few.
  package func assign() throws(Shortage) -> ReviewAssignment { try assign(Effort()) }

  /// How the search goes about it; the result has the same total.
  struct Effort: Sendable {
    /// Candidate pairs of an application to begin with.
    var width = 16
    /// Plans with fewer pairs begin with all of them.
    var choosyFrom = 32_768
    /// A step of the auction by the one after it.
    var factor: Int64 = 6
    /// Of how many applications one is asked for rough prices.
    var sampling = 8
    /// After how many rounds of better pairs all pairs are taken.
    var rounds = 3
    /// Plans with fewer pairs are not sampled.
    var sampledFrom = 500_000
  }

  func assign(_ effort: Effort) throws(Shortage) -> ReviewAssignment {
    if demand == 0 { return try nothing() }
    try count()
    let range = range
    let rough = roughPrices(effort, range)
    var auction = try auction(effort, rough ?? [Int32](repeating: 0, count: reviewers), range)
    if rough == nil, let first = auction.firstChoices {
      let prices = closed([Int64](repeating: 0, count: reviewers), range)
      return result(first, prices, auction, rounds: 0)
    }
    auction.run(from: auction.scale * (rough == nil ? max(1, range / 4) : max(1, range / 64)), to: 1, factor: effort.factor)
    var rounds = 0
    while true {
      let prices = closed(wholePrices(auction.prices, idleLevel: auction.idleLevel, scale: auction.scale), range)
      let isLast = rounds == effort.rounds
      let pricing = Pricing(self, auction.candidates, prices, width: 8 << (2 * min(rounds, 3)))
      if pricing.better.isEmpty {
        return result(auction.chosen, prices, auction, rounds: rounds)
      }
      rounds += 1
      if isLast {
        auction.addAll(of: self)
      } else {
        auction.add(pricing.better, of: self)
      }
      auction.run(from: auction.scale * (rounds == 1 ? 1 : max(1, range / 64)), to: 1, factor: effort.factor)
    }
  }

  /// Nobody is asked to read anything.
  private func nothing() throws(Shortage) -> ReviewAssignment {
    let asked = (0..<reviewers).filter { minLoad[$0] > 0 }
    guard asked.isEmpty else { throw .load(asked, of: self) }
    return ReviewAssignment(
      reviewers: [[Int32]](repeating: [], count: applications), total: 0,
      certificate: .init(
        prices: [Int](repeating: 0, count: reviewers), bound: 0, pairsConsidered: 0, pairsPriced: 0, rounds: 0, bids: 0))
  }

  /// The auction before its first bid, among pairs that allow an assignment.
  private func auction(_ effort: Effort, _ prices: [Int32], _ range: Int64) throws(Shortage) -> ReviewAuction {
    let width = applications * reviewers < effort.choosyFrom ? reviewers : max(effort.width, 2 * perApplication)
    var candidates = CandidateArcs(best: width, of: self, prices: prices)
    let placement = try Placement(self, candidates)
    var missing: [(application: Int32, reviewer: Int32)] = []
    for (application, chosen) in placement.reviewers.enumerated() {
      let own = candidates.arcs[candidates.starts[application]..<candidates.starts[application + 1]]
      for reviewer in chosen where !own.contains(where: { $0.reviewer == reviewer }) {
        missing.append((Int32(application), reviewer))
      }
    }
    if !missing.isEmpty { candidates.add(missing, of: self) }
    return ReviewAuction(self, candidates, prices: prices, range: range, start: placement.reviewers)
  }

  /// With prices no application would pay for reviewers who read nothing; they cost the bound nothing.
  private func closed(_ prices: [Int64], _ range: Int64) -> [Int64] {
    let beyond = (prices.max() ?? 0) + range + 1
    return prices.enumerated().map { maxLoad[$0] == 0 ? beyond : $1 }
  }

  private func result(_ chosen: [[Int32]], _ prices: [Int64], _ auction: ReviewAuction, rounds: Int) -> ReviewAssignment {
    var total = 0
    var bound = 0
    for (application, own) in chosen.enumerated() {
      for reviewer in own {
        let score = Int(score(application, Int(reviewer)))
        total += score
        bound += score - Int(prices[Int(reviewer)])
      }
    }
    for (reviewer, price) in prices.enumerated() {
      bound += Int(price) * (price > 0 ? capacity(of: reviewer) : minLoad[reviewer])
    }
    return ReviewAssignment(
      reviewers: chosen, total: total,
      certificate: .init(
        prices: prices.map { Int($0) }, bound: bound, pairsConsidered: auction.candidates.arcs.count,
        pairsPriced: applications * reviewers, rounds: rounds, bids: auction.bids))
  }
}

extension ReviewPlan {
  /// Prices of a part of the applications with loads in proportion; nil for a small plan, or when the part cannot be assigned.
  private func roughPrices(_ effort: Effort, _ range: Int64) -> [Int32]? {
    guard applications * reviewers >= effort.sampledFrom, applications >= 16 * effort.sampling else { return nil }
    let part = part(every: effort.sampling)
    let start = part.roughPrices(effort, range)
    var wider = effort
    wider.width = 2 * effort.width
    guard var auction = try? part.auction(wider, start ?? [Int32](repeating: 0, count: reviewers), range) else { return nil }
    auction.run(
      from: auction.scale * max(1, start == nil ? range / 4 : range / 64), to: auction.scale / 2, factor: effort.factor)
    for _ in 0..<3 {
      let prices = auction.prices.map { ($0 - auction.idleLevel) / auction.scale }
      let pricing = Pricing(part, auction.candidates, prices, width: 16)
      if pricing.better.count <= part.applications / 8 { break }
      auction.add(pricing.better, of: part)
      auction.run(from: 16 * auction.scale, to: auction.scale / 2, factor: effort.factor)
    }
    return auction.prices.map { Int32(clamping: min(max(($0 - auction.idleLevel) / auction.scale, -range), range)) }
  }

  private func part(every stride: Int) -> ReviewPlan {
    let rows = Swift.stride(from: 0, to: applications, by: stride)
    var part: [Int32] = []
    for row in rows { part += scores[row * reviewers..<(row + 1) * reviewers] }
    return ReviewPlan(
      applications: part.count / reviewers, reviewers: reviewers, scores: part, perApplication: perApplication,
      minLoad: minLoad.map { $0 / stride }, maxLoad: maxLoad.map { ($0 + stride - 1) / stride })
  }

  /// Highest less lowest score.
  private var range: Int64 {
    var lows = SIMD8<UInt32>(repeating: .max)
    var highs = SIMD8<Int32>(repeating: .min)
    scores.withUnsafeBytes { bytes in
      var at = 0
      while at + 32 <= bytes.count {
        let eight = bytes.loadUnaligned(fromByteOffset: at, as: SIMD8<Int32>.self)
        highs = pointwiseMax(highs, eight)
        lows = pointwiseMin(lows, Self.ordered(eight))
        at += 32
      }
      while at < bytes.count {
        let one = SIMD8(repeating: bytes.loadUnaligned(fromByteOffset: at, as: Int32.self))
        highs = pointwiseMax(highs, one)
        lows = pointwiseMin(lows, Self.ordered(one))
        at += 4
      }
    }
    let low = Int64(lows.min()) + 1 - (1 << 31)
    return highs.max() == Self.forbidden ? 0 : Int64(highs.max()) - low
  }

  /// The order of the scores, with the forbidden above all.
  private static func ordered(_ scores: SIMD8<Int32>) -> SIMD8<UInt32> {
    SIMD8<UInt32>(truncatingIfNeeded: scores ^ Int32.min) &- 1
  }
}
