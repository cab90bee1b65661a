import Exchange
import Markup
import Postbox
import Programme
import Security
import Storage
import Words

/// Letting somebody of an organisation in, and ending that.
enum OfficerPages {
  private struct Typed {
    var surname = ""
    var given = ""
    var email = ""
    var language: Language

    init(_ visit: Visit) {
      (surname, given, email) = (visit.form.text("surname"), visit.form.text("given"), visit.form.text("email"))
      language = visit.form["language"].flatMap(Language.init(rawValue:)) ?? .kk
    }
  }

  private static func link(_ organisation: ID<Organisation>) -> Link { OrganisationPages.link(organisation).below("officers") }

  /// GET /desk/grants/organisations/:organisation/officers/new
  static func new(_ visit: Visit, _ permit: Permit<InviteOfficers>) async throws -> Reply {
    visit.page(page(visit, try await OrganisationPages.found(visit), Typed(visit), []))
  }

  /// POST /desk/grants/organisations/:organisation/officers: the link goes to the address and nowhere else.
  static func create(_ visit: Visit, _ permit: Permit<InviteOfficers>) async throws -> Reply {
    let (house, t, typed) = (visit.house, visit.language, Typed(visit))
    let organisation = try await OrganisationPages.found(visit)
    var errors: FieldErrors = []
    let name = PersonName(
      surname: checked("surname", typed.surname, .giveSurname, t, &errors),
      given: checked("given", typed.given, .giveGiven, t, &errors))
    var email: EMail?
    do { email = try EMail(parsing: typed.email) } catch { errors.append(("email", t(error.reason))) }
    if organisation.said.domains.isEmpty {
      errors.append(("email", t(.domainsFirst)))
    } else if let email, !organisation.said.owns(email) {
      errors.append(("email", t(.addressElsewhere(organisation.said.domains))))
    }
    if !organisation.isCleared(at: visit.now) { errors.append(("email", t(.clearanceFirst))) }
    if let email, try await house.database.read({ try $0.accountHolder(of: email, house.vault) }) != nil {
      errors.append(("email", t(.addressIsTaken)))
    }
    guard let email, errors.isEmpty, !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.page(page(visit, organisation, typed, shown), status: shown.isEmpty ? 200 : 422)
    }
    try await house.database.write { tx in
      if try tx.accountHolder(of: email, house.vault) != nil { throw Refusal(.conflict, .addressIsTaken) }
      let safe = try tx.addPerson([.name(name), .email(email)], language: typed.language, house)
      try tx.grant(.university, Scope(organisation: organisation.id), to: safe.person, by: permit.actor, house)
      try send(to: safe.person, organisation, by: permit, house, tx)
    }
    return visit.page(sent(visit, organisation, email))
  }

  /// POST …/officers/:person/invitation: a new link for somebody who has not finished the first visit.
  static func renew(_ visit: Visit, _ permit: Permit<InviteOfficers>) async throws -> Reply {
    let house = visit.house
    let organisation = try await OrganisationPages.found(visit)
    let person: ID<Person> = try visit.id("person")
    guard organisation.isCleared(at: visit.now) else { throw Refusal(.conflict, .clearanceFirst) }
    let email = try await house.database.write { tx in
      _ = try tx.officer(person, of: organisation.id)
      guard let officer = try tx.officers(of: organisation.id, house).first(where: { $0.person == person }), !officer.hasComeIn
      else {
        throw Refusal(.conflict, .hasComeInAlready)
      }
      try send(to: person, organisation, by: permit, house, tx)
      return officer.email
    }
    return visit.page(sent(visit, organisation, try EMail(parsing: email)))
  }

  /// GET …/officers/:person/end: what follows, before it is done.
  static func askEnd(_ visit: Visit, _ permit: Permit<InviteOfficers>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let organisation = try await OrganisationPages.found(visit)
    let person: ID<Person> = try visit.id("person")
    let (name, others) = try await house.database.read { tx in
      _ = try tx.officer(person, of: organisation.id)
      let officers = try tx.officers(of: organisation.id, house)
      return (officers.first { $0.person == person }?.name ?? "", officers.count { $0.person != person })
    }
    let way = link(organisation.id).below(person.text).below("end")
    return visit.page(
      Page(
        title: t(.endOfficer), language: t,
        body: """
          \(t.back(to: OrganisationPages.link(organisation.id)))<p class="step">\(t(organisation.name))</p>
          <h1>\(t(.endOfficer)): \(name)</h1><p>\(t(.endOfficerMeans))</p>
          \(others == 0 ? notice("<p>\(t(.lastOfficer))</p>", .waiting) : HTML.nothing)
          \(form(way, "\(visit.formToken)\(button(t(.endOfficer), look: .danger))"))
          """))
  }

  /// POST …/officers/:person/end: at once, in a running session too.
  static func end(_ visit: Visit, _ permit: Permit<InviteOfficers>) async throws -> Reply {
    let house = visit.house
    let organisation = try await OrganisationPages.found(visit)
    let person: ID<Person> = try visit.id("person")
    try await house.database.write { tx in
      for membership in try tx.officer(person, of: organisation.id) {
        try tx.run("UPDATE membership SET ended_at = \(house.outside.now()) WHERE id = \(membership) AND ended_at IS NULL")
      }
      try tx.endSessions(of: person)
      try tx.record(.officerEnded, person.text, by: permit, house)
    }
    house.sessions.forget(person)
    return .seeOther(OrganisationPages.link(organisation.id).text)
  }

  /// POST …/officers/:person/kin: what somebody answers to the question whether she is a relative.
  static func answer(_ visit: Visit, _ permit: Permit<InviteOfficers>) async throws -> Reply {
    let house = visit.house
    let organisation = try await OrganisationPages.found(visit)
    let person: ID<Person> = try visit.id("person")
    guard let answer = visit.form["answer"].flatMap(KinQuestion.Answer.init(rawValue:)) else {
      throw Refusal(.invalid, .chooseAnswer)
    }
    try await house.database.write { tx in
      _ = try tx.officer(person, of: organisation.id)
      guard let question = try tx.kinQuestion(of: person, house) else { throw Refusal(.conflict, .questionIsGone) }
      try tx.answer(answer, to: question, of: person, by: permit, house)
    }
    return .seeOther(OrganisationPages.link(organisation.id).text)
  }

  private static func send(
    to person: ID<Person>, _ organisation: Organisation, by permit: Permit<InviteOfficers>, _ house: House, _ tx: Transaction
  ) throws {
    let token = try tx.invite(person, house)
    let (invited, safe) = (try tx.person(person, house.vault), try tx.safe(of: person, house.vault))
    guard let email = invited.email else { throw Refusal.missing }
    try tx.send(
      .email, to: email.address, safe, .officerInvitation,
      [.link("\(house.settings.address)/welcome/\(token.text)"), .what(organisation.name)], invited.language,
      purpose: .invitation,
      once: hex(house.vault.hash(secret: token.text, for: "invitation letter")),
      expiresAt: house.outside.now().adding(milliseconds: Transaction.invitationLife), house)
    try tx.record(.officerInvited, person.text, by: permit, house)
  }

  private static func checked(
    _ field: String, _ typed: String, _ missing: Phrase, _ t: Language, _ errors: inout FieldErrors
  ) -> String {
    do { return try NameText.checked(typed) } catch {
      errors.append((field, t(error == .noLetter ? missing : error.reason)))
      return ""
    }
  }

  /// Its part of the organisation's page.
  static func part(_ organisation: Organisation, _ officers: [Officer], _ visit: Visit) -> HTML {
    let (t, way) = (visit.language, link(organisation.id))
    let mayInvite = InviteOfficers.roles.contains(where: visit.who.holds)
    guard mayInvite else {
      return "<p>\(t(.officersWhat))</p><p>\(t(.officersCount)): \(t.number(officers.count))</p>"
    }
    let columns: [Column<Officer>] = [
      Column(t(.nameOfOfficer)) { "\($0.name)<br><span class=\"hint\">\($0.email)</span>" },
      Column(t(.standsTitle)) { officer in
        if !officer.hasComeIn {
          return """
            \(tag(t(.invitedOnly), .waiting))\(form(way.below(officer.person.text).below("invitation"), "\(visit.formToken)\(button(t(.newLink), look: .plain))"))
            """
        }
        return officer.signedAt.map { tag(t(.signedOn($0.day())), .good) } ?? tag(t(.notSignedYet), .waiting)
      },
      Column(t(.interestsTitle)) { interests($0, way, visit) },
      Column(t(.officerSince)) { HTML(t.date($0.since.day())) },
      Column(t(.endTitle)) { officer in
        linkButton(t(.endOfficer), way.below(officer.person.text).below("end"), look: .plain)
      },
    ]
    let invite: HTML =
      organisation.isCleared(at: visit.now)
      ? "<p>\(linkButton(t(.inviteOfficer), way.below("new"), look: .plain))</p>"
      : notice("<p>\(t(.clearanceFirst))</p>", .waiting)
    return """
      \(t.table(t(.officersTitle), officers, columns, stacks: true, empty: emptyState(t(.noOfficers), HTML(t(.officersWhat)))))\(invite)
      """
  }

  private static func interests(_ officer: Officer, _ way: Link, _ visit: Visit) -> HTML {
    let t = visit.language
    let said = officer.interests.map { "<div>\(t($0.kind.name)): \($0.says)</div>" as HTML }
    guard let kin = officer.kin else { return said.isEmpty ? HTML(t(.nothingDeclared)) : said.joined() }
    let question: HTML
    if let answer = kin.answer {
      question = "<div>\(tag(t(.kinAlike(kin.girls)), .plain)) \(t(answer.name))</div>"
    } else {
      let buttons = KinQuestion.Answer.allCases.map { answer in
        button(t(answer.name), look: .plain, name: "answer", value: answer.rawValue)
      }
      question = """
        <div>\(tag(t(.kinAlike(kin.girls)), .waiting)) \(t(.isKin))\
        \(form(way.below(officer.person.text).below("kin"), "\(visit.formToken)<div class=\"row\">\(buttons)</div>"))</div>
        """
    }
    return "\(said)\(question)"
  }

  private static func sent(_ visit: Visit, _ organisation: Organisation, _ email: EMail) -> Page {
    let t = visit.language
    return Page(
      title: t(.officerInvited), language: t,
      body: """
        <h1>\(t(.officerInvited))</h1><p>\(t(.officerLinkWent)): <b>\(email.address)</b></p><p class="hint">\(t(.officerLinkLife))</p>
        <p>\(linkButton(t(.toOrganisation), OrganisationPages.link(organisation.id)))</p>
        """)
  }

  private static func page(_ visit: Visit, _ organisation: Organisation, _ typed: Typed, _ errors: FieldErrors) -> Page {
    let t = visit.language
    func field(_ name: String, _ label: Phrase, hint: String? = nil) -> Field {
      Field(name, t(label), hint: hint, error: errors.first { $0.field == name }?.message)
    }
    let domains = organisation.said.domains.map { "@\($0)" }.joined(separator: ", ")
    return Page(
      title: t(.inviteOfficer), language: t, languageForm: "officer",
      body: """
        \(t.back(to: OrganisationPages.link(organisation.id)))\(t.errorSummary(errors))<p class="step">\(t(organisation.name))</p>
        <h1>\(t(.inviteOfficer))</h1><p>\(t(.officersWhat))</p>
        \(form(link(organisation.id), id: "officer", """
          \(visit.formToken)\
          \(t.textField(field("surname", .surnameOfOfficer), value: typed.surname, kind: .name, autocomplete: .off))\
          \(t.textField(field("given", .givenOfOfficer), value: typed.given, kind: .name, autocomplete: .off))\
          \(t.textField(field("email", .emailOfOfficer, hint: domains.isEmpty ? nil : domains), value: typed.email, kind: .eMail, autocomplete: .off))\
          \(t.choice(field("language", .languageOfOfficer), Language.allCases.map { Option($0.rawValue, $0.name) }, chosen: typed.language.rawValue))\
          \(button(t(.sendOfficerInvitation)))
          """))
        """)
  }
}

