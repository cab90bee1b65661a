import Courses
import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// A girl's meetings, on her page and in the calendar of her phone.
enum HerTimetable {
  /// Cancelled meetings stay in the calendar so long, so that a phone that rarely asks hears of it.
  private static let cancelledDays = 30

  /// GET /study/timetable
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let shelf = try await house.openCourses()
    let person = permit.actor.person
    let (learner, group, meetings) = try await house.database.read { tx -> (Learner, Group?, [Meeting]) in
      guard let learner = try tx.learner(of: person) else { throw Refusal.missing }
      return (learner, try tx.group(of: learner), try tx.meetings(of: learner).standing)
    }
    let (ahead, past) = (meetings.filter { $0.ends > visit.now }, meetings.filter { $0.ends <= visit.now })
    let body: HTML =
      group == nil
      ? emptyState(t(.noGroupYet), HTML(t(.whatGroupBrings)))
      : """
      <p class="hint">\(t(.kazakhstanTime))</p>\(list(ahead, shelf, t, empty: .noMeetingsAhead))
      \(past.isEmpty ? .nothing : "<details><summary>\(t(.pastMeetings)): \(past.count)</summary>\(list(past.reversed(), shelf, t, empty: .noMeetings))</details>")
      <h2>\(t(.calendarTitle))</h2><p>\(t(.whatCalendarDoes))</p>
      \(form("/study/calendar", "\(visit.formToken)\(button(t(.makeCalendar), look: .plain))"))
      """
    var page = Page(
      title: t(.timetableTitle), language: t, body: "\(t.back(to: "/study"))<h1>\(t(.timetableTitle))</h1>\(body)")
    page.sheets = ["lesson.css"]
    return StudyShell.reply(page, of: learner, visit)
  }

  private static func list(_ meetings: some Sequence<Meeting>, _ shelf: [ShelvedCourse], _ t: Language, empty: Phrase) -> HTML {
    let lines = meetings.map { line($0, shelf, t) }
    return lines.isEmpty ? "<p>\(t(empty))</p>" : "<ul class=\"lessons\">\(lines)</ul>"
  }

  static func line(_ meeting: Meeting, _ shelf: [ShelvedCourse], _ t: Language, more: HTML = .nothing) -> HTML {
    let state: HTML =
      meeting.state == .planned || meeting.state == .held
      ? .nothing : " \(tag(t(meeting.state.name), .bad))\(meeting.reason.isEmpty ? .nothing : " \(meeting.reason)")"
    let title = shelf.title(of: meeting, t)
    let lesson = meeting.lesson.flatMap { key in shelf.lazy.compactMap { $0.link(toLesson: key) }.first }
    let linked: HTML = lesson.map { "<a href=\"\($0)\">\(title)</a>" } ?? "\(title)"
    return "<li><b>\(meeting.when(t))</b>\(state)<div class=\"hint\">\(linked) · \(meeting.place)</div>\(more)</li>"
  }

  /// POST /study/calendar: an address for the phone's calendar; the one before opens nothing any more.
  static func renew(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let token = try await house.database.write { tx in
      guard try tx.learner(of: permit.actor.person) != nil else { throw Refusal.missing }
      return try tx.newCalendar(of: permit.actor.person, house)
    }
    let address = "\(house.settings.address)/timetable/\(token).ics"
    return visit.page(
      Page(
        title: t(.calendarTitle), language: t,
        body: """
          \(t.back(to: "/study/timetable"))<h1>\(t(.calendarTitle))</h1><p>\(t(.copyAddress))</p>
          <p class="code"><code>\(address)</code></p><p>\(t(.calendarOpensNothingElse))</p>
          \(buttons(linkButton(t(.openCalendar), Link("/timetable/\(token).ics"), look: .plain)))
          """))
  }

  /// GET /timetable/:token.ics, for whoever holds the address: times, courses and places, and nobody's name.
  static func calendar(_ visit: Visit) async throws -> Reply {
    let (house, now) = (visit.house, visit.now)
    let token = try visit.name("token")
    guard token.utf8.count == 32 else { throw Refusal.missing }
    let shelf = try await house.openCourses()
    let (meetings, t) = try await house.database.read { tx -> ([Meeting], Language) in
      let person: ID<Person>? = try tx.value("SELECT person_id FROM study_calendar WHERE hash = \(house.calendarHash(token))")
      guard let person, let learner = try tx.learner(of: person) else { throw Refusal.missing }
      let language: Language = try tx.value("SELECT language FROM person WHERE id = \(person)") ?? .kk
      return (try tx.meetings(of: learner, from: now.adding(days: -cancelledDays)), language)
    }
    let shown = meetings.filter { $0.state != .cancelled || $0.changed.adding(days: cancelledDays) > now }
    let agenda = Agenda(
      name: t(house.look.name.phrase), domain: house.host,
      shown.map { meeting in
        Agenda.Appointment(
          key: meeting.id.text, starts: meeting.starts, ends: meeting.ends, title: shelf.title(of: meeting, t),
          place: meeting.place,
          note: meeting.reason, sequence: meeting.sequence, changed: meeting.changed,
          isCancelled: meeting.state == .cancelled || meeting.state == .notHeld)
      })
    return Reply(type: "text/calendar; charset=utf-8", body: Array(agenda.text.utf8))
  }
}

