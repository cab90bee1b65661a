import Measurement
import Words

extension ResponseTable {
  /// Why differences between groups cannot be looked for.
  func complaint(_ fault: DifferentialFault, _ points: [[UInt8]]) -> TableComplaint {
    switch fault {
    case .polytomous(let item): TableComplaint(nil, items[item], .differencePolytomous)
    case .constant(let item), .noCommonScores(let item): TableComplaint(nil, items[item], .differenceNotComparable)
    case .weighted: TableComplaint(nil, nil, .differenceWeighted)
    case .oneGroup: TableComplaint(nil, nil, .differenceOneGroup)
    case .calibration(let refusal):
      TableComplaint(nil, complaint(refusal, points).column, .differenceCalibration(complaint(refusal, points).says))
    case .linking: TableComplaint(nil, nil, .differenceUnlinked)
    case .likelihood: TableComplaint(nil, nil, .differenceUnlikely)
    case .noAnchor, .anchor: TableComplaint(nil, nil, .differenceNoAnchor)
    case .group(let number):
      TableComplaint(nil, groupNames.indices.contains(number) ? groupNames[number] : nil, .differenceOneGroup)
    case .level: TableComplaint(nil, nil, .settingOutOfRange("level"))
    }
  }
}

extension Phrase {
  static let differencesTitle = Phrase(
    kk: "Топтар арасындағы айырма (DIF)", ru: "Различия между группами (DIF)", en: "Differences between groups (DIF)")
  static func groupUnknown(_ name: String) -> Phrase {
    Phrase(kk: "«\(name)» деген топ жоқ.", ru: "Группы «\(name)» нет.", en: "There is no group “\(name)”.")
  }
  static let differencePolytomous = Phrase(
    kk: "Бұл әдіс тек «дұрыс/қате» жауаптарға арналған, ал мұнда бірнеше ұпай бар. Оған lr мен wald жарайды.",
    ru: "Этот метод только для ответов верно-неверно, а здесь несколько баллов. Для таких есть lr и wald.",
    en: "This method is for answers right or wrong only; this item has several points. For such there are lr and wald.")
  static let differenceNotComparable = Phrase(
    kk: "Топтарды салыстыруға болмайды: ұпайы тең адамдар не әртүрлі жауап жетіспейді.",
    ru: "Группы не сравнить: не хватает людей с равными баллами или разных ответов.",
    en: "The groups cannot be compared: too few people of equal scores, or no different answers.")
  static let differenceWeighted = Phrase(
    kk: "Салмағы бар жолдармен бұл әдіс қолданылмайды; lr мен wald жарайды.",
    ru: "Со строками, у которых есть вес, этот метод не работает; есть lr и wald.",
    en: "This method is not for weighted rows; there are lr and wald.")
  static let differenceOneGroup = Phrase(
    kk: "Топ біреу ғана: салыстыратын ештеңе жоқ.", ru: "Группа одна: сравнивать не с кем.",
    en: "There is one group: nothing to compare.")
  static func differenceCalibration(_ why: Phrase) -> Phrase {
    Phrase(
      kk: "Бір топтың жауаптарын бөлек бағалау мүмкін емес. \(why(.kk))",
      ru: "Ответы одной из групп не оценить отдельно. \(why(.ru))",
      en: "The answers of one group cannot be fitted alone. \(why(.en))")
  }
  static let differenceUnlinked = Phrase(
    kk: "Топтардың нәтижесін бір шкалаға келтіру мүмкін емес.", ru: "Шкалы групп не привести к одной.",
    en: "The scales of the groups cannot be linked.")
  static let differenceUnlikely = Phrase(
    kk: "Есептеу нәтиже бермеді: жауаптар бұл әдіске жетпейді.", ru: "Оценка не удалась: ответов для этого метода мало.",
    en: "The fit gave nothing: the answers do not suffice for this method.")
  static let differenceNoAnchor = Phrase(
    kk: "Салыстыруға тірек болатын тапсырма жоқ.", ru: "Нет заданий, по которым сравнивать.",
    en: "There are no items to match persons by.")
}
