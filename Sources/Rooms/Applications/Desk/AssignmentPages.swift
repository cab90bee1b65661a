import Exchange
import Markup
import Programme
import Storage
import Words

/// Applications are given to one of those who may work on them: what is ticked, all that a list shows, or one from its own page.
enum AssignmentPages {
  /// What a list holds, and who could have it.
  private struct Asked: Sendable {
    /// All of the list; some may be closed.
    let total: Int
    let open: [(region: String?, count: Int)]
    let colleagues: Colleagues
    let has: [ID<Person>: Int]

    var openCount: Int { open.reduce(0) { $0 + $1.count } }

    func reached(by colleague: Colleague) -> Int {
      open.filter { colleague.reaches($0.region) }.reduce(0) { $0 + $1.count }
    }
  }

  /// GET /desk/assignments, with the filter of a list: how many, and to whom they can be given.
  static func show(_ visit: Visit, _ permit: Permit<AssignApplications>) async throws -> Reply {
    let view = DeskView(visit.deskFilter(visit.query), try visit.cycle().id, permit)
    let asked = try await read(view, visit)
    let done = visit.query.number("done", in: 0...10_000_000).map { done in
      Assignment.Outcome(
        done: done, left: visit.query.number("left", in: 0...10_000_000) ?? 0,
        beyond: visit.query.number("beyond", in: 0...10_000_000) ?? 0)
    }
    let to = visit.query["to"].flatMap { ID<Person>($0) }.flatMap { asked.colleagues[$0] }
    return visit.page(page(visit, visit.deskPlace(visit.query), asked, done, to: to))
  }

