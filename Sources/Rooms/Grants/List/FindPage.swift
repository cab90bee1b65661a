import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// Programmes that universities offer in her round: by words, region and language. Never by popularity, and no cut-off of another year.
enum FindPage {
  /// What she looks for.
  struct Wanted: Sendable, Hashable {
    var words = ""
    var language = ""
    /// `home`: only in her region; `away`: only outside it.
    var place = ""
    /// `name`, or a draw made for her.
    var order = ""

    init(_ fields: Fields) {
      words = String((fields["q"] ?? "").trimmed.prefix(80))
      language = Language(rawValue: fields["language"] ?? "")?.rawValue ?? ""
      place = ["home", "away"].contains(fields["place"] ?? "") ? fields["place"] ?? "" : ""
      order = fields["by"] == "name" ? "name" : ""
    }

    var fields: [(name: String, value: String)] {
      [("q", words), ("language", language), ("place", place), ("by", order)].filter { !$0.1.isEmpty }
    }
  }

  static func link(_ wanted: Wanted) -> Link {
    ("/list/find" as Link).with("q", wanted.words.isEmpty ? nil : wanted.words)
      .with("language", wanted.language.isEmpty ? nil : wanted.language).with("place", wanted.place.isEmpty ? nil : wanted.place)
      .with("by", wanted.order.isEmpty ? nil : wanted.order)
  }

  /// The offers that fit what she looks for, by name or by her own draw.
  static func found(_ offers: [GrantOffer], _ wanted: Wanted, _ sight: ListSight, _ visit: Visit) -> [GrantOffer] {
    let words = folded(wanted.words).split(separator: " ")
    let (house, t) = (visit.house, visit.language)
    let kept = offers.filter { offer in
      let (said, home) = (offer.programme.said, sight.chooser.isAtHome(offer))
      if !wanted.language.isEmpty, said.language.rawValue != wanted.language { return false }
      if wanted.place == "home" ? !home : wanted.place == "away" ? home : false { return false }
      let text = folded(
        ([said.group] + Language.allCases.flatMap { [$0(said.name.phrase), $0(offer.organisation.name)] }
          + Language.allCases.map { CityName.of(said.city, house.gazetteer, $0) }).joined(separator: " "))
      return words.allSatisfy { text.contains($0) }
    }
    if wanted.order == "name" { return kept.byName(t) }
    let draw = Dictionary(
      kept.map { ($0.id, house.vault.hash(secret: "\(sight.girl.person)\n\($0.id)", for: "grants order")) }
    ) { first, _ in first }
    return kept.sorted { (draw[$0.id] ?? []).lexicographicallyPrecedes(draw[$1.id] ?? []) }
  }

  /// GET /list/find
  static func show(_ visit: Visit, _ permit: Permit<OwnList>) async throws -> Reply {
    let t = visit.language
    let sight: ListSight
    do { sight = try await ListPage.sight(visit, permit) } catch is NoList { return .seeOther("/list") }
    let wanted = Wanted(visit.query)
    let found = found(sight.offers, wanted, sight, visit)
    let listed = Set(sight.list.map(\.id))
    let isOpen = sight.isOpen(on: visit.now.day())
    var page = Page(
      title: t(.findProgrammes), language: t,
      body: """
        \(t.back(to: "/list"))<h1>\(t(.findProgrammes))</h1>\(filter(wanted, t))
        <p class="hint" role="status">\(t(.foundProgrammes(found.count)))</p>\(subjects(sight, visit))
        \(found.isEmpty ? emptyState(t(.nothingFound), "<p>\(t(.nothingFoundWhat))</p>") : "<ul class=\"found\">\(found.map { card($0, listed, isOpen, wanted, sight, visit) })</ul>")
        <p>\(linkButton(t(.backToList), "/list", look: .plain))</p>
        """)
    page.sheets = ["list.css"]
    return visit.page(page)
  }

  private static func filter(_ wanted: Wanted, _ t: Language) -> HTML {
    """
    <form method="get" action="/list/find">\(t.textField(Field("q", t(.subjectCityCode), isOptional: true), value: wanted.words))\
    \(t.select(Field("language", t(.taughtIn), isOptional: true), Language.allCases.map { Option($0.rawValue, t($0.stream)) }, chosen: wanted.language))\
    \(t.select(Field("place", t(.whereTo), isOptional: true), [Option("home", t(.inMyRegion)), Option("away", t(.outsideMyRegion))], chosen: wanted.place))\
    \(t.select(Field("by", t(.shownBy), isOptional: true), [Option("name", t(.byName))], chosen: wanted.order))\(button(t(.searchWord), look: .plain))</form>\
    <p class="hint">\(t(.drawForEach))</p>
    """
  }

