package import Storage
import Synchronization
package import Words

/// What waits on the desk, by card, reach and intake. Counting goes through many rows, so a count is kept for some seconds; whoever
/// works on the desk forgets them all with each act and so sees at once what is done.
package final class DeskCounts: Sendable {
  private struct Key: Hashable {
    let what: String
    let cycle: ID<Cycle>?
    let scopes: [Scope]
  }

  private static let life: Int64 = 5_000
  private static let most = 1_000
  private let kept = Mutex<[Key: (value: any Sendable, until: Int64)]>([:])

  package init() {}

  package func forget() {
    kept.withLock { $0.removeAll() }
  }

  /// What was counted under this name for these scopes, at most some seconds old, or counted now.
  package func remembered<T: Sendable>(
    _ what: String, _ cycle: ID<Cycle>?, _ scopes: [Scope], at now: Moment, or count: () throws -> T
  ) rethrows -> T {
    let key = Key(what: what, cycle: cycle, scopes: scopes)
    if let fresh = kept.withLock({ $0[key] }), fresh.until > now.milliseconds, let value = fresh.value as? T { return value }
    let counted = try count()
    kept.withLock { kept in
      if kept.count >= Self.most { kept.removeAll() }
      kept[key] = (counted, now.milliseconds + Self.life)
    }
    return counted
  }
}

extension House {
  /// The cards of whoever works here that have something to count, in this intake and in the house.
  package func waiting(for who: Who, in cycle: Cycle?, _ tx: Transaction) throws -> [(wait: DeskWait, card: DeskCard)] {
    try counted(for: who, in: cycle, tx) { _ in true }
  }

  /// How much waits in an intake that is not shown.
  package func waitingElsewhere(for who: Who, in cycle: Cycle, _ tx: Transaction) throws -> Int {
    try counted(for: who, in: cycle, tx) { $0.isOfCycle && !$0.isOfReader }.reduce(0) { $0 + $1.wait.count }
  }

  private func unclearedRoles(of who: Who, _ tx: Transaction) throws -> Set<Role> {
    guard let person = who.person else { return [] }
    let (day, rules) = (outside.now().day(), data[.clearance])
    let clearance = try tx.clearance(of: person)
    return Set(who.memberships.map(\.role).filter { !clearance.lacks(for: $0, on: day, rules).isEmpty })
  }

  private func counted(
    for who: Who, in cycle: Cycle?, _ tx: Transaction, _ isWanted: (DeskCard) -> Bool
  ) throws -> [(wait: DeskWait, card: DeskCard)] {
    let now = outside.now()
    let cards = rooms.flatMap(\.desk)
    let asks = cards.contains { card in card.touchesChildren && card.roles.contains(where: who.holds) }
    let shut = try asks ? unclearedRoles(of: who, tx) : []
    return try cards.enumerated().compactMap { number, card in
      let scopes = who.memberships.filter { membership in
        card.roles.contains(membership.role) && !(card.touchesChildren && shut.contains(membership.role))
      }.map(\.scope)
      guard !scopes.isEmpty, isWanted(card) else { return nil }
      let wait: DeskWait
      let within = scopes.filter { $0.cycle == nil || $0.cycle == cycle?.id }
      switch card.count {
      case .inHouse(let inHouse):
        wait = try deskCounts.remembered("card \(number)", nil, scopes, at: now) { try inHouse(tx, scopes, now) }
      case .byFiles(let byFiles):
        wait = try deskCounts.remembered("card \(number)", nil, scopes, at: now) { try byFiles(tx, self, scopes, now) }
      case .inCycle(let inCycle):
        guard let cycle, !within.isEmpty else { return nil }
        wait = try deskCounts.remembered("card \(number)", cycle.id, within, at: now) { try inCycle(tx, cycle, within, now) }
      case .ofReader(let ofReader):
        guard let cycle, let reader = who.person, !within.isEmpty else { return nil }
        wait = try deskCounts.remembered("card \(number) of \(reader)", cycle.id, within, at: now) {
          try ofReader(tx, cycle, within, reader, now)
        }
      }
      return wait.count == 0 ? nil : (wait, card)
    }
  }
}
