import Programme
import Security
import Storage
import Words

/// Two applications that may be one girl's, and what a person decided about them.
struct DuplicatePair: Sendable {
  let first: Side
  let second: Side
  let reasons: [Reason]
  let foundAt: Moment
  let decision: Decision?

  struct Side: Sendable {
    let id: ID<Application>
    let code: String
    let region: String?
    let state: Application.State
  }

  /// What they share. A phone alone is no sign: families share phones, and twins share phone, surname, birth day and school.
  enum Reason: String, Sendable, CaseIterable {
    case iin
    case nameAndBirthDay = "name_birth_day"
    /// The same phone and the same whole name, with another birth day: one of the two is probably mistyped.
    case phoneAndName = "phone_name"
  }

  enum Decision: String, Sendable, Bindable, Readable {
    case different, joined
  }
}

/// A pair found and not yet written down; ids in order.
struct DuplicateCandidate: Sendable {
  let pair: Pair
  let reasons: [DuplicatePair.Reason]

  struct Pair: Hashable, Sendable {
    let first: String
    let second: String
  }
}

extension Transaction {
  /// Looks through all applications of a cycle by their keyed hashes for pairs that are not written down yet. Nothing is
  /// joined by this.
  func duplicateCandidates(in cycle: ID<Cycle>) throws -> [DuplicateCandidate] {
    var found: [DuplicateCandidate.Pair: Set<DuplicatePair.Reason>] = [:]
    for pair in try pairs(sharing: .iin, in: cycle) { found[pair, default: []].insert(.iin) }
    for pair in try pairs(sharing: .nameAndBirthDay, in: cycle) { found[pair, default: []].insert(.nameAndBirthDay) }
    for pair in try pairs(sharing: .name, and: .phone, in: cycle) { found[pair, default: []].insert(.phoneAndName) }
    return found.map { pair, reasons in
      DuplicateCandidate(pair: pair, reasons: DuplicatePair.Reason.allCases.filter(reasons.contains))
    }.sorted { ($0.pair.first, $0.pair.second) < ($1.pair.first, $1.pair.second) }
  }

  func keep(_ candidates: [DuplicateCandidate], at now: Moment) throws {
    for candidate in candidates {
      try run(
        """
        INSERT INTO duplicate (first_id, second_id, cycle_id, first_region, second_region, reasons, found_at)
        SELECT a.id, b.id, a.cycle_id, a.region, b.region,
          CAST(\(candidate.reasons.map(\.rawValue).joined(separator: " ")) AS TEXT), CAST(\(now) AS BIGINT)
        FROM application a, application b WHERE a.id = \(candidate.pair.first) AND b.id = \(candidate.pair.second)
        ON CONFLICT (first_id, second_id) DO NOTHING
        """)
    }
  }

  /// Pairs of applications whose owners share a hash of one kind, and of a second kind where one is asked.
  private func pairs(sharing kind: HashKind, and other: HashKind? = nil, in cycle: ID<Cycle>) throws
    -> [DuplicateCandidate.Pair]
  {
    let also: SQL =
      other.map { other in
        """
        AND EXISTS (SELECT 1 FROM person_hash p JOIN person_hash q ON q.kind = p.kind AND q.hash = p.hash
          WHERE p.kind = \(other) AND p.person_id = h.person_id AND q.person_id = g.person_id)
        """
      } ?? ""
    return try rows(
      """
      SELECT a.id AS first_id, b.id AS second_id
      FROM (SELECT hash FROM person_hash WHERE kind = \(kind) GROUP BY hash HAVING count(*) > 1) AS shared
      JOIN person_hash h ON h.kind = \(kind) AND h.hash = shared.hash
      JOIN person_hash g ON g.kind = \(kind) AND g.hash = shared.hash AND g.person_id <> h.person_id
      JOIN application a ON a.person_id = h.person_id AND a.cycle_id = \(cycle) AND a.state NOT IN ('joined', 'withdrawn')
      JOIN application b ON b.person_id = g.person_id AND b.cycle_id = \(cycle) AND b.state NOT IN ('joined', 'withdrawn')
      WHERE a.id < b.id \(also)
        AND NOT EXISTS (SELECT 1 FROM duplicate WHERE first_id = a.id AND second_id = b.id)
      LIMIT 5000
      """
    ) { DuplicateCandidate.Pair(first: try $0["first_id"], second: try $0["second_id"]) }
  }

