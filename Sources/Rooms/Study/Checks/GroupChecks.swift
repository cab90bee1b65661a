import Courses
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// The checks of a group: those that were given, and the form that gives one.
enum GroupChecks {
  static func link(_ group: ID<Group>) -> Link { GroupPages.link(group).below("checks") }

  private struct Sight: Sendable {
    let group: Group
    let given: [(found: ReadCheck, sat: Int, of: Int)]
    let courses: [ShelvedCourse]
    /// Those to come and the one that runs.
    let meetings: [Meeting]
  }

  /// GET /desk/groups/:group/checks
  static func show(_ visit: Visit, _ permit: Permit<GiveChecks>) async throws -> Reply {
    visit.page(page(try await sight(visit, permit), TypedCheck(from: visit.now.day()), [], visit))
  }

  /// POST /desk/groups/:group/checks
  static func give(_ visit: Visit, _ permit: Permit<GiveChecks>) async throws -> Reply {
    let house = visit.house
    let sight = try await sight(visit, permit)
    let typed = TypedCheck(visit.form)
    let (wanted, errors) = typed.read(sight.courses, sight.meetings, at: visit.now, visit.language)
    guard let wanted else { return visit.page(page(sight, typed, errors, visit), status: 422) }
    try await house.database.write { tx in
      let group = try tx.group(sight.group.id, ofAdult: permit)
      guard group.state == .open else { throw Refusal(.conflict, .groupIsNotOpen, back: link(group.id)) }
      if case .meeting(let id) = wanted.window {
        guard try tx.meeting(id).group == group.id, try tx.meeting(id).isAhead else { throw Refusal(.conflict, .cohortMoved) }
      }
      try tx.give(wanted, to: group, by: permit.actor, house)
    }
    return .seeOther(link(sight.group.id).text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<GiveChecks>) async throws -> Sight {
    let shelf = try await visit.house.openCourses()
    let id: ID<Group> = try visit.id("group")
    return try await visit.house.database.read { tx in
      let group = try tx.group(id, ofAdult: permit)
      let keys = try tx.cohort(group.cohort).courses
      let sizes = try tx.sizesOfChecks(of: group)
      return Sight(
        group: group,
        given: try tx.checks(where: "study_check.group_id = \(id)").compactMap { check in
          (try? tx.read(check)).map { found in
            let (sat, gone) = sizes[check.id] ?? (0, 0)
            return (found, sat, group.size + gone)
          }
        },
        courses: keys.compactMap { key in shelf.first { $0.key == key } }.filter { !$0.read.checks.isEmpty },
        meetings: try tx.meetings(of: id, from: visit.now, limit: 30).filter(\.isAhead))
    }
  }

  private static func page(
    _ sight: Sight, _ typed: TypedCheck, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> Page {
    let (t, group) = (visit.language, sight.group)
    let columns: [Column<(found: ReadCheck, sat: Int, of: Int)>] = [
      Column(t(.checkWord)) { "<a href=\"\(CheckDesk.link($0.found.check.id))\">\($0.found.title(t))</a>" },
      Column(t(.checkWindow)) { HTML(window($0.found.check, t)) },
      Column(t(.checkSat), isNumeric: true) { HTML("\($0.sat) / \($0.of)") },
      Column(t(.standsWord)) { state($0.found.check, visit) },
    ]
    return Page(
      title: t(.checksTitle), language: t, languageForm: group.state == .open ? "give-check" : nil,
      body: """
        \(t.back(to: GroupPages.link(group.id)))\(t.errorSummary(errors))<p class="step">\(group.title(t, visit.house))</p>
        <h1>\(t(.checksTitle))</h1>
        \(t.table(t(.checksTitle), sight.given, columns, stacks: true, empty: emptyState(t(.noChecksGiven), HTML(t(.whatChecksAre)))))
        <h2>\(t(.giveCheck))</h2>\(group.state == .open ? giving(sight, typed, errors, visit) : "<p>\(t(.groupIsNotOpen))</p>")
        """)
  }

  static func window(_ check: Check, _ t: Language) -> String {
    check.meeting == nil
      ? t.dates(check.opens.day(), check.closes.adding(milliseconds: -1).day())
      : "\(t.date(check.opens.day())), \(t.time(check.opens))–\(t.time(check.closes))"
  }

  static func state(_ check: Check, _ visit: Visit) -> HTML {
    let t = visit.language
    if check.isOff { return standing(t(.checkIsOff), .bad) }
    if check.isOpen(at: visit.now) { return standing(t(.checkRuns), .good) }
    return standing(t(check.opens > visit.now ? .checkAhead : .checkOver), .plain)
  }

  private static func giving(
    _ sight: Sight, _ typed: TypedCheck, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> HTML {
    let t = visit.language
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message)
    }
    // A measure is given once; a unit's check at as many meetings as need be.
    let measured = Set(
      sight.given.filter { $0.found.read.form.isMeasure }.map { "\($0.found.check.course)/\($0.found.check.form)" })
    let options = sight.courses.flatMap { course in
      course.checksInOrder.filter { !measured.contains("\(course.key)/\($0.form.key)") }.map {
        Option("\(course.key)/\($0.form.key)", "\(course.course.title(t)): \($0.form.title(t))")
      }
    }
    let meetings = sight.meetings.map { Option($0.id.text, $0.when(t)) }
    guard !options.isEmpty else { return "<p>\(t(.noChecksInCourses))</p>" }
    return form(
      link(sight.group.id), id: "give-check",
      """
      \(visit.formToken)\(t.select(field("check", .checkWord), options, chosen: typed.check))
      <fieldset><legend>\(t(.forMeasures))</legend>\(t.dateField(field("first", .firstDayOfCheck), value: typed.first))\
      \(t.dateField(field("last", .lastDayOfCheck), value: typed.last))</fieldset>
      <fieldset><legend>\(t(.forUnitChecks))</legend>\
      \(t.select(field("meeting", .meetingOfCheck, hint: .meetingOfCheckHint), meetings, chosen: typed.meeting))</fieldset>
      \(button(t(.giveCheck)))
      """)
  }
}

/// What the form that gives a check holds, and what is wrong with it.
struct TypedCheck {
  /// `course/form`.
  var check = ""
  var first = TypedDate()
  var last = TypedDate()
  var meeting = ""

