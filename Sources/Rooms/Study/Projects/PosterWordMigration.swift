import Storage

extension StudyMigrations {
  /// What adults say of posters, what girls ask for again, and what can be reported besides posts.
  ///
  /// - `study_poster_word`: why an adult of the group sent a version of a poster back, or hid it from the cohort (`hides`); only added, and
  ///   sealed with the key of the version's writer, with whom it goes.
  /// - `study_exhibit_wish`: who wants a poster back on the exhibition that a girl of the team took off.
  /// - `study_entry.aside_at`: a draft of a poster that was overtaken by another girl's version and lies aside for its writer.
  /// - `taken_down_at`: since when the girls see it no longer, by a safeguarding officer after a report.
  /// - `study_report.kind`, `about`: what was reported where it is no post.
  static let posterWords = Migration(
    "study-0018-poster-words",
    """
    CREATE TABLE study_poster_word (
      id TEXT NOT NULL PRIMARY KEY,
      entry_id TEXT NOT NULL REFERENCES study_entry (id),
      hand TEXT NOT NULL REFERENCES person (id),
      hides BOOLEAN NOT NULL,
      sealed BYTES NOT NULL,
      at BIGINT NOT NULL,
      taken_down_at BIGINT
    );
    CREATE INDEX study_poster_word_entry ON study_poster_word (entry_id, at);
    CREATE INDEX study_poster_word_hand ON study_poster_word (hand);
    CREATE TABLE study_exhibit_wish (
      exhibit_id TEXT NOT NULL REFERENCES study_exhibit (id),
      learner BIGINT NOT NULL REFERENCES study_learner (number),
      at BIGINT NOT NULL,
      PRIMARY KEY (exhibit_id, learner)
    );
    CREATE INDEX study_exhibit_wish_learner ON study_exhibit_wish (learner);
    ALTER TABLE study_entry ADD COLUMN aside_at BIGINT;
    ALTER TABLE study_entry ADD COLUMN taken_down_at BIGINT;
    ALTER TABLE study_team_word ADD COLUMN taken_down_at BIGINT;
    DROP INDEX study_entry_open;
    CREATE UNIQUE INDEX study_entry_open ON study_entry (team_id, learner, kind) WHERE kept_at IS NULL AND aside_at IS NULL;
    ALTER TABLE study_report ADD COLUMN kind TEXT;
    ALTER TABLE study_report ADD COLUMN about TEXT;
    CREATE INDEX study_report_about ON study_report (about);
    """)
}
