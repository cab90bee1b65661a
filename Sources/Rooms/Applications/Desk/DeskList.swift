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
    let place: DeskPlace
    let view: DeskView
    let counts: DeskCube
    let rows: [DeskRow]
    let schools: [School]
    let count: Int
    let columns: [DeskColumn]
    let views: [SavedView]
    let colleagues: Colleagues
    let reader: ID<Person>

    var filter: DeskFilter { place.filter }
    var pages: Int { max(1, (count + place.size - 1) / place.size) }
  }

  /// GET /desk/applications
  static func show(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle()
    let place = visit.deskPlace(visit.query)
    let view = DeskView(place.filter, cycle.id, permit)
    let mayCall = ReadContacts.roles.contains(where: visit.who.holds)
    let listing = try await house.database.read { tx in
      let view = try view.searched(tx, house)
      let columns = (try tx.chosenColumns(permit.actor.person) ?? DeskColumn.usual).filter { mayCall || !$0.isContact }
      // Chips narrow what is counted already; only what they do not know has to be counted anew.
      let counts =
        view.filter.isOfChips
        ? try house.deskCounts.remembered("list", cycle.id, permit.reach, at: visit.now) { try tx.deskCounts(view, house) }
        : try tx.deskCounts(view, house)
      return Listing(
        place: place, view: view, counts: counts,
        rows: try tx.deskRows(
          view, sort: place.sort, page: place.page, limit: place.size, columns,
          writesNotes: WorkOnApplications.roles.contains(where: visit.who.holds), house),
        schools: try view.filter.district.map { try tx.schools(placePrefix: String($0.prefix(4))) } ?? [],
        count: counts.count(view.filter), columns: columns, views: try tx.savedViews(permit, cycle.id, house.vault),
        colleagues: try tx.colleagues(in: cycle.id, house), reader: permit.actor.person)
    }
    try await house.database.write { tx in
      try tx.record(
        .applicationList, cycle.key, "\(view.filter.described) page=\(place.page) n=\(listing.rows.count)", by: permit, house)
    }
    return visit.page(page(visit, listing), scripts: [house.assets.link("desk.js")])
  }

  private static func page(_ visit: Visit, _ listing: Listing) -> Page {
    let t = visit.language
    var page = Page(
      title: t(.applications), language: t, width: .full,
      body: """
        \(tools(visit, listing))\(chips(visit, listing))\
        \(listing.rows.isEmpty
          ? "<div class=\"wide\">\(nothing(listing, t))</div>"
          : "<form method=\"get\" action=\"/desk/applications\">\(visit.shownCycleField)\(hidden("list", listing.place.fields.urlEncoded))\(sheet(visit, listing))\(foot(visit, listing))</form>")
        """)
    page.search = search(visit, listing)
    return page
  }

  private static func nothing(_ listing: Listing, _ t: Language) -> HTML {
    if listing.filter.search?.isTooShort == true { return emptyState(t(.nothingSought), HTML(t(.writeMore))) }
    let isEmpty = listing.counts.all == 0 && listing.filter == DeskFilter()
    return emptyState(t(.noApplications), HTML(t(isEmpty ? .noApplicationsYet : .changeFilter)))
  }

  /// What the list is, the search, and what can be done with it.
  private static func tools(_ visit: Visit, _ listing: Listing) -> HTML {
    let t = visit.language
    let search = search(visit, listing)
    return """
      <div class="wide tools"><h1>\(t(.applications))</h1><p role="status">\(t(.found(listing.count)))</p>\(tabs(visit, listing))\
      <form class="seek" role="search" method="post" action="\(search.action)">\(search.hidden)\
      <label class="vh" for="q-list">\(t(.search))</label>\
      <input class="q" type="search" id="q-list" name="q" value="\(search.value)" placeholder="\(search.title)">\
      <button class="mini">\(t(.search))</button></form>\(chooser(visit, listing))\(actions(visit, listing.filter))\
      \(t.keys([("J", t(.keyNext)), ("K", t(.keyPrevious)), ("Enter", t(.keyOpen)), ("/", t(.search)), ("?", t(.keyHelp))]))</div>
      """
  }

  /// Within what the list is narrowed to.
  private static func search(_ visit: Visit, _ listing: Listing) -> BarSearch {
    let rest = listing.place.changed { $0.filter.search = nil }
    return BarSearch(
      "/desk/searches", visit.language(.searchHint), value: listing.filter.search?.text ?? "",
      hidden: "\(visit.formToken)\(hidden("list", rest.fields.urlEncoded))")
  }

  /// The whole list, what is being worked on, and the lists that were saved; the one that is shown is marked, until a chip is pressed.
  private static func tabs(_ visit: Visit, _ listing: Listing) -> HTML {
    let t = visit.language
    let place = listing.place
    var (all, inWork) = (DeskPlace(Fields()), DeskPlace(Fields()))
    inWork.filter.states = [.submitted, .returned]
    all.sort = .changedLast
    var mine = DeskPlace(Fields())
    (mine.filter.states, mine.filter.assigned) = (Application.State.waiting, [.mine])
    let known =
      [(t(.viewAll), all), (t(.viewInWork), inWork)]
      + (listing.colleagues[listing.reader] == nil ? [] : [(t(.viewAssigned), mine)])
      + listing.views.map { ($0.name, $0.place) }
    let tabs = known.map { title, other -> ViewTab in
      let isCounted = listing.filter.isOfChips && other.filter.isOfChips
      var sized = other
      sized.size = place.size
      return ViewTab(
        title, visit.ofShown(sized.link()), count: isCounted ? listing.counts.count(other.filter.seen(by: listing.reader)) : nil,
        isCurrent: place.isLike(other))
    }
    let isNew = !known.contains { place.lasting.isLike($0.1) }
    return t.views(
      t(.savedViews), tabs,
      """
      \(isNew ? "<a href=\"\(visit.ofShown(place.link("/desk/views/new")))\">+ \(t(.saveView))</a>" : HTML.nothing)\
      \(listing.views.isEmpty ? HTML.nothing : "<a href=\"\(visit.ofShown("/desk/views"))\">\(t(.manageViews))</a>")
      """)
  }

  private static func chooser(_ visit: Visit, _ listing: Listing) -> HTML {
    let t = visit.language
    let order = DeskColumn.ordered(listing.columns)
    let mayCall = ReadContacts.roles.contains(where: visit.who.holds)
    return t.columnChooser(
      "/desk/columns",
      order.filter { $0 != .name && (mayCall || !$0.isContact) }.map {
        ColumnOption($0.rawValue, t($0.title), isShown: listing.columns.contains($0))
      }, isOpen: visit.query["columns"] == "open",
      """
      \(visit.formToken)\(hidden("list", listing.place.fields.urlEncoded))\
      \(hidden("order", order.map(\.rawValue).joined(separator: " ")))
      """)
  }

  /// With the rows that are ticked; each of these pages says what it is about to do before it does it.
  private static func bulk(_ visit: Visit) -> [(title: String, link: Link)] {
    let t = visit.language
    var acts: [(title: String, link: Link)] = []
    func may(_ roles: Set<Role>) -> Bool { roles.contains { visit.who.holds($0) } }
    if may(DecideApplications.roles) { acts.append((t(.makeEligible), "/desk/eligibility")) }
    if may(AssignApplications.roles) { acts.append((t(.assignAct), "/desk/assignments")) }
    if may(MessageApplicants.roles) { acts.append((t(.writeToThem), "/desk/messages/new")) }
    if may(ExportApplications.roles) { acts += [("XLSX", "/desk/applications.xlsx"), ("CSV", "/desk/applications.csv")] }
    return acts
  }

  private static func actions(_ visit: Visit, _ filter: DeskFilter) -> HTML {
    guard visit.who.holds(.coordinator) else { return .nothing }
    let t = visit.language
    let links: [(Phrase, Link)] = [
      (.makeCompleteEligible, filter.link("/desk/eligibility")), (.assignThese, filter.link("/desk/assignments")),
      (.writeToThese, filter.link("/desk/messages/new")),
      (.importTable, "/desk/imports"), (.enterForHer, "/desk/entries/new"),
    ]
    return """
      <details class="pop end"><summary>\(t(.actions)) <span aria-hidden="true">▾</span></summary><div class="panel">\
      \(links.map { "<a href=\"\(visit.ofShown($0.1))\">\(t($0.0))</a>" as HTML })</div></details>
      """
  }

  private static func foot(_ visit: Visit, _ listing: Listing) -> HTML {
    let t = visit.language
    let place = listing.place
    guard !listing.rows.isEmpty else { return .nothing }
    let first = (place.page - 1) * place.size + 1
    let mayExport = ExportApplications.roles.contains { visit.who.holds($0) }
    let exports: [(String, Link)] =
      mayExport
      ? [
        ("XLSX", place.link("/desk/applications.xlsx").with("columns", "shown")),
        ("CSV", place.link("/desk/applications.csv").with("columns", "shown")),
        (t(.allData), place.link("/desk/applications.xlsx")),
      ] : []
    func turned(_ page: Int) -> Link? {
      guard (1...listing.pages).contains(page) else { return nil }
      var other = place
      other.page = page
      return visit.ofShown(other.link())
    }
    let size = DeskPlace.sizes.first { $0 != place.size } ?? place.size
    return t.foot(
      from: first, to: first + listing.rows.count - 1, of: listing.count,
      """
      \(exports.map { "<a href=\"\(visit.ofShown($1))\">\($0)</a>" as HTML })\
      <a href="\(visit.ofShown(place.changed { $0.size = size }.link()))">\(t(.rowsAPage(size)))</a>
      """, previous: turned(place.page - 1), next: turned(place.page + 1))
      + (bulk(visit).isEmpty ? .nothing : t.bulk(bulk(visit)))
  }

  private static func sheet(_ visit: Visit, _ listing: Listing) -> HTML {
    let place = listing.place
    return visit.language.sheet(
      visit.language(.applications), listing.rows, listing.columns.map { $0.column(visit, place) }, id: { $0.application.code },
      sort: place.sort.shown,
      sorted: { sort in visit.ofShown(place.changed { $0.sort = DeskSort(sort) }.link()) },
      pick: bulk(visit).isEmpty
        ? nil : Pick("pick", value: { $0.application.code }, title: { $0.name?.full ?? $0.application.code }))
  }

  /// A few rows of the list, as they stand on the desk's first page.
  static func table(
    _ rows: [DeskRow], _ columns: [DeskColumn], _ visit: Visit, _ place: DeskPlace = DeskPlace(Fields()), caption: String,
    more: [Column<DeskRow>] = []
  ) -> HTML {
    visit.language.table(caption, rows, columns.map { $0.column(visit, place, isLinked: $0 == columns.first) } + more)
  }
}

