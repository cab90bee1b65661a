package import Allocation
package import Inspection

/// A match carried out: what went in and what came out. The same input gives the same output on every machine.
package struct Matched: Sendable {
  package let input: MatchInput
  /// The key of the draw, as RFC 3797 writes it.
  package let drawKey: String
  package let market: MeritMarket
  package let preferences: Preferences
  package let matching: Matching
  /// The certificate: one for each kind of seat, in the order of the offers.
  package let cutOffs: [CutOff]

  package static func run(_ input: MatchInput, key: String) throws(MatchFault) -> Matched {
    let candidates = try input.candidates()
    let draw = Lottery(key: key).numbers(count: input.entries.count)
    var rankings: [Ranking] = []
    for policy in input.rule.policies {
      do throws(CandidatesFault) {
        rankings.append(try policy.rank(candidates, draw: draw))
      } catch {
        // Every set of weights is over the evidence that each entry has.
        throw .tooLarge
      }
    }
    let market = try input.market(rankings)
    let preferences = try input.preferences(market)
    let matching = preferences.deferredAcceptance()
    return Matched(
      input: input, drawKey: key, market: market, preferences: preferences, matching: matching,
      cutOffs: matching.cutOffs(preferences))
  }

  /// Somebody came with a seat of the round before.
  package var isSecondRound: Bool { input.entries.contains { $0.holds != nil } }

  /// How sure the places are, from so many replays; always the same for the same match. Nil of a second round, which is not replayed.
  package func sureness(draws: Int = 1_000) -> MatchSureness? {
    isSecondRound ? nil : market.sureness(input.rule.policies, matching, draws: draws)
  }

  /// Her offer and of which reserve her seat is (nil: an open one); nil: no place. Entries from 0.
  package func place(of entry: Int) -> (offer: Int, reserve: String?)? {
    let slot = matching.taken[entry]
    guard slot >= 0 else { return nil }
    let place = Int(preferences.choices[Int(slot)])
    let offer = Int(preferences.programmes[place])
    return (offer, preferences.reserve(of: place).map { input.offers[offer].plan.reserves[$0].attribute })
  }

  /// Whether the program has put each later choice of hers first and run the match again, and none gave her something she wants more.
  package func isBestAsListed(_ entry: Int) -> Bool { preferences.promotions(of: entry).allSatisfy { !$0.isBetter } }

  /// Two who are ranked by the same weights have the same total, so that a draw has to decide.
  package var hasTies: Bool {
    market.rankings.contains { ranking in
      zip(ranking.order, ranking.order.dropFirst()).contains { ranking.totals[Int($0)] == ranking.totals[Int($1)] }
    }
  }

  /// What `Inspection` looks at.
  package var published: PublishedMatching {
    let kinds = cutOffs.map { cutOff in
      PublishedMatching.Kind(
        offer: Int(cutOff.programme), reserve: bit(of: cutOff), seats: Int(cutOff.seats), filled: Int(cutOff.filled),
        cutOff: cutOff.last.map { standing(Int($0), at: cutOff) })
    }
    let rows = input.entries.indices.map { entry in
      PublishedMatching.Row(
        number: entry + 1, list: input.entries[entry].list.map(Int.init), barred: market.barred[entry].map(Int.init),
        totals: market.rankings.map { $0.exclusions[entry] == nil ? $0.totals[entry] : nil },
        draw: Int(market.rankings[0].draw[entry]), has: market.has[entry],
        holds: matching.taken[entry] < 0 ? nil : Int(preferences.choices[Int(matching.taken[entry])]), floor: floor(of: entry))
    }
    return PublishedMatching(kinds: kinds, merits: market.offers.map(\.merit), rows: rows)
  }

  func bit(of cutOff: CutOff) -> Int? {
    cutOff.reserve.map { market.offers[Int(cutOff.programme)].reserves[$0].attribute }
  }

  /// What is compared of a girl at a kind of seat.
  func standing(_ entry: Int, at cutOff: CutOff) -> PublishedMatching.Standing {
    let ranking = market.rankings[market.offers[Int(cutOff.programme)].merit]
    let isMember = bit(of: cutOff).map { market.has[entry] & (1 << UInt32($0)) != 0 } ?? true
    let isHers = input.entries[entry].holds.map { seat in
      seat.offer == cutOff.programme
        && seat.reserve == cutOff.reserve.map { input.offers[Int(cutOff.programme)].plan.reserves[$0].attribute }
    }
    return PublishedMatching.Standing(
      claim: isHers == true ? .holder : isMember ? .member : .other, total: ranking.totals[entry], draw: Int(ranking.draw[entry]))
  }

  /// The number of the kind of seat somebody came with.
  private func floor(of entry: Int) -> Int? {
    guard let seat = input.entries[entry].holds, let kind = input.kind(of: seat),
      let first = preferences.programmes.firstIndex(of: seat.offer)
    else { return nil }
    return first + kind
  }
}

