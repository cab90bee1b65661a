import Certificates
import Courses
import Programme
import Security
import Storage
import Words

extension Transaction {
  /// One person says that she has earned it; another issues it. With a reason where her rule asks for what nobody can record.
  func propose(
    _ candidate: Candidate, _ shelved: ShelvedCourse, reason: String, by permit: Permit<IssueCertificate>, _ house: House
  ) throws -> Code {
    guard let name = candidate.name else { throw Refusal(.conflict, .sheHasNoName) }
    guard candidate.readiness.open.isEmpty else { throw Refusal(.conflict, .notReady) }
    let missing = candidate.readiness.unrecorded.map(\.word)
    guard missing.isEmpty || !reason.isEmpty else { throw Refusal(.invalid, .reasonWanted, field: "reason") }
    let code = try freeCode(house)
    let written = "\(name.given) \(name.surname)"
    var secrets = CertificateSecrets(
      name: Said(kk: written, ru: written, en: Certificate.latin(written)), salt: base64URL(house.outside.random(16)))
    secrets.reasons = missing.isEmpty ? [] : [reason]
    let course = shelved.course
    let minutes = course.lessons.map(\.minutes).reduce(0, +)
    let safe = try safe(of: candidate.person, house.vault)
    let consents = try consents(safe, candidate.cycle, at: house.outside.now()).state(house.consents)
    try run(
      """
      INSERT INTO study_certificate (code, learner, cycle_id, region, course, edition_id, title_kk, title_ru, title_en, hours, lessons,
        sealed, missing, has_consent, proposed_at, proposed_by)
      VALUES (\(code.letters), \(candidate.number), \(candidate.cycle), \(candidate.region), \(shelved.key), \(shelved.open.edition),
        \(course.title.kk), \(course.title.ru), \(course.title.en), \(course.hours ?? max(1, (minutes + 59) / 60)),
        \(course.lessons.count), \(safe.seal(secrets.text, CertificateSecrets.place)), \(missing.joined(separator: " ")),
        \(consents == .complete), \(house.outside.now()), \(permit.actor.person))
      """)
    try record(.certificateProposed, candidate.person.text, "course=\(shelved.key) code=\(code.letters)", by: permit, house)
    try ask(
      IssueCertificate.self,
      for: SecondWanted(
        .certificateWantsSecond, page: "/desk/certificates/\(code.letters)", not: [permit.actor.person],
        places: [(candidate.cycle, candidate.region)], once: "certificate:\(code.letters)"), house)
    return code
  }

  private func freeCode(_ house: House) throws -> Code {
    for _ in 0..<100 {
      let code = Certificate.kind.code(random: house.outside.random)
      if try !exists("SELECT 1 FROM study_certificate WHERE code = \(code.letters)") { return code }
    }
    throw Refusal(.busy, .placesAreFull)
  }

  /// A place in the list of revocations that nobody has: drawn, so that it says nothing of who came when.
  private func freePlace(_ house: House) throws -> Int {
    for _ in 0..<100 {
      let drawn = house.outside.random(3).reduce(0) { $0 << 8 | Int($1) } % StatusList.places
      if try !exists("SELECT 1 FROM study_certificate WHERE place = \(drawn)") { return drawn }
    }
    throw Refusal(.busy, .placesAreFull)
  }

  /// The second hand: signs the statement with today's day. Throws where the name does not fit its paper.
  func issue(_ found: IssuedCertificate, reason: String, by permit: Permit<IssueCertificate>, _ house: House) throws {
    guard case .proposed = found.state, let learner = found.learner, let person = try person(ofLearner: learner) else {
      throw Refusal(.conflict, .certificateSettled)
    }
    try mustBeSecond(permit.actor, after: found.proposedBy, at: house.outside.now())
    guard found.missing.isEmpty || !reason.isEmpty else { throw Refusal(.invalid, .reasonWanted, field: "reason") }
    let safe = try safe(of: person, house.vault)
    guard var secrets = try found.secrets(safe) else { throw Refusal.missing }
    let now = house.outside.now()
    guard let statement = try? found.facts.issued(on: now.day()).statement(of: secrets.name.kk) else {
      throw Refusal(.invalid, .nameTooLong, field: "kk")
    }
    secrets.signature = try statementSigner(house).signed(statement).signature
    if !found.missing.isEmpty { secrets.reasons.append(reason) }
    let consents = try consents(safe, found.cycle, at: now).state(house.consents)
    let changed = try run(
      """
      UPDATE study_certificate SET issued_at = \(now), issued_by = \(permit.actor.person), place = \(try freePlace(house)),
        sealed = \(safe.seal(secrets.text, CertificateSecrets.place)), has_consent = \(consents == .complete)
      WHERE code = \(found.code.letters) AND issued_at IS NULL AND dropped_at IS NULL
      """)
    guard changed == 1 else { throw Refusal(.conflict, .certificateSettled) }
    try record(.certificateIssued, person.text, "code=\(found.code.letters)", by: permit, house)
    try tell(
      safe, .certificateIssued, [.what(found.facts.title.phrase), .page("/study/certificates", house)], purpose: .certificate,
      once: "certificate:\(found.code.letters)", house)
  }

