import Storage

/// The schema of the Safeguarding room.
enum SafeguardingMigrations {
  static let all = [erasure, retention, sweeping]

  static let erasure = Migration(
    "safeguarding-0001",
    """
    CREATE TABLE erasure (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      reason TEXT NOT NULL CHECK (reason IN ('girl', 'guardian', 'officer', 'retention')),
      batch TEXT,
      requested_by TEXT NOT NULL REFERENCES person (id),
      requested_at BIGINT NOT NULL,
      confirmed_by TEXT REFERENCES person (id),
      done_at BIGINT,
      dropped_by TEXT REFERENCES person (id),
      dropped_at BIGINT,
      receipt TEXT,
      CHECK (confirmed_by IS NULL OR confirmed_by <> requested_by),
      CHECK ((done_at IS NULL) = (confirmed_by IS NULL)),
      CHECK ((done_at IS NULL) = (receipt IS NULL)),
      CHECK (done_at IS NULL OR dropped_at IS NULL)
    );
    CREATE UNIQUE INDEX erasure_open ON erasure (person_id) WHERE done_at IS NULL AND dropped_at IS NULL;
    CREATE INDEX erasure_time ON erasure (requested_at, id);
    CREATE INDEX erasure_batch ON erasure (batch);
    """)

  /// What the last look found to be overdue, for the desk.
  static let retention = Migration(
    "safeguarding-0002-retention",
    """
    CREATE TABLE retention_due (
      rule TEXT NOT NULL PRIMARY KEY,
      people INTEGER NOT NULL,
      counted_at BIGINT NOT NULL
    );
    """)

  /// When the engine, too, had thrown away what was erased.
  static let sweeping = Migration(
    "safeguarding-0003-sweeping",
    """
    ALTER TABLE erasure ADD COLUMN swept_at BIGINT;
    """)
}
