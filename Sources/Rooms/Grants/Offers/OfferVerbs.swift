import Programme
import Rules
import Storage
import Words

/// What both sides do with an offer. Each verb looks at what stands in its own transaction, and the schema holds that the two hands are two
/// people of two sides.
extension Transaction {
  /// Enters an offer; the other side confirms it. Throws where the round takes none, or has the same already.
  @discardableResult
  func enter(
    _ terms: GrantOffer.Terms, in round: ID<Round>, programme: ID<StudyProgramme>, type: ID<GrantType>, by actor: Actor,
    _ house: House
  ) throws -> ID<GrantOffer> {
    let (known, now) = (try self.round(round), house.outside.now())
    let (study, kind) = (try studyProgramme(programme), try grantType(type))
    if let says = OfferRules.entering(known, kind, on: now.day()) { throw Refusal(.conflict, says) }
    if let wrong = OfferRules.complaints(terms, in: known).first { throw Refusal(.invalid, wrong.says) }
    guard kind.isOffered(by: study.organisation) else { throw Refusal(.conflict, .grantOfAnother) }
    let isThere = try exists(
      """
      SELECT 1 FROM grants_offer WHERE round_id = \(round) AND programme_id = \(programme) AND type_id = \(type)
        AND seat_kind = \(terms.kind) AND discount = \(terms.discount) AND state IN ('entered', 'confirmed')
      """)
    if isThere { throw Refusal(.conflict, .offerIsThere) }
    let id: ID<GrantOffer> = house.outside.id()
    let number: Int = try value("SELECT COALESCE(max(number), 0) + 1 FROM grants_offer WHERE round_id = \(round)") ?? 1
    try run(
      """
      INSERT INTO grants_offer (id, round_id, number, programme_id, type_id, seats, seat_kind, discount, answers_by, weights, state,
        entered_by, entered_side, entered_at)
      VALUES (\(id), \(round), \(number), \(programme), \(type), \(terms.plan.seats), \(terms.kind), \(terms.discount),
        \(terms.answersBy), \(terms.weights), 'entered', \(actor.person), \(GrantOffer.Side(actor.role)), \(now))
      """)
    for (position, reserve) in terms.plan.reserves.enumerated() {
      try run(
        """
        INSERT INTO grants_reserve (offer_id, position, attribute, seats)
        VALUES (\(id), \(position + 1), \(reserve.attribute), \(reserve.seats))
        """)
    }
    for (position, requirement) in terms.requirements.enumerated() {
      try run(
        """
        INSERT INTO grants_requirement (offer_id, position, due, kind, value)
        VALUES (\(id), \(position + 1), \(requirement.kind.due), \(requirement.kind), \(requirement.value))
        """)
    }
    try record(.grantOfferEntered, id.text, by: actor.text, house)
    try OfferNews.waits(self, of: try organisation(study.organisation), for: GrantOffer.Side(actor.role).other, house)
    return id
  }

  /// The other side says that an offer is right.
  func confirm(_ id: ID<GrantOffer>, by actor: Actor, _ house: House) throws {
    let (offer, now) = (try offer(id), house.outside.now())
    guard offer.state == .entered else { throw Refusal(.conflict, .offerMoved) }
    try mustBeOther(actor, than: offer.entered, at: now)
    if let says = OfferRules.entering(try round(offer.round), offer.type, on: now.day()) { throw Refusal(.conflict, says) }
    let changed = try run(
      """
      UPDATE grants_offer SET state = 'confirmed', confirmed_by = \(actor.person), confirmed_side = \(GrantOffer.Side(actor.role)),
        confirmed_at = \(now)
      WHERE id = \(id) AND state = 'entered'
      """)
    guard changed > 0 else { throw Refusal(.conflict, .offerMoved) }
    try record(.grantOfferConfirmed, id.text, by: actor.text, house)
  }

  /// Either side drops an offer that was never confirmed.
  func drop(_ id: ID<GrantOffer>, by actor: Actor, _ house: House) throws {
    let changed = try run(
      """
      UPDATE grants_offer SET state = 'dropped', ended_by = \(actor.person), ended_at = \(house.outside.now())
      WHERE id = \(id) AND state = 'entered'
      """)
    guard changed > 0 else { throw Refusal(.conflict, .offerMoved) }
    try record(.grantOfferDropped, id.text, by: actor.text, house)
  }

  /// Proposes another number of seats, which the other side decides on.
  func ask(seats: Int, of id: ID<GrantOffer>, by actor: Actor, _ house: House) throws {
    let (offer, now) = (try offer(id), house.outside.now())
    if let says = OfferRules.changing(offer, to: seats, try round(offer.round), on: now.day()) { throw Refusal(.conflict, says) }
    try run(
      """
      INSERT INTO grants_offer_change (id, offer_id, seats, asked_by, asked_side, asked_at)
      VALUES (\(house.outside.id(of: GrantOffer.Change.self)), \(id), \(seats), \(actor.person), \(GrantOffer.Side(actor.role)), \(now))
      """)
    try record(.grantOfferChangeAsked, id.text, String(seats), by: actor.text, house)
    try OfferNews.waits(self, of: offer.organisation, for: GrantOffer.Side(actor.role).other, house)
  }

