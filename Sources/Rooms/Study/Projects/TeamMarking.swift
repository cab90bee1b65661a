import Courses
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// The work of one team for the adults of its group: the diary with each girl's share, the poster with what is said under it, and the rubric.
enum TeamMarking {
  static func link(_ team: ID<Team>) -> Link { "/desk/teams/\(team.text)" }

  private struct Sight: Sendable {
    let project: Project
    let group: Group
    let exercise: HandedExercise?
    let title: String
    let team: Team
    let entries: [Entry]
    let count: Int
    let page: Int
    /// By learner: entries and photos of the diary.
    let shares: [Int: (entries: Int, photos: Int)]
    let poster: Entry?
    /// The version that the cohort sees.
    let seen: Entry?
    /// Why adults sent versions of it back or hid them, the newest first.
    let reasons: [PosterWord]
    /// Names and homes of the team's girls that stand in it.
    let named: [String]
    let comments: [Post]
    let answers: (page: Int, pages: Int)
    let marks: [TeamMark]
    /// What was said to each girl with every mark.
    let words: [TeamWord]
    let reader: ID<Person>
    let mayMark: Bool
    let exhibit: Exhibit?

    var isSeen: Bool { seen != nil }
    /// It stands on the public page, or is on its way there.
    var standingExhibit: Exhibit? { exhibit.flatMap { $0.ended == nil ? $0 : nil } }
    var hasMarked: Bool { marks.contains { $0.hand == reader } }
    /// What others said is not shown before the reader has marked the team herself.
    var isBlind: Bool { mayMark && !hasMarked && !marks.isEmpty }
    /// The poster is there, or the last day is over.
    func isReady(at now: Moment) -> Bool { poster != nil || project.due <= now }
    var pages: Int { max(1, (count + Entry.perPage - 1) / Entry.perPage) }
  }

  private struct Typed {
    var levels: [String: Int] = [:]
    /// To all of the team, and by learner.
    var toAll = ""
    var words: [Int: String] = [:]
    /// Why the poster goes back, or is hidden.
    var why = ""
  }

  /// GET /desk/teams/:team
  static func show(_ visit: Visit, _ permit: Permit<SeeProject>) async throws -> Reply {
    let sight = try await sight(visit, permit)
    try await visit.house.database.write { try $0.record(.teamSeen, sight.team.id.text, by: permit, visit.house) }
    return page(sight, Typed(), [], visit)
  }

  /// POST /desk/teams/:team/marks: `level-…`, `all` for the team, `word-…` for a girl.
  static func mark(_ visit: Visit, _ permit: Permit<MarkProject>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let sight = try await sight(visit, permit)
    guard sight.mayMark else { throw Refusal.missing }
    guard let exercise = sight.exercise else { throw Refusal(.conflict, .exerciseIsGone, back: link(sight.team.id)) }
    guard sight.isReady(at: visit.now) else { throw Refusal(.conflict, .notReadyToMark, back: link(sight.team.id)) }
    let (levels, missing) = exercise.handIn.rubric.marks(visit.form)
    let words = sight.team.members.map { ($0.learner, EntryWords.clean(visit.form["word-\($0.learner)"] ?? "")) }
    let typed = Typed(
      levels: levels, toAll: EntryWords.clean(visit.form["all"] ?? ""), words: Dictionary(words) { first, _ in first })
    if visit.asksOnlyLanguage { return page(sight, typed, [], visit) }
    var errors = missing.map { (field: $0.field, message: t($0.says)) }
    // Girls read it alone, and nobody looks at it before them.
    for (field, text) in [("all", typed.toAll)] + words.map({ ("word-\($0.0)", $0.1) }) {
      if text.count > Mark.longestComment / 2 { errors.append((field, t(.workTooLong(Mark.longestComment / 2)))) }
      if !house.data[.board].reasons(to: text).isEmpty { errors.append((field, t(.answerLeadsAway))) }
    }
    for (learner, text) in words where text.isEmpty && typed.toAll.isEmpty {
      errors.append(("word-\(learner)", t(.wordForEachGirl)))
    }
    guard errors.isEmpty else { return page(sight, typed, errors, visit) }
    try await house.database.write { tx in
      let team = try tx.team(sight.team.id, house)
      guard try tx.isAdult(permit.actor.person, of: sight.group.id) else { throw Refusal.missing }
      let marks = try tx.teamMarks(where: "study_team.id = \(team.id)", house.vault)[team.id] ?? []
      // The same words sent twice are kept once.
      let said = team.members.map { member in
        (member, [typed.toAll, typed.words[member.learner] ?? ""].filter { !$0.isEmpty }.joined(separator: "\n"))
      }
      if let last = marks.last(where: { $0.hand == permit.actor.person }),
        last.levels == MarkLevels(levels, exercise.handIn.rubric),
        house.outside.now() < last.at.adding(minutes: 2),
        try said.allSatisfy({ member, text in
          try tx.everyTeamWord(of: member.learner, in: team.id, try tx.safe(of: member.person, house.vault), house.vault)
            .first { $0.word.mark == last.id }?.word.text ?? "" == text
        })
      {
        return
      }
      // Somebody may have marked it meanwhile, or another poster came.
      guard visit.form["seen"] == seen(marks, try tx.poster(of: team.id, house)) else {
        throw Refusal(.conflict, .workHasMoved, back: link(team.id))
      }
      try tx.mark(
        team, MarkLevels(levels, exercise.handIn.rubric), said, by: permit.actor, house)
    }
    return .seeOther(link(sight.team.id).with("said", "marked").text)
  }

