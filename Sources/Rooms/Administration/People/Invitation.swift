import Exchange
import Markup
import Postbox
import Programme
import Security
import Storage
import Words

/// Inviting somebody to work here: a person without a password, and a link for the first visit.
enum Invitation {
  /// What the form said, as it was typed.
  private struct Typed {
    var surname = ""
    var given = ""
    var email = ""
    var language: Language
    var role: RoleForm.Typed
  }

  /// GET /administration/people/new
  static func show(_ visit: Visit, _ permit: Permit<ManagePeople>) async throws -> Reply {
    let cycles = try await visit.house.database.read { try $0.cycles() }
    let typed = Typed(language: visit.language, role: RoleForm.Typed())
    return visit.page(page(visit, typed, cycles, []))
  }

  /// POST /administration/people: the link goes by e-mail and is shown this once.
  static func create(_ visit: Visit, _ permit: Permit<ManagePeople>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let cycles = try await house.database.read { try $0.cycles() }
    let typed = Typed(
      surname: visit.form["surname"] ?? "", given: visit.form["given"] ?? "", email: visit.form["email"] ?? "",
      language: visit.form["language"].flatMap(Language.init(rawValue:)) ?? t, role: RoleForm.Typed(visit.form))
    var errors: [(field: String, message: String)] = []
    if typed.surname.isEmpty { errors.append(("surname", t(.giveSurname))) }
    if typed.given.isEmpty { errors.append(("given", t(.giveGiven))) }
    var email: EMail?
    do { email = try EMail(parsing: typed.email) } catch { errors.append(("email", t(error.reason))) }
    let given = RoleForm.read(typed.role, cycles, house.programme, t, &errors)
    if let email, try await house.database.read({ try $0.staff(with: email, house.vault) }) != nil {
      errors.append(("email", t(.addressTaken)))
    }
    guard errors.isEmpty, let email, let given else {
      return visit.page(page(visit, typed, cycles, errors), status: 422)
    }
    let token = try await house.database.write { tx in
      if try tx.staff(with: email, house.vault) != nil { throw Refusal(.conflict, .addressTaken) }
      let person = try tx.addStaff(
        PersonName(surname: typed.surname, given: typed.given), email, given.role, given.scope, language: typed.language,
        by: permit.actor.text, house)
      return try send(to: person, by: permit, house, in: tx)
    }
    return visit.page(shown(visit, token, email))
  }

  /// POST /administration/people/:person/invitation: a new link for somebody who has not finished the first visit.
  static func renew(_ visit: Visit, _ permit: Permit<ManagePeople>) async throws -> Reply {
    let house = visit.house
    let id: ID<Person> = try visit.id("person")
    let (token, email) = try await house.database.write { tx in
      let member = try tx.staffMember(id, house.vault)
      guard member.factor != .on, member.roles.contains(where: { $0.endedAt == nil }), let email = member.email else {
        throw Refusal(.conflict, .alreadyVisited)
      }
      return (try send(to: id, by: permit, house, in: tx), email)
    }
    return visit.page(shown(visit, token, email))
  }

  /// A new link, in a letter to the person.
  static func send<A>(to person: ID<Person>, by permit: Permit<A>, _ house: House, in tx: Transaction) throws -> Token {
    let token = try tx.invite(person, house)
    let (invited, safe) = (try tx.person(person, house.vault), try tx.safe(of: person, house.vault))
    guard let email = invited.email else { throw Refusal.missing }
    try tx.send(
      .email, to: email.address, safe, subject: .invitationSubject(house.programme.name),
      body: .invitationBody(house.programme.name, "\(house.settings.address)/welcome/\(token.text)"), invited.language,
      purpose: "invitation", once: hex(house.vault.hash(secret: token.text, for: "invitation letter")), house)
    try tx.record("staff_invited", person.text, by: permit, house)
    return token
  }

  /// The link, this once.
  static func shown(_ visit: Visit, _ token: Token, _ email: EMail) -> Page {
    let t = visit.language
    return Page(
      title: t(.invitationMade), language: t,
      body: """
        <h1>\(t(.invitationMade))</h1><p>\(t(.invitationWent)): <b>\(email.address)</b></p>
        \(card("""
          <p>\(t(.invitationOnce))</p><p><code>\(visit.house.settings.address)/welcome/\(token.text)</code></p>
          <p class="hint">\(t(.invitationLife))</p>
          """))
        <p>\(linkButton(t(.toPeople), "/administration/people"))</p>
        """)
  }

