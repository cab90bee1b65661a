import Exchange
import Markup
import Programme
import Storage
import Words

/// One group: who is in it and who meets it, where, and when next.
enum GroupPages {
  static func link(_ group: ID<Group>) -> Link { "/desk/groups/\(group.text)" }

  private struct Sight: Sendable {
    let group: Group
    let cohort: Cohort
    let cycle: Cycle
    let girls: [GroupGirl]
    let meetings: [Meeting]
    /// Of whom something is said, by meeting.
    let marked: [ID<Meeting>: Int]
    let adults: [Adult]
    let toGive: [AdultToGive]
    let mayRun: Bool
    let mayMark: Bool
  }

  /// GET /desk/groups: the groups of whoever looks.
  static func list(_ visit: Visit, _ permit: Permit<SeeGroup>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let groups = try await house.database.read { tx in
      try tx.groups(withAdult: permit.actor.person).map { group in
        (
          group, try tx.meetings(of: group.id, from: house.outside.now(), limit: 1).first,
          try tx.rollsMissing(in: group.id, at: house.outside.now())
        )
      }
    }
    let columns: [Column<(Group, Meeting?, Int)>] = [
      Column(t(.groupWord)) { "<a href=\"\(link($0.0.id))\">\($0.0.title(t, house))</a>" },
      Column(t(.girlsWord), isNumeric: true) { HTML(t.number($0.0.size)) },
      Column(t(.nextMeeting)) { HTML($0.1?.when(t) ?? "") },
      Column(t(.standsWord)) { group, _, missing in
        missing > 0 && group.state == .open
          ? standing(t(.yourRollsMissing(missing)), .waiting)
          : standing(t(group.state.name), group.state == .open ? .good : .waiting)
      },
    ]
    return visit.page(
      Page(
        title: t(.yourGroups), language: t,
        body: """
          <h1>\(t(.yourGroups))</h1>
          \(t.table(t(.yourGroups), groups, columns, stacks: true, empty: emptyState(t(.noGroupOfYours), HTML(t(.whoGivesGroups)))))
          """))
  }

  /// GET /desk/groups/:group
  static func show(_ visit: Visit, _ permit: Permit<SeeGroup>) async throws -> Reply {
    let house = visit.house
    let shelf = try await house.openCourses()
    let id: ID<Group> = try visit.id("group")
    let runner = try? Gatekeeper.permit(RunCohort.self, to: visit.who)
    let sight = try await house.database.read { tx in
      let group = try tx.group(id)
      let isTheirs = try tx.isAdult(permit.actor.person, of: id)
      let reader = try? Gatekeeper.permit(SeeCohort.self, to: visit.who)
      let isReached = reader?.reaches(cycle: group.cycle, region: group.region) ?? false
      guard isTheirs || isReached else { throw Refusal.missing }
      let mayRun = runner?.reaches(cycle: group.cycle, region: group.region) ?? false
      guard let cycle = try tx.cycles().first(where: { $0.id == group.cycle }) else { throw Refusal.missing }
      return Sight(
        group: group, cohort: try tx.cohort(group.cohort), cycle: cycle, girls: try tx.girls(of: id, house.vault),
        meetings: try tx.meetings(of: id), marked: try tx.marked(in: id),
        adults: try tx.adults(of: id, house),
        toGive: mayRun ? try tx.adultsToGive(to: group, house) : [], mayRun: mayRun, mayMark: isTheirs || mayRun)
    }
    try await house.database.write { try $0.record(.groupSeen, id.text, by: permit, house) }
    var page = page(sight, shelf, visit)
    if sight.mayMark, visit.opens(ParcelPages.link) {
      page.body += "<p><a href=\"\(ParcelPages.link)\">\(visit.language(.parcelsTitle))</a></p>"
    }
    guard permit.actor.role == .trainer else { return visit.page(page) }
    page.body += KeptRollPage.offer(id, visit.language)
    // What the kept page is made of as well (Public/roll.js).
    page.sheets = ["roll.css", "lesson.css"]
    return visit.page(page, scripts: [house.assets.link("roll.js")])
  }

