import Exchange
import Markup
import Programme
import Storage
import Words

/// What girls told the school is hard, on its desk.
enum HelpDesk {
  static let link: Link = "/desk/help"

  static let card = DeskCard(
    roles: AnswerHelp.desk, link: link,
    count: .inCycle { tx, cycle, scopes, _ in try tx.helpWaiting(cycle.id, scopes, officers: false) },
    promise: DeskPromise(days: Help.days, .whyHelp), title: { .helpWaits($0) })

  static let cardOfOfficers = DeskCard(
    roles: [.safeguarding], link: link,
    count: .inHouse { tx, scopes, _ in try tx.helpWaiting(nil, scopes, officers: true) },
    promise: DeskPromise(days: Help.daysOfOfficers, .whyReports), title: { .helpWaitsForOfficers($0) })

  private struct Sight: Sendable {
    let help: [Help]
    let groups: [ID<Group>: Group]
  }

  /// GET /desk/help
  static func show(_ visit: Visit, _ permit: Permit<AnswerHelp>) async throws -> Reply {
    visit.keptPage(page(try await sight(visit, permit), visit))
  }

  /// POST /desk/help/:help: the answer that she reads. It holds no address and no number: nobody would look at it before her.
  static func answer(_ visit: Visit, _ permit: Permit<AnswerHelp>) async throws -> Reply {
    let house = visit.house
    let id: ID<Help> = try visit.id("help")
    let words = (visit.form["answer-\(id.text)"] ?? "").trimmed
    let error: Phrase? =
      words.isEmpty || words.count > Help.longest
      ? .answerNeeded : house.data[.board].reasons(to: words).isEmpty ? nil : .answerLeadsAway
    if error != nil || visit.asksOnlyLanguage {
      let shown = visit.asksOnlyLanguage ? nil : error
      return visit.keptPage(page(try await sight(visit, permit), visit, (id, shown)), status: shown == nil ? 200 : 422)
    }
    try await house.database.write { tx in
      try tx.answer(try tx.help(id, permit, house), words, by: permit.actor, house)
    }
    return .seeOther(link.text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<AnswerHelp>) async throws -> Sight {
    let house = visit.house
    let sight = try await house.database.read { tx in
      let help = try tx.help(permit, house)
      let ids = Set(help.compactMap(\.group)).sorted()
      let groups = ids.isEmpty ? [] : try tx.groups(where: "study_group.id IN (\(list: ids))")
      return Sight(help: help, groups: Dictionary(groups.map { ($0.id, $0) }) { first, _ in first })
    }
    try await house.database.write { tx in
      for help in sight.help where help.answered == nil { try tx.helpIsSeen(help, by: permit.actor, house) }
    }
    return sight
  }

  private static func page(_ sight: Sight, _ visit: Visit, _ wrong: (ID<Help>, Phrase?)? = nil) -> Page {
    let t = visit.language
    let (open, done) = (sight.help.filter { $0.answered == nil }, sight.help.filter { $0.answered != nil })
    let answered: HTML =
      done.isEmpty
      ? .nothing
      : "<details><summary>\(t(.helpAnsweredTitle)): \(done.count)</summary><ol class=\"posts\">\(done.map { line($0, sight, visit, nil) })</ol></details>"
    var page = Page(
      title: t(.helpDeskTitle), language: t,
      body: """
        \(t.back(to: "/desk"))<h1>\(t(.helpDeskTitle))</h1><p>\(t(.howHelpWorks))</p>
        \(open.isEmpty ? emptyState(t(.noHelpAsked), HTML(t(.whatHelpIs))) : "<ol class=\"posts\">\(open.map { line($0, sight, visit, wrong) })</ol>")
        \(answered)
        """)
    page.sheets = ["board.css"]
    return page
  }

  private static func line(_ help: Help, _ sight: Sight, _ visit: Visit, _ wrong: (ID<Help>, Phrase?)?) -> HTML {
    let t = visit.language
    let group = help.group.flatMap { sight.groups[$0] }.map { " · \($0.title(t, visit.house))" } ?? ""
    let officers: HTML = help.toOfficers ? "<p>\(tag(t(.officersHaveIt), .waiting))</p>" : .nothing
    let answer: HTML =
      help.answered.map { "<blockquote class=\"wrote\">\(help.answer)</blockquote><p>\(tag(t(.helpAnsweredOn($0)), .good))</p>" }
      ?? answerForm(help, visit, wrong?.0 == help.id ? wrong?.1 : nil)
    return """
      <li id="help-\(help.id.text)"><p class="writer"><b>\(help.name?.full ?? t(.nameless))</b> \
      <span class="hint">\(t.dateTime(help.at))\(group)</span></p><p>\(t(help.about.name))</p>\
      \(help.words.isEmpty ? .nothing : "<p class=\"wrote\">\(help.words)</p>")\(officers)\(answer)</li>
      """
  }

  private static func answerForm(_ help: Help, _ visit: Visit, _ error: Phrase?) -> HTML {
    let (t, name) = (visit.language, "answer-\(help.id.text)")
    let field = Field(name, t(.answerToHer), hint: t(.sheReadsAnswer), error: error.map { t($0) })
    return form(
      link.below(help.id.text), keeping: t(.notSentKept),
      """
      \(visit.formToken)\(t.textArea(field, value: visit.form[name] ?? "", rows: 3, longest: Help.longest))\
      \(button(t(.sendAnswer), look: .plain))
      """)
  }
}

extension Phrase {
  static let helpDeskTitle = Phrase(kk: "Көмек сұрағандар", ru: "Просьбы о помощи", en: "Requests for help")
  static let howHelpWorks = Phrase(
    kk:
      "Қыздар не қиын екенін осында айтады. Мұны үйлестірушілер мен көмекшілер оқиды, топтың ересектері көрмейді. Кім ашқаны жазылып отырады.",
    ru:
      "Здесь девочки говорят, что им трудно. Это читают координаторы и помощники, взрослые группы не видят. Записано, кто открывал.",
    en:
      "Girls tell here what is hard. Coordinators and assistants read it, the adults of the group do not. It is written down who opened it."
  )
  static let noHelpAsked = Phrase(kk: "Жауапсыз сұрау жоқ", ru: "Просьб без ответа нет", en: "No request waits for an answer")
  static let whatHelpIs = Phrase(
    kk: "Қыз «Қазір қиын» десе, ол осында шығады.", ru: "Когда девочка скажет, что ей трудно, это появится здесь.",
    en: "What a girl says is hard appears here.")
  static let helpAnsweredTitle = Phrase(kk: "Жауап берілгендері", ru: "С ответом", en: "Answered requests")
  static let officersHaveIt = Phrase(
    kk: "балаларды қорғау мамандары да көреді", ru: "видят и специалисты по защите детей",
    en: "the safeguarding officers have it too")
  static let answerToHer = Phrase(kk: "Оған жауап", ru: "Ответ ей", en: "Answer to her")
  static let sheReadsAnswer = Phrase(
    kk: "Ол мұны өз бетінде мектептің жауабы ретінде оқиды, «сен» деп жазыңыз.",
    ru: "Она прочтёт это на своей странице как ответ школы.", en: "She reads it on her page as the school’s answer.")
  static let sendAnswer = Phrase(kk: "Жауап беру", ru: "Ответить", en: "Answer her")
  static let answerNeeded = Phrase(
    kk: "Жауапты жазыңыз, 1000 таңбаға дейін.", ru: "Напишите ответ, до 1000 знаков.",
    en: "Write the answer, up to 1,000 characters.")
  static let answerLeadsAway = Phrase(
    kk: "Жауапта сілтеме, телефон, пошта, ник не жеке хат алмасуға шақыру болмайды.",
    ru: "В ответе не может быть ссылок, телефонов, почты, ников и приглашения к личной переписке.",
    en: "An answer holds no link, phone, e-mail, nickname or invitation to talk in private.")
  static let whyHelp = Phrase(
    kk: "Ол айтты және жауап күтіп отыр.", ru: "Она сказала и ждёт ответа.", en: "She has told you and waits for an answer.")
  static func helpWaits(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) қыз қиын екенін айтты",
      ru: "Просят о помощи: \(counted(count, one: "девочка", few: "девочки", many: "девочек"))",
      en: "\(counted(count, one: "girl says", other: "girls say")) that it is hard now")
  }
  static func helpWaitsForOfficers(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) қыз қорғау маманына қатысты көмек сұрады",
      ru: "Просьбы о помощи для специалиста по защите: \(count)",
      en: "\(counted(count, one: "girl asks", other: "girls ask")) for help that is yours too")
  }
}
