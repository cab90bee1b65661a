import Exchange
import Markup
import Programme
import Storage
import Words

/// What a girl or an adult said of a post, for the safeguarding officers and for nobody else.
struct Report: Sendable {
  let id: ID<Report>
  let group: ID<Group>
  /// Nil once its writer, or who reported it, is erased.
  let post: ID<Post>?
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

/// "Report": what is asked of whoever presses it.
struct ReportForm {
  let post: Post
  let action: Link
  let back: Link
  var words = ""
  var error: Phrase?

  func page(_ visit: Visit) -> Page {
    let t = visit.language
    let field = Field("words", t(.whatIsWrong), error: error.map { t($0) }, isOptional: true)
    var page = Page(
      title: t(.reportTitle), language: t, languageForm: "report",
      body: """
        \(t.back(to: back))<h1>\(t(.reportTitle))</h1><blockquote class="wrote">\(post.text)</blockquote>
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
  func report(_ post: Post, _ words: String, by actor: Actor, _ house: House) throws {
    // Pressed twice it is one report.
    let isThere = try exists(
      "SELECT 1 FROM study_report WHERE post_id = \(post.id) AND reporter = \(actor.person) AND closed_at IS NULL")
    if isThere { return }
    try countTry(.reportedPosts, key: actor.person.text, house)
    let id: ID<Report> = house.outside.id()
    try run(
      """
      INSERT INTO study_report (id, group_id, post_id, reporter, post, words, at)
      VALUES (\(id), \(post.group), \(post.id), \(actor.person), \(house.seal(post.text, of: id, "study_report.post")),
        \(house.seal(words, of: id, "study_report.words")), \(house.outside.now()))
      """)
    try record(.postReported, id.text, by: actor.text, house)
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
    try rows(
      """
      SELECT study_report.id, study_report.group_id, study_report.post_id, study_report.post, study_report.words, study_report.at,
        study_report.closed_at, study_report.note
      FROM study_report JOIN study_group ON study_group.id = study_report.group_id
      JOIN study_cohort ON study_cohort.id = study_group.cohort_id
      WHERE \(condition) ORDER BY study_report.closed_at IS NOT NULL, study_report.closed_at DESC, study_report.at, study_report.id
      LIMIT 100
      """
    ) { row in
      let id: ID<Report> = try row["id"]
      return Report(
        id: id, group: try row["group_id"], post: try row["post_id"],
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

  /// `takesDown`: the post stands on the board no longer; its writer reads the sentence of the house, and not who reported it.
  func close(_ report: Report, _ note: String, takesDown: Bool, by actor: Actor, _ house: House) throws {
    let now = house.outside.now()
    let changed = try run(
      """
      UPDATE study_report SET closed_at = \(now), closed_by = \(actor.person),
        note = \(house.seal(note, of: report.id, "study_report.note"))
      WHERE id = \(report.id) AND closed_at IS NULL
      """)
    guard changed == 1 else { throw Refusal(.conflict, .postMoved) }
    if takesDown, let id = report.post { try takeDown(try post(id, house), by: actor, house) }
    try record(.reportClosed, report.id.text, takesDown ? "taken down" : "", by: actor.text, house)
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
