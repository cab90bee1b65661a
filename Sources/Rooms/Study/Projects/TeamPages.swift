import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Storage
import Words

/// The teams of a project: proposed by the house, changed by hand, looked at as a difference, and so once they are settled.
enum TeamPages {
  static func link(_ project: ID<Project>) -> Link { ProjectPages.link(project).below("teams") }

  struct Sight: Sendable {
    let project: Project
    let group: Group
    let title: String
    let sizes: ClosedRange<Int>
    let girls: [GroupGirl]
    let teams: [Team]

    /// Changes with everything that the page shows: what is settled is what was looked at.
    var mark: String {
      let lines = teams.map { "\($0.number) \($0.agreed != nil) \($0.members.map { String($0.learner) })" }
      let all = lines + girls.map { String($0.learner) }
      return hex(Array(digest(Array(all.joined(separator: "\n").utf8)).prefix(12)))
    }

    func team(of girl: GroupGirl) -> Team? { teams.first { $0.members.contains { $0.learner == girl.learner } } }

    /// A team with a mark keeps its girls.
    func change(_ placed: (GroupGirl) -> Int?, alone: (GroupGirl) -> String = { _ in "" }) -> TeamChange {
      TeamChange(
        teams: teams,
        lines: girls.map { girl in
          let team = team(of: girl)
          let isFixed = team?.agreed != nil
          return TeamChange.Line(
            girl: girl, before: team?.number, next: isFixed ? team?.number : placed(girl), alone: alone(girl), isFixed: isFixed)
        })
    }

    var proposal: TeamChange {
      let plan = TeamPlan(
        girls.map {
          TeamPlan.Girl(learner: $0.learner, district: $0.district, place: $0.place, team: team(of: $0)?.number)
        }, sizes: sizes, taken: teams.map(\.number).max() ?? 0)
      return change { plan.placed[$0.learner] }
    }

    /// Numbers to choose from: those that are there, and enough for everybody.
    func choices(_ change: TeamChange) -> [Int] {
      let most = max(teams.map(\.number).max() ?? 0, change.numbers.max() ?? 0)
      return Array(1...max(most + 1, 2))
    }
  }

  /// GET /desk/projects/:project/teams; `proposed` to see what the house would do with those who have no team.
  static func show(_ visit: Visit, _ permit: Permit<GiveProject>) async throws -> Reply {
    let sight = try await sight(visit, permit)
    try await visit.house.database.write { tx in
      try tx.record(.groupSeen, sight.group.id.text, "teams", by: permit, visit.house)
    }
    let isProposed = visit.query["proposed"] != nil || sight.teams.isEmpty
    let change = isProposed ? sight.proposal : sight.change { sight.team(of: $0)?.number }
    return visit.page(page(sight, change, [], isProposed: isProposed, visit))
  }

  /// POST /desk/projects/:project/teams/preview: what would change; nothing is changed.
  static func preview(_ visit: Visit, _ permit: Permit<GiveProject>) async throws -> Reply {
    let sight = try await sight(visit, permit)
    let change = chosen(sight, visit.form)
    if visit.asksOnlyLanguage || visit.form["go"] == "change" {
      return visit.page(page(sight, change, [], isProposed: false, visit))
    }
    let errors = errors(change, sight, visit.language)
    guard errors.isEmpty else { return visit.page(page(sight, change, errors, isProposed: false, visit), status: 422) }
    return visit.page(difference(sight, change, visit))
  }

