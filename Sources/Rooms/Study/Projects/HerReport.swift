import Exchange
import Markup
import Programme
import Storage
import Words

/// Telling the safeguarding officers of what her team reads: a line of the diary, a poster, and what adults say of her work. The door that
/// posts have, past every adult of the group.
enum HerReport {
  static func link(_ kind: ReportedThing.Kind, _ id: String) -> Link { "/study/reports/\(kind.rawValue)/\(id)" }

  /// GET /study/reports/:kind/:thing
  static func ask(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let (thing, back) = try await visit.house.database.read { try found(visit, permit, $0) }
    return visit.keptPage(ReportForm(thing: thing, action: link(thing.kind, thing.id), back: back).page(visit))
  }

  /// POST /study/reports/:kind/:thing
  static func create(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let (words, error) = ReportForm.read(visit)
    if error != nil || visit.asksOnlyLanguage {
      let (thing, back) = try await house.database.read { try found(visit, permit, $0) }
      let form = ReportForm(
        thing: thing, action: link(thing.kind, thing.id), back: back, words: words, error: visit.asksOnlyLanguage ? nil : error)
      return visit.keptPage(form.page(visit), status: visit.asksOnlyLanguage ? 200 : 422)
    }
    let back = try await house.database.write { tx in
      let (thing, back) = try found(visit, permit, tx)
      try tx.report(thing, words, by: permit.actor, house)
      try visit.countStored([words.utf8.count], in: tx)
      return back
    }
    return .seeOther(back.with("said", "reported").text)
  }

  /// What she can read at this moment and did not write herself, and the page on which she reads it. Throws `Refusal.missing`.
  private static func found(
    _ visit: Visit, _ permit: Permit<OwnStudy>, _ tx: Transaction
  ) throws -> (thing: ReportedThing, back: Link) {
    let house = visit.house
    let person = permit.actor.person
    guard let kind = ReportedThing.Kind(rawValue: try visit.name("kind")), let learner = try tx.learner(of: person) else {
      throw Refusal.missing
    }
    func thing(_ team: ID<Team>, _ text: String, _ id: String, back: Link? = nil) throws -> (ReportedThing, Link) {
      let project = try tx.project(try tx.team(team, house).project)
      return (ReportedThing(kind, id, in: project.group, text), back ?? HerProject.link(project.id))
    }
    func isOf(_ team: ID<Team>) throws -> Bool {
      try tx.exists("SELECT 1 FROM study_team_member WHERE team_id = \(team) AND learner = \(learner.number)")
    }
    switch kind {
    case .post: throw Refusal.missing
    case .diary, .poster:
      let id: ID<Entry> = try visit.id("thing")
      let there: SQL = "study_entry.id = \(id) AND study_entry.kept_at IS NOT NULL AND study_entry.taken_down_at IS NULL"
      guard let entry = try tx.entries(where: there, house).first, entry.kind == (kind == .diary ? .diary : .poster),
        entry.learner != learner.number
      else { throw Refusal.missing }
      let text =
        kind == .poster
        ? PosterWords(entry.words).all
        : ([DiaryWords(entry.words).text] + DiaryWords(entry.words).rows.map { $0.joined(separator: " | ") })
          .filter { !$0.isEmpty }.joined(separator: "\n")
      if try isOf(entry.team) { return try thing(entry.team, text, id.text) }
      guard kind == .poster else { throw Refusal.missing }
      _ = try Posters.learner(of: person, sees: entry.team, tx)
      guard try tx.poster(of: entry.team, shown: true, house)?.id == id else { throw Refusal.missing }
      return try thing(entry.team, text, id.text, back: Posters.link(entry.team))
    case .teamWord:
      let id: ID<TeamMark> = try visit.id("thing")
      let of: ID<Team>? = try tx.value("SELECT team_id FROM study_team_mark WHERE id = \(id)")
      guard let of else { throw Refusal.missing }
      let words = try tx.teamWords(
        of: learner.number, in: try tx.team(of, house), at: visit.now, try tx.safe(of: person, house.vault), house.vault)
      guard let word = words.first(where: { $0.mark == id && !$0.text.isEmpty }) else { throw Refusal.missing }
      return try thing(of, word.text, id.text)
    case .posterWord:
      let id: ID<PosterWord> = try visit.id("thing")
      let word = try tx.posterWords(where: "study_poster_word.id = \(id)", house.vault).first
      let of: ID<Team>? = try word.flatMap { try tx.value("SELECT team_id FROM study_entry WHERE id = \($0.entry)") }
      guard let word, let of, word.isRead(at: visit.now), try isOf(of) else { throw Refusal.missing }
      return try thing(of, word.text, id.text)
    }
  }
}

extension ReportedThing {
  /// "Tell the safeguarding officers", small below what is told of; `whose` says to readers of screens of whom.
  static func link(_ kind: Kind, _ id: String, of whose: String?, _ t: Language) -> HTML {
    """
    <p class="quiet"><a href="\(HerReport.link(kind, id))">\(t(.reportPost))<span class="vh">: \(whose ?? t(.nameless))</span></a></p>
    """
  }
}
