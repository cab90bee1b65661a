import Courses
import Exchange
import Markup
import Programme
import Storage
import Words

/// The meetings of a group as the coordinator plans them: by a pattern, looked at before it is so.
enum TimetablePages {
  static func link(_ group: ID<Group>) -> Link { GroupPages.link(group).below("timetable") }

  private struct Sight: Sendable {
    let group: Group
    let cohort: Cohort
    let meetings: [Meeting]
    let courses: [ShelvedCourse]
  }

  private static func sight(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Sight {
    let shelf = try await visit.house.openCourses()
    let id: ID<Group> = try visit.id("group")
    return try await visit.house.database.read { tx in
      let group = try tx.group(id, permit)
      let cohort = try tx.cohort(group.cohort)
      return Sight(
        group: group, cohort: cohort, meetings: try tx.meetings(of: id), courses: shelf.filter { cohort.courses.contains($0.key) }
      )
    }
  }

  /// GET /desk/groups/:group/timetable
  static func show(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let sight = try await sight(visit, permit)
    let typed = TypedPattern(sight.group, sight.cohort, from: visit.now)
    return visit.page(page(sight, typed, [], visit))
  }

  /// POST /desk/groups/:group/timetable/preview: what the pattern would make; nothing is made.
  static func preview(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let sight = try await sight(visit, permit)
    let typed = TypedPattern(visit.form)
    if visit.asksOnlyLanguage || visit.form["go"] == "change" { return visit.page(page(sight, typed, [], visit)) }
    let (pattern, errors) = typed.read(sight.courses, visit.language)
    guard let pattern else { return visit.page(page(sight, typed, errors, visit), status: 422) }
    let lines = pattern.lines(visit.house.data[.holidays], besides: sight.meetings, at: visit.now)
    guard lines.contains(where: { $0.not == nil }) else {
      return visit.page(page(sight, typed, [("weekday", visit.language(.nothingToPlan))], visit), status: 422)
    }
    return visit.page(preview(sight, typed, lines, visit))
  }

  /// POST /desk/groups/:group/timetable
  static func create(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let sight = try await sight(visit, permit)
    let (pattern, errors) = TypedPattern(visit.form).read(sight.courses, visit.language)
    guard let pattern else { return visit.page(page(sight, TypedPattern(visit.form), errors, visit), status: 422) }
    try await house.database.write { tx in
      let group = try tx.group(sight.group.id, permit)
      let lines = pattern.lines(house.data[.holidays], besides: try tx.meetings(of: group.id), at: house.outside.now())
      let planned = lines.filter { $0.not == nil }.map(\.meeting)
      guard visit.form["count"] == String(planned.count) else { throw Refusal(.conflict, .cohortMoved, back: link(group.id)) }
      try tx.add(planned, to: group.id, by: permit.actor.text, house)
    }
    return .seeOther(link(sight.group.id).text)
  }

  private static func page(
    _ sight: Sight, _ typed: TypedPattern, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> Page {
    let (t, house) = (visit.language, visit.house)
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message)
    }
    let lessons = sight.courses.flatMap { shelved in
      shelved.course.lessons.map { Option("\(shelved.key)/\($0.key)", "\(shelved.course.title(t)): \($0.title(t))") }
    }
    let fields: HTML = """
      \(t.checkBoxes(field("weekday", .weekdaysField), (1...7).map { Option(String($0), t(.weekday($0))) }, chosen: typed.weekdays))\
      \(t.textField(field("time", .timeField, hint: .timeHint), value: typed.time, isShort: true))\
      \(t.textField(field("minutes", .minutesField), value: typed.minutes, isShort: true))\
      \(t.dateField(field("first", .firstMeetingDay), value: typed.first))\
      \(t.dateField(field("last", .lastMeetingDay), value: typed.last))\
      \(t.textField(field("place", .meetingPlace, hint: .meetingPlaceHint), value: typed.place))\
      \(t.select(field("from", .fromLesson, hint: .fromLessonHint), lessons, chosen: typed.from))
      """
    return Page(
      title: t(.timetableTitle), language: t, languageForm: "pattern",
      body: """
        \(t.back(to: GroupPages.link(sight.group.id)))\
        \(t.errorSummary(errors) { $0 == "first" ? t(.firstMeetingDay) : $0 == "last" ? t(.lastMeetingDay) : nil })
        <p class="step">\(sight.group.title(t, house))</p><h1>\(t(.timetableTitle))</h1>
        \(list(sight, visit))
        <h2>\(t(.planMeetings))</h2><p class="hint">\(t(.kazakhstanTime))</p>
        \(form(link(sight.group.id).below("preview"), id: "pattern", "\(visit.formToken)\(fields)\(button(t(.lookAtMeetings)))"))
        """)
  }

