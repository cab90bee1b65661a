package import Documents
import Exchange
package import Programme
package import Security

/// What every published bundle has beside its content: the checksums of its parts, as `sha256sum` prints them, and a signature of those.
package enum SealedParts {
  package static let manifestName = "manifest.txt"
  package static let signatureName = "signature.txt"

  /// The parts with their checksums; with a signer signed (Ed25519: public key and signature of the manifest in hexadecimal digits).
  package static func sealed(_ parts: [Archive.Part], signer: Signer?) -> [Archive.Part] {
    let manifest = Archive.Part(manifestName, manifest(parts))
    guard let signer else { return parts + [manifest] }
    let signature = "\(hex(signer.publicKey)) \(hex(signer.signature(of: manifest.bytes)))\n"
    return parts + [manifest, Archive.Part(signatureName, Array(signature.utf8))]
  }

  private static func manifest(_ parts: [Archive.Part]) -> [UInt8] {
    Array(parts.map { "\(hex(sha256($0.bytes)))  \($0.name)\n" }.joined().utf8)
  }

  /// Whether the named parts are there, unchanged and signed rightly; returns the key, nil where nobody signed.
  package static func signedBy(_ archive: Archive, parts names: [String]) throws(BundleDifference) -> String? {
    var parts: [Archive.Part] = []
    for name in names {
      guard let bytes = archive[name] else { throw .partMissing(name) }
      parts.append(Archive.Part(name, bytes))
    }
    guard let manifest = archive[manifestName] else { throw .partMissing(manifestName) }
    var key: String?
    if let signature = archive[signatureName] {
      guard signature.count <= 1_000 else { throw .signature }
      let words = String(decoding: signature, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
      guard words.count == 2, let signer = bytes(hexadecimal: words[0]), let sign = bytes(hexadecimal: words[1]),
        Signer.verifies(sign, of: manifest, by: signer)
      else { throw .signature }
      key = words[0]
    }
    if let line = firstDifference(manifest, Self.manifest(parts)) {
      throw .checksum(parts.indices.contains(line) ? parts[line].name : manifestName)
    }
    return key
  }
}

/// The first thing in a bundle that is not as it was published.
package enum BundleDifference: Error, Sendable, Equatable {
  case partMissing(String)
  case checksum(String)
  case signature
  /// A part that cannot be read, with its name and line.
  case complaint(FileComplaint)
  /// The line of a part that comes out otherwise when all is computed again.
  case line(part: String, line: Int, published: String, computed: String)
  case unreadable

  /// Nil where both are the same.
  package init?(_ part: String, published: [UInt8], computed: [UInt8]) {
    guard let line = firstDifference(published, computed) else { return nil }
    self = .line(part: part, line: line + 1, published: text(ofLine: line, published), computed: text(ofLine: line, computed))
  }
}

/// What computing a bundle again has shown.
package struct BundleVerdict<Finding: Sendable & Equatable>: Sendable, Equatable {
  /// The first thing that is not as it was published; nil: all is the same.
  package let difference: BundleDifference?
  /// Broken promises found on the output alone.
  package let findings: [Finding]
  /// The key it is signed with, 64 hexadecimal digits; nil: not signed.
  package let signedBy: String?
  package let candidates: Int
  package let offered: Int

  package init(
    difference: BundleDifference?, findings: [Finding] = [], signedBy: String? = nil, candidates: Int = 0, offered: Int = 0
  ) {
    self.difference = difference
    self.findings = findings
    self.signedBy = signedBy
    self.candidates = candidates
    self.offered = offered
  }

  package var isGood: Bool { difference == nil && findings.isEmpty }
}

/// Digits of either case; nil for anything else.
package func bytes(hexadecimal text: some StringProtocol) -> [UInt8]? {
  guard text.utf8.count.isMultiple(of: 2) else { return nil }
  let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
  guard !digits.contains(nil) else { return nil }
  return stride(from: 0, to: digits.count, by: 2).map { UInt8((digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0)) }
}

/// The number of the first line that differs, from 0; nil: the same.
private func firstDifference(_ one: [UInt8], _ other: [UInt8]) -> Int? {
  guard one != other else { return nil }
  let common = zip(one, other).prefix { $0 == $1 }
  return common.count { $0.0 == UInt8(ascii: "\n") }
}

private func text(ofLine number: Int, _ text: [UInt8]) -> String {
  let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: number + 1, omittingEmptySubsequences: false)
  return number < lines.count ? String(decoding: lines[number].prefix(300), as: UTF8.self).trimmed : ""
}
