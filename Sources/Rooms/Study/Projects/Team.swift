import Programme
import Storage
import Words

/// Who works on a project together.
struct Team: Sendable {
  let id: ID<Team>
  let project: ID<Project>
  /// Within the project.
  let number: Int
  /// The key of the name under which others see it; nil until the girls have chosen one.
  let name: String?
  /// While two adults say the same.
  let agreed: Agreed?
  /// All that ever were in it, the first first.
  let everybody: [TeamMember]

  struct Agreed: Sendable {
    let levels: MarkLevels
    let at: Moment
  }

  /// Everybody once, whoever left and came again too.
  var everyGirl: [TeamMember] {
    var seen: Set<Int> = []
    return everybody.filter { seen.insert($0.learner).inserted }
  }

  var members: [TeamMember] { everybody.filter { $0.until == nil } }

  func title(_ t: Language) -> String { t(.teamNumber(number)) }

  /// As others of the cohort and the public know it.
  func publicName(_ file: ProjectsFile, _ t: Language) -> String { name.flatMap { file[name: $0] }?.title(t) ?? title(t) }
}

struct TeamMember: Sendable {
  let learner: Int
  let person: ID<Person>
  let name: PersonName?
  let since: Moment
  let until: Moment?
  /// Why she works alone; empty for everybody else.
  let alone: String

  /// "Аружан С."
  var short: String { name?.short ?? "" }
}

extension Transaction {
  func teams(of project: ID<Project>, _ house: House) throws -> [Team] {
    try teams(where: "study_team.project_id = \(project)", house)
  }

  /// Throws `Refusal.missing`.
  func team(_ id: ID<Team>, _ house: House) throws -> Team {
    guard let team = try teams(where: "study_team.id = \(id)", house).first else { throw Refusal.missing }
    return team
  }

  /// By project and number.
  func teams(where condition: SQL, _ house: House) throws -> [Team] {
    let members = try Dictionary(
      grouping: rows(
        """
        SELECT study_team_member.team_id, study_team_member.learner, study_team_member.since, study_team_member.until,
          study_team_member.alone, study_learner.person_id, person_key.wrapped AS wrapped, person_detail.sealed AS sealed
        FROM study_team_member JOIN study_team ON study_team.id = study_team_member.team_id
        JOIN study_learner ON study_learner.number = study_team_member.learner
        LEFT JOIN person_key ON person_key.person_id = study_learner.person_id
        LEFT JOIN person_detail ON person_detail.person_id = study_learner.person_id AND person_detail.kind = \(Detail.name)
        WHERE \(condition) ORDER BY study_team_member.since, study_team_member.learner LIMIT 5000
        """
      ) { row -> (team: ID<Team>, member: TeamMember) in
        let (person, wrapped, alone): (ID<Person>, [UInt8]?, [UInt8]?) = (
          try row["person_id"], try row["wrapped"], try row["alone"]
        )
        let why = try alone.flatMap { sealed in
          try wrapped.map { try house.vault.safe(of: person, wrapped: $0).open(sealed, Self.alonePlace) }
        }
        return (
          try row["team_id"],
          TeamMember(
            learner: try row["learner"], person: person, name: try name(row, house.vault), since: try row["since"],
            until: try row["until"], alone: why ?? "")
        )
      }, by: \.team)
    return try rows(
      """
      SELECT study_team.id, study_team.project_id, study_team.number, study_team.name, study_team.levels, study_team.agreed_at
      FROM study_team WHERE \(condition) ORDER BY study_team.project_id, study_team.number LIMIT 1000
      """
    ) { row in
      let (id, levels, at): (ID<Team>, String?, Moment?) = (try row["id"], try row["levels"], try row["agreed_at"])
      return Team(
        id: id, project: try row["project_id"], number: try row["number"], name: try row["name"],
        agreed: levels.flatMap { levels in at.map { Team.Agreed(levels: MarkLevels(text: levels), at: $0) } },
        everybody: (members[id] ?? []).map(\.member))
    }
  }

  private static var alonePlace: String { "study_team_member.alone" }

  /// Who is in which team from now on. Earlier memberships end and stay; of a team with a mark nobody is moved. Returns how many moved.
  @discardableResult
  func settle(_ plan: TeamChange, of project: Project, by actor: Actor, _ house: House) throws -> Int {
    let now = house.outside.now()
    var ids = Dictionary(uniqueKeysWithValues: plan.teams.map { ($0.number, $0.id) })
    for number in Set(plan.lines.compactMap(\.next)).sorted() where ids[number] == nil {
      let id: ID<Team> = house.outside.id()
      try run(
        "INSERT INTO study_team (id, project_id, number, made_at) VALUES (\(id), \(project.id), \(number), \(now))")
      ids[number] = id
    }
    let cycle = try group(project.group).cycle
    for line in plan.changed {
      if let before = line.before, let team = ids[before] {
        try run(
          """
          UPDATE study_team_member SET until = \(now)
          WHERE team_id = \(team) AND learner = \(line.girl.learner) AND until IS NULL
          """)
      }
      guard let next = line.next, let team = ids[next] else { continue }
      let safe = try safe(of: line.girl.person, house.vault)
      let isComplete = try consents(safe, cycle, at: now).state(house.consents) == .complete
      let alone = line.alone.isEmpty ? nil : safe.seal(line.alone, Self.alonePlace)
      try run(
        """
        INSERT INTO study_team_member (team_id, learner, since, alone, has_consent)
        VALUES (\(team), \(line.girl.learner), \(now), \(alone), \(isComplete))
        """)
    }
    try record(.teamsSettled, project.id.text, "moved=\(plan.changed.count)", by: actor.text, house)
    return plan.changed.count
  }
}

extension Phrase {
  static func teamNumber(_ number: Int) -> Phrase {
    Phrase(kk: "\(number)-команда", ru: "команда \(number)", en: "team \(number)")
  }
}
