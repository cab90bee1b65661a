import Exchange
import Markup
import Programme
import Words

extension PublicSite {
  /// Four questions, answered with GET: nothing is stored, and the answers name nobody.
  static func eligibility(_ visit: Visit) async throws -> Reply {
    let stage = try await visit.house.currentCycle()?.stage("applications")
    return visit.page(
      eligibilityPage(
        visit.query, visit.house.programme, visit.house.gazetteer, stage, visit.now, visit.language), mayBeStored: true)
  }

  static func eligibilityPage(
    _ query: Fields, _ programme: ProgrammeFile, _ gazetteer: Gazetteer, _ stage: Stage?, _ now: Moment, _ t: Language
  ) -> Page {
    let questions = Question.all(programme, gazetteer)
    let keys = questions.map(\.key)
    let facts = Dictionary(uniqueKeysWithValues: keys.compactMap { key in query[key].map { (key, $0) } })
    let unanswered = questions.filter { facts[$0.key] == nil }
    if !facts.isEmpty, unanswered.isEmpty, query.all("again").isEmpty, !query.asksOnlyLanguage {
      return verdictPage(Eligibility(programme.eligibility, facts: facts.filter { $0.value != unsure }), facts, stage, now, t)
    }
    // Begun on the landing page: one question after the other. Otherwise all on one page.
    let isOneByOne = query["one"] != nil && query.all("again").isEmpty
    let shown = isOneByOne ? Array(unanswered.prefix(1)) : questions
    let wasAsked = query["asked"].map { asked in isOneByOne ? asked == shown.first?.key : true } ?? false
    let errors =
      query.asksOnlyLanguage || !wasAsked ? [] : unanswered.filter { question in shown.contains { $0.key == question.key } }
    let kept = isOneByOne ? facts.filter { fact in !shown.contains { $0.key == fact.key } } : [:]
    var page = Page(
      title: t(.mayITakePart), language: t, languageForm: "questions",
      body: """
        \(t.back(to: "/"))\(t.errorSummary(errors.map { ($0.key, "\(t($0.title)) \(t(.chooseAnAnswer))") }))
        <h1>\(t(.mayITakePart))</h1>
        <form method="get" action="/eligibility" id="questions" novalidate>\(hidden("asked", isOneByOne ? shown.first?.key ?? "" : "yes"))\
        \(isOneByOne ? hidden("one", "yes") : HTML.nothing)\(kept.sorted { $0.key < $1.key }.map { hidden($0.key, $0.value) })\
        \(isOneByOne ? shown.first.map { Question.steps(questions, at: $0, t) } : nil)\
        \(shown.map { question in
          t.choice(
            Field(
              question.key, t(question.title), error: errors.contains { $0.key == question.key } ? t(.chooseAnAnswer) : nil),
            question.options.map { $0(t) }, chosen: facts[question.key])
        })
        \(button(t(isOneByOne && unanswered.count > 1 ? .nextQuestion : .check)))</form>
        """)
    if isOneByOne { page.sheets = ["public.css"] }
    return page
  }

  /// "I do not know" is no fact: the rule stays open until the application says where she lives.
  fileprivate static let unsure = "unsure"

  private static func verdictPage(
    _ eligibility: Eligibility, _ facts: [String: String], _ stage: Stage?, _ now: Moment, _ t: Language
  ) -> Page {
    let title = eligibility.failed.isEmpty ? t(eligibility.open.isEmpty ? .youCan : .youMayBeAble) : t(.notThisTime)
    let again = Fields(facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }).urlEncoded
    return Page(
      title: title, language: t,
      body: """
        \(t.back(to: Link(own: "/eligibility?\(again)&again=") ?? "/eligibility"))<h1>\(title)</h1>
        \(eligibility.failed.map { rule in
          card("<p>\(rule.reason(t))</p>\(rule.wouldBe.map { "<p class=\"hint\">\($0(t))</p>" })")
        })
        \(eligibility.open.isEmpty || !eligibility.failed.isEmpty ? HTML.nothing : card("<p>\(t(.registerDecides))</p>"))
        \(eligibility.failed.isEmpty
          ? wayIn(stage, now, t)
          : "<p>\(t(.openDoors))</p><p>\(linkButton(t(.toContacts), "/contact", look: .plain))</p>")
        """)
  }

  /// To the application while it is open; else when it will be, or was.
  private static func wayIn(_ stage: Stage?, _ now: Moment, _ t: Language) -> HTML {
    guard stage?.isOpen(at: now) == true else {
      let dates = stage.map { deadline($0, now, t) } ?? HTML(t(.noDatesYet))
      return "<p>\(dates)</p><p>\(linkButton(t(.toContacts), "/contact", look: .plain))</p>"
    }
    return "<p>\(t(.fifteenMinutes))</p><p>\(linkButton(t(.apply), "/apply", look: .sun))</p>"
  }
}

/// A question of who may take part: the programme has a rule about what it asks.
struct Question {
  /// The fact it asks for.
  let key: String
  /// In a word, for the way through the questions.
  let name: Phrase
  let title: Phrase
  let options: [(Language) -> Option]

