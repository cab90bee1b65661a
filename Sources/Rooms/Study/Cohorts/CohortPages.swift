import Courses
import Exchange
import Markup
import Programme
import Storage
import Words

/// The cohorts of an intake: what they learn, who is in them, and who waits for one.
enum CohortPages {
  private struct Line: Sendable {
    let cohort: Cohort
    let girls: Int
    let groups: [Group]
  }

  static func link(_ cohort: ID<Cohort>) -> Link { "/desk/cohorts/\(cohort.text)" }

  /// GET /desk/cohorts
  static func list(_ visit: Visit, _ permit: Permit<SeeCohort>) async throws -> Reply {
    let (t, cycle) = (visit.language, try visit.cycle())
    let (lines, waiting) = try await visit.house.database.read { tx in
      let sizes = try tx.sizes(of: cycle.id)
      let lines = try tx.cohorts(of: cycle.id).map { cohort in
        Line(cohort: cohort, girls: sizes[cohort.id] ?? 0, groups: try tx.groups(of: cohort.id, permit.reach))
      }
      return (lines, try tx.placesWaiting(cycle.id, permit.reach))
    }
    let mayRun = RunCohort.roles.contains(permit.actor.role)
    let new: HTML =
      mayRun
      ? """
      <p>\(linkButton(t(.newCohort), visit.ofShown("/desk/cohorts/new"), look: .plain)) \
      \(linkButton(t(.meetingsTable), visit.ofShown(MeetingIntake().home), look: .plain))</p>
      """ : .nothing
    let columns: [Column<Line>] = [
      Column(t(.cohortWord)) { "<a href=\"\(link($0.cohort.id))\">\($0.cohort.name(cycle, t))</a>" },
      Column(t(.daysOfCohort)) { HTML($0.cohort.days.map { t.dates($0.first, $0.last) } ?? "") },
      Column(t(.girlsWord), isNumeric: true) { HTML(t.number($0.girls)) },
      Column(t(.groupsOpen), isNumeric: true) { line in
        HTML("\(line.groups.count { $0.state == .open }) / \(line.groups.count { $0.state != .closed })")
      },
    ]
    return visit.page(
      Page(
        title: t(.cohortsTitle), language: t,
        body: """
          <h1>\(t(.cohortsTitle))</h1>\(waiting.count > 0 ? notice("<p>\(t(.placesWait(waiting.count)))</p>", .waiting) : .nothing)
          \(t.table(t(.cohortsTitle), lines, columns, empty: emptyState(t(.noCohorts), HTML(t(.whatCohortIs)))))\(new)
          """))
  }

  /// GET /desk/cohorts/:cohort
  static func show(_ visit: Visit, _ permit: Permit<SeeCohort>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let shelf = try await house.openCourses()
    let id: ID<Cohort> = try visit.id("cohort")
    let (placement, waiting, cycle) = try await house.database.read { tx in
      let cohort = try tx.cohort(id)
      let cycle = try tx.cycle(of: cohort, permit)
      return (
        try tx.placement(cohort, permit.reach, house.vault), try tx.placesWaiting(for: cohort, permit.reach).count, cycle
      )
    }
    let cohort = placement.cohort
    let mayRun = RunCohort.roles.contains(permit.actor.role)
    let courses = cohort.courses.map { key -> HTML in
      shelf.first { $0.key == key }.map { "<li><a href=\"\(CoursePages.link($0.course))\">\($0.course.title(t))</a></li>" }
        ?? "<li>\(key)</li>"
    }
    let takeIn: HTML =
      waiting == 0
      ? .nothing
      : notice(
        """
        <p>\(t(.placesWaitForCohort(waiting)))</p>\(mayRun ? form(link(cohort.id).below("girls"), """
          \(visit.formToken)\(hidden("count", String(waiting)))\(button(t(.takeIn)))
          """) : .nothing)
        """, .waiting)
    let facts = [
      (t(.daysOfCohort), HTML(cohort.days.map { t.dates($0.first, $0.last) } ?? "")),
      (t(.girlsWord), HTML(t.number(placement.girls.count))), (t(.coursesTitle), "<ul>\(courses)</ul>" as HTML),
    ]
    let change: HTML = mayRun ? linkButton(t(.changeCohort), link(cohort.id).below("edit"), look: .plain) : .nothing
    let place: HTML =
      placement.girls.isEmpty
      ? .nothing : linkButton(t(.placementTitle), link(cohort.id).below("placement"), look: placement.isDone ? .plain : .primary)
    return visit.page(
      Page(
        title: cohort.name(cycle, t), language: t,
        body: """
          \(t.back(to: "/desk/cohorts"))<h1>\(cohort.name(cycle, t))</h1>\(takeIn)\(pairs(facts))
          \(buttons(place, linkButton(t(.gainTitle), GainPages.link(cohort.id), look: .plain), mayRun ? linkButton(t(.supportTitle), SupportPages.link(cohort.id), look: .plain) : .nothing, change))
          <h2>\(t(.groupsTitle))</h2>\(groups(placement, visit))
          """))
  }

