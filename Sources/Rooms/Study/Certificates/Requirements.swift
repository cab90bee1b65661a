import Courses
import Programme
import Storage
import Words

/// What has been recorded of a learner that a certificate may ask for. Nil: nobody records it in this house yet, which is another thing
/// than that she did not do it.
struct RecordedFacts: Sendable {
  /// Keys of the course's lessons.
  let finished: Set<String>
  /// Share of the meetings held.
  let presence: Double?
  /// Share of the points, by the check's form: of checks that were sat with an adult of her group in the room.
  let checks: [String: Double]?
  /// Lowest level on any criterion, by the assignment's key.
  let assignments: [String: Int]?

  /// From `course/lesson` keys.
  init(
    finished: [String], in course: String, presence: Double? = nil, checks: [String: Double]? = nil,
    assignments: [String: Int]? = nil
  ) {
    self.finished = Set(finished.filter { $0.hasPrefix(course + "/") }.map { String($0.dropFirst(course.count + 1)) })
    (self.presence, self.checks, self.assignments) = (presence, checks, assignments)
  }
}

/// One thing a course asks for.
enum Requirement: Sendable, Hashable {
  case lessons
  case presence(Double)
  case check(String, Double)
  case assignment(String, Int)

  /// As the table has it.
  var word: String {
    switch self {
    case .lessons: "lessons"
    case .presence: "presence"
    case .check(let form, _): "check:\(form)"
    case .assignment(let key, _): "assignment:\(key)"
    }
  }

  /// Nil: nobody can record it yet.
  func isMet(_ facts: RecordedFacts, _ course: Course) -> Bool? {
    switch self {
    case .lessons: course.lessons.allSatisfy { facts.finished.contains($0.key) }
    case .presence(let share): facts.presence.map { $0 >= share }
    case .check(let form, let share): facts.checks.map { ($0[form] ?? 0) >= share }
    case .assignment(let key, let level): facts.assignments.map { ($0[key] ?? 0) >= level }
    }
  }

  var says: Phrase {
    switch self {
    case .lessons: .allLessonsDone
    case .presence(let share): .presenceOf(Int((share * 100).rounded()))
    case .check(let form, let share): .checkOf(form, Int((share * 100).rounded()))
    case .assignment(let key, let level): .assignmentOf(key, level)
    }
  }
}

extension Course {
  var requirements: [Requirement] {
    [.lessons] + (rule.attendance.map { [.presence($0)] } ?? []) + (rule.check.map { [.check($0.form, $0.atLeast)] } ?? [])
      + rule.assignments.sorted { $0.key < $1.key }.map { .assignment($0.key, $0.value) }
  }
}

/// How somebody stands to a certificate.
struct Readiness: Sendable {
  let met: [Requirement]
  let open: [Requirement]
  /// Asked for, and nobody can record it: two people have to say why it is so all the same.
  let unrecorded: [Requirement]

  init(_ facts: RecordedFacts, _ course: Course) {
    let judged = course.requirements.map { ($0, $0.isMet(facts, course)) }
    met = judged.filter { $0.1 == true }.map(\.0)
    open = judged.filter { $0.1 == false }.map(\.0)
    unrecorded = judged.filter { $0.1 == nil }.map(\.0)
  }
}

/// Somebody who may be proposed: all that can be recorded is there.
struct Candidate: Sendable {
  let tag: ID<Learner>
  let number: Int
  let person: ID<Person>
  let cycle: ID<Cycle>
  let region: String?
  let name: PersonName?
  let readiness: Readiness
}

