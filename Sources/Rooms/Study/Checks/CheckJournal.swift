import Exchange
import Exercises
import Programme
import Security
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

/// What stood in a check's form when its page was made: of each question the mark of the answer, in the order of the questions.
struct ShownAnswers {
  static let field = "shown"
  private let marks: [String: String]

  /// Nil where the form does not say it of every question.
  init?(_ form: Fields, _ found: ReadCheck) {
    let words = form[Self.field]?.split(separator: " ").map(String.init) ?? []
    guard words.count == found.read.items.count else { return nil }
    marks = Dictionary(zip(found.read.items.map(\.key), words)) { first, _ in first }
  }

  func isTouched(_ item: String, _ answer: Answer) -> Bool { marks[item] != Self.mark(answer) }

  static func text(_ found: ReadCheck, _ answers: [String: CheckAnswer]) -> String {
    found.read.items.map { mark(answers[$0.key]?.answer) }.joined(separator: " ")
  }

  /// Tells answers apart, and says nothing of them.
  private static func mark(_ answer: Answer?) -> String {
    guard let answer, !answer.isBlank else { return "-" }
    return hex(Array(sha256(Array(answer.json.text.utf8)).prefix(4)))
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
    guard let sitting = try sitting(found.check, learner.number), sitting.openings > 0 else { throw Refusal.missing }
    // What is here already may come once more, whenever it is.
    let sent = answers(in: written.form, to: found, sitting, isWhole: false)
    let isNew = try !new(sent, of: found, learner, safe, at: at).isEmpty
    if !isNew, !sent.isEmpty, sitting.isSettled || written.form["go"] != "hand-in" { return 0 }
    guard try !isTold(found.check, at: now) else { throw Refusal(.conflict, .checkWasTold) }
    // Handed in it stands, until she opens it again.
    if sitting.isSettled {
      guard !isNew else { throw Refusal(.conflict, .checkIsSettled) }
      return 0
    }
    return try keep(written.form, of: found, sitting, learner, safe, writtenAt: at, house)
  }

  /// What lay sealed in a file or on a shared device, in the order in which it was written. Returns what was not taken.
  func keep(
    _ written: [(event: SealedEvent, written: WrittenCheck)], of learner: Learner, _ safe: Safe, _ house: House
  ) throws -> [SealedEvent] {
    let all = written.sorted { $0.written.at < $1.written.at }
    return try all.enumerated().compactMap { place, each -> SealedEvent? in
      do {
        // Where her clock is not to be believed, what she wrote later still comes later.
        let arrived = each.event.arrived.adding(milliseconds: Int64(place - all.count + 1))
        _ = try keep(each.written, of: learner, safe, arrived: arrived, house)
        return nil
      } catch let refusal as Refusal where refusal.kind == .conflict || refusal.kind == .missing {
        return each.event
      }
    }
  }

  /// What stands in a form of hers: by her phone's journal with the moment at which she wrote it, or as it was sent just now. Returns how many bytes
  /// were stored.
  /// `unread`: questions of which nothing is kept, for what stands there is no number; then nothing is handed in either.
  func keep(
    _ form: Fields, of found: ReadCheck, _ sitting: Sitting, _ learner: Learner, _ safe: Safe, writtenAt: Moment? = nil,
    without unread: Set<String> = [], _ house: House
  ) throws -> Int {
    let sent = answers(in: form, to: found, sitting, isWhole: writtenAt == nil).filter { !unread.contains($0.key) }
    let answers = try writtenAt.map { try new(sent, of: found, learner, safe, at: $0) } ?? sent
    let stored: Int =
      try value(
        "SELECT count(*) FROM study_check_answer WHERE check_id = \(found.check.id) AND learner = \(learner.number)") ?? 0
    guard stored < CheckAnswer.most else { throw Refusal(.conflict, .checkHasTooMany) }
    // She hands in what she sees. What she pressed before she opened it again was handed in then, and is open again since: as it would
    // be had there been a network.
    let isLast =
      form["opening"] == String(sitting.openings) || sitting.opened.map { (writtenAt ?? house.outside.now()) > $0 } ?? true
    let isLater = writtenAt.map { at in sitting.handedIn.map { at > $0 } ?? true } ?? false
    let handsIn = form["go"] == "hand-in" && unread.isEmpty && (isLast || isLater)
    // What comes once more, by the network or in a file, changes nothing.
    guard writtenAt == nil || !answers.isEmpty || handsIn else { return 0 }
    return try keep(
      answers, of: found, learner, safe, from: .phone, writtenAt: writtenAt, handIn: handsIn, handedAt: isLast ? nil : writtenAt,
      house)
  }

  /// By item. A form says what its page showed when it was made (`shown`): what was not touched in it says nothing, whatever was written since in
  /// another tab. Of one that does not say it, a page that was opened before another one knows nothing of what was written there: what is empty
  /// in it takes nothing out. In a form that `isWhole` what has no field is not ticked; an event names only what was changed.
  func answers(in form: Fields, to found: ReadCheck, _ sitting: Sitting, isWhole: Bool) -> [String: Answer] {
    let isOlder = form["opening"] != String(sitting.openings)
    let shown = isWhole ? ShownAnswers(form, found) : nil
    let named = Set(form.pairs.compactMap { $0.name.hasPrefix("q.") ? $0.name.dropFirst(2).prefix { $0 != "." } : nil })
    let sent = found.read.items.filter { isWhole || named.contains($0.key[...]) }.compactMap { item in
      CheckQuestion.answer(form, to: item.exercise).map { (item.key, $0) }
    }
    return Dictionary(sent) { first, _ in first }.filter { item, answer in
      shown.map { $0.isTouched(item, answer) } ?? (!isOlder || !answer.isBlank)
    }
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
