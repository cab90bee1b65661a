import Exchange
import Markup
import Programme
import Storage
import Words

/// What a girl or an adult said of a post, or of what her team reads, for the safeguarding officers and for nobody else.
struct Report: Sendable {
  let id: ID<Report>
  let group: ID<Group>
  let kind: ReportedThing.Kind
  /// What was reported; nil once its writer, or who reported it, is erased.
  let about: String?
  /// Who wrote it, and when; nil with `about`.
  let writer: (name: PersonName?, at: Moment)?
  /// As it was when it was reported.
  let text: String
  let words: String
  let at: Moment
  let closed: Moment?
  let note: String

  /// Within so many days somebody has looked at it.
  static let days = 1
  static let longest = 1_000

  var due: Moment { at.adding(days: Self.days) }
}

/// Words that can be reported: a post, or what a team reads of its girls and of its adults.
struct ReportedThing: Sendable {
  let kind: Kind
  let id: String
  let group: ID<Group>
  let text: String

  enum Kind: String, Sendable, Bindable, Readable, CaseIterable {
    case post
    /// A line of a team's diary.
    case diary
    /// A version of a team's poster.
    case poster
    /// What an adult said to her with a mark of her team.
    case teamWord = "team-word"
    /// Why an adult sent a poster back or hid it.
    case posterWord = "poster-word"
  }

  init(_ kind: Kind, _ id: String, in group: ID<Group>, _ text: String) {
    (self.kind, self.id, self.group, self.text) = (kind, id, group, text)
  }

  init(_ post: Post) { self.init(.post, post.id.text, in: post.group, post.text) }
}

/// "Report": what is asked of whoever presses it.
struct ReportForm {
  let thing: ReportedThing
  let action: Link
  let back: Link
  var words = ""
  var error: Phrase?

  func page(_ visit: Visit) -> Page {
    let t = visit.language
    let field = Field("words", t(.whatIsWrong), error: error.map { t($0) }, isOptional: true)
    let title = t(thing.kind == .post ? .reportTitle : .reportThis)
    var page = Page(
      title: title, language: t, languageForm: "report",
      body: """
        \(t.back(to: back))\(t.errorSummary(error.map { [("words", t($0))] } ?? []))<h1>\(title)</h1><blockquote class="wrote">\(thing.text)</blockquote>
        <p>\(t(.whoReadsReport))</p>
        \(form(action, id: "report", """
          \(visit.formToken)\(t.textArea(field, value: words, rows: 4, longest: Report.longest))\(button(t(.sendReport)))
          """))
        """)
    page.sheets = ["board.css"]
    return page
  }

  static func read(_ visit: Visit) -> (words: String, error: Phrase?) {
    let words = Invisible.dropped(from: visit.form["words"] ?? "").trimmed
    return (words, words.count > Report.longest ? .reportIsTooLong : nil)
  }
}

extension House {
  /// Sealed with a key of its own: neither the writer's nor the reporter's erasure takes what an officer has to look at.
  fileprivate func seal(_ text: String, of report: ID<Report>, _ column: String) -> [UInt8] {
    vault.seal(text, secret: report.text, for: column)
  }

  fileprivate func open(_ sealed: [UInt8]?, of report: ID<Report>, _ column: String) throws -> String {
    try sealed.map { try vault.openText($0, secret: report.text, for: column) } ?? ""
  }
}

extension Transaction {
  func report(_ thing: ReportedThing, _ words: String, by actor: Actor, _ house: House) throws {
    let (post, kind, about) =
      thing.kind == .post ? (thing.id, nil, nil) : (nil as String?, thing.kind as ReportedThing.Kind?, thing.id as String?)
    // Pressed twice it is one report.
    let isThere = try exists(
      """
      SELECT 1 FROM study_report WHERE reporter = \(actor.person) AND closed_at IS NULL
        AND (post_id = \(thing.id) OR kind = \(thing.kind) AND about = \(thing.id))
      """)
    if isThere { return }
    try countTry(.reportedPosts, key: actor.person.text, house)
    let id: ID<Report> = house.outside.id()
    try run(
      """
      INSERT INTO study_report (id, group_id, post_id, kind, about, reporter, post, words, at)
      VALUES (\(id), \(thing.group), \(post), \(kind), \(about), \(actor.person),
        \(house.seal(thing.text, of: id, "study_report.post")), \(house.seal(words, of: id, "study_report.words")),
        \(house.outside.now()))
      """)
    try record(.postReported, id.text, thing.kind == .post ? "" : thing.kind.rawValue, by: actor.text, house)
  }

