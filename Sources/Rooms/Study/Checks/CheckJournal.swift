import Exchange
import Exercises
import Programme
import Storage
import Words

/// What her own phone delivers of a check that she opened: the thread `checks`, of the owner that a learner's tag is. An event is all that
/// stood in the form at a moment, written as the form itself would send it; so from the opening on no network is needed.
enum CheckJournal {
  static let thread = "checks"

  static let keeper = JournalKeeper(
    thread: thread, check: { _, event throws(Refusal) in _ = try WrittenCheck(event) }, keep: keep)

  private static func keep(
    _ visit: Visit, _ actor: Actor, _ batch: JournalBatch, _ tx: Transaction
  ) throws -> JournalKeeper.Outcome {
    let house = visit.house
    guard actor.role == .applicant, let learner = try tx.learner(of: actor.person) else { throw Refusal.missing }
    // A phone shared by sisters must not put one's answers into the other's check.
    guard learner.tag.text == batch.owner else { throw Refusal(.conflict, .otherLearner) }
    let safe = try tx.safe(of: learner.person, house.vault)
    var outcome = JournalKeeper.Outcome()
    for written in try batch.events.map({ try WrittenCheck($0) }).sorted(by: { $0.at < $1.at }) {
      do {
        let stored = try tx.keep(written, of: learner, safe, house)
        if stored > 0 { try visit.countStored([stored], in: tx) }
      } catch let refusal as Refusal where refusal.kind == .conflict || refusal.kind == .missing {
        outcome.refused.append((written.id, refusal.kind == .missing ? .checkIsGone : refusal.phrase))
      }
    }
    return outcome
  }
}

/// A check's form as a phone wrote it down.
struct WrittenCheck: Sendable {
  let id: ID<JournalEvent>
  let check: ID<Check>
  let form: Fields
  let at: Moment

  /// Throws `Refusal` for what no page of ours writes.
  init(_ event: JournalEvent) throws(Refusal) {
    guard event.kind == "answer", let check = ID<Check>(event.about), let form = Fields(urlEncoded: Array(event.body.utf8)) else {
      throw Refusal(.invalid, .brokenDelivery)
    }
    (id, self.check, self.form, at) = (event.id, check, form, event.at)
  }
}

extension Transaction {
  /// Takes what was written while the check was open, whenever it arrives before anybody is told what is right. Returns how many bytes were
  /// stored. Throws `Refusal` for what comes too late, or into a check that she has not opened.
  fileprivate func keep(_ written: WrittenCheck, of learner: Learner, _ safe: Safe, _ house: House) throws -> Int {
    let (found, now) = (try read(try check(written.check, of: learner)), house.outside.now())
    // By a phone whose clock runs ahead: not later than it arrived.
    let at = min(written.at, now)
    guard found.check.takes(at: at) || found.check.takes(at: now) else { throw Refusal(.conflict, .checkIsShut) }
    guard try !isTold(found.check, at: now) else { throw Refusal(.conflict, .checkWasTold) }
    guard let sitting = try sitting(found.check, learner.number), sitting.openings > 0 else { throw Refusal.missing }
    // Delivered once more, or overtaken by what she wrote later.
    if let last = sitting.written, at <= last { return 0 }
    // Handed in it stands, until she opens it again.
    if sitting.isSettled {
      guard let handed = sitting.handedIn, at <= handed else { throw Refusal(.conflict, .checkIsSettled) }
      return 0
    }
    return try keep(written.form, of: found, sitting, learner, safe, writtenAt: at, house)
  }

  /// What stands in a form of hers, from her phone's journal or as it was sent. Returns how many bytes were stored.
  func keep(
    _ form: Fields, of found: ReadCheck, _ sitting: Sitting, _ learner: Learner, _ safe: Safe, writtenAt: Moment, _ house: House
  ) throws -> Int {
    // A page that was opened before another one knows nothing of what was written there: what is empty in it takes nothing out, and it
    // hands nothing in.
    let isOlder = form["opening"] != String(sitting.openings)
    let answers = Dictionary(
      found.read.items.compactMap { item in CheckQuestion.answer(form, to: item.exercise).map { (item.key, $0) } }
    ) { first, _ in first }.filter { !isOlder || !$0.value.isBlank }
    let stored = try keep(
      answers, of: found, learner, safe, from: .phone, handIn: form["go"] == "hand-in" && !isOlder, house)
    try run(
      """
      UPDATE study_sitting SET written_at = \(writtenAt) WHERE check_id = \(found.check.id) AND learner = \(learner.number)
        AND COALESCE(written_at, 0) < \(writtenAt)
      """)
    return stored
  }

  /// Whether girls are told what is right: once the window is over and all who opened it have handed in, at the latest some days after it. Until
  /// then what was written in time on a phone without a network is as good as what came at once.
  func isTold(_ check: Check, at now: Moment) throws -> Bool {
    guard check.isOver(at: now) else { return false }
    return try now >= check.toldAtLast
      || !exists("SELECT 1 FROM study_sitting WHERE check_id = \(check.id) AND \(Sitting.isAwaited)")
  }
}

extension StudyMigrations {
  /// When she wrote, by her phone, what was taken last of a sitting: an older text of the same page that arrives after it changes nothing.
  static let written = Migration("study-0020-written", "ALTER TABLE study_sitting ADD COLUMN written_at BIGINT;")
}

extension Phrase {
  static let checkIsGone = Phrase(
    kk: "Бұл тексеру енді сенің тобыңда жоқ.", ru: "Этой проверки в вашей группе больше нет.",
    en: "Your group has this check no longer.")
  static let checkWasTold = Phrase(
    kk: "Жауаптарың тексерудің нәтижесі айтылғаннан кейін жетті, сондықтан есептелмейді. Тренеріңе айт.",
    ru: "Ответы пришли уже после того, как результаты проверки объявили, поэтому не учитываются. Скажите тренеру.",
    en: "Your answers arrived after the results of the check had been told, so they cannot be counted. Tell your trainer.")
}
