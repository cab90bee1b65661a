import Programme
import Security
import Storage
import Words

/// A line of a team's diary, or a version of its poster: open while its writer works on it, and then as it was kept.
struct Entry: Sendable {
  let id: ID<Entry>
  let team: ID<Team>
  let learner: Int
  let person: ID<Person>
  /// Nil after an erasure.
  let name: PersonName?
  let kind: Kind
  let words: EntryWords
  /// The milestone that it reaches.
  let milestone: String?
  let changed: Moment
  /// Nil while she works on it.
  let kept: Moment?
  /// Since when the cohort sees a poster.
  let shown: Moment?
  /// A safeguarding officer has taken it from the girls' sight.
  let isTakenDown: Bool
  let photos: [HandedWork.Photo]

  enum Kind: String, Sendable, Bindable, Readable {
    case diary, poster

    /// Photos of one.
    var photos: Int { self == .diary ? 2 : 1 }
  }

  var isEmpty: Bool { words.isEmpty && photos.isEmpty }

  static let place = "study_entry.sealed"
  static let perPage = 20
  /// Entries of one girl in one project.
  static let most = 500
}

/// What is written, in parts: of a diary its text and the rows of its table, of a poster its fields in their order.
struct EntryWords: Sendable, Hashable {
  var parts: [String]

  private static let part: Character = "\u{1E}"
  fileprivate static let cell: Character = "\u{1F}"

  init(_ parts: [String]) { self.parts = parts }

  init(packed: String) {
    parts = packed.split(separator: Self.part, omittingEmptySubsequences: false).map(String.init)
  }

  var packed: String { parts.joined(separator: String(Self.part)) }
  var isEmpty: Bool { parts.allSatisfy(\.isEmpty) }

  subscript(_ index: Int) -> String { parts.indices.contains(index) ? parts[index] : "" }

  /// Which text a form was made with; says nothing of it.
  var mark: String { sha256(Array(packed.utf8)).prefix(8).map { String($0, radix: 16) }.joined(separator: "-") }

  /// Of what is typed, without what could be taken for the marks between parts.
  static func clean(_ text: String) -> String {
    Invisible.dropped(from: text.replacing("\r\n", with: "\n")).filter { $0 != part && $0 != cell }.trimmed
  }
}

/// A diary's words: what was done, and a small table of what was measured.
struct DiaryWords: Sendable, Hashable {
  var text: String
  /// Rows of cells; the first is the heading. Rows at the end that are empty are not kept.
  var rows: [[String]]

  static let columns = 3
  static let mostRows = 7
  static let longestText = 2_000
  static let longestCell = 30

  init(text: String = "", rows: [[String]] = []) {
    self.text = text
    var rows = rows
    while rows.last?.allSatisfy(\.isEmpty) == true { rows.removeLast() }
    self.rows = rows
  }

  init(_ words: EntryWords) {
    self.init(
      text: words[0],
      rows: words.parts.dropFirst().map {
        $0.split(separator: EntryWords.cell, omittingEmptySubsequences: false).map(String.init)
      })
  }

  var words: EntryWords { EntryWords([text] + rows.map { $0.joined(separator: String(EntryWords.cell)) }) }

  func cell(_ row: Int, _ column: Int) -> String {
    rows.indices.contains(row) && rows[row].indices.contains(column) ? rows[row][column] : ""
  }
}

/// A poster's words.
struct PosterWords: Sendable, Hashable {
  var values: [String]

  enum Field: String, CaseIterable {
    case title, question, did, result, next

    var longest: Int { self == .title ? 100 : 800 }
  }

  init(_ values: [String] = []) { self.values = Field.allCases.indices.map { values.indices.contains($0) ? values[$0] : "" } }
  init(_ words: EntryWords) { self.init(words.parts) }

  subscript(_ field: Field) -> String { values[Field.allCases.firstIndex(of: field) ?? 0] }

  var words: EntryWords { EntryWords(values) }
  var all: String { values.joined(separator: "\n") }
}

