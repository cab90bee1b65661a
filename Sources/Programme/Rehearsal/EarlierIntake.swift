package import Storage
package import Words

/// An intake of a demonstration before the one that girls apply to now, and what came of it: one set of figures, which every room's
/// part follows.
package struct EarlierIntake: Sendable, Hashable {
  /// Of those who are taught in each language.
  package struct Count: Sendable, Hashable {
    package let kazakh: Int
    package let russian: Int

    package var total: Int { kazakh + russian }
  }

  package let yearsAgo: Int
  /// Let into the test.
  package let eligible: Count
  /// Refused, or withdrawn by themselves.
  package let others: Count
  package let places: Int
  /// Offers that were declined, and offers that nobody answered in time.
  package let declined: Int
  package let expired: Int
  /// Appeals, and those of them in which the second mark counts.
  package let appeals: Int
  package let upheld: Int

  package var applications: Int { eligible.total + others.total }

  /// The one that has left, and the one that was selected last year.
  package static let all = [
    EarlierIntake(
      yearsAgo: 2, eligible: Count(kazakh: 272, russian: 176), others: Count(kazakh: 19, russian: 13), places: 50, declined: 3,
      expired: 1, appeals: 2, upheld: 0),
    EarlierIntake(
      yearsAgo: 1, eligible: Count(kazakh: 360, russian: 240), others: Count(kazakh: 24, russian: 16), places: 50, declined: 4,
      expired: 2, appeals: 6, upheld: 1),
  ]

  /// So many apply now where the figures are whole.
  package static let whole = 600

  /// In proportion for a demonstration of fewer, so that it opens as quickly; never larger.
  package func scaled(to applications: Int) -> EarlierIntake {
    let share = min(applications, Self.whole)
    func part(_ count: Int) -> Int { count == 0 ? 0 : max(1, (count * share + Self.whole / 2) / Self.whole) }
    func part(_ count: Count) -> Count { Count(kazakh: part(count.kazakh), russian: part(count.russian)) }
    return EarlierIntake(
      yearsAgo: yearsAgo, eligible: part(eligible), others: part(others), places: part(places), declined: part(declined),
      expired: part(expired), appeals: part(appeals), upheld: part(upheld))
  }
}

extension House {
  /// The same house at another moment, with chance that repeats.
  package func at(_ moment: Moment, _ chance: Chance) -> House {
    House(self, Outside(now: { moment }, random: { chance.bytes($0) }, readers: outside.readers))
  }

  /// Carries out what was asked for by then, as the house does while it is open.
  package func finishWorks() async throws {
    for kind in works { while try await goOn(with: kind, by: .here) {} }
  }

  /// The intake of so many years before, made like the one that runs now; nil where it stands already.
  func addIntake(_ intake: EarlierIntake, before running: Cycle) async throws -> Cycle? {
    let earlier = running.before(years: intake.yearsAgo)
    guard let opens = earlier.stages.compactMap({ Day($0.opens) }).min() else { return nil }
    let made = opens.adding(days: -30).start()
    let cycle = try await database.write { [self] tx -> Cycle? in
      guard try !tx.cycles().contains(where: { $0.key == earlier.key }) else { return nil }
      let then = Outside(now: { made }, random: outside.random)
      return try tx.cycle(
        try tx.addCycle(key: earlier.key, name: earlier.name, regions: running.regions, stages: earlier.stages, then))
    }
    forgetCycles()
    return cycle
  }
}

extension Cycle {
  fileprivate func before(years: Int) -> (key: String, name: Said, stages: [StageFile]) {
    func moved(_ text: String) -> String { IntakeYear.moved(text, of: key, by: -years) ?? "\(text)-\(years)" }
    return (
      moved(key),
      Said(kk: moved(Language.kk(name)), ru: moved(Language.ru(name)), en: moved(Language.en(name))),
      stages(movedBy: -years * Cycle.year)
    )
  }
}

extension Transaction {
  /// One of the invented staff, by the role; the second of two by 1. Throws `Refusal.missing` where there is none.
  package func invented(_ role: Role, _ number: Int = 0) throws -> Actor {
    let people: [ID<Person>] = try rows(
      """
      SELECT person_id FROM membership WHERE role = \(role) AND given_by IS NULL AND ended_at IS NULL ORDER BY given_at, id LIMIT 9
      """
    ) { try $0[0] }
    guard people.indices.contains(number) else { throw Refusal.missing }
    return Actor(person: people[number], role: role)
  }

  /// What the gatekeeper gives them for an act of theirs.
  package func permit<A: Act>(_ act: A.Type, invented role: Role, number: Int = 0, _ house: House) throws -> Permit<A> {
    let (person, now) = (try invented(role, number).person, house.outside.now())
    let session = Session(
      tokenHash: [], person: person, kind: .staff, isSharedDevice: false, seenAt: now, expiresAt: now)
    return try Gatekeeper.permit(act, to: Who(session: session, memberships: try memberships(of: person)))
  }
}