  /// POST /desk/teams/:team/poster: an adult of the group has looked. `go` is `show`: the cohort sees it; `return`: it goes back to the team;
  /// `hide`: the cohort sees it no longer. The team reads `why`.
  static func decide(_ visit: Visit, _ permit: Permit<MarkProject>) async throws -> Reply {
    let house = visit.house
    let id: ID<Team> = try visit.id("team")
    let (go, why) = (visit.form["go"] ?? "", EntryWords.clean(visit.form["why"] ?? ""))
    if go == "hide" || go == "return", let wrong = PosterWord.wrong(why, house.data[.board]) {
      let sight = try await sight(visit, permit)
      guard sight.mayMark else { throw Refusal.missing }
      return page(sight, Typed(why: why), [("why", visit.language(wrong))], visit)
    }
    if visit.asksOnlyLanguage { return page(try await sight(visit, permit), Typed(why: why), [], visit) }
    let said = try await house.database.write { tx -> String in
      let team = try tx.team(id, house)
      guard try tx.isAdult(permit.actor.person, of: try tx.project(team.project).group) else { throw Refusal.missing }
      if go == "hide" {
        // Another version may have come since this page was made, or another adult have hidden it.
        guard let shown = try tx.poster(of: id, shown: true, house), let last = try tx.poster(of: id, house),
          last.id.text == visit.form["entry"]
        else { throw Refusal(.conflict, .workHasMoved, back: link(id)) }
        return try tx.hide(shown, why, by: permit.actor, house) ? "hidden-off" : "hidden"
      }
      guard let poster = try tx.poster(of: id, house), poster.id.text == visit.form["entry"] else {
        throw Refusal(.conflict, .workHasMoved, back: link(id))
      }
      if go == "return" {
        try tx.sendBack(poster, why, by: permit.actor, house)
        return "returned"
      }
      // Another adult may have sent it back since this page was made: then it is looked at once more.
      guard try visit.form["reasons"] == String(tx.posterWords(of: id, house.vault).count) else {
        throw Refusal(.conflict, .workHasMoved, back: link(id))
      }
      guard house.data[.board].reasons(to: PosterWords(poster.words).all).isEmpty else {
        throw Refusal(.conflict, .posterLeadsAway, back: link(id))
      }
      try tx.show(poster, by: permit.actor, house)
      return "shown"
    }
    return .seeOther(link(id).with("said", said).text)
  }

  private static func seen(_ marks: [TeamMark], _ poster: Entry?) -> String { "\(marks.count) \(poster?.id.text ?? "")" }

