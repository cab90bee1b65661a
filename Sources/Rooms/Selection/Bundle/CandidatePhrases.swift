import Documents
import Rules
import Words

extension Phrase {
  static let columnTwice = Phrase(
    kk: "Бұл баған екі рет кездеседі.", ru: "Этот столбец встречается дважды.", en: "This column appears twice.")
  static let columnMissing = Phrase(
    kk: "Бұл баған жоқ; іріктеу қағидалары соны талап етеді.", ru: "Этого столбца нет, а правила отбора его требуют.",
    en: "This column is missing, and the policy needs it.")
  static let codeUnusable = Phrase(
    kk: "Код бос, 64 таңбадан ұзын немесе басып шығаруға келмейтін таңбасы бар.",
    ru: "Код пуст, длиннее 64 знаков или содержит непечатный знак.",
    en: "The code is empty, longer than 64 characters, or has a character that cannot be printed.")
  static let nobody = Phrase(
    kk: "Файлда бірде-бір қатысушы жоқ.", ru: "В файле нет ни одного человека.", en: "There is no candidate in the file.")
  static let tooManyCandidates = Phrase(
    kk: "Бір іріктеуге миллионнан артық қатысушы сыймайды.", ru: "В одном отборе не больше миллиона человек.",
    en: "One selection takes at most a million candidates.")
  static let impossibleCandidates = Phrase(
    kk: "Бағандар бір-біріне сәйкес емес.", ru: "Столбцы не согласуются между собой.", en: "The columns do not fit together.")

  static func codeTwice(_ code: String, _ line: Int) -> Phrase {
    Phrase(
      kk: "«\(code)» коды \(line)-жолда да бар.", ru: "Код «\(code)» уже есть в строке \(line).",
      en: "The code “\(code)” is already on line \(line).")
  }

  static func codesLookAlike(_ code: String, _ line: Int) -> Phrase {
    Phrase(
      kk: "«\(code)» коды \(line)-жолдағы кодқа ұқсайды, бірақ әріптері басқа әліпбиден. Қайсысы дұрыс екенін тексеріңіз.",
      ru: "Код «\(code)» выглядит как код в строке \(line), но набран буквами другого алфавита. Проверьте, какой из них верный.",
      en:
        "The code “\(code)” looks like the one on line \(line), but is typed in letters of another alphabet. Check which is right."
    )
  }

  static func lineOfTotals(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)»: бұл — қорытынды жол, қатысушы емес. Оны кестеден алып тастаңыз.",
      ru: "«\(text)»: это строка итогов, а не человек. Уберите её из таблицы.",
      en: "“\(text)”: this is a line of totals, not a candidate. Take it out of the table.")
  }

  static func percentOfWhat(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)»: пайыз 0–100 не 0–1 шкаласында ғана түсінікті. Ұпайдың өзін жазыңыз.",
      ru: "«\(text)»: проценты понятны только на шкале 0–100 или 0–1. Впишите сами баллы.",
      en: "“\(text)”: a percentage is clear on a scale of 0–100 or 0–1 only. Write the points themselves.")
  }

  static func numberUnreadable(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(kk: "«\(text)» сан емес.", ru: "«\(text)» — не число.", en: "“\(text)” is not a number.")
  }

  static func errorUnreadable(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)»: қателік — теріс емес сан.", ru: "«\(text)»: погрешность — неотрицательное число.",
      en: "“\(text)”: an error is a number, not negative.")
  }

  static func valueOutOfRange(_ text: String, _ low: Double, _ high: Double) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)» \(Language.kk.short(low))–\(Language.kk.short(high)) аралығында емес.",
      ru: "«\(text)» не лежит между \(Language.ru.short(low)) и \(Language.ru.short(high)).",
      en: "“\(text)” does not lie between \(Language.en.short(low)) and \(Language.en.short(high)).")
  }

  static func yesOrNo(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk: "«\(text)»: бұл бағанда «иә» немесе «жоқ» болуы керек.", ru: "«\(text)»: в этом столбце должно стоять «да» или «нет».",
      en: "“\(text)”: this column says yes or no.")
  }
}
