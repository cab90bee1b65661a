import Programme
import Security
import Storage
import Words

/// What a certificate keeps of a person: the name on it, and the reasons that were written. What was issued stays without them.
enum CertificateData {
  /// Before the rest of the school: an erasure takes the learner, to whom a certificate points.
  static let personalData = PersonalData(
    title: .certificatesTitle, tables: ["study_certificate": .certificatesKept],
    export: { tx, house, person, t in
      guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      let safe = try tx.safe(of: person, house.vault)
      let lines = try tx.rows(
        IssuedCertificate.columns + " WHERE learner = \(number) ORDER BY proposed_at, code LIMIT 1000",
        IssuedCertificate.init(row:)
      ).map { found -> (name: String, value: String) in
        let secrets = try found.secrets(safe)
        let name = secrets.map { "\($0.name.kk) · \($0.name.ru) · \($0.name.en)" } ?? ""
        return (
          found.code.shown, ([found.facts.title(t), name, said(found, t)] + (secrets?.reasons ?? [])).joined(separator: "; ")
        )
      }
      return lines.isEmpty ? [] : [PersonalData.Section(.certificatesTitle, lines)]
    },
    erase: { tx, _, person in
      guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      let dropped = try tx.run("DELETE FROM study_certificate WHERE learner = \(number) AND issued_at IS NULL")
      let kept = try tx.run(
        "UPDATE study_certificate SET learner = NULL, region = NULL, sealed = NULL, has_consent = FALSE WHERE learner = \(number)"
      )
      return [PersonalData.Erased("study_certificate", dropped + kept)]
    })

  private static func said(_ found: IssuedCertificate, _ t: Language) -> String {
    switch found.state {
    case .proposed: "\(t(.stateProposed)) \(t.dateTime(found.proposedAt))"
    case .issued: "\(t(.stateIssued)) \(found.issuedAt.map { t.dateTime($0) } ?? "")"
    case .revoked(let moment, let why): "\(t(.stateRevoked)) \(t.dateTime(moment)), \(why.said(t))"
    case .dropped: t(.stateDropped)
    }
  }
}
