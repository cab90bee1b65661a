package import Courses
package import Exercises
import Programme
import Words

extension CourseFolder {
  /// What is wrong in the text and in the exercises, by file and line, a place once: a file that cannot be read is no news the second
  /// time. With `toPublish` also what is not frozen.
  package func complaints(with exercises: CourseExercises, toPublish: Bool) -> [CourseComplaint] {
    CourseComplaint.merged(complaints(), exercises.complaints(toPublish: toPublish))
  }
}

extension CourseComplaint {
  package static func merged(_ course: [CourseComplaint], _ exercises: [ExerciseComplaint]) -> [CourseComplaint] {
    let unreadable = Set(course.filter { $0.rule == "file" }.map { "\($0.file):\($0.line ?? 0) \($0.says(.en))" })
    let others = exercises.filter { !unreadable.contains("\($0.file):\($0.line ?? 0) \($0.says(.en))") }.map {
      CourseComplaint(file: $0.file, line: $0.line, rule: $0.rule.rawValue, says: $0.says)
    }
    return (course + others).sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
  }
}
