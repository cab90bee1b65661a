package import Allocation
import Security

// Until the lead's `Bundle/` is merged (2026-11-25): the same names, so that only this file goes.

package struct Selected: Sendable {
  package let file: PolicyFile
  package let candidates: Candidates
  package let drawKey: String
  package let ranking: Ranking
  package let outcome: Outcome
  package let unprotected: Outcome

  package var policy: Policy { file.policy }

  package static func run(_ file: PolicyFile, _ candidates: Candidates, key: String) throws(CandidatesFault) -> Selected {
    let ranking = try file.policy.rank(candidates, draw: Draw.numbers(codes: candidates.codes, key: key))
    let outcome = try file.policy.allocate(ranking, candidates)
    let unprotected = file.policy.protection == .none ? outcome : try file.policy.unprotected.allocate(ranking, candidates)
    return Selected(
      file: file, candidates: candidates, drawKey: key, ranking: ranking, outcome: outcome, unprotected: unprotected)
  }

  package var lowestOffered: Int64? { outcome.offered.map { ranking.totals[Int($0)] }.min() }
}

/// A draw by hash, not yet the one of RFC 3797.
package enum Draw {
  package static func numbers(codes: [String], key: String) -> [Int32] {
    let hashes = codes.map { hex(digest(Array("\(key)|\($0)".utf8))) }
    var of = [Int32](repeating: 0, count: codes.count)
    for (place, row) in codes.indices.sorted(by: { hashes[$0] < hashes[$1] }).enumerated() { of[row] = Int32(place) }
    return of
  }
}
