package import Storage
import Words

extension Transaction {
  package func clearance(of person: ID<Person>) throws -> Clearance { try clearances(of: [person])[person] ?? .nothing }

  /// Of many, in one statement; nobody who has no line.
  package func clearances(of people: [ID<Person>]) throws -> [ID<Person>: Clearance] {
    guard !people.isEmpty else { return [:] }
    var found: [ID<Person>: Clearance] = [:]
    try each(
      Self.selectClearance + "WHERE person_id IN (\(list: people)) ORDER BY person_id, number"
    ) { row in
      let line = try Clearance.Line(row: row)
      found[line.person, default: .nothing].take(line)
    }
    return found
  }

  /// Everything that was written of one adult, the newest first.
  package func clearanceLines(of person: ID<Person>) throws -> [Clearance.Line] {
    try rows(
      Self.selectClearance + "WHERE person_id = \(person) ORDER BY number DESC LIMIT 500", Clearance.Line.init(row:))
  }

  /// Adds a line. The schema refuses whoever writes it of herself, and one person as both hands of a lifting.
  package func add(_ entry: Clearance.Entry, of person: ID<Person>, by actor: Actor, note: [UInt8]? = nil, _ house: House) throws
  {
    var (kind, seen, asker): (Clearance.Kind?, Clearance.Seen?, ID<Person>?)
    switch entry {
    case .seen(let what, let line): (kind, seen) = (what, line)
    case .lifted(let first): asker = first
    case .suspended, .liftingAsked, .liftingDropped: break
    }
    let number: Int = try value("SELECT COALESCE(max(number), 0) + 1 FROM clearance WHERE person_id = \(person)") ?? 1
    try run(
      """
      INSERT INTO clearance (person_id, number, entry, kind, seen_on, until, version, seen_by, asked_by, seen_at, note)
      VALUES (\(person), \(number), \(entry.word), \(kind), \(seen?.on), \(seen?.until), \(seen?.version), \(actor.person),
        \(asker), \(house.outside.now()), \(note))
      """)
  }

  /// For work that comes by another way than a route of its act, such as a journal from a phone: throws what is missing today.
  package func mustBeCleared(_ actor: Actor, _ house: House) throws {
    let (day, rules) = (house.outside.now().day(), house.data[.clearance])
    guard rules.asks(actor.role, on: day) else { return }
    let lacks = try clearance(of: actor.person).lacks(for: actor.role, on: day, rules)
    if !lacks.isEmpty { throw Refusal.uncleared(lacks) }
  }

  private static let selectClearance: SQL = """
    SELECT person_id, entry, kind, seen_on, until, version, seen_by, asked_by, seen_at, note FROM clearance 
    """
}

extension Clearance.Line {
  init(row: Row) throws {
    self.init(
      person: try row["person_id"], entry: try Clearance.Entry(row: row), by: try row["seen_by"], at: try row["seen_at"],
      note: try row["note"])
  }
}

extension Clearance.Entry {
  fileprivate init(row: Row) throws {
    let word: String = try row["entry"]
    switch word {
    case "seen":
      self = .seen(try row["kind"], Clearance.Seen(on: try row["seen_on"], until: try row["until"], version: try row["version"]))
    case "suspended": self = .suspended
    case "lifting_asked": self = .liftingAsked
    case "lifting_dropped": self = .liftingDropped
    default: self = .lifted(askedBy: try row["asked_by"])
    }
  }
}

extension ClearanceFile {
  /// How many people are asked for more than now: another kind, a newer version, a role that was not asked or is asked sooner.
  static func touched(by next: ClearanceFile, _ now: ClearanceFile, _ tx: Transaction) throws -> [Phrase] {
    let roles = next.roles.filter { rule in
      guard let before = now.roles.first(where: { $0.role == rule.role }) else { return true }
      let asked = rule.kinds.filter { next.rule(of: $0).version > now.rule(of: $0).version || !before.kinds.contains($0) }
      return !asked.isEmpty || before.from.map { from in rule.from.map { $0 < from } ?? true } ?? false
    }
    let people: Int =
      try tx.value(
        """
        SELECT count(DISTINCT person_id) FROM membership
        WHERE role IN (\(list: roles.map(\.role))) AND confirmed_at IS NOT NULL AND ended_at IS NULL
        """) ?? 0
    return people == 0 ? [] : [.clearanceTouches(people)]
  }
}

extension Phrase {
  static func clearanceTouches(_ people: Int) -> Phrase {
    Phrase(
      kk: "рұқсат үшін бұрынғыдан көп нәрсе талап етілетін қызметкерлер саны: \(people)",
      ru: "для допуска потребуется больше прежнего, сотрудников: \(people)",
      en: "staff of whom more is asked for their clearance than before: \(people)")
  }
}
