import Storage

/// The schema of the Administration room.
enum AdministrationMigrations {
  static let all = [factorReset, roleEnding]

  static let factorReset = Migration(
    "administration-0001",
    """
    CREATE TABLE factor_reset (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      requested_by TEXT NOT NULL REFERENCES person (id),
      requested_at BIGINT NOT NULL,
      confirmed_by TEXT REFERENCES person (id),
      ended_at BIGINT,
      CHECK (confirmed_by IS NULL OR confirmed_by <> requested_by),
      CHECK (confirmed_by IS NULL OR confirmed_by <> person_id),
      CHECK (confirmed_by IS NULL OR ended_at IS NOT NULL)
    );
    CREATE UNIQUE INDEX factor_reset_open ON factor_reset (person_id) WHERE ended_at IS NULL;
    """)

  static let roleEnding = Migration(
    "administration-0002-role-ending",
    """
    CREATE TABLE role_ending (
      id TEXT NOT NULL PRIMARY KEY,
      membership_id TEXT NOT NULL REFERENCES membership (id),
      person_id TEXT NOT NULL REFERENCES person (id),
      requested_by TEXT NOT NULL REFERENCES person (id),
      requested_at BIGINT NOT NULL,
      confirmed_by TEXT REFERENCES person (id),
      ended_at BIGINT,
      CHECK (requested_by <> person_id),
      CHECK (confirmed_by IS NULL OR confirmed_by <> requested_by),
      CHECK (confirmed_by IS NULL OR confirmed_by <> person_id),
      CHECK (confirmed_by IS NULL OR ended_at IS NOT NULL)
    );
    CREATE UNIQUE INDEX role_ending_open ON role_ending (membership_id) WHERE ended_at IS NULL;
    """)
}
