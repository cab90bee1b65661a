import Lessons
import Programme
import Words

/// The exercises and checks of a course's folder. Whoever has a disk or an archive brings the bytes.
package struct CourseExercises: Sendable {
  let files: [String: [UInt8]]
  /// By lesson and key, those that could be read.
  package let lessons: [String: [String: Exercise]]
  /// Of checks.
  package let items: [String: Exercise]
  private let unreadable: [ExerciseComplaint]

  /// Files by their paths in the folder.
  package init(files: [String: [UInt8]]) {
    self.files = files
    var lessons: [String: [String: Exercise]] = [:]
    var items: [String: Exercise] = [:]
    var complaints: [ExerciseComplaint] = []
    for path in files.keys.sorted() {
      guard let place = ExercisePath(path), let bytes = files[path] else { continue }
      do throws(FileComplaints) {
        let exercise = try Exercise(yaml: bytes, name: place.key, in: place.lesson == nil ? .check : .lesson)
        if let lesson = place.lesson { lessons[lesson, default: [:]][place.key] = exercise } else { items[place.key] = exercise }
      } catch {
        complaints += error.within(path).complaints.map { ExerciseComplaint(place.lesson == nil ? .check : .exercise, $0) }
      }
    }
    (self.lessons, self.items, unreadable) = (lessons, items, complaints)
  }

  /// All that is wrong, by file and line. To publish, everything must be frozen too.
  package func complaints(toPublish: Bool = false) -> [ExerciseComplaint] {
    var complaints = unreadable
    for (lesson, exercises) in lessons {
      for (key, exercise) in exercises {
        let file = "lessons/\(lesson)/exercises/\(key).yaml"
        complaints += exercise.variantComplaints(file) + drawingComplaints(exercise, file, "lessons/\(lesson)/figures/")
      }
    }
    for lesson in lessonKeys { complaints += lessonComplaints(lesson) + workedComplaints(lesson) }
    complaints += frozenComplaints(toPublish) + checkComplaints()
    return complaints.sorted { ($0.file, $0.line ?? 0, $0.says(.en)) < ($1.file, $1.line ?? 0, $1.says(.en)) }
  }

  /// Exercises that are to be frozen and are not, as their files: what is written before publication is no fault until then.
  package var unfrozen: [String] {
    lessons.flatMap { lesson, exercises in
      exercises.values.filter { $0.kind.isSelfJudged }.map { "lessons/\(lesson)/frozen/\($0.key).json" }
    }.filter { files[$0] == nil }.sorted()
  }

  var lessonKeys: [String] {
    Set(
      files.keys.compactMap { path in
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "lessons" ? String(parts[1]) : nil
      }
    ).sorted()
  }
}

/// Where an exercise lies.
struct ExercisePath {
  /// Nil: an item of the checks.
  let lesson: String?
  let key: String

  init?(_ path: String) {
    let parts = path.split(separator: "/").map(String.init)
    guard let name = parts.last, name.hasSuffix(".yaml") else { return nil }
    key = String(name.dropLast(5))
    if parts.count == 4, parts[0] == "lessons", parts[2] == "exercises" {
      lesson = parts[1]
    } else if parts.count == 3, parts[0] == "checks", parts[1] == "items" {
      lesson = nil
    } else {
      return nil
    }
  }
}
