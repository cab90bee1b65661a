import Programme
import Storage
import Words

/// Terms of keeping: what is overdue is counted every hour and shown on the desk; erasing it takes two people.
enum Retention {
  /// The most that is asked for at once.
  static let most = 500

  static let job = Job(name: "retention", .pastTermIsCounted, every: .seconds(3600)) { try await count($0) }

  /// Counts what is overdue.
  static func count(_ house: House) async throws {
    let terms = house.data[.retention]
    try await house.database.write { tx in
      for rule in terms.rules {
        let people = try due(rule, house, in: tx).count
        try tx.run(
          """
          INSERT INTO retention_due (rule, people, counted_at) VALUES (\(rule.group), \(people), \(house.outside.now()))
          ON CONFLICT (rule) DO UPDATE SET people = excluded.people, counted_at = excluded.counted_at
          """)
      }
      try tx.run("DELETE FROM retention_due WHERE rule NOT IN (\(list: terms.rules.map(\.group)))")
    }
  }

  /// People whose data have lain past the rule's term, whom no room holds and whose erasure nobody has asked for yet.
  static func due(_ rule: RetentionFile.Rule, _ house: House, in tx: Transaction) throws -> [ID<Person>] {
    let now = house.outside.now()
    let over = try tx.cycles().filter { cycle in
      try house.start(of: rule, in: cycle, tx).map { rule.isOver(since: $0, at: now) } ?? false
    }
    var (due, after): ([ID<Person>], String?) = ([], "")
    while due.count < most, let last = after {
      let wanted = PersonalData.Lain(
        rule.group, before: rule.before(now), cycles: over.map(\.id), after: last, limit: most)
      let lain = try house.personalData.flatMap { try $0.lain(tx, wanted) }
      due += try lain.filter { try tx.openErasure(of: $0) == nil && house.hold(on: $0, in: tx) == nil }
      after = lain.count < most ? nil : lain.last?.text
    }
    return Array(due.prefix(most))
  }
}

/// A set of erasures asked for together because a term is over.
struct RetentionBatch: Sendable {
  let id: String
  let requestedBy: ID<Person>
  let requestedAt: Moment
  let people: Int
}

extension Transaction {
  /// Asks for the erasure of all these, whose term under the rule is over, as one act; returns its name.
  func askErasures(
    of people: [ID<Person>], _ rule: RetentionFile.Rule, by permit: Permit<ErasePerson>, _ house: House
  ) throws -> String {
    let batch = house.outside.id(of: RetentionBatch.self).text
    for person in people { _ = try askErasure(of: person, .retention, batch: batch, by: permit, house) }
    try record(.retentionAsked, batch, "rule=\(rule.group) people=\(people.count)", by: permit, house)
    guard !people.isEmpty else { return batch }
    let places = try people.flatMap { person in try house.personalData.flatMap { try $0.places(self, person) } }
    try ask(
      ErasePerson.self,
      for: SecondWanted(
        .termsWant, page: "/safeguarding/retention", not: [permit.actor.person], places: places, once: "terms:\(batch)"), house)
    return batch
  }

  func openBatches() throws -> [RetentionBatch] {
    try rows(
      """
      SELECT batch, requested_by, min(requested_at) AS at, count(*) AS people FROM erasure
      WHERE batch IS NOT NULL AND done_at IS NULL AND dropped_at IS NULL GROUP BY batch, requested_by ORDER BY at, batch LIMIT 100
      """
    ) {
      RetentionBatch(
        id: try $0["batch"], requestedBy: try $0["requested_by"], requestedAt: try $0["at"], people: try $0["people"])
    }
  }

  func openErasures(in batch: String) throws -> [ID<Erasure>] {
    try rows("SELECT id FROM erasure WHERE batch = \(batch) AND done_at IS NULL AND dropped_at IS NULL ORDER BY id") { try $0[0] }
  }
}

extension Phrase {
  static let pastTermIsCounted = Phrase(
    kk: "Сақтау мерзімі өткен деректерді санау", ru: "Подсчёт данных с истёкшим сроком хранения",
    en: "Counting what is past its term")
}
