import Storage

enum StudyMigrations {
  static let all = [
    courses, learning, cohorts, timetable, certificates, roll, assignments, checks, board, support, StudyWindows.migration,
    publishing, paper, meetingImport, ResultWindows.migration, folding, projects, posterWords, standing, carriedWork,
    learntWindow,
  ]

  /// `study_course`: which editions of a course were opened to everybody, and when; the newest of a key is the one that is read.
  private static let courses = Migration(
    "study-0001-courses",
    """
    CREATE TABLE study_course (
      edition_id TEXT NOT NULL PRIMARY KEY REFERENCES edition (id),
      published_at BIGINT NOT NULL,
      published_by TEXT NOT NULL
    );
    """)

  /// What somebody did is never written over: whichever statement tries it, the database refuses. Deleted it is by erasure and by retention alone,
  /// which a test of the walls holds.
  private static let standing = Migration(
    "study-0019-standing",
    sqlite: """
      CREATE TRIGGER study_event_stands BEFORE UPDATE OF id, learner, kind, about, at, sealed, entered_by, sheet ON study_event
      BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
      """,
    postgres: """
      CREATE FUNCTION study_event_stands() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'an event is never changed' USING ERRCODE = 'check_violation'; END $$;
      CREATE TRIGGER study_event_stands BEFORE UPDATE OF id, learner, kind, about, at, sealed, entered_by, sheet ON study_event
      FOR EACH ROW EXECUTE FUNCTION study_event_stands();
      """)

  /// Learners, what they did, and what follows from it.
  ///
  /// - `study_learner`: whoever ever began, with the number by which the large tables know her, the name by which her phones do (`tag`), and
  ///   the seed of her variants.
  /// - `study_cohort`, `study_enrolment`: with whom she learns and since when; the open track has one cohort for each intake.
  /// - `study_event`: only added. What she wrote is sealed; `about` is course, exercise and variant, or course and lesson. `skill` and `verdict`
  ///   are the server's own; an event of an exercise that is not here yet has neither and is tried again (`is_placed`).
  /// - `study_skill`, `study_lesson`: made of the events, and at any time again.
  private static let learning = Migration(
    "study-0002-learning",
    """
    CREATE TABLE study_learner (
      tag TEXT NOT NULL PRIMARY KEY,
      number BIGINT NOT NULL UNIQUE,
      person_id TEXT NOT NULL UNIQUE REFERENCES person (id),
      seed INTEGER NOT NULL CHECK (seed >= 0)
    );
    CREATE TABLE study_cohort (
      id TEXT NOT NULL PRIMARY KEY,
      cycle_id TEXT NOT NULL REFERENCES cycle (id),
      track TEXT NOT NULL CHECK (track IN ('chosen', 'open')),
      created_at BIGINT NOT NULL
    );
    CREATE UNIQUE INDEX study_cohort_open ON study_cohort (cycle_id) WHERE track = 'open';
    CREATE TABLE study_enrolment (
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
      since BIGINT NOT NULL,
      until BIGINT,
      end_reason TEXT,
      PRIMARY KEY (learner, cohort_id),
      CHECK ((until IS NULL) = (end_reason IS NULL))
    );
    CREATE INDEX study_enrolment_cohort ON study_enrolment (cohort_id);
    CREATE TABLE study_event (
      id BYTES NOT NULL PRIMARY KEY,
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      kind TEXT NOT NULL CHECK (kind IN ('attempt', 'finished')),
      about TEXT NOT NULL,
      at BIGINT NOT NULL,
      received_at BIGINT NOT NULL,
      is_placed BOOLEAN NOT NULL,
      skill TEXT,
      verdict TEXT CHECK (verdict IN ('right', 'wrong', 'unread')),
      sealed BYTES NOT NULL
    );
    CREATE INDEX study_event_about ON study_event (learner, about, at);
    CREATE INDEX study_event_skill ON study_event (learner, skill, at) WHERE skill IS NOT NULL;
    CREATE INDEX study_event_unplaced ON study_event (received_at) WHERE NOT is_placed;
    CREATE TABLE study_skill (
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      skill TEXT NOT NULL,
      line TEXT NOT NULL,
      PRIMARY KEY (learner, skill)
    );
    CREATE TABLE study_lesson (
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      lesson TEXT NOT NULL,
      finished_at BIGINT NOT NULL,
      PRIMARY KEY (learner, lesson)
    );
    """)
}
