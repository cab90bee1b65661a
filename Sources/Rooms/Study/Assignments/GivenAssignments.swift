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

  private struct Sight: Sendable {
    let group: Group
    let assignments: [Assignment]
    let waiting: [ID<Assignment>: Waiting]
    let shelf: [ShelvedCourse]
    var giving: Giving
  }

  /// GET /desk/groups/:group/assignments
  static func show(_ visit: Visit, _ permit: Permit<GiveAssignment>) async throws -> Reply {
    visit.page(page(try await sight(visit, permit), visit))
  }

  /// POST /desk/groups/:group/assignments: `exercise` as `course/exercise`, and the day.
  static func create(_ visit: Visit, _ permit: Permit<GiveAssignment>) async throws -> Reply {
    let house = visit.house
    var sight = try await sight(visit, permit)
    guard let (exercise, day) = sight.giving.read(visit, choose: .chooseAssignment) else {
      return visit.page(page(sight, visit), status: sight.giving.errors.isEmpty ? 200 : 422)
    }
    let group = sight.group.id
    try await house.database.write { tx in
      _ = try tx.give(exercise, to: try tx.group(group, ofAdult: permit), until: day, by: permit.actor, house)
    }
    return .seeOther(link(group).text)
  }

  /// POST /desk/assignments/:assignment: another last day.
  static func update(_ visit: Visit, _ permit: Permit<GiveAssignment>) async throws -> Reply {
    let house = visit.house
    let id: ID<Assignment> = try visit.id("assignment")
    let day = visit.form.date("day").date
    try await house.database.write { tx in
      let assignment = try tx.assignment(id)
      let group = try tx.group(assignment.group, ofAdult: permit)
      let last = try tx.cohort(group.cohort).days?.last
      let wrong = LastDay.wrong(day, until: last, visit.now)
      guard let day, wrong == nil else {
        throw Refusal(.invalid, wrong ?? .noSuchDayOfStudy, field: "day", back: MarkingList.link(id))
      }
      try tx.move(assignment, to: day, by: permit.actor, house)
    }
    return .seeOther(MarkingList.link(id).text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<GiveAssignment>) async throws -> Sight {
    let house = visit.house
    let shelf = try await house.openCourses()
    let id: ID<Group> = try visit.id("group")
    return try await house.database.read { tx in
      let group = try tx.group(id, ofAdult: permit)
      let cohort = try tx.cohort(group.cohort)
      let (given, projects) = (try tx.assignments(of: id), try tx.projects(of: id))
      let courses = cohort.courses.compactMap { key in shelf.first { $0.key == key } }
      let toGive = courses.flatMap(\.handed).filter { exercise in
        // What the group works on in teams is not handed in by each as well.
        !given.contains { exercise.isOf($0.course, $0.exercise) } && !projects.contains { exercise.isOf($0.course, $0.exercise) }
      }
      return Sight(
        group: group, assignments: given, waiting: try tx.waiting(for: permit.actor.person, in: "\(id)"), shelf: shelf,
        giving: Giving(toGive, until: cohort.days?.last, proposing: visit.now.day().adding(days: 7)))
    }
  }

  private static func page(_ sight: Sight, _ visit: Visit) -> Page {
    let (t, house, group) = (visit.language, visit.house, sight.group)
    let columns: [Column<Assignment>] = [
      Column(t(.assignmentWord)) { "<a href=\"\(MarkingList.link($0.id))\">\(sight.shelf.title(of: $0, t))</a>" },
      Column(t(.lastDayWord)) { HTML(t.date($0.lastDay)) },
      Column(t(.handedInWord), isNumeric: true) {
        HTML("\(sight.waiting[$0.id]?.handed ?? 0) / \((sight.waiting[$0.id] ?? Waiting()).all(of: group))")
      },
      Column(t(.toMarkWord), isNumeric: true) { HTML(t.number(sight.waiting[$0.id]?.toMark ?? 0)) },
    ]
    return Page(
      title: t(.assignmentsTitle), language: t, languageForm: sight.giving.exercises.isEmpty ? nil : "give",
      body: """
        \(t.back(to: GroupPages.link(group.id)))\(t.errorSummary(sight.giving.errors))<p class="step">\(group.title(t, house))</p>
        <h1>\(t(.assignmentsTitle))</h1>
        \(t.table(t(.assignmentsTitle), sight.assignments, columns, stacks: true, empty: emptyState(t(.noAssignmentsYet), HTML(t(.whatAssignmentIs)))))
        \(give(sight, visit))
        """)
  }

  private static func give(_ sight: Sight, _ visit: Visit) -> HTML {
    let t = visit.language
    guard !sight.giving.exercises.isEmpty else { return "<p class=\"hint\">\(t(.allAssignmentsGiven))</p>" }
    return """
      <h2>\(t(.giveAssignmentTitle))</h2>
      \(sight.giving.form(
        link(sight.group.id), what: .assignmentWord, day: .lastDayWord, hint: .lastDayHint, give: .giveAssignmentButton, visit))
      """
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
}
