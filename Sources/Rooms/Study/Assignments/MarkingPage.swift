import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Storage
import Words

/// One girl's work before an adult of her group: photos and text on one side, the rubric on the other, and on to the next.
enum MarkingPage {
  static func link(_ work: HandedWork) -> Link { MarkingList.link(work.assignment).below(work.id.text) }

  private struct Sight: Sendable {
    let assignment: Assignment
    let group: Group
    let exercise: HandedExercise?
    let title: String
    let marked: MarkedWork
    /// In the order of the list.
    let works: [HandedWork]
    let reader: ID<Person>
    let mayMark: Bool
    let phrases: [String]

    /// The first mark is not shown before she has marked it herself.
    var isBlind: Bool { mayMark && marked.isSecond(for: reader) }
    var position: Int? { works.firstIndex { $0.id == marked.work.id } }
  }

  private struct Typed {
    var levels: [String: Int] = [:]
    var comment = ""
    var mayAgain = false
    var phrases: [String] = []
  }

  /// GET /desk/assignments/:assignment/marking/:work
  static func show(_ visit: Visit, _ permit: Permit<SeeHandedWork>) async throws -> Reply {
    let house = visit.house
    let sight = try await sight(visit, permit.actor) { try $0.group($1, ofAdult: permit) }
    try await house.database.write { tx in
      try tx.record(.workSeen, sight.marked.person.text, "work=\(sight.marked.work.id)", by: permit, house)
    }
    return page(sight, Typed(), [], visit)
  }

  /// POST /desk/assignments/:assignment/marking/:work: `level-…`, `comment`, `phrase`, `again`; `go` is `stay`, or on to the next.
  static func update(_ visit: Visit, _ permit: Permit<MarkHandedWork>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let sight = try await sight(visit, permit.actor) { try $0.group($1, marked: permit) }
    guard let exercise = sight.exercise else {
      throw Refusal(.conflict, .exerciseIsGone, back: MarkingList.link(sight.assignment.id))
    }
    let (levels, missing) = exercise.handIn.rubric.marks(visit.form)
    let typed = Typed(
      levels: levels, comment: (visit.form["comment"] ?? "").replacing("\r\n", with: "\n"),
      mayAgain: visit.form["again"] != nil, phrases: visit.form.all("phrase"))
    if visit.asksOnlyLanguage { return page(sight, typed, [], visit) }
    var errors = missing.map { (field: $0.field, message: t($0.says)) }
    let comment = ([typed.comment] + typed.phrases.map(\.trimmed)).filter { !$0.isEmpty }.joined(separator: "\n")
    if comment.count > Mark.longestComment { errors.append(("comment", t(.commentTooLong))) }
    // She reads it alone, and nobody looks at it before her.
    if !house.data[.board].reasons(to: comment).isEmpty { errors.append(("comment", t(.answerLeadsAway))) }
    guard errors.isEmpty else { return page(sight, typed, errors, visit) }
    let next = try await house.database.write { tx -> HandedWork? in
      let assignment = try tx.assignment(sight.assignment.id)
      _ = try tx.group(assignment.group, marked: permit)
      let now = try tx.markedWorks(assignment, of: sight.marked.work.learner, house).first
      // She may have handed in another version, or somebody may have marked this one.
      guard let now, now.work.id.text == visit.names["work"], visit.form["seen"] == seen(now) else {
        throw Refusal(.conflict, .workHasMoved, back: now.map { link($0.work) })
      }
      try tx.mark(
        now, MarkLevels(levels, exercise.handIn.rubric), comment, mayAgain: typed.mayAgain, by: permit.actor, house)
      return try tx.markedWorks(assignment, house).first { $0.wants(permit.actor.person) }?.work
    }
    if visit.form["go"] == "stay" { return .seeOther(link(sight.marked.work).with("kept", "yes").text) }
    return .seeOther((next.map(link) ?? MarkingList.link(sight.assignment.id)).with("kept", "yes").text)
  }

