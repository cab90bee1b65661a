import Courses
import Exercises
import Programme
import Storage
import Words

/// A check that was given: questions of one edition of a course, to a group or to a cohort without groups, in a window.
struct Check: Sendable {
  let id: ID<Check>
  let cohort: ID<Cohort>
  let group: ID<Group>?
  let course: String
  /// `pre`, `post`, `unit-1`.
  let form: String
  let edition: ID<Edition>
  let items: Int
  /// At which it is sat; nil of those before and after the course, which have days.
  let meeting: ID<Meeting>?
  let opens: Moment
  let closes: Moment
  /// Its meeting was called off.
  let isOff: Bool

  /// Answers sent in the last moment still arrive; nothing is told before that.
  private static let grace = 5

  func isOpen(at now: Moment) -> Bool { !isOff && opens <= now && now < closes }
  func takes(at now: Moment) -> Bool { !isOff && opens <= now && now < closes.adding(minutes: Self.grace) }
  func isOver(at now: Moment) -> Bool { now >= closes.adding(minutes: Self.grace) }

  /// Who opened it and has not handed in may be without a network: so many days results wait for what she wrote.
  private static let patience = 3
  var toldAtLast: Moment { closes.adding(days: Self.patience) }

  /// A check at a meeting opens so many minutes before it and closes so many after it, however the meeting is moved.
  static let early = 15
  static let late = 30
}

/// A check with its questions.
struct ReadCheck: Sendable {
  let check: Check
  let read: CourseCheck
  let courseTitle: Said

  func title(_ t: Language) -> String { "\(courseTitle(t)): \(read.form.title(t))" }
}

extension Transaction {
  /// Those that were not withdrawn, by the moment they open.
  func checks(where condition: SQL) throws -> [Check] {
    let (early, late) = (Int64(Check.early) * 60_000, Int64(Check.late) * 60_000)
    return try rows(
      """
      SELECT study_check.id, study_check.cohort_id, study_check.group_id, study_check.course, form, edition_id, items, meeting_id,
        COALESCE(opens_at, starts_at - \(early)) AS opens, COALESCE(closes_at, ends_at + \(late)) AS closes,
        CASE WHEN study_meeting.state IN ('cancelled', 'not_held') THEN 1 ELSE 0 END AS is_off
      FROM study_check LEFT JOIN study_meeting ON study_meeting.id = meeting_id
      WHERE withdrawn_at IS NULL AND \(condition) ORDER BY opens, study_check.id LIMIT 500
      """
    ) { row in
      Check(
        id: try row["id"], cohort: try row["cohort_id"], group: try row["group_id"], course: try row["course"],
        form: try row["form"], edition: try row["edition_id"], items: try row["items"], meeting: try row["meeting_id"],
        opens: try row["opens"], closes: try row["closes"], isOff: try row["is_off"] as Int == 1)
    }
  }

  /// Throws `Refusal.missing`.
  func check(_ id: ID<Check>) throws -> Check {
    guard let check = try checks(where: "study_check.id = \(id)").first else { throw Refusal.missing }
    return check
  }

  /// Those given to her group or cohort, and those that she sat before she changed it.
  func checks(of learner: Learner) throws -> [Check] { try checks(where: Self.hers(learner)) }

  /// Throws `Refusal.missing` where it is not hers.
  func check(_ id: ID<Check>, of learner: Learner) throws -> Check {
    guard let check = try checks(where: "study_check.id = \(id) AND \(Self.hers(learner))").first else { throw Refusal.missing }
    return check
  }

  private static func hers(_ learner: Learner) -> SQL {
    """
    (study_check.group_id IN (SELECT group_id FROM study_member WHERE learner = \(learner.number) AND until IS NULL)
        AND NOT \(Sitting.isSatElsewhere(learner.number))
      OR study_check.group_id IS NULL
        AND study_check.cohort_id IN (SELECT cohort_id FROM study_enrolment WHERE learner = \(learner.number) AND until IS NULL)
      OR EXISTS (SELECT 1 FROM study_sitting WHERE check_id = study_check.id AND learner = \(learner.number)))
    """
  }

