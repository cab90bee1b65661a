import Exchange
import Markup
import Programme
import Words

extension PublicSite {
  /// Four questions, answered with GET: nothing is stored, and the answers name nobody.
  static func eligibility(_ visit: Visit) -> Reply {
    visit.page(eligibilityPage(visit.query, visit.house.programme, visit.house.gazetteer, visit.language), mayBeStored: true)
  }

  static func eligibilityPage(_ query: Fields, _ programme: ProgrammeFile, _ gazetteer: Gazetteer, _ t: Language) -> Page {
    let keys = ["gender", "grade", "region", "rural"]
    let facts = Dictionary(uniqueKeysWithValues: keys.compactMap { key in query[key].map { (key, $0) } })
    let unanswered = keys.filter { facts[$0] == nil }
    if !facts.isEmpty, unanswered.isEmpty, query.all("again").isEmpty {
      return verdictPage(Eligibility(programme.eligibility, facts: facts.filter { $0.value != unsure }), facts, t)
    }
    let questions = questions(programme, gazetteer, t)
    let errors = facts.isEmpty && query["asked"] == nil ? [] : unanswered
    let complaints = questions.filter { errors.contains($0.key) }.map {
      (field: $0.key, message: "\($0.title) \(t(.chooseAnAnswer))")
    }
    return Page(
      title: t(.mayITakePart), language: t,
      body: """
        \(t.back(to: "/"))\(t.errorSummary(complaints))
        <h1>\(t(.mayITakePart))</h1>
        <form method="get" action="/eligibility" novalidate>\(hidden("asked", "yes"))
        \(questions.map { key, title, options in
          t.choice(Field(key, title, error: errors.contains(key) ? t(.chooseAnAnswer) : nil), options, chosen: facts[key])
        })
        \(button(t(.check)))</form>
        """)
  }

  /// "I do not know" is no fact: the rule stays open until the application says where she lives.
  private static let unsure = "unsure"

  private static func verdictPage(_ eligibility: Eligibility, _ facts: [String: String], _ t: Language) -> Page {
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
          ? "<p>\(t(.fifteenMinutes))</p><p>\(linkButton(t(.apply), "/apply", look: .sun))</p>"
          : "<p>\(t(.openDoors))</p><p>\(linkButton(t(.toContacts), "/contact", look: .plain))</p>")
        """)
  }

  private static func questions(
    _ programme: ProgrammeFile, _ gazetteer: Gazetteer, _ t: Language
  ) -> [(key: String, title: String, options: [Option])] {
    let regions = programme.regions.compactMap { gazetteer[$0] }
    return [
      ("gender", t(.areYouAGirl), [Option("female", t(.girl)), Option("male", t(.boy))]),
      ("grade", t(.whichGrade), ["8", "9", "10", "11"].map { Option($0, t(.gradeName($0))) }),
      ("region", t(.whichRegion), regions.map { Option($0.code, t($0.name)) } + [Option("other", t(.otherRegion))]),
      (
        "rural", t(.village),
        [Option("yes", t(.inAVillage)), Option("no", t(.inATown)), Option(unsure, t(.notSure), hint: t(.registerDecides))]
      ),
    ]
  }
}

extension Phrase {
  static let chooseAnAnswer = Phrase(kk: "Бір жауапты таңда", ru: "Выберите один ответ", en: "Choose one answer")
  static let youCan = Phrase(kk: "Сен қатыса аласың", ru: "Вы можете участвовать", en: "You can take part")
  static let youMayBeAble = Phrase(
    kk: "Қатыса алуың мүмкін", ru: "Возможно, вы сможете участвовать", en: "Perhaps you can take part")
  static let notThisTime = Phrase(kk: "Бұл жолы қатыса алмайсың", ru: "В этот раз участвовать не получится", en: "Not this time")
  static let registerDecides = Phrase(
    kk: "Ауыл ма, қала ма — мемлекеттік тізілім бойынша өтінімде анықталады.",
    ru: "Село это или город, определит государственный реестр, когда вы укажете место в заявке.",
    en: "The state register decides whether it is a village, once you name the place in the application.")
  static let fifteenMinutes = Phrase(
    kk: "Өтінім телефоннан 15 минут алады. Интернет үзілсе де жазғаның жоғалмайды.",
    ru: "Заявка занимает 15 минут с телефона. Даже если интернет прервётся, написанное не пропадёт.",
    en: "An application takes 15 minutes on a phone. Nothing you write is lost when the network drops.")
  static let openDoors = Phrase(
    kk: "Бұл сенің қабілетің туралы ештеңе айтпайды. Басқа мүмкіндіктер туралы бізден сұра.",
    ru: "Это ничего не говорит о ваших способностях. Спросите нас о других возможностях.",
    en: "This says nothing about what you can do. Ask us about other ways.")
  static let toContacts = Phrase(kk: "Бізбен байланысу", ru: "Связаться с нами", en: "Contact us")
  static let areYouAGirl = Phrase(kk: "Жынысың қандай?", ru: "Ваш пол?", en: "Are you a girl or a boy?")
  static let girl = Phrase(kk: "Қыз", ru: "Девочка", en: "Girl")
  static let boy = Phrase(kk: "Ұл", ru: "Мальчик", en: "Boy")
  static let whichGrade = Phrase(kk: "Қай сыныпта оқисың?", ru: "В каком вы классе?", en: "Which grade are you in?")
  static func gradeName(_ grade: String) -> Phrase { Phrase(kk: "\(grade)-сынып", ru: "\(grade) класс", en: "Grade \(grade)") }
  static let whichRegion = Phrase(
    kk: "Қай облыста тұрасың?", ru: "В какой области вы живёте?", en: "Which region do you live in?")
  static let otherRegion = Phrase(kk: "Басқа жерде", ru: "В другом месте", en: "Somewhere else")
  static let village = Phrase(kk: "Ауылда тұрасың ба?", ru: "Вы живёте в селе?", en: "Do you live in a village?")
  static let inAVillage = Phrase(kk: "Иә, ауылда", ru: "Да, в селе", en: "Yes, in a village")
  static let inATown = Phrase(kk: "Жоқ, қалада", ru: "Нет, в городе", en: "No, in a town")
  static let notSure = Phrase(kk: "Білмеймін", ru: "Не знаю", en: "I do not know")
}
