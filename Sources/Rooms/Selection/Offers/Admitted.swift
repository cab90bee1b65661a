import Programme
import Storage
import Words

/// Whoever has accepted a place and not given it back: what "admitted" means in this house.
enum Admitted {
  /// The group of retention.yaml.
  static let group = "selection.admitted"

  /// Her offers that stand accepted, with whose they are.
  static let places: SQL = """
    selection_offer JOIN selection_answer ON selection_answer.offer_id = selection_offer.id AND selection_answer.answer = 'accepted'
    JOIN selection_candidate ON selection_candidate.application_id = selection_offer.application_id
    """
}

extension Selection {
  /// No term of keeping touches somebody whose offer or appeal is open, or who is at the school or left it lately.
  static let hold = Hold(.heldBySelection) { tx, house, person in
    if try tx.isWaiting(person, at: house.outside.now()) { return true }
    let cycles: Set<ID<Cycle>> = Set(
      try tx.rows(
        "SELECT selection_offer.cycle_id FROM \(Admitted.places) WHERE person_id = \(person) ORDER BY 1 LIMIT 100"
      ) { try $0[0] })
    guard !cycles.isEmpty else { return false }
    guard let rule = house.data[.retention].rules.first(where: { $0.group == Admitted.group }) else { return true }
    let now = house.outside.now()
    let birth = try tx.details(try tx.safe(of: person, house.vault))[.birthDay].flatMap { Day($0) }
    guard rule.isOfAge(bornOn: birth, at: now) else { return true }
    return try tx.cycles().contains { cycle in
      guard cycles.contains(cycle.id) else { return false }
      return try house.start(of: rule, in: cycle, tx).map { !rule.isOver(since: $0, at: now) } ?? true
    }
  }
}

extension Transaction {
  /// She may still answer an offer, or waits for the decision about an appeal.
  fileprivate func isWaiting(_ person: ID<Person>, at now: Moment) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM selection_candidate WHERE person_id = \(person)
        AND (EXISTS (SELECT 1 FROM selection_appeal WHERE selection_appeal.application_id = selection_candidate.application_id
            AND decided_at IS NULL)
          OR EXISTS (SELECT 1 FROM selection_offer WHERE selection_offer.application_id = selection_candidate.application_id
            AND expires_at > \(now)
            AND NOT EXISTS (SELECT 1 FROM selection_answer WHERE selection_answer.offer_id = selection_offer.id)))
      LIMIT 1
      """)
  }
}

extension Phrase {
  static let heldBySelection = Phrase(
    kk: "Орын ұсынысы немесе апелляциясы ашық, не орын қабылдаған қатысушылар",
    ru: "Те, у кого открыто предложение места или апелляция, и те, кто принял место",
    en: "Applicants with an open offer or appeal, and those who accepted a place")
}