  /// Those within reach of an officer who has no part in that group: what is open, the oldest first, then the last that are closed.
  func reports(_ permit: Permit<ReadReports>, _ house: House) throws -> [Report] {
    try reports(where: reach(permit), house)
  }

  /// Throws `Refusal.missing`.
  func report(_ id: ID<Report>, _ permit: Permit<ReadReports>, _ house: House) throws -> Report {
    guard let report = try reports(where: "study_report.id = \(id) AND \(reach(permit))", house).first else {
      throw Refusal.missing
    }
    return report
  }

  private func reach(_ permit: Permit<ReadReports>) -> SQL {
    """
    \(permit.reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region")))
      AND NOT EXISTS (SELECT 1 FROM study_adult WHERE study_adult.group_id = study_report.group_id
        AND study_adult.person_id = \(permit.actor.person))
    """
  }

  private func reports(where condition: SQL, _ house: House) throws -> [Report] {
    // Ids are unique in the house: of the things that may be meant one is there.
    try rows(
      """
      SELECT study_report.id, study_report.group_id, study_report.post_id, study_report.kind, study_report.about, study_report.post,
        study_report.words, study_report.at, study_report.closed_at, study_report.note,
        COALESCE(study_post.author, study_learner.person_id, study_team_mark.hand, study_poster_word.hand) AS person_id,
        COALESCE(study_post.at, study_entry.kept_at, study_team_mark.at, study_poster_word.at) AS written_at,
        person_key.wrapped AS wrapped, person_detail.sealed AS sealed
      FROM study_report JOIN study_group ON study_group.id = study_report.group_id
      JOIN study_cohort ON study_cohort.id = study_group.cohort_id
      LEFT JOIN study_post ON study_post.id = study_report.post_id
      LEFT JOIN study_entry ON study_entry.id = study_report.about
      LEFT JOIN study_learner ON study_learner.number = study_entry.learner
      LEFT JOIN study_team_mark ON study_team_mark.id = study_report.about
      LEFT JOIN study_poster_word ON study_poster_word.id = study_report.about
      LEFT JOIN person_key ON person_key.person_id
        = COALESCE(study_post.author, study_learner.person_id, study_team_mark.hand, study_poster_word.hand)
      LEFT JOIN person_detail ON person_detail.person_id = person_key.person_id AND person_detail.kind = \(Detail.name)
      WHERE \(condition) ORDER BY study_report.closed_at IS NOT NULL, study_report.closed_at DESC, study_report.at, study_report.id
      LIMIT 100
      """
    ) { row in
      let id: ID<Report> = try row["id"]
      let (post, about, kind): (String?, String?, ReportedThing.Kind?) = (
        try row["post_id"], try row["about"], try row["kind"]
      )
      let written: Moment? = try row["written_at"]
      return Report(
        id: id, group: try row["group_id"], kind: kind ?? .post, about: post ?? about,
        writer: try written.map { (name: try name(row, house.vault), at: $0) },
        text: try house.open(try row["post"], of: id, "study_report.post"),
        words: try house.open(try row["words"], of: id, "study_report.words"), at: try row["at"], closed: try row["closed_at"],
        note: try house.open(try row["note"], of: id, "study_report.note"))
    }
  }

  /// What somebody reported, as far as its words are still there.
  func ownReports(of person: ID<Person>, _ house: House) throws -> [(at: Moment, words: String)] {
    try rows("SELECT id, words, at FROM study_report WHERE reporter = \(person) ORDER BY at, id LIMIT 10000") { row in
      (at: try row["at"], words: try house.open(try row["words"], of: try row["id"], "study_report.words"))
    }
  }

  /// What goes for good is named in no report any more; of a settled one the words go too. `about` lists its ids.
  func forgetReports(about ids: SQL) throws {
    try run(
      """
      UPDATE study_report SET post = NULL, words = NULL, note = NULL, reporter = NULL
      WHERE closed_at IS NOT NULL AND about IN (\(ids))
      """)
    try run("UPDATE study_report SET about = NULL WHERE about IN (\(ids))")
  }