  /// Nobody issues it; she may be proposed anew.
  func drop(_ found: IssuedCertificate, by permit: Permit<IssueCertificate>, _ house: House) throws {
    let changed = try run(
      """
      UPDATE study_certificate SET dropped_at = \(house.outside.now())
      WHERE code = \(found.code.letters) AND issued_at IS NULL AND dropped_at IS NULL
      """)
    guard changed == 1 else { throw Refusal(.conflict, .certificateSettled) }
    try record(.certificateDropped, found.code.letters, by: permit, house)
  }

  func revoke(
    _ found: IssuedCertificate, _ why: IssuedCertificate.Revocation, by permit: Permit<IssueCertificate>, _ house: House
  ) throws {
    let changed = try run(
      """
      UPDATE study_certificate SET revoked_at = \(house.outside.now()), revoked_by = \(permit.actor.person), revoked_for = \(why)
      WHERE code = \(found.code.letters) AND issued_at IS NOT NULL AND revoked_at IS NULL
      """)
    guard changed == 1 else { throw Refusal(.conflict, .certificateSettled) }
    try record(.certificateRevoked, found.code.letters, "reason=\(why.rawValue)", by: permit, house)
    guard let learner = found.learner, let person = try person(ofLearner: learner) else { return }
    try tell(
      try safe(of: person, house.vault), .certificateRevoked,
      [.what(found.facts.title.phrase), .reason(why.said), .page("/study/certificates", house)], purpose: .certificate,
      once: "certificate-revoked:\(found.code.letters)", house)
  }

  /// As she writes it, until it is issued.
  func rename(_ found: IssuedCertificate, to name: Said, _ safe: Safe) throws {
    guard var secrets = try found.secrets(safe) else { throw Refusal.missing }
    secrets.name = name
    let changed = try run(
      """
      UPDATE study_certificate SET sealed = \(safe.seal(secrets.text, CertificateSecrets.place))
      WHERE code = \(found.code.letters) AND issued_at IS NULL AND dropped_at IS NULL
      """)
    guard changed == 1 else { throw Refusal(.conflict, .certificateIsIssued) }
  }

  /// Whether others may see it, and what she reached in checks, follows what she and her guardian say.
  func followConsent(_ answer: ConsentAnswered, _ house: House) throws {
    let isComplete = answer.ledger.state(house.consents) == .complete
    try run(
      """
      UPDATE study_certificate SET has_consent = \(isComplete)
      WHERE cycle_id = \(answer.cycle) AND learner IN (SELECT number FROM study_learner WHERE person_id = \(answer.girl))
      """)
    try run(
      """
      UPDATE study_sitting SET has_consent = \(isComplete)
      WHERE learner IN (SELECT number FROM study_learner WHERE person_id = \(answer.girl)) AND check_id IN (SELECT study_check.id
        FROM study_check JOIN study_cohort ON study_cohort.id = cohort_id WHERE cycle_id = \(answer.cycle))
      """)
  }
}

extension IssuedCertificate.Revocation {
  var said: Said {
    switch self {
    case .error: Said(kk: "қате берілген", ru: "выдан по ошибке", en: "it was issued in error")
    case .wish: Said(kk: "иесі солай қалады", ru: "по собственному желанию", en: "she wished it")
    case .name: Said(kk: "аты-жөні өзгерді", ru: "изменилось имя", en: "her name has changed")
    }
  }
}

extension LetterText {
  static let certificateIssued = LetterText(
    "certificate-issued", Phrase(kk: "Сертификат берілді", ru: "Сертификат выдан", en: "A certificate is issued"),
    needs: [.page], mayUse: [.what])
  static let certificateRevoked = LetterText(
    "certificate-revoked", Phrase(kk: "Сертификат кері қайтарылды", ru: "Сертификат отозван", en: "A certificate is revoked"),
    needs: [.page], mayUse: [.what, .reason])
}
