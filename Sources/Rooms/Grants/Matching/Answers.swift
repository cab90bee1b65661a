import Programme
import Storage
import Words

/// What a girl says to the seat she was given. Each verb looks at what stands in its own transaction; the schema holds that one seat has one
/// girl and one girl one seat.
extension Transaction {
  /// Yes, once; the same answer again changes nothing.
  func accept(_ given: Recommendation, by actor: Actor, _ house: House) throws {
    if given.state == .accepted { return }
    try mustBeOpen(given, house)
    guard try mayAccept(given, house) else { throw Refusal(.conflict, .noConsentToAccept, back: RecommendationPage.home) }
    try run(
      "UPDATE grants_recommendation SET state = 'accepted', answered_at = \(house.outside.now()) WHERE id = \(given.id) AND state = 'offered'"
    )
    try record(.recommendationAccepted, given.id.text, by: actor.text, house)
    try tellAnswer(given, .recommendationAccepted, .wardRecommendationAccepted, house)
  }

  /// Whether both yeses to naming her to universities stand today.
  func mayAccept(_ given: Recommendation, _ house: House) throws -> Bool {
    guard let person = given.person else { return false }
    return try mayBeNamed(person, house)
  }

  /// No: the seat is free at once.
  func decline(_ given: Recommendation, by actor: Actor, _ house: House) throws {
    if given.state == .declined { return }
    guard given.state == .accepted || given.isOpen(on: house.outside.now().day()) else {
      throw Refusal(.conflict, .recommendationClosed)
    }
    try end(given, as: .declined, answered: true, house)
    try record(.recommendationDeclined, given.id.text, by: actor.text, house)
    try tellAnswer(given, .recommendationGivenUp, .wardRecommendationGivenUp, house)
  }

  /// She has another grant: the seat is free, that she was recommended stays hers, and nobody asks why.
  func release(_ given: Recommendation, by actor: Actor, _ house: House) throws {
    if given.state == .released { return }
    guard given.state == .accepted || given.isOpen(on: house.outside.now().day()) else {
      throw Refusal(.conflict, .recommendationClosed)
    }
    try end(given, as: .released, answered: true, house)
    try record(.recommendationReleased, given.id.text, by: actor.text, house)
    try tellAnswer(given, .recommendationReleased, .wardRecommendationReleased, house)
  }

  /// Whether she takes part in the second round for what stands above it. Only what she has accepted and shown to nobody.
  func tryHigher(_ given: Recommendation, _ tries: Bool, by actor: Actor, _ house: House) throws {
    guard given.state == .accepted else { throw Refusal(.conflict, .recommendationClosed) }
    let first = try round(given.round)
    if let second = try round(leaving: first.leavingYear, number: 2), try closing(of: second.id) != nil {
      throw Refusal(.conflict, .secondIsClosed)
    }
    if given.triesHigher == tries { return }
    if tries, try openShare(of: given.id) != nil { throw Refusal(.conflict, .isShownAlready) }
    try run("UPDATE grants_recommendation SET tries_higher = \(tries) WHERE id = \(given.id) AND state = 'accepted'")
    try record(.recommendationTriesHigher, given.id.text, tries ? "yes" : "no", by: actor.text, house)
  }

  private func mustBeOpen(_ given: Recommendation, _ house: House) throws {
    guard given.isOpen(on: house.outside.now().day()) else { throw Refusal(.conflict, .recommendationClosed) }
  }

  /// Ends what holds a seat, and frees it.
  func end(_ given: Recommendation, as state: Recommendation.State, answered: Bool = false, _ house: House) throws {
    let now = house.outside.now()
    let ended = try run(
      """
      UPDATE grants_recommendation SET \(state.written), tries_higher = FALSE, ended_at = \(now),
        answered_at = COALESCE(answered_at, \(answered ? now : nil))
      WHERE id = \(given.id) AND state IN ('offered', 'accepted')
      """)
    if ended != 1 { throw Refusal(.conflict, .recommendationClosed) }
    try run("UPDATE grants_seat SET recommendation_id = NULL WHERE recommendation_id = \(given.id)")
    try happened(RecommendationEnded(recommendation: given.id, state: state), house)
  }

  /// Her last day is over without an answer.
  func lapse(_ given: Recommendation, _ house: House) throws {
    try end(given, as: .lapsed, house)
    try record(.recommendationLapsed, given.id.text, by: "the house", house)
    try tellAnswer(given, .recommendationLapsed, .wardRecommendationLapsed, house)
  }

