import Exchange
import Markup
import Programme
import Storage
import Words

/// What waits of projects on the desk of an adult of a group.
enum ProjectCards {
  static let all = [toMark, toShow, withoutTeam, late]

  private static let link: Link = "/desk/projects"

  /// Teams of an adult's groups.
  private static func ofReader(_ adult: ID<Person>) -> SQL {
    "study_project.group_id IN (\(WaitingWork.groups(of: adult))) AND \(Milestones.hasGirls)"
  }

  /// Not marked by the adult, or two differ: the poster is there, and the team has no mark. One that went back waits for the team until the
  /// last day.
  static func waitsForMark(of adult: ID<Person>, at now: Moment) -> SQL {
    """
    study_team.agreed_at IS NULL AND \(Milestones.lastPoster("study_entry.id")) IS NOT NULL
      AND NOT (\(Milestones.posterIsWithTeam) AND NOT \(Milestones.isBeingMarked)
        AND EXISTS (SELECT 1 FROM study_milestone WHERE study_milestone.project_id = study_team.project_id
          AND study_milestone.due_at > \(now)))
      AND (NOT EXISTS (SELECT 1 FROM study_team_mark WHERE study_team_mark.team_id = study_team.id
          AND study_team_mark.hand = \(adult))
        OR EXISTS (SELECT 1 FROM study_team_mark WHERE study_team_mark.team_id = study_team.id
          AND study_team_mark.hand <> \(adult)))
    """
  }

  private static func count(_ condition: SQL, since: SQL, of adult: ID<Person>, _ tx: Transaction) throws -> DeskWait {
    try DeskWait(
      row: try tx.row(
        """
        SELECT count(*) AS n, min(\(since)) AS oldest FROM study_team
        JOIN study_project ON study_project.id = study_team.project_id WHERE \(ofReader(adult)) AND \(condition)
        """))
  }

  private static let toMark = DeskCard(
    roles: MarkProject.roles, link: link,
    count: .ofReader { tx, _, _, person, now in
      try count(waitsForMark(of: person, at: now), since: Milestones.lastPoster("study_entry.kept_at"), of: person, tx)
    }, promise: DeskPromise(days: 14, .whyTeamMark), touchesChildren: true, title: { .teamsToMark($0) })

  private static let toShow = DeskCard(
    roles: MarkProject.roles, link: link,
    count: .ofReader { tx, _, _, person, _ in
      try count(
        """
        \(Milestones.lastPoster("study_entry.id")) IS NOT NULL AND \(Milestones.lastPoster("study_entry.shown_at")) IS NULL
          AND NOT \(Milestones.posterIsWithTeam)
        """,
        since: Milestones.lastPoster("study_entry.kept_at"), of: person, tx)
    }, promise: DeskPromise(days: 3, .whyShowPoster), touchesChildren: true, title: { .postersToLookAt($0) })

  private static let withoutTeam = DeskCard(
    roles: GiveProject.roles.subtracting([.coordinator]), link: link,
    count: .ofReader { tx, _, _, person, _ in
      DeskWait(
        try tx.value(
          """
          SELECT count(*) FROM study_project JOIN study_member ON study_member.group_id = study_project.group_id
            AND study_member.until IS NULL
          WHERE study_project.group_id IN (\(WaitingWork.groups(of: person)))
            AND NOT EXISTS (SELECT 1 FROM study_team_member JOIN study_team ON study_team.id = study_team_member.team_id
              JOIN study_project AS same ON same.id = study_team.project_id AND same.course = study_project.course
                AND same.exercise = study_project.exercise
              WHERE study_team_member.learner = study_member.learner
                AND study_team_member.until IS NULL)
          """) ?? 0)
    }, promise: DeskPromise(days: 7, .whyTeams), touchesChildren: true, title: { .girlsWithoutTeam($0) })

  private static let late = DeskCard(
    roles: MarkProject.roles, link: link,
    count: .ofReader { tx, _, _, person, now in
      try DeskWait(
        row: try tx.row(
          """
          SELECT count(*) AS n, min(study_milestone.due_at) AS oldest FROM study_team
          JOIN study_project ON study_project.id = study_team.project_id
          JOIN study_milestone ON study_milestone.project_id = study_project.id
          WHERE \(ofReader(person)) AND study_team.agreed_at IS NULL AND study_milestone.due_at <= \(now) AND \(Milestones.isOpen)
          """))
    }, promise: DeskPromise(days: nil, .whyMilestones), touchesChildren: true, title: { .milestonesAreLate($0) })
}

