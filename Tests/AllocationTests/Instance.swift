import Inspection

@testable import Allocation

/// Chance that repeats from its seed (SplitMix64).
struct Chance: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9e37_79b9_7f4a_7c15 }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}

/// A small selection with its policy, made from a seed.
struct Instance {
  let policy: Policy
  let candidates: Candidates
  let ranking: Ranking

  /// `raw` points from 0 to 100 are the totals; few different values, so that ties are common.
  init(
    totals: [Int], places: Int, protection: Policy.Protection = .none, caps: [Policy.Cap] = [],
    attributes: [String: [Bool]] = [:],
    columns: [String: [String]] = [:], draw: [Int32]? = nil
  ) throws {
    policy = try Policy(
      places: places,
      evidence: [Policy.Evidence(name: "test", scale: .raw(lowest: 0, highest: 100), weight: 1, missing: .notConsidered)],
      decimals: 0, protection: protection, caps: caps)
    candidates = try Candidates(
      codes: totals.indices.map { "K\($0)" },
      evidence: ["test": Candidates.Measures(values: totals.map(Double.init), errors: totals.map { _ in 0 })],
      attributes: attributes, columns: columns.mapValues { Candidates.Labels($0) })
    ranking = try policy.rank(candidates, draw: draw ?? totals.indices.map(Int32.init))
  }

  enum Kind { case shares, reserves, both }

  init(seed: Int, isCrossing: Bool = true, kind: Kind) throws {
    var chance = Chance(seed)
    let count = 1 + chance.below(9)
    let places = 1 + chance.below(min(5, count + 1))
    let totals = (0..<count).map { _ in chance.below(8) }
    let rural = (0..<count).map { _ in chance.below(2) == 0 }
    let far = (0..<count).map { _ in chance.below(3) == 0 }
    // Nested: the school says everything; crossing: nothing depends on it.
    let school = (0..<count).map { row in
      isCrossing ? "s\(chance.below(3))" : (rural[row] ? "r" : "u") + (far[row] ? "f" : "n") + "\(chance.below(2))"
    }
    let district = (0..<count).map { row in isCrossing ? "d\(chance.below(2))" : school[row].first == "r" ? "r" : "u" }
    var caps: [Policy.Cap] = []
    if chance.below(2) == 0 { caps.append(Policy.Cap(column: "school", places: 1 + chance.below(2))) }
    if chance.below(2) == 0 { caps.append(Policy.Cap(column: "district", places: 1 + chance.below(3))) }
    let protection: Policy.Protection
    if kind == .shares {
      let first = Policy.Share(attribute: "rural", percent: 1 + chance.below(60))
      protection = .shares(
        chance.below(2) == 0 ? [first] : [first, Policy.Share(attribute: "far", percent: 1 + chance.below(39))])
    } else {
      let first = 1 + chance.below(places)
      var reserves = [Policy.Reserve(attribute: "rural", places: first)]
      if places > first, isCrossing, chance.below(2) == 0 {
        reserves.append(Policy.Reserve(attribute: "far", places: 1 + chance.below(places - first)))
      }
      protection = .reserves(reserves)
    }
    var draw = (0..<Int32(count)).map { $0 }
    draw.shuffle(using: &chance)
    try self.init(
      totals: totals, places: places, protection: protection, caps: caps, attributes: ["rural": rural, "far": far],
      columns: ["school": school, "district": district], draw: draw)
  }

  /// What the checker sees: the output and the rules, by numbers.
  func published(_ outcome: Outcome) -> Published {
    var offers: [Int32: Int] = [:]
    for (place, row) in outcome.offered.enumerated() { offers[row] = place + 1 }
    return Published(
      places: policy.places, reserves: policy.reserves.map(\.places), shares: policy.shares.map(\.percent),
      caps: policy.caps.map(\.places),
      rows: candidates.codes.indices.map { row in
        Published.Row(
          code: candidates.codes[row], total: ranking.exclusions[row] == nil ? ranking.totals[row] : nil,
          draw: Int(ranking.draw[row]),
          offer: offers[Int32(row)], has: mask(row), groups: policy.caps.map { candidates.columns[$0.column]!.of[row] })
      })
  }

  func mask(_ row: Int) -> UInt32 {
    policy.attributes.enumerated().reduce(0) { $0 | (candidates.attributes[$1.element]![row] ? 1 << UInt32($1.offset) : 0) }
  }
}

/// Every set of candidates that keeps places and caps, compared as the policy compares.
struct BruteForce {
  let instance: Instance

  struct Worth: Comparable {
    let filled: [Int]
    let size: Int
    let sum: Int64

    static func < (a: Worth, b: Worth) -> Bool {
      if a.filled != b.filled { return a.filled.lexicographicallyPrecedes(b.filled) }
      return a.size != b.size ? a.size < b.size : a.sum < b.sum
    }
  }

  func worth(_ rows: [Int]) -> Worth? {
    let (policy, candidates) = (instance.policy, instance.candidates)
    guard rows.count <= policy.places else { return nil }
    for cap in policy.caps {
      let labels = candidates.columns[cap.column]!
      for group in labels.names.indices where rows.count(where: { labels.of[$0] == Int32(group) }) > cap.places { return nil }
    }
    let filled = policy.reserves.map { reserve in
      min(reserve.places, rows.count { candidates.attributes[reserve.attribute]![$0] })
    }
    return Worth(filled: filled, size: rows.count, sum: rows.map { instance.ranking.totals[$0] }.reduce(0, +))
  }

  var best: Worth {
    let count = instance.candidates.count
    return (0..<(1 << count)).compactMap { set in worth((0..<count).filter { set & (1 << $0) != 0 }) }.max()!
  }
}
