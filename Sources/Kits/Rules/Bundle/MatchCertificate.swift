import Allocation
import Inspection

/// What each kind of seat asked for in the end: for everybody with small numbers protected, for an auditor exactly.
///
///     offer,kind,seats,filled,low,high,claim,draw
///     A1,rural,2,2,70.0,75.0,member,     two seats: the last one's points lie in a range of five
///     A1,open,6,6,74.2,74.2,member,203   six: exactly, with the number of the draw
///     B2,open,4,1-4,,,,                  a seat is free: nobody is refused for points
struct MatchCertificate {
  static let header = "offer,kind,seats,filled,low,high,claim,draw\r\n"
  /// As many points wide is the range that hides the points of one child.
  static let range: Int64 = 5

  struct Line: Equatable {
    let offer: String
    let kind: String
    let seats: Int
    /// Nil: one to four.
    let filled: Int?
    let asks: Asks?
  }

  /// Nobody weaker was taken; between `low` and `high` where the last was not told exactly.
  struct Asks: Equatable {
    let low: Int64
    let high: Int64
    /// How the last came to her seat.
    let claim: PublishedMatching.Claim
    let draw: Int?

    var isExact: Bool { draw != nil }
  }

  private let matched: Matched

  init(_ matched: Matched) { self.matched = matched }

  var published: [UInt8] { text(lines(exact: false)) }
  var exact: [UInt8] { text(lines(exact: true)) }

  /// How many kinds do not say how many seats are filled.
  var hidden: Int { lines(exact: false).count { $0.filled == nil } }

  func lines(exact: Bool) -> [Line] {
    matched.cutOffs.map { cutOff in
      let offer = matched.input.offers[Int(cutOff.programme)]
      let (filled, seats) = (Int(cutOff.filled), Int(cutOff.seats))
      let isTold = exact || filled == 0 || filled >= Matched.fewestTold
      return Line(
        offer: offer.code, kind: cutOff.reserve.map { offer.plan.reserves[$0].attribute } ?? "open", seats: seats,
        // What is full says so by its cut-off.
        filled: isTold || filled == seats ? filled : nil,
        asks: cutOff.last.map { asks(matched.standing(Int($0), at: cutOff), isTold) })
    }
  }

  private func asks(_ last: PublishedMatching.Standing, _ isTold: Bool) -> Asks {
    if isTold { return Asks(low: last.total, high: last.total, claim: last.claim, draw: last.draw) }
    let width = Self.range * Int64(power(matched.input.rule.common.decimals))
    let low = (last.total - (last.total % width + width) % width)
    return Asks(low: low, high: low + width, claim: last.claim, draw: nil)
  }

  private func text(_ lines: [Line]) -> [UInt8] { Self.text(lines, decimals: matched.input.rule.common.decimals) }

  static func text(_ lines: [Line], decimals: Int) -> [UInt8] {
    var text = PublishedText(capacity: lines.count * 60)
    text.add(header)
    for line in lines {
      text.add("\(line.offer),\(line.kind),\(line.seats),\(line.filled.map(String.init) ?? "1-4"),")
      if let asks = line.asks {
        text.add(fixed: asks.low, decimals: decimals)
        text.addComma()
        text.add(fixed: asks.high, decimals: decimals)
        text.add(",\(asks.claim.word),\(asks.draw.map(String.init) ?? "")\r\n")
      } else {
        text.add(",,,\r\n")
      }
    }
    return text.bytes
  }