  /// Pairs say themselves where both lie, so that counting what waits on a desk reads no application.
  func moveDuplicates(of application: ID<Application>, to region: String?) throws {
    try run("UPDATE duplicate SET first_region = \(region) WHERE first_id = \(application)")
    try run("UPDATE duplicate SET second_region = \(region) WHERE second_id = \(application)")
  }

  func duplicates(of application: ID<Application>) throws -> [DuplicatePair] {
    try rows(
      Self.selectPairs
        + "WHERE first_id = \(application) OR second_id = \(application) ORDER BY found_at DESC, first_id LIMIT 50",
      DuplicatePair.init(row:))
  }

  /// Pairs of several that nobody has decided yet, under each of the two.
  func openDuplicates(of applications: [ID<Application>]) throws -> [ID<Application>: [DuplicatePair]] {
    let open = try rows(
      Self.selectPairs + """
        WHERE duplicate.decided_at IS NULL AND (first_id IN (\(list: applications)) OR second_id IN (\(list: applications)))
        ORDER BY found_at DESC, first_id LIMIT 1000
        """, DuplicatePair.init(row:))
    return open.reduce(into: [:]) { pairs, pair in
      pairs[pair.first.id, default: []].append(pair)
      pairs[pair.second.id, default: []].append(pair)
    }
  }

  /// Pairs nobody has decided yet, the oldest first, both sides within reach.
  func openDuplicates(_ cycle: ID<Cycle>, regions: [String]?, limit: Int = 200) throws -> [DuplicatePair] {
    try rows(
      Self.selectPairs + "WHERE \(Self.isOpen(cycle, regions)) ORDER BY found_at, first_id LIMIT \(limit)",
      DuplicatePair.init(row:))
  }

  func duplicatesWaiting(_ cycle: ID<Cycle>, regions: [String]?) throws -> DeskWait {
    try DeskWait(
      row: try row("SELECT count(*) AS n, min(found_at) AS oldest FROM duplicate WHERE \(Self.isOpen(cycle, regions))"))
  }

  private static func isOpen(_ cycle: ID<Cycle>, _ regions: [String]?) -> SQL {
    let reach: SQL = regions.map { "AND first_region IN (\(list: $0)) AND second_region IN (\(list: $0))" } ?? ""
    return "duplicate.cycle_id = \(cycle) AND duplicate.decided_at IS NULL \(reach)"
  }

  func duplicate(_ first: ID<Application>, _ second: ID<Application>) throws -> DuplicatePair? {
    let (low, high) = first.text < second.text ? (first, second) : (second, first)
    return try row(Self.selectPairs + "WHERE first_id = \(low) AND second_id = \(high)").map(DuplicatePair.init(row:))
  }

  /// The pair of these two codes once it is decided, both sides within reach.
  func decidedDuplicate<A>(_ codes: [String], _ permit: Permit<A>) throws -> DuplicatePair? {
    let sides = try codes.compactMap { try application(code: $0) }.filter {
      permit.reaches(cycle: $0.cycle, region: $0.traits.region)
    }
    guard sides.count == 2, let pair = try duplicate(sides[0].id, sides[1].id), pair.decision != nil else { return nil }
    return pair
  }

