import Courses
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// The projects of a group, and giving it another.
enum GroupProjects {
  static func link(_ group: ID<Group>) -> Link { GroupPages.link(group).below("projects") }

  private struct Sight: Sendable {
    let group: Group
    let projects: [Project]
    let progress: [ID<Project>: ProjectProgress]
    let shelf: [ShelvedCourse]
    var giving: Giving
    let mayGive: Bool
  }

  /// GET /desk/groups/:group/projects
  static func show(_ visit: Visit, _ permit: Permit<SeeProject>) async throws -> Reply {
    visit.page(page(try await sight(visit, permit), visit))
  }

  /// POST /desk/groups/:group/projects: `exercise` as `course/exercise`, and the last day; the days before it follow from projects.yaml.
  static func create(_ visit: Visit, _ permit: Permit<GiveProject>) async throws -> Reply {
    let house = visit.house
    var sight = try await sight(visit, permit)
    guard let (exercise, day) = sight.giving.read(visit, choose: .chooseProject) else {
      return visit.page(page(sight, visit), status: sight.giving.errors.isEmpty ? 200 : 422)
    }
    let (group, days) = (sight.group.id, house.data[.projects].days(until: day, from: visit.now.day()))
    let id = try await house.database.write { tx in
      try tx.give(exercise, to: try tx.group(group, ofAdult: permit), as: days, by: permit.actor, house)
    }
    return .seeOther(TeamPages.link(id).text)
  }

  private static func sight<A>(_ visit: Visit, _ permit: Permit<A>) async throws -> Sight {
    let house = visit.house
    let shelf = try await house.openCourses()
    let id: ID<Group> = try visit.id("group")
    return try await house.database.read { tx in
      let group = try tx.group(id, ofAdult: permit)
      let cohort = try tx.cohort(group.cohort)
      let projects = try tx.projects(of: id)
      let courses = cohort.courses.compactMap { key in shelf.first { $0.key == key } }
      return Sight(
        group: group, projects: projects, progress: try tx.progress(where: "study_project.group_id = \(id)", at: visit.now),
        shelf: shelf,
        giving: Giving(
          courses.flatMap(\.teamExercises).filter { exercise in !projects.contains { exercise.isOf($0.course, $0.exercise) } },
          until: cohort.days?.last, proposing: visit.now.day().adding(days: 21)),
        mayGive: GiveProject.roles.contains(where: visit.who.holds))
    }
  }

  private static func page(_ sight: Sight, _ visit: Visit) -> Page {
    let (t, house, group) = (visit.language, visit.house, sight.group)
    let columns: [Column<Project>] = [
      Column(t(.projectWord)) { "<a href=\"\(ProjectPages.link($0.id))\">\(sight.shelf.title(of: $0, t))</a>" },
      Column(t(.lastDayWord)) { HTML(t.date($0.lastDay)) },
      Column(t(.teamsTitle), isNumeric: true) { HTML(t.number(sight.progress[$0.id]?.teams ?? 0)) },
      Column(t(.postersHandedIn), isNumeric: true) { HTML(t.number(sight.progress[$0.id]?.posters ?? 0)) },
      Column(t(.teamsMarked), isNumeric: true) { HTML(t.number(sight.progress[$0.id]?.agreed ?? 0)) },
      Column(t(.milestonesLate), isNumeric: true) { HTML(t.number(sight.progress[$0.id]?.late ?? 0)) },
    ]
    let mayGive = sight.mayGive && !sight.giving.exercises.isEmpty
    return Page(
      title: t(.projectsTitle), language: t, width: .wide, languageForm: mayGive ? "give" : nil,
      body: """
        \(t.back(to: GroupPages.link(group.id)))\(t.errorSummary(sight.giving.errors))<p class="step">\(group.title(t, house))</p>
        <h1>\(t(.projectsTitle))</h1>
        \(t.table(t(.projectsTitle), sight.projects, columns, stacks: true, empty: emptyState(t(.noProjectsYet), HTML(t(.whatProjectIs)))))
        \(mayGive ? give(sight, visit) : .nothing)
        """)
  }

  private static func give(_ sight: Sight, _ visit: Visit) -> HTML {
    """
    <h2>\(visit.language(.giveProjectTitle))</h2>
    \(sight.giving.form(
      link(sight.group.id), what: .projectWord, day: .lastDayOfProject, hint: .milestonesFollow, give: .giveProjectButton, visit))
    """
  }
}

