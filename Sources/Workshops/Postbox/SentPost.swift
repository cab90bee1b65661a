package import Storage
package import Words

/// How far a letter has come.
package enum PostState: String, Sendable, CaseIterable, Bindable, Readable {
  case queued, sending, sent, failed
  /// It may have arrived: a person finds out and says so.
  case uncertain
  /// A demonstration: it was never meant to leave.
  case shown
  case cancelled
}

/// One line of the page that shows what was sent. Receiver, subject and body stay sealed.
package struct PostLine: Sendable {
  package let id: String
  package let person: String
  package let channel: Letter.Channel
  package let purpose: String
  package let batch: String?
  package let state: PostState
  package let tries: Int
  /// A code of ours for the last failure, "smtp 550"; never a text about a person.
  package let error: String?
  package let createdAt: Moment
  /// When it was sent, given up or cancelled.
  package let endedAt: Moment?
  package let nextTryAt: Moment
  package let expiresAt: Moment?
  package let recipient: [UInt8]
  package let subject: [UInt8]?
  package let body: [UInt8]

  init(row: Row) throws {
    id = try row["id"]
    person = try row["person_id"]
    channel = try row["channel"]
    purpose = try row["purpose"]
    batch = try row["batch"]
    state = try row["state"]
    tries = try row["tries"]
    error = try row["error"]
    createdAt = Moment(milliseconds: try row["created_at"])
    endedAt = (try row["ended_at"] as Int64?).map { Moment(milliseconds: $0) }
    nextTryAt = Moment(milliseconds: try row["next_try_at"])
    expiresAt = (try row["expires_at"] as Int64?).map { Moment(milliseconds: $0) }
    recipient = try row["recipient"]
    subject = try row["subject"]
    body = try row["body"]
  }
}

/// Which letters to list; nil leaves a question open.
package struct PostFilter: Sendable {
  package var states: [PostState]?
  package var purpose: String?
  package var person: String?
  package var batch: String?

  package init(states: [PostState]? = nil, purpose: String? = nil, person: String? = nil, batch: String? = nil) {
    self.states = states
    self.purpose = purpose
    self.person = person
    self.batch = batch
  }

  fileprivate var condition: SQL {
    var parts: [SQL] = ["1 = 1"]
    if let states { parts.append("state IN (\(list: states))") }
    if let purpose { parts.append("purpose = \(purpose)") }
    if let person { parts.append("person_id = \(person)") }
    if let batch { parts.append("batch = \(batch)") }
    return parts.joined(" AND ")
  }
}

extension Transaction {
  /// The newest first; for the next page pass the last line of this one.
  package func post(
    _ filter: PostFilter = PostFilter(), after last: (createdAt: Moment, id: String)? = nil, limit: Int = 50
  ) throws -> [PostLine] {
    var page: SQL = "1 = 1"
    if let last {
      let at = last.createdAt.milliseconds
      page = "(created_at < \(at) OR (created_at = \(at) AND id < \(last.id)))"
    }
    return try rows(
      """
      SELECT id, person_id, channel, purpose, batch, state, tries, error, created_at, ended_at, next_try_at, expires_at, recipient,
        subject, body FROM outbox
      WHERE \(filter.condition) AND \(page) ORDER BY created_at DESC, id DESC LIMIT \(limit)
      """, PostLine.init(row:))
  }

  /// How many letters stand in each state.
  package func postCounts(_ filter: PostFilter = PostFilter()) throws -> [PostState: Int] {
    let counts = try rows(
      "SELECT state, COUNT(*) AS count FROM outbox WHERE \(filter.condition) GROUP BY state ORDER BY state"
    ) { (try $0["state"] as PostState, try $0["count"] as Int) }
    return Dictionary(uniqueKeysWithValues: counts)
  }

  /// A person decided: a failed or uncertain letter goes out once more, with all its attempts. False when it is neither, or has expired.
  package func postAgain(_ id: String, at now: Moment) throws -> Bool {
    try again("id = \(id) AND state IN ('failed', 'uncertain')", at: now) == 1
  }

  /// The same for all in one state; returns how many. What expired or was emptied with its person stays.
  package func postAgain(all state: PostState, at now: Moment) throws -> Int {
    guard state == .failed || state == .uncertain else { return 0 }
    return try again("state = \(state)", at: now)
  }

  private func again(_ which: SQL, at now: Moment) throws -> Int {
    try run(
      """
      UPDATE outbox SET state = 'queued', tries = 0, doubts = 0, error = NULL, ended_at = NULL, next_try_at = \(now.milliseconds)
      WHERE \(which) AND (expires_at IS NULL OR expires_at > \(now.milliseconds)) AND length(recipient) > 0
      """)
  }

  /// A person decided that all failed or uncertain letters stay unsent; returns how many.
  package func dropPost(all state: PostState, at now: Moment) throws -> Int {
    guard state == .failed || state == .uncertain else { return 0 }
    return try run("UPDATE outbox SET state = 'cancelled', ended_at = \(now.milliseconds) WHERE state = \(state)")
  }

  /// In a restored house: what waited in the backup may have left since. Returns how many wait for a person now.
  package func holdPost(at now: Moment) throws -> Int {
    try run(
      """
      UPDATE outbox SET state = 'uncertain', error = 'restored', ended_at = \(now.milliseconds), worker = NULL, lease_until = NULL
      WHERE state IN ('queued', 'sending')
      """)
  }

  /// Of other days of a house in which everybody is invented: no letter was ever meant to leave, and each stands as shown on its day.
  package func showPost() throws {
    try run("UPDATE outbox SET state = 'shown', ended_at = created_at WHERE state = 'queued'")
  }

  /// A person found out that an uncertain letter did arrive. False when it is not uncertain.
  package func postArrived(_ id: String, at now: Moment) throws -> Bool {
    try run("UPDATE outbox SET state = 'sent', ended_at = \(now.milliseconds) WHERE id = \(id) AND state = 'uncertain'") == 1
  }

  /// Withdraws a letter that has not left yet. False when it is too late.
  package func cancelPost(_ id: String, at now: Moment) throws -> Bool {
    try run(
      "UPDATE outbox SET state = 'cancelled', ended_at = \(now.milliseconds) WHERE id = \(id) AND state = 'queued'") == 1
  }
}
