import Programme
import Rules
import Words

/// What may become of an offer, and when. Each answer is a refusal with its reason, or nothing.
enum OfferRules {
  /// A new one, or a first confirmation.
  static func entering(_ round: Round, _ type: GrantType, on day: Day) -> Phrase? {
    if round.number != 1 { return .secondRoundTakesNoOffers }
    // The state gives its grants by points; no seat of it is ours to promise.
    if type.said.kind == .state { return .stateOffersNothing }
    if let first = round.offersBegin(after: day) { return .offersBeginOn(first) }
    return round.takesOffers(on: day) ? nil : .offersAreOver
  }

  /// Another number of seats. Fewer only before the lists open: girls have ordered their lists by what stood there.
  static func changing(_ offer: GrantOffer, to seats: Int, _ round: Round, on day: Day) -> Phrase? {
    if offer.state != .confirmed { return .offerNotStanding }
    if offer.change != nil { return .changeWaits }
    if seats == offer.seats { return .sameSeats }
    if round.hasRun(on: day) { return .runHasBegun }
    if seats < offer.seats, round.hasLists(on: day) { return .seatsOnlyRaised(offer.seats) }
    if seats < offer.terms.plan.reserves.map(\.seats).reduce(0, +) { return .reservesNeedSeats }
    return nil
  }

  /// By the chair, with a reason.
  static func withdrawing(_ offer: GrantOffer, _ round: Round, on day: Day) -> Phrase? {
    if offer.state != .confirmed { return .offerNotStanding }
    return round.hasRun(on: day) ? .runHasBegun : nil
  }

  /// What is wrong with terms as they were entered into a round, each at its field.
  static func complaints(_ terms: GrantOffer.Terms, in round: Round) -> [(field: String, says: Phrase)] {
    let found = complaints(terms)
    guard let day = terms.answersBy, let first = round.days(.answers)?.first,
      let last = Day(year: round.leavingYear, month: 12, day: 31)
    else { return found }
    return first <= day && day <= last ? found : found + [("answers", .answersBetween(first, last))]
  }

  /// What is wrong with terms by themselves.
  static func complaints(_ terms: GrantOffer.Terms) -> [(field: String, says: Phrase)] {
    var found: [(field: String, says: Phrase)] = terms.plan.faults(holders: nil).map { fault in
      switch fault {
      case .seatsOutOfRange: ("seats", .seatsBetween(SeatPlan.most))
      case .reservesExceedSeats: ("reserve", .reservesNeedSeats)
      case .attributeTwice: ("reserve", .reserveTwice)
      default: ("reserve", .reserveSeats)
      }
    }
    if terms.kind == .discount, !(1...100).contains(terms.discount) { found.append(("discount", .discountBetween)) }
    if terms.kind == .considered, terms.answersBy == nil { found.append(("answers", .answersByMissing)) }
    for requirement in terms.requirements {
      if requirement.kind.needsValue, requirement.value == nil {
        found.append(("requirement-\(requirement.kind.rawValue)", .requirementValue))
      }
      if requirement.kind == .ent, let value = requirement.value, Int(value).map({ !(1...140).contains($0) }) ?? true {
        found.append(("requirement-ent", .entBetween))
      }
    }
    return found
  }
}

