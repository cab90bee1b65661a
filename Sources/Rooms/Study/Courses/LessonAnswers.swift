import Courses
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// What stands in a lesson's exercises: depends on who reads.
protocol LessonAnswers: Sendable {
  func given(_ found: CourseExercise) -> GivenAnswer
  /// Where its forms go.
  func way(of place: LessonPlace) -> ExerciseSheet.Way
}

struct GivenAnswer: Sendable {
  let variant: Variant
  var answer: Exercises.Answer?
  var judgement: Judgement?
  /// Where another variant is asked, once this one is solved.
  var again: Link?
  var isFirst = true
}

extension LessonAnswers {
  func way(of place: LessonPlace) -> ExerciseSheet.Way { ExerciseSheet.Way(isPost: false, action: place.link) }
}

extension CourseExercise {
  /// The variant that is shown first.
  var first: Variant { variants.first ?? .unchanging }
}

/// The copy that phones keep: the same for everybody.
struct UnansweredLesson: LessonAnswers {
  func given(_ found: CourseExercise) -> GivenAnswer { GivenAnswer(variant: found.first) }
}

/// Of somebody whom we do not know: one answer in the address, judged and kept nowhere.
struct AnybodysLesson: LessonAnswers {
  private let query: Fields
  private let link: Link
  private let language: Language

  init(_ query: Fields, _ place: LessonPlace, _ language: Language) {
    (self.query, link, self.language) = (query, place.link, language)
  }

  func given(_ found: CourseExercise) -> GivenAnswer {
    let key = found.exercise.key
    guard query["x"] == key, let variant = query.number("v", in: 1...1000).flatMap({ found.variant($0) }) else {
      return GivenAnswer(variant: found.first)
    }
    guard let answer = Exercises.Answer(form: query, to: found.exercise) else { return GivenAnswer(variant: variant) }
    let judgement = found.exercise.judge(answer, variant, language)
    return GivenAnswer(
      variant: variant, answer: answer, judgement: judgement,
      again: judgement?.isRight == true ? again(found, after: variant) : nil)
  }

  private func again(_ found: CourseExercise, after variant: Variant) -> Link? {
    guard found.variants.count > 1, let index = found.variants.firstIndex(where: { $0.id == variant.id }) else { return nil }
    return link.with("x", found.exercise.key).with("v", found.variants[(index + 1) % found.variants.count].id)
  }
}

/// Of a learner: her last attempt at each, in her own variants; what she sends is kept.
struct LearnersLesson: LessonAnswers {
  private let learner: Learner
  private let turns: [String: Turn]
  private let bodies: [String: AttemptBody]
  private let place: LessonPlace
  private let again: String?
  private let language: Language
  private let formToken: HTML
  private let isFinished: Bool
  /// Where her group hands in what this lesson asks for.
  private let assignment: ID<Assignment>?

  /// Nil: she has not begun to learn here.
  init?(of person: ID<Person>, _ place: LessonPlace, _ visit: Visit, _ tx: Transaction) throws {
    guard let learner = try tx.learner(of: person) else { return nil }
    let safe = try tx.safe(of: person, visit.house.vault)
    let turns = try tx.turns(of: learner, place.course.key)
    var bodies: [String: AttemptBody] = [:]
    for found in place.exercises {
      guard let last = turns[found.exercise.key]?.last else { continue }
      bodies[found.exercise.key] = try tx.attempt(last.event, safe)
    }
    (self.learner, self.turns, self.bodies, self.place) = (learner, turns, bodies, place)
    (again, language, formToken) = (visit.query["again"], visit.language, visit.formToken)
    isFinished = try tx.finishedLessons(of: learner)["\(place.course.key)/\(place.lesson.key)"] != nil
    assignment = try place.lesson.assignment.flatMap { try tx.assignment(given: $0, of: place.course.key, to: learner) }
  }

  func given(_ found: CourseExercise) -> GivenAnswer {
    let key = found.exercise.key
    let turn = turns[key] ?? Turn()
    guard let last = turn.last, let variant = found.variant(last.variant), let body = bodies[key],
      again != key
    else {
      return GivenAnswer(variant: found.variant(of: learner, turn: turn.solved) ?? found.first)
    }
    return GivenAnswer(
      variant: variant, answer: body.answer, judgement: found.exercise.judge(body.answer, variant, language),
      again: last.verdict == "right" && found.variants.count > 1 ? place.link.with("again", key) : nil, isFirst: turn.isFirst)
  }

  func way(of place: LessonPlace) -> ExerciseSheet.Way {
    ExerciseSheet.Way(
      isPost: true, action: "/study/attempts",
      hidden: "\(formToken)\(hidden("course", place.course.key))\(hidden("lesson", place.lesson.key))")
  }

  /// Whose page it is, for its script, and where it says what became of her answers.
  func whose(_ visit: Visit) -> HTML {
    StudyLine.shown(
      visit.language,
      """
       data-owner="\(learner.tag.text)" data-seed="\(learner.seed)" data-now="\(Int(visit.now.milliseconds))" \
      data-shared="\(visit.who.session?.isSharedDevice == true ? "yes" : "no")" \(StudyParcels.key(of: learner, visit.house))
      """)
  }

