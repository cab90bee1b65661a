import Exchange
import Markup
import Programme
import Storage
import Words

/// One group: who is in it, where it meets, when next.
enum GroupPages {
  static func link(_ group: ID<Group>) -> Link { "/desk/groups/\(group.text)" }

  private struct Sight: Sendable {
    let group: Group
    let cohort: Cohort
    let cycle: Cycle
    let girls: [CohortGirl]
    let meetings: [Meeting]
  }

  /// GET /desk/groups/:group
  static func show(_ visit: Visit, _ permit: Permit<SeeCohort>) async throws -> Reply {
    let house = visit.house
    let shelf = try await house.openCourses()
    let id: ID<Group> = try visit.id("group")
    let sight = try await house.database.write { tx in
      let group = try tx.group(id, permit)
      let cohort = try tx.cohort(group.cohort)
      try tx.record(.groupSeen, id.text, by: permit, house)
      return Sight(
        group: group, cohort: cohort, cycle: try tx.cycle(of: cohort, permit),
        girls: try tx.girls(of: cohort, permit.reach, house.vault).filter { $0.group == id },
        meetings: try tx.meetings(of: id, from: house.outside.now(), limit: 3))
    }
    return visit.page(page(sight, shelf, visit, mayRun: RunCohort.roles.contains(permit.actor.role)))
  }

  /// POST /desk/groups/:group: where it meets.
  static func update(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let id: ID<Group> = try visit.id("group")
    let place = visit.form["place"] ?? ""
    guard place.count <= 160 else { throw Refusal(.invalid, .whereNeeded, field: "place") }
    try await house.database.write { tx in
      let group = try tx.group(id, permit)
      try tx.run("UPDATE study_group SET meeting_place = \(place) WHERE id = \(group.id)")
      try tx.record(.groupChanged, id.text, "place", by: permit, house)
    }
    return .seeOther(link(id).text)
  }

  private static func page(_ sight: Sight, _ shelf: [ShelvedCourse], _ visit: Visit, mayRun: Bool) -> Page {
    let (t, house, group) = (visit.language, visit.house, sight.group)
    let columns: [Column<CohortGirl>] = [
      Column(t(.nameWord)) { HTML($0.name?.full ?? t(.nameless)) },
      Column(t(.villageWord)) { girl in
        HTML([girl.place, girl.district].compactMap { $0 }.map { house.gazetteer.name(of: $0, t) }.joined(separator: ", "))
      },
      Column(t(.gradeWord), isNumeric: true) { HTML($0.grade.map(String.init) ?? "") },
    ]
    let meetings = sight.meetings.map { HerTimetable.line($0, shelf, t) }
    let place: HTML =
      mayRun
      ? form(link(group.id), """
        \(visit.formToken)\(t.textField(Field("place", t(.meetingPlace), hint: t(.meetingPlaceHint)), value: group.meetingPlace))\
        \(button(t(.keepChanges), look: .plain))
        """)
      : "<p>\(t(.meetingPlace)): \(group.meetingPlace)</p>"
    let timetable: HTML =
      mayRun ? "<p>\(linkButton(t(.timetableTitle), TimetablePages.link(group.id), look: .plain))</p>" : .nothing
    return Page(
      title: group.title(t, house), language: t,
      body: """
        \(t.back(to: CohortPages.link(sight.cohort.id)))<p class="step">\(sight.cohort.name(sight.cycle, t))</p>
        <h1>\(group.title(t, house))</h1><p>\(t(group.state.name)) · \(t(.girlsIn(sight.girls.count)))</p>
        <h2>\(t(.meetingsTitle))</h2>\(meetings.isEmpty ? "<p>\(t(.noMeetingsAhead))</p>" : "<ul class=\"lessons\">\(meetings)</ul>")
        \(timetable)\(place)
        <h2>\(t(.girlsWord))</h2>\(t.table(t(.girlsWord), sight.girls, columns, empty: emptyState(t(.noGirlsYet), .nothing)))
        """)
  }
}

extension Transaction {
  /// Throws `Refusal.missing` where it is out of reach.
  func group<A>(_ id: ID<Group>, _ permit: Permit<A>) throws -> Group {
    let group = try group(id)
    guard permit.reaches(cycle: group.cycle, region: group.region) else { throw Refusal.missing }
    return group
  }
}

extension Phrase {
  static let noGirlsYet = Phrase(kk: "Топта әлі ешкім жоқ", ru: "В группе пока никого", en: "Nobody is in the group yet")
}
