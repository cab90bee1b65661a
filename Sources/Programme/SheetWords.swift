package import Documents
package import Words

extension SheetComplaint {
  /// The same with the line it is about, where there is one.
  package var sentence: Phrase {
    guard let line else { return says }
    return Phrase(
      kk: "\(line)-жол. \(Language.kk(says))", ru: "Строка \(line). \(Language.ru(says))",
      en: "Line \(line). \(Language.en(says))")
  }

  /// Why the table cannot be read, without the line, which stands beside it.
  package var says: Phrase {
    switch self {
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
    case .tooManyRows(let limit):
      Phrase(
        kk: "Жол тым көп: бір кестеде ең көбі \(limit).", ru: "Слишком много строк: в одной таблице не больше \(limit).",
        en: "Too many lines: at most \(limit) in one table.")
    case .oldExcel:
      Phrase(
        kk: "Ескі .xls файлы: .xlsx ретінде сақтаңыз.", ru: "Старый файл .xls: сохраните как .xlsx.",
        en: "An old .xls file: save it as .xlsx.")
    case .locked:
      Phrase(kk: "Файл құпиясөзбен жабылған.", ru: "Файл закрыт паролем.", en: "The file is locked with a password.")
    case .damaged:
      Phrase(kk: "Файл бүлінген.", ru: "Файл повреждён.", en: "The file is damaged.")
    case .tooLarge:
      Phrase(kk: "Файл көлемі тым үлкен.", ru: "Файл слишком большой.", en: "The file is too large.")
    case .noSheet(let name):
      Phrase(kk: "«\(name)» парағы жоқ.", ru: "Листа «\(name)» нет.", en: "There is no sheet “\(name)”.")
    case .notASheet:
      Phrase(kk: "Бұл CSV де, XLSX те емес.", ru: "Это не CSV и не XLSX.", en: "This is neither CSV nor XLSX.")
    }
  }
}
