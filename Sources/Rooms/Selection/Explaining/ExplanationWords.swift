import Allocation
import Rules
import Words

extension Explanation {
  func with(sentences: [Phrase]) -> Explanation {
    Explanation(
      status: status, rule: rule, pieces: pieces, total: total, error: error, rank: rank, considered: considered, places: places,
      distance: distance, hasPlaceWithoutProtection: hasPlaceWithoutProtection, isProtected: isProtected, worstPlace: worstPlace,
      drawDecided: drawDecided, sentences: sentences)
  }

  /// What happened, why, what the rules did to her, how sure it is, and the next door.
  func tell(_ file: PolicyFile, to reader: Reader, since: Since) -> [Phrase] {
    if case .notConsidered(let exclusion) = status {
      return [excluded(exclusion, file, reader)] + (since.call.map { [.came($0, reader)] } ?? doors(reader, since))
    }
    let first = [.resultIs(status, reader), totalInWords(reader)]
    // What stood between her and a place does no more.
    if case .waiting = status, let call = since.call { return first + [.came(call, reader)] }
    let reasons = [
      ruleInWords(file, reader), protectionInWords(reader), distanceInWords(reader), errorInWords, boundInWords(reader),
      drawInWords(reader),
    ].compactMap(\.self)
    if case .offered = status { return first + reasons }
    return first + reasons + doors(reader, since)
  }

  /// Another year; and the appeal while its time runs.
  private func doors(_ reader: Reader, _ since: Since) -> [Phrase] {
    [.nextYear(reader)] + (since.appeals.map { [.mayAppeal($0, reader)] } ?? [])
  }

  private func excluded(_ exclusion: Ranking.Exclusion, _ file: PolicyFile, _ reader: Reader) -> Phrase {
    switch exclusion {
    case .missing(let index):
      let title = file.title(evidence: file.policy.evidence[index].name)
      return reader == .girl
        ? Phrase(
          kk: "Өтінімің іріктеуде қаралмады: «\(title(.kk))» нәтижесі жоқ.",
          ru: "Ваша заявка не участвовала в отборе: нет результата «\(title(.ru))».",
          en: "Your application was not considered: there is no result for “\(title(.en))”.")
        : Phrase(
          kk: "Қатысушының өтінімі іріктеуде қаралмады: «\(title(.kk))» нәтижесі жоқ.",
          ru: "Заявка не участвовала в отборе: нет результата «\(title(.ru))».",
          en: "The application was not considered: there is no result for “\(title(.en))”.")
    case .belowMinimum(let index):
      let title = file.title(evidence: file.policy.evidence[index].name)
      let minimum = file.policy.evidence[index].minimum ?? 0
      let value = pieces[index].value
      return reader == .girl
        ? Phrase(
          kk:
            "Өтінімің іріктеуде қаралмады: «\(title(.kk))» нәтижең \(Language.kk.short(value)), ал қажетті ең аз мән — \(Language.kk.short(minimum)).",
          ru:
            "Ваша заявка не участвовала в отборе: результат «\(title(.ru))» равен \(Language.ru.short(value)), а нужно не меньше \(Language.ru.short(minimum)).",
          en:
            "Your application was not considered: your result for “\(title(.en))” is \(Language.en.short(value)), and at least \(Language.en.short(minimum)) is needed."
        )
        : Phrase(
          kk:
            "Қатысушының өтінімі іріктеуде қаралмады: «\(title(.kk))» нәтижесі \(Language.kk.short(value)), ал қажетті ең аз мән — \(Language.kk.short(minimum)).",
          ru:
            "Заявка не участвовала в отборе: результат «\(title(.ru))» равен \(Language.ru.short(value)), а нужно не меньше \(Language.ru.short(minimum)).",
          en:
            "The application was not considered: the result for “\(title(.en))” is \(Language.en.short(value)), and at least \(Language.en.short(minimum)) is needed."
        )
    }
  }