extension Transaction {
  /// Whatever a condition names, the newest first; a page of them where `page` is said.
  func entries(where condition: SQL, page: Int? = nil, _ house: House) throws -> [Entry] {
    let skipped = page.map { ($0 - 1) * Entry.perPage } ?? 0
    let order: SQL = """
      COALESCE(study_entry.kept_at, study_entry.changed_at) DESC, study_entry.id DESC
      LIMIT \(page == nil ? 2_000 : Entry.perPage) OFFSET \(skipped)
      """
    typealias Read = (
      id: ID<Entry>, team: ID<Team>, learner: Int, person: ID<Person>, name: PersonName?, kind: Entry.Kind, words: EntryWords,
      milestone: String?, changed: Moment, kept: Moment?, shown: Moment?, takenDown: Moment?
    )
    let found = try rows(
      """
      SELECT study_entry.id, study_entry.team_id, study_entry.learner, study_entry.kind, study_entry.sealed AS words,
        study_entry.milestone, study_entry.changed_at, study_entry.kept_at, study_entry.shown_at, study_entry.taken_down_at,
        study_learner.person_id,
        person_key.wrapped AS wrapped, person_detail.sealed AS sealed
      FROM study_entry JOIN study_team ON study_team.id = study_entry.team_id
      JOIN study_learner ON study_learner.number = study_entry.learner
      LEFT JOIN person_key ON person_key.person_id = study_learner.person_id
      LEFT JOIN person_detail ON person_detail.person_id = study_learner.person_id AND person_detail.kind = \(Detail.name)
      WHERE \(condition) ORDER BY \(order)
      """
    ) { row -> Read in
      let (person, wrapped, words): (ID<Person>, [UInt8]?, [UInt8]) = (
        try row["person_id"], try row["wrapped"], try row["words"]
      )
      let text = try wrapped.map { try house.vault.safe(of: person, wrapped: $0).open(words, Entry.place) } ?? ""
      return (
        try row["id"], try row["team_id"], try row["learner"], person, try name(row, house.vault), try row["kind"],
        EntryWords(packed: text), try row["milestone"], try row["changed_at"], try row["kept_at"], try row["shown_at"],
        try row["taken_down_at"]
      )
    }
    let photos = try entryPhotos(of: found.map(\.id))
    return found.map { read in
      Entry(
        id: read.id, team: read.team, learner: read.learner, person: read.person, name: read.name, kind: read.kind,
        words: read.words, milestone: read.milestone, changed: read.changed, kept: read.kept, shown: read.shown,
        isTakenDown: read.takenDown != nil,
        photos: photos[read.id] ?? [])
    }
  }

  private func entryPhotos(of entries: [ID<Entry>]) throws -> [ID<Entry>: [HandedWork.Photo]] {
    guard !entries.isEmpty else { return [:] }
    return try Dictionary(
      grouping: rows(
        """
        SELECT study_entry_photo.entry_id, study_entry_photo.position, study_entry_photo.file_id, file.subject, file.field,
          file.kind, file.size, file.removed_at
        FROM study_entry_photo JOIN file ON file.id = study_entry_photo.file_id
        WHERE study_entry_photo.entry_id IN (\(list: entries)) ORDER BY study_entry_photo.entry_id, study_entry_photo.position
        LIMIT 10000
        """
      ) { (entry: try $0["entry_id"] as ID<Entry>, photo: try HandedWork.Photo(row: $0)) }, by: \.entry
    ).mapValues { $0.map(\.photo) }
  }

  /// What she works on in a team; nil where there is nothing.
  func openEntry(_ kind: Entry.Kind, of learner: Int, in team: ID<Team>, _ house: House) throws -> Entry? {
    try entries(
      where: """
        study_entry.team_id = \(team) AND study_entry.learner = \(learner) AND study_entry.kind = \(kind)
        AND study_entry.kept_at IS NULL AND study_entry.aside_at IS NULL
        """, house
    ).first
  }

  /// Drafts of hers that another girl's version has overtaken, the newest first.
  func draftsAside(of learner: Int, in team: ID<Team>, _ house: House) throws -> [Entry] {
    try entries(
      where: """
        study_entry.team_id = \(team) AND study_entry.learner = \(learner) AND study_entry.kept_at IS NULL
        AND study_entry.aside_at IS NOT NULL
        """, house)
  }