extension ProjectsFile {
  /// The last day of each milestone; none before the project is given.
  func days(until last: Day, from first: Day) -> [(key: String, day: Day)] {
    milestones.map { ($0.key, max(min(first, last), last.adding(days: -$0.daysBefore))) }
  }
}

/// One project for the adults of its group: its days, its teams, what is late, and how far two markers agree.
enum ProjectPages {
  static func link(_ project: ID<Project>) -> Link { "/desk/projects/\(project.text)" }

  private struct Sight: Sendable {
    let project: Project
    let group: Group
    let exercise: HandedExercise?
    let title: String
    let teams: [Team]
    /// Learners of the group without a team, by name.
    let without: [GroupGirl]
    let reached: [ID<Team>: Set<String>]
    let entries: [ID<Team>: Int]
    let posters: [ID<Team>: PosterStanding]
    let marks: [ID<Team>: [TeamMark]]
    let reader: ID<Person>
    let isAdult: Bool
    let mayGive: Bool
    let last: Day?
  }

  /// GET /desk/projects/:project
  static func show(_ visit: Visit, _ permit: Permit<SeeProject>) async throws -> Reply {
    let house = visit.house
    let sight = try await sight(visit, permit)
    try await house.database.write { tx in
      try tx.record(.groupSeen, sight.group.id.text, "project \(sight.project.id)", by: permit, house)
    }
    return visit.page(page(sight, [], visit))
  }

  /// POST /desk/projects/:project/milestones: a day of each.
  static func move(_ visit: Visit, _ permit: Permit<GiveProject>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let sight = try await sight(visit, permit)
    let days = sight.project.milestones.map { ($0.key, visit.form.date("day-\($0.key)").date) }
    var errors = days.compactMap { key, day -> (field: String, message: String)? in
      LastDay.wrong(day, until: sight.last, visit.now, mayBeOver: true).map { ("day-\(key)", t($0)) }
    }
    // In the order of the programme's file, and none before the project was given.
    let order = house.data[.projects].milestones.map(\.key)
    var before = sight.project.given.day()
    for (key, day) in days.sorted(by: { (order.firstIndex(of: $0.0) ?? .max) < (order.firstIndex(of: $1.0) ?? .max) }) {
      guard let day else { continue }
      if day < before, !errors.contains(where: { $0.field == "day-\(key)" }) {
        errors.append(("day-\(key)", t(.milestoneBefore(before))))
      }
      before = max(before, day)
    }
    guard errors.isEmpty, !visit.asksOnlyLanguage else {
      return visit.page(page(sight, errors, visit), status: errors.isEmpty ? 200 : 422)
    }
    try await house.database.write { tx in
      let project = try tx.project(sight.project.id)
      _ = try tx.group(project.group, ofAdult: permit)
      try tx.move(project, to: days.compactMap { key, day in day.map { (key, $0) } }, by: permit.actor, house)
    }
    return .seeOther(link(sight.project.id).with("said", "moved").text)
  }

  private static func sight<A>(_ visit: Visit, _ permit: Permit<A>) async throws -> Sight {
    let house = visit.house
    let id: ID<Project> = try visit.id("project")
    let shelf = try await house.openCourses()
    return try await house.database.read { tx in
      let project = try tx.project(id)
      let group = try tx.group(project.group, ofAdult: permit)
      let teams = try tx.teams(of: id, house)
      let girls = try tx.girls(of: group.id, house.vault)
      let within: SQL = "study_team.project_id = \(id)"
      return Sight(
        project: project, group: group, exercise: shelf.handed(project), title: shelf.title(of: project, visit.language),
        teams: teams,
        without: girls.filter { girl in !teams.contains { $0.members.contains { $0.learner == girl.learner } } },
        reached: try tx.milestonesReached(where: within), entries: try tx.entryCounts(where: within),
        posters: try tx.posterStates(where: within), marks: try tx.teamMarks(where: within, house.vault),
        reader: permit.actor.person, isAdult: try tx.isAdult(permit.actor.person, of: group.id),
        mayGive: GiveProject.roles.contains(where: visit.who.holds), last: try tx.cohort(group.cohort).days?.last)
    }
  }

