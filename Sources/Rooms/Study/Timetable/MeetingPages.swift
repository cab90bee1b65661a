import Courses
import Exchange
import Markup
import Programme
import Storage
import Words

/// One meeting that is ahead: moved to another time or place, or cancelled with the reason the girls are told.
enum MeetingPages {
  static func link(_ meeting: ID<Meeting>) -> Link { "/desk/meetings/\(meeting.text)" }

  private struct Sight: Sendable {
    let meeting: Meeting
    let group: Group
    let courses: [ShelvedCourse]
    let days: MeetingDays
  }

  private struct Typed {
    var day: TypedDate
    var time: String
    var minutes: String
    var place: String
    var lesson: String
    var reason = ""

    init(_ meeting: Meeting, _ t: Language) {
      day = TypedDate(meeting.starts.day())
      time = t.time(meeting.starts)
      minutes = String((meeting.ends.milliseconds - meeting.starts.milliseconds) / 60_000)
      (place, lesson) = (meeting.place, meeting.lesson ?? "")
    }

    init(_ form: Fields) {
      (day, time, minutes) = (form.date("day"), form["time"] ?? "", form["minutes"] ?? "")
      (place, lesson, reason) = (form["place"] ?? "", form["lesson"] ?? "", form["reason"] ?? "")
    }

    func read(_ sight: Sight, _ others: [Meeting], _ t: Language, at now: Moment) -> (
      PlannedMeeting?, [(field: String, message: String)]
    ) {
      var errors: [(field: String, message: String)] = []
      let clock = clockTime(time)
      let length = wholeNumber(minutes, in: 15...480)
      if day.date == nil { errors.append(("day", t(.noSuchDayOfStudy))) }
      if clock == nil { errors.append(("time", t(.noSuchTime))) }
      if length == nil { errors.append(("minutes", t(.minutesBetween))) }
      if place.isEmpty || place.count > 160 { errors.append(("place", t(.whereNeeded))) }
      let parts = lesson.split(separator: "/").map(String.init)
      let known = sight.courses.contains { $0.title(ofLesson: lesson, t) != nil }
      if !lesson.isEmpty, !known { errors.append(("lesson", t(.noSuchLesson))) }
      guard errors.isEmpty, let date = day.date, let clock, let length,
        let starts = Moment(date, hour: clock.hour, minute: clock.minute)
      else { return (nil, errors) }
      let ends = starts.adding(minutes: length)
      if let not = sight.days.refuses(date, hour: clock.hour, until: ends, at: now) { return (nil, [(not.field, t(not.why))]) }
      if others.contains(where: { $0.id != sight.meeting.id && $0.state != .cancelled && $0.starts < ends && starts < $0.ends }) {
        return (nil, [("time", t(.meetsAlready))])
      }
      return (
        PlannedMeeting(
          starts: starts, ends: ends, place: place, course: known ? parts[0] : nil, lesson: known ? parts[1] : nil), []
      )
    }
  }

