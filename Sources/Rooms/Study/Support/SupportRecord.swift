import Measurement
import Programme
import Storage
import Words

/// What a rule is worth in a cohort: whom it named, and who left.
struct SupportRecord: Sendable {
  let reason: SupportReason
  /// Girls whom it ever named, and how many of them left after that.
  let named: Int
  let namedLeft: Int
  /// Those it never named before they left, and how many of them left.
  let others: Int
  let othersLeft: Int
  /// Of all who left, how many it had named so many days before.
  let foretold: Int
  let rule: SupportFile.Record

  var left: Int { namedLeft + othersLeft }

  /// Of those it named, the share who left, with its 95 % interval.
  var precision: ClosedRange<Double>? { shareInterval(namedLeft, of: named) }
  /// Of those who left, the share it had named in time.
  var recall: ClosedRange<Double>? { shareInterval(foretold, of: left) }

  /// It names and does not find: enough were named and enough left, and of those it named no larger share left than of the others. A rule
  /// that names everybody says nothing of anybody.
  var namesMore: Bool {
    guard reason.isJudged, named >= rule.fewestNamed, left >= rule.fewestLeft else { return false }
    return others == 0 || namedLeft * others <= othersLeft * named
  }
}

extension Transaction {
  /// Of each rule that is there, from who was named and who left.
  func supportRecords(of cohort: ID<Cohort>, _ rule: SupportFile.Record) throws -> [SupportRecord] {
    let girls = try rows(
      "SELECT learner, until FROM study_enrolment WHERE cohort_id = \(cohort) ORDER BY learner LIMIT 20000"
    ) { (learner: try $0["learner"] as Int, left: (try $0["until"] as Moment?)?.day()) }
    let rows = try rows(
      "SELECT learner, rule, since, last FROM study_support WHERE cohort_id = \(cohort) ORDER BY learner, since LIMIT 200000"
    ) { row in
      (
        learner: try row["learner"] as Int, rule: try row["rule"] as String, since: try row["since"] as Day,
        last: try row["last"] as Day
      )
    }
    let byRule = Dictionary(grouping: rows, by: \.rule)
    return SupportRule.all.map(\.reason).map { reason in
      let spans = Dictionary(grouping: byRule[reason.rawValue] ?? [], by: \.learner)
      func first(_ learner: Int) -> Day? { spans[learner]?.map(\.since).min() }
      let named = girls.filter { girl in first(girl.learner).map { first in girl.left.map { first < $0 } ?? true } ?? false }
      let others = girls.count - named.count
      let left = girls.filter { $0.left != nil }
      let namedLeft = named.count { $0.left != nil }
      let foretold = left.count { girl in
        guard let then = girl.left?.adding(days: -rule.daysBefore) else { return false }
        return spans[girl.learner]?.contains { $0.since <= then && then <= $0.last } ?? false
      }
      return SupportRecord(
        reason: reason, named: named.count, namedLeft: namedLeft, others: others, othersLeft: left.count - namedLeft,
        foretold: foretold, rule: rule)
    }
  }
}
