import Programme
import Storage
import Words

/// What the room keeps about an officer: what she signed, what she said of relatives and pupils, what was answered about her.
enum GrantsData {
  static let personalData = PersonalData(
    title: .officerData, tables: tables,
    export: { tx, house, person, t in
      let signed = try tx.rows("SELECT version, signed_at FROM grants_conduct WHERE person_id = \(person) ORDER BY version") {
        row in
        (name: t(.conductTitle), value: "\(try row["version"] as Int), \(t.dateTime(try row["signed_at"]))")
      }
      let safe = try tx.safe(of: person, house.vault)
      let interests = try tx.rows(
        "SELECT kind, note, said_at FROM grants_interest WHERE person_id = \(person) ORDER BY said_at, id LIMIT 500"
      ) { row -> (name: String, value: String) in
        let kind: Interest.Kind = try row["kind"]
        return (
          name: "\(t(kind.name)), \(t.dateTime(try row["said_at"]))",
          value: try safe.open(try row["note"], Transaction.interestField)
        )
      }
      let answers = try tx.rows(
        "SELECT answer, answered_at FROM grants_kin WHERE person_id = \(person) ORDER BY answered_at LIMIT 500"
      ) { row -> (name: String, value: String) in
        let answer: KinQuestion.Answer = try row["answer"]
        return (name: "\(t(.isKin)) \(t.dateTime(try row["answered_at"]))", value: t(answer.name))
      }
      let lines = signed + interests + answers
      return lines.isEmpty ? [] : [PersonalData.Section(.officerData, lines)]
    },
    erase: { tx, _, person in
      [
        PersonalData.Erased("grants_conduct", try tx.run("DELETE FROM grants_conduct WHERE person_id = \(person)")),
        PersonalData.Erased("grants_interest", try tx.run("DELETE FROM grants_interest WHERE person_id = \(person)")),
        PersonalData.Erased("grants_kin", try tx.run("DELETE FROM grants_kin WHERE person_id = \(person)")),
      ]
    })

  private static let tables: [String: Phrase] = [
    "grants_conduct": Phrase(kk: "қол қойылған кодекс", ru: "подпись под кодексом", en: "the code that was signed"),
    "grants_interest": Phrase(
      kk: "мүдделер қақтығысы туралы айтқаны", ru: "заявленный конфликт интересов", en: "a declared conflict of interest"),
    "grants_kin": Phrase(
      kk: "туыстық туралы сұраққа жауап", ru: "ответ на вопрос о родстве", en: "the answer to a question about relatives"),
  ]
}

extension Phrase {
  static let officerData = Phrase(
    kk: "Ұйым өкілі ретіндегі деректер", ru: "Данные представителя организации", en: "Data as an organisation's officer")
}
