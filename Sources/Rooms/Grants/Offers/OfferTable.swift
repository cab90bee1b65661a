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
      return offers.isEmpty ? empty : list(offers, visit) { (link($0, visit), standing($0, t)) }
    }
    let columns: [Column<GrantOffer>] = [
      Column(t(.programmeWord)) { "<a href=\"\(link($0, visit))\">\($0.code) \(t($0.programme.name))</a>" },
      Column(t(.organisationWord)) { HTML(t($0.organisation.name)) },
      Column(t(.streamTitle)) { HTML(t($0.programme.said.language.stream)) },
      Column(t(.typeWord)) { HTML(t($0.type.name)) },
      Column(t(.seatKindTitle)) { HTML($0.terms.says(t)) },
      Column(t(.seatsTitle), isNumeric: true) { HTML(t.number($0.seats)) },
      Column(t(.standsTitle)) { standing($0, t) },
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
        \(t(offer.organisation.name)), \(CityName.of(said.city, gazetteer, t))<br>\
        \(offer.terms.says(t)), \(t(.seatsCounted(offer.seats))) \(standing)</p>
        """)
    }
    return grid(cards)
  }

  static func link(_ offer: GrantOffer, _ visit: Visit) -> Link {
    visit.who.isOutside
      ? UniversityPages.offers.below(offer.id.text) : RoundPages.link(offer.round).below("offers").below(offer.id.text)
  }

  static func standing(_ offer: GrantOffer, _ t: Language) -> HTML {
    if offer.state == .confirmed, offer.change != nil { return tag(t(.changeIsAsked), .waiting) }
    if offer.state == .entered {
      return tag(t(offer.entered.side == .desk ? .waitsForUniversity : .waitsForDesk), .waiting)
    }
    return tag(t(offer.state.name), offer.state == .confirmed ? .good : .plain)
  }
}

extension Phrase {
  static let seatKindTitle = Phrase(kk: "Орын мәртебесі", ru: "Что даёт место", en: "What a seat is")
  static let seatsTitle = Phrase(kk: "Орын саны", ru: "Мест", en: "Seats")
  static let changeIsAsked = Phrase(
    kk: "орын санын өзгерту ұсынылған", ru: "предложено изменить число мест", en: "a change of seats is proposed")
  static let waitsForUniversity = Phrase(
    kk: "университеттің растауын күтеді", ru: "ждёт подтверждения университета", en: "waits for the university")
  static let waitsForDesk = Phrase(
    kk: "бағдарламаның растауын күтеді", ru: "ждёт подтверждения программы", en: "waits for the programme")
}
