import Exchange
import Markup
import Programme
import Storage
import Words

/// An officer's own pages: what her organisation offers, the code of conduct, and what she says of relatives and pupils. Nothing of a girl.
enum UniversityPages {
  static let home: Link = "/university"
  static let offers: Link = "/university/offers"
  static let conduct: Link = "/university/conduct"
  static let interests: Link = "/university/interests"

  private struct Known: Sendable {
    let organisation: Organisation
    let offers: [GrantOffer]
    let rounds: [Round]
    let interests: [Interest]
    /// From when on she may confirm, where that is still to come.
    let confirmsFrom: Moment?
  }

  /// The officer's things, or nil where she has the code of conduct still to sign.
  private static func known(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Known? {
    let (house, id) = (visit.house, try permit.organisation())
    return try await house.database.read { tx in
      guard try tx.signedAt(permit.actor.person, house) != nil else { return nil }
      return Known(
        organisation: try tx.organisation(id), offers: try tx.offers(at: id), rounds: try tx.rounds(),
        interests: try tx.interests(of: permit.actor.person, house),
        confirmsFrom: try tx.secondHand(permit.actor.person, at: visit.now))
    }
  }

  /// GET /university
  static func show(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Reply {
    guard let known = try await known(visit, permit) else { return .seeOther(conduct.text) }
    let (t, now) = (visit.language, visit.now)
    let open = Set(known.rounds.filter { $0.takesOffers(on: now.day()) }.map(\.id))
    let ours = known.offers.filter { $0.state == .entered && $0.entered.side == .desk && open.contains($0.round) }
    let changes = known.offers.filter { $0.state == .confirmed && $0.change?.asked.side == .desk }
    let cleared = known.organisation.lastDay.map { t(.clearedThrough($0)) } ?? ""
    // Of several that still run the one whose girls leave first.
    let running = known.rounds.filter { $0.number == 1 && $0.runs(on: now.day()) }
    let round = running.min { $0.leavingYear < $1.leavingYear }
    let lost = known.offers.filter { offer in offer.state == .withdrawn && running.contains { $0.id == offer.round } }
    func line(_ offer: GrantOffer) -> HTML {
      """
      <li><a href=\"\(offers.below(offer.id.text))\">\(t(offer.programme.name)), \(t(offer.programme.said.language.stream))</a>: \
      \(offer.terms.says(t)), \(t(.seatsCounted(offer.change?.seats ?? offer.seats)))</li>
      """
    }
    let todo = (ours + changes).map(line)
    let later = known.confirmsFrom.map { notice("<p>\(t(.confirmsLater($0)))</p>", .waiting) }
    return visit.page(
      Page(
        title: t(known.organisation.name), language: t,
        body: """
          <p class="step">\(cleared)</p><h1>\(t(known.organisation.name))</h1>
          \(round.map { track($0, now.day(), t) })
          <h2>\(t(.waitsForYou))</h2>\(later)
          \(todo.isEmpty ? "<p>\(t(.nothingWaitsForYou))</p>" : "<ul>\(todo)</ul>" as HTML)
          \(lost.isEmpty ? HTML.nothing : "<h2>\(t(.offersTakenBack))</h2><ul>\(lost.map(line))</ul>" as HTML)
          <p>\(linkButton(t(.offersTitle), offers))</p>
          <h2>\(t(.interestsTitle))</h2><p>\(t(.interestsWhat))</p>
          \(known.interests.isEmpty ? "<p>\(t(.nothingDeclared))</p>" : "<ul>\(known.interests.map { "<li>\(t($0.kind.name)): \($0.says)</li>" as HTML })</ul>" as HTML)
          <p>\(linkButton(t(.declareInterest), interests, look: .plain))</p>
          <p class="hint">\(t(.letterAddsNoPoints))</p>
          """))
  }

  /// The stages of a round as an officer meets them.
  private static func track(_ round: Round, _ today: Day, _ t: Language) -> HTML {
    let stages = [Round.Stage.offers, .list, .run, .answers, .outcomes].compactMap { stage in
      round.days(stage).map { (stage: stage, days: $0) }
    }
    let stops = stages.map { stage, days in
      Stop(
        t(stage.name), note: HTML(t.dates(days.first, days.last)),
        today > days.last ? .done : today >= days.first ? .now : .ahead)
    }
    return "<h2>\(round.name(t))</h2>\(t.track(stops, across: true))"
  }

  /// GET /university/offers
  static func list(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Reply {
    guard let known = try await known(visit, permit) else { return .seeOther(conduct.text) }
    let (t, today) = (visit.language, visit.now.day())
    let mayEnter = known.rounds.contains { $0.number == 1 && $0.takesOffers(on: today) }
    let begins = known.rounds.filter { $0.number == 1 }.compactMap { $0.offersBegin(after: today) }.min()
    return visit.page(
      Page(
        title: t(.offersTitle), language: t, width: .wide,
        body: """
          \(t.back(to: home))<h1>\(t(.offersTitle))</h1><p>\(t(.offersWhat))</p>
          \(mayEnter ? "<p>\(linkButton(t(.newOffer), offers.below("new")))</p>" : "<p class=\"hint\">\(t(begins.map { Phrase.offersBeginOn($0) } ?? .noRoundTakesOffers))</p>" as HTML)
          \(OfferTable.table(known.offers, visit, empty: emptyState(t(.noOffers), HTML(t(.offersWhat)))))
          """))
  }

  /// GET /university/offers/:offer
  static func offer(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Reply {
    guard try await known(visit, permit) != nil else { return .seeOther(conduct.text) }
    return try await OfferPages.page(visit, permit)
  }

  /// GET /university/conduct
  static func showConduct(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Reply {
    let signed = try await visit.house.database.read { try $0.signedAt(permit.actor.person, visit.house) }
    return visit.page(conductPage(visit, signed, error: nil))
  }

  /// POST /university/conduct
  static func sign(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Reply {
    let house = visit.house
    guard visit.form["agree"] == "yes", visit.form["version"] == String(house.data[.conduct].version) else {
      return visit.page(conductPage(visit, nil, error: visit.language(.tickConduct)), status: 422)
    }
    try await house.database.write { try $0.sign(permit.actor.person, by: permit, house) }
    return .seeOther(home.text)
  }

  private static func conductPage(_ visit: Visit, _ signed: Moment?, error: String?) -> Page {
    let (t, file) = (visit.language, visit.house.data[.conduct])
    let rules = file.rules.map { "<li>\($0(t))</li>" as HTML }
    let below: HTML =
      signed.map { "<p>\(tag(t(.signedOn($0.day())), .good))</p><p>\(linkButton(t(.goOn), home))</p>" }
      ?? form(
        conduct, hidden: [("version", String(file.version))],
        """
        \(visit.formToken)\(t.checkBox(Field("agree", t(.agreeToConduct), error: error)))\(button(t(.signConduct)))
        """)
    return Page(
      title: t(.conductTitle), language: t,
      body: """
        \(t.errorSummary(error.map { [(field: "agree", message: $0)] } ?? []))<h1>\(t(.conductTitle))</h1><p>\(t(.conductWhat))</p>
        <ol>\(rules)</ol>\(below)
        """)
  }

  /// GET /university/interests
  static func showInterests(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Reply {
    guard let known = try await known(visit, permit) else { return .seeOther(conduct.text) }
    return visit.page(interestsPage(visit, known.interests, []))
  }

  /// POST /university/interests
  static func declare(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    guard let known = try await known(visit, permit) else { return .seeOther(conduct.text) }
    let (kind, says) = (Interest.Kind(rawValue: visit.form.text("kind")), visit.form.text("says"))
    var errors: FieldErrors = []
    if kind == nil { errors.append(("kind", t(.chooseKindOfInterest))) }
    if says.isEmpty { errors.append(("says", t(.writeInterest))) }
    if says.count > 300 { errors.append(("says", t(.interestTooLong(300)))) }
    guard let kind, errors.isEmpty, !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.page(interestsPage(visit, known.interests, shown), status: shown.isEmpty ? 200 : 422)
    }
    try await house.database.write { tx in
      let safe = try tx.safe(of: permit.actor.person, house.vault)
      try tx.run(
        """
        INSERT INTO grants_interest (id, person_id, kind, note, said_at)
        VALUES (\(house.outside.id(of: Interest.self)), \(permit.actor.person), \(kind), \(safe.seal(says, Transaction.interestField)),
          \(house.outside.now()))
        """)
      try tx.record(.interestDeclared, permit.actor.person.text, kind.rawValue, by: permit, house)
    }
    return .seeOther(interests.text)
  }

  /// POST /university/interests/:interest/end
  static func takeBack(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Reply {
    let house = visit.house
    let id: ID<Interest> = try visit.id("interest")
    try await house.database.write { tx in
      let ended = try tx.run(
        """
        UPDATE grants_interest SET taken_back_at = \(house.outside.now())
        WHERE id = \(id) AND person_id = \(permit.actor.person) AND taken_back_at IS NULL
        """)
      guard ended > 0 else { throw Refusal.missing }
      try tx.record(.interestTakenBack, permit.actor.person.text, by: permit, house)
    }
    return .seeOther(interests.text)
  }

  private static func interestsPage(_ visit: Visit, _ known: [Interest], _ errors: FieldErrors) -> Page {
    let t = visit.language
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message)
    }
    let lines = known.map { interest -> HTML in
      """
      <li>\(t(interest.kind.name)): \(interest.says) <span class="hint">\(t.date(interest.saidAt.day()))</span>\
      \(form(interests.below(interest.id.text).below("end"), "\(visit.formToken)\(button(t(.interestIsOver), look: .plain))"))</li>
      """
    }
    return Page(
      title: t(.interestsTitle), language: t, languageForm: "interest",
      body: """
        \(t.back(to: home))\(t.errorSummary(errors))<h1>\(t(.interestsTitle))</h1><p>\(t(.interestsWhat))</p>
        \(lines.isEmpty ? "<p>\(t(.nothingDeclared))</p>" : "<ul>\(lines)</ul>" as HTML)
        \(form(interests, id: "interest", """
          \(visit.formToken)\
          \(t.choice(field("kind", .whoIsIt), Interest.Kind.allCases.map { Option($0.rawValue, t($0.name)) }, chosen: visit.form["kind"]))\
          \(t.textField(field("says", .whoExactly, hint: .whoExactlyHint), value: visit.form["says"] ?? ""))\
          \(button(t(.declareInterest)))
          """))
        """)
  }
}

extension Phrase {
  static let waitsForYou = Phrase(kk: "Сізден күтілетіні", ru: "Ждут вас", en: "Waiting for you")
  static let offersTakenBack = Phrase(
    kk: "Кезеңнен шығарылған ұсыныстар", ru: "Предложения, отозванные из раунда", en: "Offers taken out of the round")
  static let nothingWaitsForYou = Phrase(
    kk: "Растауды күтетін ұсыныс жоқ.", ru: "Предложений, которые ждут вашего подтверждения, нет.",
    en: "No offer waits for your confirmation.")
  static func seatsCounted(_ n: Int) -> Phrase {
    Phrase(kk: "\(n) орын", ru: counted(n, one: "место", few: "места", many: "мест"), en: counted(n, one: "seat", other: "seats"))
  }
  static let letterAddsNoPoints = Phrase(
    kk: "Бұл хат мемлекеттік грант конкурсында ұпай қоспайды. Оны тек өзі жариялаған университеттер мен қорлар ескереді.",
    ru:
      "Письмо не даёт баллов в государственном конкурсе грантов. Его учитывают только университеты и фонды, которые сами об этом объявили.",
    en:
      "This letter adds no points in the state grant competition. Only universities and foundations that have said so take it into account."
  )
  static let conductTitle = Phrase(kk: "Әдеп кодексі", ru: "Кодекс поведения", en: "Code of conduct")
  static let conductWhat = Phrase(
    kk: "Жұмысты бастамас бұрын оқып, қол қойыңыз. Қай нұсқасына қашан қол қойғаныңыз сақталады.",
    ru: "Прочитайте и подпишите до начала работы. Сохраняется, какую версию и когда вы подписали.",
    en: "Read and sign it before you begin. Which version you signed and when is kept.")
  static let agreeToConduct = Phrase(
    kk: "Оқыдым және осы ережелерді сақтаймын", ru: "Я прочитал(а) и буду соблюдать эти правила",
    en: "I have read these rules and will keep them")
  static let tickConduct = Phrase(
    kk: "Ережелерді сақтайтыныңызды белгілеңіз", ru: "Отметьте, что будете соблюдать правила",
    en: "Tick that you will keep the rules")
  static let signConduct = Phrase(kk: "Қол қою", ru: "Подписать", en: "Sign")
  static let interestsWhat = Phrase(
    kk:
      "Бағдарламадағы қыздардың арасында туысыңыз немесе оқушыңыз болуы мүмкін болса, айтыңыз. Оны бағдарлама қызметкерлері ғана көреді; өздігінен ештеңе шешпейді.",
    ru:
      "Если среди девочек программы может быть ваша родственница или ученица, скажите об этом. Увидят только сотрудники программы; само по себе это ничего не решает.",
    en:
      "If a relative or a pupil of yours may be among the programme's girls, say so. Only the programme's staff see it; by itself it decides nothing."
  )
  static let declareInterest = Phrase(kk: "Хабарлау", ru: "Сообщить", en: "Declare it")
  static let chooseKindOfInterest = Phrase(kk: "Кім екенін таңдаңыз", ru: "Выберите, кто это", en: "Choose who it is")
  static let writeInterest = Phrase(kk: "Кім екенін жазыңыз", ru: "Напишите, кто это", en: "Write who it is")
  static func interestTooLong(_ most: Int) -> Phrase {
    Phrase(kk: "Ең көбі \(most) таңба", ru: "Не больше \(most) знаков", en: "At most \(most) characters")
  }
  static let whoIsIt = Phrase(kk: "Ол сізге кім", ru: "Кто она вам", en: "Who she is to you")
  static let whoExactly = Phrase(kk: "Аты-жөні немесе мектебі", ru: "Имя или школа", en: "Her name or school")
  static let whoExactlyHint = Phrase(
    kk: "Танитындай етіп: мысалы, «жиенім, Өскемен, № 12 мектеп».",
    ru: "Чтобы её узнали: например, «племянница, Усть-Каменогорск, школа № 12».",
    en: "So that she is recognised: for example “my niece, Oskemen, school 12”.")
  static let interestIsOver = Phrase(kk: "Енді олай емес", ru: "Больше не так", en: "No longer so")
}
