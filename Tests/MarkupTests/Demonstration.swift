import Markup
import Words

/// A page with every component in it, with invented people and numbers; for looking at and for the tests.
func demonstration(_ t: Language, width: Page.Width = .narrow) -> HTML {
  let house = Surroundings(
    styles: ["/keruen.css", "/desk.css"],
    languages: Language.allCases.map { ($0, Link("/").with("lang", $0.rawValue)) },
    menu: [
      MenuItem("Бүгін", "/desk"), MenuItem("Өтінімдер", "/desk/applications", isCurrent: true),
      MenuItem("Есептер", "/desk/reports"),
    ],
    account: form("/session/end", hidden: [("token", "abc")], button("Шығу")),
    footer: "<p>Керуен · <a href=\"/concern\">Алаңдаушылық туралы хабарлау</a></p>")
  return layout(
    Page(
      title: "Барлық бөліктер", language: t, width: width,
      notice: notice("<p>Жауаптарың сақталды.</p>", .good),
      body: width == .full ? workingList(t) : questions(t) + states(t) + figures(t)),
    in: house)
}

/// Every part of a desk's page: the head, a list, one case, work under its promises.
func deskDemonstration(_ t: Language, width: Page.Width) -> HTML {
  let house = Surroundings(
    styles: ["/keruen.css", "/desk.css"], home: "/desk",
    languages: Language.allCases.map { ($0, Link("/").with("lang", $0.rawValue)) },
    menu: [
      MenuItem("Менің жұмысым", "/desk"), MenuItem("Өтінімдер", "/desk/applications", isCurrent: true),
      MenuItem("Іріктеу", "/desk/selection"),
    ],
    choice: [
      MenuItem("2026 жылғы қабылдау", "/?intake=2026", isCurrent: true), MenuItem("2025 жылғы қабылдау", "/?intake=2025"),
    ],
    choiceTitle: "Қабылдауды таңдау", footer: "<p>Керуен</p>",
    bar: StaffBar(
      person: "Ермекова Салтанат", role: "үйлестіруші, Шығыс Қазақстан облысы",
      search: BarSearch("/desk/applications", "Аты-жөнінен, ауыл, мектеп"), exit: form("/sign-out", button("Шығу"))))
  var page = Page(title: "Жұмыс үстелінің бөліктері", language: t, width: width, body: width == .full ? workingList(t) : aCase(t))
  if width == .full { page.search = BarSearch("/desk/applications", "Аты-жөнінен, ауыл, мектеп", value: "Елес") }
  return layout(page, in: house)
}

/// One of many, and what waits.
private func aCase(_ t: Language) -> HTML {
  let side: HTML = """
    \(checks(
      "Назар аударыңыз: 2",
      [
        CaseCheck(.waiting, "Ата-ана келісімі күтілуде", acts: [act("Қоңырау шалу: +7 705 000 12 34", "/call")]),
        CaseCheck(.bad, "9-сыныпта емес"), CaseCheck(.good, "Қалғаны орнында"),
      ], acts: "<div class=\"acts\">\(act("Тестке жіберу", nil))\(act("Қабылдамау", "/refusal"))</div>"))\
    <h2>Келісім</h2>\(answerGrid(
      "Келісім", ["Мақсаты", "қатысушы", "өкіл"],
      [("Қатысу", [standing("келісті", .good), standing("күтілуде", .waiting)]), ("Сурет", [standing("келіспеді", .bad), ""])]))\
    <h2>Ескертпелер</h2>\(said("Мектепке қоңырау шалдым", "26 қараша", "Дүйсенов А."))\
    <h2>Тарихы</h2>\(feed([Happened("Жіберілді", "22 қараша, 18:41", "қатысушы"), Happened("Басталды", "19 қараша", "қатысушы")]))
    """
  let body: HTML = """
    <h2>Жауаптар</h2>\(pairs([("Туған күні", "2011 жылғы 5 наурыз"), ("Ауылы", "Теректі, Күршім ауданы"), ("Сыныбы", "9")]))\
    <h2>Файлдар</h2>\(thumbnails([
      Thumbnail("табель.jpg", "207 КБ", "/file", isPicture: false), Thumbnail("анықтама.pdf", "12 КБ", "/file2", isPicture: false),
    ]))
    """
  return """
    \(t.place(back: "/", title: "Өтінімдер", 3, of: 171, previous: "/2", next: "/4"))\
    \(caseTitle("Тоқтарова Аяулым", "K7-4M2Q", [tag("жіберілді", .waiting)]))\(twoColumns("Күйі", side: side, body: body))\
    <h2>Менің жұмысым</h2>\
    \(t.ledger(
      "Уәде еткеннен ұзақ", isLate: true,
      [WorkLine(5, "қағаз келісімді тексеру", "/papers", why: "тексерілмейінше есептелмейді", since: "ең ұзағы 4 күн", who: "үйлестіруші")]))\
    \(t.ledger("Осы аптада", [WorkLine(84, "өтінімді тексеру", "/check")]))
    """
}

