import Security
package import Storage
package import Words

extension Transaction {
  /// Counts one try under the key (a network, phone or account, kept hashed) and throws `Refusal.tooMany` past the limit.
  package func countTry(_ limit: Limit, key: String, _ house: House) throws {
    guard try mayTry(limit, key: key, house) else { throw Refusal.tooMany(pause: try pause(limit, key: key, house)) }
  }

  /// Counts one try, or one that weighs as several, where it is within the limit; false, and not counted, where it is not.
  package func mayTry(_ limit: Limit, times: Int = 1, key: String, _ house: House) throws -> Bool {
    guard try isWithin(limit, times: times, key: key, house) else { return false }
    let (hash, now) = (hash(limit, key, house), house.outside.now().milliseconds)
    try run(
      """
      INSERT INTO rate (key_hash, slot, count) VALUES (\(hash), \(limit.rule.number(at: now) * limit.rule.window), \(times))
      ON CONFLICT (key_hash, slot) DO UPDATE SET count = rate.count + excluded.count
      """)
    return true
  }

  /// Whether one more would be within the limit; counts nothing.
  package func isWithin(_ limit: Limit, times: Int = 1, key: String, _ house: House) throws -> Bool {
    try verdict(limit, times: times, key: key, at: house.outside.now().milliseconds, house) == .allowed
  }

  /// Milliseconds until so many more would be within the limit, if none comes between.
  package func pause(_ limit: Limit, times: Int = 1, key: String, _ house: House) throws -> Int64 {
    guard case .wait(let pause) = try verdict(limit, times: times, key: key, at: house.outside.now().milliseconds, house) else {
      return 0
    }
    return pause
  }

  private func verdict(_ limit: Limit, times: Int = 1, key: String, at now: Int64, _ house: House) throws -> RateLimit.Verdict {
    let (hash, window) = (hash(limit, key, house), limit.rule.window)
    let slot = limit.rule.number(at: now) * window
    let counts = try rows("SELECT slot, count FROM rate WHERE key_hash = \(hash) AND slot >= \(slot - window) ORDER BY slot") {
      (slot: try $0["slot"] as Int64, count: try $0["count"] as Int)
    }
    return limit.rule.verdict(
      previous: counts.first { $0.slot == slot - window }?.count ?? 0,
      current: (counts.first { $0.slot == slot }?.count ?? 0) + times - 1, at: now)
  }

  /// When one more would be within the limit, if none comes between; nil where it is now.
  package func nextTry(_ limit: Limit, key: String, _ house: House) throws -> Moment? {
    let now = house.outside.now()
    guard case .wait(let pause) = try verdict(limit, key: key, at: now.milliseconds, house) else { return nil }
    return now.adding(milliseconds: pause)
  }

  /// Gives a try back that turned out right: only failures stay counted.
  package func forgiveTry(_ limit: Limit, key: String, _ house: House) throws {
    let slot = limit.rule.number(at: house.outside.now().milliseconds) * limit.rule.window
    try run("UPDATE rate SET count = count - 1 WHERE key_hash = \(hash(limit, key, house)) AND slot = \(slot) AND count > 0")
  }

  /// What was counted by an address of somebody who is erased; returns how many rows.
  package func forgetTries(to address: String, _ house: House) throws -> Int {
    let limits = LetterPurpose.allCases.compactMap(\.limitToOne) + [.returnsToOne, .returnsToOneADay]
    return try run("DELETE FROM rate WHERE key_hash IN (\(list: limits.map { hash($0, address.lowercased(), house) }))")
  }

  private func hash(_ limit: Limit, _ key: String, _ house: House) -> [UInt8] {
    house.vault.hash(secret: key, for: "rate \(limit.name)")
  }

  /// Forgets slots older than a day, and what is past its end: sessions, codes, pages shown after a form, files never finished.
  package func sweep(at now: Moment) throws {
    let yesterday = Moment(milliseconds: now.milliseconds - 86_400_000)
    try run("DELETE FROM session WHERE expires_at < \(now)")
    try run("DELETE FROM shown_page WHERE until < \(now)")
    try sweepUnfinished(before: now.adding(milliseconds: -Bound.unfinishedLife))
    try run("DELETE FROM sign_in_code WHERE expires_at < \(yesterday)")
    try run("DELETE FROM rate WHERE slot < \(Moment(milliseconds: now.milliseconds - 2 * 86_400_000))")
  }
}
