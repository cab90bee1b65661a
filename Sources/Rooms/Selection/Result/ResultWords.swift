import Allocation
import Markup
import Programme
import Rules
import Words

/// What the page says, as plain sentences; the page and the printed sheet show the same.
struct ResultWords {
  let result: Result
  let now: Moment
  let reader: Reader

  /// Offered, waiting, or neither; the first sentence.
  var status: Phrase {
    if let left = result.left { return left.says(hadOffer: result.offer.map { $0.answer != .declined } ?? false) }
    switch result.offer?.answer {
    case .accepted?: return .placeIsYours(reader)
    case .declined?: return .youDeclined(reader)
    case .left?: return .youGaveBack(reader)
    case .expired?: return .offerPassed
    case nil: break
    }
    if let offer = result.offer { return offer.isOpen(at: now) ? .placeUntil(offer.lastDay, reader) : .offerPassed }
    if let place = result.waitingPlace { return isRealistic(place) ? .youWait(place, reader) : .notThisYear(reader) }
    return .notOffered
  }

  /// Nobody is left hoping for a place that is not to be expected: she is told so, and what there is for her.
  var isOver: Bool {
    guard !result.hasLeft, result.offer == nil else { return false }
    return result.waitingPlace.map { !isRealistic($0) } ?? true
  }

  /// Once all have answered, places become free one by one, if at all.
  private static let stillPossible = 3

  /// Before enough have answered: whether fewer than half of those who may still decline would do. Later by the answers themselves.
  private func isRealistic(_ place: Int) -> Bool {
    let answers = result.answers
    let answered = answers.accepted + answers.declined
    if answers.open == 0 { return place <= Self.stillPossible }
    if answered < Answers.enoughToTell { return place <= max(1, (answers.open + 1) / 2) }
    return answers.chance(atPlace: place) >= 0.05
  }

  /// The explanation of the run; its own first sentence is left out, for her answer may have changed how she stands.
  var sentences: [Phrase] {
    let told = Explanation.of(result.selected, candidate: result.position, to: reader, since: since).sentences
    let reasons = result.isOnList ? Array(told.dropFirst()) : told
    guard let place = result.waitingPlace, !result.hasLeft else { return reasons }
    if !isRealistic(place) { return reasons + [.listIsLong(place, reader)] }
    return reasons + [.chance(place, result.answers, reader)]
  }

  /// Whoever holds a place or an offer reads nothing of what was short of one; nobody reads of an appeal that is over.
  private var since: Since {
    var since = Since()
    let holds = result.offer.map { $0.answer == .accepted || $0.isOpen(at: now) } ?? false
    if holds, !result.hasLeft { since.call = result.offer.flatMap { Since.Call(rawValue: $0.reason) } }
    since.appeals =
      result.appeal == nil && !result.hasLeft ? result.release.appealsUntil.flatMap { now.day() <= $0 ? .until($0) : nil } : nil
    return since
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
        // As wide as in the sentences above it: 95 of 100 repetitions would lie within.
        ? "\(t.number(line.value, decimals: 1)) ± \(t.number(1.96 * line.error, decimals: 1))" : t.number(line.value, decimals: 1)
  }

  var total: Double? {
    result.isOnList ? result.selected.ranking.total(result.position, decimals: result.selected.policy.decimals) : nil
  }
}

