import Courses
import Exercises
import Programme
import Security
import Storage
import Words

/// Exercises printed for a group, with each girl's own variants.
struct PaperSheet: Sendable {
  let id: ID<PaperSheet>
  let group: ID<Group>
  let course: String
  let part: PaperPart
  let edition: ID<Edition>
  /// Keys, in the order in which they are printed.
  let exercises: [String]
  let made: Moment

  static let mostExercises = 24

  /// As a group opens it: its links lead there.
  func opened(by group: ID<Group>) -> PaperSheet {
    PaperSheet(id: id, group: group, course: course, part: part, edition: edition, exercises: exercises, made: made)
  }
}

/// What of a course is printed: the exercises of a lesson, or those that practise what a check asks.
enum PaperPart: Sendable, Hashable {
  case lesson(String)
  case check(String)

  init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "lesson": self = .lesson(parts[1])
    case "check": self = .check(parts[1])
    default: return nil
    }
  }

  var text: String {
    switch self {
    case .lesson(let key): "lesson:\(key)"
    case .check(let key): "check:\(key)"
    }
  }
}

extension ReadCourse {
  /// A part's exercises as paper takes them, and those that it does not take, with the reason. Empty: there is no such part.
  func onPaper(_ part: PaperPart) -> (taken: [CourseExercise], left: [(found: CourseExercise, why: Phrase)]) {
    let all: [CourseExercise]
    switch part {
    case .lesson(let key): all = exercises.filter { $0.lesson == key }
    case .check(let key):
      let skills = Set((checks[key]?.items ?? []).compactMap(\.exercise.skill))
      all = exercises.filter { $0.exercise.skill.map(skills.contains) ?? false }
    }
    let whole = all.filter { !$0.exercise.kind.isSelfJudged || !$0.variants.isEmpty }
    let left = whole.compactMap { found in PaperExercise.obstacle(found.exercise).map { (found, $0) } }
    return (Array(whole.filter { PaperExercise.obstacle($0.exercise) == nil }.prefix(PaperSheet.mostExercises)), left)
  }

  /// As a list and a heading name it; nil: there is no such part.
  func title(of part: PaperPart, _ t: Language) -> String? {
    switch part {
    case .lesson(let key): course.lesson(key)?.title(t)
    case .check(let key): checks[key].map { t(.practiceFor($0.form.title)) }
    }
  }
}

/// One girl's sheet.
struct GirlSheet: Sendable {
  /// As it stands in the corner, without its hyphen.
  let code: String
  let sheet: ID<PaperSheet>
  let learner: Int
  /// By exercise.
  let variants: [String: Int]

  var shown: String { Code(code, groups: 2, checked: true)?.shown ?? code }
}

/// A sheet with the texts of its edition.
struct ReadSheet: Sendable {
  let sheet: PaperSheet
  let read: ReadCourse

  var exercises: [CourseExercise] { sheet.exercises.compactMap { read.exercise($0) } }

  func title(_ t: Language) -> String { "\(read.course.title(t)): \(read.title(of: sheet.part, t) ?? sheet.part.text)" }

  func onPaper(_ found: CourseExercise, for girl: GirlSheet) -> PaperExercise {
    let variant = girl.variants[found.exercise.key].flatMap { found.variant($0) }
    return PaperExercise(found.exercise, variant ?? found.first)
  }

  func about(_ found: CourseExercise, for girl: GirlSheet) -> String {
    "\(sheet.course)/\(found.exercise.key)/\(onPaper(found, for: girl).variant.id)"
  }
}

extension Transaction {
  /// Prints a part for everybody who is in the group now: each girl's next variants, `(seed + turn) mod count`.
  func makeSheet(_ part: PaperPart, of course: ShelvedCourse, for group: Group, by actor: Actor, _ house: House) throws
    -> ID<PaperSheet>
  {
    // A button pressed twice makes one pack.
    let twin: ID<PaperSheet>? = try value(
      """
      SELECT id FROM study_sheet WHERE group_id = \(group.id) AND course = \(course.key) AND part = \(part.text)
        AND made_at > \(house.outside.now().adding(minutes: -2)) ORDER BY made_at DESC LIMIT 1
      """)
    if let twin { return twin }
    let taken = course.read.onPaper(part).taken
    let id: ID<PaperSheet> = house.outside.id()
    try run(
      """
      INSERT INTO study_sheet (id, group_id, course, part, edition_id, exercises, made_at)
      VALUES (\(id), \(group.id), \(course.key), \(part.text), \(course.open.edition),
        \(taken.map(\.exercise.key).joined(separator: " ")), \(house.outside.now()))
      """)
    let girls = try seeds(of: group.id)
    let solved = try solved(by: girls.map(\.learner), in: course.key)
    for (learner, seed) in girls {
      let variants = taken.map { found -> String in
        let turn = solved[learner]?[found.exercise.key] ?? 0
        let number = found.exercise.variantNumber(seed: UInt32(clamping: seed), turn: turn)
        return "\(found.exercise.key):\((found.variant(number) ?? found.first).id)"
      }
      let code = Code.fresh(groups: 2, checked: true, random: house.outside.random)
      try run(
        """
        INSERT INTO study_sheet_girl (code, sheet_id, learner, variants)
        VALUES (\(code.letters), \(id), \(learner), \(variants.joined(separator: " ")))
        """)
    }
    try record(.sheetMade, id.text, "\(course.key) \(part.text)", by: actor.text, house)
    return id
  }