extension Transaction {
  /// Who has finished every lesson of a course, within reach, and has no certificate of it; by the day on which the last was finished.
  func candidates(_ shelved: ShelvedCourse, _ reach: [Scope], of tag: ID<Learner>? = nil, _ house: House) throws -> [Candidate] {
    let lessons = shelved.course.lessons.map { "\(shelved.key)/\($0.key)" }
    guard !lessons.isEmpty else { return [] }
    let columns = ScopeColumns(cycle: "ready.cycle_id", region: "ready.region")
    let form = shelved.course.rule.check?.form
    let hasForm = form.map { shelved.read.checks[$0] != nil } ?? false
    let one: SQL = tag.map { "AND study_learner.tag = \($0)" } ?? ""
    let works = try assignmentFacts(shelved)
    return try rows(
      """
      SELECT * FROM (
        SELECT study_learner.tag, study_learner.number, study_learner.person_id, study_cohort.cycle_id,
          study_cohort.track, done.last_at, person_key.wrapped,
          (SELECT count(*) FROM study_presence JOIN study_meeting ON study_meeting.id = study_presence.meeting_id
            WHERE study_presence.learner = done.learner AND state = 'held' AND mark IN ('came', 'late')) AS attended,
          (SELECT count(*) FROM study_meeting JOIN study_member ON study_member.group_id = study_meeting.group_id
            WHERE study_member.learner = done.learner AND state = 'held' AND study_member.since <= study_meeting.ends_at
            AND (study_member.until IS NULL OR study_member.until > study_meeting.starts_at)) AS held,
          (SELECT max(study_sitting.points * 1.0 / study_check.items) FROM study_sitting
            JOIN study_check ON study_check.id = study_sitting.check_id WHERE study_sitting.learner = done.learner
            AND study_check.course = \(shelved.key) AND study_check.form = \(form ?? "") AND study_check.meeting_id IS NOT NULL
            AND study_check.withdrawn_at IS NULL AND study_sitting.attended_at IS NOT NULL) AS check_share,
          (SELECT count(*) FROM study_member WHERE study_member.learner = done.learner) AS memberships,
          (SELECT sealed FROM person_detail WHERE person_detail.person_id = person.id AND kind = 'name') AS name_sealed,
          COALESCE((SELECT min(region) FROM study_place WHERE study_place.person_id = study_learner.person_id
            AND study_place.cycle_id = study_cohort.cycle_id), (SELECT min(region) FROM study_open_place
            WHERE study_open_place.person_id = study_learner.person_id
            AND study_open_place.cycle_id = study_cohort.cycle_id)) AS region
        FROM (SELECT learner, max(finished_at) AS last_at FROM study_lesson WHERE lesson IN (\(list: lessons)) GROUP BY learner
          HAVING count(*) = \(lessons.count)) AS done
        JOIN study_learner ON study_learner.number = done.learner
        JOIN study_enrolment ON study_enrolment.learner = done.learner AND until IS NULL
        JOIN study_cohort ON study_cohort.id = cohort_id
        JOIN person ON person.id = study_learner.person_id AND erased_at IS NULL AND restricted_at IS NULL
        JOIN person_key ON person_key.person_id = person.id
        WHERE NOT EXISTS (SELECT 1 FROM study_certificate WHERE study_certificate.learner = done.learner
          AND course = \(shelved.key) AND dropped_at IS NULL AND revoked_at IS NULL) \(one)
      ) AS ready WHERE \(reach.condition(columns)) ORDER BY last_at, number LIMIT 200
      """
    ) { row in
      let (person, sealed): (ID<Person>, [UInt8]?) = (try row["person_id"], try row["name_sealed"])
      let safe = try house.vault.safe(of: person, wrapped: try row["wrapped"])
      let (attended, held, track): (Int, Int, Learner.Track) = (try row["attended"], try row["held"], try row["track"])
      // Who never had a group had nobody in the room with her.
      let (share, memberships): (Double?, Int) = (try row["check_share"], try row["memberships"])
      let checks = form.flatMap { form in hasForm && memberships > 0 ? [form: share ?? 0] : nil }
      let facts = RecordedFacts(
        finished: lessons, in: shelved.key, presence: held == 0 ? nil : Double(attended) / Double(held), checks: checks,
        assignments: works.of(try row["number"], track))
      return Candidate(
        tag: try row["tag"], number: try row["number"], person: person, cycle: try row["cycle_id"], region: try row["region"],
        name: try sealed.map { try safe.detail(.name, sealed: $0) }.flatMap(PersonName.init(packed:)),
        readiness: Readiness(facts, shelved.course))
    }
  }
}

extension Phrase {
  static let allLessonsDone = Phrase(kk: "барлық сабақ өтілді", ru: "пройдены все уроки", en: "all lessons worked through")
  static func presenceOf(_ percent: Int) -> Phrase {
    Phrase(
      kk: "кездесулердің кемінде \(percent) %-ына қатысты", ru: "посещено не меньше \(percent) % встреч",
      en: "attended at least \(percent) % of the meetings")
  }
  static func checkOf(_ form: String, _ percent: Int) -> Phrase {
    Phrase(
      kk: "«\(form)» тексеруінде кемінде \(percent) %", ru: "проверка «\(form)»: не меньше \(percent) %",
      en: "check “\(form)”: at least \(percent) %")
  }
  static func assignmentOf(_ key: String, _ level: Int) -> Phrase {
    Phrase(
      kk: "«\(key)» жұмысы: әр өлшемде кемінде \(level)-деңгей",
      ru: "работа «\(key)»: не ниже уровня \(level) по каждому критерию",
      en: "work “\(key)”: at least level \(level) on every criterion")
  }
}
