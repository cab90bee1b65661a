import Courses
import Programme
import Storage
import Words

/// Three girls of the intake at school who may need help: one fell behind her group, one missed two meetings, one said that it is hard. The
/// others keep up. Nothing where somebody has asked already.
struct EarlierSupport: Sendable {
  private let house: House
  private let courses: [ShelvedCourse]
  private let chance: Chance

  /// Nights that are made: what the lists and their records begin with.
  private static let nights = 21

  init(_ house: House, _ courses: [ShelvedCourse], seed: UInt64) {
    (self.house, self.courses, chance) = (house, courses, Chance(seed: seed &+ 13))
  }

  func run(in tx: Transaction) throws {
    guard try !tx.exists("SELECT 1 FROM study_help LIMIT 1") else { return }
    let groups = try tx.groups(where: "study_group.state = \(Group.State.open)")
    let girls = try groups.flatMap { group in try tx.girls(of: group.id, house.vault).map { (girl: $0, group: group) } }
    // The first of a group is whom the tour shows.
    let named = girls.suffix(3).map(\.girl.learner)
    for (girl, group) in girls {
      let place = named.firstIndex(of: girl.learner)
      if place != 0 { try keepUp(girl, group, in: tx) }
      if place == 1 { try miss(girl, group, in: tx) }
      if place == 2 { try ask(girl, in: tx) }
    }
    for id in Set(groups.map(\.cohort)).sorted() { try derive(try tx.cohort(id), in: tx) }
  }

  /// She finishes each lesson some days after her group met on it, and what she answered came when she answered it.
  private func keepUp(_ girl: GroupGirl, _ group: Group, in tx: Transaction) throws {
    let now = house.outside.now()
    guard let learner = try tx.learner(of: girl.person) else { return }
    let met = try tx.meetings(of: group.id).filter { $0.ends < now && $0.lesson != nil }
    let events = met.compactMap { meeting in
      meeting.lesson.map { lesson in
        StudyEvent(
          id: house.outside.id(), .finished, about: lesson, at: min(now.adding(hours: -2), meeting.ends.adding(days: 5)), body: ""
        )
      }
    }
    try tx.keep(events, of: learner, try tx.safe(of: girl.person, house.vault), in: courses, house)
    try tx.run("UPDATE study_event SET received_at = at WHERE learner = \(learner.number) AND at < \(now)")
  }

  /// The last two rolls have her absent.
  private func miss(_ girl: GroupGirl, _ group: Group, in tx: Transaction) throws {
    let lead: ID<Person>? = try tx.value(
      "SELECT person_id FROM study_adult WHERE group_id = \(group.id) AND task = \(Adult.Task.lead) AND until IS NULL")
    guard let lead else { return }
    let held = try tx.meetings(of: group.id).filter { $0.state == .held }
    for meeting in held.suffix(2) {
      let then = house.at(meeting.ends.adding(minutes: 30), chance)
      try tx.keep(
        [RollEntry(learner: girl.learner, person: girl.person, mark: .absent, note: "")], of: meeting,
        by: Actor(person: lead, role: .trainer), .phone, then)
    }
  }

  private func ask(_ girl: GroupGirl, in tx: Transaction) throws {
    guard let learner = try tx.learner(of: girl.person), let cohort = try tx.cohort(of: learner) else { return }
    let then = house.at(house.outside.now().adding(hours: -20), chance)
    try tx.askForHelp(
      .network, "Ауылда интернет екі аптадан бері жоқ, сабақтан қалып қоям деп уайымдаймын.", learner, cohort, then)
  }

  private func derive(_ cohort: Cohort, in tx: Transaction) throws {
    let today = house.outside.now().day()
    guard let span = cohort.days else { return }
    let first = max(span.first, today.adding(days: -Self.nights))
    for number in 0..<max(0, first.days(to: min(today, span.last.adding(days: 1)))) {
      try tx.deriveSupport(cohort, on: first.adding(days: number), house)
    }
  }
}

extension Transaction {
  /// Something of one learner in each table of early help.
  func leaveSupport(of learner: Learner, _ subject: Rehearsal.Subject, _ house: House) throws {
    let (now, id): (Moment, ID<Help>) = (house.outside.now(), house.outside.id())
    let cohort: ID<Cohort>? = try value(
      "SELECT cohort_id FROM study_enrolment WHERE learner = \(learner.number) ORDER BY since LIMIT 1")
    guard let cohort else { return }
    let actor = Actor(person: subject.guardian.person, role: .coordinator)
    try run(
      """
      INSERT INTO study_help (id, learner, cohort_id, about, sealed, to_officers, at)
      VALUES (\(id), \(learner.number), \(cohort), \(Help.About.other), \(subject.safe.seal(subject.words, "study_help.sealed")),
        FALSE, \(now))
      """)
    if let help = try help(of: learner, house).first { try answer(help, subject.words, by: actor, house) }
    try note(.note, subject.words, of: learner.number, in: cohort, by: actor, house)
    try run(
      """
      INSERT INTO study_support (cohort_id, learner, rule, since, last)
      VALUES (\(cohort), \(learner.number), \(SupportReason.silent), \(now.day()), \(now.day()))
      """)
  }
}