  private func seeds(of group: ID<Group>) throws -> [(learner: Int, seed: Int)] {
    try rows(
      """
      SELECT study_learner.number, study_learner.seed FROM study_member
      JOIN study_learner ON study_learner.number = study_member.learner
      WHERE study_member.group_id = \(group) AND study_member.until IS NULL ORDER BY study_learner.number LIMIT 200
      """
    ) { (try $0["number"], try $0["seed"]) }
  }

  /// How often each of them solved each exercise of a course.
  private func solved(by learners: [Int], in course: String) throws -> [Int: [String: Int]] {
    var solved: [Int: [String: Int]] = [:]
    if learners.isEmpty { return solved }
    try each(
      """
      SELECT learner, about, count(*) AS n FROM study_event WHERE learner IN (\(list: learners)) AND kind = 'attempt'
        AND about LIKE \("\(course)/%") AND verdict = 'right' GROUP BY learner, about ORDER BY learner, about
      """
    ) { row in
      let about: String = try row["about"]
      let parts = about.split(separator: "/")
      guard parts.count == 3 else { return }
      solved[try row["learner"], default: [:]][String(parts[1]), default: 0] += try row["n"]
    }
    return solved
  }

  /// Of a group, the newest first.
  func sheets(of group: ID<Group>) throws -> [PaperSheet] {
    try sheets(where: "group_id = \(group)")
  }

  /// With its texts, and the group under which it is opened: the one it was made for, or one that a girl of it is in now. Throws
  /// `Refusal.missing` where it is not in these hands, or cannot be read any more.
  func sheet<A>(_ id: ID<PaperSheet>, of group: ID<Group>, ofAdult permit: Permit<A>) throws -> (ReadSheet, Group) {
    let group = try self.group(group, ofAdult: permit)
    let isTheirs: SQL = """
      group_id = \(group.id) OR EXISTS (SELECT 1 FROM study_sheet_girl JOIN study_member
        ON study_member.learner = study_sheet_girl.learner AND study_member.until IS NULL
        WHERE study_sheet_girl.sheet_id = study_sheet.id AND study_member.group_id = \(group.id))
      """
    guard let sheet = try sheets(where: "id = \(id) AND (\(isTheirs))").first, let read = try readCourse(sheet.edition) else {
      throw Refusal.missing
    }
    return (ReadSheet(sheet: sheet.opened(by: group.id), read: read), group)
  }

  private func sheets(where condition: SQL) throws -> [PaperSheet] {
    try rows(
      """
      SELECT id, group_id, course, part, edition_id, exercises, made_at FROM study_sheet WHERE \(condition)
      ORDER BY made_at DESC, id LIMIT 200
      """
    ) { row -> PaperSheet? in
      let (part, exercises): (String, String) = (try row["part"], try row["exercises"])
      guard let part = PaperPart(part) else { return nil }
      return PaperSheet(
        id: try row["id"], group: try row["group_id"], course: try row["course"], part: part, edition: try row["edition_id"],
        exercises: exercises.split(separator: " ").map(String.init), made: try row["made_at"])
    }.compactMap { $0 }
  }

  /// Each girl's sheet, by learner.
  func girlSheets(of sheet: ID<PaperSheet>) throws -> [GirlSheet] {
    try rows(
      "SELECT code, sheet_id, learner, variants FROM study_sheet_girl WHERE sheet_id = \(sheet) ORDER BY learner LIMIT 200"
    ) { row in
      let variants: String = try row["variants"]
      let pairs = variants.split(separator: " ").compactMap { word -> (String, Int)? in
        let parts = word.split(separator: ":").map(String.init)
        return parts.count == 2 ? Int(parts[1]).map { (parts[0], $0) } : nil
      }
      return GirlSheet(
        code: try row["code"], sheet: try row["sheet_id"], learner: try row["learner"],
        variants: Dictionary(pairs) { first, _ in first })
    }
  }

