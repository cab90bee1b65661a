import Courses
import Exchange
import Exercises
import Markup
import Measurement
import Programme
import Storage
import Words

/// What the courses of a cohort gave: by group and together, with both errors, and what may not be read into it.
enum GainPages {
  static func link(_ cohort: ID<Cohort>) -> Link { CohortPages.link(cohort).below("gain") }

  struct Sight: Sendable {
    let cohort: Cohort
    let cycle: Cycle
    let groups: [Group]
    let courses: [Course]

    struct Course: Sendable {
      let shelved: ShelvedCourse
      /// The newest first.
      let runs: [GainRun]
      /// Whoever answered at least one question of it.
      let before: Int
      let after: Int
      let both: Int
    }
  }

  /// GET /desk/cohorts/:cohort/gain
  static func show(_ visit: Visit, _ permit: Permit<SeeCohort>) async throws -> Reply {
    let sight = try await sight(visit, permit)
    try await visit.house.database.write { try $0.record(.gainSeen, sight.cohort.id.text, by: permit, visit.house) }
    return visit.page(page(sight, visit, mayRun: RunCohort.roles.contains(permit.actor.role)))
  }

  /// POST /desk/cohorts/:cohort/gain: measures `course` anew; the runs before stay.
  static func run(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let id: ID<Cohort> = try visit.id("cohort")
    let course = visit.form["course"] ?? ""
    let cohort = try await house.database.read { tx in
      let cohort = try tx.cohort(id)
      _ = try tx.cycle(of: cohort, permit)
      return cohort
    }
    guard cohort.courses.contains(course) else { throw Refusal.missing }
    try await house.measureGain(of: cohort, course, by: permit.actor)
    return .seeOther(link(id).text)
  }

  static func sight<A>(_ visit: Visit, _ permit: Permit<A>) async throws -> Sight {
    let shelf = try await visit.house.openCourses()
    let id: ID<Cohort> = try visit.id("cohort")
    return try await visit.house.database.read { tx in
      let cohort = try tx.cohort(id)
      let cycle = try tx.cycle(of: cohort, permit)
      let measured = cohort.courses.compactMap { key in shelf.first { $0.key == key } }.filter { $0.read.checks["pre"] != nil }
      let sat = try tx.satCounts(cohort.id)
      return Sight(
        cohort: cohort, cycle: cycle, groups: try tx.groups(of: id, permit.reach),
        courses: try measured.map { shelved in
          let counts = sat[shelved.key] ?? (0, 0, 0)
          return Sight.Course(
            shelved: shelved, runs: try tx.gainRuns(of: id, shelved.key), before: counts.before, after: counts.after,
            both: counts.both)
        })
    }
  }

  private static func page(_ sight: Sight, _ visit: Visit, mayRun: Bool) -> Page {
    let t = visit.language
    let give: HTML =
      mayRun ? "<p>\(linkButton(t(.giveCheckToAll), CohortChecks.link(sight.cohort.id), look: .plain))</p>" : .nothing
    let parts = sight.courses.map { section($0, sight, visit, mayRun: mayRun) }
    return Page(
      title: t(.gainTitle), language: t, width: .wide,
      body: """
        \(t.back(to: CohortPages.link(sight.cohort.id)))<p class="step">\(sight.cohort.name(sight.cycle, t))</p>
        <h1>\(t(.gainTitle))</h1><p>\(t(.gainIsNoEffect))</p>\(give)
        \(parts.isEmpty ? emptyState(t(.noMeasuresInCourses), HTML(t(.whatChecksAre))) : "\(parts)")
        """)
  }

  private static func section(_ course: Sight.Course, _ sight: Sight, _ visit: Visit, mayRun: Bool) -> HTML {
    let t = visit.language
    let again: HTML =
      mayRun && course.before + course.after > 0
      ? form(
        link(sight.cohort.id), hidden: [("course", course.shelved.key)],
        "\(visit.formToken)\(button(t(course.runs.isEmpty ? .measureGain : .measureGainAgain), look: .plain))") : .nothing
    let found = course.runs.first.map { shown($0, course, sight, visit) } ?? "<p>\(t(.noRunYet))</p>"
    return """
      <section><h2>\(course.shelved.course.title(t))</h2>
      <p>\(t(.satBoth(before: course.before, after: course.after, both: course.both)))</p>\(found)\(again)</section>
      """
  }

