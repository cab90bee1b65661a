import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// The list of applications: filtered, sorted, searched, paged; what it shows can be taken out as a table.
enum DeskList {
  private struct Listing: Sendable {
    let view: DeskView
    let sort: Markup.Sort
    let page: Int
    let count: Int
    let rows: [DeskRow]
    let schools: [School]
    var pages: Int { max(1, (count + Transaction.deskPage - 1) / Transaction.deskPage) }
  }

  /// GET /desk/applications
  static func show(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle()
    let view = DeskView(DeskFilter(visit.query), cycle.id, permit)
    let sort = sort(visit.query)
    let page = PageNumber(visit.query).value
    let listing = try await house.database.read { tx in
      let count = try tx.deskCount(view, house.vault)
      return Listing(
        view: view, sort: sort, page: page, count: count, rows: try tx.deskRows(view, sort: sort, page: page, house.vault),
        schools: try view.filter.district.map { try tx.schools(placePrefix: String($0.prefix(4))) } ?? [])
    }
    try await house.database.write { tx in
      try tx.record(
        .applicationList, cycle.key, "\(view.filter.described) page=\(page) n=\(listing.rows.count)", by: permit, house)
    }
    return visit.page(self.page(visit, listing))
  }

  static func sort(_ query: Fields) -> Markup.Sort {
    let keys: Set<String> = ["changed", "submitted", "code", "district"]
    guard let typed = query["sort"], keys.contains(typed) else { return Markup.Sort("changed", isDescending: true) }
    return Markup.Sort(typed, isDescending: query["order"] == "down")
  }

  private static func page(_ visit: Visit, _ listing: Listing) -> Page {
    let t = visit.language
    let filter = listing.view.filter
    let here = visit.ofShown(filter.link("/desk/applications"))
    let sorted = here.with("sort", listing.sort.key).with("order", listing.sort.isDescending ? "down" : nil)
    let mayExport = ExportApplications.roles.contains { visit.who.holds($0) }
    let exports: [(title: String, link: Link)] =
      mayExport && listing.count > 0
      ? [("CSV", "/desk/applications.csv"), ("XLSX", "/desk/applications.xlsx")].map { ($0, visit.ofShown(filter.link($1))) }
      : []
    return Page(
      title: t(.applications), language: t, width: .wide,
      body: """
        <h1>\(t(.applications))</h1>\(filters(visit, listing))
        <p role="status"><b>\(t(.found(listing.count)))</b></p>
        \(listing.rows.isEmpty
          ? emptyState(t(.noApplications), HTML(t(filter == DeskFilter() ? .noApplicationsYet : .changeFilter)))
          : table(listing.rows, visit, caption: t(.applications), sort: listing.sort, exports: exports) {
            here.with("sort", $0.key).with("order", $0.isDescending ? "down" : nil)
          })
        \(t.pager(page: listing.page, of: listing.pages) { sorted.with("page", $0) })
        \(actions(visit, filter, t))
        """)
  }

