import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// The first half of the staff's door: address and password. Unknown addresses and wrong passwords get the same answer
/// after the same time.
enum SignIn {
  /// GET /sign-in
  static func show(_ visit: Visit) -> Reply {
    if visit.who.isStaff || visit.who.isOutside { return .seeOther(back(visit.query, else: visit.start)) }
    return visit.page(page(visit, email: "", back: visit.query["back"], error: nil))
  }

  /// POST /sign-in
  static func create(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    let typed = visit.form["email"] ?? ""
    let password = visit.form.pairs.first { $0.name == "password" }?.value ?? ""
    let login = try? EMail(parsing: typed)
    var tries = Tries(visit.request.peer, login?.address ?? typed)
    let credential = try await house.database.read { tx in try login.flatMap { try tx.credential(login: $0, house.vault) } }
    tries.isFromOwnDevice = credential.map { KnownDevice.has(visit, $0.person) } ?? false
    try await house.database.write { [tries] in try tries.count(house, in: $0) }
    guard try await isRight(password, credential, house), let credential else {
      try await house.database.write { tx in
        try tx.record(.signInRefused, credential?.person.text ?? "unknown", by: "nobody", house)
      }
      return visit.page(page(visit, email: typed, back: visit.form["back"], error: visit.language(.wrongSignIn)), status: 422)
    }
    return try await admit(visit, credential, password, tries)
  }

  /// The password is right: a session that opens nothing but the page of the code.
  private static func admit(_ visit: Visit, _ credential: Credential, _ password: String, _ tries: Tries) async throws -> Reply {
    let house = visit.house
    let renewed = house.hasher.needsRehash(credential.password) ? try await hash(password, house) : nil
    let isShared = visit.form["shared"] != nil
    let old = visit.who.session?.tokenHash
    let cookie = try await house.database.write { tx in
      try tries.forgive(house, in: tx)
      if let renewed { try tx.setPassword(renewed, of: credential.person, at: house.outside.now()) }
      if let old { try tx.endSession(old) }
      try tx.record(.signInPassword, credential.person.text, by: "staff:\(credential.person)", house)
      return try house.open(.staffAwaitingCode, for: credential.person, sharedDevice: isShared, in: tx)
    }
    if let old { house.sessions.forget(old) }
    var reply = Reply.seeOther(Link("/sign-in/code").with("back", visit.form["back"]).text)
    reply.setCookie(cookie)
    return reply
  }

  /// Counted before the password is looked at, so that many at once are counted too, and given back when it is right. By network,
  /// by network and address, and by address from wherever: whoever guesses elsewhere does not keep the owner out where she has been in
  /// before.
  private struct Tries: Sendable {
    let network: String
    let account: String
    let anywhere: String
    var isFromOwnDevice = false

    init(_ network: String, _ typed: String) {
      self.network = network
      anywhere = String(typed.lowercased().prefix(200))
      account = "\(network) \(anywhere)"
    }

    func count(_ house: House, in tx: Transaction) throws {
      try tx.countTry(.wrongPasswords, key: network, house)
      try tx.countTry(.wrongPasswordsForOne, key: account, house)
      if !isFromOwnDevice { try tx.countTry(.wrongPasswordsFromAnywhere, key: anywhere, house) }
    }

    func forgive(_ house: House, in tx: Transaction) throws {
      try tx.forgiveTry(.wrongPasswords, key: network, house)
      try tx.forgiveTry(.wrongPasswordsForOne, key: account, house)
      if !isFromOwnDevice { try tx.forgiveTry(.wrongPasswordsFromAnywhere, key: anywhere, house) }
    }
  }

  /// Where the visitor wanted to go, if it is a page of ours.
  static func back(_ fields: Fields, else start: Link = "/desk") -> String {
    fields["back"].flatMap { Link(own: $0) }?.text ?? start.text
  }

  static func hash(_ password: String, _ house: House) async throws -> String {
    do { return try await house.hasher.hash(password) } catch SecurityFault.busy { throw Refusal.tooMany }
  }

  private static func isRight(_ password: String, _ credential: Credential?, _ house: House) async throws -> Bool {
    guard password.utf8.count <= PasswordRule.most * 4 else { return false }
    do {
      return try await house.hasher.verify(password, against: credential?.password)
    } catch SecurityFault.busy {
      throw Refusal.tooMany
    }
  }

  private static func page(_ visit: Visit, email: String, back: String?, error: String?) -> Page {
    let t = visit.language
    return Page(
      title: t(.staffSignIn), language: t,
      body: """
        \(t.errorSummary(error.map { [(field: "email", message: $0)] } ?? []))<h1>\(t(.staffSignIn))</h1>
        \(form(
          "/sign-in", hidden: back.map { [("back", $0)] } ?? [],
          """
          \(visit.formToken)\
          \(t.textField(Field("email", t(.signInEMail), error: error), value: email, kind: .eMail, autocomplete: .userName))\
          \(t.passwordField(Field("password", t(.password)), isNew: false))\
          \(t.checkBox(Field("shared", t(.sharedComputer), hint: t(.sharedComputerHint))))\
          \(button(t(.goOn)))
          """))
        <p class="hint">\(t(.lostPassword))</p>
        """)
  }
}

extension Phrase {
  static let staffSignIn = Phrase(kk: "Қызметкерлердің кіруі", ru: "Вход для сотрудников", en: "Staff sign-in")
  static let signInEMail = Phrase(kk: "Электрондық пошта", ru: "Электронная почта", en: "E-mail")
  static let password = Phrase(kk: "Құпиясөз", ru: "Пароль", en: "Password")
  static let sharedComputer = Phrase(
    kk: "Бұл компьютерді басқа адамдар да пайдаланады", ru: "Этим компьютером пользуются и другие",
    en: "Other people use this computer too")
  static let sharedComputerHint = Phrase(
    kk: "Ортақ компьютерде 30 минут әрекет болмаса, жүйеден автоматты түрде шығасыз.",
    ru: "На общем компьютере вы автоматически выйдете после 30 минут бездействия.",
    en: "On a shared computer you are signed out after 30 minutes without activity.")
  static let wrongSignIn = Phrase(
    kk: "Пошта немесе құпиясөз қате", ru: "Адрес или пароль неверны", en: "The e-mail or the password is wrong")
  static let lostPassword = Phrase(
    kk: "Құпиясөзді ұмытсаңыз, әкімшіден жаңа шақыру сілтемесін сұраңыз.",
    ru: "Если забыли пароль, попросите у администратора новую ссылку-приглашение.",
    en: "If you have forgotten your password, ask an administrator for a new invitation link.")
}
