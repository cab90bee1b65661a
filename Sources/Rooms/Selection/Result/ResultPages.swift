import Allocation
import Documents
import Exchange
import Markup
import Programme
import Storage
import Words

/// Her result: what was decided, why, and what she can do now.
enum ResultPages {
  /// A result with the first day of the school in its intake.
  private struct Sight: Sendable {
    let result: Result
    let schoolOpens: Day?

    static func read(_ person: ID<Person>, in tx: Transaction) throws -> Sight? {
      guard let result = try tx.result(of: person) else { return nil }
      let cycle = try tx.cycles().first { $0.id == result.cycle }
      return Sight(result: result, schoolOpens: cycle?.stage("school")?.opensAt.day())
    }
  }

  /// GET /result
  static func show(_ visit: Visit, _ permit: Permit<OwnResult>) async throws -> Reply {
    guard let sight = try await visit.house.database.read({ try Sight.read(permit.actor.person, in: $0) }) else {
      return visit.page(notYet(visit.language))
    }
    return visit.page(page(visit, sight, isHers: true))
  }

  /// GET /consent/result: the guardian sees the same.
  static func ward(_ visit: Visit, _ permit: Permit<WardResult>) async throws -> Reply {
    let house = visit.house
    let sight = try await house.database.read { tx -> Sight? in
      guard let ward = try house.personalData.flatMap({ try $0.wards(tx, house, permit.actor.person) }).first else {
        throw Refusal.missing
      }
      return try Sight.read(ward, in: tx)
    }
    guard let sight else { return visit.page(notYet(visit.language)) }
    return visit.page(page(visit, sight, isHers: false))
  }

  /// GET /result.pdf
  static func pdf(_ visit: Visit, _ permit: Permit<OwnResult>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    guard let result = try await house.database.read({ try $0.result(of: permit.actor.person) }) else { throw Refusal.missing }
    let words = ResultWords(result: result, now: visit.now)
    let document = PDF(
      title: t(.resultStep), language: t.rawValue, footer: "\(house.programme.operatorName(t)) · \(result.code)",
      blocks: [
        .title(house.programme.name(t)), .heading(t(.resultStep)), .code(result.code), .paragraph(t(words.status)),
        .bullets(words.sentences.map { t($0) }), .heading(t(.yourPoints)),
        .pairs(
          words.lines.map { (name: t($0.title), value: words.shown($0, t)) }
            + (words.total.map { [(name: t(.totalWord), value: t.number($0, decimals: 2))] } ?? [])),
        .note(t(.errorExplained)),
      ])
    return .download(try await document.render(), type: "application/pdf", name: "\(result.code)-result.pdf")
  }

  /// GET /result/decline asks once.
  static func confirmDecline(_ visit: Visit, _ permit: Permit<OwnResult>) async throws -> Reply {
    let t = visit.language
    return visit.page(
      Page(
        title: t(.declinePlace), language: t,
        body: """
          \(t.back(to: "/result"))<h1>\(t(.declinePlace))</h1><p>\(t(.declineMeans))</p>
          \(form("/result/decline", "\(visit.formToken)\(button(t(.declinePlace), look: .danger))"))
          """))
  }

  /// GET /result/acceptance: what she says yes to, before she says it.
  static func confirmAcceptance(_ visit: Visit, _ permit: Permit<OwnResult>) async throws -> Reply {
    let t = visit.language
    guard let sight = try await visit.house.database.read({ try Sight.read(permit.actor.person, in: $0) }),
      let offer = sight.result.offer, offer.isOpen(at: visit.now)
    else { return .seeOther("/result") }
    return visit.page(
      Page(
        title: t(.acceptPlace), language: t,
        body: """
          \(t.back(to: "/result"))<h1>\(t(.acceptPlace))</h1><p>\(t(.acceptMeans))</p>\(nextSteps(sight, t))
          \(form("/result/acceptance", "\(visit.formToken)\(button(t(.acceptPlace), look: .sun))"))
          <p><a href="/result/decline">\(t(.declinePlace))</a></p>
          """))
  }

  /// GET /result/return asks once.
  static func confirmReturn(_ visit: Visit, _ permit: Permit<OwnResult>) async throws -> Reply {
    let t = visit.language
    return visit.page(
      Page(
        title: t(.giveBackPlace), language: t,
        body: """
          \(t.back(to: "/result"))<h1>\(t(.giveBackPlace))</h1><p>\(t(.declineMeans))</p>
          \(form("/result/return", "\(visit.formToken)\(button(t(.giveBackPlace), look: .danger))"))
          """))
  }

  /// POST /result/return: a place that was accepted goes to the next girl.
  static func giveBack(_ visit: Visit, _ permit: Permit<OwnResult>) async throws -> Reply {
    let house = visit.house
    try await house.database.write { tx in
      guard let result = try tx.result(of: permit.actor.person), let offer = result.offer else { throw Refusal.missing }
      try tx.giveBack(offer, result, by: permit.actor, house)
    }
    return .seeOther("/result")
  }

