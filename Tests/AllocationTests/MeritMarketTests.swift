import Foundation
import Inspection
import Testing

@testable import Allocation

/// With KERUEN_LONG all 2,000 markets and all 500 of misreports; else a tenth.
private let isLong = ProcessInfo.processInfo.environment["KERUEN_LONG"] != nil

@Suite struct MeritMarketTests {
  @Test(
    "random markets with reserves and ties: a textbook's acceptance has the same seats, no pair blocks, the certificate is accepted"
  )
  func textbook() throws {
    for seed in 0..<(isLong ? 2_000 : 400) {
      let sample = try SampleMarket(seed: seed)
      let preferences = sample.market.preferences
      let matching = preferences.deferredAcceptance()
      let seats = matching.taken.map { $0 < 0 ? nil : Int(preferences.choices[Int($0)]) }
      #expect(seats == TextbookAcceptance(sample.market).seats, "seed \(seed)")
      #expect(preferences.blockingPairs(matching) == [], "seed \(seed)")
      let published = sample.published(matching)
      #expect(published.blockingPairs() == [], "seed \(seed)")
      #expect(published.inspect() == [], "seed \(seed)")
    }
  }

  @Test("the market is the one that programmes with rankings make")
  func flattened() throws {
    for seed in 0..<300 {
      let sample = try SampleMarket(seed: seed)
      let market = sample.market
      let programmes = market.offers.enumerated().map { number, offer in
        Preferences.Programme(
          seats: offer.seats,
          order: .ranking(market.rankings[offer.merit].order.filter { !market.barred[Int($0)].contains(Int32(number)) }),
          reserves: offer.reserves.map { reserve in
            Preferences.Reserve(
              seats: reserve.seats,
              members: (0..<Int32(market.lists.count)).filter { market.has[Int($0)] >> UInt32(reserve.attribute) & 1 == 1 })
          })
      }
      let other = Preferences(choices: market.lists, programmes: programmes)
      let own = market.preferences
      #expect(own.choices == other.choices && own.seats == other.seats && own.programmes == other.programmes, "seed \(seed)")
      #expect(own.deferredAcceptance().taken == other.deferredAcceptance().taken, "seed \(seed)")
    }
  }

  @Test("no girl gains by any order of her list, shortened or not, in small markets")
  func misreports() throws {
    for seed in 0..<(isLong ? 500 : 60) {
      let sample = try SampleMarket(seed: 70_000 + seed, students: 7, offers: 5, longest: 5)
      let market = sample.market
      let honest = market.preferences.programmes(of: market.preferences.deferredAcceptance())
      for student in market.lists.indices {
        let list = market.lists[student]
        for order in permutations(of: list) {
          for length in isLong ? Array(0...list.count) : [list.count] {
            var lists = market.lists
            lists[student] = Array(order.prefix(length))
            let changed = try MeritMarket(
              lists: lists, offers: market.offers, has: market.has, barred: market.barred, rankings: market.rankings
            ).preferences
            let gets = changed.programmes(of: changed.deferredAcceptance())[student]
            #expect(place(of: gets, list) >= place(of: honest[student], list), "seed \(seed), student \(student), \(order)")
          }
        }
      }
    }
  }

  private func place(of programme: Int?, _ list: [Int32]) -> Int {
    programme.flatMap { list.firstIndex(of: Int32($0)) } ?? list.count
  }

  private func permutations(of list: [Int32]) -> [[Int32]] {
    guard list.count > 1 else { return [list] }
    return list.indices.flatMap { first in
      permutations(of: list.enumerated().filter { $0.offset != first }.map(\.element)).map { [list[first]] + $0 }
    }
  }

