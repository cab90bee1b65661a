import Exchange
import Markup
import Programme
import Storage
import Words

/// "It is hard now": a girl tells the school, and sees what became of it.
enum HerHelp {
  static let link: Link = "/study/help"

  /// GET /study/help
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    visit.keptPage(page(try await asked(visit, permit), visit, []))
  }

  /// POST /study/help: `about` and, if she likes, `words`.
  static func create(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let about = visit.form["about"].flatMap { Help.About(rawValue: $0) }
    let words = Invisible.dropped(from: visit.form["words"] ?? "").trimmed
    var errors: [(field: String, message: Phrase)] = []
    if about == nil { errors.append(("about", .chooseWhatIsHard)) }
    if words.count > Help.longest { errors.append(("words", .reportIsTooLong)) }
    guard let about, errors.isEmpty, !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.keptPage(page(try await asked(visit, permit), visit, shown), status: shown.isEmpty ? 200 : 422)
    }
    try await house.database.write { tx in
      guard let learner = try tx.learner(of: permit.actor.person), let cohort = try tx.cohort(of: learner) else {
        throw Refusal.missing
      }
      try tx.askForHelp(about, words, learner, cohort, house)
      try visit.countStored([words.utf8.count], in: tx)
    }
    return .seeOther(link.with("said", "sent").text)
  }

  private static func asked(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> [Help] {
    try await visit.house.database.read { tx in
      guard let learner = try tx.learner(of: permit.actor.person), try tx.cohort(of: learner) != nil else {
        throw Refusal.missing
      }
      return try tx.help(of: learner, visit.house)
    }
  }

  private static func page(_ asked: [Help], _ visit: Visit, _ errors: [(field: String, message: Phrase)]) -> Page {
    let t = visit.language
    func error(_ field: String) -> String? { errors.first { $0.field == field }.map { t($0.message) } }
    let what = Field("about", t(.whatIsHard), error: error("about"))
    let words = Field("words", t(.inYourWords), error: error("words"), isOptional: true)
    let lines = asked.map { help -> HTML in
      let stands =
        help.answered.map { tag(t(.helpAnsweredOn($0)), .good) } ?? help.seen.map { tag(t(.helpSeenOn($0)), .waiting) }
        ?? tag(t(.helpNotSeenYet), .plain)
      return """
        <li><p class="writer"><b>\(t(help.about.name))</b> <span class="hint">\(t.dateTime(help.at))</span></p>\
        \(help.words.isEmpty ? .nothing : "<p class=\"wrote\">\(help.words)</p>")<p>\(stands)</p>\
        \(help.answer.isEmpty ? .nothing : "<blockquote class=\"wrote\">\(help.answer)</blockquote>")</li>
        """
    }
    var page = Page(
      title: t(.helpTitle), language: t,
      notice: visit.query["said"] == "sent" ? notice("\(t(.helpHasGone))", .good) : nil, languageForm: "help",
      body: """
        \(t.back(to: "/study"))<h1>\(t(.helpTitle))</h1><p>\(t(.whoReadsHelp))</p><p>\(t(.inDanger))</p>
        \(form(link, id: "help", keeping: visit.keptForHer, """
          \(visit.formToken)\(t.choice(what, Help.About.allCases.map { Option($0.rawValue, t($0.name)) }, chosen: visit.form["about"]))\
          \(t.textArea(words, value: visit.form["words"] ?? "", rows: 4, longest: Help.longest))\(button(t(.askForHelp)))
          """))
        \(lines.isEmpty ? .nothing : "<h2>\(t(.whatYouAsked))</h2><ol class=\"posts\">\(lines)</ol>")
        """)
    page.sheets = ["board.css"]
    return page
  }
}

extension Phrase {
  static let helpTitle = Phrase(kk: "Қазір қиын болып тұр ма?", ru: "Сейчас трудно?", en: "Is it hard now?")
  static let whoReadsHelp = Phrase(
    kk:
      "Не қиын екенін айт. Оны мектептің үйлестірушілері оқиды: кемінде екі адам, тренерің емес. Үйде қиын болса, балаларды қорғау мамандары да көреді.",
    ru:
      "Скажите, что трудно. Это читают координаторы школы: не меньше двух человек, и не тренер. Если трудно дома, увидят и специалисты по защите детей.",
    en:
      "Say what is hard. The school’s coordinators read it: at least two people, and not your trainer. If it is hard at home, the safeguarding officers see it too."
  )
  static let inDanger = Phrase(
    kk: "Дәл қазір қауіп төніп тұрса, 112 нөміріне хабарлас.", ru: "Если опасность прямо сейчас, позвоните 112.",
    en: "If you are in danger right now, call 112.")
  static let whatIsHard = Phrase(kk: "Не қиын?", ru: "Что трудно?", en: "What is hard?")
  static let inYourWords = Phrase(kk: "Өз сөзіңмен", ru: "Своими словами", en: "In your words")
  static let askForHelp = Phrase(kk: "Мектепке айту", ru: "Сказать школе", en: "Tell the school")
  static let chooseWhatIsHard = Phrase(kk: "Біреуін таңда.", ru: "Выберите одно.", en: "Choose one.")
  static let whatYouAsked = Phrase(kk: "Айтқандарың", ru: "Что вы сказали", en: "What you told")
  static let helpHasGone = Phrase(
    kk: "Мектеп хабарыңды алды. Айтқаның жақсы болды. Жауап осы бетте шығады.",
    ru: "Школа получила ваше сообщение. Хорошо, что вы сказали. Ответ появится на этой странице.",
    en: "The school has your message. It is good that you told. The answer will stand on this page.")
  static let helpNotSeenYet = Phrase(kk: "әлі оқылған жоқ", ru: "ещё не прочитано", en: "not yet read at the school")
  static func helpSeenOn(_ moment: Moment) -> Phrase {
    Phrase(
      kk: "мектеп оқыды: \(Language.kk.dateTime(moment))", ru: "школа прочла: \(Language.ru.dateTime(moment))",
      en: "read by the school: \(Language.en.dateTime(moment))")
  }
  static func helpAnsweredOn(_ moment: Moment) -> Phrase {
    Phrase(
      kk: "жауап берілді: \(Language.kk.dateTime(moment))", ru: "ответ: \(Language.ru.dateTime(moment))",
      en: "answered: \(Language.en.dateTime(moment))")
  }
}
