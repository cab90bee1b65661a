import Programme
import Storage
import Words

/// What lists keep of a girl: to hand over, to forget, to hold, and to forget by itself a year after its round.
enum ListData {
  /// So many days after a round's last stage its lists go.
  static let days = 365

  static let personalData = PersonalData(
    title: .listTitle, tables: erasedTables,
    export: { tx, house, person, t in
      let safe = try tx.safe(of: person, house.vault)
      var sections: [PersonalData.Section] = []
      let leaving = try tx.rows(
        "SELECT school_year, leaving_year, level, said_at FROM grants_leaving WHERE person_id = \(person) ORDER BY school_year"
      ) { row in
        let (year, level, at): (Int, StudyProgramme.Level, Moment) = (
          try row["leaving_year"], try row["level"], try row["said_at"]
        )
        return (name: t.dateTime(at), value: "\(year), \(t(level.name))")
      }
      if !leaving.isEmpty { sections.append(PersonalData.Section(.whenDoYouLeave, leaving)) }
      let subjects = try tx.rows("SELECT subject, said_at FROM grants_subject WHERE person_id = \(person) ORDER BY subject") {
        row in
        (name: t.dateTime(try row["said_at"]), value: t(ProfileSubject.name(of: try row["subject"])))
      }
      if !subjects.isEmpty { sections.append(PersonalData.Section(.yourSubjects, subjects)) }
      let drafts = try tx.rows(
        "SELECT typed, written_at FROM grants_draft WHERE person_id = \(person) ORDER BY written_at, id LIMIT 10000"
      ) { row in
        (
          name: t.dateTime(try row["written_at"]),
          value: try tx.inWords(ListOrder(try safe.open(try row["typed"], "grants_draft.typed")) ?? ListOrder([]), t)
        )
      }
      if !drafts.isEmpty { sections.append(PersonalData.Section(.ordersMade, drafts)) }
      let lists = try tx.keptLists(of: person).map { list in
        (name: "\(t.dateTime(list.keptAt)), \(list.code)", value: try tx.inWords(list.order, t))
      }
      if !lists.isEmpty { sections.append(PersonalData.Section(.listsKept, lists)) }
      return sections
    },
    erase: { tx, _, person in try tx.forgetLists("person_id = \(person)", all: true) })

  /// Until the round of her year is over her lists are still needed.
  static let hold = Hold(.listInRound) { tx, house, person in
    let rounds = try tx.rows("SELECT DISTINCT round_id FROM grants_list WHERE person_id = \(person) ORDER BY round_id") {
      try $0[0] as ID<Round>
    }
    let today = house.outside.now().day()
    return try rounds.contains { id in (try tx.round(id).days(.outcomes)?.last).map { today <= $0 } ?? true }
  }

  /// Lists of rounds that ended more than a year ago. Places and letters have terms of their own.
  static let job = Job(name: "old lists", .oldListsGo, every: .seconds(86_400)) { house in
    let today = house.outside.now().day()
    let old = try await house.database.read { tx in
      try tx.rounds().filter { round in
        guard round.number == 1, let last = round.days(.outcomes)?.last, last.adding(days: days) < today else { return false }
        return try tx.exists(
          "SELECT 1 FROM grants_list WHERE round_id = \(round.id) UNION ALL SELECT 1 FROM grants_draft WHERE round_id = \(round.id)"
        )
      }
    }
    for round in old {
      try await house.database.write { tx in
        let gone = try tx.forgetLists("round_id = \(round.id)", all: false)
        _ = try tx.forgetRows(of: round.id)
        try tx.record(
          .grantListsForgotten, round.id.text, "lists=\(gone.first { $0.table == "grants_list" }?.rows ?? 0)", by: "house", house)
      }
    }
  }
}

extension Transaction {
  /// Lists and drafts, and what else is hers where all of hers goes.
  fileprivate func forgetLists(_ whose: SQL, all: Bool) throws -> [PersonalData.Erased] {
    let entries = try run("DELETE FROM grants_list_entry WHERE list_id IN (SELECT id FROM grants_list WHERE \(whose))")
    var gone = [
      PersonalData.Erased("grants_list_entry", entries),
      PersonalData.Erased("grants_list", try run("DELETE FROM grants_list WHERE \(whose)")),
      PersonalData.Erased("grants_draft", try run("DELETE FROM grants_draft WHERE \(whose)")),
    ]
    guard all else { return gone }
    gone += [
      PersonalData.Erased("grants_leaving", try run("DELETE FROM grants_leaving WHERE \(whose)")),
      PersonalData.Erased("grants_subject", try run("DELETE FROM grants_subject WHERE \(whose)")),
      PersonalData.Erased("grants_entry_code", try run("DELETE FROM grants_entry_code WHERE \(whose)")),
    ]
    return gone
  }

  /// "1. Ақпараттық технологиялар, Мысал университеті; 2. …"
  fileprivate func inWords(_ order: ListOrder, _ t: Language) throws -> String {
    guard !order.offers.isEmpty else { return "–" }
    var names: [ID<GrantOffer>: String] = [:]
    try each(
      """
      SELECT grants_offer.id, grants_programme.name_kk, grants_programme.name_ru, grants_programme.name_en, organisation.name_kk AS of_kk,
        organisation.name_ru AS of_ru, organisation.name_en AS of_en
      FROM grants_offer JOIN grants_programme ON grants_programme.id = programme_id
      JOIN organisation ON organisation.id = organisation_id WHERE grants_offer.id IN (\(list: order.offers)) ORDER BY grants_offer.id
      """
    ) { row in
      let name = Said(kk: try row["name_kk"], ru: try row["name_ru"], en: try row["name_en"])
      let of = Said(kk: try row["of_kk"], ru: try row["of_ru"], en: try row["of_en"])
      names[try row["id"]] = "\(t(name.phrase)), \(t(of.phrase))"
    }
    return order.offers.enumerated().map { "\($0 + 1). \(names[$1] ?? "–")" }.joined(separator: "; ")
  }
}

extension Phrase {
  static let ordersMade = Phrase(kk: "Тізім реттерінің бәрі", ru: "Все порядки списка", en: "Every order of the list")
  static let listsKept = Phrase(kk: "Сақталған тізімдер", ru: "Сохранённые списки", en: "Lists that were kept")
  static let listInRound = Phrase(
    kk: "грант кезеңі әлі аяқталмаған", ru: "раунд рекомендаций ещё не завершён", en: "the round of recommendations is not over")
  static let oldListsGo = Phrase(
    kk: "Кезең біткеннен бір жыл өткен тізімдер жойылады", ru: "Списки удаляются через год после раунда",
    en: "Lists go a year after their round")
}

/// What an erasure takes from each table, in words.
private let erasedTables: [String: Phrase] = [
  "grants_leaving": Phrase(kk: "мектеп бітіретін жыл", ru: "год окончания школы", en: "the year of leaving school"),
  "grants_subject": Phrase(kk: "бейіндік пәндер", ru: "профильные предметы", en: "profile subjects"),
  "grants_draft": Phrase(kk: "тізім нобайлары", ru: "черновики списка", en: "drafts of the list"),
  "grants_list": Phrase(kk: "сақталған тізімдер", ru: "сохранённые списки", en: "lists that were kept"),
  "grants_list_entry": Phrase(kk: "тізімдегі ұсыныстар", ru: "предложения в списках", en: "offers in the lists"),
  "grants_entry_code": Phrase(kk: "тізімге арналған кодтар", ru: "коды для списка", en: "codes for a list"),
]
