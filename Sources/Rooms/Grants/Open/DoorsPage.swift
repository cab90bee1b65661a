import Exchange
import Markup
import Programme
import Storage
import Words

/// What anybody may read: the ways to a grant with their dates, and what universities give in the round that comes next.
enum DoorsPage {
  static let home: Link = "/grants"
  static let programmes: Link = "/grants/programmes"

  /// GET /grants
  static func show(_ visit: Visit) async throws -> Reply {
    let (t, today, file) = (visit.language, visit.now.day(), visit.house.data[.grants])
    let (standing, round, offers) = try await visit.house.database.read { tx in
      let round = try tx.openRound(on: today)
      return (
        try tx.factStanding(try tx.yearOfFacts(on: today), file), round,
        try round.map { try tx.confirmedOffers(of: $0.id).count } ?? 0
      )
    }
    let holding = Set(file.statements.filter { file.holds($0, standing, on: today) }.map(\.key))
    let doors = file.doors.map { door($0, file, holding, round, t) }
    let facts = file.facts.map { fact -> HTML in
      """
      <details><summary>\(fact.title(t))</summary><p>\(fact.value(t))</p>\
      <p class="hint">\(t(.sourceTitle)): \(fact.standing.source)\(holding.contains(fact.key) ? HTML.nothing : " · \(tag(t(.notConfirmedThisYear), .waiting))" as HTML)</p></details>
      """
    }
    let ours: HTML =
      offers > 0
      ? "<p>\(linkButton(t(.toProgrammes), programmes)) <span class=\"hint\">\(t(.offersCounted(offers)))</span></p>" : .nothing
    var page = Page(
      title: t(.doorsTitle), language: t,
      body: """
        \(t.back(to: "/"))<h1>\(t(.doorsTitle))</h1><p class="intro">\(t(.doorsWhat))</p>
        \(notice("<p><b>\(t(.aboutLetter))</b> \(t(.letterAddsNoPoints))</p>", .waiting))\(ours)
        \(doors)<h2>\(t(.goodToKnow))</h2>\(facts)<p class="hint">\(t(.doorsSource))</p>
        """)
    page.sheets = ["public.css"]
    return visit.page(page)
  }

  private static func door(_ door: FactsFile.Door, _ file: FactsFile, _ holding: Set<String>, _ round: Round?, _ t: Language)
    -> HTML
  {
    let doubt: HTML = door.standing == nil || holding.contains(door.key) ? .nothing : tag(t(.notConfirmedThisYear), .waiting)
    // The programme's own days stand in its round; those of others where they were published.
    let days: HTML? =
      door.key == "partners"
      ? round?.days(.list).map { HTML("\(t(.listsOfGirls)): \(t.dates($0.first, $0.last))") }
      : door.opens.flatMap { opens in door.closes.map { HTML(t.dates(opens, $0)) } }
    let documents = door.documents.map { "<li>\($0(t))</li>" as HTML }
    let source: HTML = door.standing.map { "<p class=\"hint\">\(t(.sourceTitle)): \($0.source)</p>" } ?? .nothing
    return """
      <section><h2 id="\(door.key)">\(door.title(t))</h2>
      <dl><dt>\(t(.doorDays))</dt><dd>\(days ?? HTML(t(.daysNotKnown))) \(doubt)</dd><dt>\(t(.doorWho))</dt><dd>\(door.who(t))</dd>
      <dt>\(t(.doorDocuments))</dt><dd><ul>\(documents)</ul></dd>
      <dt>\(t(.letterTitle))</dt><dd>\(tag(t(door.letter.says), door.letter == .yes ? .good : door.letter == .ask ? .waiting : .plain))</dd></dl>\(source)</section>
      """
  }

  private static let most = 200

