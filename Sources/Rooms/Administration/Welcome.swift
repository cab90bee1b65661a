import Documents
import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// The first visit of one of the staff, by the link of the invitation: a password, the second factor, recovery codes.
/// The link stays good until the second factor is confirmed, so an interrupted visit begins again.
enum Welcome {
  /// GET /welcome/:token
  static func show(_ visit: Visit) async throws -> Reply {
    let (token, person) = try await invited(visit)
    return visit.page(passwordPage(visit, token, person, error: nil))
  }

  /// POST /welcome/:token: keeps the password and draws the secret of the second factor.
  static func create(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    let (token, person) = try await invited(visit)
    guard let email = person.email else { throw Refusal.missing }
    let password = visit.form.pairs.first { $0.name == "password" }?.value ?? ""
    if let complaint = PasswordRule.complaint(password, names: [email.address, person.name?.full ?? ""]) {
      return visit.page(passwordPage(visit, token, person, error: visit.language(.password(complaint))), status: 422)
    }
    let hash = try await SignIn.hash(password, house)
    try await house.database.write { tx in
      guard try tx.invited(by: token, house) == person.id else { throw Refusal.missing }
      try tx.setCredential(email, password: hash, totp: TOTP.fresh(), try tx.safe(of: person.id, house.vault), house)
      try tx.record(.passwordSet, person.id.text, by: "staff:\(person.id)", house)
    }
    return .seeOther("/welcome/\(token.text)/second-factor")
  }

  /// GET /welcome/:token/second-factor
  static func showFactor(_ visit: Visit) async throws -> Reply {
    let (token, person) = try await invited(visit)
    return visit.page(factorPage(visit, token, person, try await secret(of: person, visit.house), error: nil))
  }

  /// POST /welcome/:token/second-factor: a right code signs in, spends the link and shows the recovery codes this once.
  static func createFactor(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    let (token, person) = try await invited(visit)
    let typed = visit.form["code"] ?? ""
    try await house.database.write { tx in
      try tx.countTry(.secondFactors, key: person.id.text, house)
    }
    let old = visit.who.session?.tokenHash
    let opened: (codes: [Code], cookie: Cookie, start: Link)? = try await house.database.write { tx in
      guard try tx.invited(by: token, house) == person.id, let credential = try tx.credential(of: person.id) else {
        throw Refusal.missing
      }
      let safe = try tx.safe(of: person.id, house.vault)
      guard try tx.acceptCode(typed, credential, safe, at: house.outside.now()) else { return nil }
      try tx.spendInvitation(token, house)
      try tx.endSessions(of: person.id)
      if let old { try tx.endSession(old) }
      try tx.record(.secondFactorSet, person.id.text, by: "staff:\(person.id)", house)
      let codes = try tx.setRecoveryCodes(of: person.id, house.vault)
      let (door, start) = try tx.entrance(of: person.id, house)
      return (codes, try house.open(door, for: person.id, sharedDevice: false, in: tx), start)
    }
    guard let opened else {
      let page = factorPage(visit, token, person, try await secret(of: person, house), error: visit.language(.wrongCode))
      return visit.page(page, status: 422)
    }
    if let old { house.sessions.forget(old) }
    var reply = visit.page(codesPage(visit, opened.codes, goesOn: opened.start))
    reply.setCookie(opened.cookie)
    return reply
  }

  /// The link's token and its person; an unknown, spent or old link is simply missing.
  private static func invited(_ visit: Visit) async throws -> (Token, Person) {
    guard let token = Token(try visit.name("token")) else { throw Refusal.missing }
    let (house, peer) = (visit.house, visit.request.peer)
    let person = try await house.database.read { tx in try tx.invited(by: token, house).map { try tx.person($0, house.vault) } }
    if let person { return (token, person) }
    try await house.database.write { try $0.countTry(.wrongInvitations, key: peer, house) }
    throw Refusal(.missing, .linkIsOld)
  }

  private static func secret(of person: Person, _ house: House) async throws -> TOTP {
    try await house.database.read { tx in
      let safe = try tx.safe(of: person.id, house.vault)
      guard let credential = try tx.credential(of: person.id), credential.step == nil, let sealed = credential.totp,
        let totp = TOTP(base32: try safe.open(sealed, "credential.totp"))
      else { throw Refusal.missing }
      return totp
    }
  }
}

/// The pages of the first visit.
extension Welcome {
  private static func passwordPage(_ visit: Visit, _ token: Token, _ person: Person, error: String?) -> Page {
    let t = visit.language
    return Page(
      title: t(.welcomeTitle), language: t,
      body: """
        \(t.errorSummary(error.map { [(field: "password", message: $0)] } ?? []))
        \(t.step(1, of: 3, in: t(.welcomeTitle)))<h1>\(t(.choosePassword))</h1>
        <p>\(t(.yourSignIn)): <b>\(person.email?.address ?? "")</b></p>
        \(form(
          "/welcome/\(token.text)",
          """
          \(visit.formToken)\(hidden("username", person.email?.address ?? ""))\
          \(t.passwordField(Field("password", t(.newPassword), hint: t(.passwordHint), error: error), isNew: true))\
          \(button(t(.goOn)))
          """))
        """)
  }

  private static func factorPage(_ visit: Visit, _ token: Token, _ person: Person, _ totp: TOTP, error: String?) -> Page {
    let t = visit.language
    return Page(
      title: t(.factorTitle), language: t,
      body: """
        \(t.errorSummary(error.map { [(field: "code", message: $0)] } ?? []))
        \(t.step(2, of: 3, in: t(.welcomeTitle)))<h1>\(t(.factorTitle))</h1><p>\(t(.factorExplained))</p>
        \(grid([picture(visit, person, totp), card("<p>\(t(.factorByHand))</p><p><b>\(groups(totp.base32))</b></p>")]))
        \(form(
          "/welcome/\(token.text)/second-factor",
          "\(visit.formToken)\(t.codeField(Field("code", t(.codeTitle), hint: t(.sixDigits), error: error)))\(button(t(.confirm)))"))
        """)
  }

