import Certificates
import Exchange
import Markup
import Programme
import Storage
import Words

/// Her page of a share: to whom, which fields, until when; and its end.
enum SharePage {
  static let home: Link = "/recommendation/share"

  static let routes: [Route] = [
    .may(OwnRecommendation.self, .get, "/recommendation/share") { try await show($0, $1) },
    .may(OwnRecommendation.self, .post, "/recommendation/share") { try await give($0, $1) },
    .may(OwnRecommendation.self, .post, "/recommendation/share/names") { try await rename($0, $1) },
    .may(OwnRecommendation.self, .get, "/recommendation/share/end") { try await askEnd($0, $1) },
    .may(OwnRecommendation.self, .post, "/recommendation/share/end") { try await end($0, $1) },
    .may(OwnRecommendation.self, .get, "/recommendation.pdf") { try await paper($0, $1) },
    .may(OwnRecommendation.self, .post, "/recommendation/withdrawal") { try await answer($0, $1) },
  ]

  /// What she types.
  private struct Typed {
    var name: [Language: String] = [:]
    var contact = ""

    init(_ form: Fields) {
      for t in Language.allCases { name[t] = String(form.text(t.rawValue).prefix(80)) }
      contact = String(form.text("contact").prefix(80))
    }

    init(_ words: ShareWords) {
      for t in Language.allCases { name[t] = words.name(t) }
      contact = words.contact ?? ""
    }

    /// As the certificate writes it: given name, then surname; Latin letters to begin with.
    init(_ name: PersonName?) {
      guard let name else { return }
      let written = "\(name.given) \(name.surname)"
      self.name = [.kk: written, .ru: written, .en: Certificate.latin(written)]
    }

    /// Nil with the errors filled in.
    func read(_ offer: GrantOffer, _ t: Language, _ errors: inout FieldErrors) -> ShareWords? {
      var read: [Language: String] = [:]
      for language in Language.allCases {
        do throws(NameText.Complaint) { read[language] = try NameText.checked(name[language] ?? "") } catch {
          errors.append((language.rawValue, t(error.reason)))
        }
      }
      var reach: String?
      if offer.wantsContact {
        reach = (try? Phone(parsing: contact)).map(\.e164) ?? (try? EMail(parsing: contact)).map(\.address)
        if reach == nil { errors.append(("contact", t(.contactUnreadable))) }
      }
      guard let kk = read[.kk], let ru = read[.ru], let en = read[.en], errors.isEmpty else { return nil }
      if !en.unicodeScalars.allSatisfy({ $0.value < 0x250 }) { errors.append(("en", t(.latinOnly))) }
      return errors.isEmpty ? ShareWords(name: Said(kk: kk, ru: ru, en: en), contact: reach) : nil
    }
  }

  /// GET /recommendation/share
  static func show(_ visit: Visit, _ permit: Permit<OwnRecommendation>) async throws -> Reply {
    guard let (sight, name) = try await found(visit, permit) else { return .seeOther(RecommendationPage.home.text) }
    return visit.page(page(sight, visit, sight.words.map { Typed($0) } ?? Typed(name), []))
  }

  private static func found(
    _ visit: Visit, _ permit: Permit<OwnRecommendation>
  ) async throws -> (sight: ShareSight, name: PersonName?)? {
    let (house, person) = (visit.house, permit.actor.person)
    return try await house.database.read { tx in
      guard let sight = try tx.shareSight(of: person, house), sight.given.state == .accepted || sight.isOpen else { return nil }
      return (sight, try tx.person(person, house.vault).name)
    }
  }

  /// POST /recommendation/share
  static func give(_ visit: Visit, _ permit: Permit<OwnRecommendation>) async throws -> Reply {
    try await keep(visit, permit) { tx, sight, words in
      guard visit.form["id"] == sight.given.id.text else { throw Refusal(.conflict, .recommendationClosed, back: home) }
      try tx.share(sight.given, words, by: permit.actor, visit.house)
    }
  }

