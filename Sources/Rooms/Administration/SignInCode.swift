import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// The second half of the staff's door: the code of the authenticator application, or a recovery code.
enum SignInCode {
  /// GET /sign-in/code
  static func show(_ visit: Visit) -> Reply {
    guard waiting(visit) != nil else { return .seeOther("/sign-in") }
    return visit.page(page(visit, back: visit.query["back"], error: nil))
  }

  /// POST /sign-in/code: right, it ends the waiting session and opens another with a token of its own.
  static func create(_ visit: Visit) async throws -> Reply {
    guard let waiting = waiting(visit) else { return .seeOther("/sign-in") }
    let house = visit.house
    let typed = visit.form["code"] ?? ""
    try await house.database.write { tx in
      try tx.countTry(.secondFactors, key: waiting.person.text, house)
    }
    let opened: (cookie: Cookie, start: Link)? = try await house.database.write { tx in
      guard let method = try accept(typed, waiting.person, house, in: tx) else {
        try tx.record(.signInCodeRefused, waiting.person.text, by: "nobody", house)
        return nil
      }
      try tx.endSession(waiting.tokenHash)
      try tx.record(.signInDone, waiting.person.text, method, by: "staff:\(waiting.person)", house)
      let (door, start) = try tx.entrance(of: waiting.person, house)
      return (try house.open(door, for: waiting.person, sharedDevice: waiting.isSharedDevice, in: tx), start)
    }
    guard let opened else {
      return visit.page(page(visit, back: visit.form["back"], error: visit.language(.wrongCode)), status: 422)
    }
    house.sessions.forget(waiting.tokenHash)
    var reply = Reply.seeOther(SignIn.back(visit.form, else: opened.start))
    reply.setCookie(opened.cookie)
    if !waiting.isSharedDevice { KnownDevice.keep(waiting.person, visit, &reply) }
    return reply
  }

  /// How the code was accepted, for the audit log; nil when it was not.
  private static func accept(_ typed: String, _ person: ID<Person>, _ house: House, in tx: Transaction) throws -> String? {
    guard let credential = try tx.credential(of: person), credential.step != nil else { return nil }
    let safe = try tx.safe(of: person, house.vault)
    if try tx.acceptCode(typed, credential, safe, at: house.outside.now()) { return "code" }
    guard let code = Code(typed, groups: 3, checked: true), try tx.acceptRecoveryCode(code, of: person, house) else { return nil }
    return "recovery code"
  }

  private static func waiting(_ visit: Visit) -> Session? {
    visit.who.session.flatMap { $0.kind == .staffAwaitingCode ? $0 : nil }
  }

  private static func page(_ visit: Visit, back: String?, error: String?) -> Page {
    let t = visit.language
    return Page(
      title: t(.codeTitle), language: t,
      body: """
        \(t.errorSummary(error.map { [(field: "code", message: $0)] } ?? []))
        \(form(
          "/sign-in/code", hidden: back.map { [("back", $0)] } ?? [],
          """
          \(visit.formToken)\
          \(t.codeField(Field("code", t(.codeTitle), hint: t(.codeHint), error: error, isHeading: true), digits: 14))\
          \(button(t(.signIn)))
          """))
        \(form("/sign-out", "\(visit.formToken)\(button(t(.otherAccount), look: .plain))"))
        """)
  }
}

extension Phrase {
  static let codeTitle = Phrase(kk: "Қосымшадағы код", ru: "Код из приложения", en: "Code from the authenticator app")
  static let codeHint = Phrase(
    kk: "Аутентификатор қосымшасындағы 6 цифр. Телефоныңыз жоқ болса, сақтап қойған қалпына келтіру кодын жазыңыз.",
    ru: "6 цифр из приложения-аутентификатора. Если телефона нет, введите один из сохранённых кодов восстановления.",
    en: "The 6 digits in your authenticator app. Without the phone, enter one of the recovery codes you kept.")
  static let signIn = Phrase(kk: "Кіру", ru: "Войти", en: "Sign in")
  static let wrongCode = Phrase(
    kk: "Код қате немесе бұрын қолданылған. Келесі кодты күтіңіз.", ru: "Код неверен или уже использован. Дождитесь следующего.",
    en: "The code is wrong or was used already. Wait for the next one.")
  static let otherAccount = Phrase(kk: "Басқа пошта арқылы кіру", ru: "Войти с другим адресом", en: "Sign in with another e-mail")
}