  private static func shown(_ run: GainRun, _ course: Sight.Course, _ sight: Sight, _ visit: Visit) -> HTML {
    let t = visit.language
    let table = GainTable(run, sight, visit)
    let files = ["xlsx", "csv"].map { ending in
      (title: ending.uppercased(), link: link(sight.cohort.id).below("\(run.id).\(ending)"))
    }
    let older = course.runs.dropFirst().map(\.made)
    return """
      \(scale(run, t))\(differing(run, course, t))\(table.chart)
      \(t.table(t(.gainTitle), table.lines, table.columns, stacks: true, exports: files))
      <p class="hint">\(t(.gainErrors))</p>\(certificate(run, course, t))
      <p class="hint">\(t(.runMade(run.made)))\(older.isEmpty ? "" : " \(t(.runsBefore(older.count)))")</p>
      """
  }

  /// What the figures are in, or why there is no scale.
  private static func scale(_ run: GainRun, _ t: Language) -> HTML {
    switch run.scale {
    case .points:
      notice("\(t(run.certificate.refusal == nil ? .tooFewForScale(run.certificate.pairs) : .scaleRefused))", .waiting)
    case .rasch: "<p>\(t(.inDeviations)) \(t(.byRasch))</p>"
    case .twoParameter: "<p>\(t(.inDeviations)) \(t(.byTwoParameter))</p>"
    }
  }

  private static func differing(_ run: GainRun, _ course: Sight.Course, _ t: Language) -> HTML {
    let names = run.certificate.differing
    guard run.certificate.isExamined else { return "<p class=\"hint\">\(t(.anchorsUnexamined))</p>" }
    if names.isEmpty { return "<p>\(t(.anchorsBehave(run.certificate.anchors)))</p>" }
    let items = names.map { name -> HTML in
      let item = ["pre", "post"].compactMap { course.shelved.read.checks[$0]?.item(name) }.first
      return "<li>\(item.map { $0.exercise.asked($0.printed, t) } ?? HTML(name))</li>"
    }
    return notice("<p>\(t(.anchorsDiffer))</p><ul>\(items)</ul>", .waiting)
  }

  private static func certificate(_ run: GainRun, _ course: Sight.Course, _ t: Language) -> HTML {
    let said = run.certificate
    var facts: [(String, HTML)] = [
      (t(.commonQuestions), HTML(t.number(said.anchors))), (t(.sittingsUsed), HTML(t.number(said.sittings))),
    ]
    if let logLikelihood = run.logLikelihood { facts.append((t(.logLikelihoodWord), HTML(t.number(logLikelihood, decimals: 2)))) }
    if let converged = run.converged { facts.append((t(.convergedWord), HTML(t(converged ? .yesConverged : .notConverged)))) }
    if let mean = said.afterMean, let deviation = said.afterDeviation {
      facts.append((t(.abilityAfter), HTML("\(t.number(mean, decimals: 2)) (\(t.number(deviation, decimals: 2)))")))
    }
    facts.append((t(.itemsDropped), HTML(said.dropped.isEmpty ? "–" : said.dropped.joined(separator: ", "))))
    facts.append((t(.seedWord), HTML(String(said.seed))))
    return "<details><summary>\(t(.fitCertificate))</summary>\(pairs(facts))</details>"
  }
}

extension Transaction {
  /// Of each course how many handed in before, after, and both times.
  fileprivate func satCounts(_ cohort: ID<Cohort>) throws -> [String: (before: Int, after: Int, both: Int)] {
    let counted = try rows(
      """
      SELECT course, sum(before) AS before_n, sum(after) AS after_n, sum(before * after) AS both_n FROM (
        SELECT course, learner, max(CASE WHEN form = 'pre' THEN 1 ELSE 0 END) AS before,
          max(CASE WHEN form = 'post' THEN 1 ELSE 0 END) AS after
        FROM study_sitting JOIN study_check ON study_check.id = check_id
        WHERE cohort_id = \(cohort) AND withdrawn_at IS NULL AND \(Sitting.isHandedIn) GROUP BY course, learner
      ) AS sat GROUP BY course ORDER BY course LIMIT 100
      """
    ) {
      (
        try $0["course"] as String,
        (before: try $0["before_n"] as Int, after: try $0["after_n"] as Int, both: try $0["both_n"] as Int)
      )
    }
    return Dictionary(counted, uniquingKeysWith: { first, _ in first })
  }
}
