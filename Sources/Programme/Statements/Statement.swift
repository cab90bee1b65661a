import Foundation
package import Security
package import Words

/// What the house says of somebody on paper, so that anybody can check it: a certificate, a letter. One canonical text, which is what is
/// signed: lines `key=value`, sorted by key, in NFC, at most 180 bytes, so that it fits a code on paper with its signature.
package struct Statement: Sendable, Hashable {
  /// Of which kinds there are statements: each room has its own, with its word, the address it is checked at and the length of its codes.
  package struct Kind: Sendable, Hashable {
    /// As the statement says it: `certificate`.
    package let word: String
    /// Where it is checked: `c` for `/c/CODE`.
    package let prefix: String
    /// Groups of four letters in its code; the last letter checks the others.
    package let groups: Int

    package init(_ word: String, prefix: String, groups: Int) {
      (self.word, self.prefix, self.groups) = (word, prefix, groups)
    }

    package func code(random: (Int) -> [UInt8]) -> Code { Code.fresh(groups: groups, checked: true, random: random) }
    package func code(_ typed: String) -> Code? { Code(typed, groups: groups, checked: true) }
  }

  package enum Fault: Error, Hashable {
    /// By so many bytes.
    case tooLong(Int)
    /// A key or a value that has no place in a line.
    case unfit(String)
  }

  package static let version = "1"
  package static let longest = 180

  /// Every line but the version's, sorted by key.
  package let facts: [String: String]
  /// What is signed.
  package let text: String

  package init(_ kind: Kind, code: Code, day: Day, _ said: [String: String]) throws(Fault) {
    var facts = said
    facts["kind"] = kind.word
    facts["code"] = code.letters
    facts["day"] = day.iso
    try self.init(facts)
  }

  /// Nil unless the text is the canonical one of a statement of this version.
  package init?(_ text: String) {
    var facts: [String: String] = [:]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard let equals = line.firstIndex(of: "=") else { return nil }
      let (key, value) = (String(line[..<equals]), String(line[line.index(after: equals)...]))
      guard facts.updateValue(value, forKey: key) == nil else { return nil }
    }
    guard facts.removeValue(forKey: "v") == Self.version, facts["kind"] != nil, facts["code"] != nil,
      facts["day"].flatMap({ Day($0) }) != nil, let made = try? Statement(facts), Array(made.text.utf8) == Array(text.utf8)
    else { return nil }
    self = made
  }

  private init(_ facts: [String: String]) throws(Fault) {
    var lines = ["v=\(Self.version)"]
    for (key, value) in facts {
      guard Self.isKey(key), key != "v" else { throw .unfit(key) }
      guard !value.isEmpty, !value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
        throw .unfit(value)
      }
      lines.append("\(key)=\(value.precomposedStringWithCanonicalMapping)")
    }
    // By their bytes: the keys are small letters, and no key stands twice.
    text = lines.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.joined(separator: "\n")
    guard text.utf8.count <= Self.longest else { throw .tooLong(text.utf8.count - Self.longest) }
    self.facts = facts.mapValues(\.precomposedStringWithCanonicalMapping)
  }

  private static func isKey(_ key: String) -> Bool {
    (1...12).contains(key.utf8.count) && key.utf8.allSatisfy { (97...122).contains($0) }
  }

  package subscript(_ key: String) -> String? { facts[key] }
  package var kind: String { facts["kind"] ?? "" }
  package var code: String { facts["code"] ?? "" }
  /// When it was issued.
  package var day: Day? { facts["day"].flatMap { Day($0) } }
}

/// A statement with the house's signature: what a paper carries.
package struct SignedStatement: Sendable, Hashable {
  package let statement: Statement
  /// Ed25519 of the statement's text, 64 bytes.
  package let signature: [UInt8]

  package init(_ statement: Statement, signature: [UInt8]) {
    (self.statement, self.signature) = (statement, signature)
  }

  package init(_ statement: Statement, by signer: Signer) {
    self.init(statement, signature: signer.signature(of: Array(statement.text.utf8)))
  }

  /// What stands behind the `#` of its address: the signature and the text, base64url. A browser sends none of it anywhere.
  package var payload: String { base64URL(signature + Array(statement.text.utf8)) }

  package init?(payload: String) {
    guard payload.utf8.count <= (64 + Statement.longest) * 4 / 3 + 2, let bytes = bytes(base64URL: payload), bytes.count > 64,
      // One spelling only: the bits that are left over are zero.
      base64URL(bytes) == payload, let text = String(validating: bytes[64...], as: UTF8.self), let statement = Statement(text)
    else { return nil }
    self.init(statement, signature: Array(bytes[..<64]))
  }

  /// Its address in a house, whole.
  package func address(_ kind: Statement.Kind, at house: String) -> String {
    "\(house)/\(kind.prefix)/\(statement.code)#\(payload)"
  }

  /// The first in a text that holds one: an address as it is typed, a page that was kept, a PDF with a link. Nil: none.
  package init?(in text: some Collection<UInt8>) {
    let text = Array(text)
    var at = 0
    while let mark = text[at...].firstIndex(of: UInt8(ascii: "#")) {
      let letters = text[(mark + 1)...].prefix(512).prefix(while: Self.isLetter)
      if letters.count > 86, let found = SignedStatement(payload: String(decoding: letters, as: UTF8.self)) {
        self = found
        return
      }
      at = mark + 1
    }
    guard !text.contains(UInt8(ascii: "#")), let found = SignedStatement(payload: String(decoding: text, as: UTF8.self)) else {
      return nil
    }
    self = found
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
