import Exchange
import Markup
import Programme
import Storage
import Words

/// A round: its days, and how far its offers are.
enum RoundPages {
  static func link(_ round: ID<Round>) -> Link { "/desk/grants/rounds/\(round.text)" }

  /// The way back from a page below a round: whoever may be its second hand need not be let into the round.
  static func back(_ round: ID<Round>, _ visit: Visit) -> HTML {
    visit.language.back(to: visit.opens(link(round)) ? link(round) : "/desk")
  }

  private struct Known: Sendable {
    let round: Round
    let offers: [GrantOffer]
    let girls: Int
  }

  /// GET /desk/grants/rounds/:round
  static func show(_ visit: Visit, _ permit: Permit<ReadGrants>) async throws -> Reply {
    let (t, today) = (visit.language, visit.now.day())
    let id: ID<Round> = try visit.id("round")
    let known = try await visit.house.database.read { tx in
      let round = try tx.round(id)
      return Known(
        round: round, offers: try tx.offers(of: id), girls: try tx.leavers(in: round.leavingYear).count { $0.mayTakePart })
    }
    let (round, standing) = (known.round, known.offers.filter { $0.state == .confirmed })
    let facts: [(name: String, value: HTML)] =
      [
        (t(.girlsOfRound), HTML(t.number(known.girls))),
        (t(.offersConfirmed), HTML(t.number(standing.count))),
        (t(.seatsConfirmed), HTML(t.number(standing.map(\.seats).reduce(0, +)))),
      ] + (round.takesOffers(on: today) ? [(t(.offersWaiting), HTML(t.number(known.offers.count { $0.state == .entered })))] : [])
    let (edit, offers) = (link(id).below("edit"), link(id).below("offers"))
    return visit.page(
      Page(
        title: round.name(t), language: t, width: .wide,
        body: """
          \(t.back(to: GrantsDesk.home))<h1>\(round.name(t))</h1>
          \(t.table(t(.daysOfRound), RoundDates.stages(of: round.number), columns(round, today, t), stacks: true))
          \(visit.opens(edit) ? "<p>\(linkButton(t(.changeDays), edit, look: .plain))</p>" : HTML.nothing)
          \(pairs(facts))
          \(round.number == 1 ? "<p>\(linkButton(t(.offersTitle), offers))</p>" : HTML.nothing)
          <p><a href="\(MatchDesk.link(id))">\(t(.runsOfRound))</a></p>
          \(visit.opens(LetterDesk.link(id)) ? "<p><a href=\"\(LetterDesk.link(id))\">\(t(.lettersTitle))</a></p>" : HTML.nothing)
          \(round.number == 1 ? "<ul><li><a href=\"\(MeritPages.link(id))\">\(t(.meritTitle))</a></li><li><a href=\"\(ListDesk.link(id))\">\(t(.listsTitle))</a></li></ul>" : HTML.nothing)
          """))
  }

  private static func columns(_ round: Round, _ today: Day, _ t: Language) -> [Column<Round.Stage>] {
    [
      Column(t(.stageTitle)) { HTML(t($0.name)) },
      Column(t(.daysTitle)) { stage in HTML(round.days(stage).map { t.dates($0.first, $0.last) } ?? "") },
      Column(t(.standsTitle)) { stage in
        guard let days = round.days(stage) else { return .nothing }
        if today < days.first { return tag(t(.isAhead)) }
        return today > days.last ? tag(t(.isOver), .good) : tag(t(.isOn), .waiting)
      },
    ]
  }

  /// GET /desk/grants/rounds/new
  static func new(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    let rounds = try await visit.house.database.read { try $0.rounds() }
    // A year is chosen first; its days are proposed.
    guard let year = visit.query.number("year", in: years(visit)),
      let number = wholeNumber(visit.query["number"] ?? "1", in: 1...2)
    else { return visit.page(yearPage(visit, rounds, nil)) }
    if rounds.contains(where: { $0.leavingYear == year && $0.number == number }) {
      return visit.page(yearPage(visit, rounds, visit.language(.roundIsThere)), status: 422)
    }
    if number == 2, !rounds.contains(where: { $0.leavingYear == year && $0.number == 1 }) {
      return visit.page(yearPage(visit, rounds, visit.language(.firstRoundFirst)), status: 422)
    }
    let typed = Typed(RoundDates.proposed(leaving: year, number: number), number)
    return visit.page(page(visit, nil, year, number, typed, []))
  }