  private func totalInWords(_ reader: Reader) -> Phrase {
    let (total, error, rank, considered) = (total, error, rank ?? 0, considered)
    let list = pieces
    @Sendable func parts(_ language: Language) -> String {
      list.map { "\($0.title(language)) \(language.number($0.points)) × \(language.percent($0.weight))" }.joined(separator: " + ")
    }
    @Sendable func spread(_ language: Language) -> String { error > 0 ? " ± \(language.number(1.96 * error))" : "" }
    return reader == .girl
      ? Phrase(
        kk:
          "Ұпайың: \(Language.kk.number(total, decimals: 2))\(spread(.kk)) (\(parts(.kk))). Ұпай бойынша \(considered) қатысушының ішінде \(rank)-орындасың.",
        ru:
          "Баллы: \(Language.ru.number(total, decimals: 2))\(spread(.ru)) (\(parts(.ru))). По баллам место \(rank) из \(considered).",
        en:
          "Your points: \(Language.en.number(total, decimals: 2))\(spread(.en)) (\(parts(.en))). By points you are number \(rank) of \(considered)."
      )
      : Phrase(
        kk:
          "Ұпайы: \(Language.kk.number(total, decimals: 2))\(spread(.kk)) (\(parts(.kk))). Ұпай бойынша \(considered) қатысушының ішінде \(rank)-орында.",
        ru:
          "Баллы: \(Language.ru.number(total, decimals: 2))\(spread(.ru)) (\(parts(.ru))). По баллам место \(rank) из \(considered).",
        en:
          "The points: \(Language.en.number(total, decimals: 2))\(spread(.en)) (\(parts(.en))). By points it is number \(rank) of \(considered)."
      )
  }

  private func ruleInWords(_ file: PolicyFile, _ reader: Reader) -> Phrase? {
    switch rule {
    case .merit:
      return Phrase(kk: "Орын ұпай бойынша ұсынылды.", ru: "Место предложено по баллам.", en: "The place was offered on points.")
    case .reserve(let index):
      let title = file.title(attribute: file.policy.reserves[index].attribute)
      return Phrase(
        kk: "Орын сақталған орындар ережесімен ұсынылды: \(title(.kk)).", ru: "Место предложено по квоте: \(title(.ru)).",
        en: "The place was offered by quota: \(title(.en)).")
    case .share(let first, let second):
      let named = [first, second].enumerated().filter(\.element).map {
        file.title(attribute: file.policy.shares[$0.offset].attribute)
      }
      return Phrase(
        kk: "Орын ең аз үлес ережесімен ұсынылды: \(named.map { $0(.kk) }.joined(separator: ", ")).",
        ru: "Место предложено по правилу минимальной доли: \(named.map { $0(.ru) }.joined(separator: ", ")).",
        en: "The place was offered by the rule of a minimum share: \(named.map { $0(.en) }.joined(separator: ", ")).")
    case .cap(let index):
      return .capReached(file.title(column: file.policy.caps[index].column), file.policy.caps[index].places, reader)
    case .waiting:
      return reader == .girl
        ? Phrase(
          kk: "Алдыңдағылардың ұпайы жоғары немесе орын оларға іріктеу қағидалары бойынша берілді.",
          ru: "У тех, кто впереди, баллы выше или место предоставлено по правилам отбора.",
          en: "Those before you have more points or got their place by the rules of the selection.")
        : Phrase(
          kk: "Алдындағылардың ұпайы жоғары немесе орын оларға іріктеу қағидалары бойынша берілді.",
          ru: "У тех, кто впереди, баллы выше или место предоставлено по правилам отбора.",
          en: "Those in front have more points or got their place by the rules of the selection.")
    case .displaced:
      return reader == .girl
        ? Phrase(
          kk: "Сақталған орындар ережесі болмаса, саған орын ұсынылар еді.", ru: "Без квоты место было бы предложено вам.",
          en: "Without the quota you would have been offered a place.")
        : Phrase(
          kk: "Сақталған орындар ережесі болмаса, қатысушыға орын ұсынылар еді.", ru: "Без квоты место было бы предложено.",
          en: "Without the quota a place would have been offered.")
    case .notConsidered: return nil
    }
  }