  private static func page(_ sight: Sight, _ errors: [(field: String, message: String)], _ visit: Visit) -> Page {
    let (t, house, project) = (visit.language, visit.house, sight.project)
    let file = house.data[.projects].of(project.course)
    let teams = sight.teams.filter { !$0.members.isEmpty || sight.entries[$0.id] != nil || sight.posters[$0.id] != nil }
    let columns: [Column<Team>] = [
      Column(t(.teamWord)) { "<a href=\"\(TeamMarking.link($0.id))\">\(t.sentence(.teamNumber($0.number)))</a>" },
      Column(t(.girlsWord)) { HTML($0.members.map { $0.name?.full ?? t(.nameless) }.joined(separator: ", ")) },
      Column(t(.diaryEntries), isNumeric: true) { HTML(t.number(sight.entries[$0.id] ?? 0)) },
      Column(t(.milestonesTitle)) { team in milestones(of: team, sight, file, visit) },
      Column(t(.posterWord)) { team in poster(sight.posters[team.id], t) },
      Column(t(.markWord)) { team in mark(of: team, sight, t) },
    ]
    let said: HTML? =
      switch visit.query["said"] {
      case "settled": notice("\(t(.teamsAreSettled))", .good)
      case "moved": notice("\(t(.milestonesAreMoved))", .good)
      default: nil
      }
    let without = sight.without.map { $0.name?.full ?? t(.nameless) }.joined(separator: ", ")
    let agreement = sight.exercise.map { Self.agreement(sight, $0.handIn.rubric, t) }
    let isNew = sight.teams.isEmpty
    let form: HTML =
      sight.mayGive
      ? "<p>\(linkButton(t(isNew ? .formTeams : .changeTeams), TeamPages.link(project.id), look: isNew ? .primary : .plain))</p>"
      : .nothing
    var page = Page(
      title: sight.title, language: t, width: .wide, notice: errors.isEmpty ? said : nil,
      body: """
        \(t.back(to: GroupProjects.link(sight.group.id)))\
        \(t.errorSummary(errors) { name in file.milestones.first { "day-\($0.key)" == name }?.title(t) })<p class="step">\(sight.group.title(t, house))</p>
        <h1>\(sight.title)</h1><p>\(t(.lastDayWord)): <b>\(t.date(project.lastDay))</b></p>
        \(without.isEmpty ? .nothing : notice("<p>\(t(.withoutTeam)): \(without)</p>", .waiting))
        \(form)
        \(t.table(t(.teamsTitle), teams, columns, stacks: true, empty: emptyState(t(.noTeamsYet), HTML(t(.whatTeamsDo)))))
        <h2>\(t(.milestonesTitle))</h2>\(days(sight, file, errors, visit))\(agreement)
        """)
    page.sheets = ["marking.css", "project.css"]
    return page
  }

  /// The next one with its day, and those that are late, each by its name.
  private static func milestones(of team: Team, _ sight: Sight, _ file: ProjectsFile, _ visit: Visit) -> HTML {
    let t = visit.language
    let open = sight.project.milestones.filter { !(sight.reached[team.id] ?? []).contains($0.key) }
    let late = open.filter { $0.due <= visit.now }.map { milestone -> HTML in
      let title = file[milestone: milestone.key]?.title(t) ?? milestone.key
      return standing("\(title): \(t(.lateSince(milestone.lastDay)))", .waiting)
    }
    if !late.isEmpty { return late.joined(separator: "<br>") }
    guard let next = open.first else { return standing(t(.allReached), .good) }
    return "\(file[milestone: next.key]?.title(t) ?? next.key): \(t.date(next.lastDay))"
  }

  private static func poster(_ poster: PosterStanding?, _ t: Language) -> HTML {
    guard let poster else { return "–" }
    let earlier: HTML = poster.isEarlierSeen ? "<span class=\"hint\">\(t(.earlierIsSeen))</span>" : .nothing
    return switch poster.state {
    case .waits: "\(standing(t(.posterWaitsForLook), .waiting))\(earlier)"
    case .cameBack: "\(standing(t(poster.isEarlierSeen ? .posterCameBackToTeam : .posterIsWithTeam), .waiting))\(earlier)"
    case .shown: standing(t(.posterIsShown), .good)
    }
  }

