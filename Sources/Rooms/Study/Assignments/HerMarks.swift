import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Storage
import Words

/// All that was said of a girl's work, in words: what she has not read yet first.
enum HerMarks {
  static func link(_ mark: ID<Mark>) -> Link { "/study/marks/\(mark.text)" }

  /// GET /study/marks
  static func list(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let shelf = try await house.openCourses()
    let (marks, projects) = try await house.database.read { tx -> ([(mark: Mark, assignment: Assignment)], [Project]) in
      guard let learner = try tx.learner(of: permit.actor.person) else { throw Refusal.missing }
      let safe = try tx.safe(of: learner.person, house.vault)
      let marks = try tx.marks(where: "study_mark.learner = \(learner.number) AND counts", house.vault) { _ in safe }
      let assignments = try tx.assignments(markedOf: learner)
      let judged = try tx.projects(
        where: """
          study_project.id IN (SELECT study_team.project_id FROM study_team
            JOIN study_team_member ON study_team_member.team_id = study_team.id
            WHERE study_team_member.learner = \(learner.number) AND study_team.agreed_at IS NOT NULL)
          """)
      return (marks.compactMap { mark in assignments[mark.assignment].map { (mark, $0) } }, judged)
    }
    let ofTeams = projects.map { project -> HTML in
      "<li><a href=\"\(HerProject.link(project.id))\">\(shelf.title(of: project, t))</a> <span class=\"hint\">\(t(.markOfTeam))</span></li>"
    }
    let (unread, rest) = (marks.filter { $0.mark.read == nil }, marks.filter { $0.mark.read != nil })
    let lines =
      ofTeams
      + (unread.reversed() + rest.reversed()).map { mark, assignment -> HTML in
        let new: HTML = mark.read == nil ? " \(tag(t(.notReadYet), .waiting))" : .nothing
        return """
          <li><a href="\(link(mark.id))">\(shelf.title(of: assignment, t))</a>\(new)\
          <span class="hint">\(t.dateTime(mark.at)) · \(mark.levels.short)</span></li>
          """
      }
    var page = Page(
      title: t(.marksTitle), language: t,
      body: """
        \(t.back(to: "/study"))<h1>\(t(.marksTitle))</h1>
        \(lines.isEmpty ? emptyState(t(.noMarksYet), HTML(t(.whenMarksCome))) : "<ul class=\"lessons\">\(lines)</ul>")
        """)
    page.sheets = ["lesson.css"]
    return visit.page(page)
  }

  private struct Sight: Sendable {
    let assignment: Assignment
    let exercise: HandedExercise?
    let title: String
    /// The first first.
    let marks: [Mark]
    let works: [HandedWork]
    let look: AnotherLook?
    let safe: Safe

    var counting: Mark? { marks.last { $0.counts } }
  }

