import Storage

extension GrantsMigrations {
  /// A frozen rule is never written over nor deleted, and a version never changed: whichever statement tries it, the database refuses.
  static let meritStands = Migration(
    "grants-0005-merit-stands",
    sqlite: """
      CREATE TRIGGER grants_freeze_stands BEFORE UPDATE ON grants_freeze WHEN OLD.frozen_at IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a frozen rule is never changed'); END;
      CREATE TRIGGER grants_freeze_stays BEFORE DELETE ON grants_freeze WHEN OLD.frozen_at IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a frozen rule is never changed'); END;
      CREATE TRIGGER grants_merit_stands BEFORE UPDATE OF id, round_id, version, yaml ON grants_merit
      BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
      """,
    postgres: """
      CREATE FUNCTION grants_stands() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'this is never changed' USING ERRCODE = 'check_violation'; END $$;
      CREATE TRIGGER grants_freeze_stands BEFORE UPDATE ON grants_freeze
      FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION grants_stands();
      CREATE TRIGGER grants_freeze_stays BEFORE DELETE ON grants_freeze
      FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION grants_stands();
      CREATE TRIGGER grants_merit_stands BEFORE UPDATE OF id, round_id, version, yaml ON grants_merit
      FOR EACH ROW EXECUTE FUNCTION grants_stands();
      """)

  /// - `grants_merit`: every version of a round's merit rule, as it was written.
  /// - `grants_freeze`: which version rules a round. One proposes, another freezes; from then on the row stands.
  static let merit = Migration(
    "grants-0004-merit",
    """
    CREATE TABLE grants_merit (
      id TEXT NOT NULL PRIMARY KEY,
      round_id TEXT NOT NULL REFERENCES grants_round (id),
      version INTEGER NOT NULL CHECK (version > 0),
      yaml TEXT NOT NULL,
      written_by TEXT NOT NULL REFERENCES person (id),
      written_at BIGINT NOT NULL,
      UNIQUE (round_id, version)
    );
    CREATE TABLE grants_freeze (
      round_id TEXT NOT NULL PRIMARY KEY REFERENCES grants_round (id),
      merit_id TEXT NOT NULL REFERENCES grants_merit (id),
      proposed_by TEXT NOT NULL REFERENCES person (id),
      proposed_at BIGINT NOT NULL,
      frozen_by TEXT REFERENCES person (id),
      frozen_at BIGINT,
      CHECK (frozen_by <> proposed_by),
      CHECK ((frozen_by IS NULL) = (frozen_at IS NULL))
    );
    """)
}
