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

  var sentences: [Phrase] {
    let selected = result.selected
    var sentences: [Phrase] = [.decidedBy(selected.rule(result.position))]
    if let distance = result.distance, distance > 0 {
      sentences.append(.wasMissing(distance, selected.policy.decimals))
    }
    if let had = result.withoutReserves { sentences.append(had ? .reservesTook : .reservesGave) }
    if result.offer == nil, result.waitingPlace != nil { sentences.append(.chanceHonest) }
    return sentences
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
      ? "—" : line.error > 0 ? "\(t.number(line.value, decimals: 1)) ± \(t.number(line.error, decimals: 1))" : t.number(line.value, decimals: 1)
  }

  var total: Double? {
    result.isOnList ? result.selected.ranking.total(result.position, decimals: result.selected.policy.decimals) : nil
  }
}

extension Phrase {
  static let resultStep = Phrase(kk: "Іріктеу нәтижесі", ru: "Результат отбора", en: "Result of the selection")
  static let answerTheOffer = Phrase(kk: "орын ұсынылды, жауап бер", ru: "предложено место, ответьте", en: "a place is offered, answer")
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
  static func decidedBy(_ rule: Phrase) -> Phrase {
    Phrase(kk: "Шешкен ереже: \(rule(.kk)).", ru: "Решило правило: \(rule(.ru)).", en: "The rule that decided: \(rule(.en)).")
  }
  static func wasMissing(_ points: Double, _ decimals: Int) -> Phrase {
    Phrase(
      kk: "Орын алғандардың ең төмен ұпайына дейін \(Language.kk.number(points, decimals: decimals)) ұпай жетпеді.",
      ru: "До наименьшей суммы среди получивших место не хватило баллов: \(Language.ru.number(points, decimals: decimals)).",
      en: "\(Language.en.number(points, decimals: decimals)) points were missing to the lowest total with a place.")
  }
  static let reservesTook = Phrase(
    kk: "Топтарға сақталған орындар болмаса, саған орын жетер еді.",
    ru: "Без мест, сохранённых для групп, место вам бы досталось.",
    en: "Without the places kept for groups you would have a place.")
  static let reservesGave = Phrase(
    kk: "Бұл орын сенің тобыңа сақталған орындардың бірі.", ru: "Это одно из мест, сохранённых для вашей группы.",
    en: "This is one of the places kept for your group.")
  static let chanceHonest = Phrase(
    kk: "Біреу орнынан бас тартса, сол ережемен келесі қызға ұсынылады. Кезек саған жетеді деп уәде бере алмаймыз.",
    ru: "Если кто-то откажется, место по тем же правилам предложат следующей. Обещать, что очередь дойдёт до вас, мы не можем.",
    en: "When somebody declines, the place is offered to the next under the same rules. We cannot promise that it will be you.")
}