  /// GET /grants/programmes: by town, language and field; in the order of names, never of anything else.
  static func list(_ visit: Visit) async throws -> Reply {
    let (t, house, today) = (visit.language, visit.house, visit.now.day())
    let (round, offers) = try await house.database.read { tx in
      let round = try tx.openRound(on: today)
      return (round, try round.map { try tx.confirmedOffers(of: $0.id) } ?? [])
    }
    let (city, stream, field) = (visit.query["city"] ?? "", visit.query["stream"] ?? "", visit.query["field"] ?? "")
    let shown = offers.filter { offer in
      let said = offer.programme.said
      return (city.isEmpty || said.city == city) && (stream.isEmpty || said.language.rawValue == stream)
        && (field.isEmpty || said.isced.hasPrefix(field))
    }.byName(t)
    let cities = Set(offers.map(\.programme.said.city)).map { Option($0, CityName.of($0, house.gazetteer, t)) }.sorted {
      $0.title < $1.title
    }
    let fields = Set(offers.map { String($0.programme.said.isced.prefix(2)) }).sorted().map { Option($0, t(.field($0))) }
    let filter: HTML = """
      \(t.select(Field("city", t(.cityTitle)), cities, chosen: city))\
      \(t.select(Field("stream", t(.streamTitle)), Language.allCases.map { Option($0.rawValue, t($0.stream)) }, chosen: stream))\
      \(t.select(Field("field", t(.fieldTitle)), fields, chosen: field))
      """
    let found: HTML =
      shown.isEmpty
      ? emptyState(t(.noProgrammesYet), HTML(t(.noProgrammesYetWhat)))
      : OfferTable.list(Array(shown.prefix(most)), visit) { (programmes.below($0.id.text), OfferTable.halt($0, visit)) }
    let more: HTML = shown.count > most ? "<p>\(t(.moreOffers(shown.count - most)))</p>" : .nothing
    var page = Page(
      title: t(.programmesOfRound), language: t, width: .wide,
      body: """
        \(t.back(to: home))<h1>\(t(.programmesOfRound))</h1>\(round.map { "<p class=\"step\">\($0.name(t))</p>" as HTML })
        <p>\(t(.letterAddsNoPoints))</p>
        \(offers.isEmpty ? HTML.nothing : t.filterForm(programmes, filter, button: t(.showThese)))
        \(found)\(more)
        """)
    page.sheets = ["public.css"]
    return visit.page(page)
  }

  /// GET /grants/programmes/:offer: what is confirmed, and nothing else.
  static func programme(_ visit: Visit) async throws -> Reply {
    let t = visit.language
    let id: ID<GrantOffer> = try visit.id("offer")
    let (offer, round) = try await visit.house.database.read { tx -> (GrantOffer, Round) in
      let offer = try tx.offer(id)
      guard offer.state == .confirmed else { throw Refusal.missing }
      return (offer, try tx.round(offer.round))
    }
    var page = Page(
      title: t(offer.programme.name), language: t,
      body: """
        \(t.back(to: programmes))<p class="step">\(t(offer.organisation.name)) · \(round.name(t))</p><h1>\(t(offer.programme.name))</h1>
        \(OfferTable.halt(offer, visit))\(pairs(OfferPages.facts(offer, visit)))<p class="hint">\(t(.letterAddsNoPoints))</p>
        """)
    page.sheets = ["public.css"]
    return visit.page(page)
  }
}

extension Transaction {
  /// The round whose offers the public sees: the next whose match is not over.
  func openRound(on day: Day) throws -> Round? {
    try rounds().filter { $0.number == 1 && ($0.days(.answers)?.last ?? day) >= day }.min { $0.leavingYear < $1.leavingYear }
  }
}

