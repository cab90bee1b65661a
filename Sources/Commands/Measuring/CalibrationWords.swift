import Words

extension Phrase {
  static func calibratedCounts(persons: Int, items: Int) -> Phrase {
    Phrase(
      kk: "Адам: \(Language.kk.number(persons)), тапсырма: \(Language.kk.number(items)).",
      ru: "Участников: \(Language.ru.number(persons)), заданий: \(Language.ru.number(items)).",
      en: "Persons: \(Language.en.number(persons)), items: \(Language.en.number(items)).")
  }
  static func logLikelihoodIs(_ value: Double, parameters: Int) -> Phrase {
    Phrase(
      kk: "Шындыққа ұқсастық логарифмі: \(Language.kk.number(value, decimals: 3)); параметр саны: \(parameters).",
      ru: "Логарифм правдоподобия: \(Language.ru.number(value, decimals: 3)); параметров: \(parameters).",
      en: "Log-likelihood: \(Language.en.number(value, decimals: 3)); parameters: \(parameters).")
  }
  static func reliabilityIs(_ value: Double) -> Phrase {
    Phrase(
      kk: "Сенімділігі: \(Language.kk.number(value, decimals: 3)).", ru: "Надёжность: \(Language.ru.number(value, decimals: 3)).",
      en: "Reliability: \(Language.en.number(value, decimals: 3)).")
  }
  static func fitConverged(_ iterations: Int) -> Phrase {
    Phrase(
      kk: "Бағалау аяқталды (қадам саны: \(iterations)).", ru: "Оценка сошлась (шагов: \(iterations)).",
      en: "The fit has converged (iterations: \(iterations)).")
  }
  static func fitNotConverged(_ gradient: Double) -> Phrase {
    Phrase(
      kk: "Бағалау аяқталған жоқ: сандарға сенуге болмайды (қалған градиент \(gradient)).",
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
  static let itemModelUnknown = Phrase(
    kk: "Мұндай тапсырма не модель жоқ: ТАПСЫРМА=МОДЕЛЬ.", ru: "Нет такого задания или модели: ЗАДАНИЕ=МОДЕЛЬ.",
    en: "No such item or model: ITEM=MODEL.")
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
      kk: "«\(item)»: жорамал үлесі нөлге тең.", ru: "«\(item)»: вероятность угадать равна нулю.",
      en: "“\(item)”: the guessing chance is zero.")
  }
}
