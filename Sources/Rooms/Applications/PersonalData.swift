import Forms
import Programme
import Security
import Storage
import Words

/// What this room keeps about a girl and her guardian: it can say it all, and forget it.
extension Applications {
  static var personalData: PersonalData {
    var data = PersonalData(
      title: .applicationWord, tables: erasedTables,
      export: { tx, house, person, t in
        let safe = try tx.safe(of: person, house.vault)
        let hers = try tx.applicationIDs(of: person).flatMap { try tx.sections(of: $0, safe, house, t) }
        return try hers + tx.guardianSections(of: person, t) + tx.listSections(of: person, safe)
      },
      erase: { tx, house, person in
        let hers = try tx.applicationIDs(of: person).flatMap { try tx.erase($0, house) }
        return try hers + tx.eraseGuardian(person) + tx.eraseLists(of: person)
      })
    data.dependants = { tx, person in
      try tx.rows(
        """
        SELECT DISTINCT guardian_id FROM consent_request JOIN application ON application.id = consent_request.application_id
        WHERE application.person_id = \(person)
        UNION SELECT DISTINCT signer_id FROM consent WHERE consent.person_id = \(person) AND signer = 'guardian'
        UNION SELECT DISTINCT guardian_id FROM paper_consent JOIN application ON application.id = paper_consent.application_id
        WHERE application.person_id = \(person)
        """
      ) { try $0[0] as ID<Person> }.filter { guardian in
        let others = try tx.exists(
          """
          SELECT 1 FROM consent_request JOIN application ON application.id = consent_request.application_id
          WHERE guardian_id = \(guardian) AND application.person_id <> \(person) LIMIT 1
          """)
        return guardian != person && !others
      }
    }
    // A guardian asks for a child; a grown woman asks herself.
    data.door = { tx, house, guardian in try GuardianRequest.door(for: guardian, house, in: tx) }
    data.wards = { tx, house, guardian in
      try tx.rows(
        """
        SELECT DISTINCT application.person_id FROM consent_request
        JOIN application ON application.id = consent_request.application_id WHERE guardian_id = \(guardian) ORDER BY 1
        """
      ) { try $0[0] as ID<Person> }.filter {
        try tx.adultSince(try tx.safe(of: $0, house.vault), at: house.outside.now()) == nil
      }
    }
    data.subjects = { tx, person in try tx.applicationIDs(of: person).map(\.text) }
    data.find = { tx, _, typed in
      try ApplicationCode.read(typed).flatMap { try tx.application(code: $0) }.map { [$0.person] } ?? []
    }
    data.label = { tx, person in try tx.application(of: person)?.code }
    data.places = { tx, person in
      try tx.rows("SELECT cycle_id, region FROM application WHERE person_id = \(person)") { (try $0[0], try $0[1]) }
    }
    data.groups = Set(Lain.allCases.map(\.rawValue))
    data.lain = { tx, wanted in
      guard let group = Lain(rawValue: wanted.group) else { return [] }
      // Whoever applied again is judged by her newest application.
      return try tx.rows(
        """
        SELECT person_id FROM application JOIN person ON person.id = application.person_id
        WHERE person.erased_at IS NULL AND person_id > \(wanted.after) AND \(group.condition(wanted))
          AND NOT EXISTS (SELECT 1 FROM application AS newer WHERE newer.person_id = application.person_id
            AND newer.started_at > application.started_at)
        GROUP BY person_id ORDER BY person_id LIMIT \(wanted.limit)
        """
      ) { try $0[0] }
    }
    return data
  }

  /// The groups of applications that retention.yaml gives a term to.
  private enum Lain: String, CaseIterable {
    /// Begun and never sent.
    case drafts = "applications.drafts"
    /// Sent, and never let into the test: refused, withdrawn, joined to another, never decided.
    case notEligible = "applications.not_eligible"
    /// Whoever accepted a place is held by Selection, which gives her a term of her own.
    case eligible = "applications.eligible"

    func condition(_ wanted: PersonalData.Lain) -> SQL {
      let isOver: SQL = wanted.cycles.isEmpty ? "1 = 0" : "application.cycle_id IN (\(list: wanted.cycles))"
      switch self {
      case .drafts: return "application.state = 'draft' AND application.changed_at < \(wanted.before)"
      case .notEligible:
        return "application.state IN ('submitted', 'returned', 'refused', 'withdrawn', 'joined') AND \(isOver)"
      case .eligible: return "application.state = 'eligible' AND \(isOver)"
      }
    }
  }
}

