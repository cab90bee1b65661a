package import Storage
import Synchronization
package import Words

/// Takes letters that are due out of the box, one at a time for each channel, sends each and writes down how it ended.
///
/// Before a letter leaves, its row says `sending` with a lease; a process that dies in between leaves the row so, and the next
/// postman decides by what the channel promises (docs/decisions/0004-letters-after-a-crash.md). Several may work at once.
package struct Postman: Sendable {
  /// Opens what is sealed for one person; called inside the transaction that takes the letter. Throws `Withheld` for a letter that may
  /// leave no more.
  package typealias Opening =
    @Sendable (_ tx: Transaction, _ person: String, _ purpose: String) throws -> (_ sealed: [UInt8], _ place: String) throws ->
    String

  /// So many different receivers refused in a row are no longer their fault.
  static let refusalsInARow = 5

  private let deliveries: [Letter.Channel: Delivery]
  private let worker: String
  private let retry: Retry
  /// One for each channel: a slow mail server keeps no code from leaving by SMS.
  private let couriers: [Letter.Channel: Courier]
  private let untried = Untried()

  /// A channel without a delivery keeps its letters queued. `worker` names this process.
  package init(deliveries: [Letter.Channel: Delivery], worker: String, retry: Retry = Retry()) {
    self.deliveries = deliveries
    self.worker = worker
    self.retry = retry
    couriers = deliveries.mapValues { _ in Courier() }
  }

  /// Whether it has a way to send by the channel.
  package func serves(_ channel: Letter.Channel) -> Bool { deliveries[channel] != nil }

  /// Whether `deliverDue` would do anything, by one read.
  package func isNeeded(_ channel: Letter.Channel, _ database: Database, now: Moment) async throws -> Bool {
    guard serves(channel) else { return false }
    // Its first look wakes a channel that rests.
    guard !untried.contains(channel) else { return true }
    return try await database.read { try $0.hasPost(channel, at: now) }
  }

  /// Sends what is due by one channel, at most `limit` letters, until the task is cancelled; returns how many left. Run it again when it
  /// returns `limit`.
  package func deliverDue(
    _ channel: Letter.Channel, _ database: Database, open: @escaping Opening, now: @escaping @Sendable () -> Moment,
    random: @escaping @Sendable (_ count: Int) -> [UInt8], limit: Int = 100
  ) async throws -> Int {
    guard let delivery = deliveries[channel] else { return 0 }
    // Whoever starts the house may have mended the settings.
    if untried.remove(channel) { _ = try await database.write { try $0.wakePost(channel) } }
    try await recover(channel, delivery, database, now: now(), chance: chance(random))
    var left = 0
    for _ in 0..<limit {
      guard !Task.isCancelled, let (letter, opened) = try await take(channel, database, open: open, now: now()) else { break }
      let outcome = await carry(letter, opened, now: now())
      try await record(outcome, of: letter, database, now: now(), chance: chance(random))
      if outcome.fate == .sent || outcome.fate == .shown { left += 1 }
    }
    return left
  }

  /// What a dead postman left behind: nobody knows whether it left.
  private func recover(
    _ channel: Letter.Channel, _ delivery: Delivery, _ database: Database, now: Moment, chance: Double
  ) async throws {
    try await database.write { [retry] tx in
      let lost = try tx.rows(
        """
        SELECT id, tries, doubts FROM outbox
        WHERE state = 'sending' AND lease_until < \(now.milliseconds) AND channel = \(channel) ORDER BY id LIMIT 500
        """
      ) { (id: try $0["id"] as String, tries: try $0["tries"] as Int, doubts: try $0["doubts"] as Int) }
      for letter in lost {
        try tx.doubt(
          letter.id, letter.doubts, delivery, "interrupted", now: now, wait: retry.wait(after: letter.tries, chance: chance))
      }
    }
  }

  /// The next letter due, marked as being sent; none while the channel rests. One that does not open (its person's key is gone) or has
  /// expired fails where it lies.
  func take(
    _ channel: Letter.Channel, _ database: Database, open: @escaping Opening, now: Moment
  ) async throws -> (SealedLetter, SealedLetter.Opened)? {
    // Longer than any attempt: what is still `sending` after it was left behind.
    let lease = now.adding(seconds: (deliveries[channel]?.longest ?? 0) + 60)
    return try await database.write { [worker] tx in
      guard try !tx.rests(channel, at: now) else { return nil }
      // A letter to one person, such as a sign-in code, does not wait behind a mailing to many.
      let (own, mailed): (SQL, SQL) = ("batch IS NULL", "batch IS NOT NULL")
      func due(_ kind: SQL) -> SQL {
        """
        SELECT id, person_id, purpose, channel, language, tries, doubts, expires_at, recipient, subject, body FROM outbox
        WHERE channel = \(channel) AND state = 'queued' AND \(kind) AND next_try_at <= \(now.milliseconds)
        ORDER BY next_try_at, id LIMIT 1
        """
      }
      while let row = try tx.row(due(own)) ?? tx.row(due(mailed)) {
        let letter = try SealedLetter(row: row)
        if let end = letter.expiresAt, end <= now.milliseconds {
          try tx.close(letter.id, .failed, "expired", now)
          continue
        }
        do {
          let opened = try letter.opened(try open(tx, letter.person, letter.purpose))
          try tx.run(
            """
            UPDATE outbox SET state = 'sending', worker = \(worker), lease_until = \(lease.milliseconds),
              tries = \(letter.tries + 1) WHERE id = \(letter.id)
            """)
          return (letter, opened)
        } catch let fault as StorageFault {
          throw fault
        } catch is Withheld {
          try tx.close(letter.id, .cancelled, nil, now)
        } catch {
          try tx.close(letter.id, .failed, "does not open", now)
        }
      }
      return nil
    }
  }

  func carry(_ letter: SealedLetter, _ opened: SealedLetter.Opened, now: Moment) async -> Outcome {
    guard let delivery = deliveries[letter.channel], let courier = couriers[letter.channel] else { return .later("no delivery") }
    return switch delivery {
    case .smtp(let settings): await courier.run { settings.send(opened, at: now, with: $0) }
    case .sms(let gateway): await courier.run { gateway.send(opened, with: $0) }
    case .shown: .shown
    }
  }

  func record(_ outcome: Outcome, of letter: SealedLetter, _ database: Database, now: Moment, chance: Double) async throws {
    guard let delivery = deliveries[letter.channel] else { return }
    let tries = letter.tries + 1
    let wait = retry.wait(after: tries, chance: chance)
    try await database.write { [worker] tx in
      let isOurs = try tx.exists(
        "SELECT id FROM outbox WHERE id = \(letter.id) AND state = 'sending' AND worker = \(worker) AND tries = \(tries)")
      // Another postman took it over after the lease.
      guard isOurs else { return }
      let reason = outcome.reason ?? ""
      if let trouble = outcome.trouble { try tx.rest(letter.channel, reason, trouble, at: now) }
      switch outcome.fate {
      case .sent: try tx.close(letter.id, .sent, nil, now)
      case .shown: try tx.close(letter.id, .shown, nil, now)
      case .later: try tx.wait(letter.id, reason, now: now, wait: wait)
      case .unknown: try tx.doubt(letter.id, letter.doubts, delivery, reason, now: now, wait: wait)
      case .refused:
        try tx.close(letter.id, .failed, reason, now)
        guard try tx.refusedInARow(letter.channel) >= Self.refusalsInARow else { return }
        try tx.rest(letter.channel, reason, .settings, at: now)
        try tx.wait(letter.id, reason, now: now, wait: wait)
      }
      if outcome.fate == .sent { try tx.wakePost(letter.channel) }
    }
  }

  private func chance(_ random: (Int) -> [UInt8]) -> Double {
    let bytes = random(2)
    return (Double(bytes[0]) * 256 + Double(bytes[1])) / 65536
  }
}

