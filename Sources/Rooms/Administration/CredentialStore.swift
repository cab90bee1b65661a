package import Programme
import Security
package import Storage
package import Words

/// What one of the staff signs in with. The password is an argon2id text, the second factor's secret is sealed with the
/// person's own key.
struct Credential: Sendable {
  let person: ID<Person>
  let password: String
  let totp: [UInt8]?
  /// The step whose code was accepted last: the same code opens nothing twice. Nil until the second factor is confirmed.
  let step: Int64?
}

extension Transaction {
  /// The credential of a sign-in name; only a confirmed one counts, and only while its owner holds a role.
  func credential(login: EMail, _ vault: Vault) throws -> Credential? {
    try row(
      """
      SELECT person_id, password, totp, totp_step FROM credential
      WHERE login_hash = \(vault.hash(login.address.lowercased(), .email)) AND totp_step IS NOT NULL
        AND EXISTS (SELECT 1 FROM membership WHERE membership.person_id = credential.person_id AND ended_at IS NULL)
      """
    ).map(Credential.init(row:))
  }

  func credential(of person: ID<Person>) throws -> Credential? {
    try row("SELECT person_id, password, totp, totp_step FROM credential WHERE person_id = \(person)").map(Credential.init(row:))
  }

  /// A new password and a second factor that is still to be confirmed, in place of what was there.
  func setCredential(_ login: EMail, password: String, totp: TOTP, _ safe: Safe, _ house: House) throws {
    let sealed = safe.seal(totp.base32, "credential.totp")
    try run(
      """
      INSERT INTO credential (person_id, login_hash, password, totp, totp_step, changed_at)
      VALUES (\(safe.person), \(house.vault.hash(login.address.lowercased(), .email)), \(password), \(sealed), NULL,
        \(house.outside.now()))
      ON CONFLICT (person_id) DO UPDATE SET login_hash = excluded.login_hash, password = excluded.password,
        totp = excluded.totp, totp_step = NULL, changed_at = excluded.changed_at
      """)
  }

  func setPassword(_ password: String, of person: ID<Person>, at now: Moment) throws {
    try run("UPDATE credential SET password = \(password), changed_at = \(now) WHERE person_id = \(person)")
  }

  /// Whether the code is right and new; an accepted one is spent by this very statement, so two at once open one door.
  func acceptCode(_ code: String, _ credential: Credential, _ safe: Safe, at now: Moment) throws -> Bool {
    guard let sealed = credential.totp, let totp = TOTP(base32: try safe.open(sealed, "credential.totp")),
      let step = totp.accepts(code, at: now.milliseconds / 1000, after: credential.step)
    else { return false }
    return try run(
      """
      UPDATE credential SET totp_step = \(step)
      WHERE person_id = \(credential.person) AND (totp_step IS NULL OR totp_step < \(step))
      """) == 1
  }

  /// Ten new codes for the day the phone is lost; those from before no longer open anything.
  func setRecoveryCodes(of person: ID<Person>, _ vault: Vault) throws -> [Code] {
    let codes = TOTP.recoveryCodes()
    try run("DELETE FROM recovery_code WHERE person_id = \(person)")
    for code in codes {
      try run(
        "INSERT INTO recovery_code (person_id, hash) VALUES (\(person), \(vault.hash(secret: code.letters, for: "recovery code")))"
      )
    }
    return codes
  }

  /// Spends a recovery code; false when there is none like it left.
  func acceptRecoveryCode(_ code: Code, of person: ID<Person>, _ house: House) throws -> Bool {
    try run(
      """
      UPDATE recovery_code SET used_at = \(house.outside.now())
      WHERE person_id = \(person) AND hash = \(house.vault.hash(secret: code.letters, for: "recovery code")) AND used_at IS NULL
      """) == 1
  }
}

/// The link by which one of the staff comes in for the first time, or again after losing password and phone.
extension Transaction {
  func invited(by token: Token, _ house: House) throws -> ID<Person>? {
    try value(
      """
      SELECT person_id FROM invitation
      WHERE hash = \(house.vault.hash(secret: token.text, for: "invitation")) AND used_at IS NULL
        AND expires_at > \(house.outside.now())
      """)
  }

  func spendInvitation(_ token: Token, _ house: House) throws {
    try run(
      """
      UPDATE invitation SET used_at = \(house.outside.now())
      WHERE hash = \(house.vault.hash(secret: token.text, for: "invitation"))
      """)
  }

  /// One of the staff with name, sign-in address and a first role. Throws `StorageFault.unique` later, at the credential,
  /// when the address is somebody else's.
  package func addStaff(
    _ name: PersonName, _ email: EMail, _ role: Role, _ scope: Scope, language: Language, by giver: Actor?, _ house: House
  ) throws -> ID<Person> {
    let safe = try addPerson([.name(name), .email(email)], language: language, house)
    try giveRole(role, scope, to: safe.person, by: giver, house)
    return safe.person
  }

  /// Gives a role. One that takes two waits for the second person; `giver` nil is the operator, whose word is enough.
  package func giveRole(_ role: Role, _ scope: Scope, to person: ID<Person>, by giver: Actor?, _ house: House) throws {
    let membership = try grant(role, scope, to: person, by: giver, house)
    if role.takesTwo, let giver {
      try ask(
        ConfirmRoles.self,
        for: SecondWanted(
          .roleWants, page: "/administration/roles", not: [giver.person, person], once: "role:\(membership)"), house)
    }
  }
}

extension Credential {
  init(row: Row) throws {
    self.init(
      person: try row["person_id"], password: try row["password"], totp: try row["totp"], step: try row["totp_step"])
  }
}

extension Phrase {
  static let roleWants = Phrase(
    kk: "Жаңа рөл растауды күтіп тұр", ru: "Новая роль ждёт подтверждения", en: "A new role waits to be confirmed")
}
