package import Programme
import Security
import Storage
package import Words

/// One table that somebody brought: staged, confirmed, written.
package struct IntakeBatch: Sendable {
  package let id: ID<IntakeBatch>
  package let kind: String
  package let cycle: ID<Cycle>?
  /// The file's name, sealed for whoever brought it; empty once she is erased.
  package let name: String
  package let choice: IntakeChoice
  /// As the audit log names whoever brought it.
  package let madeBy: String
  package let maker: ID<Person>?
  package let madeAt: Moment
  package let confirmedAt: Moment?
  /// The staged file is still there: not confirmed, or not through yet.
  package let isStaged: Bool
  package let counts: IntakeCounts
  /// Of a kind with chunks, once it is confirmed: what became of its writing.
  let writing: Work.State?
  /// When somebody asked for it to be taken back.
  let undoneAt: Moment?
  /// Why it was taken back, sealed for whoever brought it.
  let undoReason: String
  /// What became of that, and how many lines went back so far; nil once the work itself is forgotten.
  let undoing: (state: Work.State, done: Int)?

  enum Fate { case staged, running, dropped, stopped, through, undoing, undoStopped, undone }

  var fate: Fate {
    if undoneAt != nil {
      return switch undoing?.state {
      case .waiting, .running: .undoing
      case .refused, .stopped: .undoStopped
      case .finished, nil: .undone
      }
    }
    guard confirmedAt != nil else { return isStaged ? .staged : .dropped }
    return switch writing {
    case .waiting, .running: .running
    case .refused, .stopped: .stopped
    case .finished, nil: .through
    }
  }

  /// The intake of girls it belongs to; throws `Refusal.missing` where it belongs to none.
  package func ofCycle() throws(Refusal) -> ID<Cycle> {
    guard let cycle else { throw .missing }
    return cycle
  }
}

extension Transaction {
  func stage(
    _ kind: String, name: String, _ table: [UInt8], _ choice: IntakeChoice, _ cycle: ID<Cycle>?, by actor: Actor, _ house: House
  ) throws -> ID<IntakeBatch> {
    let id: ID<IntakeBatch> = house.outside.id()
    let safe = try safe(of: actor.person, house.vault)
    try run(
      """
      INSERT INTO intake (id, kind, cycle_id, name, maker, choice, file, made_by, made_at, added, changed, unchanged, refused)
      VALUES (\(id), \(kind), \(cycle), \(safe.seal(String(name.prefix(120)), "intake.name")), \(actor.person),
        \(try choice.json()), \(safe.seal(table, "intake.file")), \(actor.text), \(house.outside.now()), 0, 0, 0, 0)
      """)
    try record(.importStaged, id.text, "\(kind) rows=\(choice.total)", by: actor.text, house)
    return id
  }

  /// The staged file is sealed with its maker's key and is nobody else's business. Throws `Refusal.missing`.
  func intake(_ id: ID<IntakeBatch>, _ kind: String, of maker: ID<Person>, _ vault: Vault) throws -> IntakeBatch {
    let found = try row(Self.selectIntake + "WHERE intake.id = \(id) AND intake.kind = \(kind) AND maker = \(maker)")
    guard let found else { throw Refusal.missing }
    return try IntakeBatch(row: found, vault)
  }

  /// For work that goes on by itself.
  func intake(_ id: ID<IntakeBatch>, _ kind: String, _ vault: Vault) throws -> IntakeBatch {
    let found = try row(Self.selectIntake + "WHERE intake.id = \(id) AND intake.kind = \(kind)")
    guard let found else { throw Refusal.missing }
    return try IntakeBatch(row: found, vault)
  }

  /// Throws `Refusal.conflict` for a second time.
  func undo(_ batch: IntakeBatch, because reason: String, at now: Moment, _ vault: Vault) throws {
    guard let maker = batch.maker else { throw Refusal.missing }
    let sealed = try safe(of: maker, vault).seal(reason, "intake.undo_reason")
    let changed = try run(
      "UPDATE intake SET undone_at = \(now), undo_reason = \(sealed) WHERE id = \(batch.id) AND undone_at IS NULL AND file IS NULL"
    )
    if changed == 0 { throw Refusal(.conflict, .undoneBefore) }
  }

  /// Behind what the taking back has come to.
  func undoPlace(of batch: ID<IntakeBatch>) throws -> String {
    try value("SELECT undo_after FROM intake WHERE id = \(batch)") ?? ""
  }

  func setUndoPlace(_ key: String, of batch: ID<IntakeBatch>) throws {
    try run("UPDATE intake SET undo_after = \(key) WHERE id = \(batch)")
  }

