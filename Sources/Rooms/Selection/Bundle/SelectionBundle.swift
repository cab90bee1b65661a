import Allocation
package import Documents
import Exchange
package import Inspection
import Programme
package import Rules
package import Security

/// A selection frozen without names: policy, candidates by code, key of the draw and outcome, so that anybody can compute it again.
///
/// Schools and districts that only caps look at stand as numbers; what an attribute compares stays as it is.
package enum SelectionBundle {
  package static let policyName = "policy.yaml"
  package static let candidatesName = "candidates.csv"
  package static let drawName = "draw.txt"
  package static let outcomeName = "outcome.csv"
  package static let manifestName = SealedParts.manifestName
  package static let signatureName = SealedParts.signatureName

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
    return SealedParts.sealed(parts, signer: signer)
  }
}

extension SelectionBundle {
  package typealias Verdict = BundleVerdict<BrokenPromise>

  package static func verify(_ bytes: [UInt8]) -> Verdict {
    guard let archive = try? Archive(packed: bytes) else { return Verdict(difference: .unreadable) }
    return verify(archive.parts)
  }

  /// The same for a bundle unpacked into a folder.
  package static func verify(_ parts: [Archive.Part]) -> Verdict {
    let archive = Archive(parts)
    do throws(BundleDifference) {
      let key = try SealedParts.signedBy(archive, parts: [policyName, candidatesName, drawName, outcomeName])
      guard let policy = archive[policyName], let candidates = archive[candidatesName], let draw = archive[drawName],
        let outcome = archive[outcomeName]
      else { throw .unreadable }
      return try compute(policy, candidates, draw, outcome, signedBy: key)
    } catch {
      return Verdict(difference: error)
    }
  }

  private static func compute(
    _ policy: [UInt8], _ candidates: [UInt8], _ draw: [UInt8], _ published: [UInt8], signedBy: String?
  ) throws(BundleDifference) -> Verdict {
    let file: PolicyFile
    do throws(FileComplaints) {
      file = try PolicyFile(yaml: String(decoding: policy, as: UTF8.self))
    } catch {
      throw error.complaints.first.map { .complaint(FileComplaint(file: policyName, line: $0.line, $0.says)) } ?? .unreadable
    }
    let people: Candidates
    do throws(CandidateFile.Complaints) {
      people = try CandidateFile.read(candidates, for: file)
    } catch {
      throw error.complaints.first.map { .complaint(FileComplaint(file: candidatesName, line: $0.line, $0.says)) } ?? .unreadable
    }
    let key = String(decoding: draw, as: UTF8.self).trimmed
    guard let selected = try? Selected.run(file, people, key: key) else { throw .unreadable }
    let computed = OutcomeText.text(selected)
    let difference = BundleDifference(outcomeName, published: published, computed: computed)
    return Verdict(
      difference: difference, findings: OutcomeText.published(published, selected)?.inspect() ?? [], signedBy: signedBy,
      candidates: people.count, offered: selected.outcome.offered.count)
  }
}
