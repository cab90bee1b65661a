import Dispatch
import Glibc

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
    let workers = max(1, min(draws, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    let counts = Counts(candidates.count)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      var own = [Int32](repeating: 0, count: candidates.count)
      var desk = Replay.Desk(ranking.order.count)
      for draw in stride(from: worker, to: draws, by: workers) {
        for row in replay.places(draw: draw, seed: seed, &desk) { own[Int(row)] += 1 }
      }
      counts.add(own)
    }
    let probability = counts.total.map { Double($0) / Double(draws) }
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

/// Sums of the workers.
private final class Counts: Sendable {
  // Written by one worker at a time on this queue only.
  private nonisolated(unsafe) var sums: [Int32]
  private let queue = DispatchQueue(label: "keruen.uncertainty")

  init(_ count: Int) { sums = [Int32](repeating: 0, count: count) }

  func add(_ own: [Int32]) {
    queue.sync { for row in own.indices { sums[row] += own[row] } }
  }

  var total: [Int32] { queue.sync { sums } }
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

  /// What one worker writes on.
  struct Desk {
    var keys: [UInt32]
    var rows: [Int32]
    var otherKeys: [UInt32]
    var otherRows: [Int32]
    var totals: [Double]

    init(_ count: Int) {
      keys = [UInt32](repeating: 0, count: count)
      rows = [Int32](repeating: 0, count: count)
      otherKeys = keys
      otherRows = rows
      totals = [Double](repeating: 0, count: count)
    }
  }

  init(_ policy: Policy, _ ground: Ground, _ ranking: Ranking, _ errors: [Double]) {
    self.policy = policy
    self.ground = ground
    self.ranking = ranking
    let unit = power(policy.decimals)
    deviations = errors.map { $0 * unit }
    byDraw = ranking.order.sorted { ranking.draw[Int($0)] < ranking.draw[Int($1)] }
    tree = policy.reserves.isEmpty ? nil : ReserveTree(policy: policy, ground: ground, rows: ranking.order)
  }

  func places(draw: Int, seed: UInt64, _ desk: inout Desk) -> [Int32] {
    var noise = Noise(seed: seed, draw: draw)
    var low = Double.infinity
    var high = -Double.infinity
    for (position, row) in byDraw.enumerated() {
      let total = (Double(ranking.totals[Int(row)]) + deviations[Int(row)] * noise.normal()).rounded()
      desk.totals[position] = total
      low = min(low, total)
      high = max(high, total)
    }
    // Whole units where they fit into 32 bits, else the finest grid that does.
    let grid = max(1, (high - low) / Double(UInt32.max - 1))
    for (position, row) in byDraw.enumerated() {
      desk.keys[position] = UInt32((high - desk.totals[position]) / grid)
      desk.rows[position] = row
    }
    Radix.sort(&desk.keys, &desk.rows, &desk.otherKeys, &desk.otherRows)
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

/// Normal numbers (Box and Muller 1958) from SplitMix64 (Steele, Lea, Flood 2014), a stream of its own for each draw.
private struct Noise {
  private var state: UInt64
  private var spare: Double?

  init(seed: UInt64, draw: Int) {
    state = seed &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(draw) &* 0xd134_2543_de82_ef95
    _ = next()
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  mutating func normal() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    let radius = (-2 * log((Double(next() >> 11) + 1) * 0x1p-53)).squareRoot()
    let angle = 2 * Double.pi * Double(next() >> 11) * 0x1p-53
    spare = radius * sin(angle)
    return radius * cos(angle)
  }
}

/// Least significant digit first, 11 bits at a time: stable.
private enum Radix {
  static func sort(_ keys: inout [UInt32], _ rows: inout [Int32], _ otherKeys: inout [UInt32], _ otherRows: inout [Int32]) {
    for shift: UInt32 in [0, 11, 22] {
      var starts = [Int](repeating: 0, count: 2_049)
      for key in keys { starts[Int(key >> shift & 2_047) + 1] += 1 }
      for digit in 0..<2_048 { starts[digit + 1] += starts[digit] }
      for position in keys.indices {
        let digit = Int(keys[position] >> shift & 2_047)
        otherKeys[starts[digit]] = keys[position]
        otherRows[starts[digit]] = rows[position]
        starts[digit] += 1
      }
      swap(&keys, &otherKeys)
      swap(&rows, &otherRows)
    }
  }
}
