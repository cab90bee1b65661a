import Exchange
import Markup
import Programme
import Security
import Storage
import Words

extension GuardianPages {
  private struct Matter: Sendable {
    let link: GuardianLink
    let girl: Girl
    let ledger: ConsentLedger
    let readers: [AuditEntry]
    let placement: Placement?
    /// What other rooms show of her child.
    let links: [HomeLink]

    /// What a no means for the place she holds, or has meant for it.
    var placeAtStake: Phrase? {
      guard let placement, placement.isHeld || girl.application.consent == .refused else { return nil }
      return girl.application.consent == .refused ? .placeGivenUp : .placeGoesWithANo
    }
  }

  private static func read(_ permit: Permit<AnswerForChild>, _ house: House, in tx: Transaction) throws -> Matter {
    guard let link = try tx.guardianLink(of: permit.actor.person, house), let application = try tx.application(link.application)
    else { throw Refusal.missing }
    let girl = try Girl.read(application, house, in: tx)
    let readers = try WhoOpened.entries(of: application, in: tx)
    return Matter(
      link: link, girl: girl, ledger: try tx.consents(of: application, girl.safe, at: house.outside.now()), readers: readers,
      placement: try house.placement(of: application.id.text, in: tx),
      links: try house.wardLinks(of: application.person, in: tx))
  }

  static func answer(_ visit: Visit, _ permit: Permit<AnswerForChild>) async throws -> Reply {
    let house = visit.house
    let matter = try await house.database.read { tx in try read(permit, house, in: tx) }
    guard matter.ledger.adultSince == nil else { return ComingOfAge.page(visit) }
    return render(visit, matter, chosen: { matter.ledger.standing(.guardian, $0)?.agreed }, errors: [])
  }

  /// POST /consent: yes or no to each purpose; the same page changes an answer later.
  static func update(_ visit: Visit, _ permit: Permit<AnswerForChild>) async throws -> Reply {
    let house = visit.house
    let file = house.consents
    let said = Dictionary(
      uniqueKeysWithValues: file.purposes.compactMap { purpose in visit.form[purpose.key].map { (purpose.key, $0 == "yes") } })
    let unanswered = file.purposes.map(\.key).filter { said[$0] == nil }
    let language = visit.language
    if visit.asksOnlyLanguage {
      let matter = try await house.database.read { try read(permit, house, in: $0) }
      return render(visit, matter, chosen: { said[$0] }, errors: [])
    }
    let matter = try await house.database.write { tx in
      let matter = try read(permit, house, in: tx)
      guard matter.ledger.adultSince == nil else { throw Refusal(.conflict, .sheIsOfAge) }
      guard unanswered.isEmpty else { return matter }
      let texts = matter.ledger.changed(said, by: .guardian, file).map { purpose in
        (
          text: ConsentText(purpose, version: file.version, subject: matter.girl.subject, house.programme, language),
          agreed: said[purpose.key] ?? false
        )
      }
      if !texts.isEmpty {
        try tx.keepConsents(
          texts, of: matter.girl.application, signer: .guardian, person: permit.actor.person,
          channel: matter.link.channel.consent,
          collector: "self", house)
      }
      try tx.markAnswered(matter.link, at: house.outside.now())
      if texts.contains(where: \.text.purpose.required) { try ConsentNews.tell(matter.girl.application, house, in: tx) }
      return matter
    }
    guard unanswered.isEmpty else { return render(visit, matter, chosen: { said[$0] }, errors: unanswered) }
    return .seeOther("/consent?done=yes")
  }

  /// GET /consent/withdrawal asks once, POST does it: two clicks, and every optional use stops at once.
  static func confirmWithdrawal(_ visit: Visit, _ permit: Permit<AnswerForChild>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let matter = try await house.database.read { tx in try read(permit, house, in: tx) }
    guard matter.ledger.adultSince == nil else { return ComingOfAge.page(visit) }
    return visit.page(
      Page(
        title: t(.withdrawConsent), language: t,
        body: """
          \(t.back(to: "/consent"))<h1>\(t(.withdrawConsent))</h1><p>\(t(.withdrawalEffects))</p>
          \(matter.placeAtStake.map { notice("<p>\(t($0))</p>", .waiting) })
          \(form("/consent/withdrawal", "\(visit.formToken)\(button(t(.withdrawAll), look: .danger))"))
          """))
  }

  static func withdraw(_ visit: Visit, _ permit: Permit<AnswerForChild>) async throws -> Reply {
    let house = visit.house
    let language = visit.language
    try await house.database.write { tx in
      let matter = try read(permit, house, in: tx)
      let texts = house.consents.purposes.map { purpose in
        (
          text: ConsentText(purpose, version: house.consents.version, subject: matter.girl.subject, house.programme, language),
          agreed: false
        )
      }
      try tx.keepConsents(
        texts, of: matter.girl.application, signer: .guardian, person: permit.actor.person, channel: matter.link.channel.consent,
        collector: "self", house)
      try tx.addEvent(.consentWithdrawn, to: matter.girl.application.id, by: "guardian", house)
      try ConsentNews.tell(matter.girl.application, house, in: tx)
    }
    return .seeOther("/consent?done=yes")
  }

