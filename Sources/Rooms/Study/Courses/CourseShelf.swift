import Courses
import Exercises
import Lessons
import Programme
import Storage
import Synchronization
import Words

/// A course as it is read from an edition: its pages, and its exercises with their variants. Read once, shown thousands of times a second: a class, so
/// that passing it on copies nothing, and with everything found by its key.
final class ReadCourse: Sendable {
  let course: Course
  /// In the order in which a reader meets them.
  let exercises: [CourseExercise]
  /// By key; shown by nobody but `Checks`.
  let checks: [String: CourseCheck]
  private let byKey: [String: CourseExercise]
  private let byLesson: [String: [CourseExercise]]
  private let lessons: [String: Int]
  private let skills: [String: TaughtSkill]

  /// Nil where the program cannot read it. Whether it was in order was looked at when it was published.
  init?(files: [String: [UInt8]]) {
    guard let course = try? CourseFolder(files: files).course() else { return nil }
    let read = CourseExercises(files: files)
    self.course = course
    exercises = course.lessons.flatMap { lesson in
      Self.order(of: lesson).compactMap { key -> CourseExercise? in
        guard let exercise = read.lessons[lesson.key]?[key] else { return nil }
        return CourseExercise(lesson: lesson.key, exercise: exercise, variants: read.variants(of: exercise, in: lesson.key))
      }
    }
    checks = read.courseChecks
    byKey = Dictionary(exercises.map { ($0.exercise.key, $0) }) { first, _ in first }
    byLesson = Dictionary(grouping: exercises, by: \.lesson)
    lessons = Dictionary(course.lessons.enumerated().map { ($1.key, $0) }) { first, _ in first }
    let practising = Dictionary(
      grouping: exercises.filter { $0.exercise.kind.isSelfJudged && !$0.variants.isEmpty }, by: \.exercise.skill)
    let taught = course.lessons.enumerated().flatMap { lesson, written in
      written.skills.map { skill -> TaughtSkill in
        let all = practising[skill.key] ?? []
        let everywhere = all.filter { $0.exercise.isPractised }
        return TaughtSkill(skill: skill, lesson: lesson, exercises: everywhere.isEmpty ? all : everywhere)
      }
    }
    skills = Dictionary(taught.map { ($0.skill.key, $0) }) { first, _ in first }
  }

  func exercise(_ key: String) -> CourseExercise? { byKey[key] }

  func exercises(of lesson: String) -> [CourseExercise] { byLesson[lesson] ?? [] }

  /// Where a lesson stands in the course, from 0.
  func index(of lesson: String) -> Int? { lessons[lesson] }

  func skill(_ key: String) -> TaughtSkill? { skills[key] }

  /// As the text shows them, then what is only practised, then what is handed in.
  private static func order(of lesson: CourseLesson) -> [String] {
    var keys = (lesson.texts.values.first?.blocks ?? []).compactMap { block -> String? in
      guard case .exercise(let key) = block.kind else { return nil }
      return key
    }
    for key in lesson.practice + (lesson.assignment.map { [$0] } ?? []) where !keys.contains(key) { keys.append(key) }
    return keys
  }
}

/// An exercise where it stands in its course, with the variants that were frozen.
struct CourseExercise: Sendable {
  let lesson: String
  let exercise: Exercise
  let variants: [Variant]

  func variant(_ id: Int) -> Variant? { variants.first { $0.id == id } }

  /// Hers moves on with each that she has solved; nil where there are no variants.
  func variant(of learner: Learner, turn: Int) -> Variant? {
    variant(exercise.variantNumber(seed: UInt32(clamping: learner.seed), turn: turn))
  }
}

/// A skill where it is taught: in the first lesson that names it.
struct TaughtSkill: Sendable {
  let skill: LessonSkill
  /// From 0.
  let lesson: Int
  /// Of all exercises that practise it, those that can be asked anywhere; her own readings only where there is nothing else.
  let exercises: [CourseExercise]
}

/// A course that is open to everybody, as it was read.
struct ShelvedCourse: Sendable {
  let open: OpenCourse
  let read: ReadCourse

  var key: String { open.key }
  var course: Course { _read { yield read.course } }

  func exercises(of lesson: String) -> [CourseExercise] { read.exercises(of: lesson) }
}

/// The courses that have been read, by their editions' content: an edition never changes, so each server reads it once. Those that were
/// not asked for longest go first.
private final class CourseShelf: Sendable {
  static let shared = CourseShelf()
  private static let most = 40

  /// Nil: it was read, and this program cannot show it.
  private let shelf = Mutex<[(sha256: [UInt8], course: ReadCourse?)]>([])

  func course(_ sha256: [UInt8], or read: () throws -> ReadCourse?) rethrows -> ReadCourse? {
    // Whoever asks meanwhile waits for the one who reads: it is the same work.
    try shelf.withLock { shelf in
      if let index = shelf.firstIndex(where: { $0.sha256 == sha256 }) {
        let known = shelf.remove(at: index)
        shelf.append(known)
        return known.course
      }
      let course = try read()
      shelf.append((sha256, course))
      if shelf.count > Self.most { shelf.removeFirst() }
      return course
    }
  }
}

extension Transaction {
  /// All courses that are open to everybody. One that this program cannot read any more is passed over.
  func shelvedCourses() throws -> [ShelvedCourse] {
    try openCourses().compactMap { open in
      try CourseShelf.shared.course(open.sha256) { ReadCourse(files: try editionFiles(open.edition)) }
        .map { ShelvedCourse(open: open, read: $0) }
    }
  }

  /// As an edition has it, whether or not a newer one is open by now.
  func readCourse(_ edition: ID<Edition>) throws -> ReadCourse? {
    guard let sha256: [UInt8] = try value("SELECT sha256 FROM edition WHERE id = \(edition)") else { return nil }
    return try CourseShelf.shared.course(sha256) { ReadCourse(files: try editionFiles(edition)) }
  }
}

extension House {
  func openCourses() async throws -> [ShelvedCourse] { try await database.read { try $0.shelvedCourses() } }

  /// Throws `Refusal` where no open course has that key.
  func openCourse(_ key: String) async throws -> ShelvedCourse {
    guard let course = try await openCourses().first(where: { $0.key == key }) else { throw Refusal.missing }
    return course
  }
}