extension Phrase {
  static let doorsTitle = Phrase(kk: "Университетке апаратын есіктер", ru: "Двери в университет", en: "Doors to a university")
  static let doorsWhat = Phrase(
    kk: "Әр есіктің өз күні, құжаты және ережесі бар. Біреуі жабылса, екіншісі ашық.",
    ru: "У каждой двери свои дни, документы и правила. Если одна закрыта, открыта другая.",
    en: "Each door has its own days, papers and rules. Where one is shut, another is open.")
  static let aboutLetter = Phrase(kk: "Хат туралы.", ru: "О письме.", en: "About the letter.")
  static let toProgrammes = Phrase(kk: "Орындарды көру", ru: "Посмотреть места", en: "See the seats")
  static func offersCounted(_ n: Int) -> Phrase {
    Phrase(
      kk: "расталған ұсыныс: \(n)", ru: "подтверждённых предложений: \(n)", en: "confirmed offers: \(n)")
  }
  static func moreOffers(_ n: Int) -> Phrase {
    Phrase(
      kk: "Тағы \(n) ұсыныс бар: қаланы, тілді немесе саланы таңдаңыз.",
      ru:
        "Есть ещё \(counted(n, one: "предложение", few: "предложения", many: "предложений")): выберите город, язык или область.",
      en: "There are \(counted(n, one: "more offer", other: "more offers")): choose a town, a language or a field.")
  }
  static let goodToKnow = Phrase(kk: "Білген жөн", ru: "Полезно знать", en: "Good to know")
  static let doorsSource = Phrase(
    kk: "Күндер мен шарттар ашық дереккөздерден алынған. Құжат тапсырмас бұрын әр ұйымның өз сайтынан тексеріңіз.",
    ru: "Дни и условия взяты из открытых источников. Перед подачей проверьте их на сайте самой организации.",
    en: "Days and terms come from public sources. Before you apply look at the organisation's own site.")
  static let doorDays = Phrase(kk: "Күндері", ru: "Дни", en: "Days")
  static let doorWho = Phrase(kk: "Кім қатыса алады", ru: "Кто может участвовать", en: "Who may apply")
  static let doorDocuments = Phrase(kk: "Құжаттар", ru: "Документы", en: "Papers")
  static let daysNotKnown = Phrase(kk: "күндері белгілі емес", ru: "дни неизвестны", en: "days not known")
  static let listsOfGirls = Phrase(kk: "тізім жасау", ru: "составление списков", en: "lists are made")
  static let programmesOfRound = Phrase(
    kk: "Университеттер ұсынған орындар", ru: "Места, которые предложили университеты", en: "Seats that universities offer")
  static let fieldTitle = Phrase(kk: "Сала", ru: "Область", en: "Field")
  static let showThese = Phrase(kk: "Көрсету", ru: "Показать", en: "Show")
  static let noProgrammesYet = Phrase(kk: "Мұндай орын жоқ", ru: "Таких мест нет", en: "No such seats")
  static let noProgrammesYetWhat = Phrase(
    kk: "Мұнда екі тарап растаған орындар ғана көрсетіледі.", ru: "Здесь показаны только места, которые подтвердили обе стороны.",
    en: "Only seats that both sides have confirmed are shown here.")

  /// A broad field of ISCED-F.
  static func field(_ code: String) -> Phrase {
    switch code {
    case "01": Phrase(kk: "педагогика", ru: "педагогика", en: "education")
    case "05":
      Phrase(
        kk: "жаратылыстану, математика және статистика", ru: "естественные науки, математика и статистика",
        en: "natural sciences, mathematics and statistics")
    case "06":
      Phrase(
        kk: "ақпараттық-коммуникациялық технологиялар", ru: "информационно-коммуникационные технологии",
        en: "information and communication technologies")
    case "07":
      Phrase(
        kk: "инженерия, өндіріс және құрылыс", ru: "инженерия, производство и строительство",
        en: "engineering, manufacturing and construction")
    case "08":
      Phrase(kk: "ауыл шаруашылығы және ветеринария", ru: "сельское хозяйство и ветеринария", en: "agriculture and veterinary")
    case "09": Phrase(kk: "денсаулық сақтау", ru: "здравоохранение", en: "health and welfare")
    default: Phrase(kk: "ISCED-F \(code) саласы", ru: "область ISCED-F \(code)", en: "ISCED-F field \(code)")
    }
  }
}
