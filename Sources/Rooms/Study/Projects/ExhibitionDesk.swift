import Courses
import Exchange
import Markup
import Programme
import Storage
import Words

/// Posters on their way to the public page: what is missing, who proposed, who publishes.
enum ExhibitionDesk {
  static let link: Link = "/desk/exhibition"
  static func link(_ team: ID<Team>) -> Link { link.below(team.text) }

  private static let perPage = 50

  private struct Line: Sendable {
    let team: Team
    let group: Group
    let title: String
    let exhibit: Exhibit?
    let consents: ExhibitConsents?
    /// It is on the page at this moment.
    let isShown: Bool
    /// A girl took it off, and every girl of the team wants it back.
    let isWanted: Bool
  }

  /// GET /desk/exhibition: teams of the intake whose posters the cohort sees; who waits for a second person first.
  static func list(_ visit: Visit, _ permit: Permit<RunExhibition>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let cycle = try visit.cycle()
    let shelf = try await house.openCourses()
    let number = visit.query.number("page", in: 1...1_000) ?? 1
    let (lines, count, page) = try await house.database.read { tx -> ([Line], Int, Int) in
      let within = permit.reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region"))
      let shown: SQL = """
        FROM study_team JOIN study_project ON study_project.id = study_team.project_id
        JOIN study_group ON study_group.id = study_project.group_id JOIN study_cohort ON study_cohort.id = study_group.cohort_id
        WHERE study_cohort.cycle_id = \(cycle.id) AND \(within) AND EXISTS (SELECT 1 FROM study_entry
          WHERE study_entry.team_id = study_team.id AND study_entry.kind = 'poster' AND study_entry.shown_at IS NOT NULL)
        """
      let count: Int = try tx.value("SELECT count(*) \(shown)") ?? 0
      let page = min(number, max(1, (count + perPage - 1) / perPage))
      let ids: [ID<Team>] = try tx.rows(
        """
        SELECT study_team.id, CASE WHEN EXISTS (SELECT 1 FROM study_exhibit WHERE study_exhibit.team_id = study_team.id
            AND study_exhibit.published_at IS NULL AND study_exhibit.ended_at IS NULL) THEN 0 ELSE 1 END AS rest
        \(shown) ORDER BY rest, study_team.agreed_at IS NULL, study_project.given_at DESC, study_group.number, study_team.number,
          study_team.id LIMIT \(perPage) OFFSET \((page - 1) * perPage)
        """
      ) { try $0["id"] }
      guard !ids.isEmpty else { return ([], 0, 1) }
      let teams = try Dictionary(tx.teams(where: "study_team.id IN (\(list: ids))", house).map { ($0.id, $0) }) { a, _ in a }
      let projects = try Dictionary(
        tx.projects(
          where: "study_project.id IN (SELECT study_team.project_id FROM study_team WHERE study_team.id IN (\(list: ids)))"
        ).map { ($0.id, $0) }
      ) { a, _ in a }
      let groups = try Dictionary(
        tx.groups(where: "study_group.id IN (\(list: Set(projects.values.map(\.group)).sorted()))").map { ($0.id, $0) }
      ) { a, _ in a }
      let exhibits = try Dictionary(
        tx.exhibits(where: "study_exhibit.team_id IN (\(list: ids))").map { ($0.team, $0) }
      ) { a, _ in a }
      let consents = try tx.exhibitConsents(of: ids, house)
      let standing = try Set(tx.shownExhibits(where: "study_exhibit.team_id IN (\(list: ids))", house).map(\.id))
      let wanted = try tx.askedForAgain(exhibits.values.map(\.id))
      return (
        ids.compactMap { id in
          guard let team = teams[id], let project = projects[team.project], let group = groups[project.group] else { return nil }
          return Line(
            team: team, group: group, title: shelf.title(of: project, t), exhibit: exhibits[id], consents: consents[id],
            isShown: exhibits[id].map { standing.contains($0.id) } ?? false,
            isWanted: exhibits[id].map { wanted.contains($0.id) } ?? false)
        }, count, page
      )
    }
    let file = house.data[.projects]
    let columns: [Column<Line>] = [
      Column(t(.teamWord)) { "<a href=\"\(link($0.team.id))\">\($0.team.publicName(file, t))</a>" },
      Column(t(.projectWord)) { HTML($0.title) }, Column(t(.groupWord)) { HTML($0.group.title(t, house)) },
      Column(t(.photoConsents)) { line in consents(line.consents, t) },
      Column(t(.standsWord)) { line in state(line.exhibit, line.team, isShown: line.isShown, isWanted: line.isWanted, t) },
    ]
    let pages = (count + perPage - 1) / perPage
    return visit.page(
      Page(
        title: t(.exhibitionTitle), language: t, width: .wide,
        body: """
          <h1>\(t(.exhibitionTitle))</h1><p>\(t(.howExhibitionWorks))</p>
          <p><a href="\(ExhibitionPages.link)">\(t(.asPublicSees))</a></p>
          \(t.table(t(.exhibitionTitle), lines, columns, stacks: true, empty: emptyState(t(.noPostersToExhibit), HTML(t(.whenToExhibit)))))
          \(pages > 1 ? t.pager(page: page, of: pages) { link.with("page", $0) } : .nothing)
          """))
  }

