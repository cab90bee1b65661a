import Security
package import Words

/// A public key of the house, and the days on which it signed.
package struct StatementKey: Sendable, Hashable {
  package let number: Int
  /// Ed25519, 32 bytes.
  package let publicKey: [UInt8]
  package let from: Day
  /// The last day; nil while it signs.
  package let until: Day?

  package init(number: Int, publicKey: [UInt8], from: Day, until: Day?) {
    (self.number, self.publicKey, self.from, self.until) = (number, publicKey, from, until)
  }

  package func signed(on day: Day) -> Bool { from <= day && until.map { day <= $0 } ?? true }

  /// `1 2026-09-01 2027-08-31 a83JY…`; of one that still signs the last day is a hyphen.
  package var line: String { "\(number) \(from.iso) \(until?.iso ?? "-") \(base64URL(publicKey))" }

  package init?(line: some StringProtocol) {
    let words = line.split(separator: " ")
    guard words.count == 4, let number = Int(words[0]), number > 0, let from = Day(String(words[1])),
      let key = bytes(base64URL: String(words[3])), key.count == 32
    else { return nil }
    let until = Day(String(words[2]))
    guard until != nil || words[2] == "-" else { return nil }
    self.init(number: number, publicKey: key, from: from, until: until)
  }
}

/// Every public key a house ever signed statements with.
package struct StatementKeys: Sendable, Hashable {
  package let keys: [StatementKey]

  package init(_ keys: [StatementKey]) { self.keys = keys }

  /// From any text that holds such lines: the list as the house shows it, or the page for checking without a network.
  package init(reading text: String) {
    self.init(text.split(whereSeparator: \.isNewline).compactMap { StatementKey(line: $0) })
  }

  /// As it stands at `/.well-known/keruen-keys.txt`.
  package func text(of address: String) -> String {
    """
    # \(address)
    # Ed25519 public keys of signed statements: number, first day, last day ("-": still signing), key in base64url (RFC 4648, 5).
    # A statement is the text behind the first 64 bytes of what follows "#" in its address; these bytes are its signature.
    \(keys.map(\.line).joined(separator: "\n"))

    """
  }

  package enum Verdict: Sendable, Hashable {
    /// The house signed it on that day.
    case signed(StatementKey)
    /// One of its keys, which did not sign on that day.
    case otherTime(StatementKey)
    case notSigned
  }

  package func verdict(on signed: SignedStatement) -> Verdict {
    let message = Array(signed.statement.text.utf8)
    guard let key = keys.first(where: { Signer.verifies(signed.signature, of: message, by: $0.publicKey) }),
      let day = signed.statement.day
    else { return .notSigned }
    return key.signed(on: day) ? .signed(key) : .otherTime(key)
  }
}
