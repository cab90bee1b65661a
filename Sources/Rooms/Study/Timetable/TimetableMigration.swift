import Storage

extension StudyMigrations {
  /// When and where groups meet.
  ///
  /// - `study_meeting`: `sequence` counts the changes, as calendars want it; `reason` says to the girls why it does not take place.
  /// - `study_calendar`: of each person the address of her calendar as a hash, and its number, which a new address raises.
  static let timetable = Migration(
    "study-0004-timetable",
    """
    CREATE TABLE study_meeting (
      id TEXT NOT NULL PRIMARY KEY,
      group_id TEXT NOT NULL REFERENCES study_group (id),
      starts_at BIGINT NOT NULL,
      ends_at BIGINT NOT NULL,
      place TEXT NOT NULL,
      course TEXT,
      lesson TEXT,
      state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'not_held', 'cancelled')),
      reason TEXT NOT NULL DEFAULT '',
      sequence INTEGER NOT NULL DEFAULT 0,
      changed_at BIGINT NOT NULL,
      CHECK (ends_at > starts_at)
    );
    CREATE INDEX study_meeting_group ON study_meeting (group_id, starts_at);
    CREATE TABLE study_calendar (
      person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
      number INTEGER NOT NULL,
      hash TEXT NOT NULL UNIQUE
    );
    """)
}
