import Markup
import Programme
import Storage
import Words

/// A recommendation that should not have been given: one person proposes to withdraw it, she may answer, another decides.
struct Withdrawal: Sendable {
  let id: ID<Withdrawal>
  let recommendation: ID<Recommendation>
  /// Nil once she is erased.
  let reason: String?
  let proposedBy: ID<Person>
  let proposedAt: Moment
  /// The day until which she may answer before anybody decides.
  let answerBy: Day
  let answer: String?
  let decidedAt: Moment?
  /// Nil while nobody has decided.
  let agreed: Bool?

  /// Whether somebody may decide: she has answered, or her days are over.
  func mayBeDecided(on day: Day) -> Bool { decidedAt == nil && (answer != nil || day > answerBy) }
}

extension Transaction {
  private static let reasonPlace = "grants_withdrawal.reason"
  private static let answerPlace = "grants_withdrawal.answer"
  private static var daysToAnswer: Int { 5 }

  /// Of a recommendation, the newest first.
  func withdrawals(of given: ID<Recommendation>, _ safe: Safe) throws -> [Withdrawal] {
    try rows(
      """
      SELECT id, recommendation_id, reason, proposed_by, proposed_at, answer_by, answer, decided_at, agreed FROM grants_withdrawal
      WHERE recommendation_id = \(given) ORDER BY proposed_at DESC, id DESC LIMIT 50
      """
    ) { row in
      let (reason, answer): ([UInt8]?, [UInt8]?) = (try row["reason"], try row["answer"])
      return Withdrawal(
        id: try row["id"], recommendation: try row["recommendation_id"],
        reason: try reason.map { try safe.open($0, Self.reasonPlace) },
        proposedBy: try row["proposed_by"], proposedAt: try row["proposed_at"], answerBy: try row["answer_by"],
        answer: try answer.map { try safe.open($0, Self.answerPlace) }, decidedAt: try row["decided_at"],
        agreed: try row["agreed"])
    }
  }

  /// The one that waits, else the newest that was decided.
  func newestWithdrawal(of given: ID<Recommendation>, _ safe: Safe) throws -> Withdrawal? {
    let all = try withdrawals(of: given, safe)
    return all.first { $0.decidedAt == nil } ?? all.first
  }

  /// One person says that it should be withdrawn, and why; she is told.
  func proposeWithdrawal(
    _ given: Recommendation, because reason: String, by permit: Permit<WithdrawRecommendations>, _ house: House
  )
    throws
  {
    guard given.state == .accepted || given.state == .offered, let person = given.person else {
      throw Refusal(.conflict, .nothingToWithdraw)
    }
    let (safe, now) = (try safe(of: person, house.vault), house.outside.now())
    let answerBy = now.day().adding(days: Self.daysToAnswer)
    let id: ID<Withdrawal> = house.outside.id()
    let added = try run(
      """
      INSERT INTO grants_withdrawal (id, recommendation_id, reason, proposed_by, proposed_at, answer_by)
      VALUES (\(id), \(given.id), \(safe.seal(reason, Self.reasonPlace)), \(permit.actor.person), \(now), \(answerBy))
      ON CONFLICT DO NOTHING
      """)
    guard added == 1 else { throw Refusal(.conflict, .withdrawalIsProposed) }
    try record(.recommendationWithdrawalProposed, given.id.text, by: permit, house)
    try tell(
      safe, .withdrawalProposed, [.until(answerBy), .page("/recommendation", house)], purpose: .recommendation,
      once: "withdrawal:\(id)", house)
    try tellGuardians(
      of: person, .wardWithdrawalProposed, [.until(answerBy)], purpose: .recommendation, once: "withdrawal:\(id)", house)
    try ask(
      WithdrawRecommendations.self,
      for: SecondWanted(
        .withdrawalWantsSecond, page: LetterDesk.link(given.id, of: given.round).text, not: [permit.actor.person],
        once: "withdrawal:\(id)"), house)
  }

  /// What she says to it, once.
  func answerWithdrawal(_ id: ID<Withdrawal>?, _ text: String, by actor: Actor, _ house: House) throws {
    let safe = try safe(of: actor.person, house.vault)
    let answered = try run(
      """
      UPDATE grants_withdrawal SET answer = \(safe.seal(text, Self.answerPlace)), answered_at = \(house.outside.now())
      WHERE id = \(id) AND decided_at IS NULL AND answered_at IS NULL
        AND recommendation_id IN (SELECT id FROM grants_recommendation WHERE person_id = \(actor.person))
      """)
    guard answered == 1 else { throw Refusal(.conflict, .recommendationClosed, back: RecommendationPage.home) }
    try record(.recommendationWithdrawalAnswered, actor.person.text, by: actor.text, house)
  }

