import Exchange
import Programme
import Security
import Words

/// What a credential of ours says, in the one shape that it has: written as JSON and as statements side by side, and read from a file that somebody
/// brings.
package struct BadgeClaims: Sendable, Hashable {
  /// The certificate's address.
  package let id: String
  let did: String
  package let issuer: String
  package let title: String
  package let validFrom: String
  let nameHash: String
  let salt: String
  let course: String
  let language: String
  package let summary: String
  package let criteria: String
  let list: String
  let index: String

  static func hash(of name: String, salt: String) -> String { "sha256$" + hex(sha256(Array((name + salt).utf8))) }

  var members: [(key: String, value: JSON)] {
    [
      ("@context", .strings([Vocabulary.credentialsContext, Vocabulary.badgesContext])), ("id", .string(id)),
      ("type", .strings(["VerifiableCredential", "OpenBadgeCredential"])), ("name", .string(title)),
      (
        "issuer",
        .object([("id", .string(did)), ("type", .strings(["Profile"])), ("name", .string(issuer))])
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
          ("description", .string(summary)), ("inLanguage", .string(language)),
          ("criteria", .object([("id", .string("\(course)#criteria")), ("narrative", .string(criteria))])),
        ])
      ),
    ])
  }

  private var status: JSON {
    .object([
      ("id", .string("\(list)#\(index)")), ("type", .string("BitstringStatusListEntry")),
      ("statusPurpose", .string("revocation")), ("statusListIndex", .string(index)), ("statusListCredential", .string(list)),
    ])
  }

  /// What the JSON says, by the contexts it names.
  var quads: Quads {
    var quads = Quads()
    let (credential, house, achievement) = (Quads.Term.iri(id), Quads.Term.iri(did), Quads.Term.iri(course))
    let (her, identity, entry) = (Quads.Term.blank(0), Quads.Term.blank(1), Quads.Term.iri("\(list)#\(index)"))
    let (name, badges) = ("\(Vocabulary.schema)name", Vocabulary.badges)
    quads.add(credential, types: "\(Vocabulary.credentials)VerifiableCredential", "\(badges)OpenBadgeCredential")
    quads.add(credential, name, .text(title))
    quads.add(credential, "\(Vocabulary.credentials)issuer", house)
    quads.add(credential, "\(Vocabulary.credentials)validFrom", .literal(validFrom, type: Vocabulary.dateTime))
    quads.add(credential, "\(Vocabulary.credentials)credentialSubject", her)
    quads.add(credential, "\(Vocabulary.credentials)credentialStatus", entry)
    quads.add(house, types: "\(badges)Profile")
    quads.add(house, name, .text(issuer))
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
    quads.add(achievement, "\(Vocabulary.schema)inLanguage", .text(language))
    quads.add(achievement, "\(badges)Criteria", .iri("\(course)#criteria"))
    quads.add(.iri("\(course)#criteria"), "\(badges)narrative", .text(criteria))
    quads.add(entry, types: "\(Vocabulary.status)BitstringStatusListEntry")
    quads.add(entry, "\(Vocabulary.status)statusPurpose", .text("revocation"))
    quads.add(entry, "\(Vocabulary.status)statusListIndex", .text(index))
    quads.add(entry, "\(Vocabulary.status)statusListCredential", .iri(list))
    return quads
  }
}

extension BadgeClaims {
  /// Nil unless the JSON is a credential of our shape and says nothing more: whatever else stood in it would look signed and would not be.
  init?(_ json: JSON) {
    guard case .object(let all) = json else { return nil }
    let said = JSON.object(all.filter { $0.key != "proof" })
    guard let id = said.text("id"), let did = said.text("issuer", "id"), let issuer = said.text("issuer", "name"),
      let title = said.text("name"), let validFrom = said.text("validFrom"),
      let identity = said.at("credentialSubject", "identifier")?.only, let nameHash = identity.text("identityHash"),
      let salt = identity.text("salt"), let achievement = said.at("credentialSubject", "achievement"),
      let course = achievement.text("id"), let language = achievement.text("inLanguage"),
      let summary = achievement.text("description"), let criteria = achievement.text("criteria", "narrative"),
      let list = said.text("credentialStatus", "statusListCredential"),
      let index = said.text("credentialStatus", "statusListIndex")
    else { return nil }
    self.init(
      id: id, did: did, issuer: issuer, title: title, validFrom: validFrom, nameHash: nameHash, salt: salt, course: course,
      language: language, summary: summary, criteria: criteria, list: list, index: index)
    // An address that ends early, or a control character, would be other statements than the JSON shows.
    guard [id, did, course, list, index].allSatisfy({ $0.utf8.allSatisfy(Self.isOfAddress) }),
      [issuer, title, validFrom, nameHash, salt, language, summary, criteria].allSatisfy({
        !$0.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }
      }),
      JSON.object(members).sorted.text == said.sorted.text
    else { return nil }
  }

  private static func isOfAddress(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) && !"<>\"{}|^`\\".utf8.contains(byte) }
}

extension JSON {
  fileprivate func at(_ path: String...) -> JSON? { at(path[...]) }

  private func at(_ path: ArraySlice<String>) -> JSON? {
    guard let first = path.first else { return self }
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == first }?.value.at(path.dropFirst())
  }

  func text(_ path: String...) -> String? {
    guard case .string(let text)? = at(path[...]) else { return nil }
    return text
  }

  /// The only element of an array.
  fileprivate var only: JSON? {
    guard case .array(let elements) = self, elements.count == 1 else { return nil }
    return elements[0]
  }

  /// With the keys of every object in one order: members have none.
  fileprivate var sorted: JSON {
    switch self {
    case .object(let members): .object(members.map { ($0.key, $0.value.sorted) }.sorted { $0.0 < $1.0 })
    case .array(let elements): .array(elements.map(\.sorted))
    default: self
    }
  }
}
