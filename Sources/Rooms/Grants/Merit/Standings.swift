import Allocation
import Programme
import Rules
import Storage
import Words

/// The girls of a round with all that its rule weighs, in the order of their codes. Nobody is named in it but by her id.
struct Standings: Sendable {
  let girls: [Leaver]
  let candidates: Candidates

  /// Her row; nil for whoever is not in the round, or may not take part today.
  func row(of person: ID<Person>) -> Int? { girls.firstIndex { $0.person == person } }

  /// Points and totals by one of the rule's sets of weights. Ties are open until the draw: whoever ranks for a run gives its numbers.
  func ranking(_ policy: Policy, draw: [Int32]? = nil) throws(CandidatesFault) -> Ranking {
    try policy.rank(candidates, draw: draw ?? (0..<Int32(candidates.count)).map { $0 })
  }

  /// How many have a piece of evidence.
  func count(having piece: String) -> Int {
    candidates.evidence[piece]?.values.count { !$0.isNaN } ?? 0
  }
}

extension Transaction {
  /// Everybody of the round who may take part today.
  func standings(of round: Round, _ rule: MeritRule, _ house: House) throws -> Standings {
    let girls = try leavers(in: round.leavingYear).filter(\.mayTakePart).sorted {
      $0.code.utf8.lexicographicallyPrecedes($1.code.utf8)
    }
    let measured = try girls.isEmpty ? [:] : meritEvidence(of: girls, house)
    var evidence: [String: Candidates.Measures] = [:]
    for piece in rule.common.evidence {
      let found = girls.map { girl in MeritEvidence(rawValue: piece.name).flatMap { measured[girl.person]?[$0] } }
      evidence[piece.name] = Candidates.Measures(values: found.map { $0?.value ?? .nan }, errors: found.map { $0?.error ?? 0 })
    }
    return Standings(
      girls: girls,
      candidates: try Candidates(codes: girls.map(\.code), evidence: evidence, attributes: [:], columns: [:]))
  }
}
