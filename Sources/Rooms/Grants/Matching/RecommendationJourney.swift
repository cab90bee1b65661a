import Markup
import Programme
import Storage
import Words

extension Transaction {
  /// The stop of her way once her list is closed: the result when it is out, and her answer while it is awaited.
  func resultStep(of person: ID<Person>, _ title: Phrase, _ dates: Phrase, _ today: Day, _ house: House) throws -> JourneyStep {
    let found = try row(
      """
      SELECT absent FROM grants_place JOIN grants_release ON grants_release.run_id = grants_place.run_id
      WHERE person_id = \(person) AND released_at IS NOT NULL ORDER BY released_at DESC LIMIT 1
      """)
    guard let found else { return JourneyStep(ListJourney.stage, title: title, note: dates, state: .now, link: "/list") }
    let all = try recommendations(of: person)
    let page = RecommendationPage.home
    guard let given = all.first(where: { $0.stands }) ?? all.first else {
      return JourneyStep(ListJourney.stage, title: title, note: .noPlace(try found["absent"]), state: .done, link: page)
    }
    guard given.isOpen(on: today) else {
      return JourneyStep(
        ListJourney.stage, title: title, note: given.state == .offered ? .seatLapsed : given.state.says, state: .done, link: page)
    }
    return JourneyStep(
      ListJourney.stage, title: title, note: .seatIsYours(given.answerBy), state: .now, link: page,
      call: JourneyCall(
        title: .youAreRecommended, what: .answerSeatUntil(given.answerBy), button: .readAndAnswerSeat, link: page))
  }
}

extension Recommendation.State {
  /// As her way says it to her.
  fileprivate var says: Phrase {
    switch self {
    case .offered: .youAreRecommended
    case .accepted: .seatAccepted
    case .declined: .seatDeclined
    case .lapsed, .bettered: .seatLapsed
    case .released: .seatReleased
    case .withdrawn: .seatWithdrawn
    }
  }
}

extension Phrase {
  static let youAreRecommended = Phrase(
    kk: "Сен грантқа ұсынылдың", ru: "Вас рекомендовали на грант", en: "You are recommended for a grant")
  static func answerSeatUntil(_ last: Day) -> Phrase {
    Phrase(
      kk: "Жауабыңды \(Language.kk.until(last)) бер, кейін орын босайды.",
      ru: "Ответьте \(Language.ru.until(last)), потом место освободится.",
      en: "Answer \(Language.en.until(last)); then the seat becomes free.")
  }
  static let readAndAnswerSeat = Phrase(kk: "Оқып, жауап беру", ru: "Прочитать и ответить", en: "Read and answer")
}
