import Allocation
import Programme
import Rules
import Words

/// Her result in sentences: what she has, why not what she wanted more, and how sure it is.
struct RecommendationWords {
  let sight: RecommendationSight
  let today: Day

  /// The first sentence of the page.
  var status: Phrase {
    guard let given = sight.given else { return noPlace }
    switch given.state {
    case .offered: return given.isOpen(on: today) ? .seatIsYours(given.answerBy) : .seatLapsed
    case .accepted: return .seatAccepted
    case .declined: return sight.round.number == 2 && sight.place.offer == nil ? .noSeatThisTime : .seatDeclined
    case .lapsed: return .seatLapsed
    case .released: return .seatReleased
    case .bettered: return .seatLapsed
    case .withdrawn: return .seatWithdrawn
    }
  }

  private var noPlace: Phrase {
    switch sight.place.absent {
    case .list: .hadNoList
    case .consent: .hadNoConsent
    case .part: .tookNoPart
    case nil: .noSeatThisTime
    }
  }

  var hasSeat: Bool { sight.given?.stands ?? false }

  /// Choices of the same reason, one after another; each with its place in her list.
  struct Reason: Sendable {
    var offers: [(number: Int, name: RecommendationSight.OfferName?)]
    let why: [Phrase]
    /// What it says, to be compared.
    fileprivate let text: String
  }

  /// Each choice above what she has; neighbours with one and the same reason are told together.
  func reasons(_ house: House) -> [Reason] {
    sight.higher.enumerated().reduce(into: []) { reasons, choice in
      let sentences = why(choice.element, house)
      let text = sentences.map { Language.kk($0) }.joined(separator: "\n")
      let offer = (number: choice.offset + 1, name: sight.names[choice.element.offer])
      if reasons.last?.text == text {
        reasons[reasons.count - 1].offers.append(offer)
      } else {
        reasons.append(Reason(offers: [offer], why: sentences, text: text))
      }
    }
  }

  /// Why she does not have a choice that she wanted more: a sentence for each kind of its seats.
  func why(_ choice: HigherChoice, _ house: House) -> [Phrase] {
    switch choice.reason {
    case .requirement(let key): [.notMet(key)]
    case .merit(.missing(let piece)): [.pieceMissed(title(piece))]
    case .merit(.belowMinimum(let piece)): [.pieceTooLow(title(piece))]
    case .noSeats: [.offerHasNoSeats]
    case .cutOff(let kinds): kinds.map { seats($0, house) }
    }
  }

  private func title(_ piece: Int) -> Phrase {
    let evidence = sight.rule.common.evidence
    return evidence.indices.contains(piece) ? sight.rule.title(evidence: evidence[piece].name) : Phrase(verbatim: "")
  }

  private func seats(_ seats: HigherChoice.Seats, _ house: House) -> Phrase {
    let whose = seats.reserve.flatMap(ReserveAttribute.init).map { reserve in
      Phrase(
        kk: reserve.says(house.gazetteer, .kk), ru: reserve.says(house.gazetteer, .ru), en: reserve.says(house.gazetteer, .en))
    }
    if seats.isKept, let whose { return .seatsAreKept(seats.seats, whose) }
    if seats.isKept { return .seatsStayedWithHolders(seats.seats) }
    if seats.byDraw { return .drawDecided(seats.seats) }
    switch seats.last {
    case .total(let last): return .lastHadMore(seats.seats, points(last), points(seats.own))
    case .difference(let band): return .lastHadMoreBy(seats.seats, band)
    }
  }

  private func points(_ units: Int64) -> Phrase {
    let decimals = sight.rule.common.decimals
    return Phrase(
      kk: Language.kk.points(units, decimals: decimals), ru: Language.ru.points(units, decimals: decimals),
      en: Language.en.points(units, decimals: decimals))
  }

  /// Said only where the program has tried it.
  var best: Phrase? { sight.place.isBest == true && sight.listed > 1 ? .noOrderIsBetter(sight.listed - 1) : nil }

  var sure: Phrase? {
    guard sight.place.absent == nil, let sure = sight.place.sure else { return nil }
    return sight.place.offer == nil ? .sureOfNone(sure) : .sureOfSeat(sure)
  }
}

