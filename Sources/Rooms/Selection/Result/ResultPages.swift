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
    let sight = try await house.database.read { tx in
      try Sight.read(try house.ward(of: permit.actor.person, in: tx), in: tx)
    }
    guard let sight else { return visit.page(notYet(visit.language)) }
    return visit.page(page(visit, sight, isHers: false))
  }

  /// GET /result.pdf
  static func pdf(_ visit: Visit, _ permit: Permit<OwnResult>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    guard let result = try await house.database.read({ try $0.result(of: permit.actor.person) }) else { throw Refusal.missing }
    let words = ResultWords(result: result, now: visit.now, reader: .girl)
    let document = PDF(
      title: t(.resultStep), language: t.rawValue, footer: "\(house.programme.operatorName(t)) · \(result.code)",
      blocks: [
        .title(house.programme.name(t)), .heading(t(.resultStep)), .code(result.code), .paragraph(t(words.status)),
        .bullets(words.sentences.map { t($0) }), .heading(t(.yourPoints(.girl))),
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
          \(t.back(to: "/result"))<h1>\(t(.acceptPlace))</h1><p>\(t(.acceptMeans))</p>\(nextSteps(sight, .girl, t))
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

  private static func nextSteps(_ sight: Sight, _ reader: Reader, _ t: Language) -> HTML {
    """
    <h2>\(t(.whatFollows))</h2><ul>\(sight.schoolOpens.map { "<li>\(t(.schoolOpens($0)))</li>" as HTML })\
    <li>\(t(.guardianIsTold(reader)))</li><li>\(t(.askUs(reader))) <a href="/contact">\(t(.contactsWord(reader)))</a></li></ul>
    """
  }

  private static func page(_ visit: Visit, _ sight: Sight, isHers: Bool) -> Page {
    let t = visit.language
    let result = sight.result
    let reader: Reader = isHers ? .girl : .others
    let words = ResultWords(result: result, now: visit.now, reader: reader)
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
        \(hasAccepted ? nextSteps(sight, reader, t) : "")\(words.isOver ? notThisYear(reader, t) : "")
        <h2>\(t(.whyThis))</h2>\(words.sentences.map { "<p>\(t($0))</p>" as HTML })\(hasPlace ? "" : conditions(visit))
        <h2>\(t(.yourPoints(reader)))</h2>
        \(t.table(t(.yourPoints(reader)), words.lines, [
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

  /// The grades of whoever may apply, in the folder's words: who reads that there is another year asks whether it is theirs.
  private static func conditions(_ visit: Visit) -> HTML {
    let rule = visit.house.programme.eligibility.first { $0.asked == .grade }
    return rule.map { "<p>\($0.reason(visit.language))</p>" } ?? .nothing
  }

  /// Why, and where she can ask, stand on her first page; a place that is gone is gone.
  private static func left(_ result: Result, isHers: Bool, _ t: Language) -> HTML {
    guard result.hasLeft, isHers else { return .nothing }
    return "<p><a href=\"/status\">\(t(.whyOnYourPage))</a> · <a href=\"/contact\">\(t(.contactsWord(.girl)))</a></p>"
  }

  /// What there is for her now, each with its link.
  private static func notThisYear(_ reader: Reader, _ t: Language) -> HTML {
    """
    <h2>\(t(.whatNow))</h2><ul><li>\(t(.nextIntake(reader))) <a href="/">\(t(.datesOfIntake))</a></li>\
    <li>\(t(.askUs(reader))) <a href="/contact">\(t(.contactsWord(reader)))</a></li></ul>
    """
  }

  private static func appeal(_ visit: Visit, _ result: Result, isHers: Bool) -> HTML {
    let t = visit.language
    if let appeal = result.appeal {
      let answer: HTML? = appeal.decidedAt == nil ? " \(t(.appealAnswerBy(appeal.decideUntil)))" : nil
      return "<h2>\(t(.appealTitle))</h2><p>\(t.date(appeal.askedAt.day())): \(t(appeal.standing))\(answer)</p>"
    }
    guard let until = result.release.appealsUntil, visit.now.day() <= until, !result.hasLeft else { return .nothing }
    return """
      <h2>\(t(.appealTitle))</h2><p>\(t(.appealWhat(until, isHers ? .girl : .others)))</p>
      \(isHers
        ? "<details><summary>\(t(.askReview))</summary><p>\(t(.askReviewMeans))</p>\(form("/result/appeal", "\(visit.formToken)\(button(t(.askReviewNow)))"))</details>"
        : HTML.nothing)
      """
  }
}

extension Phrase {
  static func yourPoints(_ reader: Reader) -> Phrase {
    switch reader {
    case .girl: Phrase(kk: "Нәтижелерің", ru: "Ваши результаты", en: "Your results")
    case .others: Phrase(kk: "Қатысушының нәтижелері", ru: "Результаты", en: "The results")
    }
  }
  static let whyThis = Phrase(kk: "Нәтиже неліктен осындай", ru: "Почему так", en: "Why")
  static let whatCounts = Phrase(kk: "Не ескерілді", ru: "Что учтено", en: "What counts")
  static let resultWord = Phrase(kk: "Нәтиже", ru: "Результат", en: "Result")
  static let pointsWord = Phrase(kk: "Ұпай", ru: "Баллы", en: "Points")
  static let errorExplained = Phrase(
    kk: "± белгісінен кейінгі сан — өлшеу қателігі: өлшеу 100 рет қайталанса, нәтиже шамамен 95 ретінде бұдан көп өзгермес еді.",
    ru:
      "Число после ± — погрешность: если бы измерение повторили 100 раз, примерно в 95 случаях результат отличался бы не больше.",
    en:
      "The number after ± is the error: if the measurement were repeated 100 times, the result would differ by no more in about 95."
  )
  static let acceptPlace = Phrase(kk: "Ұсынысты қабылдау", ru: "Принять место", en: "Accept the place")
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
  static func guardianIsTold(_ reader: Reader) -> Phrase {
    switch reader {
    case .girl:
      Phrase(
        kk: "Ата-анаңа да хабарлаймыз: олар қарсы болса, келісімін қайтарып ала алады, сонда орын босайды.",
        ru: "Родителю мы тоже сообщаем: если он против, он может отозвать согласие, и тогда место освободится.",
        en: "Your guardian is told too: if they are against it, they can withdraw their consent, and the place becomes free.")
    case .others:
      Phrase(
        kk: "Заңды өкіл қарсы болса, келісімін қайтарып ала алады, сонда орын босайды.",
        ru: "Если законный представитель против, он может отозвать согласие, и тогда место освободится.",
        en: "A guardian who is against it can withdraw their consent, and the place becomes free.")
    }
  }
  static let whyOnYourPage = Phrase(kk: "Себебі өз бетіңде", ru: "Почему — на вашей странице", en: "Why: on your page")
  static func askUs(_ reader: Reader) -> Phrase {
    switch reader {
    case .girl: Phrase(kk: "Сұрағың болса:", ru: "Если есть вопросы:", en: "If you have questions:")
    case .others: Phrase(kk: "Сұрақ болса:", ru: "По вопросам:", en: "For questions:")
    }
  }
  static func contactsWord(_ reader: Reader) -> Phrase {
    switch reader {
    case .girl: Phrase(kk: "бізге хабарлас", ru: "свяжитесь с нами", en: "contact us")
    case .others: Phrase(kk: "бізбен байланысуға болады", ru: "с нами можно связаться", en: "we can be contacted")
    }
  }
  static let whatNow = Phrase(kk: "Енді не істеуге болады", ru: "Что можно сделать теперь", en: "What you can do now")
  static func nextIntake(_ reader: Reader) -> Phrase {
    switch reader {
    case .girl:
      Phrase(
        kk: "Келесі қабылдауда сыныбың сай келсе, қайта өтінім бере аласың:",
        ru: "В следующем наборе, если подойдёт класс, можно подать заявку снова:",
        en: "In the next intake you can apply again if your grade fits:")
    case .others:
      Phrase(
        kk: "Келесі қабылдауда сыныбы сай келсе, қатысушы қайта өтінім бере алады:",
        ru: "В следующем наборе, если подойдёт класс, заявку можно подать снова:",
        en: "In the next intake another application can be made if the grade fits:")
    }
  }
  static let datesOfIntake = Phrase(kk: "күндері", ru: "даты", en: "dates")
  static let declinePlace = Phrase(kk: "Ұсыныстан бас тарту", ru: "Отказаться от места", en: "Decline the place")
  static let declineMeans = Phrase(
    kk: "Орын бірден келесі қатысушыға ұсынылады. Бұл шешімді кейін өзгерту мүмкін емес.",
    ru: "Место сразу предложат дальше по списку. Отменить это решение нельзя.",
    en: "The place is offered to the next applicant at once. This cannot be taken back.")
  static let resultPDF = Phrase(kk: "Басып шығару (PDF)", ru: "Распечатать (PDF)", en: "Print (PDF)")
  static let appealTitle = Phrase(kk: "Апелляция (нәтижені қайта қарау)", ru: "Апелляция", en: "Appeal (review of the result)")
  static func appealWhat(_ until: Day, _ reader: Reader) -> Phrase {
    switch reader {
    case .girl:
      Phrase(
        kk:
          "Нәтижені адамның қайта қарауын сұрай аласың: тегін, \(Language.kk.until(until)). Басқа маман жұмысыңды алғашқы бағаны көрмей бағалайды. Орын алып қойғандардың орны өзгермейді.",
        ru:
          "Можно подать апелляцию: бесплатно, \(Language.ru.until(until)). Результат проверит человек: другой эксперт оценит работу, не видя первой оценки. Места тех, кто их уже получил, сохранятся.",
        en:
          "You can ask a person to review the result: free, \(Language.en.until(until)). Another examiner marks your work without seeing the first mark. Nobody who has a place loses it."
      )
    case .others:
      Phrase(
        kk:
          "Қатысушы нәтижені адамның қайта қарауын сұрай алады: тегін, \(Language.kk.until(until)). Басқа маман жұмысын алғашқы бағаны көрмей бағалайды. Орын алып қойғандардың орны өзгермейді.",
        ru:
          "Можно подать апелляцию: бесплатно, \(Language.ru.until(until)). Результат проверит человек: другой эксперт оценит работу, не видя первой оценки. Места тех, кто их уже получил, сохранятся.",
        en:
          "A person can be asked to review the result: free, \(Language.en.until(until)). Another examiner marks the work without seeing the first mark. Nobody who has a place loses it."
      )
    }
  }
  static let askReview = Phrase(kk: "Апелляция беру", ru: "Подать апелляцию", en: "Ask for a review")
  static let askReviewMeans = Phrase(
    kk: "Апелляцияны бір рет беруге болады, қайтарып алуға болмайды. Себебін жазу қажет емес: жұмыс түгел қайта бағаланады.",
    ru: "Апелляцию можно подать один раз, отозвать её нельзя. Причину писать не нужно: работу оценят заново целиком.",
    en: "A review can be asked for once and is not taken back. No reason is needed: the whole work is marked again.")
  static let askReviewNow = Phrase(kk: "Иә, апелляция беремін", ru: "Да, подать апелляцию", en: "Yes, ask for the review")
  static func appealAnswerBy(_ day: Day) -> Phrase {
    Phrase(
      kk: "Жауап \(Language.kk.until(day)) беріледі.", ru: "Ответ будет \(Language.ru.until(day)).",
      en: "The answer comes by \(Language.en.date(day)).")
  }
}
