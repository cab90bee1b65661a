import Learning
import Programme
import Storage
import Words

/// Of whom the rules are asked, and as of when.
struct SupportSight: Sendable {
  let cohort: ID<Cohort>
  let cycle: ID<Cycle>
  let now: Moment
  let file: SupportFile
  /// One group, or one girl; nil for all.
  var group: ID<Group>?
  var learner: Int?

  /// Those who learn in the cohort at that moment.
  var members: SQL {
    let inGroup: SQL =
      group.map { group in
        """
        AND EXISTS (SELECT 1 FROM study_member WHERE study_member.learner = study_enrolment.learner
          AND study_member.group_id = \(group) AND study_member.until IS NULL)
        """
      } ?? ""
    let one: SQL = learner.map { "AND study_enrolment.learner = \($0)" } ?? ""
    return """
      SELECT study_enrolment.learner FROM study_enrolment WHERE study_enrolment.cohort_id = \(cohort)
        AND study_enrolment.since <= \(now) AND (study_enrolment.until IS NULL OR study_enrolment.until > \(now)) \(inGroup) \(one)
      """
  }
}

/// A rule of early help: one question for all of them.
struct SupportRule: Sendable {
  let reason: SupportReason
  let find: @Sendable (Transaction, SupportSight, House) throws -> [SupportFinding]

  /// In the order of `SupportReason`.
  static let all = [asked, silent, absent, behind, stuck, overdue, lost, consent]

  private static let most = 20_000

  private static let asked = SupportRule(reason: .asked) { tx, sight, _ in
    try tx.rows(
      """
      SELECT study_help.learner, study_help.about, study_help.at FROM study_help
      WHERE study_help.cohort_id = \(sight.cohort) AND study_help.at <= \(sight.now)
        AND (study_help.answered_at IS NULL OR study_help.answered_at > \(sight.now))
        AND study_help.learner IN (\(sight.members)) ORDER BY study_help.learner, study_help.at DESC LIMIT \(most)
      """
    ) { row in
      SupportFinding(
        learner: try row["learner"], reason: .asked, since: try row["at"], evidence: .asked(try row["about"]))
    }.oneEach
  }

  /// A sign of her is an answer that arrived, a post, the digits of a meeting, or that she was seen at one.
  private static let silent = SupportRule(reason: .silent) { tx, sight, _ in
    let (now, days) = (sight.now, sight.file.silentDays)
    return try tx.rows(
      """
      SELECT study_enrolment.learner, study_enrolment.since,
        (SELECT max(study_event.received_at) FROM study_event WHERE study_event.learner = study_enrolment.learner
          AND study_event.received_at <= \(now)) AS answered,
        (SELECT max(study_post.at) FROM study_post JOIN study_learner ON study_learner.person_id = study_post.author
          WHERE study_learner.number = study_enrolment.learner AND study_post.at <= \(now)) AS wrote,
        (SELECT max(study_help.at) FROM study_help WHERE study_help.learner = study_enrolment.learner
          AND study_help.at <= \(now)) AS asked,
        (SELECT max(study_meeting.ends_at) FROM study_presence JOIN study_meeting ON study_meeting.id = study_presence.meeting_id
          WHERE study_presence.learner = study_enrolment.learner AND study_presence.mark IN (\(list: RollMark.allCases.filter(\.wasThere)))
          AND study_meeting.ends_at <= \(now)) AS came
      FROM study_enrolment WHERE study_enrolment.cohort_id = \(sight.cohort) AND study_enrolment.learner IN (\(sight.members))
      ORDER BY study_enrolment.learner LIMIT \(most)
      """
    ) { row -> SupportFinding? in
      let (began, answered, wrote): (Moment, Moment?, Moment?) = (try row["since"], try row["answered"], try row["wrote"])
      let (asked, came): (Moment?, Moment?) = (try row["asked"], try row["came"])
      let last = [began, answered, wrote, asked, came].compactMap { $0 }.max() ?? began
      let since = last.adding(days: days)
      guard since <= now else { return nil }
      return SupportFinding(learner: try row["learner"], reason: .silent, since: since, evidence: .silent(last: last))
    }.compactMap { $0 }
  }

