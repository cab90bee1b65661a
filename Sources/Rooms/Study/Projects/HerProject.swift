import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Storage
import Words

/// A project for a girl of its team: what is next, the diary that the team and the adults of the group read, and a line of her own to write.
enum HerProject {
  static func link(_ project: ID<Project>) -> Link { "/study/projects/\(project.text)" }

  struct Sight: Sendable {
    let learner: Learner
    let safe: Safe
    let project: Project
    let group: Group
    let exercise: HandedExercise
    /// Nil until the teams are settled.
    let team: Team?
    /// Of this project, those that she was in before.
    let others: [Team]
    /// Whether she is in it now.
    let isMember: Bool
    let reached: Set<String>

    /// What is not reached, the first due first.
    var open: [Project.Milestone] { project.milestones.filter { !reached.contains($0.key) } }
    /// What an entry of the diary may reach: the poster is reached by the poster.
    var toReach: [Project.Milestone] { open.filter { $0.key != ProjectsFile.poster } }
    /// Until the team has its mark.
    var mayWrite: Bool { isMember && team?.agreed == nil }
  }

  /// GET /study/projects/:project
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let id: ID<Project> = try visit.id("project")
    let looked = try await look(id, visit, permit)
    try await house.database.write { tx in
      guard let team = looked.sight.team else { return }
      if looked.open == nil, looked.sight.mayWrite {
        try tx.beginEntry(.diary, of: looked.sight.learner.number, in: team.id, after: nil, looked.sight.safe, house)
      }
      if looked.words.contains(where: { !$0.isRead }) {
        try tx.wordsAreRead(of: team.id, by: looked.sight.learner.number, house)
      }
    }
    return HerProjectPage(looked.open == nil ? try await look(id, visit, permit) : looked, visit).reply()
  }

  /// POST /study/projects/:project/diary: what is typed is kept first, whatever `go` is: `photo`, `remove-1`…, `hand-in`, or nothing.
  static func write(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let id: ID<Project> = try visit.id("project")
    let typed = DiaryForm(visit.form)
    let looked = try await look(id, visit, permit)
    if visit.asksOnlyLanguage { return HerProjectPage(looked, visit, typed: typed, was: visit.form["was"]).reply() }
    let wrong = typed.errors(visit.house.data[.board])
    guard wrong.isEmpty else { return HerProjectPage(looked, visit, typed: typed, errors: wrong, was: visit.form["was"]).reply() }
    let photo: (upload: Upload, name: String)?
    do { photo = try await visit.photo(ProjectPhotos.rule) } catch let refusal as Refusal where refusal.field == "photo" {
      let stands = try await keep(typed, nil, "", id, visit, permit)
      return HerProjectPage(
        try await look(id, visit, permit), visit, typed: typed, errors: [("photo", refusal.phrase)], isOvertaken: !stands
      ).reply()
    }
    let go = visit.form["go"] ?? ""
    do {
      guard try await keep(typed, photo, go, id, visit, permit) else {
        // What this tab has not touched is not shown as typed.
        let isTouched = visit.form["was"] != typed.words.words.mark
        return HerProjectPage(try await look(id, visit, permit), visit, typed: isTouched ? typed : nil, isOvertaken: true).reply()
      }
    } catch let refusal as Refusal where refusal.field != nil {
      return HerProjectPage(looked, visit, typed: typed, errors: [(refusal.field ?? "", refusal.phrase)]).reply()
    }
    return .seeOther(link(id).with("done", EntryDone(go)?.rawValue).text)
  }

  /// A photo larger than any form: nothing of it was read.
  static func tooLarge(_ visit: Visit) throws -> Reply {
    .seeOther(link(try visit.id("project")).with("large", "yes").text)
  }

  /// Returns whether what she pressed for came to pass: false where another tab of hers has written in the entry since this page was made. Then
  /// neither text is lost: that one stands, and this one is on the page that is shown.
  private static func keep(
    _ typed: DiaryForm, _ photo: (upload: Upload, name: String)?, _ go: String, _ id: ID<Project>, _ visit: Visit,
    _ permit: Permit<OwnStudy>
  ) async throws -> Bool {
    let house = visit.house
    return try await house.database.write { tx in
      let sight = try Self.sight(id, permit.actor.person, house, tx)
      guard let team = sight.team, sight.mayWrite else { throw Refusal(.conflict, .projectIsClosed, back: link(id)) }
      let learner = sight.learner.number
      let entry = try tx.entryToWrite(.diary, of: learner, in: team.id, after: nil, sight.safe, house)
      // The same words sent twice are one entry.
      let diary: SQL = "study_entry.team_id = \(team.id) AND study_entry.learner = \(learner) AND study_entry.kind = 'diary'"
      if go == "hand-in", photo == nil, entry.photos.isEmpty, !typed.words.words.isEmpty {
        let recent = try tx.entries(
          where: "\(diary) AND study_entry.kept_at > \(house.outside.now().adding(minutes: -5))", house)
        if recent.contains(where: { $0.words == typed.words.words && $0.photos.isEmpty }) {
          if entry.words == typed.words.words { _ = try tx.write(DiaryWords().words, in: entry, sight.safe, house) }
          return true
        }
      }
      let stands = try tx.write(typed.words.words, in: entry, was: visit.form["was"], sight.safe, house)
      try tx.change(entry, photo, go, sight.safe, visit)
      try visit.countStored([typed.words.words.packed.utf8.count] + (photo.map { [$0.upload.bytes.count] } ?? []), in: tx)
      // A tab in which nothing was typed has nothing to lose, and hands in nothing that it does not show.
      guard stands else { return go != "hand-in" && visit.form["was"] == typed.words.words.mark }
      guard go == "hand-in" else { return true }
      guard !typed.words.words.isEmpty || photo != nil || !entry.photos.isEmpty else {
        throw Refusal(.invalid, .nothingInEntry, field: "text")
      }
      let written: Int =
        try tx.value("SELECT count(*) FROM study_entry WHERE team_id = \(team.id) AND learner = \(learner)") ?? 0
      guard written <= Entry.most else { throw Refusal(.conflict, .tooManyEntries, back: link(id)) }
      let milestone = typed.milestone.flatMap { key in sight.toReach.contains { $0.key == key } ? key : nil }
      try tx.keep(entry, reaching: milestone, by: permit.actor.person, house)
      return true
    }
  }

  /// All that her page shows.
  struct Looked: Sendable {
    let sight: Sight
    let open: Entry?
    let entries: [Entry]
    let count: Int
    let page: Int
    let poster: Entry?
    let words: [TeamWord]
    /// Of her team first, and of those that she was in before.
    let exhibits: [ExhibitQuestion]
    let allows: Bool
    /// Why adults sent her team's poster back or hid it.
    let reasons: [PosterWord]
    let isMarked: Bool

    var pages: Int { max(1, (count + Entry.perPage - 1) / Entry.perPage) }
  }

  private static func look(_ id: ID<Project>, _ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Looked {
    let house = visit.house
    let number = visit.query.number("page", in: 1...1_000) ?? 1
    return try await house.database.read { tx in
      let sight = try Self.sight(id, permit.actor.person, house, tx)
      guard let team = sight.team else {
        return Looked(
          sight: sight, open: nil, entries: [], count: 0, page: 1, poster: nil, words: [], exhibits: [], allows: false,
          reasons: [], isMarked: false)
      }
      let diary: SQL = "study_entry.team_id = \(team.id) AND study_entry.kind = 'diary' AND study_entry.kept_at IS NOT NULL"
      let count: Int = try tx.value("SELECT count(*) FROM study_entry WHERE \(diary)") ?? 0
      let page = min(number, max(1, (count + Entry.perPage - 1) / Entry.perPage))
      return Looked(
        sight: sight, open: try tx.openEntry(.diary, of: sight.learner.number, in: team.id, house),
        entries: try tx.entries(where: diary, page: page, house), count: count, page: page,
        poster: try tx.poster(of: team.id, house),
        words: try tx.teamWords(of: sight.learner.number, in: team, at: visit.now, sight.safe, house.vault),
        exhibits: try ([team] + sight.others).map { try tx.exhibitQuestion(of: $0, house) },
        allows: try tx.allows(Exhibit.purpose, for: permit.actor.person, sight.group.cycle, house),
        reasons: try tx.posterWords(of: team.id, house.vault),
        isMarked: try tx.exists("SELECT 1 FROM study_team_mark WHERE team_id = \(team.id)"))
    }
  }

  /// Throws `Refusal.missing` for a project of another group in whose teams she never was.
  static func sight(_ id: ID<Project>, _ person: ID<Person>, _ house: House, _ tx: Transaction) throws -> Sight {
    guard let learner = try tx.learner(of: person) else { throw Refusal.missing }
    let project = try tx.project(id)
    let hers: SQL = """
      study_team.project_id = \(id) AND study_team.id IN (SELECT study_team_member.team_id FROM study_team_member
        WHERE study_team_member.learner = \(learner.number))
      """
    let teams = try tx.teams(where: hers, house)
    let team = teams.first { $0.members.contains { $0.learner == learner.number } } ?? teams.last
    let isInGroup = try tx.group(of: learner)?.id == project.group
    guard isInGroup || team != nil, let exercise = try tx.shelvedCourses().handed(project) else { throw Refusal.missing }
    return Sight(
      learner: learner, safe: try tx.safe(of: person, house.vault), project: project, group: try tx.group(project.group),
      exercise: exercise, team: team, others: teams.filter { $0.id != team?.id },
      isMember: team?.members.contains { $0.learner == learner.number } ?? false,
      reached: try team.map { try tx.milestonesReached(where: "study_team.id = \($0.id)")[$0.id] ?? [] } ?? [])
  }
}