/// The parts of a list somebody lives in.
private func workingList(_ t: Language) -> HTML {
  let names = (1...30).map { "Сынақова \($0)" }
  let columns: [Column<String>] = [
    Column("Аты-жөні", sortKey: "name") { "<a href=\"/desk/applications/1\">\($0)</a>" },
    Column("Ауыл, аудан", onPhone: .whole) { _ in "Ақмая, Шиелі ауданы" },
    Column("Сынып", isNumeric: true, sortKey: "grade", onPhone: .hidden) { _ in "9" },
    Column("Күйі") { _ in standing("жіберілді", .waiting) }, Column("Келісім") { _ in standing("толық", .good) },
  ]
  return """
    <div class="wide tools"><h1>Өтінімдер</h1>\(t.views(
      "Сақталған тізімдер",
      [ViewTab("Барлығы", "/all", count: 600), ViewTab("Жұмыста", "/work", count: 171, isCurrent: true)], "<a href=\"/new\">＋</a>"))\
    \(t.columnChooser(
      "/columns", [ColumnOption("code", "Коды", isShown: true), ColumnOption("phone", "Телефон", isShown: false)], isOpen: false, .nothing))</div>\
    \(t.chips(
      "Шарттар", [Facet("Күйі", [Chip("жіберілді", 162, "/x", isOn: true), Chip("толтырылып жатыр", 149, "/y")])],
      more: [Facet("Сынып", [Chip("9", 70, "/z", isOn: true), Chip("10", 92, "/w")])], reset: "/"))\
    <form method="post" action="/desk">\(t.sheet(
      "Өтінімдер", names, columns, id: { $0.replacing(" ", with: "-") }, sort: Sort("name"), sorted: { Link("/").with("sort", $0.key) },
      pick: Pick("pick", value: { $0 }, title: { $0 })))\
    \(t.foot(from: 1, to: 30, of: 171, "<a href=\"/csv\">CSV</a>", previous: nil, next: "/?page=2"))</form>\
    \(t.place(back: "/", title: "Өтінімдер", 3, of: 171, previous: "/2", next: "/4"))
    """
}