  /// POST /result/acceptance and /result/decline
  static func answer(_ visit: Visit, _ permit: Permit<OwnResult>, _ answer: Offer.Answer) async throws -> Reply {
    let house = visit.house
    try await house.database.write { tx in
      guard let result = try tx.result(of: permit.actor.person), let offer = result.offer else { throw Refusal.missing }
      try tx.answer(offer, answer, result, by: permit.actor, house)
    }
    return .seeOther("/result")
  }

  private static func notYet(_ t: Language) -> Page {
    Page(
      title: t(.resultStep), language: t,
      body: "\(t.back(to: "/status"))<h1>\(t(.resultStep))</h1>\(emptyState(t(.noResultsYet), HTML(t(.noResultsYetWhat))))")
  }

  private static func nextSteps(_ sight: Sight, _ t: Language) -> HTML {
    """
    <h2>\(t(.whatFollows))</h2><ul>\(sight.schoolOpens.map { "<li>\(t(.schoolOpens($0)))</li>" as HTML })\
    <li>\(t(.guardianIsTold))</li><li>\(t(.askUs)) <a href="/contact">\(t(.contactsWord))</a></li></ul>
    """
  }

  private static func page(_ visit: Visit, _ sight: Sight, isHers: Bool) -> Page {
    let t = visit.language
    let result = sight.result
    let words = ResultWords(result: result, now: visit.now)
    let isOpen = !result.hasLeft && result.offer?.isOpen(at: visit.now) ?? false
    let answering: HTML =
      isHers && isOpen
      ? """
      <div class="row">\(linkButton(t(.acceptPlace), "/result/acceptance", look: .sun))\
      \(linkButton(t(.declinePlace), "/result/decline", look: .plain))</div>
      """ : .nothing
    let hasAccepted = result.offer?.answer == .accepted && !result.hasLeft
    let hasPlace = isOpen || hasAccepted
    return Page(
      title: t(.resultStep), language: t,
      body: """
        \(t.back(to: isHers ? "/status" : "/consent"))<h1>\(t(.resultStep))</h1><p>\(tag(result.code))</p>
        \(notice("<p><b>\(t(words.status))</b></p>", hasPlace ? .good : .plain))\(answering)\(left(result, isHers: isHers, t))
        \(hasAccepted ? nextSteps(sight, t) : "")\(words.isOver ? notThisYear(t) : "")
        <h2>\(t(.whyThis))</h2>\(words.sentences.map { "<p>\(t($0))</p>" as HTML })
        <h2>\(t(.yourPoints))</h2>
        \(t.table(t(.yourPoints), words.lines, [
          Column(t(.whatCounts)) { HTML(t($0.title)) },
          Column(t(.resultWord), isNumeric: true) { HTML(words.shown($0, t)) },
          Column(t(.pointsWord), isNumeric: true) { HTML(t.number($0.points, decimals: 1)) },
        ]))
        \(words.total.map { "<p>\(t(.totalWord)): <b>\(t.number($0, decimals: result.selected.policy.decimals))</b></p>" as HTML })
        <p class="hint">\(t(.errorExplained)) <a href="/selection">\(t(.howSelected))</a></p>
        \(hasAccepted ? "" : appeal(visit, result, isHers: isHers))
        \(hasAccepted && isHers ? "<p><a href=\"/result/return\">\(t(.giveBackPlace))</a></p>" : "")
        \(isHers ? "<p><a href=\"/result.pdf\">\(t(.resultPDF))</a></p>" : HTML.nothing)
        """)
  }

  /// Why, and where she can ask, stand on her first page; a place that is gone is gone.
  private static func left(_ result: Result, isHers: Bool, _ t: Language) -> HTML {
    guard result.hasLeft, isHers else { return .nothing }
    return "<p><a href=\"/status\">\(t(.whyOnYourPage))</a> · <a href=\"/contact\">\(t(.contactsWord))</a></p>"
  }

  /// What there is for her now, each with its link.
  private static func notThisYear(_ t: Language) -> HTML {
    """
    <h2>\(t(.whatNow))</h2><ul><li>\(t(.nextIntake)) <a href="/">\(t(.datesOfIntake))</a></li>\
    <li>\(t(.askUs)) <a href="/contact">\(t(.contactsWord))</a></li></ul>
    """
  }

  private static func appeal(_ visit: Visit, _ result: Result, isHers: Bool) -> HTML {
    let t = visit.language
    if let appeal = result.appeal {
      return "<h2>\(t(.appealTitle))</h2><p>\(t(appeal.standing))</p>"
    }
    guard let until = result.release.appealsUntil, visit.now.day() <= until, !result.hasLeft else { return .nothing }
    return """
      <h2>\(t(.appealTitle))</h2><p>\(t(.appealWhat(until)))</p>
      \(isHers ? form("/result/appeal", "\(visit.formToken)\(button(t(.askReview), look: .plain))") : HTML.nothing)
      """
  }
}

