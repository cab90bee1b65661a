import Courses
import Exchange
import Exercises
import Grading
import Learning
import Markup
import Programme
import Storage
import Words

/// One exercise after another, each with the reason why it comes now. A form that works without a script; with one (Public/practising.js)
/// the phone judges and goes on by itself, also from what it keeps.
enum PracticePage {
  static let word = "practice"
  static let link: Link = "/study/practice"

  /// A skill that she chose: `course/skill`.
  static func link(_ skill: String) -> Link { link.with("skill", skill) }

  static func link(answered found: CourseExercise, of course: String) -> Link {
    link.with("x", "\(course)/\(found.exercise.key)")
  }

  private struct Sight: Sendable {
    let practising: Practising
    /// What she has just answered, with what she wrote.
    let answered: (asked: Practising.Asked, body: AttemptBody)?
  }

  /// GET /study/practice: `skill`, what she chose herself; `x`, what she has just answered.
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let courses = try await house.openCourses()
    let sight = try await house.database.read { tx -> Sight? in
      guard let learner = try tx.learner(of: permit.actor.person) else { return nil }
      let practising = try Practising(try Standing(learner, courses, tx, at: visit.now), tx)
      guard let asked = visit.query["x"].flatMap({ practising.answered($0) }), let event = asked.turn.last?.event,
        let body = try tx.attempt(event, try tx.safe(of: learner.person, house.vault))
      else { return Sight(practising: practising, answered: nil) }
      return Sight(practising: practising, answered: (asked, body))
    }
    guard let sight else { throw Refusal.missing }
    let standing = sight.practising.standing
    return StudyShell.reply(
      page(sight, visit), of: standing.learner, ahead: standing, scripts: [house.assets.link("practising.js")], visit)
  }

  private static func page(_ sight: Sight, _ visit: Visit) -> Page {
    let t = visit.language
    let practising = sight.practising
    let (body, key): (HTML, String?) =
      if let (asked, body) = sight.answered {
        (answered(asked, body, practising, visit), "\(asked.place.course.key)/\(asked.found.exercise.key)")
      } else if let (step, asked) = practising.next(chosen: visit.query["skill"], at: visit.now) {
        (ahead(step, asked, practising, visit), nil)
      } else {
        (nothing(practising.standing, visit), nil)
      }
    let standing = practising.standing
    var page = Page(
      title: t(.practiceTitle), language: t,
      body: """
        \(t.back(to: "/study"))<h1>\(t(.practiceTitle))</h1>
        <div id="practice" class="lesson" data-plan="\(practising.forPhone(at: visit.now, t).text)"\
        \(attribute: "data-answered", key) \(StudyParcels.key(of: standing.learner, visit.house))>\(body)</div>
        <template id="blank">\(ExerciseSheet.blank(t, way(nil, visit)))</template>
        <p class="hint">\(t(.howSkillsAreHeld))</p><p><a href="/study/progress">\(t(.progressTitle))</a></p>
        """)
    page.sheets = ["lesson.css"]
    return page
  }

  /// The reason, the exercise, and the way on: the script fills in the same places.
  private static func laidOut(kind: String, title: String, why: String, sheet: HTML, next: HTML) -> HTML {
    """
    <p class="step" data-kind>\(kind)</p><h2 data-title>\(title)</h2><p data-why role="status">\(why)</p>\
    <div data-exercise-here>\(sheet)</div><div class="row" data-next>\(next)</div>
    """
  }

  private static func ahead(_ step: Step?, _ asked: Practising.Asked, _ practising: Practising, _ visit: Visit) -> HTML {
    let t = visit.language
    let said = step.flatMap { practising.standing.said($0, t) }
    return laidOut(
      kind: said?.kind ?? t(.practiceWord), title: asked.skill.title(t), why: said?.why ?? t(.chosenByHer),
      sheet: sheet(asked, visit), next: .nothing)
  }

  /// The verdict, and how the skill stands by now.
  private static func answered(
    _ asked: Practising.Asked, _ body: AttemptBody, _ practising: Practising, _ visit: Visit
  ) -> HTML {
    let t = visit.language
    let state = practising.standing.skills["\(asked.place.course.key)/\(asked.skill.skill.key)"] ?? SkillState()
    let judged = asked.found.exercise.judge(body.answer, asked.variant, t)
    // What could not be read is no answer: it is said, and she goes on with this exercise.
    guard let judged, judged.practised != .unread else {
      return laidOut(
        kind: t(.practiceWord), title: asked.skill.title(t), why: t(.unreadArrived), sheet: sheet(asked, visit, body),
        next: .nothing)
    }
    let wasRight = judged.verdict == .right
    let stands: Phrase = state.isHeld ? (wasRight ? .skillIsHeld : .skillStumbled) : .countedSoFar(state.counted)
    // What was right and counts for nothing says why.
    let uncounted: Phrase? = state.isHeld || !wasRight ? nil : body.hints > 0 ? .hintWasOpen : body.isFirst ? nil : .notAtFirstTry
    return laidOut(
      kind: t(.practiceWord), title: asked.skill.title(t),
      why: [uncounted, stands].compactMap { $0.map { t($0) } }.joined(separator: " "),
      sheet: sheet(asked, visit, body), next: linkButton(t(.nextExercise), link, look: .sun))
  }

  /// No practice waits: what the first page proposes.
  private static func nothing(_ standing: Standing, _ visit: Visit) -> HTML {
    let t = visit.language
    let said = standing.steps.lazy.compactMap { standing.said($0, t) }.first
    return laidOut(
      kind: said?.kind ?? t(.restWord), title: said?.title ?? t(.allDone), why: said?.why ?? t(.openALesson), sheet: .nothing,
      next: said?.link.map { linkButton(t(.beginNow), $0, look: .sun) } ?? .nothing)
  }

  private static func sheet(_ asked: Practising.Asked, _ visit: Visit, _ body: AttemptBody? = nil) -> HTML {
    let t = visit.language
    let judgement = body.flatMap { asked.found.exercise.judge($0.answer, asked.variant, t) }
    return ExerciseSheet(
      asked.found.exercise, asked.variant, number: 1, of: 1, answer: body?.answer, judgement: judgement,
      isFirst: asked.turn.isFirst, drawing: asked.place.drawing(of: asked.found, t), heading: asked.place.said(t)
    ).shown(t, way(asked.place, visit))
  }

  private static func way(_ place: LessonPlace?, _ visit: Visit) -> ExerciseSheet.Way {
    ExerciseSheet.Way(
      isPost: true, action: "/study/attempts",
      hidden: """
        \(visit.formToken)\(hidden("course", place?.course.key ?? ""))\(hidden("lesson", place?.lesson.key ?? ""))\
        \(hidden("from", word))
        """)
  }
}

