import Measurement
import Words

extension Phrase {
  static let equatingTitle = Phrase(
    kk: "Тесттің екі нұсқасының ұпайын теңестіру", ru: "Выравнивание баллов двух вариантов теста",
    en: "Equating the scores of two forms of a test")
  static let equivalentsTitle = Phrase(
    kk: "X нұсқасының ұпайы Y нұсқасында неше ұпайға тең", ru: "Чему равен балл варианта X на варианте Y",
    en: "What a score of form X is worth on form Y")
  static let scoreOfX = Phrase(kk: "X нұсқасының ұпайы", ru: "балл варианта X", en: "score of form X")
  static let equivalentLessScore = Phrase(
    kk: "теңестірілген ұпай мен бастапқы ұпай айырмасы", ru: "выравненный балл минус исходный", en: "equivalent less score")
  static let equivalentsInTable = Phrase(kk: "кестеде", ru: "в таблице", en: "in the table")
  static let bootstrapErrors = Phrase(
    kk: "± — стандартты қате: адамдар қайта-қайта таңдалды (бутстреп).",
    ru: "± — стандартная ошибка: люди выбирались заново (бутстреп).",
    en: "± standard error, from drawing the persons again (bootstrap).")
  static let randomGroupsExplained = Phrase(
    kk: "Екі топтың деңгейі бірдей деп есептелді: оларды кездейсоқ бөлу керек.",
    ru: "Группы считаются одинаковыми по силе: кому какой вариант, должен решать случай.",
    en: "The groups count as equally able: chance must have decided who took which form.")
  static let commonItemsExplained = Phrase(
    kk: "Топтардың деңгейі әртүрлі болуы мүмкін: айырма екі нұсқаға ортақ тапсырмалар арқылы ескерілді.",
    ru: "Группы могут различаться по силе: разница учтена через общие задания.",
    en: "The groups may differ in ability: the common items account for the difference.")
  static func equatedForms(
    _ x: (persons: Int, mean: Double, deviation: Double), _ y: (persons: Int, mean: Double, deviation: Double)
  ) -> Phrase {
    @Sendable func form(_ language: Language, _ form: (persons: Int, mean: Double, deviation: Double)) -> String {
      "\(language.number(form.persons)); \(language.number(form.mean, decimals: 2)); \(language.number(form.deviation, decimals: 2))"
    }
    return Phrase(
      kk: "Адам саны; орташа ұпай; стандартты ауытқу. X: \(form(.kk, x)). Y: \(form(.kk, y)).",
      ru: "Человек; средний балл; стандартное отклонение. X: \(form(.ru, x)). Y: \(form(.ru, y)).",
      en: "Persons; mean score; standard deviation. X: \(form(.en, x)). Y: \(form(.en, y)).")
  }
  static func scoreUnreadable(_ text: String, _ limit: Int) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)» — сай келмейді: 0–\(limit) аралығындағы бүтін сан керек.",
      ru: "«\(text)» не подходит: нужно целое число от 0 до \(limit).",
      en: "“\(text)” does not fit: a whole number from 0 to \(limit) is needed.")
  }
  static let scoreImpossible = Phrase(
    kk: "Мұндай жалпы ұпай мен ортақ тапсырма ұпайы бірге болмайды. Ортақ тапсырма жалпы ұпайға кірмесе, --external қосыңыз.",
    ru: "Такой общий балл и балл общих заданий вместе невозможны. Если общие задания не входят в балл, укажите --external.",
    en: "Such a score and such a score on common items cannot be together. If the common items do not count, use --external.")

  static func equatingRefused(_ fault: EquatingFault) -> Phrase {
    switch fault {
    case .oneScore:
      Phrase(
        kk: "Мүмкін ұпай тым аз не тым көп.", ru: "Возможных баллов слишком мало или много.",
        en: "Too few or too many scores are possible.")
    case .noPersons: .noRows
    case .noVariation:
      Phrase(kk: "Барлығының ұпайы бірдей.", ru: "У всех одинаковый балл.", en: "Everybody has the same score.")
    case .count(let score):
      Phrase(
        kk: "\(score) ұпай алған адам саны бүтін сан емес.", ru: "Число людей с баллом \(score) не целое.",
        en: "The number of persons with the score \(score) is not whole.")
    case .score: .scoreImpossible
    case .lengths: .countsContradict
    case .differentAnchors:
      Phrase(
        kk: "Нұсқалардың ортақ тапсырмалары әртүрлі.", ru: "Общие задания вариантов различаются.",
        en: "The common items of the forms differ.")
    case .unmatchedAnchor(let score):
      Phrase(
        kk: "Ортақ тапсырмалардан \(score) ұпай алғандар тек бір топта бар.",
        ru: "Балл \(score) на общих заданиях есть только в одной группе.",
        en: "The score \(score) on the common items is in one group only.")
    case .unrelatedAnchor:
      Phrase(
        kk: "Ортақ тапсырмалардың жалпы ұпаймен байланысы жоқ.", ru: "Общие задания не связаны с общим баллом.",
        en: "The common items are not related to the score.")
    case .weight: .settingOutOfRange("weight")
    case .degree: .settingOutOfRange("smooth")
    case .smoothing:
      Phrase(
        kk: "Тегістеу жинақталмады: дәрежесін кемітіңіз.", ru: "Сглаживание не сошлось: уменьшите степень.",
        en: "The smoothing did not converge: lower its degree.")
    case .draws:
      Phrase(
        kk: "Қайта таңдаулардың көбін теңестіру мүмкін болмады.", ru: "Большинство повторных выборок не удалось выровнять.",
        en: "Most of the repeated samples could not be equated.")
    }
  }
}

extension EquatedScores.Name {
  /// As reports call it.
  var label: Phrase {
    switch self {
    case .identity: Phrase(kk: "өзгеріссіз", ru: "без изменений", en: "identity")
    case .mean: Phrase(kk: "орташа бойынша", ru: "по среднему", en: "mean")
    case .linear: Phrase(kk: "сызықтық", ru: "линейное", en: "linear")
    case .equipercentile: Phrase(kk: "тең процентильді", ru: "эквипроцентильное", en: "equipercentile")
    case .smoothed:
      Phrase(kk: "тең процентильді, тегістелген", ru: "эквипроцентильное сглаженное", en: "equipercentile, smoothed")
    case .tucker: Phrase(verbatim: "Tucker")
    case .levine: Phrase(verbatim: "Levine")
    case .braunHolland: Phrase(verbatim: "Braun-Holland")
    case .chainedLinear: Phrase(kk: "тізбекті сызықтық", ru: "цепное линейное", en: "chained linear")
    case .frequencyEstimation: Phrase(kk: "жиілікті бағалау", ru: "оценка частот", en: "frequency estimation")
    case .chainedEquipercentile:
      Phrase(kk: "тізбекті тең процентильді", ru: "цепное эквипроцентильное", en: "chained equipercentile")
    case .frequencyEstimationSmoothed:
      Phrase(kk: "жиілікті бағалау, тегістелген", ru: "оценка частот сглаженная", en: "frequency estimation, smoothed")
    case .chainedEquipercentileSmoothed:
      Phrase(
        kk: "тізбекті тең процентильді, тегістелген", ru: "цепное эквипроцентильное сглаженное",
        en: "chained equipercentile, smoothed")
    }
  }
}
