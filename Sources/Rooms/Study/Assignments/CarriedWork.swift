import Programme
import Storage
import Words

extension StudyMigrations {
  /// `study_hand_in.due_at`: of a work that came with her from another group, the last day it was handed in for there. On time is whoever was
  /// on time there or would have been here. `written_at`: when its text was written, by the phone or the page it came from.
  static let carriedWork = Migration(
    "study-0030-carried-work",
    """
    ALTER TABLE study_hand_in ADD COLUMN due_at BIGINT;
    ALTER TABLE study_hand_in ADD COLUMN written_at BIGINT;
    """)
}

/// A work that changes hands with its girl.
private struct CarriedWork: Sendable {
  let learner: Int
  let from: ID<Assignment>
  let due: Moment
  let to: ID<Assignment>
}

extension Transaction {
  /// What the girls of a group did for the same exercise in another group comes with them: all versions, marks and wishes. Nothing is
  /// carried to where a girl has begun anew, and what this group was not given stays where it was handed in.
  func carryWork(to group: ID<Group>, by actor: Actor, _ house: House) throws {
    var taken: Set<String> = []
    for work in try carried(to: group) where taken.insert("\(work.learner) \(work.to)").inserted {
      let (hers, to): (SQL, SQL) = ("assignment_id = \(work.from) AND learner = \(work.learner)", "assignment_id = \(work.to)")
      // A page that was only opened.
      try run("DELETE FROM study_hand_in WHERE \(to) AND learner = \(work.learner)")
      try run(
        """
        UPDATE study_hand_in SET \(to), due_at = CASE WHEN due_at > \(work.due) THEN due_at ELSE \(work.due) END WHERE \(hers)
        """)
      try run("UPDATE study_mark SET \(to) WHERE \(hers)")
      try run("UPDATE study_look SET \(to) WHERE \(hers)")
      let person: ID<Person>? = try value("SELECT person_id FROM study_learner WHERE number = \(work.learner)")
      if let person { try record(.workCarried, person.text, "from=\(work.from) to=\(work.to)", by: actor.text, house) }
    }
  }

  /// Of two groups she came through, what she touched last.
  private func carried(to group: ID<Group>) throws -> [CarriedWork] {
    let holds: SQL =
      "(study_hand_in.written IS NOT NULL OR study_hand_in.handed_at IS NOT NULL OR EXISTS (SELECT 1 FROM study_photo WHERE study_photo.hand_in_id = study_hand_in.id))"
    return try rows(
      """
      SELECT study_hand_in.learner, study_hand_in.assignment_id AS left_id, earlier.due_at, study_assignment.id AS come_id,
        max(study_hand_in.changed_at) AS touched FROM study_member
      JOIN study_hand_in ON study_hand_in.learner = study_member.learner
      JOIN study_assignment AS earlier ON earlier.id = study_hand_in.assignment_id
      JOIN study_assignment ON study_assignment.course = earlier.course AND study_assignment.exercise = earlier.exercise
        AND study_assignment.group_id = study_member.group_id
      WHERE study_member.group_id = \(group) AND study_member.until IS NULL AND earlier.group_id <> study_member.group_id
        AND \(holds) AND NOT EXISTS (SELECT 1 FROM study_hand_in AS own WHERE own.assignment_id = study_assignment.id
          AND own.learner = study_member.learner AND (own.written IS NOT NULL OR own.handed_at IS NOT NULL
            OR EXISTS (SELECT 1 FROM study_photo WHERE study_photo.hand_in_id = own.id)))
      GROUP BY study_hand_in.learner, study_hand_in.assignment_id, earlier.due_at, study_assignment.id
      ORDER BY touched DESC, left_id, study_hand_in.learner LIMIT 5000
      """
    ) { row in
      CarriedWork(
        learner: try row["learner"], from: try row["left_id"], due: try row["due_at"], to: try row["come_id"])
    }
  }
}
