import Certificates
import Exchange
import Programme
import Security
import Storage
import Words

/// A certificate as the school keeps it, from the proposal on.
struct IssuedCertificate: Sendable {
  let facts: StoredFacts
  /// Nil once she is erased.
  let learner: Int?
  let cycle: ID<Cycle>
  let region: String?
  /// What her rule asks for and nobody could record.
  let missing: [String]
  let proposedAt: Moment
  let proposedBy: ID<Person>
  let issuedAt: Moment?
  let issuedBy: ID<Person>?
  let place: Int?
  let revokedAt: Moment?
  let revokedFor: Revocation?
  let isDropped: Bool
  fileprivate let sealed: [UInt8]?

  /// What stays when her name goes.
  struct StoredFacts: Sendable {
    let code: Code
    let course: String
    let title: Said
    let hours: Int
    let lessons: Int

    func issued(on day: Day) -> Certificate.Facts {
      Certificate.Facts(code: code, day: day, course: course, title: title, hours: hours, lessons: lessons)
    }
  }

  enum Revocation: String, Sendable, CaseIterable, Bindable, Readable {
    case error, wish, name
  }

  enum State: Sendable {
    case proposed, issued, revoked(Moment, Revocation), dropped
  }

  var state: State {
    if let revokedAt, let revokedFor { return .revoked(revokedAt, revokedFor) }
    if isDropped { return .dropped }
    return issuedAt == nil ? .proposed : .issued
  }

  var code: Code { facts.code }
  var day: Day? { issuedAt?.day() }
}

/// What of a certificate is hers alone.
struct CertificateSecrets: Sendable {
  /// As she writes it in each language.
  var name: Said
  /// Why what could not be recorded is so all the same: of whoever proposed, and of whoever issued. Empty where nothing was missing.
  var reasons: [String] = []
  /// Of the statement on her paper; nil before it is issued.
  var signature: [UInt8]?
  /// Of the hash of her name in files.
  var salt: String

  static let place = "study_certificate.sealed"

  var text: String {
    JSON.object([
      ("kk", .string(name.kk)), ("ru", .string(name.ru)), ("en", .string(name.en)), ("reasons", .strings(reasons)),
      ("signature", signature.map { .string(base64URL($0)) } ?? .null), ("salt", .string(salt)),
    ]).text
  }

  init(name: Said, salt: String) { (self.name, self.salt) = (name, salt) }

  init?(_ text: String) {
    guard let json = try? JSONReader.read(Array(text.utf8)), case .object(let members) = json else { return nil }
    let fields = Dictionary(members.map { ($0.0, $0.1) }) { first, _ in first }
    func word(_ key: String) -> String? {
      if case .string(let text)? = fields[key] { text } else { nil }
    }
    guard let kk = word("kk"), let ru = word("ru"), let en = word("en"), let salt = word("salt") else { return nil }
    self.init(name: Said(kk: kk, ru: ru, en: en), salt: salt)
    if case .array(let reasons)? = fields["reasons"] {
      self.reasons = reasons.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
    signature = word("signature").flatMap { bytes(base64URL: $0) }
  }
}

extension IssuedCertificate {
  /// Nil once she is erased.
  func secrets(_ safe: Safe) throws -> CertificateSecrets? {
    try sealed.flatMap { CertificateSecrets(try safe.open($0, CertificateSecrets.place)) }
  }

  /// The certificate with its signature; nil before it is issued and after an erasure.
  func certificate(_ secrets: CertificateSecrets) throws -> Certificate? {
    guard let day, let signature = secrets.signature else { return nil }
    let facts = facts.issued(on: day)
    return Certificate(
      facts, of: secrets.name, signed: SignedStatement(try facts.statement(of: secrets.name.kk), signature: signature))
  }

  static let scope = ScopeColumns(cycle: "study_certificate.cycle_id", region: "study_certificate.region")
  static let columns: SQL = """
    SELECT code, learner, study_certificate.cycle_id, region, course, title_kk, title_ru, title_en, hours, lessons, missing,
      proposed_at, proposed_by, issued_at, issued_by, place, revoked_at, revoked_for, dropped_at, sealed FROM study_certificate
    """

  init(row: Row) throws {
    let typed: String = try row["code"]
    guard let code = Certificate.kind.code(typed) else { throw Refusal.missing }
    facts = StoredFacts(
      code: code, course: try row["course"],
      title: Said(kk: try row["title_kk"], ru: try row["title_ru"], en: try row["title_en"]), hours: try row["hours"],
      lessons: try row["lessons"])
    (learner, cycle, region) = (try row["learner"], try row["cycle_id"], try row["region"])
    missing = (try row["missing"] as String).split(separator: " ").map(String.init)
    (proposedAt, proposedBy) = (try row["proposed_at"], try row["proposed_by"])
    (issuedAt, issuedBy, place) = (try row["issued_at"], try row["issued_by"], try row["place"])
    (revokedAt, revokedFor) = (try row["revoked_at"], try row["revoked_for"])
    isDropped = try (row["dropped_at"] as Moment?) != nil
    sealed = try row["sealed"]
  }
}

extension Transaction {
  /// Whoever asks.
  func certificate(_ code: Code) throws -> IssuedCertificate? {
    try row(IssuedCertificate.columns + " WHERE code = \(code.letters)").map(IssuedCertificate.init(row:))
  }

  /// Hers, the newest first; those whose proposal was dropped are not.
  func certificates(of learner: Int) throws -> [IssuedCertificate] {
    try rows(
      IssuedCertificate.columns
        + " WHERE learner = \(learner) AND dropped_at IS NULL ORDER BY proposed_at DESC, code LIMIT 100",
      IssuedCertificate.init(row:))
  }

  /// Whose learner's number it is.
  func person(ofLearner number: Int) throws -> ID<Person>? {
    try value("SELECT person_id FROM study_learner WHERE number = \(number)")
  }
}
