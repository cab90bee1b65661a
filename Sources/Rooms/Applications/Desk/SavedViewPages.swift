import Exchange
import Forms
import Markup
import Programme
import Storage
import Words

/// Lists under a name: saving one, renaming, sharing, deleting it. And the columns everybody chooses for her- or himself.
enum SavedViewPages {
  /// GET /desk/views: her or his own, and what colleagues share.
  static func list(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    let house = visit.house
    let t = visit.language
    let cycle = try visit.cycle()
    let (views, names, colleagues) = try await house.database.read { tx in
      let views = try tx.savedViews(permit, cycle.id, house.vault)
      let others = Set(views.map(\.owner)).subtracting([permit.actor.person]).map { "\(Role.coordinator.rawValue):\($0)" }
      return (views, try tx.namesOfActors(others, house.vault), try tx.colleagues(in: cycle.id, house))
    }
    let columns: [Column<SavedView>] = [
      Column(t(.viewName)) { view in "<a href=\"\(visit.ofShown(view.place.link()))\">\(view.name)</a>" },
      Column(t(.viewShows)) { HTML($0.place.words(house, t, colleagues).joined(separator: "; ")) },
      Column(t(.viewOf)) { view in
        guard view.owner != permit.actor.person else { return HTML(t(view.reach == nil ? .viewMine : .viewMineShared)) }
        return HTML(names["\(Role.coordinator.rawValue):\(view.owner)"] ?? t(.viewOfColleague))
      },
      Column(t(.viewChange)) { view in
        guard view.owner == permit.actor.person else { return .nothing }
        return "<a href=\"\(Link("/desk/views/\(view.id.text)"))\">\(t(.viewRename))<span class=\"vh\">: \(view.name)</span></a>"
      },
    ]
    return visit.page(
      Page(
        title: t(.savedViews), language: t, width: .wide,
        body: """
          \(t.back(to: visit.ofShown("/desk/applications")))<h1>\(t(.savedViews))</h1><p>\(t(.viewsExplained))</p>
          \(t.table(t(.savedViews), views, columns, empty: emptyState(t(.noViews), HTML(t(.noViewsYet)))))
          """))
  }

  /// GET /desk/views/new, with the filter and the order of a list
  static func new(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    try await shown(visit, visit.deskPlace(visit.query), nil, name: "", isShared: false, nil)
  }

  /// POST /desk/views
  static func create(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle()
    let place = visit.deskPlace(listed: "list")
    let (name, isShared) = (read(visit.form), visit.form["shared"] == "yes")
    let isTooNarrow = place.lasting.fields.urlEncoded.utf8.count > SavedView.longestAddress
    var error = complaint(name) ?? (isTooNarrow ? .viewTooNarrow : nil)
    if error == nil, !visit.asksOnlyLanguage {
      error = try await house.database.write { tx in
        guard try tx.countOwnViews(permit.actor.person) < SavedView.most else { return .viewsEnough(SavedView.most) }
        guard try !tx.hasView(named: name, permit, cycle.id, house.vault) else { return .viewNameTaken }
        try tx.save(name, place, reach: isShared ? permit.reachText(cycle.id) : nil, permit, house)
        return nil
      }
    }
    if visit.asksOnlyLanguage || error != nil {
      return try await shown(visit, place, nil, name: name, isShared: isShared, visit.asksOnlyLanguage ? nil : error)
    }
    return .seeOther(visit.ofShown(place.lasting.link()).text)
  }

  /// GET /desk/views/:view
  static func edit(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    let view = try await own(visit, permit)
    return try await shown(visit, view.place, view, name: view.name, isShared: view.reach != nil, nil)
  }

  /// POST /desk/views/:view
  static func update(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle()
    let view = try await own(visit, permit)
    let (name, isShared) = (read(visit.form), visit.form["shared"] == "yes")
    var error = complaint(name)
    if error == nil, !visit.asksOnlyLanguage {
      error = try await house.database.write { tx in
        guard try !tx.hasView(named: name, besides: view.id, permit, cycle.id, house.vault) else { return .viewNameTaken }
        try tx.rename(view, name, reach: isShared ? permit.reachText(cycle.id) : nil, house)
        return nil
      }
    }
    if visit.asksOnlyLanguage || error != nil {
      return try await shown(visit, view.place, view, name: name, isShared: isShared, visit.asksOnlyLanguage ? nil : error)
    }
    return .seeOther("/desk/views")
  }

  /// POST /desk/views/:view/drop
  static func drop(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    let view = try await own(visit, permit)
    try await visit.house.database.write { try $0.drop(view) }
    return .seeOther("/desk/views")
  }