  /// Lays a draft aside, so that she begins with what her team handed in last; one that holds nothing but a version of the team goes.
  func layAside(_ draft: Entry, _ house: House) throws {
    let versions = try entries(
      where: "study_entry.team_id = \(draft.team) AND study_entry.kind = 'poster' AND study_entry.kept_at IS NOT NULL", house)
    let isOnlyTheirs = versions.contains { $0.words == draft.words && $0.photos.map(\.file) == draft.photos.map(\.file) }
    guard draft.isEmpty || isOnlyTheirs else {
      try run("UPDATE study_entry SET aside_at = \(house.outside.now()) WHERE id = \(draft.id) AND kept_at IS NULL")
      return
    }
    try run("DELETE FROM study_entry_photo WHERE entry_id = \(draft.id)")
    try run("DELETE FROM study_entry WHERE id = \(draft.id) AND kept_at IS NULL")
  }

  /// She goes on with a draft that lay aside.
  func takeUp(_ draft: Entry, _ house: House) throws {
    try run(
      """
      UPDATE study_entry SET aside_at = NULL, changed_at = \(house.outside.now()) WHERE id = \(draft.id) AND aside_at IS NOT NULL
      """)
  }

  /// Something to work on, which begins with what the last version of the poster holds.
  func beginEntry(
    _ kind: Entry.Kind, of learner: Int, in team: ID<Team>, after last: Entry?, _ safe: Safe, _ house: House
  ) throws {
    let id: ID<Entry> = house.outside.id()
    let words = last?.words ?? (kind == .poster ? PosterWords().words : DiaryWords().words)
    let added = try run(
      """
      INSERT INTO study_entry (id, team_id, learner, kind, sealed, changed_at)
      VALUES (\(id), \(team), \(learner), \(kind), \(safe.seal(words.packed, Entry.place)), \(house.outside.now()))
      ON CONFLICT DO NOTHING
      """)
    guard added == 1 else { return }
    for photo in last?.photos ?? [] where photo.kind != nil {
      try run("INSERT INTO study_entry_photo (entry_id, position, file_id) VALUES (\(id), \(photo.position), \(photo.file))")
    }
  }

  /// What is typed takes the place of what is kept, unless that has changed since the page was made on which it was typed (`was`, see
  /// `EntryWords.mark`): two tabs of one girl. Returns whether it stands now.
  func write(_ words: EntryWords, in entry: Entry, was: String? = nil, _ safe: Safe, _ house: House) throws -> Bool {
    guard words != entry.words else { return true }
    guard was == nil || was == entry.words.mark else { return false }
    try run(
      """
      UPDATE study_entry SET sealed = \(safe.seal(words.packed, Entry.place)), changed_at = \(house.outside.now())
      WHERE id = \(entry.id) AND kept_at IS NULL
      """)
    return true
  }

  /// From now on it stands as it is.
  func keep(_ entry: Entry, reaching milestone: String?, by person: ID<Person>, _ house: House) throws {
    let now = house.outside.now()
    let changed = try run(
      """
      UPDATE study_entry SET kept_at = \(now), changed_at = \(now), milestone = \(milestone)
      WHERE id = \(entry.id) AND kept_at IS NULL
      """)
    guard changed == 1 else { throw Refusal(.conflict, .entryIsKept) }
    let act: AuditAct = entry.kind == .diary ? .entryKept : .posterHandedIn
    try record(
      act, person.text, "team=\(entry.team) entry=\(entry.id)", by: Actor(person: person, role: .applicant).text, house)
  }

  /// A file that came whole is the photo at its place.
  func add(_ file: ID<StoredFile>, at position: Int, to entry: ID<Entry>, _ house: House) throws {
    try run(
      """
      INSERT INTO study_entry_photo (entry_id, position, file_id) VALUES (\(entry), \(position), \(file))
      ON CONFLICT (entry_id, position) DO UPDATE SET file_id = excluded.file_id
      """)
    try run("UPDATE study_entry SET changed_at = \(house.outside.now()) WHERE id = \(entry)")
  }

  /// Takes a photo out of what she works on; one that an earlier version holds stays there.
  func remove(_ photo: HandedWork.Photo, from entry: Entry, _ house: House) throws {
    try run("DELETE FROM study_entry_photo WHERE entry_id = \(entry.id) AND position = \(photo.position)")
    guard photo.subject == entry.id.text else { return }
    _ = try removeFiles(at: ProjectPhotos.place(entry.id, photo.position), house)
  }

