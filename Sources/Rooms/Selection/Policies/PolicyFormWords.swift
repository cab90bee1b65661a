import Words

extension Phrase {
  static let countedTitle = Phrase(kk: "Не есепке алынады", ru: "Что засчитывается", en: "What counts")
  static let blankRows = Phrase(
    kk:
      "Бос тұрған өріс тобы есепке алынбайды. Жолды алып тастау үшін оны тазалаңыз; «Сөзбен көрсету» басылғанда жаңа бос жол қосылады.",
    ru: "Пустая группа полей не учитывается. Чтобы убрать строку, очистите её; кнопка «Показать словами» добавляет новую пустую.",
    en: "A blank group of fields does not count. Clear a row to remove it; “Show in words” adds a new blank one.")
  static func evidenceNumber(_ n: Int) -> Phrase { Phrase(kk: "\(n)-нәтиже", ru: "Результат \(n)", en: "Result \(n)") }
  static let shortName = Phrase(kk: "Қысқа атауы", ru: "Короткое имя", en: "Short name")
  static let shortNameHint = Phrase(
    kk: "Нәтижелер файлындағы баған атауындай, мысалы test", ru: "Как назван столбец в файле результатов, например test",
    en: "As the column of the results file is called, for example test")
  static func titleIn(_ language: Language) -> Phrase {
    switch language {
    case .kk: Phrase(kk: "Қазақша атауы", ru: "Название по-казахски", en: "Title in Kazakh")
    case .ru: Phrase(kk: "Орысша атауы", ru: "Название по-русски", en: "Title in Russian")
    case .en: Phrase(kk: "Ағылшынша атауы", ru: "Название по-английски", en: "Title in English")
    }
  }
  static let titleFromGroup = Phrase(
    kk: "Үшеуі де бос болса, атауын өзіміз жазамыз", ru: "Если все три пусты, название подставим сами",
    en: "If all three are blank, we fill in the name")
  static let scaleField = Phrase(kk: "Ұпайға қалай аударылады", ru: "Как переводится в баллы", en: "How it becomes points")
  static let scaleRaw = Phrase(kk: "Аралық бойынша (raw)", ru: "По диапазону (raw)", en: "By its range (raw)")
  static let scaleRawHint = Phrase(
    kk: "Ең төменгі мән — 0 ұпай, ең жоғарғысы — 100", ru: "Наименьшее значение — 0 баллов, наибольшее — 100",
    en: "The lowest value is 0 points, the highest 100")
  static let scaleStandard = Phrase(
    kk: "Барлығымен салыстырып (standard)", ru: "По сравнению со всеми (standard)", en: "Compared with all (standard)")
  static let scaleStandardHint = Phrase(
    kk: "Орташа — 50 ұпай, бір стандартты ауытқу — 10", ru: "Среднее — 50 баллов, одно стандартное отклонение — 10",
    en: "The average is 50 points, one standard deviation 10")
  static let scaleLogit = Phrase(
    kk: "Тест шкаласынан (logit)", ru: "Со шкалы теста (logit)", en: "From the test's own scale (logit)")
  static let scaleLogitHint = Phrase(
    kk: "Шкала нөлі — 50 ұпай, бір логит — 10", ru: "Ноль шкалы — 50 баллов, один логит — 10",
    en: "Zero of the scale is 50 points, one logit 10")
  static let lowestField = Phrase(kk: "Ең төменгі мән", ru: "Наименьшее значение", en: "Lowest value")
  static let highestField = Phrase(kk: "Ең жоғарғы мән", ru: "Наибольшее значение", en: "Highest value")
  static let rawOnly = Phrase(kk: "Тек raw үшін", ru: "Только для raw", en: "Only for raw")
  static let weightField = Phrase(kk: "Салмағы", ru: "Вес", en: "Weight")
  static let weightHint = Phrase(
    kk: "Жалпы ұпайдағы үлесі: салмақ барлық салмақтың қосындысына бөлінеді",
    ru: "Доля в общем балле: вес, делённый на сумму всех весов",
    en: "Its share of the total: the weight divided by the sum of all weights")
  static let minimumField = Phrase(kk: "Қажетті ең аз мән", ru: "Минимум", en: "Minimum")
  static let minimumHint = Phrase(
    kk: "Одан төмен болса, өтінім іріктеуде қаралмайды", ru: "Кто набрал меньше, в отборе не участвует",
    en: "Whoever has less is not considered")
  static let missingField = Phrase(kk: "Нәтижесі жоқ болса", ru: "Если результата нет", en: "If there is no result")
  static let missingNotConsidered = Phrase(kk: "Қаралмайды", ru: "Не рассматривается", en: "Not considered")
  static let missingLowest = Phrase(
    kk: "Барлығының ең төменгі ұпайы", ru: "Самый низкий балл из всех", en: "The lowest points of all")
  static let missingAverage = Phrase(kk: "Орташа ұпай", ru: "Средний балл", en: "The average points")
  static let missingPoints = Phrase(kk: "Белгіленген ұпай", ru: "Заданные баллы", en: "Points as given below")
  static let pointsField = Phrase(kk: "Белгіленген ұпай, 0–100", ru: "Заданные баллы, 0–100", en: "Points given, 0–100")
  static let partsField = Phrase(kk: "Бөлік саны", ru: "Число частей", en: "Parts")
  static let partsHint = Phrase(
    kk: "Тесттегі тапсырма немесе жұмыстың баға саны: тағы біреуі қосылса не болар еді деген сұрақ үшін",
    ru: "Сколько в тесте заданий или у работы оценок. Нужно для прогноза, что дала бы ещё одна.",
    en: "How many items the test or marks the work has. Used to forecast what one more would bring.")
  static let protectionTitle = Phrase(kk: "Кім қорғалады", ru: "Кого защищают правила", en: "Whom the rules protect")
  static let protectionField = Phrase(kk: "Қорғау тәсілі", ru: "Способ защиты", en: "Way of protection")
  static let protectNobody = Phrase(kk: "Топтар қорғалмайды", ru: "Без защиты групп", en: "No group is protected")
  static let protectByReserves = Phrase(kk: "Сақталған орындар", ru: "Места по квоте", en: "Places by quota")
  static let reservesHint = Phrase(
    kk: "Топқа кемінде сонша орын; толмай қалса, орын басқаларға беріледі",
    ru: "Группе выделяется не меньше указанного числа мест; незаполненные отдают остальным",
    en: "The group gets at least this many places; what it cannot fill goes to the others")
  static let protectByShares = Phrase(
    kk: "Тізімнің кез келген алғашқы бөлігіндегі үлес", ru: "Минимальная доля среди первых в списке",
    en: "A minimum share from the top of the list down")
  static let sharesHint = Phrase(
    kk: "Бір немесе екі топ, пайызбен", ru: "Одна или две группы, в процентах", en: "One or two groups, in per cent")
  static func groupNumber(_ n: Int) -> Phrase { Phrase(kk: "\(n)-топ", ru: "Группа \(n)", en: "Group \(n)") }
  static let attributeField = Phrase(kk: "Топ", ru: "Группа", en: "Group")
  static let groupAmount = Phrase(
    kk: "Орын саны, ал үлес болса — пайыз", ru: "Мест, а для доли — процентов", en: "Places, or per cent for a share")
  static let capsTitle = Phrase(
    kk: "Бір мектепке, бір ауданға берілетін орын шегі", ru: "Не больше из одной школы, из одного района",
    en: "At most from one school, one district")
  static func capNumber(_ n: Int) -> Phrase { Phrase(kk: "\(n)-шектеу", ru: "Ограничение \(n)", en: "Limit \(n)") }
  static let capColumn = Phrase(kk: "Әрқайсысына", ru: "Для каждого значения", en: "For each")
  static let capPlaces = Phrase(kk: "Ең көбі неше орын", ru: "Мест не больше", en: "Places at most")
  static let lotteryTitle = Phrase(
    kk: "Ұпай тең болса: жеребе", ru: "При равных баллах: жеребьёвка", en: "Equal points: the draw")
  static let lotteryWhat = Phrase(
    kk: "Сандары ешкімге алдын ала белгісіз ашық дереккөзді, мысалы мемлекеттік лотерея тиражын атаңыз.",
    ru: "Назовите открытый источник, чисел которого заранее никто не знает, например тираж государственной лотереи.",
    en: "Name a public source whose numbers nobody knows before, for example a draw of the state lottery.")
  static func sourceNumber(_ n: Int) -> Phrase { Phrase(kk: "\(n)-дереккөз", ru: "Источник \(n)", en: "Source \(n)") }
  static let publishedField = Phrase(
    kk: "Сандары жарияланатын күн", ru: "День публикации чисел", en: "Day the numbers are published")
  static let offersTitle = Phrase(kk: "Ұсыныстар", ru: "Предложения", en: "Offers")
  static let offerDaysField = Phrase(kk: "Жауап беруге неше күн", ru: "Дней на ответ", en: "Days to answer")
  static let decimalsField = Phrase(kk: "Үтірден кейінгі таңба", ru: "Знаков после запятой", en: "Decimals")
  static let decimalsHint = Phrase(
    kk: "Ұпай осындай дәлдікпен жарияланады және салыстырылады", ru: "С такой точностью баллы публикуются и сравниваются",
    en: "Points are published and compared this exactly")
  static let ruralGroup = Phrase(kk: "Ауыл", ru: "Село", en: "Village")
  static let taughtInKazakh = Phrase(kk: "Қазақ тілінде оқитындар", ru: "Учатся на казахском", en: "Taught in Kazakh")
  static let taughtInRussian = Phrase(kk: "Орыс тілінде оқитындар", ru: "Учатся на русском", en: "Taught in Russian")
  static func gradeGroup(_ n: Int) -> Phrase { Phrase(kk: "\(n)-сынып", ru: "\(n) класс", en: "Grade \(n)") }
  static let asForm = Phrase(kk: "Форма түрінде", ru: "В форме", en: "As a form")
  static let notesLost = Phrase(
    kk: "Мәтіндегі # белгісінен кейінгі ескертпелер формада сақталмайды.",
    ru: "Пометки после знака # в тексте форма не сохраняет.", en: "The form does not keep notes after # in the text.")
}
