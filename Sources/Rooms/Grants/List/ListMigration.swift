import Storage

extension GrantsMigrations {
  /// - `grants_leaving`: what a girl said of when she leaves school, once a school year; the newest counts.
  /// - `grants_subject`: profile subjects that she says she takes, by the words of the offers that ask for them.
  /// - `grants_draft`: her list as she orders it, an event each time, sealed. The newest is what she sees.
  /// - `grants_list`, `grants_list_entry`: her list as it was kept, read back to her with a code; only added. The highest version counts.
  /// - `grants_entry_code`: a code sent to her phone, with which a coordinator beside her may write her list.
  /// - `grants_reminder`: which reminders of a round have gone out.
  static let list = Migration(
    "grants-0006-list",
    """
    CREATE TABLE grants_leaving (
      person_id TEXT NOT NULL REFERENCES person (id),
      school_year INTEGER NOT NULL,
      leaving_year INTEGER NOT NULL,
      level TEXT NOT NULL CHECK (level IN ('bachelor', 'college')),
      said_at BIGINT NOT NULL,
      PRIMARY KEY (person_id, school_year)
    );
    CREATE TABLE grants_subject (
      person_id TEXT NOT NULL REFERENCES person (id),
      subject TEXT NOT NULL,
      said_at BIGINT NOT NULL,
      PRIMARY KEY (person_id, subject)
    );
    CREATE TABLE grants_draft (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      round_id TEXT NOT NULL REFERENCES grants_round (id),
      typed BYTES NOT NULL,
      written_at BIGINT NOT NULL,
      received_at BIGINT NOT NULL
    );
    CREATE INDEX grants_draft_newest ON grants_draft (person_id, round_id, written_at);
    CREATE TABLE grants_list (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      round_id TEXT NOT NULL REFERENCES grants_round (id),
      version INTEGER NOT NULL CHECK (version > 0),
      code TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('own', 'desk', 'withdrawal')),
      entered_by TEXT REFERENCES person (id),
      meant BYTES NOT NULL,
      kept_at BIGINT NOT NULL,
      UNIQUE (person_id, round_id, version),
      CHECK ((origin = 'desk') = (entered_by IS NOT NULL)),
      CHECK (entered_by <> person_id)
    );
    CREATE INDEX grants_list_round ON grants_list (round_id, person_id, version);
    CREATE TABLE grants_list_entry (
      list_id TEXT NOT NULL REFERENCES grants_list (id),
      position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 30),
      offer_id TEXT NOT NULL REFERENCES grants_offer (id),
      PRIMARY KEY (list_id, position),
      UNIQUE (list_id, offer_id)
    );
    CREATE INDEX grants_list_entry_offer ON grants_list_entry (offer_id);
    CREATE TABLE grants_entry_code (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      code_hash BYTES NOT NULL,
      asked_by TEXT NOT NULL REFERENCES person (id),
      asked_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      tries INTEGER NOT NULL CHECK (tries >= 0),
      used_at BIGINT
    );
    CREATE INDEX grants_entry_code_person ON grants_entry_code (person_id, asked_at);
    CREATE TABLE grants_reminder (
      round_id TEXT NOT NULL REFERENCES grants_round (id),
      day TEXT NOT NULL,
      sent_at BIGINT NOT NULL,
      PRIMARY KEY (round_id, day)
    );
    """)

  /// A kept list is never written over. Deleted it is by erasure and a year after its round, in Lists' data alone.
  static let listStands = Migration(
    "grants-0007-list-stands",
    sqlite: """
      CREATE TRIGGER grants_list_stands BEFORE UPDATE ON grants_list
      BEGIN SELECT RAISE(ABORT, 'a kept list is never changed'); END;
      CREATE TRIGGER grants_list_entry_stands BEFORE UPDATE ON grants_list_entry
      BEGIN SELECT RAISE(ABORT, 'a kept list is never changed'); END;
      """,
    postgres: """
      CREATE TRIGGER grants_list_stands BEFORE UPDATE ON grants_list FOR EACH ROW EXECUTE FUNCTION grants_stands();
      CREATE TRIGGER grants_list_entry_stands BEFORE UPDATE ON grants_list_entry FOR EACH ROW EXECUTE FUNCTION grants_stands();
      """)
}
