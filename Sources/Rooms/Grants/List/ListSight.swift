import Allocation
import Programme
import Rules
import Storage
import Words

/// All that her pages of the list ask for, read at once.
struct ListSight: Sendable {
  let girl: Leaver
  /// Whose journal her phone keeps: her application, as on her other pages.
  let owner: String
  let round: Round
  /// When the list can be changed, the days of the second round among them.
  let days: [RoundDates.Span]
  let isRuled: Bool
  /// Learns, or has a certificate.
  let isOnHerWay: Bool
  /// Both said yes to naming her to universities.
  let agrees: Bool
  /// The offers of the round that both sides stand by, of her level.
  let offers: [GrantOffer]
  let chooser: Chooser
  let draft: ListDraft?
  let kept: KeptList?

  func isOpen(on day: Day) -> Bool { isRuled && days.contains { $0.first <= day && day <= $0.last } }

  /// Whether she has said this school year when she leaves.
  func hasSaidYear(on day: Day) -> Bool { girl.saidIn == LeavingYear.schoolYear(on: day) }

  /// Her list as it stands on the page: what was withdrawn is not there any more.
  var list: [GrantOffer] {
    let known = Dictionary(offers.map { ($0.id, $0) }) { first, _ in first }
    return (draft?.order ?? kept?.order)?.offers.compactMap { known[$0] } ?? []
  }

  var order: ListOrder { ListOrder(list.map(\.id)) }

  /// Whether what stands is what was kept.
  var isKept: Bool { kept.map { $0.order == order } ?? false }

  /// The version that the page is made from.
  var version: Moment { draft?.writtenAt ?? Moment(milliseconds: 0) }

  var checks: [ListCheck] { ListChecks.find(list, among: offers, chooser) }

  /// The last day of those that are open or to come; nil when all are over.
  func lastDay(on day: Day) -> Day? { days.first { day <= $0.last }?.last }
}

/// Why somebody has no list to order.
enum NoList: Error, Sendable {
  /// Nobody knows when she leaves, or she has left the programme.
  case unknown
  /// The round of her year has no days yet.
  case noRound(year: Int)
}

extension LeavingYear {
  /// The year of 1 September of the school year in which a day lies; July and August belong to the year that is over.
  static func schoolYear(on day: Day) -> Int { day.month >= 9 ? day.year : day.year - 1 }
}

extension Transaction {
  /// Her list with all around it. Throws `NoList` for whoever has none to order.
  func listSight(of person: ID<Person>, _ house: House) throws -> (ListSight, Safe) {
    guard let girl = try leaver(person) else { throw NoList.unknown }
    guard let round = try round(leaving: girl.year) else { throw NoList.noRound(year: girl.year) }
    let safe = try safe(of: person, house.vault)
    let second = try self.round(leaving: girl.year, number: 2)
    let frozen = try frozenMerit(of: round)
    var chooser = try chooser(girl)
    if let frozen { chooser.isNotRanked = try isNotRanked(girl, frozen.merit.rule, house) }
    let owner: String? = try value(
      "SELECT application_id FROM selection_candidate WHERE person_id = \(person) AND cycle_id = \(girl.cycle)")
    let sight = ListSight(
      girl: girl, owner: owner ?? person.text, round: round,
      days: [round.days(.list), second?.days(.list)].compactMap { $0 }, isRuled: frozen != nil,
      isOnHerWay: try isOnHerWay(person), agrees: try allows("university", for: person, girl.cycle, house),
      offers: try confirmedOffers(of: round.id).filter { $0.programme.said.level == girl.level }, chooser: chooser,
      draft: try draft(of: safe, round.id), kept: try keptList(of: person, round.id))
    return (sight, safe)
  }

  /// Whether a piece is missing that must be there, or lies below its minimum. What stands in for a missing piece is of everybody and
  /// changes nothing here; all sets of weights ask the same.
  private func isNotRanked(_ girl: Leaver, _ rule: MeritRule, _ house: House) throws -> Bool {
    let measured = try meritEvidence(of: [girl], house)[girl.person] ?? [:]
    return rule.common.evidence.contains { piece in
      guard let value = MeritEvidence(rawValue: piece.name).flatMap({ measured[$0]?.value }) else {
        return piece.missing == .notConsidered
      }
      return piece.minimum.map { value < $0 } ?? false
    }
  }
}
