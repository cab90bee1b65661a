import Security
package import Storage
package import Words

extension Transaction {
  /// Counts one try under the key (a peer, phone or account, kept hashed) and throws `Refusal.tooMany` past the limit in a
  /// window of milliseconds.
  /// A sliding window of two slots: the older one counts by the part of it that is still inside.
  package func countTry(_ what: String, key: String, limit: Int, window: Int64, _ house: House) throws {
    let hash = house.vault.hash(secret: key, for: "rate \(what)")
    let now = house.outside.now().milliseconds
    let slot = now - now % window
    let counts = try rows("SELECT slot, count FROM rate WHERE key_hash = \(hash) AND slot >= \(slot - window) ORDER BY slot") {
      (slot: try $0["slot"] as Int64, count: try $0["count"] as Int)
    }
    let current = counts.first { $0.slot == slot }?.count ?? 0
    let previous = counts.first { $0.slot == slot - window }?.count ?? 0
    let inside = 1 - Double(now % window) / Double(window)
    guard Double(current) + Double(previous) * inside < Double(limit) else { throw Refusal.tooMany }
    try run(
      """
      INSERT INTO rate (key_hash, slot, count) VALUES (\(hash), \(slot), 1)
      ON CONFLICT (key_hash, slot) DO UPDATE SET count = rate.count + 1
      """)
  }

  /// Forgets slots older than a day, and sessions and codes past their end.
  package func sweep(at now: Moment) throws {
    let yesterday = Moment(milliseconds: now.milliseconds - 86_400_000)
    try run("DELETE FROM session WHERE expires_at < \(now)")
    try run("DELETE FROM sign_in_code WHERE expires_at < \(yesterday)")
    try run("DELETE FROM rate WHERE slot < \(yesterday)")
  }
}
