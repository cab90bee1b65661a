import Storage

extension StudyMigrations {
  /// The board of each group.
  ///
  /// - `study_post`: its words never change. `task` is the adult's when she wrote it, and nothing of a girl's. `shown_at` is when it came or
  ///   comes to stand on the board; nothing while it is held. `held_for` says why it was held. `decision` is another person's, never the
  ///   writer's own.
  /// - `study_report`: what was said of a post, and a copy of it, both sealed with the report's own key, so that neither goes with the person
  ///   who wrote it; after an erasure nobody is named.
  /// - `study_board_seen`: up to when somebody has read a board.
  static let board = Migration(
    "study-0009-board",
    """
    CREATE TABLE study_post (
      id TEXT NOT NULL PRIMARY KEY,
      group_id TEXT NOT NULL REFERENCES study_group (id),
      author TEXT NOT NULL REFERENCES person (id),
      task TEXT CHECK (task IN ('lead', 'second', 'mentor')),
      sealed BYTES NOT NULL,
      at BIGINT NOT NULL,
      shown_at BIGINT,
      held_for TEXT NOT NULL DEFAULT '',
      taken_back_at BIGINT,
      decision TEXT CHECK (decision IN ('freed', 'kept')),
      decided_at BIGINT,
      decided_by TEXT REFERENCES person (id),
      note BYTES,
      CHECK (shown_at IS NOT NULL OR held_for <> ''),
      CHECK ((decision IS NULL) = (decided_at IS NULL)),
      CHECK ((decision IS NULL) = (decided_by IS NULL)),
      CHECK (decided_by <> author)
    );
    CREATE INDEX study_post_group ON study_post (group_id, at);
    CREATE INDEX study_post_author ON study_post (author);
    CREATE INDEX study_post_held ON study_post (at) WHERE held_for <> '' AND decision IS NULL AND taken_back_at IS NULL;
    CREATE TABLE study_report (
      id TEXT NOT NULL PRIMARY KEY,
      group_id TEXT NOT NULL REFERENCES study_group (id),
      post_id TEXT REFERENCES study_post (id),
      reporter TEXT REFERENCES person (id),
      post BYTES,
      words BYTES,
      at BIGINT NOT NULL,
      closed_at BIGINT,
      closed_by TEXT REFERENCES person (id),
      note BYTES,
      CHECK ((closed_at IS NULL) = (closed_by IS NULL))
    );
    CREATE INDEX study_report_open ON study_report (at) WHERE closed_at IS NULL;
    CREATE INDEX study_report_post ON study_report (post_id);
    CREATE INDEX study_report_reporter ON study_report (reporter);
    CREATE TABLE study_board_seen (
      group_id TEXT NOT NULL REFERENCES study_group (id),
      person_id TEXT NOT NULL REFERENCES person (id),
      seen_at BIGINT NOT NULL,
      PRIMARY KEY (group_id, person_id)
    );
    CREATE INDEX study_board_seen_person ON study_board_seen (person_id);
    """)
}
