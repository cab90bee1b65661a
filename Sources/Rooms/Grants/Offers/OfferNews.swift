import Markup
import Programme
import Storage
import Words

/// What the two sides of an offer hear of each other by letter.
enum OfferNews {
  /// Something of an organisation's waits for a side: its people get one letter a day, however many offers a table brought.
  static func waits(_ tx: Transaction, of organisation: Organisation, for side: GrantOffer.Side, _ house: House) throws {
    let now = house.outside.now()
    let page = side == .university ? UniversityPages.home : GrantsDesk.home
    for person in try tx.people(of: side, organisation, at: now) {
      try tx.tell(
        try tx.safe(of: person, house.vault), .offersWait, [.what(organisation.name), .page(page.text, house)],
        purpose: .grantOffer, once: "wait:\(organisation.id):\(now.day().iso):\(person)", house)
    }
  }

  /// The chair took an offer out of its round: both sides hear of it, and read the reason on its page.
  static func withdrawn(_ tx: Transaction, _ offer: GrantOffer, _ actor: Actor, _ house: House) throws {
    let (programme, organisation) = (offer.programme.name, offer.organisation.name)
    let what = Phrase(
      kk: "\(programme(.kk)), \(organisation(.kk))", ru: "\(programme(.ru)), \(organisation(.ru))",
      en: "\(programme(.en)), \(organisation(.en))")
    for side in [GrantOffer.Side.desk, .university] {
      let page =
        side == .university ? UniversityPages.offers.below(offer.id.text) : OfferPages.link(offer.id, of: offer.round)
      for person in try tx.people(of: side, offer.organisation, at: house.outside.now()) where person != actor.person {
        try tx.tell(
          try tx.safe(of: person, house.vault), .offerTakenBack, [.what(what), .page(page.text, house)], purpose: .grantOffer,
          once: "withdrawn:\(offer.id):\(person)", house)
      }
    }
  }
}

extension Transaction {
  /// Who confirms for a side: officers of the organisation while its door is open, or those of the desk.
  fileprivate func people(of side: GrantOffer.Side, _ organisation: Organisation, at now: Moment) throws -> [ID<Person>] {
    if side == .university, !organisation.isCleared(at: now) { return [] }
    let condition: SQL =
      side == .university ? "role = 'university' AND organisation_id = \(organisation.id)" : "role = 'partnerships'"
    return try rows(
      """
      SELECT DISTINCT membership.person_id FROM membership JOIN person_key ON person_key.person_id = membership.person_id
      WHERE \(condition) AND confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY membership.person_id LIMIT 100
      """
    ) { try $0[0] }
  }
}

extension LetterText {
  static let offersWait = LetterText(
    "offers-wait",
    Phrase(
      kk: "Гранттық орындар екінші тарапты күтеді", ru: "Грантовые места ждут второй стороны",
      en: "Seats with a grant wait for the other side"),
    needs: [.page], mayUse: [.what])
  static let offerTakenBack = LetterText(
    "offer-withdrawn",
    Phrase(
      kk: "Гранттық ұсыныс қайтарып алынды", ru: "Грантовое предложение отозвано", en: "A grant offer was taken out of its round"),
    needs: [.page], mayUse: [.what])

  static let ofOffers: [LetterText] = [.offersWait, .offerTakenBack]
}