extension Phrase {
  static let secondRoundTakesNoOffers = Phrase(
    kk: "Екінші кезең жаңа орын қабылдамайды: ол бірінші кезеңде бос қалғанын толтырады.",
    ru: "Второй раунд новых мест не принимает: он заполняет то, что осталось от первого.",
    en: "A second round takes no new offers: it fills what the first left.")
  static let stateOffersNothing = Phrase(
    kk: "Мемлекеттік грант ҰБТ балымен беріледі: ол орынды бұл жерде ұсынуға болмайды.",
    ru: "Государственный грант дают по баллам ЕНТ: предлагать его место здесь нельзя.",
    en: "A state grant goes by points of the state test: its seats cannot be offered here.")
  static func offersBeginOn(_ day: Day) -> Phrase {
    Phrase(
      kk: "Бұл кезеңнің орындары \(Language.kk.date(day)) күнінен бастап енгізіледі және расталады.",
      ru: "Места этого раунда вносят и подтверждают с \(Language.ru.date(day)).",
      en: "Offers of this round are entered and confirmed from \(Language.en.date(day)) on.")
  }
  static func answersBetween(_ first: Day, _ last: Day) -> Phrase {
    Phrase(
      kk: "Жауап беретін күн \(Language.kk.date(first)) мен \(Language.kk.date(last)) арасында",
      ru: "День ответа — с \(Language.ru.date(first)) по \(Language.ru.date(last))",
      en: "The day of the answer lies between \(Language.en.date(first)) and \(Language.en.date(last))")
  }
  static let grantOfAnother = Phrase(
    kk: "Бұл грант басқа университеттікі: оны тек сол өзі ұсынады.",
    ru: "Это грант другого университета: предлагает его только он сам.",
    en: "This grant belongs to another university: it alone offers it.")
  static let offersAreOver = Phrase(
    kk: "Бұл кезеңде орын енгізу және растау мерзімі өтті.", ru: "Срок внесения и подтверждения мест этого раунда прошёл.",
    en: "The time to enter and confirm offers of this round is over.")
  static let offerNotStanding = Phrase(
    kk: "Бұл ұсыныс қазір күшінде емес.", ru: "Это предложение сейчас не действует.", en: "This offer does not stand now.")
  static let changeWaits = Phrase(
    kk: "Орын санының басқа өзгерісі шешім күтіп тұр.", ru: "Другое изменение числа мест ещё ждёт решения.",
    en: "Another change of the seats still waits for a decision.")
  static let sameSeats = Phrase(
    kk: "Орын саны онсыз да осындай.", ru: "Мест и так столько.", en: "That is the number of seats already.")
  static let runHasBegun = Phrase(
    kk: "Есептеу басталып кетті: енді өзгертуге болмайды.", ru: "Расчёт уже начался: менять больше нельзя.",
    en: "The run has begun: nothing can be changed any more.")
  static func seatsOnlyRaised(_ seats: Int) -> Phrase {
    Phrase(
      kk: "Тізімдер ашылды, енді орынды тек көбейтуге болады. Қазір: \(seats).",
      ru: "Списки открыты: теперь мест можно только прибавить. Сейчас: \(seats).",
      en: "The lists are open: seats can only be raised now. There are \(seats).")
  }
  static let reservesNeedSeats = Phrase(
    kk: "Сақталған орындар барлық орыннан көп", ru: "Закреплённых мест больше, чем всего мест",
    en: "More seats are reserved than there are")
  static let reserveTwice = Phrase(
    kk: "Бір белгі екі рет көрсетілген", ru: "Один признак указан дважды", en: "One attribute is named twice")
  static let reserveSeats = Phrase(
    kk: "Сақталған орын кемінде біреу болуы керек", ru: "Закреплённых мест должно быть хотя бы одно",
    en: "At least one seat has to be reserved")
  static func seatsBetween(_ most: Int) -> Phrase {
    Phrase(kk: "Орын саны 1 мен \(most) арасында", ru: "Мест от 1 до \(most)", en: "Between 1 and \(most) seats")
  }
  static let discountBetween = Phrase(
    kk: "Жеңілдік 1 мен 100 пайыз арасында", ru: "Скидка от 1 до 100 процентов", en: "A discount of 1 to 100 per cent")
  static let answersByMissing = Phrase(
    kk: "Университет қай күнге дейін жауап беретінін жазыңыз", ru: "Укажите, до какого дня университет ответит",
    en: "Say by which day the university answers")
  static let requirementValue = Phrase(
    kk: "Бұл талаптың мәнін жазыңыз", ru: "Укажите значение этого требования", en: "Say what this requirement asks for")
  static let entBetween = Phrase(
    kk: "ҰБТ балы 1 мен 140 арасындағы бүтін сан", ru: "Балл ЕНТ — целое число от 1 до 140",
    en: "Points of the state test: a whole number from 1 to 140")
}