  /// POST /desk/grants/rounds
  static func create(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    guard let year = visit.form.number("year", in: years(visit)), let number = visit.form.number("number", in: 1...2)
    else { throw Refusal(.invalid, .chooseYear) }
    let (house, typed) = (visit.house, Typed(visit.form, number))
    var errors: FieldErrors = []
    guard let dates = typed.read(year, number, visit.language, &errors), !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.page(page(visit, nil, year, number, typed, shown), status: shown.isEmpty ? 200 : 422)
    }
    do {
      let id = try await house.database.write { tx in
        if number == 2, try tx.round(leaving: year) == nil { throw Refusal(.conflict, .firstRoundFirst) }
        return try tx.addRound(leaving: year, number: number, dates, by: permit.actor, house)
      }
      return .seeOther(link(id).text)
    } catch let refusal as Refusal where refusal.kind == .conflict {
      return visit.page(page(visit, nil, year, number, typed, [("run-last", visit.language(refusal.phrase))]), status: 422)
    }
  }

  /// GET /desk/grants/rounds/:round/edit
  static func edit(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    let round = try await found(visit)
    return visit.page(page(visit, round, round.leavingYear, round.number, Typed(round.dates, round.number), []))
  }

  /// POST /desk/grants/rounds/:round
  static func update(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    let (house, round) = (visit.house, try await found(visit))
    let typed = Typed(visit.form, round.number)
    var errors: FieldErrors = []
    guard let dates = typed.read(round.leavingYear, round.number, visit.language, &errors), !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.page(page(visit, round, round.leavingYear, round.number, typed, shown), status: shown.isEmpty ? 200 : 422)
    }
    let (was, t) = (visit.form["was"], visit.language)
    let outcome: Kept<ID<Round>>
    do {
      outcome = try await house.database.write { tx in
        let stands = try tx.round(round.id)
        let told = stands.dates.told(stands.number)
        if told.mark != was { return stands.dates == dates ? .kept(stands.id) : .moved(told) }
        let complaints = try tx.complaints(dates, instead: stands, on: house.outside.now().day())
        guard complaints.isEmpty else { return .wrong(complaints.map { fault($0.stage, $0.says, t) }) }
        try tx.set(dates, of: stands, by: permit.actor, house)
        return .kept(stands.id)
      }
    } catch let refusal as Refusal where refusal.kind == .conflict {
      // The days of the run and the draw of the rule: nothing typed is lost.
      outcome = .wrong([("run-last", t(refusal.phrase))])
    }
    switch outcome {
    case .kept(let id): return .seeOther(link(id).text)
    case .wrong(let errors):
      return visit.page(page(visit, round, round.leavingYear, round.number, typed, errors), status: 422)
    case .moved(let stands):
      return visit.page(
        page(visit, round, round.leavingYear, round.number, typed, [], (stands, dates.told(round.number))), status: 422)
    }
  }

  private static func fault(_ stage: Round.Stage, _ says: Phrase, _ t: Language) -> (field: String, message: String) {
    ("\(stage.rawValue)-last", "\(t(stage.name)): \(t(says))")
  }

  private static func found(_ visit: Visit) async throws -> Round {
    let id: ID<Round> = try visit.id("round")
    return try await visit.house.database.read { try $0.round(id) }
  }

  /// Years that may be dated: this one and the four after it.
  private static func years(_ visit: Visit) -> ClosedRange<Int> {
    let year = visit.now.day().year
    return year...(year + 4)
  }

  private struct Typed {
    var spans: [Round.Stage: (first: TypedDate, last: TypedDate)] = [:]

    init(_ dates: RoundDates, _ number: Int) {
      for stage in RoundDates.stages(of: number) {
        spans[stage] = dates[stage].map { (TypedDate($0.first), TypedDate($0.last)) }
      }
    }

    init(_ form: Fields, _ number: Int) {
      for stage in RoundDates.stages(of: number) {
        spans[stage] = (form.date("\(stage.rawValue)-first"), form.date("\(stage.rawValue)-last"))
      }
    }

    /// Nil with the errors filled in.
    func read(_ year: Int, _ number: Int, _ t: Language, _ errors: inout FieldErrors) -> RoundDates? {
      var read: [Round.Stage: RoundDates.Span] = [:]
      for stage in RoundDates.stages(of: number) {
        let (first, last) = (spans[stage]?.first.date, spans[stage]?.last.date)
        if first == nil { errors.append(("\(stage.rawValue)-first", "\(t(stage.name)): \(t(.noSuchDayInRound))")) }
        if last == nil { errors.append(("\(stage.rawValue)-last", "\(t(stage.name)): \(t(.noSuchDayInRound))")) }
        if let first, let last { read[stage] = RoundDates.Span(first, last) }
      }
      guard errors.isEmpty else { return nil }
      let dates = RoundDates(read)
      for complaint in dates.complaints(leaving: year, number: number) {
        errors.append(fault(complaint.stage, complaint.says, t))
      }
      return errors.isEmpty ? dates : nil
    }
  }

  private static func yearPage(_ visit: Visit, _ rounds: [Round], _ error: String?) -> Page {
    let t = visit.language
    let errors: FieldErrors = error.map { [("year", $0)] } ?? []
    let chosen = visit.query["year"] ?? String(visit.now.day().year + 1)
    return Page(
      title: t(.newRound), language: t,
      body: """
        \(t.back(to: GrantsDesk.home))\(t.errorSummary(errors))<h1>\(t(.newRound))</h1><p>\(t(.roundWhat))</p>
        <form method="get" action="/desk/grants/rounds/new">\
        \(t.select(Field("year", t(.leavingYearTitle), error: error), years(visit).map { Option(String($0), String($0)) }, chosen: chosen))\
        \(t.choice(Field("number", t(.numberOfRound)), [Option("1", t(.firstRound)), Option("2", t(.secondRound))], chosen: visit.query["number"] ?? "1"))\
        \(button(t(.toDays)))</form>
        """)
  }

  private static func page(
    _ visit: Visit, _ round: Round?, _ year: Int, _ number: Int, _ typed: Typed, _ errors: FieldErrors,
    _ moved: (stands: [Told], typed: [Told])? = nil
  ) -> Page {
    let t = visit.language
    func field(_ stage: Round.Stage, _ end: String, _ label: Phrase) -> Field {
      let name = "\(stage.rawValue)-\(end)"
      return Field(name, t(label), error: errors.first { $0.field == name }?.message)
    }
    let stages = RoundDates.stages(of: number).map { stage -> HTML in
      let span = typed.spans[stage]
      return """
        <fieldset><legend><b>\(t(stage.name))</b></legend>\
        \(t.dateField(field(stage, "first", .firstDayTitle), value: span?.first ?? TypedDate()))\
        \(t.dateField(field(stage, "last", .lastDayOfStage), value: span?.last ?? TypedDate()))</fieldset>
        """
    }
    let title = t(.roundOf(year, number))
    let was = moved?.stands.mark ?? visit.form["was"] ?? round?.dates.told(number).mark
    let carried = round == nil ? [("year", String(year)), ("number", String(number))] : [("was", was ?? "")]
    return Page(
      title: title, language: t, languageForm: "round",
      body: """
        \(t.back(to: round.map { link($0.id) } ?? GrantsDesk.home))\(t.errorSummary(errors))<h1>\(title)</h1>
        \(moved.map { $0.stands.meanwhile(besides: $0.typed, t) })\(notice("<p>\(t(.examsRule))</p>"))
        \(form(round.map { link($0.id) } ?? "/desk/grants/rounds", hidden: carried, id: "round", """
          \(visit.formToken)\(stages)\(button(t(.keepIt)))
          """))
        """)
  }
}