extension Phrase {
  static let yourPoints = Phrase(kk: "Нәтижелерің", ru: "Ваши результаты", en: "Your results")
  static let whyThis = Phrase(kk: "Неге осылай", ru: "Почему так", en: "Why")
  static let whatCounts = Phrase(kk: "Не ескерілді", ru: "Что учтено", en: "What counts")
  static let resultWord = Phrase(kk: "Нәтиже", ru: "Результат", en: "Result")
  static let pointsWord = Phrase(kk: "Ұпай", ru: "Баллы", en: "Points")
  static let errorExplained = Phrase(
    kk: "± белгісінен кейінгі сан — өлшеу қателігі: тест қайталанса, нәтиже шамамен сонша өзгеруі мүмкін.",
    ru: "Число после ± — погрешность: при повторном тесте результат мог бы отличаться примерно на столько.",
    en: "The number after ± is the error: if the test were repeated, the result could differ by about as much.")
  static let acceptPlace = Phrase(kk: "Орынды қабылдаймын", ru: "Принять место", en: "Accept the place")
  static let acceptMeans = Phrase(
    kk: "Қабылдасаң, орын сенікі болады. Саған және ата-анаңа SMS барады. Кейін ойың өзгерсе, орынды қайтара аласың.",
    ru: "Если принять, место будет за вами. Вам и родителю придёт SMS. Если потом передумаете, место можно вернуть.",
    en:
      "If you accept, the place is yours. You and your guardian get an SMS. If you change your mind later, you can give it back.")
  static let giveBackPlace = Phrase(kk: "Орынды қайтару", ru: "Вернуть место", en: "Give the place back")
  static let whatFollows = Phrase(kk: "Енді не болады", ru: "Что дальше", en: "What happens next")
  static func schoolOpens(_ day: Day) -> Phrase {
    Phrase(
      kk: "STEM мектебі басталатын күн: \(Language.kk.date(day)).", ru: "STEM-школа начинается \(Language.ru.date(day)).",
      en: "The STEM school begins on \(Language.en.date(day)).")
  }
  static let guardianIsTold = Phrase(
    kk: "Ата-анаңа да хабарлаймыз: олар қарсы болса, келісімін қайтара алады, сонда орын босайды.",
    ru: "Родителю мы тоже сообщаем: если он против, он может отозвать согласие, и тогда место освободится.",
    en: "Your guardian is told too: if they are against it, they can withdraw their consent, and the place becomes free.")
  static let whyOnYourPage = Phrase(kk: "Себебі өз бетіңде", ru: "Почему — на вашей странице", en: "Why: on your page")
  static let askUs = Phrase(kk: "Сұрағың болса:", ru: "Если есть вопросы:", en: "If you have questions:")
  static let contactsWord = Phrase(kk: "бізге хабарлас", ru: "свяжитесь с нами", en: "contact us")
  static let whatNow = Phrase(kk: "Енді не істеуге болады", ru: "Что можно сделать теперь", en: "What you can do now")
  static let nextIntake = Phrase(
    kk: "Келесі қабылдауда сыныбың сай келсе, қайта өтінім бере аласың:",
    ru: "В следующем наборе, если подойдёт класс, можно подать заявку снова:",
    en: "In the next intake you can apply again if your grade fits:")
  static let datesOfIntake = Phrase(kk: "күндері", ru: "даты", en: "dates")
  static let declinePlace = Phrase(kk: "Орыннан бас тарту", ru: "Отказаться от места", en: "Decline the place")
  static let declineMeans = Phrase(
    kk: "Орын бірден келесі қызға ұсынылады. Бұл шешімді қайтару мүмкін болмайды.",
    ru: "Место сразу предложат следующей. Отменить это решение нельзя.",
    en: "The place is offered to the next girl at once. This cannot be taken back.")
  static let resultPDF = Phrase(kk: "Басып шығару (PDF)", ru: "Распечатать (PDF)", en: "To print (PDF)")
  static let appealTitle = Phrase(kk: "Қайта қарау (апелляция)", ru: "Пересмотр (апелляция)", en: "Review (appeal)")
  static func appealWhat(_ until: Day) -> Phrase {
    Phrase(
      kk:
        "Нәтижені адам қайта қарауын сұрай аласың: тегін, \(Language.kk.until(until)). Басқа маман жұмысыңды алғашқы бағаны көрмей бағалайды. Орын алып қойғандардың орны өзгермейді.",
      ru:
        "Можно попросить человека пересмотреть результат: бесплатно, \(Language.ru.until(until)). Другой специалист оценит работу, не видя первой оценки. У тех, кто получил место, его не отберут.",
      en:
        "You can ask a person to review the result: free, \(Language.en.until(until)). Another marker marks your work without seeing the first mark. Nobody who has a place loses it."
    )
  }
  static let askReview = Phrase(kk: "Қайта қарауды сұрау", ru: "Попросить пересмотр", en: "Ask for a review")
}
