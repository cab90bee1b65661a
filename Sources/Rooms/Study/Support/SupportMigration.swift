import Storage

extension StudyMigrations {
  /// Early help.
  ///
  /// - `study_help`: a girl pressed "it is hard now". `to_officers`: the safeguarding officers have it too. `study_help_line`, only added:
  ///   who saw it, and what was answered to her.
  /// - `study_support`: which rule named whom on which days in a row, made each night from what there is and at any time again;
  ///   `support_day` of a cohort is the last day that was made.
  /// - `study_support_line`, only added: what was done for her, and what came of it. `study_support_switch`, only added: a rule put off or on in
  ///   a cohort, by hand or by its own record.
  static let support = Migration(
    "study-0010-support",
    """
    CREATE TABLE study_help (
      id TEXT NOT NULL PRIMARY KEY,
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
      about TEXT NOT NULL CHECK (about IN ('time', 'network', 'home', 'course', 'other')),
      sealed BYTES,
      to_officers BOOLEAN NOT NULL,
      at BIGINT NOT NULL,
      answered_at BIGINT
    );
    CREATE INDEX study_help_learner ON study_help (learner, at);
    CREATE INDEX study_help_cohort ON study_help (cohort_id);
    CREATE INDEX study_help_open ON study_help (at) WHERE answered_at IS NULL;
    CREATE TABLE study_help_line (
      id TEXT NOT NULL PRIMARY KEY,
      help_id TEXT NOT NULL REFERENCES study_help (id),
      kind TEXT NOT NULL CHECK (kind IN ('seen', 'answer')),
      by_person TEXT NOT NULL REFERENCES person (id),
      at BIGINT NOT NULL,
      sealed BYTES,
      CHECK ((kind = 'answer') = (sealed IS NOT NULL))
    );
    CREATE INDEX study_help_line_help ON study_help_line (help_id, at);
    ALTER TABLE study_cohort ADD COLUMN support_day TEXT;
    CREATE TABLE study_support (
      cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      rule TEXT NOT NULL,
      since TEXT NOT NULL,
      last TEXT NOT NULL,
      PRIMARY KEY (cohort_id, learner, rule, since),
      CHECK (since <= last)
    );
    CREATE INDEX study_support_learner ON study_support (learner, last);
    CREATE TABLE study_support_line (
      id TEXT NOT NULL PRIMARY KEY,
      cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      kind TEXT NOT NULL CHECK (kind IN ('post', 'letter', 'school', 'time', 'note', 'outcome')),
      by_person TEXT NOT NULL REFERENCES person (id),
      at BIGINT NOT NULL,
      sealed BYTES NOT NULL
    );
    CREATE INDEX study_support_line_cohort ON study_support_line (cohort_id, at);
    CREATE INDEX study_support_line_learner ON study_support_line (learner, at);
    CREATE TABLE study_support_switch (
      id TEXT NOT NULL PRIMARY KEY,
      cohort_id TEXT NOT NULL REFERENCES study_cohort (id),
      rule TEXT NOT NULL,
      is_on BOOLEAN NOT NULL,
      why TEXT NOT NULL CHECK (why IN ('hand', 'record')),
      by_person TEXT REFERENCES person (id),
      at BIGINT NOT NULL,
      CHECK ((why = 'hand') = (by_person IS NOT NULL))
    );
    CREATE INDEX study_support_switch_cohort ON study_support_switch (cohort_id, at);
    CREATE INDEX study_event_received ON study_event (learner, received_at);
    """)
}
