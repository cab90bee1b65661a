import Storage

/// The schema of the desk, beside the first one of its room.
enum DeskMigrations {
  static let all = [lists, oneIndex, standing]

  /// What lists, messages and duplicates of the desk need beyond the first schema.
  private static let lists = Migration(
    "desk-0001-lists",
    """
    CREATE INDEX application_submitted ON application (cycle_id, submitted_at, id);
    CREATE INDEX application_region ON application (cycle_id, region, changed_at);
    CREATE INDEX application_consent ON application (cycle_id, consent, changed_at);
    CREATE TABLE bulk_recipient (
      message_id TEXT NOT NULL REFERENCES bulk_message (id),
      application_id TEXT NOT NULL REFERENCES application (id),
      posted_at BIGINT,
      PRIMARY KEY (message_id, application_id)
    );
    CREATE INDEX bulk_recipient_left ON bulk_recipient (message_id, posted_at);
    """)

  /// Lists are filtered by any of these columns in any combination. One index that holds them all answers every count and
  /// finds every page without touching the rows; indexes of one column each would make the engine look up every row.
  private static let oneIndex = Migration(
    "desk-0002-one-index",
    """
    DROP INDEX application_list;
    DROP INDEX application_state;
    DROP INDEX application_district;
    DROP INDEX application_submitted;
    DROP INDEX application_region;
    DROP INDEX application_consent;
    CREATE INDEX application_desk ON application (cycle_id, changed_at, id, state, consent, region, district, grade,
      teaching_language, source, school_id, submitted_at, code, person_id, rural);
    """)

  /// The desk's first page counts by state and consent: it finds those, not everybody.
  private static let standing = Migration(
    "desk-0003-standing", "CREATE INDEX application_standing ON application (cycle_id, state, consent, region);")
}
