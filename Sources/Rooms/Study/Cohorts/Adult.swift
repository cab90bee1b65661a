import Programme
import Storage
import Words

/// An adult of a group: two of them meet the girls, and whoever is not cleared today meets nobody.
struct Adult: Sendable {
  let person: ID<Person>
  let name: PersonName?
  let task: Task
  let since: Moment
  /// Nothing is missing today.
  let lacks: [Clearance.Lack]

  enum Task: String, Sendable, Bindable, Readable, CaseIterable {
    /// Teaches and keeps the roll.
    case lead
    /// Is there; keeps the roll when the first cannot.
    case second
    /// Observes and advises.
    case mentor

    /// Who may be given it.
    var role: Role { self == .mentor ? .mentor : .trainer }
  }

  var isCleared: Bool { lacks.isEmpty }
}

/// Somebody who could be given a group.
struct AdultToGive: Sendable {
  let person: ID<Person>
  let name: PersonName?
  let role: Role
  let isCleared: Bool
}

extension Group {
  /// Fewer do not meet girls.
  static let fewestAdults = 2
}

extension Transaction {
  /// Of a group today, who teaches first.
  func adults(of group: ID<Group>, _ house: House) throws -> [Adult] {
    let found = try rows(
      """
      SELECT study_adult.person_id, task, since, wrapped, sealed FROM study_adult
      LEFT JOIN person_key ON person_key.person_id = study_adult.person_id
      LEFT JOIN person_detail ON person_detail.person_id = study_adult.person_id AND person_detail.kind = \(Detail.name)
      WHERE group_id = \(group) AND until IS NULL ORDER BY since, study_adult.person_id LIMIT 20
      """
    ) { row in
      (
        person: try row["person_id"] as ID<Person>, task: try row["task"] as Adult.Task, since: try row["since"] as Moment,
        name: try name(row, house.vault)
      )
    }
    let clearances = try clearances(of: found.map(\.person))
    let (day, rules) = (house.outside.now().day(), house.data[.clearance])
    let order = Adult.Task.allCases
    return found.sorted { (order.firstIndex(of: $0.task) ?? 0) < (order.firstIndex(of: $1.task) ?? 0) }.map { each in
      Adult(
        person: each.person, name: each.name, task: each.task, since: each.since,
        lacks: (clearances[each.person] ?? .nothing).lacks(for: each.task.role, on: day, rules))
    }
  }

  /// From `person_id`, the wrapped key and the sealed name; nil for whoever has none, or none any more.
  func name(_ row: Row, _ vault: Vault) throws -> PersonName? {
    let (person, wrapped): (ID<Person>, [UInt8]?) = (try row["person_id"], try row["wrapped"])
    let sealed: [UInt8]? = try row["sealed"]
    return try wrapped.flatMap { key in try sealed.flatMap { try vault.safe(of: person, wrapped: key).name(sealed: $0) } }
  }

  /// Trainers and mentors who reach this group's region and are not in it, by name.
  func adultsToGive(to group: Group, _ house: House) throws -> [AdultToGive] {
    let held = try rows(
      """
      SELECT membership.person_id, role, cycle_id, regions, school_id, organisation_id, wrapped, sealed FROM membership
      JOIN person_key ON person_key.person_id = membership.person_id
      LEFT JOIN person_detail ON person_detail.person_id = membership.person_id AND person_detail.kind = \(Detail.name)
      WHERE role IN (\(list: [Role.mentor, Role.trainer])) AND confirmed_at IS NOT NULL AND ended_at IS NULL
        AND (cycle_id IS NULL OR cycle_id = \(group.cycle))
        AND NOT EXISTS (SELECT 1 FROM study_adult WHERE study_adult.person_id = membership.person_id AND group_id = \(group.id)
          AND until IS NULL)
      ORDER BY given_at, membership.id LIMIT 1000
      """
    ) { row in
      (
        person: try row["person_id"] as ID<Person>, name: try name(row, house.vault), role: try row["role"] as Role,
        scope: try Scope(row: row)
      )
    }
    let clearances = try clearances(of: held.map(\.person))
    let (day, rules) = (house.outside.now().day(), house.data[.clearance])
    return held.filter { each in
      guard let regions = [each.scope].regions(in: group.cycle) else { return true }
      return regions.contains(group.region)
    }.map { each in
      AdultToGive(
        person: each.person, name: each.name, role: each.role,
        isCleared: (clearances[each.person] ?? .nothing).valid(for: each.role, on: day, rules))
    }.sorted { sortKey($0.name?.full ?? "").lexicographicallyPrecedes(sortKey($1.name?.full ?? "")) }
  }