/// What the page says that it did.
enum EntryDone: String {
  case kept, handed

  init?(_ go: String) {
    switch go {
    case "hand-in": self = .handed
    case "": self = .kept
    default: return nil
    }
  }
}

extension Transaction {
  /// What she works on, begun where nothing is open: it was handed in from another tab meanwhile, and what she typed in this one has a place.
  func entryToWrite(
    _ kind: Entry.Kind, of learner: Int, in team: ID<Team>, after last: Entry?, _ safe: Safe, _ house: House
  ) throws -> Entry {
    if let open = try openEntry(kind, of: learner, in: team, house) { return open }
    try beginEntry(kind, of: learner, in: team, after: last, safe, house)
    guard let open = try openEntry(kind, of: learner, in: team, house) else { throw Refusal(.conflict, .entryIsKept) }
    return open
  }

  /// What a button asks for besides the words: a photo more, or one less.
  func change(
    _ entry: Entry, _ photo: (upload: Upload, name: String)?, _ go: String, _ safe: Safe, _ visit: Visit
  ) throws {
    let house = visit.house
    if go.hasPrefix("remove-"), let gone = entry.photos.first(where: { "remove-\($0.position)" == go }) {
      try remove(gone, from: entry, house)
    }
    guard let photo else { return }
    let taken = Set(entry.photos.map(\.position))
    guard let place = (1...entry.kind.photos).first(where: { !taken.contains($0) }) else {
      throw Refusal(.invalid, .photosAreFull(entry.kind.photos), field: "photo")
    }
    let kept = try keepFile(photo.upload, name: photo.name, at: ProjectPhotos.place(entry.id, place), safe, house)
    try add(kept.file.id, at: place, to: entry.id, house)
  }
}