  private static func card(
    _ offer: GrantOffer, _ listed: Set<ID<GrantOffer>>, _ isOpen: Bool, _ wanted: Wanted, _ sight: ListSight, _ visit: Visit
  ) -> HTML {
    let (t, said) = (visit.language, offer.programme.said)
    let add: HTML
    if listed.contains(offer.id) {
      add = "<p>\(tag(t(.isInList), .good))</p>"
    } else if isOpen {
      add = form(
        "/list", hidden: wanted.fields,
        """
        \(visit.formToken)<button class="btn plain" name="go" value="add:\(offer.id.text)" \
        aria-label="\(t(.addToList)): \(t(offer.programme.name)), \(offer.terms.says(t))">\(t(.addToList))</button>
        """)
    } else {
      add = .nothing
    }
    let cost = said.cost.map { t(.costsAYear($0)) } ?? t(.costAsk)
    return """
      <li class="card" id="\(ListPage.anchor(offer.id))"><h2>\(t(offer.programme.name))</h2>\
      <p class="hint">\(said.group) · \(t(said.language.stream)) · \(t(offer.organisation.name)), \(CityName.of(said.city, visit.house.gazetteer, t))</p>\
      <p>\(ListPage.seat(offer, t)) \(OfferTable.halt(offer, visit)) <span class="hint">\(t(offer.terms.kind.means))</span></p>\
      \(requirements(offer, sight.chooser, visit.house, t))\
      <p class="hint">\(offer.giver.map { "\(t(.givenBy)) \(t($0.name)) · " } ?? "")\(t(.seatsCount(offer.seats))) · \(cost) · \(t(said.dormitory.says)) · \(t(offer.type.said.letter.says))</p>\(add)</li>
      """
  }

  static func requirements(_ offer: GrantOffer, _ girl: Chooser, _ house: House, _ t: Language) -> HTML {
    let lines = offer.terms.requirements.map { requirement -> HTML in
      let standing = girl.stands(to: requirement, of: offer.programme)
      return "<li>\(standing == .met ? "✓" : "○") \(t(requirement.asks(house))): \(t(requirement.says(standing)))</li>"
    }
    return lines.isEmpty ? .nothing : "<ul class=\"asks\">\(lines)</ul>"
  }

  /// Profile subjects that offers of the round ask for: she says which of them she takes.
  private static func subjects(_ sight: ListSight, _ visit: Visit) -> HTML {
    let t = visit.language
    let asked = Self.asked(sight.offers)
    guard !asked.isEmpty else { return .nothing }
    let chosen = Set(asked.filter { sight.chooser.subjects.contains(folded($0)) })
    let options = asked.map { Option($0, t(ProfileSubject.name(of: $0))) }
    return """
      <details\(" open", if: chosen.isEmpty)><summary>\(t(.yourSubjects))</summary>\
      \(form("/list/subjects", """
        \(visit.formToken)\(t.checkBoxes(Field("subject", t(.whichSubjects), isOptional: true), options, chosen: chosen))\
        \(button(t(.keepSubjects), look: .plain))
        """))</details>
      """
  }

  /// As offers word them, each once.
  static func asked(_ offers: [GrantOffer]) -> [String] {
    let values = offers.flatMap(\.terms.requirements).filter { $0.kind == .subject }.compactMap(\.value)
    var seen: Set<String> = []
    return values.filter { seen.insert(folded($0)).inserted }.sorted { sortKey($0).lexicographicallyPrecedes(sortKey($1)) }
  }

  /// POST /list/subjects
  static func declare(_ visit: Visit, _ permit: Permit<OwnList>) async throws -> Reply {
    let house = visit.house
    let typed = Set(visit.form.all("subject").map(folded))
    try await house.database.write { tx in
      let (sight, _) = try tx.listSight(of: permit.actor.person, house)
      try tx.declare(typed.intersection(asked(sight.offers).map(folded)), by: permit.actor.person, at: visit.now)
    }
    return .seeOther("/list/find")
  }
}

extension Requirement {
  /// What it asks of her, its value by the name that people know it by.
  func asks(_ house: House) -> Phrase {
    let said = name(house) ?? Phrase(verbatim: "")
    switch kind {
    case .certificate:
      return value == nil
        ? Phrase(kk: "STEM мектебінің сертификаты", ru: "сертификат STEM-школы", en: "a certificate of the STEM school")
        : Phrase(
          kk: "«\(said(.kk))» курсының сертификаты", ru: "сертификат курса «\(said(.ru))»",
          en: "the certificate of the course “\(said(.en))”")
    case .subject:
      return Phrase(
        kk: "бейіндік пән: \(said(.kk))", ru: "профильный предмет: \(said(.ru))", en: "profile subject: \(said(.en))")
    case .language:
      return Phrase(kk: "осы тілде оқу", ru: "обучение на этом языке", en: "being taught in this language")
    case .contact: return Phrase(kk: "байланыс дерегі", ru: "контакт для связи", en: "a way to reach you")
    case .ent:
      return Phrase(
        kk: "ҰБТ-дан кемінде \(said(.kk)) балл", ru: "ЕНТ не ниже \(said(.ru)) баллов",
        en: "at least \(said(.en)) points of the state test")
    case .quota:
      return Phrase(
        kk: "квота қағазы: \(said(.kk))", ru: "документ на квоту: \(said(.ru))", en: "paper for a quota: \(said(.en))")
    case .income:
      return Phrase(kk: "отбасы табысы туралы құжат", ru: "справка о доходе семьи", en: "a paper about the family's income")
    }
  }

