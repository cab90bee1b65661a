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

  /// Why a spreadsheet cannot be read.
  static func unreadable(_ error: any Error) -> Phrase {
    switch error as? SheetComplaint {
    case .empty: Phrase(kk: "Файл бос.", ru: "Файл пуст.", en: "The file is empty.")
    case .csv(.unclosedQuote):
      Phrase(
        kk: "Осы жолда ашылған тырнақша жабылмаған.", ru: "Кавычка, открытая в этой строке, не закрыта.",
        en: "The quotation mark opened on this line is never closed.")
    case .csv(.textAfterQuote):
      Phrase(
        kk: "Жабылған тырнақшадан кейін мәтін тұр.", ru: "После закрывающей кавычки стоит текст.",
        en: "There is text behind a closing quotation mark.")
    case .csv(.notText):
      Phrase(
        kk: "Бұл мәтін емес: файлды CSV (UTF-8) ретінде сақтаңыз.", ru: "Это не текст: сохраните файл как CSV (UTF-8).",
        en: "This is not text: save the file as CSV (UTF-8).")
    case .csv(.tooManyColumns), .tooManyColumns:
      Phrase(kk: "Бағандар тым көп.", ru: "Слишком много столбцов.", en: "There are too many columns.")
    case .csv(.fieldTooLong), .cellTooLong:
      Phrase(kk: "Ұяшық тым ұзын.", ru: "Ячейка слишком длинная.", en: "A cell is too long.")
    case .oldExcel:
      Phrase(
        kk: "Ескі .xls файлы: .xlsx ретінде сақтаңыз.", ru: "Старый файл .xls: сохраните как .xlsx.",
        en: "An old .xls file: save it as .xlsx.")
    case .locked:
      Phrase(kk: "Файл құпиясөзбен жабылған.", ru: "Файл закрыт паролем.", en: "The file is locked with a password.")
    case .damaged:
      Phrase(kk: "Файл бүлінген.", ru: "Файл повреждён.", en: "The file is damaged.")
    case .tooLarge:
      Phrase(kk: "Файл тым үлкен.", ru: "Файл слишком велик.", en: "The file is too large.")
    case .noSheet(let name):
      Phrase(kk: "«\(name)» парағы жоқ.", ru: "Листа «\(name)» нет.", en: "There is no sheet “\(name)”.")
    case .notASheet, nil:
      Phrase(kk: "Бұл CSV де, XLSX те емес.", ru: "Это не CSV и не XLSX.", en: "This is neither CSV nor XLSX.")
    }
  }
}
