import Foundation
import Programme
import Security
import Storage
import Words

/// A table of results that somebody brought.
struct EvidenceBatch: Sendable {
  let id: ID<EvidenceBatch>
  let cycle: ID<Cycle>
  let maker: ID<Person>
  let mapping: [String]
  let madeAt: Moment
  let confirmedAt: Moment?
  let isStaged: Bool
  let added, unchanged, refused: Int
}

/// One value of one candidate.
struct EvidenceValue: Sendable, Hashable {
  let applicant: ID<Applicant>
  let name: String
  let value: Double
  let error: Double
}

/// What stands of a piece of evidence, and how often it was brought.
struct Standing: Sendable {
  let turn: Int
  let value: Double
  let error: Double
}

extension Transaction {
  func addEvidenceBatch(
    _ bytes: [UInt8], _ mapping: [String], _ cycle: ID<Cycle>, _ permit: Permit<ImportEvidence>, _ house: House
  )
    throws -> ID<EvidenceBatch>
  {
    let id: ID<EvidenceBatch> = house.outside.id()
    let safe = try safe(of: permit.actor.person, house.vault)
    try run(
      """
      INSERT INTO selection_batch (id, cycle_id, maker, file, mapping, made_at, added, unchanged, refused)
      VALUES (\(id), \(cycle), \(permit.actor.person), \(safe.seal(bytes, "selection_batch.file")), \(try text(mapping)),
        \(house.outside.now()), 0, 0, 0)
      """)
    try record("evidence.staged", id.text, by: permit, house)
    return id
  }

  func evidenceBatches(_ cycle: ID<Cycle>) throws -> [EvidenceBatch] {
    try rows(Self.selectBatch + "WHERE cycle_id = \(cycle) ORDER BY made_at DESC, id DESC LIMIT 50", EvidenceBatch.init(row:))
  }

  /// Throws `Refusal.missing` for somebody else's.
  func evidenceBatch(_ id: ID<EvidenceBatch>, of maker: ID<Person>) throws -> EvidenceBatch {
    guard let batch = try row(Self.selectBatch + "WHERE id = \(id) AND maker = \(maker)").map(EvidenceBatch.init(row:)) else {
      throw Refusal.missing
    }
    return batch
  }

  func stagedEvidence(_ batch: EvidenceBatch, _ vault: Vault) throws -> [UInt8]? {
    guard let sealed: [UInt8]? = try value("SELECT file FROM selection_batch WHERE id = \(batch.id)"), let sealed else {
      return nil
    }
    return try safe(of: batch.maker, vault).openBytes(sealed, "selection_batch.file")
  }

  func setEvidenceMapping(_ mapping: [String], of batch: ID<EvidenceBatch>) throws {
    try run("UPDATE selection_batch SET mapping = \(try text(mapping)) WHERE id = \(batch) AND confirmed_at IS NULL")
  }

  func dropEvidence(_ batch: ID<EvidenceBatch>) throws {
    try run("UPDATE selection_batch SET file = NULL WHERE id = \(batch) AND confirmed_at IS NULL")
  }

  /// Throws `Refusal.conflict` for a second confirmation.
  func confirmEvidence(_ batch: ID<EvidenceBatch>, added: Int, unchanged: Int, refused: Int, at now: Moment) throws {
    let changed = try run(
      """
      UPDATE selection_batch SET confirmed_at = \(now), file = NULL, added = \(added), unchanged = \(unchanged), refused = \(refused)
      WHERE id = \(batch) AND confirmed_at IS NULL AND file IS NOT NULL
      """)
    if changed == 0 { throw Refusal(.conflict, .evidenceConfirmedBefore) }
  }

  /// What counts now for everybody of the cycle.
  func evidenceStandings(_ cycle: ID<Cycle>) throws -> [ID<Applicant>: [String: Standing]] {
    var standings: [ID<Applicant>: [String: Standing]] = [:]
    try each(
      """
      SELECT selection_evidence.application_id, name, turn, value, error FROM selection_evidence
      JOIN selection_applicant ON selection_applicant.application_id = selection_evidence.application_id
      WHERE cycle_id = \(cycle) ORDER BY selection_evidence.application_id, name, turn
      """
    ) { row in
      standings[try row["application_id"], default: [:]][try row["name"]] = Standing(
        turn: try row["turn"], value: try row["value"], error: try row["error"])
    }
    return standings
  }

  /// Adds values as a next turn; what stands already in the same value and error is passed over. Returns how many were added.
  @discardableResult
  func addEvidence(
    _ values: [(applicant: ID<Applicant>, name: String, value: Double, error: Double)], source: String,
    batch: ID<EvidenceBatch>? = nil,
    _ cycle: ID<Cycle>, _ house: House
  ) throws -> Int {
    let standings = try evidenceStandings(cycle)
    let new = values.compactMap { value -> SQL? in
      let before = standings[value.applicant]?[value.name]
      if let before, before.value == value.value, before.error == value.error { return nil }
      return """
        (\(value.applicant), \(value.name), \((before?.turn ?? 0) + 1), \(value.value), \(value.error), \(source), \(batch),
        \(house.outside.now()))
        """
    }
    for start in stride(from: 0, to: new.count, by: 200) {
      try run(
        """
        INSERT INTO selection_evidence (application_id, name, turn, value, error, source, batch_id, at)
        VALUES \(new[start..<min(start + 200, new.count)].joined(", "))
        """)
    }
    return new.count
  }

  /// How many candidates have each piece.
  func evidenceCounts(_ cycle: ID<Cycle>) throws -> [(name: String, count: Int)] {
    try rows(
      """
      SELECT name, count(*) AS n FROM selection_evidence_now
      JOIN selection_candidate ON selection_candidate.application_id = selection_evidence_now.application_id
      WHERE cycle_id = \(cycle) GROUP BY name ORDER BY name LIMIT 50
      """
    ) { (try $0["name"], try $0["n"]) }
  }

  /// The codes of the candidates within reach and whose they are.
  func candidateCodes(_ cycle: ID<Cycle>, reach: [Scope]) throws -> [String: ID<Applicant>] {
    let permit = { (region: String?) in
      reach.contains {
        ($0.cycle == nil || $0.cycle == cycle) && ($0.regions.isEmpty || region.map($0.regions.contains) ?? false)
      }
    }
    var codes: [String: ID<Applicant>] = [:]
    try each("SELECT application_id, code, region FROM selection_candidate WHERE cycle_id = \(cycle)") { row in
      if permit(try row["region"]) { codes[try row["code"]] = try row["application_id"] }
    }
    return codes
  }

  private func text(_ mapping: [String]) throws -> String { String(decoding: try JSONEncoder().encode(mapping), as: UTF8.self) }

  private static let selectBatch: SQL = """
    SELECT id, cycle_id, maker, mapping, made_at, confirmed_at, file IS NOT NULL AS staged, added, unchanged, refused FROM selection_batch 
    """
}

extension EvidenceBatch {
  init(row: Row) throws {
    id = try row["id"]
    cycle = try row["cycle_id"]
    maker = try row["maker"]
    mapping = try JSONDecoder().decode([String].self, from: Data((try row["mapping"] as String).utf8))
    madeAt = try row["made_at"]
    confirmedAt = try row["confirmed_at"]
    isStaged = try row["staged"]
    added = try row["added"]
    unchanged = try row["unchanged"]
    refused = try row["refused"]
  }
}
