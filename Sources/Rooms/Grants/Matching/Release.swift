import Documents
import Markup
import Programme
import Rules
import Security
import Storage
import Words

/// What goes out of a round: proposed by one, released by another, to exactly those about whom the run decided.
struct RoundRelease: Sendable {
  let run: ID<MatchRun>
  let recipients: Int
  let recipientsHash: [UInt8]
  let proposedBy: ID<Person>
  let releasedAt: Moment?
}

extension Transaction {
  func release(of round: ID<Round>) throws -> RoundRelease? {
    try row(
      "SELECT run_id, recipients, recipients_hash, proposed_by, released_at FROM grants_release WHERE round_id = \(round)"
    ).map {
      RoundRelease(
        run: try $0["run_id"], recipients: try $0["recipients"], recipientsHash: try $0["recipients_hash"],
        proposedBy: try $0["proposed_by"], releasedAt: try $0["released_at"])
    }
  }

  /// Rounds whose results are out, the newest first.
  func releasedRounds() throws -> [Round] {
    let released = Set(
      try rows("SELECT round_id FROM grants_release WHERE released_at IS NOT NULL ORDER BY round_id LIMIT 200") {
        try $0[0] as ID<Round>
      })
    return try rounds().filter { released.contains($0.id) }
  }

  /// A hash over exactly whom a run tells something.
  private func recipients(of run: ID<MatchRun>) throws -> (count: Int, hash: [UInt8]) {
    let people: [String] = try rows(
      "SELECT person_id FROM grants_place WHERE run_id = \(run) AND person_id IS NOT NULL ORDER BY person_id"
    ) { try $0[0] }
    return (people.count, digest(Array(people.joined().utf8)))
  }

  func propose(_ run: MatchRun, of round: Round, by actor: Actor, _ house: House) throws {
    let match = try refuseAtGates(run, of: round, house)
    let (told, now) = (try recipients(of: run.id), house.outside.now())
    let signer = Signer(seed: house.vault.master.key("grants bundle"))
    let added = try self.run(
      """
      INSERT INTO grants_release (round_id, run_id, recipients, recipients_hash, bundle, proposed_by, proposed_at)
      VALUES (\(round.id), \(run.id), \(told.count), \(told.hash), \(try match.bundle(withRows: false, signer: signer)), \(actor.person), \(now))
      ON CONFLICT (round_id) DO NOTHING
      """)
    if added == 0 { throw Refusal(.conflict, .alreadyProposed) }
    try record(.grantMatchProposed, run.id.text, "recipients=\(told.count)", by: actor.text, house)
    try ask(
      ReleaseMatching.self,
      for: SecondWanted(
        .matchWants, page: MatchDesk.link(run.id, of: round.id).text, not: [actor.person],
        once: "match:\(run.id):\(now.milliseconds)"), house)
  }

  func takeBackMatch(_ run: MatchRun, by actor: Actor, _ house: House) throws {
    let gone = try self.run("DELETE FROM grants_release WHERE run_id = \(run.id) AND released_at IS NULL")
    if gone == 0 { throw Refusal(.conflict, .matchNotProposed) }
    try record(.grantMatchTakenBack, run.id.text, by: actor.text, house)
  }

  /// Everything at once or nothing: seats, recommendations and the list of whom a message goes to.
  ///
  /// The numbers of the draw are typed a second time, from the source, by the person who releases.
  func letGo(_ run: MatchRun, of round: Round, drawn key: String, by actor: Actor, _ house: House) throws {
    guard let release = try release(of: round.id), release.run == run.id, release.releasedAt == nil else {
      throw Refusal(.conflict, .matchNotProposed)
    }
    let now = house.outside.now()
    try mustBeSecond(actor, after: release.proposedBy, at: now)
    guard key == run.drawKey else { throw Refusal(.invalid, .drawDiffers, field: "key") }
    let match = try refuseAtGates(run, of: round, house)
    let told = try recipients(of: run.id)
    guard told.count == release.recipients, told.hash == release.recipientsHash else {
      throw Refusal(.conflict, .recipientsDiffer)
    }
    let changed = try self.run(
      """
      UPDATE grants_release SET released_by = \(actor.person), released_at = \(now)
      WHERE round_id = \(round.id) AND run_id = \(run.id) AND released_at IS NULL
      """)
    if changed == 0 { throw Refusal(.conflict, .matchNotProposed) }
    let places = try places(of: run.id)
    if round.number == 1 {
      let offers = try offersAsMatched(round, match.matched.input)
      try addSeats(of: match.matched.input, offers)
      try recommend(places, in: round, run, accepted: [], house)
    } else {
      try recommend(places, in: round, run, accepted: try better(places, run, house), house)
    }
    try ask(
      BestOrders.kind, BestOrders.Plan(run: run.id, round: round.id), about: run.id.text, total: places.count, by: actor, house)
    try ask(MatchLetters.kind, MatchLetters.Plan(run: run.id), about: run.id.text, total: told.count, by: actor, house)
    try record(
      .grantMatchReleased, run.id.text, "recipients=\(told.count) hash=\(hex(told.hash).prefix(16))", by: actor.text, house)
    try happened(RecommendationsReleased(round: round.id, run: run.id), house)
  }