  /// With its questions. Throws `Refusal.missing` where this program cannot read them any more.
  func read(_ check: Check) throws -> ReadCheck {
    guard let course = try readCourse(check.edition), let read = course.checks[check.form] else { throw Refusal.missing }
    return ReadCheck(check: check, read: read, courseTitle: course.course.title)
  }
}

// MARK: - Giving

/// What an adult gives to a group.
struct CheckToGive: Sendable {
  let course: ShelvedCourse
  let form: CheckForm
  let window: Window

  enum Window: Sendable {
    case days(Day, Day)
    case meeting(ID<Meeting>)
  }
}

extension Transaction {
  /// Throws `Refusal` where the group has it already.
  func give(_ wanted: CheckToGive, to group: Group, by actor: Actor, _ house: House) throws {
    let (meeting, opens, closes): (ID<Meeting>?, Moment?, Moment?) =
      switch wanted.window {
      case .days(let first, let last): (nil, first.start(), last.end())
      case .meeting(let meeting): (meeting, nil, nil)
      }
    try add(wanted, cohort: group.cohort, group: group.id, meeting, opens, closes, by: actor, house)
  }

  /// To everybody of a cohort that has no groups.
  func give(_ wanted: CheckToGive, toAllOf cohort: ID<Cohort>, _ first: Day, _ last: Day, by actor: Actor, _ house: House) throws
  {
    try add(wanted, cohort: cohort, group: nil, nil, first.start(), last.end(), by: actor, house)
  }

  private func add(
    _ wanted: CheckToGive, cohort: ID<Cohort>, group: ID<Group>?, _ meeting: ID<Meeting>?, _ opens: Moment?, _ closes: Moment?,
    by actor: Actor, _ house: House
  ) throws {
    guard let read = wanted.course.read.checks[wanted.form.key] else { throw Refusal.missing }
    let id: ID<Check> = house.outside.id()
    let rule = wanted.course.course.rule.check
    let added = try run(
      """
      INSERT INTO study_check (id, cohort_id, group_id, course, form, edition_id, items, pass_at, meeting_id, opens_at,
        closes_at, given_at)
      VALUES (\(id), \(cohort), \(group), \(wanted.course.key), \(wanted.form.key), \(wanted.course.open.edition),
        \(read.items.count), \(rule?.form == wanted.form.key ? rule?.atLeast : nil), \(meeting), \(opens), \(closes),
        \(house.outside.now())) ON CONFLICT DO NOTHING
      """)
    guard added == 1 else { throw Refusal(.conflict, .checkIsGiven) }
    try record(.checkGiven, id.text, "\(wanted.course.key) \(wanted.form.key)", by: actor.text, house)
  }

  /// Before anybody has opened it.
  func withdraw(_ check: Check, by actor: Actor, _ house: House) throws {
    let changed = try run(
      """
      UPDATE study_check SET withdrawn_at = \(house.outside.now()) WHERE id = \(check.id) AND withdrawn_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM study_sitting WHERE check_id = study_check.id)
      """)
    guard changed == 1 else { throw Refusal(.conflict, .checkIsSat) }
    try record(.checkWithdrawn, check.id.text, by: actor.text, house)
  }
}

extension Phrase {
  static let checkIsGiven = Phrase(
    kk: "Бұл тексеру топқа бұрын берілген.", ru: "Эта проверка группе уже дана.", en: "This check has been given already.")
  static let checkIsSat = Phrase(
    kk: "Тексеруді біреу ашып үлгерді, енді алып тастауға болмайды.", ru: "Проверку уже кто-то открыл: снять её нельзя.",
    en: "Somebody has opened the check: it cannot be withdrawn any more.")
}