  /// POST /desk/groups/:group: where it meets.
  static func update(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let id: ID<Group> = try visit.id("group")
    let place = visit.form["place"] ?? ""
    guard place.count <= 160 else { throw Refusal(.invalid, .whereNeeded, field: "place", back: link(id)) }
    try await house.database.write { tx in
      let group = try tx.group(id, permit)
      try tx.run("UPDATE study_group SET meeting_place = \(place) WHERE id = \(group.id)")
      try tx.record(.groupChanged, id.text, "place", by: permit, house)
    }
    return .seeOther(link(id).text)
  }

  /// POST /desk/groups/:group/adults: `person` and `task`, or `take` for whoever leaves it.
  static func setAdult(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let id: ID<Group> = try visit.id("group")
    try await house.database.write { tx in
      let group = try tx.group(id, permit)
      if let person = visit.form["take"].flatMap({ ID<Person>($0) }) {
        return try tx.take(person, from: group, by: permit.actor, house)
      }
      guard let person = visit.form["person"].flatMap({ ID<Person>($0) }), let task = visit.form["task"].flatMap(Adult.Task.init)
      else { throw Refusal(.invalid, .chooseAdult, field: "person", back: link(id)) }
      try tx.give(person, to: group, as: task, by: permit.actor, house)
    }
    return .seeOther(link(id).text)
  }

  /// POST /desk/groups/:group/opening
  static func open(_ visit: Visit, _ permit: Permit<RunCohort>) async throws -> Reply {
    let house = visit.house
    let id: ID<Group> = try visit.id("group")
    try await house.database.write { tx in try tx.open(try tx.group(id, permit), by: permit.actor, house) }
    return .seeOther(link(id).text)
  }

  private static func page(_ sight: Sight, _ shelf: [ShelvedCourse], _ visit: Visit) -> Page {
    let (t, house, group) = (visit.language, visit.house, sight.group)
    let columns: [Column<GroupGirl>] = [
      Column(t(.nameWord)) { HTML($0.name?.full ?? t(.nameless)) },
      Column(t(.villageWord)) { girl in
        HTML([girl.place, girl.district].compactMap { $0 }.map { house.gazetteer.name(of: $0, t) }.joined(separator: ", "))
      },
      Column(t(.gradeWord), isNumeric: true) { HTML($0.grade.map(String.init) ?? "") },
    ]
    let since = visit.now.adding(days: -14)
    let lines = sight.meetings.standing.map { meeting -> (isLong: Bool, line: HTML) in
      let marked = sight.marked[meeting.id] ?? 0
      let lacks: HTML =
        meeting.ends < visit.now && (meeting.state == .planned || meeting.state == .held && marked < sight.girls.count)
        ? " \(tag("\(marked) / \(sight.girls.count)", .waiting))" : .nothing
      let roll: HTML =
        sight.mayMark && RollPages.isOpen(meeting, at: visit.now) && visit.opens(RollPages.link(meeting.id))
        ? "<div><a href=\"\(RollPages.link(meeting.id))\">\(t(.rollTitle))</a>\(lacks)</div>" : .nothing
      return (meeting.ends < since, HerTimetable.line(meeting, shelf, t, more: roll))
    }
    let (long, near) = (lines.filter(\.isLong).map(\.line), lines.filter { !$0.isLong }.map(\.line))
    let (meetings, later) = (near.prefix(8), near.dropFirst(8))
    let ahead: HTML =
      later.isEmpty
      ? .nothing
      : "<details><summary>\(t(.laterMeetings)): \(later.count)</summary><ul class=\"lessons\">\(Array(later))</ul></details>"
    let past: HTML =
      long.isEmpty
      ? .nothing : "<details><summary>\(t(.pastMeetings)): \(long.count)</summary><ul class=\"lessons\">\(long)</ul></details>"
    let back: Link = sight.mayRun ? CohortPages.link(sight.cohort.id) : "/desk/groups"
    return Page(
      title: group.title(t, house), language: t,
      body: """
        \(t.back(to: back))<p class="step">\(sight.cohort.name(sight.cycle, t))</p>
        <h1>\(group.title(t, house))</h1><p>\(t(group.state.name)) · \(t(.girlsIn(sight.girls.count)))</p>
        \(ways([(.boardTitle, BoardPages.link(group.id)), (.supportTitle, SupportPages.link(group.id))], visit))
        <h2>\(t(.adultsTitle))</h2>\(adults(sight, visit))
        <h2>\(t(.meetingsTitle))</h2>\(meetings.isEmpty ? "<p>\(t(.noMeetingsAhead))</p>" : "<ul class=\"lessons\">\(Array(meetings))</ul>")\(ahead)\(past)
        \(place(sight, visit))\(sight.mayMark ? work(group.id, visit) : .nothing)
        <h2>\(t(.girlsWord))</h2>\(t.table(t(.girlsWord), sight.girls, columns, stacks: true, empty: emptyState(t(.noGirlsYet), .nothing)))
        """)
  }

