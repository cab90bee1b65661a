import Courses
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// The assignments of a group, and giving it another.
enum GivenAssignments {
  static func link(_ group: ID<Group>) -> Link { GroupPages.link(group).below("assignments") }

  /// A last day is at most so many days away.
  private static let furthest = 366

  private struct Sight: Sendable {
    let group: Group
    let assignments: [Assignment]
    let waiting: [ID<Assignment>: Waiting]
    let shelf: [ShelvedCourse]
    /// Of the cohort's courses, what the group has not got.
    let toGive: [HandedExercise]
    /// Of the cohort; nil where it has no days.
    let last: Day?
  }

  /// GET /desk/groups/:group/assignments
  static func show(_ visit: Visit, _ permit: Permit<GiveAssignment>) async throws -> Reply {
    let sight = try await sight(visit, permit)
    let typed = TypedDate(visit.now.day().adding(days: 7))
    return visit.page(page(sight, "", typed, [], visit))
  }

  /// POST /desk/groups/:group/assignments: `exercise` as `course/exercise`, and the day.
  static func create(_ visit: Visit, _ permit: Permit<GiveAssignment>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let sight = try await sight(visit, permit)
    let (chosen, typed) = (visit.form["exercise"] ?? "", visit.form.date("day"))
    if visit.asksOnlyLanguage { return visit.page(page(sight, chosen, typed, [], visit)) }
    let exercise = sight.toGive.first { $0.key == chosen }
    var errors: [(field: String, message: String)] = []
    if exercise == nil { errors.append(("exercise", t(.chooseAssignment))) }
    if let wrong = wrong(typed.date, until: sight.last, visit.now) { errors.append(("day", t(wrong))) }
    guard let exercise, let day = typed.date, errors.isEmpty else {
      return visit.page(page(sight, chosen, typed, errors, visit), status: 422)
    }
    try await house.database.write { tx in
      let group = try tx.group(sight.group.id, given: permit)
      _ = try tx.give(exercise, to: group, until: day, by: permit.actor, house)
    }
    return .seeOther(link(sight.group.id).text)
  }

  /// POST /desk/assignments/:assignment: another last day.
  static func update(_ visit: Visit, _ permit: Permit<GiveAssignment>) async throws -> Reply {
    let house = visit.house
    let id: ID<Assignment> = try visit.id("assignment")
    let day = visit.form.date("day").date
    try await house.database.write { tx in
      let assignment = try tx.assignment(id)
      let group = try tx.group(assignment.group, given: permit)
      let last = try tx.cohort(group.cohort).days?.last
      guard let day, wrong(day, until: last, visit.now) == nil else {
        throw Refusal(.invalid, wrong(day, until: last, visit.now) ?? .noSuchDayOfStudy, field: "day", back: MarkingList.link(id))
      }
      try tx.move(assignment, to: day, by: permit.actor, house)
    }
    return .seeOther(MarkingList.link(id).text)
  }

  private static func wrong(_ day: Day?, until last: Day?, _ now: Moment) -> Phrase? {
    guard let day else { return .noSuchDayOfStudy }
    let today = now.day()
    let end = min(last ?? today.adding(days: furthest), today.adding(days: furthest))
    return day < today || day > max(end, today) ? .dueWithin(max(end, today)) : nil
  }

  private static func sight(_ visit: Visit, _ permit: Permit<GiveAssignment>) async throws -> Sight {
    let house = visit.house
    let shelf = try await house.openCourses()
    let id: ID<Group> = try visit.id("group")
    return try await house.database.read { tx in
      let group = try tx.group(id, given: permit)
      let cohort = try tx.cohort(group.cohort)
      let (given, projects) = (try tx.assignments(of: id), try tx.projects(of: id))
      let courses = cohort.courses.compactMap { key in shelf.first { $0.key == key } }
      let toGive = courses.flatMap(\.handed).filter { exercise in
        // What the group works on in teams is not handed in by each as well.
        !given.contains { $0.course == exercise.shelved.key && $0.exercise == exercise.found.exercise.key }
          && !projects.contains { $0.course == exercise.shelved.key && $0.exercise == exercise.found.exercise.key }
      }
      return Sight(
        group: group, assignments: given, waiting: try tx.waiting(for: permit.actor.person, in: "\(id)"), shelf: shelf,
        toGive: toGive, last: cohort.days?.last)
    }
  }

