package import Exchange
package import Programme

/// Who the issuer is, for wallets (did:web): every key it ever signed with, so that what an older one signed can still be checked.
package enum DIDDocument {
  package static func json(_ issuer: Issuer, _ keys: StatementKeys) -> JSON {
    let methods = keys.keys.map { key in
      JSON.object([
        ("id", .string(issuer.key(key.number))), ("type", .string("Multikey")), ("controller", .string(issuer.did)),
        // 0xed 0x01: an Ed25519 public key (multicodec).
        ("publicKeyMultibase", .string("z" + Base58.text([0xed, 0x01] + key.publicKey))),
      ])
    }
    return .object([
      ("@context", .strings(["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"])),
      ("id", .string(issuer.did)), ("verificationMethod", .array(methods)),
      ("assertionMethod", .strings(keys.keys.map { issuer.key($0.number) })),
    ])
  }
}
