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
  package func waiting(for who: Who, in cycle: Cycle?, _ tx: Transaction) throws -> [(count: Int, card: DeskCard)] {
    try counted(for: who, in: cycle, tx) { _ in true }
  }

  /// How much waits in an intake that is not shown.
  package func waitingElsewhere(for who: Who, in cycle: Cycle, _ tx: Transaction) throws -> Int {
    try counted(for: who, in: cycle, tx) { $0.isOfCycle }.reduce(0) { $0 + $1.count }
  }

  private func counted(
    for who: Who, in cycle: Cycle?, _ tx: Transaction, _ isWanted: (DeskCard) -> Bool
  ) throws -> [(count: Int, card: DeskCard)] {
    let now = outside.now()
    return try rooms.flatMap(\.desk).enumerated().compactMap { number, card in
      let scopes = who.memberships.filter { card.roles.contains($0.role) }.map(\.scope)
      guard !scopes.isEmpty, isWanted(card) else { return nil }
      let count: Int
      switch card.count {
      case .ofHouse(let ofHouse):
        count = try deskCounts.remembered("card \(number)", nil, scopes, at: now) { try ofHouse(tx, scopes, now) }
      case .ofCycle(let ofCycle):
        let within = scopes.filter { $0.cycle == nil || $0.cycle == cycle?.id }
        guard let cycle, !within.isEmpty else { return nil }
        count = try deskCounts.remembered("card \(number)", cycle.id, within, at: now) { try ofCycle(tx, cycle, within, now) }
      }
      return count == 0 ? nil : (count, card)
    }
  }
}
