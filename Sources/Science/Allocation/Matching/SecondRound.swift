/// The match of a second round: those without a seat, and those with one who try for a higher choice. Nobody can lose what she has.
///
/// A holder's list is her choices above her seat, then her seat, where she stands before all others, with that seat counted in. So her seat
/// is free whenever she asks for it: no more students stand first at a kind of seat than it has seats. Among holders of one kind the order
/// is that of merit. Whoever keeps her seat without trying takes it out of the market.
package struct SecondRound: Sendable {
  /// What a student does in the second round.
  package enum Standing: Sendable, Hashable {
    /// She takes no part and holds nothing: she declined, left, or has another grant.
    case out
    /// She has no seat and takes part.
    case free
    /// She has a seat of this offer: of the reserve of this number, or an open one (nil).
    case holds(offer: Int32, reserve: Int?, triesHigher: Bool)
  }

  package enum Fault: Error, Sendable, Hashable {
    case lengths
    /// There is no such seat, or more hold this kind than there are.
    case noSuchSeat(student: Int)
  }

  package let preferences: Preferences
  /// For each student the slot of `preferences` she cannot fall below, or -1.
  package let floors: [Int32]
  package let standings: [Standing]

  /// The stable matching that those who take part like best.
  package func matching() -> Matching { preferences.deferredAcceptance() }

  /// Each student's offer after the second round, those who kept theirs included; nil: none.
  package func offers(after matching: Matching) -> [Int32?] {
    standings.enumerated().map { student, standing in
      if case .holds(let offer, _, triesHigher: false) = standing { return offer }
      return matching.programme(of: student, preferences).map(Int32.init)
    }
  }
}

extension MeritMarket {
  /// The second round of a market whose `lists` and offers are as they stand now.
  package func secondRound(_ standings: [SecondRound.Standing]) throws(SecondRound.Fault) -> SecondRound {
    guard standings.count == lists.count else { throw .lengths }
    let whole = preferences
    let held = try HeldSeats(standings, self, whole)
    var round = Flat(students: lists.count)
    for (student, standing) in standings.enumerated() {
      switch standing {
      case .out, .holds(_, _, triesHigher: false): break
      case .free:
        for slot in whole.choices(of: student) { round.add(whole.choices[slot], whole.ranks[slot], behind: held.tries) }
      case .holds(let offer, _, triesHigher: true):
        for slot in whole.choices(of: student) {
          if whole.programmes[Int(whole.choices[slot])] == offer { break }
          round.add(whole.choices[slot], whole.ranks[slot], behind: held.tries)
        }
        round.floor(Int32(held.places[student]), rank: held.order[student])
      }
      round.close()
    }
    return SecondRound(
      preferences: Preferences(
        starts: round.starts, choices: round.choices, ranks: round.ranks, seats: held.seats, programmes: whole.programmes),
      floors: round.floors, standings: standings)
  }
}

/// Who has which seat between the rounds, and what is left of each kind.
private struct HeldSeats {
  /// For each student the place she holds a seat of, or -1.
  private(set) var places: [Int]
  /// Seats in the second round, those of holders who try among them.
  private(set) var seats: [Int32]
  /// How many of each place try for a higher choice.
  private(set) var tries: [Int32]
  /// Where a holder who tries stands among those of her place, from 0: by merit, and whom the rule no longer ranks behind them.
  private(set) var order: [Int32]

  init(_ standings: [SecondRound.Standing], _ market: MeritMarket, _ whole: Preferences) throws(SecondRound.Fault) {
    places = [Int](repeating: -1, count: standings.count)
    seats = whole.seats
    tries = [Int32](repeating: 0, count: seats.count)
    order = [Int32](repeating: 0, count: standings.count)
    var firsts = [Int](repeating: 0, count: market.offers.count)
    for place in whole.programmes.indices.reversed() { firsts[Int(whole.programmes[place])] = place }
    var held = tries
    var holders: [(rank: Int32, student: Int)] = []
    for (student, standing) in standings.enumerated() {
      guard case .holds(let offer, let reserve, let triesHigher) = standing else { continue }
      guard market.offers.indices.contains(Int(offer)) else { throw .noSuchSeat(student: student) }
      let reserves = market.offers[Int(offer)].reserves.count
      guard (0...reserves).contains(reserve ?? reserves) else { throw .noSuchSeat(student: student) }
      let place = firsts[Int(offer)] + (reserve ?? reserves)
      guard held[place] < whole.seats[place] else { throw .noSuchSeat(student: student) }
      held[place] += 1
      places[student] = place
      if triesHigher {
        let rank = market.rankings[market.offers[Int(offer)].merit].rank[student]
        holders.append((rank < 0 ? .max : rank, student))
      } else {
        seats[place] -= 1
      }
    }
    for (_, student) in holders.sorted(by: { $0 < $1 }) {
      order[student] = tries[places[student]]
      tries[places[student]] += 1
    }
  }
}

/// The flat arrays while they grow.
private struct Flat {
  var starts: [Int32] = [0]
  var choices: [Int32] = []
  var ranks: [Int32] = []
  var floors: [Int32] = []
  private var floor: Int32 = -1

  init(students: Int) { starts.reserveCapacity(students + 1) }

  /// Behind those who hold a seat of the place and try for a higher choice.
  mutating func add(_ place: Int32, _ rank: Int32, behind tries: [Int32]) {
    choices.append(place)
    ranks.append(rank < 0 ? -1 : rank + tries[Int(place)])
  }

  mutating func floor(_ place: Int32, rank: Int32) {
    floor = Int32(choices.count)
    choices.append(place)
    ranks.append(rank)
  }

  mutating func close() {
    starts.append(Int32(choices.count))
    floors.append(floor)
    floor = -1
  }
}
