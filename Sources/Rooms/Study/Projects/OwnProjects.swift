import Courses
import Markup
import Programme
import Storage
import Words

/// What her first page says of her projects: who is in her team, what is next and by when, and a mark that she has not read.
struct OwnProjects: Sendable {
  struct Line: Sendable {
    let project: Project
    let hasTeam: Bool
    /// She works on it no longer, and her yes is asked for its poster on the exhibition.
    let isEarlier: Bool
    /// The first that is not reached; nil where all are.
    let next: Project.Milestone?
    let isMarked: Bool
    /// When the first word was written that she has not read.
    let unread: Moment?
    /// Its poster went back to the team, which may hand in another.
    let cameBack: Bool
  }

  let lines: [Line]
  /// Posters of the cohort that she has not answered, and that are not of her team.
  let posters: Int

  init(_ learner: Learner, _ group: Group?, _ tx: Transaction) throws {
    let inTeam: SQL = """
      SELECT study_team.project_id FROM study_team JOIN study_team_member ON study_team_member.team_id = study_team.id
      WHERE study_team_member.learner = \(learner.number) AND (study_team_member.until IS NULL
        OR EXISTS (SELECT 1 FROM study_exhibit WHERE study_exhibit.team_id = study_team.id
            AND (study_exhibit.ended_at IS NULL OR study_exhibit.ended_why = 'team'))
          AND EXISTS (SELECT 1 FROM study_entry WHERE study_entry.team_id = study_team.id
            AND study_entry.learner = study_team_member.learner AND study_entry.kept_at IS NOT NULL))
      """
    let inGroup: SQL = group.map { "OR study_project.group_id = \($0.id)" } ?? ""
    let projects = try tx.projects(where: "study_project.id IN (\(inTeam)) \(inGroup)")
    guard !projects.isEmpty else {
      (lines, posters) = ([], 0)
      return
    }
    let teams = try tx.rows(
      """
      SELECT study_team.id, study_team.project_id, study_team.agreed_at, (SELECT min(study_team_mark.at) FROM study_team_word
          JOIN study_team_mark ON study_team_mark.id = study_team_word.mark_id
          WHERE study_team_mark.team_id = study_team.id AND study_team_word.learner = \(learner.number)
            AND study_team_word.read_at IS NULL AND study_team_word.taken_down_at IS NULL) AS unread,
        (SELECT count(*) FROM study_team_mark WHERE study_team_mark.team_id = study_team.id) AS marks
      FROM study_team JOIN study_team_member ON study_team_member.team_id = study_team.id
      WHERE study_team_member.learner = \(learner.number) AND study_team_member.until IS NULL ORDER BY study_team.id LIMIT 200
      """
    ) { row -> (project: ID<Project>, team: ID<Team>, isMarked: Bool, unread: Moment?, marks: Int) in
      let agreed: Moment? = try row["agreed_at"]
      return (try row["project_id"], try row["id"], agreed != nil, try row["unread"], try row["marks"])
    }
    let hers: SQL = "study_team.id IN (\(list: teams.map(\.team)))"
    let reached = try teams.isEmpty ? [:] : tx.milestonesReached(where: hers)
    let stands = try teams.isEmpty ? [:] : tx.posterStates(where: hers)
    // Once for each exercise: with her group's team, else with the team she came with, else without one.
    let one = Dictionary(grouping: projects) { "\($0.course)/\($0.exercise)" }.values.compactMap { same in
      same.min { first, second in
        func rank(_ project: Project) -> Int {
          guard teams.contains(where: { $0.project == project.id }) else { return project.group == group?.id ? 2 : 3 }
          return project.group == group?.id ? 0 : 1
        }
        return rank(first) < rank(second)
      }?.id
    }
    lines = projects.filter { one.contains($0.id) }.map { project in
      let team = teams.first { $0.project == project.id }
      let keys = team.flatMap { reached[$0.team] } ?? []
      return Line(
        project: project, hasTeam: team != nil, isEarlier: team == nil && project.group != group?.id,
        next: project.milestones.first { !keys.contains($0.key) },
        isMarked: team?.isMarked ?? false, unread: team.flatMap { $0.isMarked ? $0.unread : nil },
        cameBack: team.map { $0.marks == 0 && stands[$0.team]?.state == .cameBack } ?? false)
    }
    posters =
      try group.map { group in
        try tx.value(
          """
          SELECT count(*) FROM study_team JOIN study_project ON study_project.id = study_team.project_id
          JOIN study_group ON study_group.id = study_project.group_id
          WHERE study_group.cohort_id = \(group.cohort)
            AND EXISTS (SELECT 1 FROM study_entry WHERE study_entry.team_id = study_team.id AND study_entry.kind = 'poster'
              AND study_entry.shown_at IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM study_team_member WHERE study_team_member.team_id = study_team.id
              AND study_team_member.learner = \(learner.number))
            AND NOT EXISTS (SELECT 1 FROM study_post WHERE study_post.team_id = study_team.id
              AND study_post.author = \(learner.person) AND study_post.taken_back_at IS NULL)
          """) ?? 0
      } ?? 0
  }