  /// Changes with every mark: what is marked is what was looked at.
  private static func seen(_ work: MarkedWork) -> String { String(work.marks.count) }

  private static func sight(
    _ visit: Visit, _ actor: Actor, _ group: @escaping @Sendable (Transaction, ID<Group>) throws -> Group
  ) async throws -> Sight {
    let house = visit.house
    let (id, work): (ID<Assignment>, ID<HandedWork>) = (try visit.id("assignment"), try visit.id("work"))
    let shelf = try await house.openCourses()
    return try await house.database.read { tx in
      let assignment = try tx.assignment(id)
      let group = try group(tx, assignment.group)
      let learner: Int? = try tx.value(
        "SELECT learner FROM study_hand_in WHERE id = \(work) AND assignment_id = \(id) AND handed_at IS NOT NULL")
      guard let learner, let marked = try tx.markedWorks(assignment, of: learner, house).first else { throw Refusal.missing }
      let isAdult = try tx.isAdult(actor.person, of: group.id)
      let mayMark = isAdult && MarkHandedWork.roles.contains(actor.role)
      return Sight(
        assignment: assignment, group: group, exercise: shelf.handed(assignment),
        title: shelf.title(of: assignment, visit.language),
        marked: marked, works: MarkingList.inOrder(try tx.markedWorks(assignment, house), for: actor.person, isAdult).map(\.work),
        reader: actor.person, mayMark: mayMark, phrases: mayMark ? try tx.phrases(of: actor.person, house) : [])
    }
  }

