import Storage
import Synchronization
import Words

/// The house as its programme stands: each request and each run of a job begins with the house of that moment and keeps it to its end. A
/// newer edition of the programme is seen within seconds by every server of the house.
package final class StandingHouse: Sendable {
  /// Between two looks at what the newest edition is, milliseconds.
  private static let life: Int64 = 2_000

  private struct Standing {
    var house: House
    var lookedAt: Int64?
    /// The newest edition that could not be taken: it is not read again every two seconds.
    var passedOver: Edition?
  }

  private let standing: Mutex<Standing>

  package init(_ house: House) {
    standing = Mutex(Standing(house: house))
  }

  package var house: House { standing.withLock { $0.house } }

  /// The house of now. Where the newest edition cannot be read, or the database is out of reach, the one before goes on.
  package func current() async -> House {
    let (house, passedOver, isDue) = standing.withLock { standing in
      let now = standing.house.outside.now().milliseconds
      let isDue = standing.lookedAt.map { now - $0 >= Self.life || now < $0 } ?? true
      // One looks, the others go on meanwhile.
      if isDue { standing.lookedAt = now }
      return (standing.house, standing.passedOver, isDue)
    }
    guard isDue, let newest = try? await house.database.read({ try $0.newestEdition(.programme) }), newest != house.edition,
      newest != passedOver
    else { return house }
    guard
      let next = try? await house.byNewestEdition().house, next.edition != house.edition, (try? await next.prepare()) != nil
    else {
      standing.withLock { $0.passedOver = newest }
      return house
    }
    standing.withLock { standing in
      standing.house = next
      standing.passedOver = next.edition == newest ? nil : newest
    }
    return next
  }
}