  private static func actions(_ visit: Visit, _ filter: DeskFilter, _ t: Language) -> HTML {
    guard visit.who.holds(.coordinator) else { return .nothing }
    let links: [(Phrase, Link)] = [
      (.makeCompleteEligible, "/desk/eligibility"), (.writeToThese, filter.link("/desk/messages/new")),
      (.importTable, "/desk/imports"),
    ]
    return "<ul>\(links.map { "<li><a href=\"\(visit.ofShown($0.1))\">\(t($0.0))</a></li>" as HTML })</ul>"
  }

  /// The list itself; `link` makes the headings sort.
  static func table(
    _ rows: [DeskRow], _ visit: Visit, caption: String, sort: Markup.Sort? = nil, exports: [(title: String, link: Link)] = [],
    _ link: ((Markup.Sort) -> Link)? = nil
  ) -> HTML {
    let t = visit.language
    let gazetteer = visit.house.gazetteer
    let columns: [Column<DeskRow>] = [
      Column(t(.code), sortKey: "code") { row in
        "<a href=\"\(Link("/desk/applications/\(row.application.code)"))\">\(row.application.code)</a>"
      },
      Column(t(.fullName)) { row in HTML(row.name?.full ?? "") },
      Column(t(.district), sortKey: "district") { row in
        HTML(row.application.traits.district.flatMap { gazetteer[$0] }.map { t($0.name) } ?? "")
      },
      Column(t(.grade)) { row in HTML(row.application.traits.grade.map { String($0) } ?? "") },
      Column(t(.teachingLanguage)) { row in
        HTML(row.application.traits.teachingLanguage.map { TeachingLanguage.name($0, t) } ?? "")
      },
      Column(t(.stateWord)) { row in
        "\(tag(t(row.application.state.name), row.application.state.tone))\(row.isRestricted ? " \(tag(t(.restrictedTag), .bad))" : HTML.nothing)"
      },
      Column(t(.consentWord)) { row in tag(t(row.application.consent.name), row.application.consent.tone) },
      Column(t(.submittedWhen), sortKey: "submitted") { row in
        HTML(row.application.submittedAt.map { t.shortDate($0.day()) } ?? "")
      },
      Column(t(.changedWhen), sortKey: "changed") { row in HTML(t.shortDate(row.application.changedAt.day())) },
    ]
    return t.table(caption, rows, columns, sort: sort, sorted: link, exports: exports)
  }

  private static func filters(_ visit: Visit, _ listing: Listing) -> HTML {
    let t = visit.language
    let filter = listing.view.filter
    let gazetteer = visit.house.gazetteer
    let regions = visit.house.programme.regions.filter { listing.view.regions?.contains($0) ?? true }.compactMap { gazetteer[$0] }
    let districts = regions.filter { filter.region == nil || $0.code == filter.region }.flatMap {
      gazetteer.children(of: $0.code)
    }
    let choices: [HTML] = [
      t.select(
        Field("state", t(.stateWord), isOptional: false), Application.State.allCases.map { Option($0.rawValue, t($0.name)) },
        chosen: filter.state?.rawValue),
      t.select(
        Field("consent", t(.consentWord)), Application.ConsentState.allCases.map { Option($0.rawValue, t($0.name)) },
        chosen: filter.consent?.rawValue),
      t.select(Field("region", t(.region)), regions.map { Option($0.code, t($0.name)) }, chosen: filter.region),
      t.select(Field("district", t(.district)), districts.map { Option($0.code, t($0.name)) }, chosen: filter.district),
      listing.schools.isEmpty
        ? .nothing
        : t.select(
          Field("school", t(.school)), listing.schools.map { Option($0.id.text, t($0.name)) }, chosen: filter.school?.text),
      t.select(Field("grade", t(.grade)), choices("grade", visit), chosen: filter.grade.map { String($0) }),
      t.select(
        Field("teaching", t(.teachingLanguage)), choices("teaching_language", visit), chosen: filter.teachingLanguage),
      t.select(
        Field("source", t(.sourceWord)), Application.Source.allCases.map { Option($0.rawValue, t($0.name)) },
        chosen: filter.source?.rawValue),
    ]
    let isNarrowed = !filter.stored.pairs.isEmpty
    return """
      <form method="get" action="/desk/applications">\(visit.shownCycleField)\
      \(t.textField(Field("q", t(.search), hint: t(.searchHint)), value: filter.search ?? ""))\
      <details\(" open", if: isNarrowed)><summary>\(t(.filters))</summary><div class="grid">\(choices)</div></details>\
      \(button(t(.show), look: .plain))</form>
      """
  }

  private static func choices(_ field: String, _ visit: Visit) -> [Markup.Option] {
    (visit.house.applicationForm.field(field)?.kind as? ChoiceField)?.options.map { Option($0.key, $0.label(visit.language)) }
      ?? []
  }
}