  /// POST /desk/projects/:project/teams
  static func update(_ visit: Visit, _ permit: Permit<GiveProject>) async throws -> Reply {
    let house = visit.house
    let sight = try await sight(visit, permit)
    let change = chosen(sight, visit.form)
    let errors = errors(change, sight, visit.language)
    guard errors.isEmpty else { return visit.page(page(sight, change, errors, isProposed: false, visit), status: 422) }
    let mark = visit.form["mark"]
    try await house.database.write { tx in
      let now = try self.sight(sight.project.id, visit.language, permit, house, tx)
      guard mark == now.mark else { throw Refusal(.conflict, .teamsMoved, back: link(sight.project.id)) }
      try tx.settle(chosen(now, visit.form), of: now.project, by: permit.actor, house)
    }
    return .seeOther(ProjectPages.link(sight.project.id).with("said", "settled").text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<GiveProject>) async throws -> Sight {
    let house = visit.house
    let id: ID<Project> = try visit.id("project")
    return try await house.database.read { try sight(id, visit.language, permit, house, $0) }
  }

  private static func sight(
    _ id: ID<Project>, _ t: Language, _ permit: Permit<GiveProject>, _ house: House, _ tx: Transaction
  ) throws -> Sight {
    let project = try tx.project(id)
    let group = try tx.group(project.group, ofAdult: permit)
    let shelf = try tx.shelvedCourses()
    return Sight(
      project: project, group: group, title: shelf.title(of: project, t),
      sizes: shelf.handed(project)?.handIn.team ?? 2...3, girls: try tx.girls(of: group.id, house.vault),
      teams: try tx.teams(of: id, house))
  }

  /// A girl whom the form does not name stays where she is; a number that is not offered is no team.
  private static func chosen(_ sight: Sight, _ form: Fields) -> TeamChange {
    sight.change { girl in
      let name = "girl-\(girl.learner)"
      guard form.pairs.contains(where: { $0.name == name }) else { return sight.team(of: girl)?.number }
      return wholeNumber(form[name], in: 1...99)
    } alone: { girl in
      (form["alone-\(girl.learner)"] ?? "").trimmed
    }
  }

  private static func errors(
    _ change: TeamChange, _ sight: Sight, _ t: Language
  ) -> [(field: String, message: String)] {
    var errors = change.errors(sight.sizes).map { (field: $0.field, message: t($0.says)) }
    if change.changed.isEmpty { errors.append(("girl-\(change.lines.first?.girl.learner ?? 0)", t(.nothingChanges))) }
    return errors
  }

  // MARK: - Pages

  private static func page(
    _ sight: Sight, _ change: TeamChange, _ errors: [(field: String, message: String)], isProposed: Bool, _ visit: Visit
  ) -> Page {
    let (t, house) = (visit.language, visit.house)
    let options = sight.choices(change).map { Option(String($0), t.sentence(.teamNumber($0))) }
    let columns: [Column<TeamChange.Line>] = [
      Column(t(.nameWord)) { line in
        let home = [line.girl.place, line.girl.district].compactMap { $0 }.map { house.gazetteer.name(of: $0, t) }
        return "\(line.girl.name?.full ?? t(.nameless)) <span class=\"hint\">\(home.joined(separator: ", "))</span>"
      },
      Column(t(.teamWord)) { line in
        if line.isFixed {
          return "\(t.sentence(.teamNumber(line.next ?? 0))) <span class=\"hint\">\(t(.teamHasMark))</span>"
        }
        return picker(
          "girl-\(line.girl.learner)", "\(t(.teamWord)): \(line.girl.name?.full ?? "")", options,
          chosen: line.next.map(String.init), t)
      },
    ]
    let alone = change.numbers.filter { sight.sizes.lowerBound > 1 && change.members(of: $0).count == 1 }.map { number -> HTML in
      let line = change.members(of: number)[0]
      guard !line.isFixed else { return .nothing }
      let name = "alone-\(line.girl.learner)"
      let field = Field(
        name, t(.whyAloneOf(line.girl.name?.full ?? t(.nameless))), hint: t(.whyAloneHint),
        error: errors.first { $0.field == name }?.message)
      return t.textField(field, value: line.alone, longest: TeamChange.longestReason)
    }
    let isOpen = sight.teams.contains { !$0.members.isEmpty } && !change.without.isEmpty && !isProposed
    return Page(
      title: t(.teamsTitle), language: t, languageForm: "teams",
      body: """
        \(t.back(to: ProjectPages.link(sight.project.id)))\(t.errorSummary(errors))
        <p class="step">\(sight.group.title(t, house)) · \(sight.title)</p><h1>\(t(.teamsTitle))</h1>
        <p>\(t(.howTeamsAreProposed(sight.sizes)))</p>
        \(isProposed ? notice("\(t(.teamsAreProposed))", .waiting) : .nothing)
        \(isOpen ? "<p>\(linkButton(t(.proposeTeams), link(sight.project.id).with("proposed", "yes"), look: .plain))</p>" : .nothing)
        \(form(link(sight.project.id).below("preview"), id: "teams", """
          \(visit.formToken)\(t.table(t(.teamsTitle), change.lines, columns, stacks: true, empty: emptyState(t(.noGirlsYet), .nothing)))\
          \(alone)\(button(t(.lookAtDifference)))
          """))
        """)
  }

  /// What would be, team by team, and who moves.
  private static func difference(_ sight: Sight, _ change: TeamChange, _ visit: Visit) -> Page {
    let t = visit.language
    let moved = change.changed.map { line -> HTML in
      let before = line.before.map { t.sentence(.teamNumber($0)) } ?? t(.withoutTeam)
      let next = line.next.map { t.sentence(.teamNumber($0)) } ?? t(.withoutTeam)
      return "<li><b>\(line.girl.name?.full ?? t(.nameless))</b>: \(before) → \(next)</li>"
    }
    let teams = change.numbers.map { number -> HTML in
      let names = change.members(of: number).map { line -> HTML in
        let why: HTML = line.alone.isEmpty ? .nothing : " <span class=\"hint\">\(line.alone)</span>"
        return "\(line.girl.name?.full ?? t(.nameless))\(why)"
      }
      return "<li><b>\(t.sentence(.teamNumber(number)))</b>: \(names.joined(separator: ", "))</li>"
    }
    let kept = change.lines.filter { !$0.isFixed }.map { line -> HTML in
      let alone: HTML = line.alone.isEmpty ? .nothing : hidden("alone-\(line.girl.learner)", line.alone)
      return "\(hidden("girl-\(line.girl.learner)", line.next.map(String.init) ?? ""))\(alone)"
    }
    let without = change.without.map { $0.girl.name?.full ?? t(.nameless) }.joined(separator: ", ")
    return Page(
      title: t(.teamsTitle), language: t,
      body: """
        \(t.back(to: link(sight.project.id)))<p class="step">\(sight.title)</p><h1>\(t(.whatChanges))</h1>
        <p>\(t(.teamsChange(change.changed.count)))</p><ul>\(moved)</ul>
        <h2>\(t(.teamsTitle))</h2><ul>\(teams)</ul>
        \(without.isEmpty ? .nothing : notice("<p>\(t(.withoutTeam)): \(without)</p>", .waiting))
        \(form(link(sight.project.id), "\(visit.formToken)\(hidden("mark", sight.mark))\(kept)\(button(t(.settleTeams)))"))
        \(form(link(sight.project.id).below("preview"), hidden: [("go", "change")], "\(visit.formToken)\(kept)\(button(t(.changeTeams), look: .plain))"))
        """)
  }

  /// A choice without a label of its own: the row says what it is of.
  private static func picker(_ name: String, _ label: String, _ options: [Option], chosen: String?, _ t: Language) -> HTML {
    let items = options.map { option -> HTML in
      "<option value=\"\(option.value)\"\(" selected", if: option.value == chosen)>\(option.title)</option>"
    }
    return """
      <select id="\(name)" name="\(name)" aria-label="\(label)"><option value="">\(t(.withoutTeam))</option>\(items)</select>
      """
  }
}

extension Language {
  /// With a capital letter, at the beginning of a line.
  func sentence(_ phrase: Phrase) -> String {
    let text = self(phrase)
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension Phrase {
  static let teamsTitle = Phrase(kk: "Командалар", ru: "Команды", en: "Teams")
  static let teamWord = Phrase(kk: "Команда", ru: "Команда", en: "Team")
  static let withoutTeam = Phrase(kk: "командасыз", ru: "без команды", en: "without a team")
  static let teamHasMark = Phrase(
    kk: "баға қойылған, құрамы өзгермейді", ru: "оценка есть, состав не меняется", en: "has its mark and keeps its girls")
  static let teamsMoved = Phrase(
    kk: "Осы аралықта командалар не топ өзгерді. Қайта қараңыз.",
    ru: "Тем временем команды или группа изменились. Посмотрите ещё раз.",
    en: "Meanwhile the teams or the group have changed. Look again.")
  static let nothingChanges = Phrase(kk: "Ештеңе өзгерген жоқ", ru: "Ничего не изменилось", en: "Nothing would change")
  static let teamsAreProposed = Phrase(
    kk: "Бұл – ұсыныс. Бекіткенше ешкім үшін ештеңе өзгермейді.",
    ru: "Это предложение. Пока оно не утверждено, ни для кого ничего не меняется.",
    en: "This is a proposal. Until it is settled nothing changes for anybody.")
  static let proposeTeams = Phrase(
    kk: "Командасы жоқтарға ұсыныс", ru: "Предложить для тех, кто без команды", en: "Propose for those without a team")
  static let lookAtDifference = Phrase(kk: "Не өзгеретінін көру", ru: "Посмотреть, что изменится", en: "See what changes")
  static let whatChanges = Phrase(kk: "Не өзгереді", ru: "Что изменится", en: "What changes")
  static let settleTeams = Phrase(kk: "Командаларды бекіту", ru: "Утвердить команды", en: "Settle the teams")
  static let changeTeams = Phrase(kk: "Командаларды өзгерту", ru: "Изменить команды", en: "Change the teams")
  static let whyAloneHint = Phrase(
    kk: "Мысалы: ауылында басқа қыз жоқ, байланысы нашар. Мұны топтың ересектері мен өзі ғана көреді.",
    ru: "Например: в её селе больше никого, связь слабая. Это видят только взрослые группы и она сама.",
    en: "For example: nobody else in her village, a weak network. Only the adults of the group and she herself see it.")
  static func whyAloneOf(_ name: String) -> Phrase {
    Phrase(kk: "Неге жалғыз: \(name)", ru: "Почему одна: \(name)", en: "Why alone: \(name)")
  }
  static func howTeamsAreProposed(_ sizes: ClosedRange<Int>) -> Phrase {
    Phrase(
      kk:
        "Ұсыныс \(sizes.lowerBound)–\(sizes.upperBound) қыздан команда құрады: алдымен бір ауылдан, содан кейін бір ауданнан, қалғандары бірге. Командасы бар қыздар орнында қалады. Жалғыз жұмыс істеу себебімен ғана болады.",
      ru:
        "Предложение составляет команды по \(sizes.lowerBound)–\(sizes.upperBound): сначала из одного села, затем из одного района, остальные вместе. Кто уже в команде, остаётся в ней. Работать одной можно только с причиной.",
      en:
        "The proposal makes teams of \(sizes.lowerBound) to \(sizes.upperBound): of one village first, then of one district, the rest together. Whoever is in a team stays there. To work alone needs a reason."
    )
  }
  static func teamsChange(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) қыздың командасы өзгереді.",
      ru: "Команда изменится у \(counted(count, one: "девочки", few: "девочек", many: "девочек")).",
      en: "\(counted(count, one: "girl changes", other: "girls change")) team.")
  }
}