  private func tellAnswer(_ given: Recommendation, _ hers: LetterText, _ theirs: LetterText, _ house: House) throws {
    guard let person = given.person, let safe = try? safe(of: person, house.vault) else { return }
    let once = "\(given.id):\(hers.key)"
    try tell(safe, hers, [.page("/recommendation", house)], purpose: .recommendation, once: once, house)
    try tellGuardians(of: person, theirs, [], purpose: .recommendation, once: once, house)
  }

  /// Recommendations whose last day is over.
  fileprivate func lapsing(on day: Day) throws -> [Recommendation] {
    try recommendations(where: "state = 'offered' AND answer_by < \(day)", limit: 100)
  }

  /// Those that wait for an answer and whose girls have left the programme or are erased.
  fileprivate func leftBehind() throws -> [Recommendation] {
    try recommendations(
      where: """
        state IN ('offered', 'accepted') AND (person_id IS NULL OR NOT EXISTS (SELECT 1 FROM grants_person
          WHERE grants_person.person_id = grants_recommendation.person_id AND NOT has_left))
        """, limit: 100)
  }
}

/// Something that held a seat does so no more.
struct RecommendationEnded: Happening {
  let recommendation: ID<Recommendation>
  let state: Recommendation.State
}

/// What time decides about recommendations.
enum Answering {
  static let job = Job(
    name: "recommendations lapse", .recommendationsLapse, every: .seconds(600),
    isNeeded: { house in
      try await house.database.read { tx in
        let today = house.outside.now().day()
        return try !tx.lapsing(on: today).isEmpty || !tx.leftBehind().isEmpty || !tx.remindersDue(house).isEmpty
      }
    }
  ) { house in
    while try await house.database.write({ try $0.lapseSome(house) }) {}
    try await remind(house)
  }

  /// Five days before the last one, once.
  static let remindDays = 5

  private static func remind(_ house: House) async throws {
    for given in try await house.database.read({ try $0.remindersDue(house) }) {
      try await house.database.write { tx in
        guard let person = given.person, let safe = try? tx.safe(of: person, house.vault) else { return }
        try tx.tell(
          safe, .recommendationReminder, [.until(given.answerBy), .page("/recommendation", house)], purpose: .recommendation,
          once: "remind:\(given.id)", house)
        try tx.run("UPDATE grants_recommendation SET reminded_at = \(house.outside.now()) WHERE id = \(given.id)")
      }
    }
  }
}

extension Transaction {
  /// Ends what time or leaving has ended, a hundred at a time. False once nothing is left.
  func lapseSome(_ house: House) throws -> Bool {
    let (late, left) = (try lapsing(on: house.outside.now().day()), try leftBehind())
    for given in late { try lapse(given, house) }
    for given in left where !late.contains(where: { $0.id == given.id }) {
      try end(given, as: .withdrawn, house)
      try record(.recommendationWithdrawn, given.id.text, "left", by: "the house", house)
    }
    return late.count == 100 || left.count == 100
  }

  /// By day only, from ten to twenty o'clock.
  fileprivate func remindersDue(_ house: House) throws -> [Recommendation] {
    let now = house.outside.now()
    let today = now.day()
    guard now >= today.start().adding(hours: 10), now < today.start().adding(hours: 20) else { return [] }
    return try recommendations(
      where:
        "state = 'offered' AND reminded_at IS NULL AND answer_by >= \(today) AND answer_by <= \(today.adding(days: Answering.remindDays))",
      limit: 200)
  }
}

extension Phrase {
  static let noConsentToAccept = Phrase(
    kk: "Сені университетке атауға келісім қазір жоқ: өзің де, ата-анаң да «иә» деуі керек. Сонсыз орынды қабылдауға болмайды.",
    ru: "Сейчас нет согласия называть вас университету: «да» должны сказать и вы, и родитель. Без этого место не принять.",
    en:
      "Naming you to the university is not agreed to now: you and your guardian both have to say yes. Without it the seat cannot be accepted."
  )
  static let recommendationClosed = Phrase(
    kk: "Бұл ұсынымға жауап берілген немесе мерзімі өткен. Бетті жаңарту керек.",
    ru: "На это предложение уже дан ответ, или срок ответа прошёл. Обновите страницу.",
    en: "This recommendation is answered or its time is over. Reload the page.")
  static let secondIsClosed = Phrase(
    kk: "Екінші кезеңнің тізімдері жабылды: енді өзгертуге болмайды.",
    ru: "Списки второго раунда закрыты: изменить это уже нельзя.",
    en: "The lists of the second round are closed: this cannot be changed any more.")
  static let recommendationsLapse = Phrase(
    kk: "Жауап мерзімі өткен ұсынымдар жабылады", ru: "Закрываются рекомендации, срок ответа на которые прошёл",
    en: "Recommendations that nobody answered lapse")
}