  /// Ways on to what the girls hand in.
  private static func work(_ group: ID<Group>, _ visit: Visit) -> HTML {
    let links: [(Phrase, Link)] = [
      (.assignmentsTitle, GivenAssignments.link(group)), (.checksTitle, GroupChecks.link(group)),
      (.paperTitle, PaperPages.link(group)), (.projectsTitle, GroupProjects.link(group)),
      (.gradebookTitle, GradebookPages.link(group)),
    ]
    return "<h2>\(visit.language(.studyTitle))</h2>\(ways(links, visit))"
  }

  /// Those that the reader may follow.
  private static func ways(_ links: [(title: Phrase, link: Link)], _ visit: Visit) -> HTML {
    let shown = links.filter { visit.opens($0.link) }.map { linkButton(visit.language($0.title), $0.link, look: .plain) }
    return shown.isEmpty ? .nothing : "<div class=\"row\">\(shown)</div>"
  }

  private static func place(_ sight: Sight, _ visit: Visit) -> HTML {
    let (t, group) = (visit.language, sight.group)
    guard sight.mayRun else { return "<p>\(t(.meetingPlace)): \(group.meetingPlace)</p>" }
    return """
      <p>\(linkButton(t(.timetableTitle), TimetablePages.link(group.id), look: .plain))</p>
      \(form(link(group.id), """
        \(visit.formToken)\(t.textField(Field("place", t(.meetingPlace), hint: t(.meetingPlaceHint)), value: group.meetingPlace))\
        \(button(t(.keepChanges), look: .plain))
        """))
      """
  }

  private static func adults(_ sight: Sight, _ visit: Visit) -> HTML {
    let (t, group, rules) = (visit.language, sight.group, visit.house.data[.clearance])
    let columns: [Column<Adult>] = [
      Column(t(.nameWord)) { HTML($0.name?.full ?? t(.nameless)) }, Column(t(.taskWord)) { HTML(t($0.task.name)) },
      Column(t(.clearanceWord)) { adult in
        adult.isCleared
          ? standing(t(.clearedToday), .good) : standing(adult.lacks.map { $0.says(t, rules) }.joined(separator: "; "), .bad)
      },
      Column(t(.changeWord)) { adult in
        guard sight.mayRun else { return .nothing }
        return form(
          link(group.id).below("adults"), hidden: [("take", adult.person.text)],
          """
          \(visit.formToken)\(button(t(.takeFromGroup), look: .plain))
          """)
      },
    ]
    let cleared = sight.adults.count(where: \.isCleared)
    let lacking: HTML =
      cleared >= Group.fewestAdults ? .nothing : notice("\(t(.adultsLacking(cleared)))", .waiting)
    guard sight.mayRun else { return "\(lacking)\(t.table(t(.adultsTitle), sight.adults, columns, stacks: true))" }
    let options = sight.toGive.map {
      Option(
        $0.person.text, "\($0.name?.full ?? t(.nameless)) (\(t($0.role.name))\($0.isCleared ? "" : ", \(t(.notClearedToday))"))")
    }
    let give: HTML =
      options.isEmpty
      ? "<p>\(t(.nobodyToGive))</p>"
      : form(
        link(group.id).below("adults"),
        """
        \(visit.formToken)\(t.select(Field("person", t(.adultWord)), options))\
        \(t.select(Field("task", t(.taskWord)), Adult.Task.allCases.map { Option($0.rawValue, t($0.name)) }))\
        \(button(t(.giveToGroup), look: .plain))
        """)
    let open: HTML =
      group.state == .planned && cleared >= Group.fewestAdults && !sight.girls.isEmpty
      ? notice(
        "<p>\(t(.groupCanOpen))</p>\(form(link(group.id).below("opening"), "\(visit.formToken)\(button(t(.openGroup)))"))", .good)
      : .nothing
    return """
      \(lacking)\(open)\(sight.adults.isEmpty ? .nothing : t.table(t(.adultsTitle), sight.adults, columns, stacks: true))
      <details\(" open", if: sight.adults.count < Group.fewestAdults)><summary>\(t(.giveAdult))</summary>\(give)</details>
      """
  }
}

