import Courses
import Exercises
import Learning
import Programme
import Words

/// What a learner did, in words that she can read without the program: for her copy of everything.
struct StudyWords {
  let courses: [ShelvedCourse]
  let language: Language

  /// `Measuring · How far can you trust a number? · A pendulum made … · "1,44 s" · right`. Of a course that is not here any more the
  /// keys stand, and what was sent.
  func said(of kind: String, _ about: String, _ verdict: String?, _ body: String) -> String {
    let parts = about.split(separator: "/").map(String.init)
    guard let shelved = courses.first(where: { $0.key == parts.first }) else { return joined([about, word(verdict), body]) }
    let course = shelved.course.title(language)
    if StudyEvent.Kind(rawValue: kind) == .finished {
      return joined([
        course, parts.last.flatMap { shelved.course.lesson($0)?.title(language) } ?? about, language(.lessonFinished),
      ])
    }
    guard let asked = AskedExercise(about: about, in: courses), let attempt = AttemptBody(body) else {
      return joined([course, about, word(verdict), body])
    }
    let exercise = asked.found.exercise
    let written = exercise.written(attempt.answer, asked.variant, language)
    return joined([
      course, shelved.course.lesson(asked.found.lesson)?.title(language) ?? asked.found.lesson,
      ExerciseText.shortened(exercise.ask.plain(language, asked.variant)), written.isEmpty ? "–" : "«\(written)»", word(verdict),
    ])
  }

  /// A skill and how it stands: `Measuring · read an instrument`, `held`.
  func said(ofSkill key: String, _ line: String) -> (name: String, value: String) {
    let parts = key.split(separator: "/").map(String.init)
    let state = SkillState(line: line) ?? SkillState()
    let value: String
    if state.isHeld {
      value = language(.skillHeld)
    } else if state.memory == nil {
      value = language(.notBegun)
    } else {
      value = joined([language(state.isInReview ? .skillLost : .skillComing), language(.rightSoFar(state.counted))])
    }
    guard parts.count == 2, let shelved = courses.first(where: { $0.key == parts[0] }) else { return (key, value) }
    return (joined([shelved.course.title(language), shelved.place(ofSkill: parts[1])?.title(language) ?? parts[1]]), value)
  }

  private func word(_ verdict: String?) -> String {
    switch verdict.flatMap(Attempt.Verdict.init(word:)) {
    case .right: language(.answerRight)
    case .wrong: language(.answerWrong)
    case .unread: language(.answerUnreadable)
    case nil: ""
    }
  }

  private func joined(_ parts: [String]) -> String { parts.filter { !$0.isEmpty }.joined(separator: " · ") }
}
