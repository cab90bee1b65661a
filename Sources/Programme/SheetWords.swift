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
    case .tooManyColumns(_, let limit):
      Phrase(
        kk: "Баған тым көп: бір кестеде ең көбі \(limit).", ru: "Слишком много столбцов: в одной таблице не больше \(limit).",
        en: "Too many columns: at most \(limit) in one table.")
    case .csv(.tooManyColumns):
      Phrase(kk: "Бағандар тым көп.", ru: "Слишком много столбцов.", en: "There are too many columns.")
    case .csv(.fieldTooLong), .cellTooLong:
      Phrase(kk: "Ұяшық тым ұзын.", ru: "Ячейка слишком длинная.", en: "A cell is too long.")
    case .tooManyRows(let limit):
      Phrase(
        kk: "Жол тым көп: бір кестеде ең көбі \(limit).", ru: "Слишком много строк: в одной таблице не больше \(limit).",
        en: "Too many lines: at most \(limit) in one table.")
    case .oldExcel:
      Phrase(
        kk: "Бұл — ескі .xls пішімі. Файлды Excel-де .xlsx етіп сақтау керек.",
        ru: "Это старый формат .xls. Сохраните файл в Excel как .xlsx.",
        en: "This is the old .xls format. Save the file in Excel as .xlsx.")
    case .locked:
      Phrase(kk: "Файл құпиясөзбен жабылған.", ru: "Файл закрыт паролем.", en: "The file is locked with a password.")
    case .damaged:
      Phrase(kk: "Файл бүлінген.", ru: "Файл повреждён.", en: "The file is damaged.")
    case .tooLarge:
      Phrase(kk: "Файл көлемі тым үлкен.", ru: "Файл слишком большой.", en: "The file is too large.")
    case .noSheet(let name):
      Phrase(kk: "Файлда «\(name)» парағы жоқ.", ru: "В файле нет листа «\(name)».", en: "The file has no sheet “\(name)”.")
    case .notASheet:
      Phrase(kk: "Бұл CSV де, XLSX те емес.", ru: "Это не CSV и не XLSX.", en: "This is neither CSV nor XLSX.")
    }
  }
}

extension CellFault {
  /// What is wrong with the cell, by its name, and what to do.
  package func says(in record: Record, _ column: Int) -> Phrase {
    let (cell, text) = (record.name(of: column), String(record[column].prefix(40)))
    return switch self {
    case .formulaWithoutValue:
      Phrase(
        kk: "\(cell) ұяшығында формула бар, бірақ оның есептелген мәні сақталмаған. Файлды Excel-де ашып, қайта сақтаңыз.",
        ru: "В ячейке \(cell) формула без сохранённого значения. Откройте файл в Excel и сохраните его заново.",
        en: "Cell \(cell) holds a formula without its saved value. Open the file in Excel and save it again.")
    case .error:
      Phrase(
        kk: "\(cell) ұяшығында мәннің орнына қате тұр: «\(text)». Ұяшықты түзетіңіз.",
        ru: "В ячейке \(cell) вместо значения ошибка «\(text)». Исправьте её.",
        en: "Cell \(cell) holds an error in place of a value: “\(text)”. Put it right.")
    case .digitsLost:
      Phrase(
        kk:
          "\(cell) ұяшығындағы сан тым ұзын: кесте бағдарламасы 15 цифрды ғана сақтайды, соңғылары жоғалды. Бағанды мәтін етіп, санды қайта енгізіңіз.",
        ru:
          "Число в ячейке \(cell) слишком длинное: табличная программа хранит только 15 цифр, последние утеряны. Сделайте столбец текстовым и введите его заново.",
        en:
          "The number in cell \(cell) is too long: a spreadsheet keeps fifteen digits, and the last ones are lost. Make the column text and type it again."
      )
    }
  }
}

extension Spreadsheet.Misfit {
  package var says: Phrase {
    switch self {
    case .long(let cells, let columns): .rowTooLong(cells, columns)
    case .short(let cells, let columns): .rowTooShort(cells, columns)
    }
  }
}

