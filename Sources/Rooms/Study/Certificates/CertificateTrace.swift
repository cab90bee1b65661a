import Certificates
import Courses
import Programme
import Security
import Storage

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
}
