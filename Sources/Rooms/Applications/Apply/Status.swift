import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// What her first page says of her application: how it stands, what waits for her, and who opened her file.
enum Status {
  private struct Standing: Sendable {
    let application: Application
    let ledger: ConsentLedger
    let correction: Correction?
    let paper: PaperForm.Standing?
    /// A link that the guardian can answer is out.
    let isAsked: Bool
    let readers: [AuditEntry]
    /// Why it was refused; nil where it was not.
    let refused: Said?
    let isRestricted: Bool
    /// The code of the application this one was joined to.
    let joinedTo: String?
  }

  private struct Correction: Sendable {
    let pages: [String]
    let note: String
  }

  /// This room's part of her first page; nil for somebody without an application.
  static func section(_ visit: Visit, _ actor: Actor, _ tx: Transaction) throws -> HomeSection? {
    let (house, t) = (visit.house, visit.language)
    guard let application = try tx.application(of: actor.person) else { return nil }
    let safe = try tx.safe(of: actor.person, house.vault)
    let standing = Standing(
      application: application, ledger: try tx.consents(of: application, safe, at: house.outside.now()),
      correction: application.state == .returned ? try correction(application.id, safe, in: tx) : nil,
      paper: try PaperForm.standing(of: application.id, in: tx),
      isAsked: try GuardianRequest.isOpen(application.id, house, in: tx),
      readers: try WhoOpened.entries(of: application, in: tx),
      refused: application.state == .refused ? try whyRefused(application, safe, house, in: tx) : nil,
      isRestricted: try tx.exists(
        "SELECT 1 FROM person WHERE id = \(application.person) AND restricted_at IS NOT NULL"),
      joinedTo: try application.joinedTo.flatMap { try tx.application($0)?.code })
    let waiting = [
      standing.isRestricted ? notice("<p>\(t(.yourDataRest))</p>", .waiting) : .nothing,
      standing.refused.map { refusal($0, t) } ?? .nothing,
      todo(standing, house, t), isAskedAgain(standing, house.consents) ? askedAgain(standing.ledger, t) : .nothing,
    ]
    return HomeSection(
      way: (application.cycle, stage), steps: steps(application, standing.ledger, house),
      label: "\(t(.applicationWord)) \(application.code)",
      state: tag(t(application.state.name), tone(application.state)), waiting: waiting,
      below: """
        <h2>\(t(.yourConsent))</h2><p>\(t(standing.ledger.standing(application.consent, house.consents))). \
        <a href="/apply/consent">\(t(.seeOrChange))</a></p><h2>\(t(.whoOpened))</h2>\(WhoOpened.html(standing.readers, t))
        """,
      exit: application.state.may(.withdrawn) ? HomeLink(.withdrawApplication, "/status/withdrawal") : nil)
  }

  private static func correction(_ application: ID<Application>, _ safe: Safe, in tx: Transaction) throws -> Correction? {
    try tx.row(
      """
      SELECT pages, note FROM correction WHERE application_id = \(application) AND answered_at IS NULL
      ORDER BY asked_at DESC LIMIT 1
      """
    ).map { row in
      let pages: String = try row["pages"]
      return Correction(
        pages: pages.split(separator: " ").map(String.init), note: try safe.open(try row["note"], "correction.note"))
    }
  }

  /// The rule in words; for another reason what the coordinator wrote.
  private static func whyRefused(_ application: Application, _ safe: Safe, _ house: House, in tx: Transaction) throws -> Said? {
    if let rule = house.programme.eligibility.first(where: { $0.key == application.reason }) { return rule.reason }
    let note = try tx.events(of: application.id, safe).first { $0.kind == .refused }?.note
    return note.map { Said(kk: $0, ru: $0, en: $0) }
  }

  private static func refusal(_ why: Said, _ t: Language) -> HTML {
    card(
      """
      <h2>\(t(.refusedTitle))</h2><p>\(t(.refusedWhy)): \(why(t))</p>
      <p>\(t(.refusedAsk)) <a href="/contact">\(t(.toContacts))</a></p>
      """)
  }

