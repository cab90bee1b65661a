import Exchange
import Markup
import Programme
import Storage
import Words

/// What was reported of boards, on the desk of the safeguarding officers.
enum ReportPages {
  static let link: Link = "/desk/reported-posts"
  static let longestNote = 1_000

  static let card = DeskCard(
    roles: ReadReports.roles, link: link,
    count: .inHouse { tx, scopes, _ in try tx.reportsWaiting(scopes) }, promise: DeskPromise(days: Report.days, .whyReports),
    title: { .reportsWait($0) })

  private struct Sight: Sendable {
    let reports: [Report]
    let groups: [ID<Group>: Group]
    /// Open ones of groups to which the officer belongs: somebody else has them.
    let elsewhere: Int
  }

  /// GET /desk/reported-posts
  static func show(_ visit: Visit, _ permit: Permit<ReadReports>) async throws -> Reply {
    visit.keptPage(page(try await sight(visit, permit), visit))
  }

  /// POST /desk/reported-posts/:report; `note` says what was done, `go` is `down` to take the post off the board too.
  static func update(_ visit: Visit, _ permit: Permit<ReadReports>) async throws -> Reply {
    let house = visit.house
    let id: ID<Report> = try visit.id("report")
    let note = (visit.form["note-\(id.text)"] ?? "").trimmed
    if note.isEmpty || note.count > longestNote || visit.asksOnlyLanguage {
      let wrong = visit.asksOnlyLanguage ? nil : id
      return visit.keptPage(page(try await sight(visit, permit), visit, wrong: wrong), status: wrong == nil ? 200 : 422)
    }
    try await house.database.write { tx in
      let report = try tx.report(id, permit, house)
      try tx.close(report, note, takesDown: visit.form["go"] == "down", by: permit.actor, house)
    }
    return .seeOther(link.text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<ReadReports>) async throws -> Sight {
    let house = visit.house
    let sight = try await house.database.read { tx in
      let reports = try tx.reports(permit, house)
      let ids = Set(reports.map(\.group)).sorted()
      let groups = ids.isEmpty ? [] : try tx.groups(where: "study_group.id IN (\(list: ids))")
      let waiting = try tx.reportsWaiting(permit.reach).count
      return Sight(
        reports: reports, groups: Dictionary(groups.map { ($0.id, $0) }) { first, _ in first },
        elsewhere: max(0, waiting - reports.count { $0.closed == nil }))
    }
    try await house.database.write { tx in
      for report in sight.reports where report.closed == nil {
        try tx.record(.reportSeen, report.id.text, by: permit, house)
      }
    }
    return sight
  }

  private static func page(_ sight: Sight, _ visit: Visit, wrong: ID<Report>? = nil) -> Page {
    let t = visit.language
    let (open, closed) = (sight.reports.filter { $0.closed == nil }, sight.reports.filter { $0.closed != nil })
    let done: HTML =
      closed.isEmpty
      ? .nothing
      : "<details><summary>\(t(.settledReports)): \(closed.count)</summary><ol class=\"posts\">\(closed.map { line($0, sight, visit, wrong: nil) })</ol></details>"
    var page = Page(
      title: t(.reportedPostsTitle), language: t,
      body: """
        \(t.back(to: "/desk"))<h1>\(t(.reportedPostsTitle))</h1><p>\(t(.howReportsWork))</p>
        \(sight.elsewhere > 0 ? notice("\(t(.reportsOfYourGroups(sight.elsewhere)))", .waiting) : .nothing)
        \(open.isEmpty ? emptyState(t(.noReports), HTML(t(.whatReportIs))) : "<ol class=\"posts\">\(open.map { line($0, sight, visit, wrong: wrong) })</ol>")
        \(done)
        """)
    page.sheets = ["board.css"]
    return page
  }

  private static func line(_ report: Report, _ sight: Sight, _ visit: Visit, wrong: ID<Report>?) -> HTML {
    let t = visit.language
    let group = sight.groups[report.group]?.title(t, visit.house) ?? ""
    let due: HTML =
      report.closed.map { "<p>\(tag(t(.settledOn($0)), .good)) <span class=\"hint\">\(report.note)</span></p>" }
      ?? "<p>\(tag(t(.lookUntil(report.due)), report.due < visit.now ? .bad : .waiting))</p>"
    let written: HTML =
      report.writer.map {
        "<p>\(t(.postWasBy)) <b>\($0.name?.full ?? t(.nameless))</b>, \(t.dateTime($0.at))</p>"
      } ?? .nothing
    let said: HTML = report.words.isEmpty ? .nothing : "<p class=\"wrote\"><b>\(t(.reporterSays)):</b> \(report.words)</p>"
    let text: HTML =
      report.text.isEmpty
      ? "<p class=\"hint\">\(t(.textIsErased))</p>" : "<blockquote class=\"wrote\">\(report.text)</blockquote>"
    return """
      <li id="report-\(report.id.text)"><p class="writer"><b>\(group)</b> <span class="hint">\(t(report.kind.name)), \(t(.reportedAt)) \(t.dateTime(report.at))</span></p>\(written)\
      \(text)\(said)\(due)\(report.closed == nil ? acts(report, visit, isWrong: wrong == report.id) : .nothing)</li>
      """
  }

  private static func acts(_ report: Report, _ visit: Visit, isWrong: Bool) -> HTML {
    let t = visit.language
    let name = "note-\(report.id.text)"
    let field = Field(name, t(.whatWasDone), error: isWrong ? t(.noteOfReportNeeded) : nil)
    return form(
      link.below(report.id.text), keeping: t(.notSentKept),
      """
      \(visit.formToken)\(t.textArea(field, value: visit.form[name] ?? "", rows: 3, longest: longestNote))\
      \(buttons(
        button(t(.settleReport), look: .plain),
        report.about == nil
          ? .nothing : button(t(report.kind == .post ? .takeOffBoard : .hideFromGirls), look: .danger, name: "go", value: "down")))
      """)
  }
}

extension ReportedThing.Kind {
  /// As an officer reads it.
  fileprivate var name: Phrase {
    switch self {
    case .post: Phrase(kk: "тақтадағы жазба", ru: "запись на доске", en: "a post on a board")
    case .diary: Phrase(kk: "команда күнделігіндегі жазба", ru: "запись в дневнике команды", en: "an entry of a team’s diary")
    case .poster: Phrase(kk: "команданың плакаты", ru: "плакат команды", en: "a team’s poster")
    case .teamWord:
      Phrase(kk: "ересектің бағаға қосқан пікірі", ru: "отзыв взрослого к оценке", en: "an adult’s word with a mark")
    case .posterWord:
      Phrase(kk: "ересектің плакат туралы сөзі", ru: "слова взрослого о плакате", en: "an adult’s word on a poster")
    }
  }
}

extension Phrase {
  static let reportedPostsTitle = Phrase(
    kk: "Хабарланған жазбалар", ru: "Записи, о которых сообщили", en: "Reported posts")
  static let howReportsWork = Phrase(
    kk: "Мұны тек балаларды қорғау мамандары көреді. Топтың ересектеріне кім хабарлағаны айтылмайды.",
    ru: "Это видят только специалисты по защите детей. Взрослым группы не говорят, кто сообщил.",
    en: "Only the safeguarding officers see this. The adults of the group are not told who reported.")
  static let reportedAt = Phrase(kk: "хабарланған уақыты:", ru: "сообщили", en: "reported on")
  static let postWasBy = Phrase(kk: "Жазған:", ru: "Автор записи:", en: "Written by")
  static let noReports = Phrase(kk: "Хабарланған жазба жоқ", ru: "Сообщений о записях нет", en: "No post is reported")
  static let whatReportIs = Phrase(
    kk: "Қыз не ересек тақтадағы жазба, ал қыз команда күнделігі, плакат не пікір туралы хабарласа, ол осы жерде шығады.",
    ru:
      "Здесь появится, если девочка или взрослый сообщит о записи на доске, а девочка – о дневнике команды, плакате или отзыве.",
    en: "What a girl or an adult reports of a board, or a girl of a team’s diary, a poster or feedback, appears here.")
  static let settledReports = Phrase(kk: "Қаралғандары", ru: "Рассмотренные", en: "Settled")
  static let reporterSays = Phrase(kk: "хабарлаған адам жазады", ru: "пишет тот, кто сообщил", en: "whoever reported writes")
  static let textIsErased = Phrase(kk: "мәтіні жойылған", ru: "текст удалён", en: "the words are erased")
  static let whatWasDone = Phrase(kk: "Не істелді?", ru: "Что сделано?", en: "What was done?")
  static let noteOfReportNeeded = Phrase(
    kk: "Не істелгенін жазыңыз, 1000 таңбаға дейін.", ru: "Напишите, что сделано, до 1000 знаков.",
    en: "Write what was done, up to 1,000 characters.")
  static let settleReport = Phrase(kk: "Қаралды деп белгілеу", ru: "Отметить как рассмотренное", en: "Mark as settled")
  static let takeOffBoard = Phrase(kk: "Жазбаны тақтадан алу", ru: "Снять запись с доски", en: "Take the post off the board")
  static let hideFromGirls = Phrase(kk: "Қыздардан жасыру", ru: "Скрыть от девочек", en: "Hide it from the girls")
  static let whyReports = Phrase(
    kk: "Балаға қауіп төніп тұруы мүмкін.", ru: "Ребёнок может быть в опасности.", en: "A child may be in danger.")
  static func reportsWait(_ count: Int) -> Phrase {
    Phrase(
      kk: "Жазылған сөздер туралы \(count) хабар бар",
      ru: "Сообщения о написанном: \(count)",
      en: "\(counted(count, one: "report", other: "reports")) of what was written")
  }
  static func settledOn(_ moment: Moment) -> Phrase {
    Phrase(
      kk: "қаралды: \(Language.kk.dateTime(moment))", ru: "рассмотрено: \(Language.ru.dateTime(moment))",
      en: "settled: \(Language.en.dateTime(moment))")
  }
  static func lookUntil(_ moment: Moment) -> Phrase {
    Phrase(
      kk: "қарау мерзімі: \(Language.kk.dateTime(moment))", ru: "рассмотреть до: \(Language.ru.dateTime(moment))",
      en: "to be looked at by: \(Language.en.dateTime(moment))")
  }
  static func reportsOfYourGroups(_ count: Int) -> Phrase {
    Phrase(
      kk: "Өзіңіз ересегі болған топтар туралы \(count) хабарды басқа маман қарайды.",
      ru: "Сообщения о группах, где вы были взрослым, рассматривает другой специалист: \(count).",
      en: "Reports of groups whose adult you are or were are looked at by the other officer: \(count).")
  }
}
