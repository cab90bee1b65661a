import Exchange
import Markup
import Programme
import Storage
import Words

/// The organisations: whose people may come in, what can be studied there, and who speaks for them.
enum OrganisationPages {
  static let home: Link = "/desk/grants/organisations"

  static func link(_ organisation: ID<Organisation>) -> Link { home.below(organisation.text) }

  /// The organisation that the address names.
  static func found(_ visit: Visit) async throws -> Organisation {
    let id: ID<Organisation> = try visit.id("organisation")
    return try await visit.house.database.read { try $0.organisation(id) }
  }

  private struct Line: Sendable {
    let organisation: Organisation
    let programmes: Int
    let officers: Int
  }

  /// GET /desk/grants/organisations
  static func list(_ visit: Visit, _ permit: Permit<ReadGrants>) async throws -> Reply {
    let (house, t, now) = (visit.house, visit.language, visit.now)
    let lines = try await house.database.read { tx in
      let (programmes, officers) = (try tx.programmeCounts(), try tx.officerCounts())
      return try tx.organisations().map {
        Line(organisation: $0, programmes: programmes[$0.id] ?? 0, officers: officers[$0.id] ?? 0)
      }
    }
    let columns: [Column<Line>] = [
      Column(t(.organisationWord)) { "<a href=\"\(link($0.organisation.id))\">\(t($0.organisation.name))</a>" },
      Column(t(.kindTitle)) { HTML(t($0.organisation.said.kind.name)) },
      Column(t(.cityTitle)) { HTML($0.organisation.said.city.map { CityName.of($0, house.gazetteer, t) } ?? "") },
      Column(t(.programmesTitle), isNumeric: true) { HTML(t.number($0.programmes)) },
      Column(t(.officersTitle), isNumeric: true) { HTML(t.number($0.officers)) },
      Column(t(.organisationClearance)) { standing($0.organisation, now, t) },
    ]
    return visit.page(
      Page(
        title: t(.organisationsTitle), language: t, width: .wide,
        body: """
          \(t.back(to: GrantsDesk.home))<h1>\(t(.organisationsTitle))</h1><p>\(t(.organisationsWhat))</p>
          \(visit.opens(home.below("new")) ? "<p>\(linkButton(t(.newOrganisation), home.below("new"), look: .plain))</p>" : HTML.nothing)
          \(t.table(t(.organisationsTitle), lines, columns, stacks: true, empty: emptyState(t(.noOrganisations), HTML(t(.organisationsWhat)))))
          """))
  }

  /// Whether its people may come in, in a word or two.
  static func standing(_ organisation: Organisation, _ now: Moment, _ t: Language) -> HTML {
    guard let last = organisation.lastDay else { return tag(t(.neverCleared)) }
    guard organisation.isCleared(at: now) else { return tag(t(.clearanceIsOver), .bad) }
    let soon = now.day().days(to: last) <= GrantsDesk.soon
    return tag(t(.clearedThrough(last)), soon ? .waiting : .good)
  }

  private struct Known: Sendable {
    let organisation: Organisation
    let programmes: [StudyProgramme]
    let officers: [Officer]
    let offers: [GrantOffer]
    let domains: DomainsAsked?
  }

  /// GET /desk/grants/organisations/:organisation
  static func show(_ visit: Visit, _ permit: Permit<ReadGrants>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let id: ID<Organisation> = try visit.id("organisation")
    let known = try await house.database.read { tx in
      Known(
        organisation: try tx.organisation(id), programmes: try tx.studyProgrammes(of: id),
        officers: try tx.officers(of: id, house),
        offers: try tx.offers(at: id), domains: try tx.domainsAsked(of: id))
    }
    let said = known.organisation.said
    let facts: [(name: String, value: HTML)] =
      [
        (t(.kindTitle), HTML(t(said.kind.name))), (t(.organisationClearance), standing(known.organisation, visit.now, t)),
        (t(.cityTitle), HTML(said.city.map { CityName.of($0, house.gazetteer, t) } ?? t(.notSaid))),
        (t(.binTitle), HTML(said.bin ?? t(.notSaid))), (t(.siteTitle), HTML(said.site ?? t(.notSaid))),
        (t(.domainsTitle), HTML(said.domains.isEmpty ? t(.notSaid) : said.domains.map { "@\($0)" }.joined(separator: ", "))),
      ]
    let edit = link(id).below("edit")
    return visit.page(
      Page(
        title: t(known.organisation.name), language: t, width: .wide,
        body: """
          \(t.back(to: home))<h1>\(t(known.organisation.name))</h1>\(pairs(facts))\(domains(known, visit))
          \(visit.opens(edit) ? "<p>\(linkButton(t(.changeOrganisation), edit, look: .plain))</p>" : HTML.nothing)
          <h2>\(t(.programmesTitle))</h2>\(programmes(known, visit))
          <h2>\(t(.offersTitle))</h2>\(OfferTable.table(known.offers, visit, empty: emptyState(t(.noOffers), HTML(t(.offersWhat)))))
          <h2>\(t(.officersTitle))</h2>\(OfficerPages.part(known.organisation, known.officers, visit))
          """))
  }

