import Courses
import Programme
import Storage
import Words

/// A group meets: when, where, on which lesson.
struct Meeting: Sendable {
  let id: ID<Meeting>
  let group: ID<Group>
  let starts: Moment
  let ends: Moment
  let place: String
  /// `course/lesson`; nil for practice and projects.
  let lesson: String?
  let state: State
  /// Why it does not take place.
  let reason: String
  let sequence: Int
  let changed: Moment

  enum State: String, Sendable, Bindable, Readable {
    case planned, held
    /// It did not take place, as the adult who was there says.
    case notHeld = "not_held"
    case cancelled
  }

  var isAhead: Bool { state == .planned }

  /// "сенбі, 14 қараша, 15:00–16:30".
  func when(_ t: Language) -> String {
    "\(t(.weekday(starts.day().weekday))), \(t.date(starts.day())), \(t.time(starts))–\(t.time(ends))"
  }
}

extension ShelvedCourse {
  /// The title of a lesson of `course/lesson`, if it is of this course.
  func title(ofLesson key: String, _ t: Language) -> String? {
    let parts = key.split(separator: "/")
    guard parts.count == 2, parts[0] == self.key else { return nil }
    return course.lessons.first { $0.key == parts[1] }?.title(t)
  }
}

extension [Meeting] {
  /// Without those that were called off and have another in their place.
  var standing: [Meeting] {
    filter { meeting in
      meeting.state != .cancelled
        || !contains {
          $0.group == meeting.group && $0.state != .cancelled && $0.starts < meeting.ends && meeting.starts < $0.ends
        }
    }
  }
}

extension [ShelvedCourse] {
  /// What a meeting is about, in the reader's language.
  func title(of meeting: Meeting, _ t: Language) -> String {
    meeting.lesson.flatMap { key in lazy.compactMap { $0.title(ofLesson: key, t) }.first } ?? t(.meetingWithoutLesson)
  }
}

extension Transaction {
  /// Of a group, in the order in which they come.
  func meetings(of group: ID<Group>, from first: Moment? = nil, limit: Int = 400) throws -> [Meeting] {
    let since: SQL = first.map { "AND ends_at >= \($0)" } ?? ""
    return try meetings(where: "group_id = \(group) \(since)", limit: limit)
  }

  /// Of whichever group she was in at the time, in order.
  func meetings(of learner: Learner, from first: Moment? = nil) throws -> [Meeting] {
    let since: SQL = first.map { "AND ends_at >= \($0)" } ?? ""
    return try meetings(
      where: """
        EXISTS (SELECT 1 FROM study_member WHERE study_member.group_id = study_meeting.group_id
          AND learner = \(learner.number) AND since <= ends_at AND (until IS NULL OR until > starts_at)) \(since)
        """, limit: 400)
  }

  /// Throws `Refusal.missing`.
  func meeting(_ id: ID<Meeting>) throws -> Meeting {
    guard let meeting = try meeting(ifAny: id) else { throw Refusal.missing }
    return meeting
  }

  func meeting(ifAny id: ID<Meeting>) throws -> Meeting? { try meetings(where: "id = \(id)", limit: 1).first }

  private func meetings(where condition: SQL, limit: Int) throws -> [Meeting] {
    try rows(
      """
      SELECT id, group_id, starts_at, ends_at, place, course, lesson, state, reason, sequence, changed_at FROM study_meeting
      WHERE \(condition) ORDER BY starts_at, id LIMIT \(limit)
      """
    ) { row in
      let (course, lesson): (String?, String?) = (try row["course"], try row["lesson"])
      return Meeting(
        id: try row["id"], group: try row["group_id"], starts: try row["starts_at"], ends: try row["ends_at"],
        place: try row["place"], lesson: course.flatMap { course in lesson.map { "\(course)/\($0)" } }, state: try row["state"],
        reason: try row["reason"], sequence: try row["sequence"], changed: try row["changed_at"])
    }
  }

  @discardableResult
  func add(_ planned: [PlannedMeeting], to group: ID<Group>, by actor: String, _ house: House) throws -> [ID<Meeting>] {
    let now = house.outside.now()
    let ids = try planned.map { meeting in
      let id: ID<Meeting> = house.outside.id()
      try run(
        """
        INSERT INTO study_meeting (id, group_id, starts_at, ends_at, place, course, lesson, state, changed_at)
        VALUES (\(id), \(group), \(meeting.starts), \(meeting.ends), \(meeting.place),
          \(meeting.course), \(meeting.lesson), \(Meeting.State.planned), \(now))
        """)
      return id
    }
    try record(.meetingsPlanned, group.text, "meetings=\(planned.count)", by: actor, house)
    return ids
  }

