import Exchange
import Markup
import Programme
import Rules
import Storage
import Words

/// One offer as both sides see it: its terms, whose turn it is, and what may be done. The desk and an officer share it; what an officer of
/// another organisation asks for is not there.
enum OfferPages {
  static func link(_ offer: ID<GrantOffer>, of round: ID<Round>) -> Link {
    RoundPages.link(round).below("offers").below(offer.text)
  }

  /// GET /desk/grants/rounds/:round/offers
  static func list(_ visit: Visit, _ permit: Permit<ReadGrants>) async throws -> Reply {
    let t = visit.language
    let id: ID<Round> = try visit.id("round")
    let (round, offers) = try await visit.house.database.read { (try $0.round(id), try $0.offers(of: id)) }
    let new = RoundPages.link(id).below("offers").below("new")
    let today = visit.now.day()
    let mayEnter = visit.opens(new) && round.number == 1 && round.takesOffers(on: today)
    let ahead: HTML = round.offersBegin(after: today).map { notice("<p>\(t(.offersBeginOn($0)))</p>", .waiting) } ?? .nothing
    return visit.page(
      Page(
        title: t(.offersTitle), language: t, width: .wide,
        body: """
          \(t.back(to: RoundPages.link(id)))<p class="step">\(round.name(t))</p><h1>\(t(.offersTitle))</h1><p>\(t(.offersWhat))</p>\(ahead)
          \(mayEnter ? "<p>\(linkButton(t(.newOffer), new)) \(linkButton(t(.offersTable), OfferIntake().home, look: .plain))</p>" : HTML.nothing)
          \(OfferTable.table(offers, visit, empty: emptyState(t(.noOffers), HTML(t(.offersWhat)))))
          """))
  }

  /// GET /desk/grants/rounds/:round/offers/:offer
  static func show(_ visit: Visit, _ permit: Permit<ReadGrants>) async throws -> Reply { try await page(visit, permit) }

  /// The offer that the address names, with its round; missing for whoever does not reach its organisation, and under another round's address.
  static func found<A>(_ visit: Visit, _ permit: Permit<A>) async throws -> (GrantOffer, Round) {
    try await visit.house.database.read { tx in try found(visit, permit, tx) }
  }

  static func found<A>(_ visit: Visit, _ permit: Permit<A>, _ tx: Transaction) throws -> (GrantOffer, Round) {
    let (offer, round) = try tx.offer(try visit.id("offer"), within: permit)
    guard visit.names["round"].map({ $0 == round.id.text }) ?? true else { throw Refusal.missing }
    return (offer, round)
  }

  static func page<A>(_ visit: Visit, _ permit: Permit<A>, errors: FieldErrors = []) async throws -> Reply {
    let t = visit.language
    let (offer, round, newcomer) = try await visit.house.database.read { tx in
      let (offer, round) = try found(visit, permit, tx)
      return (offer, round, try tx.secondHand(permit.actor.person, at: visit.now))
    }
    let side = GrantOffer.Side(permit.actor.role)
    let above = visit.who.isOutside ? UniversityPages.offers : RoundPages.link(round.id).below("offers")
    let withdrawn: HTML = offer.reason.map { notice("<p><b>\(t(.withdrawnBecause))</b> \($0)</p>", .bad) } ?? .nothing
    return visit.page(
      Page(
        title: t(offer.programme.name), language: t,
        body: """
          \(t.back(to: above))\(t.errorSummary(errors))<p class="step">\(t(offer.organisation.name)) · \(round.name(t)) · \(offer.code)</p>
          <h1>\(t(offer.programme.name))</h1><p>\(OfferTable.standing(offer, visit))</p>\(withdrawn)
          \(pairs(facts(offer, visit)))\(whoseWord(offer, t))\(acts(offer, round, side, newcomer, visit, errors))
          """), status: errors.isEmpty ? 200 : 422)
  }

