import Courses
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// What was handed in: of all groups of an adult, and of one assignment.
enum MarkingList {
  static func link(_ assignment: ID<Assignment>) -> Link { "/desk/assignments/\(assignment.text)/marking" }

  private static let pageSize = 20

  /// GET /desk/marking: assignments of the reader's groups, those with something to do first.
  static func all(_ visit: Visit, _ permit: Permit<MarkHandedWork>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let shelf = try await house.openCourses()
    let person = permit.actor.person
    let lines = try await house.database.read { tx -> [Line] in
      let waiting = try tx.waiting(for: person, in: WaitingWork.groups(of: person))
      let groups = Dictionary(try tx.groups(withAdult: person).map { ($0.id, $0) }) { first, _ in first }
      return try tx.assignments(ofAdult: person).compactMap { assignment in
        groups[assignment.group].map { Line(assignment: assignment, group: $0, waiting: waiting[assignment.id] ?? Waiting()) }
      }
    }.sorted { ($0.waiting.all == 0 ? 1 : 0, $0.assignment.due) < ($1.waiting.all == 0 ? 1 : 0, $1.assignment.due) }
    let columns: [Column<Line>] = [
      Column(t(.assignmentWord)) { "<a href=\"\(link($0.assignment.id))\">\(shelf.title(of: $0.assignment, t))</a>" },
      Column(t(.groupWord)) { HTML($0.group.title(t, house)) },
      Column(t(.handedInWord), isNumeric: true) { HTML("\($0.waiting.handed) / \($0.waiting.all(of: $0.group))") },
      Column(t(.toMarkWord), isNumeric: true) { HTML(t.number($0.waiting.toMark)) },
      Column(t(.secondWantedWord), isNumeric: true) { HTML(t.number($0.waiting.seconds)) },
      Column(t(.lookAskedWord), isNumeric: true) { HTML(t.number($0.waiting.looks)) },
    ]
    return visit.page(
      Page(
        title: t(.markingTitle), language: t, width: .wide,
        body: """
          <h1>\(t(.markingTitle))</h1>
          \(t.table(t(.markingTitle), lines, columns, stacks: true, empty: emptyState(t(.nothingGiven), HTML(t(.whereToGive)))))
          """))
  }

  private struct Line: Sendable {
    let assignment: Assignment
    let group: Group
    let waiting: Waiting
  }

  private struct Sight: Sendable {
    let assignment: Assignment
    let group: Group
    let exercise: HandedExercise?
    let title: String
    /// What waits for the reader first, by how long.
    let works: [MarkedWork]
    let missing: [GroupGirl]
    let isAdult: Bool
    let mayGive: Bool
    let reader: ID<Person>
  }

  /// GET /desk/assignments/:assignment/marking
  static func show(_ visit: Visit, _ permit: Permit<SeeHandedWork>) async throws -> Reply {
    let house = visit.house
    let id: ID<Assignment> = try visit.id("assignment")
    let shelf = try await house.openCourses()
    let sight = try await house.database.read { tx in
      let assignment = try tx.assignment(id)
      let group = try tx.group(assignment.group, ofAdult: permit)
      let works = try tx.markedWorks(assignment, house)
      let girls = try tx.girls(of: group.id, house.vault)
      let isAdult = try tx.isAdult(permit.actor.person, of: group.id)
      return Sight(
        assignment: assignment, group: group, exercise: shelf.handed(assignment),
        title: shelf.title(of: assignment, visit.language),
        works: inOrder(works, for: permit.actor.person, isAdult),
        missing: girls.filter { girl in !works.contains { $0.work.learner == girl.learner } }, isAdult: isAdult,
        mayGive: GiveAssignment.roles.contains(permit.actor.role), reader: permit.actor.person)
    }
    try await house.database.write { try $0.record(.groupSeen, sight.group.id.text, "assignment \(id)", by: permit, house) }
    return visit.page(page(sight, visit))
  }

  /// What waits for this adult comes first, the oldest first.
  static func inOrder(_ works: [MarkedWork], for adult: ID<Person>, _ isAdult: Bool) -> [MarkedWork] {
    let wanted = { (work: MarkedWork) in isAdult ? work.wants(adult) : work.isWaiting }
    return works.filter(wanted) + works.filter { !wanted($0) }
  }

