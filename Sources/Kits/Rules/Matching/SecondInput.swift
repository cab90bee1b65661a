package import Allocation

extension Matched {
  /// The market of the second round: who has no seat and takes part, and who has one and tries for a higher choice.
  ///
  /// `standings` and `lists` as they stand now, for each entry of this match; `offers` with the seats there are now, those that are held
  /// included; `order`: those who take part under their fresh numbers, as places among this match's entries. Seats that are kept without
  /// trying leave the market. Throws where a seat is held that there is not.
  package func secondInput(
    _ standings: [SecondRound.Standing], lists: [[Int32]], offers: [MatchOffer]? = nil, order: [Int]
  ) throws(MatchFault) -> MatchInput {
    let offers = offers ?? input.offers
    guard standings.count == input.entries.count, lists.count == standings.count, Set(order).count == order.count else {
      throw .tooLarge
    }
    var kept = offers.map { $0.kinds.map { _ in 0 } }
    for (entry, standing) in standings.enumerated() {
      guard case .holds(let offer, let reserve, triesHigher: false) = standing else { continue }
      guard offers.indices.contains(Int(offer)), kept[Int(offer)].indices.contains(reserve ?? 0) else { throw .entry(entry) }
      kept[Int(offer)][reserve ?? kept[Int(offer)].count - 1] += 1
    }
    let left = zip(offers, kept).map { offer, kept in
      MatchOffer(
        code: offer.code, title: offer.title, weights: offer.weights,
        plan: SeatPlan(
          seats: offer.plan.seats - kept.reduce(0, +),
          reserves: zip(offer.plan.reserves, kept).map { SeatPlan.Reserve(attribute: $0.attribute, seats: $0.seats - $1) }))
    }
    var entries: [MatchEntry] = []
    for entry in order {
      guard input.entries.indices.contains(entry) else { throw .tooLarge }
      let girl = input.entries[entry]
      var seat: MatchEntry.Seat?
      switch standings[entry] {
      case .out, .holds(_, _, triesHigher: false): throw .entry(entry)
      case .free: break
      case .holds(let offer, let reserve, triesHigher: true):
        guard offers.indices.contains(Int(offer)),
          offers[Int(offer)].plan.reserves.indices.contains(reserve ?? 0) || reserve == nil
        else { throw .entry(entry) }
        seat = MatchEntry.Seat(offer: offer, reserve: reserve.map { offers[Int(offer)].plan.reserves[$0].attribute })
      }
      entries.append(
        MatchEntry(
          list: lists[entry], bars: girl.bars, values: girl.values, errors: girl.errors, attributes: girl.attributes, holds: seat)
      )
    }
    return try MatchInput(rule: input.rule, offers: left, entries: entries)
  }
}
