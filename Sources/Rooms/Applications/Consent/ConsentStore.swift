package import Programme
import Security
package import Storage
package import Words

extension Transaction {
  /// Publishes the file's texts: a version that stands is never changed. Throws when its text would be another one.
  /// Who answered another text before is put down to be asked again.
  package func publish(_ file: ConsentFile, _ programme: ProgrammeFile, at now: Moment) throws {
    for purpose in file.purposes {
      var isNew = false
      for language in Language.allCases {
        let text = ConsentText(purpose, version: file.version, subject: "…", programme, language)
        if let hash: [UInt8] = try value(
          """
          SELECT sha256 FROM consent_text
          WHERE purpose = \(purpose.key) AND version = \(file.version) AND language = \(language)
          """)
        {
          guard hash == text.hash else {
            throw ProgrammeFault("consents.yaml: the text of \(purpose.key) was changed; raise the version")
          }
          continue
        }
        try run(
          """
          INSERT INTO consent_text (purpose, version, language, text, sha256, published_at)
          VALUES (\(purpose.key), \(file.version), \(language), \(text.text), \(text.hash), \(now))
          """)
        isNew = true
      }
      if isNew, file.version > 1 { try askAgain(purpose.key, version: file.version) }
    }
  }

  /// The newest answer of each signer whose text said something else. A text that only came along under a new number is no
  /// reason to ask.
  private func askAgain(_ purpose: String, version: Int) throws {
    try run(
      """
      INSERT INTO consent_due (application_id, signer, purpose, reason, agreed, since)
      SELECT given.application_id, given.signer, given.purpose, 'text', given.agreed, text_now.published_at
      FROM consent AS given
      JOIN consent_text AS text_then ON text_then.purpose = given.purpose AND text_then.version = given.version
        AND text_then.language = given.language
      JOIN consent_text AS text_now ON text_now.purpose = given.purpose AND text_now.version = \(version)
        AND text_now.language = given.language
      WHERE given.purpose = \(purpose) AND text_then.sha256 <> text_now.sha256
        AND NOT EXISTS (
          SELECT 1 FROM consent AS later WHERE later.application_id = given.application_id AND later.signer = given.signer
            AND later.purpose = given.purpose AND (later.at > given.at OR (later.at = given.at AND later.id > given.id)))
      ON CONFLICT (application_id, signer, purpose) DO NOTHING
      """)
  }

  /// With her own safe: it holds her birth day, and on that day the answers change their weight.
  package func consents(of application: ID<Application>, _ safe: Safe, at now: Moment) throws -> ConsentLedger {
    ConsentLedger(
      try rows(
        """
        SELECT consent.signer, consent.purpose, consent.agreed, version, language, channel, at, reason,
          \(Objection.stops("\(safe.person)", "consent.purpose")) AS is_objected
        FROM consent
        LEFT JOIN consent_due ON consent_due.application_id = consent.application_id AND consent_due.signer = consent.signer
          AND consent_due.purpose = consent.purpose
        WHERE consent.application_id = \(application) ORDER BY at, consent.id
        """
      ) { row in
        Consent(
          signer: try row["signer"], purpose: try row["purpose"], agreed: try row["agreed"], version: try row["version"],
          language: try row["language"], channel: try row["channel"], at: try row["at"], due: try row["reason"],
          isObjected: try row["is_objected"])
      }, adultSince: try adultSince(safe, at: now))
  }

  /// Both gave the same number: the record says so, for the number alone does not tell who answered.
  private func isOnePhone(_ guardian: ID<Person>, _ girl: ID<Person>) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM person_hash AS hers JOIN person_hash AS theirs ON theirs.hash = hers.hash AND theirs.kind = hers.kind
      WHERE hers.kind = \(HashKind.phone) AND hers.person_id = \(girl) AND theirs.person_id = \(guardian)
      """)
  }

  /// Adds lines to the ledger and brings the application's consent column up to date. A guardian's answer is refused once she
  /// is of age.
  package func keepConsents(
    _ answers: [(text: ConsentText, agreed: Bool)], of application: Application, signer: Consent.Signer, person: ID<Person>,
    channel: Consent.Channel, collector: String, _ file: ConsentFile, _ house: House
  ) throws {
    let now = house.outside.now()
    let safe = try safe(of: application.person, house.vault)
    if signer == .guardian, try adultSince(safe, at: now) != nil { throw Refusal(.conflict, .sheIsOfAge) }
    for (text, agreed) in answers {
      try run(
        """
        INSERT INTO consent (id, application_id, signer_id, signer, purpose, agreed, version, language, sha256, channel,
          collector, at)
        VALUES (\(house.outside.id(of: Consent.self)), \(application.id), \(person), \(signer), \(text.purpose.key), \(agreed),
          \(text.version), \(text.language), \(text.hash), \(channel), \(collector), \(now))
        """)
    }
    try run(
      """
      DELETE FROM consent_due WHERE application_id = \(application.id) AND signer = \(signer)
        AND purpose IN (\(list: answers.map(\.text.purpose.key)))
      """)
    let state = try consents(of: application.id, safe, at: now).state(file)
    try setConsent(state, of: application.id, at: now)
    if state == .refused { try cancelMailings(to: application.person) }
    let yes = answers.filter(\.agreed).map(\.text.purpose.key).joined(separator: " ")
    let no = answers.filter { !$0.agreed }.map(\.text.purpose.key).joined(separator: " ")
    try record(
      "consent.given", application.id.text,
      "signer=\(signer.rawValue) yes=[\(yes)] no=[\(no)] version=\(file.version)"
        + (signer == .guardian ? try isOnePhone(person, application.person) ? " phone=hers" : "" : ""),
      by: "\(signer.rawValue):\(person)", house)
    let required = answers.filter(\.text.purpose.required)
    let kind: ApplicationEvent.Kind =
      switch (signer, required.allSatisfy(\.agreed)) {
      case (.girl, true): .girlAgreed
      case (.girl, false): .girlRefused
      case (.guardian, true): .guardianAgreed
      case (.guardian, false): .guardianRefused
      }
    try addEvent(kind, to: application.id, by: signer.rawValue, details: yes, house)
  }
}
