import Allocation
import Programme
import Rules
import Security
import Storage
import Synchronization
import Words

/// One calculation as it is kept: what went in, by which rules, and what came out, so that it can be done again.
struct Run: Sendable {
  let id: ID<Run>
  let cycle: ID<Cycle>
  let policy: ID<PolicyVersion>
  /// The run it corrects after an appeal.
  let after: ID<Run>?
  let drawKey: String
  let inputsHash: [UInt8]
  let outcomeHash: [UInt8]
  let candidates: Int
  let offered: Int
  let findings: String
  let madeAt: Moment
}

extension Selected {
  /// Names the whole outcome: who is offered a place, who waits and where.
  var outcomeHash: [UInt8] {
    var lines = candidates.codes.map { "\($0);out" }
    for (place, row) in outcome.offered.enumerated() { lines[Int(row)] = "\(candidates.codes[Int(row)]);offered;\(place)" }
    for (place, row) in outcome.waiting.enumerated() { lines[Int(row)] = "\(candidates.codes[Int(row)]);waiting;\(place)" }
    return sha256(Array(lines.joined(separator: "\n").utf8))
  }

  /// What the independent check finds on the output alone, and whether the outcome comes out again.
  var findings: [String] {
    let verdict = SelectionBundle.verify(SelectionBundle.parts(self))
    return (verdict.difference.map { ["\($0)"] } ?? []) + verdict.findings.map { "\($0)" }
  }
}

/// The last outcomes in memory. An outcome is a pure function of its key, so what is found here is never out of date.
final class RunCache: Sendable {
  private let known = Mutex<[(key: [UInt8], selected: Selected)]>([])

  func selected(_ key: [UInt8], _ make: () throws -> Selected) rethrows -> Selected {
    if let found = known.withLock({ $0.first { $0.key == key }?.selected }) { return found }
    let made = try make()
    known.withLock { known in
      if known.count >= 4 { known.removeFirst() }
      known.append((key, made))
    }
    return made
  }

  static let shared = RunCache()
}

extension Transaction {
  func runs(_ cycle: ID<Cycle>, limit: Int = 30) throws -> [Run] {
    try rows(Self.selectRun + "WHERE cycle_id = \(cycle) ORDER BY made_at DESC, id DESC LIMIT \(limit)", Run.init(row:))
  }

  func run(_ id: ID<Run>) throws -> Run {
    guard let run = try row(Self.selectRun + "WHERE id = \(id)").map(Run.init(row:)) else { throw Refusal.missing }
    return run
  }

  /// The run whose outcome rules now: the released one, or the newest made after it for an appeal.
  func rulingRun(_ cycle: ID<Cycle>) throws -> Run? { try releasedRuns(cycle).last }

  /// The released run and those made after it, one for each appeal that was upheld; empty before the release.
  func releasedRuns(_ cycle: ID<Cycle>) throws -> [Run] {
    guard
      let first = try row(
        Self.selectRun
          + "WHERE id = (SELECT run_id FROM selection_release WHERE cycle_id = \(cycle) AND released_at IS NOT NULL)"
      ).map(Run.init(row:))
    else { return [] }
    var chain = [first]
    let later = try rows(
      Self.selectRun + "WHERE cycle_id = \(cycle) AND after_run IS NOT NULL ORDER BY made_at, id LIMIT 1000", Run.init(row:))
    while let next = later.first(where: { $0.after == chain[chain.count - 1].id }) { chain.append(next) }
    return chain
  }

  /// The outcome of a kept run, from memory or calculated again from what was kept with it.
  func selected(_ run: Run) throws -> Selected {
    try RunCache.shared.selected(run.inputsHash + run.outcomeHash + Array(run.policy.text.utf8) + Array(run.drawKey.utf8)) {
      let file = try policy(run.policy).file
      return try Selected.run(file, try inputs(run.id).candidates(for: file), key: run.drawKey)
    }
  }

  func inputs(_ run: ID<Run>) throws -> Inputs {
    guard let text: String = try value("SELECT inputs FROM selection_run WHERE id = \(run)") else { throw Refusal.missing }
    return try Inputs(text: text)
  }

  /// Keeps a calculation with what went into it.
  func keepRun(
    _ selected: Selected, _ field: SelectionField, _ policy: PolicyVersion, after: ID<Run>? = nil, by actor: String,
    _ house: House
  ) throws -> ID<Run> {
    let id: ID<Run> = house.outside.id()
    try run(
      """
      INSERT INTO selection_run (id, cycle_id, policy_id, after_run, draw_key, inputs, inputs_hash, outcome_hash, candidates, offered,
        findings, made_by, made_at)
      VALUES (\(id), \(policy.cycle), \(policy.id), \(after), \(selected.drawKey), \(try field.inputs.text()), \(try field.inputs.hash()),
        \(selected.outcomeHash), \(field.applicants.count), \(selected.outcome.offered.count),
        \(selected.findings.joined(separator: "; ")), \(actor), \(house.outside.now()))
      """)
    let rows = field.applicants.enumerated().map { position, applicant -> SQL in "(\(id), \(applicant), \(position))" }
    for start in stride(from: 0, to: rows.count, by: 500) {
      try run(
        """
        INSERT INTO selection_decision (run_id, application_id, position)
        VALUES \(rows[start..<min(start + 500, rows.count)].joined(", "))
        """)
    }
    try record(
      .selectionRun, id.text, "candidates=\(field.applicants.count) offered=\(selected.outcome.offered.count)", by: actor, house
    )
    return id
  }

  private static let selectRun: SQL = """
    SELECT id, cycle_id, policy_id, after_run, draw_key, inputs_hash, outcome_hash, candidates, offered, findings, made_at FROM selection_run 
    """
}

extension Run {
  init(row: Row) throws {
    id = try row["id"]
    cycle = try row["cycle_id"]
    policy = try row["policy_id"]
    after = try row["after_run"]
    drawKey = try row["draw_key"]
    inputsHash = try row["inputs_hash"]
    outcomeHash = try row["outcome_hash"]
    candidates = try row["candidates"]
    offered = try row["offered"]
    findings = try row["findings"]
    madeAt = try row["made_at"]
  }
}