  /// How she stands to it, with the way to meet it.
  func says(_ standing: Chooser.Standing) -> Phrase {
    switch (standing, kind) {
    case (.met, _): Phrase(kk: "орындалды", ru: "выполнено", en: "met")
    case (.open, .certificate):
      Phrase(
        kk: "есептеу күніне дейін алу керек", ru: "нужно получить ко дню расчёта", en: "to be had by the day of the run")
    case (.open, .contact):
      Phrase(kk: "хат жасалғанда сұралады", ru: "спросят, когда будет письмо", en: "asked when the letter is made")
    case (.open, _):
      Phrase(kk: "оқуға түсерде қаралады", ru: "смотрят при поступлении", en: "looked at on enrolment")
    case (.reachable, _):
      Phrase(
        kk: "осы беттегі «Бейіндік пәндерің» бөлімінде белгіле",
        ru: "отметьте в разделе «Ваши профильные предметы» на этой странице",
        en: "tick it under “Your profile subjects” on this page")
    case (.unmet, .certificate):
      Phrase(kk: "бұл курста оқымайсың", ru: "вы не учитесь на этом курсе", en: "you do not learn in that course")
    case (.unmet, _): Phrase(kk: "әзірге сай емес", ru: "пока не выполнено", en: "not met as far as we know")
    }
  }
}

extension Phrase {
  static let subjectCityCode = Phrase(kk: "Пән, қала немесе код", ru: "Предмет, город или код", en: "Subject, city or code")
  static let taughtIn = Phrase(kk: "Оқыту тілі", ru: "Язык обучения", en: "Language of instruction")
  static let whereTo = Phrase(kk: "Қайда", ru: "Где", en: "Where to study")
  static let inMyRegion = Phrase(kk: "өз облысымда", ru: "в моей области", en: "in my region")
  static let outsideMyRegion = Phrase(kk: "басқа жерде", ru: "в других местах", en: "elsewhere")
  static let shownBy = Phrase(kk: "Көрсету реті", ru: "Порядок показа", en: "Order shown")
  static let byName = Phrase(kk: "атауы бойынша", ru: "по названию", en: "by name")
  static let searchWord = Phrase(kk: "Бағдарлама іздеу", ru: "Искать программы", en: "Search programmes")
  static let drawForEach = Phrase(
    kk: "Көрсету реті әр қызға бөлек жеребемен: танымалдығына қарамайды.",
    ru: "Порядок показа у каждой девочки свой, по жребию: популярность не учитывается.",
    en: "The order shown is drawn for each girl by herself: popularity plays no part.")
  static func foundProgrammes(_ n: Int) -> Phrase {
    Phrase(
      kk: "Табылған ұсыныс: \(n)", ru: "\(plural(n, one: "Найдено", few: "Найдено", many: "Найдено")) предложений: \(n)",
      en: "\(counted(n, one: "offer", other: "offers")) found")
  }
  static let nothingFound = Phrase(kk: "Ештеңе табылмады", ru: "Ничего не найдено", en: "Nothing found")
  static let nothingFoundWhat = Phrase(
    kk: "Басқа сөзбен іздеп көр немесе сүзгіні алып таста.", ru: "Попробуйте другие слова или уберите фильтр.",
    en: "Try other words, or clear the filter.")
  static let backToList = Phrase(kk: "Тізімге оралу", ru: "Вернуться к списку", en: "Back to the list")
  static let isInList = Phrase(kk: "тізімде", ru: "в списке", en: "in the list")
  static let addToList = Phrase(kk: "Тізімге қосу", ru: "Добавить в список", en: "Add to the list")
  static func seatsCount(_ n: Int) -> Phrase {
    Phrase(
      kk: "\(n) орын", ru: counted(n, one: "место", few: "места", many: "мест"), en: counted(n, one: "seat", other: "seats"))
  }
  static func costsAYear(_ tenge: Int) -> Phrase {
    Phrase(
      kk: "грантсыз жылына \(Language.kk.number(tenge)) ₸", ru: "без гранта \(Language.ru.number(tenge)) ₸ в год",
      en: "\(Language.en.number(tenge)) ₸ a year without a grant")
  }
  static let costAsk = Phrase(
    kk: "оқу ақысын университеттен сұра", ru: "о плате спросите университет", en: "ask the university about the fee")
  static let yourSubjects = Phrase(kk: "Бейіндік пәндерің", ru: "Ваши профильные предметы", en: "Your profile subjects")
  static let whichSubjects = Phrase(
    kk: "Қай пәндерді бейіндік етіп тапсырасың?", ru: "Какие предметы у вас профильные?", en: "Which are your profile subjects?")
  static let keepSubjects = Phrase(kk: "Пәндерді сақтау", ru: "Сохранить предметы", en: "Keep the subjects")
}