  /// POST /desk/columns: which ones, and a step of one of them.
  static func columns(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    let place = visit.deskPlace(listed: "list")
    let before = (visit.form["order"] ?? "").split(separator: " ").compactMap { DeskColumn(rawValue: String($0)) }
    let chosen = Set(visit.form.all("column").compactMap(DeskColumn.init(rawValue:)))
    let move = (visit.form["move"] ?? "").split(separator: " ").map(String.init)
    var columns = DeskColumn.ordered(before).filter { chosen.contains($0) && $0 != .name }
    if move.count == 2, let column = DeskColumn(rawValue: move[1]), let from = columns.firstIndex(of: column) {
      let to = move[0] == "up" ? from - 1 : from + 1
      if columns.indices.contains(to) { columns.swapAt(from, to) }
    }
    let (kept, now) = ([.name] + columns, visit.now)
    try await visit.house.database.write { try $0.choose(kept, permit.actor.person, at: now) }
    let list = visit.ofShown(place.link())
    return .seeOther((move.isEmpty ? list : list.with("columns", "open")).text)
  }

  private static func own(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> SavedView {
    let id = try visit.id("view", of: SavedView.self)
    return try await visit.house.database.read { try $0.ownView(id, permit, visit.house.vault) }
  }

  private static func read(_ form: Fields) -> String {
    (form["name"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func complaint(_ name: String) -> Phrase? {
    name.isEmpty ? .viewNameMissing : name.count > SavedView.longestName ? .tooLong(SavedView.longestName) : nil
  }

  private static func shown(
    _ visit: Visit, _ place: DeskPlace, _ view: SavedView?, name: String, isShared: Bool, _ error: Phrase?
  ) async throws -> Reply {
    let (house, cycle) = (visit.house, try visit.cycle())
    let colleagues = try await house.database.read { try $0.colleagues(in: cycle.id, house) }
    return visit.page(
      formPage(visit, place, view, colleagues, name: name, isShared: isShared, error: error), status: error == nil ? 200 : 422)
  }

  private static func formPage(
    _ visit: Visit, _ place: DeskPlace, _ view: SavedView?, _ colleagues: Colleagues, name: String, isShared: Bool,
    error: Phrase?
  ) -> Page {
    let t = visit.language
    let shows = place.lasting.words(visit.house, t, colleagues)
    let title = t(view == nil ? .saveView : .viewRename)
    let says = error.map { t($0) }
    return Page(
      title: title, language: t, languageForm: "view",
      body: """
        \(t.back(to: view == nil ? visit.ofShown(place.link()) : "/desk/views"))\
        \(t.errorSummary(says.map { [(field: "name", message: $0)] } ?? []))<h1>\(title)</h1>
        <p>\(t(.viewShows)): \(shows.joined(separator: "; "))</p>
        \(place.filter == place.lasting.filter ? HTML.nothing : "<p class=\"hint\">\(t(.viewLeavesSearch))</p>")
        \(form(
          view.map { Link("/desk/views/\($0.id.text)") } ?? "/desk/views", hidden: view == nil ? [("list", place.fields.urlEncoded)] : [],
          id: "view",
          """
          \(visit.formToken)\(t.textField(Field("name", t(.viewName), error: says), value: name, longest: SavedView.longestName))\
          \(t.checkBox(Field("shared", t(.viewShare)), isChecked: isShared))<p class="hint">\(t(.viewShareMeans))</p>\
          \(button(t(.saveView)))
          """))
        \(view.map { view in
          form("/desk/views/\(view.id.text)/drop", "\(visit.formToken)\(button(t(.viewDelete), look: .danger))")
        })
        """)
  }
}

extension DeskFilter {
  /// What it narrows by that lasts, in words; nothing where that is nothing.
  func words(_ house: House, _ t: Language, _ colleagues: Colleagues) -> [String] {
    func line(_ title: Phrase, _ values: [String]) -> String? {
      values.isEmpty ? nil : "\(t(title)): \(values.joined(separator: ", "))"
    }
    func place(_ code: String) -> String { house.gazetteer[code].map { t($0.name) } ?? code }
    return [
      line(.stateWord, states.map { t($0.brief) }), line(.consentWord, consents.map { t($0.brief) }),
      line(.assignedColumn, assigned.map { $0.words(colleagues, t) }), line(.sourceWord, sources.map { t($0.name) }),
      line(.region, regions.map(place)), line(.district, district.map { [place($0)] } ?? []),
      line(.grade, grades.map { String($0) }),
      line(.teachingLanguage, teachingLanguages.map { TeachingLanguage.name($0, t) }), school.map { _ in t(.school) },
      isNoted ? t(.hasNotes) : nil,
    ].compactMap(\.self)
  }
}

extension DeskPlace {
  /// What it shows and in which order, in words.
  func words(_ house: House, _ t: Language, _ colleagues: Colleagues) -> [String] {
    let narrowed = filter.words(house, t, colleagues)
    let order = DeskColumn(rawValue: sort.key.rawValue).map { "\(t($0.title)) \(sort.isDescending ? "▼" : "▲")" }
    return (narrowed.isEmpty ? [t(.allApplications)] : narrowed) + (order.map { ["\(t(.viewOrder)): \($0)"] } ?? [])
  }
}

extension Phrase {
  static let savedViews = Phrase(kk: "Сақталған тізімдер", ru: "Сохранённые списки", en: "Saved lists")
  static let saveView = Phrase(kk: "Тізімді сақтау", ru: "Сохранить список", en: "Save the list")
  static let manageViews = Phrase(kk: "Тізімдерді басқару", ru: "Все списки", en: "Manage lists")
  static let viewsExplained = Phrase(
    kk: "Тізім — сүзгілер мен реттің аты. Ол рұқсатты кеңейтпейді: әркім өз рөлі көретінін ғана көреді.",
    ru: "Список — это имя для фильтров и порядка. Прав он не расширяет: каждый видит только то, что открывает его роль.",
    en: "A list is a name for filters and an order. It widens nothing: everybody sees only what his or her role reaches.")
  static let noViews = Phrase(kk: "Сақталған тізім жоқ", ru: "Сохранённых списков нет", en: "No saved lists")
  static let noViewsYet = Phrase(
    kk: "Өтінімдер тізімін сүзіп, «Тізімді сақтау» сілтемесін басыңыз.",
    ru: "Отфильтруйте список заявок и нажмите «Сохранить список».", en: "Filter the applications and press “Save the list”.")
  static let viewName = Phrase(kk: "Тізімнің аты", ru: "Название списка", en: "Name of the list")
  static let viewShows = Phrase(kk: "Не көрсетеді", ru: "Что показывает", en: "What it shows")
  static let viewOf = Phrase(kk: "Кімдікі", ru: "Чей", en: "Whose")
  static let viewMine = Phrase(kk: "менікі", ru: "мой", en: "mine")
  static let viewMineShared = Phrase(kk: "менікі, ортақ", ru: "мой, общий", en: "mine, shared")
  static let viewOfColleague = Phrase(kk: "әріптестікі", ru: "коллеги", en: "a colleague’s")
  static let viewChange = Phrase(kk: "Өзгерту", ru: "Изменить", en: "Change")
  static let viewRename = Phrase(kk: "Тізімді өзгерту", ru: "Изменить список", en: "Change the list")
  static let viewDelete = Phrase(kk: "Тізімді өшіру", ru: "Удалить список", en: "Delete the list")
  static let viewShare = Phrase(kk: "Әріптестерге де көрсету", ru: "Показать и коллегам", en: "Show it to colleagues too")
  static let viewShareMeans = Phrase(
    kk: "Дәл осындай аймақтарды көретін қызметкерлер ғана көреді.",
    ru: "Его увидят только сотрудники, которым открыты те же области.",
    en: "Only those of the staff see it whose role reaches exactly the same regions.")
  static let viewNameMissing = Phrase(kk: "Тізімге ат беріңіз", ru: "Назовите список", en: "Give the list a name")
  static let viewNameTaken = Phrase(
    kk: "Мұндай атпен тізім бар. Басқа ат беріңіз", ru: "Список с таким названием уже есть. Дайте другое",
    en: "There is a list of this name already. Give another one")
  static let viewTooNarrow = Phrase(
    kk: "Сүзгілер тым көп. Кейбірін алып тастаңыз.", ru: "Слишком много фильтров. Уберите часть.",
    en: "There are too many filters. Take some away.")
  static func viewsEnough(_ n: Int) -> Phrase {
    Phrase(
      kk: "Бір адамда \(n) тізімнен артық болмайды. Қажетсізін өшіріңіз.",
      ru: "Больше \(n) списков сохранить нельзя. Удалите ненужные.", en: "More than \(n) lists cannot be kept. Delete some.")
  }
  static let viewLeavesSearch = Phrase(
    kk: "Іздеу мен белгіленген жолдар тізімге кірмейді: онда аты-жөні болуы мүмкін.",
    ru: "Поиск и отмеченные строки не сохраняются: в них может быть чьё-то имя.",
    en: "The search and what is ticked are not kept: somebody’s name may stand in them.")
  static let viewOrder = Phrase(kk: "Реті", ru: "Порядок", en: "Order")
  static let viewAll = Phrase(kk: "Бәрі", ru: "Все", en: "All")
  static let viewAssigned = Phrase(kk: "Маған тапсырылған", ru: "Мои", en: "Assigned to me")
  static let viewInWork = Phrase(kk: "Жұмыста", ru: "В работе", en: "In work")
}