  /// Before the reader has marked a team herself she sees no mark of it.
  private static func mark(of team: Team, _ sight: Sight, _ t: Language) -> HTML {
    let marks = sight.marks[team.id] ?? []
    if let agreed = team.agreed { return "\(agreed.levels.short) \(standing(t(.marksAgree), .good))" }
    let hasMarked = marks.contains { $0.hand == sight.reader }
    if sight.isAdult, !hasMarked {
      return sight.posters[team.id] == nil ? "–" : standing(t(.waitsForYourMark), .waiting)
    }
    let hands = Set(marks.map(\.hand)).count
    switch hands {
    case 0: return "–"
    case 1: return standing(t(.secondMarkMissing), .waiting)
    default: return standing(t(.marksDiffer), .bad)
    }
  }

  private static func days(
    _ sight: Sight, _ file: ProjectsFile, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> HTML {
    let t = visit.language
    let lines = sight.project.milestones.map { milestone -> HTML in
      let known = file[milestone: milestone.key]
      return """
        <li><b>\(known?.title(t) ?? milestone.key)</b>: \(t.date(milestone.lastDay))<span class="hint">\(known?.expects(t) ?? "")</span></li>
        """
    }
    guard sight.mayGive else { return "<ol class=\"steps\">\(lines)</ol>" }
    let fields = sight.project.milestones.map { milestone -> HTML in
      let name = "day-\(milestone.key)"
      let typed = errors.isEmpty ? TypedDate(milestone.lastDay) : visit.form.date(name)
      let field = Field(
        name, file[milestone: milestone.key]?.title(t) ?? milestone.key, error: errors.first { $0.field == name }?.message)
      return t.dateField(field, value: typed)
    }
    return """
      <ol class="steps">\(lines)</ol><details\(" open", if: !errors.isEmpty)><summary>\(t(.changeMilestones))</summary>\
      \(form(link(sight.project.id).below("milestones"), "\(visit.formToken)\(fields)\(button(t(.keepChanges), look: .plain))"))</details>
      """
  }

  /// Of what two adults said without each other's mark.
  private static func agreement(_ sight: Sight, _ rubric: Rubric, _ t: Language) -> HTML {
    let pairs = sight.teams.compactMap { team -> SecondMarking.Pair? in
      guard let (first, second) = (sight.marks[team.id] ?? []).blind else { return nil }
      // Whoever has not marked a team yet is not shown what was said of it.
      if sight.isAdult, !(sight.marks[team.id] ?? []).contains(where: { $0.hand == sight.reader }), team.agreed == nil {
        return nil
      }
      return SecondMarking.Pair(name: t.sentence(.teamNumber(team.number)), first: first.levels, second: second.levels)
    }
    return SecondMarking(pairs: pairs, rubric).shown(t, what: .projectsAreMarkedTwice)
  }
}

/// How a project stands, in numbers.
struct ProjectProgress: Sendable {
  var teams = 0
  var posters = 0
  var agreed = 0
  /// Milestones whose day is over and which their team has not reached.
  var late = 0
}

extension Transaction {
  func progress(where condition: SQL, at now: Moment) throws -> [ID<Project>: ProjectProgress] {
    let poster: SQL = """
      EXISTS (SELECT 1 FROM study_entry WHERE study_entry.team_id = study_team.id AND study_entry.kind = 'poster'
        AND study_entry.kept_at IS NOT NULL)
      """
    let found = try rows(
      """
      SELECT study_team.project_id, count(*) AS teams, sum(CASE WHEN \(poster) THEN 1 ELSE 0 END) AS posters,
        sum(CASE WHEN study_team.agreed_at IS NOT NULL THEN 1 ELSE 0 END) AS agreed,
        sum((SELECT count(*) FROM study_milestone WHERE study_milestone.project_id = study_team.project_id
          AND study_milestone.due_at <= \(now) AND \(Milestones.isOpen))) AS late
      FROM study_team JOIN study_project ON study_project.id = study_team.project_id
      WHERE \(condition) AND \(Milestones.hasGirls)
      GROUP BY study_team.project_id ORDER BY study_team.project_id LIMIT 1000
      """
    ) { row in
      (
        try row["project_id"] as ID<Project>,
        ProjectProgress(
          teams: try row["teams"], posters: try row["posters"], agreed: try row["agreed"], late: try row["late"])
      )
    }
    return Dictionary(found) { first, _ in first }
  }
}

/// Conditions over `study_team`, and one over `study_milestone` beside it.
enum Milestones {
  static let hasGirls: SQL = """
    EXISTS (SELECT 1 FROM study_team_member WHERE study_team_member.team_id = study_team.id AND study_team_member.until IS NULL)
    """
  /// Not reached: by no entry, and the last by no poster that stands.
  static let isOpen: SQL = """
    NOT EXISTS (SELECT 1 FROM study_entry WHERE study_entry.team_id = study_team.id AND study_entry.kept_at IS NOT NULL
      AND study_entry.milestone = study_milestone.milestone)
    AND NOT (study_milestone.milestone = \(ProjectsFile.poster) AND \(posterStands))
    """