private func questions(_ t: Language) -> HTML {
  let grades = [Option("9", "9-сынып"), Option("10", "10-сынып"), Option("x", "Басқа", hint: "Колледж немесе 11-сынып")]
  return """
    \(t.back(to: "/journey"))\(t.step(3, of: 8, in: "Өтінім"))\
    \(t.errorSummary([("grade", "Сыныпты таңда"), ("born", "Мұндай күн жоқ")]))\
    <h1>Қай сыныпта оқисың?</h1>\
    \(form("/apply/3", hidden: [("token", "abc")], """
      \(t.choice(Field("grade", "Сыныбың", hint: "Қазіргі оқу жылындағы сынып.", error: "Сыныпты таңда"), grades, chosen: "10"))\
      \(t.checkBoxes(Field("subjects", "Қай пәндер ұнайды?", isOptional: true), [Option("m", "Математика"), Option("p", "Физика")], chosen: ["m"]))\
      \(t.checkBox(Field("consent", "Дербес деректерімді өңдеуге келісемін")))\
      \(t.textField(Field("place", "Ауыл немесе елді мекен", hint: "Атауын жаза баста, тізімнен таңда."), value: "Шиелі ауданы · Ақмая ауылы"))\
      \(t.textField(Field("iin", "ЖСН", error: "ЖСН-де 12 цифр болады."), value: "1009", kind: .digits, isShort: true))\
      \(t.dateField(Field("born", "Туған күнің", hint: "Мысалы: 15 11 2011", error: "Мұндай күн жоқ"), value: TypedDate(day: "31", month: "2", year: "2011")))\
      \(t.textArea(Field("why", "Неліктен қатысқың келеді?", hint: "Өз сөзіңмен жаз."), value: "Физика ұнайды, & тағы <білгім> келеді", mostWords: 200))\
      \(t.select(Field("district", "Аудан"), [Option("a", "Арал ауданы"), Option("s", "Шиелі ауданы")], chosen: "s"))\
      \(t.fileField(Field("paper", "Мектептен анықтама", hint: "PDF немесе сурет, 5 МБ дейін"), accept: [".pdf", "image/*"]))\
      \(t.passwordField(Field("password", "Құпиясөз"), isNew: true))\
      \(t.codeField(Field("code", "Хабарламадағы код")))\
      \(t.saved(.onPhone))\(buttons(button("Жалғастыру"), button("Нобайды сақтау", look: .plain, name: "act", value: "draft")))
      """))\
    \(t.searchBox("q", label: "Мектепті іздеу", value: "№ 2", action: "/schools"))
    """
}

private func states(_ t: Language) -> HTML {
  """
  <h2>Жауаптарыңды тексер</h2>\
  \(t.answers([Answer("Сыныбың", "9-сынып", change: "/apply/3"), Answer("Мектебің", ""), Answer("Ауылың", "Шиелі ауданы, Ақмая ауылы", change: "/apply/4")]))\
  <h2>Сенің жолың</h2>\
  <p>\(tag("Өтінім K7-4M2Q")) \(tag("ұсынылды", .good)) \(tag("күту тізімі", .waiting)) \(tag("қабылданбады", .bad))</p>\
  \(t.saved(.onServer(Moment(milliseconds: 1_794_733_500_000))))\(t.saved(.notYet))\
  \(t.track([
    Stop("Өтінім жіберілді", note: "2026 жылғы 3 қараша", .done), Stop("Іріктеу тесті", note: "32 жауап серверде", .done),
    Stop("Ұсыныс", note: "Жауабыңды күтеміз", .now), Stop("Мектеп", note: "2027 жылғы қаңтар", .ahead), Stop("Грант", .ahead),
  ]))\
  \(card("<h2>Саған орын ұсынылды</h2><p>Жауапты 2026 жылғы 5 желтоқсанға дейін бер.</p>\(buttons(linkButton("Қабылдаймын", "/offer", look: .sun), linkButton("Бас тартамын", "/offer/no", look: .plain), button("Жою", look: .danger)))"))\
  \(notice("<p>Бұл бет <a href=\"/x\">ескірген</a> болуы мүмкін.</p>"))\(notice("<p>Мерзім ертең бітеді.</p>", .waiting))\
  \(notice("<p>Файл жүктелмеді.</p>", .bad))\
  \(emptyState("Әзірге бос", "Алдымен мектептер тізімін жүкте.", action: linkButton("Тізімді жүктеу", "/import", look: .plain)))\
  \(facts([fact("30 %", "ғылыми қызметкерлердің әлемдегі әйелдер үлесі", source: "ЮНЕСКО, 2018"), fact("32,9 %", "Қазақстандағы STEM түлектері арасындағы қыздар", source: "ЮНЕСКО, 2018")]))\
  \((try? EMail(parsing: "kenes@keruen.example")).map { t.reveal("Поштаны көрсету", $0) })\
  \((try? Phone(parsing: "87011234567")).map { t.reveal("Телефонды көрсету", $0) })\
  \(t.progress("Хаттар жіберілуде", done: 120, of: 400, form("/jobs/7/stop", button("Тоқтату", look: .plain))))
  """
}

struct Applicant: Sendable {
  let code: String
  let place: String
  let grade: Int
  let state: HTML
  let test: Double
}

