import Allocation
import Words

extension Explanation {
  func with(sentences: [Phrase]) -> Explanation {
    Explanation(
      status: status, rule: rule, pieces: pieces, total: total, error: error, rank: rank, considered: considered, places: places,
      distance: distance, hasPlaceWithoutProtection: hasPlaceWithoutProtection, isProtected: isProtected, worstPlace: worstPlace,
      drawDecided: drawDecided, sentences: sentences)
  }

  /// What happened, why, what the rules did to her, how sure it is, and the next door.
  func tell(_ file: PolicyFile) -> [Phrase] {
    guard case .notConsidered(let exclusion) = status else {
      return [
        .resultIs(status), totalInWords, ruleInWords(file), protectionInWords, distanceInWords, errorInWords, boundInWords,
        drawInWords, door,
      ]
      .compactMap(\.self)
    }
    return [excluded(exclusion, file), .nextDoor]
  }

  private func excluded(_ exclusion: Ranking.Exclusion, _ file: PolicyFile) -> Phrase {
    switch exclusion {
    case .missing(let index):
      let title = file.title(evidence: file.policy.evidence[index].name)
      return Phrase(
        kk: "Іріктеуде қарала алмадың: мына нәтиже жоқ — \(title(.kk)).",
        ru: "Участие не рассмотрено: нет результата «\(title(.ru))».",
        en: "You could not be considered: there is no result for “\(title(.en))”.")
    case .belowMinimum(let index):
      let title = file.title(evidence: file.policy.evidence[index].name)
      let minimum = file.policy.evidence[index].minimum ?? 0
      let value = pieces[index].value
      return Phrase(
        kk:
          "Іріктеуде қарала алмадың: «\(title(.kk))» нәтижең \(Language.kk.short(value)), ал қажетті ең аз мән — \(Language.kk.short(minimum)).",
        ru:
          "Участие не рассмотрено: результат «\(title(.ru))» равен \(Language.ru.short(value)), а нужно не меньше \(Language.ru.short(minimum)).",
        en:
          "You could not be considered: your result for “\(title(.en))” is \(Language.en.short(value)), and at least \(Language.en.short(minimum)) is needed."
      )
    }
  }

  private var totalInWords: Phrase {
    let (total, error, rank, considered) = (total, error, rank ?? 0, considered)
    let list = pieces
    @Sendable func parts(_ language: Language) -> String {
      list.map { "\($0.title(language)) \(language.number($0.points)) × \(language.percent($0.weight))" }.joined(separator: " + ")
    }
    @Sendable func spread(_ language: Language) -> String { error > 0 ? " ± \(language.number(1.96 * error))" : "" }
    return Phrase(
      kk:
        "Ұпайың: \(Language.kk.number(total, decimals: 2))\(spread(.kk)) (\(parts(.kk))). Ұпай бойынша \(considered) қатысушының ішінде \(rank)-орындасың.",
      ru:
        "Баллы: \(Language.ru.number(total, decimals: 2))\(spread(.ru)) (\(parts(.ru))). По баллам место \(rank) из \(considered).",
      en:
        "Your points: \(Language.en.number(total, decimals: 2))\(spread(.en)) (\(parts(.en))). By points you are number \(rank) of \(considered)."
    )
  }

  private func ruleInWords(_ file: PolicyFile) -> Phrase? {
    switch rule {
    case .merit:
      return Phrase(kk: "Орын ұпай бойынша берілді.", ru: "Место дано по баллам.", en: "The place was given on points.")
    case .reserve(let index):
      let title = file.title(attribute: file.policy.reserves[index].attribute)
      return Phrase(
        kk: "Орын сақталған орындар ережесімен берілді: \(title(.kk)).",
        ru: "Место дано по правилу сохранённых мест: \(title(.ru)).",
        en: "The place was given by the rule of kept places: \(title(.en)).")
    case .share(let first, let second):
      let named = [first, second].enumerated().filter(\.element).map {
        file.title(attribute: file.policy.shares[$0.offset].attribute)
      }
      return Phrase(
        kk: "Орын ең аз үлес ережесімен берілді: \(named.map { $0(.kk) }.joined(separator: ", ")).",
        ru: "Место дано по правилу наименьшей доли: \(named.map { $0(.ru) }.joined(separator: ", ")).",
        en: "The place was given by the rule of a minimum share: \(named.map { $0(.en) }.joined(separator: ", ")).")
    case .cap(let index):
      let cap = file.policy.caps[index]
      let title = file.title(column: cap.column)
      return Phrase(
        kk:
          "Ұпайың жетер еді, бірақ шектеу толды (\(title(.kk)): ең көбі \(cap.places)). Сол топтан біреу бас тартса, кезегің келеді.",
        ru:
          "Баллов хватило бы, но ограничение исчерпано (\(title(.ru)): не больше \(cap.places)). Если кто-то из этой группы откажется, очередь дойдёт.",
        en:
          "Your points would have been enough, but a limit was reached (\(title(.en)): at most \(cap.places)). If somebody of that group declines, it is your turn."
      )
    case .waiting:
      return Phrase(
        kk: "Алдыңдағылардың ұпайы немесе ережедегі реті жоғары болды.",
        ru: "У тех, кто впереди, выше баллы или очередь по правилам.",
        en: "Those before you have more points or come earlier by the rules.")
    case .displaced:
      return Phrase(
        kk: "Сақталған орындар ережесі болмаса, саған орын тиер еді.", ru: "Без правила сохранённых мест место досталось бы вам.",
        en: "Without the rule of kept places you would have been offered a place.")
    case .notConsidered: return nil
    }
  }

