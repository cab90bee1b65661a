import Exchange
import Markup
import Programme
import Words

extension PublicSite {
  static func landing(_ visit: Visit) async throws -> Reply {
    let cycle = try await visit.house.currentCycle()
    var page = landingPage(
      visit.house.programme, cycle, now: visit.now, visit.house.gazetteer, visit.house.rooms.flatMap(\.signposts), visit.language)
    if let picture = visit.house.look.scene { page.scene = "<img class=\"scene\" src=\"\(picture)\" alt=\"\">" }
    return visit.page(page, mayBeStored: true)
  }

  /// Who, when, what it costs, the way, and why: from the programme's data alone.
  static func landingPage(
    _ programme: ProgrammeFile, _ cycle: Cycle?, now: Moment, _ gazetteer: Gazetteer, _ signposts: [HomeLink], _ t: Language
  ) -> Page {
    let regions = programme.regions.compactMap { gazetteer[$0].map { t($0.name) } }.joined(separator: " · ")
    var page = Page(
      title: programme.name(t), language: t, width: .wide,
      hero: """
        <p class="lead">\(regions)</p><h1>\(programme.name(t))</h1><p>\(programme.tagline(t))</p>\
        \(atAGlance(programme, cycle, now, t))\(doors(cycle, now, t))
        """,
      summary: programme.tagline(t),
      body: """
        \(Question.all(programme, gazetteer).first.map { begun($0, programme, gazetteer, t) })\
        \(way(programme, cycle, now, t))\
        <p>\(signposts.map { "<a class=\"onward\" href=\"\($0.link)\">\(t($0.title)) →</a>" })</p>\
        \(programme.facts.isEmpty && programme.pairs.isEmpty ? HTML.nothing : why(programme, t))
        """)
    page.scene = Scene.drawing(lit: progress(cycle, now))
    page.sheets = ["public.css"]
    return page
  }

  private static func atAGlance(_ programme: ProgrammeFile, _ cycle: Cycle?, _ now: Moment, _ t: Language) -> HTML {
    """
    <dl class="key"><div><dt>\(t(.forWhom))</dt><dd>\(t(.audience(programme)))</dd></div>\
    \(cycle?.stage("applications").map { "<div><dt>\(t(.when))</dt><dd>\(deadline($0, now, t))</dd></div>" })\
    \(programme.cost.map { "<div><dt>\(t(.itCosts))</dt><dd>\($0(t))</dd></div>" })</dl>
    """
  }

  /// The day it closes; before it opens and after it closed, what happens instead.
  static func deadline(_ stage: Stage, _ now: Moment, _ t: Language) -> HTML {
    guard stage.isOpen(at: now) else {
      return now < stage.opensAt
        ? "\(t(.opensOn)): \(t.date(stage.opensAt.day()))" : "\(t(.closedSince)): \(t.date(stage.lastDay))"
    }
    return "\(t(.applicationsUntil)) \(t.until(stage.lastDay)) · \(t(.daysLeft(now.day().days(to: stage.lastDay))))"
  }

  private static func doors(_ cycle: Cycle?, _ now: Moment, _ t: Language) -> HTML {
    let isOpen = cycle?.stage("applications")?.isOpen(at: now) == true
    return """
      <p class="row">\(isOpen ? linkButton(t(.apply), "/apply", look: .sun) : HTML.nothing)\
      <a class="onward" href="/return">\(t(.alreadyBegun))</a></p>
      """
  }

  /// The questions of who may take part begin here; the answer goes on to the next of them.
  private static func begun(
    _ question: Question, _ programme: ProgrammeFile, _ gazetteer: Gazetteer, _ t: Language
  ) -> HTML {
    let questions = Question.all(programme, gazetteer)
    return """
      <section class="card ask" aria-labelledby="ask"><div><h2 id="ask">\(t(.mayITakePart))</h2>\
      <p>\(t(.oneMinute(questions.count)))</p></div>\
      <form action="/eligibility">\(hidden("one", "yes"))\(Question.steps(questions, at: question, t))\
      \(t.choice(Field(question.key, t(question.title)), question.options.map { $0(t) }))\
      <p>\(button(t(.nextQuestion), look: .plain))</p></form></section>
      """
  }

