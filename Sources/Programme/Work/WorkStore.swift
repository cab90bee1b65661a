import Foundation
package import Storage
package import Words

extension Transaction {
  /// Asks for work; it begins within a second. Throws `Refusal.conflict` while the same is being done already.
  @discardableResult
  package func ask<Plan>(
    _ kind: WorkKind<Plan>, _ plan: Plan, about subject: String, total: Int, by actor: Actor, _ house: House
  ) throws -> ID<Work> {
    let isOpen = try exists(
      "SELECT 1 FROM work WHERE kind = \(kind.name) AND subject = \(subject) AND ended_at IS NULL")
    if isOpen { throw Refusal(.conflict, .askedBefore) }
    let id: ID<Work> = house.outside.id()
    let now = house.outside.now()
    let json = try JSONEncoder.sorted.encode(plan)
    let sealed = kind.isSealed ? try safe(of: actor.person, house.vault).seal([UInt8](json), "work.sealed_plan") : nil
    let clear = kind.isSealed ? nil : String(decoding: json, as: UTF8.self)
    try run(
      """
      INSERT INTO work (id, kind, subject, plan, sealed_plan, total, done, state, asked_by, asked_at, due_at, turn, tries)
      VALUES (\(id), \(kind.name), \(subject), \(clear), \(sealed), \(total), 0, \(Work.State.waiting), \(actor.person), \(now),
        \(now), 0, 0)
      """)
    return id
  }

  /// The newest work of a kind about a thing.
  package func work(_ kind: String, about subject: String) throws -> Work? {
    try row(Self.selectWork + "WHERE kind = \(kind) AND subject = \(subject) ORDER BY asked_at DESC, id DESC LIMIT 1")
      .map(Work.init(row:))
  }

  /// What was done stays; a step that is being written now is not kept. Nothing happens when it has ended.
  package func stopWork(_ kind: String, about subject: String, at now: Moment) throws {
    try run(
      """
      UPDATE work SET state = 'stopped', ended_at = \(now), sealed_plan = NULL
      WHERE kind = \(kind) AND subject = \(subject) AND ended_at IS NULL
      """)
  }

  /// For the operator: what waits or runs, then what ended last.
  package func works(limit: Int) throws -> [Work] {
    let open = try rows(
      Self.selectWork + "WHERE ended_at IS NULL ORDER BY asked_at, id LIMIT \(limit)", Work.init(row:))
    let ended = try rows(
      Self.selectWork + "WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC LIMIT \(limit)", Work.init(row:))
    return open + ended
  }

  /// Kinds of which something may be taken now.
  package func dueWork(at now: Moment) throws -> [String] {
    try rows("SELECT DISTINCT kind FROM work WHERE \(Self.isDue(now)) ORDER BY kind") { try $0[0] }
  }

  /// Takes the oldest that nobody has, for as long as a lease lasts; nil when there is none.
  func takeWork(_ kind: String, _ worker: Worker, at now: Moment) throws -> Work? {
    let next: ID<Work>? = try value(
      "SELECT id FROM work WHERE kind = \(kind) AND \(Self.isDue(now)) ORDER BY asked_at, id LIMIT 1")
    guard let next else { return nil }
    try run(
      """
      UPDATE work SET state = 'running', turn = turn + 1, worker = \(worker.name), due_at = \(Lease.end(from: now)),
        began_at = COALESCE(began_at, \(now))
      WHERE id = \(next)
      """)
    return try row(Self.selectWork + "WHERE id = \(next)").map(Work.init(row:))
  }

  /// Holds it on. False when it was stopped or somebody else has it.
  func holdWork(_ work: Work, at now: Moment) throws -> Bool {
    try run("UPDATE work SET due_at = \(Lease.end(from: now)) WHERE \(Self.isHeld(work))") == 1
  }

