import Courses
import Exchange
import Markup
import Programme
import Storage
import Words

/// Who of a cohort may need help and why; what was done for her is written down beside it.
enum SupportPages {
  static func link(_ cohort: ID<Cohort>) -> Link { CohortPages.link(cohort).below("support") }
  static func link(_ group: ID<Group>) -> Link { GroupPages.link(group).below("support") }

  private static let perPage = 20

  /// Girls whom a rule named last night and for whom nothing has been written down since.
  static let card = DeskCard(
    roles: RunCohort.roles, link: "/desk/cohorts",
    count: .inCycle { tx, cycle, scopes, _ in try tx.supportWaiting(cycle.id, scopes) },
    promise: DeskPromise(days: 7, .whySupport), title: { .supportWaits($0) })

  /// Whom one page is about: a cohort, or a group of it for its adults.
  fileprivate struct Place: Sendable {
    let cohort: Cohort
    let cycle: Cycle
    let group: Group?

    var link: Link { group.map { SupportPages.link($0.id) } ?? SupportPages.link(cohort.id) }
    var back: Link { group.map { GroupPages.link($0.id) } ?? CohortPages.link(cohort.id) }
  }

  private struct Sight: Sendable {
    let place: Place
    /// Of one page.
    let girls: [Supported]
    let count: Int
    let number: Int
    let people: [Int: SupportedGirl]
    let lines: [Int: [SupportLine]]
    let isReached: Bool
    let off: [SupportReason]
  }

  /// GET /desk/cohorts/:cohort/support
  static func showCohort(_ visit: Visit, _ permit: Permit<GiveSupport>) async throws -> Reply {
    let id: ID<Cohort> = try visit.id("cohort")
    return try await show(visit, permit) { try $0.place(id, permit) }
  }

  /// GET /desk/groups/:group/support
  static func showGroup(_ visit: Visit, _ permit: Permit<GiveSupport>) async throws -> Reply {
    let id: ID<Group> = try visit.id("group")
    return try await show(visit, permit) { try $0.place(id, permit) }
  }

  /// POST /desk/cohorts/:cohort/support: `learner`, `kind` and `words`.
  static func noteCohort(_ visit: Visit, _ permit: Permit<GiveSupport>) async throws -> Reply {
    let id: ID<Cohort> = try visit.id("cohort")
    return try await note(visit, permit) { try $0.place(id, permit) }
  }

  /// POST /desk/groups/:group/support
  static func noteGroup(_ visit: Visit, _ permit: Permit<GiveSupport>) async throws -> Reply {
    let id: ID<Group> = try visit.id("group")
    return try await note(visit, permit) { try $0.place(id, permit) }
  }

  private static func show(
    _ visit: Visit, _ permit: Permit<GiveSupport>, _ place: @escaping @Sendable (Transaction) throws -> Place
  ) async throws -> Reply {
    let shelf = try await visit.house.openCourses()
    let sight = try await sight(visit, place)
    let about = sight.place.group?.id.text ?? sight.place.cohort.id.text
    try await visit.house.database.write { try $0.record(.supportSeen, about, by: permit, visit.house) }
    return visit.keptPage(page(sight, shelf, visit))
  }

  private static func note(
    _ visit: Visit, _ permit: Permit<GiveSupport>, _ place: @escaping @Sendable (Transaction) throws -> Place
  ) async throws -> Reply {
    let house = visit.house
    let learner = visit.form.number("learner", in: 1...Int.max)
    let kind = visit.form["kind"].flatMap { SupportLine.Kind(rawValue: $0) }
    guard let learner else { throw Refusal.missing }
    let words = (visit.form["words-\(learner)"] ?? "").trimmed
    guard let kind, !words.isEmpty, words.count <= SupportLine.longest, !visit.asksOnlyLanguage else {
      let shelf = try await house.openCourses()
      let wrong = visit.asksOnlyLanguage ? nil : learner
      return visit.keptPage(page(try await sight(visit, place), shelf, visit, wrong: wrong), status: wrong == nil ? 200 : 422)
    }
    let to = try await house.database.write { tx in
      let place = try place(tx)
      if let group = place.group {
        guard
          try tx.exists(
            "SELECT 1 FROM study_member WHERE group_id = \(group.id) AND learner = \(learner) AND until IS NULL")
        else { throw Refusal.missing }
      }
      try tx.note(kind, words, of: learner, in: place.cohort.id, by: permit.actor, house)
      return place.link
    }
    return .seeOther(to.at("girl-\(learner)").text)
  }