  private static func way(_ programme: ProgrammeFile, _ cycle: Cycle?, _ now: Moment, _ t: Language) -> HTML {
    guard let cycle, !cycle.stages.isEmpty else { return .nothing }
    let stops = cycle.stages.map { stage in
      let note = programme.cycle.stages.first { $0.key == stage.key }?.note
      return Stop(
        t(stage.name),
        note: "\(t.dates(stage.opensAt.day(), stage.lastDay))\(note.map { "<span class=\"b\">\($0(t))</span>" })",
        now < stage.opensAt ? .ahead : stage.isOpen(at: now) ? .now : .done)
    }
    return "<h2>\(t(.howTheWayGoes))</h2><p>\(t(.stopsOfTheWay(stops.count)))</p>\(t.track(stops, across: true))"
  }

  /// Which pad of the drawing is lit.
  private static func progress(_ cycle: Cycle?, _ now: Moment) -> Double {
    guard let stages = cycle?.stages, stages.count > 1 else { return 0 }
    let at = stages.firstIndex { now < $0.closesAt } ?? stages.count - 1
    return Double(at) / Double(stages.count - 1)
  }

  private static func why(_ programme: ProgrammeFile, _ t: Language) -> HTML {
    """
    <h2>\(t(.whyItMatters))</h2><div class="two">\(programme.pairs.map { plot($0, t) })</div>\
    \(programme.facts.isEmpty ? HTML.nothing : facts(programme.facts.map { fact($0.figure(t), $0.what(t), source: $0.source(t)) }))
    """
  }

  private static func plot(_ pair: ProgrammeFile.Pair, _ t: Language) -> HTML {
    t.plot(
      pair.title(t), pair.says(t),
      pair.shares.map { PlotRow($0.what(t), year: $0.year, percent: $0.percent, isOther: $0.isOther) },
      mark: pair.mark.map { ($0.percent, $0.name(t)) }, source: pair.source(t))
  }
}

extension Phrase {
  /// "Ауылда тұратын 9–10-сынып қыздарына", from the rules about gender, grade and place.
  static func audience(_ programme: ProgrammeFile) -> Phrase {
    func among(_ fact: String) -> [String]? { programme.eligibility.first { $0.fact == fact }?.among }
    let isRural = among("rural") == ["yes"]
    let grades = gradeRange(among("grade") ?? [])
    let who =
      switch among("gender") ?? [] {
      case ["female"]: (kk: "қыздарға", ru: "девочкам", en: "girls")
      case ["male"]: (kk: "ұлдарға", ru: "мальчикам", en: "boys")
      default: (kk: "оқушыларға", ru: "школьникам", en: "pupils")
      }
    let isOne = grades.allSatisfy(\.isNumber)
    let classes =
      grades.isEmpty
      ? (kk: "", ru: "", en: "")
      : (
        kk: "\(grades)-сыныптағы ", ru: " \(grades) \(isOne ? "класса" : "классов")",
        en: " of \(isOne ? "grade" : "grades") \(grades)"
      )
    let from = isRural ? (kk: "ауылда тұратын ", ru: " из сёл", en: " from villages") : (kk: "", ru: "", en: "")
    return Phrase(
      kk: (from.kk + classes.kk + who.kk).firstRaised, ru: (who.ru + classes.ru + from.ru).firstRaised,
      en: (who.en + classes.en + from.en).firstRaised)
  }