  /// Whoever comes next goes on with it.
  func leaveWork(_ work: Work, at now: Moment) throws {
    try run("UPDATE work SET state = 'waiting', due_at = \(now) WHERE \(Self.isHeld(work))")
  }

  func count(_ step: WorkStep, of work: Work, at now: Moment) throws {
    switch step {
    case .more(let units): try run("UPDATE work SET done = done + \(units), tries = 0 WHERE id = \(work.id)")
    case .finished(let units, let result):
      let json = String(decoding: try JSONEncoder.sorted.encode(result), as: UTF8.self)
      try run(
        """
        UPDATE work SET done = done + \(units), tries = 0, state = 'finished', result = \(json), ended_at = \(now),
          sealed_plan = NULL
        WHERE id = \(work.id)
        """)
    }
  }

  func refuseWork(_ work: Work, _ error: String, at now: Moment) throws {
    try run(
      """
      UPDATE work SET state = 'refused', error = \(error), failed_at = \(now), ended_at = \(now), sealed_plan = NULL
      WHERE \(Self.isHeld(work))
      """)
  }

  /// Tried again later, each time after a longer while.
  func failWork(_ work: Work, _ error: String, at now: Moment) throws {
    let tries: Int = try value("SELECT tries FROM work WHERE id = \(work.id)") ?? 0
    try run(
      """
      UPDATE work SET state = 'waiting', tries = tries + 1, error = \(error), failed_at = \(now),
        due_at = \(now.adding(seconds: Work.pause(after: tries)))
      WHERE \(Self.isHeld(work))
      """)
  }

  func plan<Plan: Decodable>(of work: Work, as type: Plan.Type, _ vault: Vault) throws -> Plan {
    guard let row = try row("SELECT plan, sealed_plan FROM work WHERE id = \(work.id)") else { throw Refusal.missing }
    let (clear, sealed): (String?, [UInt8]?) = (try row["plan"], try row["sealed_plan"])
    let json = try sealed.map { try safe(of: work.asker, vault).openBytes($0, "work.sealed_plan") } ?? Array((clear ?? "").utf8)
    return try JSONDecoder().decode(Plan.self, from: Data(json))
  }

  /// Nothing waits longer than the longest pause, unless the house's clock was put back.
  private static func isDue(_ now: Moment) -> SQL {
    "ended_at IS NULL AND (due_at <= \(now) OR due_at > \(now.adding(seconds: Work.longestPause)))"
  }

  private static func isHeld(_ work: Work) -> SQL { "id = \(work.id) AND turn = \(work.turn) AND state = 'running'" }

  private static let selectWork: SQL = """
    SELECT id, kind, subject, total, done, state, result, asked_by, asked_at, due_at, turn, worker, tries, error, failed_at,
      began_at, ended_at FROM work 
    """
}

extension Work {
  static let longestPause = 3600

  /// Seconds: half a minute, then twice as long each time, at most an hour.
  static func pause(after tries: Int) -> Int { tries < 7 ? 30 << tries : longestPause }

  fileprivate init(row: Row) throws {
    let result: String? = try row["result"]
    self.init(
      id: try row["id"], kind: try row["kind"], subject: try row["subject"], total: try row["total"], done: try row["done"],
      state: try row["state"],
      result: try result.map { try JSONDecoder().decode(WorkResult.self, from: Data($0.utf8)) },
      asker: try row["asked_by"], askedAt: try row["asked_at"], dueAt: try row["due_at"], turn: try row["turn"],
      worker: try row["worker"], tries: try row["tries"], error: try row["error"], failedAt: try row["failed_at"],
      beganAt: try row["began_at"], endedAt: try row["ended_at"])
  }
}

extension Phrase {
  static let askedBefore = Phrase(
    kk: "Бұл жұмыс қазір жүріп жатыр.", ru: "Эта работа уже выполняется.", en: "This is being done already.")
}

extension JSONEncoder {
  /// The same values give the same text.
  fileprivate static var sorted: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return encoder
  }
}
