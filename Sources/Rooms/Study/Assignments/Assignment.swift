import Courses
import Exercises
import Markup
import Programme
import Storage
import Words

/// An exercise that a group hands in by a last day, and that a person judges by its rubric.
struct Assignment: Sendable {
  let id: ID<Assignment>
  let group: ID<Group>
  let course: String
  /// Key of the exercise.
  let exercise: String
  /// The first moment that is late.
  let due: Moment

  var lastDay: Day { due.adding(milliseconds: -1).day() }

  /// `carried`: the last day in the group where it was handed in, of a work that came with its girl.
  func isOnTime(_ moment: Moment, _ carried: Moment?) -> Bool { moment < max(due, carried ?? due) }
}

/// What a course gives to hand in: the exercise where it stands.
struct HandedExercise: Sendable {
  let shelved: ShelvedCourse
  let lesson: CourseLesson
  let found: CourseExercise
  let handIn: HandIn

  /// Places for photos; a file is one of them.
  var photos: Int { max(handIn.photos ?? 0, handIn.takesFile ? 1 : 0) }

  /// What is to be done, as a page says it.
  func asked(_ t: Language) -> HTML { found.exercise.ask.shown(t, found.first) }

  /// By what it is judged.
  func rubric(_ t: Language) -> HTML { handIn.rubric.table(t) { handIn.shown($0, t, found.first) } }
}

extension ShelvedCourse {
  /// The exercises that are handed in, in the order of the lessons.
  var handed: [HandedExercise] { course.lessons.compactMap { handed($0) } }

  private func handed(_ lesson: CourseLesson) -> HandedExercise? {
    guard let found = lesson.assignment.flatMap({ read.exercise($0) }), let handIn = found.exercise.handIn else { return nil }
    return HandedExercise(shelved: self, lesson: lesson, found: found, handIn: handIn)
  }
}

extension [ShelvedCourse] {
  /// Nil where its course is not open any more, or hands it in no longer.
  func handed(_ assignment: Assignment) -> HandedExercise? {
    first { $0.key == assignment.course }?.handed.first { $0.found.exercise.key == assignment.exercise }
  }

  /// Its lesson's title.
  func title(of assignment: Assignment, _ t: Language) -> String {
    handed(assignment)?.lesson.title(t) ?? "\(assignment.course), \(assignment.exercise)"
  }
}

extension Transaction {
  /// Of a group, the first due first.
  func assignments(of group: ID<Group>) throws -> [Assignment] {
    try assignments(where: "group_id = \(group)")
  }

  /// Of the groups in which somebody is an adult now.
  func assignments(ofAdult person: ID<Person>) throws -> [Assignment] {
    try assignments(where: "group_id IN (\(WaitingWork.groups(of: person)))")
  }

  /// What a learner has begun or handed in, in any group.
  func assignments(of learner: Learner) throws -> [Assignment] {
    try assignments(where: "id IN (SELECT assignment_id FROM study_hand_in WHERE learner = \(learner.number))")
  }

  /// By the exercise, of the group in which a learner is now.
  func assignment(given exercise: String, of course: String, to learner: Learner) throws -> ID<Assignment>? {
    try value(
      """
      SELECT id FROM study_assignment WHERE course = \(course) AND exercise = \(exercise) AND group_id IN (
        SELECT group_id FROM study_member WHERE learner = \(learner.number) AND until IS NULL) ORDER BY given_at DESC, id LIMIT 1
      """)
  }

  /// Throws `Refusal.missing`.
  func assignment(_ id: ID<Assignment>) throws -> Assignment {
    guard let found = try assignments(where: "id = \(id)").first else { throw Refusal.missing }
    return found
  }

  private func assignments(where condition: SQL) throws -> [Assignment] {
    try rows(
      """
      SELECT id, group_id, course, exercise, due_at FROM study_assignment WHERE \(condition)
      ORDER BY due_at, given_at, id LIMIT 200
      """, Assignment.init(row:))
  }

  /// From now on the group sees it. Throws `Refusal.conflict` where it has it already.
  func give(
    _ exercise: HandedExercise, to group: Group, until day: Day, by actor: Actor, _ house: House
  ) throws -> ID<Assignment> {
    let id: ID<Assignment> = house.outside.id()
    let added = try run(
      """
      INSERT INTO study_assignment (id, group_id, course, exercise, due_at, given_at)
      VALUES (\(id), \(group.id), \(exercise.shelved.key), \(exercise.found.exercise.key), \(day.end()), \(house.outside.now()))
      ON CONFLICT (group_id, course, exercise) DO NOTHING
      """)
    guard added == 1 else { throw Refusal(.conflict, .isGivenAlready, back: GivenAssignments.link(group.id)) }
    try carryWork(to: group.id, by: actor, house)
    try record(.assignmentGiven, id.text, "group=\(group.id) until=\(day.iso)", by: actor.text, house)
    return id
  }

  /// Another last day: what was late may be on time then, and the other way round.
  func move(_ assignment: Assignment, to day: Day, by actor: Actor, _ house: House) throws {
    try run("UPDATE study_assignment SET due_at = \(day.end()) WHERE id = \(assignment.id)")
    try record(.assignmentMoved, assignment.id.text, "until=\(day.iso)", by: actor.text, house)
  }
}

extension Assignment {
  init(row: Row) throws {
    self.init(
      id: try row["id"], group: try row["group_id"], course: try row["course"], exercise: try row["exercise"],
      due: try row["due_at"])
  }
}

extension Phrase {
  static let handInHere = Phrase(
    kk: "Осы сабақтың тапсырмасын тапсыру", ru: "Сдать задание этого урока", en: "Hand in the assignment of this lesson")
  static let isGivenAlready = Phrase(
    kk: "Бұл тапсырма топқа берілген.", ru: "Это задание группе уже дано.", en: "The group has this assignment already.")
}
