import Programme
import Storage
import Words

/// In which year a girl leaves school, and by that to which round she belongs.
enum LeavingYear {
  /// `schoolYear` is the year of its 1 September. A girl of grade 10 in 2026/27 leaves in 2028; in a school of twelve years one later.
  static func of(grade: Int, schoolYear: Int, years: Int = 11) -> Int { schoolYear + years + 1 - grade }

  /// The year of 1 September of the school year in which an intake takes applications; nil where it has no such stage.
  static func schoolYear(of cycle: Cycle) -> Int? {
    cycle.stage("applications").map { stage in
      let day = stage.opensAt.day()
      return day.month >= 7 ? day.year : day.year - 1
    }
  }
}

/// A girl as a round knows her: what `grants_person` says, and when she leaves.
struct Leaver: Sendable {
  let person: ID<Person>
  let cycle: ID<Cycle>
  let code: String
  let year: Int
  let region: String?
  let place: String?
  let isRural: Bool?
  let grade: Int
  let teachingLanguage: String?
  let school: ID<School>?
  /// Of which she is offered programmes: a girl who goes to college after grade 9 says so.
  let level: StudyProgramme.Level
  /// The school year in which she last said when she leaves; nil: it is reckoned from her grade.
  let saidIn: Int?
  /// Whether she may take part today: consents given, neither erased nor restricted.
  let mayTakePart: Bool
}

extension Transaction {
  /// What is known of one girl; nil for whoever has said no grade, or has left. Of several intakes the newest counts.
  func leaver(_ person: ID<Person>) throws -> Leaver? { try leavers(where: "person_id = \(person)").first }

  /// In which year she leaves school; nil where nobody knows.
  func leavingYear(of person: ID<Person>) throws -> Int? { try leaver(person)?.year }

  /// Everybody who leaves school in that year and has not left the programme, each once.
  func leavers(in year: Int) throws -> [Leaver] { try leavers(where: "1 = 1").filter { $0.year == year } }

  private func leavers(where condition: SQL) throws -> [Leaver] {
    let cycles = try cycles()
    let years = Dictionary(uniqueKeysWithValues: cycles.map { ($0.id, LeavingYear.schoolYear(of: $0)) })
    let rank = Dictionary(uniqueKeysWithValues: cycles.enumerated().map { ($1.id, $0) })
    let said = try leavingSaid(where: condition)
    var newest: [ID<Person>: Leaver] = [:]
    var order: [ID<Person>] = []
    try each(
      """
      SELECT person_id, cycle_id, code, region, place, rural, grade, teaching_language, school_id, may_take_part FROM grants_person
      WHERE \(condition) AND NOT has_left AND grade IS NOT NULL ORDER BY person_id
      """
    ) { row in
      let (person, cycle, grade): (ID<Person>, ID<Cycle>, Int) = (try row["person_id"], try row["cycle_id"], try row["grade"])
      guard let schoolYear = years[cycle] ?? nil else { return }
      if let known = newest[person] {
        guard rank[cycle, default: .max] < rank[known.cycle, default: .max] else { return }
      } else {
        order.append(person)
      }
      newest[person] = Leaver(
        person: person, cycle: cycle, code: try row["code"],
        year: said[person]?.year ?? LeavingYear.of(grade: grade, schoolYear: schoolYear),
        region: try row["region"], place: try row["place"], isRural: try row["rural"], grade: grade,
        teachingLanguage: try row["teaching_language"], school: try row["school_id"],
        level: said[person]?.level ?? .bachelor, saidIn: said[person]?.schoolYear, mayTakePart: try row["may_take_part"])
    }
    return order.compactMap { newest[$0] }
  }

  /// What girls said themselves, of each the newest.
  private func leavingSaid(where condition: SQL) throws -> [ID<Person>: LeavingSaid] {
    var newest: [ID<Person>: LeavingSaid] = [:]
    try each(
      """
      SELECT person_id, school_year, leaving_year, level FROM grants_leaving WHERE \(condition) ORDER BY person_id, school_year
      """
    ) { row in
      newest[try row["person_id"]] = LeavingSaid(
        schoolYear: try row["school_year"], year: try row["leaving_year"], level: try row["level"])
    }
    return newest
  }

  /// She says when she leaves, once for a school year; said again in the same year, the later answer counts.
  func say(_ said: LeavingSaid, of person: ID<Person>, at now: Moment) throws {
    try run(
      """
      INSERT INTO grants_leaving (person_id, school_year, leaving_year, level, said_at)
      VALUES (\(person), \(said.schoolYear), \(said.year), \(said.level), \(now))
      ON CONFLICT (person_id, school_year) DO UPDATE SET leaving_year = excluded.leaving_year, level = excluded.level,
        said_at = excluded.said_at
      """)
  }
}

/// What a girl said of when she leaves school, and where she goes then.
struct LeavingSaid: Sendable, Hashable {
  let schoolYear: Int
  let year: Int
  let level: StudyProgramme.Level
}
