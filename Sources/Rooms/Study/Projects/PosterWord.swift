import Markup
import Programme
import Storage
import Words

/// Why an adult of the group sent a version of a poster back, or hid it from the cohort: to the whole team, and read by every adult of the
/// group. Never changed.
struct PosterWord: Sendable {
  let id: ID<PosterWord>
  /// The version it is said of.
  let entry: ID<Entry>
  let hand: ID<Person>
  /// Nil for whoever has no name here any more.
  let name: PersonName?
  /// The cohort sees the poster no longer; else it went back before the cohort saw it.
  let hides: Bool
  let text: String
  let at: Moment
  /// A safeguarding officer has taken it from the girls' sight.
  let isTakenDown: Bool

  static let longest = 600
  static let place = "study_poster_word.sealed"

  /// When the girls can read it: what was written by night at eight in the morning.
  var opens: Moment { BoardHours.opening(from: at) }

  func isRead(at now: Moment) -> Bool { !isTakenDown && opens <= now }

  /// What is wrong with a reason before it is kept: nobody looks at it before the girls do.
  static func wrong(_ text: String, _ rules: HoldRules) -> Phrase? {
    if text.isEmpty { return .reasonForTeamNeeded }
    if text.count > longest { return .workTooLong(longest) }
    return rules.reasons(to: text).isEmpty ? nil : .answerLeadsAway
  }
}

extension Transaction {
  /// Of all versions of a team's poster, the newest first.
  func posterWords(of team: ID<Team>, _ vault: Vault) throws -> [PosterWord] {
    try posterWords(where: "study_entry.team_id = \(team)", vault)
  }

  func posterWords(where condition: SQL, _ vault: Vault) throws -> [PosterWord] {
    try rows(
      """
      SELECT study_poster_word.id, study_poster_word.entry_id, study_poster_word.hand AS person_id, study_poster_word.hides,
        study_poster_word.sealed AS words, study_poster_word.at, study_poster_word.taken_down_at,
        study_learner.person_id AS writer, writer_key.wrapped AS writer_wrapped,
        person_key.wrapped AS wrapped, person_detail.sealed AS sealed
      FROM study_poster_word JOIN study_entry ON study_entry.id = study_poster_word.entry_id
      JOIN study_learner ON study_learner.number = study_entry.learner
      LEFT JOIN person_key AS writer_key ON writer_key.person_id = study_learner.person_id
      LEFT JOIN person_key ON person_key.person_id = study_poster_word.hand
      LEFT JOIN person_detail ON person_detail.person_id = study_poster_word.hand AND person_detail.kind = \(Detail.name)
      WHERE \(condition) ORDER BY study_poster_word.at DESC, study_poster_word.id DESC LIMIT 100
      """
    ) { row in
      let (writer, wrapped, words): (ID<Person>, [UInt8]?, [UInt8]) = (
        try row["writer"], try row["writer_wrapped"], try row["words"]
      )
      let takenDown: Moment? = try row["taken_down_at"]
      return PosterWord(
        id: try row["id"], entry: try row["entry_id"], hand: try row["person_id"], name: try name(row, vault),
        hides: try row["hides"],
        text: try wrapped.map { try vault.safe(of: writer, wrapped: $0).open(words, PosterWord.place) } ?? "",
        at: try row["at"], isTakenDown: takenDown != nil)
    }
  }

  /// The version goes back to its team. Throws where it is shown, or where the team is being marked and could hand in no other.
  func sendBack(_ poster: Entry, _ why: String, by actor: Actor, _ house: House) throws {
    guard poster.shown == nil, try !exists("SELECT 1 FROM study_team_mark WHERE team_id = \(poster.team)") else {
      throw Refusal(.conflict, .workHasMoved, back: TeamMarking.link(poster.team))
    }
    try say(why, of: poster, hides: false, by: actor, house)
    try record(.posterReturned, poster.team.text, "entry=\(poster.id)", by: actor.text, house)
  }

