import Certificates
import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Storage
import Words

/// What a guardian sees of her child's school: who teaches her, when the group meets and whether she was there, what she has worked through,
/// how her work was judged, and her certificates. Never what anybody wrote, and nothing from the day on which she comes of age.
enum WardPage {
  static let link: Link = "/consent/study"

  static let part = WardLink { ward, tx in try tx.learner(of: ward).map { _ in HomeLink(.wardStudy, link) } }

  private struct Sight: Sendable {
    let learner: Learner
    let group: Group?
    let adults: [Adult]
    let meetings: [Meeting]
    let presence: [ID<Meeting>: RollMark]
    let finished: [String: Moment]
    let marks: [(mark: Mark, assignment: Assignment)]
    let certificates: [IssuedCertificate]
  }

  /// GET /consent/study
  static func show(_ visit: Visit, _ permit: Permit<SeeChildStudy>) async throws -> Reply {
    let house = visit.house
    let shelf = try await house.openCourses()
    let sight = try await house.database.read { tx in
      let ward = try house.ward(of: permit.actor.person, in: tx)
      guard let learner = try tx.learner(of: ward) else { throw Refusal.missing }
      let group = learner.track == .chosen ? try tx.group(of: learner) : nil
      // Comments stay shut: nobody's key is asked for.
      let marks = try tx.marks(where: "study_mark.learner = \(learner.number) AND counts", house.vault) { _ in nil }
      let assignments = try tx.assignments(markedOf: learner)
      return Sight(
        learner: learner, group: group, adults: try group.map { try tx.adults(of: $0.id, house) } ?? [],
        meetings: try tx.meetings(of: learner), presence: try tx.presence(of: learner),
        finished: try tx.finishedLessons(of: learner),
        marks: marks.compactMap { mark in assignments[mark.assignment].map { (mark, $0) } },
        certificates: try tx.certificates(of: learner.number))
    }
    return visit.page(page(sight, shelf, visit))
  }

  private static func page(_ sight: Sight, _ shelf: [ShelvedCourse], _ visit: Visit) -> Page {
    let t = visit.language
    var page = Page(
      title: t(.wardStudy), language: t,
      body: """
        \(t.back(to: "/consent"))<h1>\(t(.wardStudy))</h1>\(group(sight, visit))
        \(meetings(sight, shelf, visit))<h2>\(t(.lessonsWord))</h2>\(lessons(sight, shelf, t))
        \(marks(sight, shelf, t))\(certificates(sight, shelf, t))
        """)
    page.sheets = ["lesson.css"]
    return page
  }

  private static func group(_ sight: Sight, _ visit: Visit) -> HTML {
    let t = visit.language
    guard let group = sight.group else {
      return "<p>\(t(sight.learner.track == .chosen ? .wardHasNoGroup : .wardLearnsByHerself))</p>"
    }
    func list(_ adults: [Adult]) -> HTML {
      "<ul>\(adults.map { "<li>\($0.name?.full ?? t(.nameless)) · \(t($0.task.name))</li>" as HTML })</ul>"
    }
    // Who only looks on teaches nobody, and is named apart.
    let (observing, teaching) = (sight.adults.filter { $0.task == .mentor }, sight.adults.filter { $0.task != .mentor })
    return """
      <p>\(group.title(t, visit.house))</p><h2>\(t(.whoTeachesHer))</h2>\(list(teaching))\
      \(observing.isEmpty ? .nothing : "<p>\(t(.whoObserves))</p>\(list(observing))")
      """
  }

