import Exchange
import Markup
import Programme
import Storage
import Words

/// What is sent from the page of an offer, by either side. Each act goes back to that page; what cannot be done says why there.
enum OfferActs {
  static let longest = 500

  /// POST …/offers/:offer/confirmation
  static func confirm(_ visit: Visit, _ permit: Permit<ConfirmOffers>) async throws -> Reply {
    try await write(visit, permit) { offer, tx, house in try tx.confirm(offer.id, by: permit.actor, house) }
  }

  /// POST …/offers/:offer/drop
  static func drop<A>(_ visit: Visit, _ permit: Permit<A>) async throws -> Reply {
    try await write(visit, permit) { offer, tx, house in try tx.drop(offer.id, by: permit.actor, house) }
  }

  /// POST …/offers/:offer/seats
  static func ask<A>(_ visit: Visit, _ permit: Permit<A>) async throws -> Reply {
    let (offer, round) = try await OfferPages.found(visit, permit)
    guard let seats = visit.form.number("seats", in: 1...SeatsField.most) else {
      return try await OfferPages.page(visit, permit, errors: [("seats", visit.language(.seatsBetween(SeatsField.most)))])
    }
    if let says = OfferRules.changing(offer, to: seats, round, on: visit.now.day()) {
      return try await OfferPages.page(visit, permit, errors: [("seats", visit.language(says))])
    }
    return try await write(visit, permit) { offer, tx, house in
      try tx.ask(seats: seats, of: offer.id, by: permit.actor, house)
    }
  }

  /// POST …/offers/:offer/seats/:change: the other side's yes or no.
  static func decide(_ visit: Visit, _ permit: Permit<ConfirmOffers>) async throws -> Reply {
    let change: ID<GrantOffer.Change> = try visit.id("change")
    let agrees = visit.form["decision"] == "yes"
    return try await write(visit, permit) { offer, tx, house in
      try tx.decide(change, of: offer.id, agrees: agrees, by: permit.actor, house)
    }
  }

  /// POST …/offers/:offer/seats/:change/drop: the side that asked takes it back.
  static func takeBack<A>(_ visit: Visit, _ permit: Permit<A>) async throws -> Reply {
    let change: ID<GrantOffer.Change> = try visit.id("change")
    return try await write(visit, permit) { offer, tx, house in
      guard offer.change?.asked.side == GrantOffer.Side(permit.actor.role) else { throw Refusal(.conflict, .offerMoved) }
      try tx.decide(change, of: offer.id, agrees: false, by: permit.actor, house)
    }
  }

  /// POST …/offers/:offer/withdrawal
  static func withdraw(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    let reason = String(visit.form.text("reason").prefix(longest))
    guard !reason.isEmpty else {
      return try await OfferPages.page(visit, permit, errors: [("reason", visit.language(.sayReason))])
    }
    return try await write(visit, permit) { offer, tx, house in try tx.withdraw(offer.id, reason, by: permit, house) }
  }

  private static func write<A>(
    _ visit: Visit, _ permit: Permit<A>, _ act: @escaping @Sendable (GrantOffer, Transaction, House) throws -> Void
  ) async throws -> Reply {
    let house = visit.house
    let offer = try await house.database.write { tx in
      let (offer, _) = try OfferPages.found(visit, permit, tx)
      if permit.actor.role.isOfOrganisation { try tx.mustHaveSigned(permit.actor.person, house) }
      try act(offer, tx, house)
      return offer
    }
    return .seeOther(OfferTable.link(offer, visit).text)
  }
}

enum SeatsField {
  static let most = 10_000
}

extension Phrase {
  static let sayReason = Phrase(kk: "Себебін жазыңыз", ru: "Напишите причину", en: "Write down the reason")
}