  private static func page(_ sight: Sight, _ visit: Visit) -> Page {
    let (t, house) = (visit.language, visit.house)
    let pages = max(1, (sight.works.count + pageSize - 1) / pageSize)
    let number = visit.query.number("page", in: 1...pages) ?? 1
    let first = (number - 1) * pageSize
    let shown = Array(sight.works.dropFirst(first).prefix(pageSize))
    let here = link(sight.assignment.id)
    let columns: [Column<MarkedWork>] = [
      Column(t(.nameWord)) { "<a href=\"\(MarkingPage.link($0.work))\">\($0.name?.full ?? t(.nameless))</a>" },
      Column(t(.standsWord)) { state($0, sight, t) },
      Column(t(.handedInWhen)) { handed($0.work, sight.assignment, t) },
    ]
    let foot: HTML =
      pages == 1
      ? .nothing
      : t.foot(
        from: first + 1, to: first + shown.count, of: sight.works.count, .nothing,
        previous: number > 1 ? here.with("page", number - 1) : nil, next: number < pages ? here.with("page", number + 1) : nil)
    let missing = sight.missing.map { $0.name?.full ?? t(.nameless) }.joined(separator: ", ")
    let report = sight.exercise.map { SecondMarking(sight.works, $0.handIn.rubric).shown(t) }
    var page = Page(
      title: sight.title, language: t, width: .wide,
      notice: visit.query["kept"] == nil ? nil : notice("\(t(.markIsKept))", .good),
      body: """
        \(t.back(to: sight.isAdult ? "/desk/marking" : GivenAssignments.link(sight.group.id)))
        <p class="step">\(sight.group.title(t, house))</p><h1>\(sight.title)</h1>
        <p>\(t(.lastDayWord)): <b>\(t.date(sight.assignment.lastDay))</b></p>
        \(t.table(t(.handedInTitle), shown, columns, stacks: true, empty: emptyState(t(.nobodyHandedIn), HTML(t(.whenTheyHandIn)))))\(foot)
        \(missing.isEmpty ? .nothing : "<p>\(t(.notHandedIn)): \(missing)</p>")
        \(sight.mayGive ? move(sight, visit) : .nothing)\(report)
        """)
    page.sheets = ["marking.css"]
    return page
  }

  static func handed(_ work: HandedWork, _ assignment: Assignment, _ t: Language) -> HTML {
    guard let at = work.handed else { return .nothing }
    let isOnTime = assignment.isOnTime(at, work.carriedDue)
    return "\(standing(t(isOnTime ? .handedInOnTime : .handedInLate), isOnTime ? .good : .waiting)) \(t.dateTime(at))"
  }

  private static func state(_ work: MarkedWork, _ sight: Sight, _ t: Language) -> HTML {
    let reader = sight.reader
    if sight.isAdult, work.asksFor(reader) { return tag(t(.lookAskedWord), .waiting) }
    if work.isWaiting { return tag(t(.waitsForMark), .waiting) }
    if sight.isAdult, work.isSecond(for: reader) { return tag(t(.secondWantedWord), .waiting) }
    let differs: HTML = work.differs ? " \(tag(t(.marksDiffer), .bad))" : .nothing
    return "\(work.counting?.levels.short ?? "")\(differs)"
  }

  private static func move(_ sight: Sight, _ visit: Visit) -> HTML {
    let t = visit.language
    return """
      <details><summary>\(t(.changeLastDay))</summary>\(form("/desk/assignments/\(sight.assignment.id.text)", """
        \(visit.formToken)\(t.dateField(Field("day", t(.lastDayWord), hint: t(.lastDayHint)), value: TypedDate(sight.assignment.lastDay)))\
        \(button(t(.changeLastDay), look: .plain))
        """))</details>
      """
  }
}

extension Phrase {
  static let markingTitle = Phrase(kk: "Тексеру", ru: "Проверка", en: "Marking")
  static let nothingGiven = Phrase(
    kk: "Топтарыңызға тапсырма берілмеген", ru: "Вашим группам не дано заданий", en: "Your groups have no assignments")
  static let whereToGive = Phrase(
    kk: "Тапсырманы топтың бетінен беріңіз.", ru: "Дайте задание со страницы группы.", en: "Give one from the page of a group.")
  static let secondWantedWord = Phrase(kk: "Екінші баға керек", ru: "Нужна вторая оценка", en: "Second mark wanted")
  static let lookAskedWord = Phrase(kk: "Қайта қарауды сұрайды", ru: "Просит посмотреть ещё раз", en: "Asks for another look")
  static let handedInTitle = Phrase(kk: "Тапсырылған жұмыстар", ru: "Сданные работы", en: "What was handed in")
  static let handedInWhen = Phrase(kk: "Қашан тапсырды", ru: "Когда сдала", en: "When she handed it in")
  static let nobodyHandedIn = Phrase(kk: "Әлі ешкім тапсырған жоқ", ru: "Пока никто не сдал", en: "Nobody has handed it in yet")
  static let whenTheyHandIn = Phrase(
    kk: "Қыз тапсырған бойда жұмысы осы жерде шығады.", ru: "Работа появится здесь, как только девочка её сдаст.",
    en: "A work is shown here as soon as a girl hands it in.")
  static let notHandedIn = Phrase(kk: "Тапсырмағандар", ru: "Не сдали", en: "Not handed in")
  static let waitsForMark = Phrase(kk: "тексерілмеген", ru: "не проверено", en: "to be marked")
  static let marksDiffer = Phrase(kk: "екі баға әртүрлі", ru: "две оценки расходятся", en: "two marks differ")
  static let changeLastDay = Phrase(kk: "Соңғы күнін өзгерту", ru: "Изменить последний день", en: "Change the last day")
}