  /// "9–10", or "7, 9" where one lies between.
  private static func gradeRange(_ grades: [String]) -> String {
    let numbers = grades.compactMap(Int.init).sorted()
    guard numbers.count > 1, let first = numbers.first, let last = numbers.last, last - first == numbers.count - 1 else {
      return grades.joined(separator: ", ")
    }
    return "\(first)–\(last)"
  }

  static func daysLeft(_ days: Int) -> Phrase {
    Phrase(
      kk: days == 0 ? "бүгін соңғы күн" : "\(days) күн қалды",
      ru: days == 0
        ? "сегодня последний день"
        : plural(days, one: "остался", few: "осталось", many: "осталось") + " "
          + counted(days, one: "день", few: "дня", many: "дней"),
      en: days == 0 ? "today is the last day" : counted(days, one: "day", other: "days") + " left")
  }

  static func oneMinute(_ questions: Int) -> Phrase {
    Phrase(
      kk: "\(questions) сұрақ, бір минут. Тіркелу қажет емес, жауаптарың сақталмайды.",
      ru: counted(questions, one: "вопрос", few: "вопроса", many: "вопросов")
        + ", одна минута. Без регистрации, ответы не сохраняются.",
      en: counted(questions, one: "question", other: "questions") + ", one minute. Without an account, and no answer is kept.")
  }

  static func stopsOfTheWay(_ stops: Int) -> Phrase {
    Phrase(
      kk: "\(stops) кезең. Бастау үшін телефон мен 15 минут жетеді.",
      ru: counted(stops, one: "этап", few: "этапа", many: "этапов")
        + ". Чтобы начать, хватит телефона и 15 минут.",
      en: counted(stops, one: "step", other: "steps") + ". A phone and 15 minutes are enough to begin.")
  }

  static let forWhom = Phrase(kk: "Кімге", ru: "Кому", en: "For whom")
  static let when = Phrase(kk: "Қашан", ru: "Когда", en: "When to apply")
  static let itCosts = Phrase(kk: "Құны", ru: "Цена", en: "Cost")
  static let mayITakePart = Phrase(kk: "Қатыса аласың ба?", ru: "Можно ли вам участвовать?", en: "Can you take part?")
  static let check = Phrase(kk: "Тексеру", ru: "Проверить", en: "Check")
  static let nextQuestion = Phrase(kk: "Келесі сұрақ", ru: "Следующий вопрос", en: "Next question")
  static let howTheWayGoes = Phrase(kk: "Іріктеу қалай өтеді", ru: "Этапы отбора и обучения", en: "How it works")
  static let whyItMatters = Phrase(kk: "Бұл неге маңызды", ru: "Почему это важно", en: "Why it matters")
  static let alreadyBegun = Phrase(kk: "Бастап қойдым", ru: "Заявка уже начата", en: "I have already begun")
  static let returnToApplication = Phrase(kk: "Өтінімге оралу", ru: "Вернуться к заявке", en: "Return to your application")
  static let opensOn = Phrase(kk: "Өтінім қабылдау басталады", ru: "Приём заявок начнётся", en: "Applications open")
  static let closedSince = Phrase(kk: "Өтінім қабылдау аяқталды", ru: "Приём заявок завершён", en: "Applications closed")
  static let apply = Phrase(kk: "Өтінім беру", ru: "Подать заявку", en: "Apply")
  static let applicationsUntil = Phrase(kk: "Өтінім қабылдау", ru: "Приём заявок", en: "Applications")
  static let application = Phrase(kk: "Өтінім", ru: "Заявка", en: "Application")
  static let programmeWord = Phrase(kk: "Бағдарлама", ru: "Программа", en: "Programme")
  static let contactDetails = Phrase(kk: "Телефон мен пошта", ru: "Телефон и почта", en: "Phone and e-mail")
  static let forStaff = Phrase(kk: "Қызметкерлерге кіру", ru: "Вход для сотрудников", en: "Sign in for staff")
}

extension String {
  fileprivate var firstRaised: String { prefix(1).uppercased() + dropFirst() }
}