  private static func list(_ sight: Sight, _ visit: Visit) -> HTML {
    let t = visit.language
    let columns: [Column<Meeting>] = [
      Column(t(.whenColumn)) { meeting in
        meeting.isAhead
          ? "<a href=\"\(MeetingPages.link(meeting.id))\">\(meeting.when(t))</a>" : HTML(meeting.when(t))
      },
      Column(t(.lessonColumn)) { HTML(sight.courses.title(of: $0, t)) },
      Column(t(.meetingPlace)) { HTML($0.place) },
      Column(t(.standsWord)) { HTML([t($0.state.name), $0.reason].filter { !$0.isEmpty }.joined(separator: ": ")) },
    ]
    return t.table(
      t(.meetingsTitle), sight.meetings, columns, stacks: true, empty: emptyState(t(.noMeetings), HTML(t(.whatPatternDoes))))
  }

  private static func preview(_ sight: Sight, _ typed: TypedPattern, _ lines: [MeetingPattern.Line], _ visit: Visit) -> Page {
    let (t, house) = (visit.language, visit.house)
    let planned = lines.count { $0.not == nil }
    let columns: [Column<MeetingPattern.Line>] = [
      Column(t(.whenColumn)) { line in
        let meeting = line.meeting
        return HTML("\(t(.weekday(meeting.starts.day().weekday))), \(t.date(meeting.starts.day())), \(t.time(meeting.starts))")
      },
      Column(t(.lessonColumn)) { line in
        guard line.not == nil else { return .nothing }
        let key = line.meeting.course.flatMap { course in line.meeting.lesson.map { "\(course)/\($0)" } }
        return HTML(
          key.flatMap { key in sight.courses.lazy.compactMap { $0.title(ofLesson: key, t) }.first } ?? t(.meetingWithoutLesson))
      },
      Column(t(.willBe)) { line in line.not.map { tag(t(.noMeetingBecause($0)), .waiting) } ?? HTML(t(.yesWord)) },
    ]
    let years = Set(lines.map { $0.meeting.starts.day().year }).sorted()
    let unknown = years.filter { !house.data[.holidays].covers($0) }
    let warning: HTML =
      unknown.isEmpty ? .nothing : notice("\(t(.holidaysUnknown(unknown.map(String.init).joined(separator: ", "))))", .waiting)
    let sent = typed.fields + [("count", String(planned))]
    return Page(
      title: t(.timetableTitle), language: t,
      body: """
        <p class="step">\(sight.group.title(t, house))</p><h1>\(t(.meetingsWouldBe(planned)))</h1>\(warning)
        \(t.table(t(.meetingsTitle), lines, columns, stacks: true))
        \(form(link(sight.group.id), hidden: sent, "\(visit.formToken)\(button(t(.makeMeetings)))"))
        \(form(link(sight.group.id).below("preview"), hidden: typed.fields + [("go", "change")], """
          \(visit.formToken)\(button(t(.changePattern), look: .plain))
          """))
        """)
  }
}

extension Meeting.State {
  var name: Phrase {
    switch self {
    case .planned: Phrase(kk: "жоспарда", ru: "запланирована", en: "planned")
    case .held: Phrase(kk: "өтті", ru: "состоялась", en: "took place")
    case .notHeld: Phrase(kk: "өтпеді", ru: "не состоялась", en: "did not take place")
    case .cancelled: Phrase(kk: "болмайды", ru: "отменена", en: "called off")
    }
  }
}