  func intakes(_ kind: String, _ cycle: ID<Cycle>?, _ vault: Vault, limit: Int = 50) throws -> [IntakeBatch] {
    let within: SQL = cycle.map { "AND cycle_id = \($0)" } ?? ""
    return try rows(
      Self.selectIntake + "WHERE intake.kind = \(kind) \(within) ORDER BY made_at DESC, intake.id DESC LIMIT \(limit)"
    ) { try IntakeBatch(row: $0, vault) }
  }

  func stagedTable(_ batch: IntakeBatch, _ vault: Vault) throws -> [UInt8]? {
    guard let maker = batch.maker, let sealed: [UInt8]? = try value("SELECT file FROM intake WHERE id = \(batch.id)"), let sealed
    else { return nil }
    return try safe(of: maker, vault).openBytes(sealed, "intake.file")
  }

  func setChoice(_ choice: IntakeChoice, of batch: ID<IntakeBatch>) throws {
    try run("UPDATE intake SET choice = \(try choice.json()) WHERE id = \(batch) AND confirmed_at IS NULL")
  }

  /// Throws `Refusal.conflict` for a second confirmation.
  func confirm(_ batch: ID<IntakeBatch>, at now: Moment) throws {
    let changed = try run(
      "UPDATE intake SET confirmed_at = \(now) WHERE id = \(batch) AND confirmed_at IS NULL AND file IS NOT NULL")
    if changed == 0 { throw Refusal(.conflict, .tableConfirmedBefore) }
  }

  /// The staged file is gone; what was written stays.
  func dropTable(_ batch: ID<IntakeBatch>) throws {
    try run("UPDATE intake SET file = NULL WHERE id = \(batch)")
  }

  func count(_ counts: IntakeCounts, in batch: ID<IntakeBatch>) throws {
    try run(
      """
      UPDATE intake SET added = added + \(counts.added), changed = changed + \(counts.changed),
        unchanged = unchanged + \(counts.unchanged), refused = refused + \(counts.refused)
      WHERE id = \(batch)
      """)
  }

  /// After the last line. Returns what all lines did.
  @discardableResult
  func finish(_ batch: IntakeBatch, _ house: House) throws -> IntakeCounts {
    try dropTable(batch.id)
    guard let row = try row(Self.selectIntake + "WHERE intake.id = \(batch.id)") else { throw Refusal.missing }
    let counts = try IntakeBatch(row: row, house.vault).counts
    try record(
      .importDone, batch.id.text,
      "added=\(counts.added) changed=\(counts.changed) unchanged=\(counts.unchanged) refused=\(counts.refused)", by: batch.madeBy,
      house)
    return counts
  }

  private static let selectIntake: SQL = """
    SELECT intake.id, intake.kind, cycle_id, name, maker, wrapped, choice, made_by, made_at, confirmed_at,
      file IS NOT NULL AS staged, added, changed, unchanged, refused, work.state AS writing, undone_at, undo_reason,
      back.state AS undo_state, back.done AS undo_done
    FROM intake LEFT JOIN person_key ON person_key.person_id = intake.maker
      LEFT JOIN work ON work.kind = 'intake.' || intake.kind AND work.subject = intake.id
      LEFT JOIN work AS back ON back.kind = 'intake.undo.' || intake.kind AND back.subject = intake.id 
    """
}

extension IntakeBatch {
  fileprivate init(row: Row, _ vault: Vault) throws {
    var counts = IntakeCounts()
    (counts.added, counts.changed) = (try row["added"], try row["changed"])
    (counts.unchanged, counts.refused) = (try row["unchanged"], try row["refused"])
    let (state, done): (Work.State?, Int?) = (try row["undo_state"], try row["undo_done"])
    self.init(
      id: try row["id"], kind: try row["kind"], cycle: try row["cycle_id"], name: try Self.name(row, vault),
      choice: try IntakeChoice(json: try row["choice"]), madeBy: try row["made_by"], maker: try row["maker"],
      madeAt: try row["made_at"], confirmedAt: try row["confirmed_at"], isStaged: try row["staged"], counts: counts,
      writing: try row["writing"], undoneAt: try row["undone_at"], undoReason: try Self.reason(row, vault),
      undoing: state.map { ($0, done ?? 0) })
  }

  private static func reason(_ row: Row, _ vault: Vault) throws -> String {
    guard let maker: ID<Person> = try row["maker"], let wrapped: [UInt8] = try row["wrapped"],
      let sealed: [UInt8] = try row["undo_reason"]
    else { return "" }
    return try vault.safe(of: maker, wrapped: wrapped).open(sealed, "intake.undo_reason")
  }

  private static func name(_ row: Row, _ vault: Vault) throws -> String {
    guard let maker: ID<Person> = try row["maker"], let wrapped: [UInt8] = try row["wrapped"] else { return "" }
    return try vault.safe(of: maker, wrapped: wrapped).open(try row["name"], "intake.name")
  }
}
