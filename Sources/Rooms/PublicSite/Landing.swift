import Exchange
import Markup
import Programme
import Words

extension PublicSite {
  static func landing(_ visit: Visit) async throws -> Reply {
    let cycle = try await visit.house.currentCycle()
    let page = landingPage(
      visit.house.programme, cycle, now: visit.now, visit.house.gazetteer, visit.house.rooms.flatMap(\.signposts), visit.language)
    return visit.page(page, mayBeStored: true)
  }

  /// Who, when, what it costs, the way, and why: from the programme's data alone.
  static func landingPage(
    _ programme: ProgrammeFile, _ cycle: Cycle?, now: Moment, _ gazetteer: Gazetteer, _ signposts: [HomeLink], _ t: Language
  ) -> Page {
    let stage = cycle?.stage("applications")
    let regions = programme.regions.compactMap { gazetteer[$0].map { t($0.name) } }.joined(separator: " · ")
    return Page(
      title: programme.name(t), language: t, width: .wide,
      hero: """
        <p>\(regions) · \(t(.grades(programme)))</p><h1>\(programme.name(t))</h1><p>\(programme.tagline(t))</p>
        \(stage.map { deadline($0, now, t) })
        """,
      summary: programme.tagline(t),
      body: """
        <h2>\(t(.mayITakePart))</h2>
        \(card("<p>\(t(.oneMinute))</p>\(linkButton(t(.check), "/eligibility", look: .plain))"))
        <h2>\(t(.howTheWayGoes))</h2>\(t.track(stops(cycle, now, t)))\
        \(signposts.map { "<p><a href=\"\($0.link)\">\(t($0.title))</a></p>" })
        <h2>\(t(.whyItMatters))</h2>
        \(facts(programme.facts.map { fact($0.figure(t), $0.what(t), source: $0.source(t)) }))
        <h2>\(t(.alreadyApplied))</h2><p><a href="/return">\(t(.returnToApplication))</a></p>
        """)
  }

  /// The button and the day it closes; before it opens and after it closed, what happens instead.
  private static func deadline(_ stage: Stage, _ now: Moment, _ t: Language) -> HTML {
    guard stage.isOpen(at: now) else {
      return now < stage.opensAt
        ? "<p>\(t(.opensOn)): \(t.date(stage.opensAt.day()))</p>" : "<p>\(t(.closedSince)): \(t.date(stage.lastDay))</p>"
    }
    let days = now.day().days(to: stage.lastDay)
    return """
      <p>\(linkButton(t(.apply), "/apply", look: .sun))</p>
      <p class="src">\(t(.applicationsUntil)): \(t.until(stage.lastDay)) · \(t(.daysLeft(days)))</p>
      """
  }

  private static func stops(_ cycle: Cycle?, _ now: Moment, _ t: Language) -> [Stop] {
    guard let cycle else { return [] }
    return cycle.stages.map { stage in
      let dates = "\(t.date(stage.opensAt.day())) – \(t.date(stage.lastDay))"
      return Stop(
        t(stage.name), note: HTML(stringLiteral: "") + "\(dates)",
        now < stage.opensAt ? .ahead : stage.isOpen(at: now) ? .now : .done)
    }
  }
}

extension Phrase {
  /// "9–10 сынып", from the rule about grades.
  static func grades(_ programme: ProgrammeFile) -> Phrase {
    let grades = programme.eligibility.first { $0.fact == "grade" }?.among ?? []
    let range = grades.count > 1 ? "\(grades.first ?? "")–\(grades.last ?? "")" : grades.first ?? ""
    return Phrase(kk: "\(range)-сынып", ru: "\(range) классы", en: "grades \(range)")
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

  static let mayITakePart = Phrase(
    kk: "Қатыса аласың ба? 4 сұрақ", ru: "Можно ли вам участвовать? 4 вопроса", en: "Can you take part? 4 questions")
  static let oneMinute = Phrase(
    kk: "Тіркелусіз, бір минутта біліп ал.", ru: "Без регистрации, за одну минуту.", en: "Without an account, in a minute.")
  static let check = Phrase(kk: "Тексеру", ru: "Проверить", en: "Check")
  static let howTheWayGoes = Phrase(kk: "Жол қалай өтеді", ru: "Как проходит путь", en: "How the way goes")
  static let whyItMatters = Phrase(kk: "Неге бұл маңызды", ru: "Почему это важно", en: "Why it matters")
  static let alreadyApplied = Phrase(
    kk: "Өтінім бастап қойдың ба?", ru: "Уже начали заявку?", en: "Have you begun an application?")
  static let returnToApplication = Phrase(kk: "Өтінімге оралу", ru: "Вернуться к заявке", en: "Return to your application")
  static let opensOn = Phrase(kk: "Өтінім қабылдау басталады", ru: "Приём заявок начнётся", en: "Applications open")
  static let closedSince = Phrase(kk: "Өтінім қабылдау аяқталды", ru: "Приём заявок завершён", en: "Applications closed")
  static let apply = Phrase(kk: "Өтінім беру", ru: "Подать заявку", en: "Apply")
  static let applicationsUntil = Phrase(kk: "Өтінім қабылдау", ru: "Приём заявок", en: "Applications")
}