extension Transaction {
  fileprivate func applicationIDs(of person: ID<Person>) throws -> [ID<Application>] {
    try rows("SELECT id FROM application WHERE person_id = \(person) ORDER BY started_at, id") { try $0[0] }
  }

  fileprivate func sections(
    of id: ID<Application>, _ safe: Safe, _ house: House, _ t: Language
  ) throws -> [PersonalData.Section] {
    guard let application = try application(id) else { return [] }
    let form = house.form(of: application)
    let answers = try rows("SELECT field, typed, written_at FROM answer WHERE application_id = \(id) ORDER BY written_at, id") {
      row in
      let (key, written): (String, Moment) = (try row["field"], try row["written_at"])
      return (
        name: "\(form.field(key)?.label(t) ?? key) (\(t.dateTime(written)))",
        value: try safe.open(try row["typed"], "answer.typed")
      )
    }
    let events = try events(of: id, safe, limit: 5000).map { event in
      (
        name: t.dateTime(event.at),
        value: [t(event.kind.name), event.assignee == nil ? event.details : "", event.note ?? ""].filter { !$0.isEmpty }.joined(
          separator: ": ")
      )
    }
    let corrections = try rows("SELECT asked_at, note FROM correction WHERE application_id = \(id) ORDER BY asked_at, id") {
      row in
      (name: t.dateTime(try row["asked_at"]), value: try safe.open(try row["note"], "correction.note"))
    }
    return [
      PersonalData.Section(.applicationWord, facts(application, house, t)),
      PersonalData.Section(.exportAnswers, answers),
      PersonalData.Section(.exportCorrections, corrections),
      PersonalData.Section(.exportHistory, events),
    ].filter { !$0.lines.isEmpty }
  }

  private func facts(_ application: Application, _ house: House, _ t: Language) -> [(name: String, value: String)] {
    let traits = application.traits
    return [
      (t(.applicationCode), application.code), (t(.exportState), t(application.state.name)),
      (t(.yourConsent), t(application.consent.name)), (t(.exportStarted), t.dateTime(application.startedAt)),
      (t(.receivedAt), application.submittedAt.map { t.dateTime($0) } ?? ""),
      (t(.exportDecided), application.decidedAt.map { t.dateTime($0) } ?? ""),
      (t(.exportPlace), traits.place.map { house.gazetteer.fullName($0, in: t) } ?? ""),
      (t(.exportReason), application.reason ?? ""),
    ].filter { !$0.1.isEmpty }
  }

  /// What is kept about somebody as a guardian: the requests, and the answers given.
  fileprivate func guardianSections(of person: ID<Person>, _ t: Language) throws -> [PersonalData.Section] {
    let requests = try rows(
      "SELECT created_at, channel, answered_at FROM consent_request WHERE guardian_id = \(person) ORDER BY created_at"
    ) {
      row in
      let (created, channel, answered): (Moment, String, Moment?) = (try row[0], try row[1], try row[2])
      return (name: "\(t.dateTime(created)), \(channel)", value: answered.map { t.dateTime($0) } ?? "")
    }
    return [PersonalData.Section(.exportRequests, requests)].filter { !$0.lines.isEmpty }
  }

  /// Leaves a line that counts: state, region, rural, grade, dates; and that consent was given, and when.
  fileprivate func erase(_ id: ID<Application>, _ house: House) throws -> [PersonalData.Erased] {
    var erased: [PersonalData.Erased] = []
    func emptied(_ table: String, _ sql: SQL) throws { erased.append(PersonalData.Erased(table, try run(sql))) }
    try emptied("answer", "DELETE FROM answer WHERE application_id = \(id)")
    try emptied("correction", "DELETE FROM correction WHERE application_id = \(id)")
    try emptied("application_event", "UPDATE application_event SET note = NULL, details = '' WHERE application_id = \(id)")
    try emptied(
      "paper_consent", "UPDATE paper_consent SET file_id = NULL, printed_code = '' WHERE application_id = \(id)"
    )
    try emptied("consent_request", "DELETE FROM consent_request WHERE application_id = \(id)")
    try emptied("desk_entry", "DELETE FROM desk_entry WHERE application_id = \(id)")
    try emptied("of_age", "DELETE FROM of_age WHERE application_id = \(id)")
    try emptied("duplicate", "DELETE FROM duplicate WHERE first_id = \(id) OR second_id = \(id)")
    try emptied("import_row", "DELETE FROM import_row WHERE application_id = \(id)")
    try emptied(
      "application",
      """
      UPDATE application SET code = \(Application.erasedSign + id.text.suffix(12)), district = NULL, place = NULL, school_id = NULL,
        teaching_language = NULL, reason = NULL, assigned_to = NULL, assigned_at = NULL,
        changed_at = COALESCE((SELECT erased_at FROM person WHERE person.id = application.person_id), \(house.outside.now()))
      WHERE id = \(id)
      """)
    if let person: ID<Person> = try value("SELECT person_id FROM application WHERE id = \(id)") { house.nameBook.forget(person) }
    return erased
  }

