import Allocation
import Markup
import Programme
import Storage
import Words

/// Why she takes part no more, as the window of candidates has it.
enum Leaving: String, Sendable, Bindable, Readable {
  case refused, withdrawn, joined, consent, erased
  /// Opened again by the desk, or hers once more.
  case draft, submitted, returned

  /// The sentence of her page and of her way, which say the same.
  func says(hadOffer: Bool) -> Phrase {
    switch self {
    case .refused: hadOffer ? .leftRefusedWithOffer : .leftRefused
    case .withdrawn: hadOffer ? .leftWithdrawnWithOffer : .resultLeft
    case .consent: hadOffer ? .leftConsentWithOffer : .leftConsent
    case .joined: .leftJoined
    case .erased: .resultLeft
    case .draft, .submitted, .returned: .leftReopened
    }
  }
}

/// All that her page tells: what was decided about her and by which rule.
struct Result: Sendable {
  let applicant: ID<Applicant>
  let cycle: ID<Cycle>
  let code: String
  /// Nil while she takes part.
  let left: Leaving?
  let release: Release
  let selected: Selected
  /// Her row in the run that rules now.
  let position: Int
  let offer: Offer?
  let appeal: Appeal?
  /// Rows of the run that wait no more: an offer was made, or they left.
  let served: Set<Int32>
  let answers: Answers

  var hasLeft: Bool { left != nil }
  private var row: Int32 { Int32(position) }
  var isOnList: Bool { selected.ranking.rank[position] >= 0 }

  /// From 1, among those who still wait; nil where she has had an offer or is not considered.
  var waitingPlace: Int? {
    guard !served.contains(row), let index = selected.outcome.waiting.firstIndex(of: row) else { return nil }
    return 1 + selected.outcome.waiting[..<index].count { !served.contains($0) }
  }
}

extension Transaction {
  /// Nil before the release, and for an application about which nothing was decided.
  func result(of person: ID<Person>) throws -> Result? {
    guard
      let row = try row(
        """
        SELECT application_id, selection_candidate.cycle_id, code, why_left FROM selection_candidate
        JOIN selection_release ON selection_release.cycle_id = selection_candidate.cycle_id
        WHERE person_id = \(person) AND released_at IS NOT NULL ORDER BY released_at DESC LIMIT 1
        """)
    else { return nil }
    let (applicant, cycle): (ID<Applicant>, ID<Cycle>) = (try row["application_id"], try row["cycle_id"])
    guard let release = try release(cycle), let run = try rulingRun(cycle),
      let position: Int = try value(
        "SELECT position FROM selection_decision WHERE run_id = \(run.id) AND application_id = \(applicant)")
    else { return nil }
    return Result(
      applicant: applicant, cycle: cycle, code: try row["code"], left: try row["why_left"], release: release,
      selected: try selected(run), position: position, offer: try offer(of: applicant), appeal: try appeal(of: applicant),
      served: try served(run.id, cycle, since: release.releasedAt), answers: try answers(cycle))
  }

  private func served(_ run: ID<Run>, _ cycle: ID<Cycle>, since: Moment?) throws -> Set<Int32> {
    let offered = try rows(
      """
      SELECT position FROM selection_offer
      JOIN selection_decision ON selection_decision.application_id = selection_offer.application_id
      WHERE selection_decision.run_id = \(run)
      """
    ) { Int32(try $0["position"] as Int) }
    let left = try rows(
      """
      SELECT position FROM selection_candidate
      JOIN selection_decision ON selection_decision.application_id = selection_candidate.application_id
      WHERE selection_candidate.cycle_id = \(cycle) AND changed_at >= \(since) AND has_left AND run_id = \(run)
      """
    ) { Int32(try $0["position"] as Int) }
    return Set(offered + left)
  }

  /// This room's stop of her track.
  func resultStep(of person: ID<Person>, _ cycle: ID<Cycle>, at now: Moment) throws -> [JourneyStep] {
    guard
      let row = try row(
        """
        SELECT expires_at, answer, why_left FROM selection_candidate
        JOIN selection_release ON selection_release.cycle_id = selection_candidate.cycle_id
        JOIN selection_decision ON selection_decision.run_id = selection_release.run_id
          AND selection_decision.application_id = selection_candidate.application_id
        LEFT JOIN selection_offer ON selection_offer.application_id = selection_candidate.application_id
        LEFT JOIN selection_answer ON selection_answer.offer_id = selection_offer.id
        WHERE person_id = \(person) AND selection_candidate.cycle_id = \(cycle) AND released_at IS NOT NULL
        """)
    else { return [] }
    let (expiry, answer): (Moment?, Offer.Answer?) = (try row["expires_at"], try row["answer"])
    let left: Leaving? = try row["why_left"]
    let lastDay = expiry.flatMap { left == nil && answer == nil && now < $0 ? $0.adding(milliseconds: -1).day() : nil }
    let stands: Phrase =
      switch answer {
      case .accepted?: .placeIsYours(.girl)
      case .declined?: .youDeclined(.girl)
      case .left?: .youGaveBack(.girl)
      case .expired?: .offerPassed
      case nil: lastDay != nil ? .answerTheOffer : expiry == nil ? .resultIsOut : .offerPassed
      }
    return [
      JourneyStep(
        "results", title: .resultStep, note: left?.says(hadOffer: answer != .declined && expiry != nil) ?? stands,
        state: lastDay == nil ? .done : .now, link: "/result",
        call: lastDay.map {
          JourneyCall(title: .placeSubject, what: .answerUntil($0), button: .readAndAnswerOffer, link: "/result")
        },
        isLast: left != nil || (expiry != nil && lastDay == nil && answer != .accepted))
    ]
  }
}