  @Test("a promotion gives what the whole match gives when it is run again with the changed list")
  func promotions() throws {
    for seed in 0..<150 {
      let sample = try SampleMarket(seed: seed)
      let market = sample.market
      let preferences = market.preferences
      for student in market.lists.indices {
        let promotions = preferences.promotions(of: student)
        #expect(promotions.map(\.programme) == market.lists[student].dropFirst().map { $0 }, "seed \(seed)")
        for promotion in promotions {
          var lists = market.lists
          lists[student] = [promotion.programme] + lists[student].filter { $0 != promotion.programme }
          let again = try MeritMarket(
            lists: lists, offers: market.offers, has: market.has, barred: market.barred, rankings: market.rankings
          ).preferences
          let gets = again.programmes(of: again.deferredAcceptance())[student]
          #expect(promotion.gets.map(Int.init) == gets, "seed \(seed), student \(student)")
          #expect(!promotion.isBetter, "seed \(seed), student \(student)")
        }
      }
    }
  }

  @Test("of a market that is not stable for her a better promotion is seen")
  func betterPromotion() {
    // One seat each; where the same programme stands twice in her list, the first is a place that does not rank her.
    let preferences = Preferences(
      starts: [0, 2, 3], choices: [0, 1, 1], ranks: [1, 0, 1], seats: [0, 1], programmes: [0, 1])
    #expect(preferences.promotions(of: 0) == [Promotion(programme: 1, gets: 1, isBetter: false)])
    #expect(preferences.promotions(of: 1) == [])
  }

  @Test("reasons stand for each higher choice and each kind of its seats")
  func refusals() throws {
    // Offer 0: a reserve for attribute 0 and one open seat. Offer 1 bars student 2. Offer 2 has no seat.
    let sample = try SampleMarket(
      lists: [[0], [0], [1, 2, 0, 3], [3]],
      offers: [
        .init(seats: 2, reserves: [.init(seats: 1, attribute: 0)]), .init(seats: 1), .init(seats: 0), .init(seats: 2),
      ], points: [[40, 90, 50, 10]], has: [1, 0, 0, 0], barred: [[], [], [1], []])
    let preferences = sample.market.preferences
    let matching = preferences.deferredAcceptance()
    #expect((0..<4).map { matching.programme(of: $0, preferences) } == [0, 0, 3, 3])
    #expect(
      matching.reasons(of: 2, preferences).map(\.reason) == [.notRanked, .noSeats, .cutOff(last: 1)])
    let refusals = matching.refusals(of: 2, preferences)
    #expect(refusals.map(\.reason) == [.notRanked, .noSeats, .cutOff(last: 0), .cutOff(last: 1)])
    #expect(refusals.map { preferences.reserve(of: Int($0.place)) } == [nil, nil, 0, nil])
    #expect(sample.market.whyNotRanked(2, by: 1) == .requirement)
    #expect(sample.market.whyNotRanked(2, by: 0) == nil)
    #expect(
      matching.cutOffs(preferences) == [
        CutOff(programme: 0, reserve: 0, seats: 1, filled: 1, last: 0),
        CutOff(programme: 0, reserve: nil, seats: 1, filled: 1, last: 1),
        CutOff(programme: 1, reserve: nil, seats: 1, filled: 0, last: nil),
        CutOff(programme: 2, reserve: nil, seats: 0, filled: 0, last: nil),
        CutOff(programme: 3, reserve: nil, seats: 2, filled: 2, last: 3),
      ])
  }

  @Test("what is no market is refused and named")
  func faults() throws {
    func fault(_ lists: [[Int32]], _ offers: [MeritMarket.Offer]) -> MeritMarket.Fault? {
      do {
        _ = try SampleMarket(lists: lists, offers: offers, points: [lists.map { _ in 1 }])
        return nil
      } catch { return error as? MeritMarket.Fault }
    }
    #expect(fault([[0]], [.init(seats: 1)]) == nil)
    #expect(fault([[], [1]], [.init(seats: 1)]) == .noSuchOffer(student: 1))
    #expect(fault([[-1]], [.init(seats: 1)]) == .noSuchOffer(student: 0))
    #expect(fault([[0, 0]], [.init(seats: 1)]) == .offerTwice(student: 0))
    #expect(fault([[0]], [.init(seats: -1)]) == .seatsOutOfRange(offer: 0))
    #expect(fault([[0]], [.init(seats: .max)]) == .seatsOutOfRange(offer: 0))
    #expect(fault([[0]], [.init(seats: 1, reserves: [.init(seats: 2, attribute: 0)])]) == .reservesExceedSeats(offer: 0))
    #expect(fault([[0]], [.init(seats: 1, merit: 1)]) == .noSuchMerit(offer: 0))
    #expect(fault([[0]], [.init(seats: 1, reserves: [.init(seats: 1, attribute: 32)])]) == .noSuchAttribute(offer: 0))
  }

  @Test("nobody, one, all ties, nobody ranked, no seats, no offers, no list")
  func degenerate() throws {
    func taken(_ lists: [[Int32]], _ offers: [MeritMarket.Offer], _ points: [Double]) throws -> [Int?] {
      let sample = try SampleMarket(lists: lists, offers: offers, points: [points])
      let preferences = sample.market.preferences
      let matching = preferences.deferredAcceptance()
      #expect(sample.published(matching).inspect() == [])
      let sureness = sample.market.sureness(sample.policies, matching, draws: 3)
      #expect(sureness.same == lists.map { _ in 3 })
      return (0..<lists.count).map { matching.programme(of: $0, preferences) }
    }
    #expect(try taken([], [.init(seats: 1)], []) == [])
    #expect(try taken([[0]], [.init(seats: 1)], [5]) == [0])
    #expect(try taken([[0], [0], [0]], [.init(seats: 2)], [5, 5, 5]) == [0, 0, nil])
    #expect(try taken([[0], [0]], [.init(seats: 2)], [.nan, .nan]) == [nil, nil])
    #expect(try taken([[0], [0]], [.init(seats: 0)], [1, 2]) == [nil, nil])
    #expect(try taken([[], []], [], [1, 2]) == [nil, nil])
    #expect(try taken([[]], [.init(seats: 1)], [1]) == [nil])
  }

  @Test("a lower quota over several offers can leave no stable matching, and for some markets leaves none")
  func lowerQuotas() throws {
    // Two offers of one seat; student 0 has the attribute and the fewest points. Both offers together are to take one who has it.
    let sample = try SampleMarket(
      lists: [[0, 1], [0, 1], [1, 0]], offers: [.init(seats: 1), .init(seats: 1)], points: [[10, 90, 80]], has: [1, 0, 0])
    let preferences = sample.market.preferences
    var stable: [[Int32]] = []
    for one in preferences.all(0) {
      for two in preferences.all(1) {
        for three in preferences.all(2) {
          let taken = [one, two, three]
          let places = taken.filter { $0 >= 0 }.map { preferences.choices[Int($0)] }
          guard Set(places).count == places.count else { continue }
          if preferences.blockingPairs(Matching(taken: taken, lasts: [])).isEmpty { stable.append(taken) }
        }
      }
    }
    #expect(!stable.isEmpty && stable.allSatisfy { $0[0] < 0 })
  }
}