  /// POST /recommendation/share/names
  static func rename(_ visit: Visit, _ permit: Permit<OwnRecommendation>) async throws -> Reply {
    try await keep(visit, permit) { tx, sight, words in
      guard let share = try tx.openShare(of: sight.given.id) else { throw Refusal(.conflict, .recommendationClosed, back: home) }
      try tx.rename(share, of: sight.given, words, by: permit.actor, visit.house)
    }
  }

  private static func keep(
    _ visit: Visit, _ permit: Permit<OwnRecommendation>,
    _ act: @escaping @Sendable (Transaction, ShareSight, ShareWords) throws -> Void
  ) async throws -> Reply {
    guard let (sight, _) = try await found(visit, permit) else { return .seeOther(RecommendationPage.home.text) }
    let (typed, t, house) = (Typed(visit.form), visit.language, visit.house)
    var errors: FieldErrors = []
    let words = typed.read(sight.offer, t, &errors)
    if let words, !fits(words, sight) { errors.append(("kk", t(.letterNameTooLong))) }
    guard let words, errors.isEmpty, !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.page(page(sight, visit, typed, shown), status: shown.isEmpty ? 200 : 422)
    }
    try await house.database.write { tx in
      guard let now = try tx.shareSight(of: permit.actor.person, house), now.given.id == sight.given.id else {
        throw Refusal(.conflict, .recommendationClosed, back: home)
      }
      try act(tx, now, words)
    }
    return .seeOther(home.text)
  }

  /// Whether the signed text of a letter holds the name.
  private static func fits(_ words: ShareWords, _ sight: ShareSight) -> Bool {
    let offer = sight.offer
    return LetterFacts(
      name: words.name, birthYear: nil, school: words.name, organisation: offer.organisation.said.name,
      group: offer.programme.said.group, programme: offer.programme.inStream, grantKey: offer.type.said.kind.rawValue,
      grant: offer.type.said.name, seat: offer.terms.seatSaid, learnt: [], open: [], signatories: [], until: sight.lastDay
    ).fits
  }

  private static func page(_ sight: ShareSight, _ visit: Visit, _ typed: Typed, _ errors: FieldErrors) -> Page {
    let t = visit.language
    let offer = sight.offer
    let isOpen = sight.isOpen
    return Page(
      title: t(.shareTitle), language: t, languageForm: isOpen || !sight.answers.isAllowed ? nil : "share",
      body: """
        \(t.back(to: RecommendationPage.home))\(t.errorSummary(errors))<h1>\(t(.shareTitle))</h1>
        \(notice("<p><b>\(t(LetterCards.stands(sight)))</b></p>", isOpen && sight.stop == nil ? .good : .plain))
        \(t.answers([
          Answer(t(.shareToWhom), t(.shareToOffice(offer.organisation.name))),
          Answer(t(.shareWhat), fields(offer, t)), Answer(t(.shareNever), t(.shareNeverWhat)),
          Answer(t(.shareUntil), t(.shareUntilDay(sight.lastDay))), Answer(t(.shareEndHow), t(.shareEndHowWhat)),
        ]))
        <h2>\(t(.shareConsents))</h2>\(consents(sight.answers, t))
        \(isOpen ? open(sight, visit, typed, errors) : giving(sight, visit, typed, errors))
        """)
  }

  /// The exact list of what the organisation sees.
  static func fields(_ offer: GrantOffer, _ t: Language) -> HTML {
    var lines: [Phrase] = [.fieldName, .fieldBirth, .fieldPlace, .fieldLearnt, .fieldOpen, .fieldLetter]
    if offer.wantsContact { lines.append(.fieldContact) }
    return "<ul>\(lines.map { "<li>\(t($0))</li>" as HTML })</ul>"
  }

  private static func consents(_ answers: ConsentAnswers, _ t: Language) -> HTML {
    func says(_ consent: Consent?) -> HTML {
      guard let consent else { return tag(t(.notAnsweredYet), .waiting) }
      if consent.isObjected { return tag(t(.objectedNow), .bad) }
      if consent.due != nil { return tag(t(.answerAnew), .waiting) }
      return consent.agreed ? tag(t(.agreedOn(consent.at.day())), .good) : tag(t(.refusedOn(consent.at.day())), .bad)
    }
    let guardian: HTML = answers.isAdult ? HTML(t(.guardianNotNeeded)) : says(answers.guardians)
    return t.answers([Answer(t(.yourAnswer), says(answers.hers)), Answer(t(.guardiansAnswer), guardian)])
  }

  private static func giving(_ sight: ShareSight, _ visit: Visit, _ typed: Typed, _ errors: FieldErrors) -> HTML {
    let t = visit.language
    guard sight.answers.isAllowed else {
      return """
        \(notice("<p>\(t(.shareWantsConsent))</p>", .waiting))<p><a href="/apply/consent">\(t(.yourConsents))</a></p>
        """
    }
    guard sight.offer.organisation.isCleared(at: visit.now) else {
      return notice("<p>\(t(.shareToNobody))</p>", .waiting)
    }
    return """
      <h2>\(t(.howPaperNamesYou))</h2><p class="hint">\(t(.howPaperNamesYouWhat))</p>
      \(sight.given.triesHigher ? notice("<p>\(t(.shareKeepsSeat))</p>", .waiting) : .nothing)
      \(form(home, hidden: [("id", sight.given.id.text)], id: "share", """
        \(visit.formToken)\(boxes(sight.offer, typed, t, errors))\(button(t(.shareButton)))
        """))
      """
  }

  private static func boxes(_ offer: GrantOffer, _ typed: Typed, _ t: Language, _ errors: FieldErrors) -> HTML {
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message)
    }
    let names = [(Language.kk, Phrase.ownNameInKazakh), (.ru, .ownNameInRussian), (.en, .nameInLatinLetters)].map {
      language, label in
      t.textField(field(language.rawValue, label), value: typed.name[language] ?? "", kind: .name, longest: 80)
    }
    let contact: HTML =
      offer.wantsContact
      ? t.textField(field("contact", .contactForUniversity, hint: .contactForUniversityWhat), value: typed.contact, longest: 80)
      : .nothing
    return "\(names)\(contact)"
  }

  private static func open(_ sight: ShareSight, _ visit: Visit, _ typed: Typed, _ errors: FieldErrors) -> HTML {
    let t = visit.language
    return """
      <h2>\(t(.whoOpened))</h2>\(LetterCards.openings(sight.openings, t))
      <details\(" open", if: !errors.isEmpty)><summary>\(t(.nameIsWrong))</summary><p>\(t(.nameIsWrongWhat))</p>
      \(form("/recommendation/share/names", """
        \(visit.formToken)\(boxes(sight.offer, typed, t, errors))\(button(t(.newLetterButton), look: .plain))
        """))</details>
      <p>\(linkButton(t(.endShare), home.below("end"), look: .plain))</p>
      """
  }

  /// GET /recommendation/share/end: what it means, before the second press.
  static func askEnd(_ visit: Visit, _ permit: Permit<OwnRecommendation>) async throws -> Reply {
    let t = visit.language
    guard let (sight, _) = try await found(visit, permit), let share = sight.share, sight.isOpen else {
      return .seeOther(RecommendationPage.home.text)
    }
    return visit.page(
      Page(
        title: t(.endShare), language: t,
        body: """
          \(t.back(to: home))<h1>\(t(.endShare))</h1><p>\(t(.endShareWhat(sight.offer.organisation.name)))</p>
          \(form(home.below("end"), hidden: [("id", share.id.text)], "\(visit.formToken)\(button(t(.endShareNow), look: .danger))"))
          """))
  }

  /// POST /recommendation/share/end
  static func end(_ visit: Visit, _ permit: Permit<OwnRecommendation>) async throws -> Reply {
    let house = visit.house
    let shown = visit.form["id"].flatMap { ID<Share>($0) }
    try await house.database.write { tx in
      guard let given = try tx.recommendations(of: permit.actor.person).first(where: { $0.state == .accepted }),
        let share = try tx.openShare(of: given.id), share.id == shown
      else { throw Refusal(.conflict, .recommendationClosed, back: RecommendationPage.home) }
      try tx.end(share, of: given, as: .withdrawn, tellingBy: permit.actor, house)
    }
    return .seeOther(RecommendationPage.home.text)
  }

  /// GET /recommendation.pdf: her own letter while it is valid, in the language that is asked for.
  static func paper(_ visit: Visit, _ permit: Permit<OwnRecommendation>) async throws -> Reply {
    let (house, person) = (visit.house, permit.actor.person)
    let language = visit.query["in"].flatMap(Language.init(rawValue:)) ?? visit.language
    let (number, bytes) = try await house.database.read { tx in
      guard let sight = try tx.shareSight(of: person, house), let letter = sight.letter, sight.letterState == .valid else {
        throw Refusal.missing
      }
      return (letter.number, try tx.paper(of: letter, language, try tx.safe(of: person, house.vault)))
    }
    return .download(bytes, type: "application/pdf", name: "\(number)-\(language.rawValue).pdf")
  }

  /// POST /recommendation/withdrawal: what she answers to the proposal that it is withdrawn.
  static func answer(_ visit: Visit, _ permit: Permit<OwnRecommendation>) async throws -> Reply {
    let house = visit.house
    let text = String(visit.form.text("words").prefix(2000))
    guard !text.isEmpty else { throw Refusal(.invalid, .writeYourAnswer, field: "words", back: RecommendationPage.home) }
    let shown = visit.form["id"].flatMap { ID<Withdrawal>($0) }
    try await house.database.write { tx in try tx.answerWithdrawal(shown, text, by: permit.actor, house) }
    return .seeOther(RecommendationPage.home.text)
  }
}

