import Documents
package import Words

extension Phrase {
  static let columnTwice = Phrase(kk: "Бұл баған екі рет тұр.", ru: "Этот столбец стоит дважды.", en: "This column stands twice.")
  static let columnMissing = Phrase(
    kk: "Бұл баған жоқ; саясат соны талап етеді.", ru: "Этого столбца нет, а политика его требует.",
    en: "This column is missing, and the policy needs it.")
  static let codeUnusable = Phrase(
    kk: "Код бос, 64 белгіден ұзын немесе баспа емес таңбасы бар.",
    ru: "Код пуст, длиннее 64 знаков или содержит непечатный знак.",
    en: "The code is empty, longer than 64 characters, or has a character that cannot be printed.")
  static let nobody = Phrase(
    kk: "Файлда бірде-бір қатысушы жоқ.", ru: "В файле нет ни одной участницы.", en: "There is no candidate in the file.")
  static let tooManyCandidates = Phrase(
    kk: "Бір іріктеуге миллионнан артық қатысушы сыймайды.", ru: "В одном отборе не больше миллиона участниц.",
    en: "One selection takes at most a million candidates.")
  static let impossibleCandidates = Phrase(
    kk: "Бағандар бір-біріне сәйкес емес.", ru: "Столбцы не согласуются между собой.", en: "The columns do not fit together.")

  package static let drawKeyUnreadable = Phrase(
    kk: "Жеребе сандары RFC 3797 бойынша жазылады, мысалы 4.8.15.16.23.42./ — цифрлар, нүктелер, әр дереккөзден кейін «/».",
    ru: "Числа жеребьёвки пишутся по RFC 3797, например 4.8.15.16.23.42./ — цифры, точки, после каждого источника «/».",
    en:
      "The numbers of a draw are written as RFC 3797 has it, for example 4.8.15.16.23.42./: digits, points, “/” behind each source."
  )

  static func codeTwice(_ code: String, _ line: Int) -> Phrase {
    Phrase(
      kk: "«\(code)» коды \(line)-жолда да бар.", ru: "Код «\(code)» уже стоит в строке \(line).",
      en: "The code “\(code)” stands in line \(line) already.")
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
