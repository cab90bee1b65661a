import Exchange
import Exercises
import Grading
import Programme
import Storage
import Words

/// How a girl sat a check.
struct Sitting: Sendable {
  let learner: Int
  /// How often she opened it; 0 of one that came on paper alone.
  let openings: Int
  /// The last time.
  let opened: Moment?
  let kept: Moment?
  let handedIn: Moment?
  let way: Way
  /// When an adult of her group said that she sat it in the room.
  let attended: Moment?
  let points: Int

  /// She handed it in from a phone: nobody enters anything from paper over it.
  var isHers: Bool { way == .phone && handedIn != nil }

  /// She handed it in and has not opened it again since.
  var isSettled: Bool { handedIn.map { handed in opened.map { $0 < handed } ?? true } ?? false }

  /// Of `study_sitting`: handed in, on a phone or on paper; who only began is not counted.
  static let isHandedIn: SQL = "(study_sitting.handed_in_at IS NOT NULL OR study_sitting.way = 'paper')"

  /// Of `study_sitting`: opened on a phone and not handed in since, so that something may still be under way.
  static let isAwaited: SQL = """
    (study_sitting.openings > 0 AND study_sitting.way = 'phone'
      AND (study_sitting.handed_in_at IS NULL OR study_sitting.handed_in_at < study_sitting.opened_at))
    """

  /// Of `study_check`: a measure that she handed in with the group she was in before; it is sat once in a cohort.
  static func isSatElsewhere(_ learner: Int) -> SQL {
    """
    (study_check.meeting_id IS NULL AND EXISTS (SELECT 1 FROM study_sitting JOIN study_check AS earlier ON earlier.id = study_sitting.check_id
      WHERE study_sitting.learner = \(learner) AND \(isHandedIn) AND earlier.withdrawn_at IS NULL AND earlier.id <> study_check.id
        AND earlier.cohort_id = study_check.cohort_id AND earlier.course = study_check.course AND earlier.form = study_check.form))
    """
  }

  enum Way: String, Sendable, Bindable, Readable {
    case phone
    /// Written on paper and entered by an adult.
    case paper
  }
}

/// What she last answered to one question.
struct CheckAnswer: Sendable {
  let item: String
  let variant: Int
  let answer: Answer
  let verdict: Verdict
  let way: Sitting.Way

  enum Verdict: String, Sendable, Bindable, Readable {
    case right, wrong
    /// Written, and not to be read.
    case unread
    /// Written and taken out again.
    case blank

    /// What cannot be read answers nothing.
    var isAnswer: Bool { self == .right || self == .wrong }
  }
}

extension CheckItem {
  func verdict(_ answer: Answer, _ variant: Variant) -> CheckAnswer.Verdict {
    if answer.isBlank { return .blank }
    return switch exercise.judge(answer, variant, .kk)?.verdict {
    case .right: .right
    case .wrong, .unitWrong, .unitMissing: .wrong
    case .unreadable, nil: .unread
    }
  }
}

extension Transaction {
  func sitting(_ check: Check, _ learner: Int) throws -> Sitting? { try sittings(of: check, "AND learner = \(learner)").first }

  /// By learner.
  func sittings(of check: Check, _ more: SQL = "") throws -> [Sitting] {
    try rows(
      """
      SELECT learner, openings, opened_at, kept_at, handed_in_at, way, attended_at, points FROM study_sitting
      WHERE check_id = \(check.id) \(more) ORDER BY learner LIMIT 1000
      """
    ) { row in
      Sitting(
        learner: try row["learner"], openings: try row["openings"], opened: try row["opened_at"], kept: try row["kept_at"],
        handedIn: try row["handed_in_at"], way: try row["way"], attended: try row["attended_at"], points: try row["points"])
    }
  }

  /// What stands: the last answer to each question, by its key.
  func answers(_ check: Check, _ learner: Int, _ safe: Safe) throws -> [String: CheckAnswer] {
    // Only what stands is opened: a phone writes while she types.
    var last: [String: (variant: Int, way: Sitting.Way, verdict: CheckAnswer.Verdict, sealed: [UInt8])] = [:]
    try each(
      """
      SELECT item, variant, way, verdict, sealed FROM study_check_answer WHERE check_id = \(check.id) AND learner = \(learner)
      ORDER BY at, id LIMIT 5000
      """
    ) { row in last[try row["item"]] = (try row["variant"], try row["way"], try row["verdict"], try row["sealed"]) }
    return try Dictionary(
      uniqueKeysWithValues: last.compactMap { item, row in
        try Answer(packed: safe.open(row.sealed, CheckAnswer.place)).map {
          (item, CheckAnswer(item: item, variant: row.variant, answer: $0, verdict: row.verdict, way: row.way))
        }
      })
  }

  /// She opens it, the first time or again. Returns how often she did.
  func open(_ check: Check, _ learner: Learner, _ house: House) throws -> Int {
    guard check.isOpen(at: house.outside.now()) else { throw Refusal(.conflict, .checkIsShut) }
    try addSitting(check, learner, .phone, house)
    try run(
      """
      UPDATE study_sitting SET openings = openings + 1, opened_at = \(house.outside.now())
      WHERE check_id = \(check.id) AND learner = \(learner.number)
      """)
    let openings = try sitting(check, learner.number)?.openings ?? 1
    try record(.checkOpened, learner.person.text, "\(check.id) opening=\(openings)", by: learner.person.text, house)
    return openings
  }