/// The fields of a line of the diary, as they were typed.
struct DiaryForm: Sendable {
  var words: DiaryWords
  var milestone: String?

  init(_ words: DiaryWords = DiaryWords(), milestone: String? = nil) { (self.words, self.milestone) = (words, milestone) }

  init(_ form: Fields) {
    let rows = (0..<DiaryWords.mostRows).map { row in
      (0..<DiaryWords.columns).map { EntryWords.clean(form[Self.cell(row, $0)] ?? "").replacing("\n", with: " ") }
    }
    words = DiaryWords(text: EntryWords.clean(form["text"] ?? ""), rows: rows)
    milestone = form["milestone"].flatMap { $0.isEmpty ? nil : $0 }
  }

  static func cell(_ row: Int, _ column: Int) -> String { "cell-\(row + 1)-\(column + 1)" }

  func errors(_ rules: HoldRules) -> [(field: String, says: Phrase)] {
    var errors: [(field: String, says: Phrase)] = []
    if words.text.count > DiaryWords.longestText { errors.append(("text", .workTooLong(DiaryWords.longestText))) }
    for (row, cells) in words.rows.enumerated() {
      for (column, cell) in cells.enumerated() where cell.count > DiaryWords.longestCell {
        errors.append((Self.cell(row, column), .cellTooLong(DiaryWords.longestCell)))
      }
    }
    // Nobody looks at an entry before the team reads it.
    if !rules.reasons(to: words.text).isEmpty { errors.append(("text", .diaryLeadsAway)) }
    for (row, cells) in words.rows.enumerated() {
      for (column, cell) in cells.enumerated() where !rules.reasons(to: cell).isEmpty {
        errors.append((Self.cell(row, column), .diaryLeadsAway))
      }
    }
    return errors
  }
}

extension Phrase {
  static let projectIsClosed = Phrase(
    kk: "Бұл жоба бағаланды не сен басқа командадасың: жаңа жазба қосылмайды.",
    ru: "Проект уже оценён или вы теперь в другой команде: новых записей не будет.",
    en: "The project is marked, or you are in another team now: nothing is added.")
  static let nothingInEntry = Phrase(
    kk: "Жазба сақталуы үшін мәтін жаз, кестені толтыр не сурет қос",
    ru: "Чтобы сохранить запись, напишите текст, заполните таблицу или добавьте фото",
    en: "To keep an entry, write something, fill in the table or add a photo")
  static let diaryLeadsAway = Phrase(
    kk: "Күнделікте телефон, сілтеме, ник не «маған жаз» деген сөз болмайды: оларды алып таста.",
    ru: "В дневнике не бывает телефонов, ссылок, ников и просьб писать лично: уберите их.",
    en: "A diary holds no phone numbers, links, handles or words like “write to me”: take them out.")
  static let tooManyEntries = Phrase(
    kk: "Бұл жобаға тым көп жазба жазылды.", ru: "В этом проекте слишком много записей.", en: "This project has too many entries."
  )
  static func cellTooLong(_ most: Int) -> Phrase {
    Phrase(
      kk: "Ұяшықта \(most) таңбадан аспасын", ru: "В ячейке не больше \(most) знаков", en: "A cell has at most \(most) characters"
    )
  }
}