  /// `takesDown`: the girls see it no longer; of a post its writer reads the sentence of the house, and not who reported it.
  func close(_ report: Report, _ note: String, takesDown: Bool, by actor: Actor, _ house: House) throws {
    let now = house.outside.now()
    let changed = try run(
      """
      UPDATE study_report SET closed_at = \(now), closed_by = \(actor.person),
        note = \(house.seal(note, of: report.id, "study_report.note"))
      WHERE id = \(report.id) AND closed_at IS NULL
      """)
    guard changed == 1 else { throw Refusal(.conflict, .postMoved) }
    if takesDown, let about = report.about { try takeDown(report.kind, about, by: actor, house) }
    try record(.reportClosed, report.id.text, takesDown ? "taken down" : "", by: actor.text, house)
  }

  private func takeDown(_ kind: ReportedThing.Kind, _ about: String, by actor: Actor, _ house: House) throws {
    let now = house.outside.now()
    switch kind {
    case .post:
      guard let id = ID<Post>(about) else { return }
      try takeDown(try post(id, house), by: actor, house)
    case .diary, .poster:
      try run("UPDATE study_entry SET taken_down_at = \(now) WHERE id = \(about) AND taken_down_at IS NULL")
      guard kind == .poster, let team: ID<Team> = try value("SELECT team_id FROM study_entry WHERE id = \(about)") else { return }
      if let exhibit = try exhibit(of: team), exhibit.ended == nil {
        try end(exhibit, because: exhibit.published == nil ? .dropped : .desk, by: actor.text, house)
      }
      try hidePosters(of: team, by: actor, house)
    case .teamWord:
      try run("UPDATE study_team_word SET taken_down_at = \(now) WHERE mark_id = \(about) AND taken_down_at IS NULL")
    case .posterWord: try run("UPDATE study_poster_word SET taken_down_at = \(now) WHERE id = \(about) AND taken_down_at IS NULL")
    }
  }

  private func takeDown(_ post: Post, by actor: Actor, _ house: House) throws {
    guard post.author != actor.person else { throw Refusal.forbidden }
    let language: Language = try value("SELECT language FROM person WHERE id = \(post.author)") ?? .kk
    let note = try safe(of: post.author, house.vault).seal(language(.takenDownByOfficer), "study_post.note")
    try run(
      """
      UPDATE study_post SET decision = \(Post.Decision.kept), decided_at = \(house.outside.now()), decided_by = \(actor.person),
        note = \(note) WHERE id = \(post.id)
      """)
    try record(.postKept, post.id.text, by: actor.text, house)
  }

  /// What an officer has to look at, within reach.
  func reportsWaiting(_ reach: [Scope]) throws -> DeskWait {
    let within = reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region"))
    return try DeskWait(
      row: try row(
        """
        SELECT count(*) AS n, min(study_report.at) AS oldest FROM study_report
        JOIN study_group ON study_group.id = study_report.group_id JOIN study_cohort ON study_cohort.id = study_group.cohort_id
        WHERE study_report.closed_at IS NULL AND \(within)
        """))
  }
}

extension Phrase {
  static let reportTitle = Phrase(
    kk: "Осы жазба туралы хабарлау", ru: "Сообщить об этой записи", en: "Report this post")
  static let reportThis = Phrase(
    kk: "Қорғау маманына хабарла", ru: "Сообщение специалисту по защите", en: "A report to the safeguarding officers")
  static let whatIsWrong = Phrase(kk: "Не болды?", ru: "Что случилось?", en: "What is wrong?")
  static let whoReadsReport = Phrase(
    kk: "Мұны тек балаларды қорғау мамандары оқиды. Топтың ересектеріне көрсетілмейді.",
    ru: "Это прочтут только специалисты по защите детей. Взрослым группы это не показывают.",
    en: "Only the safeguarding officers read this. It is not shown to the adults of the group.")
  static let sendReport = Phrase(kk: "Хабарлау", ru: "Сообщить", en: "Send the report")
  static let reportIsTooLong = Phrase(
    kk: "1000 таңбаға дейін жазуға болады.", ru: "Можно написать до 1000 знаков.", en: "You can write up to 1,000 characters.")
  static let takenDownByOfficer = Phrase(
    kk: "Балаларды қорғау маманы бұл жазбаны тақтадан алды.", ru: "Специалист по защите детей снял эту запись с доски.",
    en: "The safeguarding officer has taken this post off the board.")
}
