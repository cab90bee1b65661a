/// A market in which offers rank by points: who wants what, how many seats there are of which kind, and the order of merit by each set
/// of weights. Reserves come before the open seats: a floor that members fill first, not an addition (Kominers and Sönmez, 2016).
package struct MeritMarket: Sendable {
  /// The seats of one offer and the points it goes by.
  package struct Offer: Sendable, Hashable {
    /// All of its seats, those of the reserves included.
    package let seats: Int32
    /// Which of `rankings` it goes by.
    package let merit: Int
    /// In the order they are tried.
    package let reserves: [Reserve]

    package init(seats: Int32, merit: Int = 0, reserves: [Reserve] = []) {
      self.seats = seats
      self.merit = merit
      self.reserves = reserves
    }

    /// What the reserves leave.
    package var open: Int32 { seats - reserves.map(\.seats).reduce(0, +) }
  }

  /// Seats that go first to those who have an attribute.
  package struct Reserve: Sendable, Hashable {
    package let seats: Int32
    /// The bit of `has`.
    package let attribute: Int

    package init(seats: Int32, attribute: Int) {
      self.seats = seats
      self.attribute = attribute
    }
  }

  /// What keeps a market from being one; `student` and `offer` from 0.
  package enum Fault: Error, Sendable, Hashable {
    /// Lists, attributes, bars or rankings are not as many as there are students.
    case lengths
    case noSuchOffer(student: Int)
    /// A list names an offer twice.
    case offerTwice(student: Int)
    case seatsOutOfRange(offer: Int)
    /// The reserves ask for more seats than there are.
    case reservesExceedSeats(offer: Int)
    case noSuchMerit(offer: Int)
    case noSuchAttribute(offer: Int)
    /// More choices than an Int32 counts.
    case tooLarge
  }

  package static let mostSeats: Int32 = 1_000_000

  /// Each student's offers, the most wanted first.
  package let lists: [[Int32]]
  package let offers: [Offer]
  /// For each student, bit j: she has attribute j.
  package let has: [UInt32]
  /// For each student the offers whose requirement she does not meet: they do not rank her.
  package let barred: [[Int32]]
  /// One for each set of weights; all of one draw.
  package let rankings: [Ranking]
  private let layout: Layout

  package init(lists: [[Int32]], offers: [Offer], has: [UInt32], barred: [[Int32]], rankings: [Ranking]) throws(Fault) {
    guard has.count == lists.count, barred.count == lists.count, rankings.allSatisfy({ $0.rank.count == lists.count }) else {
      throw .lengths
    }
    for (number, offer) in offers.enumerated() {
      guard (0...Self.mostSeats).contains(offer.seats), offer.reserves.allSatisfy({ (0...Self.mostSeats).contains($0.seats) })
      else { throw .seatsOutOfRange(offer: number) }
      guard offer.reserves.map({ Int($0.seats) }).reduce(0, +) <= Int(offer.seats) else {
        throw .reservesExceedSeats(offer: number)
      }
      guard rankings.indices.contains(offer.merit) else { throw .noSuchMerit(offer: number) }
      guard offer.reserves.allSatisfy({ (0..<32).contains($0.attribute) }) else { throw .noSuchAttribute(offer: number) }
    }
    var named = [Int](repeating: -1, count: offers.count)
    var slots = 0
    for (student, list) in lists.enumerated() {
      for offer in list {
        guard offers.indices.contains(Int(offer)) else { throw .noSuchOffer(student: student) }
        guard named[Int(offer)] != student else { throw .offerTwice(student: student) }
        named[Int(offer)] = student
        slots += offers[Int(offer)].reserves.count + 1
      }
      guard barred[student].allSatisfy({ offers.indices.contains(Int($0)) }) else { throw .noSuchOffer(student: student) }
    }
    guard slots < Int(Int32.max) else { throw .tooLarge }
    self.lists = lists
    self.offers = offers
    self.has = has
    self.barred = barred
    self.rankings = rankings
    layout = Layout(lists, offers, has, barred, rankings)
  }

  /// The market as deferred acceptance takes it.
  package var preferences: Preferences {
    var ranks = [Int32](repeating: -1, count: layout.choices.count)
    rank(rankings.map(\.rank), into: &ranks)
    return layout.preferences(ranks)
  }

  /// Where each student stands at each of her choices; `positions`: by merit and student, from 0.
  func rank(_ positions: [[Int32]], into ranks: inout [Int32]) {
    let count = Int32(lists.count)
    for student in 0..<lists.count {
      for slot in Int(layout.starts[student])..<Int(layout.starts[student + 1]) where layout.standing[slot] != .out {
        ranks[slot] = positions[Int(layout.merits[slot])][student] + (layout.standing[slot] == .behind ? count : 0)
      }
    }
  }

  /// Why an offer does not rank a student; nil: it does.
  package func whyNotRanked(_ student: Int, by offer: Int) -> NotRanked? {
    if barred[student].contains(Int32(offer)) { return .requirement }
    return rankings[offers[offer].merit].exclusions[student].map(NotRanked.merit)
  }

  package enum NotRanked: Sendable, Hashable {
    /// A requirement of the offer that she does not meet.
    case requirement
    /// Evidence of the merit rule that she lacks, or whose minimum she does not reach.
    case merit(Ranking.Exclusion)
  }
}

/// The flat arrays, without the ranks.
private struct Layout: Sendable {
  enum Standing: UInt8 { case first, behind, out }

  var starts: [Int32] = [0]
  var choices: [Int32] = []
  /// Which merit ranks her at a choice.
  var merits: [Int32] = []
  /// Whether she is a member there, behind them, or not ranked.
  var standing: [Standing] = []
  var seats: [Int32] = []
  var owners: [Int32] = []

  init(
    _ lists: [[Int32]], _ offers: [MeritMarket.Offer], _ has: [UInt32], _ barred: [[Int32]], _ rankings: [Ranking]
  ) {
    var firsts: [Int32] = []
    for (number, offer) in offers.enumerated() {
      firsts.append(Int32(seats.count))
      seats += offer.reserves.map(\.seats) + [offer.open]
      owners += [Int32](repeating: Int32(number), count: offer.reserves.count + 1)
    }
    starts.reserveCapacity(lists.count + 1)
    for (student, list) in lists.enumerated() {
      for number in list {
        let offer = offers[Int(number)]
        let isOut = rankings[offer.merit].rank[student] < 0 || barred[student].contains(number)
        for place in 0...offer.reserves.count {
          let isMember = place == offer.reserves.count || has[student] & (1 << UInt32(offer.reserves[place].attribute)) != 0
          choices.append(firsts[Int(number)] + Int32(place))
          merits.append(Int32(offer.merit))
          standing.append(isOut ? .out : isMember ? .first : .behind)
        }
      }
      starts.append(Int32(choices.count))
    }
  }

  func preferences(_ ranks: [Int32]) -> Preferences {
    Preferences(starts: starts, choices: choices, ranks: ranks, seats: seats, programmes: owners)
  }
}
