import Courses
import Exercises
import Measurement
import Programme
import Storage
import Words

/// What the checks before and after a course say, as a run reads it: nobody's name, and no answer but whether it was right.
struct GainData: Sendable {
  /// By which the tables know them, in order.
  let learners: [Int]
  /// The last group of each within the cohort; nil on the open track.
  let groups: [ID<Group>?]
  let answers: PairedAnswers
  /// Keys of the items, before and after together.
  let items: [String]

  /// Rows that show whether each item was right: what was left out before the last answer is not right, what comes after it was not
  /// reached and says nothing.
  static func row(_ verdicts: [String: CheckAnswer.Verdict], asked: [String], of items: [String]) -> [Int?]? {
    func isAnswered(_ item: String) -> Bool { verdicts[item].map { $0 != .blank } ?? false }
    guard let last = asked.lastIndex(where: isAnswered) else { return nil }
    let reached = Dictionary(asked.prefix(last + 1).map { ($0, verdicts[$0] == .right ? 1 : 0) }) { first, _ in first }
    return items.map { reached[$0] }
  }
}

extension Transaction {
  /// Of a cohort and, where it took both checks, of the open track of the same intake.
  func gainData(_ cohort: Cohort, _ course: String) throws -> GainData {
    let open = try openCohort(besides: cohort)
    let cohorts = [cohort.id] + [open].compactMap { $0 }
    let given = try checks(
      where: "study_check.cohort_id IN (\(list: cohorts)) AND study_check.course = \(course) AND form IN ('pre', 'post')")
    // Of each form the questions of the edition given last.
    var asked: [String: [String]] = [:]
    for check in given { if let found = try? read(check) { asked[check.form] = found.read.form.items } }
    let (before, after) = (asked["pre"] ?? [], asked["post"] ?? [])
    let items = before + after.filter { !before.contains($0) }
    let verdicts = try verdicts(of: cohorts, course)
    let groups = try lastGroups(in: cohort.id)
    let sat = Set(verdicts.keys.map { Sat(cohort: $0.cohort, learner: $0.learner) }).sorted {
      ($0.cohort == cohort.id ? 0 : 1, $0.learner) < ($1.cohort == cohort.id ? 0 : 1, $1.learner)
    }
    func row(_ who: Sat, _ form: String) -> [Int?]? {
      verdicts[SatForm(cohort: who.cohort, learner: who.learner, form: form)].flatMap {
        GainData.row($0, asked: asked[form] ?? [], of: items)
      }
    }
    return GainData(
      learners: sat.map(\.learner), groups: sat.map { $0.cohort == cohort.id ? groups[$0.learner] : nil },
      answers: PairedAnswers(
        before: sat.map { row($0, "pre") }, after: sat.map { row($0, "post") },
        anchors: items.indices.filter { before.contains(items[$0]) && after.contains(items[$0]) }, items: items.count,
        populations: sat.map { $0.cohort == cohort.id ? 0 : 1 }), items: items)
  }

  private struct Sat: Hashable {
    let cohort: ID<Cohort>
    let learner: Int
  }

  private struct SatForm: Hashable {
    let cohort: ID<Cohort>
    let learner: Int
    let form: String
  }

  /// What stands of every item that somebody answered.
  private func verdicts(of cohorts: [ID<Cohort>], _ course: String) throws -> [SatForm: [String: CheckAnswer.Verdict]] {
    var verdicts: [SatForm: [String: CheckAnswer.Verdict]] = [:]
    try each(
      """
      SELECT cohort_id, study_check_answer.learner, form, item, verdict FROM study_check_answer JOIN study_check ON study_check.id = study_check_answer.check_id
      JOIN study_sitting ON study_sitting.check_id = study_check.id AND study_sitting.learner = study_check_answer.learner
      WHERE \(Sitting.isHandedIn) AND cohort_id IN (\(list: cohorts)) AND course = \(course) AND form IN ('pre', 'post') AND withdrawn_at IS NULL
      ORDER BY study_check_answer.at, study_check_answer.id
      """
    ) { row in
      let key = SatForm(cohort: try row["cohort_id"], learner: try row["learner"], form: try row["form"])
      verdicts[key, default: [:]][try row["item"]] = try row["verdict"] as CheckAnswer.Verdict
    }
    return verdicts
  }

  private func lastGroups(in cohort: ID<Cohort>) throws -> [Int: ID<Group>] {
    Dictionary(
      try rows(
        """
        SELECT learner, group_id FROM study_member JOIN study_group ON study_group.id = group_id WHERE cohort_id = \(cohort)
        ORDER BY since, group_id LIMIT 100000
        """
      ) { (try $0["learner"] as Int, try $0["group_id"] as ID<Group>) }, uniquingKeysWith: { _, later in later })
  }
}
