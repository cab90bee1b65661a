import Allocation
import Postbox
import Programme
import Rules
import Storage
import Words

/// A round of a demonstration up to today, by the verbs of this room with the clock moved: offers, the rule, lists, the match released by two
/// people, answers, and the second round of August.
struct RoundRehearsal: Sendable {
  let house: House
  let year: Int
  let seed: UInt64

  private static let draw = "9319./2.5.8.10.12./"

  private func chance(_ number: UInt64) -> Chance { Chance(seed: seed &+ UInt64(year) &* 100 &+ number) }

  /// The house on a day of the round; nil while that day is to come.
  private func on(_ month: Int, _ day: Int, hour: Int = 11, _ number: UInt64) -> House? {
    guard let day = Day(year: year, month: month, day: day) else { return nil }
    let then = day.start().adding(hours: hour)
    return then <= house.outside.now() ? house.at(then, chance(number)) : nil
  }

  func run() async throws {
    try await play()
    try await house.database.write { try $0.showPost() }
  }

  private func play() async throws {
    guard let entering = Day(year: year, month: 3, day: 1) else { return }
    let offering = house.at(min(house.outside.now(), entering.start().adding(hours: 10)), chance(46))
    try await house.database.write { tx in try tx.fillGrants(year, offering) }
    guard let ruling = on(3, 20, hour: 12, 47) else { return }
    try await house.database.write { tx in
      guard let round = try tx.round(leaving: year) else { return }
      try ListRehearsal.freeze(tx, round, chair: try tx.invented(.chair), second: try tx.invented(.safeguarding), ruling)
    }
    guard let listing = on(4, 20, 48) else { return }
    try await house.database.write { try lists($0, listing) }
    guard let closing = on(5, 15, hour: 1, 49) else { return }
    try await close(1, closing)
    guard let running = on(5, 18, 50), let releasing = on(5, 19, 51), try await release(1, running, releasing) else { return }
    guard let answering = on(6, 3, 52) else { return }
    try await house.database.write { try answer($0, answering) }
    guard let lapsing = on(7, 1, 53) else { return }
    try await house.database.write { tx in while try tx.lapseSome(lapsing) {} }
    guard let second = on(8, 11, hour: 1, 54), let letting = on(8, 11, hour: 15, 55) else { return }
    _ = try await house.database.write { tx in
      try tx.addRound(
        leaving: year, number: 2, RoundDates.proposed(leaving: year, number: 2), by: try tx.invented(.chair), offering)
    }
    try await close(2, second)
    guard try await release(2, letting, letting), let last = on(8, 17, 56) else { return }
    try await house.database.write { tx in
      for given in try tx.recommendations(where: "state = 'offered'") {
        guard let person = given.person else { continue }
        try tx.accept(given, by: Actor(person: person, role: .applicant), letting)
      }
      while try tx.lapseSome(last) {}
    }
  }

  /// Most girls have a list; some never made one, and some are not named to universities.
  private func lists(_ tx: Transaction, _ then: House) throws {
    guard let round = try tx.round(leaving: year) else { return }
    let offers = try tx.confirmedOffers(of: round.id)
    let chance = chance(60)
    for girl in try tx.leavers(in: year) where girl.mayTakePart {
      guard try tx.isOnHerWay(girl.person), chance.happens(90) else { continue }
      let safe = try tx.safe(of: girl.person, house.vault)
      try agree(tx, girl, safe, chance.happens(92), then)
      var wanted = offers.filter { $0.programme.said.level == girl.level }.map(\.id)
      var list: [ID<GrantOffer>] = []
      for _ in 0..<(3 + chance.below(4)) where !wanted.isEmpty { list.append(wanted.remove(at: chance.below(wanted.count))) }
      guard !list.isEmpty else { continue }
      try tx.keep(ListOrder(list), of: safe, round.id, .own, meant: [], by: "applicant:\(girl.person)", then)
    }
  }

  /// Asked anew in spring: both say whether universities may hear of her.
  private func agree(_ tx: Transaction, _ girl: Leaver, _ safe: Safe, _ agrees: Bool, _ then: House) throws {
    guard let purpose = house.consents.purposes.first(where: { $0.key == "university" }) else { return }
    let guardian = try house.personalData.lazy.flatMap { try $0.dependants(tx, girl.person) }.first
    let isOfAge = try tx.adultSince(safe, at: then.outside.now()) != nil
    for (signer, person) in [(Consent.Signer.girl, girl.person as ID<Person>?), (.guardian, guardian)] {
      guard let person, !(isOfAge && signer == .guardian) else { continue }
      let text = ConsentText(purpose, version: house.consents.version, subject: girl.code, house.programme, .kk)
      try tx.keepConsents(
        [(text: text, agreed: agrees)], of: safe, girl.cycle, signer: signer, person: person, channel: .page, collector: "self",
        then)
    }
  }

  private func close(_ number: Int, _ then: House) async throws {
    try await house.database.write { tx in
      guard let round = try tx.round(leaving: year, number: number) else { return }
      try tx.closeLists(of: round, then)
    }
  }

  /// False where there was nobody to match.
  private func release(_ number: Int, _ running: House, _ releasing: House) async throws -> Bool {
    let found = try await house.database.read { tx -> (Round, MatchField, MeritVersion)? in
      guard let round = try tx.round(leaving: year, number: number), try tx.closing(of: round.id)?.girls ?? 0 > 0 else {
        return nil
      }
      let (field, merit) = try tx.matchField(of: round, running)
      return field.listed == 0 ? nil : (round, field, merit)
    }
    guard let (round, field, merit) = found else { return false }
    let made = try MadeMatch(field, key: Self.draw)
    try await house.database.write { tx in
      let (chair, second) = (try tx.invented(.chair), try tx.invented(.safeguarding))
      let run = try tx.keepRun(made, of: round, merit, by: chair, running)
      try tx.propose(try tx.matchRun(run, of: round.id), of: round, by: chair, running)
      try tx.letGo(try tx.matchRun(run, of: round.id), of: round, drawn: Self.draw, by: second, releasing)
    }
    try await releasing.finishWorks()
    return true
  }

  /// Most say yes; some decline, have another grant, try higher or never answer.
  private func answer(_ tx: Transaction, _ then: House) throws {
    guard let round = try tx.round(leaving: year) else { return }
    let chance = chance(61)
    for given in try tx.recommendations(where: "round_id = \(round.id)").sorted(by: { $0.id.text < $1.id.text }) {
      guard let person = given.person else { continue }
      let actor = Actor(person: person, role: .applicant)
      switch chance.below(100) {
      case ..<70:
        try tx.accept(given, by: actor, then)
        if chance.happens(20) { try tx.tryHigher(try tx.recommendation(given.id), true, by: actor, then) }
      case ..<80: try tx.decline(given, by: actor, then)
      case ..<88: try tx.release(given, by: actor, then)
      default: break
      }
    }
  }
}