  /// POST /desk/assignments
  static func create(_ visit: Visit, _ permit: Permit<AssignApplications>) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle()
    let place = visit.deskPlace(listed: "filter")
    let filter = place.filter
    let view = DeskView(filter, cycle.id, permit)
    let asked = try await read(view, visit)
    if visit.asksOnlyLanguage { return visit.page(page(visit, place, asked, nil)) }
    guard let choice = Choice(visit.form["to"] ?? "", asked.colleagues) else {
      return visit.page(page(visit, place, asked, nil, isMissing: true), status: 422)
    }
    guard visit.form["count"] == String(asked.total) else { throw Refusal(.conflict, .listChanged) }
    let outcome = try await Assignment(cycle: cycle, to: choice.colleague, press: house.outside.id()).take(view, permit, house)
    let link = filter.link("/desk/assignments").with("done", outcome.done).with("left", outcome.left)
      .with("beyond", outcome.beyond).with("list", visit.form["list"]).with("to", choice.colleague?.person.text)
    return .seeOther(visit.ofShown(link).text)
  }

  /// POST /desk/applications/:code/assignment
  static func createOne(_ visit: Visit, _ permit: Permit<AssignApplications>) async throws -> Reply {
    let house = visit.house
    let code = try visit.name("code")
    let back = visit.deskPlace.link(Link("/desk/applications/\(code)"))
    let (application, cycle, colleagues) = try await house.database.read { tx in
      let application = try tx.application(code: ApplicationCode.read(code) ?? code, permit)
      return (application, try tx.cycle(application.cycle), try tx.colleaguesNow(in: application.cycle, house.vault))
    }
    guard let choice = Choice(visit.form["to"] ?? "", colleagues) else { return .seeOther(back.text) }
    if let to = choice.colleague {
      guard application.state.isOpen else { throw Refusal(.conflict, .alreadyMoved, back: application.deskPage) }
      guard to.reaches(application.traits.region) else {
        throw Refusal(.conflict, .colleagueChanged, back: application.deskPage)
      }
    }
    var filter = DeskFilter()
    filter.picked = [application.code]
    _ = try await Assignment(cycle: cycle, to: choice.colleague, press: house.outside.id())
      .take(DeskView(filter, cycle.id, permit), permit, house)
    return .seeOther(back.text)
  }

  /// What was chosen: one of the colleagues, or nobody.
  private struct Choice {
    static let nobody = "nobody"
    let colleague: Colleague?

    /// Nil where nothing was chosen, or somebody who is none of them.
    init?(_ text: String, _ colleagues: Colleagues) {
      if text == Self.nobody {
        colleague = nil
      } else {
        guard let found = ID<Person>(text).flatMap({ colleagues[$0] }) else { return nil }
        colleague = found
      }
    }
  }

  private static func read(_ view: DeskView, _ visit: Visit) async throws -> Asked {
    let house = visit.house
    return try await house.database.read { tx in
      Asked(
        total: try tx.value("SELECT count(*) FROM application WHERE \(try view.condition(tx, house))") ?? 0,
        open: try tx.openByRegion(view, house), colleagues: try tx.colleaguesNow(in: view.cycle, house.vault),
        has: try tx.assignedCounts(view.cycle))
    }
  }

  private static func page(
    _ visit: Visit, _ place: DeskPlace, _ asked: Asked, _ done: Assignment.Outcome?, to: Colleague? = nil, isMissing: Bool = false
  ) -> Page {
    let t = visit.language
    let filter = place.filter
    let narrowed =
      filter.picked.isEmpty
      ? filter.words(visit.house, t, asked.colleagues) + (filter.search.map { [$0.shown(t)] } ?? [])
        + (filter.table == nil ? [] : [t(.broughtByTable)]) : [t(.pickedCount(filter.picked.count))]
    let error = isMissing ? t(.choosePerson) : nil
    // Where nothing is left to give, nothing says that it could be given.
    let isOver = asked.total == 0 || done?.left == 0
    return Page(
      title: t(.assignTitle), language: t, notice: done.map { said($0, to: to, t) }, languageForm: "assignment",
      body: """
        \(t.back(to: visit.ofShown(back(visit, place).link())))\
        \(t.errorSummary(error.map { [(field: "to", message: $0)] } ?? []))<h1>\(t(.assignTitle))</h1>
        <p>\(t(.assignMeans))</p><p>\(narrowed.map { "\(tag($0)) " as HTML })</p>
        \(facts(
          [fact(t.number(asked.total), t(.inThisList))] + (isOver ? [] : [fact(t.number(asked.openCount), t(.ofThemOpen))])))
        \(isOver ? HTML.nothing : choice(visit, filter, asked, error))
        """)
  }

  /// The list in which rows were ticked, or the one that is given as a whole.
  private static func back(_ visit: Visit, _ place: DeskPlace) -> DeskPlace {
    (visit.form["list"] ?? visit.query["list"]).map { visit.deskPlace(Fields(urlEncoded: $0)) } ?? place
  }

  private static func choice(_ visit: Visit, _ filter: DeskFilter, _ asked: Asked, _ error: String?) -> HTML {
    let t = visit.language
    let options =
      asked.colleagues.all.filter { asked.reached(by: $0) > 0 }
      .map { Option($0.person.text, $0.name, hint: hint($0, asked, visit)) }
      + [Option(Choice.nobody, t(.assignedToNobody), hint: t(.takeBackMeans))]
    let field = Field("to", t(.assignToWhom), error: error)
    let list = (visit.form["list"] ?? visit.query["list"]).map { [("list", $0)] } ?? []
    return form(
      "/desk/assignments", hidden: [("count", String(asked.total)), ("filter", filter.fields.urlEncoded)] + list,
      id: "assignment",
      """
      \(visit.formToken)\
      \(options.count > fewest ? t.select(field, options, chosen: visit.form["to"]) : t.choice(field, options, chosen: visit.form["to"]))\
      \(asked.total > Assignment.most ? "<p class=\"hint\">\(t(.mostInOnePress(Assignment.most)))</p>" : HTML.nothing)\
      \(button(t(.assignAct)))
      """)
  }

  /// More than this is a list to choose from.
  private static let fewest = 12

  /// Which role, which regions, how many she has, and how many of these are beyond her reach.
  private static func hint(_ colleague: Colleague, _ asked: Asked, _ visit: Visit) -> String {
    let t = visit.language
    let regions = colleague.regions?.compactMap { visit.house.gazetteer[$0] }.map { t($0.name) }
    let reached = asked.reached(by: colleague)
    return [
      colleague.roles.map { t($0.name) }.joined(separator: ", "), regions?.joined(separator: ", "),
      t(.hasNow(asked.has[colleague.person] ?? 0)), reached < asked.openCount ? t(.reachesOnly(reached)) : nil,
    ].compactMap(\.self).joined(separator: "; ")
  }

  private static func said(_ done: Assignment.Outcome, to: Colleague?, _ t: Language) -> HTML {
    let lines = [
      to.map { t(.assignedTo($0.name, done.done)) } ?? t(.takenBackSoMany(done.done)),
      done.beyond > 0 ? t(.beyondReach(done.beyond)) : nil,
      done.left > 0 ? t(.assignLeft(done.left)) : nil,
    ].compactMap(\.self)
    return notice("\(lines.joined(separator: " "))", done.left > 0 ? .waiting : .good)
  }
}