  /// The way to hand in what this lesson asks for; nothing where her group was not given it.
  func handIn(_ t: Language) -> HTML {
    assignment.map { "<p>\(linkButton(t(.handInHere), HerAssignments.link($0), look: .plain))</p>" } ?? .nothing
  }

  /// She says herself when she has worked through it.
  func finish(_ visit: Visit) -> HTML {
    let t = visit.language
    if isFinished { return "<p>\(tag(t(.lessonFinished), .good)) <a href=\"/study\">\(t(.studyTitle))</a></p>" }
    return form(
      "/study/lessons", hidden: [("course", place.course.key), ("lesson", place.lesson.key)],
      "\(visit.formToken)\(button(t(.finishLesson), look: .plain))")
  }
}

/// Where a lesson's script says what became of what she did; its words stand in it.
enum StudyLine {
  static func shown(_ t: Language, _ whose: HTML) -> HTML {
    """
    <p id="study" class="hint" role="status"\(whose) data-server="\(t(.answersArrived))" data-sending="\(t(.answersGo))" \
    data-phone="\(t(.answersWait))" data-again="\(t(.answersStopped))" data-answer="\(t(.answerIsHere))" \
    data-arrived="\(t(.answerArrived))" data-unread="\(t(.unreadIsHere))" data-unread-arrived="\(t(.unreadArrived))" data-mark="\(t(.markIsHere))" data-mark-arrived="\(t(.markArrived))" \
    data-file="\(t(.saveToFile))" data-finished="\(t(.lessonFinished))" data-study="\(t(.studyTitle))"></p>
    """
  }

  /// Of the copy, which is everybody's: whose phone it is, its script finds out.
  static func ofCopy(_ t: Language) -> HTML {
    """
    <div data-finish hidden><button type="button" class="btn plain">\(t(.finishLesson))</button></div>\
    \(shown(t, " data-common=\"\(t(.sharedKeepsNothing))\" data-nobody=\"\(t(.keptNowhere))\""))
    """
  }
}

extension Phrase {
  static let answersArrived = Phrase(kk: "Бәрі серверде", ru: "Всё на сервере", en: "All is on the server")
  static let answersGo = Phrase(kk: "Жіберіліп жатыр", ru: "Отправляется", en: "Being sent")
  static let answersWait = Phrase(
    kk: "Істегенің осы құрылғыда сақтаулы, интернет қосылғанда өзі жіберіледі.",
    ru: "Сделанное хранится на этом устройстве и уйдёт само, когда появится сеть.",
    en: "What you did is kept on this device and goes by itself when there is a network.")
  static let answerIsHere = Phrase(
    kk: "Жауап осы құрылғыда, интернет қосылғанда өзі жіберіледі.",
    ru: "Ответ на этом устройстве, он уйдёт сам, когда появится сеть.",
    en: "Your answer is on this device and goes by itself when there is a network.")
  static let answerArrived = Phrase(kk: "Жауап серверде", ru: "Ответ на сервере", en: "Your answer is on the server")
  static let unreadIsHere = Phrase(
    kk: "Жазғаның осы құрылғыда, жауап болып саналған жоқ.", ru: "Написанное на этом устройстве, ответом оно не считается.",
    en: "What you wrote is on this device; it does not count as an answer.")
  static let unreadArrived = Phrase(
    kk: "Жазғаның серверде, жауап болып саналған жоқ.", ru: "Написанное на сервере, ответом оно не считается.",
    en: "What you wrote is on the server; it does not count as an answer.")
  static let markIsHere = Phrase(
    kk: "Белгі осы құрылғыда, интернет қосылғанда өзі жіберіледі.",
    ru: "Отметка на этом устройстве, она уйдёт сама, когда появится сеть.",
    en: "The mark is on this device and goes by itself when there is a network.")
  static let markArrived = Phrase(kk: "Белгі серверде.", ru: "Отметка на сервере.", en: "The mark is on the server.")
  static let sharedKeepsNothing = Phrase(
    kk: "Құрылғы ортақ: бұл жауап тексеріледі, бірақ сақталмайды.",
    ru: "Устройство общее: этот ответ проверяется, но не сохраняется.",
    en: "The device is shared: this answer is checked and not kept.")
  static let keptNowhere = Phrase(
    kk: "Жауап осы жерде тексеріледі, ешқайда сақталмайды.", ru: "Ответ проверяется здесь и нигде не сохраняется.",
    en: "The answer is checked here and kept nowhere.")
  static let answersStopped = Phrase(
    kk: "Жіберілмеді: өз бетіңе қайта кір.", ru: "Не отправлено: войдите к себе ещё раз.",
    en: "Not sent: sign in again.")
  static let finishLesson = Phrase(
    kk: "Сабақты өтілді деп белгілеу", ru: "Отметить урок пройденным", en: "Mark the lesson as worked through")
  static let lessonFinished = Phrase(kk: "сабақ өтілді", ru: "урок пройден", en: "worked through")
}
