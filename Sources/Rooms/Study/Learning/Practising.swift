import Courses
import Exchange
import Exercises
import Learning
import Markup
import Programme
import Storage
import Words

/// How a learner stands in practice, and what it asks next. The phone chooses alike (Public/practising.js).
struct Practising: Sendable {
  let standing: Standing
  /// Of exercises that she tried, by `course/exercise`.
  let turns: [String: Turn]

  init(_ standing: Standing, _ tx: Transaction) throws {
    var turns: [String: Turn] = [:]
    for course in standing.courses {
      for (exercise, turn) in try tx.turns(of: standing.learner, course.key) { turns["\(course.key)/\(exercise)"] = turn }
    }
    (self.standing, self.turns) = (standing, turns)
  }

  struct Asked: Sendable {
    let place: LessonPlace
    let skill: SkillPlace
    let found: CourseExercise
    let variant: Variant
    let turn: Turn
  }

  /// The first thing to practise, with its step; nil: nothing waits. What she chose herself goes before all.
  func next(chosen: String?, at now: Moment) -> (step: Step?, asked: Asked)? {
    let steps = standing.steps
    if let chosen, let asked = asked(ofSkill: chosen) { return (steps.first { $0.skill == chosen }, asked) }
    for step in steps {
      if let asked = step.skill.flatMap({ asked(ofSkill: $0) }) { return (step, asked) }
    }
    return nil
  }

  /// Of what practises a skill, that which she has solved least, in the variant of her turn.
  func asked(ofSkill key: String) -> Asked? {
    guard let skill = standing.place(ofSkill: key) else { return nil }
    let course = skill.lesson.course.key
    func turn(_ found: CourseExercise) -> Turn { turns["\(course)/\(found.exercise.key)"] ?? Turn() }
    guard let found = skill.exercises.min(by: { turn($0).solved < turn($1).solved }) else { return nil }
    return asked(found, skill, found.variant(of: standing.learner, turn: turn(found).solved) ?? found.first)
  }

  /// What she has just answered: `course/exercise`.
  func answered(_ key: String) -> Asked? {
    let parts = key.split(separator: "/").map(String.init)
    guard parts.count == 2, let last = turns[key]?.last, let course = standing.courses.first(where: { $0.key == parts[0] }),
      let found = course.read.exercise(parts[1]), let variant = found.variant(last.variant),
      let skill = found.exercise.skill.flatMap({ course.place(ofSkill: $0) })
    else { return nil }
    return asked(found, skill, variant)
  }

  private func asked(_ found: CourseExercise, _ skill: SkillPlace, _ variant: Variant) -> Asked? {
    guard let place = LessonPlace(found.lesson, in: skill.lesson.shelved) else { return nil }
    let turn = turns["\(place.course.key)/\(found.exercise.key)"] ?? Turn()
    return Asked(place: place, skill: skill, found: found, variant: variant, turn: turn)
  }
}

extension Practising {
  /// What the page's script goes on from: how she stands, what lies ahead, by what each skill is practised, and the words of the reasons.
  ///
  ///     {"seed", "lessons": [{"key", "needs", "isFinished", "title", "place", "link", "exercises"}], "meeting": {"day", "lessons"},
  ///      "skills": {"course/skill": {"title", "line", "exercises": [["lesson", "exercise", variants]]}},
  ///      "turns": {"course/exercise": [solved, isFirst]}, "words"}
  func forPhone(at now: Moment, _ t: Language) -> JSON {
    let plan = standing.plan
    let lessons = standing.courses.flatMap { shelved in
      shelved.course.lessons.compactMap { LessonPlace($0.key, in: shelved) }
    }
    let told = zip(plan.lessons, lessons).map { lesson, place -> JSON in
      .object([
        ("key", .string(lesson.key)), ("needs", .strings(lesson.needs)), ("isFinished", .bool(lesson.isFinished)),
        ("title", .string(place.lesson.title(t))), ("place", .string(place.said(t))), ("link", .string(place.link.text)),
        ("exercises", .string(place.exercisesLink(t).text)),
      ])
    }
    let meeting = plan.meeting.map { JSON.object([("day", .whole($0.day)), ("lessons", .strings($0.lessons))]) }
    var seen: Set<String> = []
    let skills = plan.lessons.flatMap(\.needs).filter { seen.insert($0).inserted }.compactMap { key -> (String, JSON)? in
      guard let place = standing.place(ofSkill: key) else { return nil }
      let exercises = place.exercises.map { found in
        JSON.array([.string(found.lesson), .string(found.exercise.key), .whole(found.exercise.variantCount)])
      }
      return (
        key,
        .object(
          [("title", .string(place.title(t)))] + (standing.skills[key].map { [("line", .string($0.line))] } ?? [])
            + [("exercises", .array(exercises))])
      )
    }
    let turns = turns.sorted { $0.key < $1.key }.map { key, turn in
      (key, JSON.array([.whole(turn.solved), .bool(turn.isFirst)]))
    }
    return .object([
      ("seed", .whole(standing.learner.seed)), ("lessons", .array(told)), ("meeting", meeting ?? .null),
      ("skills", .object(skills)), ("turns", .object(turns)), ("words", Self.words(t)),
    ])
  }

  /// Numbers stand as `{n}`; a text with a number has one form for each of the language's (`Intl.PluralRules`), and one for none.
  private static func words(_ t: Language) -> JSON {
    func forms(_ make: (Int) -> Phrase) -> JSON {
      .object(
        [("zero", 0), ("one", 1), ("few", 2), ("many", 5), ("other", 2)].map { name, count in
          (name, .string(t(make(count)).replacing(String(count), with: "{n}")))
        })
    }
    func review(wasRight: Bool) -> JSON {
      .string(t(.whyReview({ _ in "{ago}" }, wasRight: wasRight, among: "{among}")))
    }
    let plain: [(String, Phrase)] = [
      ("review", .reviewWord), ("practice", .practiceWord), ("lesson", .lessonWord), ("rest", .restWord), ("allDone", .allDone),
      ("openALesson", .openALesson), ("begin", .beginNow), ("next", .nextExercise), ("whyChosen", .chosenByHer),
      ("notHere", .exercisesNotHere), ("held", .skillIsHeld), ("stumbled", .skillStumbled), ("answer", .answerIsHere),
      ("arrived", .answerArrived), ("unread", .unreadIsHere), ("unreadArrived", .unreadArrived),
      ("stopped", .answersStopped), ("hintOpen", .hintIsOpen), ("hinted", .hintWasOpen), ("notFirst", .notAtFirstTry),
    ]
    // Seven stands for any number: no other figure of these sentences is one.
    let counted: [(String, Phrase)] = [("whyPractice", .whyPractice(7)), ("soFar", .countedSoFar(7))]
    return .object(
      plain.map { ($0.0, .string(t($0.1))) } + counted.map { ($0.0, .string(t($0.1).replacing("7", with: "{n}"))) } + [
        ("reviewRight", review(wasRight: true)), ("reviewWrong", review(wasRight: false)), ("ago", forms(Phrase.daysAgo)),
        ("meeting", forms(Phrase.whyMeeting)), ("nextReview", forms(Phrase.nextReviewIn)),
      ])
  }
}

extension LessonPlace {
  /// Where it is in its course.
  func said(_ t: Language) -> String { "\(course.title(t)) · \(t(.lessonNumber(index + 1, of: course.lessons.count)))" }
}
