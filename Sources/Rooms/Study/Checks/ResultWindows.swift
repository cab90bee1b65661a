import Programme
import Storage

/// What came of checks and courses, for the rooms that count it.
enum ResultWindows {
  /// `study_check.pass_at`: the share of the points from which a unit's check is passed, as its edition says; nothing hangs on a check that
  /// has none.
  static let migration = Migration(
    "study-0016-results",
    """
    ALTER TABLE study_check ADD COLUMN pass_at DOUBLE CHECK (pass_at BETWEEN 0 AND 1);
    CREATE VIEW monitoring_threshold AS
    SELECT study_learner.person_id AS person_id, study_check.cohort_id AS cohort_id,
      'check:' || study_check.course || ':' || study_check.form AS item_set,
      MAX(CASE WHEN study_sitting.points + 0.000001 >= study_check.pass_at * study_check.items THEN 1 ELSE 0 END) AS passed
    FROM study_sitting JOIN study_check ON study_check.id = study_sitting.check_id
    JOIN study_learner ON study_learner.number = study_sitting.learner
    JOIN person ON person.id = study_learner.person_id
    WHERE study_check.pass_at IS NOT NULL AND study_check.withdrawn_at IS NULL AND study_sitting.attended_at IS NOT NULL
      AND study_sitting.kept_at IS NOT NULL AND person.erased_at IS NULL AND person.restricted_at IS NULL
    GROUP BY study_learner.person_id, study_check.cohort_id, study_check.course, study_check.form;
    CREATE VIEW training_course_result AS
    SELECT study_learner.person_id AS person_id, taken.course AS course, 'learning' AS state, MIN(study_lesson.finished_at) AS at
    FROM study_lesson JOIN study_learner ON study_learner.number = study_lesson.learner
    JOIN (SELECT DISTINCT course FROM study_cohort_course) AS taken ON study_lesson.lesson LIKE taken.course || '/%'
    GROUP BY study_learner.person_id, taken.course
    UNION ALL
    SELECT study_learner.person_id, study_certificate.course,
      CASE WHEN study_certificate.revoked_at IS NULL THEN 'certified' ELSE 'revoked' END,
      COALESCE(study_certificate.revoked_at, study_certificate.issued_at)
    FROM study_certificate JOIN study_learner ON study_learner.number = study_certificate.learner
    WHERE study_certificate.issued_at IS NOT NULL;
    """)

  static let all = [
    Window(
      "monitoring_threshold", columns: ["person_id", "cohort_id", "item_set", "passed"],
      says:
        "Who sat a unit's check with an adult of her group in the room, and whether any of those sittings reached the share its course asks for (0 or 1). Checks of which nothing is asked are not here; neither erased nor restricted."
    ),
    Window(
      "training_course_result", columns: ["person_id", "course", "state", "at"],
      says:
        "Of everybody and each course: `learning` since the first lesson that was finished, and of each certificate `certified` since its day, or `revoked` since then."
    ),
  ]
}