/// The projects of all groups of an adult.
enum ProjectList {
  /// GET /desk/projects
  static func show(_ visit: Visit, _ permit: Permit<MarkProject>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let shelf = try await house.openCourses()
    let person = permit.actor.person
    let lines = try await house.database.read { tx -> [Line] in
      let groups = Dictionary(try tx.groups(withAdult: person).map { ($0.id, $0) }) { first, _ in first }
      let within: SQL = "study_project.group_id IN (\(WaitingWork.groups(of: person)))"
      let progress = try tx.progress(where: within, at: visit.now)
      let waiting = try Dictionary(
        tx.rows(
          """
          SELECT study_team.project_id, count(*) AS n FROM study_team JOIN study_project ON study_project.id = study_team.project_id
          WHERE \(within) AND \(Milestones.hasGirls) AND \(ProjectCards.waitsForMark(of: person, at: visit.now))
          GROUP BY study_team.project_id ORDER BY study_team.project_id LIMIT 1000
          """
        ) { (try $0["project_id"] as ID<Project>, try $0["n"] as Int) }
      ) { first, _ in first }
      return try tx.projects(where: within).compactMap { project in
        groups[project.group].map {
          Line(project: project, group: $0, progress: progress[project.id] ?? ProjectProgress(), toMark: waiting[project.id] ?? 0)
        }
      }
    }
    let columns: [Column<Line>] = [
      Column(t(.projectWord)) { "<a href=\"\(ProjectPages.link($0.project.id))\">\(shelf.title(of: $0.project, t))</a>" },
      Column(t(.groupWord)) { HTML($0.group.title(t, house)) },
      Column(t(.teamsTitle), isNumeric: true) { HTML(t.number($0.progress.teams)) },
      Column(t(.postersHandedIn), isNumeric: true) { HTML(t.number($0.progress.posters)) },
      Column(t(.toMarkWord), isNumeric: true) { HTML(t.number($0.toMark)) },
      Column(t(.milestonesLate), isNumeric: true) { HTML(t.number($0.progress.late)) },
    ]
    return visit.page(
      Page(
        title: t(.projectsTitle), language: t, width: .wide,
        body: """
          <h1>\(t(.projectsTitle))</h1>
          \(t.table(t(.projectsTitle), lines, columns, stacks: true, empty: emptyState(t(.noProjectOfYours), HTML(t(.whereToGiveProject)))))
          """))
  }

  private struct Line: Sendable {
    let project: Project
    let group: Group
    let progress: ProjectProgress
    let toMark: Int
  }
}

extension Phrase {
  static let noProjectOfYours = Phrase(
    kk: "Топтарыңызға жоба берілмеген", ru: "Вашим группам не дано проектов", en: "Your groups have no projects")
  static let whereToGiveProject = Phrase(
    kk: "Жобаны топтың бетінен беріңіз.", ru: "Дайте проект со страницы группы.", en: "Give a project from the page of a group.")
  static let whyTeamMark = Phrase(
    kk: "Команданың бағасы екі ересек келіскенде ғана шығады.", ru: "Оценка команды появляется, только когда двое согласны.",
    en: "A team has its mark only once two adults agree.")
  static let whyShowPoster = Phrase(
    kk: "Қарағанша плакатты басқа қыздар көрмейді.", ru: "Пока плакат не посмотрели, другие девочки его не видят.",
    en: "Until somebody looks, other girls do not see the poster.")
  static let whyTeams = Phrase(
    kk: "Командасыз қыз жобаны бастай алмайды.", ru: "Без команды девочка не может начать проект.",
    en: "Without a team a girl cannot begin the project.")
  static let whyMilestones = Phrase(
    kk: "Команда тоқтап қалған болуы мүмкін: сұрап көріңіз.", ru: "Команда могла остановиться: спросите.",
    en: "A team may have come to a stop: ask.")
  static func teamsToMark(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) команданы бағалау керек",
      ru: "Оценить: \(counted(count, one: "команда", few: "команды", many: "команд"))",
      en: "\(counted(count, one: "team", other: "teams")) to mark")
  }
  static func postersToLookAt(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) плакатты лекке көрсетпес бұрын қарау керек",
      ru: "Посмотреть перед показом потоку: \(counted(count, one: "плакат", few: "плаката", many: "плакатов"))",
      en: "\(counted(count, one: "poster", other: "posters")) to look at before the cohort does")
  }
  static func girlsWithoutTeam(_ count: Int) -> Phrase {
    Phrase(
      kk: "Жобада командасы жоқ қыздар: \(count)",
      ru: "В проектах без команды: \(counted(count, one: "девочка", few: "девочки", many: "девочек"))",
      en: "\(counted(count, one: "girl has", other: "girls have")) no team in a project")
  }
  static func milestonesAreLate(_ count: Int) -> Phrase {
    Phrase(
      kk: "Жобалардың мерзімі өткен кезеңдері: \(count)",
      ru: "Просроченные этапы проектов: \(count)",
      en: "\(counted(count, one: "milestone", other: "milestones")) of projects are late")
  }
}