  /// Says yes or no to it. Yes is the other side's alone; whoever asked may take it back.
  func decide(_ change: ID<GrantOffer.Change>, of id: ID<GrantOffer>, agrees: Bool, by actor: Actor, _ house: House) throws {
    let (offer, now) = (try offer(id), house.outside.now())
    guard let open = offer.change, open.id == change else { throw Refusal(.conflict, .offerMoved) }
    if agrees {
      try mustBeOther(actor, than: open.asked, at: now)
      // As things stand today: the lists may have opened since it was asked.
      let bare = GrantOffer(offer, change: nil)
      if let says = OfferRules.changing(bare, to: open.seats, try round(offer.round), on: now.day()) {
        throw Refusal(.conflict, says)
      }
    }
    let changed = try run(
      """
      UPDATE grants_offer_change SET decided_by = \(actor.person), decided_side = \(GrantOffer.Side(actor.role)), decided_at = \(now),
        agreed = \(agrees)
      WHERE id = \(change) AND decided_at IS NULL
      """)
    guard changed > 0 else { throw Refusal(.conflict, .offerMoved) }
    guard agrees else { return }
    try run("UPDATE grants_offer SET seats = \(open.seats) WHERE id = \(id)")
    try ListNews.changed(self, offer, house)
    try record(.grantOfferChanged, id.text, String(open.seats), by: actor.text, house)
  }

  /// The chair takes a confirmed offer out of its round. Whoever follows it (`OfferWithdrawn`) hears of it in the same transaction.
  func withdraw(_ id: ID<GrantOffer>, _ reason: String, by permit: Permit<LeadMatching>, _ house: House) throws {
    let (offer, now) = (try offer(id), house.outside.now())
    if let says = OfferRules.withdrawing(offer, try round(offer.round), on: now.day()) { throw Refusal(.conflict, says) }
    let changed = try run(
      """
      UPDATE grants_offer SET state = 'withdrawn', ended_by = \(permit.actor.person), ended_at = \(now), reason = \(reason)
      WHERE id = \(id) AND state = 'confirmed'
      """)
    guard changed > 0 else { throw Refusal(.conflict, .offerMoved) }
    try run(
      """
      UPDATE grants_offer_change SET decided_by = \(permit.actor.person), decided_side = \(GrantOffer.Side.desk), decided_at = \(now),
        agreed = \(false)
      WHERE offer_id = \(id) AND decided_at IS NULL
      """)
    try record(.grantOfferWithdrawn, id.text, by: permit, house)
    for hear in OfferWithdrawn.heard { try hear(self, offer, permit.actor, house) }
  }

  /// Another person, and of the other side.
  private func mustBeOther(_ actor: Actor, than first: GrantOffer.Hand, at now: Moment) throws {
    guard GrantOffer.Side(actor.role) != first.side else { throw Refusal(.forbidden, .otherSideConfirms(first.side)) }
    try mustBeSecond(actor, after: first.person, at: now)
  }
}

/// What follows when the chair takes an offer out of a round, in the same transaction.
enum OfferWithdrawn {
  typealias Hearer = @Sendable (Transaction, GrantOffer, Actor, House) throws -> Void

  /// Each part of the room that keeps something of the offer adds its own.
  static let heard: [Hearer] = [ListNews.withdrawn, OfferNews.withdrawn]
}

extension GrantOffer {
  /// The same with another open change.
  fileprivate init(_ offer: GrantOffer, change: Change?) {
    self.init(
      id: offer.id, round: offer.round, number: offer.number, programme: offer.programme, organisation: offer.organisation,
      type: offer.type, terms: offer.terms, state: offer.state, entered: offer.entered, confirmed: offer.confirmed,
      reason: offer.reason, change: change, giver: offer.giver, leavingYear: offer.leavingYear)
  }
}

extension Phrase {
  static let offerIsThere = Phrase(
    kk: "Бұл кезеңде осындай ұсыныс бар.", ru: "Такое предложение в этом раунде уже есть.",
    en: "The round has this offer already.")
  static let offerMoved = Phrase(
    kk: "Бұл ұсыныс осы уақыт ішінде өзгерді.", ru: "Это предложение тем временем изменилось.",
    en: "This offer has changed meanwhile.")
  static func otherSideConfirms(_ side: GrantOffer.Side) -> Phrase {
    side == .desk
      ? Phrase(
        kk: "Мұны бағдарлама енгізген: оны университет растайды.", ru: "Это внесла программа: подтверждает университет.",
        en: "The programme entered this: the university confirms it.")
      : Phrase(
        kk: "Мұны университет енгізген: оны бағдарлама растайды.", ru: "Это внёс университет: подтверждает программа.",
        en: "The university entered this: the programme confirms it.")
  }
}
