package import Words

extension Phrase {
  static func calibratedCounts(persons: Int, items: Int) -> Phrase {
    Phrase(
      kk: "Адам: \(Language.kk.number(persons)), тапсырма: \(Language.kk.number(items)).",
      ru: "Человек: \(Language.ru.number(persons)), заданий: \(Language.ru.number(items)).",
      en: "Persons: \(Language.en.number(persons)), items: \(Language.en.number(items)).")
  }
  static func personsSilent(_ persons: Int) -> Phrase {
    Phrase(
      kk: "Ешқандай жауабы жоқ адам: \(Language.kk.number(persons)). Олардың қабілеті белгісіз.",
      ru: "Без единого ответа: \(Language.ru.number(persons)). Об их способности ничего не известно.",
      en: "Without any answer: \(Language.en.number(persons)). Of their ability nothing is known.")
  }
  static func anchoredCount(_ items: Int) -> Phrase {
    Phrase(
      kk: "Бекітілген тапсырма: \(items); шкала — бұрынғы шкала.", ru: "Закреплённых заданий: \(items); шкала прежняя.",
      en: "Anchored items: \(items); the scale is the old one.")
  }
  static func logLikelihoodIs(_ value: Double, parameters: Int) -> Phrase {
    Phrase(
      kk: "Шындыққа ұқсастық логарифмі: \(Language.kk.number(value, decimals: 3)); параметр саны: \(parameters).",
      ru: "Логарифм правдоподобия: \(Language.ru.number(value, decimals: 3)); параметров: \(parameters).",
      en: "Log-likelihood: \(Language.en.number(value, decimals: 3)); parameters: \(parameters).")
  }
  static func conditionalLogLikelihoodIs(_ value: Double) -> Phrase {
    Phrase(
      kk: "Шартты шындыққа ұқсастық логарифмі: \(Language.kk.number(value, decimals: 3)).",
      ru: "Логарифм условного правдоподобия: \(Language.ru.number(value, decimals: 3)).",
      en: "Conditional log-likelihood: \(Language.en.number(value, decimals: 3)).")
  }
  static func reliabilityIs(_ value: Double) -> Phrase {
    Phrase(
      kk: "Сенімділігі: \(Language.kk.number(value, decimals: 3)).", ru: "Надёжность: \(Language.ru.number(value, decimals: 3)).",
      en: "Reliability: \(Language.en.number(value, decimals: 3)).")
  }
  static func cutIs(_ cut: CalibrationCut) -> Phrase {
    @Sendable func said(_ value: Double, _ language: Language) -> String { language.number(value, decimals: 2) }
    let (ability, information, error, reliability) = (cut.ability, cut.information, cut.standardError, cut.reliability)
    return Phrase(
      kk:
        "Өту шегінде \(said(ability, .kk)): ақпарат \(said(information, .kk)), стандартты қате \(said(error, .kk)), сенімділік \(said(reliability, .kk)).",
      ru:
        "У порога \(said(ability, .ru)): информация \(said(information, .ru)), стандартная ошибка \(said(error, .ru)), надёжность \(said(reliability, .ru)).",
      en:
        "At the cut \(said(ability, .en)): information \(said(information, .en)), standard error \(said(error, .en)), reliability \(said(reliability, .en))."
    )
  }
  static func fitConverged(_ iterations: Int) -> Phrase {
    Phrase(
      kk: "Есептеу жинақталды (қадам саны: \(iterations)).", ru: "Оценка сошлась (шагов: \(iterations)).",
      en: "The fit has converged (iterations: \(iterations)).")
  }
  static func fitNotConverged(_ gradient: Double) -> Phrase {
    Phrase(
      kk: "Есептеу жинақталмады: сандарға сенуге болмайды (қалған градиент \(gradient)).",
      ru: "Оценка НЕ сошлась: числам верить нельзя (градиент \(gradient)).",
      en: "The fit has NOT converged: do not trust the numbers (gradient \(gradient)).")
  }
  static func tooFewPersons(_ n: Int) -> Phrase {
    Phrase(
      kk: "Адам тым аз (\(n)): салыстыратын ештеңе жоқ.", ru: "Слишком мало участников (\(n)): сравнивать нечего.",
      en: "Too few persons (\(n)): there is nothing to compare.")
  }
  static let itemUnanswered = Phrase(
    kk: "Бұл тапсырмаға ешкім жауап бермеген.", ru: "На это задание никто не ответил.", en: "Nobody answered this item.")
  static let itemConstant = Phrase(
    kk: "Бұл тапсырмаға бәрі бірдей жауап берген: оның қиындығын бағалау мүмкін емес.",
    ru: "На это задание все ответили одинаково: его трудность нельзя оценить.",
    en: "Everybody gave the same answer to this item: its difficulty cannot be estimated.")
  static func categoryEmpty(_ category: Int) -> Phrase {
    Phrase(
      kk: "\(category)-санатты ешкім таңдамаған: санаттарды біріктіріңіз.",
      ru: "Категорию \(category) никто не получил: объедините категории.",
      en: "Nobody has category \(category): merge it with a neighbour.")
  }
  static let scaleDiffers = Phrase(
    kk: "Баға шкаласының санат саны басқалардан өзге.", ru: "Число категорий отличается от других заданий шкалы.",
    en: "It has another number of categories than the other items of the scale.")
  static let groupsUnlinked = Phrase(
    kk: "Оларды басқалармен ештеңе байланыстырмайды: ортақ тапсырма керек.",
    ru: "Их ничто не связывает с остальными: нужны общие задания.",
    en: "Nothing links them to the others: common items are needed.")
  static let anchorContradicts = Phrase(
    kk: "Бекітілген тапсырманың санаттары жауаптарға сай келмейді.", ru: "Категории закреплённого задания не подходят к ответам.",
    en: "The categories of the anchored item do not fit the answers.")
  static let nothingToEstimate = Phrase(
    kk: "Бәрі белгілі: бағалайтын ештеңе қалмады.", ru: "Всё известно: оценивать нечего.",
    en: "Everything is known: nothing is left to estimate.")
  static let impossibleAnswers = Phrase(
    kk: "Бекітілген тапсырмалар бойынша кейбір жауаптар мүмкін емес.",
    ru: "При закреплённых заданиях некоторые ответы невозможны.",
    en: "Under the anchored items some answers are impossible.")
  static func settingOutOfRange(_ name: String) -> Phrase {
    Phrase(
      kk: "Баптау мәні рұқсат етілген шектен тыс: \(name).", ru: "Значение настройки вне допустимых границ: \(name).",
      en: "A setting is out of its range: \(name).")
  }
  static let countsContradict = Phrase(
    kk: "Жол, баған не топ саны бір-біріне сай келмейді.", ru: "Числа строк, столбцов или групп не согласуются.",
    en: "The numbers of rows, columns or groups contradict each other.")
  static let answerBeyondItem = Phrase(
    kk: "Тапсырма моделінде мұндай жауап жоқ.", ru: "В модели задания нет такого ответа.",
    en: "The item's model has no such answer.")
  package static let itemModelUnknown = Phrase(
    kk: "Мұндай тапсырма не модель жоқ: ТАПСЫРМА=МОДЕЛЬ.", ru: "Нет такого задания или модели: ЗАДАНИЕ=МОДЕЛЬ.",
    en: "No such item or model: ITEM=MODEL.")
  static func pointsLeaveGaps(_ item: String, _ points: [UInt8]) -> Phrase {
    let list = points.map { "\($0)" }.joined(separator: ", ")
    return Phrase(
      kk: "«\(item)»: аралық ұпайларды ешкім алмаған; санаттар — \(list).",
      ru: "«\(item)»: промежуточных баллов никто не получил; категории — \(list).",
      en: "“\(item)”: nobody got the points between; its categories are \(list).")
  }
  static func cannotBeEstimated(_ item: String) -> Phrase {
    Phrase(
      kk: "«\(item)»: бағалауға болмайды, параметрі шексіз өседі.", ru: "«\(item)»: нельзя оценить, параметр растёт без предела.",
      en: "“\(item)” cannot be estimated: a parameter grows without bound.")
  }
  static func negativeSlope(_ item: String) -> Phrase {
    Phrase(
      kk: "«\(item)»: білетіндер жиірек қателеседі — кілті дұрыс па?", ru: "«\(item)»: знающие ошибаются чаще — верен ли ключ?",
      en: "“\(item)”: those who know more fail more often; is the key right?")
  }
  static func noGuessing(_ item: String) -> Phrase {
    Phrase(
      kk: "«\(item)»: жауапты кездейсоқ табу ықтималдығы нөлге тең.", ru: "«\(item)»: вероятность угадать равна нулю.",
      en: "“\(item)”: the guessing chance is zero.")
  }
}