  fileprivate func eraseGuardian(_ person: ID<Person>) throws -> [PersonalData.Erased] {
    [PersonalData.Erased("consent_request", try run("DELETE FROM consent_request WHERE guardian_id = \(person)"))]
  }
}

extension Phrase {
  static let exportAnswers = Phrase(kk: "Жауаптар", ru: "Ответы", en: "Answers")
  static let exportCorrections = Phrase(kk: "Түзетуді сұрау", ru: "Просьбы исправить", en: "Requests for correction")
  static let exportHistory = Phrase(kk: "Өтінім тарихы", ru: "История заявки", en: "History of the application")
  static let exportRequests = Phrase(kk: "Келісім сұраулары", ru: "Запросы согласия", en: "Requests for consent")
  static let exportState = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let exportStarted = Phrase(kk: "Басталған уақыты", ru: "Начата", en: "Started")
  static let exportDecided = Phrase(kk: "Шешім шыққан уақыты", ru: "Решение принято", en: "Decided")
  static let exportPlace = Phrase(kk: "Елді мекен", ru: "Населённый пункт", en: "Place")
  static let exportReason = Phrase(kk: "Себебі", ru: "Причина", en: "Reason")
}

/// What an erasure takes from each table, in words.
private let erasedTables: [String: Phrase] = [
  "answer": Phrase(
    kk: "өтінімдегі жауаптар", ru: "ответы в заявке",
    en: "answers in the application"),
  "correction": Phrase(
    kk: "түзету туралы өтініштер", ru: "просьбы исправить заявку",
    en: "requests to correct the application"),
  "application_event": Phrase(
    kk: "өтінім тарихындағы жазбалар мен ескертпелер", ru: "записи и пометки в истории заявки",
    en: "entries and notes in the history of the application"),
  "paper_consent": Phrase(
    kk: "қағаздағы келісімнің көшірмесі", ru: "копии согласия на бумаге",
    en: "copies of a consent on paper"),
  "consent_request": Phrase(
    kk: "келісім сұраған сілтемелер", ru: "ссылки с запросом согласия",
    en: "links that ask for a consent"),
  "desk_entry": Phrase(
    kk: "өтінімнің телефонмен не қағазда келгені туралы белгі", ru: "отметка, что заявка пришла по телефону или на бумаге",
    en: "the mark that the application came by phone or on paper"),
  "of_age": Phrase(
    kk: "18 жасқа толғаны туралы белгі", ru: "отметка о совершеннолетии",
    en: "the mark of coming of age"),
  "duplicate": Phrase(
    kk: "қайталануы мүмкін өтінімдермен салыстыру", ru: "сравнение с похожими заявками",
    en: "comparisons with similar applications"),
  "import_row": Phrase(
    kk: "жүктелген кестедегі жолдың ізі", ru: "след строки из загруженной таблицы",
    en: "the trace of a line of an imported table"),
  "application": Phrase(
    kk: "өтінімнің коды, мекені, мектебі, оқыту тілі", ru: "код заявки, место, школа, язык обучения",
    en: "the code, place, school and teaching language of the application"),
  "saved_view": Phrase(
    kk: "өтінімдердің сақталған тізімдері", ru: "сохранённые списки заявок",
    en: "saved lists of applications"),
  "chosen_columns": Phrase(
    kk: "тізімнің таңдалған бағандары", ru: "выбранные столбцы списка",
    en: "columns chosen for the list"),
]