  private func refuseAtGates(_ run: MatchRun, of round: Round, _ house: House) throws -> MatchRelease {
    let match = try matched(run, house)
    if let stop = try gates(run, of: round, match, house).first(where: { $0.state == .stop }) {
      throw Refusal(.conflict, .stopsAt(stop.says))
    }
    return match
  }

  /// A row for each seat of the first round.
  private func addSeats(of input: MatchInput, _ offers: [GrantOffer]) throws {
    let rows = zip(offers, input.offers).flatMap { offer, published in
      published.kinds.flatMap { kind in
        (0..<kind.seats).map { "(\(offer.id), \(kind.attribute ?? ""), \($0 + 1))" as SQL }
      }
    }
    try insert("INSERT INTO grants_seat (offer_id, reserve, number)", rows)
  }

  /// In a second round those who have something they want more give their first seat back; who keeps hers is left alone.
  private func better(_ places: [MatchPlace], _ run: MatchRun, _ house: House) throws -> Set<ID<Person>> {
    var bettered: Set<ID<Person>> = []
    for place in places {
      guard let person = place.person, let offer = place.offer, let holds = try standingRecommendation(of: person),
        (holds.offer, holds.reserve) != (offer, place.reserve)
      else { continue }
      try end(holds, as: .bettered, house)
      bettered.insert(person)
    }
    return bettered
  }

  /// `accepted`: who has said yes to whatever stands above what she had.
  private func recommend(
    _ places: [MatchPlace], in round: Round, _ run: MatchRun, accepted: Set<ID<Person>>, _ house: House
  ) throws {
    guard let answers = round.days(.answers) else { throw Refusal(.conflict, .stageWithoutDays) }
    let now = house.outside.now()
    var free = try freeSeats(of: Set(places.compactMap(\.offer)))
    for place in places {
      guard let person = place.person, let offer = place.offer else { continue }
      if round.number == 2, !accepted.contains(person), try standingRecommendation(of: person) != nil { continue }
      let seat = Seat(offer: offer, reserve: place.reserve ?? "")
      guard let number = free[seat]?.popLast() else { throw Refusal(.conflict, .matchSeatTaken) }
      let (id, isAccepted): (ID<Recommendation>, Bool) = (house.outside.id(), accepted.contains(person))
      try self.run(
        """
        INSERT INTO grants_recommendation (id, round_id, run_id, person_id, offer_id, reserve, state, answer_by, tries_higher, offered_at,
          answered_at)
        VALUES (\(id), \(round.id), \(run.id), \(person), \(offer), \(place.reserve), \(isAccepted ? Recommendation.State.accepted : .offered),
          \(answers.last), FALSE, \(now), \(isAccepted ? now : nil))
        """)
      let taken = try self.run(
        """
        UPDATE grants_seat SET recommendation_id = \(id)
        WHERE offer_id = \(offer) AND reserve = \(seat.reserve) AND number = \(number) AND recommendation_id IS NULL
        """)
      if taken != 1 { throw Refusal(.conflict, .matchSeatTaken) }
    }
  }

  private func freeSeats(of offers: Set<ID<GrantOffer>>) throws -> [Seat: [Int]] {
    var free: [Seat: [Int]] = [:]
    try each(
      """
      SELECT offer_id, reserve, number FROM grants_seat WHERE offer_id IN (\(list: offers.sorted())) AND recommendation_id IS NULL
      ORDER BY offer_id, reserve, number DESC
      """
    ) { free[Seat(offer: try $0["offer_id"], reserve: try $0["reserve"]), default: []].append(try $0["number"]) }
    return free
  }
}

private struct Seat: Hashable {
  let offer: ID<GrantOffer>
  /// Empty: an open one.
  let reserve: String
}

/// The recommendations of a round are out.
struct RecommendationsReleased: Happening {
  let round: ID<Round>
  let run: ID<MatchRun>
}

extension Phrase {
  static let matchNotProposed = Phrase(
    kk: "Бұл есептеу қазір ұсынылып тұрған жоқ.", ru: "Этот расчёт сейчас не предложен.", en: "This run is not proposed now.")
  static let matchSeatTaken = Phrase(
    kk: "Бір орын бос емес: есептеуді қайта жүргізіңіз.", ru: "Одно место занято: сделайте расчёт заново.",
    en: "A seat is taken: make the run again.")
  static let matchWants = Phrase(
    kk: "Грантқа ұсынымдарды жариялау растауды күтіп тұр", ru: "Публикация рекомендаций ждёт подтверждения",
    en: "The release of the recommendations waits to be confirmed")
}
