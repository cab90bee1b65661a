import Allocation
import Documents
import Programme
import Rules
import Security
import Storage
import Synchronization
import Words

/// One calculation of a round as it is kept, so that it can be done again.
struct MatchRun: Sendable {
  let id: ID<MatchRun>
  let round: ID<Round>
  /// From 1 within the round.
  let number: Int
  let merit: ID<MeritVersion>
  let drawKey: String
  let girls: Int
  let placed: Int
  let inputsHash: [UInt8]
  let outcomeHash: [UInt8]
  let root: [UInt8]
  let findings: String
  let madeAt: Moment
}

/// What a run gave one girl.
struct MatchPlace: Sendable {
  /// Her fresh number, from 1.
  let number: Int
  let person: ID<Person>?
  let offer: ID<GrantOffer>?
  let reserve: String?
  let absent: Absence?
  /// Of 1,000 replays with her points moved by their errors, in how many she had the same; nil in a second round.
  let sure: Int?
  /// No other order of her list would have given her more; nil until that was tried.
  let isBest: Bool?
}

extension Matched {
  /// Names the whole outcome: who has which seat.
  var outcomeHash: [UInt8] {
    let lines = input.entries.indices.map { entry -> String in
      guard let place = place(of: entry) else { return "\(entry + 1)" }
      return "\(entry + 1);\(input.offers[place.offer].code);\(place.reserve ?? "open")"
    }
    return sha256(Array(lines.joined(separator: "\n").utf8))
  }
}

extension MatchRelease {
  /// What the independent check finds, with every part of the auditor's bundle made and read again.
  var findings: [String] {
    let verdict = MatchBundle.verify(parts(withRows: true))
    return (verdict.difference.map { ["\($0)"] } ?? []) + verdict.findings.map { "\($0)" }
  }
}

/// The last matches in memory. A match is a pure function of its key, so what is found here is never out of date.
final class MatchCache: Sendable {
  private let known = Mutex<[(key: [UInt8], release: MatchRelease)]>([])

  func release(_ key: [UInt8], _ make: () throws -> MatchRelease) rethrows -> MatchRelease {
    if let found = known.withLock({ $0.first { $0.key == key }?.release }) { return found }
    let made = try make()
    known.withLock { known in
      if known.count >= 4 { known.removeFirst() }
      known.append((key, made))
    }
    return made
  }

  static let shared = MatchCache()
}

/// A calculation before it is kept: made outside every transaction.
struct MadeMatch: Sendable {
  let field: MatchField
  let release: MatchRelease
  let findings: [String]
  let sure: [Int32]?
  let kept: [UInt8]

  init(_ field: MatchField, key: String) throws {
    self.field = field
    do throws(MatchFault) {
      release = MatchRelease(try Matched.run(field.input, key: key), salts: field.pool.map(\.salt))
    } catch {
      throw Refusal(.conflict, error.says(field.input.offers))
    }
    findings = release.findings
    sure = release.matched.sureness()?.same
    kept = try release.bundle(withRows: true)
  }
}

extension Transaction {
  func matchRuns(of round: ID<Round>) throws -> [MatchRun] {
    try rows(Self.selectRun + "WHERE round_id = \(round) ORDER BY number DESC LIMIT 100", MatchRun.init(row:))
  }

  func matchRun(_ id: ID<MatchRun>, of round: ID<Round>) throws -> MatchRun {
    guard let run = try row(Self.selectRun + "WHERE id = \(id) AND round_id = \(round)").map(MatchRun.init(row:)) else {
      throw Refusal.missing
    }
    return run
  }

  /// The run that a round's release names; nil before it.
  func releasedRun(of round: ID<Round>) throws -> MatchRun? {
    try row(
      Self.selectRun
        + "WHERE id = (SELECT run_id FROM grants_release WHERE round_id = \(round) AND released_at IS NOT NULL)"
    ).map(MatchRun.init(row:))
  }

  /// In the order of the numbers.
  func places(of run: ID<MatchRun>) throws -> [MatchPlace] {
    try rows(Self.selectPlace + "WHERE run_id = \(run) ORDER BY number", MatchPlace.init(row:))
  }

