import Exchange
import Forms
import Markup
import Programme
import Storage
import Words

/// The girl's own yes or no, purpose by purpose, before she sends her application.
enum Assent {
  /// GET /apply/consent
  static func show(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    let (girl, ledger) = try await house.database.read { tx in
      let girl = try Girl.read(permit, house, in: tx)
      return (girl, try tx.consents(of: girl.application, girl.safe, at: house.outside.now()))
    }
    return render(visit, girl, ledger, chosen: { ledger.standing(.girl, $0)?.agreed }, errors: [])
  }

  /// POST /apply/consent
  static func update(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    let file = house.consents
    let said = Dictionary(
      uniqueKeysWithValues: file.purposes.compactMap { purpose in visit.form[purpose.key].map { (purpose.key, $0 == "yes") } })
    let unanswered = file.purposes.map(\.key).filter { said[$0] == nil }
    let (language, programme) = (visit.language, house.programme)
    let (girl, ledger) = try await house.database.write { tx in
      let girl = try Girl.read(permit, house, in: tx)
      let ledger = try tx.consents(of: girl.application, girl.safe, at: house.outside.now())
      guard unanswered.isEmpty else { return (girl, ledger) }
      let changed = ledger.changed(said, by: .girl, file)
      guard !changed.isEmpty else { return (girl, ledger) }
      let texts = changed.map { purpose in
        (
          text: ConsentText(purpose, version: file.version, subject: girl.subject, programme, language),
          agreed: said[purpose.key] ?? false
        )
      }
      try tx.keepConsents(
        texts, of: girl.application, signer: .girl, person: permit.actor.person, channel: .page, collector: "self", house)
      return (girl, ledger)
    }
    guard unanswered.isEmpty else { return render(visit, girl, ledger, chosen: { said[$0] }, errors: unanswered) }
    return .seeOther(girl.application.state.isHers ? "/apply/check" : "/status")
  }

  private static func render(
    _ visit: Visit, _ girl: Girl, _ ledger: ConsentLedger, chosen: (String) -> Bool?, errors: [String]
  ) -> Reply {
    let t = visit.language
    let file = visit.house.consents
    let page = Page(
      title: t(.assentTitle), language: t,
      body: """
        \(t.back(to: girl.application.state.isHers ? "/apply/check" : "/status"))
        \(t.errorSummary(errors.map { (field: $0, message: file.complaint(about: $0, t(.answerYesOrNo), t)) }))
        <h1>\(t(.assentTitle))</h1>
        \(ledger.adultSince == nil ? "<p>\(t(.assentIntro))</p>" : notice("\(t(.ofAgeIntro))"))
        \(form(
          "/apply/consent",
          """
          \(visit.formToken)\(file.purposes.map { purpose in
            ConsentQuestion.html(
              ConsentText(purpose, version: file.version, subject: girl.subject, visit.house.programme, t),
              before: ledger.answer(.girl, purpose.key), chosen: chosen(purpose.key), error: errors.contains(purpose.key) ? t(.answerYesOrNo) : nil)
          })\(button(t(.goOn)))
          """))
        """)
    return visit.page(page, status: errors.isEmpty ? 200 : 422).kept(in: .application, by: girl.application.id.text, visit)
  }
}

extension ConsentFile {
  /// Which consent a complaint at the head of the page is about.
  func complaint(about key: String, _ words: String, _ t: Language) -> String {
    purpose(key).map { "\($0.title(t)): \(words)" } ?? words
  }
}

/// One purpose: what it means in full, and yes or no; neither is chosen in advance. An answer that has to be given anew is
/// named in words.
enum ConsentQuestion {
  static func html(_ text: ConsentText, before: Consent?, chosen: Bool?, error: String?) -> HTML {
    let t = text.language
    let title = text.purpose.required ? text.purpose.title(t) : "\(text.purpose.title(t)) (\(t(.optionalPurpose)))"
    return card(
      """
      \(before.map { $0.due == nil ? HTML.nothing : notice("\(t(.answeredBefore($0)))", .waiting) })
      \(t.choice(
        Field(text.purpose.key, title, hint: text.purpose.what(t), error: error),
        [Option("yes", t(.iAgree)), Option("no", t(.iDoNot))], chosen: chosen.map { $0 ? "yes" : "no" }))
      <details><summary>\(t(.inFull))</summary>\(t.answers(text.lines.map { Answer($0.name, $0.value) }))</details>
      """)
  }
}