  /// Nobody is asked what no rule looks at.
  static func all(_ programme: ProgrammeFile, _ gazetteer: Gazetteer) -> [Question] {
    let regions = programme.regions.compactMap { gazetteer[$0] }
    let grades = programme.eligibility.first { $0.fact == "grade" }?.among?.compactMap(Int.init) ?? []
    // With a grade on either side, so that the answer does not give itself away.
    let asked = max((grades.min() ?? 1) - 1, 1)...min((grades.max() ?? 11) + 1, 11)
    let questions = [
      Question(
        key: "grade", name: .gradeWord, title: .whichGrade,
        options: asked.map { grade in { Option("\(grade)", $0(.gradeName("\(grade)"))) } }),
      Question(
        key: "region", name: .regionWord, title: .whichRegion,
        options: regions.map { region in { Option(region.code, $0(region.name)) } } + [{ Option("other", $0(.otherRegion)) }]),
      Question(
        key: "rural", name: .villageWord, title: .village,
        options: [
          { Option("yes", $0(.inAVillage)) }, { Option("no", $0(.inATown)) },
          { Option(PublicSite.unsure, $0(.notSure), hint: $0(.registerDecides)) },
        ]),
      Question(
        key: "gender", name: .genderWord, title: .areYouAGirl,
        options: [{ Option("female", $0(.girl)) }, { Option("male", $0(.boy)) }]),
    ]
    return questions.filter { question in programme.eligibility.contains { $0.fact == question.key } }
  }

  static func steps(_ questions: [Question], at current: Question, _ t: Language) -> HTML {
    """
    <ol class="steps">\(questions.map { question -> HTML in
      "<li\(" aria-current=\"step\"", if: question.key == current.key)>\(t(question.name))</li>"
    })</ol>
    """
  }
}

extension Phrase {
  static let chooseAnAnswer = Phrase(kk: "Бір жауапты таңдау керек", ru: "Выберите один ответ", en: "Choose one answer")
  static let youCan = Phrase(kk: "Сен қатыса аласың", ru: "Вы можете участвовать", en: "You can take part")
  static let youMayBeAble = Phrase(
    kk: "Қатыса алуың мүмкін", ru: "Возможно, вы сможете участвовать", en: "Perhaps you can take part")
  static let notThisTime = Phrase(kk: "Бұл жолы қатыса алмайсың", ru: "В этот раз участвовать не получится", en: "Not this time")
  static let registerDecides = Phrase(
    kk: "Тұратын жерің ауыл ма, қала ма — өтінімде мемлекеттік тізілім бойынша анықталады.",
    ru: "Село это или город, определит государственный реестр, когда вы укажете место в заявке.",
    en: "The state register decides whether it is a village, once you name the place in the application.")
  static let fifteenMinutes = Phrase(
    kk: "Өтінімді телефоннан 15 минутта толтыруға болады. Интернет үзілсе де жазғаның жоғалмайды.",
    ru: "Заявку можно заполнить с телефона за 15 минут. Если связь прервётся, написанное не пропадёт.",
    en: "You can fill in the application on a phone in 15 minutes. Nothing you write is lost if the connection breaks.")
  static let openDoors = Phrase(
    kk: "Бұл сенің қабілетіңе байланысты емес. Басқа мүмкіндіктер туралы бізден сұра.",
    ru: "Это ничего не говорит о ваших способностях. Спросите нас о других возможностях.",
    en: "This says nothing about what you can do. Ask us what else is open to you.")
  static let noDatesYet = Phrase(
    kk: "Өтінім қабылдау күндері әлі жарияланған жоқ.", ru: "Даты приёма заявок ещё не объявлены.",
    en: "The dates of applications are not announced yet.")
  static let toContacts = Phrase(kk: "Бізбен байланысу", ru: "Связаться с нами", en: "Contact us")
  static let areYouAGirl = Phrase(kk: "Жынысың қандай?", ru: "Ваш пол?", en: "Are you a girl or a boy?")
  static let gradeWord = Phrase(kk: "Сынып", ru: "Класс", en: "Grade")
  static let regionWord = Phrase(kk: "Облыс", ru: "Область", en: "Region")
  static let villageWord = Phrase(kk: "Ауыл", ru: "Село", en: "Village")
  static let genderWord = Phrase(kk: "Жынысы", ru: "Пол", en: "Girl or boy")
  static let girl = Phrase(kk: "Қыз", ru: "Девочка", en: "Girl")
  static let boy = Phrase(kk: "Ұл", ru: "Мальчик", en: "Boy")
  static let whichGrade = Phrase(kk: "Қай сыныпта оқисың?", ru: "В каком вы классе?", en: "Which grade are you in?")
  static func gradeName(_ grade: String) -> Phrase { Phrase(kk: "\(grade)-сынып", ru: "\(grade) класс", en: "Grade \(grade)") }
  static let whichRegion = Phrase(
    kk: "Қай облыста тұрасың?", ru: "В какой области вы живёте?", en: "Which region do you live in?")
  static let otherRegion = Phrase(
    kk: "Басқа облыста немесе қалада", ru: "В другой области или городе", en: "In another region or city")
  static let village = Phrase(kk: "Ауылда тұрасың ба?", ru: "Вы живёте в селе?", en: "Do you live in a village?")
  static let inAVillage = Phrase(kk: "Иә, ауылда", ru: "Да, в селе", en: "Yes, in a village")
  static let inATown = Phrase(kk: "Жоқ, қалада", ru: "Нет, в городе", en: "No, in a town")
  static let notSure = Phrase(kk: "Білмеймін", ru: "Не знаю", en: "I do not know")
}