  /// What is agreed on, for whoever reads.
  static func facts(_ offer: GrantOffer, _ visit: Visit) -> [(name: String, value: HTML)] {
    let (t, gazetteer) = (visit.language, visit.house.gazetteer)
    let (said, terms) = (offer.programme.said, offer.terms)
    var facts: [(name: String, value: HTML)] = [
      (t(.typeWord), HTML("\(t(offer.type.name)), \(t(offer.type.said.letter.says))")),
      (t(.seatKindTitle), "\(terms.says(t))<br><span class=\"hint\">\(t(terms.kind.means))</span>"),
      (t(.seatsTitle), HTML(t.number(offer.seats))),
    ]
    if let giver = offer.giver { facts.insert((t(.giverTitle), HTML(t(giver.name))), at: 1) }
    if let day = terms.answersBy { facts.append((t(.answersByTitle), HTML(t.date(day)))) }
    if !terms.plan.reserves.isEmpty {
      facts.append((t(.reservesTitle), "<ul>\(terms.plan.reserves.map { "<li>\(reserve($0, gazetteer, t))</li>" as HTML })</ul>"))
    }
    if !terms.requirements.isEmpty {
      facts.append(
        (t(.requirementsTitle), "<ul>\(terms.requirements.map { "<li>\($0.says(t, visit.house))</li>" as HTML })</ul>"))
    }
    facts += [
      (t(.groupTitle), HTML(said.group)), (t(.streamTitle), HTML(t(said.language.stream))),
      (t(.levelTitle), HTML(t(said.level.name))),
      (t(.cityTitle), HTML(CityName.of(said.city, gazetteer, t))),
      (t(.costTitle), HTML(said.cost.map { t.money($0) } ?? t(.notSaid))),
      (t(.dormitoryTitle), HTML(t(said.dormitory.says))),
    ]
    return facts
  }

  static func reserve(_ reserve: SeatPlan.Reserve, _ gazetteer: Gazetteer, _ t: Language) -> String {
    "\(t(.reservedFor(reserve.seats))): \(ReserveAttribute(reserve.attribute)?.says(gazetteer, t) ?? reserve.attribute)"
  }

  /// Which side said what, and when: no name of a person.
  private static func whoseWord(_ offer: GrantOffer, _ t: Language) -> HTML {
    func line(_ says: Phrase, _ hand: GrantOffer.Hand) -> HTML {
      "<li>\(t(says)): \(t(hand.side.name)), \(t.date(hand.at.day()))</li>"
    }
    let confirmed = offer.confirmed.map { line(.wasConfirmed, $0) }
    return "<ul class=\"hint\">\(line(.wasEntered, offer.entered))\(confirmed)</ul>"
  }

  private static func acts(
    _ offer: GrantOffer, _ round: Round, _ side: GrantOffer.Side, _ newcomer: Moment?, _ visit: Visit, _ errors: FieldErrors
  ) -> HTML {
    let (t, today, way) = (visit.language, visit.now.day(), OfferTable.link(offer, visit))
    let roles = visit.who.memberships.map(\.role)
    func may(_ act: any Act.Type) -> Bool { act.roles.contains(where: roles.contains) }
    let (mayEdit, mayConfirm) = (may(EditOffers.self) || may(OwnOffers.self), may(ConfirmOffers.self))
    var parts: [HTML] = []
    if offer.state == .entered {
      if offer.entered.side != side, mayConfirm {
        if let says = OfferRules.entering(round, offer.type, on: today) {
          parts.append(notice("<p>\(t(says))</p>", .waiting))
        } else if let newcomer {
          parts.append(notice("<p>\(t(.confirmsLater(newcomer)))</p>", .waiting))
        } else {
          parts.append(
            card(
              """
              <h2>\(t(.isItRight))</h2><p>\(t(.isItRightWhat))</p>
              \(form(way.below("confirmation"), "\(visit.formToken)\(button(t(.confirmOffer)))"))
              """))
        }
      } else if offer.entered.side == side {
        parts.append(notice("<p>\(t(side == .desk ? .waitsForUniversityWhat : .waitsForDeskWhat))</p>", .waiting))
      }
      if mayEdit {
        parts.append(form(way.below("drop"), "\(visit.formToken)\(button(t(.dropOffer), look: .plain))"))
      }
    }
    if offer.state == .confirmed, mayEdit || mayConfirm {
      parts.append(seats(offer, round, side, newcomer, visit, errors, mayConfirm: mayConfirm))
    }
    if may(LeadMatching.self), OfferRules.withdrawing(offer, round, on: today) == nil {
      parts.append(
        card(
          """
          <h2>\(t(.withdrawOffer))</h2><p>\(t(.withdrawOfferWhat))</p>
          \(form(way.below("withdrawal"), """
            \(visit.formToken)\
            \(t.textArea(Field("reason", t(.reasonTitle), hint: t(.reasonHint), error: errors.first { $0.field == "reason" }?.message), value: visit.form["reason"] ?? "", rows: 3, longest: OfferActs.longest))\
            \(button(t(.withdrawOffer), look: .danger))
            """))
          """))
    }
    return parts.joined()
  }

