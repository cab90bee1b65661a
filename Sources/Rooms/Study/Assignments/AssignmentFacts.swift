import Courses
import Exercises
import Programme
import Storage

/// What is recorded of the assignments and projects of one course, for its certificate.
struct AssignmentFacts: Sendable {
  /// Whether any group was ever given one of them.
  let isRecorded: Bool
  /// By learner and assignment, the lowest level on any criterion of the counting mark: of her own work, or of her team's project, whichever
  /// is higher. A team's mark is hers once she has written something of her own there.
  let lowest: [Int: [String: Int]]

  /// Nil where nobody records it: of a course that gives nothing here, and of whoever learns without a group.
  func of(_ learner: Int, _ track: Learner.Track) -> [String: Int]? {
    if let hers = lowest[learner] { return hers }
    return isRecorded && track == .chosen ? [:] : nil
  }
}

extension Transaction {
  /// Of everybody who finished the course and has no certificate of it yet. Whoever handed a thing in to two groups has the later mark.
  func assignmentFacts(_ shelved: ShelvedCourse) throws -> AssignmentFacts {
    let lessons = shelved.course.lessons.map { "\(shelved.key)/\($0.key)" }
    var lowest: [Int: [String: Int]] = [:]
    try each(
      """
      SELECT study_mark.learner, exercise, levels FROM study_mark
      JOIN study_assignment ON study_assignment.id = study_mark.assignment_id
      JOIN (SELECT learner FROM study_lesson WHERE lesson IN (\(list: lessons)) GROUP BY learner
        HAVING count(*) = \(lessons.count)) AS done ON done.learner = study_mark.learner
      WHERE course = \(shelved.key) AND counts AND NOT EXISTS (SELECT 1 FROM study_certificate
        WHERE study_certificate.learner = study_mark.learner AND study_certificate.course = \(shelved.key)
          AND dropped_at IS NULL AND revoked_at IS NULL)
      ORDER BY study_mark.at, study_mark.id LIMIT 100000
      """
    ) { row in
      let levels: String = try row["levels"]
      lowest[try row["learner"], default: [:]][try row["exercise"]] = MarkLevels(text: levels).lowest
    }
    try each(
      """
      SELECT study_team_member.learner, study_project.exercise, study_team.levels FROM study_team
      JOIN study_project ON study_project.id = study_team.project_id
      JOIN study_team_member ON study_team_member.team_id = study_team.id AND study_team_member.until IS NULL
      JOIN (SELECT learner FROM study_lesson WHERE lesson IN (\(list: lessons)) GROUP BY learner
        HAVING count(*) = \(lessons.count)) AS done ON done.learner = study_team_member.learner
      WHERE study_project.course = \(shelved.key) AND study_team.levels IS NOT NULL
        AND EXISTS (SELECT 1 FROM study_entry WHERE study_entry.team_id = study_team.id
          AND study_entry.learner = study_team_member.learner AND study_entry.kept_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM study_certificate WHERE study_certificate.learner = study_team_member.learner
          AND study_certificate.course = \(shelved.key) AND dropped_at IS NULL AND revoked_at IS NULL)
      ORDER BY study_team.agreed_at, study_team.id LIMIT 100000
      """
    ) { row in
      let (learner, exercise, levels): (Int, String, String) = (try row["learner"], try row["exercise"], try row["levels"])
      let own = lowest[learner]?[exercise] ?? 0
      lowest[learner, default: [:]][exercise] = max(own, MarkLevels(text: levels).lowest)
    }
    let isRecorded = try exists(
      """
      SELECT 1 FROM study_assignment WHERE study_assignment.course = \(shelved.key)
      UNION ALL SELECT 1 FROM study_project WHERE study_project.course = \(shelved.key) LIMIT 1
      """)
    return AssignmentFacts(isRecorded: isRecorded, lowest: lowest)
  }
}