extension GrantOffer {
  /// The university asks for a way to reach her before it reads a letter.
  var wantsContact: Bool { terms.requirements.contains { $0.kind == .contact } }
}

extension Phrase {
  static let shareTitle = Phrase(kk: "Университетке көрсету", ru: "Показать университету", en: "Show it to the university")
  static let shareToWhom = Phrase(kk: "Кімге", ru: "Кому", en: "To whom")
  static func shareToOffice(_ organisation: Phrase) -> Phrase {
    Phrase(
      kk: "Тек бір ұйымға: \(organisation(.kk)), қабылдау комиссиясы",
      ru: "Только одной организации: \(organisation(.ru)), приёмная комиссия",
      en: "To one organisation only: \(organisation(.en)), admissions office")
  }
  static let shareWhat = Phrase(kk: "Не көрінеді", ru: "Что будет видно", en: "What they see")
  static let fieldName = Phrase(kk: "аты-жөні үш тілде", ru: "имя на трёх языках", en: "the name in three languages")
  static let fieldBirth = Phrase(kk: "туған жылы және мектебі", ru: "год рождения и школа", en: "year of birth and school")
  static let fieldPlace = Phrase(
    kk: "берілген орын: бағдарлама мен грант", ru: "место: программа и грант", en: "the seat: the programme and the grant")
  static let fieldLearnt = Phrase(
    kk: "сертификаты бар курстар, сағаты және деңгейі сөзбен", ru: "курсы с сертификатом, часы и уровень словами",
    en: "courses with a certificate, their hours and the level in words")
  static let fieldOpen = Phrase(
    kk: "қабылдануға дейін әлі керегі", ru: "что ещё нужно до зачисления", en: "what is still needed before enrolment")
  static let fieldLetter = Phrase(
    kk: "ұсыным хат (үш тілде, PDF)", ru: "рекомендательное письмо (на трёх языках, PDF)",
    en: "the letter of recommendation (in three languages, PDF)")
  static let fieldContact = Phrase(
    kk: "байланыс: телефон не пошта", ru: "контакт: телефон или почта", en: "a contact: a phone or an e-mail")
  static let shareNever = Phrase(kk: "Не көрінбейді", ru: "Чего не видно", en: "What they do not see")
  static let shareNeverWhat = Phrase(
    kk: "ЖСН, мекенжайың, суретің, отбасың, ұпайың, тізімің және басқа қыздардың арасындағы орның",
    ru: "ИИН, адрес, фото, семья, баллы, список и место среди других",
    en: "your IIN, address, photo, family, points, list and rank among others")
  static let shareUntil = Phrase(kk: "Қашанға дейін", ru: "До какого дня", en: "Until when")
  static func shareUntilDay(_ day: Day) -> Phrase {
    Phrase(
      kk: "\(Language.kk.until(day)), содан кейін өзі жабылады", ru: "\(Language.ru.until(day)), потом закроется само",
      en: "\(Language.en.until(day)), then it ends by itself")
  }
  static let shareEndHow = Phrase(kk: "Тоқтату", ru: "Как прекратить", en: "How to end it")
  static let shareEndHowWhat = Phrase(
    kk: "екі рет басасың, сол сәтте жабылады. Университеттен көшірмесін жоюды сұраймыз.",
    ru: "два нажатия, и всё сразу закроется. Университет мы попросим удалить копии.",
    en: "two presses, and it closes at once. We ask the university to delete its copies.")
  static let shareConsents = Phrase(kk: "Келісімдер", ru: "Согласия", en: "Consents")
  static let yourAnswer = Phrase(kk: "Сенің жауабың", ru: "Вы ответили", en: "What you answered")
  static let guardiansAnswer = Phrase(kk: "Ата-анаңның жауабы", ru: "Ответ родителя", en: "Your guardian's answer")
  static let notAnsweredYet = Phrase(kk: "жауап жоқ", ru: "ответа нет", en: "not answered")
  static let objectedNow = Phrase(kk: "қарсылық білдірілген", ru: "есть возражение", en: "objected to")
  static let answerAnew = Phrase(kk: "қайта жауап беру керек", ru: "нужно ответить заново", en: "has to be answered again")
  static func agreedOn(_ day: Day) -> Phrase {
    Phrase(
      kk: "келісті, \(Language.kk.date(day))", ru: "согласие, \(Language.ru.date(day))", en: "agreed, \(Language.en.date(day))")
  }
  static func refusedOn(_ day: Day) -> Phrase {
    Phrase(
      kk: "келіспеді, \(Language.kk.date(day))", ru: "отказ, \(Language.ru.date(day))", en: "refused, \(Language.en.date(day))")
  }
  static let guardianNotNeeded = Phrase(
    kk: "18-ге толдың: өзің шешесің", ru: "вам есть 18: решаете сами", en: "you are 18: you decide yourself")
  static let yourConsents = Phrase(kk: "Келісімдерім", ru: "Мои согласия", en: "My consents")
  static let howPaperNamesYou = Phrase(
    kk: "Хатта атың қалай жазылады", ru: "Как имя будет написано в письме", en: "How the letter writes your name")
  static let howPaperNamesYouWhat = Phrase(
    kk: "Құжатыңдағыдай болсын: университет салыстырады.", ru: "Пусть будет как в документе: университет сверит.",
    en: "Let it be as in your document: the university will compare.")
  static let ownNameInKazakh = Phrase(
    kk: "Аты-жөнің қазақша", ru: "Имя и фамилия на казахском", en: "Your name in Kazakh")
  static let ownNameInRussian = Phrase(
    kk: "Аты-жөнің орысша", ru: "Имя и фамилия на русском", en: "Your name in Russian")
  static let nameInLatinLetters = Phrase(
    kk: "Латын әріптерімен, паспорттағыдай", ru: "Латиницей, как в паспорте", en: "In Latin letters, as in a passport")
  static let latinOnly = Phrase(
    kk: "Мұнда тек латын әріптерімен жаз", ru: "Здесь только латинские буквы", en: "Latin letters only here")
  static let letterNameTooLong = Phrase(
    kk: "Мұндай ұзын ат хаттағы кодқа сыймайды: қысқартып жаз", ru: "Такое длинное имя не помещается в код письма: сократите",
    en: "A name as long as this does not fit the letter's code: write it shorter")
  static let contactForUniversity = Phrase(
    kk: "Университет саған қалай хабарласады", ru: "Как университету связаться с вами", en: "How the university can reach you")
  static let contactForUniversityWhat = Phrase(
    kk: "Бұл орынға университет байланыс сұраған. Телефон немесе пошта; оны тек осы университет көреді, хатқа жазылмайды.",
    ru: "Для этого места университет просит контакт. Телефон или почта; увидит только он, в письме этого нет.",
    en: "For this seat the university asks for a contact. A phone or an e-mail; it alone sees it, the letter does not have it.")
  static let contactUnreadable = Phrase(
    kk: "Телефон нөмірін немесе электрондық поштаны жаз", ru: "Напишите номер телефона или адрес почты",
    en: "Write your phone number or e-mail address")
  static let shareKeepsSeat = Phrase(
    kk: "Көрсетсең, екінші кезеңде жоғары таңдауларың қатыспайды: осы орында қаласың.",
    ru: "Если показать, выборы выше во втором раунде участвовать не будут: вы остаётесь на этом месте.",
    en: "If you show it, your higher choices take no part in the second round: you keep this seat.")
  static let shareButton = Phrase(kk: "Көрсетуге рұқсат беремін", ru: "Разрешаю показать", en: "I allow it to be shown")
  static let nameIsWrong = Phrase(
    kk: "Хатта атым қате жазылған", ru: "Имя в письме написано неверно", en: "The letter writes my name wrong")
  static let nameIsWrongWhat = Phrase(
    kk: "Түзетсең, жаңа нөмірмен жаңа хат жасалады, ескісі «ауыстырылды» деп тұрады.",
    ru: "Если исправить, будет новое письмо с новым номером, а старое станет «заменено».",
    en: "If you correct it, a new letter with a new number is made, and the old one says “replaced”.")
  static let newLetterButton = Phrase(kk: "Түзету", ru: "Исправить", en: "Correct it")
  static let endShare = Phrase(kk: "Көрсетуді тоқтату", ru: "Прекратить показ", en: "End the share")
  static func endShareWhat(_ organisation: Phrase) -> Phrase {
    Phrase(
      kk:
        "\(organisation(.kk)) бұл бетті енді аша алмайды, хатың «қайтарып алынды» деп тұрады. Орын сенде қалады. Көшірмесін жоюды сұраймыз, бірақ оқып қойғанын ұмыттыра алмаймыз.",
      ru:
        "\(organisation(.ru)) больше не откроет эту страницу, письмо станет «отозвано». Место останется за вами. Мы попросим удалить копии, но прочитанное забыть не заставим.",
      en:
        "\(organisation(.en)) cannot open the page any more, and your letter says “withdrawn”. The seat stays yours. We ask for the copies to be deleted, but what was read cannot be unread."
    )
  }
  static let endShareNow = Phrase(kk: "Иә, тоқтатамын", ru: "Да, прекратить", en: "Yes, end it")
  static let writeYourAnswer = Phrase(kk: "Жауабыңды жаз", ru: "Напишите ответ", en: "Write your answer")
}
