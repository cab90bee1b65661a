import Allocation
import Markup
import Programme
import Rules
import Words

/// What a kind of seat asked for in the end, as it is shown to everybody: small numbers are protected.
struct MatchLine: Sendable {
  let offer: String
  let title: String
  /// Nil: open seats.
  let reserve: String?
  let seats: Int
  /// Nil: one to four.
  let filled: Int?
  /// In units of 10^−decimals; nil: a seat was left, nobody was refused for points.
  let asks: ClosedRange<Int64>?
  let decimals: Int

  init(_ published: PublishedSeats) {
    (offer, title, reserve) = (published.offer, published.title, published.reserve)
    (seats, filled, asks, decimals) = (published.seats, published.filled, published.asks, published.decimals)
  }

  static func table(_ lines: [MatchLine], _ house: House, _ t: Language) -> HTML {
    guard !lines.isEmpty else { return .nothing }
    return t.table(
      t(.seatsAndCutOffs), lines,
      [
        Column(t(.offerWord)) { line in
          let reserve = line.reserve.flatMap(ReserveAttribute.init).map { ", \($0.says(house.gazetteer, t))" } ?? ""
          return "<b>\(line.offer)</b> \(line.title)\(reserve)"
        },
        Column(t(.seatsTitle), isNumeric: true) { HTML(t.number($0.seats)) },
        Column(t(.filledOfLine), isNumeric: true) { HTML($0.filled.map { t.number($0) } ?? "1–4") },
        Column(t(.lastPoints), isNumeric: true) { HTML($0.cutOff(t)) },
      ], stacks: true)
  }

  private func cutOff(_ t: Language) -> String {
    guard let asks else { return t(.seatsLeft) }
    func points(_ units: Int64) -> String { t.points(units, decimals: decimals) }
    return asks.lowerBound == asks.upperBound
      ? points(asks.lowerBound) : "\(points(asks.lowerBound))–\(points(asks.upperBound))"
  }
}

extension Language {
  /// A total in units of 10^−decimals, as people read it.
  func points(_ units: Int64, decimals: Int) -> String {
    number(Double(units) / power(decimals), decimals: decimals)
  }
}

extension Phrase {
  static let seatsAndCutOffs = Phrase(kk: "Орындар мен ұпайлар", ru: "Места и баллы", en: "Seats and points")
  static let offerWord = Phrase(kk: "Ұсыныс", ru: "Предложение", en: "Offer")
  static let filledOfLine = Phrase(kk: "Толғаны", ru: "Занято", en: "Filled")
  static let lastPoints = Phrase(kk: "Соңғысының ұпайы", ru: "Баллы последней", en: "Points of the last")
  static let seatsLeft = Phrase(kk: "орын қалды", ru: "места остались", en: "seats were left")
}
