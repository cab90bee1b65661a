import Programme
import Storage
import Words

/// Somebody of an organisation who speaks for it here.
struct Officer: Sendable {
  let person: ID<Person>
  let name: String
  let email: String
  let since: Moment
  /// Whether the first visit is done: password and second factor.
  let hasComeIn: Bool
  /// When the code of conduct in force was signed.
  let signedAt: Moment?
  /// How many girls' guardians share her phone or her family's surname, and what somebody has answered to that.
  let kin: KinQuestion?
  let interests: [Interest]
}

/// What an officer says of herself: a relative or a pupil who may stand among the girls.
struct Interest: Sendable {
  enum Kind: String, Sendable, CaseIterable, Bindable, Readable {
    case relative, pupil

    var name: Phrase {
      switch self {
      case .relative: Phrase(kk: "туысы", ru: "родственница", en: "a relative")
      case .pupil: Phrase(kk: "оқушысы", ru: "ученица", en: "a pupil")
      }
    }
  }

  let id: ID<Interest>
  let kind: Kind
  let says: String
  let saidAt: Moment
}

/// Whether an officer may be a relative of somebody: asked, never decided by the house.
struct KinQuestion: Sendable {
  enum Answer: String, Sendable, CaseIterable, Bindable, Readable {
    case related, unrelated

    var name: Phrase {
      switch self {
      case .related: Phrase(kk: "иә, туыс", ru: "да, родственник", en: "yes, a relative")
      case .unrelated: Phrase(kk: "жоқ, аттас қана", ru: "нет, однофамилец", en: "no, only of the same name")
      }
    }
  }

  /// How many girls' guardians are alike.
  let girls: Int
  /// Of whom it is asked: with other girls the question is asked anew.
  let mark: [UInt8]
  /// Nil while nobody has answered.
  let answer: Answer?
}

extension Transaction {
  /// Those who hold the role for an organisation today, by when they got it.
  func officers(of organisation: ID<Organisation>, _ house: House) throws -> [Officer] {
    let held = try rows(
      """
      SELECT membership.person_id, min(membership.given_at) AS since, max(credential.totp_step) AS step FROM membership
      LEFT JOIN credential ON credential.person_id = membership.person_id
      WHERE role = 'university' AND organisation_id = \(organisation) AND confirmed_at IS NOT NULL AND ended_at IS NULL
      GROUP BY membership.person_id ORDER BY since, membership.person_id LIMIT 200
      """
    ) { (person: try $0["person_id"] as ID<Person>, since: try $0["since"] as Moment, step: try $0["step"] as Int64?) }
    return try held.map { person, since, step in
      let known = try self.person(person, house.vault)
      return Officer(
        person: person, name: known.name?.full ?? String(person.text.suffix(6)), email: known.email?.address ?? "", since: since,
        hasComeIn: step != nil, signedAt: try signedAt(person, house), kin: try kinQuestion(of: person, house),
        interests: try interests(of: person, house))
    }
  }

  /// Whether somebody is an officer of it; missing otherwise.
  func officer(_ person: ID<Person>, of organisation: ID<Organisation>) throws -> [ID<Membership>] {
    let held: [ID<Membership>] = try rows(
      """
      SELECT id FROM membership WHERE person_id = \(person) AND organisation_id = \(organisation) AND role = 'university'
        AND ended_at IS NULL ORDER BY id
      """
    ) { try $0[0] }
    guard !held.isEmpty else { throw Refusal.missing }
    return held
  }

  /// When somebody signed the code of conduct that is in force; nil where she has not.
  func signedAt(_ person: ID<Person>, _ house: House) throws -> Moment? {
    try value("SELECT signed_at FROM grants_conduct WHERE person_id = \(person) AND version = \(house.data[.conduct].version)")
  }

  /// Throws for an officer who has not signed it: nothing of hers is done before.
  func mustHaveSigned(_ person: ID<Person>, _ house: House) throws {
    guard try signedAt(person, house) != nil else { throw Refusal(.forbidden, .conductFirst, back: UniversityPages.conduct) }
  }

  func sign(_ person: ID<Person>, by permit: Permit<OwnOffers>, _ house: House) throws {
    let version = house.data[.conduct].version
    let signed = try run(
      """
      INSERT INTO grants_conduct (person_id, version, language, signed_at)
      SELECT id, \(version), language, \(house.outside.now()) FROM person WHERE id = \(person) ON CONFLICT DO NOTHING
      """)
    if signed > 0 { try record(.conductSigned, person.text, "version=\(version)", by: permit, house) }
  }

  static let interestField = "grants_interest.note"

  func interests(of person: ID<Person>, _ house: House) throws -> [Interest] {
    let safe = try safe(of: person, house.vault)
    return try rows(
      "SELECT id, kind, note, said_at FROM grants_interest WHERE person_id = \(person) AND taken_back_at IS NULL ORDER BY said_at, id LIMIT 50"
    ) { row in
      Interest(
        id: try row["id"], kind: try row["kind"], says: try safe.open(try row["note"], Self.interestField),
        saidAt: try row["said_at"])
    }
  }

  /// Whose guardians have the officer's phone, or a surname of her family.
  func kinQuestion(of person: ID<Person>, _ house: House) throws -> KinQuestion? {
    let girls: [ID<Person>] = try rows(
      """
      SELECT DISTINCT grants_guardian.person_id FROM person_hash JOIN grants_guardian ON grants_guardian.kind = person_hash.kind
        AND grants_guardian.hash = person_hash.hash
      WHERE person_hash.person_id = \(person) AND person_hash.kind IN ('phone', 'family') ORDER BY grants_guardian.person_id LIMIT 500
      """
    ) { try $0[0] }
    guard !girls.isEmpty else { return nil }
    let mark = house.vault.hash(secret: girls.map(\.text).joined(separator: " "), for: "officer's kin")
    return KinQuestion(
      girls: girls.count, mark: mark,
      answer: try value("SELECT answer FROM grants_kin WHERE person_id = \(person) AND mark = \(mark)"))
  }

  func answer(
    _ answer: KinQuestion.Answer, to question: KinQuestion, of person: ID<Person>, by permit: Permit<InviteOfficers>,
    _ house: House
  )
    throws
  {
    try run(
      """
      INSERT INTO grants_kin (person_id, mark, answer, answered_by, answered_at)
      VALUES (\(person), \(question.mark), \(answer), \(permit.actor.person), \(house.outside.now()))
      ON CONFLICT (person_id, mark) DO UPDATE SET answer = excluded.answer, answered_by = excluded.answered_by,
        answered_at = excluded.answered_at
      """)
    try record(.officerKinAnswered, person.text, answer.rawValue, by: permit, house)
  }
}

extension Phrase {
  static let conductFirst = Phrase(
    kk: "Алдымен әдеп кодексіне қол қойыңыз.", ru: "Сначала подпишите кодекс поведения.", en: "Sign the code of conduct first.")
}
