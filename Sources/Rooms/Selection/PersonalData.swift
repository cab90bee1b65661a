import Programme
import Storage
import Words

/// What this room keeps about a girl: her results, her offer, her appeal.
extension Selection {
  static let personalData: PersonalData = {
    var data = kept
    data.groups = [Admitted.group]
    data.subjects = { tx, person in try tx.applicants(of: person).compactMap { try tx.appeal(of: $0)?.id.text } }
    data.lain = { tx, wanted in
      guard wanted.group == Admitted.group, !wanted.cycles.isEmpty else { return [] }
      return try tx.rows(
        """
        SELECT person_id FROM \(Admitted.places) JOIN person ON person.id = person_id
        WHERE person.erased_at IS NULL AND person_id > \(wanted.after) AND selection_offer.cycle_id IN (\(list: wanted.cycles))
        GROUP BY person_id ORDER BY person_id LIMIT \(wanted.limit)
        """
      ) { try $0[0] }
    }
    return data
  }()

  private static let kept = PersonalData(
    title: .selectionTitle, tables: erasedTables,
    export: { tx, house, person, t in
      let safe = try tx.safe(of: person, house.vault)
      return try tx.applicants(of: person).flatMap { applicant -> [PersonalData.Section] in
        let evidence = try tx.rows(
          """
          SELECT name, turn, value, error, source, at FROM selection_evidence WHERE application_id = \(applicant)
          ORDER BY name, turn LIMIT 1000
          """
        ) { row in
          let (name, turn, source): (String, Int, String) = (try row["name"], try row["turn"], try row["source"])
          let (value, error, at): (Double, Double, Moment) = (try row["value"], try row["error"], try row["at"])
          return (name: "\(name) \(turn), \(source), \(t.dateTime(at))", value: "\(value) ± \(error)")
        }
        let decisions = try tx.rows(
          """
          SELECT made_at, position FROM selection_decision JOIN selection_run ON selection_run.id = run_id
          WHERE application_id = \(applicant) ORDER BY made_at LIMIT 1000
          """
        ) { (name: "\(t(.runWord)) \(t.dateTime(try $0["made_at"]))", value: String(try $0["position"] as Int)) }
        let offers = try tx.offer(of: applicant).map { offer in
          [
            (
              name: "\(t(.offersWord)) \(t.dateTime(offer.offeredAt))",
              value: "\(t.until(offer.lastDay)) \(offer.answer?.rawValue ?? "")"
            )
          ]
        }
        let appeals = try tx.appeal(of: applicant).map { appeal in
          let note: [UInt8]? = try tx.value("SELECT note FROM selection_appeal WHERE id = \(appeal.id)")
          let opened = try note.map { try safe.open($0, "selection_appeal.note") } ?? ""
          return [
            (
              name: "\(t(.appealTitle)) \(t.dateTime(appeal.askedAt))",
              value: "\(t(appeal.standing)) \(appeal.value.map { "\($0)" } ?? "") \(opened)"
            )
          ]
        }
        let lines = evidence + decisions + (offers ?? []) + (appeals ?? [])
        return lines.isEmpty ? [] : [PersonalData.Section(.selectionTitle, lines)]
      }
    },
    erase: { tx, _, person in
      // A run keeps the code and the values it was calculated from, so that it can be repeated; the code leads to nobody once the
      // application has lost it.
      var erased: [PersonalData.Erased] = []
      for applicant in try tx.applicants(of: person) {
        erased.append(
          PersonalData.Erased(
            "selection_evidence", try tx.run("DELETE FROM selection_evidence WHERE application_id = \(applicant)")))
        erased.append(
          PersonalData.Erased(
            "selection_letter", try tx.run("DELETE FROM selection_letter WHERE application_id = \(applicant)")))
        erased.append(
          PersonalData.Erased(
            "selection_appeal", try tx.run("UPDATE selection_appeal SET note = NULL WHERE application_id = \(applicant)")))
      }
      return erased
    })
}

extension Transaction {
  fileprivate func applicants(of person: ID<Person>) throws -> [ID<Applicant>] {
    try rows("SELECT application_id FROM selection_candidate WHERE person_id = \(person) ORDER BY application_id LIMIT 100") {
      try $0[0]
    }
  }
}

/// What an erasure takes from each table, in words.
private let erasedTables: [String: Phrase] = [
  "selection_evidence": Phrase(
    kk: "іріктеудегі нәтижелер", ru: "результаты для отбора",
    en: "results for the selection"),
  "selection_letter": Phrase(
    kk: "іріктеу нәтижесі туралы хаттың белгісі", ru: "отметка о письме с результатом отбора",
    en: "the mark of the letter with the result"),
  "selection_appeal": Phrase(
    kk: "апелляцияға жазылған сөз", ru: "текст апелляции",
    en: "what was written in an appeal"),
]
