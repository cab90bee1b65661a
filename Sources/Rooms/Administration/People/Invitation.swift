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
    let name = PersonName(
      surname: checkedName("surname", typed.surname, .giveSurname, t, &errors),
      given: checkedName("given", typed.given, .giveGiven, t, &errors))
    var email: EMail?
    do { email = try EMail(parsing: typed.email) } catch { errors.append(("email", t(error.reason))) }
    let given = RoleForm.read(typed.role, cycles, house.programme, t, &errors)
    if let email, try await house.database.read({ try $0.accountHolder(of: email, house.vault) }) != nil {
      errors.append(("email", t(.addressTaken)))
    }
    guard errors.isEmpty, let email, let given else {
      return visit.page(page(visit, typed, cycles, errors), status: 422)
    }
    try await house.database.write { tx in
      if try tx.accountHolder(of: email, house.vault) != nil { throw Refusal(.conflict, .addressTaken) }
      let person = try tx.addStaff(
        name, email, given.role, given.scope, language: typed.language, by: permit.actor, house)
      // A role that takes two opens nothing yet; the letter leaves when the second person has confirmed it.
      if !given.role.takesTwo { try send(to: person, by: permit, house, in: tx) }
    }
    return visit.page(given.role.takesTwo ? waiting(visit, email) : sent(visit, email))
  }

  private static func checkedName(
    _ field: String, _ typed: String, _ missing: Phrase, _ t: Language, _ errors: inout [(field: String, message: String)]
  ) -> String {
    do { return try NameText.checked(typed) } catch {
      errors.append((field, t(error == .noLetter ? missing : error.reason)))
      return ""
    }
  }

  /// POST /administration/people/:person/invitation: a new link for somebody who has not finished the first visit.
  static func renew(_ visit: Visit, _ permit: Permit<ManagePeople>) async throws -> Reply {
    let house = visit.house
    let id: ID<Person> = try visit.id("person")
    let email = try await house.database.write { tx in
      let member = try tx.staffMember(id, house.vault)
      guard member.factor != .on, let email = member.email,
        member.roles.contains(where: { $0.confirmedAt != nil && $0.endedAt == nil })
      else { throw Refusal(.conflict, .alreadyVisited) }
      try send(to: id, by: permit, house, in: tx)
      return email
    }
    return visit.page(sent(visit, email))
  }

  /// A new link, in a letter to the person's own address and nowhere else: whoever sees it comes in as that person.
  static func send<A>(to person: ID<Person>, by permit: Permit<A>, _ house: House, in tx: Transaction) throws {
    let token = try tx.invite(person, house)
    let (invited, safe) = (try tx.person(person, house.vault), try tx.safe(of: person, house.vault))
    guard let email = invited.email else { throw Refusal.missing }
    try tx.send(
      .email, to: email.address, safe, .invitation, [.link("\(house.settings.address)/welcome/\(token.text)")], invited.language,
      purpose: .invitation, once: hex(house.vault.hash(secret: token.text, for: "invitation letter")),
      expiresAt: house.outside.now().adding(milliseconds: Transaction.invitationLife), house)
    try tx.record(.staffInvited, person.text, by: permit, house)
  }

  /// The link is on its way, or waits where no way is set up.
  static func sent(_ visit: Visit, _ email: EMail) -> Page {
    let t = visit.language
    let (isDemo, hasWay) = (visit.house.settings.isDemo, visit.house.settings.postman != nil)
    return Page(
      title: t(.invitationMade), language: t,
      body: """
        <h1>\(t(.invitationMade))</h1><p>\(t(.invitationWent)): <b>\(email.address)</b></p>
        <p class="hint">\(t(.invitationLife))</p>
        \(hasWay || isDemo ? HTML.nothing : notice("<p>\(t(.invitationWaits))</p>", .waiting))
        \(isDemo ? "<p><a href=\"/demo/messages\">\(t(.messages))</a></p>" : HTML.nothing)
        <p>\(linkButton(t(.toPeople), "/administration/people"))</p>
        """)
  }

  private static func waiting(_ visit: Visit, _ email: EMail) -> Page {
    let t = visit.language
    return Page(
      title: t(.roleWaitsTitle), language: t,
      body: """
        <h1>\(t(.roleWaitsTitle))</h1><p>\(t(.roleWaits)): <b>\(email.address)</b></p>
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

extension LetterText {
  static let invitation = LetterText(
    "invitation",
    Phrase(kk: "Қызметкерді шақыру хаты", ru: "Письмо с приглашением сотруднику", en: "Letter that invites a colleague"),
    needs: [.link])
}

extension Phrase {
  static let giveSurname = Phrase(kk: "Тегін жазыңыз", ru: "Укажите фамилию", en: "Enter the surname")
  static let giveGiven = Phrase(kk: "Атын жазыңыз", ru: "Укажите имя", en: "Enter the first name")
  static let surname = Phrase(kk: "Тегі", ru: "Фамилия", en: "Surname")
  static let given = Phrase(kk: "Аты", ru: "Имя", en: "First name")
  static let workEMail = Phrase(
    kk: "Осы пошта арқылы кіреді, шақыру да осы поштаға келеді.", ru: "Этот адрес нужен для входа; на него придёт приглашение.",
    en: "They sign in with it, and the invitation goes there.")
  static let letterLanguage = Phrase(kk: "Хабарлама тілі", ru: "Язык сообщений", en: "Language of messages")
  static let sendInvitation = Phrase(kk: "Шақыру жіберу", ru: "Отправить приглашение", en: "Send the invitation")
  static let addressTaken = Phrase(
    kk: "Бұл пошта қызметкерлер тізімінде бар. Рөлді сол адамның бетінде беріңіз.",
    ru: "Этот адрес уже есть у одного из сотрудников. Назначьте роль на его странице.",
    en: "One of the staff has this address already. Assign the role on that person's page.")
  static let alreadyVisited = Phrase(
    kk: "Бұл адам кіріп қойған. Құпиясөзін ұмытса немесе телефонын жоғалтса, екінші факторды қайта орнатыңыз.",
    ru: "Этот сотрудник уже входил. Если потерян пароль или телефон, сбросьте второй фактор.",
    en: "This person has already signed in. If the password or the phone is lost, reset the second factor.")
  static let invitationMade = Phrase(kk: "Шақыру дайын", ru: "Приглашение готово", en: "The invitation is ready")
  static let invitationWent = Phrase(kk: "Сілтеме осы поштаға жіберіледі", ru: "Ссылка уходит на адрес", en: "The link goes to")
  static let invitationWaits = Phrase(
    kk:
      "Хат жіберу бапталмаған, сондықтан хат кезекте тұр. Сілтемені сервер операторы «keruen staff invite» командасымен бере алады.",
    ru:
      "Отправка писем не настроена, поэтому письмо ждёт в очереди. Ссылку может выдать оператор сервера командой «keruen staff invite».",
    en:
      "E-mail is not set up, so the message waits. The operator of the server can issue the link with “keruen staff invite”."
  )
  static let roleWaitsTitle = Phrase(
    kk: "Рөл екінші адамның растауын күтеді", ru: "Роль ждёт второго человека", en: "The role waits for a second person")
  static let roleWaits = Phrase(
    kk:
      "Бұл рөлді басқа әкімші немесе балаларды қорғау маманы растағаннан кейін ғана күшіне енеді. Шақыру хаты сонда осы поштаға жіберіледі",
    ru:
      "Эта роль начнёт действовать, когда её подтвердит другой администратор или специалист по защите детей. Тогда приглашение уйдёт на адрес",
    en:
      "This role takes effect when another administrator or a safeguarding officer has confirmed it. The invitation then goes to")
  static let invitationLife = Phrase(
    kk: "Сілтеме 72 сағат жарамды және бір рет қолданылады.", ru: "Ссылка одноразовая и действует 72 часа.",
    en: "The link works once, for 72 hours.")
  static let toPeople = Phrase(kk: "Қызметкерлер тізіміне", ru: "К списку сотрудников", en: "To the list of people")
}