  /// Of whoever has written one and is not erased.
  func names(of applications: [ID<Application>], _ house: House) throws -> [ID<Application>: PersonName] {
    var names: [ID<Application>: PersonName] = [:]
    try each(
      """
      SELECT application.id, application.person_id, wrapped, sealed FROM application
      JOIN person_key ON person_key.person_id = application.person_id
      JOIN person_detail ON person_detail.person_id = application.person_id AND person_detail.kind = \(Detail.name)
      WHERE application.id IN (\(list: applications))
      """
    ) { row in
      let safe = try house.vault.safe(of: try row["person_id"], wrapped: try row["wrapped"])
      names[try row["id"]] = try safe.name(sealed: try row["sealed"])
    }
    return names
  }

  /// Throws `Refusal.conflict` when somebody decided meanwhile.
  func decide(_ pair: DuplicatePair, _ decision: DuplicatePair.Decision?, by actor: String, at now: Moment) throws {
    let moment = decision == nil ? nil : now
    let before: SQL = pair.decision == nil ? "decision IS NULL" : "decision IS NOT NULL"
    let changed = try run(
      """
      UPDATE duplicate SET decision = \(decision), decided_by = \(decision == nil ? nil : actor), decided_at = \(moment)
      WHERE first_id = \(pair.first.id) AND second_id = \(pair.second.id)
        AND \(before)
      """)
    if changed == 0 { throw Refusal(.conflict, .alreadyMoved) }
  }

  /// The application stays whole and readable; it only no longer counts.
  func join(_ application: Application, to kept: ID<Application>, at now: Moment) throws {
    guard application.state.may(.joined) else { throw Refusal(.conflict, .alreadyMoved) }
    let changed = try run(
      """
      UPDATE application SET state = 'joined', joined_to = \(kept), changed_at = \(now)
      WHERE id = \(application.id) AND state = \(application.state)
      """)
    if changed == 0 { throw Refusal(.conflict, .alreadyMoved) }
  }

  /// Back to the state it was joined in.
  func part(_ application: Application, to state: Application.State, at now: Moment) throws {
    let changed = try run(
      """
      UPDATE application SET state = \(state), joined_to = NULL, changed_at = \(now)
      WHERE id = \(application.id) AND state = 'joined'
      """)
    if changed == 0 { throw Refusal(.conflict, .alreadyMoved) }
  }

  private static let selectPairs: SQL = """
    SELECT first_id, second_id, a.code AS first_code, b.code AS second_code, first_region, second_region,
      a.state AS first_state, b.state AS second_state, reasons, found_at, decision
    FROM duplicate JOIN application a ON a.id = first_id JOIN application b ON b.id = second_id 
    """
}

extension DuplicatePair {
  init(row: Row) throws {
    let reasons: String = try row["reasons"]
    self.init(
      first: Side(
        id: try row["first_id"], code: try row["first_code"], region: try row["first_region"], state: try row["first_state"]),
      second: Side(
        id: try row["second_id"], code: try row["second_code"], region: try row["second_region"], state: try row["second_state"]),
      reasons: reasons.split(separator: " ").compactMap { Reason(rawValue: String($0)) }, foundAt: try row["found_at"],
      decision: try row["decision"])
  }
}

extension DuplicatePair.Decision {
  var name: Phrase {
    switch self {
    case .different: Phrase(kk: "Екі бөлек қатысушы", ru: "Два разных человека", en: "Two different applicants")
    case .joined: Phrase(kk: "Біріктірілді", ru: "Объединены", en: "Merged")
    }
  }
}

extension DuplicatePair.Reason {
  var name: Phrase {
    switch self {
    case .iin: Phrase(kk: "ЖСН бірдей", ru: "одинаковый ИИН", en: "same IIN")
    case .nameAndBirthDay:
      Phrase(kk: "аты мен туған күні бірдей", ru: "одинаковые имя и дата рождения", en: "same name and birth day")
    case .phoneAndName:
      Phrase(kk: "телефоны мен аты-жөні бірдей", ru: "одинаковые телефон и полное имя", en: "same phone and full name")
    }
  }
}