  func shown(_ shelf: [ShelvedCourse], _ file: ProjectsFile, _ now: Moment, _ t: Language) -> HTML {
    let lines = lines.filter { shelf.handed($0.project) != nil }.map { line -> HTML in
      """
      <li><a href="\(HerProject.link(line.project.id))">\(shelf.title(of: line.project, t))</a>\
      <span class="hint">\(state(line, file, now, t))</span></li>
      """
    }
    guard !lines.isEmpty else { return .nothing }
    let others = t(posters == 0 ? .postersOfCohort : .postersToAnswer(posters))
    return """
      <section><h2>\(t(.projectsTitle))</h2><ul class="lessons">\(lines)</ul><p><a href="\(Posters.link)">\(others)</a></p></section>
      """
  }

  private func state(_ line: Line, _ file: ProjectsFile, _ now: Moment, _ t: Language) -> HTML {
    if line.isEarlier { return tag(t(.yourEarlierTeam), .plain) }
    if !line.hasTeam { return tag(t(.teamNotYet), .waiting) }
    if line.isMarked {
      let isUnread = line.unread.map { BoardHours.opening(from: $0) <= now } ?? false
      return isUnread ? tag(t(.markIsUnread), .waiting) : tag(t(.assignmentMarked), .good)
    }
    if line.cameBack { return tag(t(.posterCameBack), .waiting) }
    guard let next = line.next else { return tag(t(.projectWaitsForMark), .good) }
    let late: HTML = next.due <= now ? tag(t(.milestoneLate), .waiting) : .nothing
    return "\(file.of(line.project.course)[milestone: next.key]?.title(t) ?? next.key): \(t.date(next.lastDay)) \(late)"
  }
}

extension Phrase {
  static let posterCameBack = Phrase(
    kk: "плакат қайтарылды: түзетіп, қайта тапсыр", ru: "плакат вернули: исправьте и сдайте снова",
    en: "the poster came back: mend it and hand it in again")
  static let yourEarlierTeam = Phrase(
    kk: "бұрынғы командаңның плакаты", ru: "плакат вашей прежней команды", en: "the poster of a team you were in")
  static let teamNotYet = Phrase(kk: "команда әлі құрылмаған", ru: "команды пока нет", en: "no team yet")
  static let markIsUnread = Phrase(
    kk: "команданың бағасы бар, оқылмаған", ru: "есть оценка команды, не прочитана", en: "the team’s mark is there, not read yet")
  static let projectWaitsForMark = Phrase(kk: "бағасын күтіп тұр", ru: "ждёт оценки", en: "waits for its mark")
  static func postersToAnswer(_ count: Int) -> Phrase {
    Phrase(
      kk: "Басқа командалардың \(count) плакаты сенің жауабыңды күтеді",
      ru: "Ваших ответов ждут: \(counted(count, one: "плакат", few: "плаката", many: "плакатов"))",
      en: "\(counted(count, one: "poster of another team waits", other: "posters of other teams wait")) for your answers")
  }
}