  private static func groups(_ placement: Placement, _ visit: Visit) -> HTML {
    let t = visit.language
    let columns: [Column<Group>] = [
      Column(t(.groupWord)) { "<a href=\"\(GroupPages.link($0.id))\">\($0.title(t, visit.house))</a>" },
      Column(t(.girlsWord), isNumeric: true) { HTML(t.number($0.size)) },
      Column(t(.meetingPlace)) { HTML($0.meetingPlace) },
      Column(t(.standsWord)) { standing(t($0.state.name), $0.state == .open ? .good : .waiting) },
    ]
    return t.table(
      t(.groupsTitle), placement.groups, columns,
      empty: emptyState(t(.noGroups), HTML(t(placement.girls.isEmpty ? .noGirlsInCohort : .whatPlacementDoes))))
  }

  /// POST /desk/cohorts/:cohort/girls
  static func takeIn(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let id: ID<Cohort> = try visit.id("cohort")
    try await house.database.write { tx in
      let cohort = try tx.cohort(id)
      _ = try tx.cycle(of: cohort, permit)
      // What was looked at is what is done: more may have accepted since.
      guard visit.form["count"] == String(try tx.placesWaiting(for: cohort, permit.reach).count) else {
        throw Refusal(.conflict, .cohortMoved, back: link(id))
      }
      _ = try tx.takeIn(cohort, permit.reach, by: permit.actor, house)
    }
    return .seeOther(link(id).below("placement").text)
  }
}

extension Transaction {
  /// The intake of a cohort. Throws `Refusal.missing` where it is out of reach.
  func cycle<A>(of cohort: Cohort, _ permit: Permit<A>) throws -> Cycle {
    guard permit.reaches(cohort.cycle), let cycle = try cycles().first(where: { $0.id == cohort.cycle }) else {
      throw Refusal.missing
    }
    return cycle
  }

