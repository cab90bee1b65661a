import Programme
import Security
import Storage
import Words

/// What shares and letters keep of a girl: to hand over and to forget. Of a letter the number, the days and the sums of its files stay.
enum LetterData {
  /// Before the recommendations: an erasure ends them and takes the girl out.
  static let personalData = PersonalData(
    title: .lettersTitle, tables: erasedTables,
    export: { tx, house, person, t in
      let safe = try tx.safe(of: person, house.vault)
      var (shown, letters, said):
        ([(name: String, value: String)], [(name: String, value: String)], [(name: String, value: String)]) = (
          [], [], []
        )
      var files: [(name: String, bytes: [UInt8])] = []
      for given in try tx.recommendations(of: person) {
        for share in try tx.shares(of: given.id) {
          shown.append((t.dateTime(share.givenAt), try tx.inWords(share, safe, t)))
          for opening in try tx.openings(of: share.id, house) {
            shown.append((t.dateTime(opening.at), "\(opening.who ?? t(.officerWord)): \(t(opening.what.name))"))
          }
          for letter in try tx.letters(of: share.id) {
            letters.append((letter.number, try tx.inWords(letter, safe, t)))
            for language in Language.allCases {
              files.append(("\(letter.number)-\(language.rawValue).pdf", try tx.paper(of: letter, language, safe)))
            }
          }
        }
        for withdrawal in try tx.withdrawals(of: given.id, safe) {
          said.append(
            (t.dateTime(withdrawal.proposedAt), [withdrawal.reason, withdrawal.answer].compactMap { $0 }.joined(separator: "; ")))
        }
        for (side, outcome) in try tx.outcomes(of: given.id).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
          let by = t(side == .girl ? .applicantWord : .universityOfLetter)
          said.append(
            (
              t.dateTime(outcome.at),
              "\(by): \(t(outcome.said.kind.name))\(outcome.said.amount.map { ", \(t.number($0)) ₸" } ?? "")"
            ))
        }
      }
      var sections: [PersonalData.Section] = []
      if !shown.isEmpty { sections.append(PersonalData.Section(.sharesOfHers, shown)) }
      if !letters.isEmpty { sections.append(PersonalData.Section(.lettersTitle, letters, files: files)) }
      if !said.isEmpty { sections.append(PersonalData.Section(.whatWasSaidOfIt, said)) }
      return sections
    },
    erase: { tx, house, person in
      let own: SQL = "SELECT id FROM grants_recommendation WHERE person_id = \(person)"
      let shares: SQL = "SELECT id FROM grants_share WHERE recommendation_id IN (\(own))"
      for given in try tx.recommendations(of: person) {
        if let share = try tx.openShare(of: given.id) { try tx.end(share, as: .erased, by: "the house", house) }
      }
      return try [
        PersonalData.Erased(
          "grants_paper",
          tx.run("DELETE FROM grants_paper WHERE letter_id IN (SELECT id FROM grants_letter WHERE share_id IN (\(shares)))")),
        // One whose files were never made was nobody's.
        PersonalData.Erased(
          "grants_letter",
          tx.run("DELETE FROM grants_letter WHERE made_at IS NULL AND share_id IN (\(shares))")
            + tx.run("UPDATE grants_letter SET sealed = NULL WHERE share_id IN (\(shares))")),
        PersonalData.Erased("grants_share", tx.run("UPDATE grants_share SET sealed = NULL WHERE recommendation_id IN (\(own))")),
        PersonalData.Erased(
          "grants_withdrawal",
          tx.run("UPDATE grants_withdrawal SET reason = NULL, answer = NULL WHERE recommendation_id IN (\(own))")),
        PersonalData.Erased("grants_outcome", tx.run("UPDATE grants_outcome SET person_id = NULL WHERE person_id = \(person)")),
      ]
    })

  private static let erasedTables: [String: Phrase] = [
    "grants_share": Phrase(
      kk: "хаттағы аты мен байланысы", ru: "имя и контакт для письма", en: "the name and the contact for a letter"),
    "grants_letter": Phrase(
      kk: "ұсыным хаттардың мәтіні", ru: "тексты рекомендательных писем", en: "what letters of recommendation said"),
    "grants_paper": Phrase(kk: "ұсыным хаттардың файлдары", ru: "файлы рекомендательных писем", en: "the files of letters"),
    "grants_withdrawal": Phrase(
      kk: "қайтарудың себебі мен жауабы", ru: "причина отзыва и ответ на неё", en: "the reason of a withdrawal and the answer"),
    "grants_outcome": Phrase(
      kk: "немен аяқталғаны туралы жауап", ru: "ответ о том, чем кончилось", en: "the answer about what came of it"),
  ]
}

/// What is kept of an officer who opened things.
enum OpeningData {
  static let personalData = PersonalData(
    title: .openingsOfOfficer,
    tables: ["grants_opening": Phrase(kk: "ашқан хаттары", ru: "открытые письма", en: "letters that were opened")],
    export: { tx, _, person, t in
      let lines = try tx.rows(
        "SELECT what, opened_at FROM grants_opening WHERE person_id = \(person) ORDER BY opened_at, id LIMIT 5000"
      ) { row -> (name: String, value: String) in
        let what: Opening.What = try row["what"]
        return (t.dateTime(try row["opened_at"]), t(what.name))
      }
      return lines.isEmpty ? [] : [PersonalData.Section(.openingsOfOfficer, lines)]
    },
    erase: { tx, _, person in
      try tx.run("UPDATE grants_share SET deleted_by = NULL WHERE deleted_by = \(person)")
      return [
        PersonalData.Erased(
          "grants_opening", try tx.run("UPDATE grants_opening SET person_id = NULL WHERE person_id = \(person)"))
      ]
    })
}

extension Transaction {
  fileprivate func inWords(_ share: Share, _ safe: Safe, _ t: Language) throws -> String {
    let words = try words(of: share, safe)
    let parts = [
      t(try organisation(share.organisation).name), t(.shareUntilDay(share.lastDay)),
      words.map { "\($0.name.kk) · \($0.name.ru) · \($0.name.en)" }, words?.contact, share.end.map { t($0.name) },
    ]
    return parts.compactMap { $0 }.joined(separator: "; ")
  }

  fileprivate func inWords(_ letter: Letter, _ safe: Safe, _ t: Language) throws -> String {
    guard let facts = try content(of: letter, safe)?.facts else { return t.dates(letter.issuedOn, letter.until) }
    let learnt = facts.learnt.map { "\($0.title(t)): \($0.level(t))" }
    return
      ([
        t.dates(letter.issuedOn, letter.until), facts.name(t), facts.birthYear.map(String.init) ?? "", facts.school(t),
        "\(facts.group) \(facts.programme(t))", facts.organisation(t),
      ] + learnt).joined(separator: "; ")
  }
}

extension Phrase {
  static let sharesOfHers = Phrase(kk: "Университетке көрсету", ru: "Показы университету", en: "Shares with a university")
  static let whatWasSaidOfIt = Phrase(
    kk: "Ұсыным туралы айтылғандар", ru: "Что сказано о рекомендации", en: "What was said of the recommendation")
  static let applicantWord = Phrase(kk: "қатысушы", ru: "она сама", en: "she herself")
  static let openingsOfOfficer = Phrase(
    kk: "Өкіл ретінде ашқан ұсынымдар", ru: "Рекомендации, открытые как представитель", en: "Recommendations opened as an officer"
  )
}
