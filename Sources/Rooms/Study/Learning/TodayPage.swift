import Courses
import Exchange
import Exercises
import Learning
import Markup
import Programme
import Storage
import Words

/// Her first page of the school: one next step with its reason, and the way through the lessons.
enum TodayPage {
  /// GET /study. Whoever has not begun is asked; whoever may not is told that there is nothing.
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let person = permit.actor.person
    let (courses, hers) = try await house.database.read { tx -> ([ShelvedCourse], Hers?) in
      let courses = try tx.shelvedCourses()
      guard let learner = try tx.learner(of: person) else { return (courses, nil) }
      let standing = try Standing(learner, courses, tx, at: visit.now)
      let hers = Hers(
        standing: standing, work: try OwnWork(learner, standing.group, at: visit.now, tx),
        projects: try OwnProjects(learner, standing.group, tx),
        findings: try tx.support(of: learner, at: visit.now, house))
      return (courses, hers)
    }
    if let hers { return StudyShell.reply(page(hers, courses, visit), of: hers.standing.learner, ahead: hers.standing, visit) }
    guard try await house.database.read({ try $0.openCycle(of: person) }) != nil else { throw Refusal.missing }
    return visit.page(invitation(courses, visit))
  }

  /// POST /study/enrolment
  static func begin(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let person = permit.actor.person
    try await visit.house.database.write { tx in
      if try tx.learner(of: person) != nil { return }
      guard let cycle = try tx.openCycle(of: person) else { throw Refusal.missing }
      try tx.enrolOpenly(person, cycle, visit.house)
    }
    return .seeOther("/study")
  }

  private static func invitation(_ courses: [ShelvedCourse], _ visit: Visit) -> Page {
    let t = visit.language
    let list = courses.map { "<li><a href=\"\(CoursePages.link($0.course))\">\($0.course.title(t))</a></li>" as HTML }
    return Page(
      title: t(.studyTitle), language: t,
      body: """
        \(t.back(to: "/status"))<h1>\(t(.coursesAreOpen(courses.count)))</h1><p>\(t(.whatStudyKeeps))</p><ul>\(list)</ul>
        \(form("/study/enrolment", "\(visit.formToken)\(button(t(.beginStudy), look: .sun))"))
        """)
  }

  /// How she stands, what is due, and where she may want help.
  private struct Hers: Sendable {
    let standing: Standing
    let work: OwnWork
    let projects: OwnProjects
    let findings: [SupportFinding]
  }

  private static func page(_ hers: Hers, _ shelf: [ShelvedCourse], _ visit: Visit) -> Page {
    let standing = hers.standing
    let t = visit.language
    let steps = standing.steps
    let others = steps.dropFirst().compactMap { step -> HTML? in
      guard let said = standing.said(step, t), let link = said.link else { return nil }
      return "<li><a href=\"\(link)\">\(said.title)</a><span class=\"hint\">\(said.why)</span></li>"
    }
    let first = steps.first.flatMap { standing.said($0, t) }.map { said -> HTML in
      """
      <section class="next"><small>\(t(.nextStep)) · \(said.kind)</small><h2>\(said.title)</h2><p>\(said.why)</p>\
      \(said.link.map { "<div class=\"row\">\(linkButton(t(.beginNow), $0, look: .sun))</div>" })</section>
      """
    }
    var page = Page(
      title: t(.studyTitle), language: t,
      body: """
        <h1>\(t(.today))</h1>\(first)\(ChecksToday.part(standing.checks.checks, standing.checks.sat, visit))\(meetings(standing, visit))
        \(hers.work.shown(shelf, t))\(hers.projects.shown(shelf, visit.house.data[.projects], visit.now, t))\(standing.learner.track == .chosen ? HerSupport.part(hers.findings, standing, t) : .nothing)
        \(others.isEmpty ? nil : "<details><summary>\(t(.chooseAnother))</summary><ul class=\"lessons\">\(others)</ul></details>")
        \(standing.courses.map { track($0, standing, visit) })
        <p><a href="\(PracticePage.link)">\(t(.practiceTitle))</a></p><p><a href="/study/progress">\(t(.progressTitle))</a></p><p><a href="/study/marks">\(t(.marksTitle))</a></p>
        <p><a href="/study/certificates">\(t(.yourCertificates))</a></p><p><a href="/status">\(t(.yourApplication))</a></p>
        """)
    page.sheets = ["lesson.css"]
    return page
  }

  /// Her group and when it meets this week.
  private static func meetings(_ standing: Standing, _ visit: Visit) -> HTML {
    let t = visit.language
    guard standing.learner.track == .chosen else { return .nothing }
    guard let group = standing.group else { return "<section><h2>\(t(.groupWord))</h2><p>\(t(.whatGroupBrings))</p></section>" }
    let soon = standing.meetings.filter { $0.ends > visit.now && $0.starts < visit.now.adding(days: 7) }
    let lines = soon.map { HerTimetable.line($0, standing.courses, t) }
    let list: HTML = lines.isEmpty ? "<p>\(t(.noMeetingThisWeek))</p>" : "<ul class=\"lessons\">\(lines)</ul>"
    return """
      <section><h2>\(t(.meetingsTitle))</h2>\(list)\(Present.meeting(standing.meetings, at: visit.now).map { Present.part($0, standing.confirmed.contains($0.id), visit) })
      <p><a href="/study/timetable">\(t(.timetableTitle))</a> · <span class="hint">\(group.title(t, visit.house))</span></p>
      <p><a href="\(HerBoard.link)">\(standing.unread > 0 ? t(.newPosts(standing.unread)) : t(.boardTitle))</a></p></section>
      """
  }

  /// The dotted track of a course.
  private static func track(_ shelved: ShelvedCourse, _ standing: Standing, _ visit: Visit) -> HTML {
    let (course, t) = (shelved.course, visit.language)
    let now = course.lessons.firstIndex { standing.finished["\(course.key)/\($0.key)"] == nil }
    let stops = course.lessons.enumerated().map { index, lesson -> Stop in
      let done = standing.finished["\(course.key)/\(lesson.key)"]
      let note: HTML = done.map { "\(t(.finishedOn)) \(t.date($0.day()))" } ?? HTML(t(.minutesOfLesson(lesson.minutes)))
      return Stop(
        lesson.title(t), link: CoursePages.link(course, lesson), note: note,
        done != nil ? .done : index == now ? .now : .ahead)
    }
    return "<section><h2><a href=\"\(CoursePages.link(course))\">\(course.title(t))</a></h2>\(t.track(stops))</section>"
  }
}

