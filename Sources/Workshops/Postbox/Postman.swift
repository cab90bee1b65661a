package import Storage
package import Words

/// Takes letters that are due out of the box, one at a time, sends each and writes down how it ended.
///
/// Before a letter leaves, its row says `sending` with a lease; a process that dies in between leaves the row so, and the next
/// postman decides by what the channel promises (docs/decisions/0004-letters-after-a-crash.md). Several may work at once.
package struct Postman: Sendable {
  /// Opens what is sealed for one person; called inside the transaction that takes the letter.
  package typealias Opening =
    @Sendable (_ tx: Transaction, _ person: String) throws -> (_ sealed: [UInt8], _ place: String) throws -> String

  private let deliveries: [Letter.Channel: Delivery]
  private let worker: String
  private let retry: Retry
  private let lease: Int
  private let courier = Courier()

  /// A channel without a delivery keeps its letters queued. `worker` names this process; `lease` in seconds, longer than any attempt.
  package init(
    deliveries: [Letter.Channel: Delivery], worker: String, retry: Retry = Retry(), lease: Int = 300
  ) throws(PostboxFault) {
    let longest = deliveries.values.map(\.timeout).max() ?? 0
    guard lease > longest else { throw .setting("the lease is shorter than an attempt may take") }
    self.deliveries = deliveries
    self.worker = worker
    self.retry = retry
    self.lease = lease
  }

  /// Sends what is due, at most `limit` letters; returns how many left. Run it again when it returns `limit`.
  package func deliverDue(
    _ database: Database, open: @escaping Opening, now: @escaping @Sendable () -> Moment,
    random: @escaping @Sendable (_ count: Int) -> [UInt8], limit: Int = 100
  ) async throws -> Int {
    try await recover(database, now: now(), chance: chance(random))
    var left = 0
    for _ in 0..<limit {
      guard let (letter, opened) = try await take(database, open: open, now: now()) else { break }
      let outcome = await carry(letter, opened, now: now())
      try await record(outcome, of: letter, database, now: now(), chance: chance(random))
      if outcome == .sent || outcome == .shown { left += 1 }
    }
    return left
  }

  /// What a dead postman left behind. Where a second sending does no harm the letter goes back into the box, else it waits for a
  /// person as `uncertain`.
  func recover(_ database: Database, now: Moment, chance: Double) async throws {
    try await database.write { [self] tx in
      let lost = try tx.rows(
        "SELECT id, channel, tries FROM outbox WHERE state = 'sending' AND lease_until < \(now.milliseconds) ORDER BY id LIMIT 500"
      ) { (id: try $0["id"] as String, channel: try $0["channel"] as Letter.Channel, tries: try $0["tries"] as Int) }
      for letter in lost {
        guard let delivery = deliveries[letter.channel] else { continue }
        let outcome: Outcome = delivery.mayRepeat ? .later(reason: "interrupted") : .uncertain(reason: "interrupted")
        try tx.end(outcome, id: letter.id, tries: letter.tries, now: now, wait: retry.wait(after: letter.tries, chance: chance))
      }
    }
  }

  /// The next letter due, marked as being sent. One that does not open (its person's key is gone) fails where it lies.
  func take(
    _ database: Database, open: @escaping Opening, now: Moment
  ) async throws -> (SealedLetter, SealedLetter.Opened)? {
    let channels = deliveries.keys.map(\.rawValue).sorted()
    return try await database.write { [worker, lease] tx in
      // A letter to one person, such as a sign-in code, does not wait behind a mailing to many.
      let (own, mailed): (SQL, SQL) = ("batch IS NULL", "batch IS NOT NULL")
      func due(_ kind: SQL) -> SQL {
        """
        SELECT id, person_id, channel, language, tries, recipient, subject, body FROM outbox
        WHERE state = 'queued' AND \(kind) AND next_try_at <= \(now.milliseconds) AND channel IN (\(list: channels))
        ORDER BY next_try_at, id LIMIT 1
        """
      }
      while let row = try tx.row(due(own)) ?? tx.row(due(mailed)) {
        let letter = try SealedLetter(row: row)
        do {
          let opened = try letter.opened(try open(tx, letter.person))
          try tx.run(
            """
            UPDATE outbox SET state = 'sending', worker = \(worker), lease_until = \(now.adding(seconds: lease).milliseconds),
              tries = \(letter.tries + 1) WHERE id = \(letter.id)
            """)
          return (letter, opened)
        } catch let fault as StorageFault {
          throw fault
        } catch {
          try tx.end(.refused(reason: "does not open"), id: letter.id, tries: letter.tries, now: now, wait: nil)
        }
      }
      return nil
    }
  }

  func carry(_ letter: SealedLetter, _ opened: SealedLetter.Opened, now: Moment) async -> Outcome {
    switch deliveries[letter.channel] {
    case .smtp(let settings): await courier.run { settings.send(opened, at: now, with: $0) }
    case .sms(let gateway): await courier.run { gateway.send(opened, with: $0) }
    case .shown: .shown
    case nil: .later(reason: "no delivery")
    }
  }

  func record(_ outcome: Outcome, of letter: SealedLetter, _ database: Database, now: Moment, chance: Double) async throws {
    let tries = letter.tries + 1
    try await database.write { [worker, retry] tx in
      let isOurs = try tx.exists(
        "SELECT id FROM outbox WHERE id = \(letter.id) AND state = 'sending' AND worker = \(worker) AND tries = \(tries)")
      // Another postman took it over after the lease.
      guard isOurs else { return }
      try tx.end(outcome, id: letter.id, tries: tries, now: now, wait: retry.wait(after: tries, chance: chance))
    }
  }

  private func chance(_ random: (Int) -> [UInt8]) -> Double {
    let bytes = random(2)
    return (Double(bytes[0]) * 256 + Double(bytes[1])) / 65536
  }
}

extension Delivery {
  /// Whether a letter whose fate is unknown may be sent again.
  var mayRepeat: Bool {
    switch self {
    case .smtp, .shown: true
    case .sms(let gateway): gateway.sendsOnce
    }
  }

  /// The longest an attempt takes, in seconds.
  var timeout: Int {
    switch self {
    case .smtp(let settings): settings.timeout
    case .sms(let gateway): gateway.timeout
    case .shown: 0
    }
  }
}

extension Transaction {
  /// Writes down how an attempt ended; a `wait` of nil means that there is no further one.
  fileprivate func end(_ outcome: Outcome, id: String, tries: Int, now: Moment, wait: Int?) throws {
    switch outcome {
    case .sent: try close(id, "sent", nil, now)
    case .shown: try close(id, "shown", nil, now)
    case .refused(let reason): try close(id, "failed", reason, now)
    case .uncertain(let reason): try close(id, "uncertain", reason, now)
    case .later(let reason):
      guard let wait else { return try close(id, "failed", reason, now) }
      try run(
        """
        UPDATE outbox SET state = 'queued', error = \(reason), next_try_at = \(now.adding(seconds: wait).milliseconds),
          worker = NULL, lease_until = NULL WHERE id = \(id)
        """)
    }
  }

  private func close(_ id: String, _ state: String, _ error: String?, _ now: Moment) throws {
    try run(
      """
      UPDATE outbox SET state = \(state), error = \(error), ended_at = \(now.milliseconds), worker = NULL, lease_until = NULL
      WHERE id = \(id)
      """)
  }
}
