import Programme
import Security
import Storage
import Words

/// Girls who meet: eight to twenty, taught in one language, with two adults.
struct Group: Sendable {
  let id: ID<Group>
  let cohort: ID<Cohort>
  let cycle: ID<Cycle>
  /// Within the cohort.
  let number: Int
  let language: String
  /// KATO code.
  let region: String
  let district: String?
  /// Where it meets, as the coordinator writes it.
  let meetingPlace: String
  let state: State
  let size: Int

  enum State: String, Sendable, Bindable, Readable {
    /// Until two adults are there.
    case planned
    case open, closed
  }

  /// "3-топ · Самар ауданы · қазақша".
  func title(_ t: Language, _ house: House) -> String {
    [
      t(.groupNumber(number)), district.map { house.gazetteer.name(of: $0, t) } ?? house.gazetteer.name(of: region, t),
      TeachingLanguage.name(language, t),
    ].joined(separator: " · ")
  }
}

extension Gazetteer {
  /// Of a place's code, in the reader's language; the code itself where the register does not know it.
  func name(of code: String, _ t: Language) -> String { self[code].map { t($0.name) } ?? code }
}

extension Transaction {
  /// Groups of a cohort within reach, by number.
  func groups(of cohort: ID<Cohort>, _ reach: [Scope]) throws -> [Group] {
    let within = reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region"))
    return try groups(where: "cohort_id = \(cohort) AND \(within)")
  }

  /// Throws `Refusal.missing`.
  func group(_ id: ID<Group>) throws -> Group {
    guard let group = try groups(where: "study_group.id = \(id)").first else { throw Refusal.missing }
    return group
  }

  /// A group that an adult of it, or whoever runs cohorts within reach, may do with what the route's act says. Throws `Refusal.missing`.
  func group<A>(_ id: ID<Group>, ofAdult permit: Permit<A>) throws -> Group {
    let group = try group(id)
    if try isAdult(permit.actor.person, of: id) { return group }
    guard RunCohort.roles.contains(permit.actor.role), permit.reaches(cycle: group.cycle, region: group.region) else {
      throw Refusal.missing
    }
    return group
  }

  /// In which a learner is now.
  func group(of learner: Learner) throws -> Group? {
    try groups(
      where: """
        study_group.id = (SELECT group_id FROM study_member WHERE learner = \(learner.number) AND until IS NULL
          ORDER BY since DESC LIMIT 1)
        """
    ).first
  }

  func groups(where condition: SQL) throws -> [Group] {
    try rows(
      """
      SELECT study_group.id, cohort_id, cycle_id, number, language, region, district, meeting_place, state,
        (SELECT count(*) FROM study_member WHERE group_id = study_group.id AND until IS NULL) AS size
      FROM study_group JOIN study_cohort ON study_cohort.id = cohort_id WHERE \(condition) ORDER BY cohort_id, number LIMIT 500
      """
    ) { row in
      Group(
        id: try row["id"], cohort: try row["cohort_id"], cycle: try row["cycle_id"], number: try row["number"],
        language: try row["language"], region: try row["region"], district: try row["district"],
        meetingPlace: try row["meeting_place"], state: try row["state"], size: try row["size"])
    }
  }
}

// MARK: - Placement

/// Who would be in which group. A draft changes nothing until it is let go.
struct Placement: Sendable {
  let cohort: Cohort
  let groups: [Group]
  let girls: [CohortGirl]

  /// Changes with everything that the page shows: what is let go is what was looked at.
  var mark: String {
    let lines =
      girls.map { "\($0.learner) \($0.group?.text ?? "") \($0.next?.text ?? "")" } + groups.map { "\($0.id) \($0.state)" }
    return hex(Array(digest(Array(lines.joined(separator: "\n").utf8)).prefix(12)))
  }

  var moved: [CohortGirl] { girls.filter { $0.next != $0.group } }
  /// Those who would go on in another language than that of the group they are in.
  var crossing: [(girl: CohortGirl, from: Group, to: Group)] {
    let known = Dictionary(uniqueKeysWithValues: groups.map { ($0.id, $0) })
    return moved.compactMap { girl in
      guard let from = girl.group.flatMap({ known[$0] }), let to = girl.next.flatMap({ known[$0] }), from.language != to.language
      else { return nil }
      return (girl, from, to)
    }
  }

  var without: [CohortGirl] { girls.filter { $0.next == nil } }

  func girls(in group: ID<Group>?) -> [CohortGirl] { girls.filter { $0.next == group } }

  /// Of those who have a group, how many meet in their own district.
  var nearHome: (near: Int, of: Int) {
    let districts = Dictionary(uniqueKeysWithValues: groups.map { ($0.id, $0.district) })
    let placed = girls.compactMap { girl in girl.next.map { (girl.district, districts[$0] ?? nil) } }
    return (placed.count { $0.0 != nil && $0.0 == $0.1 }, placed.count)
  }
}

