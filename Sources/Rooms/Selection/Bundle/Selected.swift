package import Allocation
package import Rules
import Words

/// A selection carried out: what went in and what came out.
package struct Selected: Sendable {
  package let file: PolicyFile
  package let candidates: Candidates
  /// The key of the draw, as RFC 3797 writes it.
  package let drawKey: String
  package let ranking: Ranking
  package let outcome: Outcome
  /// The same places without reserves and shares: what they do to each candidate is the difference.
  package let unprotected: Outcome

  package var policy: Policy { file.policy }

  /// The same input gives the same output, byte for byte, on every machine. Throws where a column is missing.
  package static func run(_ file: PolicyFile, _ candidates: Candidates, key: String) throws(CandidatesFault) -> Selected {
    let ranking = try file.policy.rank(candidates, draw: Draw.numbers(codes: candidates.codes, key: key))
    let outcome = try file.policy.allocate(ranking, candidates)
    let unprotected = file.policy.protection == .none ? outcome : try file.policy.unprotected.allocate(ranking, candidates)
    return Selected(
      file: file, candidates: candidates, drawKey: key, ranking: ranking, outcome: outcome, unprotected: unprotected)
  }

  /// How sure the places are, from this many replays; always the same for the same selection.
  package func sureness(draws: Int) throws(CandidatesFault) -> Uncertainty {
    try policy.uncertainty(ranking, candidates, outcome: outcome, draws: draws)
  }

  /// The same if one piece of evidence rested on one part (item, mark) more; nil where its parts are not known.
  package func sureness(draws: Int, withOneMoreOf evidence: Int) throws(CandidatesFault) -> Uncertainty? {
    guard let errors = policy.errors(ranking, withOneMoreOf: evidence) else { return nil }
    return try policy.uncertainty(ranking, candidates, errors: errors, outcome: outcome, draws: draws)
  }

  /// Two considered have the same total, so that a draw has to decide.
  package var hasTies: Bool {
    zip(ranking.order, ranking.order.dropFirst()).contains { ranking.totals[Int($0)] == ranking.totals[Int($1)] }
  }

  /// The lowest total among those offered a place, whatever rule gave it; nil: nobody.
  package var lowestOffered: Int64? { outcome.offered.map { ranking.totals[Int($0)] }.min() }
}