extension Phrase {
  static let resultStep = Phrase(kk: "Іріктеу нәтижесі", ru: "Результат отбора", en: "Result of the selection")
  static let answerTheOffer = Phrase(
    kk: "орын ұсынылды, жауап бер", ru: "предложено место, ответьте", en: "a place is offered, answer")
  static func answerUntil(_ day: Day) -> Phrase {
    Phrase(
      kk: "Жауабыңды \(Language.kk.until(day)) бер. Мерзімі өтсе, орын келесі қатысушыға ұсынылады.",
      ru: "Ответьте \(Language.ru.until(day)). После этого место предложат дальше по списку.",
      en: "Answer \(Language.en.until(day)). After that the place goes to the next applicant.")
  }
  static let readAndAnswerOffer = Phrase(kk: "Көріп, жауап беру", ru: "Посмотреть и ответить", en: "See and answer")
  static func placeIsYours(_ reader: Reader) -> Phrase {
    switch reader {
    case .girl: Phrase(kk: "Орын сенікі", ru: "Место за вами", en: "The place is yours")
    case .others: Phrase(kk: "Орын қатысушыға берілді", ru: "Место закреплено", en: "The place is taken")
    }
  }
  static let resultIsOut = Phrase(kk: "нәтиже шықты", ru: "результат опубликован", en: "the result is out")
  static let resultLeft = Phrase(kk: "Өтінім қайтарып алынған", ru: "Заявка отозвана", en: "The application is withdrawn")
  static let leftWithdrawnWithOffer = Phrase(
    kk: "Өтінім қайтарып алынды, орын босады", ru: "Заявка отозвана, место освобождено",
    en: "The application is withdrawn and the place given up")
  static let leftRefused = Phrase(
    kk: "Өтінім талаптарға сай емес деп танылды", ru: "По заявке отказано: она признана не соответствующей условиям",
    en: "The application was refused: it does not meet the conditions")
  static let leftRefusedWithOffer = Phrase(
    kk: "Өтінім талаптарға сай емес деп танылды, орын босады", ru: "По заявке отказано, место освобождено",
    en: "The application was refused and the place is free")
  static let leftConsent = Phrase(
    kk: "Келісім қайтарып алынған, сондықтан өтінім қаралмайды", ru: "Согласие отозвано, поэтому заявка не рассматривается",
    en: "The consent was taken back, so the application is not considered")
  static let leftConsentWithOffer = Phrase(
    kk: "Келісім қайтарып алынды, орын босады", ru: "Согласие отозвано, место освобождено",
    en: "The consent was taken back and the place given up")
  static let leftJoined = Phrase(
    kk: "Өтінім басқа өтініммен біріктірілді", ru: "Заявка объединена с другой заявкой",
    en: "The application was merged with another one")
  static let leftReopened = Phrase(
    kk: "Өтінім қайта қаралып жатыр", ru: "Заявка рассматривается заново", en: "The application is being considered again")
  static func youDeclined(_ reader: Reader) -> Phrase {
    switch reader {
    case .girl: Phrase(kk: "Сен орыннан бас тарттың", ru: "Вы отказались от места", en: "You declined the place")
    case .others: Phrase(kk: "Қатысушы орыннан бас тартты", ru: "От места отказались", en: "The place was declined")
    }
  }
  static let offerPassed = Phrase(
    kk: "Жауап беру мерзімі өтті, орын келесі қатысушыға ұсынылды", ru: "Срок ответа прошёл, место предложено дальше по списку",
    en: "The time to answer is over; the place went to the next applicant")
  static func placeUntil(_ day: Day, _ reader: Reader) -> Phrase {
    switch reader {
    case .girl:
      Phrase(
        kk: "Саған орын ұсынылды. Жауап беру мерзімі: \(Language.kk.until(day))",
        ru: "Вам предложено место. Ответьте \(Language.ru.until(day))",
        en: "You are offered a place. Answer \(Language.en.until(day))")
    case .others:
      Phrase(
        kk: "Қатысушыға орын ұсынылды. Оның жауап беру мерзімі: \(Language.kk.until(day))",
        ru: "Предложено место. Ответить можно \(Language.ru.until(day))",
        en: "A place is offered. It can be answered \(Language.en.until(day))")
    }
  }
  static func youWait(_ place: Int, _ reader: Reader) -> Phrase {
    switch reader {
    case .girl:
      Phrase(
        kk: "Сен күту тізіміндесің: \(place)-орын", ru: "Вы в листе ожидания: \(place)-е место",
        en: "You are on the waiting list: number \(place)")
    case .others:
      Phrase(
        kk: "Қатысушы күту тізімінде: \(place)-орын", ru: "В листе ожидания: \(place)-е место",
        en: "On the waiting list: number \(place)")
    }
  }
  static func youGaveBack(_ reader: Reader) -> Phrase {
    switch reader {
    case .girl: Phrase(kk: "Орынды қайтардың", ru: "Вы вернули место", en: "You gave the place back")
    case .others: Phrase(kk: "Қатысушы орынды қайтарды", ru: "Место вернули", en: "The place was given back")
    }
  }
  static func notThisYear(_ reader: Reader) -> Phrase {
    switch reader {
    case .girl:
      Phrase(
        kk: "Биыл өтпедің: орын жетпеді", ru: "В этом году вы не прошли: мест не хватило",
        en: "Not this year: there were not enough places")
    case .others:
      Phrase(
        kk: "Қатысушы биыл өтпеді: орын жетпеді", ru: "В этом году места не хватило",
        en: "No place this year: there were not enough places")
    }
  }
  static func listIsLong(_ place: Int, _ reader: Reader) -> Phrase {
    let before = place - 1
    return switch reader {
    case .girl:
      Phrase(
        kk:
          "Кезекте сенің алдыңда \(before) қатысушы бар, сондықтан орын босайды деп күтуге болмайды. Кенет кезегің келсе, өзіміз хабарлаймыз.",
        ru:
          "В очереди перед вами \(counted(before, one: "человек", few: "человека", many: "человек")), поэтому рассчитывать на освободившееся место не стоит. Если очередь всё же дойдёт, мы сообщим сами.",
        en:
          "There \(plural(before, one: "is", other: "are")) \(counted(before, one: "applicant", other: "applicants")) before you in the queue, so a free place is not to be expected. Should your turn come after all, we tell you."
      )
    case .others:
      Phrase(
        kk:
          "Кезекте қатысушының алдында \(before) адам бар, сондықтан орын босайды деп күтуге болмайды. Кенет кезегі келсе, өзіміз хабарлаймыз.",
        ru:
          "В очереди впереди \(counted(before, one: "человек", few: "человека", many: "человек")), поэтому рассчитывать на освободившееся место не стоит. Если очередь всё же дойдёт, мы сообщим сами.",
        en:
          "There \(plural(before, one: "is", other: "are")) \(counted(before, one: "applicant", other: "applicants")) in front in the queue, so a free place is not to be expected. Should the turn come after all, we tell you."
      )
    }
  }
  static let notOffered = Phrase(kk: "Бұл жолы орын ұсынылмады", ru: "В этот раз место не предложено", en: "No place this time")
  /// What stands between her and a place, and how likely it is as far as anybody can know.
  static func chance(_ place: Int, _ answers: Answers, _ reader: Reader) -> Phrase {
    let (open, answered, declined) = (answers.open, answers.accepted + answers.declined, answers.declined)
    if open == 0 { return .allAnswered }
    if answered < Answers.enoughToTell { return .tooEarlyToTell(place, open: open, reader) }
    let chance = answers.chance(atPlace: place)
    return switch reader {
    case .girl:
      Phrase(
        kk:
          "Кезегің келуі үшін \(place) орын босауы керек. Әзірге \(answered) қатысушы жауап берді, \(declined) орын босады, \(open) қатысушы әлі жауап берген жоқ. Осылай жалғаса берсе, кезегіңнің келу ықтималдығы — \(chance.inWords(.kk)). Бұл уәде емес, есептеу: басқалар өз бетінше шешеді.",
        ru:
          "Чтобы место предложили вам, \(plural(place, one: "должно", few: "должны", many: "должно")) освободиться \(counted(place, one: "место", few: "места", many: "мест")). Пока \(plural(answered, one: "ответил", few: "ответили", many: "ответили")) \(counted(answered, one: "человек", few: "человека", many: "человек")), освободилось \(counted(declined, one: "место", few: "места", many: "мест")), ещё не \(plural(open, one: "ответил", few: "ответили", many: "ответили")) \(open). Если так продолжится, вероятность, что место предложат вам, — \(chance.inWords(.ru)). Это расчёт, а не обещание: другие решают сами.",
        en:
          "Before it is your turn, \(counted(place, one: "place", other: "places")) must become free. So far \(counted(answered, one: "applicant has", other: "applicants have")) answered, which freed \(counted(declined, one: "place", other: "places")); \(counted(open, one: "has", other: "have")) not answered yet. If it goes on like this, the probability that your turn comes is \(chance.inWords(.en)). This is a calculation, not a promise: others decide for themselves."
      )
    case .others:
      Phrase(
        kk:
          "Кезегі келуі үшін \(place) орын босауы керек. Әзірге \(answered) қатысушы жауап берді, \(declined) орын босады, \(open) қатысушы әлі жауап берген жоқ. Осылай жалғаса берсе, кезегінің келу ықтималдығы — \(chance.inWords(.kk)). Бұл уәде емес, есептеу: басқалар өз бетінше шешеді.",
        ru:
          "Чтобы очередь дошла до этой заявки, \(plural(place, one: "должно", few: "должны", many: "должно")) освободиться \(counted(place, one: "место", few: "места", many: "мест")). Пока \(plural(answered, one: "ответил", few: "ответили", many: "ответили")) \(counted(answered, one: "человек", few: "человека", many: "человек")), освободилось \(counted(declined, one: "место", few: "места", many: "мест")), ещё не \(plural(open, one: "ответил", few: "ответили", many: "ответили")) \(open). Если так продолжится, вероятность, что очередь дойдёт, — \(chance.inWords(.ru)). Это расчёт, а не обещание: другие решают сами.",
        en:
          "Before the turn comes, \(counted(place, one: "place", other: "places")) must become free. So far \(counted(answered, one: "applicant has", other: "applicants have")) answered, which freed \(counted(declined, one: "place", other: "places")); \(counted(open, one: "has", other: "have")) not answered yet. If it goes on like this, the probability that the turn comes is \(chance.inWords(.en)). This is a calculation, not a promise: others decide for themselves."
      )
    }
  }