  private static func meetings(_ sight: Sight, _ shelf: [ShelvedCourse], _ visit: Visit) -> HTML {
    let t = visit.language
    guard sight.group != nil || !sight.meetings.isEmpty else { return .nothing }
    /// Over, not called off, and nobody has said whether she was there.
    func isUnmarked(_ meeting: Meeting) -> Bool {
      meeting.ends <= visit.now && (meeting.state == .planned || meeting.state == .held) && sight.presence[meeting.id] == nil
    }
    func list(_ meetings: some Sequence<Meeting>) -> HTML {
      let lines = meetings.map { meeting -> HTML in
        let mark = sight.presence[meeting.id]
        let said: HTML =
          mark.map { "<div>\(tag(t($0.name), $0.wasThere ? .good : $0 == .excused ? .waiting : .bad))</div>" }
          ?? (isUnmarked(meeting) ? "<div>\(tag(t(.notMarkedYet), .plain))</div>" : .nothing)
        return HerTimetable.line(meeting, shelf, t, more: said)
      }
      return lines.isEmpty ? "<p>\(t(.noMeetings))</p>" : "<ul class=\"lessons\">\(lines)</ul>"
    }
    let (ahead, past) = (sight.meetings.filter { $0.ends > visit.now }, sight.meetings.filter { $0.ends <= visit.now })
    let held = past.filter { $0.state == .held && sight.presence[$0.id] != nil }
    let came = held.count { sight.presence[$0.id]?.wasThere ?? false }
    let unmarked = past.count { isUnmarked($0) }
    let share: HTML = held.isEmpty ? .nothing : "<p>\(t(.cameTo(came, of: held.count)))</p>"
    let rest: HTML = unmarked == 0 ? .nothing : "<p>\(t(.meetingsUnmarked(unmarked)))</p>"
    return """
      <h2>\(t(.meetingsTitle))</h2><p class="hint">\(t(.kazakhstanTime))</p>\(list(ahead))
      <h2>\(t(.wardPresence))</h2>\(share)\(rest)\(list(past.reversed()))
      """
  }

  private static func lessons(_ sight: Sight, _ shelf: [ShelvedCourse], _ t: Language) -> HTML {
    let lines = shelf.compactMap { shelved -> HTML? in
      let done = shelved.course.lessons.count { sight.finished["\(shelved.key)/\($0.key)"] != nil }
      guard done > 0 else { return nil }
      return """
        <li><a href="\(CoursePages.link(shelved.course))">\(shelved.course.title(t))</a>\
        <span class="hint">\(t(.lessonsDoneOf(done, of: shelved.course.lessons.count)))</span></li>
        """
    }
    return lines.isEmpty ? "<p>\(t(.noLessonDoneYet))</p>" : "<ul class=\"lessons\">\(lines)</ul>"
  }

  /// The level on each criterion, of as many as there are.
  private static func marks(_ sight: Sight, _ shelf: [ShelvedCourse], _ t: Language) -> HTML {
    guard !sight.marks.isEmpty else { return "<h2>\(t(.wardMarks))</h2><p>\(t(.wardHasNoMarks))</p>" }
    let lines = sight.marks.map { mark, assignment -> HTML in
      let rubric = shelf.handed(assignment)?.handIn.rubric
      let levels = mark.levels.lines.map { "\(rubric?[$0.key]?.title.says(t) ?? $0.key): \($0.level) / \($0.most)" }
      return """
        <li><b>\(shelf.title(of: assignment, t))</b>\
        <span class="hint">\(t.date(mark.at.day())) · \(levels.joined(separator: "; "))</span></li>
        """
    }
    return "<h2>\(t(.wardMarks))</h2><ul class=\"lessons\">\(lines)</ul>"
  }

  private static func certificates(_ sight: Sight, _ shelf: [ShelvedCourse], _ t: Language) -> HTML {
    let issued = sight.certificates.filter { if case .issued = $0.state { true } else { false } }
    guard !issued.isEmpty else { return "<h2>\(t(.certificatesTitle))</h2><p>\(t(.wardHasNoCertificates))</p>" }
    let lines = issued.map { "<li>\($0.facts.title(t)) · <a href=\"/c/\($0.code.letters)\">\($0.code.letters)</a></li>" as HTML }
    return "<h2>\(t(.certificatesTitle))</h2><ul>\(lines)</ul>"
  }
}

