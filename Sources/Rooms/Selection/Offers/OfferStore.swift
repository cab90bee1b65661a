import Allocation
import Programme
import Rules
import Storage
import Words

/// One place offered to one applicant; an application gets one offer in its life.
struct Offer: Sendable {
  enum Answer: String, Sendable, Bindable, Readable {
    case accepted, declined, expired, left

    var act: AuditAct {
      switch self {
      case .accepted: .offerAccepted
      case .declined: .offerDeclined
      case .expired: .offerExpired
      case .left: .offerLeft
      }
    }
  }

  let id: ID<Offer>
  let reason: String
  let offeredAt: Moment
  let expiresAt: Moment
  let answer: Answer?

  var lastDay: Day { expiresAt.adding(milliseconds: -1).day() }
  func isOpen(at now: Moment) -> Bool { answer == nil && now < expiresAt }
}

/// How the places of a cycle stand.
struct Seats: Sendable, Hashable {
  let places: Int
  /// Offered and not given back, those beyond the places included.
  let held: Int
  let beyond: Int
  let accepted: Int
  let open: Int
  let gone: Int
}

extension Transaction {
  /// Nil before the release.
  func seats(_ cycle: ID<Cycle>) throws -> Seats? {
    guard
      let seats = try row(
        """
        SELECT count(*) AS seats, count(CASE WHEN extra THEN 1 END) AS beyond, count(offer_id) AS held
        FROM selection_seat WHERE cycle_id = \(cycle)
        """), try seats["seats"] as Int > 0
    else { return nil }
    let answers = try answers(cycle)
    let beyond: Int = try seats["beyond"]
    return Seats(
      places: try seats["seats"] - beyond, held: try seats["held"], beyond: beyond, accepted: answers.accepted,
      open: answers.open, gone: answers.declined)
  }

  /// How the offers of a cycle were answered so far.
  func answers(_ cycle: ID<Cycle>) throws -> Answers {
    let counts = try rows(
      """
      SELECT answer, count(*) AS n FROM selection_offer
      LEFT JOIN selection_answer ON selection_answer.offer_id = selection_offer.id WHERE cycle_id = \(cycle) GROUP BY answer
      """
    ) { (answer: try $0["answer"] as Offer.Answer?, count: try $0["n"] as Int) }
    func sum(_ isMeant: (Offer.Answer?) -> Bool) -> Int { counts.filter { isMeant($0.answer) }.map(\.count).reduce(0, +) }
    return Answers(
      open: sum { $0 == nil }, accepted: sum { $0 == .accepted }, declined: sum { $0 != nil && $0 != .accepted })
  }

  func addSeats(_ places: Int, _ cycle: ID<Cycle>) throws {
    for start in stride(from: 1, through: places, by: 300) {
      let rows = (start...min(start + 299, places)).map { "(\(cycle), \($0), FALSE)" as SQL }
      try run("INSERT INTO selection_seat (cycle_id, number, extra) VALUES \(rows.joined(", "))")
    }
  }

  /// Who stands in which row of a run, and how she stands.
  struct Holder: Sendable {
    let id: ID<Applicant>
    let isOffered: Bool
    let isSeated: Bool
    let isCandidate: Bool
  }

  /// Three plain reads put together here: joined in one statement, PostgreSQL without statistics of the fresh rows took forty seconds
  /// for forty thousand (measured 2026-11-25).
  func applicants(of run: ID<Run>) throws -> [Int32: Holder] {
    let cycle: SQL = "(SELECT cycle_id FROM selection_run WHERE id = \(run))"
    var candidates: Set<ID<Applicant>> = []
    try each("SELECT application_id FROM selection_candidate WHERE cycle_id = \(cycle) AND may_take_part") {
      candidates.insert(try $0[0])
    }
    var isSeated: [ID<Applicant>: Bool] = [:]
    try each(
      """
      SELECT application_id, number IS NOT NULL AS seated FROM selection_offer
      LEFT JOIN selection_seat ON selection_seat.offer_id = selection_offer.id WHERE selection_offer.cycle_id = \(cycle)
      """
    ) { isSeated[try $0["application_id"]] = try $0["seated"] }
    return Dictionary(
      uniqueKeysWithValues: try rows("SELECT position, application_id FROM selection_decision WHERE run_id = \(run)") { row in
        let id: ID<Applicant> = try row["application_id"]
        let holder = Holder(
          id: id, isOffered: isSeated[id] != nil, isSeated: isSeated[id] ?? false, isCandidate: candidates.contains(id))
        return (Int32(try row["position"] as Int), holder)
      })
  }