extension Phrase {
  static let timetableTitle = Phrase(kk: "Кездесулер кестесі", ru: "Расписание встреч", en: "Timetable of meetings")
  static let meetingsTitle = Phrase(kk: "Кездесулер", ru: "Встречи", en: "Meetings")
  static let planMeetings = Phrase(kk: "Кездесулерді жоспарлау", ru: "Запланировать встречи", en: "Plan meetings")
  static let kazakhstanTime = Phrase(
    kk: "Уақыт – Қазақстан уақыты (UTC+5).", ru: "Время – казахстанское (UTC+5).", en: "Times are Kazakhstan time (UTC+5).")
  static let weekdaysField = Phrase(kk: "Апта күндері", ru: "Дни недели", en: "Days of the week")
  static let timeField = Phrase(kk: "Басталатын уақыты", ru: "Время начала", en: "Begins at")
  static let timeHint = Phrase(kk: "Мысалы: 15:00", ru: "Например: 15:00", en: "For example: 15:00")
  static let minutesField = Phrase(kk: "Ұзақтығы, минут", ru: "Длительность, минут", en: "Length, minutes")
  static let firstMeetingDay = Phrase(kk: "Қай күннен", ru: "С какого дня", en: "From which day")
  static let lastMeetingDay = Phrase(kk: "Қай күнге дейін", ru: "До какого дня", en: "Until which day")
  static let meetingPlaceHint = Phrase(
    kk: "Мектеп пен кабинет. Үй мекенжайын жазбаңыз.", ru: "Школа и кабинет. Не пишите домашний адрес.",
    en: "School and room. No home address.")
  static let fromLesson = Phrase(kk: "Қай сабақтан басталады", ru: "С какого урока", en: "From which lesson")
  static let fromLessonHint = Phrase(
    kk: "Әр кездесу келесі сабақты алады. Таңдамасаңыз, кездесу сабаққа байланбайды.",
    ru: "Каждая встреча берёт следующий урок. Если не выбрать, встречи не связаны с уроками.",
    en: "Each meeting takes the next lesson. Without a choice the meetings are tied to no lesson.")
  static let lookAtMeetings = Phrase(kk: "Кездесулерді көру", ru: "Посмотреть встречи", en: "Look at the meetings")
  static let makeMeetings = Phrase(kk: "Кестеге енгізу", ru: "Внести в расписание", en: "Put into the timetable")
  static let changePattern = Phrase(kk: "Өзгерту", ru: "Изменить", en: "Change")
  static let whenColumn = Phrase(kk: "Күні мен уақыты", ru: "День и время", en: "Day and time")
  static let lessonColumn = Phrase(kk: "Сабақ", ru: "Урок", en: "Lesson")
  static let willBe = Phrase(kk: "Бола ма", ru: "Будет ли", en: "Will it be")
  static let yesWord = Phrase(kk: "иә", ru: "да", en: "yes")
  static let noMeetings = Phrase(kk: "Кездесулер жоспарланбаған", ru: "Встреч пока нет", en: "There are no meetings yet")
  static let whatPatternDoes = Phrase(
    kk:
      "Төменде апта күндерін, уақытын және бірінші сабақты таңдаңыз: кездесулер тізімі көрсетіледі, сіз растаған соң кестеге түседі.",
    ru: "Выберите ниже дни недели, время и первый урок: появится список встреч, и он войдёт в расписание, когда вы подтвердите.",
    en: "Choose days, time and the first lesson below: a list of meetings is shown and becomes the timetable once you confirm it."
  )
  static let nothingToPlan = Phrase(
    kk: "Бұл мерзімде таңдалған күндерге кездесу келмейді", ru: "На этот срок не приходится ни одной встречи",
    en: "No meeting falls into this time")
  static func meetingsWouldBe(_ count: Int) -> Phrase {
    Phrase(
      kk: "Кестеге \(count) кездесу түседі",
      ru: "В расписание войдёт \(counted(count, one: "встреча", few: "встречи", many: "встреч"))",
      en: "\(counted(count, one: "meeting", other: "meetings")) would be in the timetable")
  }
  static func noMeetingBecause(_ why: Phrase) -> Phrase {
    Phrase(kk: "жоқ: \(Language.kk(why))", ru: "нет: \(Language.ru(why))", en: "no: \(Language.en(why))")
  }
  static func holidaysUnknown(_ years: String) -> Phrase {
    Phrase(
      kk: "\(years) жылдың мереке күндері тізімде жоқ: күндерді өзіңіз тексеріңіз.",
      ru: "Праздников \(years) года нет в списке: проверьте дни сами.",
      en: "The list knows no holidays of \(years): look at the days yourself.")
  }
}
