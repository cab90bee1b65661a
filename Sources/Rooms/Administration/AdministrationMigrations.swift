import Storage

/// The schema of the Administration room.
enum AdministrationMigrations {
  static let all = [factorReset, roleEnding, schoolImport]

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

  /// What each line of a table did to the register of schools, so that the table can be taken back. `russian_before` is empty where the
  /// line brought the school.
  static let schoolImport = Migration(
    "administration-0003-school-import",
    """
    CREATE TABLE school_import (
      batch_id TEXT NOT NULL REFERENCES intake (id),
      line INTEGER NOT NULL,
      school_id TEXT NOT NULL REFERENCES school (id),
      russian_before TEXT,
      bin_before TEXT,
      russian TEXT NOT NULL,
      bin TEXT,
      PRIMARY KEY (batch_id, line),
      CHECK (russian_before IS NOT NULL OR bin_before IS NULL)
    );
    CREATE INDEX school_import_school ON school_import (school_id);
    """)
}
