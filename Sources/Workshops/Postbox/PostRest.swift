package import Storage
package import Words

/// Why the letters of one channel wait: without a rest, each of them would spend its attempts on a server that answers nobody, and keep
/// the others waiting meanwhile.
package struct PostRest: Sendable {
  package let channel: Letter.Channel
  /// A code of ours, as in `PostLine.error`.
  package let reason: String
  /// The other side refuses us, not a letter: a person looks at post.json.
  package let isSettings: Bool
  package let since: Moment
  package let until: Moment

  fileprivate init(row: Row) throws {
    channel = try row["channel"]
    reason = try row["reason"]
    isSettings = try row["is_settings"]
    since = Moment(milliseconds: try row["since"])
    until = Moment(milliseconds: try row["until"])
  }

  /// Seconds: 5, 10, 20 … to ten minutes for silence, 5, 10 … minutes to an hour for settings; as long as was asked for, to a day.
  static func seconds(_ trouble: Outcome.Trouble, strikes: Int) -> Int {
    let doubled = 1 << min(max(strikes - 1, 0), 16)
    switch trouble {
    case .silent(let asked): return max(min(5 * doubled, 600), min(asked ?? 0, 86_400))
    case .settings: return min(300 * doubled, 3600)
    }
  }
}

extension Transaction {
  /// The channels in trouble, also those that may try again by now and have not yet had a letter taken.
  package func postRests() throws -> [PostRest] {
    try rows("SELECT channel, reason, is_settings, since, until FROM post_rest ORDER BY channel", PostRest.init(row:))
  }

  /// The next letter tries the channel at once: its settings were mended, or somebody says so. False when it did not rest.
  @discardableResult
  package func wakePost(_ channel: Letter.Channel) throws -> Bool {
    try run("DELETE FROM post_rest WHERE channel = \(channel)") > 0
  }

  func rests(_ channel: Letter.Channel, at now: Moment) throws -> Bool {
    try exists("SELECT 1 FROM post_rest WHERE channel = \(channel) AND until > \(now.milliseconds)")
  }

  func rest(_ channel: Letter.Channel, _ reason: String, _ trouble: Outcome.Trouble, at now: Moment) throws {
    let strikes = (try value("SELECT strikes FROM post_rest WHERE channel = \(channel)") ?? 0) + 1
    let until = now.adding(seconds: PostRest.seconds(trouble, strikes: strikes))
    try run(
      """
      INSERT INTO post_rest (channel, reason, is_settings, strikes, since, until)
      VALUES (\(channel), \(reason), \(trouble == .settings), \(strikes), \(now.milliseconds), \(until.milliseconds))
      ON CONFLICT (channel) DO UPDATE SET reason = excluded.reason, is_settings = excluded.is_settings,
        strikes = excluded.strikes, until = excluded.until
      """)
  }

  /// How many different people's letters were refused since one was last taken: one wrong address is hers, many in a row are our fault.
  func refusedInARow(_ channel: Letter.Channel) throws -> Int {
    try value(
      """
      SELECT count(DISTINCT person_id) FROM outbox
      WHERE channel = \(channel) AND state = 'failed' AND (error LIKE 'smtp %' OR error LIKE 'http %')
        AND ended_at >= COALESCE((SELECT max(ended_at) FROM outbox WHERE channel = \(channel) AND state = 'sent'), 0)
      """) ?? 0
  }
}
