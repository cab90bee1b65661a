import Courses
import Exercises
import Markup
import Programme
import Storage
import Words

/// An exercise with a team that a group works on for some weeks: teams, a diary, a poster, one mark for a team.
struct Project: Sendable {
  let id: ID<Project>
  let group: ID<Group>
  let course: String
  /// Key of the exercise.
  let exercise: String
  let given: Moment
  /// In the order of their days.
  let milestones: [Milestone]

  struct Milestone: Sendable {
    let key: String
    /// The first moment that is late.
    let due: Moment

    var lastDay: Day { due.adding(milliseconds: -1).day() }
  }

  var due: Moment { milestones.map(\.due).max() ?? Moment(milliseconds: 0) }
  var lastDay: Day { due.adding(milliseconds: -1).day() }
}

extension ShelvedCourse {
  /// The exercises that are worked on in teams.
  var teamExercises: [HandedExercise] { handed.filter { $0.handIn.team != nil } }
}

extension [ShelvedCourse] {
  /// Nil where its course is not open any more, or hands it in no longer.
  func handed(_ project: Project) -> HandedExercise? {
    first { $0.key == project.course }?.handed.first { $0.found.exercise.key == project.exercise }
  }

  /// Its lesson's title.
  func title(of project: Project, _ t: Language) -> String {
    handed(project)?.lesson.title(t) ?? "\(project.course), \(project.exercise)"
  }
}

extension Transaction {
  /// Of a group, the newest first.
  func projects(of group: ID<Group>) throws -> [Project] { try projects(where: "study_project.group_id = \(group)") }

  /// Throws `Refusal.missing`.
  func project(_ id: ID<Project>) throws -> Project {
    guard let found = try projects(where: "study_project.id = \(id)").first else { throw Refusal.missing }
    return found
  }

  func projects(where condition: SQL) throws -> [Project] {
    let days = try Dictionary(
      grouping: rows(
        """
        SELECT study_milestone.project_id, milestone, due_at FROM study_milestone
        JOIN study_project ON study_project.id = study_milestone.project_id
        WHERE \(condition) ORDER BY due_at, milestone LIMIT 5000
        """
      ) {
        (id: try $0["project_id"] as ID<Project>, milestone: Project.Milestone(key: try $0["milestone"], due: try $0["due_at"]))
      }, by: \.id)
    return try rows(
      """
      SELECT study_project.id, study_project.group_id, study_project.course, study_project.exercise, study_project.given_at
      FROM study_project WHERE \(condition) ORDER BY study_project.given_at DESC, study_project.id LIMIT 200
      """
    ) { row in
      let id: ID<Project> = try row["id"]
      return Project(
        id: id, group: try row["group_id"], course: try row["course"], exercise: try row["exercise"],
        given: try row["given_at"], milestones: (days[id] ?? []).map(\.milestone))
    }
  }

  /// From now on the group sees it. `days` are the last days of the milestones. Throws `Refusal.conflict` where it has it already.
  func give(
    _ exercise: HandedExercise, to group: Group, as days: [(key: String, day: Day)], by actor: Actor, _ house: House
  ) throws -> ID<Project> {
    let id: ID<Project> = house.outside.id()
    let added = try run(
      """
      INSERT INTO study_project (id, group_id, course, exercise, given_at)
      VALUES (\(id), \(group.id), \(exercise.shelved.key), \(exercise.found.exercise.key), \(house.outside.now()))
      ON CONFLICT (group_id, course, exercise) DO NOTHING
      """)
    guard added == 1 else { throw Refusal(.conflict, .projectIsGiven, back: GroupProjects.link(group.id)) }
    try insert(
      "INSERT INTO study_milestone (project_id, milestone, due_at)", days.map { "(\(id), \($0.key), \($0.day.end()))" })
    try record(.projectGiven, id.text, "group=\(group.id) until=\(days.last?.day.iso ?? "")", by: actor.text, house)
    return id
  }

  /// Other last days: what was late may be on time then, and the other way round.
  func move(_ project: Project, to days: [(key: String, day: Day)], by actor: Actor, _ house: House) throws {
    for (key, day) in days {
      try run(
        "UPDATE study_milestone SET due_at = \(day.end()) WHERE project_id = \(project.id) AND milestone = \(key)")
    }
    try record(
      .milestonesMoved, project.id.text, days.map { "\($0.key)=\($0.day.iso)" }.joined(separator: " "), by: actor.text, house)
  }
}

extension Phrase {
  static let projectIsGiven = Phrase(
    kk: "Бұл жоба топқа берілген.", ru: "Этот проект группе уже дан.", en: "The group has this project already.")
}
