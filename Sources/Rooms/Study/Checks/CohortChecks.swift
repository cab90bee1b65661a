import Courses
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// A check before or after a course, given to every running group of a cohort at once, and to the open track of its intake where that is
/// to be measured beside it.
enum CohortChecks {
  static func link(_ cohort: ID<Cohort>) -> Link { CohortPages.link(cohort).below("checks") }

  private struct Sight: Sendable {
    let cohort: Cohort
    let cycle: Cycle
    let courses: [ShelvedCourse]
    let groups: [Group]
    let open: ID<Cohort>?
  }

  /// GET /desk/cohorts/:cohort/checks
  static func show(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    visit.page(page(try await sight(visit, permit), TypedCheck(from: visit.now.day()), [], visit))
  }

  /// POST /desk/cohorts/:cohort/checks; `open`: to the open track too. A group that has it already keeps its own days.
  static func give(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let sight = try await sight(visit, permit)
    let typed = TypedCheck(visit.form)
    let (wanted, errors) = typed.read(sight.courses, [], at: visit.now, visit.language)
    guard let wanted, case .days(let first, let last) = wanted.window else {
      return visit.page(page(sight, typed, errors, visit), status: 422)
    }
    let isForOpen = visit.form["open"] == "yes"
    try await house.database.write { tx in
      let cohort = try tx.cohort(sight.cohort.id)
      _ = try tx.cycle(of: cohort, permit)
      for group in try tx.groups(of: cohort.id, permit.reach) where group.state == .open {
        try tx.giveUnlessGiven(wanted, to: group, by: permit.actor, house)
      }
      if isForOpen, let open = sight.open, try !tx.isGiven(wanted, toAllOf: open) {
        try tx.give(wanted, toAllOf: open, first, last, by: permit.actor, house)
      }
    }
    return .seeOther(GainPages.link(sight.cohort.id).text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Sight {
    let shelf = try await visit.house.openCourses()
    let id: ID<Cohort> = try visit.id("cohort")
    return try await visit.house.database.read { tx in
      let cohort = try tx.cohort(id)
      return Sight(
        cohort: cohort, cycle: try tx.cycle(of: cohort, permit),
        courses: cohort.courses.compactMap { key in shelf.first { $0.key == key } },
        groups: try tx.groups(of: id, permit.reach).filter { $0.state == .open }, open: try tx.openCohort(besides: cohort))
    }
  }

  private static func page(
    _ sight: Sight, _ typed: TypedCheck, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> Page {
    let t = visit.language
    func field(_ name: String, _ label: Phrase) -> Field {
      Field(name, t(label), error: errors.first { $0.field == name }?.message)
    }
    let options = sight.courses.flatMap { course in
      course.checksInOrder.filter(\.form.isMeasure).map {
        Option("\(course.key)/\($0.form.key)", "\(course.course.title(t)): \($0.form.title(t))")
      }
    }
    let open: HTML = sight.open == nil ? .nothing : t.checkBox(field("open", .giveToOpenTrack))
    let giving: HTML =
      options.isEmpty || sight.groups.isEmpty
      ? emptyState(t(options.isEmpty ? .noMeasuresInCourses : .noGroupRuns), HTML(t(.whatChecksAre)))
      : form(
        link(sight.cohort.id), id: "give-check",
        """
        \(visit.formToken)\(t.select(field("check", .checkWord), options, chosen: typed.check))\
        \(t.dateField(field("first", .firstDayOfCheck), value: typed.first))\
        \(t.dateField(field("last", .lastDayOfCheck), value: typed.last))\(open)\(button(t(.giveCheck)))
        """)
    return Page(
      title: t(.giveCheckToAll), language: t, languageForm: options.isEmpty ? nil : "give-check",
      body: """
        \(t.back(to: GainPages.link(sight.cohort.id)))\(t.errorSummary(errors))
        <p class="step">\(sight.cohort.name(sight.cycle, t))</p><h1>\(t(.giveCheckToAll))</h1>
        <p>\(t(.runningGroups(sight.groups.count)))</p>\(giving)
        """)
  }
}

extension Transaction {
  /// The open track of the same intake; nil where nobody began it.
  func openCohort(besides cohort: Cohort) throws -> ID<Cohort>? {
    try value("SELECT id FROM study_cohort WHERE cycle_id = \(cohort.cycle) AND track = 'open'")
  }

  fileprivate func giveUnlessGiven(_ wanted: CheckToGive, to group: Group, by actor: Actor, _ house: House) throws {
    let isGiven = try exists(
      """
      SELECT 1 FROM study_check WHERE group_id = \(group.id) AND course = \(wanted.course.key) AND form = \(wanted.form.key)
        AND withdrawn_at IS NULL
      """)
    if !isGiven { try give(wanted, to: group, by: actor, house) }
  }

  fileprivate func isGiven(_ wanted: CheckToGive, toAllOf cohort: ID<Cohort>) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM study_check WHERE cohort_id = \(cohort) AND group_id IS NULL AND course = \(wanted.course.key)
        AND form = \(wanted.form.key) AND withdrawn_at IS NULL
      """)
  }
}

extension Phrase {
  static let giveCheckToAll = Phrase(
    kk: "Тексеруді барлық топқа беру", ru: "Дать проверку всем группам", en: "Give a check to every group")
  static let giveToOpenTrack = Phrase(
    kk: "Ашық курстардағы қыздарға да беру", ru: "Дать и девочкам на открытых курсах", en: "Give it to the open track too")
  static let noGroupRuns = Phrase(
    kk: "Жұмыс істеп жатқан топ жоқ", ru: "Ни одна группа ещё не работает", en: "No group is running")
  static func runningGroups(_ count: Int) -> Phrase {
    Phrase(
      kk: "Жұмыс істеп жатқан топ саны: \(count). Тексеруі бар топтың күндері өзгермейді.",
      ru: "Работающих групп: \(count). Где проверка уже дана, её дни не меняются.",
      en: "Groups running: \(count). Where the check was given already its days stay.")
  }
}