  /// Gives the seat; the schema refuses a second offer to her and a second girl on the seat.
  func offer(
    to applicant: ID<Applicant>, _ run: ID<Run>, _ reason: String, seat: Int, days: Int, _ cycle: ID<Cycle>, _ house: House
  ) throws {
    let id: ID<Offer> = house.outside.id()
    let now = house.outside.now()
    try self.run(
      """
      INSERT INTO selection_offer (id, cycle_id, application_id, run_id, reason, offered_at, expires_at)
      VALUES (\(id), \(cycle), \(applicant), \(run), \(reason), \(now), \(now.day().adding(days: days + 1).start()))
      """)
    let taken = try self.run(
      "UPDATE selection_seat SET offer_id = \(id) WHERE cycle_id = \(cycle) AND number = \(seat) AND offer_id IS NULL")
    if taken != 1 { throw Refusal(.conflict, .seatIsTaken) }
  }

  func offer(of applicant: ID<Applicant>) throws -> Offer? {
    try row(
      """
      SELECT id, reason, offered_at, expires_at, answer FROM selection_offer
      LEFT JOIN selection_answer ON selection_answer.offer_id = selection_offer.id WHERE application_id = \(applicant)
      """
    ).map {
      Offer(
        id: try $0["id"], reason: try $0["reason"], offeredAt: try $0["offered_at"], expiresAt: try $0["expires_at"],
        answer: try $0["answer"])
    }
  }

  /// Her answer, once. The same answer again changes nothing; another one is refused.
  func answer(_ offer: Offer, _ answer: Offer.Answer, _ result: Result, by actor: Actor, _ house: House) throws {
    if offer.answer == answer { return }
    guard offer.isOpen(at: house.outside.now()), !result.hasLeft else { throw Refusal(.conflict, .offerIsClosed) }
    try run(
      "INSERT INTO selection_answer (offer_id, answer, at) VALUES (\(offer.id), \(answer), \(house.outside.now()))")
    try record(answer.act, offer.id.text, by: actor.text, house)
    try tellAnswer(answer, result, offer, by: actor.person, house)
    if answer == .declined { try cascade(result.cycle, house) }
  }

  /// A place that was accepted is given back, and called out to the next; again changes nothing.
  func giveBack(_ offer: Offer, _ result: Result, by actor: Actor, _ house: House) throws {
    let changed = try run(
      """
      UPDATE selection_answer SET answer = \(Offer.Answer.left), at = \(house.outside.now())
      WHERE offer_id = \(offer.id) AND answer = \(Offer.Answer.accepted)
      """)
    guard changed == 1 else {
      if offer.answer == .left { return }
      throw Refusal(.conflict, .offerIsClosed)
    }
    try record(.offerLeft, offer.id.text, by: actor.text, house)
    try tellAnswer(.left, result, offer, by: actor.person, house)
    try cascade(result.cycle, house)
  }

  /// To her and to her guardian, in writing: what was answered, and that it can be taken back or not.
  private func tellAnswer(
    _ answer: Offer.Answer, _ result: Result, _ offer: Offer, by person: ID<Person>, _ house: House
  ) throws {
    let once = "\(offer.id):\(answer.rawValue)"
    let (hers, theirs): (LetterText, LetterText) =
      answer == .accepted ? (.placeAccepted, .wardAcceptedPlace) : (.placeGivenUp, .wardGaveUpPlace)
    let code = LetterValue.application(result.code)
    try tell(
      try safe(of: person, house.vault), hers, [code, .page("/result", house)], purpose: .offerAnswer, once: once, house)
    try tellGuardians(of: person, theirs, [code], purpose: .offerAnswer, once: once, house)
  }

