@testable import Allocation

/// A market with its points, and a second way to find its matching.
struct SampleMarket {
  let market: MeritMarket
  let policies: [Policy]
  let points: [[Double]]

  /// Totals are the points themselves, whole numbers; `errors` in points.
  init(
    lists: [[Int32]], offers: [MeritMarket.Offer], points: [[Double]], errors: [[Double]]? = nil, has: [UInt32]? = nil,
    barred: [[Int32]]? = nil, draw: [Int32]? = nil, weights: [[Double]] = [[1]]
  ) throws {
    let students = lists.count
    let pieces = points.indices.map { piece in
      Policy.Evidence(name: "e\(piece)", scale: .raw(lowest: 0, highest: 100), weight: 1, missing: .notConsidered)
    }
    let policies = try weights.map { weights in
      try Policy(
        places: 1,
        evidence: zip(pieces, weights).map {
          Policy.Evidence(name: $0.name, scale: $0.scale, weight: $1, missing: $0.missing)
        }, decimals: 0)
    }
    let candidates = try Candidates(
      codes: (0..<students).map { "K\($0)" },
      evidence: Dictionary(
        uniqueKeysWithValues: points.enumerated().map {
          ("e\($0)", Candidates.Measures(values: $1, errors: errors?[$0] ?? $1.map { _ in 0 }))
        }), attributes: [:], columns: [:])
    let rankings = try policies.map { try $0.rank(candidates, draw: draw ?? Array(0..<Int32(students))) }
    self.policies = policies
    self.points = points
    market = try MeritMarket(
      lists: lists, offers: offers, has: has ?? [UInt32](repeating: 0, count: students),
      barred: barred ?? [[Int32]](repeating: [], count: students), rankings: rankings)
  }

  /// Few seats, reserves that cross, many ties, bars, missing evidence and two sets of weights.
  init(seed: Int, students most: Int = 30, offers mostOffers: Int = 8, longest: Int = 6) throws {
    var chance = Chance(seed)
    let students = chance.below(most + 1)
    let offers = 1 + chance.below(mostOffers)
    let sets = 1 + chance.below(2)
    func bits() -> UInt32 { UInt32(chance.below(4)) }
    try self.init(
      lists: (0..<students).map { _ in
        Array((0..<Int32(offers)).shuffled(using: &chance).prefix(chance.below(longest + 1)))
      },
      offers: (0..<offers).map { _ in
        let reserves = (0..<chance.below(3)).map { MeritMarket.Reserve(seats: Int32(chance.below(3)), attribute: $0) }
        return MeritMarket.Offer(
          seats: reserves.map(\.seats).reduce(Int32(chance.below(4)), +), merit: chance.below(sets), reserves: reserves)
      },
      points: [0, 1].map { _ in (0..<students).map { _ in chance.below(12) == 0 ? .nan : Double(chance.below(6)) } },
      errors: [0, 1].map { _ in (0..<students).map { _ in Double(chance.below(3)) } },
      has: (0..<students).map { _ in bits() },
      barred: (0..<students).map { _ in chance.below(6) == 0 ? [Int32(chance.below(offers))] : [] },
      draw: (0..<Int32(students)).shuffled(using: &chance), weights: sets == 1 ? [[1, 1]] : [[1, 1], [1, 3]])
  }
}

/// Deferred acceptance as a textbook has it, all at once in rounds: everybody refused asks the next, every kind of seat keeps its best.
struct TextbookAcceptance {
  /// For each student the number of the kind of seat in the order of the offers, or nil.
  let seats: [Int?]

  init(_ market: MeritMarket) {
    let kinds = market.offers.enumerated().flatMap { number, offer in
      offer.reserves.map { (number, Int($0.seats), Optional($0.attribute)) } + [(number, Int(offer.open), nil)]
    }
    func key(_ student: Int, _ kind: Int) -> [Int64]? {
      let ranking = market.rankings[market.offers[kinds[kind].0].merit]
      guard ranking.exclusions[student] == nil, !market.barred[student].contains(Int32(kinds[kind].0)) else { return nil }
      let isMember = kinds[kind].2.map { market.has[student] >> UInt32($0) & 1 == 1 } ?? true
      return [isMember ? 0 : 1, -ranking.totals[student], Int64(ranking.draw[student])]
    }
    var wishes = market.lists.map { list in list.flatMap { offer in kinds.indices.filter { kinds[$0].0 == Int(offer) } } }
    var held = [Int?](repeating: nil, count: market.lists.count)
    while let asking = market.lists.indices.first(where: { held[$0] == nil && !wishes[$0].isEmpty }) {
      let kind = wishes[asking].removeFirst()
      guard key(asking, kind) != nil else { continue }
      held[asking] = kind
      let holders = market.lists.indices.filter { held[$0] == kind }.sorted {
        key($0, kind)!.lexicographicallyPrecedes(key($1, kind)!)
      }
      for refused in holders.dropFirst(kinds[kind].1) { held[refused] = nil }
    }
    seats = held
  }
}
