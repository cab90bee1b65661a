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

  private var claims: BadgeClaims {
    let course = "\(issuer.address)/courses/\(facts.course)"
    return BadgeClaims(
      id: "\(issuer.address)/c/\(facts.code.letters)", did: issuer.did, issuer: issuer.name(language),
      title: facts.title(language),
      validFrom: "\(facts.day.iso)T00:00:00Z", nameHash: BadgeClaims.hash(of: certificate.name(language), salt: salt), salt: salt,
      course: course, language: language.rawValue, summary: summary, criteria: criteria, list: StatusList.address(issuer),
      index: "\(index)")
  }

  /// The credential with its proof.
  package func signed(by key: BadgeSigner, at moment: Moment) throws -> JSON {
    .object(claims.members + [("proof", try DataIntegrity.proof(of: claims.quads, by: key, at: moment))])
  }

  /// A JSON Web Token of the same with EdDSA (RFC 8037). The specification asks for RS256 at least: whoever gets this is told.
  package func token(by key: BadgeSigner) -> String {
    let header = JSON.object([("alg", .string("EdDSA")), ("typ", .string("JWT")), ("kid", .string(key.method))])
    let since = Double(facts.day.daysSinceEpoch) * 86_400
    let claims = JSON.object(
      self.claims.members + [("iss", .string(issuer.did)), ("jti", .string(self.claims.id)), ("nbf", .number(since))])
    let text = [header, claims].map { base64URL(Array($0.text.utf8)) }.joined(separator: ".")
    return "\(text).\(base64URL(key.signer.signature(of: Array(text.utf8))))"
  }

  var quads: Quads { claims.quads }

  /// The canonical N-Quads that are signed.
  package func canonical() throws -> String { try quads.canonical() }
}