extension MatchInput {
  /// The market, or its second round where somebody came with a seat: whom the rule does not rank can bring none.
  fileprivate func preferences(_ market: MeritMarket) throws(MatchFault) -> Preferences {
    guard entries.contains(where: { $0.holds != nil }) else { return market.preferences }
    var standings: [SecondRound.Standing] = []
    for (number, entry) in entries.enumerated() {
      guard let seat = entry.holds else {
        standings.append(.free)
        continue
      }
      guard let kind = kind(of: seat), market.rankings[market.offers[Int(seat.offer)].merit].exclusions[number] == nil else {
        throw .entry(number)
      }
      let reserves = offers[Int(seat.offer)].plan.reserves.count
      standings.append(.holds(offer: seat.offer, reserve: kind == reserves ? nil : kind, triesHigher: true))
    }
    do throws(SecondRound.Fault) {
      return try market.secondRound(standings).preferences
    } catch {
      if case .noSuchSeat(let number) = error { throw .entry(number) }
      throw .tooLarge
    }
  }

  fileprivate func candidates() throws(MatchFault) -> Candidates {
    let names = rule.common.evidence.map(\.name)
    let evidence = names.enumerated().map { position, name in
      (name, Candidates.Measures(values: entries.map { $0.values[position] }, errors: entries.map { $0.errors[position] }))
    }
    do throws(CandidatesFault) {
      return try Candidates(
        codes: Self.codes(entries.count), evidence: Dictionary(uniqueKeysWithValues: evidence), attributes: [:], columns: [:])
    } catch {
      throw .tooLarge
    }
  }

  /// Numbers of one width, so that their bytes are in the order of the numbers.
  private static func codes(_ count: Int) -> [String] {
    let width = String(count).utf8.count
    return (1...max(1, count)).prefix(count).map { number in
      let digits = String(number)
      return String(repeating: "0", count: width - digits.utf8.count) + digits
    }
  }

  fileprivate func market(_ rankings: [Ranking]) throws(MatchFault) -> MeritMarket {
    let bits = Dictionary(uniqueKeysWithValues: attributes.enumerated().map { ($1, $0) })
    let offers = offers.map { offer in
      MeritMarket.Offer(
        seats: Int32(offer.plan.seats), merit: rule.merit(of: offer.weights) ?? 0,
        reserves: offer.plan.reserves.map { MeritMarket.Reserve(seats: Int32($0.seats), attribute: bits[$0.attribute] ?? 0) })
    }
    do throws(MeritMarket.Fault) {
      return try MeritMarket(
        lists: entries.map(\.list), offers: offers,
        has: entries.map { $0.attributes.reduce(0) { $0 | 1 << UInt32(bits[$1] ?? 0) } },
        barred: entries.map { $0.bars.map(\.offer) }, rankings: rankings)
    } catch {
      switch error {
      case .noSuchOffer(let entry), .offerTwice(let entry): throw .list(entry)
      default: throw .tooLarge
      }
    }
  }
}