  /// Another number of seats: proposed by one side, decided by the other.
  private static func seats(
    _ offer: GrantOffer, _ round: Round, _ side: GrantOffer.Side, _ newcomer: Moment?, _ visit: Visit, _ errors: FieldErrors,
    mayConfirm: Bool
  ) -> HTML {
    let (t, way) = (visit.language, OfferTable.link(offer, visit).below("seats"))
    if let change = offer.change {
      let head: HTML = "<h2>\(t(.changeOfSeats))</h2><p>\(t(.seatsFromTo(offer.seats, change.seats)))</p>"
      let decision = way.below(change.id.text)
      if change.asked.side == side {
        return card(
          """
          \(head)<p>\(tag(t(side == .desk ? .waitsForUniversity : .waitsForDesk), .waiting))</p>
          \(form(decision.below("drop"), "\(visit.formToken)\(button(t(.takeChangeBack), look: .plain))"))
          """)
      }
      guard mayConfirm else { return card("\(head)<p>\(tag(t(.changeIsAsked), .waiting))</p>") }
      let agree: HTML =
        newcomer.map { notice("<p>\(t(.confirmsLater($0)))</p>", .waiting) }
        ?? form(decision, hidden: [("decision", "yes")], "\(visit.formToken)\(button(t(.agreeToSeats)))")
      return card(
        """
        \(head)<div class="row">\(agree)
        \(form(decision, hidden: [("decision", "no")], "\(visit.formToken)\(button(t(.refuseSeats), look: .plain))"))</div>
        """)
    }
    let today = visit.now.day()
    guard !round.hasRun(on: today) else { return .nothing }
    let hint: Phrase = round.hasLists(on: today) ? .onlyMoreSeats : .moreOrFewerSeats
    return card(
      """
      <h2>\(t(.changeOfSeats))</h2>
      \(form(way, """
        \(visit.formToken)\
        \(t.textField(Field("seats", t(.newSeats), hint: t(hint), error: errors.first { $0.field == "seats" }?.message), value: visit.form["seats"] ?? "", kind: .digits))\
        \(button(t(.proposeSeats), look: .plain))
        """))
      """)
  }
}

extension Transaction {
  /// An offer with its round. Missing for whoever does not reach its organisation: an officer of another, a coordinator of one school.
  func offer<A>(_ id: ID<GrantOffer>, within permit: Permit<A>) throws -> (GrantOffer, Round) {
    let offer = try offer(id)
    guard permit.reach.contains(where: { $0.reachesOffers(of: offer.organisation.id) }) else { throw Refusal.missing }
    return (offer, try round(offer.round))
  }
}

extension Scope {
  /// An organisation's offers lie in no region: whoever is bound to one organisation reaches that one, whoever is bound to a school none.
  func reachesOffers(of organisation: ID<Organisation>) -> Bool {
    school == nil && (self.organisation == nil || self.organisation == organisation)
  }
}

/// What an attribute of a reserve may be: a column of the window `grants_person`, or one of its values.
enum ReserveAttribute: Sendable, Hashable {
  case rural
  /// KATO code of a region.
  case region(String)
  /// The language in which she goes to school.
  case stream(String)

  init?(_ text: String) {
    let attribute = Attribute(text)
    switch (attribute.column, attribute.value) {
    case ("rural", nil): self = .rural
    case ("region", let code?) where CityName.isCode(code): self = .region(code)
    case ("stream", let language?) where ["kk", "ru", "mixed"].contains(language): self = .stream(language)
    default: return nil
    }
  }

  var text: String {
    switch self {
    case .rural: "rural"
    case .region(let code): "region=\(code)"
    case .stream(let language): "stream=\(language)"
    }
  }

  func says(_ gazetteer: Gazetteer, _ t: Language) -> String {
    switch self {
    case .rural: t(.fromVillages)
    case .region(let code): gazetteer[code].map { t($0.name) } ?? code
    case .stream("kk"): t(.schoolInKazakh)
    case .stream("ru"): t(.schoolInRussian)
    case .stream: t(.schoolInBoth)
    }
  }
}