/// What the list is narrowed to.
extension DeskList {
  private static func chips(_ visit: Visit, _ listing: Listing) -> HTML {
    let t = visit.language
    let filter = listing.filter
    let gazetteer = visit.house.gazetteer
    func facet<Value: Hashable>(
      _ title: Phrase, _ side: DeskCube.Side, _ path: WritableKeyPath<DeskFilter, [Value]>, _ values: [Value],
      of cell: (DeskCube.Cell) -> Value?, _ name: (Value) -> String
    ) -> Facet {
      let counts = listing.counts.counts(listing.view.filter, side, cell)
      let chosen = filter[keyPath: path]
      return Facet(
        t(title),
        values.filter { counts[$0] != nil || chosen.contains($0) }.map { value in
          let isOn = chosen.contains(value)
          let place = listing.place.changed { place in
            if isOn {
              place.filter[keyPath: path].removeAll { $0 == value }
            } else {
              place.filter[keyPath: path].append(value)
            }
          }
          return Chip(name(value), counts[value] ?? 0, visit.ofShown(place.link()), isOn: isOn)
        })
    }
    func known<Value: Hashable & Comparable>(_ value: (DeskCube.Cell) -> Value?, and chosen: [Value]) -> [Value] {
      Set(listing.counts.cells.compactMap(value) + chosen).sorted()
    }
    let (me, hasMine) = (listing.reader, listing.colleagues[listing.reader] != nil)
    func assigned(_ values: [DeskAssigned]) -> Facet {
      facet(.assignedColumn, .assigned, \.assigned, values, of: { $0.assigned(seenBy: me) }) { $0.words(listing.colleagues, t) }
    }
    let facets = [
      assigned((hasMine ? [.mine] : []) + [.nobody]),
      facet(.stateWord, .state, \.states, Application.State.allCases, of: \.state) { t($0.brief) },
      facet(.consentWord, .consent, \.consents, Application.ConsentState.allCases, of: \.consent) { t($0.brief) },
    ]
    let more = [
      assigned(listing.colleagues.all.filter { $0.person != me }.map { .person($0.person) }),
      facet(.grade, .grade, \.grades, known(\.grade, and: filter.grades), of: \.grade) { String($0) },
      facet(
        .teachingLanguage, .teachingLanguage, \.teachingLanguages, known(\.teachingLanguage, and: filter.teachingLanguages),
        of: \.teachingLanguage
      ) { TeachingLanguage.shortName($0, t) },
      facet(.sourceWord, .source, \.sources, Application.Source.allCases, of: \.source) { t($0.name) },
      facet(.region, .region, \.regions, known(\.region, and: filter.regions), of: \.region) {
        gazetteer[$0].map { t($0.name) } ?? $0
      },
      Facet(
        t(.notesWord),
        [
          Chip(
            t(.hasNotes), nil, visit.ofShown(listing.place.changed { $0.filter.isNoted.toggle() }.link()), isOn: filter.isNoted)
        ]),
    ]
    let typed = Facet(t(.chosen), removable(visit, listing))
    return t.chips(
      t(.filters), (typed.chips.isEmpty ? [] : [typed]) + facets, more: more, and: places(visit, listing),
      reset: filter == DeskFilter() ? nil : visit.ofShown(listing.place.changed { $0.filter = DeskFilter() }.link()))
  }

