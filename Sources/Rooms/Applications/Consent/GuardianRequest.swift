import Exchange
import Forms
import Postbox
import Programme
import Security
import Storage
import Words

/// Asking the guardian: a link by SMS, and by e-mail where there is one. The link holds a random token; the database its
/// keyed hash. The short code in the message is for those whose phone cannot open links.
enum GuardianRequest {
  static let life: Int64 = 30 * 86_400_000

  /// Makes the guardian a person with a key of her or his own, and sends the link. A later request replaces earlier ones, and what
  /// was opened with them ends. False where the phone has had its messages for today: then no link is open.
  @discardableResult
  static func send(for girl: Girl, _ checked: CheckedAnswers, language: Language, _ house: House, in tx: Transaction) throws
    -> Bool
  {
    guard let phone = checked[.guardianPhone].flatMap({ try? Phone(parsing: $0) }) else { return false }
    let guardian = try guardian(of: girl, checked, language, house, in: tx)
    // The number or the address may be another one: whoever holds an older link, answered or not, holds it no more.
    try end("application_id = \(girl.application.id)", guardian, house, in: tx)
    guard try tx.mayReach(phone.e164, .consent, house) else { return false }
    try send(.sms, to: phone.e164, guardian, girl, language, house, in: tx)
    if let email = checked[.guardianEmail].flatMap({ try? EMail(parsing: $0) }) {
      try tx.set([.email(email)], guardian, house.vault)
      try send(.email, to: email.address, guardian, girl, language, house, in: tx)
    }
    try tx.addEvent(.guardianAsked, to: girl.application.id, by: "applicant", house)
    return true
  }

  /// Whether somebody holds a link that can still be answered.
  static func isOpen(_ application: ID<Application>, _ house: House, in tx: Transaction) throws -> Bool {
    try tx.exists(
      """
      SELECT 1 FROM consent_request WHERE application_id = \(application) AND answered_at IS NULL
        AND expires_at > \(house.outside.now()) LIMIT 1
      """)
  }

  private static func end(_ requests: SQL, _ guardian: Safe, _ house: House, in tx: Transaction) throws {
    let now = house.outside.now()
    try tx.run("UPDATE consent_request SET expires_at = \(now) WHERE \(requests) AND expires_at > \(now)")
    try tx.endGuardianSessions(of: guardian.person, house)
  }

  /// Asks once more whoever answered for her last, at the address kept; false when there is none.
  static func askAgain(_ girl: Girl, _ house: House, in tx: Transaction) throws -> Bool {
    let known: ID<Person>? = try tx.value(
      """
      SELECT signer_id FROM consent
      WHERE person_id = \(girl.application.person) AND cycle_id = \(girl.application.cycle) AND signer = 'guardian'
      ORDER BY at DESC, id DESC LIMIT 1
      """)
    guard let known, try tx.adultSince(girl.safe, at: house.outside.now()) == nil else { return false }
    let guardian = try tx.safe(of: known, house.vault)
    let person = try tx.person(known, house.vault)
    let ways: [(GuardianLink.Channel, String)] =
      (person.phone.map { [(.sms, $0.e164)] } ?? []) + (person.email.map { [(.email, $0.address)] } ?? [])
    let open = try ways.filter { try tx.mayReach($0.1, .consent, house) }
    guard !open.isEmpty else { return false }
    // A link in an older letter, of a result for example, goes to the same address and stays.
    try end("application_id = \(girl.application.id) AND answered_at IS NULL", guardian, house, in: tx)
    for (channel, address) in open {
      try send(channel, to: address, guardian, girl, person.language, isAgain: true, house, in: tx)
    }
    return true
  }

  /// The guardian already asked for this application, or a new person.
  static func guardian(
    of girl: Girl, _ checked: CheckedAnswers, _ language: Language, _ house: House, in tx: Transaction
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
        .name(PersonName(surname: checked[.guardianName] ?? "", given: "")),
        .phone(checked[.guardianPhone].flatMap { try? Phone(parsing: $0) }), .relation(checked[.guardianRelation]),
      ], safe, house.vault)
    return safe
  }

  private static func send(
    _ channel: GuardianLink.Channel, to address: String, _ guardian: Safe, _ girl: Girl, _ language: Language,
    isAgain: Bool = false, _ house: House, in tx: Transaction
  ) throws {
    guard try tx.mayReach(address, .consent, house) else { return }
    let (token, code) = try open(channel, guardian.person, girl.application.id, house, in: tx)
    let link = link(token, house)
    let values: [LetterValue] = [
      .name(NameText.quoted(girl.answers[.given])), .link(link), .code(code.shown), .page("/consent", house),
    ]
    try tx.send(
      channel == .email ? .email : .sms, to: address, guardian, isAgain ? .consentAgain : .consent, values, language,
      purpose: .consent, once: hex(house.vault.hash(secret: token.text, for: "consent letter")), house)
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

extension LetterText {
  static let consent = LetterText(
    "consent", Phrase(kk: "Ата-анадан келісім сұрау", ru: "Запрос согласия у родителя", en: "Consent asked of the guardian"),
    needs: [.link, .page, .code], mayUse: [.name])
  static let consentAgain = LetterText(
    "consent-again",
    Phrase(
      kk: "Ата-анадан келісімді қайта сұрау", ru: "Повторный запрос согласия у родителя",
      en: "Consent asked of the guardian again"),
    needs: [.link, .page, .code], mayUse: [.name])
}