  private static func sight(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> (Sight, [Meeting]) {
    let shelf = try await visit.house.openCourses()
    let id: ID<Meeting> = try visit.id("meeting")
    return try await visit.house.database.read { tx in
      let meeting = try tx.meeting(id)
      let group = try tx.group(meeting.group, permit)
      let cohort = try tx.cohort(group.cohort)
      return (
        Sight(
          meeting: meeting, group: group, courses: shelf.filter { cohort.courses.contains($0.key) },
          days: MeetingDays(of: cohort, visit.house.data[.holidays])),
        try tx.meetings(of: group.id)
      )
    }
  }

  /// GET /desk/meetings/:meeting
  static func show(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let (sight, _) = try await sight(visit, permit)
    return visit.page(page(sight, Typed(sight.meeting, visit.language), [], visit))
  }

  /// POST /desk/meetings/:meeting; `go` is `cancel`, or it is moved.
  static func update(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let (sight, others) = try await sight(visit, permit)
    let typed = Typed(visit.form)
    if visit.asksOnlyLanguage { return visit.page(page(sight, typed, [], visit)) }
    guard visit.form["sequence"] == String(sight.meeting.sequence), sight.meeting.isAhead else {
      throw Refusal(.conflict, .cohortMoved, back: TimetablePages.link(sight.group.id))
    }
    if visit.form["go"] == "cancel" {
      guard !typed.reason.isEmpty, typed.reason.count <= 200 else {
        return visit.page(page(sight, typed, [("reason", t(.whyCancelled))], visit), status: 422)
      }
      try await house.database.write { tx in
        try tx.cancel(sight.meeting, because: typed.reason, by: permit.actor.text, house)
      }
    } else {
      let (planned, errors) = typed.read(sight, others, t, at: visit.now)
      guard let planned else { return visit.page(page(sight, typed, errors, visit), status: 422) }
      try await house.database.write { tx in try tx.move(sight.meeting, to: planned, by: permit.actor.text, house) }
    }
    return .seeOther(TimetablePages.link(sight.group.id).text)
  }

  private static func page(_ sight: Sight, _ typed: Typed, _ errors: [(field: String, message: String)], _ visit: Visit) -> Page {
    let (t, meeting) = (visit.language, sight.meeting)
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message)
    }
    let lessons = sight.courses.flatMap { shelved in
      shelved.course.lessons.map { Option("\(shelved.key)/\($0.key)", "\(shelved.course.title(t)): \($0.title(t))") }
    }
    let change: HTML = """
      \(t.dateField(field("day", .dayOfMeeting), value: typed.day))\
      \(t.textField(field("time", .timeField, hint: .timeHint), value: typed.time, isShort: true))\
      \(t.textField(field("minutes", .minutesField), value: typed.minutes, isShort: true))\
      \(t.textField(field("place", .meetingPlace, hint: .meetingPlaceHint), value: typed.place))\
      \(t.select(field("lesson", .lessonColumn), lessons, chosen: typed.lesson))\(button(t(.keepChanges)))
      """
    let cancel: HTML = """
      <h2>\(t(.cancelMeeting))</h2>\(t.textField(field("reason", .reasonForGirls), value: typed.reason))\
      \(button(t(.cancelMeeting), look: .danger, name: "go", value: "cancel"))
      """
    let body: HTML =
      meeting.isAhead
      ? """
      <p>\(t(.changeIsTold))</p>\(form(link(meeting.id), id: "meeting", """
        \(visit.formToken)\(hidden("sequence", String(meeting.sequence)))\(change)\(cancel)
        """))
      """ : "<p>\(t(meeting.state.name)). \(meeting.reason)</p>"
    return Page(
      title: t(.meetingWord), language: t, languageForm: meeting.isAhead ? "meeting" : nil,
      body: """
        \(t.back(to: TimetablePages.link(sight.group.id)))\(t.errorSummary(errors))
        <p class="step">\(sight.group.title(t, visit.house))</p><h1>\(meeting.when(t))</h1>\(body)
        """)
  }
}

extension Phrase {
  static let meetingIsPast = Phrase(kk: "Бұл уақыт өтіп кеткен", ru: "Это время уже прошло", en: "This time is past")
  static let noSuchLesson = Phrase(
    kk: "Сабақты тізімнен таңдаңыз", ru: "Выберите урок из списка", en: "Choose a lesson from the list")
  static let notByNight = Phrase(
    kk: "Кездесу 7:00 мен 20:59 аралығында басталады", ru: "Встреча начинается с 7:00 до 20:59",
    en: "A meeting begins between 7:00 and 20:59")
  static func outsideCohort(_ days: Cohort.Span) -> Phrase {
    Phrase(
      kk: "Лектің оқу күндері: \(Language.kk.dates(days.first, days.last))",
      ru: "Дни учёбы потока: \(Language.ru.dates(days.first, days.last))",
      en: "The cohort studies \(Language.en.dates(days.first, days.last))")
  }
  static func isDayOff(_ name: Phrase) -> Phrase {
    Phrase(kk: "Демалыс күні: \(Language.kk(name))", ru: "Выходной: \(Language.ru(name))", en: "A day off: \(Language.en(name))")
  }
  static let meetingWord = Phrase(kk: "Кездесу", ru: "Встреча", en: "Meeting")
  static let dayOfMeeting = Phrase(kk: "Күні", ru: "День", en: "Day")
  static let cancelMeeting = Phrase(kk: "Кездесуді болдырмау", ru: "Отменить встречу", en: "Cancel the meeting")
  static let reasonForGirls = Phrase(
    kk: "Себебі (қыздар көреді)", ru: "Причина (её увидят девочки)", en: "The reason (the girls see it)")
  static let whyCancelled = Phrase(
    kk: "Себебін жазыңыз, 200 таңбаға дейін", ru: "Напишите причину, до 200 знаков", en: "Write the reason, up to 200 characters")
  static let changeIsTold = Phrase(
    kk: "Өзгеріс қыздардың кестесінен бірден көрінеді. Кездесуге екі күннен аз қалса, әрқайсысына хабар да жіберіледі.",
    ru: "Изменение сразу видно в расписании девочек. Если до встречи меньше двух суток, каждой уйдёт и сообщение.",
    en: "The change is in the girls’ timetable at once. If the meeting is within two days, each is sent a message as well.")
}