  /// Of the last version of the poster that was handed in.
  static func lastPoster(_ column: SQL) -> SQL {
    """
    (SELECT \(column) FROM study_entry WHERE study_entry.team_id = study_team.id AND study_entry.kind = 'poster'
      AND study_entry.kept_at IS NOT NULL AND study_entry.taken_down_at IS NULL
      ORDER BY study_entry.kept_at DESC, study_entry.id DESC LIMIT 1)
    """
  }

  /// The last version went back to the team, or was hidden from the cohort, and waits for the team.
  static let posterIsWithTeam: SQL = """
    (\(lastPoster("study_entry.shown_at")) IS NULL
      AND EXISTS (SELECT 1 FROM study_poster_word WHERE study_poster_word.entry_id = \(lastPoster("study_entry.id"))))
    """

  static let isBeingMarked: SQL = "EXISTS (SELECT 1 FROM study_team_mark WHERE study_team_mark.team_id = study_team.id)"

  /// A poster is there and not with the team to be mended; from the first mark on it stands whatever becomes of it.
  static let posterStands: SQL = """
    (\(lastPoster("study_entry.id")) IS NOT NULL AND (\(isBeingMarked) OR NOT \(posterIsWithTeam)))
    """
}

/// How the last version of a poster stands.
struct PosterStanding: Sendable {
  let state: State
  /// The cohort sees a version before it.
  let isEarlierSeen: Bool