  /// While the application is hers she meets it on the way.
  private static func isAskedAgain(_ standing: Standing, _ file: ConsentFile) -> Bool {
    let state = standing.application.state
    return (state == .submitted || state == .eligible) && standing.ledger.asksHerAgain(file)
  }

  private static func askedAgain(_ ledger: ConsentLedger, _ t: Language) -> HTML {
    let (title, what): (Phrase, Phrase) =
      ledger.adultSince == nil ? (.askedAgainSubject, .textChanged) : (.ofAgeSubject, .ofAgeWhat)
    return card("<h2>\(t(title))</h2><p>\(t(what))</p>\(linkButton(t(.readAndAnswer), "/apply/consent"))")
  }

  /// The one thing that waits for her, first on the page.
  private static func todo(_ standing: Standing, _ house: House, _ t: Language) -> HTML {
    let application = standing.application
    if let correction = standing.correction {
      let pages = correction.pages.compactMap { house.form(of: application).page($0) }
      return card(
        """
        <h2>\(t(.pleaseCorrect))</h2><p>\(correction.note)</p>
        <ul>\(pages.map { "<li><a href=\"/apply/\($0.key)?from=check\">\($0.title(t))</a></li>" })</ul>
        \(linkButton(t(.checkAndSend), "/apply/check", look: .sun))
        """)
    }
    if let joinedTo = standing.joinedTo {
      return card(
        """
        <h2>\(t(.joinedTitle))</h2><p>\(t(.joinedWhere)): <b class="code">\(joinedTo)</b></p><p>\(t(.joinedMeans))</p>
        <p>\(t(.joinedWrongly)) <a href="/contact">\(t(.toContacts))</a></p>
        """)
    }
    if application.state == .draft {
      return card("<h2>\(t(.notSentYet))</h2>\(linkButton(t(.goOn), "/apply", look: .sun))")
    }
    if application.consent == .refused, application.state == .submitted || application.state == .eligible {
      return refusedCard(standing.ledger, house.consents, t)
    }
    if application.state == .submitted, standing.paper == .waiting {
      return card("<h2>\(t(.waitingForGuardian))</h2><p>\(t(.paperArrived))</p>")
    }
    if application.state == .submitted, standing.ledger.adultSince == nil,
      application.consent == .girl || application.consent == .none
    {
      return card(
        "<h2>\(t(.waitingForGuardian))</h2><p>\(t(standing.isAsked ? .askGuardian : .guardianNotAsked))</p>\(linkButton(t(.sendAgain), "/status/guardian", look: .plain))"
      )
    }
    return .nothing
  }

  /// Whose no it is, and what she can do about it.
  private static func refusedCard(_ ledger: ConsentLedger, _ file: ConsentFile, _ t: Language) -> HTML {
    let isHers = ledger.refusers(file).contains(.girl)
    return card(
      """
      <h2>\(t(.notConsidered))</h2><p>\(t(isHers ? .yourNo : .guardiansNo))</p>\
      \(isHers ? linkButton(t(.changeAnswer), "/apply/consent") : linkButton(t(.sendAgain), "/status/guardian", look: .plain))
      """)
  }

  private static func tone(_ state: Application.State) -> Tone {
    switch state {
    case .draft, .withdrawn, .joined: .plain
    case .submitted, .returned: .waiting
    case .eligible: .good
    case .refused: .bad
    }
  }