  /// Domains that wait for a second person.
  private static func domains(_ known: Known, _ visit: Visit) -> HTML {
    guard let waiting = known.domains else { return .nothing }
    let (t, way) = (visit.language, link(known.organisation.id).below("domains").below(waiting.id.text))
    let names = waiting.domains.isEmpty ? t(.notSaid) : waiting.domains.map { "@\($0)" }.joined(separator: ", ")
    let head: HTML = "<h2>\(t(.domainsWait))</h2><p><b>\(names)</b></p>"
    guard EditOffers.roles.contains(where: visit.who.holds) else { return card("\(head)<p>\(t(.domainsConfirmed))</p>") }
    let confirm: HTML =
      waiting.askedBy == visit.who.person
      ? notice("<p>\(t(.anotherPerson))</p>", .waiting)
      : form(way, hidden: [("decision", "yes")], "\(visit.formToken)\(button(t(.confirmDomains)))")
    return card(
      """
      \(head)<p>\(t(.domainsConfirmed))</p>\(confirm)
      \(form(way, hidden: [("decision", "no")], "\(visit.formToken)\(button(t(.dropDomains), look: .plain))"))
      """)
  }

  /// POST /desk/grants/organisations/:organisation/domains/:domains: a second person's yes, or anybody's no.
  static func decideDomains(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let (house, agrees) = (visit.house, visit.form["decision"] == "yes")
    let (organisation, domains): (ID<Organisation>, ID<DomainsAsked>) = (try visit.id("organisation"), try visit.id("domains"))
    try await house.database.write { tx in
      try tx.decide(domains: domains, of: organisation, agrees: agrees, by: permit.actor, house)
    }
    return .seeOther(link(organisation).text)
  }

  private static func programmes(_ known: Known, _ visit: Visit) -> HTML {
    let (t, house) = (visit.language, visit.house)
    let new = link(known.organisation.id).below("programmes").below("new")
    let mayEdit = visit.opens(new)
    let columns: [Column<StudyProgramme>] = [
      Column(t(.programmeWord)) { programme in
        mayEdit ? "<a href=\"\(ProgrammeForm.link(programme.id))\">\(t(programme.name))</a>" : HTML(t(programme.name))
      },
      Column(t(.groupTitle)) { HTML($0.said.group) }, Column(t(.streamTitle)) { HTML(t($0.said.language.stream)) },
      Column(t(.levelTitle)) { HTML(t($0.said.level.name)) }, Column(t(.iscedTitle)) { HTML($0.said.isced) },
      Column(t(.cityTitle)) { HTML(CityName.of($0.said.city, house.gazetteer, t)) },
      Column(t(.costTitle), isNumeric: true) { HTML($0.said.cost.map { t.money($0) } ?? t(.notSaid)) },
    ]
    return """
      \(t.table(t(.programmesTitle), known.programmes, columns, stacks: true, empty: emptyState(t(.noProgrammes), HTML(t(.programmesWhat)))))
      \(mayEdit ? "<p>\(linkButton(t(.newProgramme), new, look: .plain))</p>" : HTML.nothing)
      """
  }
}

extension Transaction {
  fileprivate func programmeCounts() throws -> [ID<Organisation>: Int] {
    Dictionary(
      uniqueKeysWithValues: try rows(
        """
        SELECT organisation_id, count(*) AS n FROM grants_programme WHERE closed_at IS NULL GROUP BY organisation_id
        ORDER BY organisation_id
        """
      ) { (try $0["organisation_id"] as ID<Organisation>, try $0["n"] as Int) })
  }

  fileprivate func officerCounts() throws -> [ID<Organisation>: Int] {
    Dictionary(
      uniqueKeysWithValues: try rows(
        """
        SELECT organisation_id, count(*) AS n FROM membership
        WHERE role = 'university' AND organisation_id IS NOT NULL AND confirmed_at IS NOT NULL AND ended_at IS NULL
        GROUP BY organisation_id ORDER BY organisation_id
        """
      ) { (try $0["organisation_id"] as ID<Organisation>, try $0["n"] as Int) })
  }
}

