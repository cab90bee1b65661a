import Security
package import Words

/// Leave to do one thing for one person, proved by holding it: an HMAC of person, purpose and day. It is checked without a session
/// and without a row, so a phone that lost its cookies still delivers. Limits count it, never the network: a school is one address.
package struct Possession: Sendable, Hashable {
  package let person: ID<Person>
  /// What it is for, with all that binds it: `journal test/01a1…`.
  package let purpose: String
  /// The day it was given, Almaty.
  package let given: Day

  package init(person: ID<Person>, purpose: String, given: Day) {
    self.person = person
    self.purpose = purpose
    self.given = given
  }

  /// `<person>.<day>.<mac>`: whoever reads it learns an id and a date.
  package func text(_ vault: Vault) -> String { "\(person).\(given.iso).\(base64URL(proof(vault)))" }

  /// Reads a token given for this purpose at most so many days ago; nil for any other text.
  package init?(_ text: String, for purpose: String, days: Int, today: Day, _ vault: Vault) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= 120, parts.count == 3, let person = ID<Person>(String(parts[0])), let given = Day(String(parts[1])),
      let proof = bytes(base64URL: String(parts[2]))
    else { return nil }
    self.init(person: person, purpose: purpose, given: given)
    guard constantTimeEqual(proof, self.proof(vault)), given <= today, today <= given.adding(days: days) else { return nil }
  }

  private func proof(_ vault: Vault) -> [UInt8] { vault.hash(secret: "\(person)\n\(given.iso)\n\(purpose)", for: "possession") }
}