extension Requirement {
  /// In a line: what it asks, and when it is looked at.
  func says(_ t: Language, _ house: House) -> String { "\(t(kind.says(name(house)))) (\(t(kind.due.name)))" }
}

extension Requirement.Kind {
  var name: Phrase { says(nil) }

  func says(_ value: Phrase?) -> Phrase {
    func with(_ phrase: Phrase) -> Phrase {
      guard let value else { return phrase }
      return Phrase(
        kk: "\(Language.kk(phrase)): \(Language.kk(value))", ru: "\(Language.ru(phrase)): \(Language.ru(value))",
        en: "\(Language.en(phrase)): \(Language.en(value))")
    }
    let bare: Phrase =
      switch self {
      case .certificate: Phrase(kk: "мектептің сертификаты", ru: "сертификат школы", en: "a certificate of the school")
      case .subject: Phrase(kk: "бейіндік пән", ru: "профильный предмет", en: "a profile subject")
      case .language: Phrase(kk: "бөлім тілін білу", ru: "язык отделения", en: "the language of the stream")
      case .contact: Phrase(kk: "байланыс деректері", ru: "контакт", en: "a contact")
      case .ent: Phrase(kk: "ҰБТ балы кемінде", ru: "балл ЕНТ не ниже", en: "points of the state test, at least")
      case .quota: Phrase(kk: "квота құжаты", ru: "документ о квоте", en: "a paper for a quota")
      case .income:
        Phrase(kk: "отбасы табысы туралы құжат", ru: "справка о доходе семьи", en: "a paper about the family's income")
      }
    return with(bare)
  }
}

extension Requirement.Due {
  var name: Phrase {
    switch self {
    case .list: Phrase(kk: "тізімге дейін", ru: "до списка", en: "before the list")
    case .letter: Phrase(kk: "хатқа дейін", ru: "до письма", en: "before the letter")
    case .enrolment: Phrase(kk: "оқуға түсерде", ru: "к зачислению", en: "before enrolment")
    }
  }
}