extension RoundDates {
  /// What the form of a round shows, stage by stage.
  fileprivate func told(_ number: Int) -> [Told] {
    Self.stages(of: number).map { stage in
      guard let span = self[stage] else { return Told(stage.name, "") }
      return Told(
        stage.name, "\(span.first.iso) \(span.last.iso)",
        says: Phrase(
          kk: Language.kk.dates(span.first, span.last), ru: Language.ru.dates(span.first, span.last),
          en: Language.en.dates(span.first, span.last)))
    }
  }
}

extension Phrase {
  static let girlsOfRound = Phrase(
    kk: "Осы жылы мектеп бітіретін қыздар", ru: "Девочек, которые кончают школу в этом году",
    en: "Girls who leave school that year")
  static let offersConfirmed = Phrase(kk: "Расталған ұсыныстар", ru: "Подтверждённых предложений", en: "Offers confirmed")
  static let seatsConfirmed = Phrase(kk: "Ондағы орындар", ru: "Мест в них", en: "Seats in them")
  static let offersWaiting = Phrase(kk: "Екінші тарапты күтетіндер", ru: "Ждут второй стороны", en: "Waiting for the other side")
  static let daysOfRound = Phrase(kk: "Кезең күндері", ru: "Дни раунда", en: "Days of the round")
  static let changeDays = Phrase(kk: "Күндерін өзгерту", ru: "Изменить дни", en: "Change the days")
  static let stageTitle = Phrase(kk: "Кезең", ru: "Этап", en: "Stage")
  static let daysTitle = Phrase(kk: "Күндері", ru: "Дни", en: "Days")
  static let standsTitle = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let isAhead = Phrase(kk: "алда", ru: "впереди", en: "ahead")
  static let isOver = Phrase(kk: "өтті", ru: "прошёл", en: "is over")
  static let isOn = Phrase(kk: "жүріп жатыр", ru: "идёт", en: "on now")
  static let newRound = Phrase(kk: "Жаңа ұсыну кезеңі", ru: "Новый раунд рекомендаций", en: "New round of recommendations")
  static let roundWhat = Phrase(
    kk:
      "Ұсыну кезеңі бір жылы мектеп бітіретін қыздарға арналған, қай жылғы қабылдаудан болса да. Күндерін келесі бетте жүйе ұсынады.",
    ru:
      "Раунд — для девочек, которые кончают школу в одном году, из какого бы набора они ни были. Дни предложит следующая страница.",
    en: "A round is for the girls who leave school in one year, of whichever intake. The next page proposes its days.")
  static let leavingYearTitle = Phrase(kk: "Мектеп бітіретін жылы", ru: "Год окончания школы", en: "Year of leaving school")
  static let numberOfRound = Phrase(kk: "Қай кезең", ru: "Который раунд", en: "Which round")
  static let firstRound = Phrase(kk: "бірінші, көктемде", ru: "первый, весной", en: "the first, in spring")
  static let secondRound = Phrase(
    kk: "екінші, тамызда: бос қалған орындар", ru: "второй, в августе: оставшиеся места",
    en: "the second, in August: seats that are left")
  static let toDays = Phrase(kk: "Күндеріне өту", ru: "К дням", en: "On to the days")
  static let chooseYear = Phrase(kk: "Жылды таңдаңыз", ru: "Выберите год", en: "Choose the year")
  static let firstRoundFirst = Phrase(
    kk: "Бұл жылдың бірінші кезеңі әлі жоқ.", ru: "Первого раунда этого года ещё нет.", en: "That year has no first round yet.")
  static let noSuchDayInRound = Phrase(kk: "мұндай күн жоқ", ru: "такого дня нет", en: "there is no such day")
  static let firstDayTitle = Phrase(kk: "Басталатын күні", ru: "Первый день", en: "First day")
  static let lastDayOfStage = Phrase(kk: "Соңғы күні", ru: "Последний день", en: "Last day")
  static let examsRule = Phrase(
    kk:
      "25 мамыр мен 15 маусым аралығында мемлекеттік емтихандар өтеді: ол күндері есептеу жүргізілмейді және қыздарға арналған мерзім бітпейді.",
    ru: "С 25 мая по 15 июня идут государственные экзамены: в эти дни нет расчёта и не кончается ни один срок для девочек.",
    en: "The state exams run from 25 May to 15 June: no run is held then and no deadline of the girls ends.")
}
