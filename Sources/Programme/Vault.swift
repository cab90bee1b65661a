package import Security
package import Storage

/// The keys outside the database: wraps each person's key and makes the keyed hashes.
package struct Vault: Sendable {
  package let master: MasterKey
  private let hashKey: [UInt8]
  package let auditKey: [UInt8]

  package init(master: MasterKey) {
    self.master = master
    hashKey = master.key("search hashes")
    auditKey = master.key("audit chain")
  }

  /// The same text gives the same hash for one kind only; without the master key nobody can try texts.
  package func hash(_ text: String, _ kind: HashKind) -> [UInt8] {
    keyedHash(text, purpose: kind.rawValue, key: hashKey)
  }

  /// For secrets that are looked up by what they are: session tokens, links, codes.
  package func hash(secret: String, for purpose: String) -> [UInt8] {
    keyedHash(secret, purpose: purpose, key: hashKey)
  }

  /// What only whoever brings the secret can open; the house keeps its hash at most.
  package func seal(_ bytes: [UInt8], secret: String, for purpose: String) -> [UInt8] {
    Sealed.seal(bytes, with: secretKey(secret, purpose), place: purpose)
  }

  /// A text, which is padded: its seal does not betray its length.
  package func seal(_ text: String, secret: String, for purpose: String) -> [UInt8] {
    Sealed.seal(text, with: secretKey(secret, purpose), place: purpose)
  }

  /// Throws `SecurityFault.seal` for another secret or purpose.
  package func openText(_ sealed: [UInt8], secret: String, for purpose: String) throws -> String {
    try Sealed.openText(sealed, with: secretKey(secret, purpose), place: purpose)
  }

  /// Throws `SecurityFault.seal` for another secret or purpose.
  package func open(_ sealed: [UInt8], secret: String, for purpose: String) throws -> [UInt8] {
    try Sealed.open(sealed, with: secretKey(secret, purpose), place: purpose)
  }

  private func secretKey(_ secret: String, _ purpose: String) -> SecretKey {
    SecretKey(keyedHash(secret, purpose: "key of \(purpose)", key: hashKey))
  }
}

/// Seals and opens what belongs to one person. `place` names table and column and is part of the seal, so a value moved
/// elsewhere does not open.
package struct Safe: Sendable {
  package let person: ID<Person>
  private let key: PersonKey

  init(person: ID<Person>, key: PersonKey) {
    self.person = person
    self.key = key
  }

  package func seal(_ text: String, _ place: String) -> [UInt8] {
    Sealed.seal(text, with: key, place: "\(place):\(person)")
  }

  package func seal(_ bytes: [UInt8], _ place: String) -> [UInt8] {
    Sealed.seal(bytes, with: key, place: "\(place):\(person)")
  }

  package func open(_ sealed: [UInt8], _ place: String) throws -> String {
    try Sealed.openText(sealed, with: key, place: "\(place):\(person)")
  }

  package func openBytes(_ sealed: [UInt8], _ place: String) throws -> [UInt8] {
    try Sealed.open(sealed, with: key, place: "\(place):\(person)")
  }
}

extension Transaction {
  /// The person's safe. Throws `Refusal.missing` once the person is erased: the key is gone.
  package func safe(of person: ID<Person>, _ vault: Vault) throws -> Safe {
    guard let wrapped: [UInt8] = try value("SELECT wrapped FROM person_key WHERE person_id = \(person)") else {
      throw Refusal.missing
    }
    return try vault.safe(of: person, wrapped: wrapped)
  }
}

extension Vault {
  /// For lists that read the wrapped key in the same statement.
  package func safe(of person: ID<Person>, wrapped: [UInt8]) throws -> Safe {
    Safe(person: person, key: try PersonKey.unwrap(wrapped, by: master, person: person.text))
  }
}