/// Where in a file its rows were found, for whoever brought it.
package struct SheetFound: Sendable, Hashable {
  /// Nil in a CSV file.
  package let sheet: String?
  /// Sheets people see that hold something and were not read.
  package let leftOut: [String]
  package let headerLine: Int
  private let firstLine: Int

  private static let mostLookedAt = 20

  package init(_ sheet: Spreadsheet, _ bytes: [UInt8]) throws {
    (headerLine, firstLine) = (sheet.headerLine, sheet.firstLine)
    guard case .workbook(let name, let sheets) = sheet.form else {
      (self.sheet, leftOut) = (nil, [])
      return
    }
    self.sheet = name
    leftOut = sheets.filter { $0 != name }.prefix(Self.mostLookedAt).filter { (try? Spreadsheet.open(bytes, sheet: $0)) != nil }
  }

  /// What is worth saying: nothing of a file that is one table from its first line.
  package var notes: [Phrase] {
    var notes: [Phrase] = []
    if let sheet, !leftOut.isEmpty { notes.append(.sheetsNotRead(sheet, leftOut)) }
    if headerLine != firstLine { notes.append(.headingsOnLine(headerLine)) }
    return notes
  }
}

extension Phrase {
  static func rowTooLong(_ given: Int, _ expected: Int) -> Phrase {
    Phrase(
      kk: "Жолда \(given) ұяшық бар, ал баған \(expected).", ru: "В строке ячеек \(given), а столбцов \(expected).",
      en: "The row has \(given) cells, but there are \(expected) columns.")
  }
  static func rowTooShort(_ given: Int, _ expected: Int) -> Phrase {
    Phrase(
      kk: "Жол үзілген: ұяшық \(given), ал баған \(expected).", ru: "Строка обрывается: ячеек \(given), а столбцов \(expected).",
      en: "The row breaks off: it has \(given) cells, but there are \(expected) columns.")
  }
  package static let dayOrMonth = Phrase(
    kk: "күн мен айдың қайсысы бірінші екені белгісіз: нүктемен, күнді бірінші жазыңыз",
    ru: "непонятно, что раньше, день или месяц: напишите через точку, сначала день",
    en: "it is not clear whether the day or the month comes first: write it with full stops, the day first")
  package static func inCell(_ cell: String, _ complaint: Phrase) -> Phrase {
    let short = String(cell.prefix(60))
    return Phrase(
      kk: "«\(short)»: \(Language.kk(complaint))", ru: "«\(short)»: \(Language.ru(complaint))",
      en: "“\(short)”: \(Language.en(complaint))")
  }
  package static func numberTwoWays(_ text: String) -> Phrase {
    let text = String(text.prefix(40))
    return Phrase(
      kk:
        "«\(text)»: мыңдық па, ондық бөлшек пе — белгісіз. Үтірсіз жазыңыз: \(text.filter { $0 != "," }) немесе \(text.replacing(",", with: ".")).",
      ru:
        "«\(text)»: непонятно, тысячи это или десятичная дробь. Запишите без запятой: \(text.filter { $0 != "," }) или \(text.replacing(",", with: ".")).",
      en:
        "“\(text)” may be thousands or a decimal fraction. Write it without the comma: \(text.filter { $0 != "," }) or \(text.replacing(",", with: "."))."
    )
  }
  static func sheetsNotRead(_ read: String, _ others: [String]) -> Phrase {
    let names = others.prefix(10).map { "«\($0)»" }.joined(separator: ", ") + (others.count > 10 ? " …" : "")
    return Phrase(
      kk: "«\(read)» парағы оқылды. Басқа парақтар оқылмады: \(names). Басқасы керек болса: --sheet.",
      ru: "Прочитан лист «\(read)». Остальные листы не прочитаны: \(names). Если нужен другой: --sheet.",
      en: "The sheet “\(read)” was read. Other sheets were left out: \(names). For another one: --sheet.")
  }
  static func headingsOnLine(_ line: Int) -> Phrase {
    Phrase(
      kk: "Бағандардың атауы \(line)-жолдан алынды. Басқа жолда болса: --header-line.",
      ru: "Названия столбцов взяты из строки \(line). Если они в другой: --header-line.",
      en: "The headings were found on line \(line). If they stand on another one: --header-line.")
  }
}
