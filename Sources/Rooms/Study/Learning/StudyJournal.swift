import Programme
import Storage
import Words

/// What phones deliver of learning: the thread `study`, of the owner that a learner's tag is.
enum StudyJournal {
  static let thread = "study"

  static let keeper = JournalKeeper(
    thread: thread, check: { _, event throws(Refusal) in _ = try StudyEvent(event) }, keep: keep)

  private static func keep(
    _ visit: Visit, _ actor: Actor, _ batch: JournalBatch, _ tx: Transaction
  ) throws -> JournalKeeper.Outcome {
    let house = visit.house
    guard actor.role == .applicant, let learner = try tx.learner(of: actor.person) else { throw Refusal.missing }
    // A phone shared by sisters must not put one's work into the other's.
    guard learner.tag.text == batch.owner else { throw Refusal(.conflict, .otherLearner) }
    let (events, foreign) = try apart(try batch.events.map { try StudyEvent($0) }, of: learner, tx)
    let begun = try tx.begun(learner)
    let added = try tx.keep(
      events.map { $0.within(begun, visit.now) }, of: learner, try tx.safe(of: learner.person, house.vault),
      in: tx.shelvedCourses(),
      house)
    if added > 0 { try visit.countStored(batch.events.map(\.body.utf8.count), in: tx) }
    return JournalKeeper.Outcome(refused: foreign.map { (id: $0.id, why: .idIsTaken) })
  }

  /// An id that stands under another learner is none that her phone made: it is not hers, and nothing is said to be kept.
  private static func apart(
    _ events: [StudyEvent], of learner: Learner, _ tx: Transaction
  ) throws -> (hers: [StudyEvent], foreign: [StudyEvent]) {
    let foreign = try events.filter { event in
      try tx.exists("SELECT 1 FROM study_event WHERE id = \(event.id.bytes) AND learner <> \(learner.number)")
    }
    return (events.filter { event in !foreign.contains { $0.id == event.id } }, foreign)
  }
}

extension Transaction {
  /// When she began to learn.
  func begun(_ learner: Learner) throws -> Moment? {
    try value("SELECT min(since) FROM study_enrolment WHERE learner = \(learner.number)")
  }
}

extension StudyEvent {
  /// A phone whose clock runs ahead writes no history of the future, and one whose clock stands years behind none from before she began: the
  /// time of arrival counts.
  func within(_ begun: Moment?, _ now: Moment) -> StudyEvent {
    let isAfter = begun.map { at >= $0.adding(days: -1) } ?? true
    guard !isAfter || at.milliseconds > now.milliseconds + 5 * 60_000 else { return self }
    return StudyEvent(id: id, kind, about: about, at: now, body: body)
  }
}

/// Events of an exercise that was not here when they came: tried again, for its course may have come since.
enum UnplacedEvents {
  static let job = Job(name: "unplaced study events", .studyEventsPlaced, every: .seconds(3600)) { house in
    let courses = try await house.openCourses()
    var last = 0
    while true {
      let after = last
      let waiting = try await house.database.read { tx in
        try tx.rows(
          """
          SELECT DISTINCT learner, person_id FROM study_event JOIN study_learner ON number = learner
          WHERE NOT is_placed AND learner > \(after) ORDER BY learner LIMIT 200
          """
        ) { (learner: try $0["learner"] as Int, person: try $0["person_id"] as ID<Person>) }
      }
      // One learner a transaction: others write between them.
      for (learner, person) in waiting {
        try await house.database.write { try $0.place(of: learner, try $0.safe(of: person, house.vault), in: courses) }
        last = learner
      }
      if waiting.isEmpty { return }
    }
  }
}

extension Phrase {
  static let otherLearner = Phrase(
    kk: "Бұл құрылғыда басқа қатысушының жұмысы ашық. Өз бетіңе қайта кір.",
    ru: "На этом устройстве открыта чужая работа. Войдите к себе заново.",
    en: "Somebody else's work is open on this device. Sign in to your own again.")
  static let idIsTaken = Phrase(
    kk: "Бұл жазба қабылданбады: оның нөмірі басқа біреудікі. Қайта жауап бер.",
    ru: "Эта запись не принята: её номер уже занят. Ответьте ещё раз.",
    en: "This record was not taken: its number is somebody else's. Answer once more.")
  static let studyEventsPlaced = Phrase(
    kk: "Кейін келген курстың жауаптары орнына қойылды", ru: "Ответы по курсам, пришедшим позже, разнесены",
    en: "Answers of courses that came later are put in their place")
}