extension Transaction {
  func placement(_ cohort: Cohort, _ reach: [Scope], _ vault: Vault) throws -> Placement {
    Placement(
      cohort: cohort, groups: try groups(of: cohort.id, reach).filter { $0.state != .closed },
      girls: try girls(of: cohort, reach, vault))
  }

  /// Drafts a place for everybody within reach; groups that are needed and not there are made, planned.
  func propose(_ placement: Placement, _ house: House) throws {
    let cohort = placement.cohort.id
    let numbers = Dictionary(uniqueKeysWithValues: placement.groups.map { ($0.id, $0.number) })
    let spoken = placement.spoken
    let girls = placement.girls.compactMap { girl -> GroupPlan.Girl? in
      guard let region = girl.region else { return nil }
      return GroupPlan.Girl(
        learner: girl.learner, language: girl.language(spoken), region: region, district: girl.district, place: girl.place,
        group: girl.next.flatMap { numbers[$0] })
    }
    let standing = placement.groups.map {
      GroupPlan.Group(number: $0.number, language: $0.language, region: $0.region, district: $0.district)
    }
    let taken: Int = try value("SELECT max(number) FROM study_group WHERE cohort_id = \(cohort)") ?? 0
    let plan = GroupPlan(girls, standing: standing, taken: taken)
    var ids = Dictionary(uniqueKeysWithValues: placement.groups.map { ($0.number, $0.id) })
    for group in plan.groups where ids[group.number] == nil {
      let id: ID<Group> = house.outside.id()
      try run(
        """
        INSERT INTO study_group (id, cohort_id, number, language, region, district, state, created_at)
        VALUES (\(id), \(cohort), \(group.number), \(group.language), \(group.region), \(group.district),
          \(Group.State.planned), \(house.outside.now()))
        """)
      ids[group.number] = id
    }
    try draft(placement.girls.map { ($0.learner, plan.placed[$0.learner].flatMap { ids[$0] }) }, in: cohort)
  }

  /// Keeps where these learners are to be.
  func draft(_ places: [(learner: Int, group: ID<Group>?)], in cohort: ID<Cohort>) throws {
    for (learner, group) in places {
      try run(
        """
        INSERT INTO study_draft (cohort_id, learner, group_id) VALUES (\(cohort), \(learner), \(group))
        ON CONFLICT (cohort_id, learner) DO UPDATE SET group_id = excluded.group_id
        """)
    }
  }

  /// From now on everybody within reach is where the draft has her. Groups nobody is in and nobody opened go. Returns how many moved.
  func settle(_ placement: Placement, by actor: Actor, _ house: House) throws -> Int {
    let (cohort, now) = (placement.cohort.id, house.outside.now())
    for girl in placement.moved {
      if let group = girl.group {
        try run(
          "UPDATE study_member SET until = \(now) WHERE group_id = \(group) AND learner = \(girl.learner) AND until IS NULL")
      }
      if let group = girl.next {
        try run("INSERT INTO study_member (group_id, learner, since) VALUES (\(group), \(girl.learner), \(now))")
      }
    }
    for group in placement.groups { try carryWork(to: group.id, by: actor, house) }
    for girl in placement.girls {
      try run("DELETE FROM study_draft WHERE cohort_id = \(cohort) AND learner = \(girl.learner)")
    }
    let kept = Set(placement.girls.compactMap(\.next))
    for group in placement.groups where group.state == .planned && !kept.contains(group.id) {
      try run(
        """
        DELETE FROM study_group WHERE id = \(group.id) AND NOT EXISTS (SELECT 1 FROM study_member WHERE group_id = \(group.id))
          AND NOT EXISTS (SELECT 1 FROM study_draft WHERE group_id = \(group.id))
        """)
    }
    try record(.groupsPlaced, cohort.text, "moved=\(placement.moved.count)", by: actor.text, house)
    return placement.moved.count
  }
}

extension Placement {
  /// What most speak in each region: whoever learns in both languages, or did not say, goes with them.
  fileprivate var spoken: [String: String] {
    Dictionary(grouping: girls) { $0.region ?? "" }.mapValues { girls in
      girls.count { $0.teachingLanguage == "ru" } > girls.count { $0.teachingLanguage == "kk" } ? "ru" : "kk"
    }
  }
}

extension CohortGirl {
  fileprivate func language(_ spoken: [String: String]) -> String {
    if let teachingLanguage, ["kk", "ru"].contains(teachingLanguage) { return teachingLanguage }
    return spoken[region ?? ""] ?? "kk"
  }
}

extension Phrase {
  static func groupNumber(_ number: Int) -> Phrase {
    Phrase(kk: "\(number)-топ", ru: "\(number)-я группа", en: "Group \(number)")
  }
}
