import Security
package import Storage

/// What a master key is to a house. Everything of the house would open with the wrong one, and whatever came in meanwhile could never be
/// read again with the right one.
package enum KeyStanding: Sendable {
  /// No key has been written down yet, and nothing that is there speaks against this one.
  case unclaimed
  case ours
  /// This house's, copied before it was given a newer one.
  case older
  case another
}

extension Transaction {
  /// Read before anything else is: the schema may be an older one, or none.
  package func standing(of vault: Vault) throws -> KeyStanding {
    let tables = Set(try tables())
    guard tables.contains("person") else { return .unclaimed }
    guard tables.contains("house"), let row = try row("SELECT root_mark, key_mark FROM house") else {
      return try opensFirstRows(vault) ? .unclaimed : .another
    }
    guard constantTimeEqual(try row["root_mark"], vault.master.rootMark) else { return .another }
    return vault.master.keyMarks.contains(try row["key_mark"] as [UInt8]) ? .ours : .older
  }

  /// Whether somebody came in already, so that a new key would be the wrong one.
  package func isInhabited() throws -> Bool {
    let tables = Set(try tables())
    return try ["house", "person"].contains { try tables.contains($0) && exists(SQL(trusted: "SELECT 1 FROM \($0) LIMIT 1")) }
  }

  /// Writes down that the house belongs to this key, with its newest one; whoever calls it has looked at the standing.
  package func claim(_ vault: Vault) throws {
    let marks = vault.master.keyMarks
    try run(
      """
      INSERT INTO house (name, root_mark, key_mark) VALUES ('house', \(vault.master.rootMark), \(marks[0]))
      ON CONFLICT (name) DO UPDATE SET key_mark = excluded.key_mark
      """)
  }

  /// For a house from before the mark: the ring opens somebody's key, and the root made the log's first entries.
  private func opensFirstRows(_ vault: Vault) throws -> Bool {
    if let row = try row("SELECT person_id, wrapped FROM person_key ORDER BY person_id LIMIT 1") {
      guard let person = ID<Person>(try row["person_id"]), (try? vault.safe(of: person, wrapped: try row["wrapped"])) != nil
      else {
        return false
      }
    }
    for lane in try rows("SELECT DISTINCT lane FROM audit ORDER BY lane", { try $0[0] as Int }) {
      var walk = AuditChain.Walk(lane: lane, key: vault.auditKey)
      for entry in try rows(
        """
        SELECT lane, sequence, at, actor, act, subject, details, previous, hash FROM audit
        WHERE lane = \(lane) ORDER BY sequence LIMIT 1
        """, AuditEntry.init(row:))
      { walk.take(entry) }
      if walk.firstBreak == nil { return true }
    }
    return try !exists("SELECT 1 FROM audit LIMIT 1")
  }
}
