import Allocation

/// An offer as a round publishes it.
package struct MatchOffer: Sendable, Hashable {
  /// Latin letters, digits, `_` and `-`, at most 40; all different.
  package let code: String
  /// For whoever reads the published file; one line.
  package let title: String
  /// The name of a set of weights in the merit rule; nil: the common ones.
  package let weights: String?
  package let plan: SeatPlan

  package init(code: String, title: String, weights: String? = nil, plan: SeatPlan) {
    self.code = code
    self.title = title
    self.weights = weights
    self.plan = plan
  }

  /// The reserves in the order they are tried, then the open seats (nil).
  package var kinds: [(attribute: String?, seats: Int)] {
    plan.reserves.map { ($0.attribute, $0.seats) } + [(nil, plan.seats - plan.reserves.map(\.seats).reduce(0, +))]
  }

  package static func isCode(_ text: String) -> Bool {
    (1...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
          || byte == UInt8(ascii: "-")
      }
  }
}

/// What is known of one girl in the market, without her name.
package struct MatchEntry: Sendable, Hashable {
  /// A requirement of an offer that she does not meet.
  package struct Bar: Sendable, Hashable {
    package let offer: Int32
    /// Its key: Latin letters, digits, `_` and `-`.
    package let requirement: String

    package init(offer: Int32, requirement: String) {
      self.offer = offer
      self.requirement = requirement
    }
  }

  /// Offers by their numbers, the most wanted first; none twice, at most thirty.
  package let list: [Int32]
  package let bars: [Bar]
  /// In the order of the rule's evidence; NaN: she has none. Errors are not negative.
  package let values: [Double]
  package let errors: [Double]
  /// Of the attributes that reserves of the round ask for.
  package let attributes: Set<String>
  /// In a second round the seat she came with and tries to better; nil: none.
  package let holds: Seat?

  /// A seat of an offer.
  package struct Seat: Sendable, Hashable {
    package let offer: Int32
    /// Whom it is kept for; nil: an open seat.
    package let reserve: String?

    package init(offer: Int32, reserve: String?) {
      self.offer = offer
      self.reserve = reserve
    }
  }

  package static let longestList = 30

  package init(
    list: [Int32], bars: [Bar] = [], values: [Double], errors: [Double], attributes: Set<String> = [], holds: Seat? = nil
  ) {
    self.list = list
    self.bars = bars
    self.values = values
    self.errors = errors
    self.attributes = attributes
    self.holds = holds
  }
}

/// A market as it is closed: the rule, the offers, and one entry for each girl under a fresh number, from 1 in the order of `entries`.
///
/// The order is drawn at random before anybody knows the numbers of the draw, and is the pool of that draw; so a number says nothing about
/// a girl, and nobody chooses who is drawn first.
package struct MatchInput: Sendable {
  package let rule: MeritRule
  package let offers: [MatchOffer]
  package let entries: [MatchEntry]
  /// The attributes of all reserves, each once, in the order of the offers: bit j of `MeritMarket.has` is the j-th.
  package let attributes: [String]

  package static let mostOffers = 20_000
  package static let mostEntries = 200_000

  /// Throws the first thing that makes no market.
  package init(rule: MeritRule, offers: [MatchOffer], entries: [MatchEntry]) throws(MatchFault) {
    self.rule = rule
    self.offers = offers
    self.entries = entries
    var attributes: [String] = []
    guard offers.count <= Self.mostOffers, entries.count <= Self.mostEntries else { throw .tooLarge }
    var codes: Set<String> = []
    for (number, offer) in offers.enumerated() {
      guard MatchOffer.isCode(offer.code), codes.insert(offer.code).inserted, offer.title.utf8.count <= 600,
        !offer.title.unicodeScalars.contains(where: { $0.value < 32 })
      else { throw .offer(number, .codeUnusable) }
      if rule.merit(of: offer.weights) == nil { throw .offer(number, .noSuchWeights) }
      if let fault = offer.plan.fault { throw .offer(number, .seats(fault)) }
      for reserve in offer.plan.reserves where !attributes.contains(reserve.attribute) {
        guard MeritRule.isPlain(reserve.attribute), reserve.attribute != "open" else { throw .offer(number, .attributeUnusable) }
        attributes.append(reserve.attribute)
      }
    }
    guard attributes.count <= 32 else { throw .tooLarge }
    self.attributes = attributes
    let pieces = rule.common.evidence.count
    for (number, entry) in entries.enumerated() {
      guard entry.values.count == pieces, entry.errors.count == pieces, entry.attributes.isSubset(of: attributes) else {
        throw .entry(number)
      }
      guard entry.list.count <= MatchEntry.longestList, Set(entry.bars.map(\.offer)).count == entry.bars.count,
        entry.bars.allSatisfy({ MatchOffer.isCode($0.requirement) }),
        entry.values.allSatisfy({ $0.isNaN || $0.magnitude <= 1e9 }),
        entry.errors.allSatisfy({ (0...1e9).contains($0) }), entry.holds.map({ kind(of: $0) != nil }) ?? true
      else { throw .entry(number) }
    }
  }

  /// The place of a seat among the kinds of its offer; nil: there is none.
  func kind(of seat: MatchEntry.Seat) -> Int? {
    offers.indices.contains(Int(seat.offer)) ? offers[Int(seat.offer)].kinds.firstIndex { $0.attribute == seat.reserve } : nil
  }

  /// A random order of so many, from 0: which girl gets which number. `random` gives bytes of the operating system.
  package static func freshOrder(_ count: Int, random: (Int) -> [UInt8]) -> [Int] {
    var order = Array(0..<count)
    // Fisher and Yates, 1938 (Durstenfeld, 1964); what would make one order likelier than another is drawn again.
    for last in stride(from: count - 1, to: 0, by: -1) {
      let limit = UInt64(last + 1)
      var drawn: UInt64
      repeat { drawn = random(8).reduce(0) { $0 << 8 | UInt64($1) } } while drawn >= UInt64.max - UInt64.max % limit
      order.swapAt(last, Int(drawn % limit))
    }
    return order
  }
}

/// Why a market cannot be run; offers and entries by their place, from 0.
package enum MatchFault: Error, Sendable, Hashable {
  package enum OfferFault: Sendable, Hashable {
    /// No code, one that stands twice, or a title of several lines.
    case codeUnusable
    case noSuchWeights
    case attributeUnusable
    case seats(SeatFault)
  }

  case offer(Int, OfferFault)
  /// Evidence, list or requirements of this entry are not what the rule and the offers ask for.
  case entry(Int)
  case tooLarge
  /// The list of this entry names an offer that is not there, or one twice.
  case list(Int)
}
