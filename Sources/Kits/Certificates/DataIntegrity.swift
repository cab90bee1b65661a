import Exchange
package import Security
import Words

/// Signs with one key of the house.
package struct BadgeSigner: Sendable {
  package let signer: Signer
  /// `did:web:stem.example.kz#key-1`
  package let method: String

  package init(_ signer: Signer, method: String) { (self.signer, self.method) = (signer, method) }
}

/// A proof of the suite eddsa-rdfc-2022 (W3C Recommendation "Data Integrity EdDSA Cryptosuites v1.0", 3.2).
enum DataIntegrity {
  static func proof(of document: Quads, by key: BadgeSigner, at moment: Moment) throws -> JSON {
    let created = moment.iso
    let options = canonicalOptions(method: key.method, created: created)
    let hashes = sha256(Array(options.utf8)) + sha256(Array(try document.canonical().utf8))
    return .object([
      ("type", .string("DataIntegrityProof")), ("cryptosuite", .string(suite)), ("created", .string(created)),
      ("verificationMethod", .string(key.method)), ("proofPurpose", .string("assertionMethod")),
      ("proofValue", .string("z" + Base58.text(key.signer.signature(of: hashes)))),
    ])
  }

  static let suite = "eddsa-rdfc-2022"

  /// The moment of a proof and its signature's bytes over what; nil where it is no proof of this suite, or says anything else beside it.
  static func read(_ proof: JSON?, over canonical: String) -> (
    method: String, created: String, signature: [UInt8], message: [UInt8]
  )? {
    guard let proof, case .object(let members) = proof, members.count == 6, proof.text("type") == "DataIntegrityProof",
      proof.text("cryptosuite") == suite, proof.text("proofPurpose") == "assertionMethod",
      let method = proof.text("verificationMethod"), let created = proof.text("created"),
      let value = proof.text("proofValue"), value.first == "z", let signature = Base58.bytes(value.dropFirst(), most: 64),
      created.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/) != nil,
      method.wholeMatch(of: /did:web:[A-Za-z0-9.%-]+#key-[0-9]{1,9}/) != nil
    else { return nil }
    let options = canonicalOptions(method: method, created: created)
    return (method, created, signature, sha256(Array(options.utf8)) + sha256(Array(canonical.utf8)))
  }

  /// The proof without its value: one node without a name.
  static func canonicalOptions(method: String, created: String) -> String {
    var options = Quads()
    let node = Quads.Term.blank(0)
    options.add(node, types: "\(Vocabulary.security)DataIntegrityProof")
    options.add(node, "http://purl.org/dc/terms/created", .literal(created, type: Vocabulary.dateTime))
    options.add(node, "\(Vocabulary.security)cryptosuite", .literal(suite, type: "\(Vocabulary.security)cryptosuiteString"))
    options.add(node, "\(Vocabulary.security)proofPurpose", .iri("\(Vocabulary.security)assertionMethod"))
    options.add(node, "\(Vocabulary.security)verificationMethod", .iri(method))
    // One node cannot collide.
    return (try? options.canonical()) ?? ""
  }
}

/// The addresses that the terms of our credentials stand for. They are those of the contexts named here, whose bytes are pinned by hash:
/// the tests hold what we write against them.
package enum Vocabulary {
  static let credentials = "https://www.w3.org/2018/credentials#"
  static let status = "https://www.w3.org/ns/credentials/status#"
  static let badges = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
  static let security = "https://w3id.org/security#"
  static let schema = "https://schema.org/"
  static let dateTime = "http://www.w3.org/2001/XMLSchema#dateTime"
  /// As the context of badges has it, with https: not the address that others know the type by.
  static let boolean = "https://www.w3.org/2001/XMLSchema#boolean"

  static let credentialsContext = "https://www.w3.org/ns/credentials/v2"
  static let badgesContext = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

  /// SHA-256 of each context, as it was published when these terms were written down.
  package static let contexts = [
    credentialsContext: "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    badgesContext: "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
  ]
}

extension Moment {
  /// `2027-05-28T09:30:00Z`
  var iso: String {
    let seconds = milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let rest = Int(seconds - days * 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(Day(daysSinceEpoch: Int(days)).iso)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }
}