  /// From now on the cohort sees it.
  func show(_ poster: Entry, by actor: Actor, _ house: House) throws {
    let changed = try run(
      """
      UPDATE study_entry SET shown_at = \(house.outside.now()), shown_by = \(actor.person)
      WHERE id = \(poster.id) AND kept_at IS NOT NULL AND shown_at IS NULL
      """)
    guard changed == 1 else { throw Refusal(.conflict, .teamsMoved) }
    try record(.posterShown, poster.team.text, "entry=\(poster.id)", by: actor.text, house)
  }

  /// The cohort sees no version of a team's poster any more, until an adult shows one again.
  func hidePosters(of team: ID<Team>, by actor: Actor, _ house: House) throws {
    let changed = try run(
      """
      UPDATE study_entry SET shown_at = NULL, shown_by = NULL
      WHERE team_id = \(team) AND kind = 'poster' AND shown_at IS NOT NULL
      """)
    if changed > 0 { try record(.posterHidden, team.text, by: actor.text, house) }
  }

  // MARK: - Counts

  /// Of each team the keys of what it has reached.
  func milestonesReached(where condition: SQL) throws -> [ID<Team>: Set<String>] {
    var reached: [ID<Team>: Set<String>] = [:]
    try each(
      """
      SELECT study_entry.team_id, study_entry.milestone FROM study_entry JOIN study_team ON study_team.id = study_entry.team_id
      WHERE \(condition) AND study_entry.kept_at IS NOT NULL AND study_entry.milestone IS NOT NULL
      UNION SELECT study_team.id AS team_id, \(ProjectsFile.poster) AS milestone FROM study_team
      WHERE \(condition) AND \(Milestones.posterStands)
      ORDER BY team_id LIMIT 10000
      """
    ) { row in reached[try row["team_id"], default: []].insert(try row["milestone"]) }
    return reached
  }

  /// Lines of the diary of each team.
  func entryCounts(where condition: SQL) throws -> [ID<Team>: Int] {
    let found = try rows(
      """
      SELECT study_entry.team_id, count(*) AS n FROM study_entry JOIN study_team ON study_team.id = study_entry.team_id
      WHERE \(condition) AND study_entry.kind = 'diary' AND study_entry.kept_at IS NOT NULL
      GROUP BY study_entry.team_id ORDER BY study_entry.team_id LIMIT 1000
      """
    ) { (try $0["team_id"] as ID<Team>, try $0["n"] as Int) }
    return Dictionary(found) { first, _ in first }
  }

  /// Of each team whose poster is handed in, how its last version stands.
  func posterStates(where condition: SQL) throws -> [ID<Team>: PosterStanding] {
    var states: [ID<Team>: PosterStanding] = [:]
    try each(
      """
      SELECT study_entry.team_id, study_entry.shown_at, (SELECT count(*) FROM study_poster_word
          WHERE study_poster_word.entry_id = study_entry.id) AS words
      FROM study_entry JOIN study_team ON study_team.id = study_entry.team_id
      WHERE \(condition) AND study_entry.kind = 'poster' AND study_entry.kept_at IS NOT NULL AND study_entry.taken_down_at IS NULL
      ORDER BY study_entry.kept_at, study_entry.id LIMIT 10000
      """
    ) { row in
      let (team, shown, words): (ID<Team>, Moment?, Int) = (try row["team_id"], try row["shown_at"], try row["words"])
      let isSeen = states[team].map { $0.state == .shown || $0.isEarlierSeen } ?? false
      states[team] = PosterStanding(state: shown != nil ? .shown : words > 0 ? .cameBack : .waits, isEarlierSeen: isSeen)
    }
    return states
  }

  /// The last version of a team's poster that was handed in; of those that the cohort sees where `shown` is said.
  func poster(of team: ID<Team>, shown: Bool = false, _ house: House) throws -> Entry? {
    let isShown: SQL = shown ? "AND last.shown_at IS NOT NULL" : ""
    return try entries(
      where: """
        study_entry.id = (SELECT last.id FROM study_entry AS last WHERE last.team_id = \(team) AND last.kind = 'poster'
          AND last.kept_at IS NOT NULL AND last.taken_down_at IS NULL \(isShown) ORDER BY last.kept_at DESC, last.id DESC LIMIT 1)
        """, house
    ).first
  }
}

extension Phrase {
  static let entryIsKept = Phrase(
    kk: "Бұл жазба сақталып қойған.", ru: "Эта запись уже сохранена.", en: "This entry is kept already.")
}