/// How a learner stands in the open courses.
struct Standing: Sendable {
  let learner: Learner
  let courses: [ShelvedCourse]
  let skills: [String: SkillState]
  /// By `course/lesson`.
  let finished: [String: Moment]
  /// Nil on the open track, and before she has one.
  let group: Group?
  /// Of her group, those to come and the last cancelled, in order.
  let meetings: [Meeting]
  /// At which of them she has said herself that she was there.
  let confirmed: Set<ID<Meeting>>
  /// Of hers, and which of them she sat.
  let checks: (checks: [ReadCheck], sat: [ID<Check>: SatCheck])
  /// Posts on the board of her group that she has not read.
  let unread: Int
  /// The lessons before her, and when her group meets on which.
  let plan: Plan
  /// What she may do next, the first first.
  let steps: [Step]

  /// With a cohort its courses are hers, in its order; on the open track all that are open.
  init(_ learner: Learner, _ shelf: [ShelvedCourse], _ tx: Transaction, at now: Moment) throws {
    self.learner = learner
    let wanted = try learner.track == .chosen ? tx.courses(of: learner) : []
    let hers = wanted.compactMap { key in shelf.first { $0.key == key } }
    courses = hers.isEmpty ? shelf : hers
    (skills, finished) = (try tx.practice(of: learner), try tx.finishedLessons(of: learner))
    group = learner.track == .chosen ? try tx.group(of: learner) : nil
    meetings = try group.map { try tx.meetings(of: $0.id, from: now.adding(hours: -2), limit: 20) } ?? []
    confirmed = meetings.isEmpty ? [] : try tx.confirmedMeetings(of: learner)
    checks = try tx.checksToday(of: learner)
    unread = try group.map { try tx.unreadPosts(of: learner.person, in: $0.id, at: now) } ?? 0
    plan = Self.plan(courses, finished, meetings, at: now)
    steps = plan.steps(skills, on: StudyDay.of(now.milliseconds))
  }

  private static func plan(
    _ courses: [ShelvedCourse], _ finished: [String: Moment], _ meetings: [Meeting], at now: Moment
  ) -> Plan {
    let lessons = courses.flatMap { shelved in
      shelved.course.lessons.map { lesson in
        let key = "\(shelved.key)/\(lesson.key)"
        return Plan.Lesson(key: key, needs: lesson.skills.map { "\(shelved.key)/\($0.key)" }, isFinished: finished[key] != nil)
      }
    }
    let next = meetings.first { $0.isAhead && $0.ends > now }.map {
      Plan.Meeting(day: StudyDay.of($0.starts.milliseconds), lessons: $0.lesson.map { [$0] } ?? [])
    }
    return Plan(lessons: lessons, meeting: next)
  }