@Suite struct MatchSurenessTests {
  @Test("two for one seat: the normal distribution's own answer")
  func exact() throws {
    // P(50 + 3 z₁ > 47 + 4 z₂) = Φ(3 / 5) = 0.725747; totals with two decimals, so that rounding does not move it.
    let policy = try Policy(
      places: 1, evidence: [.init(name: "e", scale: .raw(lowest: 0, highest: 100), weight: 1, missing: .notConsidered)],
      decimals: 3)
    let candidates = try Candidates(
      codes: ["a", "b"], evidence: ["e": .init(values: [50, 47], errors: [3, 4])], attributes: [:], columns: [:])
    let market = try MeritMarket(
      lists: [[0], [0]], offers: [.init(seats: 1)], has: [0, 0], barred: [[], []],
      rankings: [try policy.rank(candidates, draw: [0, 1])])
    let sureness = market.sureness([policy], market.preferences.deferredAcceptance(), draws: 40_000)
    let share = Double(sureness.same[0]) / 40_000
    #expect((share - 0.725747).magnitude < 4 * (0.725747 * 0.274253 / 40_000).squareRoot())
    // Whoever has no seat has the same when the other keeps hers, and something better else.
    #expect(sureness.same[1] == sureness.same[0] && sureness.better[1] == 40_000 - sureness.same[0])
    #expect(sureness.placed[0] == sureness.same[0] && sureness.placed[0] + sureness.placed[1] == 40_000)
  }

