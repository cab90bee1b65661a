import Courses
import Exercises
import Programme
import Storage
import Words

/// What a demonstration shows of learning, and what tests of erasure find of a girl in these tables.
extension Study {
  static let rehearsal = Rehearsal(
    run: { house, plan in
      try await house.database.write { tx in
        let courses = try tx.shelvedCourses()
        for school in EarlierSchool.all(house, plan, try tx.cycles()) { try school.open(courses, in: tx) }
        if plan.earlier == nil {
          try EarlierBoard(house, seed: plan.seed).run(in: tx)
          try EarlierSupport(house, courses, seed: plan.seed).run(in: tx)
        }
        guard try !tx.exists("SELECT 1 FROM study_cohort WHERE track = 'open'") else { return }
        let girls: [ID<Person>] = try tx.rows(
          "SELECT person_id FROM study_open_place WHERE cycle_id = \(plan.cycle.id) ORDER BY application_id LIMIT 6"
        ) { try $0[0] }
        for (index, girl) in girls.enumerated() {
          let begun = house.outside.now().adding(days: -9)
          try tx.enrolOpenly(girl, plan.cycle.id, house)
          guard let learner = try tx.learner(of: girl) else { continue }
          let events = Invented.events(of: learner, courses, from: begun, lessons: index % 3 + 1, house)
          try tx.keep(events, of: learner, try tx.safe(of: girl, house.vault), in: courses, house)
        }
      }
    },
    trace: { tx, house, subject in
      guard let cycle = try tx.cycles().first else { return }
      let person = subject.safe.person
      try tx.enrolOpenly(person, cycle.id, house)
      guard let learner = try tx.learner(of: person), let answer = Exercises.Answer(["a": subject.words]) else { return }
      let courses = try tx.shelvedCourses()
      let now = house.outside.now()
      var events = [
        StudyEvent(
          id: house.outside.id(), .attempt, about: "none/none/1", at: now,
          body: AttemptBody(answer, isFirst: true, hints: 0).text)
      ]
      if let course = courses.first, let found = course.read.exercises.first(where: { $0.exercise.skill != nil }) {
        events.append(
          StudyEvent(
            id: house.outside.id(), .attempt, about: "\(course.key)/\(found.exercise.key)/\(found.variants.first?.id ?? 1)",
            at: now,
            body: AttemptBody(answer, isFirst: true, hints: 0).text))
        events.append(StudyEvent(id: house.outside.id(), .finished, about: "\(course.key)/\(found.lesson)", at: now, body: ""))
      }
      try tx.keep(events, of: learner, subject.safe, in: courses, house)
      if let course = courses.first {
        try tx.leaveCertificate(of: learner, course, cycle.id, subject, house)
        try tx.leaveCheck(of: learner, course, cycle.id, subject, house)
      }
      if let course = courses.first { try tx.leaveSheet(of: learner, course, subject, house) }
      try tx.leaveWork(of: learner, cycle.id, subject, house)
      try tx.leaveProject(of: learner, cycle.id, subject, house)
      try tx.leaveOnBoard(of: subject, house)
      try tx.leaveSupport(of: learner, subject, house)
    }, stops: stops)
}

/// Evenings of an invented girl: she works through lessons, and what she answers is right more often than not.
enum Invented {
  static func events(
    of learner: Learner, _ courses: [ShelvedCourse], from begun: Moment, lessons count: Int, _ house: House
  ) -> [StudyEvent] {
    guard let course = courses.first else { return [] }
    let chance = Chance(seed: UInt64(learner.seed))
    var events: [StudyEvent] = []
    for (day, lesson) in course.course.lessons.prefix(count).enumerated() {
      var at = Moment(milliseconds: begun.milliseconds + Int64(day) * 2 * 86_400_000)
      for found in course.exercises(of: lesson.key) {
        for turn in 0..<2 {
          guard let variant = found.variant(of: learner, turn: turn) else { continue }
          let wrong = Exercises.Answer(["a": "1"])
          guard let answer = chance.happens(75) ? found.exercise.rightAnswer(variant, .kk) : wrong else { continue }
          at = Moment(milliseconds: at.milliseconds + 90_000 + Int64(turn) * 86_400_000)
          events.append(
            StudyEvent(
              id: house.outside.id(), .attempt, about: "\(course.key)/\(found.exercise.key)/\(variant.id)", at: at,
              body: AttemptBody(answer, isFirst: true, hints: 0).text))
        }
      }
      events.append(StudyEvent(id: house.outside.id(), .finished, about: "\(course.key)/\(lesson.key)", at: at, body: ""))
    }
    return events
  }
}
