import Lessons
package import Programme
import Words

/// A course as its authors keep it: the files of its folder, by their paths in it. Whoever has a disk or an archive brings the bytes.
package struct CourseFolder: Sendable {
  let files: [String: [UInt8]]

  package init(files: [String: [UInt8]]) { self.files = files }

  /// Keys of the lessons that are there, in order.
  package var lessons: [String] {
    Set(
      files.keys.compactMap { path in
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "lessons" ? String(parts[1]) : nil
      }
    ).sorted()
  }

  /// All that is wrong, by file and line; nothing is published while there is any.
  package func complaints() -> [CourseComplaint] {
    var complaints: [CourseComplaint] = []
    for lesson in lessons {
      complaints += figureComplaints(lesson)
      do throws(FileComplaints) {
        complaints += LessonCheck.findings(try self.lesson(lesson)).map { CourseComplaint($0, in: "lessons/\(lesson)/") }
      } catch {
        complaints += error.complaints.map { CourseComplaint($0) }
      }
    }
    complaints += courseComplaints()
    // What the pages need of each file besides; of one that is complained about anyway it would be the same once more.
    let told = Set(complaints.map(\.file))
    do throws(FileComplaints) { _ = try course() } catch {
      complaints += error.complaints.map { CourseComplaint($0) }.filter { !told.contains($0.file) }
    }
    var seen: Set<CourseComplaint.Place> = []
    return complaints.filter { seen.insert($0.place).inserted }.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
  }

  /// `aligned.yaml` of a lesson, once a person has found that its languages agree; complaints while they do not.
  package func confirmed(_ lesson: String) throws(FileComplaints) -> (yaml: String?, against: [CourseComplaint]) {
    let (alignment, findings) = LessonCheck.confirmed(try self.lesson(lesson))
    return (alignment?.yaml, findings.map { CourseComplaint($0, in: "lessons/\(lesson)/") })
  }

  /// The course's own texts stand in every language, and every folder of a lesson is on its list; a lesson on the list may still be
  /// unwritten.
  private func courseComplaints() -> [CourseComplaint] {
    var said: [SaidText] = []
    let course: CourseFile
    do throws(FileComplaints) {
      course = try read("course.yaml", CourseFile.init(yaml:))
      _ = try read("glossary.yaml", GlossaryFile.init(yaml:))
      for name in ["course.yaml", "glossary.yaml"]
        + names(in: "checks/").filter({ $0.hasSuffix(".yaml") }).map({ "checks/\($0)" })
      {
        said += try read(name) { bytes throws(FileComplaints) in try SaidTexts.all(in: bytes, file: name) }
      }
    } catch {
      return error.complaints.map { CourseComplaint($0) }
    }
    let unlisted = lessons.filter { !course.lessons.contains($0) }.map {
      CourseComplaint(FileComplaint(file: "course.yaml", .lessonNotListed($0)))
    }
    return unlisted + LessonCheck.findings(of: said, source: course.source).map { CourseComplaint($0, in: "") }
  }
}

extension Phrase {
  fileprivate static func lessonNotListed(_ key: String) -> Phrase {
    Phrase(kk: "lessons тізімінде \(key) жоқ", ru: "в списке lessons нет \(key)", en: "\(key) is not in the list of lessons")
  }
}
