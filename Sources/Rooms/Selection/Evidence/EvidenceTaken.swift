import Allocation
import Programme
import Rules
import Storage
import Words

/// Evidence that other rooms measure stands here as a next turn of its piece, so that a run rests on what was known when it was made,
/// and every later value is seen beside the one before.
enum EvidenceTaken {
  static let job = Job(
    name: "evidence of other rooms", .evidenceIsTaken, every: .seconds(300), isAble: { !$0.evidenceSources.isEmpty }
  ) {
    house in
    for cycle in try await house.cycles() where cycle.isGoing(at: house.outside.now()) {
      _ = try await house.database.write { try $0.takeEvidence(of: cycle.id, house) }
    }
  }
}

extension PolicyFile {
  /// Throws `Refusal.conflict` where a room measures a piece on another scale than this policy reads it on: a logit is no point.
  func mustFit(_ sources: [EvidenceSource]) throws(Refusal) {
    for piece in policy.evidence {
      guard let source = sources.first(where: { $0.name == piece.name }) else { continue }
      switch (source.scale, piece.scale) {
      case (_, .standard), (.logit, .logit), (.raw, .raw): continue
      case (.logit, .raw), (.raw, .logit): throw Refusal(.conflict, .otherScale(title(evidence: piece.name)))
      }
    }
  }
}

extension Transaction {
  /// Takes over what the sources of the house have measured of an intake; what stands already in the same value and error is passed
  /// over. Returns how many values were new.
  @discardableResult
  func takeEvidence(of cycle: ID<Cycle>, _ house: House) throws -> Int {
    guard !house.evidenceSources.isEmpty else { return 0 }
    let standings = try evidenceStandings(cycle)
    return try house.evidenceSources.reduce(0) { count, source in
      let values = try rows(
        """
        SELECT measured.application_id, value, error FROM (\(source.rows)) AS measured
        JOIN selection_candidate ON selection_candidate.application_id = measured.application_id
          AND selection_candidate.cycle_id = measured.cycle_id
        WHERE measured.cycle_id = \(cycle) ORDER BY measured.application_id
        """
      ) { row in
        (
          applicant: try row["application_id"] as ID<Applicant>, name: source.name, value: try row["value"] as Double,
          error: try row["error"] as Double
        )
      }
      return count
        + (try addEvidence(
          values.filter { $0.value.isFinite && $0.error.isFinite && $0.error >= 0 }, to: standings, source: "room", house))
    }
  }
}

extension Phrase {
  static func otherScale(_ piece: Phrase) -> Phrase {
    Phrase(
      kk: "\(piece(.kk)): қағидалардағы шкала өлшенген шкаламен бірдей емес.",
      ru: "\(piece(.ru)): в правилах другая шкала, чем у измерения.",
      en: "\(piece(.en)): the policy reads it on another scale than it is measured on.")
  }
  static let evidenceIsTaken = Phrase(
    kk: "Басқа бөлімдердің өлшегенін алу", ru: "Приём измерений других разделов", en: "Taking over what other rooms measured")
}
