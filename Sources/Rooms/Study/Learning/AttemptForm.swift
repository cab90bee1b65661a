import Courses
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// What a lesson's forms send without a script: the same events that a phone writes.
enum AttemptForm {
  /// POST /study/attempts: `course`, `lesson`, `x` the exercise, `v` the variant, and the places of the answer; `from`: the page of
  /// practice, to which she comes back.
  static func take(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let (place, exercise) = try await asked(visit)
    let about = "\(place.course.key)/\(exercise.exercise.key)/\(visit.form["v"] ?? "")"
    let page = visit.form["from"] == PracticePage.word ? PracticePage.link(answered: exercise, of: place.course.key) : place.link
    let back = page.at(ExerciseSheet.id(exercise.exercise.key)).text
    guard let answer = Exercises.Answer(form: visit.form, to: exercise.exercise) else { return .seeOther(back) }
    try await house.database.write { tx in
      guard let learner = try tx.learner(of: permit.actor.person) else { throw Refusal.missing }
      let courses = try tx.shelvedCourses()
      guard AskedExercise(about: about, in: courses) != nil else { throw Refusal.missing }
      let course = place.course.key
      let turn = try tx.turns(of: learner, course)[exercise.exercise.key]
      let body = AttemptBody(answer, isFirst: turn?.isFirst ?? true, hints: 0)
      let safe = try tx.safe(of: learner.person, house.vault)
      // The same wrong answer once more says nothing new: a second tap is no second mistake.
      if let last = turn?.last, last.verdict != "right", String(last.variant) == visit.form["v"],
        try tx.attempt(last.event, safe)?.answer == answer
      {
        return
      }
      // A form has no name of its own, and a browser or worker that heard no answer sends it once more.
      if try tx.arrivedLast(of: learner, about: about, since: visit.now.adding(minutes: -10), safe)?.answer == answer { return }
      try tx.keep(
        [StudyEvent(id: house.outside.id(), .attempt, about: about, at: visit.now, body: body.text)], of: learner, safe,
        in: courses, house)
      try visit.countStored([body.text.utf8.count], in: tx)
    }
    return .seeOther(back)
  }

  /// POST /study/lessons: `course` and `lesson` were worked through.
  static func finish(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let place = try await self.place(visit)
    try await house.database.write { tx in
      guard let learner = try tx.learner(of: permit.actor.person) else { throw Refusal.missing }
      let lesson = "\(place.course.key)/\(place.lesson.key)"
      // Pressed twice it is finished once.
      if try tx.finishedLessons(of: learner)[lesson] != nil { return }
      let event = StudyEvent(id: house.outside.id(), .finished, about: lesson, at: visit.now, body: "")
      try tx.keep([event], of: learner, try tx.safe(of: learner.person, house.vault), in: try tx.shelvedCourses(), house)
    }
    return .seeOther("/study")
  }

  private static func asked(_ visit: Visit) async throws -> (place: LessonPlace, exercise: CourseExercise) {
    let place = try await self.place(visit)
    guard let exercise = visit.form["x"].flatMap({ place.shelved.read.exercise($0) }), exercise.lesson == place.lesson.key else {
      throw Refusal.missing
    }
    return (place, exercise)
  }

  private static func place(_ visit: Visit) async throws -> LessonPlace {
    let course = try await visit.house.openCourse(visit.form["course"] ?? "")
    guard let place = LessonPlace(visit.form["lesson"] ?? "", in: course) else { throw Refusal.missing }
    return place
  }
}

/// How far she is with one exercise.
struct Turn: Sendable {
  /// How often she has solved it.
  var solved = 0
  /// Nothing readable was answered since she solved it last.
  var isFirst = true
  /// Her last attempt: the variant's number, the verdict, and the event.
  var last: (variant: Int, verdict: String, event: [UInt8])?
}

extension Transaction {
  /// Of each exercise of a course that she tried.
  func turns(of learner: Learner, _ course: String) throws -> [String: Turn] {
    var turns: [String: Turn] = [:]
    // By its beginning, not by what sorts after it: how a database sorts a slash is its own affair.
    try each(
      """
      SELECT id, about, verdict, entered_by FROM study_event WHERE learner = \(learner.number) AND kind = 'attempt'
      AND about LIKE \("\(course)/%") AND verdict IS NOT NULL ORDER BY at, id
      """
    ) { row in
      let (about, verdict): (String, String) = (try row["about"], try row["verdict"])
      let parts = about.split(separator: "/")
      guard parts.count == 3, let variant = Int(parts[2]) else { return }
      var turn = turns[String(parts[1])] ?? Turn()
      if verdict == "right" { (turn.solved, turn.isFirst) = (turn.solved + 1, true) }
      if verdict == "wrong" { turn.isFirst = false }
      // What an adult typed in is no word of hers: it counts, and no page shows it to her as her own.
      let enteredBy: ID<Person>? = try row["entered_by"]
      if enteredBy == nil { turn.last = (variant, verdict, try row["id"]) }
      turns[String(parts[1])] = turn
    }
    return turns
  }

  /// Of her own answers to one variant the one that arrived last, and since then.
  fileprivate func arrivedLast(of learner: Learner, about: String, since: Moment, _ safe: Safe) throws -> AttemptBody? {
    let event: [UInt8]? = try value(
      """
      SELECT id FROM study_event WHERE learner = \(learner.number) AND kind = 'attempt' AND about = \(about)
      AND received_at > \(since) AND entered_by IS NULL ORDER BY received_at DESC, id DESC LIMIT 1
      """)
    return try event.flatMap { try attempt($0, safe) }
  }

  /// What she wrote in an attempt.
  func attempt(_ event: [UInt8], _ safe: Safe) throws -> AttemptBody? {
    let sealed: [UInt8]? = try value("SELECT sealed FROM study_event WHERE id = \(event)")
    return try sealed.flatMap { AttemptBody(try safe.open($0, "study_event.sealed")) }
  }
}