  private static func sight(_ visit: Visit, _ place: @escaping @Sendable (Transaction) throws -> Place) async throws -> Sight {
    let house = visit.house
    let number = visit.query.number("page", in: 1...1_000) ?? 1
    return try await house.database.read { tx in
      let place = try place(tx)
      let switches = try tx.supportSwitches(of: place.cohort.id)
      let rules = SupportRule.all.filter { rule in
        (switches[rule.reason]?.isOn ?? true) && (place.group == nil || rule.reason.isForAdults)
      }
      let sight = SupportSight(
        cohort: place.cohort.id, cycle: place.cohort.cycle, now: house.outside.now(), file: house.data[.support],
        group: place.group?.id)
      let all = Supported.ordered(try tx.findings(sight, house, rules))
      let page = min(number, max(1, (all.count + perPage - 1) / perPage))
      let girls = Array(all.dropFirst((page - 1) * perPage).prefix(perPage))
      return Sight(
        place: place, girls: girls, count: all.count, number: page,
        people: try tx.supportedGirls(girls.map(\.learner), in: place.cohort, house.vault),
        lines: try tx.supportLines(of: girls.map(\.learner), in: place.cohort.id, house), isReached: place.group == nil,
        off: SupportReason.allCases.filter { switches[$0]?.isOn == false })
    }
  }

  private static func page(_ sight: Sight, _ shelf: [ShelvedCourse], _ visit: Visit, wrong: Int? = nil) -> Page {
    let (t, place) = (visit.language, sight.place)
    let words = SupportWords(courses: shelf, t: t)
    let pages = (sight.count + perPage - 1) / perPage
    let lines = sight.girls.map { girl(of: $0, sight, words, visit, isWrong: wrong == $0.learner) }
    let off: HTML =
      sight.off.isEmpty || !sight.isReached
      ? .nothing : "<p class=\"hint\">\(t(.rulesOff(sight.off.map { t($0.title) }.joined(separator: ", "))))</p>"
    let record: HTML =
      sight.isReached ? "<p><a href=\"\(place.link.below("record"))\">\(t(.supportRecordTitle))</a></p>" : .nothing
    var page = Page(
      title: t(.supportTitle), language: t,
      body: """
        \(t.back(to: place.back))<p class="step">\(place.group?.title(t, visit.house) ?? place.cohort.name(place.cycle, t))</p>
        <h1>\(t(.supportTitle))</h1><p>\(t(.whatSupportIs))</p>\(off)
        \(lines.isEmpty ? emptyState(t(.nobodyNamed), HTML(t(.whenNamed))) : "<ol class=\"posts\">\(lines)</ol>")
        \(t.pager(page: sight.number, of: pages) { place.link.with("page", $0) })\(record)
        """)
    page.sheets = ["board.css"]
    return page
  }