  private static func render(_ visit: Visit, _ matter: Matter, chosen: (String) -> Bool?, errors: [String]) -> Reply {
    let t = visit.language
    let house = visit.house
    let page = Page(
      title: t(.consentTitle), language: t,
      notice: visit.query["done"] == nil ? nil : notice("\(t(.consentKept))", .good), languageForm: "consent",
      body: """
        \(t.errorSummary(errors.map { (field: $0, message: visit.house.consents.complaint(about: $0, t(.answerYesOrNoFormal), t)) }))
        <h1>\(t(.consentTitle))</h1><p>\(t(.consentFor)): <b>\(matter.girl.subject)</b></p><p>\(t(.consentExplained))</p>
        \(matter.placeAtStake.map { notice("<p>\(t($0))</p>", .waiting) })
        \(form(
          "/consent", id: "consent",
          """
          \(visit.formToken)\(house.consents.purposes.map { purpose in
            ConsentQuestion.html(
              ConsentText(purpose, version: house.consents.version, subject: matter.girl.subject, house.programme, t),
              before: matter.ledger.answer(.guardian, purpose.key), chosen: chosen(purpose.key), error: errors.contains(purpose.key) ? t(.answerYesOrNoFormal) : nil)
          })\(button(t(.sendAnswer)))
          """))
        <h2>\(t(.whoOpened))</h2>\(WhoOpened.html(matter.readers, t))
        \(matter.links.map { "<p><a href=\"\($0.link)\">\(t($0.title))</a></p>" as HTML })
        <p><a href="/consent/withdrawal">\(t(.withdrawConsent))</a></p>
        """)
    return visit.page(page, status: errors.isEmpty ? 200 : 422)
  }
}

/// Who of the staff opened the file, by role and time: the girl and her guardian may see it (safeguarding.md 20).
enum WhoOpened {
  /// Of the application's file and of the officer's own page about her, the newest first.
  static func entries(of application: Application, in tx: Transaction) throws -> [AuditEntry] {
    let file = try tx.auditEntries(of: application.id.text, limit: 50).filter { $0.act == AuditAct.applicationRead.word }
    let officer = try tx.auditEntries(of: application.person.text, limit: 50).filter {
      $0.act == AuditAct.personLookedAt.word
    }
    return Array((file + officer).sorted { $0.at > $1.at }.prefix(50))
  }

  static func html(_ entries: [AuditEntry], _ t: Language) -> HTML {
    if entries.isEmpty { return "<p class=\"hint\">\(t(.nobodyYet))</p>" }
    let lines = entries.map { entry -> HTML in
      "<li>\(t.dateTime(Moment(milliseconds: entry.at))) · \(t(ActorText(entry.actor).name))</li>"
    }
    return "<ul>\(lines)</ul>"
  }
}

extension Phrase {
  static let placeGoesWithANo = Phrase(
    kk: "Оған орын ұсынылған не ол орынды қабылдаған. Бірінші келісімге «жоқ» десеңіз, орын босап, келесі қатысушыға ұсынылады.",
    ru:
      "Место предложено или уже принято. Если на первое согласие ответить «нет», место освободится и его предложат дальше по списку.",
    en:
      "She is offered a place or has accepted it. With a no to the first consent the place is given up and offered to the next applicant."
  )
  static let placeGivenUp = Phrase(
    kk: "Келісім жоқ, сондықтан оған ұсынылған орын босап, келесі қатысушыға ұсынылады.",
    ru: "Согласия нет, поэтому предложенное место освобождается, и его предложат дальше по списку.",
    en: "There is no consent, so the place that was offered is given up and offered to the next applicant.")
  static let answerYesOrNoFormal = Phrase(
    kk: "«Иә» немесе «жоқ» деп жауап беріңіз", ru: "Ответьте «да» или «нет»", en: "Answer yes or no")
  static let consentFor = Phrase(kk: "Қатысушы", ru: "Чья заявка", en: "For")
  static let consentExplained = Phrase(
    kk:
      "Бағдарламаға қатысуға келісімсіз өтінім қаралмайды. Қалғандарына «жоқ» десеңіз де, іріктеуге әсер етпейді. Қатысушының өзінен де бөлек сұралады.",
    ru:
      "Без согласия на участие в программе заявку рассмотреть нельзя. Если на остальные вы ответите «нет», на отбор это не повлияет. Ребёнка мы тоже спрашиваем отдельно.",
    en:
      "Without consent to take part the application cannot be considered. A no to the others does not affect the selection. The applicant is asked separately."
  )
  static let sendAnswer = Phrase(kk: "Жауапты жіберу", ru: "Отправить ответ", en: "Send the answer")
  static let consentKept = Phrase(kk: "Жауабыңыз сақталды.", ru: "Ваш ответ сохранён.", en: "Your answer is kept.")
  static let whoOpened = Phrase(kk: "Өтінімді кім ашты", ru: "Кто открывал заявку", en: "Who opened the application")
  static let nobodyYet = Phrase(kk: "Әзірге ешкім ашқан жоқ.", ru: "Пока никто не открывал.", en: "Nobody has opened it yet.")
  static let withdrawConsent = Phrase(kk: "Келісімді қайтарып алу", ru: "Отозвать согласие", en: "Withdraw consent")
  static let withdrawalEffects = Phrase(
    kk:
      "Барлық келісім қайтарып алынады. Өтінім енді қаралмайды; орын ұсынылған немесе қабылданған болса, ол босайды. Фото мен деректер енді қолданылмайды. Деректердің өзі мерзімі біткенше немесе сіз жоюды сұрағанша сақталады. Кейін қайта келісе аласыз.",
    ru:
      "Вы отзываете все согласия. Заявка больше не рассматривается; если место уже предложено или принято, оно освободится. Фото и данные больше не используются. Сами данные хранятся, пока не истечёт срок или пока вы не попросите их удалить. Согласиться снова можно позже.",
    en:
      "You withdraw all consents. The application is no longer considered; an offered or accepted place is given up. Photos and data are no longer used. The data themselves stay until their storage period ends or you ask for erasure. You can agree again later."
  )
  static let withdrawAll = Phrase(kk: "Барлық келісімді қайтарып алу", ru: "Отозвать все согласия", en: "Withdraw all consents")
}
