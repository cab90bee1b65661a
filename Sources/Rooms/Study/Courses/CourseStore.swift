import Programme
import Storage
import Words

extension Edition.Kind {
  /// The files of one course together; the edition's key is the course's.
  static let course = Edition.Kind("course")
}

/// An edition of a course that is open to everybody.
struct OpenCourse: Sendable {
  let key: String
  let edition: ID<Edition>
  /// Of all files.
  let sha256: [UInt8]
}

extension Transaction {
  /// Of each course what was opened last, in the order in which the courses first came.
  func openCourses() throws -> [OpenCourse] {
    let opened = try rows(
      """
      SELECT edition.key AS course_key, edition.id AS edition_id, sha256 FROM study_course
      JOIN edition ON edition.id = study_course.edition_id ORDER BY published_at, number, course_key LIMIT 10000
      """
    ) { row in OpenCourse(key: try row["course_key"], edition: try row["edition_id"], sha256: try row["sha256"]) }
    var keys: [String] = []
    var newest: [String: OpenCourse] = [:]
    for course in opened {
      if newest.updateValue(course, forKey: course.key) == nil { keys.append(course.key) }
    }
    return keys.compactMap { newest[$0] }
  }

  /// From now on it is this edition that everybody reads.
  func publish(_ edition: Edition, by author: String, _ house: House) throws {
    try run(
      """
      INSERT INTO study_course (edition_id, published_at, published_by)
      VALUES (\(edition.id), \(house.outside.now()), \(author))
      """)
  }
}
