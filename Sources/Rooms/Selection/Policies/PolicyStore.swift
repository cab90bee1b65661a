import Programme
import Rules
import Storage
import Words

/// One version of the rules; a new thought is a new version.
struct PolicyVersion: Sendable {
  let id: ID<PolicyVersion>
  let cycle: ID<Cycle>
  let version: Int
  let file: PolicyFile
  let writtenAt: Moment
}

/// Which version rules, from when on nobody can change it.
struct Freeze: Sendable {
  let policy: ID<PolicyVersion>
  let freezesAt: Moment
  let announcedAt: Moment

  func isFrozen(at now: Moment) -> Bool { freezesAt <= now }
}

extension Transaction {
  /// The newest first. A text that was accepted once is read again as it was.
  func policies(_ cycle: ID<Cycle>) throws -> [PolicyVersion] {
    try rows(Self.selectPolicy + "WHERE cycle_id = \(cycle) ORDER BY version DESC LIMIT 100", PolicyVersion.init(row:))
  }

  /// Throws `Refusal.missing` where there is none.
  func policy(_ id: ID<PolicyVersion>) throws -> PolicyVersion {
    guard let policy = try row(Self.selectPolicy + "WHERE id = \(id)").map(PolicyVersion.init(row:)) else {
      throw Refusal.missing
    }
    return policy
  }

  func addPolicy(_ file: PolicyFile, _ cycle: ID<Cycle>, by actor: String, _ house: House) throws -> ID<PolicyVersion> {
    let id: ID<PolicyVersion> = house.outside.id()
    let last: Int = try value("SELECT COALESCE(max(version), 0) FROM selection_policy WHERE cycle_id = \(cycle)") ?? 0
    try run(
      """
      INSERT INTO selection_policy (id, cycle_id, version, yaml, written_by, written_at)
      VALUES (\(id), \(cycle), \(last + 1), \(file.yaml), \(actor), \(house.outside.now()))
      """)
    try record(.selectionPolicyWritten, id.text, "version=\(last + 1)", by: actor, house)
    return id
  }

  func freeze(_ cycle: ID<Cycle>) throws -> Freeze? {
    try row(
      """
      SELECT policy_id, freezes_at, announced_at FROM selection_freeze WHERE cycle_id = \(cycle) ORDER BY turn DESC LIMIT 1
      """
    ).map { Freeze(policy: try $0["policy_id"], freezesAt: try $0["freezes_at"], announcedAt: try $0["announced_at"]) }
  }

  /// The intakes whose rules are announced, the newest first.
  func announcedCycles() throws -> [Cycle] {
    let announced = Set(try rows("SELECT DISTINCT cycle_id FROM selection_freeze LIMIT 100") { try $0[0] as ID<Cycle> })
    return try cycles().filter { announced.contains($0.id) }
  }

  /// Announces which version rules and from when; throws `Refusal.conflict` once one is frozen.
  func announce(_ policy: PolicyVersion, from moment: Moment, by actor: String, _ house: House) throws {
    let now = house.outside.now()
    if let freeze = try freeze(policy.cycle), freeze.isFrozen(at: now) { throw Refusal(.conflict, .policyIsFrozen) }
    let turn: Int = try value("SELECT COALESCE(max(turn), 0) FROM selection_freeze WHERE cycle_id = \(policy.cycle)") ?? 0
    try run(
      """
      INSERT INTO selection_freeze (cycle_id, turn, policy_id, freezes_at, announced_by, announced_at)
      VALUES (\(policy.cycle), \(turn + 1), \(policy.id), \(moment), \(actor), \(now))
      """)
    try record(.selectionPolicyAnnounced, policy.id.text, "version=\(policy.version) from=\(moment.iso)", by: actor, house)
  }

  private static let selectPolicy: SQL = "SELECT id, cycle_id, version, yaml, written_at FROM selection_policy "
}

extension PolicyVersion {
  init(row: Row) throws {
    id = try row["id"]
    cycle = try row["cycle_id"]
    version = try row["version"]
    file = try PolicyFile(yaml: try row["yaml"])
    writtenAt = try row["written_at"]
  }
}

extension Phrase {
  static let policyIsFrozen = Phrase(
    kk: "Қағидалар бекітілген: жарияланған күннен бері оларды ешкім өзгерте алмайды.",
    ru: "Правила зафиксированы: с объявленного дня их никто не может изменить.",
    en: "The policy is frozen: since the announced day nobody can change it.")
}