  /// Frees the seats of those who are gone and calls the next under the same rules. Running it twice changes nothing more: it
  /// looks only at what stands in the database, in one transaction.
  @discardableResult
  func cascade(_ cycle: ID<Cycle>, _ house: House) throws -> Int {
    guard let run = try rulingRun(cycle) else { return 0 }
    let now = house.outside.now()
    try close(cycle, at: now, house)
    try self.run(
      """
      UPDATE selection_seat SET offer_id = NULL WHERE cycle_id = \(cycle) AND offer_id IN (
        SELECT selection_offer.id FROM selection_offer
        JOIN selection_candidate ON selection_candidate.application_id = selection_offer.application_id
        LEFT JOIN selection_answer ON selection_answer.offer_id = selection_offer.id
        WHERE selection_offer.cycle_id = \(cycle) AND (has_left OR answer IN ('declined', 'expired', 'left')))
      """)
    try absorb(cycle)
    let free: [Int] = try rows(
      "SELECT number FROM selection_seat WHERE cycle_id = \(cycle) AND offer_id IS NULL AND NOT extra ORDER BY number LIMIT 10000"
    ) { try $0[0] }
    guard !free.isEmpty else { return 0 }
    let selected = try selected(run)
    let holders = try applicants(of: run.id)
    let held = holders.filter(\.value.isSeated).map(\.key).sorted()
    let gone = holders.filter { !$0.value.isSeated && ($0.value.isOffered || !$0.value.isCandidate) }.map(\.key).sorted()
    let next = try selected.policy.next(selected.ranking, selected.candidates, after: selected.outcome, held: held, gone: gone)
    var called = 0
    for (seat, row) in zip(free, next) {
      guard let holder = holders[row] else { continue }
      try offer(to: holder.id, run.id, "next", seat: seat, days: selected.file.offerDays, cycle, house)
      try tell(of: holder.id, house)
      try record(.offerMade, holder.id.text, "next", by: "the house", house)
      called += 1
    }
    return called
  }

  /// Writes down what time or a withdrawal has decided.
  private func close(_ cycle: ID<Cycle>, at now: Moment, _ house: House) throws {
    let closed = try rows(
      """
      SELECT selection_offer.id, has_left FROM selection_offer
      JOIN selection_candidate ON selection_candidate.application_id = selection_offer.application_id
      LEFT JOIN selection_answer ON selection_answer.offer_id = selection_offer.id
      WHERE selection_offer.cycle_id = \(cycle) AND answer IS NULL AND (has_left OR expires_at <= \(now))
      ORDER BY selection_offer.id LIMIT 10000
      """
    ) { (id: try $0["id"] as ID<Offer>, hasLeft: try $0["has_left"] as Bool) }
    // Who had accepted and has left since has no place to come back to: it is free from now on.
    let gone: [ID<Offer>] = try rows(
      """
      SELECT selection_offer.id FROM selection_offer
      JOIN selection_candidate ON selection_candidate.application_id = selection_offer.application_id
      JOIN selection_answer ON selection_answer.offer_id = selection_offer.id
      WHERE selection_offer.cycle_id = \(cycle) AND answer = \(Offer.Answer.accepted) AND has_left
      ORDER BY selection_offer.id LIMIT 10000
      """
    ) { try $0["id"] }
    for id in gone {
      try run("UPDATE selection_answer SET answer = \(Offer.Answer.left), at = \(now) WHERE offer_id = \(id)")
      try record(.offerLeft, id.text, by: "the house", house)
    }
    for offer in closed {
      let answer: Offer.Answer = offer.hasLeft ? .left : .expired
      try run("INSERT INTO selection_answer (offer_id, answer, at) VALUES (\(offer.id), \(answer), \(now))")
      try record(answer.act, offer.id.text, by: "the house", house)
    }
  }

  /// Whoever has a seat beyond the places moves to a free one of them; what is left empty beyond them goes.
  private func absorb(_ cycle: ID<Cycle>) throws {
    let extra = try rows(
      "SELECT number, offer_id FROM selection_seat WHERE cycle_id = \(cycle) AND extra ORDER BY number LIMIT 1000"
    ) { (number: try $0["number"] as Int, offer: try $0["offer_id"] as ID<Offer>?) }
    guard !extra.isEmpty else { return }
    var free: [Int] = try rows(
      "SELECT number FROM selection_seat WHERE cycle_id = \(cycle) AND offer_id IS NULL AND NOT extra ORDER BY number LIMIT 1000"
    ) { try $0[0] }
    for seat in extra {
      if let offer = seat.offer {
        guard !free.isEmpty else { continue }
        try run("DELETE FROM selection_seat WHERE cycle_id = \(cycle) AND number = \(seat.number)")
        try run("UPDATE selection_seat SET offer_id = \(offer) WHERE cycle_id = \(cycle) AND number = \(free.removeFirst())")
      } else {
        try run("DELETE FROM selection_seat WHERE cycle_id = \(cycle) AND number = \(seat.number)")
      }
    }
  }