  func place(of person: ID<Person>, in run: ID<MatchRun>) throws -> MatchPlace? {
    try row(Self.selectPlace + "WHERE run_id = \(run) AND person_id = \(person)").map(MatchPlace.init(row:))
  }

  /// The match of a kept run, from memory or carried out again from what was kept. Throws `Refusal.missing` once its rows are gone.
  func matched(_ run: MatchRun, _ house: House) throws -> MatchRelease {
    try MatchCache.shared.release(run.root + run.inputsHash + Array(run.drawKey.utf8)) {
      guard let sealed: [UInt8] = try value("SELECT kept FROM grants_run WHERE id = \(run.id)") else {
        throw Refusal.missing
      }
      let bytes = try house.vault.open(sealed, secret: run.id.text, for: MatchRun.seal)
      return try MatchRelease(kept: try Archive(packed: bytes, limit: MatchBundle.largest).parts)
    }
  }

  /// Keeps a calculation with what went into it and whom it gave what.
  func keepRun(_ made: MadeMatch, of round: Round, _ merit: MeritVersion, by actor: Actor, _ house: House) throws -> ID<MatchRun>
  {
    if try release(of: round.id) != nil { throw Refusal(.conflict, .alreadyProposed) }
    let id: ID<MatchRun> = house.outside.id()
    let (matched, girls) = (made.release.matched, made.field.pool.count)
    let placed = matched.matching.taken.count { $0 >= 0 }
    let number: Int = try value("SELECT COALESCE(max(number), 0) + 1 FROM grants_run WHERE round_id = \(round.id)") ?? 1
    try run(
      """
      INSERT INTO grants_run (id, round_id, number, merit_id, draw_key, girls, placed, inputs_hash, outcome_hash, root, findings, kept,
        made_by, made_at)
      VALUES (\(id), \(round.id), \(number), \(merit.id), \(matched.drawKey), \(girls), \(placed), \(made.field.hash),
        \(matched.outcomeHash), \(made.release.root), \(made.findings.joined(separator: "; ")),
        \(house.vault.seal(made.kept, secret: id.text, for: MatchRun.seal)), \(actor.person), \(house.outside.now()))
      """)
    try insert(
      "INSERT INTO grants_place (run_id, number, person_id, offer_id, reserve, absent, sure)",
      made.field.pool.enumerated().map { entry, line in
        let place = matched.place(of: entry)
        let absent = place == nil ? made.field.absent[entry] : nil
        return """
          (\(id), \(line.number), \(line.person), \(place.map { made.field.offers[$0.offer].id }), \(place?.reserve), \(absent),
            \(made.sure.map { Int($0[entry]) }))
          """
      })
    try record(.grantMatchRun, id.text, "girls=\(girls) placed=\(placed)", by: actor.text, house)
    return id
  }

  private static let selectRun: SQL = """
    SELECT id, round_id, number, merit_id, draw_key, girls, placed, inputs_hash, outcome_hash, root, findings, made_at FROM grants_run 
    """
  private static let selectPlace: SQL = "SELECT number, person_id, offer_id, reserve, absent, sure, is_best FROM grants_place "
}

extension MatchRun {
  fileprivate static let seal = "grants_run.kept"

  init(row: Row) throws {
    id = try row["id"]
    round = try row["round_id"]
    number = try row["number"]
    merit = try row["merit_id"]
    drawKey = try row["draw_key"]
    girls = try row["girls"]
    placed = try row["placed"]
    inputsHash = try row["inputs_hash"]
    outcomeHash = try row["outcome_hash"]
    root = try row["root"]
    findings = try row["findings"]
    madeAt = try row["made_at"]
  }
}

extension MatchPlace {
  init(row: Row) throws {
    number = try row["number"]
    person = try row["person_id"]
    offer = try row["offer_id"]
    reserve = try row["reserve"]
    absent = try row["absent"]
    sure = try row["sure"]
    isBest = try row["is_best"]
  }
}