  /// A step as the page says it; nil where its course is not open any more.
  func said(_ step: Step, _ t: Language) -> (kind: String, title: String, why: String, link: Link?)? {
    switch step {
    case .review(let skill, let daysAgo, let wasRight, let forgotten):
      guard let place = place(ofSkill: skill) else { return nil }
      return (
        t(.reviewWord), place.title(t), t(.whyReview(daysAgo, wasRight: wasRight, forgotten: forgotten)),
        PracticePage.link(skill)
      )
    case .practice(let skill, _, let counted):
      guard let place = place(ofSkill: skill) else { return nil }
      return (t(.practiceWord), place.title(t), t(.whyPractice(counted)), PracticePage.link(skill))
    case .meeting(let key, let days):
      guard let place = place(ofLesson: key) else { return nil }
      return (t(.lessonWord), place.lesson.title(t), t(.whyMeeting(days)), place.link)
    case .lesson(let key, _, _):
      guard let place = place(ofLesson: key) else { return nil }
      return (
        t(.lessonWord), place.lesson.title(t),
        place.said(t), place.link
      )
    case .rest(let days): return (t(.restWord), t(.allDone), days.map { t(.nextReviewIn($0)) } ?? t(.openALesson), nil)
    }
  }

  func place(ofLesson key: String) -> LessonPlace? {
    let parts = key.split(separator: "/").map(String.init)
    guard parts.count == 2, let course = courses.first(where: { $0.key == parts[0] }) else { return nil }
    return LessonPlace(parts[1], in: course)
  }

  /// Where a skill is practised: the first exercise of it, in the lesson that teaches it.
  func place(ofSkill key: String) -> SkillPlace? {
    let parts = key.split(separator: "/").map(String.init)
    guard parts.count == 2 else { return nil }
    return courses.first { $0.key == parts[0] }?.place(ofSkill: parts[1])
  }
}

extension ShelvedCourse {
  /// Where a skill is practised: the first exercise of it, in the lesson that teaches it.
  func place(ofSkill key: String) -> SkillPlace? {
    read.skill(key).map { SkillPlace(lesson: LessonPlace($0.lesson, in: self), taught: $0) }
  }
}

struct SkillPlace: Sendable {
  let lesson: LessonPlace
  let taught: TaughtSkill

  var skill: LessonSkill { taught.skill }
  var exercises: [CourseExercise] { taught.exercises }

  /// What it is called. Of a lesson published before skills had names: the line of its aims at the same place, where there are as many,
  /// else what its exercise asks.
  func title(_ t: Language) -> String {
    if let title = skill.title { return title(t) }
    let (aims, skills) = (lesson.lesson.aims[t] ?? [], lesson.lesson.skills)
    if aims.count == skills.count, let place = skills.firstIndex(of: skill) { return aims[place] }
    return exercises.first.map { ExerciseText.shortened($0.exercise.ask.plain(t, $0.first)) } ?? lesson.lesson.title(t)
  }
}

/// What her first page says of the school.
enum StudyHome {
  static func section(_ visit: Visit, _ actor: Actor, _ tx: Transaction) throws -> HomeSection? {
    guard actor.role == .applicant else { return nil }
    switch try tx.learningDoor(of: actor.person) {
    case .begun: return HomeSection(links: [HomeLink(.studyTitle, "/study")])
    case .open(let courses): return HomeSection(links: [HomeLink(.coursesAreOpen(courses), "/study")])
    case nil: return nil
    }
  }
}