  private static func page(
    _ sight: Sight, _ chosen: String, _ typed: TypedDate, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> Page {
    let (t, house, group) = (visit.language, visit.house, sight.group)
    let columns: [Column<Assignment>] = [
      Column(t(.assignmentWord)) { "<a href=\"\(MarkingList.link($0.id))\">\(sight.shelf.title(of: $0, t))</a>" },
      Column(t(.lastDayWord)) { HTML(t.date($0.lastDay)) },
      Column(t(.handedInWord), isNumeric: true) { HTML("\(sight.waiting[$0.id]?.handed ?? 0) / \(group.size)") },
      Column(t(.toMarkWord), isNumeric: true) { HTML(t.number(sight.waiting[$0.id]?.toMark ?? 0)) },
    ]
    return Page(
      title: t(.assignmentsTitle), language: t, languageForm: sight.toGive.isEmpty ? nil : "give",
      body: """
        \(t.back(to: GroupPages.link(group.id)))\(t.errorSummary(errors))<p class="step">\(group.title(t, house))</p>
        <h1>\(t(.assignmentsTitle))</h1>
        \(t.table(t(.assignmentsTitle), sight.assignments, columns, stacks: true, empty: emptyState(t(.noAssignmentsYet), HTML(t(.whatAssignmentIs)))))
        \(give(sight, chosen, typed, errors, visit))
        """)
  }

  private static func give(
    _ sight: Sight, _ chosen: String, _ typed: TypedDate, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> HTML {
    let t = visit.language
    guard !sight.toGive.isEmpty else { return "<p class=\"hint\">\(t(.allAssignmentsGiven))</p>" }
    let options = sight.toGive.map { Option($0.key, "\($0.shelved.course.title(t)): \($0.lesson.title(t))") }
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message)
    }
    return """
      <h2>\(t(.giveAssignmentTitle))</h2>
      \(form(link(sight.group.id), id: "give", """
        \(visit.formToken)\(t.select(field("exercise", .assignmentWord), options, chosen: chosen))\
        \(t.dateField(field("day", .lastDayWord, hint: .lastDayHint), value: typed))\(button(t(.giveAssignmentButton)))
        """))
      """
  }
}

extension HandedExercise {
  /// As forms send it.
  var key: String { "\(shelved.key)/\(found.exercise.key)" }
}

extension Transaction {
  /// A group that this person may give assignments to. Throws `Refusal.missing`.
  func group(_ id: ID<Group>, given permit: Permit<GiveAssignment>) throws -> Group {
    try group(id, ofAdult: permit)
  }

  /// A group whose work this person may see. Throws `Refusal.missing`.
  func group(_ id: ID<Group>, seen permit: Permit<SeeHandedWork>) throws -> Group { try group(id, ofAdult: permit) }

  /// Of an adult of it, or of whoever runs cohorts within reach.
  private func group<A>(_ id: ID<Group>, ofAdult permit: Permit<A>) throws -> Group {
    let group = try group(id)
    if try isAdult(permit.actor.person, of: id) { return group }
    guard RunCohort.roles.contains(permit.actor.role), permit.reaches(cycle: group.cycle, region: group.region) else {
      throw Refusal.missing
    }
    return group
  }
}

extension Phrase {
  static let assignmentsTitle = Phrase(kk: "Тапсырмалар", ru: "Задания", en: "Assignments")
  static let assignmentWord = Phrase(kk: "Тапсырма", ru: "Задание", en: "Assignment")
  static let lastDayWord = Phrase(kk: "Соңғы күні", ru: "Последний день", en: "Last day")
  static let lastDayHint = Phrase(
    kk: "Кеш тапсырылғаны да қабылданады, бірақ кеш екені көрініп тұрады.",
    ru: "Работа, сданная позже, тоже принимается; видно, что она сдана позже.",
    en: "Late work is taken too, and is seen to be late.")
  static let handedInWord = Phrase(kk: "Тапсырғандар", ru: "Сдали", en: "Handed in")
  static let toMarkWord = Phrase(kk: "Тексерілмегені", ru: "Не проверено", en: "To mark")
  static let noAssignmentsYet = Phrase(
    kk: "Топқа тапсырма берілмеген", ru: "Группе пока не дано заданий", en: "The group has no assignment yet")
  static let whatAssignmentIs = Phrase(
    kk: "Сабақтағы тапсырманы соңғы күнімен топқа беріңіз: қыздар оны өз бетінде көріп, осында тапсырады.",
    ru: "Дайте группе задание из урока с последним днём: девочки увидят его у себя и сдадут здесь.",
    en: "Give the group an assignment of a lesson with a last day: the girls see it on their pages and hand it in here.")
  static let allAssignmentsGiven = Phrase(
    kk: "Лек курстарындағы тапсырмалардың бәрі берілген.", ru: "Все задания курсов потока уже даны.",
    en: "All assignments of the cohort’s courses are given.")
  static let giveAssignmentTitle = Phrase(
    kk: "Топқа тапсырма беру", ru: "Дать группе задание", en: "Give the group an assignment")
  static let giveAssignmentButton = Phrase(kk: "Тапсырманы беру", ru: "Дать задание", en: "Give the assignment")
  static let chooseAssignment = Phrase(kk: "Тапсырманы таңдаңыз", ru: "Выберите задание", en: "Choose an assignment")
  static func dueWithin(_ last: Day) -> Phrase {
    Phrase(
      kk: "Бүгіннен бастап \(Language.kk.until(last))гі күнді таңдаңыз",
      ru: "Выберите день с сегодняшнего дня \(Language.ru.until(last))", en: "Choose a day from today \(Language.en.until(last))")
  }
}
