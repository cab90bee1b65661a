import Forms
import Intake
import Programme
import Security
import Storage
import Words

/// Takes a table of girls back: drafts it began go, answers it changed become what they were. Where the girl, the desk or the post has
/// come in between, the application stays as it is.
struct GirlUndo: IntakeUndo {
  func standing(
    _ batch: IntakeBatch, after: String, limit: Int, _ house: House, _ tx: Transaction
  ) throws -> [IntakeStanding] {
    try tx.rows(
      """
      SELECT application.id, code, kind, state,
        (SELECT count(*) FROM application_event AS later
          WHERE later.application_id = application.id AND later.id <> brought.id AND later.at >= brought.at) AS events,
        (SELECT count(*) FROM answer WHERE answer.application_id = application.id AND received_at > brought.at
          AND written_at <> \(batch.madeAt)) AS answers,
        (SELECT count(*) FROM session WHERE session.person_id = application.person_id) AS visits,
        (SELECT count(*) FROM outbox WHERE outbox.person_id = application.person_id) AS letters,
        (SELECT count(*) FROM consent WHERE consent.person_id = application.person_id)
          + (SELECT count(*) FROM file WHERE file.person_id = application.person_id)
          + (SELECT count(*) FROM objection WHERE objection.person_id = application.person_id)
          + (SELECT count(*) FROM membership WHERE membership.person_id = application.person_id) AS others
      FROM application_event AS brought JOIN application ON application.id = brought.application_id
      WHERE brought.application_id > \(after) AND brought.details = \(batch.id.text)
        AND kind IN (\(ApplicationEvent.Kind.imported), \(ApplicationEvent.Kind.edited)) AND cycle_id = \(try batch.ofCycle())
      ORDER BY brought.application_id LIMIT \(limit)
      """
    ) { row in
      let (id, code): (ID<Application>, String) = (try row["id"], try row["code"])
      let (kind, state): (ApplicationEvent.Kind, Application.State) = (try row["kind"], try row["state"])
      let isNew = kind == .imported
      let (events, answers, visits): (Int, Int, Int) = (try row["events"], try row["answers"], try row["visits"])
      let (letters, others): (Int, Int) = (try row["letters"], try row["others"])
      let keeps: Phrase? =
        if state != .draft {
          .undoNoDraft
        } else if answers > 0 || events > 0 {
          .undoChanged
        } else if !isNew {
          nil
        } else if letters > 0 {
          .undoWritten
        } else {
          visits + others > 0 ? .undoVisited : nil
        }
      return IntakeStanding(key: id.text, subject: code, isNew: isNew, keeps: keeps)
    }
  }

  func takeBack(_ standing: [IntakeStanding], _ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws {
    try tx.remove(standing.filter(\.isNew).compactMap { ID<Application>($0.key) }, house)
    for one in standing where !one.isNew {
      guard let id = ID<Application>(one.key), let application = try tx.application(id) else { continue }
      try tx.restore(application, before: batch, house)
    }
  }
}

extension Transaction {
  /// Drafts that nobody has touched, with the people known through them alone: nothing of them stays, so the table may come again.
  fileprivate func remove(_ applications: [ID<Application>], _ house: House) throws {
    guard !applications.isEmpty else { return }
    let people: [ID<Person>] = try rows("SELECT person_id FROM application WHERE id IN (\(list: applications)) ORDER BY id") {
      try $0[0]
    }
    for table: SQL in ["import_row", "answer", "application_event"] {
      try run("DELETE FROM \(table) WHERE application_id IN (\(list: applications))")
    }
    try run("DELETE FROM duplicate WHERE first_id IN (\(list: applications)) OR second_id IN (\(list: applications))")
    try run("DELETE FROM application WHERE id IN (\(list: applications))")
    try forgetStrangers(people, at: house.outside.now())
    for person in people { house.nameBook.forget(person) }
  }

  /// The answers that a table changed, as they stood before it.
  fileprivate func restore(_ application: Application, before batch: IntakeBatch, _ house: House) throws {
    let safe = try safe(of: application.person, house.vault)
    let now = house.outside.now()
    let changed: [String] = try rows(
      """
      SELECT DISTINCT field FROM answer WHERE application_id = \(application.id) AND written_at = \(batch.madeAt) ORDER BY field
      """
    ) { try $0[0] }
    let events = try changed.map { field in
      AnswerEvent(
        id: house.outside.id(), field: field,
        typed: try answer(field, of: application.id, at: batch.madeAt.adding(milliseconds: -1), safe), writtenAt: now)
    }
    try keep(events, application, safe, at: now)
    let checked = CheckedAnswers(
      try answers(of: application.id, safe), house.form(of: application), house.fieldContext(.kk, on: now.day()))
    try refresh(application, checked, safe, house)
    // What the line said is forgotten, so that the same line is looked at again.
    let none: [UInt8] = []
    try run("UPDATE import_row SET content_hash = \(none) WHERE application_id = \(application.id) AND batch_id = \(batch.id)")
    try addEvent(.edited, to: application.id, by: batch.madeBy, details: "undo \(batch.id.text)", house)
  }
}

extension Phrase {
  static let undoNoDraft = Phrase(
    kk: "өтінім жіберілген немесе шешімі шыққан", ru: "заявка уже отправлена или решение по ней принято",
    en: "the application is sent or decided already")
  static let undoChanged = Phrase(
    kk: "кестеден кейін өзгертілген", ru: "изменена после этой таблицы", en: "changed after this table")
  static let undoWritten = Phrase(kk: "оған хабар жіберілген", ru: "сообщение уже отправлено", en: "a message was sent")
  static let undoVisited = Phrase(
    kk: "қатысушы өзі кірген немесе келісім берген", ru: "в заявку уже входили или согласие дано",
    en: "the applicant has signed in or consented")
}