extension ShelvedCourse {
  func link(toLesson key: String) -> Link? {
    let parts = key.split(separator: "/").map(String.init)
    guard parts.count == 2, parts[0] == self.key, let lesson = course.lessons.first(where: { $0.key == parts[1] }) else {
      return nil
    }
    return CoursePages.link(course, lesson)
  }
}

extension House {
  /// The name behind which no other house has the same keys.
  fileprivate var host: String { settings.address.split(separator: "/").last.map(String.init) ?? "keruen" }

  fileprivate func calendarHash(_ token: String) -> String { hex(vault.hash(secret: token, for: "calendar")) }
}

extension Transaction {
  fileprivate func newCalendar(of person: ID<Person>, _ house: House) throws -> String {
    let token = hex(house.outside.random(16))
    try run(
      """
      INSERT INTO study_calendar (person_id, number, hash) VALUES (\(person), 1, \(house.calendarHash(token)))
      ON CONFLICT (person_id) DO UPDATE SET number = study_calendar.number + 1, hash = excluded.hash
      """)
    return token
  }
}

extension Phrase {
  static let noGroupYet = Phrase(kk: "Сен әлі топта емессің", ru: "Вы пока не в группе", en: "You are in no group yet")
  static let whatGroupBrings = Phrase(
    kk: "Топ құрылғанда кездесулердің күні мен орны осында шығады.",
    ru: "Когда группа будет составлена, здесь появятся дни и место встреч.",
    en: "Once there is a group, its days and place are shown here.")
  static let noMeetingsAhead = Phrase(
    kk: "Алда жоспарланған кездесу жоқ.", ru: "Впереди встреч не запланировано.", en: "No meeting is planned ahead.")
  static let pastMeetings = Phrase(kk: "Өткен кездесулер", ru: "Прошедшие встречи", en: "Past meetings")
  static let calendarTitle = Phrase(kk: "Телефон күнтізбесі", ru: "Календарь телефона", en: "Calendar of the phone")
  static let whatCalendarDoes = Phrase(
    kk:
      "Осы мекенжайды телефон күнтізбесіне қоссаң, кездесулер мен өзгерістер өзі түседі. Жаңа мекенжай алсаң, ескісі жұмыс істемейді.",
    ru: "Добавьте этот адрес в календарь телефона, и встречи с изменениями будут приходить сами. Новый адрес отменяет прежний.",
    en:
      "Add this address to your phone’s calendar and meetings and changes come by themselves. A new address ends the one before.")
  static let makeCalendar = Phrase(kk: "Мекенжай алу", ru: "Получить адрес", en: "Get the address")
  static let copyAddress = Phrase(
    kk: "Мекенжайды көшіріп ал: екінші рет көрсетілмейді, бірақ жаңасын алуға болады.",
    ru: "Скопируйте адрес: второй раз он не показывается, но можно получить новый.",
    en: "Copy the address: it is not shown again, but you can get a new one.")
  static let calendarOpensNothingElse = Phrase(
    kk: "Мекенжай кездесулердің күнін, уақытын және орнын ғана көрсетеді. Оны ешкімге берме.",
    ru: "По адресу видны только дни, время и место встреч. Никому его не давайте.",
    en: "The address shows days, times and places of meetings and nothing else. Give it to nobody.")
  static let openCalendar = Phrase(kk: "Күнтізбені ашу", ru: "Открыть календарь", en: "Open the calendar")
}