  private func addSitting(_ check: Check, _ learner: Learner, _ way: Sitting.Way, _ house: House) throws {
    guard let cycle: ID<Cycle> = try value("SELECT cycle_id FROM study_cohort WHERE id = \(check.cohort)") else {
      throw Refusal.missing
    }
    let safe = try safe(of: learner.person, house.vault)
    let consents = try consents(safe, cycle, at: house.outside.now()).state(house.consents)
    try run(
      """
      INSERT INTO study_sitting (check_id, learner, openings, way, points, error, has_consent)
      VALUES (\(check.id), \(learner.number), 0, \(way), 0, 0, \(consents == .complete)) ON CONFLICT (check_id, learner) DO NOTHING
      """)
  }

  /// Adds what changed and makes the points anew. `writtenAt`: by her phone, else it is now; of each question what was written last counts, whatever
  /// arrives last. `handIn`: she says that it is all; `handedAt`: said so before she opened it again. Returns how many bytes were stored.
  @discardableResult
  func keep(
    _ answers: [String: Answer], of found: ReadCheck, _ learner: Learner, _ safe: Safe, from way: Sitting.Way,
    enteredBy hand: ID<Person>? = nil, writtenAt: Moment? = nil, handIn: Bool, handedAt: Moment? = nil,
    _ house: House
  ) throws -> Int {
    let (check, now) = (found.check, house.outside.now())
    let at = writtenAt ?? now
    try addSitting(check, learner, way, house)
    var standing = try self.answers(check, learner.number, safe)
    var stored = 0
    for item in found.read.items {
      guard let answer = answers[item.key] else { continue }
      let variant = way == .paper ? item.printed : item.variant(seed: learner.seed)
      let before = standing[item.key]
      // A sheet on which nothing is written takes nothing out that came from her phone.
      if way == .paper, answer.isBlank, before?.way == .phone { continue }
      if before.map({ $0.answer == answer && $0.variant == variant.id }) ?? answer.isBlank { continue }
      let verdict = item.verdict(answer, variant)
      let written = answer.json.text
      try run(
        """
        INSERT INTO study_check_answer (id, check_id, learner, item, variant, at, way, entered_by, verdict, sealed)
        VALUES (\(house.outside.id(of: CheckAnswer.self)), \(check.id), \(learner.number), \(item.key), \(variant.id), \(at),
          \(way), \(hand), \(verdict), \(safe.seal(written, CheckAnswer.place)))
        """)
      stored += written.utf8.count
    }
    // What was written earlier than what stands, and comes after it, changes nothing.
    standing = try self.answers(check, learner.number, safe)
    let points = standing.values.count { $0.verdict == .right }
    let handed = handIn ? handedAt ?? now : nil
    try run(
      """
      UPDATE study_sitting SET kept_at = \(now), way = \(way), points = \(points),
        error = \(PointShare(points, of: check.items).error), handed_in_at = COALESCE(\(handed), handed_in_at)
      WHERE check_id = \(check.id) AND learner = \(learner.number)
      """)
    return stored
  }

  /// Ten letters that say: these answers were here at that moment. The same of the same, and nobody else can make them.
  func receipt(_ check: Check, _ learner: Int, _ house: House) throws -> String? {
    guard let handedIn = try sitting(check, learner)?.handedIn else { return nil }
    let ids: [ID<CheckAnswer>] = try rows(
      """
      SELECT id FROM study_check_answer WHERE check_id = \(check.id) AND learner = \(learner) AND at <= \(handedIn)
      ORDER BY id LIMIT 5000
      """
    ) { try $0[0] }
    let text = "\(check.id) \(learner) \(handedIn.milliseconds) \(ids.map(\.text).joined(separator: " "))"
    let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
    let signed = house.vault.hash(secret: text, for: "check receipt").prefix(10).map { letters[Int($0) % letters.count] }
    return "\(String(signed.prefix(5))) \(String(signed.dropFirst(5)))"
  }
}

/// So many points of so many, as a share with its error.
struct PointShare: Sendable, Hashable {
  let value: Double
  /// By Agresti and Coull (1998), two points and two misses added: not 0 where everything is right.
  let error: Double

  init(_ points: Int, of all: Int) {
    value = all == 0 ? 0 : Double(points) / Double(all)
    let share = Double(points + 2) / Double(all + 4)
    error = (share * (1 - share) / Double(all + 4)).squareRoot()
  }
}

extension CheckAnswer {
  static let place = "study_check_answer.sealed"
  /// Of one sitting, far more than anybody writes; what is read of it has room for one more form (`answers`).
  static let most = 4_000
}

extension Answer {
  /// As an event keeps it.
  init?(packed text: String) {
    guard let json = try? JSONReader.read(Array(text.utf8)) else { return nil }
    self.init(json)
  }
}

extension Phrase {
  static let checkIsShut = Phrase(
    kk: "Бұл тексеру қазір жабық.", ru: "Эта проверка сейчас закрыта.", en: "This check is not open now.")
}
