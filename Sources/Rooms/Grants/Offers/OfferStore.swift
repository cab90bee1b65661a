import Programme
import Rules
import Storage
import Words

extension Transaction {
  /// The offers of a round that both sides stand by, in the order of their numbers: what girls choose from and what the match fills.
  func confirmedOffers(of round: ID<Round>) throws -> [GrantOffer] {
    try offers(where: "grants_offer.round_id = \(round) AND grants_offer.state = 'confirmed'")
  }

  /// All of a round, the dropped and withdrawn too.
  func offers(of round: ID<Round>) throws -> [GrantOffer] { try offers(where: "grants_offer.round_id = \(round)") }

  /// Those of one organisation's programmes, in every round; the newest round first.
  func offers(at organisation: ID<Organisation>) throws -> [GrantOffer] {
    try offers(where: "grants_programme.organisation_id = \(organisation)")
  }

  func offer(_ id: ID<GrantOffer>) throws -> GrantOffer {
    guard let offer = try offers(where: "grants_offer.id = \(id)").first else { throw Refusal.missing }
    return offer
  }

  private func offers(where condition: SQL) throws -> [GrantOffer] {
    let rows = try rows(
      """
      SELECT grants_offer.id, round_id, grants_offer.number, programme_id, type_id, seats, seat_kind, discount, answers_by, weights, state,
        entered_by, entered_side, entered_at, confirmed_by, confirmed_side, confirmed_at, reason, grants_programme.organisation_id,
        leaving_year
      FROM grants_offer JOIN grants_programme ON grants_programme.id = programme_id JOIN grants_round ON grants_round.id = round_id
      WHERE \(condition) ORDER BY leaving_year DESC, grants_offer.number LIMIT 5000
      """)
    guard !rows.isEmpty else { return [] }
    let programmes = try grantsNouns(
      "grants_programme", try rows.map { try $0["programme_id"] }, StudyProgramme.init(row:), \.id)
    let types = try grantsNouns("grants_type", try rows.map { try $0["type_id"] }, GrantType.init(row:), \.id)
    let organisations = try grantsNouns(
      "organisation", try rows.map { try $0["organisation_id"] } + types.values.compactMap(\.said.organisation),
      Organisation.init(row:), \.id)
    let ids: [ID<GrantOffer>] = try rows.map { try $0["id"] }
    let (reserves, requirements, changes) = (try reserves(of: ids), try requirements(of: ids), try openChanges(of: ids))
    return try rows.map { row in
      let id: ID<GrantOffer> = try row["id"]
      let (programme, type, organisation): (ID<StudyProgramme>, ID<GrantType>, ID<Organisation>) = (
        try row["programme_id"], try row["type_id"], try row["organisation_id"]
      )
      guard let programme = programmes[programme], let type = types[type], let organisation = organisations[organisation] else {
        throw Refusal.missing
      }
      return GrantOffer(
        id: id, round: try row["round_id"], number: try row["number"], programme: programme, organisation: organisation,
        type: type,
        terms: GrantOffer.Terms(
          plan: SeatPlan(seats: try row["seats"], reserves: reserves[id] ?? []), kind: try row["seat_kind"],
          discount: try row["discount"], answersBy: try row["answers_by"], weights: try row["weights"],
          requirements: requirements[id] ?? []),
        state: try row["state"],
        entered: GrantOffer.Hand(person: try row["entered_by"], side: try row["entered_side"], at: try row["entered_at"]),
        confirmed: try GrantOffer.Hand(confirmedIn: row), reason: try row["reason"], change: changes[id],
        giver: type.said.organisation.flatMap { $0 == organisation.id ? nil : organisations[$0] },
        leavingYear: try row["leaving_year"])
    }
  }

  /// The things that rows point to, each read once.
  private func grantsNouns<Noun>(
    _ table: SQL, _ ids: [ID<Noun>], _ read: (Row) throws -> Noun, _ id: KeyPath<Noun, ID<Noun>>
  ) throws -> [ID<Noun>: Noun] {
    let found = try rows("SELECT * FROM \(table) WHERE id IN (\(list: Set(ids).sorted())) ORDER BY id", read)
    return Dictionary(uniqueKeysWithValues: found.map { ($0[keyPath: id], $0) })
  }

  private func reserves(of offers: [ID<GrantOffer>]) throws -> [ID<GrantOffer>: [SeatPlan.Reserve]] {
    var found: [ID<GrantOffer>: [SeatPlan.Reserve]] = [:]
    try each(
      "SELECT offer_id, attribute, seats FROM grants_reserve WHERE offer_id IN (\(list: offers)) ORDER BY offer_id, position"
    ) {
      let offer: ID<GrantOffer> = try $0["offer_id"]
      found[offer, default: []].append(SeatPlan.Reserve(attribute: try $0["attribute"], seats: try $0["seats"]))
    }
    return found
  }

  private func requirements(of offers: [ID<GrantOffer>]) throws -> [ID<GrantOffer>: [Requirement]] {
    let asked = try rows(
      "SELECT offer_id, kind, value FROM grants_requirement WHERE offer_id IN (\(list: offers)) ORDER BY offer_id, position"
    ) { (offer: try $0["offer_id"] as ID<GrantOffer>, asks: Requirement(kind: try $0["kind"], value: try $0["value"])) }
    let courses = try namedCourses(Set(asked.map(\.asks).filter { $0.kind == .certificate }.compactMap(\.value)))
    var found: [ID<GrantOffer>: [Requirement]] = [:]
    for (offer, asks) in asked {
      var asks = asks
      if asks.kind == .certificate { asks.course = courses.first { $0.key == asks.value } }
      found[offer, default: []].append(asks)
    }
    return found
  }

  private func openChanges(of offers: [ID<GrantOffer>]) throws -> [ID<GrantOffer>: GrantOffer.Change] {
    Dictionary(
      uniqueKeysWithValues: try rows(
        """
        SELECT id, offer_id, seats, asked_by, asked_side, asked_at FROM grants_offer_change
        WHERE offer_id IN (\(list: offers)) AND decided_at IS NULL ORDER BY offer_id
        """
      ) { row in
        (
          try row["offer_id"] as ID<GrantOffer>,
          GrantOffer.Change(
            id: try row["id"], seats: try row["seats"],
            asked: GrantOffer.Hand(person: try row["asked_by"], side: try row["asked_side"], at: try row["asked_at"]))
        )
      })
  }
}

extension GrantOffer.Hand {
  fileprivate init?(confirmedIn row: Row) throws {
    let person: ID<Person>? = try row["confirmed_by"]
    guard let person else { return nil }
    self.init(person: person, side: try row["confirmed_side"], at: try row["confirmed_at"])
  }
}