  private func protectionInWords(_ reader: Reader) -> Phrase? {
    guard isProtected, case .offered = status, rule == .merit else { return nil }
    return reader == .girl
      ? Phrase(
        kk: "Сақталған орындар ережесі сенің нәтижеңді өзгерткен жоқ: онсыз да орын ұсынылар еді.",
        ru: "Квота на ваш результат не повлияла: место было бы предложено и без неё.",
        en: "The quota did not change your result: you would have been offered a place without it as well.")
      : Phrase(
        kk: "Сақталған орындар ережесі қатысушының нәтижесін өзгерткен жоқ: онсыз да орын ұсынылар еді.",
        ru: "Квота на этот результат не повлияла: место было бы предложено и без неё.",
        en: "The quota did not change this result: a place would have been offered without it as well.")
  }

  private func distanceInWords(_ reader: Reader) -> Phrase? {
    guard let distance else { return nil }
    let size = distance.magnitude
    guard case .waiting = status else {
      guard distance >= 0 else { return nil }
      if size == 0 {
        return Phrase(
          kk: "Бұл — ұпай бойынша берілген соңғы орынның ұпайы.",
          ru: "Это ровно столько, сколько набрано на последнем месте по баллам.",
          en: "That is exactly what the last place on points had.")
      }
      return reader == .girl
        ? Phrase(
          kk: "Ұпай бойынша соңғы орыннан \(Language.kk.number(size, decimals: 2)) ұпай жоғарысың.",
          ru: "Это на \(Language.ru.number(size, decimals: 2)) балла выше последнего места по баллам.",
          en: "You are \(Language.en.number(size, decimals: 2)) points above the last place on points.")
        : Phrase(
          kk: "Бұл — ұпай бойынша соңғы орыннан \(Language.kk.number(size, decimals: 2)) ұпай жоғары.",
          ru: "Это на \(Language.ru.number(size, decimals: 2)) балла выше последнего места по баллам.",
          en: "It is \(Language.en.number(size, decimals: 2)) points above the last place on points.")
    }
    guard distance < 0 else { return nil }
    return reader == .girl
      ? Phrase(
        kk: "Ұпай бойынша берілген соңғы орынға \(Language.kk.number(size, decimals: 2)) ұпай жетпеді.",
        ru: "До последнего места по баллам не хватило \(Language.ru.number(size, decimals: 2)) балла.",
        en: "You were \(Language.en.number(size, decimals: 2)) points short of the last place awarded on points.")
      : Phrase(
        kk: "Ұпай бойынша берілген соңғы орынға \(Language.kk.number(size, decimals: 2)) ұпай жетпеді.",
        ru: "До последнего места по баллам не хватило \(Language.ru.number(size, decimals: 2)) балла.",
        en: "It was \(Language.en.number(size, decimals: 2)) points short of the last place awarded on points.")
  }

  /// A difference smaller than what measuring again could change is called so.
  private var errorInWords: Phrase? {
    guard let distance, distance != 0, error > 0, distance.magnitude < 1.96 * error else { return nil }
    return Phrase(
      kk:
        "Бұл айырма өлшеу қателігінен аз: басқа күні нәтиже басқаша шығуы мүмкін еді. Бәріне бірдей болуы үшін шешім ұпай бойынша қабылданады.",
      ru:
        "Эта разница меньше погрешности измерения: в другой день результат мог быть иным. Чтобы правила были одинаковыми для всех, решают баллы.",
      en:
        "This difference is smaller than the error of measurement: on another day the result could have been different. The points decide so that it is the same for everybody."
    )
  }

