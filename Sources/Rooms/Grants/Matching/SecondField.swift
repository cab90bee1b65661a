import Allocation
import Programme
import Rules
import Storage
import Words

/// How a girl of the first round stands to the second.
enum SecondStanding: Sendable {
  /// She has another grant, or her place was withdrawn.
  case out
  /// She has no seat. `without`: what she declined, which is not offered to her again.
  case free(without: ID<GrantOffer>?)
  case keeps(ID<GrantOffer>, reserve: String?)
  case triesHigher(ID<GrantOffer>, reserve: String?)
}

extension SecondStanding {
  static var free: SecondStanding { .free(without: nil) }

  var declined: ID<GrantOffer>? {
    if case .free(let offer) = self { offer } else { nil }
  }
}

extension Transaction {
  /// Of everybody who was given a seat by the first round's release; who is not in it had none.
  func secondStandings(after run: MatchRun) throws -> [ID<Person>: SecondStanding] {
    var found: [ID<Person>: SecondStanding] = [:]
    for given in try recommendations(where: "round_id = \(run.round)") {
      guard let person = given.person, found[person] == nil else { continue }
      found[person] =
        switch given.state {
        case .released, .withdrawn, .bettered: .out
        case .declined: .free(without: given.offer)
        case .lapsed: .free
        case .offered: .keeps(given.offer, reserve: given.reserve)
        case .accepted:
          given.triesHigher
            ? .triesHigher(given.offer, reserve: given.reserve) : .keeps(given.offer, reserve: given.reserve)
        }
    }
    return found
  }

  /// The market of a second round: the rule, the evidence and the attributes of the first, lists and seats as they stand now.
  func secondField(_ round: Round, _ house: House) throws -> MatchField {
    guard let first = try self.round(leaving: round.leavingYear), let run = try releasedRun(of: first.id) else {
      throw Refusal(.conflict, .firstNotReleased)
    }
    let (pool, before) = (try pool(of: round.id), try matched(run, house).matched)
    let offers = try offersAsMatched(first, before.input)
    let number = Dictionary(uniqueKeysWithValues: offers.enumerated().map { ($1.id, Int32($0)) })
    let standings = try secondStandings(after: run)
    let (lists, girls) = (try keptLists(in: first.id), try leavers(in: first.leavingYear).filter(\.mayTakePart))
    let (agreed, choosers) = (try agreeing("university", girls, house), try choosers(girls))
    var (known, entryOf): ([SecondRound.Standing], [ID<Person>: Int]) = ([], [:])
    var wanted = Array(repeating: [Int32](), count: before.input.entries.count)
    for (entry, place) in try places(of: run.id).enumerated() {
      guard let person = place.person else {
        known.append(.out)
        continue
      }
      entryOf[person] = entry
      let standing = standings[person] ?? .free
      known.append(try seat(standing, offers, number, before.input))
      if choosers[person] != nil, agreed.contains(person) {
        wanted[entry] = (lists[person] ?? []).filter { $0 != standing.declined }.compactMap { number[$0] }
      }
    }
    // Whoever was in the pool and is out by now keeps her number and wants nothing.
    let order = pool.map { line -> Int? in
      guard let entry = line.person.flatMap({ entryOf[$0] }) else { return nil }
      switch known[entry] {
      case .out, .holds(_, _, triesHigher: false): return nil
      case .free, .holds(_, _, triesHigher: true): return entry
      }
    }
    let now = try seatsNow(offers, before.input)
    let second: MatchInput
    do throws(MatchFault) {
      second = try before.secondInput(known, lists: wanted, offers: now, order: order.compactMap { $0 })
    } catch {
      throw Refusal(.conflict, error.says(before.input.offers))
    }
    var (next, entries, absent) = (0, [MatchEntry](), [Absence?]())
    for (line, entry) in zip(pool, order) {
      guard entry != nil, let person = line.person else {
        entries.append(.nobody(second.rule.common.evidence.count))
        absent.append(.part)
        continue
      }
      let girl = second.entries[next]
      next += 1
      let chooser = choosers[person]
      absent.append(
        chooser == nil ? .part : !agreed.contains(person) ? .consent : girl.list.isEmpty && girl.holds == nil ? .list : nil)
      let bars = girl.list.compactMap { offer in
        chooser?.atRun(offers[Int(offer)]).map { MatchEntry.Bar(offer: offer, requirement: $0) }
      }
      entries.append(
        MatchEntry(
          list: girl.list, bars: bars, values: girl.values, errors: girl.errors, attributes: girl.attributes, holds: girl.holds))
    }
    return MatchField(
      pool: pool, input: try MatchInput.orRefused(second.rule, second.offers, entries), absent: absent, offers: offers)
  }

  /// The offers of the first run in its order, whatever became of them since.
  func offersAsMatched(_ first: Round, _ input: MatchInput) throws -> [GrantOffer] {
    let known = Dictionary(try offers(of: first.id).map { ($0.code, $0) }) { one, _ in one }
    return try input.offers.map { offer in
      guard let found = known[offer.code] else { throw Refusal(.conflict, .marketCannotRun) }
      return found
    }
  }

  private func seat(
    _ standing: SecondStanding, _ offers: [GrantOffer], _ number: [ID<GrantOffer>: Int32], _ input: MatchInput
  ) throws -> SecondRound.Standing {
    func holds(_ offer: ID<GrantOffer>, _ reserve: String?, _ triesHigher: Bool) throws -> SecondRound.Standing {
      guard let place = number[offer] else { throw Refusal(.conflict, .marketCannotRun) }
      guard let reserve else { return .holds(offer: place, reserve: nil, triesHigher: triesHigher) }
      guard let kind = input.offers[Int(place)].plan.reserves.firstIndex(where: { $0.attribute == reserve }) else {
        throw Refusal(.conflict, .marketCannotRun)
      }
      return .holds(offer: place, reserve: kind, triesHigher: triesHigher)
    }
    return switch standing {
    case .out: .out
    case .free: .free
    case .keeps(let offer, let reserve): try holds(offer, reserve, false)
    case .triesHigher(let offer, let reserve): try holds(offer, reserve, true)
    }
  }

  /// The offers of the first run with the seats that there are.
  private func seatsNow(_ offers: [GrantOffer], _ input: MatchInput) throws -> [MatchOffer] {
    var counts: [ID<GrantOffer>: [String: Int]] = [:]
    try each(
      """
      SELECT offer_id, reserve, count(*) AS n FROM grants_seat WHERE offer_id IN (\(list: offers.map(\.id)))
      GROUP BY offer_id, reserve ORDER BY offer_id, reserve
      """
    ) { counts[try $0["offer_id"], default: [:]][try $0["reserve"]] = try $0["n"] }
    return zip(offers, input.offers).map { offer, published in
      let seats = counts[offer.id] ?? [:]
      return MatchOffer(
        code: published.code, title: published.title, weights: published.weights,
        plan: SeatPlan(
          seats: seats.values.reduce(0, +),
          reserves: published.plan.reserves.map { SeatPlan.Reserve(attribute: $0.attribute, seats: seats[$0.attribute] ?? 0) }))
    }
  }
}

extension Phrase {
  static let firstNotReleased = Phrase(
    kk: "Бірінші кезеңнің нәтижесі әлі жарияланған жоқ.", ru: "Результат первого раунда ещё не опубликован.",
    en: "The result of the first round is not released yet.")
}