extension Phrase {
  static let newOffer = Phrase(kk: "Орын енгізу", ru: "Внести места", en: "Enter seats")
  static func confirmsLater(_ moment: Moment) -> Phrase {
    Phrase(
      kk:
        "Рұқсат алған соң алғашқы үш тәулікте ешкім ештеңе растамайды. Сіз растай алатын уақыт: \(Language.kk.dateTime(moment)).",
      ru:
        "Первые трое суток после допуска никто ничего не подтверждает. Вы сможете с этого времени: \(Language.ru.dateTime(moment)).",
      en: "In the first three days after being let in nobody confirms anything. You can from \(Language.en.dateTime(moment)).")
  }
  static let withdrawnBecause = Phrase(kk: "Қайтарып алынған:", ru: "Отозвано:", en: "Taken out of the round:")
  static let answersByTitle = Phrase(
    kk: "Университеттің жауап беретін күні", ru: "Университет ответит до", en: "The university answers by")
  static let reservesTitle = Phrase(kk: "Сақталған орындар", ru: "Закреплённые места", en: "Reserved seats")
  static let requirementsTitle = Phrase(kk: "Талаптар", ru: "Требования", en: "Requirements")
  static func reservedFor(_ seats: Int) -> Phrase {
    Phrase(
      kk: "\(seats) орын", ru: counted(seats, one: "место", few: "места", many: "мест"),
      en: counted(seats, one: "seat", other: "seats"))
  }
  static let fromVillages = Phrase(kk: "ауыл қыздарына", ru: "для девочек из сёл", en: "for girls from villages")
  static let schoolInKazakh = Phrase(
    kk: "қазақ тілінде оқитындарға", ru: "для тех, кто учится на казахском", en: "for those taught in Kazakh")
  static let schoolInRussian = Phrase(
    kk: "орыс тілінде оқитындарға", ru: "для тех, кто учится на русском", en: "for those taught in Russian")
  static let schoolInBoth = Phrase(
    kk: "екі тілде оқитындарға", ru: "для тех, кто учится на двух языках", en: "for those taught in both languages")
  static let wasEntered = Phrase(kk: "енгізген", ru: "внесла сторона", en: "entered by")
  static let wasConfirmed = Phrase(kk: "растаған", ru: "подтвердила сторона", en: "confirmed by")
  static let isItRight = Phrase(kk: "Бәрі дұрыс па?", ru: "Всё верно?", en: "Is it right?")
  static let isItRightWhat = Phrase(
    kk: "Растасаңыз, ұсыныс қыздарға көрінеді. Қате болса, алып тастап, дұрысын енгізіңіз.",
    ru: "После подтверждения предложение увидят девочки. Если есть ошибка, снимите его и внесите верное.",
    en: "Once you confirm it, girls see the offer. If something is wrong, drop it and enter it right.")
  static let confirmOffer = Phrase(kk: "Растау", ru: "Подтвердить", en: "Confirm")
  static let dropOffer = Phrase(kk: "Ұсынысты алып тастау", ru: "Снять предложение", en: "Drop the offer")
  static let waitsForUniversityWhat = Phrase(
    kk: "Оны университет өкілі растауы керек. Оған дейін қыздар көрмейді.",
    ru: "Его должен подтвердить представитель университета. До этого девочки его не видят.",
    en: "An officer of the university has to confirm it. Until then girls do not see it.")
  static let waitsForDeskWhat = Phrase(
    kk: "Оны бағдарлама қызметкері растауы керек. Оған дейін қыздар көрмейді.",
    ru: "Его должен подтвердить сотрудник программы. До этого девочки его не видят.",
    en: "The programme has to confirm it. Until then girls do not see it.")
  static let withdrawOffer = Phrase(kk: "Ұсынысты қайтарып алу", ru: "Отозвать предложение", en: "Withdraw the offer")
  static let withdrawOfferWhat = Phrase(
    kk: "Ұсыныс кезеңнен шығады және қайта енгізілмейінше ешкімге көрінбейді.",
    ru: "Предложение уйдёт из раунда, и его никто не увидит, пока не внесут снова.",
    en: "The offer leaves the round, and nobody sees it unless it is entered again.")
  static let reasonTitle = Phrase(kk: "Себебі", ru: "Причина", en: "Reason")
  static let reasonHint = Phrase(
    kk: "Екі тарап та, осы орынды таңдаған қыздар да оқиды. Адам атын жазбаңыз.",
    ru: "Её прочитают обе стороны и девочки, которые выбрали эти места. Имён не пишите.",
    en: "Both sides read it, and so do the girls who chose these seats. Name nobody.")
  static let changeOfSeats = Phrase(kk: "Орын санын өзгерту", ru: "Изменение числа мест", en: "Change of seats")
  static func seatsFromTo(_ from: Int, _ to: Int) -> Phrase {
    Phrase(
      kk: "Қазір \(from), ұсынылғаны \(to).", ru: "Сейчас \(from), предлагается \(to).",
      en: "There are \(from) now, \(to) are proposed.")
  }
  static let takeChangeBack = Phrase(kk: "Өзгерістен бас тарту", ru: "Отказаться от изменения", en: "Take the change back")
  static let agreeToSeats = Phrase(kk: "Келісу", ru: "Согласиться", en: "Agree")
  static let refuseSeats = Phrase(kk: "Келіспеу", ru: "Не согласиться", en: "Do not agree")
  static let newSeats = Phrase(kk: "Жаңа орын саны", ru: "Новое число мест", en: "New number of seats")
  static let onlyMoreSeats = Phrase(
    kk: "Қыздардың тізімдері ашылды: тек көбейтуге болады. Екінші тарап келіскенде күшіне енеді.",
    ru: "Списки девочек открыты: можно только прибавить. Вступит в силу, когда согласится другая сторона.",
    en: "The girls' lists are open: seats can only be raised. It takes effect when the other side agrees.")
  static let moreOrFewerSeats = Phrase(
    kk: "Тізімдер ашылғанша азайтуға да болады. Екінші тарап келіскенде күшіне енеді.",
    ru: "Пока списки не открыты, можно и убавить. Вступит в силу, когда согласится другая сторона.",
    en: "Until the lists open seats can also be lowered. It takes effect when the other side agrees.")
  static let proposeSeats = Phrase(kk: "Өзгеріс ұсыну", ru: "Предложить изменение", en: "Propose the change")
}
