import Courses
import Exercises
import Postbox
import Programme
import Storage
import Words

/// The school of an intake selected before, up to today or to its own end, by the verbs of this room with the clock moved: its cohort, groups with
/// their adults, a meeting a week with its roll, and what the girls solved in between; of one that is over the rolls, the checks and the
/// certificates. Nothing where there is a cohort already.
struct EarlierSchool: Sendable {
  private let house: House
  private let cycle: Cycle
  private let school: Stage
  private let chance: Chance
  private let isOver: Bool

  /// Weeks of meetings so far, at most, and planned ahead.
  private static let weeks = 12
  private static let ahead = 3
  /// So many days before its end a school gives its certificates.
  private static let certificateDays = 12
  private static let places = ["Мектеп, 12-кабинет", "Мектеп, информатика кабинеті", "Кітапхана", "Мектеп, физика кабинеті"]

  /// Of the intakes whose schools have begun, the one that began last at the end.
  static func all(_ house: House, _ plan: Rehearsal.Plan, _ cycles: [Cycle]) -> [EarlierSchool] {
    guard plan.earlier == nil else { return [] }
    let now = house.outside.now()
    return cycles.filter { $0.id != plan.cycle.id }.compactMap { cycle in
      cycle.stage("school").flatMap { $0.opensAt <= now ? EarlierSchool(house, cycle, $0, plan.seed) : nil }
    }.sorted { $0.school.opensAt < $1.school.opensAt }
  }

  private init(_ house: House, _ cycle: Cycle, _ school: Stage, _ seed: UInt64) {
    (self.cycle, self.school) = (cycle, school)
    isOver = !school.isOpen(at: house.outside.now())
    chance = Chance(seed: seed &+ (isOver ? 8 : 7))
    self.house = isOver ? house.at(school.lastDay.start().adding(hours: 18), chance) : house
  }

  func open(_ courses: [ShelvedCourse], in tx: Transaction) throws {
    guard try tx.cohorts(of: cycle.id).isEmpty, let coordinator = try? tx.invented(.coordinator) else { return }
    let before = ahead(of: 14)
    let said = Cohort.Said(
      title: "", regions: cycle.regions, days: Cohort.Span(first: school.opensAt.day(), last: school.lastDay),
      courses: courses.map(\.key))
    let id = try tx.addCohort(said, of: cycle.id, by: coordinator, before)
    let cohort = try tx.cohort(id)
    guard try tx.takeIn(cohort, [.everything], by: coordinator, before) > 0 else { return }
    try tx.propose(try tx.placement(cohort, [.everything], house.vault), before)
    _ = try tx.settle(try tx.placement(cohort, [.everything], house.vault), by: coordinator, before)
    var checks = EarlierChecks(house, chance, courses)
    for (index, group) in try tx.groups(of: id, [.everything]).enumerated() {
      try open(group, index, cohort, courses, coordinator, in: tx)
      try checks?.sit(try tx.group(group.id), try tx.invented(.trainer), in: tx)
    }
    try checks?.measure(cohort, by: coordinator, in: tx)
    try certify(id, courses, in: tx)
    if isOver {
      try tx.run("UPDATE study_group SET state = \(Group.State.closed) WHERE cohort_id = \(id)")
      return
    }
    try EarlierProjects(house: house, chance: chance, since: before.outside.now()).show(
      try tx.groups(of: id, [.everything]), in: tx)
    try tx.showPost()
  }

  /// Most girls have a certificate of the first course, issued by two people in the last days of the school.
  private func certify(_ cohort: ID<Cohort>, _ courses: [ShelvedCourse], in tx: Transaction) throws {
    let day = school.lastDay.adding(days: -Self.certificateDays)
    guard let course = courses.first, day <= house.outside.now().day() else { return }
    // Draws of its own: what comes after stays as it was without certificates.
    let chance = Chance(seed: cohort.text.utf8.reduce(47) { $0 &* 31 &+ UInt64($1) })
    let then = house.at(day.start().adding(hours: 15), chance)
    for group in try tx.groups(of: cohort, [.everything]) {
      for girl in try tx.girls(of: group.id, house.vault) where chance.happens(88) {
        guard let learner = try tx.learner(of: girl.person) else { continue }
        try tx.certify(learner, course, cycle.id, region: group.region, then)
      }
    }
  }

  /// So many days before the first meeting.
  private func ahead(of days: Int) -> House {
    let first = max(school.opensAt.day(), house.outside.now().adding(days: -7 * Self.weeks).day())
    return house.at(first.adding(days: -days).start().adding(hours: 11), chance)
  }

  private func open(
    _ group: Group, _ index: Int, _ cohort: Cohort, _ courses: [ShelvedCourse], _ coordinator: Actor, in tx: Transaction
  ) throws {
    let before = ahead(of: 7)
    let place = Self.places[index % Self.places.count]
    try tx.run("UPDATE study_group SET meeting_place = \(place) WHERE id = \(group.id)")
    let trainers = try (0..<2).map { try tx.invented(.trainer, $0) }
    for (adult, task) in zip(trainers, [Adult.Task.lead, .second]) {
      try tx.give(adult.person, to: group, as: task, by: coordinator, before)
    }
    if let mentor = try? tx.invented(.mentor) { try tx.give(mentor.person, to: group, as: .mentor, by: coordinator, before) }
    if isOver {
      // Those whose clearances are shown today were cleared by others then: the verb would ask for papers that nobody invented.
      try tx.run("UPDATE study_group SET state = \(Group.State.open), opened_at = \(before.outside.now()) WHERE id = \(group.id)")
    } else {
      try tx.open(try tx.group(group.id), by: coordinator, before)
    }
    try tx.add(meetings(index, place, courses), to: group.id, by: coordinator.text, before)
    try keepRolls(group, trainers[0], in: tx)
    if isOver { return }
    try learn(group, courses, in: tx)
    try paper(group, trainers[0], courses, in: tx)
    try EarlierAssignments(house: house, chance: chance, since: before.outside.now()).hand(group, courses, trainers, in: tx)
    try EarlierProjects(house: house, chance: chance, since: before.outside.now()).work(group, courses, trainers, in: tx)
  }

