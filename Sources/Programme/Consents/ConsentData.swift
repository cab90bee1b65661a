import Security
import Storage
package import Words

extension PersonalData {
  /// What she said, and what somebody said for another as her guardian.
  static let consents = PersonalData(
    title: .yourConsent, tables: erasedTables,
    export: { tx, house, person, t in
      let lines = try tx.rows(
        """
        SELECT signer, purpose, agreed, version, language, channel, at, sha256 FROM consent
        WHERE person_id = \(person) OR (signer_id = \(person) AND signer = 'guardian') ORDER BY at, id
        """
      ) { row in
        let (signer, purpose, agreed): (Consent.Signer, String, Bool) = (
          try row["signer"], try row["purpose"], try row["agreed"]
        )
        let (version, language, channel): (Int, Language, Consent.Channel) = (
          try row["version"], try row["language"], try row["channel"]
        )
        let (at, hash): (Moment, [UInt8]) = (try row["at"], try row["sha256"])
        return (
          name:
            "\(t.dateTime(at)), \(t(signer.name)), \(house.consents.purposes.first { $0.key == purpose }?.title(t) ?? purpose)",
          value: "\(t(agreed ? .saidYes : .saidNo)), \(language.rawValue) v\(version), \(t(channel.name)), SHA-256 \(hex(hash))"
        )
      }
      return lines.isEmpty ? [] : [Section(.yourConsent, lines)]
    },
    erase: { tx, _, person in
      [
        Erased("consent_due", try tx.run("DELETE FROM consent_due WHERE person_id = \(person)")),
        // The hash of the very text she read was made with her name in it, and names can be tried.
        Erased(
          "consent",
          try tx.run(
            """
            UPDATE consent SET sha256 = (
              SELECT consent_text.sha256 FROM consent_text WHERE consent_text.purpose = consent.purpose
                AND consent_text.version = consent.version AND consent_text.language = consent.language)
            WHERE person_id = \(person)
            """)),
      ]
    })
}

extension Phrase {
  package static let yourConsent = Phrase(kk: "Келісім", ru: "Согласие", en: "Consent")
  static let saidYes = Phrase(kk: "иә", ru: "да", en: "yes")
  static let saidNo = Phrase(kk: "жоқ", ru: "нет", en: "no")
}

/// What an erasure takes from each table, in words.
private let erasedTables: [String: Phrase] = [
  "consent_due": Phrase(
    kk: "келісімді қайта сұрау белгісі", ru: "отметка, что согласие нужно спросить снова",
    en: "the mark that a consent is asked for again"),
  "consent": Phrase(
    kk: "келісім мәтініндегі аты-жөні (келісімнің болғаны мен уақыты қалады)",
    ru: "имя в тексте согласия (факт и время согласия остаются)",
    en: "the name in the text of a consent (that it was given, and when, stays)"),
]
