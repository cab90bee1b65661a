import Synchronization
package import Words

/// A value read from the database that may be some seconds old: the cycle's dates on a public page.
package final class Remembered<T: Sendable>: Sendable {
  private let life: Int64
  private let kept = Mutex<(value: T, until: Int64)?>(nil)

  /// `life` in milliseconds.
  package init(life: Int64) {
    self.life = life
  }

  package func value(at now: Moment, or read: @Sendable () async throws -> T) async throws -> T {
    if let fresh = kept.withLock({ $0.flatMap { $0.until > now.milliseconds ? $0.value : nil } }) { return fresh }
    let value = try await read()
    kept.withLock { $0 = (value, now.milliseconds + life) }
    return value
  }

  package func forget() {
    kept.withLock { $0 = nil }
  }
}
