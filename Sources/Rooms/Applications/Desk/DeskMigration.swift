import Storage

extension ApplicationMigrations {
  /// What lists, messages and duplicates of the desk need beyond the first schema.
  static let deskLists = Migration(
    "applications-0004-desk-lists",
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