  /// This room's stops of her way.
  private static func steps(_ application: Application, _ ledger: ConsentLedger, _ house: House) -> [JourneyStep] {
    let isSent = application.submittedAt != nil && application.state != .returned
    let (isAdult, isDue) = (ledger.adultSince != nil, ledger.asksHerAgain(house.consents))
    let isConsented = application.consent == .complete
    let isOver = [.refused, .withdrawn, .joined].contains(application.state)
    return [
      JourneyStep(
        stage, title: .stepApplication, note: application.submittedAt.map { .day($0.day()) }, state: isSent ? .done : .now),
      JourneyStep(
        stage, title: isAdult ? .stepOwnConsent : .stepConsent,
        note: isSent && isDue ? .answerAnew : ledger.standing(application.consent, house.consents),
        state: isConsented && !isDue ? .done : isSent ? .now : .ahead),
      JourneyStep(
        stage, title: .stepCheck, note: application.state == .eligible || isOver ? application.state.name : nil,
        state: application.decidedAt != nil || isOver ? .done : isSent && isConsented && !isDue ? .now : .ahead, isLast: isOver),
    ]
  }

  /// The stage of the calendar this room tells of.
  private static let stage = "applications"
}

extension Phrase {
  static let joinedTitle = Phrase(
    kk: "Өтінімің басқа өтініміңмен біріктірілді", ru: "Эта заявка объединена с другой вашей заявкой",
    en: "This application was merged with another of yours")
  static let joinedWhere = Phrase(kk: "Қаралатын өтінім", ru: "Рассматривается заявка", en: "The one that counts")
  static let joinedMeans = Phrase(
    kk:
      "Екі өтінім де сенікі болғандықтан, біреуі ғана қаралады. Мұнда жазғаның жоғалған жоқ, бірақ өзгертілмейді. Жаңалықтар сол өтінімге келеді: шығып, соны телефон нөмірі немесе кілт арқылы аш.",
    ru:
      "Обе заявки ваши, поэтому рассматривается одна. Написанное здесь не пропало, но больше не меняется. Новости приходят по той заявке: выйдите и откройте её по номеру телефона или ключу.",
    en:
      "Both were yours, so one of them counts. What you wrote here is not lost, but it does not change any more. News comes to that one: sign out and open it with its phone number or key."
  )
  static let joinedWrongly = Phrase(
    kk: "Ол өтінім сенікі болмаса, бізге жаз: біріктіруді қайтаруға болады.",
    ru: "Если та заявка не ваша, напишите нам: объединение можно отменить.",
    en: "If that one is not yours, write to us: the merging can be undone.")
  static let refusedTitle = Phrase(
    kk: "Өтінімің қабылданбады", ru: "По вашей заявке отказано", en: "Your application was refused")
  static let refusedWhy = Phrase(kk: "Себебі", ru: "Причина", en: "The reason")
  static let refusedAsk = Phrase(
    kk: "Мұнымен келіспесең немесе бір нәрсе түсініксіз болса, бізге жаз: адам қайта қарап, жауап береді.",
    ru: "Если вы не согласны или что-то непонятно, напишите нам: человек посмотрит ещё раз и ответит.",
    en: "If you do not agree or something is not clear, write to us: a person looks again and answers.")
  static let toContacts = Phrase(kk: "Байланыс", ru: "Контакты", en: "Contact")
  static let yourDataRest = Phrase(
    kk: "Деректеріңді өңдеу шектелген: шектеу алып тасталғанша өтінімің туралы шешім қабылданбайды.",
    ru: "Обработка ваших данных ограничена: пока ограничение действует, по заявке ничего не решают.",
    en: "The use of your data is restricted: nothing is decided about your application until that is lifted.")
  static let applicationWord = Phrase(kk: "Өтінім", ru: "Заявка", en: "Application")
  static let textChanged = Phrase(
    kk: "Келісім мәтіні өзгерді. Жаңасын оқып, әр жолға қайта жауап бер. Міндетті емес жолдардағы жауап іріктеуге әсер етпейді.",
    ru:
      "Текст согласия изменился. Прочитайте новый и ответьте на каждый пункт. Ответ на необязательные пункты не влияет на отбор.",
    en:
      "The text of the consent has changed. Read the new one and answer each line. Answers to the optional ones do not affect the selection."
  )
  static let readAndAnswer = Phrase(kk: "Оқып, жауап беру", ru: "Прочитать и ответить", en: "Read and answer")
  static let seeOrChange = Phrase(kk: "Көру немесе өзгерту", ru: "Посмотреть или изменить", en: "See or change")
  static let withdrawApplication = Phrase(kk: "Өтінімді қайтарып алу", ru: "Отозвать заявку", en: "Withdraw the application")
  static let pleaseCorrect = Phrase(kk: "Түзету керек", ru: "Нужно исправить", en: "Please correct")
  static let checkAndSend = Phrase(kk: "Тексеріп, жіберу", ru: "Проверить и отправить", en: "Check and send")
  static let notSentYet = Phrase(
    kk: "Өтінім әлі жіберілген жоқ", ru: "Заявка ещё не отправлена", en: "The application is not sent yet")
  static let waitingForGuardian = Phrase(
    kk: "Ата-анаңның келісімін күтіп отырмыз", ru: "Ждём согласия родителя", en: "We wait for your guardian's consent")
  static let askGuardian = Phrase(
    kk: "Ата-анаңа SMS жіберілді. Келмесе, қайта жіберуге немесе қағаз нысанды басып шығаруға болады.",
    ru: "Родителю отправлено SMS. Если сообщения нет, отправьте его ещё раз или распечатайте бумажную форму.",
    en: "Your guardian was sent an SMS. If it has not come, send it again or print the paper form.")
  static let guardianNotAsked = Phrase(
    kk:
      "Қазір ата-анаңда ашылатын сілтеме жоқ: мерзімі өткен немесе бұл нөмірге бүгін тым көп хабарлама кеткендіктен жіберілмеген. "
      + "Қайта жібер немесе қағаз нысанды басып шығар.",
    ru:
      "Сейчас у родителя нет действующей ссылки: она устарела или не отправлена, потому что на этот номер сегодня ушло слишком много "
      + "сообщений. Отправьте её ещё раз или распечатайте бумажную форму.",
    en:
      "Your guardian has no link that opens now: it has expired, or was not sent because this number has had too many messages today. "
      + "Send it again or print the paper form.")
  static let notConsidered = Phrase(
    kk: "Өтінім қазір қаралмайды", ru: "Заявка сейчас не рассматривается", en: "The application is not considered now")
  static let yourNo = Phrase(
    kk: "Бағдарламаға қатысуға өзің «жоқ» деп жауап бердің. Ойыңды өзгертсең, жауабыңды өзгерте аласың.",
    ru: "На участие в программе «нет» ответили вы сами. Если передумаете, ответ можно изменить.",
    en: "You yourself said no to taking part. If you think otherwise now, change your answer.")
  static let guardiansNo = Phrase(
    kk: "Ата-анаң немесе заңды өкілің «жоқ» деп жауап берді. Үйде ақылдасып көр: олар сілтеме арқылы жауабын өзгерте алады.",
    ru: "«Нет» ответил родитель или законный представитель. Поговорите дома: ответ можно изменить по той же ссылке.",
    en: "Your parent or guardian said no. Talk about it at home: the answer can be changed through the same link.")
  static let sendAgain = Phrase(
    kk: "Қайта жіберу немесе басып шығару", ru: "Отправить ещё раз или распечатать", en: "Send again or print")
  static let stepApplication = Phrase(kk: "Өтінім жіберу", ru: "Подача заявки", en: "Application sent")
  static let stepConsent = Phrase(kk: "Ата-ана келісімі", ru: "Согласие родителя", en: "Guardian's consent")
  static let stepOwnConsent = Phrase(kk: "Сенің келісімің", ru: "Ваше согласие", en: "Your consent")
  static let answerAnew = Phrase(kk: "қайта жауап бер", ru: "ответьте ещё раз", en: "answer again")
  static let stepCheck = Phrase(kk: "Өтінімді тексеру", ru: "Проверка заявки", en: "Application checked")
}