  /// Another person decides, once she has answered or her days are over. Whoever proposed it may take it back, and not decide it.
  func decideWithdrawal(_ given: Recommendation, agreed: Bool, by permit: Permit<WithdrawRecommendations>, _ house: House) throws
  {
    guard let person = given.person else { throw Refusal.missing }
    let (safe, now) = (try safe(of: person, house.vault), house.outside.now())
    guard let proposed = try withdrawals(of: given.id, safe).first(where: { $0.decidedAt == nil }) else {
      throw Refusal(.conflict, .noWithdrawalProposed)
    }
    if agreed {
      try mustBeSecond(permit.actor, after: proposed.proposedBy, at: now)
      guard proposed.mayBeDecided(on: now.day()) else { throw Refusal(.conflict, .sheMayAnswer(proposed.answerBy)) }
    }
    let decided = try run(
      """
      UPDATE grants_withdrawal SET decided_by = \(permit.actor.person), decided_at = \(now), agreed = \(agreed)
      WHERE id = \(proposed.id) AND decided_at IS NULL
      """)
    guard decided == 1 else { throw Refusal(.conflict, .noWithdrawalProposed) }
    guard agreed else {
      try record(.recommendationWithdrawalDropped, given.id.text, by: permit, house)
      return try tell(withdrawal: proposed, safe, .withdrawalDropped, .wardWithdrawalDropped, house)
    }
    try end(given, as: .withdrawn, house)
    try record(.recommendationWithdrawn, given.id.text, "two people", by: permit, house)
    try tell(withdrawal: proposed, safe, .recommendationWithdrawn, .wardRecommendationWithdrawn, house)
  }

  private func tell(
    withdrawal: Withdrawal, _ safe: Safe, _ hers: LetterText, _ theirs: LetterText, _ house: House
  ) throws {
    let once = "withdrawal-decided:\(withdrawal.id)"
    try tell(safe, hers, [.page("/recommendation", house)], purpose: .recommendation, once: once, house)
    try tellGuardians(of: safe.person, theirs, [], purpose: .recommendation, once: once, house)
  }
}

extension LetterText {
  static let withdrawalProposed = LetterText(
    "withdrawal-proposed",
    Phrase(
      kk: "Ұсынымды қайтару ұсынылды", ru: "Предложено отозвать рекомендацию", en: "It is proposed to withdraw a recommendation"),
    needs: [.page, .until])
  static let wardWithdrawalProposed = LetterText(
    "ward-withdrawal-proposed",
    Phrase(
      kk: "Ата-анаға: ұсынымды қайтару ұсынылды", ru: "Родителю: предложено отозвать рекомендацию",
      en: "To the guardian: it is proposed to withdraw a recommendation"), needs: [.link, .until])
  static let withdrawalDropped = LetterText(
    "withdrawal-dropped",
    Phrase(kk: "Ұсыным күшінде қалды", ru: "Рекомендация остаётся в силе", en: "The recommendation stands"), needs: [.page])
  static let wardWithdrawalDropped = LetterText(
    "ward-withdrawal-dropped",
    Phrase(
      kk: "Ата-анаға: ұсыным күшінде қалды", ru: "Родителю: рекомендация остаётся в силе",
      en: "To the guardian: the recommendation stands"), needs: [.link])
  static let recommendationWithdrawn = LetterText(
    "recommendation-withdrawn",
    Phrase(kk: "Ұсыным кері қайтарылды", ru: "Рекомендация отозвана", en: "The recommendation is withdrawn"), needs: [.page])
  static let wardRecommendationWithdrawn = LetterText(
    "ward-recommendation-withdrawn",
    Phrase(
      kk: "Ата-анаға: ұсыным кері қайтарылды", ru: "Родителю: рекомендация отозвана",
      en: "To the guardian: the recommendation is withdrawn"), needs: [.link])

  static let ofLetters: [LetterText] = [
    .recommendationShared, .wardRecommendationShared, .shareEnded, .wardShareEnded, .shareEndedForOfficer, .letterMade,
    .withdrawalProposed, .wardWithdrawalProposed, .withdrawalDropped, .wardWithdrawalDropped, .recommendationWithdrawn,
    .wardRecommendationWithdrawn,
  ]
}

extension Phrase {
  static let nothingToWithdraw = Phrase(
    kk: "Бұл ұсыным қазір күшінде емес.", ru: "Эта рекомендация сейчас не действует.",
    en: "This recommendation does not stand now.")
  static let withdrawalIsProposed = Phrase(
    kk: "Қайтару ұсынылып қойған.", ru: "Отзыв уже предложен.", en: "The withdrawal is proposed already.")
  static let noWithdrawalProposed = Phrase(
    kk: "Қайтару ұсынылып тұрған жоқ.", ru: "Отзыв сейчас не предложен.", en: "No withdrawal is proposed now.")
  static func sheMayAnswer(_ day: Day) -> Phrase {
    Phrase(
      kk: "Қыз \(Language.kk.until(day)) жауап бере алады: шешім содан кейін.",
      ru: "Девочка может ответить \(Language.ru.until(day)): решать можно потом.",
      en: "She may answer \(Language.en.until(day)): it is decided after that.")
  }
  static let withdrawalWantsSecond = Phrase(
    kk: "Ұсынымды қайтару шешімді күтіп тұр", ru: "Отзыв рекомендации ждёт решения",
    en: "A withdrawal of a recommendation waits for a decision")
}
