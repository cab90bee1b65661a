import Programme
import Rules
import Storage
import Words

/// A seat that a run gave a girl, and what became of it.
struct Recommendation: Sendable {
  enum State: String, Sendable, Bindable, Readable {
    /// She has not answered yet.
    case offered
    case accepted
    case declined
    /// The last day went by without an answer.
    case lapsed
    /// She has another grant: the seat is free, the recommendation is hers to name.
    case released
    /// The second round gave her something she wants more.
    case bettered
    /// By two people, after it was found that she should not have had it.
    case withdrawn
  }

  let id: ID<Recommendation>
  /// The round whose run gave it.
  let round: ID<Round>
  let run: ID<MatchRun>
  /// Nil once she is erased.
  let person: ID<Person>?
  let offer: ID<GrantOffer>
  /// Whom the seat is kept for; nil: an open one.
  let reserve: String?
  let state: State
  /// The last day for an answer.
  let answerBy: Day
  /// In the second round she takes part for what stands above it in her list.
  let triesHigher: Bool
  let offeredAt: Moment
  let answeredAt: Moment?

  /// It holds a seat.
  var stands: Bool { state == .offered || state == .accepted }

  /// She was recommended, whether or not she took the seat: what her page and a letter of thanks may say.
  var isCredit: Bool { stands || state == .released }

  func isOpen(on day: Day) -> Bool { state == .offered && day <= answerBy }
}

extension Recommendation.State {
  /// As a statement sets it: the indexes of the states that stand name them.
  var written: SQL {
    switch self {
    case .offered: "state = 'offered'"
    case .accepted: "state = 'accepted'"
    case .declined: "state = 'declined'"
    case .lapsed: "state = 'lapsed'"
    case .released: "state = 'released'"
    case .bettered: "state = 'bettered'"
    case .withdrawn: "state = 'withdrawn'"
    }
  }

  var name: Phrase {
    switch self {
    case .offered: Phrase(kk: "жауап күтілуде", ru: "ждёт ответа", en: "waits for an answer")
    case .accepted: Phrase(kk: "қабылданды", ru: "принято", en: "said yes")
    case .declined: Phrase(kk: "бас тартылды", ru: "отказ", en: "declined")
    case .lapsed: Phrase(kk: "мерзімі өтті", ru: "срок прошёл", en: "lapsed")
    case .released: Phrase(kk: "басқа грант алды", ru: "есть другой грант", en: "has another grant")
    case .bettered: Phrase(kk: "жақсырағына ауысты", ru: "заменено на лучшее", en: "exchanged for a better one")
    case .withdrawn: Phrase(kk: "кері қайтарылды", ru: "отозвано", en: "recalled")
    }
  }
}

extension Transaction {
  func recommendation(_ id: ID<Recommendation>) throws -> Recommendation {
    guard let found = try recommendations(where: "id = \(id)").first else { throw Refusal.missing }
    return found
  }

  /// All of hers, the newest first.
  func recommendations(of person: ID<Person>) throws -> [Recommendation] {
    try recommendations(where: "person_id = \(person)")
  }

  /// The one that holds a seat; nil where none does.
  func standingRecommendation(of person: ID<Person>) throws -> Recommendation? {
    try recommendations(where: "person_id = \(person) AND state IN ('offered', 'accepted')").first
  }

  func recommendations(where condition: SQL, limit: Int = 30_000) throws -> [Recommendation] {
    try rows(
      """
      SELECT id, round_id, run_id, person_id, offer_id, reserve, state, answer_by, tries_higher, offered_at, answered_at
      FROM grants_recommendation WHERE \(condition) ORDER BY offered_at DESC, id DESC LIMIT \(limit)
      """, Recommendation.init(row:))
  }
}

extension Recommendation {
  init(row: Row) throws {
    id = try row["id"]
    round = try row["round_id"]
    run = try row["run_id"]
    person = try row["person_id"]
    offer = try row["offer_id"]
    reserve = try row["reserve"]
    state = try row["state"]
    answerBy = try row["answer_by"]
    triesHigher = try row["tries_higher"]
    offeredAt = try row["offered_at"]
    answeredAt = try row["answered_at"]
  }
}
