import Intake
import Programme
import Storage
import Words

/// One value of one candidate.
struct EvidenceValue: Sendable, Hashable {
  let applicant: ID<Applicant>
  let name: String
  let value: Double
  let error: Double
  /// Whether somebody said the error, or nobody did and it stands as 0.
  var saysError = true
}

/// What stands of a piece of evidence, and how often it was brought.
struct Standing: Sendable {
  let turn: Int
  let value: Double
  let error: Double
}

extension Transaction {
  /// What counts now for everybody of the cycle.
  func evidenceStandings(_ cycle: ID<Cycle>) throws -> [ID<Applicant>: [String: Standing]] {
    var standings: [ID<Applicant>: [String: Standing]] = [:]
    try each(
      """
      SELECT selection_evidence.application_id, name, turn, value, error FROM selection_evidence
      JOIN selection_candidate ON selection_candidate.application_id = selection_evidence.application_id
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
    _ values: [(applicant: ID<Applicant>, name: String, value: Double, error: Double)], source: String, _ cycle: ID<Cycle>,
    _ house: House
  ) throws -> Int {
    try addEvidence(values, to: try evidenceStandings(cycle), source: source, house)
  }

  @discardableResult
  func addEvidence(
    _ values: [(applicant: ID<Applicant>, name: String, value: Double, error: Double)],
    to standings: [ID<Applicant>: [String: Standing]], source: String, batch: ID<IntakeBatch>? = nil, _ house: House
  ) throws -> Int {
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
      WHERE cycle_id = \(cycle) AND may_take_part GROUP BY name ORDER BY name LIMIT 50
      """
    ) { (try $0["name"], try $0["n"]) }
  }

  /// The codes of the candidates of these regions, nil for all, and whose they are.
  func candidateCodes(_ cycle: ID<Cycle>, regions: [String]?) throws -> [String: ID<Applicant>] {
    let within: SQL = regions.map { "AND region IN (\(list: $0))" } ?? ""
    var codes: [String: ID<Applicant>] = [:]
    try each("SELECT application_id, code FROM selection_candidate WHERE cycle_id = \(cycle) AND may_take_part \(within)") {
      row in
      codes[try row["code"]] = try row["application_id"]
    }
    return codes
  }
}