  /// A window of days is at most so long.
  private static let mostDays = 60

  /// A week from that day.
  init(from day: Day) { (first, last) = (TypedDate(day), TypedDate(day.adding(days: 6))) }

  init(_ form: Fields) {
    (check, meeting) = (form["check"] ?? "", form["meeting"] ?? "")
    (first, last) = (form.date("first"), form.date("last"))
  }

  func read(
    _ courses: [ShelvedCourse], _ meetings: [Meeting], at now: Moment, _ t: Language
  ) -> (CheckToGive?, [(field: String, message: String)]) {
    let parts = check.split(separator: "/").map(String.init)
    guard parts.count == 2, let course = courses.first(where: { $0.key == parts[0] }),
      let form = course.read.checks[parts[1]]?.form
    else { return (nil, [("check", t(.chooseCheck))]) }
    guard form.isMeasure else {
      guard let meeting = meetings.first(where: { $0.id.text == meeting }) else {
        return (nil, [("meeting", t(.chooseMeetingOfCheck))])
      }
      return (CheckToGive(course: course, form: form, window: .meeting(meeting.id)), [])
    }
    guard let first = first.date else { return (nil, [("first", t(.noSuchDayOfStudy))]) }
    guard let last = last.date else { return (nil, [("last", t(.noSuchDayOfStudy))]) }
    guard first <= last, first.days(to: last) < Self.mostDays else { return (nil, [("last", t(.checkDaysWrong))]) }
    guard last >= now.day() else { return (nil, [("last", t(.checkDaysPast))]) }
    return (CheckToGive(course: course, form: form, window: .days(first, last)), [])
  }
}

extension ShelvedCourse {
  /// Before the course, its units, after it.
  var checksInOrder: [CourseCheck] {
    let order = ["pre": 0, "post": 2]
    return read.checks.values.sorted {
      (order[$0.form.key] ?? 1, $0.form.key) < (order[$1.form.key] ?? 1, $1.form.key)
    }
  }
}

extension Transaction {
  /// How many girls handed it in, on a phone or on paper; and how many of them have left the group.
  fileprivate func sizesOfChecks(of group: Group) throws -> [ID<Check>: (sat: Int, gone: Int)] {
    Dictionary(
      try rows(
        """
        SELECT check_id, count(*) AS n, sum(CASE WHEN study_sitting.learner IN (SELECT learner FROM study_member
          WHERE group_id = \(group.id) AND until IS NULL) THEN 0 ELSE 1 END) AS gone FROM study_sitting JOIN study_check ON study_check.id = check_id
        WHERE group_id = \(group.id) AND \(Sitting.isHandedIn) GROUP BY check_id ORDER BY check_id LIMIT 500
        """
      ) { (try $0["check_id"] as ID<Check>, (sat: try $0["n"] as Int, gone: try $0["gone"] as Int)) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Phrase {
  static let checkWord = Phrase(kk: "Тексеру", ru: "Проверка", en: "The check")
  static let checkWindow = Phrase(kk: "Уақыты", ru: "Когда", en: "When")
  static let checkSat = Phrase(kk: "Тапсырғаны", ru: "Написали", en: "Sat it")
  static let checkRuns = Phrase(kk: "ашық", ru: "открыта", en: "open now")
  static let checkAhead = Phrase(kk: "әлі ашылмаған", ru: "ещё не открыта", en: "not open yet")
  static let checkOver = Phrase(kk: "аяқталды", ru: "закончена", en: "it is over")
  static let checkIsOff = Phrase(kk: "кездесу болмады", ru: "встречи не было", en: "the meeting was called off")
  static let giveCheck = Phrase(kk: "Тексеру беру", ru: "Дать проверку", en: "Give a check")
  static let noChecksGiven = Phrase(
    kk: "Топқа әлі тексеру берілмеген", ru: "Проверок группе пока не давали", en: "No check was given yet")
  static let whatChecksAre = Phrase(
    kk:
      "Курсқа дейінгі және кейінгі тексерулер оның не бергенін өлшейді. Бөлім тексеруі кездесуде, сіз сыныпта отырғанда тапсырылады.",
    ru: "Проверки до и после курса измеряют, что он дал. Проверку по разделу пишут на встрече, при вас.",
    en: "The checks before and after a course measure what it gave. A unit’s check is sat at a meeting, with you in the room.")
  static let noChecksInCourses = Phrase(
    kk: "Лектің курстарында тексеру жоқ.", ru: "В курсах потока нет проверок.", en: "The cohort’s courses have no checks.")
  static let groupIsNotOpen = Phrase(
    kk: "Тексеру жұмыс істеп жатқан топқа беріледі.", ru: "Проверку дают работающей группе.",
    en: "A check is given to a group that is running.")
  static let forMeasures = Phrase(
    kk: "Курсқа дейінгі не кейінгі тексерудің күндері", ru: "Дни для проверки до или после курса",
    en: "Days, for a check before or after the course")
  static let forUnitChecks = Phrase(
    kk: "Бөлім тексеруі үшін", ru: "Для проверки по разделу", en: "For a unit’s check")
  static let firstDayOfCheck = Phrase(kk: "Басталатын күні", ru: "Первый день", en: "First day")
  static let lastDayOfCheck = Phrase(kk: "Соңғы күні", ru: "Последний день", en: "Last day")
  static let meetingOfCheck = Phrase(
    kk: "Бөлім тексеруі болатын кездесу", ru: "Встреча, на которой пишут проверку по разделу",
    en: "The meeting at which a unit’s check is sat")
  static let meetingOfCheckHint = Phrase(
    kk: "Кездесуге 15 минут қалғанда ашылып, одан кейін 30 минутта жабылады.",
    ru: "Откроется за 15 минут до встречи и закроется через 30 минут после неё.",
    en: "It opens 15 minutes before the meeting and closes 30 minutes after it.")
  static let chooseCheck = Phrase(kk: "Тексеруді таңдаңыз", ru: "Выберите проверку", en: "Choose a check")
  static let chooseMeetingOfCheck = Phrase(
    kk: "Бөлім тексеруіне кездесуді таңдаңыз", ru: "Для проверки по разделу выберите встречу",
    en: "Choose a meeting for a unit’s check")
  static let checkDaysWrong = Phrase(
    kk: "Соңғы күні алғашқысынан кейін, 60 күннен аспайды", ru: "Последний день не раньше первого, всего не больше 60 дней",
    en: "The last day is not before the first, 60 days at most")
  static let checkDaysPast = Phrase(kk: "Бұл күндер өтіп кеткен", ru: "Эти дни уже прошли", en: "These days are past")
}
