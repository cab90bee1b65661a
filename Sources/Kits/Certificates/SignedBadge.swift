package import Exchange
package import Programme
import Security
import Words

/// A credential that somebody brings as a file: read where it has our shape, and held against the house's public keys.
package struct SignedBadge: Sendable {
  package let claims: BadgeClaims
  private let proof: (method: String, created: String, signature: [UInt8], message: [UInt8])

  /// Nil where it is a credential of another shape or suite: its statements would need a processor of JSON-LD, which this is not.
  package init?(_ json: JSON) {
    guard let claims = BadgeClaims(json), case .object(let members) = json, members.count(where: { $0.key == "proof" }) == 1,
      let canonical = try? claims.quads.canonical(),
      let proof = DataIntegrity.read(members.first { $0.key == "proof" }?.value, over: canonical)
    else { return nil }
    (self.claims, self.proof) = (claims, proof)
  }

  /// By the key that the proof names and by no other, on the day that it names.
  package func verdict(_ keys: StatementKeys) -> StatementKeys.Verdict {
    guard
      let key = keys.keys.first(where: { proof.method == "\(claims.did)#key-\($0.number)" }),
      Signer.verifies(proof.signature, of: proof.message, by: key.publicKey), let day = Day(String(proof.created.prefix(10)))
    else { return .notSigned }
    return key.signed(on: day) ? .signed(key) : .otherTime(key)
  }
}