  // MARK: - One team

  private struct Sight: Sendable {
    let project: Project
    let group: Group
    let title: String
    let team: Team
    let poster: Entry
    let exhibit: Exhibit?
    let consents: ExhibitConsents
    let isShown: Bool
    let isWanted: Bool
    /// Names and villages that stand in the poster's words.
    let named: [String]
    let reasons: [HoldReason]
    let reader: ID<Person>

    /// The cohort sees it: what an adult of the group hid is proposed to nobody.
    var isSeen: Bool { poster.shown != nil }
    var isClean: Bool { reasons.isEmpty }
  }

  /// GET /desk/exhibition/:team
  static func show(_ visit: Visit, _ permit: Permit<RunExhibition>) async throws -> Reply {
    let sight = try await sight(visit, permit)
    try await visit.house.database.write { try $0.record(.exhibitSeen, sight.team.id.text, by: permit, visit.house) }
    return reply(sight, [], visit)
  }

  /// POST /desk/exhibition/:team; `go` is `propose`, `publish`, `drop` or `down`; `looked` says that somebody has looked.
  static func update(_ visit: Visit, _ permit: Permit<RunExhibition>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let sight = try await sight(visit, permit)
    let go = visit.form["go"] ?? ""
    if go == "propose" || go == "publish" {
      var errors: [(field: String, message: String)] = []
      if visit.form["looked"] == nil { errors.append(("looked", t(.lookFirst))) }
      if !sight.named.isEmpty, visit.form["named"] == nil { errors.append(("named", t(.namesStandThere))) }
      guard errors.isEmpty else { return reply(sight, errors, visit) }
    }
    try await house.database.write { tx in
      let now = try self.sight(sight.team.id, visit, permit, tx)
      guard visit.form["seen"] == seen(now) else { throw Refusal(.conflict, .exhibitMoved, back: link(sight.team.id)) }
      let exhibit = now.exhibit.flatMap { $0.ended == nil ? $0 : nil }
      switch (go, exhibit) {
      case ("propose", nil):
        guard now.isSeen else { throw Refusal(.conflict, .posterIsHiddenFromCohort, back: link(now.team.id)) }
        guard now.exhibit?.ended != .team || now.isWanted else {
          throw Refusal(.conflict, .teamTookItOff, back: link(now.team.id))
        }
        guard now.isClean else { throw Refusal(.conflict, .posterLeadsAway, back: link(now.team.id)) }
        guard now.consents.areComplete else { throw Refusal(.conflict, .exhibitLacksConsent, back: link(now.team.id)) }
        guard now.team.agreed != nil else { throw Refusal(.conflict, .markComesFirst, back: link(now.team.id)) }
        guard visit.who.holds(.coordinator) else { throw Refusal(.forbidden, .coordinatorProposes) }
        try tx.propose(now.poster, by: permit.actor, now.group, house)
      case ("publish", let exhibit?):
        guard now.isClean else { throw Refusal(.conflict, .posterLeadsAway, back: link(now.team.id)) }
        try tx.publish(exhibit, now.consents, by: permit.actor, house)
      case ("drop", let exhibit?) where exhibit.published == nil:
        try tx.end(exhibit, because: .dropped, by: permit.actor.text, house)
      case ("down", let exhibit?) where exhibit.published != nil:
        try tx.end(exhibit, because: .desk, by: permit.actor.text, house)
        try tx.tellTeam(.down, of: exhibit.id, now.team.id, house)
        try tx.tellHands(.down, of: exhibit.id, not: permit.actor.person, house)
      default: throw Refusal(.conflict, .exhibitMoved, back: link(sight.team.id))
      }
    }
    return .seeOther(link(sight.team.id).text)
  }