  private static func codesPage(_ visit: Visit, _ codes: [Code], goesOn next: Link) -> Page {
    let t = visit.language
    return Page(
      title: t(.recoveryTitle), language: t,
      body: """
        \(t.step(3, of: 3, in: t(.welcomeTitle)))<h1>\(t(.recoveryTitle))</h1><p>\(t(.recoveryExplained))</p>
        \(card("<ol>\(codes.map { "<li><code>\($0.shown)</code></li>" as HTML })</ol>"))
        <p>\(linkButton(t(.recoveryKept), next))</p>
        """)
  }

  private static func picture(_ visit: Visit, _ person: Person, _ totp: TOTP) -> HTML {
    let url = totp.url(issuer: visit.house.programme.name(visit.language), account: person.email?.address ?? "")
    guard let code = try? QR(url) else { return .nothing }
    return card(HTML(vouchingFor: code.svg(label: visit.language(.factorByCamera)), because: "QR escapes its label"))
  }

  /// "ABCD EFGH …": easier to type.
  private static func groups(_ text: String) -> String {
    var shown = ""
    for (position, letter) in text.enumerated() {
      if position > 0, position.isMultiple(of: 4) { shown += " " }
      shown.append(letter)
    }
    return shown
  }
}

extension Phrase {
  static let welcomeTitle = Phrase(kk: "Алғашқы кіру", ru: "Первый вход", en: "First visit")
  static let choosePassword = Phrase(kk: "Құпиясөз таңдаңыз", ru: "Выберите пароль", en: "Choose a password")
  static let yourSignIn = Phrase(kk: "Кіретін электрондық поштаңыз", ru: "Ваш адрес для входа", en: "You sign in with")
  static let newPassword = Phrase(kk: "Жаңа құпиясөз", ru: "Новый пароль", en: "New password")
  static let passwordHint = Phrase(
    kk: "Кемінде 12 таңба. Бірнеше сөзден тұратын сөйлем сенімді әрі есте қалады.",
    ru: "Не меньше 12 знаков. Фраза из нескольких слов надёжна и легко запоминается.",
    en: "At least 12 characters. A phrase of several words is safe and easy to remember.")
  static let factorTitle = Phrase(kk: "Екінші факторды қосыңыз", ru: "Подключите второй фактор", en: "Set up the second factor")
  static let factorExplained = Phrase(
    kk: "Телефонға аутентификатор қосымшасын орнатып, осы кілтті енгізіңіз. Қосымша 30 секунд сайын жаңа код көрсетеді.",
    ru:
      "Установите на телефон приложение-аутентификатор и добавьте в него этот ключ. Приложение показывает новый код каждые 30 секунд.",
    en: "Install an authenticator application on your phone and add this key to it. It then shows a new code every 30 seconds.")
  static let factorByCamera = Phrase(
    kk: "Қосымшаға арналған QR-код", ru: "QR-код для приложения", en: "QR code for the app")
  static let factorByHand = Phrase(kk: "Қолмен енгізілетін кілт", ru: "Ключ для ввода вручную", en: "Key to type in")
  static let sixDigits = Phrase(
    kk: "Қосымша көрсеткен 6 цифр", ru: "6 цифр, которые показывает приложение", en: "The 6 digits it shows")
  static let confirm = Phrase(kk: "Растау", ru: "Подтвердить", en: "Confirm")
  static let recoveryTitle = Phrase(kk: "Қалпына келтіру кодтары", ru: "Коды восстановления", en: "Recovery codes")
  static let recoveryExplained = Phrase(
    kk:
      "Телефон жоғалса, осы кодтардың бірімен кіресіз. Әр код бір рет жарайды. Олар енді көрсетілмейді: басып шығарыңыз немесе көшіріп алыңыз.",
    ru:
      "Если телефон потеряется, вы войдёте с одним из этих кодов. Каждый действует один раз. Больше они не показываются: распечатайте или перепишите их.",
    en:
      "If the phone is lost, you sign in with one of these codes. Each works once. They are not shown again: print or copy them.")
  static let recoveryKept = Phrase(kk: "Сақтап алдым, әрі қарай", ru: "Коды сохранены, дальше", en: "I have kept them, go on")
  static let linkIsOld = Phrase(
    kk: "Бұл сілтеме ескірген немесе қолданылып қойған. Әкімшіден жаңасын сұраңыз.",
    ru: "Эта ссылка устарела или уже использована. Попросите у администратора новую.",
    en: "This link is old or was used already. Ask an administrator for a new one.")

  static func password(_ complaint: PasswordRule.Complaint) -> Phrase {
    switch complaint {
    case .tooShort: Phrase(kk: "Кемінде 12 таңба керек", ru: "Нужно не меньше 12 знаков", en: "At least 12 characters are needed")
    case .tooLong: Phrase(kk: "Құпиясөз тым ұзын", ru: "Пароль слишком длинный", en: "The password is too long")
    case .tooCommon:
      Phrase(
        kk: "Мұндай құпиясөз оңай табылады. Басқасын таңдаңыз.",
        ru: "Такой пароль легко подобрать. Выберите другой.",
        en: "This password is too easy to guess. Choose another.")
    case .holdsName:
      Phrase(
        kk: "Құпиясөзде атыңыз немесе электрондық поштаңыз болмауы керек",
        ru: "В пароле не должно быть вашего имени или адреса электронной почты",
        en: "The password must not contain your name or e-mail address")
    }
  }
}
