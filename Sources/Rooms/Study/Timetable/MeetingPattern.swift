import Courses
import Exchange
import Markup
import Programme
import Words

/// One meeting to be: what a pattern or a form says.
struct PlannedMeeting: Sendable, Hashable {
  let starts: Moment
  let ends: Moment
  let place: String
  let course: String?
  let lesson: String?
}

/// "Wednesdays and Saturdays at three, from lesson one on": a term of meetings in one line.
struct MeetingPattern: Sendable {
  static let most = 120
  /// Meetings with girls begin by day.
  static let hours = 7...20

  let weekdays: Set<Int>
  let hour: Int
  let minute: Int
  let minutes: Int
  let first: Day
  let last: Day
  let place: String
  let course: String?
  /// Keys of the lessons still to come, in order; each meeting takes the next.
  let lessons: [String]

  /// A day of the pattern: what would be, or why nothing is.
  struct Line: Sendable {
    let meeting: PlannedMeeting
    /// Nil: it will be.
    let not: Phrase?
  }

  /// In order. Days off, the weeks of the state exams and times at which the group meets already are passed over, each with its reason; a
  /// lesson is used up only by a meeting that will be.
  func lines(_ holidays: Holidays, besides known: [Meeting], at now: Moment) -> [Line] {
    var (lines, rest): ([Line], ArraySlice<String>) = ([], lessons[...])
    var day = first
    while day <= last, lines.count < Self.most {
      defer { day = day.adding(days: 1) }
      guard weekdays.contains(day.weekday), let starts = Moment(day, hour: hour, minute: minute) else { continue }
      let ends = starts.adding(minutes: minutes)
      let clash = known.contains { $0.state != .cancelled && $0.starts < ends && starts < $0.ends }
      let not: Phrase? =
        if let holiday = holidays[day] {
          holiday
        } else if StateExams.touch(day, day) {
          .examWeeks
        } else if ends <= now {
          .meetingIsPast
        } else {
          clash ? .meetsAlready : nil
        }
      let lesson = not == nil ? rest.popFirst() : nil
      lines.append(
        Line(
          meeting: PlannedMeeting(
            starts: starts, ends: ends, place: place, course: lesson == nil ? nil : course, lesson: lesson), not: not))
    }
    return lines
  }
}

/// When a meeting of a cohort can be: within its days, on no day off and in no weeks of the state exams, by day.
struct MeetingDays: Sendable {
  private let days: Cohort.Span?
  private let holidays: Holidays

  init(of cohort: Cohort, _ holidays: Holidays) { (days, self.holidays) = (cohort.days, holidays) }

  /// Why a meeting cannot be then, and which field says so.
  func refuses(_ day: Day, hour: Int, until ends: Moment, at now: Moment) -> (field: String, why: Phrase)? {
    if ends <= now { return ("day", .meetingIsPast) }
    if let days, day < days.first || days.last < day { return ("day", .outsideCohort(days)) }
    if let holiday = holidays[day] { return ("day", .isDayOff(holiday)) }
    if StateExams.touch(day, day) { return ("day", .examWeeks) }
    return MeetingPattern.hours.contains(hour) ? nil : ("time", .notByNight)
  }
}

/// What the form of a pattern holds, and what is wrong with it.
struct TypedPattern {
  var weekdays: Set<String> = []
  var time = "15:00"
  var minutes = "90"
  var first = TypedDate()
  var last = TypedDate()
  var place = ""
  /// `course/lesson`: from which lesson on; empty for meetings that are tied to none.
  var from = ""

  init(_ group: Group, _ cohort: Cohort, from now: Moment) {
    place = group.meetingPlace
    if let days = cohort.days { (first, last) = (TypedDate(max(days.first, now.day())), TypedDate(days.last)) }
  }

  init(_ form: Fields) {
    weekdays = Set(form.all("weekday"))
    (time, minutes, place, from) = (form["time"] ?? "", form["minutes"] ?? "", form["place"] ?? "", form["from"] ?? "")
    (first, last) = (form.date("first"), form.date("last"))
  }

  /// Sent along with the confirmation.
  var fields: [(name: String, value: String)] {
    weekdays.sorted().map { ("weekday", $0) } + [("time", time), ("minutes", minutes), ("place", place), ("from", from)]
      + date("first", first) + date("last", last)
  }

