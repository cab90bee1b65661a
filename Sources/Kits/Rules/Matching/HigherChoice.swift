package import Allocation
import Inspection

/// A choice above what a girl has, and why she does not have it: what her page says in a sentence.
package struct HigherChoice: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// The offer has a requirement that she does not meet; its key.
    case requirement(String)
    /// She lacks evidence of the merit rule, or does not reach its minimum.
    case merit(Ranking.Exclusion)
    /// The offer has no seat at all.
    case noSeats
    /// All seats are with others; each kind of seat in the order she was considered for it.
    case cutOff([Seats])
  }

  /// One kind of seat of which all are with others.
  package struct Seats: Sendable, Hashable {
    /// Whom it is kept for; nil: open seats.
    package let reserve: String?
    package let seats: Int
    /// She is one of those it is kept for.
    package let isMember: Bool
    /// The last who has one of them comes before her whatever her points: a member of the reserve, or in a second round who held the seat.
    package let isKept: Bool
    /// Her total and that of the last, in units of 10^−decimals.
    package let own: Int64
    package let last: Last
    /// Their totals are equal, and the draw decided.
    package let byDraw: Bool
  }

  /// The last who has a seat: exactly only where enough seats are filled, since a cut-off is a child's points.
  package enum Last: Sendable, Hashable {
    case total(Int64)
    case difference(Band)
  }

  /// How far the last of few is from her.
  package enum Band: Int, Sendable, CaseIterable {
    case lessThanOne, oneToThree, threeToTen, moreThanTen

    init(_ units: Int64, decimals: Int) {
      let points = Double(units.magnitude) / power(decimals)
      self = points < 1 ? .lessThanOne : points < 3 ? .oneToThree : points <= 10 ? .threeToTen : .moreThanTen
    }
  }

  package let offer: Int
  package let reason: Reason
}

extension Matched {
  /// Fewer filled seats of a kind than these, and their cut-off is not told exactly.
  package static let fewestTold = 5

  /// Each choice of an entry (from 0) above what she has, the most wanted first.
  package func higherChoices(of entry: Int) -> [HigherChoice] {
    let refusals = matching.refusals(of: entry, preferences)
    return refusals.reduce(into: [(offer: Int, places: [Int])]()) { choices, refusal in
      let offer = Int(preferences.programmes[Int(refusal.place)])
      if choices.last?.offer != offer { choices.append((offer, [])) }
      if case .cutOff = refusal.reason { choices[choices.count - 1].places.append(Int(refusal.place)) }
    }.map { HigherChoice(offer: $0.offer, reason: reason(entry, $0.offer, $0.places)) }
  }

  private func reason(_ entry: Int, _ offer: Int, _ places: [Int]) -> HigherChoice.Reason {
    switch market.whyNotRanked(entry, by: offer) {
    case .requirement:
      .requirement(input.entries[entry].bars.first { Int($0.offer) == offer }?.requirement ?? "")
    case .merit(let exclusion): .merit(exclusion)
    case nil: places.isEmpty ? .noSeats : .cutOff(places.compactMap { seats(entry, cutOffs[$0]) })
    }
  }

  private func seats(_ entry: Int, _ cutOff: CutOff) -> HigherChoice.Seats? {
    guard let last = cutOff.last.map({ standing(Int($0), at: cutOff) }) else { return nil }
    let own = standing(entry, at: cutOff)
    let isKept = last.claim.rawValue > own.claim.rawValue
    let decimals = input.rule.common.decimals
    return HigherChoice.Seats(
      reserve: cutOff.reserve.map { input.offers[Int(cutOff.programme)].plan.reserves[$0].attribute }, seats: Int(cutOff.seats),
      isMember: own.claim != .other, isKept: isKept, own: own.total,
      last: Int(cutOff.filled) >= Self.fewestTold
        ? .total(last.total) : .difference(HigherChoice.Band(last.total - own.total, decimals: decimals)),
      byDraw: !isKept && last.total == own.total)
  }
}