  /// Whether somebody is an adult of a group now.
  func isAdult(_ person: ID<Person>, of group: ID<Group>) throws -> Bool {
    try exists("SELECT 1 FROM study_adult WHERE group_id = \(group) AND person_id = \(person) AND until IS NULL")
  }

  /// The groups in which somebody is an adult now.
  func groups(withAdult person: ID<Person>) throws -> [Group] {
    try groups(
      where: """
        study_group.state <> \(Group.State.closed)
        AND study_group.id IN (SELECT group_id FROM study_adult WHERE person_id = \(person) AND until IS NULL)
        """)
  }

  func give(_ person: ID<Person>, to group: Group, as task: Adult.Task, by actor: Actor, _ house: House) throws {
    guard try adultsToGive(to: group, house).contains(where: { $0.person == person && $0.role == task.role }) else {
      throw Refusal(.conflict, .cohortMoved, back: GroupPages.link(group.id))
    }
    try run(
      """
      INSERT INTO study_adult (group_id, person_id, task, since) VALUES (\(group.id), \(person), \(task), \(house.outside.now()))
      """)
    try record(.groupAdultGiven, group.id.text, "\(task.rawValue) \(person)", by: actor.text, house)
  }

  func take(_ person: ID<Person>, from group: Group, by actor: Actor, _ house: House) throws {
    try run(
      """
      UPDATE study_adult SET until = \(house.outside.now()) WHERE group_id = \(group.id) AND person_id = \(person) AND until IS NULL
      """)
    try record(.groupAdultEnded, group.id.text, person.text, by: actor.text, house)
  }

  /// Two cleared adults and its girls: from now on it meets. Each girl is told.
  func open(_ group: Group, by actor: Actor, _ house: House) throws {
    let cleared = try adults(of: group.id, house).count(where: \.isCleared)
    guard cleared >= Group.fewestAdults else { throw Refusal(.conflict, .twoAdultsNeeded, back: GroupPages.link(group.id)) }
    guard group.size > 0 else { throw Refusal(.conflict, .noGirlsYet, back: GroupPages.link(group.id)) }
    let now = house.outside.now()
    let changed = try run(
      """
      UPDATE study_group SET state = \(Group.State.open), opened_at = \(now)
      WHERE id = \(group.id) AND state = \(Group.State.planned)
      """)
    guard changed == 1 else { throw Refusal(.conflict, .cohortMoved, back: GroupPages.link(group.id)) }
    try record(.groupOpened, group.id.text, "girls=\(group.size)", by: actor.text, house)
    let girls: [ID<Person>] = try rows(
      """
      SELECT person_id FROM study_member JOIN study_learner ON number = study_member.learner
      WHERE group_id = \(group.id) AND until IS NULL ORDER BY number LIMIT 200
      """
    ) { try $0[0] }
    for girl in girls {
      try tell(
        try safe(of: girl, house.vault), .groupOpened, [.page("/study", house)], purpose: .timetable,
        once: "open:\(group.id):\(girl)",
        house)
    }
  }
}

extension LetterText {
  static let groupOpened = LetterText(
    "group-opened", Phrase(kk: "Тобың ашылды", ru: "Группа открыта", en: "Your group is open"), needs: [.page])
}

extension Adult.Task {
  var name: Phrase {
    switch self {
    case .lead: Phrase(kk: "жүргізуші тренер", ru: "ведущий тренер", en: "leading trainer")
    case .second: Phrase(kk: "екінші тренер", ru: "второй тренер", en: "second trainer")
    case .mentor: Phrase(kk: "бақылаушы тәлімгер", ru: "наставник-наблюдатель", en: "observing mentor")
    }
  }
}

extension Phrase {
  static let twoAdultsNeeded = Phrase(
    kk: "Топты ашу үшін бүгін рұқсаты бар екі ересек керек.",
    ru: "Чтобы открыть группу, нужны двое взрослых с действующим допуском.",
    en: "A group opens with two adults who are cleared today.")
}