  /// What is decided on is what was looked at.
  private static func seen(_ sight: Sight) -> String {
    [
      sight.poster.id.text, sight.exhibit?.id.text, sight.exhibit?.published.map { String($0.milliseconds) },
      sight.exhibit?.ended?.rawValue, sight.isWanted ? "wanted" : nil,
    ]
    .map { $0 ?? "-" }.joined(separator: " ")
  }

  private static func sight(_ visit: Visit, _ permit: Permit<RunExhibition>) async throws -> Sight {
    let id: ID<Team> = try visit.id("team")
    return try await visit.house.database.read { try sight(id, visit, permit, $0) }
  }

  private static func sight(
    _ id: ID<Team>, _ visit: Visit, _ permit: Permit<RunExhibition>, _ tx: Transaction
  ) throws -> Sight {
    let house = visit.house
    let team = try tx.team(id, house)
    let project = try tx.project(team.project)
    let group = try tx.group(project.group, permit)
    let exhibit = try tx.exhibit(of: id)
    // What is on its way or on the page, else the last that the cohort sees, else what stood there before it was hidden.
    let standing = exhibit.flatMap { $0.ended == nil ? $0.entry : nil }
    func version(_ entry: ID<Entry>?) throws -> Entry? {
      try entry.flatMap { try tx.entries(where: "study_entry.id = \($0)", house).first }
    }
    let poster = try version(standing) ?? tx.poster(of: id, shown: true, house) ?? version(exhibit?.entry)
    guard let poster else { throw Refusal.missing }
    let words = try tx.exhibitWords(of: team, house)
    return Sight(
      project: project, group: group, title: try tx.shelvedCourses().title(of: project, visit.language), team: team,
      poster: poster, exhibit: exhibit,
      consents: try tx.exhibitConsents(of: [id], house)[id] ?? ExhibitConsents(members: []),
      isShown: try !tx.shownExhibits(where: "study_exhibit.team_id = \(id)", house).isEmpty,
      isWanted: try exhibit.map { try tx.askedForAgain([$0.id]).contains($0.id) } ?? false,
      named: words.found(in: PosterWords(poster.words)),
      reasons: house.data[.board].reasons(to: PosterWords(poster.words).all), reader: permit.actor.person)
  }

