import Certificates
import Courses
import Programme
import Security
import Storage
import Words

extension Transaction {
  /// What tests of erasure find of a girl: a certificate that was proposed, with her words for its name and its reason.
  func leaveCertificate(
    of learner: Learner, _ shelved: ShelvedCourse, _ cycle: ID<Cycle>, _ subject: Rehearsal.Subject, _ house: House
  ) throws {
    let words = subject.words
    var secrets = CertificateSecrets(name: Said(kk: words, ru: words, en: words), salt: "")
    secrets.reasons = [words]
    let title = shelved.course.title
    try run(
      """
      INSERT INTO study_certificate (code, learner, cycle_id, course, edition_id, title_kk, title_ru, title_en, hours, lessons, sealed,
        missing, has_consent, proposed_at, proposed_by)
      VALUES (\(Certificate.kind.code(random: house.outside.random).letters), \(learner.number), \(cycle), \(shelved.key),
        \(shelved.open.edition), \(title.kk), \(title.ru), \(title.en), 1, 1,
        \(subject.safe.seal(secrets.text, CertificateSecrets.place)), '', \(false), \(house.outside.now()), \(learner.person))
      ON CONFLICT DO NOTHING
      """)
  }

  /// A certificate that two invented people gave an invented girl.
  func certify(_ learner: Learner, _ shelved: ShelvedCourse, _ cycle: ID<Cycle>, region: String?, _ house: House) throws {
    let safe = try safe(of: learner.person, house.vault)
    guard let name = try details(safe)[.name].flatMap(PersonName.init(packed:)) else { return }
    let (course, now) = (shelved.course, house.outside.now())
    let written = "\(name.given) \(name.surname)"
    var secrets = CertificateSecrets(
      name: Said(kk: written, ru: written, en: Certificate.latin(written)), salt: base64URL(house.outside.random(16)))
    let facts = IssuedCertificate.StoredFacts(
      code: Certificate.kind.code(random: house.outside.random), course: shelved.key, title: course.title,
      hours: course.hours ?? 40, lessons: course.lessons.count)
    guard let statement = try? facts.issued(on: now.day()).statement(of: secrets.name.kk) else { return }
    secrets.signature = try statementSigner(house).signed(statement).signature
    let (first, second) = (try invented(.coordinator).person, try invented(.chair).person)
    let place = house.outside.random(3).reduce(0) { $0 << 8 | Int($1) } % StatusList.places
    try run(
      """
      INSERT INTO study_certificate (code, learner, cycle_id, region, course, edition_id, title_kk, title_ru, title_en, hours, lessons,
        sealed, missing, has_consent, proposed_at, proposed_by, issued_at, issued_by, place)
      VALUES (\(facts.code.letters), \(learner.number), \(cycle), \(region), \(facts.course), \(shelved.open.edition), \(course.title.kk),
        \(course.title.ru), \(course.title.en), \(facts.hours), \(facts.lessons), \(safe.seal(secrets.text, CertificateSecrets.place)), '',
        \(true), \(now), \(first), \(now), \(second), \(place))
      ON CONFLICT DO NOTHING
      """)
  }
}