  private static func tooEarlyToTell(_ place: Int, open: Int, _ reader: Reader) -> Phrase {
    switch reader {
    case .girl:
      Phrase(
        kk:
          "Кезегің келуі үшін \(place) орын босауы керек; \(open) қатысушы әлі жауап берген жоқ. Ықтималдықты айтуға әлі ерте: жауаптар келген сайын осында жазамыз.",
        ru:
          "Чтобы место предложили вам, \(plural(place, one: "должно", few: "должны", many: "должно")) освободиться \(counted(place, one: "место", few: "места", many: "мест")); ещё не \(plural(open, one: "ответил", few: "ответили", many: "ответили")) \(counted(open, one: "человек", few: "человека", many: "человек")). Оценить вероятность ещё рано: она появится здесь, когда ответов станет больше.",
        en:
          "Before it is your turn, \(counted(place, one: "place", other: "places")) must become free; \(counted(open, one: "applicant has", other: "applicants have")) not answered yet. It is too early to speak of a probability: it will appear here as answers come."
      )
    case .others:
      Phrase(
        kk:
          "Кезегі келуі үшін \(place) орын босауы керек; \(open) қатысушы әлі жауап берген жоқ. Ықтималдықты айтуға әлі ерте: жауаптар келген сайын осында жазамыз.",
        ru:
          "Чтобы очередь дошла до этой заявки, \(plural(place, one: "должно", few: "должны", many: "должно")) освободиться \(counted(place, one: "место", few: "места", many: "мест")); ещё не \(plural(open, one: "ответил", few: "ответили", many: "ответили")) \(counted(open, one: "человек", few: "человека", many: "человек")). Оценить вероятность ещё рано: она появится здесь, когда ответов станет больше.",
        en:
          "Before the turn comes, \(counted(place, one: "place", other: "places")) must become free; \(counted(open, one: "applicant has", other: "applicants have")) not answered yet. It is too early to speak of a probability: it will appear here as answers come."
      )
    }
  }

  private static let allAnswered = Phrase(
    kk: "Ұсыныстың бәріне жауап берілді. Орын алған біреу бас тартса ғана кезек жылжиды; бұл сирек болады.",
    ru: "На все предложения ответили. Очередь сдвинется, только если кто-то из получивших место уйдёт; это бывает редко.",
    en: "All offers are answered. The list moves only if somebody who has a place leaves; that is rare.")
}

extension Answers {
  /// With fewer answers than this a rate says nothing.
  fileprivate static let enoughToTell = 5
}

extension Double {
  /// A probability without false precision: steps of five per cent inside, words at the ends.
  fileprivate func inWords(_ t: Language) -> String {
    switch self {
    case ..<0.05: t(Phrase(kk: "5%-дан аз", ru: "меньше 5 %", en: "less than 5%"))
    case 0.95...: t(Phrase(kk: "95%-дан көп", ru: "больше 95 %", en: "more than 95%"))
    default:
      t(
        Phrase(
          kk: "шамамен \(Language.kk.percent((self * 20).rounded() / 20))",
          ru: "примерно \(Language.ru.percent((self * 20).rounded() / 20))",
          en: "about \(Language.en.percent((self * 20).rounded() / 20))"))
    }
  }
}