  /// One a week, on a day of the group's own, the first of them at most twelve weeks ago.
  private func meetings(_ index: Int, _ place: String, _ courses: [ShelvedCourse]) -> [PlannedMeeting] {
    let now = house.outside.now()
    let first = max(school.opensAt.day(), now.adding(days: -7 * Self.weeks).day())
    let lessons = courses.first.map { shelved in shelved.course.lessons.map { (shelved.key, $0.key) } } ?? []
    var (meetings, rest, day): ([PlannedMeeting], ArraySlice<(String, String)>, Day) = ([], lessons[...], first)
    while day <= min(now.adding(days: 7 * Self.ahead).day(), school.lastDay) {
      defer { day = day.adding(days: 1) }
      guard day.weekday == 2 + index % 5, house.data[.holidays][day] == nil,
        let starts = Moment(day, hour: 15, minute: index % 2 * 30)
      else { continue }
      // A lesson takes two meetings.
      let lesson = meetings.count % 2 == 0 ? rest.popFirst() : nil
      meetings.append(
        PlannedMeeting(
          starts: starts, ends: starts.adding(minutes: 90), place: place, course: lesson?.0, lesson: lesson?.1))
    }
    return meetings
  }

  /// Of each meeting that is over; one did not take place, and of the last one nobody has kept it yet.
  private func keepRolls(_ group: Group, _ trainer: Actor, in tx: Transaction) throws {
    let now = house.outside.now()
    let over = try tx.meetings(of: group.id).filter { $0.ends < now }
    for (number, meeting) in (isOver ? over[...] : over.dropLast()).enumerated() {
      let then = house.at(meeting.ends.adding(minutes: -20), chance)
      if number == 4 {
        try tx.setHeld(meeting, false, reason: "Боран, жол жабық", by: trainer, .phone, then)
        continue
      }
      let roll = try tx.roll(of: meeting, group, as: trainer.person, house)
      let entries = roll.girls.map { girl -> RollEntry in
        let mark: RollMark = chance.happens(86) ? .came : chance.happens(40) ? .late : chance.happens(60) ? .excused : .absent
        return RollEntry(learner: girl.learner, person: girl.person, mark: mark, note: mark == .excused ? "ауырып қалды" : "")
      }
      try tx.keep(entries, of: meeting, by: trainer, .phone, then)
      for girl in roll.girls where chance.happens(55) {
        if let learner = try tx.learner(of: girl.person) { try tx.confirm(meeting, learner, then) }
      }
    }
  }

  /// A village with one phone: the second lesson on paper, and what two girls wrote was typed in.
  private func paper(_ group: Group, _ trainer: Actor, _ courses: [ShelvedCourse], in tx: Transaction) throws {
    guard let course = courses.first, let lesson = course.course.lessons.dropFirst().first else { return }
    // Draws of its own: what comes after stays as it was without paper.
    let chance = Chance(seed: group.id.text.utf8.reduce(43) { $0 &* 31 &+ UInt64($1) })
    let printed = house.at(house.outside.now().adding(days: -6), chance)
    let id = try tx.makeSheet(.lesson(lesson.key), of: course, for: group, by: trainer, printed)
    for sheet in try tx.girlSheets(of: id).prefix(2) {
      let girl: ID<Person>? = try tx.person(ofLearner: sheet.learner)
      guard let girl, let learner = try tx.learner(of: girl) else { continue }
      let safe = try tx.safe(of: girl, house.vault)
      for found in course.read.onPaper(.lesson(lesson.key)).taken {
        let about = "\(course.key)/\(found.exercise.key)/\(sheet.variants[found.exercise.key] ?? 1)"
        guard let variant = found.variant(sheet.variants[found.exercise.key] ?? 1),
          let answer = found.exercise.rightAnswer(variant, .kk), try tx.ownAnswers(sheet.learner, to: [about], safe).isEmpty
        else { continue }
        let then = house.at(house.outside.now().adding(days: -4), chance)
        let event = StudyEvent(
          id: house.outside.id(), .attempt, about: about, at: then.outside.now(),
          body: AttemptBody(answer, isFirst: true, hints: 0).text)
        try tx.keep([event], of: learner, safe, in: courses, from: (sheet.code, trainer.person), then)
      }
    }
  }

  /// Evenings after the meetings.
  private func learn(_ group: Group, _ courses: [ShelvedCourse], in tx: Transaction) throws {
    let begun = max(school.opensAt, house.outside.now().adding(days: -7 * Self.weeks))
    for (number, girl) in try tx.girls(of: group.id, house.vault).enumerated() {
      guard let learner = try tx.learner(of: girl.person) else { continue }
      let events = Invented.events(of: learner, courses, from: begun.adding(hours: 19), lessons: number % 4 + 1, house)
      try tx.keep(events, of: learner, try tx.safe(of: girl.person, house.vault), in: courses, house)
    }
  }
}