/// On the page of one application: who has it, and to whom it can be given.
extension DeskSight {
  var assignment: HTML {
    let t = visit.language
    let application = file.application
    let assigned = file.colleagues.assigned(application.assignee, in: application.traits.region)
    let isMine = assigned == visit.who.person.map { DeskAssigned.person($0) }
    let lost = assigned == .lost && mayAssign ? file.assigneeName.map { t(.wasWith($0)) } : nil
    let who = isMine ? t(.assignedToYou) : assigned == .lost ? t(.assignedToNobody) : assigned.words(file.colleagues, t)
    let said: HTML = """
      <p>\(t(.assignedColumn)): <b>\(who)</b>\(lost.map { "<br>\(standing($0, .waiting))" as HTML })</p>
      """
    guard mayAssign, application.state.isOpen || application.assignee != nil else { return said }
    let able = application.state.isOpen ? file.colleagues.all.filter { $0.reaches(application.traits.region) } : []
    let holder = file.colleagues.holder(application.assignee, in: application.traits.region)
    let options =
      able.filter { $0.person != holder?.person }.map { Option($0.person.text, $0.name) }
      + (application.assignee == nil ? [] : [Option("nobody", t(.assignedToNobody))])
    guard !options.isEmpty else { return said }
    return """
      \(said)<details><summary>\(t(holder == nil ? .assignAct : .assignElse))</summary>\(form(
        application.deskPage.below("assignment"), hidden: [("list", list.fields.urlEncoded)],
        """
        \(visit.formToken)\(t.select(Field("to", t(.assignToWhom)), options))<button class="mini">\(t(.assignAct))</button>
        """))</details>
      """
  }

  private var mayAssign: Bool { AssignApplications.roles.contains(where: visit.who.holds) }
}

