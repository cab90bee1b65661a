package import Storage
package import Words

/// The outbox's schema; address, subject and body are sealed with the receiver's key.
package enum PostboxMigrations {
  package static let all = [
    Migration(
      "postbox-0001-outbox",
      """
      CREATE TABLE outbox (
        id TEXT NOT NULL PRIMARY KEY,
        person_id TEXT NOT NULL REFERENCES person (id),
        channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
        purpose TEXT NOT NULL,
        batch TEXT,
        language TEXT NOT NULL,
        recipient BYTES NOT NULL,
        subject BYTES,
        body BYTES NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'uncertain', 'shown', 'cancelled')),
        tries INTEGER NOT NULL,
        next_try_at BIGINT NOT NULL,
        lease_until BIGINT,
        worker TEXT,
        error TEXT,
        created_at BIGINT NOT NULL,
        ended_at BIGINT
      );
      CREATE INDEX outbox_due ON outbox (state, next_try_at) WHERE batch IS NULL;
      CREATE INDEX outbox_under_way ON outbox (state, lease_until);
      CREATE INDEX outbox_mailing ON outbox (state, next_try_at) WHERE batch IS NOT NULL;
      CREATE INDEX outbox_person ON outbox (person_id, created_at);
      CREATE INDEX outbox_time ON outbox (created_at, id);
      """),
    // Channels do not wait for each other, so each looks for its own letters; `doubts` counts attempts of unknown fate.
    Migration(
      "postbox-0002-channels",
      """
      ALTER TABLE outbox ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE outbox ADD COLUMN expires_at BIGINT;
      DROP INDEX outbox_due;
      DROP INDEX outbox_mailing;
      CREATE INDEX outbox_due ON outbox (channel, state, next_try_at) WHERE batch IS NULL;
      CREATE INDEX outbox_mailing ON outbox (channel, state, next_try_at) WHERE batch IS NOT NULL;
      CREATE INDEX outbox_ended ON outbox (channel, state, ended_at);
      CREATE TABLE post_rest (
        channel TEXT NOT NULL PRIMARY KEY CHECK (channel IN ('email', 'sms')),
        reason TEXT NOT NULL,
        is_settings BOOLEAN NOT NULL,
        strikes INTEGER NOT NULL,
        since BIGINT NOT NULL,
        until BIGINT NOT NULL
      );
      """),
  ]
}

extension Transaction {
  /// Puts the letter into the outbox, in the same transaction as what it tells of; one that is there already stays as it is.
  package func post(
    _ letter: Letter, seal: (_ text: String, _ place: String) throws -> [UInt8], at now: Moment, batch: String? = nil
  ) throws {
    try run(
      """
      INSERT INTO outbox (id, person_id, channel, purpose, batch, language, recipient, subject, body, state, tries, next_try_at,
        created_at, expires_at)
      VALUES (\(letter.id), \(letter.person), \(letter.channel), \(letter.purpose), \(batch), \(letter.language.rawValue),
        \(try seal(letter.to, "outbox.recipient")), \(try letter.subject.map { try seal($0, "outbox.subject") }),
        \(try seal(letter.body, "outbox.body")), 'queued', 0, \(now.milliseconds), \(now.milliseconds),
        \(letter.expiresAt?.milliseconds))
      ON CONFLICT (id) DO NOTHING
      """)
  }
}
