import Markup
import Programme
import Storage
import Words

/// On her first page: the reasons that last night named her for, if they still hold, in words for herself.
enum HerSupport {
  static func part(_ findings: [SupportFinding], _ standing: Standing, _ t: Language) -> HTML {
    let words = SupportWords(courses: standing.courses, t: t)
    let lines = findings.map { finding -> HTML in
      let told = words.told(finding)
      return "<li>\(told.says) <a href=\"\(told.link)\">\(told.go)</a></li>"
    }
    let reasons: HTML = lines.isEmpty ? .nothing : "<ul class=\"lessons\">\(lines)</ul>"
    return "<section><h2>\(t(.howAreYou))</h2>\(reasons)<p><a href=\"\(HerHelp.link)\">\(t(.helpTitle))</a></p></section>"
  }
}

extension Transaction {
  /// What holds of one girl now, of what named her last night; one question where nothing did. What she asked for herself is there at once.
  func support(of learner: Learner, at now: Moment, _ house: House) throws -> [SupportFinding] {
    guard learner.track == .chosen else { return [] }
    let named = try rows(
      """
      SELECT study_cohort.id, study_cohort.cycle_id, study_support.rule FROM study_enrolment
      JOIN study_cohort ON study_cohort.id = study_enrolment.cohort_id AND study_cohort.track = 'chosen'
      LEFT JOIN study_support ON study_support.cohort_id = study_cohort.id AND study_support.learner = study_enrolment.learner
        AND study_support.last = study_cohort.support_day
      WHERE study_enrolment.learner = \(learner.number) AND study_enrolment.until IS NULL
        AND (study_support.rule IS NOT NULL OR EXISTS (SELECT 1 FROM study_help
          WHERE study_help.learner = study_enrolment.learner AND study_help.answered_at IS NULL))
      ORDER BY study_enrolment.since DESC, study_support.rule LIMIT 20
      """
    ) { (cohort: try $0["id"] as ID<Cohort>, cycle: try $0["cycle_id"] as ID<Cycle>, rule: try $0["rule"] as String?) }
    guard let first = named.first else { return [] }
    let sight = SupportSight(
      cohort: first.cohort, cycle: first.cycle, now: now, file: house.data[.support], learner: learner.number)
    let rules = Set(named.filter { $0.cohort == first.cohort }.compactMap(\.rule) + [SupportReason.asked.rawValue])
    return try findings(sight, house, SupportRule.all.filter { rules.contains($0.reason.rawValue) })
  }
}

extension Phrase {
  static let howAreYou = Phrase(kk: "Қалың қалай?", ru: "Как дела?", en: "How are you?")
}