  private static func page(
    _ sight: Sight, _ typed: Typed, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> Reply {
    let (t, house, marked) = (visit.language, visit.house, sight.marked)
    let kept: HTML? = visit.query["kept"] == nil ? nil : notice("\(t(.markIsKept))", .good)
    let neighbour = { (step: Int) -> Link? in
      sight.position.flatMap { sight.works.indices.contains($0 + step) ? link(sight.works[$0 + step]) : nil }
    }
    var page = Page(
      title: "\(marked.short) · \(sight.title)", language: t, width: .wide, notice: errors.isEmpty ? kept : nil,
      languageForm: sight.mayMark && sight.exercise != nil ? "marking" : nil,
      body: """
        \(t.place(back: MarkingList.link(sight.assignment.id), title: sight.title, sight.position.map { $0 + 1 }, of: sight.works.count, previous: neighbour(-1), next: neighbour(1)))
        \(t.errorSummary(errors) { sight.exercise?.handIn.rubric.title(ofField: $0, t) })<p class="step">\(sight.group.title(t, house))</p>
        \(caseTitle(marked.name?.full ?? t(.nameless), nil, [MarkingList.handed(marked.work, sight.assignment, t)]))
        <p class="hint">\(t(.lastDayWord)): \(t.date(sight.assignment.lastDay)) · \(t(.versionNumber(marked.work.number)))</p>
        \(wish(sight, t))<div class="judge"><div>\(work(sight, t))</div><div>\(judgement(sight, typed, errors, visit))</div></div>
        """)
    page.sheets = ["marking.css"]
    return visit.page(page, status: errors.isEmpty ? 200 : 422, scripts: [house.assets.link("keep.js")])
  }

  private static func wish(_ sight: Sight, _ t: Language) -> HTML {
    guard let look = sight.marked.look else { return .nothing }
    let title: Phrase =
      look.answer != nil ? .lookAnswered : sight.mayMark && look.contested == sight.reader ? .lookGoesToAnother : .lookAskedWord
    return notice("<p>\(t(title)), \(t.dateTime(look.asked)):</p><blockquote>\(look.wish)</blockquote>", .waiting)
  }

  private static func work(_ sight: Sight, _ t: Language) -> HTML {
    let marked = sight.marked
    let earlier = marked.versions.dropLast().reversed().map { version -> HTML in
      """
      <h3>\(t(.versionNumber(version.number)))</h3><p>\(MarkingList.handed(version, sight.assignment, t))</p>\
      \(version.text)\(version.shown(t) { link(version).below("photos").below($0.text) })
      """
    }
    let folded: HTML =
      earlier.isEmpty ? .nothing : "<details><summary>\(t(.earlierVersions)): \(earlier.count)</summary>\(earlier)</details>"
    let asked: HTML? = sight.exercise.map { "<details><summary>\(t(.whatWasAsked))</summary><p>\($0.asked(t))</p></details>" }
    return """
      <h2>\(t(.handedInWork))</h2>\(marked.work.text)\(marked.work.shown(t) { link(marked.work).below("photos").below($0.text) })\
      \(asked)\(folded)
      """
  }

  private static func judgement(
    _ sight: Sight, _ typed: Typed, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> HTML {
    let (t, marked) = (visit.language, sight.marked)
    let shown = MarkShown(exercise: sight.exercise, language: t)
    let said = sight.isBlind ? marked.marks.filter { $0.work != marked.work.id } : marked.marks
    let differs: HTML =
      !sight.isBlind && marked.differs ? notice("\(t(.marksDifferExplained))", .waiting) : .nothing
    let blind: HTML = sight.isBlind ? notice("\(t(.markBlindly))", .waiting) : .nothing
    let before: HTML =
      said.isEmpty ? .nothing : "<h2>\(t(.marksSoFar))</h2>\(differs)\(said.reversed().map { shown.whole($0) })"
    guard sight.mayMark else { return before == .nothing ? "<p>\(t(.waitsForMark))</p>" : before }
    guard let exercise = sight.exercise else { return "<p>\(t(.exerciseIsGone))</p>\(before)" }
    let rubric = exercise.handIn.rubric.marking(t, chosen: typed.levels, errors: errors) {
      exercise.handIn.shown($0, t, exercise.found.first)
    }
    let comment = Field(
      "comment", t(.commentTo(marked.name?.given ?? "")), error: errors.first { $0.field == "comment" }?.message)
    let phrases = sight.phrases.map { phrase -> HTML in
      """
      <label class="chip"><input type="checkbox" name="phrase" value="\(phrase)"\(" checked", if: typed.phrases.contains(phrase))> \(phrase)</label>
      """
    }
    let offered: HTML =
      phrases.isEmpty
      ? .nothing
      : "<fieldset><legend>\(t(.yourPhrases))</legend><div class=\"phr\">\(phrases)</div></fieldset>"
    return """
      \(blind)\(form(link(marked.work), id: "marking", keeping: t(.notSentKept), """
        \(visit.formToken)\(hidden("seen", seen(marked)))\(rubric)\
        \(t.textArea(comment, value: typed.comment, rows: 4, longest: Mark.longestComment))\(offered)\
        \(t.checkBox(Field("again", t(.lettingHerAgain)), isChecked: typed.mayAgain))\
        \(buttons(button(t(.keepAndNext)), button(t(.keepMark), look: .plain, name: "go", value: "stay")))
        """))\(before)
      """
  }
}

extension Transaction {
  /// A group in which this person marks. Throws `Refusal.missing`.
  func group(_ id: ID<Group>, marked permit: Permit<MarkHandedWork>) throws -> Group {
    let group = try group(id)
    guard try isAdult(permit.actor.person, of: id) else { throw Refusal.missing }
    return group
  }

  /// Short comments that an adult wrote last, each once: opened by whose work they are of, so that they go with her.
  fileprivate func phrases(of adult: ID<Person>, _ house: House) throws -> [String] {
    let (most, looked, longest) = (6, 40, 160)
    let written = try rows(
      """
      SELECT comment, study_learner.person_id, wrapped FROM study_mark
      JOIN study_learner ON study_learner.number = study_mark.learner
      JOIN person_key ON person_key.person_id = study_learner.person_id
      WHERE study_mark.hand = \(adult) AND comment IS NOT NULL ORDER BY study_mark.at DESC, study_mark.id DESC LIMIT \(looked)
      """
    ) { row in
      try house.vault.safe(of: try row["person_id"], wrapped: try row["wrapped"]).open(try row["comment"], Mark.place)
    }
    var phrases: [String] = []
    for phrase in written.flatMap({ $0.split(separator: "\n").map { String($0).trimmed } })
    where !phrase.isEmpty && phrase.count <= longest && !phrases.contains(phrase) && phrases.count < most {
      phrases.append(phrase)
    }
    return phrases
  }
}

extension Phrase {
  static let markIsKept = Phrase(kk: "Баға сақталды.", ru: "Оценка сохранена.", en: "The mark is kept.")
  static let exerciseIsGone = Phrase(
    kk: "Бұл тапсырма қазір курста жоқ, сондықтан бағалауға болмайды.",
    ru: "Этого задания сейчас нет в курсе, оценить работу нельзя.",
    en: "This assignment is not in the course now, so it cannot be marked.")
  static let commentTooLong = Phrase(
    kk: "Пікір \(Mark.longestComment) таңбадан аспасын", ru: "Отзыв не длиннее \(Mark.longestComment) знаков",
    en: "The feedback has at most \(Mark.longestComment) characters")
  static let workHasMoved = Phrase(
    kk: "Осы аралықта жаңа нұсқа тапсырылды не басқа баға қойылды. Қайта қараңыз.",
    ru: "Тем временем сдана новая версия или появилась другая оценка. Посмотрите ещё раз.",
    en: "Meanwhile another version was handed in, or another mark came. Look again.")
  static let lookGoesToAnother = Phrase(
    kk: "Басқа ересектің қарауын сұрады", ru: "Попросила, чтобы посмотрел другой взрослый",
    en: "She asked that another adult look")
  static let earlierVersions = Phrase(kk: "Бұрынғы нұсқалар", ru: "Прежние версии", en: "Earlier versions")
  static let whatWasAsked = Phrase(kk: "Тапсырманың мәтіні", ru: "Текст задания", en: "What was asked")
  static let handedInWork = Phrase(kk: "Тапсырған жұмысы", ru: "Сданная работа", en: "What she handed in")
  static let marksDifferExplained = Phrase(
    kk: "Екі ересектің бағасы әртүрлі. Екеуі де сақталады, соңғысы есептеледі.",
    ru: "Оценки двух взрослых расходятся. Сохраняются обе, действует последняя.",
    en: "Two adults marked it differently. Both stand, the latest counts.")
  static let markBlindly = Phrase(
    kk: "Екінші баға керек. Бірінші баға сіз бағалағаннан кейін көрінеді.",
    ru: "Нужна вторая оценка. Первая будет видна после вашей.", en: "A second mark is wanted. The first is shown after yours.")
  static let marksSoFar = Phrase(kk: "Қойылған бағалар", ru: "Поставленные оценки", en: "Marks so far")
  static let yourPhrases = Phrase(
    kk: "Бұрынғы пікірлеріңізден қосу", ru: "Добавить из ваших прежних отзывов", en: "Add from what you wrote before")
  static let lettingHerAgain = Phrase(
    kk: "Жұмысты түзетіп, қайта тапсыра алады", ru: "Можно исправить и сдать ещё раз", en: "She may mend it and hand it in again")
  static let keepAndNext = Phrase(kk: "Сақтау және келесі", ru: "Сохранить и дальше", en: "Keep and next")
  static let keepMark = Phrase(kk: "Сақтау", ru: "Сохранить", en: "Keep")
  static func commentTo(_ name: String) -> Phrase {
    Phrase(
      kk: name.isEmpty ? "Пікір" : "Пікір: \(name)", ru: name.isEmpty ? "Отзыв" : "Отзыв: \(name)",
      en: name.isEmpty ? "Feedback" : "Feedback: \(name)")
  }
}
