/// How often something may be tried: the sliding-window counter. Two counts are kept for each key, the running window's and the
/// one before; the older fades as the running window passes. The arithmetic only; the store keeps the counts.
package struct RateLimit: Sendable, Hashable {
  /// Tries in one window, at least 1.
  package let limit: Int
  /// Milliseconds.
  package let window: Int64

  package init(_ limit: Int, in window: Int64) {
    precondition(limit > 0 && window > 0)
    self.limit = limit
    self.window = window
  }

  package enum Verdict: Sendable, Hashable {
    case allowed
    /// Milliseconds until a try would be allowed, when none comes between.
    case wait(Int64)
  }

  /// The number of the window a moment (milliseconds UTC) falls in: the key's column in the store.
  package func number(at moment: Int64) -> Int64 {
    moment >= 0 ? moment / window : (moment - window + 1) / window
  }

  /// `current`: tries already counted in the running window, without this one; `previous`: those of the window before.
  package func verdict(previous: Int, current: Int, at moment: Int64) -> Verdict {
    let elapsed = moment - number(at: moment) * window
    let used = Int64(previous) * (window - elapsed) + Int64(current + 1) * window
    guard used > Int64(limit) * window else { return .allowed }
    return .wait(pause(previous: Int64(previous), current: Int64(current), elapsed: elapsed))
  }

  private func pause(previous: Int64, current: Int64, elapsed: Int64) -> Int64 {
    let limit = Int64(limit)
    if current < limit {
      // In this window: previous · (window - t) + (current + 1) · window = limit · window.
      return window - (limit - current - 1) * window / previous - elapsed
    }
    // In the next one the running count fades in its turn.
    return window - elapsed + window - (limit - 1) * window / current
  }
}