/// A girl as the adults of her group know her.
struct GroupGirl: Sendable {
  let learner: Int
  let person: ID<Person>
  let name: PersonName?
  let grade: Int?
  let district: String?
  let place: String?
  /// She has left the group.
  var hasLeft = false
  /// Another girl of the group would be called the same.
  var isNamesake = false

  /// "Аружан С."; of two who would read alike, the whole name.
  func called(_ t: Language) -> String { name.map { isNamesake ? $0.full : $0.short } ?? t(.nameless) }
}

extension GroupGirl {
  /// Says so beside her name where she is in the group no longer.
  func leftTag(_ t: Language) -> HTML { hasLeft ? " \(tag(t(.hasLeftGroup), .plain))" : .nothing }
}

extension Phrase {
  static let hasLeftGroup = Phrase(kk: "қазір бұл топта емес", ru: "сейчас не в этой группе", en: "not in this group any more")
}

extension Transaction {
  /// Who is in a group now, by name; and `others`, learners who may have left it.
  func girls(of group: ID<Group>, _ vault: Vault, and others: SQL? = nil) throws -> [GroupGirl] {
    let here: SQL = "SELECT learner FROM study_member WHERE group_id = \(group) AND until IS NULL"
    let members = try Set(others == nil ? [] : rows("\(here) ORDER BY learner LIMIT 500") { try $0[0] as Int })
    let wanted: SQL = others.map { "\(here) UNION \($0)" } ?? here
    let girls = try rows(
      """
      SELECT study_learner.number, study_learner.person_id, grade, study_place.district, study_place.place, wrapped, sealed FROM study_learner
      JOIN study_group ON study_group.id = \(group) JOIN study_cohort ON study_cohort.id = study_group.cohort_id
      LEFT JOIN study_place ON study_place.person_id = study_learner.person_id AND study_place.cycle_id = study_cohort.cycle_id
      LEFT JOIN person_key ON person_key.person_id = study_learner.person_id
      LEFT JOIN person_detail ON person_detail.person_id = study_learner.person_id AND person_detail.kind = \(Detail.name)
      WHERE study_learner.number IN (\(wanted)) LIMIT 500
      """
    ) { row in
      GroupGirl(
        learner: try row["number"], person: try row["person_id"], name: try name(row, vault), grade: try row["grade"],
        district: try row["district"],
        place: try row["place"])
    }.sorted { sortKey($0.name?.full ?? "").lexicographicallyPrecedes(sortKey($1.name?.full ?? "")) }
    let calls = Dictionary(grouping: girls.compactMap { $0.name?.short }, by: \.self)
    return girls.map { girl in
      var girl = girl
      girl.hasLeft = others != nil && !members.contains(girl.learner)
      girl.isNamesake = girl.name.map { (calls[$0.short]?.count ?? 0) > 1 } ?? false
      return girl
    }
  }

  /// Of how many girls something is said, by meeting.
  fileprivate func marked(in group: ID<Group>) throws -> [ID<Meeting>: Int] {
    let counted = try rows(
      """
      SELECT study_presence.meeting_id, count(*) AS n FROM study_presence
      JOIN study_meeting ON study_meeting.id = study_presence.meeting_id
      WHERE study_meeting.group_id = \(group) GROUP BY study_presence.meeting_id ORDER BY study_presence.meeting_id LIMIT 1000
      """
    ) { (try $0["meeting_id"] as ID<Meeting>, try $0["n"] as Int) }
    return Dictionary(counted) { first, _ in first }
  }