extension Phrase {
  static func ratedCounts(_ candidates: Int, _ raters: Int, _ criteria: Int) -> Phrase {
    Phrase(
      kk: "Қатысушы: \(candidates), бағалаушы: \(raters), критерий: \(criteria).",
      ru: "Человек: \(candidates), экспертов: \(raters), критериев: \(criteria).",
      en: "Candidates: \(candidates), raters: \(raters), criteria: \(criteria).")
  }
  static func spreadOfSeverity(_ high: Double, _ low: Double) -> Phrase {
    Phrase(
      kk: "Бағалаушылардың қаталдығы: \(Language.kk.number(low, decimals: 2)) … \(Language.kk.number(high, decimals: 2)) логит.",
      ru: "Строгость экспертов: от \(Language.ru.number(low, decimals: 2)) до \(Language.ru.number(high, decimals: 2)) логита.",
      en: "Severity of raters: \(Language.en.number(low, decimals: 2)) to \(Language.en.number(high, decimals: 2)) logits.")
  }
  static let facetsTitle = Phrase(
    kk: "Бағалаушылар мен бағалар", ru: "Эксперты и оценки", en: "Raters and ratings")
  static let severityTitle = Phrase(
    kk: "Қаталдық, 95% сенім аралығымен: сол жақта — жұмсақ бағалайтындар", ru: "Строгость с интервалом 95 %: слева мягкие",
    en: "Severity with 95% intervals: the lenient on the left")
  static let criteriaTitle = Phrase(kk: "Критерийлердің қиындығы", ru: "Трудность критериев", en: "Difficulty of the criteria")
  static let wrightTitle = Phrase(
    kk: "Адамдар мен тапсырмалар бір шкалада", ru: "Люди и задания на одной шкале", en: "Persons and items on one scale")
  static let logits = Phrase(kk: "логит", ru: "логиты", en: "logits")
  static let howMany = Phrase(kk: "саны", ru: "сколько", en: "how many")
  static let fitTitle = Phrase(kk: "Модельге сәйкестігі", ru: "Соответствие модели", en: "Fit to the model")
  static let fitExplained = Phrase(
    kk: "1-ден үлкені — шашырау модель болжағаннан көп, кішісі — аз. z 2-ден асса, қарап шығу керек.",
    ru: "Больше 1: разброс больше, чем предсказывает модель; меньше 1: меньше. При z больше 2 стоит посмотреть.",
    en: "Above 1: noisier than the model expects; below: too smooth. Look where z is beyond 2.")
  static let facetsNote = Phrase(
    kk: "Көп қырлы Раш моделі (Linacre 1989). Бағалаушылар мен критерийлердің орташасы 0.",
    ru: "Многофасетная модель Раша (Linacre 1989). Среднее экспертов и критериев 0.",
    en: "Many-facet Rasch model (Linacre 1989). Raters and criteria have the mean 0.")
  static let raterWord = Phrase(kk: "Бағалаушы", ru: "Эксперт", en: "Rater")
  static let ratingsWord = Phrase(kk: "Баға саны", ru: "Оценок", en: "Ratings")
}