  private static func sight<A>(_ visit: Visit, _ permit: Permit<A>) async throws -> Sight {
    let house = visit.house
    let id: ID<Team> = try visit.id("team")
    let number = visit.query.number("page", in: 1...1_000) ?? 1
    let shelf = try await house.openCourses()
    return try await house.database.read { tx in
      let team = try tx.team(id, house)
      let project = try tx.project(team.project)
      let group = try tx.group(project.group, ofAdult: permit)
      let isAdult = try tx.isAdult(permit.actor.person, of: group.id)
      let diary: SQL = "study_entry.team_id = \(id) AND study_entry.kind = 'diary' AND study_entry.kept_at IS NOT NULL"
      let shares = try tx.rows(
        """
        SELECT study_entry.learner, count(*) AS entries, sum((SELECT count(*) FROM study_entry_photo
          WHERE study_entry_photo.entry_id = study_entry.id)) AS photos
        FROM study_entry WHERE \(diary) GROUP BY study_entry.learner ORDER BY study_entry.learner LIMIT 100
        """
      ) { (try $0["learner"] as Int, (entries: try $0["entries"] as Int, photos: try $0["photos"] as Int)) }
      let count = shares.reduce(0) { $0 + $1.1.entries }
      let page = min(number, max(1, (count + Entry.perPage - 1) / Entry.perPage))
      let answers: Int = try tx.value("SELECT count(*) FROM study_post WHERE study_post.team_id = \(id)") ?? 0
      let answerPages = max(1, (answers + Post.perPage - 1) / Post.perPage)
      let answerPage = min(visit.query.number("answers", in: 1...1_000) ?? 1, answerPages)
      let poster = try tx.poster(of: id, house)
      return Sight(
        project: project, group: group, exercise: shelf.handed(project), title: shelf.title(of: project, visit.language),
        team: team, entries: try tx.entries(where: diary, page: page, house), count: count, page: page,
        shares: Dictionary(shares) { first, _ in first }, poster: poster,
        seen: try tx.poster(of: id, shown: true, house), reasons: try tx.posterWords(of: id, house.vault),
        named: try poster.map { try tx.exhibitWords(of: team, house).found(in: PosterWords($0.words)) } ?? [],
        comments: try tx.posts(
          where: "study_post.team_id = \(id)", skipping: (answerPage - 1) * Post.perPage, oldestFirst: true, house
        )
        .asAsked(house.data[.projects]),
        answers: (answerPage, answerPages),
        marks: try tx.teamMarks(where: "study_team.id = \(id)", house.vault)[id] ?? [],
        // Also to whoever has left the team since: every word that is said to a girl is read by the others.
        words: try team.everyGirl.flatMap { member in
          try tx.everyTeamWord(of: member.learner, in: id, try tx.safe(of: member.person, house.vault), house.vault).map(\.word)
        }, reader: permit.actor.person,
        mayMark: isAdult && MarkProject.roles.contains(where: visit.who.holds), exhibit: try tx.exhibit(of: id))
    }
  }

  // MARK: - The page

