import Allocation
import Documents
import Exchange
import Markup
import Programme
import Storage
import Words

/// Her result: what was decided, why, and what she can do now.
enum ResultPages {
  /// GET /result
  static func show(_ visit: Visit, _ permit: Permit<OwnResult>) async throws -> Reply {
    guard let result = try await visit.house.database.read({ try $0.result(of: permit.actor.person) }) else {
      return visit.page(notYet(visit.language))
    }
    return visit.page(page(visit, result, isHers: true))
  }

  /// GET /consent/result: the guardian sees the same.
  static func ward(_ visit: Visit, _ permit: Permit<WardResult>) async throws -> Reply {
    let house = visit.house
    let result = try await house.database.read { tx -> Result? in
      guard let ward = try house.personalData.flatMap({ try $0.wards(tx, house, permit.actor.person) }).first else {
        throw Refusal.missing
      }
      return try tx.result(of: ward)
    }
    guard let result else { return visit.page(notYet(visit.language)) }
    return visit.page(page(visit, result, isHers: false))
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

  /// POST /result/acceptance and /result/decline
  static func answer(_ visit: Visit, _ permit: Permit<OwnResult>, _ answer: Offer.Answer) async throws -> Reply {
    let house = visit.house
    try await house.database.write { tx in
      guard let result = try tx.result(of: permit.actor.person), let offer = result.offer else { throw Refusal.missing }
      try tx.answer(offer, answer, result.cycle, by: permit.actor.text, house)
    }
    return .seeOther("/result")
  }

  private static func notYet(_ t: Language) -> Page {
    Page(
      title: t(.resultStep), language: t,
      body: "\(t.back(to: "/status"))<h1>\(t(.resultStep))</h1>\(emptyState(t(.noResultsYet), HTML(t(.noResultsYetWhat))))")
  }

  private static func page(_ visit: Visit, _ result: Result, isHers: Bool) -> Page {
    let t = visit.language
    let words = ResultWords(result: result, now: visit.now)
    let isOpen = result.offer?.isOpen(at: visit.now) ?? false
    let answering: HTML =
      isHers && isOpen
      ? """
      <div class="row">\(form("/result/acceptance", "\(visit.formToken)\(button(t(.acceptPlace), look: .sun))"))\
      \(linkButton(t(.declinePlace), "/result/decline", look: .plain))</div>
      """ : .nothing
    let hasPlace = isOpen || result.offer?.answer == .accepted
    return Page(
      title: t(.resultStep), language: t,
      body: """
        \(t.back(to: isHers ? "/status" : "/consent"))<h1>\(t(.resultStep))</h1><p>\(tag(result.code))</p>
        \(notice("<p><b>\(t(words.status))</b></p>", hasPlace ? .good : .plain))\(answering)
        <h2>\(t(.whyThis))</h2>\(words.sentences.map { "<p>\(t($0))</p>" as HTML })
        <h2>\(t(.yourPoints))</h2>
        \(t.table(t(.yourPoints), words.lines, [
          Column(t(.whatCounts)) { HTML(t($0.title)) },
          Column(t(.resultWord), isNumeric: true) { HTML(words.shown($0, t)) },
          Column(t(.pointsWord), isNumeric: true) { HTML(t.number($0.points, decimals: 1)) },
        ]))
        \(words.total.map { "<p>\(t(.totalWord)): <b>\(t.number($0, decimals: result.selected.policy.decimals))</b></p>" as HTML })
        <p class="hint">\(t(.errorExplained)) <a href="/selection">\(t(.howSelected))</a></p>
        \(appeal(visit, result, isHers: isHers))
        \(isHers ? "<p><a href=\"/result.pdf\">\(t(.resultPDF))</a></p>" : HTML.nothing)
        """)
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