extension LetterText {
  static let officerInvitation = LetterText(
    "officer-invitation",
    Phrase(
      kk: "Университет өкілін шақыру хаты", ru: "Письмо с приглашением представителю университета",
      en: "Letter that invites an officer of a university"),
    needs: [.link], mayUse: [.what])
}

extension Phrase {
  static let giveSurname = Phrase(kk: "Тегін жазыңыз", ru: "Укажите фамилию", en: "Enter the surname")
  static let giveGiven = Phrase(kk: "Атын жазыңыз", ru: "Укажите имя", en: "Enter the first name")
  static let domainsFirst = Phrase(
    kk: "Ұйымның пошта домені көрсетілмеген: алдымен соны енгізіңіз",
    ru: "У организации не указан домен почты: сначала внесите его",
    en: "The organisation has no e-mail domain: enter it first")
  static func addressElsewhere(_ domains: [String]) -> Phrase {
    let list = domains.map { "@\($0)" }.joined(separator: ", ")
    return Phrase(
      kk: "Бұл пошта ұйымға тиесілі емес. Керегі: \(list)", ru: "Это не адрес организации. Нужен: \(list)",
      en: "This is no address of the organisation. Needed: \(list)")
  }
  static let clearanceFirst = Phrase(
    kk: "Ұйымның рұқсаты күшінде емес: оны балалар мен деректерді қорғау маманы береді",
    ru: "Допуск организации не действует: его даёт специалист по защите детей и данных",
    en: "The organisation's clearance is not in force: the safeguarding and data protection officer gives it")
  static let addressIsTaken = Phrase(
    kk: "Бұл пошта жүйеге тіркелген", ru: "Этот адрес уже есть в системе", en: "This address has an account already")
  static let hasComeInAlready = Phrase(
    kk: "Бұл өкіл жүйеге кіріп қойған.", ru: "Этот представитель уже входил.", en: "This officer has come in already.")
  static let chooseAnswer = Phrase(kk: "Жауабын таңдаңыз.", ru: "Выберите ответ.", en: "Choose an answer.")
  static let questionIsGone = Phrase(kk: "Бұл сұрақ енді жоқ.", ru: "Этого вопроса больше нет.", en: "This question is gone.")
  static let officersWhat = Phrase(
    kk:
      "Өкіл ұйымның пошта доменіне шақырылады, екінші факторды қосады және әдеп кодексіне қол қояды. Ол тек өз ұйымының ұсыныстарын көреді.",
    ru:
      "Представителя приглашают на адрес в домене организации; он подключает второй фактор и подписывает кодекс поведения. Видит он только предложения своей организации.",
    en:
      "An officer is invited to an address at the organisation's domain, sets up a second factor and signs the code of conduct. She sees only her own organisation's offers."
  )
  static let officersCount = Phrase(kk: "Өкілдер саны", ru: "Представителей", en: "Number of officers")
  static let nameOfOfficer = Phrase(kk: "Аты-жөні", ru: "Фамилия и имя", en: "Name")
  static let invitedOnly = Phrase(kk: "шақырылған, әлі кірмеген", ru: "приглашён, ещё не входил", en: "invited, not in yet")
  static let newLink = Phrase(kk: "Жаңа сілтеме жіберу", ru: "Отправить новую ссылку", en: "Send a new link")
  static func signedOn(_ day: Day) -> Phrase {
    Phrase(
      kk: "кодекске \(Language.kk.date(day)) күні қол қойған", ru: "кодекс подписан \(Language.ru.date(day))",
      en: "signed the code on \(Language.en.date(day))")
  }
  static let notSignedYet = Phrase(kk: "кодекске қол қоймаған", ru: "кодекс не подписан", en: "has not signed the code")
  static let interestsTitle = Phrase(kk: "Мүдделер қақтығысы", ru: "Конфликт интересов", en: "Conflict of interest")
  static let nothingDeclared = Phrase(kk: "ештеңе айтылмаған", ru: "ничего не заявлено", en: "nothing declared")
  static func kinAlike(_ girls: Int) -> Phrase {
    Phrase(
      kk: "тегі немесе телефоны \(girls) қыздың өкілімен сәйкес",
      ru: "фамилия или телефон как у представителя \(counted(girls, one: "девочки", few: "девочек", many: "девочек"))",
      en: "the surname or phone is that of a guardian of \(counted(girls, one: "girl", other: "girls"))")
  }
  static let isKin = Phrase(kk: "Туыс па?", ru: "Родственник?", en: "Is this a relative?")
  static let officerSince = Phrase(kk: "Қашаннан бері", ru: "С какого дня", en: "Since")
  static let endTitle = Phrase(kk: "Аяқтау", ru: "Завершение", en: "End")
  static let endOfficer = Phrase(kk: "Рұқсатын тоқтату", ru: "Закрыть доступ", en: "End access")
  static let endOfficerMeans = Phrase(
    kk:
      "Өкіл осы сәттен бастап кіре алмайды, ашық беттері де жабылады. Ол енгізген және растаған ұсыныстар сол күйі қалады. Қайта кіруі үшін жаңадан шақыру керек.",
    ru:
      "Представитель сразу теряет вход, открытые страницы тоже закроются. Внесённые и подтверждённые им предложения остаются. Чтобы вернуть вход, нужно новое приглашение.",
    en:
      "The officer is shut out at once, on open pages too. Offers that were entered and confirmed stay as they are. To come back takes a new invitation."
  )
  static let lastOfficer = Phrase(
    kk: "Бұл ұйымның басқа өкілі жоқ: ұсыныстарын растайтын ешкім қалмайды.",
    ru: "Других представителей у организации нет: подтверждать её предложения будет некому.",
    en: "The organisation has no other officer: nobody will be left to confirm its offers.")
  static let inviteOfficer = Phrase(kk: "Өкілді шақыру", ru: "Пригласить представителя", en: "Invite an officer")
  static let noOfficers = Phrase(kk: "Өкіл жоқ", ru: "Представителей нет", en: "No officers")
  static let officerInvited = Phrase(
    kk: "Шақыру жіберу кезегіне қойылды", ru: "Приглашение поставлено в очередь на отправку",
    en: "The invitation waits to be sent")
  static let officerLinkWent = Phrase(
    kk: "Сілтеме осы поштаға жіберіледі", ru: "Ссылка будет отправлена на адрес", en: "The link is sent to")
  static let officerLinkLife = Phrase(
    kk: "Сілтеме 72 сағат жарамды және бір рет қолданылады.", ru: "Ссылка одноразовая и действует 72 часа.",
    en: "The link works once, for 72 hours.")
  static let toOrganisation = Phrase(kk: "Ұйымның бетіне", ru: "К организации", en: "To the organisation")
  static let surnameOfOfficer = Phrase(kk: "Тегі", ru: "Фамилия", en: "Surname")
  static let givenOfOfficer = Phrase(kk: "Аты", ru: "Имя", en: "First name")
  static let emailOfOfficer = Phrase(kk: "Электрондық пошта", ru: "Электронная почта", en: "E-mail")
  static let languageOfOfficer = Phrase(kk: "Хабарлама тілі", ru: "Язык сообщений", en: "Language of messages")
  static let sendOfficerInvitation = Phrase(kk: "Шақыру жіберу", ru: "Отправить приглашение", en: "Send the invitation")
}