extension Phrase {
  static func seatIsYours(_ last: Day) -> Phrase {
    Phrase(
      kk: "Ұсыным: орын саған берілді. Жауабыңды \(Language.kk.until(last)) бер.",
      ru: "Рекомендация: место ваше. Ответьте \(Language.ru.until(last)).",
      en: "A recommendation: the seat is yours. Answer \(Language.en.until(last)).")
  }
  static let seatAccepted = Phrase(
    kk: "Сен бұл орынды қабылдадың.", ru: "Вы приняли это место.", en: "You have accepted this seat.")
  static let seatDeclined = Phrase(
    kk: "Сен бұл орыннан бас тарттың.", ru: "Вы отказались от этого места.", en: "You declined this seat.")
  static let seatLapsed = Phrase(
    kk: "Жауап мерзімі өтті, орын босады.", ru: "Срок ответа прошёл, место освободилось.",
    en: "The time for an answer is over, and the seat is free.")
  static let seatReleased = Phrase(
    kk: "Сенде басқа грант бар: бұл орын босады, ал ұсынылғаның өзіңде қалады.",
    ru: "У вас другой грант: это место освободилось, а то, что вас рекомендовали, остаётся за вами.",
    en: "You have another grant: this seat is free, and that you were recommended stays yours.")
  static let seatWithdrawn = Phrase(
    kk: "Бұл ұсыныс кері қайтарылды.", ru: "Эта рекомендация отозвана.", en: "This recommendation was withdrawn.")
  static let noSeatThisTime = Phrase(
    kk: "Бұл жолы саған орын шықпады.", ru: "В этот раз места для вас не нашлось.", en: "This time there was no seat for you.")
  static let hadNoList = Phrase(
    kk: "Сенің сақталған тізімің болған жоқ, сондықтан орын бөлуге кірген жоқсың.",
    ru: "У вас не было сохранённого списка, поэтому в распределении вас не было.",
    en: "You had no kept list, so you were not in the match.")
  static let hadNoConsent = Phrase(
    kk: "Сені университетке атауға келісім болған жоқ, сондықтан тізімің есептеуге кірген жоқ.",
    ru: "Не было согласия называть вас университетам, поэтому ваш список в расчёт не вошёл.",
    en: "Naming you to universities was not agreed to, so your list was not in the match.")
  static let tookNoPart = Phrase(
    kk: "Есептеу күні сен бағдарламаға қатыспадың.", ru: "В день расчёта вы не участвовали в программе.",
    en: "On the day of the run you took no part in the programme.")
  static func notMet(_ requirement: String) -> Phrase {
    switch requirement {
    case "certificate":
      Phrase(
        kk: "Есептеу күні мектептің сертификаты болған жоқ, ол міндетті.",
        ru: "В день расчёта не было сертификата школы, а он обязателен.",
        en: "On the day of the run there was no certificate of the school, which is asked for.")
    case "subject":
      Phrase(
        kk: "Бағдарлама сен айтпаған бейіндік пәнді сұрайды.", ru: "Программе нужен профильный предмет, которого вы не назвали.",
        en: "The programme asks for a profile subject that you did not name.")
    case "language":
      Phrase(
        kk: "Бағдарлама сенің мектебіңнің тілінде емес.", ru: "Программа не на языке вашей школы.",
        en: "The programme is not in the language of your school.")
    case Chooser.levelBar:
      Phrase(
        kk: "Бұл бағдарлама мектепті басқа деңгейде бітіретіндерге арналған.",
        ru: "Эта программа для тех, кто выбирает другой уровень образования.",
        en: "This programme is for those who go to another level of education.")
    default:
      Phrase(
        kk: "Бағдарламаның бір талабы орындалған жоқ.", ru: "Одно требование программы не выполнено.",
        en: "A requirement of the programme is not met.")
    }
  }
  static func pieceMissed(_ title: Phrase) -> Phrase {
    Phrase(
      kk: "«\(title(.kk))» нәтижең болған жоқ, онсыз ұпай есептелмейді.",
      ru: "Не было результата «\(title(.ru))», без него баллы не считают.",
      en: "There was no “\(title(.en))” of yours; without it no points are made.")
  }
  static func pieceTooLow(_ title: Phrase) -> Phrase {
    Phrase(
      kk: "«\(title(.kk))» нәтижең ережедегі ең аз мәннен төмен болды.",
      ru: "Результат «\(title(.ru))» ниже минимума по правилу.",
      en: "Your “\(title(.en))” was below the minimum of the rule.")
  }
  static let offerHasNoSeats = Phrase(
    kk: "Мұнда бос орын болған жоқ.", ru: "Здесь не было свободных мест.", en: "There was no free seat here.")
  static func seatsAreKept(_ seats: Int, _ whose: Phrase) -> Phrase {
    Phrase(
      kk: "\(seats) орын алдымен мыналарға арналған: \(whose(.kk)). Бәрі солармен толды.",
      ru:
        "\(counted(seats, one: "место", few: "места", many: "мест")) прежде всего для таких девочек: \(whose(.ru)). Все заняты ими.",
      en: "\(counted(seats, one: "seat goes", other: "seats go")) first to such girls: \(whose(.en)). All are with them.")
  }
  static func seatsStayedWithHolders(_ seats: Int) -> Phrase {
    Phrase(
      kk: "\(seats) орынның бәрі бірінші кезеңде алған қыздарда қалды.",
      ru: "Все \(counted(seats, one: "место", few: "места", many: "мест")) остались у тех, кто получил их в первом раунде.",
      en: "All \(counted(seats, one: "seat", other: "seats")) stayed with the girls who had them from the first round.")
  }
  static func drawDecided(_ seats: Int) -> Phrase {
    Phrase(
      kk: "\(seats) орын толды. Соңғысымен ұпайың тең болды, ашық жеребе шешті.",
      ru:
        "\(counted(seats, one: "место занято", few: "места заняты", many: "мест занято")). С последней у вас равные баллы, решила открытая жеребьёвка.",
      en:
        "\(counted(seats, one: "seat is", other: "seats are")) filled. Your points and those of the last are equal; the public draw decided."
    )
  }
  static func lastHadMore(_ seats: Int, _ last: Phrase, _ own: Phrase) -> Phrase {
    Phrase(
      kk: "\(seats) орынның бәрі ұпайы жоғары қыздарда. Соңғысында \(last(.kk)), сенде \(own(.kk)).",
      ru:
        "Все \(counted(seats, one: "место", few: "места", many: "мест")) у тех, у кого баллов больше. У последней \(last(.ru)), у вас \(own(.ru)).",
      en:
        "All \(counted(seats, one: "seat is", other: "seats are")) with girls whose points were higher. The last had \(last(.en)), you \(own(.en))."
    )
  }
  static func lastHadMoreBy(_ seats: Int, _ band: HigherChoice.Band) -> Phrase {
    let by: Phrase =
      switch band {
      case .lessThanOne: Phrase(kk: "бір ұпайдан аз", ru: "меньше одного балла", en: "less than 1 point")
      case .oneToThree: Phrase(kk: "1–3 ұпай", ru: "от 1 до 3 баллов", en: "1 to 3 points")
      case .threeToTen: Phrase(kk: "3–10 ұпай", ru: "от 3 до 10 баллов", en: "3 to 10 points")
      case .moreThanTen: Phrase(kk: "10 ұпайдан көп", ru: "больше 10 баллов", en: "more than 10 points")
      }
    return Phrase(
      kk: "\(seats) орын толды. Соңғысынан айырмаң: \(by(.kk)). Орын аз болғандықтан, басқа қыздың дәл ұпайын айтпаймыз.",
      ru:
        "\(counted(seats, one: "место занято", few: "места заняты", many: "мест занято")). До последней вам не хватило: \(by(.ru)). Мест мало, поэтому точные баллы другой девочки не называем.",
      en:
        "\(counted(seats, one: "seat is", other: "seats are")) filled. Between you and the last: \(by(.en)). There are few seats, so another girl's exact points are not told."
    )
  }
  static func noOrderIsBetter(_ times: Int) -> Phrase {
    Phrase(
      kk: "Басқасын бірінші қойсаң, нәтиже дәл осындай не нашар болар еді. Бұл сен үшін \(times) рет қайта есептеліп тексерілді.",
      ru:
        "Если бы вы поставили первым другой выбор, вышло бы то же самое или хуже. Это проверено: пересчитано \(counted(times, one: "раз", few: "раза", many: "раз")).",
      en:
        "Had you put another first, this would be the same or worse. It was tried for you: the match was run \(counted(times, one: "more time", other: "more times"))."
    )
  }
  static func sureOfSeat(_ times: Int) -> Phrase {
    Phrase(
      kk: "Дәлдігі: өлшеу қатесімен мың рет қайталағанда бұл орын \(times) рет саған шықты.",
      ru:
        "Насколько это точно: из тысячи повторов с погрешностью измерения это место выходило вам \(counted(times, one: "раз", few: "раза", many: "раз")).",
      en: "How sure it is: of a thousand replays with the error of measurement this seat came to you in \(times).")
  }
  static func sureOfNone(_ times: Int) -> Phrase {
    Phrase(
      kk: "Дәлдігі: өлшеу қатесімен мың рет қайталағанда \(times) ретінде де орын шықпады.",
      ru: "Насколько это точно: из тысячи повторов с погрешностью измерения места не было в \(times).",
      en: "How sure it is: of a thousand replays with the error of measurement there was no seat in \(times).")
  }
}
