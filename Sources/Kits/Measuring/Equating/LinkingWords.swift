import Measurement
import Words

extension Phrase {
  static let linkingTitle = Phrase(
    kk: "Екі калибрлеуді бір шкалаға келтіру", ru: "Две калибровки на одной шкале", en: "Two calibrations on one scale")
  static let linkingExplained = Phrase(
    kk: "Ескі шкаладағы қабілет = A · жаңа шкаладағы қабілет + B.",
    ru: "Способность на старой шкале = A · способность на новой + B.",
    en: "Ability on the old scale = A · ability on the new scale + B.")
  static let driftTitle = Phrase(
    kk: "Ортақ тапсырмалардың қиындығы қалай өзгерді", ru: "Как изменилась трудность общих заданий",
    en: "How the difficulty of the common items changed")
  static func commonItemCount(_ common: Int, of all: Int) -> Phrase {
    Phrase(
      kk: "Ортақ тапсырма: \(common), жаңа калибрлеудегі барлығы: \(all).", ru: "Общих заданий: \(common) из \(all).",
      en: "Common items: \(common) of \(all).")
  }
  static let noCommonItems = Phrase(kk: "Ортақ тапсырма жоқ.", ru: "Общих заданий нет.", en: "There are no common items.")
  static let commonItemDiffers = Phrase(
    kk: "Ортақ тапсырманың моделі не санат саны екі файлда әртүрлі.",
    ru: "Модель или число категорий общего задания в двух файлах различны.",
    en: "The model or the categories of this common item differ between the two files.")
  static func linkingRefused(_ fault: LinkingFault) -> Phrase {
    switch fault {
    case .noItems: .noCommonItems
    case .count: .countsContradict
    case .different: .commonItemDiffers
    case .flat:
      Phrase(
        kk: "Тапсырманың ажыратқыштығы нөлге тең.", ru: "Различающая сила задания равна нулю.",
        en: "The item's discrimination is zero.")
    case .noSpread:
      Phrase(
        kk: "Ортақ тапсырмалардың қиындығы бірдей: шашырауын салыстыру мүмкін емес.",
        ru: "Трудности общих заданий одинаковы: разброс не сравнить.",
        en: "The common items are equally difficult: their spread cannot be compared.")
    case .opposite:
      Phrase(
        kk: "Ажыратқыштықтардың таңбасы қарама-қарсы.", ru: "У различающих сил разные знаки.",
        en: "The discriminations have opposite signs.")
    }
  }
}
