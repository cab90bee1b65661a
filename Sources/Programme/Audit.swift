package import Security
package import Storage
package import Words

extension Transaction {
  /// Adds an entry to this connection's hash chain, in the same transaction as the act: when the entry cannot be kept,
  /// the act does not happen. `subject` and `details` carry ids, codes and counts, never a name, phone or text of a person.
  package func record(_ act: AuditAct, _ subject: String, _ details: String = "", by actor: String, _ house: House) throws {
    try record(act, subject, details, by: actor, at: house.outside.now(), house.vault)
  }

  /// For the operator's commands, which work on a house that is not open.
  package func record(
    _ act: AuditAct, _ subject: String, _ details: String, by actor: String, at now: Moment, _ vault: Vault
  ) throws {
    let last = try row(
      "SELECT sequence, hash FROM audit WHERE lane = \(lane) ORDER BY sequence DESC LIMIT 1")
    let entry = AuditChain.next(
      after: try last.map { (sequence: try $0["sequence"], hash: try $0["hash"]) }, lane: lane,
      at: now.milliseconds, actor: actor, act: act.word, subject: subject, details: details, key: vault.auditKey)
    try run(
      """
      INSERT INTO audit (lane, sequence, at, actor, act, subject, details, previous, hash)
      VALUES (\(entry.lane), \(entry.sequence), \(entry.at), \(entry.actor), \(entry.act), \(entry.subject),
        \(entry.details), \(entry.previous), \(entry.hash))
      """)
  }

  package func record<A>(_ act: AuditAct, _ subject: String, _ details: String = "", by permit: Permit<A>, _ house: House) throws
  {
    try record(act, subject, details, by: permit.actor.text, house)
  }

  /// What happened to one thing or person, the newest first.
  package func auditEntries(of subject: String, limit: Int = 200) throws -> [AuditEntry] {
    try rows(
      """
      SELECT lane, sequence, at, actor, act, subject, details, previous, hash FROM audit
      WHERE subject = \(subject) ORDER BY at DESC, lane, sequence DESC LIMIT \(limit)
      """, AuditEntry.init(row:))
  }

  /// Walks every lane from its first entry; nil when the whole chain holds, else the first break.
  package func verifyAudit(_ vault: Vault) throws -> AuditVerdict {
    var verdict = AuditVerdict(entries: 0, lanes: 0, heads: [], breaks: [])
    for lane in try rows("SELECT DISTINCT lane FROM audit ORDER BY lane", { try $0[0] as Int }) {
      var walk = AuditChain.Walk(lane: lane, key: vault.auditKey)
      try each(
        """
        SELECT lane, sequence, at, actor, act, subject, details, previous, hash FROM audit
        WHERE lane = \(lane) ORDER BY sequence
        """
      ) { row in
        verdict.entries += 1
        walk.take(try AuditEntry(row: row))
      }
      verdict.lanes += 1
      verdict.heads.append((lane, walk.sequence, walk.hash))
      if let broken = walk.firstBreak { verdict.breaks.append((lane, broken)) }
    }
    return verdict
  }
}

/// What a walk over the whole audit log found.
package struct AuditVerdict: Sendable {
  package var entries: Int
  package var lanes: Int
  /// The last entry of each lane: kept outside (printed, mailed), it betrays a log cut short.
  package var heads: [(lane: Int, sequence: Int64, hash: [UInt8])]
  /// The first entry of each lane that does not follow from the one before.
  package var breaks: [(lane: Int, sequence: Int64)]
}

extension AuditEntry {
  package init(row: Row) throws {
    self.init(
      lane: try row["lane"], sequence: try row["sequence"], at: try row["at"], actor: try row["actor"], act: try row["act"],
      subject: try row["subject"], details: try row["details"], previous: try row["previous"], hash: try row["hash"])
  }
}
