import Programme
import Storage

/// What other rooms may read of the school: Monitoring counts by it, and the training of trainers follows its groups. A region and a language
/// are those of her group; what she was when she applied, `selection_candidate` says.
enum StudyWindows {
  static let migration = Migration(
    "study-0011-windows",
    """
    CREATE VIEW monitoring_learner AS
    SELECT study_learner.person_id, study_cohort.cycle_id, study_enrolment.cohort_id, study_cohort.track, study_group.region,
      study_group.language, study_enrolment.since AS started_at, study_enrolment.until AS ended_at, study_enrolment.end_reason,
      (SELECT MIN(issued_at) FROM study_certificate WHERE study_certificate.learner = study_learner.number
        AND study_certificate.cycle_id = study_cohort.cycle_id AND revoked_at IS NULL) AS certified_at
    FROM study_enrolment
    JOIN study_learner ON study_learner.number = study_enrolment.learner
    JOIN study_cohort ON study_cohort.id = study_enrolment.cohort_id
    LEFT JOIN study_member ON study_member.learner = study_learner.number AND study_member.until IS NULL
      AND study_member.group_id IN (SELECT id FROM study_group AS hers WHERE hers.cohort_id = study_cohort.id)
    LEFT JOIN study_group ON study_group.id = study_member.group_id;
    CREATE VIEW monitoring_presence AS
    SELECT study_learner.person_id, study_group.cohort_id, study_meeting.id AS meeting_id, study_meeting.starts_at,
      CASE WHEN study_presence.mark IN ('came', 'late') THEN 1 ELSE 0 END AS attended, study_presence.proof
    FROM study_meeting
    JOIN study_group ON study_group.id = study_meeting.group_id
    JOIN study_member ON study_member.group_id = study_group.id AND study_member.since <= study_meeting.ends_at
      AND (study_member.until IS NULL OR study_member.until > study_meeting.starts_at)
    JOIN study_learner ON study_learner.number = study_member.learner
    LEFT JOIN study_presence ON study_presence.meeting_id = study_meeting.id AND study_presence.learner = study_learner.number
    WHERE study_meeting.state = 'held';
    CREATE VIEW training_group AS
    SELECT group_id, study_adult.person_id AS adult, task, study_group.cohort_id, study_adult.since, study_adult.until
    FROM study_adult JOIN study_group ON study_group.id = study_adult.group_id;
    CREATE VIEW training_session AS
    SELECT study_meeting.id AS session_id, study_meeting.group_id, study_meeting.state, study_meeting.starts_at,
      (SELECT COUNT(*) FROM study_presence WHERE study_presence.meeting_id = study_meeting.id
        AND study_presence.mark IN ('came', 'late')) AS said,
      (SELECT COUNT(*) FROM study_presence WHERE study_presence.meeting_id = study_meeting.id
        AND study_presence.mark IN ('came', 'late') AND study_presence.proof = 'confirmed') AS confirmed
    FROM study_meeting;
    """)

  static let all = [
    Window(
      "monitoring_learner",
      columns: [
        "person_id", "cycle_id", "cohort_id", "track", "region", "language", "started_at", "ended_at", "end_reason",
        "certified_at",
      ],
      says:
        "Everybody who learns or has learnt, once for each cohort: with whom (`track` is `chosen` or `open`), the region and language of her group where she has one, since when and until when and why no longer, and when she got a certificate that stands."
    ),
    Window(
      "monitoring_presence", columns: ["person_id", "cohort_id", "meeting_id", "starts_at", "attended", "proof"],
      says:
        "A row for each girl and each meeting that was held while she was of the group: whether she came (0 or 1), and how it is known: `said` by a trainer, `confirmed` by the digits of the day, nothing where nobody marked her. Months are counted by Kazakhstan's calendar, by the reader."
    ),
    Window(
      "training_group", columns: ["group_id", "adult", "task", "cohort_id", "since", "until"],
      says: "Which adult was in which group, as what, since when and until when."),
    Window(
      "training_session", columns: ["session_id", "group_id", "state", "starts_at", "said", "confirmed"],
      says:
        "Each meeting of a group: its state, and how many girls were there as a trainer said and as they confirmed themselves."),
  ]
}
