package import Exchange
import Programme
import Security
package import Words

/// An Open Badges 3.0 credential (1EdTech) of a certificate: one fixed shape, written as JSON and as statements side by side.
package struct OpenBadge: Sendable {
  let certificate: Certificate
  let issuer: Issuer
  let language: Language
  /// What a course asks for, in words.
  let criteria: String
  let summary: String
  /// Her place in the status list.
  let index: Int
  /// Drawn for this certificate: without it nobody can try names on the hash.
  let salt: String

  package init(
    _ certificate: Certificate, issuer: Issuer, in language: Language, summary: String, criteria: String, index: Int, salt: String
  ) {
    (self.certificate, self.issuer, self.language) = (certificate, issuer, language)
    (self.summary, self.criteria, self.index, self.salt) = (summary, criteria, index, salt)
  }

  private var facts: Certificate.Facts { certificate.facts }
  private var id: String { "\(issuer.address)/c/\(facts.code.letters)" }
  private var course: String { "\(issuer.address)/courses/\(facts.course)" }
  private var title: String { facts.title(language) }
  private var list: String { StatusList.address(issuer) }
  private var validFrom: String { "\(facts.day.iso)T00:00:00Z" }
  private var nameHash: String { "sha256$" + hex(sha256(Array((certificate.name(language) + salt).utf8))) }

  /// The credential with its proof.
  package func signed(by key: BadgeSigner, at moment: Moment) throws -> JSON {
    .object(members + [("proof", try DataIntegrity.proof(of: quads, by: key, at: moment))])
  }

  /// A JSON Web Token of the same with EdDSA (RFC 8037). The specification asks for RS256 at least: whoever gets this is told.
  package func token(by key: BadgeSigner) -> String {
    let header = JSON.object([("alg", .string("EdDSA")), ("typ", .string("JWT")), ("kid", .string(key.method))])
    let since = Double(facts.day.daysSinceEpoch) * 86_400
    let claims = JSON.object(
      members + [("iss", .string(issuer.did)), ("jti", .string(id)), ("nbf", .number(since))])
    let text = [header, claims].map { base64URL(Array($0.text.utf8)) }.joined(separator: ".")
    return "\(text).\(base64URL(key.signer.signature(of: Array(text.utf8))))"
  }

  private var members: [(key: String, value: JSON)] {
    [
      ("@context", .strings([Vocabulary.credentialsContext, Vocabulary.badgesContext])), ("id", .string(id)),
      ("type", .strings(["VerifiableCredential", "OpenBadgeCredential"])), ("name", .string(title)),
      (
        "issuer",
        .object([("id", .string(issuer.did)), ("type", .strings(["Profile"])), ("name", .string(issuer.name(language)))])
      ),
      ("validFrom", .string(validFrom)), ("credentialSubject", subject), ("credentialStatus", status),
    ]
  }

  private var subject: JSON {
    .object([
      ("type", .strings(["AchievementSubject"])),
      (
        "identifier",
        .array([
          .object([
            ("type", .string("IdentityObject")), ("hashed", .bool(true)), ("identityHash", .string(nameHash)),
            ("identityType", .string("name")), ("salt", .string(salt)),
          ])
        ])
      ),
      (
        "achievement",
        .object([
          ("id", .string(course)), ("type", .strings(["Achievement"])), ("name", .string(title)),
          ("description", .string(summary)), ("inLanguage", .string(language.rawValue)),
          ("criteria", .object([("id", .string("\(course)#criteria")), ("narrative", .string(criteria))])),
        ])
      ),
    ])
  }

  private var status: JSON {
    .object([
      ("id", .string("\(list)#\(index)")), ("type", .string("BitstringStatusListEntry")),
      ("statusPurpose", .string("revocation")), ("statusListIndex", .string("\(index)")), ("statusListCredential", .string(list)),
    ])
  }

  /// What the JSON says, by the contexts it names.
  var quads: Quads {
    var quads = Quads()
    let (credential, house, achievement) = (Quads.Term.iri(id), Quads.Term.iri(issuer.did), Quads.Term.iri(course))
    let (her, identity, entry) = (Quads.Term.blank(0), Quads.Term.blank(1), Quads.Term.iri("\(list)#\(index)"))
    let (name, badges) = ("\(Vocabulary.schema)name", Vocabulary.badges)
    quads.add(credential, types: "\(Vocabulary.credentials)VerifiableCredential", "\(badges)OpenBadgeCredential")
    quads.add(credential, name, .text(title))
    quads.add(credential, "\(Vocabulary.credentials)issuer", house)
    quads.add(credential, "\(Vocabulary.credentials)validFrom", .literal(validFrom, type: Vocabulary.dateTime))
    quads.add(credential, "\(Vocabulary.credentials)credentialSubject", her)
    quads.add(credential, "\(Vocabulary.credentials)credentialStatus", entry)
    quads.add(house, types: "\(badges)Profile")
    quads.add(house, name, .text(issuer.name(language)))
    quads.add(her, types: "\(badges)AchievementSubject")
    quads.add(her, "\(badges)identifier", identity)
    quads.add(her, "\(badges)achievement", achievement)
    quads.add(identity, types: "\(badges)IdentityObject")
    quads.add(identity, "\(badges)hashed", .literal("true", type: Vocabulary.boolean))
    quads.add(identity, "\(badges)identityHash", .text(nameHash))
    quads.add(identity, "\(badges)identityType", .text("name"))
    quads.add(identity, "\(badges)salt", .text(salt))
    quads.add(achievement, types: "\(badges)Achievement")
    quads.add(achievement, name, .text(title))
    quads.add(achievement, "\(Vocabulary.schema)description", .text(summary))
    quads.add(achievement, "\(Vocabulary.schema)inLanguage", .text(language.rawValue))
    quads.add(achievement, "\(badges)Criteria", .iri("\(course)#criteria"))
    quads.add(.iri("\(course)#criteria"), "\(badges)narrative", .text(criteria))
    quads.add(entry, types: "\(Vocabulary.status)BitstringStatusListEntry")
    quads.add(entry, "\(Vocabulary.status)statusPurpose", .text("revocation"))
    quads.add(entry, "\(Vocabulary.status)statusListIndex", .text("\(index)"))
    quads.add(entry, "\(Vocabulary.status)statusListCredential", .iri(list))
    return quads
  }

  /// The canonical N-Quads that are signed.
  package func canonical() throws -> String { try quads.canonical() }
}