extension Language {
  /// "900 000 ₸".
  func money(_ tenge: Int) -> String { "\(number(tenge))\u{a0}₸" }
}

extension Phrase {
  static let domainsWait = Phrase(
    kk: "Пошта домендері екінші адамды күтеді", ru: "Домены почты ждут второго человека",
    en: "E-mail domains wait for a second person")
  static let domainsConfirmed = Phrase(
    kk: "Расталғанша өкілдер бұрынғы домендерге ғана шақырылады. Домен шынымен осы ұйымдікі екенін тексеріңіз.",
    ru: "Пока домены не подтверждены, приглашают только на прежние. Проверьте, что домен действительно принадлежит организации.",
    en:
      "Until they are confirmed officers are invited to the earlier ones only. Make sure that the domain is the organisation's own."
  )
  static let confirmDomains = Phrase(kk: "Домендерді растау", ru: "Подтвердить домены", en: "Confirm the domains")
  static let dropDomains = Phrase(kk: "Домендерден бас тарту", ru: "Отклонить домены", en: "Do not take the domains")
  static let organisationsTitle = Phrase(kk: "Ұйымдар", ru: "Организации", en: "Organisations")
  static let organisationWord = Phrase(kk: "Ұйым", ru: "Организация", en: "Organisation")
  static let organisationsWhat = Phrase(
    kk: "Университеттер мен қорлар. Ұйымның өкілдері оның рұқсаты күшінде болғанда ғана кіре алады.",
    ru: "Университеты и фонды. Представители организации входят, только пока действует её допуск.",
    en: "Universities and foundations. An organisation's officers come in only while its clearance is in force.")
  static let noOrganisations = Phrase(kk: "Ұйым жоқ", ru: "Организаций нет", en: "No organisations")
  static let programmesTitle = Phrase(
    kk: "Білім беру бағдарламалары", ru: "Образовательные программы", en: "Programmes of study")
  static let programmeWord = Phrase(kk: "Білім беру бағдарламасы", ru: "Образовательная программа", en: "Programme of study")
  static let programmesWhat = Phrase(
    kk: "Қазақ және орыс бөлімдері екі бөлек бағдарлама ретінде енгізіледі.",
    ru: "Казахское и русское отделения вносят как две программы.", en: "The Kazakh and the Russian stream are two programmes.")
  static let noProgrammes = Phrase(kk: "Бағдарлама енгізілмеген", ru: "Программы не внесены", en: "No programmes entered")
  static let newProgramme = Phrase(kk: "Бағдарлама енгізу", ru: "Внести программу", en: "Enter a programme")
  static let officersTitle = Phrase(kk: "Өкілдер", ru: "Представители", en: "Officers")
  static let offersTitle = Phrase(kk: "Гранттық орындар", ru: "Грантовые места", en: "Seats with a grant")
  static let noOffers = Phrase(kk: "Орын енгізілмеген", ru: "Места не внесены", en: "No seats entered")
  static let offersWhat = Phrase(
    kk: "Орынды бір тарап енгізеді, екінші тарап растайды; содан кейін ғана ол қыздарға көрінеді.",
    ru: "Место вносит одна сторона, другая подтверждает; только после этого его видят девочки.",
    en: "One side enters seats, the other confirms them; only then do girls see them.")
  static let organisationClearance = Phrase(kk: "Рұқсаты", ru: "Допуск", en: "Clearance")
  static let neverCleared = Phrase(kk: "рұқсат берілмеген", ru: "допуска нет", en: "no clearance")
  static let clearanceIsOver = Phrase(kk: "рұқсат тоқтаған", ru: "допуск прекращён", en: "clearance ended")
  static func clearedThrough(_ last: Day) -> Phrase {
    Phrase(
      kk: "рұқсат бар, \(Language.kk.until(last))", ru: "допуск есть, \(Language.ru.until(last))",
      en: "cleared, \(Language.en.until(last))")
  }
  static let changeOrganisation = Phrase(kk: "Деректерін өзгерту", ru: "Изменить данные", en: "Change the details")
  static let notSaid = Phrase(kk: "көрсетілмеген", ru: "не указано", en: "not given")
  static let groupTitle = Phrase(kk: "Топ коды", ru: "Код группы", en: "Group code")
  static let streamTitle = Phrase(kk: "Оқыту тілі", ru: "Язык обучения", en: "Language of teaching")
  static let levelTitle = Phrase(kk: "Деңгей", ru: "Уровень", en: "Level")
  static let iscedTitle = Phrase(kk: "ISCED-F коды", ru: "Код ISCED-F", en: "ISCED-F code")
  static let costTitle = Phrase(kk: "Жылдық ақысы", ru: "Плата за год", en: "Fee a year")
}