  /// Throws the line that cannot be read or contradicts the offers, from 1.
  static func read(_ bytes: [UInt8], of offers: [MatchOffer], decimals: Int, exact: Bool) throws(MatchOffers.Unreadable) -> [Line]
  {
    let kinds = offers.flatMap { offer in offer.kinds.map { (offer.code, $0.attribute ?? "open", $0.seats) } }
    var lines: [Line] = []
    var number = 0
    for bytes in PublishedLines(bytes) {
      number += 1
      if number == 1 {
        guard Array(bytes) + [13, 10] == Array(header.utf8) else { throw MatchOffers.Unreadable(line: 1) }
        continue
      }
      guard let cells = PublishedLines.cells(bytes), cells.count == 8, lines.count < kinds.count else {
        throw MatchOffers.Unreadable(line: number)
      }
      let (offer, kind, seats) = kinds[lines.count]
      guard cells[0] == offer, cells[1] == kind, PlainNumber.whole(cells[2], upTo: SeatPlan.most) == seats,
        let line = line(cells, offer, kind, seats, decimals), isLikely(line, decimals: decimals, exact: exact)
      else { throw MatchOffers.Unreadable(line: number) }
      lines.append(line)
    }
    guard lines.count == kinds.count else { throw MatchOffers.Unreadable(line: number + 1) }
    return lines
  }

  private static func line(_ cells: [String], _ offer: String, _ kind: String, _ seats: Int, _ decimals: Int) -> Line? {
    let filled = cells[3] == "1-4" ? nil : PlainNumber.whole(cells[3], upTo: SeatPlan.most)
    if filled == nil, cells[3] != "1-4" { return nil }
    guard cells[4...].contains(where: { !$0.isEmpty }) else {
      return Line(offer: offer, kind: kind, seats: seats, filled: filled, asks: nil)
    }
    let draw = cells[7].isEmpty ? nil : PlainNumber.whole(cells[7], upTo: MatchInput.mostEntries)
    guard let low = PlainNumber.fixed(cells[4], decimals: decimals), let high = PlainNumber.fixed(cells[5], decimals: decimals),
      let claim = PublishedMatching.Claim.allCases.first(where: { $0.word == cells[6] }), cells[7].isEmpty == (draw == nil)
    else { return nil }
    return Line(
      offer: offer, kind: kind, seats: seats, filled: filled,
      asks: Asks(low: low, high: high, claim: claim, draw: draw))
  }

  /// A place with a cut-off is full, one without has a free seat or none; what is not told is told no closer than it may be.
  private static func isLikely(_ line: Line, decimals: Int, exact: Bool) -> Bool {
    let isSmall = !exact && (1..<Matched.fewestTold).contains(line.filled ?? 1)
    guard let asks = line.asks else {
      guard let filled = line.filled else { return !exact && line.seats > 1 }
      return filled < line.seats ? !isSmall : line.seats == 0 && filled == 0
    }
    guard line.filled == line.seats, line.seats > 0 else { return false }
    let width = range * Int64(power(decimals))
    return isSmall
      ? asks.draw == nil && asks.high - asks.low == width && asks.low % width == 0 : asks.draw != nil && asks.low == asks.high
  }
}

/// A kind of seat as it is shown to everybody, small numbers protected.
package struct PublishedSeats: Sendable, Hashable {
  /// The offer's code and title.
  package let offer: String
  package let title: String
  /// Whom they are kept for; nil: open seats.
  package let reserve: String?
  package let seats: Int
  /// Nil: one to four.
  package let filled: Int?
  /// Between these, or exactly there, lie the points of the last, in units of 10^−decimals; nil: a seat was left.
  package let asks: ClosedRange<Int64>?
  package let decimals: Int
}

extension MatchCertificate.Line {
  /// With the offer it is of.
  func shown(_ offers: [MatchOffer], decimals: Int) -> PublishedSeats {
    PublishedSeats(
      offer: offer, title: offers.first { $0.code == offer }?.title ?? offer, reserve: kind == "open" ? nil : kind, seats: seats,
      filled: filled, asks: asks.map { $0.low...$0.high }, decimals: decimals)
  }
}

extension Matched {
  /// One for each kind of seat in the order of the offers.
  package var publishedSeats: [PublishedSeats] {
    MatchCertificate(self).lines(exact: false).map { $0.shown(input.offers, decimals: input.rule.common.decimals) }
  }
}

extension PublishedMatching.Claim {
  /// As bundles write it.
  var word: String {
    switch self {
    case .other: "other"
    case .member: "member"
    case .holder: "holder"
    }
  }
}