  /// The cohort sees no version of the poster any more, and no public page does; the team reads why. Where it stood on the exhibition the team
  /// and the two who brought it there are told; where it was proposed, who proposed it. Returns whether it was taken off the public page.
  func hide(_ poster: Entry, _ why: String, by actor: Actor, _ house: House) throws -> Bool {
    let exhibit = try exhibit(of: poster.team).flatMap { $0.ended == nil ? $0 : nil }
    if let exhibit {
      try end(exhibit, because: exhibit.isPublished ? .desk : .dropped, by: actor.text, house)
      try tellHands(.hidden, of: exhibit.id, not: actor.person, house)
      if exhibit.isPublished { try tellTeam(.hidden, of: exhibit.id, poster.team, house) }
    }
    try say(why, of: poster, hides: true, by: actor, house)
    try hidePosters(of: poster.team, by: actor, house)
    return exhibit?.isPublished == true
  }

  private func say(_ why: String, of poster: Entry, hides: Bool, by actor: Actor, _ house: House) throws {
    let (id, sealed) = (
      house.outside.id(of: PosterWord.self), try safe(of: poster.person, house.vault).seal(why, PosterWord.place)
    )
    try run(
      """
      INSERT INTO study_poster_word (id, entry_id, hand, hides, sealed, at)
      VALUES (\(id), \(poster.id), \(actor.person), \(hides), \(sealed), \(house.outside.now()))
      """)
  }
}

extension [PosterWord] {
  /// What the team must know of the version it handed in last: it came back, or was hidden, and none has followed or is shown.
  func calling(_ poster: Entry?) -> PosterWord? {
    guard let poster, poster.shown == nil, let last = first(where: { !$0.isTakenDown }) else { return nil }
    return last.entry == poster.id || last.at > poster.kept ?? poster.changed ? last : nil
  }

  /// For the girls: each with who said it and when, and a way to report it. What was written by night comes by day.
  func forTeam(_ visit: Visit) -> HTML {
    let t = visit.language
    let lines = filter { !$0.isTakenDown }.map { word -> HTML in
      let text: HTML =
        word.isRead(at: visit.now)
        ? "<blockquote class=\"wrote\">\(word.text)</blockquote>\(ReportedThing.link(.posterWord, word.id.text, of: word.name?.full, t))"
        : "<p class=\"hint\">\(t(.wordComesAt(t.dateTime(word.opens))))</p>"
      return
        "<li><p class=\"writer\"><b>\(word.name?.full ?? t(.nameless))</b> <span class=\"hint\">\(t(word.did)), \(t.dateTime(word.at))</span></p>\(text)</li>"
    }
    return lines.isEmpty ? .nothing : "<ol class=\"entries\">\(lines)</ol>"
  }

  /// For the adults of the group and the coordinator: every word that was ever said.
  func forAdults(_ t: Language) -> HTML {
    let lines = map { word -> HTML in
      let down: HTML = word.isTakenDown ? "<p>\(tag(t(.hiddenByOfficer), .bad))</p>" : .nothing
      return """
        <li><p class="writer"><b>\(word.name?.full ?? t(.nameless))</b> <span class="hint">\(t(word.did)), \(t.dateTime(word.at))</span></p>\
        <p class="wrote">\(word.text)</p>\(down)</li>
        """
    }
    return lines.isEmpty ? .nothing : "<h3>\(t(.reasonsSaid))</h3><ol class=\"entries\">\(lines)</ol>"
  }
}

extension PosterWord {
  fileprivate var did: Phrase { hides ? .hidFromCohort : .sentBack }
}

extension Phrase {
  static let reasonForTeamNeeded = Phrase(
    kk: "Командаға себебін жазыңыз", ru: "Напишите команде, почему", en: "Write to the team why")
  static let sentBack = Phrase(kk: "плакатты қайтарды", ru: "возвращает плакат", en: "sent the poster back")
  static let hidFromCohort = Phrase(
    kk: "плакатты лектен жасырды", ru: "скрывает плакат от потока", en: "hid the poster from the cohort")
  static let reasonsSaid = Phrase(
    kk: "Командаға айтылған себептер", ru: "Что сказано команде", en: "What the team was told")
  static let hiddenByOfficer = Phrase(
    kk: "қорғау маманы қыздардан жасырды", ru: "скрыто от девочек специалистом по защите",
    en: "hidden from the girls by a safeguarding officer")
}
