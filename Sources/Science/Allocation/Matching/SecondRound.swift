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
    var firsts = [Int](repeating: 0, count: offers.count)
    for place in whole.programmes.indices.reversed() { firsts[Int(whole.programmes[place])] = place }
    var seats = whole.seats
    var held = [Int32](repeating: 0, count: seats.count)
    var tries = held
    var places = [Int](repeating: -1, count: lists.count)
    var holders: [Int] = []
    for (student, standing) in standings.enumerated() {
      guard case .holds(let offer, let reserve, let triesHigher) = standing else { continue }
      guard offers.indices.contains(Int(offer)) else { throw .noSuchSeat(student: student) }
      let reserves = offers[Int(offer)].reserves.count
      guard (0...reserves).contains(reserve ?? reserves) else { throw .noSuchSeat(student: student) }
      let place = firsts[Int(offer)] + (reserve ?? reserves)
      guard held[place] < whole.seats[place] else { throw .noSuchSeat(student: student) }
      held[place] += 1
      places[student] = place
      guard triesHigher else {
        seats[place] -= 1
        continue
      }
      tries[place] += 1
      holders.append(student)
    }
    let orders = order(of: holders, at: places, whole.programmes, count: seats.count)
    var round = Flat(students: lists.count)
    for (student, standing) in standings.enumerated() {
      switch standing {
      case .out, .holds(_, _, triesHigher: false): break
      case .free: for slot in whole.choices(of: student) { round.add(whole.choices[slot], whole.ranks[slot], behind: tries) }
      case .holds(let offer, _, triesHigher: true):
        for slot in whole.choices(of: student) {
          if whole.programmes[Int(whole.choices[slot])] == offer { break }
          round.add(whole.choices[slot], whole.ranks[slot], behind: tries)
        }
        round.floor(Int32(places[student]), rank: orders[student] ?? 0)
      }
      round.close()
    }
    return SecondRound(
      preferences: Preferences(
        starts: round.starts, choices: round.choices, ranks: round.ranks, seats: seats, programmes: whole.programmes),
      floors: round.floors, standings: standings)
  }
}

extension MeritMarket {
  /// Where each holder stands among those of her kind of seat, from 0: by merit, and whom the rule no longer ranks behind them.
  private func order(of holders: [Int], at places: [Int], _ owners: [Int32], count: Int) -> [Int: Int32] {
    func rank(_ student: Int) -> (Int32, Int) {
      let rank = rankings[offers[Int(owners[places[student]])].merit].rank[student]
      return (rank < 0 ? .max : rank, student)
    }
    var order: [Int: Int32] = [:]
    var next = [Int32](repeating: 0, count: count)
    for student in holders.sorted(by: { rank($0) < rank($1) }) {
      order[student] = next[places[student]]
      next[places[student]] += 1
    }
    return order
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
