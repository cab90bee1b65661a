/// One line of the audit log.
package struct AuditEntry: Sendable, Hashable {
  package let lane: Int
  /// 1, 2, 3 … within the lane.
  package let sequence: Int64
  /// Milliseconds UTC.
  package let at: Int64
  package let actor: String
  package let act: String
  package let subject: String
  package let details: String
  package let previous: [UInt8]
  package let hash: [UInt8]

  package init(
    lane: Int, sequence: Int64, at: Int64, actor: String, act: String, subject: String, details: String, previous: [UInt8],
    hash: [UInt8]
  ) {
    self.lane = lane
    self.sequence = sequence
    self.at = at
    self.actor = actor
    self.act = act
    self.subject = subject
    self.details = details
    self.previous = previous
    self.hash = hash
  }
}

/// Each entry's hash covers the entry and the hash before it, keyed from the master key: whoever can write the database
/// but has no key cannot change, drop or slip in an entry unseen. A log cut at its end is betrayed by a head kept outside.
///
/// There is one chain for each writer (a lane), so that writers do not wait for each other.
package enum AuditChain {
  package static let start = [UInt8](repeating: 0, count: 32)

  package static func next(
    after last: (sequence: Int64, hash: [UInt8])?, lane: Int, at: Int64, actor: String, act: String, subject: String,
    details: String, key: [UInt8]
  ) -> AuditEntry {
    let previous = last?.hash ?? start
    let sequence = (last?.sequence ?? 0) + 1
    let hash = hash(lane, sequence, at, actor, act, subject, details, previous, key)
    return AuditEntry(
      lane: lane, sequence: sequence, at: at, actor: actor, act: act, subject: subject, details: details, previous: previous,
      hash: hash)
  }

  /// Takes the entries of one lane in order and remembers the first that does not follow.
  package struct Walk {
    private let lane: Int
    private let key: [UInt8]
    package private(set) var sequence: Int64 = 0
    package private(set) var hash = AuditChain.start
    package private(set) var firstBreak: Int64?

    package init(lane: Int, key: [UInt8]) {
      self.lane = lane
      self.key = key
    }

    package mutating func take(_ entry: AuditEntry) {
      let expected = AuditChain.hash(
        lane, sequence + 1, entry.at, entry.actor, entry.act, entry.subject, entry.details, hash, key)
      if firstBreak == nil, entry.sequence != sequence + 1 || entry.previous != hash || entry.hash != expected {
        firstBreak = entry.sequence
      }
      sequence = entry.sequence
      hash = entry.hash
    }
  }

  private static func hash(
    _ lane: Int, _ sequence: Int64, _ at: Int64, _ actor: String, _ act: String, _ subject: String, _ details: String,
    _ previous: [UInt8], _ key: [UInt8]
  ) -> [UInt8] {
    var encoding = Encoding()
    encoding.add(Int64(lane))
    encoding.add(sequence)
    encoding.add(at)
    for field in [actor, act, subject, details] { encoding.add(field) }
    encoding.add(previous)
    return keyedHash(encoding.bytes, key: key)
  }
}
