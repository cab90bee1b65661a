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
  }

  func given(_ found: CourseExercise) -> GivenAnswer {
    let key = found.exercise.key
    let turn = turns[key] ?? Turn()
    guard let last = turn.last, let variant = found.variant(last.variant), let body = bodies[key],
      !(again == key && last.verdict == "right")
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
    let t = visit.language
    return """
      <p id="study" class="hint" role="status" data-owner="\(learner.tag.text)" data-now="\(Int(visit.now.milliseconds))" \
      data-shared="\(visit.who.session?.isSharedDevice == true ? "yes" : "no")" data-server="\(t(.answersArrived))" \
      data-sending="\(t(.answersGo))" data-phone="\(t(.answersWait))" data-again="\(t(.answersStopped))"></p>
      """
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

extension Phrase {
  static let answersArrived = Phrase(kk: "Жауаптар серверде", ru: "Ответы на сервере", en: "Your answers are on the server")
  static let answersGo = Phrase(kk: "Жауап жіберіліп жатыр", ru: "Ответ отправляется", en: "Your answer is being sent")
  static let answersWait = Phrase(
    kk: "Жауап телефонда. Интернет қосылғанда өзі жіберіледі.", ru: "Ответ на телефоне. Он уйдёт сам, когда появится сеть.",
    en: "Your answer is on the phone. It goes by itself when there is a network.")
  static let answersStopped = Phrase(
    kk: "Жауап жіберілмеді: өз бетіңе қайта кір.", ru: "Ответ не отправлен: войдите к себе ещё раз.",
    en: "Your answer was not sent: sign in again.")
  static let finishLesson = Phrase(kk: "Бұл сабақты өттім", ru: "Этот урок пройден", en: "I have worked through this lesson")
  static let lessonFinished = Phrase(kk: "сабақ өтілді", ru: "урок пройден", en: "worked through")
}
