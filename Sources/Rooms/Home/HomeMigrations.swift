import Storage

enum HomeMigrations {
  /// `device`: keys that phones keep, and which session a phone has, so that signing out ends the key with it. `return_key`: the one
  /// a person wrote down.
  static let comingBack = Migration(
    "home-0001-coming-back",
    """
    CREATE TABLE device (
      key_hash BYTES NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      created_at BIGINT NOT NULL,
      used_at BIGINT,
      session_hash BYTES
    );
    CREATE INDEX device_person ON device (person_id);
    CREATE INDEX device_session ON device (session_hash);
    CREATE TABLE return_key (
      person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
      key_hash BYTES NOT NULL UNIQUE
    );
    """)
}