extension Girl {
  /// Her name as the consent's subject; the code until she has written her name.
  var subject: String {
    let name = [answers[.surname], answers[.given], answers[.patronymic]].map(\.trimmed).filter { !$0.isEmpty }
    return name.isEmpty ? application.code : name.joined(separator: " ")
  }
}

extension Phrase {
  static let assentTitle = Phrase(kk: "Сенің келісімің", ru: "Ваше согласие", en: "Your consent")
  static let assentIntro = Phrase(
    kk:
      "Ата-анаңнан бөлек, сенен де сұраймыз. Бірінші тармақ қатысу үшін керек. Қалғандарына «жоқ» десең де, іріктеуге әсер етпейді. Жауабыңды кез келген уақытта өзгерте аласың.",
    ru:
      "Мы спрашиваем и вас, не только родителей. Первый пункт нужен для участия. Если на остальные вы ответите «нет», на отбор это не повлияет. Ответ можно изменить в любое время.",
    en:
      "We ask you too, not only your guardian. The first is needed to take part. A no to the others changes nothing in the selection. You can change your answer at any time."
  )
  /// What was answered before, and why it is asked once more.
  static func answeredBefore(_ consent: Consent) -> Phrase {
    let day = consent.at.day()
    let answer = consent.agreed ? Phrase.iAgree : .iDoNot
    if consent.due == .age {
      return Phrase(
        kk: "18 жасқа толғанға дейінгі жауабың (\(Language.kk.date(day))): «\(Language.kk(answer))». Енді өз атыңнан жауап бер.",
        ru: "Ответ до совершеннолетия (\(Language.ru.date(day))): «\(Language.ru(answer))». Теперь ответьте от своего имени.",
        en: "The answer given as a child (\(Language.en.date(day))): “\(Language.en(answer))”. Now answer for yourself.")
    }
    return Phrase(
      kk:
        "Мәтін өзгерді. Бұрынғы жауап (\(Language.kk.date(day))): «\(Language.kk(answer))». Ол ескі мәтінге берілген; жаңа мәтінге жауап керек.",
      ru:
        "Текст изменился. Прежний ответ (\(Language.ru.date(day))): «\(Language.ru(answer))». Он дан прежнему тексту; новому нужен новый ответ.",
      en:
        "The text has changed. The earlier answer (\(Language.en.date(day))): “\(Language.en(answer))”. It was given to the old text; the new one needs an answer."
    )
  }
  static let answerYesOrNo = Phrase(kk: "«Иә» немесе «жоқ» деп жауап бер", ru: "Ответьте «да» или «нет»", en: "Answer yes or no")
  static let ofAgeIntro = Phrase(
    kk:
      "18 жасқа толғансың: ата-анаңнан сұралмайды, әр тармаққа өзің жауап бересің. Бірінші тармақ қатысу үшін керек. Қалғандарына «жоқ» десең де, іріктеуге әсер етпейді.",
    ru:
      "Вам уже 18 лет: родителей не спрашиваем, на каждый пункт отвечаете вы сами. Первый нужен для участия. Если на остальные вы ответите «нет», на отбор это не повлияет.",
    en:
      "You are 18: your guardian is not asked, you answer each line yourself. The first is needed to take part. A no to the others changes nothing in the selection."
  )
  static let optionalPurpose = Phrase(kk: "«жоқ» деуге болады", ru: "можно ответить «нет»", en: "you may say no")
  static let iAgree = Phrase(kk: "Иә, келісемін", ru: "Да, даю согласие", en: "Yes, I agree")
  static let iDoNot = Phrase(kk: "Жоқ", ru: "Нет", en: "No")
  static let inFull = Phrase(kk: "Толық мәтіні", ru: "Полный текст", en: "In full")
}
