import Programme
import Storage
import Words

/// What came of a recommendation, as one of the two says it. Both are kept; neither writes over the other.
struct Outcome: Sendable {
  enum Kind: String, Sendable, CaseIterable, Bindable, Readable {
    case applied, offered, enrolled
    /// By herself.
    case declined
    /// Not admitted.
    case refused
    /// She never applied there.
    case never
  }

  enum Side: String, Sendable, Bindable, Readable { case university, girl }

  /// Which grant; a reduction of the fee is one of them here.
  enum Grant: String, Sendable, CaseIterable, Bindable, Readable { case state, university, foundation, local, partner, discount }

  enum Why: String, Sendable, CaseIterable, Bindable, Readable { case threshold, documents, seats, other }

  /// What was said.
  struct Said: Sendable, Hashable {
    let kind: Kind
    var grant: Grant?
    /// Tenge a year.
    var amount: Int?
    var years: Int?
    var enrolledOn: Day?
    var why: Why?
  }

  let side: Side
  let turn: Int
  let said: Said
  let at: Moment
}

extension Transaction {
  /// The newest of each side.
  func outcomes(of given: ID<Recommendation>) throws -> [Outcome.Side: Outcome] {
    try outcomes(where: "recommendation_id = \(given)")[given] ?? [:]
  }

  /// The newest of each side, of every recommendation of a round.
  func outcomes(in round: ID<Round>) throws -> [ID<Recommendation>: [Outcome.Side: Outcome]] {
    try outcomes(where: "recommendation_id IN (SELECT id FROM grants_recommendation WHERE round_id = \(round))")
  }

  private func outcomes(where condition: SQL) throws -> [ID<Recommendation>: [Outcome.Side: Outcome]] {
    var found: [ID<Recommendation>: [Outcome.Side: Outcome]] = [:]
    try each(
      """
      SELECT recommendation_id, said_by, turn, outcome, grant_kind, amount, years, enrolled_on, why, said_at FROM grants_outcome
      WHERE \(condition) ORDER BY recommendation_id, said_by, turn
      """
    ) { row in
      let side: Outcome.Side = try row["said_by"]
      found[try row["recommendation_id"], default: [:]][side] = Outcome(
        side: side, turn: try row["turn"],
        said: Outcome.Said(
          kind: try row["outcome"], grant: try row["grant_kind"], amount: try row["amount"], years: try row["years"],
          enrolledOn: try row["enrolled_on"], why: try row["why"]), at: try row["said_at"])
    }
    return found
  }

  /// Another turn; the same said again changes nothing.
  func say(_ said: Outcome.Said, of given: Recommendation, as side: Outcome.Side, by actor: Actor, _ house: House) throws {
    let before = try outcomes(of: given.id)[side]
    if before?.said == said { return }
    let turn = (before?.turn ?? 0) + 1
    let added = try run(
      """
      INSERT INTO grants_outcome (id, recommendation_id, said_by, turn, outcome, grant_kind, amount, years, enrolled_on, why, person_id,
        said_at)
      VALUES (\(house.outside.id(of: Outcome.self)), \(given.id), \(side), \(turn), \(said.kind), \(said.grant), \(said.amount),
        \(said.years), \(said.enrolledOn), \(said.why), \(actor.person), \(house.outside.now())) ON CONFLICT DO NOTHING
      """)
    guard added == 1 else { throw Refusal(.conflict, .outcomeMoved) }
    try record(.recommendationOutcomeSaid, given.id.text, "\(side.rawValue) \(said.kind.rawValue)", by: actor.text, house)
  }
}

extension [Outcome.Side: Outcome] {
  /// The two say different things: a question for the desk, which decides nothing by itself.
  var differ: Bool {
    guard let hers = self[.girl], let theirs = self[.university] else { return false }
    return hers.said.kind != theirs.said.kind
  }
}

extension Outcome.Kind {
  /// As the university and the desk say it.
  var name: Phrase {
    switch self {
    case .applied: Phrase(kk: "құжат тапсырды", ru: "подала заявление", en: "applied")
    case .offered: Phrase(kk: "грант ұсынылды", ru: "предложен грант", en: "was offered a grant")
    case .enrolled: Phrase(kk: "қабылданды", ru: "зачислена", en: "enrolled")
    case .declined: Phrase(kk: "өзі бас тартты", ru: "отказалась сама", en: "declined it herself")
    case .refused: Phrase(kk: "өтпеді", ru: "не прошла", en: "not admitted")
    case .never: Phrase(kk: "жүгінбеді", ru: "не обращалась", en: "never applied")
    }
  }

  /// As she says it of herself.
  var ofHers: Phrase {
    switch self {
    case .applied:
      Phrase(kk: "құжат тапсырдым, жауап күтемін", ru: "подала заявление, жду ответа", en: "I applied and wait for an answer")
    case .offered: Phrase(kk: "маған грант ұсынылды", ru: "мне предложили грант", en: "I was offered a grant")
    case .enrolled: Phrase(kk: "осы жерге қабылдандым", ru: "я поступила сюда", en: "I am enrolled there")
    case .declined: Phrase(kk: "өзім бас тарттым", ru: "я отказалась сама", en: "I declined it")
    case .refused: Phrase(kk: "қабылдамады", ru: "меня не приняли", en: "I was not admitted")
    case .never: Phrase(kk: "бұл университетке жүгінбедім", ru: "я туда не обращалась", en: "I never applied there")
    }
  }
}

extension Outcome.Grant {
  var name: Phrase {
    switch self {
    case .discount: Phrase(kk: "жеңілдік", ru: "скидка", en: "discount")
    case .state: GrantType.Kind.state.name
    case .university: GrantType.Kind.university.name
    case .foundation: GrantType.Kind.foundation.name
    case .local: GrantType.Kind.local.name
    case .partner: GrantType.Kind.partner.name
    }
  }
}

extension Outcome.Why {
  var name: Phrase {
    switch self {
    case .threshold: Phrase(kk: "ҰБТ балы жетпеді", ru: "не хватило баллов ЕНТ", en: "points of the state test")
    case .documents: Phrase(kk: "құжаттары толық емес", ru: "не хватило документов", en: "documents")
    case .seats: Phrase(kk: "орын қалмады", ru: "не осталось мест", en: "no seat was left")
    case .other: Phrase(kk: "басқа", ru: "другое", en: "other")
    }
  }
}

extension Phrase {
  static let outcomeMoved = Phrase(
    kk: "Жауап осы сәтте өзгерді. Бетті жаңартыңыз.", ru: "Ответ только что изменился. Обновите страницу.",
    en: "The answer changed this moment. Reload the page.")
}
