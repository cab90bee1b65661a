import Allocation
import Programme
import Rules
import Storage
import Words

/// All that her page of a result asks for, read at once.
struct RecommendationSight: Sendable {
  /// The round whose release she reads, and the first of its year.
  let round: Round
  let first: Round
  let run: MatchRun
  let place: MatchPlace
  /// The seat that stands, else the newest that did; nil: she never had one.
  let given: Recommendation?
  /// The offer of that seat.
  let offer: GrantOffer?
  let rule: MeritRule
  /// Each choice above what the run gave her, and the offers they name; empty once the rows of the run are gone.
  let higher: [HigherChoice]
  let names: [Int: OfferName]
  /// How many choices her list had in the run.
  let listed: Int
  let second: Round?
  /// By the rule's common weights, in units of 10^−decimals; nil where it makes none.
  let total: Int64?
  /// Both say yes to naming her to universities today.
  let agrees: Bool

  /// An offer in a line.
  struct OfferName: Sendable {
    let programme: Said
    let organisation: Said
    let language: Language
    let kind: GrantOffer.SeatKind
    let discount: Int

    func says(_ t: Language) -> String {
      let seat = kind == .discount ? "\(t(kind.name)) \(discount) %" : t(kind.name)
      return "\(t(programme.phrase)), \(t(organisation.phrase)), \(t(language.stream)), \(seat)"
    }
  }

  /// The second round of her year, while it is ahead or on; nil in the second itself.
  func ahead(on day: Day) -> (lists: RoundDates.Span, answers: RoundDates.Span)? {
    guard round.number == 1, let lists = second?.days(.list), let answers = second?.days(.answers), day <= lists.last else {
      return nil
    }
    return (lists, answers)
  }
}

extension Transaction {
  /// Nil before a release that she is in.
  func recommendationSight(of person: ID<Person>, _ house: House) throws -> RecommendationSight? {
    guard
      let found = try row(
        """
        SELECT grants_release.round_id, grants_release.run_id FROM grants_place
        JOIN grants_release ON grants_release.run_id = grants_place.run_id
        WHERE person_id = \(person) AND released_at IS NOT NULL ORDER BY released_at DESC LIMIT 1
        """)
    else { return nil }
    let id: ID<Round> = try found["round_id"]
    let (round, run) = (try round(id), try matchRun(try found["run_id"], of: id))
    guard let place = try place(of: person, in: run.id) else { return nil }
    let first = try round.number == 1 ? round : self.round(leaving: round.leavingYear) ?? round
    let all = try recommendations(of: person)
    let given = all.first { $0.stands } ?? all.first
    let matched = try matchIfKept(run, house)?.matched
    let entry = place.number - 1
    let higher = matched.flatMap { $0.input.entries.indices.contains(entry) ? $0.higherChoices(of: entry) : nil } ?? []
    return RecommendationSight(
      round: round, first: first, run: run, place: place, given: given, offer: try given.map { try offer($0.offer) },
      rule: try merit(run.merit, of: first.id).rule, higher: higher,
      names: try matched.map { try offerNames(higher.map(\.offer), $0.input, first.id) } ?? [:],
      listed: matched.map { $0.input.entries.indices.contains(entry) ? $0.input.entries[entry].list.count : 0 } ?? 0,
      second: try self.round(leaving: round.leavingYear, number: 2),
      total: matched.flatMap { match in
        let ranking = match.market.rankings[0]
        guard ranking.totals.indices.contains(entry), ranking.exclusions[entry] == nil else { return nil }
        return ranking.totals[entry]
      }, agrees: try mayBeNamed(person, house))
  }

  private func offerNames(
    _ offers: [Int], _ input: MatchInput, _ round: ID<Round>
  ) throws -> [Int: RecommendationSight.OfferName] {
    let wanted = Dictionary(
      offers.compactMap { offer in Int(input.offers[offer].code.dropFirst()).map { ($0, offer) } }
    ) { first, _ in first }
    guard !wanted.isEmpty else { return [:] }
    var names: [Int: RecommendationSight.OfferName] = [:]
    try each(
      """
      SELECT grants_offer.number, seat_kind, discount, language, grants_programme.name_kk, grants_programme.name_ru,
        grants_programme.name_en, organisation.name_kk AS of_kk, organisation.name_ru AS of_ru, organisation.name_en AS of_en
      FROM grants_offer JOIN grants_programme ON grants_programme.id = programme_id
      JOIN organisation ON organisation.id = organisation_id
      WHERE round_id = \(round) AND grants_offer.number IN (\(list: wanted.keys.sorted())) ORDER BY grants_offer.number
      """
    ) { row in
      guard let offer = wanted[try row["number"]] else { return }
      names[offer] = RecommendationSight.OfferName(
        programme: Said(kk: try row["name_kk"], ru: try row["name_ru"], en: try row["name_en"]),
        organisation: Said(kk: try row["of_kk"], ru: try row["of_ru"], en: try row["of_en"]), language: try row["language"],
        kind: try row["seat_kind"], discount: try row["discount"])
    }
    return names
  }

  /// Her row with the way to the root; nil before a release, and once the rows are gone.
  func ownProof(of person: ID<Person>, _ house: House) throws -> RowProof? {
    guard let sight = try recommendationSight(of: person, house), let match = try matchIfKept(sight.run, house),
      match.matched.input.entries.indices.contains(sight.place.number - 1)
    else { return nil }
    return match.proof(of: sight.place.number - 1)
  }
}