  /// Who has a sheet of a pack, in the group or not any more; of a pack of another group nobody more than who is here.
  func girls(with sheet: ReadSheet, in group: Group, _ vault: Vault) throws -> [GroupGirl] {
    let ofPack: SQL = """
      SELECT study_sheet_girl.learner FROM study_sheet_girl JOIN study_sheet ON study_sheet.id = study_sheet_girl.sheet_id
      WHERE study_sheet_girl.sheet_id = \(sheet.sheet.id) AND study_sheet.group_id = \(group.id)
      """
    return try girls(of: group.id, vault, and: ofPack)
  }

  /// Which sheet a code is of: of the group, or of a girl who is in it now.
  func sheet(ofCode code: Code, in group: ID<Group>) throws -> ID<PaperSheet>? {
    try value(
      """
      SELECT study_sheet.id FROM study_sheet_girl JOIN study_sheet ON study_sheet.id = study_sheet_girl.sheet_id
      WHERE study_sheet_girl.code = \(code.letters) AND (study_sheet.group_id = \(group)
        OR study_sheet_girl.learner IN (SELECT learner FROM study_member WHERE group_id = \(group) AND until IS NULL))
      """)
  }

  /// How many answers stand that were typed in, by code.
  func enteredCounts(of sheet: ID<PaperSheet>) throws -> [String: Int] {
    Dictionary(
      try rows(
        """
        SELECT study_event.sheet, count(*) AS n FROM study_event
        JOIN study_sheet_girl ON study_sheet_girl.code = study_event.sheet
        WHERE study_sheet_girl.sheet_id = \(sheet) AND \(Self.entryStands) GROUP BY study_event.sheet
        ORDER BY study_event.sheet LIMIT 200
        """
      ) { (try $0["sheet"] as String, try $0["n"] as Int) }, uniquingKeysWith: { first, _ in first })
  }

  /// What was typed in anew has no verdict; what waits for its course has none yet.
  fileprivate static var entryStands: SQL { "(study_event.verdict IS NOT NULL OR NOT study_event.is_placed)" }
}

/// An answer that stands: typed in from her sheet, or her own.
struct PaperEntry: Sendable {
  let event: [UInt8]
  let about: String
  let at: Moment
  let body: AttemptBody
  /// As the table has it.
  let verdict: String?
}

extension Transaction {
  /// What was typed in from a sheet, by what it is about.
  func entries(of girl: GirlSheet, _ safe: Safe) throws -> [String: PaperEntry] {
    try entries(where: "study_event.sheet = \(girl.code) AND \(Self.entryStands)", safe)
  }

  /// What she answered herself to the same numbers, which is never replaced from paper: the first right answer, else the last wrong one.
  func ownAnswers(_ learner: Int, to abouts: [String], _ safe: Safe) throws -> [String: PaperEntry] {
    if abouts.isEmpty { return [:] }
    func hers(_ verdict: String) -> SQL {
      """
      study_event.learner = \(learner) AND study_event.about IN (\(list: abouts)) AND study_event.entered_by IS NULL
        AND study_event.verdict = \(verdict)
      """
    }
    return try entries(where: hers("wrong"), last: true, safe).merging(try entries(where: hers("right"), safe)) { $1 }
  }

  /// The first of each, or the last.
  private func entries(where condition: SQL, last: Bool = false, _ safe: Safe) throws -> [String: PaperEntry] {
    let found = try rows(
      "SELECT id, about, at, verdict, sealed FROM study_event WHERE \(condition) ORDER BY at, id LIMIT 1000"
    ) { row -> PaperEntry? in
      guard let body = AttemptBody(try safe.open(try row["sealed"], "study_event.sealed")) else { return nil }
      return PaperEntry(event: try row["id"], about: try row["about"], at: try row["at"], body: body, verdict: try row["verdict"])
    }
    return Dictionary(found.compactMap { $0 }.map { ($0.about, $0) }) { first, later in last ? later : first }
  }
}

extension Phrase {
  static func practiceFor(_ check: Said) -> Phrase {
    Phrase(kk: "\(check.kk): жаттығулары", ru: "Упражнения к проверке «\(check.ru)»", en: "Practice for “\(check.en)”")
  }
}