let applicants = [
  Applicant(code: "K7-4M2Q", place: "Шиелі", grade: 9, state: tag("ұсынылды", .good), test: 71.4),
  Applicant(code: "K7-81XD", place: "Катонқарағай", grade: 10, state: tag("күту тізімі", .waiting), test: 66),
]

func applicantTable(_ t: Language, sort: Sort? = Sort("code"), rows: [Applicant] = applicants) -> HTML {
  t.table(
    "Өтінімдер", rows,
    [
      Column("Коды", sortKey: "code") { "<a href=\"\(Link("/desk/\($0.code)"))\">\($0.code)</a>" },
      Column("Ауданы", sortKey: "place") { HTML($0.place) }, Column("Сыныбы", isNumeric: true) { "\($0.grade)" },
      Column("Мәртебесі") { $0.state }, Column("Тест", isNumeric: true, sortKey: "test") { HTML(t.number($0.test)) },
    ],
    sort: sort, sorted: { Link("/desk").with("sort", $0.key).with("order", $0.isDescending ? "down" : "up") },
    filter: t.filterForm("/desk", t.select(Field("state", "Мәртебесі"), [Option("a", "қаралуда")]), button: "Сүзу"),
    exports: [("CSV", "/desk.csv"), ("XLSX", "/desk.xlsx")],
    empty: emptyState("Өтінім жоқ", "Сүзгіні өзгертіп көріңіз."))
}

private func figures(_ t: Language) -> HTML {
  let years = ["2019", "2020", "2021", "2022", "2023", "2024"]
  return """
    <h2>Бүгін не істеу керек</h2>\
    \(grid([
      card(t.todo([Todo(14, "ата-ана келісімі жоқ өтінім", "/a"), Todo(1206, "ықтимал қайталанған өтінім", "/b")])),
      card(t.bars("Іріктеу жолы", [
        Bar("Басталды", 812), Bar("Жіберілді", 604, shown: "604 · 74%"), Bar("Тест", 548), Bar("Ұсынылды", 60, isMarked: true),
      ], source: "Дерек көзі: осы жүйе")),
      card(t.lines("Өтінімдер жылдар бойынша", points: years, [
        Series("Шығыс Қазақстан", [120, 180, nil, 260, 310, 390]), Series("Қызылорда", [90, 110, 150, 170, 160, 240]),
        Series("Абай", [nil, nil, nil, 60, 90, 130]), Series("Барлығы", [210, 290, 300, 490, 560, 760]),
      ])),
      card(t.dots("Тапсырманың қиындығы", [
        Dot("Мектептегі орташа ұпай", 0.62, low: 0.55, high: 0.69), Dot("Үй тапсырмасы", -0.2, low: -0.41, high: 0.02),
      ], reference: 0)),
    ]))\
    \(applicantTable(t))\
    \(t.pager(page: 2, of: 9) { Link("/desk").with("page", $0) })
    """
}

/// The opening of a landing page: hero, track, facts.
func landing(_ t: Language) -> HTML {
  let house = Surroundings(
    styles: ["/keruen.css"], languages: Language.allCases.map { ($0, Link("/").with("lang", $0.rawValue)) },
    footer: "\((try? EMail(parsing: "kenes@keruen.example")).map { t.reveal("Байланыс", $0) })")
  let hero: HTML = """
    <p>Шығыс Қазақстан және Қызылорда облыстары · 9–10 сынып</p><h1>Ауыл қыздарына арналған STEM мектебі</h1>\
    <p>Физика, бағдарламалау, инженерия. Оқу тегін.</p>\(buttons(linkButton("Өтінім беру", "/apply", look: .sun)))\
    <p>Өтінім қабылдау 2026 жылғы 15 қарашада аяқталады</p>
    """
  let body: HTML = """
    <h2>Қатыса аласың ба?</h2>\(card("<p>Тіркелусіз, бір минутта біліп ал.</p>\(linkButton("Тексеру", "/check", look: .plain))"))\
    <h2>Жол қалай өтеді</h2>\(t.track([Stop("Өтінім", note: "15 минут, телефоннан.", .now), Stop("Іріктеу тесті", .ahead), Stop("Мектеп", .ahead)]))
    """
  return layout(Page(title: "STEM мектебі", language: t, width: .wide, hero: hero, summary: "Тегін", body: body), in: house)
}