/// The three the state knows; others are shown as they are written in the form.
enum TeachingLanguage {
  static func name(_ key: String, _ t: Language) -> String {
    switch key {
    case "kk": t(Phrase(kk: "қаз", ru: "каз", en: "kaz"))
    case "ru": t(Phrase(kk: "орыс", ru: "рус", en: "rus"))
    case "mixed": t(Phrase(kk: "екі тіл", ru: "два языка", en: "both"))
    default: key
    }
  }
}

extension Application.State {
  var tone: Tone {
    switch self {
    case .draft, .withdrawn, .joined: .plain
    case .submitted, .returned: .waiting
    case .eligible: .good
    case .refused: .bad
    }
  }
}

extension Application.ConsentState {
  var tone: Tone {
    switch self {
    case .none: .plain
    case .girl, .guardian: .waiting
    case .complete: .good
    case .refused: .bad
    }
  }
}

extension Application.Source {
  var name: Phrase {
    switch self {
    case .web: Phrase(kk: "сайтта", ru: "на сайте", en: "on the site")
    case .paper: Phrase(kk: "қағазда", ru: "на бумаге", en: "on paper")
    case .imported: Phrase(kk: "кестеден", ru: "из таблицы", en: "from a table")
    }
  }
}

extension Phrase {
  static let applications = Phrase(kk: "Өтінімдер", ru: "Заявки", en: "Applications")
  static func found(_ n: Int) -> Phrase {
    Phrase(
      kk: "Табылғаны: \(Language.kk.number(n))", ru: "Найдено: \(Language.ru.number(n))", en: "Found: \(Language.en.number(n))")
  }
  static let restrictedTag = Phrase(kk: "шектелген", ru: "обработка ограничена", en: "restricted")
  static let changeFilter = Phrase(
    kk: "Бұл шарттарға сай өтінім жоқ. Шарттардың бірін алып тастаңыз.",
    ru: "Таких заявок нет. Уберите одно из условий.", en: "There are none like this. Remove one of the conditions.")
  static let code = Phrase(kk: "Коды", ru: "Код", en: "Code")
  static let fullName = Phrase(kk: "Аты-жөні", ru: "Фамилия и имя", en: "Name")
  static let region = Phrase(kk: "Облыс", ru: "Область", en: "Region")
  static let district = Phrase(kk: "Аудан", ru: "Район", en: "District")
  static let school = Phrase(kk: "Мектеп", ru: "Школа", en: "School")
  static let grade = Phrase(kk: "Сынып", ru: "Класс", en: "Grade")
  static let teachingLanguage = Phrase(kk: "Оқу тілі", ru: "Язык обучения", en: "Teaching language")
  static let stateWord = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let consentWord = Phrase(kk: "Келісім", ru: "Согласие", en: "Consent")
  static let sourceWord = Phrase(kk: "Қайдан келді", ru: "Откуда", en: "Source")
  static let submittedWhen = Phrase(kk: "Жіберілген күні", ru: "Подана", en: "Submitted")
  static let changedWhen = Phrase(kk: "Өзгерген күні", ru: "Изменена", en: "Changed")
  static let search = Phrase(kk: "Іздеу", ru: "Поиск", en: "Search")
  static let searchHint = Phrase(
    kk: "Код, аты-жөні толық сөзбен, телефон немесе ЖСН", ru: "Код, слова имени целиком, телефон или ИИН",
    en: "Code, whole words of the name, phone or IIN")
  static let filters = Phrase(kk: "Шарттар", ru: "Условия", en: "Filters")
  static let makeCompleteEligible = Phrase(
    kk: "Толық өтінімдерді тестке жіберу", ru: "Допустить к тесту все полные заявки", en: "Admit all complete applications")
  static let writeToThese = Phrase(
    kk: "Осы тізімдегілерге хат жазу", ru: "Написать всем из этого списка", en: "Write to all in this list")
  static let importTable = Phrase(kk: "Кестеден жүктеу", ru: "Загрузить из таблицы", en: "Import from a table")
}
