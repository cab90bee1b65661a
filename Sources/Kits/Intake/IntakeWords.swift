package import Words

extension Phrase {
  static let columnsNotLoaded = Phrase(
    kk: "Жүктелмейтін бағандар", ru: "Не загружаются столбцы", en: "Columns that are not loaded")
  static let tableFile = Phrase(kk: "Кесте", ru: "Таблица", en: "Table")
  static let tableHint = Phrase(
    kk:
      "CSV немесе XLSX, ең көбі 20 МБ. Кестенің үстінде тақырып тұрса да болады: бағандардың атауы қай жолда екенін келесі бетте көресіз.",
    ru:
      "CSV или XLSX, не больше 20 МБ. Над таблицей может стоять заголовок: где названия столбцов, будет видно на следующей странице.",
    en: "CSV or XLSX, at most 20 MB. There may be a title above the table: the next page shows where the headings were found.")
  static let chooseFile = Phrase(kk: "Файлды таңдаңыз", ru: "Выберите файл", en: "Choose a file")
  package static let nothingToBring = Phrase(
    kk: "Қазір кесте әкелуге болмайды.", ru: "Сейчас таблицу загрузить нельзя.", en: "No table can be brought just now.")
  static let goOnToColumns = Phrase(kk: "Бағандарға өту", ru: "Дальше: столбцы", en: "Next: columns")
  static let tablesSoFar = Phrase(kk: "Жүктелген кестелер", ru: "Загруженные таблицы", en: "Tables so far")
  static let fileName = Phrase(kk: "Файл", ru: "Файл", en: "File")
  static let broughtAt = Phrase(kk: "Уақыты", ru: "Когда", en: "When")
  static let stateWord = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let isWritten = Phrase(kk: "жазылып жатыр", ru: "загружается", en: "being written")
  static let isNotConfirmed = Phrase(kk: "расталмаған", ru: "не подтверждена", en: "not confirmed")
  static let isDropped = Phrase(kk: "алынып тасталған", ru: "отменена", en: "cancelled")
  static let isStopped = Phrase(kk: "тоқтатылған", ru: "остановлена", en: "stopped")
  static let stoppedMidway = Phrase(
    kk: "Жазу тоқтатылды: осыған дейін жазылғаны сақталды.", ru: "Загрузка остановлена: записанное до этого осталось.",
    en: "Writing was stopped: what was written before stays.")
  static let isThrough = Phrase(kk: "аяқталды", ru: "завершено", en: "done")
  static let unchangedCount = Phrase(kk: "бұрынғыдай", ru: "без изменений", en: "unchanged")
  static let refusedCount = Phrase(kk: "қабылданбады", ru: "не принято", en: "refused")
  static let nothingWrittenYet = Phrase(
    kk: "Әлі ештеңе жазылған жоқ. Төмендегіні тексеріп, растаңыз.", ru: "Пока ничего не записано. Проверьте и подтвердите.",
    en: "Nothing is written yet. Look through it and confirm.")
  static let nothingNew = Phrase(
    kk: "Бұл кестеде жазатын ештеңе жоқ. Бағандар дұрыс танылды ма, төменнен қараңыз.",
    ru: "Записывать нечего. Проверьте ниже, верно ли распознаны столбцы.",
    en: "There is nothing to write. See below whether the columns were understood rightly.")
  static func takeLines(_ n: Int) -> Phrase {
    Phrase(
      kk: "\(n) жолды растау", ru: "Подтвердить \(counted(n, one: "строку", few: "строки", many: "строк"))",
      en: "Confirm \(counted(n, one: "line", other: "lines"))")
  }
  static func sheetsLeftOut(_ read: String, _ others: [String]) -> Phrase {
    let names = others.prefix(10).map { "«\($0)»" }.joined(separator: ", ") + (others.count > 10 ? " …" : "")
    return Phrase(
      kk: "«\(read)» парағы оқылды. Басқа парақтар оқылмайды: \(names). Керек болса, төменнен таңдаңыз.",
      ru: "Прочитан лист «\(read)». Остальные листы не читаются: \(names). При необходимости выберите лист ниже.",
      en: "The sheet “\(read)” was read. Other sheets are left out: \(names). Choose one below if you need it.")
  }
  static func headingsUnsure(_ line: Int) -> Phrase {
    Phrase(
      kk:
        "Бағандардың атауы \(line)-жолда деп алынды, бірақ бұл анық емес. Төменнен тексеріп, керек болса, басқа жолды таңдаңыз.",
      ru:
        "За названия столбцов принята строка \(line), но уверенности нет. Проверьте ниже и, если нужно, выберите другую строку.",
      en: "Line \(line) was taken for the headings, but that is not certain. Check below, and choose another line if needed.")
  }
  static let changesTitle = Phrase(kk: "Не өзгереді", ru: "Что изменится", en: "What would change")
  static let changesWhom = Phrase(kk: "Қай жазба", ru: "Какая запись", en: "Which record")
  static let changesWhat = Phrase(kk: "Қазіргісі → жаңасы", ru: "Сейчас → станет", en: "Now → then")
  static let dropTable = Phrase(kk: "Кестені алып тастау", ru: "Отменить загрузку", en: "Cancel the import")
  static let refusedLines = Phrase(
    kk: "Қабылданбайтын жолдар", ru: "Строки, которые не будут приняты", en: "Lines that are refused")
  static let lineNumber = Phrase(kk: "Жол", ru: "Строка", en: "Line")
  static let why = Phrase(kk: "Себебі", ru: "Почему", en: "Why")
  static let whatStands = Phrase(kk: "Онда не жазылған", ru: "Что в ней написано", en: "What is in it")
  static let firstLines = Phrase(
    kk: "Алғашқы жолдар қалай түсінілді", ru: "Как поняты первые строки", en: "The first lines as they were understood")
  static let sheetWord = Phrase(kk: "Парақ", ru: "Лист", en: "Sheet")
  static func rowsOf(_ n: Int) -> Phrase {
    Phrase(
      kk: "\(n) жол", ru: counted(n, one: "строка", few: "строки", many: "строк"), en: counted(n, one: "line", other: "lines"))
  }
  static let headerWord = Phrase(
    kk: "Бағандардың атауы тұрған жол", ru: "Строка с названиями столбцов", en: "The line with the headings")
  static let headerHint = Phrase(
    kk: "Одан жоғарғы жолдар оқылмайды.", ru: "Строки выше неё не читаются.", en: "Lines above it are not read.")
  static let columnsTitle = Phrase(
    kk: "Парақ, тақырып жолы және бағандар", ru: "Лист, строка заголовков и столбцы", en: "Sheet, headings and columns")
  static let columnsExplained = Phrase(
    kk: "Әр бағанның не екенін тексеріңіз. Таңдалмаған баған жүктелмейді.",
    ru: "Проверьте, что в каждом столбце. Невыбранные столбцы не загружаются.",
    en: "Check what each column is. A column without a choice is left out.")
  static let lookAgain = Phrase(kk: "Қайта қарау", ru: "Посмотреть ещё раз", en: "Look again")
  static let stopWriting = Phrase(kk: "Тоқтату", ru: "Остановить", en: "Stop")
  static let droppedBefore = Phrase(
    kk: "Кесте алынып тасталды, ештеңе жазылмады.", ru: "Загрузка отменена, ничего не записано.",
    en: "The import was cancelled; nothing was written.")
  static let undoneBefore = Phrase(
    kk: "Бұл кестені кері қайтаруға болмайды: ол жазылып жатыр не бұрын қайтарылған.",
    ru: "Эту загрузку отменить нельзя: она ещё идёт или уже отменена.",
    en: "This import cannot be undone: it is still being written, or is undone already.")
  static let tableConfirmedBefore = Phrase(
    kk: "Бұл кесте расталған немесе алынып тасталған.", ru: "Эта загрузка уже подтверждена или отменена.",
    en: "This import is already confirmed or cancelled.")
}
