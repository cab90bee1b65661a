/// When a letter is tried again: 30 s, 1, 2, 4 … minutes, at most four hours, each between half and one and a half times that, so
/// that letters which failed together do not come back together. 32 attempts take about four days, as mail servers do (RFC 5321, 4.5.4.1);
/// then a person is shown it. A letter that expires ends earlier.
package struct Retry: Sendable {
  package let first: Int
  package let longest: Int
  package let attempts: Int

  /// `first` and `longest` in seconds.
  package init(first: Int = 30, longest: Int = 4 * 3600, attempts: Int = 32) {
    self.first = first
    self.longest = longest
    self.attempts = attempts
  }

  /// Seconds until the next attempt after this many; `chance` from 0 to below 1. Nil when it is time to give up.
  package func wait(after tries: Int, chance: Double) -> Int? {
    guard tries < attempts else { return nil }
    let plain = min(Double(longest), Double(first) * Double(1 << min(tries - 1, 30)))
    return Int((plain * (0.5 + chance)).rounded())
  }
}
