import Storage

extension StudyMigrations {
  /// Who learns with whom.
  ///
  /// - `study_cohort`: `title` is the coordinator's word for it, empty where the intake's name is enough; `regions` as a cycle has them.
  /// - `study_cohort_course`: what it learns, in order. A cohort names courses, not versions: a lesson has one address for everybody
  ///   (docs/decisions/0036).
  /// - `study_group`: its `number` within the cohort, the language it is taught in, and where its girls live; `state` is `planned` until
  ///   two adults are there.
  /// - `study_member`, `study_adult`: which girl was in which group, and which adult met it, from when to when.
  /// - `study_draft`: what is proposed and changed by hand before anything is so; a learner without a group is in none.
  static let cohorts = Migration(
    "study-0003-cohorts",
    """
    ALTER TABLE study_cohort ADD COLUMN title TEXT NOT NULL DEFAULT '';
    ALTER TABLE study_cohort ADD COLUMN regions TEXT NOT NULL DEFAULT '';
    ALTER TABLE study_cohort ADD COLUMN starts_at BIGINT;
    ALTER TABLE study_cohort ADD COLUMN ends_at BIGINT;
    CREATE INDEX study_cohort_cycle ON study_cohort (cycle_id);
    CREATE TABLE study_cohort_course (
      cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
      course TEXT NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (cohort_id, course)
    );
    CREATE TABLE study_group (
      id TEXT NOT NULL PRIMARY KEY,
      cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
      number INTEGER NOT NULL,
      language TEXT NOT NULL,
      region TEXT NOT NULL,
      district TEXT,
      meeting_place TEXT NOT NULL DEFAULT '',
      state TEXT NOT NULL CHECK (state IN ('planned', 'open', 'closed')),
      created_at BIGINT NOT NULL,
      opened_at BIGINT,
      UNIQUE (cohort_id, number)
    );
    CREATE TABLE study_member (
      group_id TEXT NOT NULL REFERENCES study_group (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      since BIGINT NOT NULL,
      until BIGINT,
      PRIMARY KEY (group_id, learner, since)
    );
    CREATE INDEX study_member_learner ON study_member (learner, until);
    CREATE TABLE study_adult (
      group_id TEXT NOT NULL REFERENCES study_group (id),
      person_id TEXT NOT NULL REFERENCES person (id),
      task TEXT NOT NULL CHECK (task IN ('lead', 'second', 'mentor')),
      since BIGINT NOT NULL,
      until BIGINT,
      PRIMARY KEY (group_id, person_id, since)
    );
    CREATE INDEX study_adult_person ON study_adult (person_id, until);
    CREATE TABLE study_draft (
      cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      group_id TEXT REFERENCES study_group (id),
      PRIMARY KEY (cohort_id, learner)
    );
    CREATE INDEX study_draft_learner ON study_draft (learner);
    """)
}