  private static func reply(_ sight: Sight, _ errors: [(field: String, message: String)], _ visit: Visit) -> Reply {
    let (t, house) = (visit.language, visit.house)
    let file = house.data[.projects]
    let lines = EntryLines(t: t, file: file, photos: link(sight.team.id).below("photos"))
    let columns: [Column<ExhibitConsents.Member>] = [
      Column(t(.nameWord)) { HTML($0.name?.full ?? t(.nameless)) },
      Column(t(.photoConsents)) { $0.allows ? standing(t(.bothAgree), .good) : standing(t(.notBothAgree), .bad) },
    ]
    let lacks: [HTML] = [
      sight.isSeen ? nil : HTML(t(.posterIsHiddenFromCohort)),
      sight.consents.areComplete ? nil : HTML(t(.exhibitLacksConsent)), sight.team.agreed == nil ? HTML(t(.markComesFirst)) : nil,
      sight.isClean
        ? nil : HTML(t(.posterHolds(sight.reasons.map { t($0.says) }.joined(separator: ", ")))),
    ].compactMap { $0 }
    let hiddenNow: HTML =
      sight.exhibit?.isPublished == true && !sight.isShown ? notice("\(t(.isHiddenNow))", .waiting) : .nothing
    var page = Page(
      title: sight.team.publicName(file, t), language: t,
      body: """
        \(t.back(to: link))\(t.errorSummary(errors))<p class="step">\(sight.group.title(t, house)) · \(sight.title)</p>
        <h1>\(sight.team.publicName(file, t))</h1><p>\(state(sight.exhibit, sight.team, isShown: sight.isShown, isWanted: sight.isWanted, t))</p>\(hiddenNow)
        \(lacks.isEmpty ? .nothing : notice("<ul>\(lacks.map { "<li>\($0)</li>" as HTML })</ul>", .waiting))
        \(acts(sight, mayPropose: lacks.isEmpty, errors, visit))
        <h2>\(t(.asPublicSees))</h2><p class="hint">\(t(.publicSeesOnly(house.gazetteer.name(of: sight.group.region, t))))</p>
        \(lines.poster(PosterWords(sight.poster.words), sight.poster.photos, name: sight.team.publicName(file, t)))
        \(t.table(t(.photoConsents), sight.consents.members, columns, stacks: true))
        """)
    page.sheets = ["lesson.css", "board.css", "project.css"]
    return visit.page(page, status: errors.isEmpty ? 200 : 422)
  }

