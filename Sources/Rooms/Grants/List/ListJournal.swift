import Programme
import Storage
import Words

/// Her list as the phone delivers it: each event of the thread `list` is the whole order, about her round.
enum ListJournal {
  static let thread = "list"

  static let keeper = JournalKeeper(
    thread: thread,
    check: { _, event throws(Refusal) in
      guard event.kind == "answer", ID<Round>(event.about) != nil, ListOrder(event.body) != nil else {
        throw Refusal(.invalid, .noSuchOrder)
      }
    },
    keep: keep)

  private static func keep(
    _ visit: Visit, _ actor: Actor, _ batch: JournalBatch, _ tx: Transaction
  ) throws -> JournalKeeper.Outcome {
    let house = visit.house
    guard actor.role == .applicant else { throw Refusal.missing }
    let (sight, safe): (ListSight, Safe)
    do { (sight, safe) = try tx.listSight(of: actor.person, house) } catch is NoList { throw Refusal(.conflict, .listIsShut) }
    // A phone shared by sisters must not put one's order into the other's list.
    guard sight.owner == batch.owner else { throw Refusal(.conflict, .otherList) }
    guard sight.isOpen(on: visit.now.day()) else { throw Refusal(.conflict, .listIsShut) }
    var outcome = JournalKeeper.Outcome()
    var added: [Int] = []
    for event in batch.events {
      guard event.about == sight.round.id.text, let order = ListOrder(event.body) else {
        outcome.refused.append((event.id, .noSuchOrder))
        continue
      }
      if try tx.write(order, of: safe, sight.round.id, id: event.id, at: event.at, house) { added.append(event.body.utf8.count) }
    }
    if let newest = batch.events.max(by: { $0.at < $1.at }), let was = newest.was,
      let other = try tx.overtaken(by: newest, since: was, of: safe, sight.round.id), other.text != newest.body
    {
      outcome.overtaken.append(JournalKeeper.Overtaken(id: newest.id, body: other.text))
    }
    try visit.countStored(added, in: tx)
    return outcome
  }
}

/// What her own phone keeps of the page of her list.
enum ListShell {
  static let shell = Shell(
    name: "list", prefixes: ["/list"], doors: [], offline: "/offline", failed: "/offline/form", unsent: [:], exits: [:])
}

extension Phrase {
  static let noSuchOrder = Phrase(
    kk: "Бұл тізім бұл кезеңге жатпайды.", ru: "Этот список не относится к этому раунду.", en: "This list is not of this round.")
  static let otherList = Phrase(
    kk: "Бұл құрылғыда басқа қыздың беті ашылған еді. Өзіңмен қайта кір.",
    ru: "На этом устройстве была открыта страница другого человека. Войдите ещё раз сами.",
    en: "Another girl's page was open on this device. Come in as yourself again.")
}