  /// Moves a meeting that is ahead; girls hear of it by a letter where it is near.
  func move(_ meeting: Meeting, to planned: PlannedMeeting, by actor: String, _ house: House) throws {
    let changed = try run(
      """
      UPDATE study_meeting SET starts_at = \(planned.starts), ends_at = \(planned.ends), place = \(planned.place),
        course = \(planned.course), lesson = \(planned.lesson), sequence = sequence + 1, changed_at = \(house.outside.now())
      WHERE id = \(meeting.id) AND sequence = \(meeting.sequence) AND state = \(Meeting.State.planned)
      """)
    guard changed == 1 else { throw Refusal(.conflict, .cohortMoved) }
    try record(.meetingMoved, meeting.id.text, by: actor, house)
    if planned.starts != meeting.starts || planned.ends != meeting.ends || planned.place != meeting.place {
      try tellOfChange(try self.meeting(meeting.id), was: meeting.starts, house)
    }
  }

  func cancel(_ meeting: Meeting, because reason: String, by actor: String, _ house: House) throws {
    let changed = try run(
      """
      UPDATE study_meeting SET state = \(Meeting.State.cancelled), reason = \(reason), sequence = sequence + 1,
        changed_at = \(house.outside.now())
      WHERE id = \(meeting.id) AND sequence = \(meeting.sequence) AND state = \(Meeting.State.planned)
      """)
    guard changed == 1 else { throw Refusal(.conflict, .cohortMoved) }
    try record(.meetingCancelled, meeting.id.text, by: actor, house)
    try tellOfChange(try self.meeting(meeting.id), was: meeting.starts, house)
  }

  /// A change within two days is too near for a page that nobody may open in time: everybody of the group gets a letter.
  private func tellOfChange(_ meeting: Meeting, was: Moment, _ house: House) throws {
    let now = house.outside.now()
    guard min(was, meeting.starts) < now.adding(hours: 48), max(was, meeting.starts) > now else { return }
    let people: [ID<Person>] = try rows(
      """
      SELECT person_id FROM study_member JOIN study_learner ON number = study_member.learner
      WHERE group_id = \(meeting.group) AND until IS NULL ORDER BY number LIMIT 200
      """
    ) { try $0[0] }
    let what: Phrase = meeting.state == .cancelled ? .meetingCancelledOn(was) : .meetingIsNow(meeting)
    for person in people {
      try tell(
        try safe(of: person, house.vault), .meetingChanged, [.what(what), .page("/study/timetable", house)],
        purpose: .timetable, once: "\(meeting.id):\(meeting.sequence):\(person)", house)
    }
  }
}

extension LetterText {
  static let meetingChanged = LetterText(
    "meeting-changed", Phrase(kk: "Кездесу өзгерді", ru: "Встреча изменилась", en: "A meeting has changed"),
    needs: [.what], mayUse: [.page])
}

extension Phrase {
  static let meetingWithoutLesson = Phrase(kk: "Топпен жұмыс", ru: "Работа в группе", en: "Work in the group")

  /// Monday 1 to Sunday 7.
  static func weekday(_ number: Int) -> Phrase {
    switch number {
    case 1: Phrase(kk: "дүйсенбі", ru: "понедельник", en: "Monday")
    case 2: Phrase(kk: "сейсенбі", ru: "вторник", en: "Tuesday")
    case 3: Phrase(kk: "сәрсенбі", ru: "среда", en: "Wednesday")
    case 4: Phrase(kk: "бейсенбі", ru: "четверг", en: "Thursday")
    case 5: Phrase(kk: "жұма", ru: "пятница", en: "Friday")
    case 6: Phrase(kk: "сенбі", ru: "суббота", en: "Saturday")
    default: Phrase(kk: "жексенбі", ru: "воскресенье", en: "Sunday")
    }
  }

  static func meetingCancelledOn(_ was: Moment) -> Phrase {
    Phrase(
      kk: "\(Language.kk.dateTime(was)) кездесуі болмайды", ru: "встречи \(Language.ru.dateTime(was)) не будет",
      en: "there is no meeting on \(Language.en.dateTime(was))")
  }
  static func meetingIsNow(_ meeting: Meeting) -> Phrase {
    Phrase(
      kk: "кездесу енді: \(Language.kk.dateTime(meeting.starts)), \(meeting.place)",
      ru: "встреча теперь: \(Language.ru.dateTime(meeting.starts)), \(meeting.place)",
      en: "the meeting is now: \(Language.en.dateTime(meeting.starts)), \(meeting.place)")
  }
}