  private func boundInWords(_ reader: Reader) -> Phrase? {
    guard let worstPlace, let rank, worstPlace > rank, worstPlace < .max else { return nil }
    return reader == .girl
      ? Phrase(
        kk: "Үлес ережесі сені \(rank)-орыннан ең көп дегенде \(worstPlace)-орынға жылжыта алады.",
        ru: "Из-за минимальных долей ваше место в списке может измениться с \(rank)-го самое большее до \(worstPlace)-го.",
        en: "The minimum shares can move you from number \(rank) to number \(worstPlace) at most, never further.")
      : Phrase(
        kk: "Үлес ережесі қатысушыны \(rank)-орыннан ең көп дегенде \(worstPlace)-орынға жылжыта алады.",
        ru: "Из-за минимальных долей место в списке может измениться с \(rank)-го самое большее до \(worstPlace)-го.",
        en: "The minimum shares can move the application from number \(rank) to number \(worstPlace) at most, never further.")
  }

  private func drawInWords(_ reader: Reader) -> Phrase? {
    guard drawDecided else { return nil }
    return reader == .girl
      ? Phrase(
        kk: "Ұпайы дәл сенікіндей басқа қатысушы болды; реттеріңді ашық жеребе шешті.",
        ru: "Ровно столько же баллов есть ещё у кого-то; порядок определила открытая жеребьёвка.",
        en: "Somebody else has exactly the same points; the public lottery decided the order.")
      : Phrase(
        kk: "Ұпайы дәл осындай басқа қатысушы болды; олардың ретін ашық жеребе шешті.",
        ru: "Ровно столько же баллов есть ещё у кого-то; порядок определила открытая жеребьёвка.",
        en: "Somebody else has just as many points; the public lottery decided the order.")
  }
}

extension Phrase {
  static func resultIs(_ status: Explanation.Status, _ reader: Reader) -> Phrase {
    switch (status, reader) {
    case (.offered, .girl):
      Phrase(kk: "Саған орын ұсынылды.", ru: "Вам предложено место.", en: "You are offered a place.")
    case (.offered, .others):
      Phrase(kk: "Қатысушыға орын ұсынылды.", ru: "По заявке предложено место.", en: "A place is offered.")
    case (.waiting(let place), .girl):
      Phrase(
        kk: "Әзірге орын тимеді: күту тізімінде \(place)-орындасың. Бұл қабілетің жетпейді дегенді білдірмейді: орын аз.",
        ru: "Пока места для вас нет: вы на \(place)-м месте в листе ожидания. Это не говорит о ваших способностях: мест мало.",
        en:
          "There is no place for you yet: you are number \(place) on the waiting list. It does not mean that you are not able: there are few places."
      )
    case (.waiting(let place), .others):
      Phrase(
        kk: "Әзірге орын тимеді: қатысушы күту тізімінде \(place)-орында. Бұл қабілеті жетпейді дегенді білдірмейді: орын аз.",
        ru: "Пока места нет: заявка на \(place)-м месте в листе ожидания. Это не говорит о способностях: мест мало.",
        en:
          "There is no place yet: the application is number \(place) on the waiting list. It says nothing about ability: there are few places."
      )
    case (.notConsidered, _): Phrase(verbatim: "")
    }
  }