  /// How many learn in each cohort of an intake.
  fileprivate func sizes(of cycle: ID<Cycle>) throws -> [ID<Cohort>: Int] {
    Dictionary(
      try rows(
        """
        SELECT cohort_id, count(*) AS n FROM study_enrolment JOIN study_cohort ON study_cohort.id = cohort_id
        WHERE cycle_id = \(cycle) AND until IS NULL GROUP BY cohort_id
        """
      ) { (try $0["cohort_id"] as ID<Cohort>, try $0["n"] as Int) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Cohort {
  func name(_ cycle: Cycle, _ t: Language) -> String { title.isEmpty ? t(cycle.name) : "\(t(cycle.name)): \(title)" }
}

extension Placement {
  var isDone: Bool { moved.isEmpty && without.isEmpty }
}

extension Group.State {
  var name: Phrase {
    switch self {
    case .planned: Phrase(kk: "дайындалуда", ru: "готовится", en: "being prepared")
    case .open: Phrase(kk: "жұмыс істеп жатыр", ru: "работает", en: "running")
    case .closed: Phrase(kk: "жұмысын аяқтаған", ru: "завершила работу", en: "completed")
    }
  }
}

/// What waits on the desk.
enum CohortCards {
  static let all = [
    DeskCard(
      roles: RunCohort.roles, readers: SeeCohort.roles, link: "/desk/cohorts",
      count: .inCycle { tx, cycle, scopes, _ in try tx.placesWaiting(cycle.id, scopes) },
      promise: DeskPromise(days: 7, .whyCohort),
      title: { .placesWait($0) }),
    DeskCard(
      roles: RunCohort.roles, readers: SeeCohort.roles, link: "/desk/cohorts",
      count: .inCycle { tx, cycle, scopes, now in try tx.rollsMissing(cycle.id, scopes, at: now) },
      promise: DeskPromise(days: 7, .whyRoll), title: { .rollsMissing($0) }),
    DeskCard(
      roles: [.trainer], link: "/desk/groups",
      count: .ofReader { tx, _, _, person, now in try tx.rollsMissing(of: person, at: now) },
      promise: DeskPromise(days: 2, .whyRoll), touchesChildren: true, title: { .yourRollsMissing($0) }),
  ]
}

extension Transaction {
  /// Meetings that are over and of whose girls some are not marked.
  fileprivate func rollsMissing(_ cycle: ID<Cycle>, _ reach: [Scope], at now: Moment) throws -> DeskWait {
    let within = reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region"))
    return try DeskWait(
      row: try row(
        """
        SELECT count(*) AS n, min(study_meeting.ends_at) AS oldest FROM study_meeting JOIN study_group ON study_group.id = group_id
        JOIN study_cohort ON study_cohort.id = cohort_id
        WHERE \(Meeting.lacksMarks(at: now)) AND study_meeting.ends_at < \(now) AND cycle_id = \(cycle)
          AND \(within)
        """))
  }

  /// The same in the groups of one adult, of whichever intake.
  fileprivate func rollsMissing(of person: ID<Person>, at now: Moment) throws -> DeskWait {
    try DeskWait(
      row: try row(
        """
        SELECT count(*) AS n, min(ends_at) AS oldest FROM study_adult JOIN study_meeting ON study_meeting.group_id = study_adult.group_id
        WHERE study_adult.person_id = \(person) AND study_adult.until IS NULL
          AND \(Meeting.lacksMarks(at: now)) AND ends_at < \(now)
        """))
  }
}

extension Phrase {
  static let cohortsTitle = Phrase(kk: "Оқу легі мен топтар", ru: "Учебные потоки и группы", en: "Cohorts and groups")
  static let cohortWord = Phrase(kk: "Лек", ru: "Поток", en: "Cohort")
  static let newCohort = Phrase(kk: "Жаңа лек", ru: "Новый поток", en: "New cohort")
  static let changeCohort = Phrase(kk: "Лекті өзгерту", ru: "Изменить поток", en: "Change the cohort")
  static let daysOfCohort = Phrase(kk: "Оқу күндері", ru: "Дни учёбы", en: "Days of study")
  static let girlsWord = Phrase(kk: "Қыздар", ru: "Девочки", en: "Girls")
  static let groupsTitle = Phrase(kk: "Топтар", ru: "Группы", en: "Groups")
  static let groupWord = Phrase(kk: "Топ", ru: "Группа", en: "Group")
  static let groupsOpen = Phrase(kk: "Жұмыс істеп жатқан топтар", ru: "Работают группы", en: "Groups running")
  static let standsWord = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let meetingPlace = Phrase(kk: "Кездесетін жер", ru: "Место встреч", en: "Meeting place")
  static let noCohorts = Phrase(kk: "Әзірге лек жоқ", ru: "Потоков пока нет", en: "There is no cohort yet")
  static let whatCohortIs = Phrase(
    kk: "Лек – бірге оқитын қыздар, олардың курстары мен оқу күндері. Орын қабылдағандар лекке осы жерде алынады.",
    ru: "Поток – это девочки, которые учатся вместе, их курсы и дни учёбы. Сюда зачисляют тех, кто принял место.",
    en: "A cohort is girls who learn together, their courses and their days. Whoever accepted a place is taken in here.")
  static let noGroups = Phrase(kk: "Әзірге топ жоқ", ru: "Групп пока нет", en: "There are no groups yet")
  static let whatPlacementDoes = Phrase(
    kk: "Топтарды «Топтарға бөлу» бетінде құрыңыз: жүйе оқыту тілі мен ауданы бойынша ұсынады, сіз өзгертіп, бекітесіз.",
    ru:
      "Составьте группы на странице «Распределение по группам»: система предложит их по языку и району, вы измените и утвердите.",
    en: "Make groups on the page “Placement in groups”: they are proposed by language and district, you change and settle them.")
  static let noGirlsInCohort = Phrase(
    kk: "Лекте әлі ешкім жоқ. Орын қабылдағандар болғанда, оларды осы бетте қабылдайсыз.",
    ru: "В потоке пока никого. Когда кто-то примет место, её можно будет зачислить на этой странице.",
    en: "Nobody is in the cohort yet. Once somebody accepts a place she can be taken in on this page.")
  static let takeIn = Phrase(kk: "Лекке қабылдау", ru: "Зачислить в поток", en: "Take into the cohort")
  static let cohortMoved = Phrase(
    kk: "Осы аралықта тізім өзгерді. Бетті қайта қарап, қайталаңыз.",
    ru: "Список за это время изменился. Посмотрите ещё раз и повторите.",
    en: "The list has changed meanwhile. Look again and repeat.")
  static let whyCohort = Phrase(
    kk: "Топта болмаса, ол кездесуге де, кестеге де шақырылмайды.",
    ru: "Пока её нет в группе, она не приглашена ни на встречи, ни в расписание.",
    en: "Until she is in a group she is invited to no meeting.")
  static let whyRoll = Phrase(
    kk: "Тізімсіз қыздың қатысқаны да, келмегені де белгісіз қалады.", ru: "Без отметок не видно, кто был и кому нужна помощь.",
    en: "Without a roll nobody knows who came and who needs help.")
  static func rollsMissing(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) кездесудің қатысу тізімі жоқ",
      ru: "Нет отметок о присутствии: \(counted(count, one: "встреча", few: "встречи", many: "встреч"))",
      en: "\(counted(count, one: "meeting has", other: "meetings have")) no roll")
  }
  static func yourRollsMissing(_ count: Int) -> Phrase {
    Phrase(
      kk: "Топтарыңыздың \(count) кездесуінде қатысу белгіленбеген",
      ru: "В ваших группах без отметок \(counted(count, one: "встреча", few: "встречи", many: "встреч"))",
      en: "\(counted(count, one: "meeting", other: "meetings")) of your groups \(count == 1 ? "has" : "have") no roll")
  }
  static func placesWait(_ count: Int) -> Phrase {
    Phrase(
      kk: "Орын қабылдаған \(count) қыз әлі лекте жоқ",
      ru:
        "\(counted(count, one: "девочка приняла", few: "девочки приняли", many: "девочек приняли")) место и ещё не в потоке",
      en:
        "\(counted(count, one: "girl has", other: "girls have")) accepted a place and \(count == 1 ? "is" : "are") in no cohort yet"
    )
  }
  static func placesWaitForCohort(_ count: Int) -> Phrase {
    Phrase(
      kk: "Осы лектің өңірлерінен орын қабылдаған \(count) қыз әлі лекке алынған жоқ.",
      ru:
        "Из регионов этого потока \(counted(count, one: "девочка приняла", few: "девочки приняли", many: "девочек приняли")) место и ещё не зачислены.",
      en:
        "\(counted(count, one: "girl", other: "girls")) of this cohort’s regions accepted a place and \(count == 1 ? "is" : "are") not in it yet."
    )
  }
}
