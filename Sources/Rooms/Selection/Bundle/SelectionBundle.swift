import Allocation
package import Documents
import Exchange
package import Inspection
package import Programme
package import Security

/// A selection frozen without names: policy, candidates by code, key of the draw and outcome, so that anybody can compute it again.
///
/// Schools and districts that only caps look at stand as numbers; what an attribute compares stays as it is.
package enum SelectionBundle {
  package static let policyName = "policy.yaml"
  package static let candidatesName = "candidates.csv"
  package static let drawName = "draw.txt"
  package static let outcomeName = "outcome.csv"
  package static let manifestName = "manifest.txt"
  package static let signatureName = "signature.txt"

  /// A ZIP file. With a signer the list of checksums is signed (Ed25519).
  package static func make(_ selected: Selected, signer: Signer? = nil) throws -> [UInt8] {
    try Archive(parts(selected, signer: signer)).packed()
  }

  package static func parts(_ selected: Selected, signer: Signer? = nil) -> [Archive.Part] {
    let parts = [
      Archive.Part(policyName, Array(selected.file.yaml.utf8)),
      Archive.Part(candidatesName, CandidateText.text(selected)),
      Archive.Part(drawName, Array((selected.drawKey + "\n").utf8)),
      Archive.Part(outcomeName, OutcomeText.text(selected)),
    ]
    let manifest = Archive.Part(manifestName, manifest(parts))
    guard let signer else { return parts + [manifest] }
    let signature = "\(hex(signer.publicKey)) \(hex(signer.signature(of: manifest.bytes)))\n"
    return parts + [manifest, Archive.Part(signatureName, Array(signature.utf8))]
  }

  /// As `sha256sum` prints it, so that it can be checked with that.
  private static func manifest(_ parts: [Archive.Part]) -> [UInt8] {
    Array(parts.map { "\(hex(sha256($0.bytes)))  \($0.name)\n" }.joined().utf8)
  }

  fileprivate static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension SelectionBundle {
  /// What computing a bundle again has shown.
  package struct Verdict: Sendable, Equatable {
    /// The first thing that is not as it was published; nil: all is the same.
    package let difference: Difference?
    /// Broken promises found on the output alone.
    package let findings: [BrokenPromise]
    /// The key it is signed with, 64 hexadecimal digits; nil: not signed.
    package let signedBy: String?
    package let candidates: Int
    package let offered: Int

    package var isGood: Bool { difference == nil && findings.isEmpty }
  }

  package enum Difference: Sendable, Equatable {
    case partMissing(String)
    case checksum(String)
    case signature
    case policy(FileComplaint)
    case candidates(CandidateFile.Complaint)
    /// The line of the outcome that comes out otherwise.
    case outcome(line: Int, published: String, computed: String)
    case unreadable
  }

  package static func verify(_ bytes: [UInt8]) -> Verdict {
    guard let archive = try? Archive(packed: bytes) else { return Verdict(.unreadable) }
    return verify(archive.parts)
  }

  /// The same for a bundle unpacked into a folder.
  package static func verify(_ parts: [Archive.Part]) -> Verdict {
    let archive = Archive(parts)
    for name in [policyName, candidatesName, drawName, outcomeName, manifestName] where archive[name] == nil {
      return Verdict(.partMissing(name))
    }
    guard let policy = archive[policyName], let candidates = archive[candidatesName], let draw = archive[drawName],
      let outcome = archive[outcomeName], let manifest = archive[manifestName]
    else { return Verdict(.unreadable) }
    let signature = archive[signatureName].map {
      String(decoding: $0, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
    }
    if let signature {
      guard signature.count == 2, let key = bytes(signature[0]), let sign = bytes(signature[1]),
        Signer.verifies(sign, of: manifest, by: key)
      else { return Verdict(.signature) }
    }
    let named = [policyName, candidatesName, drawName, outcomeName].compactMap { name in
      archive[name].map { Archive.Part(name, $0) }
    }
    if let part = firstDifference(manifest, Self.manifest(named)) {
      return Verdict(.checksum(named.indices.contains(part) ? named[part].name : manifestName))
    }
    return compute(policy, candidates, draw, outcome, signedBy: signature?.first)
  }

  private static func compute(
    _ policy: [UInt8], _ candidates: [UInt8], _ draw: [UInt8], _ published: [UInt8], signedBy: String?
  ) -> Verdict {
    let file: PolicyFile
    do throws(FileComplaints) {
      file = try PolicyFile(yaml: String(decoding: policy, as: UTF8.self))
    } catch {
      return Verdict(error.complaints.first.map(Difference.policy) ?? .unreadable)
    }
    let people: Candidates
    do throws(CandidateFile.Complaints) {
      people = try CandidateFile.read(candidates, for: file)
    } catch {
      return Verdict(error.complaints.first.map(Difference.candidates) ?? .unreadable)
    }
    let key = String(decoding: draw, as: UTF8.self).trimmed
    guard let selected = try? Selected.run(file, people, key: key) else { return Verdict(.unreadable) }
    let computed = OutcomeText.text(selected)
    var difference: Difference?
    if let line = firstDifference(published, computed) {
      difference = .outcome(line: line + 1, published: self.line(line, of: published), computed: self.line(line, of: computed))
    }
    return Verdict(
      difference: difference, findings: OutcomeText.published(published, selected)?.inspect() ?? [], signedBy: signedBy,
      candidates: people.count, offered: selected.outcome.offered.count)
  }

  /// The number of the first line that differs, from 0; nil: the same.
  private static func firstDifference(_ one: [UInt8], _ other: [UInt8]) -> Int? {
    guard one != other else { return nil }
    let common = zip(one, other).prefix { $0 == $1 }
    return common.count { $0.0 == UInt8(ascii: "\n") }
  }

  private static func line(_ number: Int, of text: [UInt8]) -> String {
    let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: number + 1, omittingEmptySubsequences: false)
    return number < lines.count ? String(decoding: lines[number].prefix(300), as: UTF8.self).trimmed : ""
  }

  private static func bytes(_ hex: String) -> [UInt8]? {
    guard hex.utf8.count.isMultiple(of: 2) else { return nil }
    let digits = hex.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
    guard !digits.contains(nil) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8((digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0)) }
  }
}

extension SelectionBundle.Verdict {
  fileprivate init(_ difference: SelectionBundle.Difference) {
    self.init(difference: difference, findings: [], signedBy: nil, candidates: 0, offered: 0)
  }
}
