package import Programme
import Security
package import Storage
package import Words

extension Transaction {
  /// Publishes the file's texts: a version that stands is never changed. Throws when its text would be another one.
  package func publish(_ file: ConsentFile, _ programme: ProgrammeFile, at now: Moment) throws {
    for purpose in file.purposes {
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
      }
    }
  }

  package func consents(of application: ID<Application>) throws -> ConsentLedger {
    ConsentLedger(
      try rows(
        """
        SELECT signer, purpose, agreed, version, language, channel, at FROM consent
        WHERE application_id = \(application) ORDER BY at, id
        """
      ) { row in
        Consent(
          signer: try row["signer"], purpose: try row["purpose"], agreed: try row["agreed"], version: try row["version"],
          language: try row["language"], channel: try row["channel"], at: try row["at"])
      })
  }

  /// Adds lines to the ledger and brings the application's consent column up to date.
  package func keepConsents(
    _ answers: [(text: ConsentText, agreed: Bool)], of application: Application, signer: Consent.Signer, person: ID<Person>,
    channel: Consent.Channel, collector: String, _ file: ConsentFile, _ house: House
  ) throws {
    let now = house.outside.now()
    for (text, agreed) in answers {
      try run(
        """
        INSERT INTO consent (id, application_id, signer_id, signer, purpose, agreed, version, language, sha256, channel,
          collector, at)
        VALUES (\(house.outside.id(of: Consent.self)), \(application.id), \(person), \(signer), \(text.purpose.key), \(agreed),
          \(text.version), \(text.language), \(text.hash), \(channel), \(collector), \(now))
        """)
    }
    try setConsent(try consents(of: application.id).state(file), of: application.id, at: now)
    let yes = answers.filter(\.agreed).map(\.text.purpose.key).joined(separator: " ")
    let no = answers.filter { !$0.agreed }.map(\.text.purpose.key).joined(separator: " ")
    try record(
      "consent.given", application.id.text, "signer=\(signer.rawValue) yes=[\(yes)] no=[\(no)] version=\(file.version)",
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