  private static func girl(of girl: Supported, _ sight: Sight, _ words: SupportWords, _ visit: Visit, isWrong: Bool) -> HTML {
    let (t, person) = (visit.language, sight.people[girl.learner])
    let reasons = girl.findings.map { finding -> HTML in
      let to = link(of: finding, person, sight)
      let said = words.said(finding)
      return
        "<li>\(tag(t(finding.reason.title), finding.reason == .asked ? .bad : .waiting)) \(to.map { "<a href=\"\($0)\">\(said)</a>" } ?? HTML(said))</li>"
    }
    let group = person?.number.map { " <span class=\"hint\">\(t(.groupNumber($0)))</span>" as HTML }
    let done = (sight.lines[girl.learner] ?? []).map { line in
      "<li><b>\(t(line.kind.name))</b>: \(line.words) <span class=\"hint\">\(line.by?.full ?? t(.nameless)), \(t.dateTime(line.at))</span></li>"
        as HTML
    }
    return """
      <li id="girl-\(girl.learner)"><p class="writer"><b>\(person?.name?.full ?? t(.nameless))</b>\(group)</p><ul>\(reasons)</ul>\
      \(done.isEmpty ? .nothing : "<p><b>\(t(.whatWasDoneForHer))</b></p><ul>\(done)</ul>")\
      \(act(girl, person, sight, visit, isWrong))</li>
      """
  }

  /// Where the events of a reason stand.
  private static func link(of finding: SupportFinding, _ person: SupportedGirl?, _ sight: Sight) -> Link? {
    switch finding.evidence {
    case .asked: HelpDesk.link
    case .silent, .absent, .behind: person?.group.map { GroupPages.link($0) }
    case .overdue(let works, _): works.first.map { MarkingList.link($0) }
    case .stuck, .lost, .consent: nil
    }
  }

  private static func act(_ girl: Supported, _ person: SupportedGirl?, _ sight: Sight, _ visit: Visit, _ isWrong: Bool) -> HTML {
    let (t, name) = (visit.language, "words-\(girl.learner)")
    let board: HTML = person?.group.map { "<p><a href=\"\(BoardPages.link($0))\">\(t(.writeToGroup))</a></p>" } ?? .nothing
    let kinds = SupportLine.Kind.allCases.map { kind -> HTML in
      "<option value=\"\(kind.rawValue)\"\(" selected", if: isWrong && visit.form["kind"] == kind.rawValue)>\(t(kind.name))</option>"
    }
    let field = Field(name, t(.whatExactly), error: isWrong ? t(.supportNoteNeeded) : nil)
    return """
      <details\(" open", if: isWrong)><summary>\(t(.noteSupport))</summary>\(board)\(form(
        sight.place.link, hidden: [("learner", String(girl.learner))], keeping: t(.notSentKept),
        """
        \(visit.formToken)<p><select name="kind" aria-label="\(t(.noteSupport)): \(person?.name?.full ?? "")">\(kinds)</select></p>\
        \(t.textArea(field, value: visit.form[name] ?? "", rows: 3, longest: SupportLine.longest))\(button(t(.keepNote), look: .plain))
        """))</details>
      """
  }
}

/// A girl as the list names her.
struct SupportedGirl: Sendable {
  let name: PersonName?
  let group: ID<Group>?
  /// Of her group.
  let number: Int?
}

extension Transaction {
  /// A cohort within reach of whoever runs them. Throws `Refusal.missing`.
  fileprivate func place(_ id: ID<Cohort>, _ permit: Permit<GiveSupport>) throws -> SupportPages.Place {
    guard RunCohort.roles.contains(permit.actor.role) else { throw Refusal.missing }
    let cohort = try cohort(id)
    return SupportPages.Place(cohort: cohort, cycle: try cycle(of: cohort, permit), group: nil)
  }

  /// A group of which somebody is an adult, or that a coordinator reaches. Throws `Refusal.missing`.
  fileprivate func place(_ id: ID<Group>, _ permit: Permit<GiveSupport>) throws -> SupportPages.Place {
    let group = try group(id, ofAdult: permit)
    let cohort = try cohort(group.cohort)
    guard let cycle = try cycles().first(where: { $0.id == cohort.cycle }) else { throw Refusal.missing }
    return SupportPages.Place(cohort: cohort, cycle: cycle, group: group)
  }

  fileprivate func supportedGirls(_ learners: [Int], in cohort: Cohort, _ vault: Vault) throws -> [Int: SupportedGirl] {
    guard !learners.isEmpty else { return [:] }
    let girls = try rows(
      """
      SELECT study_learner.number AS learner, study_learner.person_id, study_group.id AS group_id, study_group.number, wrapped, sealed
      FROM study_learner
      LEFT JOIN study_member ON study_member.learner = study_learner.number AND study_member.until IS NULL
        AND study_member.group_id IN (SELECT mine.id FROM study_group AS mine WHERE mine.cohort_id = \(cohort.id))
      LEFT JOIN study_group ON study_group.id = study_member.group_id
      LEFT JOIN person_key ON person_key.person_id = study_learner.person_id
      LEFT JOIN person_detail ON person_detail.person_id = study_learner.person_id AND person_detail.kind = \(Detail.name)
      WHERE study_learner.number IN (\(list: learners)) ORDER BY study_learner.number LIMIT 100
      """
    ) { row in
      (
        try row["learner"] as Int,
        SupportedGirl(name: try name(row, vault), group: try row["group_id"], number: try row["number"])
      )
    }
    return Dictionary(girls) { first, _ in first }
  }

