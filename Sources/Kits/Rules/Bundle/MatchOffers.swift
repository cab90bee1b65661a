/// The offers as a part of the bundle: a line for each kind of seat, in the order it is tried.
enum MatchOffers {
  private static let header = "offer,title,weights,kind,seats\r\n"

  static func text(_ offers: [MatchOffer]) -> [UInt8] {
    var text = PublishedText(capacity: offers.count * 80)
    text.add(header)
    for offer in offers {
      for kind in offer.kinds {
        text.add("\(offer.code),")
        text.addCell(offer.title)
        text.add(",\(offer.weights ?? ""),\(kind.attribute ?? "open"),\(kind.seats)\r\n")
      }
    }
    return text.bytes
  }

  /// Throws the line that cannot be read, from 1.
  static func read(_ bytes: [UInt8]) throws(Unreadable) -> [MatchOffer] {
    var offers: [MatchOffer] = []
    var kinds: [(attribute: String?, seats: Int)] = []
    var open: (code: String, title: String, weights: String)?
    var number = 0
    for line in PublishedLines(bytes) {
      number += 1
      if number == 1 {
        guard Array(line) + [13, 10] == Array(header.utf8) else { throw Unreadable(line: 1) }
        continue
      }
      guard let cells = PublishedLines.cells(line), cells.count == 5, MatchOffer.isCode(cells[0]), cells[1].utf8.count <= 600,
        let seats = PlainNumber.whole(cells[4], upTo: SeatPlan.most), offers.count < MatchInput.mostOffers
      else { throw Unreadable(line: number) }
      if let known = open, known != (cells[0], cells[1], cells[2]) { throw Unreadable(line: number) }
      open = (cells[0], cells[1], cells[2])
      kinds.append((cells[3] == "open" ? nil : cells[3], seats))
      guard kinds.count <= SeatPlan.mostReserves + 1 else { throw Unreadable(line: number) }
      // The open seats end an offer.
      guard cells[3] == "open" else { continue }
      offers.append(
        MatchOffer(
          code: cells[0], title: cells[1], weights: cells[2].isEmpty ? nil : cells[2],
          plan: SeatPlan(
            seats: kinds.map(\.seats).reduce(0, +),
            reserves: kinds.compactMap { kind in kind.attribute.map { SeatPlan.Reserve(attribute: $0, seats: kind.seats) } })))
      (kinds, open) = ([], nil)
    }
    guard number > 0, open == nil else { throw Unreadable(line: max(1, number)) }
    return offers
  }

  struct Unreadable: Error, Equatable { let line: Int }
}