  private var protectionInWords: Phrase? {
    guard isProtected, case .offered = status, rule == .merit else { return nil }
    return Phrase(
      kk: "Сақталған орындар ережесі сенің нәтижеңді өзгерткен жоқ: онсыз да орын алар едің.",
      ru: "Правило сохранённых мест ничего не изменило: место досталось бы и без него.",
      en: "The rule of kept places changed nothing for you: you would have a place without it as well.")
  }

  private var distanceInWords: Phrase? {
    guard let distance else { return nil }
    let size = distance.magnitude
    guard case .waiting = status else {
      guard distance >= 0 else { return nil }
      return Phrase(
        kk: "Ұпай бойынша соңғы орыннан \(Language.kk.number(size, decimals: 2)) ұпай жоғарысың.",
        ru: "Это на \(Language.ru.number(size, decimals: 2)) балла выше последнего места по баллам.",
        en: "You are \(Language.en.number(size, decimals: 2)) points above the last place on points.")
    }
    guard distance < 0 else { return nil }
    return Phrase(
      kk: "Ұпай бойынша берілген соңғы орынға \(Language.kk.number(size, decimals: 2)) ұпай жетпеді.",
      ru: "До последнего места по баллам не хватило \(Language.ru.number(size, decimals: 2)) балла.",
      en: "You lacked \(Language.en.number(size, decimals: 2)) points to the last place on points.")
  }

  /// A difference smaller than what measuring again could change is called so.
  private var errorInWords: Phrase? {
    guard let distance, error > 0, distance.magnitude < 1.96 * error else { return nil }
    return Phrase(
      kk:
        "Бұл айырма өлшеу қателігінен аз: басқа күні нәтиже басқаша шығуы мүмкін еді. Ереже бәріне бірдей болуы үшін ұпай бойынша шешеді.",
      ru:
        "Эта разница меньше погрешности измерения: в другой день результат мог быть иным. Правило решает по баллам, чтобы быть одинаковым для всех.",
      en:
        "This difference is smaller than the error of measurement: on another day the result could have been different. The rule decides on the points so that it is the same for everybody."
    )
  }

  private var boundInWords: Phrase? {
    guard let worstPlace, let rank, worstPlace > rank, worstPlace < .max else { return nil }
    return Phrase(
      kk: "Үлес ережесі сені \(rank)-орыннан ең көбі \(worstPlace)-орынға жылжыта алады, одан әрі емес.",
      ru: "Правило долей может сдвинуть с места \(rank) самое большее на место \(worstPlace), не дальше.",
      en: "The rule of shares can move you from number \(rank) to number \(worstPlace) at most, never further.")
  }

  private var drawInWords: Phrase? {
    guard drawDecided else { return nil }
    return Phrase(
      kk: "Ұпайы дәл сенікіндей басқа қатысушы болды; реттеріңді ашық жеребе шешті.",
      ru: "У другой участницы ровно столько же баллов; порядок решила открытая жеребьёвка.",
      en: "Somebody else has exactly the same points; the public lottery decided the order.")
  }

  private var door: Phrase? {
    if case .offered = status { return nil }
    return .nextDoor
  }
}

extension Phrase {
  static func resultIs(_ status: Explanation.Status) -> Phrase {
    switch status {
    case .offered:
      Phrase(kk: "Саған орын ұсынылды.", ru: "Вам предложено место.", en: "You are offered a place.")
    case .waiting(let place):
      Phrase(
        kk: "Әзірге орын тимеді: күту тізімінде \(place)-сің. Бұл қабілетің жетпейді дегенді білдірмейді: орын аз.",
        ru: "Пока место не досталось: в списке ожидания номер \(place). Это не значит, что способностей не хватает: мест мало.",
        en:
          "There is no place for you yet: you are number \(place) on the waiting list. It does not mean that you are not able: there are few places."
      )
    case .notConsidered: Phrase(verbatim: "")
    }
  }

  static let nextDoor = Phrase(
    kk:
      "Келесі жылы 9 немесе 10-сыныпта оқысаң, қайта өтінім бере аласың. Нәтижемен келіспесең, он күн ішінде тегін апелляция бере аласың.",
    ru:
      "Если в следующем году вы будете в 9 или 10 классе, можно подать заявку снова. Если вы не согласны с результатом, в течение десяти дней можно бесплатно подать апелляцию.",
    en:
      "If you are in grade 9 or 10 next year, you can apply again. If you do not agree with the result, you can ask for a free review within ten days."
  )
}