  @Test("without errors everything is certain; the same seed gives the same answer")
  func certain() throws {
    for seed in 0..<200 {
      let moved = try SampleMarket(seed: seed)
      let matching = moved.market.preferences.deferredAcceptance()
      let first = moved.market.sureness(moved.policies, matching, draws: 20, seed: 3)
      #expect(first == moved.market.sureness(moved.policies, matching, draws: 20, seed: 3))
      for student in moved.market.lists.indices { #expect(first.same[student] + first.better[student] <= 20) }
      let still = try SampleMarket(
        lists: moved.market.lists, offers: moved.market.offers.map { .init(seats: $0.seats, reserves: $0.reserves) },
        points: [moved.points[0]], has: moved.market.has, barred: moved.market.barred)
      let sureness = still.market.sureness(still.policies, still.market.preferences.deferredAcceptance(), draws: 4)
      #expect(sureness.same.allSatisfy { $0 == 4 } && sureness.better.allSatisfy { $0 == 0 }, "seed \(seed)")
    }
  }

  @Test("one piece of evidence moves all sets of weights together")
  func together() throws {
    // By either set the order of two is the order of the one piece that differs; the two offers never take different girls.
    let sample = try SampleMarket(
      lists: [[0, 1], [1, 0]], offers: [.init(seats: 1, merit: 0), .init(seats: 1, merit: 1)], points: [[50, 50], [50, 50]],
      errors: [[8, 0], [0, 0]], weights: [[1, 1], [1, 3]])
    let sureness = sample.market.sureness(sample.policies, sample.market.preferences.deferredAcceptance(), draws: 500)
    #expect(sureness.same == [500, 500])
  }
}

@Suite struct SecondRoundTests {
  @Test("nobody loses what she has, whoever tries, leaves or keeps; the matching is stable for those who take part")
  func nobodyLoses() throws {
    for seed in 0..<(isLong ? 5_000 : 800) {
      var chance = Chance(90_000 + seed)
      let sample = try SampleMarket(seed: seed)
      let market = sample.market
      let first = market.preferences
      let matching = first.deferredAcceptance()
      // Lists may have changed between the rounds.
      let lists = market.lists.map { list in chance.below(3) == 0 ? list.shuffled(using: &chance) : list }
      let now = try MeritMarket(
        lists: lists, offers: market.offers, has: market.has, barred: market.barred, rankings: market.rankings)
      let standings = lists.indices.map { student -> SecondRound.Standing in
        guard matching.taken[student] >= 0 else { return chance.below(5) == 0 ? .out : .free }
        if chance.below(4) == 0 { return .out }
        let place = Int(first.choices[Int(matching.taken[student])])
        return .holds(offer: first.programmes[place], reserve: first.reserve(of: place), triesHigher: chance.below(2) == 0)
      }
      let round = try now.secondRound(standings)
      let second = round.matching()
      #expect(round.preferences.blockingPairs(second) == [], "seed \(seed)")
      let offers = round.offers(after: second)
      var filled = [Int](repeating: 0, count: market.offers.count)
      for offer in offers { if let offer { filled[Int(offer)] += 1 } }
      for (offer, count) in filled.enumerated() { #expect(count <= Int(market.offers[offer].seats), "seed \(seed)") }
      for (student, standing) in standings.enumerated() {
        switch standing {
        case .out: #expect(offers[student] == nil, "seed \(seed)")
        case .free: break
        case .holds(let offer, _, false): #expect(offers[student] == offer, "seed \(seed)")
        case .holds(let offer, _, true):
          #expect(round.floors[student] >= 0 && second.taken[student] >= 0, "seed \(seed), student \(student)")
          #expect(second.taken[student] <= round.floors[student], "seed \(seed), student \(student)")
          if let gets = offers[student], gets != offer {
            let list = lists[student]
            #expect((list.firstIndex(of: gets) ?? 99) < (list.firstIndex(of: offer) ?? 99), "seed \(seed), student \(student)")
          }
        }
      }
    }
  }

  @Test("a seat that becomes free goes up a chain, and the last of it to somebody without a seat")
  func chain() throws {
    let sample = try SampleMarket(
      lists: [[0], [0, 1], [1]], offers: [.init(seats: 1), .init(seats: 1)], points: [[90, 80, 70]])
    let round = try sample.market.secondRound([.out, .holds(offer: 1, reserve: nil, triesHigher: true), .free])
    #expect(round.offers(after: round.matching()) == [nil, 0, 1])
    let kept = try sample.market.secondRound([.out, .holds(offer: 1, reserve: nil, triesHigher: false), .free])
    #expect(kept.offers(after: kept.matching()) == [nil, 1, nil])
    // Somebody better without a seat does not push a holder out.
    let better = try SampleMarket(lists: [[0], [0]], offers: [.init(seats: 1)], points: [[90, 80]])
    let safe = try better.market.secondRound([.free, .holds(offer: 0, reserve: nil, triesHigher: true)])
    #expect(safe.offers(after: safe.matching()) == [nil, 0])
  }

  @Test("a seat that is not there, and one that is held twice, are refused")
  func faults() throws {
    let sample = try SampleMarket(lists: [[0], [0]], offers: [.init(seats: 1)], points: [[90, 80]])
    let holds = SecondRound.Standing.holds(offer: 0, reserve: nil, triesHigher: true)
    #expect(throws: SecondRound.Fault.noSuchSeat(student: 1)) { try sample.market.secondRound([holds, holds]) }
    #expect(throws: SecondRound.Fault.noSuchSeat(student: 0)) {
      try sample.market.secondRound([.holds(offer: 0, reserve: 1, triesHigher: true), .out])
    }
    #expect(throws: SecondRound.Fault.noSuchSeat(student: 0)) {
      try sample.market.secondRound([.holds(offer: 7, reserve: nil, triesHigher: true), .out])
    }
    #expect(throws: SecondRound.Fault.lengths) { try sample.market.secondRound([.free]) }
  }
}