extension Phrase {
  static let assignedColumn = Phrase(kk: "Жауапты", ru: "Ведёт", en: "Assigned to")
  static let assignedToMe = Phrase(kk: "мен", ru: "я", en: "me")
  static let assignedToYou = Phrase(kk: "сіз", ru: "вы", en: "you")
  static let assignedToNobody = Phrase(kk: "ешкім", ru: "никто", en: "nobody")
  static let assignedLost = Phrase(
    kk: "жауаптысы енді жұмыс істемейді", ru: "прежний сотрудник больше не ведёт", en: "whoever had it no longer can")
  static func wasWith(_ name: String) -> Phrase {
    Phrase(
      kk: "Бұрын жауапты болған: \(name). Ол бұл өтініммен енді жұмыс істей алмайды.",
      ru: "Была передана: \(name). С этой заявкой этот человек больше не работает.",
      en: "It was assigned to \(name), who can no longer work on it.")
  }
  static let assignTitle = Phrase(kk: "Өтінімдерді қызметкерге тапсыру", ru: "Передать заявки", en: "Assign applications")
  static let assignElse = Phrase(kk: "Басқа адамға тапсыру", ru: "Передать другому", en: "Assign to somebody else")
  static let assignAct = Phrase(kk: "Тапсыру", ru: "Передать", en: "Assign")
  static let assignToWhom = Phrase(kk: "Кімге тапсырылады", ru: "Кому передать", en: "Assign to whom")
  static let assignMeans = Phrase(
    kk:
      "Жауапты адам бұл өтінімдерді өз жұмысында көреді, оған хат барады. Қалғандардың рұқсаты өзгермейді. Қайтарып алынған, қабылданбаған не біріктірілген өтінімдер тапсырылмайды.",
    ru:
      "Сотрудник увидит эти заявки в своей работе и получит письмо. Права остальных не меняются. Отозванные, отклонённые и объединённые заявки не передаются.",
    en:
      "The person sees these applications among her or his work and is sent a letter. What others may do does not change. Withdrawn, refused and merged applications are not assigned."
  )
  static let takeBackMeans = Phrase(
    kk: "өтінімдер қайтарып алынады", ru: "заявки будут забраны", en: "the applications are taken back")
  static let choosePerson = Phrase(kk: "Кімге екенін таңдаңыз", ru: "Выберите, кому", en: "Choose to whom")
  static let inThisList = Phrase(kk: "тізімде", ru: "в списке", en: "in the list")
  static let ofThemOpen = Phrase(kk: "тапсыруға болады", ru: "можно передать", en: "can be assigned")
  static func mostInOnePress(_ n: Int) -> Phrase {
    Phrase(
      kk: "Бір басқанда \(Language.kk.number(n)) өтінімнен артық тапсырылмайды.",
      ru: "За один раз передаётся не больше \(Language.ru.number(n)).",
      en: "At most \(Language.en.number(n)) are assigned with one press.")
  }
  static func hasNow(_ n: Int) -> Phrase {
    Phrase(kk: "қазір қарап жатқаны: \(n)", ru: "сейчас в работе: \(n)", en: "has now: \(n)")
  }
  static func reachesOnly(_ n: Int) -> Phrase {
    Phrase(
      kk: "тек \(n) өтінімге рұқсаты бар, қалғаны өзгермейді", ru: "доступны только \(n), остальные не изменятся",
      en: "reaches only \(n), the rest stay as they are")
  }
  static func assignedTo(_ name: String, _ n: Int) -> Phrase {
    Phrase(
      kk: "Жауапты: \(name). Тапсырылған өтінім саны: \(Language.kk.number(n)).",
      ru: "Передано: \(Language.ru.number(n)). Теперь ведёт: \(name).",
      en: "Assigned to \(name): \(Language.en.number(n)).")
  }
  static func takenBackSoMany(_ n: Int) -> Phrase {
    Phrase(
      kk: "Жауаптысы алынған өтінім саны: \(Language.kk.number(n)).", ru: "Забрано заявок: \(Language.ru.number(n)).",
      en: "Applications taken back: \(Language.en.number(n)).")
  }
  static func beyondReach(_ n: Int) -> Phrase {
    Phrase(
      kk: "Таңдалған адамның рұқсатынан тыс қалғаны: \(Language.kk.number(n)).",
      ru: "Вне доступа выбранного человека остались: \(Language.ru.number(n)).",
      en: "Beyond the reach of whoever was chosen: \(Language.en.number(n)).")
  }
  static func assignLeft(_ n: Int) -> Phrase {
    Phrase(
      kk: "Тағы қалғаны: \(Language.kk.number(n)). Қайта басыңыз.", ru: "Осталось ещё: \(Language.ru.number(n)). Нажмите снова.",
      en: "Still left: \(Language.en.number(n)). Press again.")
  }
  static let listChanged = Phrase(
    kk: "Осы аралықта тізім өзгерді. Бетті жаңартып, тағы бір рет қарап шығыңыз.",
    ru: "За это время список изменился. Обновите страницу и посмотрите ещё раз.",
    en: "The list has changed meanwhile. Reload the page and look again.")
}