  fileprivate func rollsMissing(in group: ID<Group>, at now: Moment) throws -> Int {
    try value(
      """
      SELECT count(*) FROM study_meeting
      WHERE study_meeting.group_id = \(group) AND study_meeting.ends_at < \(now) AND \(Meeting.lacksMarks(at: now))
      """) ?? 0
  }

  /// Throws `Refusal.missing` where it is out of reach.
  func group<A>(_ id: ID<Group>, _ permit: Permit<A>) throws -> Group {
    let group = try group(id)
    guard permit.reaches(cycle: group.cycle, region: group.region) else { throw Refusal.missing }
    return group
  }
}

extension Phrase {
  static let laterMeetings = Phrase(kk: "Кейінгі кездесулер", ru: "Следующие встречи", en: "Later meetings")
  static let noGirlsYet = Phrase(kk: "Топта әлі ешкім жоқ", ru: "В группе пока никого", en: "Nobody is in the group yet")
  static let yourGroups = Phrase(kk: "Топтарыңыз", ru: "Ваши группы", en: "Your groups")
  static let nextMeeting = Phrase(kk: "Келесі кездесу", ru: "Следующая встреча", en: "Next meeting")
  static let noGroupOfYours = Phrase(kk: "Сізге топ берілмеген", ru: "Вам пока не дали группу", en: "No group is yours yet")
  static let whoGivesGroups = Phrase(
    kk: "Топты үйлестіруші береді. Берген соң тізім мен кездесулер осы жерде шығады.",
    ru: "Группу даёт координатор. Тогда здесь появятся список и встречи.",
    en: "The coordinator gives groups. Its list and meetings are then shown here.")
  static let adultsTitle = Phrase(kk: "Топтың ересектері", ru: "Взрослые в группе", en: "Adults of the group")
  static let adultWord = Phrase(kk: "Ересек", ru: "Взрослый", en: "Adult")
  static let taskWord = Phrase(kk: "Міндеті", ru: "Задача", en: "Task")
  static let clearanceWord = Phrase(kk: "Рұқсаты", ru: "Допуск", en: "Clearance")
  static let clearedToday = Phrase(kk: "рұқсаты бар", ru: "допуск есть", en: "cleared")
  static let notClearedToday = Phrase(kk: "рұқсаты жоқ", ru: "допуска нет", en: "not cleared")
  static let changeWord = Phrase(kk: "Әрекет", ru: "Действие", en: "Act")
  static let takeFromGroup = Phrase(kk: "Топтан босату", ru: "Снять с группы", en: "Take from the group")
  static let giveAdult = Phrase(kk: "Ересек тағайындау", ru: "Назначить взрослого", en: "Give an adult")
  static let giveToGroup = Phrase(kk: "Тағайындау", ru: "Назначить", en: "Give")
  static let chooseAdult = Phrase(
    kk: "Ересек пен оның міндетін таңдаңыз.", ru: "Выберите взрослого и его задачу.", en: "Choose an adult and the task.")
  static let nobodyToGive = Phrase(
    kk: "Бұл өңірде бос тренер не тәлімгер жоқ. Оларды әкімші шақырады.",
    ru: "В этом регионе нет других тренеров и наставников. Их приглашает администратор.",
    en: "There is no other trainer or mentor in this region. The administrator invites them.")
  static let groupCanOpen = Phrase(
    kk: "Екі ересектің рұқсаты бар: топты ашуға болады. Қыздарға хабар барады.",
    ru: "У двоих взрослых есть допуск: группу можно открыть. Девочкам уйдёт сообщение.",
    en: "Two adults are cleared: the group can open. The girls are sent a message.")
  static let openGroup = Phrase(kk: "Топты ашу", ru: "Открыть группу", en: "Open the group")
  static func adultsLacking(_ cleared: Int) -> Phrase {
    Phrase(
      kk: "Топқа бүгін рұқсаты бар екі ересек керек, қазір: \(cleared). Оларсыз қыздармен кездеспейді.",
      ru: "Группе нужны двое взрослых с действующим допуском, сейчас: \(cleared). Без них встречи с девочками не проводятся.",
      en: "A group needs two adults cleared today; now: \(cleared). Without them it does not meet girls.")
  }
}