  private static func page(
    _ sight: Sight, _ typed: Typed, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> Reply {
    let (t, house, team) = (visit.language, visit.house, sight.team)
    let file = house.data[.projects].of(sight.project.course)
    let said: HTML? =
      switch visit.query["said"] {
      case "marked": notice("\(t(team.agreed == nil ? .markIsKept : .teamHasItsMark))", .good)
      case "hidden", "hidden-off":
        notice(
          """
          \(t(.posterIsHiddenNow)) \(t(sight.marks.isEmpty ? .teamMayMendPoster : .posterStandsAsMarked))\
          \(visit.query["said"] == "hidden-off" ? " \(t(.exhibitEndedToo))" : .nothing)
          """, .good)
      case "returned": notice("\(t(.posterIsReturned)) \(t(.teamMayMendPoster))", .good)
      case "shown": notice("\(t(.posterIsShownNow))", .good)
      case "reported": notice("\(t(.reportOfAdultHasGone))", .good)
      default: nil
      }
    let name: HTML? = team.name.map { _ in " · \(team.publicName(file, t))" }
    let isForm = sight.mayMark && sight.exercise != nil && sight.isReady(at: visit.now)
    var page = Page(
      title: "\(t.sentence(.teamNumber(team.number))) · \(sight.title)", language: t, width: .wide,
      notice: errors.isEmpty ? said : nil, languageForm: isForm ? "marking" : nil,
      body: """
        \(t.back(to: ProjectPages.link(sight.project.id)))\(t.errorSummary(errors) { fieldName($0, sight, t) })
        <p class="step">\(sight.group.title(t, house)) · \(sight.title)</p>
        <h1>\(t.sentence(.teamNumber(team.number)))\(name)</h1>
        <div class="judge"><div>\(girls(sight, t))\(poster(sight, typed, errors, visit))\(diary(sight, file, t))</div>\
        <div>\(judgement(sight, typed, errors, visit))</div></div>
        """)
    page.sheets = ["lesson.css", "marking.css", "board.css", "project.css"]
    return visit.page(page, status: errors.isEmpty ? 200 : 422, scripts: [house.assets.link("keep.js")])
  }

  private static func fieldName(_ name: String, _ sight: Sight, _ t: Language) -> String? {
    if name == "all" { return t(.wordToTeam) }
    if let girl = sight.team.members.first(where: { "word-\($0.learner)" == name }) {
      return t(.commentTo(girl.name?.given ?? ""))
    }
    return sight.exercise?.handIn.rubric.title(ofField: name, t)
  }

  /// Who is in it, and what each wrote herself.
  private static func girls(_ sight: Sight, _ t: Language) -> HTML {
    let columns: [Column<TeamMember>] = [
      Column(t(.nameWord)) { member in
        let left: HTML = member.until.map { "<span class=\"hint\">\(t(.inTeamUntil($0)))</span>" } ?? .nothing
        let alone: HTML = member.alone.isEmpty ? .nothing : "<span class=\"hint\">\(t(.worksAlone)): \(member.alone)</span>"
        return "\(member.name?.full ?? t(.nameless)) \(left)\(alone)"
      },
      Column(t(.diaryEntries), isNumeric: true) { HTML(t.number(sight.shares[$0.learner]?.entries ?? 0)) },
      Column(t(.photosInDiary), isNumeric: true) { HTML(t.number(sight.shares[$0.learner]?.photos ?? 0)) },
    ]
    return t.table(t(.girlsOfTeam), sight.team.everybody, columns, stacks: true)
  }

  private static func poster(
    _ sight: Sight, _ typed: Typed, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> HTML {
    let t = visit.language
    let said = sight.reasons.forAdults(t)
    guard let poster = sight.poster else { return "<h2>\(t(.posterWord))</h2><p>\(t(.noPosterYet))</p>\(said)" }
    let file = visit.house.data[.projects]
    let words = PosterWords(poster.words)
    let lines = EntryLines(t: t, file: file, photos: link(sight.team.id).below("photos"))
    let reasons = visit.house.data[.board].reasons(to: words.all)
    let warning: HTML =
      reasons.isEmpty
      ? .nothing
      : notice("\(t(.posterHolds(reasons.map { t($0.says) }.joined(separator: ", "))))", .waiting)
    let named: HTML =
      sight.named.isEmpty ? .nothing : notice("\(t(.namesFound(sight.named.joined(separator: ", "))))", .waiting)
    let isWithTeam = poster.shown == nil && sight.reasons.calling(poster) != nil
    let standing: HTML =
      poster.shown.map { "<p>\(tag(t(.posterIsShown), .good)) <span class=\"hint\">\(t.dateTime($0))</span></p>" as HTML }
      ?? (isWithTeam ? "<p>\(tag(t(sight.isSeen ? .posterCameBackToTeam : .posterIsWithTeam), .waiting))</p>" : .nothing)
    // Until an adult shows this one, the cohort goes on seeing the one before.
    let earlier: HTML =
      sight.seen.flatMap { seen -> HTML? in
        guard seen.id != poster.id else { return nil }
        return notice("\(t(.cohortSeesEarlier(seen.kept ?? seen.changed)))", .waiting)
      } ?? .nothing
    let here = link(sight.team.id).below("poster")
    let show = form(
      here, hidden: [("go", "show"), ("entry", poster.id.text), ("reasons", String(sight.reasons.count))],
      "\(visit.formToken)\(button(t(.showToCohort), look: .plain))")
    let acts: HTML =
      !sight.mayMark
      ? "\(standing)\(earlier)"
      : """
      \(standing)\(earlier)\(poster.shown == nil ? "<p>\(t(.lookBeforeShowing))</p>" : .nothing)\(warning)\(named)\
      \(poster.shown == nil && reasons.isEmpty ? show : .nothing)\(withReason(poster, sight, typed, errors, visit))
      """
    let posts = PostLines(visit: visit, reader: sight.reader, seesAll: true) { BoardPages.link($0) }
    let comments: HTML =
      sight.comments.isEmpty
      ? .nothing
      : "<h3>\(t(.whatOthersSay))</h3>\(posts.list(sight.comments))\(sight.answers.pages > 1 ? t.pager(page: sight.answers.page, of: sight.answers.pages) { link(sight.team.id).with("answers", $0) } : .nothing)"
    return """
      <h2>\(t(.posterWord))</h2><p class="hint">\(poster.name?.full ?? t(.nameless)), \(t.dateTime(poster.kept ?? poster.changed))</p>
      \(lines.poster(words, poster.photos, name: sight.team.publicName(file, t)))\(acts)\(said)\(comments)
      """
  }

  /// Back to the team before the cohort sees it, or out of the cohort's sight: the team reads why.
  private static func withReason(
    _ poster: Entry, _ sight: Sight, _ typed: Typed, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> HTML {
    let t = visit.language
    let mayReturn = poster.shown == nil && sight.marks.isEmpty
    guard mayReturn || sight.isSeen else { return .nothing }
    // From the first mark on the team can change nothing: it is told why, and nothing is asked of it.
    let label: Phrase = sight.marks.isEmpty ? .whyForTeam : .whyItIsHidden
    let why = Field("why", t(label), hint: t(.whoReadsWhy), error: errors.first { $0.field == "why" }?.message)
    let exhibit: HTML =
      sight.standingExhibit.map { exhibit in
        notice("\(t(exhibit.isPublished ? .hidingEndsExhibit : .hidingDropsProposal))", .waiting)
      } ?? .nothing
    let follows: HTML = sight.marks.isEmpty ? .nothing : "<p>\(t(.whatHidingMarkedMeans))</p>"
    let ways =
      "\(mayReturn ? button(t(.sendPosterBack), look: .plain, name: "go", value: "return") : .nothing)\(sight.isSeen ? button(t(.hideFromCohort), look: .plain, name: "go", value: "hide") : .nothing)"
      as HTML
    return """
      <details\(" open", if: errors.contains { $0.field == "why" })><summary>\(t(mayReturn ? .sendPosterBack : .hideFromCohort))</summary>
      \(sight.isSeen ? exhibit : .nothing)\(follows)\(form(
        link(sight.team.id).below("poster"), hidden: [("entry", poster.id.text)], keeping: t(.notSentKept),
        "\(visit.formToken)\(t.textArea(why, value: typed.why, rows: 3, longest: PosterWord.longest))\(buttons(ways))"))</details>
      """
  }

  private static func diary(_ sight: Sight, _ file: ProjectsFile, _ t: Language) -> HTML {
    let lines = EntryLines(t: t, file: file, photos: link(sight.team.id).below("photos"))
    let pages = sight.pages > 1 ? t.pager(page: sight.page, of: sight.pages) { link(sight.team.id).with("page", $0) } : .nothing
    return "<h2>\(t(.diaryTitle))</h2>\(pages)\(sight.entries.isEmpty ? "<p>\(t(.diaryIsEmpty))</p>" : lines.list(sight.entries))"
  }

  private static func judgement(
    _ sight: Sight, _ typed: Typed, _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> HTML {
    let (t, team) = (visit.language, sight.team)
    let shown = MarkShown(exercise: sight.exercise, language: t)
    let said = sight.isBlind ? [] : sight.marks.reversed()
    let before = said.map { mark -> HTML in
      """
      <div class="judged"><p class="hint">\(mark.name?.full ?? t(.nameless)) · \(t.dateTime(mark.at))</p>\(shown.levels(mark.levels))\
      \(wordsOf(mark, sight, t))</div>
      """
    }
    let state: HTML =
      if let agreed = team.agreed {
        notice("<p>\(t(.teamHasItsMark)) \(agreed.levels.short)</p>", .good)
      } else if sight.isBlind {
        notice("\(t(.markTeamBlindly))", .waiting)
      } else if sight.marks.differ {
        notice("\(t(.teamMarksDiffer))", .waiting)
      } else if sight.marks.count == 1 {
        notice("\(t(.anotherAdultMarks))", .waiting)
      } else {
        HTML.nothing
      }
    let earlier: HTML = before.isEmpty ? .nothing : "<h2>\(t(.marksSoFar))</h2>\(before)"
    guard sight.mayMark else { return "\(state)\(earlier)" }
    guard let exercise = sight.exercise else { return "<p>\(t(.exerciseIsGone))</p>\(earlier)" }
    guard sight.isReady(at: visit.now) else { return "<p>\(t(.notReadyToMark))</p>\(earlier)" }
    let rubric = exercise.handIn.rubric.marking(t, chosen: typed.levels, errors: errors) {
      exercise.handIn.shown($0, t, exercise.found.first)
    }
    func area(_ name: String, _ label: String, _ value: String, hint: String? = nil) -> HTML {
      t.textArea(
        Field(name, label, hint: hint, error: errors.first { $0.field == name }?.message), value: value, rows: 3,
        longest: Mark.longestComment / 2)
    }
    let words = team.members.map { member in
      area("word-\(member.learner)", t(.commentTo(member.name?.given ?? "")), typed.words[member.learner] ?? "")
    }
    let asked: HTML = "<details><summary>\(t(.whatWasAsked))</summary><p>\(exercise.asked(t))</p></details>"
    return """
      \(state)\(asked)\(form(link(team.id).below("marks"), id: "marking", keeping: t(.notSentKept), """
        \(visit.formToken)\(hidden("seen", seen(sight.marks, sight.poster)))\(rubric)\
        \(area("all", t(.wordToTeam), typed.toAll, hint: t(.wordsAreReadWhenAgreed)))\(words)\(button(t(.keepMark)))
        """))\(earlier)
      """
  }

  /// What an adult said with a mark to each girl.
  private static func wordsOf(_ mark: TeamMark, _ sight: Sight, _ t: Language) -> HTML {
    let lines = sight.words.filter { $0.mark == mark.id }.map { word -> HTML in
      let girl = sight.team.everybody.first { $0.learner == word.learner }
      let down: HTML = word.isTakenDown ? " \(tag(t(.hiddenByOfficer), .bad))" : .nothing
      return "<li><b>\(girl?.name?.full ?? t(.nameless))</b>: \(word.text)\(down)</li>"
    }
    return lines.isEmpty ? .nothing : "<ul>\(lines)</ul>"
  }
}

extension Phrase {
  static let wordsTroubleYou = Phrase(
    kk: "Пікірдің сөзі мазаласа,", ru: "Если слова отзыва тревожат,", en: "If these words trouble you,")
  static let tellTheSchool = Phrase(kk: "мектепке айту", ru: "сказать школе", en: "tell the school")
  static let notReadyToMark = Phrase(
    kk: "Бағалау плакат тапсырылғанда не жобаның соңғы күні өткенде ашылады.",
    ru: "Оценивание откроется, когда сдан плакат или прошёл последний день проекта.",
    en: "Marking opens once the poster is handed in, or the last day of the project is over.")
  static let wordForEachGirl = Phrase(
    kk: "Бұл қызға не командаға пікір жазыңыз", ru: "Напишите отзыв этой девочке или всей команде",
    en: "Write a word to this girl, or to the whole team")
  static let teamHasItsMark = Phrase(
    kk: "Екі ересектің бағасы бірдей: команданың бағасы бар.", ru: "Оценки двух взрослых совпали: у команды есть оценка.",
    en: "Two adults say the same: the team has its mark.")
  static let posterIsShownNow = Phrase(
    kk: "Плакатты енді бүкіл лек көреді.", ru: "Плакат теперь видит весь поток.", en: "The whole cohort sees the poster now.")
  static let posterIsHiddenNow = Phrase(
    kk: "Плакатты лек енді көрмейді. Команда себебін оқиды, түнде жазылса – таңғы сегізден.",
    ru: "Поток плакат больше не видит. Команда прочтёт причину, а написанную ночью – с восьми утра.",
    en: "The cohort sees the poster no longer. The team reads why, and what was written by night from eight in the morning.")
  static let posterIsReturned = Phrase(
    kk: "Плакат командаға қайтарылды. Команда себебін оқиды, түнде жазылса – таңғы сегізден.",
    ru: "Плакат возвращён. Команда прочтёт причину, а написанную ночью – с восьми утра.",
    en: "The poster went back to the team. It reads why, and what was written by night from eight in the morning.")
  static let teamMayMendPoster = Phrase(
    kk: "Команда оны түзетіп, қайта тапсыра алады.", ru: "Команда может исправить его и сдать снова.",
    en: "The team can mend it and hand it in again.")
  static let posterStandsAsMarked = Phrase(
    kk: "Бағалау басталғандықтан, команда оны өзгерте алмайды.", ru: "Его уже оценивают, поэтому команда его не изменит.",
    en: "It is being marked, so the team cannot change it.")
  static let exhibitEndedToo = Phrase(
    kk: "Ол көрмеден де алынды: команда мен оны көрмеге шығарған екі адамға хабар жіберілді.",
    ru: "Он снят и с выставки: команде и двоим, кто его опубликовал, отправлено сообщение.",
    en: "It is off the exhibition too: the team and the two who brought it there were written to.")
  static let hidingEndsExhibit = Phrase(
    kk:
      "Бұл плакат көпшілікке ашық көрмеде тұр. Лектен жасырсаңыз, көрмеден де бірден алынады. Бұл командаға және оны көрмеге шығарған екі адамға айтылады.",
    ru:
      "Этот плакат на открытой выставке. Если скрыть его от потока, он сразу снимается и с выставки. Об этом узнают команда и двое, кто его опубликовал.",
    en:
      "This poster stands on the public exhibition. Hidden from the cohort, it goes off the exhibition at once too. The team and the two who brought it there are told."
  )
  static let hidingDropsProposal = Phrase(
    kk: "Бұл плакат көрмеге ұсынылған. Лектен жасырсаңыз, ұсыныс та алынады, бұл ұсынған адамға айтылады.",
    ru: "Этот плакат предложен для выставки. Если скрыть его от потока, предложение снимается, об этом узнает предложивший.",
    en:
      "This poster is proposed for the exhibition. Hidden from the cohort, it is proposed no longer, and whoever proposed it is told."
  )
  static let whyItIsHidden = Phrase(kk: "Неге жасырасыз?", ru: "Почему вы его скрываете?", en: "Why do you hide it?")
  static let whatHidingMarkedMeans = Phrase(
    kk:
      "Бағалау басталғандықтан, команда жаңа нұсқа тапсыра алмайды. Плакат сол күйінде бағаланады, ересек оны лекке тағы ашқанша көрінбейді. Команда себебін оқиды, одан ештеңе күтілмейді.",
    ru:
      "Плакат уже оценивают, поэтому сдать новую версию команда не может. Он оценивается таким, какой есть, и скрыт от потока, пока взрослый не покажет его снова. Команда прочтёт причину, делать ей ничего не нужно.",
    en:
      "The poster is being marked, so the team can hand in no other version. It is marked as it is, and hidden from the cohort until an adult shows it again. The team reads why, and nothing is expected of it."
  )
  static func cohortSeesEarlier(_ at: Moment) -> Phrase {
    Phrase(
      kk: "Бұл – жаңа нұсқа. Лек әзірге алдыңғы нұсқаны көреді (\(Language.kk.dateTime(at))).",
      ru: "Это новая версия. Поток пока видит прежнюю (\(Language.ru.dateTime(at))).",
      en: "This is a newer version. The cohort still sees the one before (\(Language.en.dateTime(at))).")
  }
  static let sendPosterBack = Phrase(
    kk: "Командаға қайтару", ru: "Вернуть команде", en: "Send it back to the team")
  static let whyForTeam = Phrase(
    kk: "Неге? Команда не істеуі керек?", ru: "Почему? Что команде сделать?", en: "Why, and what should the team do?")
  static let whoReadsWhy = Phrase(
    kk: "Мұны команданың қыздары, топтың барлық ересегі мен үйлестіруші оқиды. Түнде жазылғаны командаға таңғы 8-де көрінеді.",
    ru: "Это прочтут девочки команды, все взрослые группы и координатор. Написанное ночью команда увидит в 8 утра.",
    en:
      "The girls of the team, every adult of the group and the coordinator read it. What is written by night comes to the team at 8."
  )
  static let hideFromCohort = Phrase(kk: "Лектен жасыру", ru: "Скрыть от потока", en: "Hide it from the cohort")
  static let worksAlone = Phrase(kk: "жалғыз жұмыс істейді", ru: "работает одна", en: "works alone")
  static let photosInDiary = Phrase(kk: "Күнделіктегі суреттер", ru: "Фото в дневнике", en: "Photos in the diary")
  static let girlsOfTeam = Phrase(
    kk: "Команданың қыздары және әрқайсысының үлесі", ru: "Девочки команды и вклад каждой",
    en: "The girls of the team and each one’s share")
  static let noPosterYet = Phrase(
    kk: "Плакат әлі тапсырылмаған.", ru: "Плакат пока не сдан.", en: "The poster is not handed in yet.")
  static let lookBeforeShowing = Phrase(
    kk: "Лекке көрсетпес бұрын қараңыз: аты-жөні, ауылы, байланыс дерегі болмасын.",
    ru: "Посмотрите перед показом потоку: без имён, сёл и контактов.",
    en: "Look before the cohort sees it: no names, villages or ways to contact anybody.")
  static let showToCohort = Phrase(kk: "Лекке көрсету", ru: "Показать потоку", en: "Show it to the cohort")
  static let markTeamBlindly = Phrase(
    kk: "Басқа ересек бұл команданы бағалап қойды. Оның бағасы сіз бағалағаннан кейін көрінеді.",
    ru: "Другой взрослый уже оценил эту команду. Его оценка будет видна после вашей.",
    en: "Another adult has marked this team. That mark is shown after yours.")
  static let teamMarksDiffer = Phrase(
    kk: "Бағалар әртүрлі. Талқылап, қайта бағалаңыз: екі ересектің соңғы бағасы бірдей болғанда, команда бағасын алады.",
    ru: "Оценки расходятся. Обсудите и оцените ещё раз: команда получит оценку, когда последние оценки двоих совпадут.",
    en: "The marks differ. Talk it over and mark again: the team has its mark once the last words of two adults are the same.")
  static let anotherAdultMarks = Phrase(
    kk: "Топтың басқа ересегі сіздің бағаңызды көрмей бағалайды.", ru: "Другой взрослый группы оценит, не видя вашей оценки.",
    en: "Another adult of the group marks it without your mark.")
  static let wordToTeam = Phrase(kk: "Бүкіл командаға пікір", ru: "Отзыв всей команде", en: "Feedback to the whole team")
  static let wordsAreReadWhenAgreed = Phrase(
    kk: "Қыздар пікірді екі ересек келіскен соң оқиды.", ru: "Девочки прочтут отзыв, когда двое взрослых согласны.",
    en: "The girls read it once two adults agree.")
  static func inTeamUntil(_ at: Moment) -> Phrase {
    Phrase(
      kk: "\(Language.kk.until(at.day())) командада болды", ru: "была в команде \(Language.ru.until(at.day()))",
      en: "was in the team \(Language.en.until(at.day()))")
  }
  static func posterHolds(_ why: String) -> Phrase {
    Phrase(
      kk: "Плакатта болмауы керек нәрсе бар сияқты: \(why).", ru: "Похоже, на плакате есть лишнее: \(why).",
      en: "The poster seems to hold what should not be there: \(why).")
  }
}