  private func date(_ name: String, _ date: TypedDate) -> [(name: String, value: String)] {
    [("\(name)-day", date.day), ("\(name)-month", date.month), ("\(name)-year", date.year)]
  }

  func read(_ courses: [ShelvedCourse], _ t: Language) -> (MeetingPattern?, [(field: String, message: String)]) {
    var errors: [(field: String, message: String)] = []
    let days = Set(weekdays.compactMap { wholeNumber($0, in: 1...7) })
    if days.isEmpty { errors.append(("weekday", t(.chooseWeekday))) }
    let clock = clockTime(time)
    if clock == nil { errors.append(("time", t(.noSuchTime))) }
    if let clock, !MeetingPattern.hours.contains(clock.hour) { errors.append(("time", t(.notByNight))) }
    let length = wholeNumber(minutes, in: 15...480)
    if length == nil { errors.append(("minutes", t(.minutesBetween))) }
    if first.date == nil { errors.append(("first", t(.noSuchDayOfStudy))) }
    if last.date == nil { errors.append(("last", t(.noSuchDayOfStudy))) }
    if let first = first.date, let last = last.date {
      if last < first { errors.append(("last", t(.studyEndsBefore))) }
      if first.days(to: last) > 400 { errors.append(("last", t(.patternTooLong))) }
    }
    if place.isEmpty || place.count > 160 { errors.append(("place", t(.whereNeeded))) }
    if !from.isEmpty, !courses.contains(where: { $0.title(ofLesson: from, t) != nil }) {
      errors.append(("from", t(.noSuchLesson)))
    }
    guard errors.isEmpty, let clock, let length, let first = first.date, let last = last.date else { return (nil, errors) }
    let parts = from.split(separator: "/").map(String.init)
    let course = parts.first.flatMap { key in courses.first { $0.key == key } }
    let lessons = course?.course.lessons.map(\.key) ?? []
    let begin = parts.last.flatMap { lessons.firstIndex(of: $0) } ?? 0
    return (
      MeetingPattern(
        weekdays: days, hour: clock.hour, minute: clock.minute, minutes: length, first: first, last: last, place: place,
        course: course?.key, lessons: Array(lessons.dropFirst(begin))), []
    )
  }
}

/// "15:00", "9.30" or "9 30"; nil for what is no time of day.
func clockTime(_ text: String) -> (hour: Int, minute: Int)? {
  let parts = text.split { ":. ".contains($0) }
  guard parts.count == 2, parts[1].utf8.count == 2, let hour = wholeNumber(String(parts[0]), in: 0...23),
    let minute = wholeNumber(String(parts[1]), in: 0...59)
  else { return nil }
  return (hour, minute)
}

extension Phrase {
  static let examWeeks = Phrase(
    kk: "мемлекеттік емтихан күндері (25 мамыр – 15 маусым)", ru: "дни государственных экзаменов (25 мая – 15 июня)",
    en: "weeks of the state exams (25 May to 15 June)")
  static let meetsAlready = Phrase(
    kk: "бұл уақытта топтың кездесуі бар", ru: "у группы уже есть встреча в это время", en: "the group meets at this time already"
  )
  static let chooseWeekday = Phrase(
    kk: "Кемінде бір күнді таңдаңыз", ru: "Выберите хотя бы один день недели", en: "Choose at least one day of the week")
  static let noSuchTime = Phrase(
    kk: "Уақытты былай жазыңыз: 15:00", ru: "Напишите время так: 15:00", en: "Write the time like this: 15:00")
  static let minutesBetween = Phrase(
    kk: "15-тен 480 минутқа дейін", ru: "От 15 до 480 минут", en: "From 15 to 480 minutes")
  static let patternTooLong = Phrase(
    kk: "Кесте бір жылдан ұзақ болмайды", ru: "Расписание составляется не больше чем на год",
    en: "A timetable is made for a year at most")
  static let whereNeeded = Phrase(
    kk: "Кездесетін жерді жазыңыз, 160 таңбаға дейін", ru: "Укажите место встречи, до 160 знаков",
    en: "Enter where the group meets, up to 160 characters")
}
