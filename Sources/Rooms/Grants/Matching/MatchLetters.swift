import Programme
import Storage
import Words

/// The messages of a release on their way: a hundred a step. Then each girl's list is tried in every other order.
enum MatchLetters {
  struct Plan: Codable, Sendable {
    let run: ID<MatchRun>
  }

  private static let chunk = 100

  static let kind = WorkKind<Plan>("grants.letters", .matchLetters) { plan, house, tx in
    let people: [ID<Person>] = try tx.rows(
      """
      SELECT person_id FROM grants_place WHERE run_id = \(plan.run) AND person_id IS NOT NULL AND posted_at IS NULL
      ORDER BY person_id LIMIT \(chunk)
      """
    ) { try $0[0] }
    for person in people {
      try tx.run(
        "UPDATE grants_place SET posted_at = \(house.outside.now()) WHERE run_id = \(plan.run) AND person_id = \(person)")
      guard let safe = try? tx.safe(of: person, house.vault) else { continue }
      let given = try tx.recommendations(where: "run_id = \(plan.run) AND person_id = \(person)", limit: 1).first
      try tx.tellMatch(safe, given, once: "\(plan.run):\(person)", house)
    }
    return people.count < chunk ? .finished(people.count, WorkResult([:])) : .more(people.count)
  }

  static let texts: [LetterText] = [
    .recommendation, .recommendationNone, .wardRecommendation, .wardRecommendationNone, .recommendationReminder,
    .recommendationAccepted, .wardRecommendationAccepted, .recommendationGivenUp, .wardRecommendationGivenUp,
    .recommendationReleased, .wardRecommendationReleased, .recommendationLapsed, .wardRecommendationLapsed,
  ]
}

extension Transaction {
  /// With a seat the letter says so and until when; its words name neither a university nor a place in a list.
  fileprivate func tellMatch(_ safe: Safe, _ given: Recommendation?, once: String, _ house: House) throws {
    let page = LetterValue.page("/recommendation", house)
    guard let given, given.state == .offered else {
      try tell(safe, .recommendationNone, [page], purpose: .recommendation, once: once, house)
      return try tellGuardians(of: safe.person, .wardRecommendationNone, [], purpose: .recommendation, once: once, house)
    }
    try tell(safe, .recommendation, [.until(given.answerBy), page], purpose: .recommendation, once: once, house)
    try tellGuardians(
      of: safe.person, .wardRecommendation, [.until(given.answerBy)], purpose: .recommendation, once: once, house)
  }
}

extension LetterText {
  static let recommendation = LetterText(
    "recommendation", Phrase(kk: "Грантқа ұсынылдың", ru: "Вас рекомендовали на грант", en: "A recommendation for a grant"),
    needs: [.page, .until])
  static let recommendationNone = LetterText(
    "recommendation-none",
    Phrase(kk: "Ұсыну нәтижесі шықты", ru: "Готов результат рекомендаций", en: "The result of the recommendations is out"),
    needs: [.page])
  static let wardRecommendation = LetterText(
    "ward-recommendation",
    Phrase(
      kk: "Ата-анаға: грантқа ұсынылды", ru: "Родителю: рекомендация на грант",
      en: "To the guardian: a recommendation for a grant"), needs: [.link, .until])
  static let wardRecommendationNone = LetterText(
    "ward-recommendation-none",
    Phrase(
      kk: "Ата-анаға: ұсыну нәтижесі шықты", ru: "Родителю: готов результат рекомендаций",
      en: "To the guardian: the result of the recommendations is out"), needs: [.link])
  static let recommendationReminder = LetterText(
    "recommendation-reminder",
    Phrase(kk: "Ұсынымға жауабың күтіледі", ru: "Ждём ответа на рекомендацию", en: "A recommendation waits for an answer"),
    needs: [.page, .until])
  static let recommendationAccepted = LetterText(
    "recommendation-accepted",
    Phrase(kk: "Ұсыным қабылданды", ru: "Рекомендация принята", en: "The recommendation is accepted"), needs: [.page])
  static let wardRecommendationAccepted = LetterText(
    "ward-recommendation-accepted",
    Phrase(
      kk: "Ата-анаға: ұсыным қабылданды", ru: "Родителю: рекомендация принята",
      en: "To the guardian: the recommendation is accepted"), needs: [.link])
  static let recommendationGivenUp = LetterText(
    "recommendation-given-up",
    Phrase(kk: "Ұсынымнан бас тартылды", ru: "Отказ от рекомендации", en: "The recommendation is given up"), needs: [.page])
  static let wardRecommendationGivenUp = LetterText(
    "ward-recommendation-given-up",
    Phrase(
      kk: "Ата-анаға: ұсынымнан бас тартылды", ru: "Родителю: отказ от рекомендации",
      en: "To the guardian: the recommendation is given up"), needs: [.link])
  static let recommendationReleased = LetterText(
    "recommendation-released",
    Phrase(kk: "Басқа грант туралы белгі", ru: "Отмечено, что есть другой грант", en: "Another grant was noted"),
    needs: [.page])
  static let wardRecommendationReleased = LetterText(
    "ward-recommendation-released",
    Phrase(
      kk: "Ата-анаға: басқа грант туралы белгі", ru: "Родителю: отмечено, что есть другой грант",
      en: "To the guardian: another grant was noted"), needs: [.link])
  static let recommendationLapsed = LetterText(
    "recommendation-lapsed",
    Phrase(kk: "Жауап мерзімі өтті", ru: "Срок ответа прошёл", en: "The time for an answer is over"), needs: [.page])
  static let wardRecommendationLapsed = LetterText(
    "ward-recommendation-lapsed",
    Phrase(
      kk: "Ата-анаға: жауап мерзімі өтті", ru: "Родителю: срок ответа прошёл",
      en: "To the guardian: the time for an answer is over"), needs: [.link])
}

extension Phrase {
  static let matchLetters = Phrase(
    kk: "Ұсыну нәтижесі туралы хабарламалар", ru: "Сообщения о результатах рекомендаций",
    en: "Messages about the recommendations")
}
