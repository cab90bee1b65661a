import Storage

/// The schema of the desk, beside the first one of its room.
enum DeskMigrations {
  static let all = [lists, oneIndex, standing, countsAndPlaces, guardians, views, since, entries, assigned, noted]

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

  /// The chips of the list count by all they filter by: one index in that order answers without sorting. And the list sorts by village.
  private static let countsAndPlaces = Migration(
    "desk-0004-counts-and-places",
    """
    DROP INDEX application_standing;
    DROP INDEX application_desk;
    CREATE INDEX application_standing ON application (cycle_id, state, consent, region, grade, teaching_language, source,
      district, school_id, code, person_id);
    CREATE INDEX application_desk ON application (cycle_id, changed_at, id, state, consent, region, district, grade,
      teaching_language, source, school_id, submitted_at, code, person_id, rural, place, started_at);
    """)

  /// An application is found by its guardian.
  private static let guardians = Migration(
    "desk-0005-guardians",
    """
    CREATE INDEX consent_request_guardian ON consent_request (guardian_id, application_id);
    CREATE INDEX paper_consent_guardian ON paper_consent (guardian_id, application_id);
    """)

  /// Lists under a name, and the columns everybody chooses.
  private static let views = Migration(
    "desk-0006-views",
    """
    CREATE TABLE saved_view (
      id TEXT PRIMARY KEY,
      owner_id TEXT NOT NULL REFERENCES person (id),
      name BYTES NOT NULL,
      address TEXT NOT NULL,
      reach TEXT,
      saved_at BIGINT NOT NULL
    );
    CREATE INDEX saved_view_owner ON saved_view (owner_id);
    CREATE INDEX saved_view_reach ON saved_view (reach);
    CREATE TABLE chosen_columns (
      person_id TEXT PRIMARY KEY REFERENCES person (id),
      columns TEXT NOT NULL,
      chosen_at BIGINT NOT NULL
    );
    """)

  /// "My work" says since when the oldest has waited, from the same index that counts them.
  private static let since = Migration(
    "desk-0007-since",
    """
    DROP INDEX application_standing;
    CREATE INDEX application_standing ON application (cycle_id, state, consent, region, grade, teaching_language, source,
      district, school_id, code, person_id, submitted_at);
    """)

  /// How an application came that one of the staff began for somebody.
  private static let entries = Migration(
    "desk-0008-entries",
    """
    CREATE TABLE desk_entry (
      application_id TEXT PRIMARY KEY REFERENCES application (id),
      origin TEXT NOT NULL CHECK (origin IN ('phone', 'paper')),
      entered_by TEXT NOT NULL REFERENCES person (id),
      entered_at BIGINT NOT NULL
    );
    """)

  /// Lists are narrowed by who has an application, chips count by it, and whoever has some is shown what is hers: what each of these reads
  /// stands in its index.
  private static let assigned = Migration(
    "desk-0009-assigned",
    """
    DROP INDEX application_standing;
    DROP INDEX application_desk;
    CREATE INDEX application_standing ON application (cycle_id, state, consent, region, grade, teaching_language, source,
      assigned_to, district, school_id, code, person_id, submitted_at);
    CREATE INDEX application_desk ON application (cycle_id, changed_at, id, state, consent, region, district, grade,
      teaching_language, source, school_id, submitted_at, code, person_id, rural, place, started_at, assigned_to);
    CREATE INDEX application_assigned ON application (cycle_id, assigned_to, state, consent, region, submitted_at, code, id)
      WHERE assigned_to IS NOT NULL;
    """)

  /// Which applications have notes is found without the rest of their history.
  private static let noted = Migration(
    "desk-0010-noted",
    "CREATE INDEX application_event_noted ON application_event (application_id, at, id) WHERE kind = 'noted';")
}