extension Phrase {
  static let studyTitle = Phrase(kk: "Оқу", ru: "Учёба", en: "Learning")
  static let today = Phrase(kk: "Бүгін", ru: "Сегодня", en: "Today")
  static let noMeetingThisWeek = Phrase(
    kk: "Осы аптада кездесу жоқ.", ru: "На этой неделе встреч нет.", en: "There is no meeting this week.")
  static let nextStep = Phrase(kk: "Келесі қадам", ru: "Следующий шаг", en: "Next step")
  static let beginNow = Phrase(kk: "Бастау", ru: "Начать", en: "Begin")
  static let chooseAnother = Phrase(kk: "Басқасын таңдаймын", ru: "Выбрать другое", en: "Choose something else")
  static let reviewWord = Phrase(kk: "қайталау", ru: "повторение", en: "review")
  static let practiceWord = Phrase(kk: "жаттығу", ru: "практика", en: "practice")
  static let lessonWord = Phrase(kk: "сабақ", ru: "урок", en: "lesson")
  static let restWord = Phrase(kk: "демалыс", ru: "отдых", en: "rest")
  static let allDone = Phrase(kk: "Бүгінге бәрі жасалды", ru: "На сегодня всё сделано", en: "All is done for today")
  static let openALesson = Phrase(
    kk: "Кез келген сабақты қайта ашуға болады.", ru: "Любой урок можно открыть ещё раз.", en: "You can open any lesson again.")
  static let finishedOn = Phrase(kk: "өтілді:", ru: "пройдено:", en: "worked through on")
  static let yourApplication = Phrase(kk: "Өтінімің", ru: "Ваша заявка", en: "Your application")
  static let beginStudy = Phrase(kk: "Оқуды бастау", ru: "Начать учиться", en: "Begin learning")
  static let whatStudyKeeps = Phrase(
    kk:
      "Сабақтарды тіркелмей-ақ оқуға болады. Оқуды осында бастасаң, жауаптарың мен қай сабақты өткенің сақталады, әр жолы келесі қадам ұсынылады. Бұл іріктеуге әсер етпейді.",
    ru:
      "Читать уроки можно и без этого. Если начать учёбу здесь, сохраняются ответы и пройденные уроки, и каждый раз предлагается следующий шаг. На отбор это не влияет.",
    en:
      "The lessons can be read without this. If you begin here, your answers and finished lessons are kept and the next step is proposed each time. It has no effect on the selection."
  )
  static func coursesAreOpen(_ count: Int) -> Phrase {
    Phrase(
      kk: "Саған \(count) курс ашық",
      ru:
        "Вам \(plural(count, one: "открыт", few: "открыты", many: "открыто")) \(counted(count, one: "курс", few: "курса", many: "курсов"))",
      en: "\(counted(count, one: "course is", other: "courses are")) open to you")
  }
  static func whyReview(_ days: Int, wasRight: Bool, forgotten: Int) -> Phrase {
    // Of so many one, at least of two.
    whyReview({ Phrase.daysAgo(days)($0) }, wasRight: wasRight, among: String(max(2, 1_000_000 / max(forgotten, 1))))
  }
  /// The page of practice says it of other numbers than the server (Public/practising.js).
  static func whyReview(_ ago: @escaping @Sendable (Language) -> String, wasRight: Bool, among: String) -> Phrase {
    Phrase(
      kk:
        "Мұны \(ago(.kk)) \(wasRight ? "дұрыс шештің" : "шешуге тырыстың"). Осы кезде \(among) адамның 1-і ұмытып қалады, сондықтан бүгін қайталаған дұрыс.",
      ru:
        "\(ago(.ru)) это \(wasRight ? "было решено верно" : "не вышло"). К этому времени забывает примерно 1 из \(among), поэтому лучше повторить сегодня.",
      en:
        "\(ago(.en)) this \(wasRight ? "was solved" : "went wrong"). By now about 1 in \(among) has forgotten it, so today is a good day to repeat it."
    )
  }
  static func daysAgo(_ days: Int) -> Phrase {
    Phrase(
      kk: days == 0 ? "бүгін" : "\(days) күн бұрын",
      ru: days == 0 ? "Сегодня" : "\(counted(days, one: "день", few: "дня", many: "дней")) назад",
      en: days == 0 ? "Today" : counted(days, one: "day ago", other: "days ago"))
  }
  static func whyPractice(_ counted: Int) -> Phrase {
    Phrase(
      kk: "Дағды бекуі үшін екі күнде кеңессіз бірінші реттен үш дұрыс жауап керек. Әзірге \(counted).",
      ru: "Навык закреплён после трёх верных ответов с первого раза, без подсказок и не в один день. Пока их \(counted).",
      en: "A skill is held after three right answers at the first try, without hints, on two days. So far there are \(counted).")
  }
  static func whyMeeting(_ days: Int) -> Phrase {
    Phrase(
      kk: days == 0 ? "Топ осы сабақ бойынша бүгін кездеседі." : "Топ осы сабақ бойынша \(days) күннен кейін кездеседі.",
      ru: days == 0
        ? "Группа встречается по этому уроку сегодня."
        : "Группа встречается по этому уроку через \(counted(days, one: "день", few: "дня", many: "дней")).",
      en: days == 0
        ? "Your group meets on this lesson today."
        : "Your group meets on this lesson in \(counted(days, one: "day", other: "days")).")
  }
  static func nextReviewIn(_ days: Int) -> Phrase {
    Phrase(
      kk: "Келесі қайталау \(days) күннен кейін.",
      ru: "Следующее повторение через \(counted(days, one: "день", few: "дня", many: "дней")).",
      en: "The next review comes in \(counted(days, one: "day", other: "days")).")
  }
}
