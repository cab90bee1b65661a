import Markup
import Programme
import Rules
import Storage
import Words

/// One version of a round's merit rule; a new thought is a new version.
struct MeritVersion: Sendable {
  let id: ID<MeritVersion>
  let round: ID<Round>
  let version: Int
  let rule: MeritRule
  let writtenAt: Moment
}

/// Which version is to rule a round, or does.
struct MeritFreeze: Sendable {
  let version: ID<MeritVersion>
  let proposedBy: ID<Person>
  let proposedAt: Moment
  /// From then on nobody can change it; nil while it waits for a second person.
  let frozenAt: Moment?
}

extension Transaction {
  /// The newest first. A text that was accepted once is read again as it was.
  func merits(_ round: ID<Round>) throws -> [MeritVersion] {
    try rows(Self.selectMerit + "WHERE round_id = \(round) ORDER BY version DESC LIMIT 100", MeritVersion.init(row:))
  }

  func merit(_ id: ID<MeritVersion>, of round: ID<Round>) throws -> MeritVersion {
    guard let merit = try row(Self.selectMerit + "WHERE id = \(id) AND round_id = \(round)").map(MeritVersion.init(row:)) else {
      throw Refusal.missing
    }
    return merit
  }

  func meritFreeze(_ round: ID<Round>) throws -> MeritFreeze? {
    try row("SELECT merit_id, proposed_by, proposed_at, frozen_at FROM grants_freeze WHERE round_id = \(round)").map {
      MeritFreeze(
        version: try $0["merit_id"], proposedBy: try $0["proposed_by"], proposedAt: try $0["proposed_at"],
        frozenAt: try $0["frozen_at"])
    }
  }

  /// The rule of a round, frozen; nil before. A second round goes by the rule of the first of its year.
  func frozenMerit(of round: Round) throws -> (merit: MeritVersion, at: Moment)? {
    guard let first = round.number == 1 ? round : try self.round(leaving: round.leavingYear),
      let freeze = try meritFreeze(first.id), let at = freeze.frozenAt
    else { return nil }
    return (try merit(freeze.version, of: first.id), at)
  }

  func addMerit(_ rule: MeritRule, to round: Round, by actor: Actor, _ house: House) throws -> ID<MeritVersion> {
    if try meritFreeze(round.id)?.frozenAt != nil { throw Refusal(.conflict, .meritIsFrozen) }
    let id: ID<MeritVersion> = house.outside.id()
    let last: Int = try value("SELECT COALESCE(max(version), 0) FROM grants_merit WHERE round_id = \(round.id)") ?? 0
    try run(
      """
      INSERT INTO grants_merit (id, round_id, version, yaml, written_by, written_at)
      VALUES (\(id), \(round.id), \(last + 1), \(rule.yaml), \(actor.person), \(house.outside.now()))
      """)
    try record(.grantMeritWritten, id.text, "version=\(last + 1)", by: actor.text, house)
    return id
  }

  /// The chair proposes a version; an open proposal gives way to it.
  func propose(_ merit: MeritVersion, by actor: Actor, _ house: House) throws {
    try mustBeFreezable(merit, house)
    let now = house.outside.now()
    try run("DELETE FROM grants_freeze WHERE round_id = \(merit.round) AND frozen_at IS NULL")
    try run(
      """
      INSERT INTO grants_freeze (round_id, merit_id, proposed_by, proposed_at)
      VALUES (\(merit.round), \(merit.id), \(actor.person), \(now))
      """)
    try record(.grantMeritProposed, merit.id.text, "version=\(merit.version)", by: actor.text, house)
    try ask(
      ReleaseMatching.self,
      for: SecondWanted(
        .meritWants, page: MeritPages.link(merit.id, of: merit.round).text, not: [actor.person],
        once: "merit:\(merit.id):\(now.milliseconds)"), house)
  }

  func takeBackMerit(_ merit: MeritVersion, by actor: Actor, _ house: House) throws {
    let gone = try run(
      "DELETE FROM grants_freeze WHERE merit_id = \(merit.id) AND round_id = \(merit.round) AND frozen_at IS NULL")
    if gone == 0 { throw Refusal(.conflict, .meritNotProposed) }
    try record(.grantMeritTakenBack, merit.id.text, "version=\(merit.version)", by: actor.text, house)
  }

  /// A second person freezes what is proposed: it is announced and can never be changed.
  func freeze(_ merit: MeritVersion, by actor: Actor, _ house: House) throws {
    guard let freeze = try meritFreeze(merit.round), freeze.version == merit.id, freeze.frozenAt == nil else {
      throw Refusal(.conflict, .meritNotProposed)
    }
    let now = house.outside.now()
    try mustBeSecond(actor, after: freeze.proposedBy, at: now)
    try mustBeFreezable(merit, house)
    let changed = try run(
      """
      UPDATE grants_freeze SET frozen_by = \(actor.person), frozen_at = \(now)
      WHERE round_id = \(merit.round) AND merit_id = \(merit.id) AND frozen_at IS NULL
      """)
    if changed == 0 { throw Refusal(.conflict, .meritNotProposed) }
    try record(.grantMeritFrozen, merit.id.text, "version=\(merit.version)", by: actor.text, house)
  }

  private func mustBeFreezable(_ merit: MeritVersion, _ house: House) throws {
    let round = try round(merit.round)
    if try meritFreeze(merit.round)?.frozenAt != nil { throw Refusal(.conflict, .meritIsFrozen) }
    let weights = try confirmedOffers(of: merit.round).compactMap(\.terms.weights)
    if let says = MeritRules.freezing(merit.rule, round, weights: weights, on: house.outside.now().day(), house) {
      throw Refusal(.conflict, says)
    }
  }

  /// Other days for a round must leave the draw after the lists and before the end of the run, once the rule is frozen.
  func mustFitDraw(_ dates: RoundDates, of round: Round) throws {
    guard round.number == 1, let frozen = try frozenMerit(of: round), let lottery = frozen.merit.rule.lottery else { return }
    if let says = MeritRules.drawComplaint(lottery, dates) { throw Refusal(.conflict, says) }
  }

  private static let selectMerit: SQL = "SELECT id, round_id, version, yaml, written_at FROM grants_merit "
}

extension MeritVersion {
  init(row: Row) throws {
    id = try row["id"]
    round = try row["round_id"]
    version = try row["version"]
    rule = try MeritRule(yaml: try row["yaml"])
    writtenAt = try row["written_at"]
  }
}