  private static func acts(
    _ sight: Sight, mayPropose: Bool, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> HTML {
    let t = visit.language
    let here = link(sight.team.id)
    let token: HTML = "\(visit.formToken)\(hidden("seen", seen(sight)))"
    func box(_ name: String, _ label: Phrase) -> HTML {
      t.checkBox(
        Field(name, t(label), error: errors.first { $0.field == name }?.message), isChecked: visit.form[name] != nil)
    }
    let named: HTML =
      sight.named.isEmpty
      ? .nothing
      : "\(notice("\(t(.namesFound(sight.named.joined(separator: ", "))))", .waiting))\(box("named", .namesAreOthers))"
    let looked: HTML = "\(named)\(box("looked", .haveLooked))"
    guard let exhibit = sight.exhibit, exhibit.ended == nil else {
      if sight.exhibit?.ended == .team, !sight.isWanted { return "<p>\(t(.teamTookItOff))</p>" }
      guard mayPropose else { return .nothing }
      guard visit.who.holds(.coordinator) else { return "<p class=\"hint\">\(t(.coordinatorProposes))</p>" }
      return form(here, hidden: [("go", "propose")], "\(token)\(looked)\(button(t(.proposeExhibit)))")
    }
    if exhibit.published != nil {
      return """
        <details><summary>\(t(.takeDown))</summary><p>\(t(.whatTakingDownMeans))</p>\
        \(form(here, hidden: [("go", "down")], "\(token)\(button(t(.yesTakeDown), look: .danger))"))</details>
        """
    }
    let drop = form(here, hidden: [("go", "drop")], "\(token)\(button(t(.dropProposal), look: .plain))")
    if exhibit.proposedBy == sight.reader { return "\(notice("\(t(.anotherPublishes))", .waiting))\(drop)" }
    guard sight.consents.areComplete, sight.isClean else { return drop }
    return "\(form(here, hidden: [("go", "publish")], "\(token)\(looked)\(button(t(.publishExhibit)))"))\(drop)"
  }

  private static func consents(_ consents: ExhibitConsents?, _ t: Language) -> HTML {
    let (given, all) = (consents?.members.count(where: \.allows) ?? 0, consents?.members.count ?? 0)
    return standing("\(given) / \(all)", given == all && all > 0 ? .good : .waiting)
  }

  private static func state(_ exhibit: Exhibit?, _ team: Team, isShown: Bool, isWanted: Bool, _ t: Language) -> HTML {
    guard let exhibit else { return team.agreed == nil ? "–" : standing(t(.notProposed), .plain) }
    if isWanted { return standing(t(.teamAsksAgain), .waiting) }
    if let ended = exhibit.ended { return standing(t(ended.says), .plain) }
    if exhibit.published == nil { return standing(t(.exhibitAwaitsSecond), .waiting) }
    return isShown ? standing(t(.isOnExhibition), .good) : standing(t(.isHiddenNow), .bad)
  }

  /// GET /desk/exhibition/:team/photos/:file
  static func photo(_ visit: Visit, _ permit: Permit<RunExhibition>) async throws -> Reply {
    let (id, file): (ID<Team>, ID<StoredFile>) = (try visit.id("team"), try visit.id("file"))
    return try await visit.house.database.read { tx in
      let team = try tx.team(id, visit.house)
      _ = try tx.group(try tx.project(team.project).group, permit)
      return try ProjectPhotos.shown(
        file,
        where: """
          study_entry.team_id = \(id) AND study_entry.kind = 'poster' AND (study_entry.shown_at IS NOT NULL
            OR EXISTS (SELECT 1 FROM study_exhibit WHERE study_exhibit.entry_id = study_entry.id))
          """, visit.house, tx)
    }
  }

  /// What its team wants back.
  static let wishes = DeskCard(
    roles: [.coordinator], link: link,
    count: .ofReader { tx, cycle, reach, _, _ in
      let within = reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region"))
      return DeskWait(
        try tx.value(
          """
          SELECT count(*) FROM study_exhibit
          JOIN study_team ON study_team.id = study_exhibit.team_id JOIN study_project ON study_project.id = study_team.project_id
          JOIN study_group ON study_group.id = study_project.group_id JOIN study_cohort ON study_cohort.id = study_group.cohort_id
          WHERE study_cohort.cycle_id = \(cycle.id) AND \(within) AND \(Transaction.isAskedForAgain)
          """) ?? 0)
    }, promise: DeskPromise(days: 14, .whyExhibits), touchesChildren: true, title: { .exhibitsAskedFor($0) })

  /// What waits for a second person.
  static let card = DeskCard(
    roles: RunExhibition.roles, link: link,
    count: .ofReader { tx, cycle, reach, person, _ in
      let within = reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region"))
      return try DeskWait(
        row: try tx.row(
          """
          SELECT count(*) AS n, min(study_exhibit.proposed_at) AS oldest FROM study_exhibit
          JOIN study_team ON study_team.id = study_exhibit.team_id JOIN study_project ON study_project.id = study_team.project_id
          JOIN study_group ON study_group.id = study_project.group_id JOIN study_cohort ON study_cohort.id = study_group.cohort_id
          WHERE study_cohort.cycle_id = \(cycle.id) AND \(within) AND study_exhibit.published_at IS NULL
            AND study_exhibit.ended_at IS NULL AND study_exhibit.proposed_by <> \(person)
          """))
    }, promise: DeskPromise(days: 7, .whyExhibits), touchesChildren: true, title: { .exhibitsWait($0) })
}

extension Transaction {
  /// Of those, which every girl of the team wants back.
  fileprivate func askedForAgain(_ exhibits: [ID<Exhibit>]) throws -> Set<ID<Exhibit>> {
    guard !exhibits.isEmpty else { return [] }
    return Set(
      try rows(
        """
        SELECT study_exhibit.id FROM study_exhibit
        WHERE study_exhibit.id IN (\(list: exhibits)) AND \(Self.isAskedForAgain) ORDER BY study_exhibit.id LIMIT 1000
        """
      ) { try $0["id"] as ID<Exhibit> })
  }