  /// GET /study/marks/:mark: it is read from now on.
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let sight = try await sight(visit, permit)
    // Whoever has not seen its word has not read it.
    let read = sight.marks.filter { $0.read == nil && $0.saysItsWord(at: visit.now) }
    if !read.isEmpty {
      try await house.database.write { tx in
        for mark in read {
          try tx.run("UPDATE study_mark SET read_at = \(house.outside.now()) WHERE id = \(mark.id) AND read_at IS NULL")
        }
      }
    }
    return visit.page(page(sight, visit, error: nil))
  }

  /// POST /study/marks/:mark/looks: another adult is to look at it.
  static func ask(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let (house, id) = (visit.house, try visit.id("mark", of: Mark.self))
    let wish = (visit.form["wish"] ?? "").replacing("\r\n", with: "\n")
    let sight = try await sight(visit, permit)
    guard !wish.isEmpty, wish.count <= AnotherLook.longest else {
      return visit.page(page(sight, visit, error: .wishNeeded), status: 422)
    }
    try await house.database.write { tx in
      let counting = try tx.marks(where: "study_mark.id = \(id) AND counts", house.vault) { _ in nil }
      guard let mark = counting.first else { throw Refusal(.conflict, .markIsOvertaken, back: link(id)) }
      try tx.ask(wish, about: mark, sight.safe, house)
    }
    return .seeOther(link(id).text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Sight {
    let (house, id) = (visit.house, try visit.id("mark", of: Mark.self))
    let shelf = try await house.openCourses()
    return try await house.database.read { tx in
      guard let learner = try tx.learner(of: permit.actor.person) else { throw Refusal.missing }
      let found: ID<Assignment>? = try tx.value(
        "SELECT assignment_id FROM study_mark WHERE id = \(id) AND learner = \(learner.number)")
      guard let found else { throw Refusal.missing }
      let (assignment, safe) = (try tx.assignment(found), try tx.safe(of: learner.person, house.vault))
      let of: (SQL) -> SQL = { "\($0).assignment_id = \(found) AND \($0).learner = \(learner.number)" }
      return Sight(
        assignment: assignment, exercise: shelf.handed(assignment), title: shelf.title(of: assignment, visit.language),
        marks: try tx.marks(where: of("study_mark"), house.vault) { _ in safe },
        works: try tx.works(of: found, learner.number, safe),
        look: try tx.looks(where: of("study_look")) { _ in safe }.first, safe: safe)
    }
  }

  private static func page(_ sight: Sight, _ visit: Visit, error: Phrase?) -> Page {
    let t = visit.language
    let shown = MarkShown(exercise: sight.exercise, language: t, hers: visit.now)
    let earlier = sight.marks.filter { !$0.counts }.reversed().map { shown.whole($0) }
    let versions = sight.works.filter { $0.handed != nil }.reversed().map { version($0, sight.assignment, t) }
    let again: HTML =
      sight.counting?.mayAgain == true
      ? notice("<p>\(t(.youMayHandInAgain))</p>\(linkButton(t(.toTheAssignment), HerAssignments.link(sight.assignment.id)))")
      : .nothing
    var page = Page(
      title: sight.title, language: t,
      body: """
        \(t.back(to: "/study/marks"))\(t.errorSummary(error.map { [("wish", t($0))] } ?? []))<p class="step">\(t(.marksTitle))</p>
        <h1>\(sight.title)</h1>\(sight.counting.map { shown.whole($0) })\(again)
        \(earlier.isEmpty ? .nothing : "<details><summary>\(t(.earlierMarks)): \(earlier.count)</summary>\(earlier)</details>")
        \(look(sight, visit, error))
        <h2>\(t(.whatYouHandedIn))</h2>\(versions)
        """)
    page.sheets = ["lesson.css", "marking.css"]
    return page
  }

  private static func version(_ work: HandedWork, _ assignment: Assignment, _ t: Language) -> HTML {
    let state = work.handed.map { AssignmentState.handedIn($0, isOnTime: assignment.isOnTime($0, work.carriedDue)).tag(t) }
    let link = HerAssignments.link(assignment.id).below("photos")
    return
      "<section><p>\(state) \(t(.versionNumber(work.number)))</p>\(work.text)\(work.shown(t) { link.below($0.text) })</section>"
  }

  /// Once for each assignment.
  private static func look(_ sight: Sight, _ visit: Visit, _ error: Phrase?) -> HTML {
    let t = visit.language
    if let look = sight.look {
      let state = look.answer == nil ? tag(t(.lookWaits), .waiting) : tag(t(.lookAnswered), .good)
      return "<h2>\(t(.anotherLookTitle))</h2><p>\(state) \(t.dateTime(look.asked))</p><blockquote>\(look.wish)</blockquote>"
    }
    guard let mark = sight.counting else { return .nothing }
    let field = Field("wish", t(.lookWish), hint: t(.lookWishHint), error: error.map { t($0) })
    return """
      <details\(" open", if: error != nil)><summary>\(t(.askAnotherLook))</summary><p>\(t(.whatAnotherLookIs))</p>
      \(Markup.form(link(mark.id).below("looks"), """
        \(visit.formToken)\(t.textArea(field, value: visit.form["wish"] ?? "", rows: 3, longest: AnotherLook.longest))\
        \(button(t(.askAnotherLook), look: .plain))
        """))</details>
      """
  }
}

extension Phrase {
  static let marksTitle = Phrase(kk: "Бағалар мен пікірлер", ru: "Оценки и отзывы", en: "Marks and feedback")
  static let notReadYet = Phrase(kk: "оқылмаған", ru: "не прочитано", en: "not read yet")
  static let noMarksYet = Phrase(kk: "Әзірге баға жоқ", ru: "Оценок пока нет", en: "There are no marks yet")
  static let whenMarksCome = Phrase(
    kk: "Тапсырған жұмысыңды топтың ересегі тексергенде, бағасы мен пікірі осы жерде шығады.",
    ru: "Когда взрослый вашей группы проверит сданную работу, оценка и отзыв появятся здесь.",
    en: "When an adult of your group has marked your work, the mark and the feedback are shown here.")
  static let markIsOvertaken = Phrase(
    kk: "Осы аралықта жаңа баға қойылды. Бетті қайта қара.", ru: "Тем временем появилась новая оценка. Посмотрите ещё раз.",
    en: "There is a newer mark meanwhile. Look again.")
  static let wishNeeded = Phrase(
    kk: "Нені қайта қарау керегін бір сөйлеммен жаз, \(AnotherLook.longest) таңбаға дейін",
    ru: "Напишите одной фразой, на что посмотреть ещё раз, до \(AnotherLook.longest) знаков",
    en: "Write in a sentence what should be looked at again, up to \(AnotherLook.longest) characters")
  static let youMayHandInAgain = Phrase(
    kk: "Жұмысты түзетіп, қайта тапсыруға болады.", ru: "Работу можно исправить и сдать ещё раз.",
    en: "You may mend the work and hand it in again.")
  static let toTheAssignment = Phrase(kk: "Тапсырмаға өту", ru: "К заданию", en: "To the assignment")
  static let earlierMarks = Phrase(kk: "Бұрынғы бағалар", ru: "Прежние оценки", en: "Earlier marks")
  static let anotherLookTitle = Phrase(kk: "Қайта қарау", ru: "Взгляд другого человека", en: "Another look")
  static let lookWaits = Phrase(
    kk: "басқа ересек әлі қараған жоқ", ru: "другой взрослый ещё не посмотрел", en: "another adult has not looked yet")
  static let lookAnswered = Phrase(kk: "басқа ересек қарады", ru: "другой взрослый посмотрел", en: "another adult has looked")
  static let askAnotherLook = Phrase(kk: "Қайта қарауды сұрау", ru: "Попросить посмотреть ещё раз", en: "Ask for another look")
  static let whatAnotherLookIs = Phrase(
    kk: "Жұмысыңды топтың басқа ересегі қарап, өз бағасын қояды. Әр тапсырма бойынша бір рет сұрауға болады.",
    ru: "Работу посмотрит другой взрослый вашей группы и поставит свою оценку. По каждому заданию можно попросить один раз.",
    en: "Another adult of your group looks at your work and marks it. You can ask once for each assignment.")
  static let lookWish = Phrase(
    kk: "Нені қайта қарау керек?", ru: "На что посмотреть ещё раз?", en: "What should be looked at again?")
  static let lookWishHint = Phrase(kk: "бір сөйлем жеткілікті", ru: "достаточно одной фразы", en: "a sentence is enough")
  static func versionNumber(_ number: Int) -> Phrase {
    Phrase(kk: "\(number)-нұсқа", ru: "версия \(number)", en: "version \(number)")
  }
}
