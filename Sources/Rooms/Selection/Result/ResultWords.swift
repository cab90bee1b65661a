import Allocation
import Markup
import Programme
import Words

/// What the page says, as plain sentences; the page and the printed sheet show the same.
struct ResultWords {
  let result: Result
  let now: Moment

  /// Offered, waiting, or neither; the first sentence.
  var status: Phrase {
    if result.hasLeft { return .resultLeft }
    switch result.offer?.answer {
    case .accepted?: return .placeIsYours
    case .declined?: return .youDeclined
    case .expired?, .left?: return .offerPassed
    case nil: break
    }
    if let offer = result.offer { return offer.isOpen(at: now) ? .placeUntil(offer.lastDay) : .offerPassed }
    if let place = result.waitingPlace { return .youWait(place) }
    return .notOffered
  }

  /// The explanation of the run; its own first sentence is left out, for her answer may have changed how she stands.
  var sentences: [Phrase] {
    let told = Explanation.of(result.selected, candidate: result.position).sentences
    let reasons = result.isOnList ? Array(told.dropFirst()) : told
    return result.offer == nil && result.waitingPlace != nil ? reasons + [.chanceHonest] : reasons
  }

  struct Line: Sendable {
    let title: Phrase
    let value: Double
    let error: Double
    let points: Double
  }

  var lines: [Line] {
    let selected = result.selected
    return selected.policy.evidence.enumerated().map { index, piece in
      let measures = selected.candidates.evidence[piece.name]
      return Line(
        title: selected.file.title(evidence: piece.name), value: measures?.values[result.position] ?? .nan,
        error: measures?.errors[result.position] ?? 0, points: selected.ranking.points[index][result.position])
    }
  }

  func shown(_ line: Line, _ t: Language) -> String {
    line.value.isNaN
      ? "—"
      : line.error > 0
        ? "\(t.number(line.value, decimals: 1)) ± \(t.number(line.error, decimals: 1))" : t.number(line.value, decimals: 1)
  }

  var total: Double? {
    result.isOnList ? result.selected.ranking.total(result.position, decimals: result.selected.policy.decimals) : nil
  }
}

extension Phrase {
  static let resultStep = Phrase(kk: "Іріктеу нәтижесі", ru: "Результат отбора", en: "Result of the selection")
  static let answerTheOffer = Phrase(
    kk: "орын ұсынылды, жауап бер", ru: "предложено место, ответьте", en: "a place is offered, answer")
  static let placeIsYours = Phrase(kk: "Орын сенікі", ru: "Место за вами", en: "The place is yours")
  static let resultIsOut = Phrase(kk: "нәтиже шықты", ru: "результат есть", en: "the result is out")
  static let resultLeft = Phrase(kk: "Өтінім қайтарып алынған", ru: "Заявка отозвана", en: "The application is withdrawn")
  static let youDeclined = Phrase(kk: "Сен орыннан бас тарттың", ru: "Вы отказались от места", en: "You declined the place")
  static let offerPassed = Phrase(
    kk: "Жауап беру мерзімі өтті, орын келесі қызға ұсынылды", ru: "Срок ответа прошёл, место предложено следующей",
    en: "The time to answer is over; the place went to the next girl")
  static func placeUntil(_ day: Day) -> Phrase {
    Phrase(
      kk: "Саған орын ұсынылды. Жауап беру мерзімі: \(Language.kk.until(day))",
      ru: "Вам предложено место. Ответьте \(Language.ru.until(day))",
      en: "You are offered a place. Answer \(Language.en.until(day))")
  }
  static func youWait(_ place: Int) -> Phrase {
    Phrase(
      kk: "Сен күту тізіміндесің: \(place)-орын", ru: "Вы в списке ожидания: \(place)-е место",
      en: "You are on the waiting list: number \(place)")
  }
  static let notOffered = Phrase(kk: "Бұл жолы орын ұсынылмады", ru: "В этот раз место не предложено", en: "No place this time")
  static let chanceHonest = Phrase(
    kk: "Біреу орнынан бас тартса, сол ережемен келесі қызға ұсынылады. Кезек саған жетеді деп уәде бере алмаймыз.",
    ru: "Если кто-то откажется, место по тем же правилам предложат следующей. Обещать, что очередь дойдёт до вас, мы не можем.",
    en: "When somebody declines, the place is offered to the next under the same rules. We cannot promise that it will be you.")
}