  private static func page(_ visit: Visit, _ typed: Typed, _ cycles: [Cycle], _ errors: [(field: String, message: String)])
    -> Page
  {
    let t = visit.language
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message)
    }
    return Page(
      title: t(.inviteSomebody), language: t,
      body: """
        \(t.back(to: "/administration/people"))\(t.errorSummary(errors))<h1>\(t(.inviteSomebody))</h1>
        \(form(
          "/administration/people",
          """
          \(visit.formToken)\
          \(t.textField(field("surname", .surname), value: typed.surname, kind: .name, autocomplete: .off))\
          \(t.textField(field("given", .given), value: typed.given, kind: .name, autocomplete: .off))\
          \(t.textField(field("email", .signInEMail, hint: .workEMail), value: typed.email, kind: .eMail, autocomplete: .off))\
          \(t.choice(field("language", .letterLanguage), Language.allCases.map { Option($0.rawValue, $0.name) }, chosen: typed.language.rawValue))\
          \(RoleForm.fields(visit, typed.role, cycles, errors))\
          \(button(t(.sendInvitation)))
          """))
        """)
  }
}

extension Phrase {
  static let giveSurname = Phrase(kk: "Тегін жазыңыз", ru: "Укажите фамилию", en: "Give the surname")
  static let giveGiven = Phrase(kk: "Атын жазыңыз", ru: "Укажите имя", en: "Give the first name")
  static let surname = Phrase(kk: "Тегі", ru: "Фамилия", en: "Surname")
  static let given = Phrase(kk: "Аты", ru: "Имя", en: "First name")
  static let workEMail = Phrase(
    kk: "Осы пошта арқылы кіреді, шақыру да осыған барады.", ru: "С этой почтой сотрудник входит; сюда придёт приглашение.",
    en: "They sign in with it, and the invitation goes there.")
  static let letterLanguage = Phrase(kk: "Хат тілі", ru: "Язык писем", en: "Language of letters")
  static let sendInvitation = Phrase(kk: "Шақыру жіберу", ru: "Отправить приглашение", en: "Send the invitation")
  static let addressTaken = Phrase(
    kk: "Бұл пошта қызметкерлер тізімінде бар. Рөлді сол адамның бетінде беріңіз.",
    ru: "Эта почта уже есть у одного из сотрудников. Дайте роль на его странице.",
    en: "One of the staff has this address already. Give the role on that person's page.")
  static let alreadyVisited = Phrase(
    kk: "Бұл адам кіріп қойған. Құпиясөзін немесе телефонын жоғалтса, екінші растауды жаңартыңыз.",
    ru: "Этот сотрудник уже входил. Если потерян пароль или телефон, сбросьте второй фактор.",
    en: "This person has been in already. If the password or the phone is lost, reset the second factor.")
  static let invitationMade = Phrase(kk: "Шақыру дайын", ru: "Приглашение готово", en: "The invitation is ready")
  static let invitationWent = Phrase(kk: "Сілтеме осы поштаға жіберіледі", ru: "Ссылка уходит на почту", en: "The link goes to")
  static let invitationOnce = Phrase(
    kk: "Хат жетпесе, сілтемені өзіңіз беріңіз. Ол енді көрсетілмейді.",
    ru: "Если письмо не дойдёт, передайте ссылку сами. Больше она не показывается.",
    en: "If the letter does not arrive, hand the link over yourself. It is not shown again.")
  static let invitationLife = Phrase(
    kk: "Сілтеме 72 сағат жарамды және бір рет қолданылады.", ru: "Ссылка действует 72 часа и один раз.",
    en: "The link works once, for 72 hours.")
  static let toPeople = Phrase(kk: "Қызметкерлер тізіміне", ru: "К списку сотрудников", en: "To the list of people")

  static func invitationSubject(_ programme: Said) -> Phrase {
    Phrase(
      kk: "\(programme.kk): жүйеге шақыру", ru: "\(programme.ru): приглашение в систему", en: "\(programme.en): your invitation")
  }
  static func invitationBody(_ programme: Said, _ link: String) -> Phrase {
    Phrase(
      kk: "Сізге \(programme.kk) жүйесінде жұмыс істеуге рұқсат берілді. Құпиясөз қойып, екінші растауды қосыңыз: \(link)\n"
        + "Сілтеме 72 сағат жарамды. Бұл хатты күтпеген болсаңыз, ештеңе істемеңіз.",
      ru: "Вам открыт доступ к системе «\(programme.ru)». Задайте пароль и подключите второй фактор: \(link)\n"
        + "Ссылка действует 72 часа. Если вы не ждали этого письма, ничего не делайте.",
      en: "You have been given access to the system of \(programme.en). Choose a password and set up the second factor: \(link)\n"
        + "The link works for 72 hours. If you did not expect this letter, do nothing.")
  }
}
