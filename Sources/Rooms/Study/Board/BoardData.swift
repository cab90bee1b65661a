import Programme
import Storage
import Words

/// What boards keep of a person, girl or adult. A report stays without her name: an open one with its words until an officer has looked at
/// it, a settled one as a line of dates.
enum BoardData {
  static let personalData = PersonalData(
    title: .boardTitle, tables: ["study_post": .postsKept, "study_report": .reportsKept, "study_board_seen": .boardSeenKept],
    export: { tx, house, person, t in
      let safe = try tx.safe(of: person, house.vault)
      let posts = try tx.rows(
        "SELECT sealed, at, taken_back_at, decision, note FROM study_post WHERE author = \(person) ORDER BY at, id LIMIT 20000"
      ) { row -> (String, String) in
        let (at, back, decision): (Moment, Moment?, Post.Decision?) = (
          try row["at"], try row["taken_back_at"], try row["decision"]
        )
        let note: [UInt8]? = try row["note"]
        let words = try [
          safe.open(try row["sealed"], "study_post.sealed"), back == nil ? "" : t(.takenBackTag),
          decision == .kept ? t(.keptOffBoard) : "", note.map { try safe.open($0, "study_post.note") } ?? "",
        ]
        return (t.dateTime(at), words.filter { !$0.isEmpty }.joined(separator: " · "))
      }
      let reports = try tx.ownReports(of: person, house).map { (t.dateTime($0.at), $0.words.isEmpty ? "–" : $0.words) }
      return [PersonalData.Section(.postsKept, posts), PersonalData.Section(.reportsKept, reports)].filter { !$0.lines.isEmpty }
    },
    erase: { tx, _, person in
      let hers: SQL = "(reporter = \(person) OR post_id IN (SELECT id FROM study_post WHERE author = \(person)))"
      let settled = try tx.run(
        """
        UPDATE study_report SET reporter = NULL, post_id = NULL, about = NULL, post = NULL, words = NULL, note = NULL
        WHERE closed_at IS NOT NULL AND \(hers)
        """)
      let reported = try tx.run("UPDATE study_report SET reporter = NULL WHERE reporter = \(person)")
      let written = try tx.run(
        "UPDATE study_report SET post_id = NULL WHERE post_id IN (SELECT id FROM study_post WHERE author = \(person))")
      // What an adult said of a team's work stays with the team; that it was reported goes with the adult.
      try tx.forgetReports(
        about: """
          SELECT id FROM study_team_mark WHERE hand = \(person) UNION ALL SELECT id FROM study_poster_word WHERE hand = \(person)
          """)
      return [
        PersonalData.Erased("study_report", settled + reported + written),
        PersonalData.Erased("study_post", try tx.run("DELETE FROM study_post WHERE author = \(person)")),
        PersonalData.Erased("study_board_seen", try tx.run("DELETE FROM study_board_seen WHERE person_id = \(person)")),
      ]
    })

  /// While an officer has not looked at what was reported of her posts, no term takes them.
  static let hold = Hold(.hasOpenReport) { tx, _, person in
    try tx.exists(
      """
      SELECT 1 FROM study_report LEFT JOIN study_post ON study_post.id = study_report.post_id
      LEFT JOIN study_entry ON study_entry.id = study_report.about
      LEFT JOIN study_learner ON study_learner.number = study_entry.learner
      LEFT JOIN study_team_mark ON study_team_mark.id = study_report.about
      LEFT JOIN study_poster_word ON study_poster_word.id = study_report.about
      WHERE study_report.closed_at IS NULL AND \(person)
        IN (study_post.author, study_learner.person_id, study_team_mark.hand, study_poster_word.hand) LIMIT 1
      """)
  }
}

extension Phrase {
  static let postsKept = Phrase(
    kk: "Топ тақтасындағы жазбалар", ru: "Записи на доске группы", en: "Posts on the board of a group")
  static let reportsKept = Phrase(
    kk: "Жазбалар туралы хабарлар", ru: "Сообщения о записях", en: "Reports of posts")
  static let boardSeenKept = Phrase(kk: "Тақта қашан оқылды", ru: "Когда прочитана доска", en: "When a board was read")
  static let hasOpenReport = Phrase(
    kk: "жазбасы туралы хабар әлі қаралмаған", ru: "сообщение о её записи ещё не рассмотрено",
    en: "a report of her post is not settled yet")
}
