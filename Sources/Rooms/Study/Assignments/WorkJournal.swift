import Courses
import Exchange
import Exercises
import Programme
import Security
import Storage
import Words

/// What her own phone delivers of an assignment that she works on: the thread `works`, of the owner that a learner's tag is, about one
/// version. An event is her text as it stood, and whether she handed it in; so neither needs a network in that moment.
enum WorkJournal {
  static let thread = "works"

  static let keeper = JournalKeeper(
    thread: thread, check: { _, event throws(Refusal) in _ = try WrittenWork(event) }, keep: keep)

  private static func keep(
    _ visit: Visit, _ actor: Actor, _ batch: JournalBatch, _ tx: Transaction
  ) throws -> JournalKeeper.Outcome {
    let house = visit.house
    guard actor.role == .applicant, let learner = try tx.learner(of: actor.person) else { throw Refusal.missing }
    // A phone shared by sisters must not put one's words into the other's work.
    guard learner.tag.text == batch.owner else { throw Refusal(.conflict, .otherLearner) }
    let safe = try tx.safe(of: learner.person, house.vault)
    var outcome = JournalKeeper.Outcome()
    for written in try batch.events.map({ try WrittenWork($0) }).sorted(by: { $0.at < $1.at }) {
      do {
        let stored = try tx.keep(written, of: learner, safe, house)
        if stored > 0 { try visit.countStored([stored], in: tx) }
      } catch let refusal as Refusal where [.conflict, .missing, .invalid].contains(refusal.kind) {
        outcome.refused.append((written.id, refusal.kind == .missing ? .workIsGone : refusal.phrase))
      }
    }
    return outcome
  }
}

/// The form of an assignment as a phone wrote it down.
struct WrittenWork: Sendable {
  let id: ID<JournalEvent>
  let work: ID<HandedWork>
  let text: String
  let isHandedIn: Bool
  /// When she pressed, which is before the last photo had arrived.
  let at: Moment

  /// Throws `Refusal` for what no page of ours writes.
  init(_ event: JournalEvent) throws(Refusal) {
    guard event.kind == "answer", let work = ID<HandedWork>(event.about), let form = Fields(urlEncoded: Array(event.body.utf8)),
      let text = form["text"]
    else { throw Refusal(.invalid, .brokenDelivery) }
    let pressed = form.number("pressed", in: 0...9_000_000_000_000).map { Moment(milliseconds: Int64($0)) }
    (id, self.work) = (event.id, work)
    (self.text, isHandedIn) = (text.replacing("\r\n", with: "\n"), form["go"] == "hand-in")
    at = pressed.map { min($0, event.at) } ?? event.at
  }
}

extension Transaction {
  /// Returns how many bytes were stored. Throws `Refusal` for what is not taken.
  fileprivate func keep(_ written: WrittenWork, of learner: Learner, _ safe: Safe, _ house: House) throws -> Int {
    let now = house.outside.now()
    let found = try works(where: "study_hand_in.id = \(written.work) AND study_hand_in.learner = \(learner.number)") { _ in safe }
    guard let work = found.first, let exercise = try shelvedCourses().handed(try assignment(work.assignment)) else {
      throw Refusal.missing
    }
    // What is here already may come once more, whenever it is.
    guard work.handed == nil else {
      guard written.text == work.written else { throw Refusal(.conflict, .workWasHandedIn) }
      return 0
    }
    guard written.text.count <= exercise.handIn.text ?? 0 else {
      throw Refusal(.invalid, .workTooLong(exercise.handIn.text ?? 0))
    }
    // Of two phones the text that was written last stands, whichever comes last; the other is not lost, its page shows it.
    let at = min(written.at, now)
    let last: Moment? = try value("SELECT written_at FROM study_hand_in WHERE id = \(work.id)")
    let isOlder = last.map { at < $0 } ?? false
    if isOlder, written.text != work.written { throw Refusal(.conflict, .workWrittenSince) }
    try write(written.text, in: work, at: at, safe, house)
    if written.isHandedIn {
      guard !written.text.isEmpty || !work.photos.isEmpty else { throw Refusal(.invalid, .nothingHandedIn) }
      try handIn(work, by: learner.person, at: max(at, try given(work.assignment)), house)
    }
    return written.text == work.written ? 0 : written.text.utf8.count
  }
}

extension Transaction {
  private func given(_ assignment: ID<Assignment>) throws -> Moment {
    try value("SELECT given_at FROM study_assignment WHERE id = \(assignment)") ?? Moment(milliseconds: 0)
  }
}

extension Phrase {
  static let workIsGone = Phrase(
    kk: "Бұл жұмыс енді сенде жоқ.", ru: "Этой работы у вас больше нет.", en: "This work is not yours to change any more.")
  static let workWasHandedIn = Phrase(
    kk: "Бұл нұсқа тапсырылып қойған, сондықтан мына мәтін қабылданбады. Керек болса, «Түзетіп, қайта тапсыру» арқылы қос.",
    ru: "Эта версия уже сдана, поэтому этот текст не принят. Если он нужен, добавьте его через «Исправить и сдать ещё раз».",
    en:
      "This version is handed in already, so this text was not taken. If you need it, add it with “Mend it and hand it in again”."
  )
  static let workWrittenSince = Phrase(
    kk: "Бұл жұмысты кейінірек басқа құрылғыда өзгерткенсің, сондықтан мына мәтін қабылданбады. Бетті жаңартып, екеуін салыстыр.",
    ru: "Позже вы изменили эту работу на другом устройстве, поэтому этот текст не принят. Обновите страницу и сравните.",
    en: "You changed this work later on another device, so this text was not taken. Load the page again and compare the two.")
}
