import Exchange
import Postbox
import Programme
import Security
import Storage
import Words

/// Asking the guardian: a link by SMS, and by e-mail where there is one. The link holds a random token; the database its
/// keyed hash. The short code in the message is for those whose phone cannot open links.
enum GuardianRequest {
  static let life: Int64 = 30 * 86_400_000

  /// Makes the guardian a person with a key of her or his own, and sends the link. A later request replaces earlier ones.
  static func send(for girl: Girl, _ checked: CheckedAnswers, language: Language, _ house: House, in tx: Transaction) throws {
    let values = checked.values
    guard let phone = values["guardian_phone"].flatMap({ try? Phone(parsing: $0) }) else { return }
    let guardian = try guardian(of: girl, values, language, house, in: tx)
    try send(.sms, to: phone.e164, guardian, girl, language, house, in: tx)
    if let email = values["guardian_email"].flatMap({ try? EMail(parsing: $0) }) {
      try tx.set([.email(email)], guardian, house.vault)
      try send(.email, to: email.address, guardian, girl, language, house, in: tx)
    }
    try tx.addEvent(.guardianAsked, to: girl.application.id, by: "applicant", house)
  }

  /// Asks once more whoever answered for her last, at the address kept; false when there is none.
  static func askAgain(_ girl: Girl, _ house: House, in tx: Transaction) throws -> Bool {
    let known: ID<Person>? = try tx.value(
      """
      SELECT signer_id FROM consent WHERE application_id = \(girl.application.id) AND signer = 'guardian' ORDER BY at DESC, id DESC
      LIMIT 1
      """)
    guard let known, try tx.adultSince(girl.safe, at: house.outside.now()) == nil else { return false }
    let guardian = try tx.safe(of: known, house.vault)
    let person = try tx.person(known, house.vault)
    if let phone = person.phone {
      try send(.sms, to: phone.e164, guardian, girl, person.language, isAgain: true, house, in: tx)
    }
    if let email = person.email {
      try send(.email, to: email.address, guardian, girl, person.language, isAgain: true, house, in: tx)
    }
    return person.phone != nil || person.email != nil
  }

  /// The guardian already asked for this application, or a new person.
  static func guardian(
    of girl: Girl, _ values: [String: String], _ language: Language, _ house: House, in tx: Transaction
  ) throws -> Safe {
    let known: ID<Person>? = try tx.value(
      """
      SELECT guardian_id FROM (
        SELECT guardian_id, created_at AS at FROM consent_request WHERE application_id = \(girl.application.id)
        UNION ALL SELECT guardian_id, entered_at AS at FROM paper_consent WHERE application_id = \(girl.application.id)
      ) AS asked ORDER BY at DESC LIMIT 1
      """)
    let safe = try known.map { try tx.safe(of: $0, house.vault) } ?? tx.addPerson(language: language, house)
    try tx.set(
      [
        .name(PersonName(surname: values["guardian_name"] ?? "", given: "")),
        .phone(values["guardian_phone"].flatMap { try? Phone(parsing: $0) }), .relation(values["guardian_relation"]),
      ], safe, house.vault)
    return safe
  }

  private static func send(
    _ channel: GuardianLink.Channel, to address: String, _ guardian: Safe, _ girl: Girl, _ language: Language,
    isAgain: Bool = false, _ house: House, in tx: Transaction
  ) throws {
    try tx.run(
      """
      UPDATE consent_request SET expires_at = \(house.outside.now())
      WHERE application_id = \(girl.application.id) AND channel = \(channel) AND answered_at IS NULL
      """)
    let (token, code) = try open(channel, guardian.person, girl.application.id, house, in: tx)
    let link = link(token, house)
    let name = girl.answers["given"].trimmed
    let page = "\(house.settings.address)/consent"
    let message: Phrase =
      isAgain
      ? .consentAgain(name, house.programme.name, link, code.shown, page)
      : .consentMessage(name, house.programme.name, link, code.shown, page)
    try tx.send(
      channel == .email ? .email : .sms, to: address, guardian, subject: .consentSubject(name, house.programme.name),
      body: message, language, purpose: .consent, once: hex(house.vault.hash(secret: token.text, for: "consent letter")), house)
  }
}

extension GuardianRequest {
  /// A link for somebody who was asked before, to see how it went on; nil for anybody else.
  static func door(for guardian: ID<Person>, _ house: House, in tx: Transaction) throws -> String? {
    let known = try tx.row(
      "SELECT application_id, channel FROM consent_request WHERE guardian_id = \(guardian) ORDER BY created_at DESC LIMIT 1")
    guard let known else { return nil }
    let (token, _) = try open(
      try known["channel"], guardian, try known["application_id"], isAnswered: true, house, in: tx)
    return link(token, house)
  }

  private static func link(_ token: Token, _ house: House) -> String { "\(house.settings.address)/consent/link/\(token.text)" }

  /// The request in the database: of its secrets only keyed hashes stay.
  private static func open(
    _ channel: GuardianLink.Channel, _ guardian: ID<Person>, _ application: ID<Application>, isAnswered: Bool = false,
    _ house: House, in tx: Transaction
  ) throws -> (Token, Code) {
    let (token, code, now) = (Token(), Code.fresh(groups: 2), house.outside.now())
    try tx.run(
      """
      INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, code_hash, created_at, expires_at, tries,
        answered_at)
      VALUES (\(house.vault.hash(secret: token.text, for: "consent link")), \(application), \(guardian), \(channel),
        \(house.vault.hash(secret: code.letters, for: "consent code")), \(now), \(now.adding(milliseconds: life)), 0,
        \(isAnswered ? now : nil))
      """)
    return (token, code)
  }
}

extension Phrase {
  static func consentSubject(_ name: String, _ programme: Said) -> Phrase {
    Phrase(
      kk: "\(programme.kk): \(name) үшін келісім сұраймыз", ru: "\(programme.ru): просим согласие для участницы \(name)",
      en: "\(programme.en): consent for \(name)")
  }

  static func consentAgain(_ name: String, _ programme: Said, _ link: String, _ code: String, _ page: String) -> Phrase {
    Phrase(
      kk: "\(programme.kk). \(name): келісім мәтіні өзгерді, қайта жауап беріңіз: \(link) Сілтеме ашылмаса: \(page), код \(code)",
      ru:
        "\(programme.ru). \(name): текст согласия изменился, ответьте снова: \(link) Если ссылка не открывается: \(page), код \(code)",
      en:
        "\(programme.en). \(name): the consent's text has changed, please answer again: \(link) If the link does not open: \(page), code \(code)"
    )
  }

  static func consentMessage(_ name: String, _ programme: Said, _ link: String, _ code: String, _ page: String) -> Phrase {
    Phrase(
      kk: "\(programme.kk). \(name) өтінім берді. Келісім беру немесе бермеу: \(link) Сілтеме ашылмаса: \(page), код \(code)",
      ru:
        "\(programme.ru). \(name) подала заявку. Дать согласие или отказать: \(link) Если ссылка не открывается: \(page), код \(code)",
      en: "\(programme.en). \(name) has applied. Agree or refuse: \(link) If the link does not open: \(page), code \(code)")
  }
}