  /// Names and homes of the girls of a team, as they are looked for in its poster.
  func exhibitWords(of team: Team, _ house: House) throws -> ExhibitWords {
    let homes = try rows(
      """
      SELECT study_learner.number, study_place.place, study_place.district FROM study_learner
      JOIN study_place ON study_place.person_id = study_learner.person_id
      WHERE study_learner.number IN (\(list: team.everybody.map(\.learner))) ORDER BY study_learner.number LIMIT 100
      """
    ) { row -> (Int, [String]) in
      let codes: [String] = [try row["place"] as String?, try row["district"] as String?].compactMap { $0 }
      return (try row["number"], codes.flatMap { code in [Language.kk, .ru].map { house.gazetteer.name(of: code, $0) } })
    }
    let places = Dictionary(homes) { $0 + $1 }
    return ExhibitWords(team.everybody.map { ($0.name, places[$0.learner] ?? []) })
  }
}

extension Phrase {
  static let photoConsents = Phrase(
    kk: "Фото мен жариялауға келісім", ru: "Согласие на фото и публикацию", en: "Consent to photos and publishing")
  static let howExhibitionWorks = Phrase(
    kk:
      "Плакатты үйлестіруші ұсынады, басқа адам жариялайды. Команданың әр қызы мен оның заңды өкілі фото мен жариялауға келіскенде ғана. Біреуі қайтарса, плакат бірден алынады.",
    ru:
      "Плакат предлагает координатор, публикует другой человек: только если каждая девочка команды и её законный представитель согласны на фото и публикацию. Если кто-то отзывает согласие, плакат снимается сразу.",
    en:
      "A coordinator proposes a poster and another person publishes it: only where each girl of the team and her guardian agree to photos and publishing. If one of them withdraws, it is taken off at once."
  )
  static let asPublicSees = Phrase(
    kk: "Көрмеде қалай көрінеді", ru: "Как это видно на выставке", en: "As the exhibition shows it")
  static let noPostersToExhibit = Phrase(
    kk: "Көрмеге қоятын плакат жоқ", ru: "Плакатов для выставки нет", en: "There are no posters to exhibit")
  static let whenToExhibit = Phrase(
    kk: "Топтың ересегі лекке көрсеткен плакаттар осы жерде шығады.",
    ru: "Здесь появятся плакаты, которые взрослые групп показали потоку.",
    en: "Posters that adults of groups have shown to the cohort appear here.")
  static let lookFirst = Phrase(
    kk: "Плакат пен суретті қарағаныңызды белгілеңіз", ru: "Отметьте, что посмотрели плакат и рисунок",
    en: "Say that you have looked at the poster and its figure")
  static let haveLooked = Phrase(
    kk: "Қарадым: аты-жөні, ауылы, мектебі, байланыс дерегі жоқ; суретте бет пен ауыл бірге көрінбейді",
    ru: "Посмотрел(а): нет имён, сёл, школ и контактов; на рисунке нет лица вместе с селом",
    en: "I have looked: no names, villages, schools or contacts; no face together with a village on the figure")
  static let namesStandThere = Phrase(
    kk: "Табылған сөздердің қыздың аты не ауылы емес екенін белгілеңіз",
    ru: "Отметьте, что найденные слова не имя и не село девочки",
    en: "Say that the words that were found are not a girl’s name or village")
  static let namesAreOthers = Phrase(
    kk: "Бұл сөздер плакатта басқа мағынада тұр", ru: "Эти слова стоят на плакате в другом значении",
    en: "On the poster these words mean something else")
  static let posterLeadsAway = Phrase(
    kk: "Плакатта сілтеме, телефон не ник бар: жариялауға болмайды.",
    ru: "На плакате ссылка, телефон или ник: публиковать нельзя.",
    en: "The poster holds a link, a phone or a nickname: it cannot be published.")
  static let markComesFirst = Phrase(
    kk: "Алдымен екі ересек команданы бағалап, келісуі керек.", ru: "Сначала двое взрослых должны оценить команду и согласиться.",
    en: "First two adults mark the team and agree.")
  static let coordinatorProposes = Phrase(
    kk: "Плакатты көрмеге үйлестіруші ұсынады.", ru: "Плакат для выставки предлагает координатор.",
    en: "A coordinator proposes a poster for the exhibition.")
  static let teamTookItOff = Phrase(
    kk: "Плакатты команданың қызы көрмеден алды: команданың әр қызы сұрағанша, ол қайта ұсынылмайды.",
    ru: "Плакат сняла с выставки девочка из команды: предложить его снова можно, только когда об этом попросит каждая.",
    en: "A girl of the team took the poster off: it cannot be proposed again until each girl of the team asks for it.")
  static let teamAsksAgain = Phrase(
    kk: "команданың бәрі қайта шығаруды сұрайды", ru: "вся команда просит вернуть", en: "the whole team asks for it back")
  static let proposeExhibit = Phrase(kk: "Көрмеге ұсыну", ru: "Предложить для выставки", en: "Propose it for the exhibition")
  static let publishExhibit = Phrase(kk: "Көрмеге шығару", ru: "Опубликовать на выставке", en: "Put it on the exhibition")
  static let takeDown = Phrase(
    kk: "Плакатты көрмеден алу", ru: "Снять плакат с выставки", en: "Take the poster off the exhibition")
  static let whatTakingDownMeans = Phrase(
    kk:
      "Плакат көрмеден бірден алынады. Командаға және оны көрмеге шығарғандарға хабар жіберіледі. Қайта қою үшін тағы екі адам керек.",
    ru:
      "Плакат сразу исчезнет с выставки. Команде и тем, кто его опубликовал, придёт сообщение. Чтобы вернуть его, снова нужны двое.",
    en:
      "The poster leaves the exhibition at once. The team and whoever brought it there are written to. Bringing it back takes two people again."
  )
  static let yesTakeDown = Phrase(kk: "Иә, плакат алынсын", ru: "Да, снять плакат", en: "Yes, take the poster off")
  static let posterIsHiddenFromCohort = Phrase(
    kk: "Топтың ересегі плакатты лектен жасырған: ол көрсетілгенше, көрмеге ұсынылмайды.",
    ru: "Взрослый группы скрыл плакат от потока: пока его не покажут, предложить его нельзя.",
    en: "An adult of the group hid the poster from the cohort: until it is shown it cannot be proposed.")
  static let anotherPublishes = Phrase(
    kk: "Сіз ұсындыңыз: басқа адам қарап, жариялайды.", ru: "Вы предложили: посмотрит и опубликует другой человек.",
    en: "You proposed it: another person looks and publishes.")
  static let bothAgree = Phrase(kk: "келісім бар", ru: "согласие есть", en: "both agree")
  static let notBothAgree = Phrase(kk: "келісім жоқ", ru: "согласия нет", en: "no agreement")
  static let notProposed = Phrase(kk: "ұсынылмаған", ru: "не предложена", en: "not proposed")
  static let exhibitAwaitsSecond = Phrase(
    kk: "екінші адамды күтуде", ru: "ждёт второго человека", en: "waits for a second person")
  static let isOnExhibition = Phrase(kk: "көрмеде", ru: "на выставке", en: "on the exhibition")
  static let isHiddenNow = Phrase(
    kk: "қазір көрсетілмейді: келісім өзгерген", ru: "сейчас не показывается: согласие изменилось",
    en: "not shown now: a consent has changed")
  static let whyExhibits = Phrase(
    kk: "Қыздар жұмысының шыққанын күтіп отыр.", ru: "Девочки ждут, когда их работу покажут.",
    en: "The girls wait for their work to be shown.")
  static func namesFound(_ words: String) -> Phrase {
    Phrase(
      kk: "Плакатта команданың аты-жөніне не жеріне ұқсас сөз бар: \(words).",
      ru: "На плакате есть слова, похожие на имена или места команды: \(words).",
      en: "The poster holds words like names or places of the team: \(words).")
  }
  static func publicSeesOnly(_ region: String) -> Phrase {
    Phrase(
      kk: "Плакат пен команданың аты және өңір: \(region). Басқа дерек көрінбейді.",
      ru: "Плакат, имя команды и регион: \(region). Других данных не видно.",
      en: "The poster, the team’s name and the region: \(region). Nothing else is shown.")
  }
  static func exhibitsAskedFor(_ count: Int) -> Phrase {
    Phrase(
      kk: "Командалар көрмеге қайта шығаруды сұраған плакаттар: \(count)",
      ru: "Команды просят вернуть на выставку: \(counted(count, one: "плакат", few: "плаката", many: "плакатов"))",
      en: "\(counted(count, one: "poster", other: "posters")) asked back to the exhibition by their teams")
  }
  static func exhibitsWait(_ count: Int) -> Phrase {
    Phrase(
      kk: "Көрмеге \(count) плакат екінші адамды күтеді",
      ru: "Для выставки ждут второго человека: \(counted(count, one: "плакат", few: "плаката", many: "плакатов"))",
      en: "\(counted(count, one: "poster waits", other: "posters wait")) for a second person before the exhibition")
  }
}