extension Transaction {
  /// What stands of a girl at each meeting.
  func presence(of learner: Learner) throws -> [ID<Meeting>: RollMark] {
    let marks = try rows(
      "SELECT meeting_id, mark FROM study_presence WHERE learner = \(learner.number) ORDER BY meeting_id LIMIT 1000"
    ) { row in (try row["meeting_id"] as ID<Meeting>, try row["mark"] as RollMark) }
    return Dictionary(marks) { first, _ in first }
  }
}

extension Phrase {
  static let wardStudy = Phrase(kk: "Мектептегі оқуы", ru: "Учёба в школе", en: "Her school")
  static let wardHasNoGroup = Phrase(
    kk: "Ол әлі топқа қосылған жоқ. Топ құрылған соң кездесулер осы жерде шығады.",
    ru: "Группы пока нет. Когда её назначат, здесь появятся встречи.",
    en: "She has no group yet. Once she has, its meetings are shown here.")
  static let wardLearnsByHerself = Phrase(
    kk: "Ол ашық курстарда өз бетімен оқиды: кездесу де, ересек те тағайындалмайды.",
    ru: "Учёба на открытых курсах самостоятельная: без встреч и без взрослых.",
    en: "She learns in the open courses by herself: there are no meetings and no adults.")
  static let wardPresence = Phrase(kk: "Кездесулерге қатысуы", ru: "Посещение встреч", en: "Her attendance")
  static let wardMarks = Phrase(
    kk: "Жұмыстарының деңгейі", ru: "Уровень её работ", en: "The level of her works")
  static let wardHasNoMarks = Phrase(
    kk: "Әзірге бағаланған жұмысы жоқ. Топтың ересегі тапсырған жұмысын тексергенде, деңгейі осы жерде шығады.",
    ru: "Оценённых работ пока нет. Когда взрослый группы проверит сданную работу, её уровень появится здесь.",
    en: "None of her works is marked yet. When an adult of the group has marked one, its level is shown here.")
  static let wardHasNoCertificates = Phrase(
    kk: "Әзірге сертификаты жоқ.", ru: "Сертификатов пока нет.", en: "She has no certificate yet.")
  static let noLessonDoneYet = Phrase(
    kk: "Әзірге бірде-бір сабақ өтілген жоқ.", ru: "Пока не пройден ни один урок.", en: "No lesson is worked through yet.")
  static let whoTeachesHer = Phrase(kk: "Кім оқытады", ru: "Кто её учит", en: "Who teaches her")
  static let whoObserves = Phrase(
    kk: "Топта бар, бірақ сабақ бермейді: бақылап, тренерлерге кеңес береді.",
    ru: "Есть в группе, но не преподаёт: наблюдает и советует тренерам.",
    en: "In the group, and teaches nobody: looks on and advises the trainers.")
  static let notMarkedYet = Phrase(kk: "әлі белгіленбеген", ru: "пока не отмечено", en: "not marked yet")
  static func meetingsUnmarked(_ count: Int) -> Phrase {
    Phrase(
      kk: "Келген-келмегені әлі белгіленбеген кездесулер: \(count).",
      ru: "Встреч, где её присутствие пока не отмечено: \(count).",
      en:
        "\(counted(count, one: "meeting is over and nobody has", other: "meetings are over and nobody has")) marked yet whether she came."
    )
  }
  static func cameTo(_ count: Int, of held: Int) -> Phrase {
    Phrase(
      kk: "Белгіленген кездесулер: \(held), келгені: \(count).", ru: "Отмеченных встреч: \(held), посещено: \(count).",
      en: "Came to \(count) of the \(held) meetings held.")
  }
  static func lessonsDoneOf(_ count: Int, of all: Int) -> Phrase {
    Phrase(
      kk: "өтілген сабақ: \(count) / \(all)", ru: "пройдено уроков: \(count) из \(all)", en: "\(count) of \(all) lessons done")
  }
}
