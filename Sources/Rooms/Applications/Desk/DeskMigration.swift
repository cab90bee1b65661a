import Storage

/// The schema of the desk, beside the first one of its room.
enum DeskMigrations {
  static let all = [lists]

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
}