  enum State: Sendable {
    /// For an adult to look at it.
    case waits
    case shown
    /// An adult sent it back, or hid it from the cohort: the team reads why.
    case cameBack
  }
}

extension Phrase {
  static func milestoneBefore(_ day: Day) -> Phrase {
    Phrase(
      kk: "Бұл кезең алдыңғысынан бұрын болмайды: \(Language.kk.date(day)) немесе кейін",
      ru: "Этот этап не может быть раньше предыдущего: \(Language.ru.date(day)) или позже",
      en: "This step cannot come before the one ahead of it: \(Language.en.date(day)) or later")
  }
  static let projectsTitle = Phrase(kk: "Жобалар", ru: "Проекты", en: "Projects")
  static let projectWord = Phrase(kk: "Жоба", ru: "Проект", en: "Project")
  static let postersHandedIn = Phrase(kk: "Тапсырылған плакаттар", ru: "Сданные плакаты", en: "Posters handed in")
  static let teamsMarked = Phrase(kk: "Бағаланған командалар", ru: "Оценённые команды", en: "Teams marked")
  static let milestonesLate = Phrase(kk: "Кешіккен кезеңдер", ru: "Просроченные этапы", en: "Late milestones")
  static let milestonesTitle = Phrase(kk: "Жоба кезеңдері", ru: "Этапы проекта", en: "Milestones")
  static let diaryEntries = Phrase(kk: "Күнделік жазбалары", ru: "Записи в дневнике", en: "Diary entries")
  static let posterWord = Phrase(kk: "Плакат", ru: "Плакат", en: "Poster")
  static let markWord = Phrase(kk: "Баға", ru: "Оценка", en: "Mark")
  static let noProjectsYet = Phrase(
    kk: "Топқа жоба берілмеген", ru: "Группе пока не дано проектов", en: "The group has no project yet")
  static let whatProjectIs = Phrase(
    kk:
      "Жобаны қыздар екеу не үшеу болып істейді: күнделік жүргізеді, плакат жасайды, екі ересек бір-бірінің бағасын көрмей бағалайды.",
    ru:
      "Проект делают вдвоём или втроём: ведут дневник, готовят плакат, а двое взрослых оценивают его, не видя оценок друг друга.",
    en:
      "Two or three work on a project together: they keep a diary and make a poster, and two adults mark it without each other’s mark."
  )
  static let giveProjectTitle = Phrase(kk: "Топқа жоба беру", ru: "Дать группе проект", en: "Give the group a project")
  static let giveProjectButton = Phrase(kk: "Жобаны беру", ru: "Дать проект", en: "Give the project")
  static let chooseProject = Phrase(kk: "Жобаны таңдаңыз", ru: "Выберите проект", en: "Choose a project")
  static let lastDayOfProject = Phrase(
    kk: "Жобаның соңғы күні", ru: "Последний день проекта", en: "Last day of the project")
  static let milestonesFollow = Phrase(
    kk: "Бұл – плакат тапсырылатын күн. Алдыңғы кезеңдердің күні осыдан есептеледі, кейін өзгертуге болады.",
    ru: "В этот день сдают плакат. Дни этапов отсчитываются от него, потом их можно изменить.",
    en: "On this day the poster is handed in. The days of the milestones follow from it and can be changed later.")
  static let noTeamsYet = Phrase(kk: "Командалар әлі құрылмаған", ru: "Команд пока нет", en: "There are no teams yet")
  static let whatTeamsDo = Phrase(
    kk: "Командалар бекітілгенде, қыздар жобаны өз бетінде көріп, күнделікке жаза бастайды.",
    ru: "Когда команды утверждены, девочки видят проект у себя и начинают вести дневник.",
    en: "Once the teams are settled the girls see the project on their pages and begin their diary.")
  static let formTeams = Phrase(kk: "Командаларды құру", ru: "Составить команды", en: "Form the teams")
  static let teamsAreSettled = Phrase(kk: "Командалар бекітілді.", ru: "Команды утверждены.", en: "The teams are settled.")
  static let milestonesAreMoved = Phrase(
    kk: "Кезеңдердің күні сақталды.", ru: "Дни этапов сохранены.", en: "The days of the milestones are kept.")
  static let changeMilestones = Phrase(
    kk: "Кезеңдердің күнін өзгерту", ru: "Изменить дни этапов", en: "Change the days of the milestones")
  static let allReached = Phrase(kk: "бәрі орындалды", ru: "все пройдены", en: "all reached")
  static let posterWaitsForLook = Phrase(
    kk: "ересектің қарауын күтеді", ru: "ждёт взгляда взрослого", en: "waits for an adult’s look")
  static let posterIsShown = Phrase(kk: "лекке көрсетілді", ru: "показан потоку", en: "shown to the cohort")
  static let posterCameBackToTeam = Phrase(
    kk: "командаға қайтарылды", ru: "возвращён команде", en: "went back to the team")
  static let earlierIsSeen = Phrase(
    kk: "лек әзірге алдыңғы нұсқаны көреді", ru: "поток пока видит прежнюю версию",
    en: "the cohort still sees the version before")
  static let posterIsWithTeam = Phrase(
    kk: "көрсетілмейді, себебі командаға жазылды", ru: "не показан, команде написано почему",
    en: "not shown; the team was written why")
  static let waitsForYourMark = Phrase(kk: "сіздің бағаңызды күтеді", ru: "ждёт вашей оценки", en: "waits for your mark")
  static let secondMarkMissing = Phrase(
    kk: "екінші баға әлі жоқ", ru: "второй оценки пока нет", en: "the second mark is missing")
  static let projectsAreMarkedTwice = Phrase(
    kk: "Әр жобаны екі ересек бірінің бағасын бірі көрмей бағалайды.",
    ru: "Каждый проект оценивают двое, не видя оценок друг друга.",
    en: "Each project is marked by two adults who do not see each other’s mark.")
  static func lateSince(_ day: Day) -> Phrase {
    Phrase(
      kk: "мерзімі өтті (\(Language.kk.date(day)))", ru: "срок прошёл (\(Language.ru.date(day)))",
      en: "was due on \(Language.en.date(day))")
  }
}
