import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// What a parent or guardian does: understand, agree or refuse purpose by purpose, see who looked, withdraw.
enum GuardianPages {
  /// GET /consent/link/:token puts the link's secret into a cookie and leaves it out of the address from then on.
  static func open(_ visit: Visit) async throws -> Reply {
    let token = try visit.name("token")
    let house = visit.house
    let link = try await house.database.write { tx in
      try tx.countTry(.consentLinks, key: visit.request.peer, house)
      return try tx.guardianLink(token: token, house)
    }
    guard let link else { return await enterCode(visit, error: .linkExpired, status: 404) }
    return try await signIn(link, visit)
  }

  /// GET /consent: the answers, or the field for the code.
  static func show(_ visit: Visit) async throws -> Reply {
    guard let permit = try? Gatekeeper.permit(AnswerForChild.self, to: visit.who) else {
      return await enterCode(visit, error: nil)
    }
    return try await answer(visit, permit)
  }

  /// POST /consent/code
  static func code(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    guard let code = visit.form["code"].flatMap({ Code($0, groups: 2) }) else {
      return await enterCode(visit, error: .wrongConsentCode, status: 422)
    }
    let link = try await house.database.write { tx in
      try tx.countTry(.consentCodes, key: visit.request.peer, house)
      return try tx.guardianLink(code: code.letters, house)
    }
    guard let link else { return await enterCode(visit, error: .wrongConsentCode, status: 422) }
    return try await signIn(link, visit)
  }

  private static func signIn(_ link: GuardianLink, _ visit: Visit) async throws -> Reply {
    let house = visit.house
    let cookie = try await house.database.write { tx in
      try tx.record(.consentOpened, link.application.text, by: "guardian:\(link.guardian)", house)
      return try house.open(.guardian, for: link.guardian, sharedDevice: false, in: tx)
    }
    var reply = Reply.seeOther("/consent")
    reply.setCookie(cookie)
    return reply
  }

  private static func enterCode(_ visit: Visit, error: Phrase?, status: Int = 200) async -> Reply {
    let t = visit.language
    let message = error.map { t($0) }
    return visit.page(
      Page(
        title: t(.consentTitle), language: t,
        body: """
          \(t.errorSummary(message.map { [(field: "code", message: $0)] } ?? []))<h1>\(t(.consentTitle))</h1>
          <p>\(t(.enterConsentCode))</p>
          \(form(
            "/consent/code",
            "\(visit.formToken)\(t.textField(Field("code", t(.codeFromMessage), error: message), autocomplete: .off, isShort: true))\(button(t(.goOn)))"))
          """), status: status)
  }
}

extension Phrase {
  static let consentTitle = Phrase(
    kk: "Ата-ананың (заңды өкілдің) дербес деректерді жинауға және өңдеуге келісімі",
    ru: "Согласие родителя (законного представителя) на сбор и обработку персональных данных",
    en: "Consent of the parent (legal representative) to the collection and processing of personal data")
  static let enterConsentCode = Phrase(
    kk: "Хабарламада келген кодты енгізіңіз. Хабарлама келмесе, қатысушыдан өтінімін ашып, қайта жіберуін сұраңыз.",
    ru:
      "Введите код из сообщения. Если сообщение не пришло, попросите ребёнка открыть свою заявку и запросить сообщение ещё раз.",
    en: "Enter the code from the message. If none came, ask your child to open the application and have it sent again.")
  static let codeFromMessage = Phrase(kk: "Хабарламадағы код", ru: "Код из сообщения", en: "Code from the message")
  static let wrongConsentCode = Phrase(
    kk: "Код дұрыс емес немесе мерзімі өткен", ru: "Код неверный или устарел", en: "The code is wrong or has expired")
  static let linkExpired = Phrase(
    kk: "Сілтеменің мерзімі өткен немесе ол жаңасымен ауыстырылған", ru: "Ссылка устарела или заменена новой",
    en: "The link has expired or was replaced by a newer one")
}
