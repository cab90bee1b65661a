import Documents
package import Exchange
import Programme
import Security
package import Words

/// Which certificates are revoked, as wallets ask for it (W3C Recommendation "Bitstring Status List v1.0"): a bit for each of 131,072
/// places, the least that hides who asks about whom.
package struct StatusList: Sendable {
  package static let places = 131_072
  /// How long a list holds, milliseconds.
  package static let life: Int64 = 3_600_000

  private let revoked: [Int]
  private let issuer: Issuer

  package init(revoked: [Int], of issuer: Issuer) {
    (self.revoked, self.issuer) = (revoked.filter { (0..<Self.places).contains($0) }, issuer)
  }

  package static func address(_ issuer: Issuer) -> String { "\(issuer.address)/c/status.json" }

  /// Signed from this moment for an hour.
  package func signed(by key: BadgeSigner, at moment: Moment) throws -> JSON {
    let (address, until) = (Self.address(issuer), Moment(milliseconds: moment.milliseconds + Self.life))
    let members: [(key: String, value: JSON)] = [
      ("@context", .strings([Vocabulary.credentialsContext])), ("id", .string(address)),
      ("type", .strings(["VerifiableCredential", "BitstringStatusListCredential"])), ("issuer", .string(issuer.did)),
      ("validFrom", .string(moment.iso)), ("validUntil", .string(until.iso)),
      (
        "credentialSubject",
        .object([
          ("id", .string("\(address)#list")), ("type", .string("BitstringStatusList")), ("statusPurpose", .string("revocation")),
          ("encodedList", .string(encoded)),
        ])
      ),
    ]
    return .object(members + [("proof", try DataIntegrity.proof(of: quads(from: moment, until: until), by: key, at: moment))])
  }

  /// The first place is the leftmost bit.
  private var encoded: String {
    var bits = [UInt8](repeating: 0, count: Self.places / 8)
    for place in revoked { bits[place / 8] |= 0x80 >> UInt8(place % 8) }
    return "u" + base64URL(gzipped(bits))
  }

  private func quads(from moment: Moment, until: Moment) -> Quads {
    var quads = Quads()
    let address = Self.address(issuer)
    let (list, bits) = (Quads.Term.iri(address), Quads.Term.iri("\(address)#list"))
    quads.add(list, types: "\(Vocabulary.credentials)VerifiableCredential", "\(Vocabulary.status)BitstringStatusListCredential")
    quads.add(list, "\(Vocabulary.credentials)issuer", .iri(issuer.did))
    quads.add(list, "\(Vocabulary.credentials)validFrom", .literal(moment.iso, type: Vocabulary.dateTime))
    quads.add(list, "\(Vocabulary.credentials)validUntil", .literal(until.iso, type: Vocabulary.dateTime))
    quads.add(list, "\(Vocabulary.credentials)credentialSubject", bits)
    quads.add(bits, types: "\(Vocabulary.status)BitstringStatusList")
    quads.add(bits, "\(Vocabulary.status)statusPurpose", .text("revocation"))
    quads.add(bits, "\(Vocabulary.status)encodedList", .literal(encoded, type: "\(Vocabulary.security)multibase"))
    return quads
  }
}