/// Whoever the letter is for has said no since it was written.
package struct Withheld: Error {
  package init() {}
}

/// The channels this process has not looked at yet.
private final class Untried: Sendable {
  private let channels = Mutex(Set(Letter.Channel.allCases))

  func contains(_ channel: Letter.Channel) -> Bool { channels.withLock { $0.contains(channel) } }

  func remove(_ channel: Letter.Channel) -> Bool { channels.withLock { $0.remove(channel) } != nil }
}

extension Transaction {
  /// A letter is due and its channel does not rest, or somebody left one behind while sending it.
  fileprivate func hasPost(_ channel: Letter.Channel, at now: Moment) throws -> Bool {
    let isLeft = try exists(
      "SELECT 1 FROM outbox WHERE state = 'sending' AND lease_until < \(now.milliseconds) AND channel = \(channel) LIMIT 1")
    if isLeft { return true }
    guard try !rests(channel, at: now) else { return false }
    // Each kind has an index of its own.
    let kinds: [SQL] = ["batch IS NULL", "batch IS NOT NULL"]
    return try kinds.contains { kind in
      try exists(
        """
        SELECT 1 FROM outbox
        WHERE channel = \(channel) AND state = 'queued' AND \(kind) AND next_try_at <= \(now.milliseconds) LIMIT 1
        """)
    }
  }

  /// Nobody knows whether it arrived: as often as the channel allows it is tried again, then it waits for a person.
  fileprivate func doubt(_ id: String, _ doubts: Int, _ delivery: Delivery, _ reason: String, now: Moment, wait: Int?) throws {
    try run("UPDATE outbox SET doubts = \(doubts + 1) WHERE id = \(id)")
    guard doubts < delivery.doubtsAllowed, wait != nil else { return try close(id, .uncertain, reason, now) }
    try self.wait(id, reason, now: now, wait: wait)
  }

  /// It goes back into the box; a `wait` of nil means that there is no further attempt.
  fileprivate func wait(_ id: String, _ reason: String, now: Moment, wait: Int?) throws {
    guard let wait else { return try close(id, .failed, reason, now) }
    try run(
      """
      UPDATE outbox SET state = 'queued', error = \(reason), ended_at = NULL,
        next_try_at = \(now.adding(seconds: wait).milliseconds), worker = NULL, lease_until = NULL WHERE id = \(id)
      """)
  }

  fileprivate func close(_ id: String, _ state: PostState, _ error: String?, _ now: Moment) throws {
    try run(
      """
      UPDATE outbox SET state = \(state), error = \(error), ended_at = \(now.milliseconds), worker = NULL, lease_until = NULL
      WHERE id = \(id)
      """)
  }
}