  private static let absent = SupportRule(reason: .absent) { tx, sight, _ in
    let file = sight.file
    let marks = try tx.rows(
      """
      SELECT marked.learner, marked.mark, marked.ends_at FROM (
        SELECT study_presence.learner, study_presence.mark, study_meeting.ends_at, row_number() OVER (
          PARTITION BY study_presence.learner ORDER BY study_meeting.ends_at DESC, study_meeting.id DESC) AS place
        FROM study_presence JOIN study_meeting ON study_meeting.id = study_presence.meeting_id
        JOIN study_group ON study_group.id = study_meeting.group_id
        WHERE study_group.cohort_id = \(sight.cohort) AND study_meeting.state = \(Meeting.State.held)
          AND study_meeting.ends_at <= \(sight.now) AND study_presence.learner IN (\(sight.members))
      ) AS marked WHERE marked.place <= \(max(file.ofMeetings, file.missedInARow))
      ORDER BY marked.learner, marked.place LIMIT \(most)
      """
    ) { (learner: try $0["learner"] as Int, mark: try $0["mark"] as RollMark, at: try $0["ends_at"] as Moment) }
    return Dictionary(grouping: marks, by: \.learner).compactMap { learner, marks in
      let inARow = marks.prefix { $0.mark == .absent }.count
      let missed = marks.prefix(file.ofMeetings).filter { $0.mark == .absent }
      guard inARow >= file.missedInARow || missed.count >= file.missed, let last = missed.first else { return nil }
      return SupportFinding(
        learner: learner, reason: .absent, since: last.at,
        evidence: .absent(inARow: inARow, missed: missed.count, of: min(marks.count, file.ofMeetings)))
    }
  }

  /// Of the lessons on which her group met and from which it has gone on to another.
  private static let behind = SupportRule(reason: .behind) { tx, sight, _ in
    let held: SQL = "IN (\(list: [Meeting.State.planned, Meeting.State.held]))"
    let unfinished = try tx.rows(
      """
      SELECT study_member.learner, study_meeting.course, study_meeting.lesson, min(study_meeting.ends_at) AS met
      FROM study_member JOIN study_group ON study_group.id = study_member.group_id
      JOIN study_meeting ON study_meeting.group_id = study_group.id
      WHERE study_group.cohort_id = \(sight.cohort) AND study_member.until IS NULL AND study_member.learner IN (\(sight.members))
        AND study_meeting.lesson IS NOT NULL AND study_meeting.state \(held) AND study_meeting.ends_at <= \(sight.now)
        AND study_meeting.starts_at >= study_member.since
        AND EXISTS (SELECT 1 FROM study_meeting AS later WHERE later.group_id = study_meeting.group_id
          AND later.starts_at > study_meeting.starts_at AND later.lesson IS NOT NULL AND later.state \(held)
          AND later.ends_at <= \(sight.now) AND (later.course <> study_meeting.course OR later.lesson <> study_meeting.lesson))
        AND NOT EXISTS (SELECT 1 FROM study_lesson WHERE study_lesson.learner = study_member.learner
          AND study_lesson.lesson = study_meeting.course || '/' || study_meeting.lesson AND study_lesson.finished_at <= \(sight.now))
      GROUP BY study_member.learner, study_meeting.course, study_meeting.lesson
      ORDER BY study_member.learner, met LIMIT \(most)
      """
    ) { row in
      (
        learner: try row["learner"] as Int, lesson: "\(try row["course"] as String)/\(try row["lesson"] as String)",
        met: try row["met"] as Moment
      )
    }
    return Dictionary(grouping: unfinished, by: \.learner).compactMap { learner, lessons in
      guard lessons.count >= sight.file.lessonsBehind else { return nil }
      return SupportFinding(
        learner: learner, reason: .behind, since: lessons[sight.file.lessonsBehind - 1].met,
        evidence: .behind(lessons.map(\.lesson)))
    }
  }

  private static let stuck = SupportRule(reason: .stuck) { tx, sight, _ in
    let (file, now) = (sight.file, sight.now)
    return try tx.rows(
      """
      SELECT study_event.learner, study_event.skill, count(*) AS attempts, min(study_event.at) AS first, max(study_event.at) AS last
      FROM study_event WHERE study_event.learner IN (\(sight.members)) AND study_event.skill IS NOT NULL
        AND study_event.verdict = 'wrong' AND study_event.at <= \(now) AND study_event.at > \(now.adding(days: -file.stuckWithin))
        AND NOT EXISTS (SELECT 1 FROM study_event AS solved WHERE solved.learner = study_event.learner
          AND solved.skill = study_event.skill AND solved.verdict = 'right' AND solved.at >= study_event.at AND solved.at <= \(now))
      GROUP BY study_event.learner, study_event.skill HAVING count(*) >= \(file.stuckAttempts)
      ORDER BY study_event.learner, attempts DESC, study_event.skill LIMIT \(most)
      """
    ) { row -> SupportFinding? in
      let (first, last): (Moment, Moment) = (try row["first"], try row["last"])
      guard first.day().days(to: last.day()) >= file.stuckDays - 1 else { return nil }
      return SupportFinding(
        learner: try row["learner"], reason: .stuck, since: last,
        evidence: .stuck(skill: try row["skill"], attempts: try row["attempts"], first: first, last: last))
    }.compactMap { $0 }.oneEach
  }

