import Forms
import Programme
import Storage
import Words

/// Her answers as the phone delivers them: the events of the thread `apply`, of the owner that her application is.
enum AnswerJournal {
  static let thread = "apply"

  static let keeper = JournalKeeper(
    thread: thread,
    check: { visit, event throws(Refusal) in
      // A newer form may have left the field out since the phone kept it.
      guard event.kind == "answer", visit.house.asked(event.about) != nil else {
        throw Refusal(.invalid, .noSuchField)
      }
    },
    keep: keep)

  private static func keep(
    _ visit: Visit, _ actor: Actor, _ batch: JournalBatch, _ tx: Transaction
  ) throws -> JournalKeeper.Outcome {
    let house = visit.house
    guard actor.role == .applicant, let application = try tx.application(of: actor.person) else { throw Refusal.missing }
    // A phone shared by sisters must not put one's answers into the other's application.
    guard application.id.text == batch.owner else { throw Refusal(.conflict, .otherApplication) }
    guard application.state.isHers else { throw Refusal(.conflict, .notYoursNow) }
    let safe = try tx.safe(of: actor.person, house.vault)
    let added = try tx.keep(batch.events.map(AnswerEvent.init), application, safe, at: visit.now)
    let outcome = JournalKeeper.Outcome(overtaken: try overtaken(batch.events, application, safe, in: tx))
    guard added > 0 else { return outcome }
    try visit.countStored(batch.events.map(\.body.utf8.count), in: tx)
    // Offline no page ever reaches the server, and online the journal may come before it: she must be known all the same.
    if batch.events.contains(where: { Meaning.kept.contains($0.about) }) {
      let checked = CheckedAnswers(
        try tx.answers(of: application.id, safe), house.form(of: application), visit.fieldContext)
      try tx.refresh(application, checked, safe, house)
    }
    return outcome
  }

  /// Of each field the last event, where another answer had come in between: a long evening of typing is thousands of lines.
  private static func overtaken(
    _ events: [JournalEvent], _ application: Application, _ safe: Safe, in tx: Transaction
  ) throws -> [JournalKeeper.Overtaken] {
    let newest = Dictionary(grouping: events, by: \.about).compactMap { $0.value.max { $0.at < $1.at } }
    return try newest.sorted { $0.at < $1.at }.compactMap { event in
      guard let was = event.was, let body = try tx.overtaken(by: event, since: was, of: application.id, safe),
        body != event.body
      else { return nil }
      return JournalKeeper.Overtaken(id: event.id, body: body)
    }
  }
}

extension AnswerEvent {
  fileprivate init(_ event: JournalEvent) {
    self.init(id: event.id, field: event.about, typed: event.body, writtenAt: event.at)
  }
}

extension Phrase {
  static let noSuchField = Phrase(
    kk: "Бұл сұрақ енді сұралмайды.", ru: "Этот вопрос больше не задаётся.", en: "This question is no longer asked.")
  static let otherApplication = Phrase(
    kk: "Бұл құрылғыда басқа өтінім ашық. Өз өтініміңе қайта кір.",
    ru: "На этом устройстве открыта другая заявка. Войдите в свою.",
    en: "Another application is open on this device. Return to your own.")
}
