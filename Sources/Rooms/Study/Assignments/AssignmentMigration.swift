import Storage

extension StudyMigrations {
  /// What is handed in and what is said of it.
  ///
  /// - `study_assignment`: an exercise of a course given to a group, handed in on time before `due_at`.
  /// - `study_hand_in`: one version of a girl's work. While `handed_at` is empty she works on it; then it stands as it is, and another
  ///   version is another row. `wants_second` follows from a keyed hash of assignment and learner, so nobody picks it.
  /// - `study_photo`: which files belong to a version; a later version may hold the same.
  /// - `study_mark`: only added. `levels` is `criterion:level/most`; the latest of an assignment and a learner counts (`counts`, made of the
  ///   marks and at any time again). `may_again`: she may hand in another version although this one is marked.
  /// - `study_look`: she asked that another adult look at what `mark_id` says; once for each assignment.
  static let assignments = Migration(
    "study-0007-assignments",
    """
    CREATE TABLE study_assignment (
      id TEXT NOT NULL PRIMARY KEY,
      group_id TEXT NOT NULL REFERENCES study_group (id),
      course TEXT NOT NULL,
      exercise TEXT NOT NULL,
      due_at BIGINT NOT NULL,
      given_at BIGINT NOT NULL,
      UNIQUE (group_id, course, exercise)
    );
    CREATE INDEX study_assignment_course ON study_assignment (course, exercise);
    CREATE TABLE study_hand_in (
      id TEXT NOT NULL PRIMARY KEY,
      assignment_id TEXT NOT NULL REFERENCES study_assignment (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      number INTEGER NOT NULL CHECK (number > 0),
      written BYTES,
      changed_at BIGINT NOT NULL,
      handed_at BIGINT,
      wants_second BOOLEAN NOT NULL,
      UNIQUE (assignment_id, learner, number)
    );
    CREATE UNIQUE INDEX study_hand_in_open ON study_hand_in (assignment_id, learner) WHERE handed_at IS NULL;
    CREATE INDEX study_hand_in_learner ON study_hand_in (learner);
    CREATE TABLE study_photo (
      hand_in_id TEXT NOT NULL REFERENCES study_hand_in (id),
      position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 6),
      file_id TEXT NOT NULL REFERENCES file (id),
      PRIMARY KEY (hand_in_id, position)
    );
    CREATE INDEX study_photo_file ON study_photo (file_id);
    CREATE TABLE study_mark (
      id TEXT NOT NULL PRIMARY KEY,
      hand_in_id TEXT NOT NULL REFERENCES study_hand_in (id),
      assignment_id TEXT NOT NULL REFERENCES study_assignment (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      hand TEXT NOT NULL REFERENCES person (id),
      way TEXT NOT NULL CHECK (way IN ('first', 'second', 'look')),
      levels TEXT NOT NULL,
      comment BYTES,
      may_again BOOLEAN NOT NULL,
      at BIGINT NOT NULL,
      counts BOOLEAN NOT NULL,
      read_at BIGINT
    );
    CREATE UNIQUE INDEX study_mark_counting ON study_mark (assignment_id, learner) WHERE counts;
    CREATE INDEX study_mark_hand_in ON study_mark (hand_in_id, at);
    CREATE INDEX study_mark_learner ON study_mark (learner, at);
    CREATE INDEX study_mark_hand ON study_mark (hand, at);
    CREATE TABLE study_look (
      assignment_id TEXT NOT NULL REFERENCES study_assignment (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      mark_id TEXT NOT NULL REFERENCES study_mark (id),
      wish BYTES NOT NULL,
      asked_at BIGINT NOT NULL,
      answered_by TEXT REFERENCES study_mark (id),
      PRIMARY KEY (assignment_id, learner)
    );
    CREATE INDEX study_look_learner ON study_look (learner);
    """)
}