  fileprivate static func capReached(_ title: Phrase, _ places: Int, _ reader: Reader) -> Phrase {
    reader == .girl
      ? Phrase(
        kk:
          "Ұпайың жетер еді, бірақ белгіленген шек толды (\(title(.kk)): ең көбі \(places)). Сол топтан біреу бас тартса, кезегің келеді.",
        ru:
          "Баллов хватило бы, но достигнут предел: из одной группы (\(title(.ru))) не больше \(counted(places, one: "места", few: "мест", many: "мест")). Если кто-то из этой группы откажется, место могут предложить вам.",
        en:
          "Your points would have been enough, but a limit was reached (\(title(.en)): at most \(places)). If somebody of that group declines, the place may be offered to you."
      )
      : Phrase(
        kk:
          "Ұпайы жетер еді, бірақ белгіленген шек толды (\(title(.kk)): ең көбі \(places)). Сол топтан біреу бас тартса, кезегі келеді.",
        ru:
          "Баллов хватило бы, но достигнут предел: из одной группы (\(title(.ru))) не больше \(counted(places, one: "места", few: "мест", many: "мест")). Если кто-то из этой группы откажется, место могут предложить по этой заявке.",
        en:
          "The points would have been enough, but a limit was reached (\(title(.en)): at most \(places)). If somebody of that group declines, the place may be offered."
      )
  }

  static func nextYear(_ reader: Reader) -> Phrase {
    reader == .girl
      ? Phrase(
        kk: "Келесі жылы да шарттарға сай болсаң, қайта өтінім бере аласың.",
        ru: "Если в следующем году вы ещё подходите по условиям, можно подать заявку снова.",
        en: "If you still meet the conditions next year, you can apply again.")
      : Phrase(
        kk: "Келесі жылы да шарттарға сай болса, қатысушы қайта өтінім бере алады.",
        ru: "Если в следующем году условия ещё выполнены, можно подать заявку снова.",
        en: "If the conditions are still met next year, another application can be made.")
  }

  static func mayAppeal(_ appeals: Since.Appeals, _ reader: Reader) -> Phrase {
    let time: Phrase =
      switch appeals {
      case .days: Phrase(kk: "он күн ішінде", ru: "в течение десяти дней", en: "within ten days")
      case .until(let day): Phrase(kk: Language.kk.until(day), ru: Language.ru.until(day), en: Language.en.until(day))
      }
    return reader == .girl
      ? Phrase(
        kk: "Нәтижемен келіспесең, \(time(.kk)) тегін апелляция бере аласың.",
        ru: "Если вы не согласны с результатом, \(time(.ru)) можно бесплатно подать апелляцию.",
        en: "If you do not agree with the result, you can ask for a free review \(time(.en)).")
      : Phrase(
        kk: "Нәтижемен келіспесе, қатысушы \(time(.kk)) тегін апелляция бере алады.",
        ru: "При несогласии с результатом \(time(.ru)) можно бесплатно подать апелляцию.",
        en: "Whoever does not agree with the result can ask for a free review \(time(.en)).")
  }

  /// How a place came that the run had not given.
  fileprivate static func came(_ call: Since.Call, _ reader: Reader) -> Phrase {
    switch (call, reader) {
    case (.next, .girl):
      Phrase(
        kk: "Алғашында күту тізімінде болдың. Біреу орнын босатты да, кезегің келді.",
        ru: "Сначала вы были в листе ожидания. Потом место освободилось, и очередь дошла до вас.",
        en: "At first you were on the waiting list. Then a place became free, and it was your turn.")
    case (.next, .others):
      Phrase(
        kk: "Алғашында қатысушы күту тізімінде болды. Біреу орнын босатты да, кезегі келді.",
        ru: "Сначала заявка была в листе ожидания. Потом место освободилось, и очередь дошла до неё.",
        en: "At first the application was on the waiting list. Then a place became free, and it came to it.")
    case (.appeal, .girl):
      Phrase(
        kk: "Апелляцияң қанағаттандырылды: екінші баға ескеріліп, саған орын ұсынылды.",
        ru: "Ваша апелляция удовлетворена: с новой оценкой вам предложено место.",
        en: "Your appeal was upheld: with the new mark you were offered a place.")
    case (.appeal, .others):
      Phrase(
        kk: "Апелляция қанағаттандырылды: екінші баға ескеріліп, қатысушыға орын ұсынылды.",
        ru: "Апелляция удовлетворена: с новой оценкой предложено место.",
        en: "The appeal was upheld: with the new mark a place was offered.")
    }
  }
}