  /// A letter about a place that came later.
  func tell(of applicant: ID<Applicant>, _ house: House) throws {
    guard
      let row = try row("SELECT person_id, code FROM selection_candidate WHERE application_id = \(applicant)"),
      try exists("SELECT 1 FROM person_key WHERE person_id = \(try row["person_id"] as ID<Person>)")
    else { return }
    let (person, code): (ID<Person>, String) = (try row["person_id"], try row["code"])
    guard let offer = try offer(of: applicant) else { return }
    try tell(
      try safe(of: person, house.vault), .place, [.until(offer.lastDay), .page("/result", house)], purpose: .offer,
      once: applicant.text, house)
    try tellGuardians(
      of: person, .wardPlace, [.application(code), .until(offer.lastDay)], purpose: .offer, once: applicant.text, house)
  }
}

/// The job that lets the waiting list move while nobody looks.
enum Cascade {
  static func run(_ house: House) async throws {
    // An intake may still wait for answers when the next one has begun.
    let due = try await house.database.read { tx -> [ID<Cycle>] in
      let released: [ID<Cycle>] = try tx.rows(
        "SELECT cycle_id FROM selection_release WHERE released_at IS NOT NULL ORDER BY released_at DESC LIMIT 10"
      ) { try $0[0] }
      return try released.filter { try tx.isDue($0, at: house.outside.now()) }
    }
    for cycle in due { _ = try await house.database.write { try $0.cascade(cycle, house) } }
  }
}

extension Transaction {
  /// Somebody's time is over, somebody left her place, or a place stands empty.
  fileprivate func isDue(_ cycle: ID<Cycle>, at now: Moment) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM selection_offer
      JOIN selection_candidate ON selection_candidate.application_id = selection_offer.application_id
      LEFT JOIN selection_answer ON selection_answer.offer_id = selection_offer.id
      LEFT JOIN selection_seat ON selection_seat.offer_id = selection_offer.id
      WHERE selection_offer.cycle_id = \(cycle)
        AND ((answer IS NULL AND expires_at <= \(now)) OR (has_left AND selection_seat.number IS NOT NULL))
      LIMIT 1
      """) || exists("SELECT 1 FROM selection_seat WHERE cycle_id = \(cycle) AND offer_id IS NULL LIMIT 1")
  }
}

extension LetterText {
  static let place = LetterText(
    "place", Phrase(kk: "Орын ұсынысы", ru: "Предложение места", en: "Offer of a place"),
    needs: [.page, .until])
  static let wardPlace = LetterText(
    "ward-place",
    Phrase(kk: "Ата-анаға: орын ұсынылды", ru: "Родителю: предложено место", en: "To the guardian: a place is offered"),
    needs: [.link, .until], mayUse: [.application])
  static let placeAccepted = LetterText(
    "place-accepted", Phrase(kk: "Орын қабылданды", ru: "Место принято", en: "The place is accepted"),
    needs: [.page], mayUse: [.application])
  static let placeGivenUp = LetterText(
    "place-given-up", Phrase(kk: "Орыннан бас тартылды", ru: "От места отказались", en: "The place is given up"),
    needs: [], mayUse: [.application, .page])
  static let wardAcceptedPlace = LetterText(
    "ward-accepted-place",
    Phrase(kk: "Ата-анаға: орын қабылданды", ru: "Родителю: место принято", en: "To the guardian: the place is accepted"),
    needs: [.link], mayUse: [.application])
  static let wardGaveUpPlace = LetterText(
    "ward-gave-up-place",
    Phrase(
      kk: "Ата-анаға: орыннан бас тартылды", ru: "Родителю: от места отказались", en: "To the guardian: the place is given up"),
    needs: [.link], mayUse: [.application])
}

extension Phrase {
  static let seatIsTaken = Phrase(
    kk: "Бұл орын бос емес. Бетті жаңартып, қайталап көру керек.", ru: "Это место занято. Обновите страницу и попробуйте снова.",
    en: "This seat is taken. Reload the page and try again.")
  static let offerIsClosed = Phrase(
    kk: "Бұл ұсынысқа жауап берілген немесе мерзімі өткен. Бетті жаңарту керек.",
    ru: "На это предложение уже дан ответ, или срок ответа прошёл. Обновите страницу.",
    en: "This offer is answered or its time is over. Reload the page.")
  static let placeSubject = Phrase(kk: "Саған орын ұсынылды", ru: "Вам предложено место", en: "You are offered a place")
}
