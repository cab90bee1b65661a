import Storage

extension StudyMigrations {
  /// Projects of teams.
  ///
  /// - `study_project`: an exercise with a team given to a group; `study_milestone`: by when what is expected.
  /// - `study_team`, `study_team_member`: a team and who is in it since when and until when; `alone` says why somebody works by herself.
  ///   `levels`, `value`, `error` and `agreed_at` follow from the marks, and at any time again: they are there while two adults say the same.
  /// - `study_entry`: a line of the diary, or a version of the poster. While `kept_at` is empty its writer works on it; then it stands as it
  ///   is. A poster is shown to the cohort once an adult of the group has looked (`shown_at`).
  /// - `study_team_mark`: only added; `study_team_word`: what it says to each girl of the team.
  /// - `study_exhibit`: a poster on its way to the public page, on it, or taken off it; `study_exhibit_consent`: by which answers each girl
  ///   and her guardian allow it.
  /// - `study_post` gets its place on a poster: a comment is a post that answers a question under it. It has no foreign key: tables are copied
  ///   parents first, and that of posts is older.
  static let projects = Migration(
    "study-0013-projects",
    """
    CREATE TABLE study_project (
      id TEXT NOT NULL PRIMARY KEY,
      group_id TEXT NOT NULL REFERENCES study_group (id),
      course TEXT NOT NULL,
      exercise TEXT NOT NULL,
      given_at BIGINT NOT NULL,
      UNIQUE (group_id, course, exercise)
    );
    CREATE INDEX study_project_course ON study_project (course, exercise);
    CREATE TABLE study_milestone (
      project_id TEXT NOT NULL REFERENCES study_project (id),
      milestone TEXT NOT NULL,
      due_at BIGINT NOT NULL,
      PRIMARY KEY (project_id, milestone)
    );
    CREATE TABLE study_team (
      id TEXT NOT NULL PRIMARY KEY,
      project_id TEXT NOT NULL REFERENCES study_project (id),
      number INTEGER NOT NULL CHECK (number > 0),
      made_at BIGINT NOT NULL,
      name TEXT,
      levels TEXT,
      value DOUBLE,
      error DOUBLE,
      agreed_at BIGINT,
      UNIQUE (project_id, number),
      CHECK ((levels IS NULL) = (agreed_at IS NULL))
    );
    CREATE TABLE study_team_member (
      team_id TEXT NOT NULL REFERENCES study_team (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      since BIGINT NOT NULL,
      until BIGINT,
      alone BYTES,
      has_consent BOOLEAN NOT NULL,
      PRIMARY KEY (team_id, learner, since)
    );
    CREATE INDEX study_team_member_learner ON study_team_member (learner);
    CREATE TABLE study_entry (
      id TEXT NOT NULL PRIMARY KEY,
      team_id TEXT NOT NULL REFERENCES study_team (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      kind TEXT NOT NULL CHECK (kind IN ('diary', 'poster')),
      sealed BYTES NOT NULL,
      milestone TEXT,
      changed_at BIGINT NOT NULL,
      kept_at BIGINT,
      shown_at BIGINT,
      shown_by TEXT REFERENCES person (id),
      CHECK (shown_at IS NULL OR kept_at IS NOT NULL),
      CHECK ((shown_at IS NULL) = (shown_by IS NULL))
    );
    CREATE UNIQUE INDEX study_entry_open ON study_entry (team_id, learner, kind) WHERE kept_at IS NULL;
    CREATE INDEX study_entry_team ON study_entry (team_id, kind, kept_at);
    CREATE INDEX study_entry_learner ON study_entry (learner);
    CREATE TABLE study_entry_photo (
      entry_id TEXT NOT NULL REFERENCES study_entry (id),
      position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 6),
      file_id TEXT NOT NULL REFERENCES file (id),
      PRIMARY KEY (entry_id, position)
    );
    CREATE INDEX study_entry_photo_file ON study_entry_photo (file_id);
    CREATE TABLE study_team_mark (
      id TEXT NOT NULL PRIMARY KEY,
      team_id TEXT NOT NULL REFERENCES study_team (id),
      hand TEXT NOT NULL REFERENCES person (id),
      levels TEXT NOT NULL,
      at BIGINT NOT NULL
    );
    CREATE INDEX study_team_mark_team ON study_team_mark (team_id, at);
    CREATE INDEX study_team_mark_hand ON study_team_mark (hand);
    CREATE TABLE study_team_word (
      mark_id TEXT NOT NULL REFERENCES study_team_mark (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      sealed BYTES NOT NULL,
      read_at BIGINT,
      PRIMARY KEY (mark_id, learner)
    );
    CREATE INDEX study_team_word_learner ON study_team_word (learner);
    CREATE TABLE study_exhibit (
      id TEXT NOT NULL PRIMARY KEY,
      team_id TEXT NOT NULL REFERENCES study_team (id),
      entry_id TEXT REFERENCES study_entry (id),
      proposed_at BIGINT NOT NULL,
      proposed_by TEXT NOT NULL REFERENCES person (id),
      published_at BIGINT,
      published_by TEXT REFERENCES person (id),
      ended_at BIGINT,
      ended_why TEXT CHECK (ended_why IN ('dropped', 'desk', 'team', 'consent', 'erased')),
      CHECK ((published_at IS NULL) = (published_by IS NULL)),
      CHECK ((ended_at IS NULL) = (ended_why IS NULL)),
      CHECK (published_by <> proposed_by),
      CHECK (entry_id IS NOT NULL OR ended_at IS NOT NULL)
    );
    CREATE UNIQUE INDEX study_exhibit_standing ON study_exhibit (team_id) WHERE ended_at IS NULL;
    CREATE INDEX study_exhibit_entry ON study_exhibit (entry_id);
    CREATE TABLE study_exhibit_consent (
      exhibit_id TEXT NOT NULL REFERENCES study_exhibit (id),
      consent_id TEXT NOT NULL REFERENCES consent (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      PRIMARY KEY (exhibit_id, consent_id)
    );
    CREATE INDEX study_exhibit_consent_learner ON study_exhibit_consent (learner);
    ALTER TABLE study_post ADD COLUMN team_id TEXT;
    ALTER TABLE study_post ADD COLUMN question TEXT;
    CREATE UNIQUE INDEX study_post_question ON study_post (team_id, author, question)
      WHERE team_id IS NOT NULL AND taken_back_at IS NULL;
    DROP VIEW grants_study_evidence;
    CREATE VIEW grants_study_evidence AS
    SELECT study_learner.person_id AS person_id, study_cohort.cycle_id AS cycle_id,
      'check:' || study_check.course || ':' || study_check.form AS name,
      study_sitting.points * 1.0 / study_check.items AS value, study_sitting.error AS error, study_sitting.kept_at AS as_of
    FROM study_sitting JOIN study_check ON study_check.id = study_sitting.check_id
    JOIN study_cohort ON study_cohort.id = study_check.cohort_id
    JOIN study_learner ON study_learner.number = study_sitting.learner
    JOIN person ON person.id = study_learner.person_id
    WHERE study_check.meeting_id IS NOT NULL AND study_check.withdrawn_at IS NULL AND study_sitting.attended_at IS NOT NULL
      AND study_sitting.kept_at IS NOT NULL AND study_sitting.has_consent
      AND person.erased_at IS NULL AND person.restricted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM study_sitting AS other JOIN study_check AS given ON given.id = other.check_id
        WHERE other.learner = study_sitting.learner AND given.cohort_id = study_check.cohort_id
          AND given.course = study_check.course AND given.form = study_check.form AND given.withdrawn_at IS NULL
          AND given.meeting_id IS NOT NULL AND other.attended_at IS NOT NULL AND other.kept_at IS NOT NULL
          AND (other.points * study_check.items > study_sitting.points * given.items
            OR other.points * study_check.items = study_sitting.points * given.items AND given.id > study_check.id))
    UNION ALL
    SELECT study_learner.person_id AS person_id, study_cohort.cycle_id AS cycle_id,
      'project:' || study_project.course || ':' || study_project.exercise AS name,
      study_team.value AS value, study_team.error AS error, study_team.agreed_at AS as_of
    FROM study_team_member JOIN study_team ON study_team.id = study_team_member.team_id
    JOIN study_project ON study_project.id = study_team.project_id
    JOIN study_group ON study_group.id = study_project.group_id
    JOIN study_cohort ON study_cohort.id = study_group.cohort_id
    JOIN study_learner ON study_learner.number = study_team_member.learner
    JOIN person ON person.id = study_learner.person_id
    WHERE study_team_member.until IS NULL AND study_team.agreed_at IS NOT NULL AND study_team_member.has_consent
      AND person.erased_at IS NULL AND person.restricted_at IS NULL
      AND EXISTS (SELECT 1 FROM study_entry WHERE study_entry.team_id = study_team.id
        AND study_entry.learner = study_team_member.learner AND study_entry.kept_at IS NOT NULL);
    """)
}