  /// What was typed or chosen from a long list, each to be taken away.
  private static func removable(_ visit: Visit, _ listing: Listing) -> [Chip] {
    let t = visit.language
    let filter = listing.filter
    func chip(_ title: String?, _ take: (inout DeskFilter) -> Void) -> Chip? {
      title.map { Chip($0, nil, visit.ofShown(listing.place.changed { take(&$0.filter) }.link()), isOn: true) }
    }
    return [
      chip(filter.search?.shown(t)) { $0.search = nil },
      chip(filter.picked.isEmpty ? nil : t(.pickedCount(filter.picked.count))) { $0.picked = [] },
      chip(filter.table == nil ? nil : t(.broughtByTable)) { $0.table = nil },
      chip(filter.assigned.contains(.lost) ? t(.assignedLost) : nil) { $0.assigned.removeAll { $0 == .lost } },
      chip(filter.district.flatMap { visit.house.gazetteer[$0] }.map { t($0.name) }) {
        $0.district = nil
        $0.school = nil
      },
      chip(filter.school.map { school in listing.schools.first { $0.id == school }.map { t($0.name) } ?? t(.school) }) {
        $0.school = nil
      },
    ].compactMap(\.self)
  }

  /// District and school: too many for chips.
  private static func places(_ visit: Visit, _ listing: Listing) -> HTML {
    let t = visit.language
    let filter = listing.filter
    let gazetteer = visit.house.gazetteer
    let regions = visit.house.programme.regions.filter { listing.view.regions?.contains($0) ?? true }
    let districts = regions.filter { filter.regions.isEmpty || filter.regions.contains($0) }.flatMap {
      gazetteer.children(of: $0)
    }
    let rest = listing.place.changed {
      $0.filter.district = nil
      $0.filter.school = nil
    }
    let schools: HTML =
      listing.schools.isEmpty
      ? .nothing
      : t.select(
        Field("school", t(.school)), listing.schools.map { Option($0.id.text, t($0.name)) }, chosen: filter.school?.text)
    return """
      <form method="get" action="/desk/applications">\(visit.shownCycleField)\(rest.fields.pairs.map { hidden($0.name, $0.value) })\
      \(t.select(Field("district", t(.district)), districts.map { Option($0.code, t($0.name)) }, chosen: filter.district))\(schools)\
      <button class="mini">\(t(.show))</button></form>
      """
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
    case .paper: Phrase(kk: "телефонмен не қағазда", ru: "по телефону или на бумаге", en: "by phone or on paper")
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
    kk: "Бұл сүзгілерге сай өтінім жоқ. Сүзгілердің бірін алып тастаңыз.",
    ru: "Таких заявок нет. Уберите один из фильтров.", en: "There are none like this. Remove one of the filters.")
  static let code = Phrase(kk: "Коды", ru: "Код", en: "Code")
  static let fullName = Phrase(kk: "Аты-жөні", ru: "Фамилия и имя", en: "Name")
  static let region = Phrase(kk: "Облыс", ru: "Область", en: "Region")
  static let district = Phrase(kk: "Аудан", ru: "Район", en: "District")
  static let school = Phrase(kk: "Мектеп", ru: "Школа", en: "School")
  static let grade = Phrase(kk: "Сынып", ru: "Класс", en: "Grade")
  static let teachingLanguage = Phrase(kk: "Оқыту тілі", ru: "Язык обучения", en: "Teaching language")
  static let stateWord = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let consentWord = Phrase(kk: "Келісім", ru: "Согласие", en: "Consent")
  static let sourceWord = Phrase(kk: "Қайдан келді", ru: "Откуда", en: "Source")
  static let submittedWhen = Phrase(kk: "Жіберілген күні", ru: "Подана", en: "Submitted")
  static let changedWhen = Phrase(kk: "Өзгерген күні", ru: "Изменена", en: "Changed")
  static let search = Phrase(kk: "Іздеу", ru: "Поиск", en: "Search")
  static let searchHint = Phrase(
    kk: "Аты-жөнінен, ауыл, мектеп, код, телефон", ru: "Часть имени, село, школа, код, телефон",
    en: "Part of a name, village, school, code, phone")
  static let makeEligible = Phrase(kk: "Іріктеуге жіберу", ru: "Допустить к отбору", en: "Admit to the selection")
  static let writeToThem = Phrase(kk: "Хат жазу", ru: "Написать", en: "Write to them")
  static func pickedCount(_ n: Int) -> Phrase {
    Phrase(kk: "белгіленгені: \(n)", ru: "отмечено: \(n)", en: "ticked: \(n)")
  }
  static let keyNext = Phrase(kk: "келесі жол не өтінім", ru: "следующая строка или заявка", en: "the next row or application")
  static let keyPrevious = Phrase(
    kk: "алдыңғы жол не өтінім", ru: "предыдущая строка или заявка", en: "the previous row or application")
  static let keyOpen = Phrase(kk: "ашу", ru: "открыть", en: "open")
  static let keyHelp = Phrase(kk: "осы көмек", ru: "эта подсказка", en: "this help")
  static let actions = Phrase(kk: "Әрекеттер", ru: "Действия", en: "Actions")
  static let chosen = Phrase(kk: "Таңдалды", ru: "Выбрано", en: "Chosen")
  static func rowsAPage(_ n: Int) -> Phrase {
    Phrase(kk: "бетте \(n) жол", ru: "по \(n) строк", en: "\(n) rows a page")
  }
  static let allData = Phrase(kk: "XLSX, барлық дерек", ru: "XLSX, все данные", en: "XLSX, all data")
  static let filters = Phrase(kk: "Сүзгілер", ru: "Фильтры", en: "Filters")
  static let makeCompleteEligible = Phrase(
    kk: "Дайын өтінімдерді іріктеуге жіберу", ru: "Допустить к отбору все готовые заявки", en: "Let in all ready applications")
  static let writeToThese = Phrase(
    kk: "Осы тізімдегілерге хабарлама жазу", ru: "Написать всем из этого списка", en: "Write to all in this list")
  static let assignThese = Phrase(
    kk: "Осы тізімді қызметкерге тапсыру", ru: "Передать все из этого списка", en: "Assign all in this list")
  static let importTable = Phrase(kk: "Кестеден жүктеу", ru: "Загрузить из таблицы", en: "Import from a table")
}