extension Phrase {
  static let nextExercise = Phrase(kk: "Келесі жаттығу", ru: "Следующее упражнение", en: "Next exercise")
  static let chosenByHer = Phrase(
    kk: "Бұл дағдыны өзің таңдадың.", ru: "Этот навык выбран самостоятельно.", en: "You chose this skill yourself.")
  static let skillIsHeld = Phrase(
    kk: "Бұл дағды берік. Уақыты келгенде қайталауға ұсынылады.",
    ru: "Этот навык закреплён. Когда придёт время, он вернётся на повторение.",
    en: "This skill is held. It comes back for a review when it is time.")
  static let skillStumbled = Phrase(
    kk: "Бұл жолы болмады. Тағы бір рет қате болса, бұл дағды қайта бекітіледі.",
    ru: "В этот раз не вышло. Если ошибка повторится, навык придётся закрепить заново.",
    en: "Not this time. After another mistake this skill has to be made firm again.")
  static let hintIsOpen = Phrase(
    kk: "Кеңес ашық: бұл жауап дағды бекуіне керек үш жауапқа саналмайды. Бірақ жаттыққаның пайдалы.",
    ru: "Подсказка открыта: этот ответ не войдёт в три ответа, нужные для навыка. Но потренироваться полезно.",
    en: "A hint is open: this answer does not count among the three that hold the skill. It is good practice all the same.")
  static let hintWasOpen = Phrase(
    kk: "Дұрыс. Кеңес ашылғандықтан, бұл жауап дағды бекуіне саналмайды.",
    ru: "Верно. Подсказка была открыта, поэтому для навыка этот ответ не засчитан.",
    en: "Right. A hint was open, so this answer does not count towards the skill.")
  static let notAtFirstTry = Phrase(
    kk: "Дұрыс. Бірінші реттен болмағандықтан, бұл жауап дағды бекуіне саналмайды.",
    ru: "Верно. Это не с первого раза, поэтому для навыка этот ответ не засчитан.",
    en: "Right. It was not the first try, so this answer does not count towards the skill.")
  static let exercisesNotHere = Phrase(
    kk: "Жаттығулары бұл телефонда жоқ. Интернет болғанда сабақты бір рет аш, содан кейін желісіз де істейсің.",
    ru: "Упражнений нет на этом телефоне. Откройте урок один раз с сетью, потом они будут работать и без неё.",
    en: "Its exercises are not on this phone. Open the lesson once with a network; then they work without one too.")
  static func countedSoFar(_ count: Int) -> Phrase {
    Phrase(
      kk: "Дағды бекуіне керек үш жауаптың саналғаны: \(count).", ru: "Засчитано из трёх нужных ответов: \(count).",
      en: "Of the three answers that hold the skill there are so far: \(count).")
  }
}
