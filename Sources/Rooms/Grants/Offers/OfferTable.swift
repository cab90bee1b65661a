import Exchange
import Markup
import Programme
import Storage
import Words

/// Offers in a table, for the desk and for an officer: each sees the same, with links to her own pages.
enum OfferTable {
  static func table(_ offers: [GrantOffer], _ visit: Visit, empty: HTML) -> HTML {
    let t = visit.language
    if visit.who.isOutside {
      return offers.isEmpty
        ? empty
        : list(offers, visit) { offer in
          (
            link(offer, visit),
            "\(standing(offer, visit))<br><span class=\"hint\">\(offer.code) · \(t(offer.type.name)) · \(offer.roundName(t))\(answers(offer, t))</span>"
          )
        }
    }
    let columns: [Column<GrantOffer>] = [
      Column(t(.programmeWord)) {
        "<a href=\"\(link($0, visit))\">\($0.code) \(t($0.programme.name))</a><br><span class=\"hint\">\($0.roundName(t))</span>"
      },
      Column(t(.organisationWord)) { HTML(t($0.organisation.name)) },
      Column(t(.streamTitle)) { HTML(t($0.programme.said.language.stream)) },
      Column(t(.typeWord)) { HTML($0.typeName(t)) },
      Column(t(.seatKindTitle)) { offer in
        let day = offer.terms.answersBy.map { "<br><span class=\"hint\">\(t(.answersByTitle)) \(t.date($0))</span>" as HTML }
        return "\(offer.terms.says(t))\(day)"
      },
      Column(t(.seatsTitle), isNumeric: true) { HTML(t.number($0.seats)) },
      Column(t(.standsTitle)) { standing($0, visit) },
    ]
    return t.table(t(.offersTitle), offers, columns, stacks: true, empty: empty)
  }

  /// For pages without the desk's style: a card each, in the order given.
  static func list(
    _ offers: [GrantOffer], _ visit: Visit, _ beside: (GrantOffer) -> (link: Link, standing: HTML)
  ) -> HTML {
    let (t, gazetteer) = (visit.language, visit.house.gazetteer)
    let cards = offers.map { offer -> HTML in
      let (link, standing) = beside(offer)
      let said = offer.programme.said
      return card(
        """
        <p><b><a href="\(link)">\(t(offer.programme.name))</a></b>, \(t(said.language.stream))<br>\
        \(t(offer.organisation.name)), \(CityName.of(said.city, gazetteer, t))\(offer.giver.map { "<br>\(t(.givenBy)) \(t($0.name))" as HTML })<br>\
        \(offer.terms.says(t)), \(t(.seatsCounted(offer.seats))) \(standing)</p>
        """)
    }
    return grid(cards)
  }

  static func link(_ offer: GrantOffer, _ visit: Visit) -> Link {
    visit.who.isOutside
      ? UniversityPages.offers.below(offer.id.text) : RoundPages.link(offer.round).below("offers").below(offer.id.text)
  }

  private static func answers(_ offer: GrantOffer, _ t: Language) -> String {
    offer.terms.answersBy.map { " · \(t(.answersByTitle)) \(t.date($0))" } ?? ""
  }

  /// Whose turn it is, and whether the organisation's door is shut.
  static func standing(_ offer: GrantOffer, _ visit: Visit) -> HTML { "\(state(offer, visit.language)) \(halt(offer, visit))" }

  /// A mark where the clearance of the offer's organisation is not in force.
  static func halt(_ offer: GrantOffer, _ visit: Visit) -> HTML {
    offer.isHalted(at: visit.now) ? tag(visit.language(.universityHalted), .bad) : .nothing
  }

  private static func state(_ offer: GrantOffer, _ t: Language) -> HTML {
    if offer.state == .confirmed, offer.change != nil { return tag(t(.changeIsAsked), .waiting) }
    if offer.state == .entered {
      return tag(t(offer.entered.side == .desk ? .waitsForUniversity : .waitsForDesk), .waiting)
    }
    return tag(t(offer.state.name), offer.state == .confirmed ? .good : .plain)
  }
}

extension [GrantOffer] {
  /// By the programme's name in a language, then by number.
  func byName(_ t: Language) -> [GrantOffer] {
    map { (key: sortKey(t($0.programme.name)), offer: $0) }.sorted {
      $0.key != $1.key ? $0.key.lexicographicallyPrecedes($1.key) : $0.offer.number < $1.offer.number
    }.map(\.offer)
  }
}

extension Phrase {
  static let givenBy = Phrase(kk: "Грантты береді:", ru: "Грант даёт:", en: "The grant is given by")
  static let universityHalted = Phrase(
    kk: "университеттің рұқсаты күшінде емес", ru: "допуск университета не действует",
    en: "the university's clearance is not in force")
  static let seatKindTitle = Phrase(kk: "Орын мәртебесі", ru: "Что даёт место", en: "What a seat is")
  static let seatsTitle = Phrase(kk: "Орын саны", ru: "Мест", en: "Seats")
  static let changeIsAsked = Phrase(
    kk: "орын санын өзгерту ұсынылған", ru: "предложено изменить число мест", en: "a change of seats is proposed")
  static let waitsForUniversity = Phrase(
    kk: "университеттің растауын күтеді", ru: "ждёт подтверждения университета", en: "waits for the university")
  static let waitsForDesk = Phrase(
    kk: "бағдарламаның растауын күтеді", ru: "ждёт подтверждения программы", en: "waits for the programme")
}