extension Preferences {
  fileprivate func programmes(of matching: Matching) -> [Int?] { (0..<students).map { matching.programme(of: $0, self) } }

  /// No seat, or each of her choices.
  fileprivate func all(_ student: Int) -> [Int32] { [-1] + choices(of: student).map(Int32.init) }
}

extension SampleMarket {
  /// What the inspection sees.
  func published(_ matching: Matching) -> PublishedMatching {
    let preferences = market.preferences
    func standing(_ student: Int, _ cutOff: CutOff) -> PublishedMatching.Standing {
      let offer = market.offers[Int(cutOff.programme)]
      let ranking = market.rankings[offer.merit]
      return PublishedMatching.Standing(
        claim: cutOff.reserve.map { market.has[student] >> UInt32(offer.reserves[$0].attribute) & 1 == 1 } ?? true
          ? .member : .other,
        total: ranking.totals[student], draw: Int(ranking.draw[student]))
    }
    return PublishedMatching(
      kinds: matching.cutOffs(preferences).map { cutOff in
        PublishedMatching.Kind(
          offer: Int(cutOff.programme),
          reserve: cutOff.reserve.map { market.offers[Int(cutOff.programme)].reserves[$0].attribute },
          seats: Int(cutOff.seats), filled: Int(cutOff.filled), cutOff: cutOff.last.map { standing(Int($0), cutOff) })
      }, merits: market.offers.map(\.merit),
      rows: market.lists.indices.map { student in
        PublishedMatching.Row(
          number: student + 1, list: market.lists[student].map(Int.init), barred: market.barred[student].map(Int.init),
          totals: market.rankings.map { $0.exclusions[student] == nil ? $0.totals[student] : nil },
          draw: Int(market.rankings[0].draw[student]), has: market.has[student],
          holds: matching.taken[student] < 0 ? nil : Int(preferences.choices[Int(matching.taken[student])]))
      })
  }
}