  /// A draft is a beginning.
  private static let overdue = SupportRule(reason: .overdue) { tx, sight, _ in
    let days = sight.file.overdueDays
    let missing = try tx.rows(
      """
      SELECT study_member.learner, study_assignment.id AS assignment, study_assignment.due_at
      FROM study_member JOIN study_group ON study_group.id = study_member.group_id
      JOIN study_assignment ON study_assignment.group_id = study_group.id
      WHERE study_group.cohort_id = \(sight.cohort) AND study_member.until IS NULL AND study_member.learner IN (\(sight.members))
        AND study_member.since <= study_assignment.due_at AND study_assignment.due_at <= \(sight.now.adding(days: -days))
        AND NOT EXISTS (SELECT 1 FROM study_hand_in WHERE study_hand_in.assignment_id = study_assignment.id
          AND study_hand_in.learner = study_member.learner AND study_hand_in.changed_at <= \(sight.now))
      ORDER BY study_member.learner, study_assignment.due_at, study_assignment.id LIMIT \(most)
      """
    ) { row in
      (
        learner: try row["learner"] as Int, assignment: try row["assignment"] as ID<Assignment>,
        due: try row["due_at"] as Moment
      )
    }
    return Dictionary(grouping: missing, by: \.learner).compactMap { learner, works in
      guard let first = works.first else { return nil }
      return SupportFinding(
        learner: learner, reason: .overdue, since: first.due.adding(days: days),
        evidence: .overdue(works.map(\.assignment), last: first.due.adding(milliseconds: -1).day()))
    }
  }

  private static let lost = SupportRule(reason: .lost) { tx, sight, _ in
    let today = StudyDay.of(sight.now.milliseconds)
    let skills = try tx.rows(
      """
      SELECT study_skill.learner, study_skill.skill, study_skill.line FROM study_skill
      WHERE study_skill.learner IN (\(sight.members)) ORDER BY study_skill.learner, study_skill.skill LIMIT 200000
      """
    ) { row -> (learner: Int, skill: String, day: Int)? in
      guard let state = SkillState(line: try row["line"]), !state.isHeld, let day = state.lostOn, day <= today,
        day > today - sight.file.lostWithin
      else { return nil }
      return (try row["learner"], try row["skill"], day)
    }.compactMap { $0 }
    return Dictionary(grouping: skills, by: \.learner).compactMap { learner, skills in
      guard skills.count >= sight.file.lostSkills, let last = skills.map(\.day).max() else { return nil }
      return SupportFinding(
        learner: learner, reason: .lost, since: Day(daysSinceEpoch: last).start(), evidence: .lost(skills.map(\.skill)))
    }
  }

  private static let consent = SupportRule(reason: .consent) { tx, sight, house in
    let today = sight.now.day()
    return try tx.rows(
      """
      SELECT study_learner.number, study_learner.person_id, wrapped, sealed,
        (SELECT min(consent_due.since) FROM consent_due WHERE consent_due.person_id = study_learner.person_id
          AND consent_due.cycle_id = \(sight.cycle) AND consent_due.since <= \(sight.now)) AS due
      FROM study_learner LEFT JOIN person_key ON person_key.person_id = study_learner.person_id
      LEFT JOIN person_detail ON person_detail.person_id = study_learner.person_id AND person_detail.kind = \(Detail.birthDay)
      WHERE study_learner.number IN (\(sight.members)) ORDER BY study_learner.number LIMIT \(most)
      """
    ) { row -> SupportFinding? in
      let (person, wrapped): (ID<Person>, [UInt8]?) = (try row["person_id"], try row["wrapped"])
      let (sealed, due): ([UInt8]?, Moment?) = (try row["sealed"], try row["due"])
      let birth = try wrapped.flatMap { key in
        try sealed.flatMap { Day(try house.vault.safe(of: person, wrapped: key).detail(.birthDay, sealed: $0)) }
      }
      let adult = birth.flatMap { Adulthood.day(bornOn: $0) }.flatMap { day in
        today < day && day <= today.adding(days: sight.file.consentDays) ? day : nil
      }
      guard let since = due ?? adult.map({ $0.adding(days: -sight.file.consentDays).start() }) else { return nil }
      return SupportFinding(
        learner: try row["number"], reason: .consent, since: since, evidence: .consent(due: due, adult: due == nil ? adult : nil))
    }.compactMap { $0 }
  }
}

extension [SupportFinding] {
  /// The first of each girl: rows are sorted by her.
  fileprivate var oneEach: [SupportFinding] {
    var seen: Set<Int> = []
    return filter { seen.insert($0.learner).inserted }
  }
}

extension Transaction {
  /// What these rules find; as many questions as there are rules.
  func findings(_ sight: SupportSight, _ house: House, _ rules: [SupportRule] = SupportRule.all) throws -> [SupportFinding] {
    try rules.flatMap { try $0.find(self, sight, house) }
  }
}
