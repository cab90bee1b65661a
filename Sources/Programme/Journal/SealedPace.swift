import Synchronization
package import Words

/// How often phones deliver what is safe with them anyway: the more of them deliver, the later the next time. Nothing hangs on it but
/// the load.
package final class SealedPace: Sendable {
  /// Seconds between two deliveries of one phone while the house has time.
  static let usual = 20
  static let longest = 300
  /// Deliveries of one second that the house takes without haste.
  static let easy = 50

  private let counted = Mutex((second: Int64(0), before: 0, now: 0))

  package init() {}

  /// Counts one delivery and says after how many seconds the same phone may come again.
  package func next(at now: Moment) -> Int {
    let second = now.milliseconds / 1000
    return counted.withLock { counted in
      if counted.second != second {
        counted = (second, counted.second == second - 1 ? counted.now : 0, 0)
      }
      counted.now += 1
      let rate = max(counted.before, counted.now)
      return min(Self.longest, max(Self.usual, Self.usual * rate / Self.easy))
    }
  }
}