  fileprivate func supportWaiting(_ cycle: ID<Cycle>, _ reach: [Scope]) throws -> DeskWait {
    let within = reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region"))
    let row = try row(
      """
      SELECT count(DISTINCT study_support.learner) AS n, min(study_support.since) AS oldest FROM study_support
      JOIN study_cohort ON study_cohort.id = study_support.cohort_id AND study_cohort.support_day = study_support.last
      LEFT JOIN study_member ON study_member.learner = study_support.learner AND study_member.until IS NULL
        AND study_member.group_id IN (SELECT mine.id FROM study_group AS mine WHERE mine.cohort_id = study_support.cohort_id)
      LEFT JOIN study_group ON study_group.id = study_member.group_id
      JOIN study_enrolment ON study_enrolment.learner = study_support.learner
        AND study_enrolment.cohort_id = study_support.cohort_id AND study_enrolment.until IS NULL
      WHERE study_cohort.cycle_id = \(cycle) AND \(within) AND NOT EXISTS (
        SELECT 1 FROM study_support_line WHERE study_support_line.learner = study_support.learner
          AND study_support_line.cohort_id = study_support.cohort_id)
      """)
    let oldest: Day? = try row?["oldest"]
    return DeskWait(try row?["n"] ?? 0, since: oldest?.start())
  }
}

extension Phrase {
  static let supportTitle = Phrase(kk: "Кімге көмек керек", ru: "Кому нужна помощь", en: "Who may need help")
  static let whatSupportIs = Phrase(
    kk:
      "Әр қыздың қасында себебі тұр. Балл да, болжам да жоқ: қарап, сөйлесіп, не істегеніңізді жазыңыз. Бұл тізім іріктеуге де, грантқа да берілмейді.",
    ru:
      "Рядом с каждой девочкой стоят причины. Нет ни баллов, ни прогноза: посмотрите, поговорите и запишите, что сделано. Этот список не попадает ни в отбор, ни к грантам.",
    en:
      "Beside each girl stand the reasons. There is no score and no forecast: look, talk, and write down what was done. This list goes neither to the selection nor to grants."
  )
  static let nobodyNamed = Phrase(kk: "Қазір ешкімнің аты аталмаған", ru: "Сейчас никто не назван", en: "Nobody is named now")
  static let whenNamed = Phrase(
    kk: "Хабарсыз қалса, келмей қойса не сабақта тоқтап қалса, қыз осы тізімге шығады.",
    ru: "Девочка появится здесь, если о ней нет вестей, если она пропускает встречи или застряла в учёбе.",
    en: "A girl is named here when nothing is heard of her, when she misses meetings, or is stuck in her learning.")
  static let whatWasDoneForHer = Phrase(kk: "Не істелді", ru: "Что сделано", en: "What was done for her")
  static let noteSupport = Phrase(kk: "Не істегенімді жазу", ru: "Записать, что сделано", en: "Write down what was done")
  static let whatExactly = Phrase(kk: "Нақты не?", ru: "Что именно?", en: "What exactly?")
  static let keepNote = Phrase(kk: "Жазып қою", ru: "Записать", en: "Keep the note")
  static let supportNoteNeeded = Phrase(
    kk: "Бірнеше сөзбен жазыңыз, 600 таңбаға дейін.", ru: "Напишите несколько слов, до 600 знаков.",
    en: "Write a few words, up to 600 characters.")
  static let whySupport = Phrase(
    kk: "Ерте назар аударсаңыз, ол оқуын тастамайды.", ru: "Раннее внимание помогает остаться в учёбе.",
    en: "Early attention helps her stay.")
  static func rulesOff(_ rules: String) -> Phrase {
    Phrase(kk: "Өшірулі ережелер: \(rules).", ru: "Выключенные правила: \(rules).", en: "Rules that are off: \(rules).")
  }
  static func supportWaits(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) қызға назар аудару керек",
      ru: "Нужно внимание: \(counted(count, one: "девочка", few: "девочки", many: "девочек"))",
      en: "\(counted(count, one: "girl needs", other: "girls need")) somebody to look")
  }
}
