import Exchange
import Exercises
import Programme
import Storage
import Words

/// What her own phone delivers of a check that she opened: the thread `checks`, of the owner that a learner's tag is. An event is what
/// she had changed in the form by a moment, written as the form itself would send it; so from the opening on no network is needed.
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
    let all = try batch.events.map { try WrittenCheck($0) }.sorted { $0.at < $1.at }
    for (place, written) in all.enumerated() {
      do {
        // Where her clock is not to be believed, what she wrote later still comes later.
        let arrived = house.outside.now().adding(milliseconds: Int64(place - all.count + 1))
        let stored = try tx.keep(written, of: learner, safe, arrived: arrived, house)
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
  fileprivate func keep(_ written: WrittenCheck, of learner: Learner, _ safe: Safe, arrived: Moment, _ house: House) throws
    -> Int
  {
    let (found, now) = (try read(try check(written.check, of: learner)), house.outside.now())
    // A clock that runs ahead, or that says that it was before the check opened, is wrong: then the arrival counts.
    let said = min(written.at, arrived)
    let at = found.check.takes(at: said) ? said : arrived
    guard found.check.takes(at: at) else { throw Refusal(.conflict, .checkIsShut) }
    guard try !isTold(found.check, at: now) else { throw Refusal(.conflict, .checkWasTold) }
    guard let sitting = try sitting(found.check, learner.number), sitting.openings > 0 else { throw Refusal.missing }
    // Handed in it stands, until she opens it again; what was there before may come once more.
    if sitting.isSettled {
      guard try new(answers(in: written.form, to: found, sitting, isWhole: false), of: found, learner, safe, at: at).isEmpty
      else {
        throw Refusal(.conflict, .checkIsSettled)
      }
      return 0
    }
    return try keep(written.form, of: found, sitting, learner, safe, writtenAt: at, house)
  }

  /// What stands in a form of hers: by her phone's journal with the moment at which she wrote it, or as it was sent just now. Returns how many bytes
  /// were stored.
  func keep(
    _ form: Fields, of found: ReadCheck, _ sitting: Sitting, _ learner: Learner, _ safe: Safe, writtenAt: Moment? = nil,
    _ house: House
  ) throws -> Int {
    let sent = answers(in: form, to: found, sitting, isWhole: writtenAt == nil)
    let answers = try writtenAt.map { try new(sent, of: found, learner, safe, at: $0) } ?? sent
    let stored: Int =
      try value(
        "SELECT count(*) FROM study_check_answer WHERE check_id = \(found.check.id) AND learner = \(learner.number)") ?? 0
    guard stored < CheckAnswer.most else { throw Refusal(.conflict, .checkHasTooMany) }
    // She hands in what she sees; what she pressed before she opened it again hands nothing in.
    let isLast =
      form["opening"] == String(sitting.openings) || sitting.opened.map { (writtenAt ?? house.outside.now()) > $0 } ?? true
    return try keep(
      answers, of: found, learner, safe, from: .phone, writtenAt: writtenAt, handIn: form["go"] == "hand-in" && isLast, house)
  }

  /// By item. A page that was opened before another one knows nothing of what was written there: what is empty in it takes nothing out.
  /// In a form that `isWhole` what has no field is not ticked; an event names only what was changed.
  private func answers(in form: Fields, to found: ReadCheck, _ sitting: Sitting, isWhole: Bool) -> [String: Answer] {
    let isOlder = form["opening"] != String(sitting.openings)
    let named = Set(form.pairs.compactMap { $0.name.hasPrefix("q.") ? $0.name.dropFirst(2).prefix { $0 != "." } : nil })
    let sent = found.read.items.filter { isWhole || named.contains($0.key[...]) }.compactMap { item in
      CheckQuestion.answer(form, to: item.exercise).map { (item.key, $0) }
    }
    return Dictionary(sent) { first, _ in first }.filter { !isOlder || !$0.value.isBlank }
  }

  /// Of these what is not there yet: neither standing, nor delivered before under the moment at which it was written.
  private func new(
    _ answers: [String: Answer], of found: ReadCheck, _ learner: Learner, _ safe: Safe, at: Moment
  ) throws -> [String: Answer] {
    let standing = try self.answers(found.check, learner.number, safe)
    let known: [String] = try rows(
      """
      SELECT item FROM study_check_answer WHERE check_id = \(found.check.id) AND learner = \(learner.number) AND at = \(at)
      ORDER BY item LIMIT 1000
      """
    ) { try $0[0] }
    return answers.filter { item, answer in
      !known.contains(item) && (standing[item].map { $0.answer != answer } ?? !answer.isBlank)
    }
  }

  /// Whether girls are told what is right: once the window is over and all who opened it have handed in, at the latest some days after it. Until
  /// then what was written in time on a phone without a network is as good as what came at once.
  func isTold(_ check: Check, at now: Moment) throws -> Bool {
    guard check.isOver(at: now) else { return false }
    return try now >= check.toldAtLast
      || !exists("SELECT 1 FROM study_sitting WHERE check_id = \(check.id) AND \(Sitting.isAwaited)")
  }
}

extension Phrase {
  static let checkIsGone = Phrase(
    kk: "Бұл тексеру енді сенің тобыңда жоқ.", ru: "Этой проверки в вашей группе больше нет.",
    en: "Your group has this check no longer.")
  static let checkHasTooMany = Phrase(
    kk: "Бұл тексерудің жауаптары тым көп рет өзгертілді, енді өзгертуге болмайды. Тренеріңе айт.",
    ru: "Ответы этой проверки меняли слишком много раз, больше менять нельзя. Скажите тренеру.",
    en: "The answers of this check were changed too many times and cannot be changed any more. Tell your trainer.")
  static let checkWasTold = Phrase(
    kk: "Жауаптарың тексерудің нәтижесі айтылғаннан кейін жетті, сондықтан есептелмейді. Тренеріңе айт.",
    ru: "Ответы пришли уже после того, как результаты проверки объявили, поэтому не учитываются. Скажите тренеру.",
    en: "Your answers arrived after the results of the check had been told, so they cannot be counted. Tell your trainer.")
}
