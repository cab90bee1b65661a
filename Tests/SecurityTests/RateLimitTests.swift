import Testing

@testable import Security

@Suite struct RateLimitTests {
  let five = RateLimit(5, in: 60_000)

  @Test(
    arguments: [
      (0, 0, 0, .allowed), (0, 4, 10_000, .allowed), (0, 5, 10_000, .wait(50_000 + 12_000)), (5, 0, 0, .wait(12_000)),
      (5, 0, 12_000, .allowed), (5, 2, 30_000, .wait(6_000)), (5, 2, 36_000, .allowed), (10, 4, 0, .wait(60_000)),
    ] as [(Int, Int, Int64, RateLimit.Verdict)])
  func verdicts(previous: Int, current: Int, at: Int64, verdict: RateLimit.Verdict) {
    #expect(five.verdict(previous: previous, current: current, at: 1_800_000_000_000 + at) == verdict)
  }

  @Test func whoWaitsAsToldIsAllowedAndAMillisecondEarlierIsNot() {
    var seed = SystemRandomNumberGenerator()
    for _ in 0..<5_000 {
      let rule = RateLimit(.random(in: 1...20, using: &seed), in: .random(in: 1_000...90_000, using: &seed))
      let previous = Int.random(in: 0...25, using: &seed)
      let current = Int.random(in: 0...25, using: &seed)
      let now = Int64.random(in: 0...10_000_000, using: &seed)
      guard case .wait(let pause) = rule.verdict(previous: previous, current: current, at: now) else { continue }
      #expect(verdict(rule, previous, current, now, at: now + pause) == .allowed)
      #expect(pause == 1 || verdict(rule, previous, current, now, at: now + pause - 1) != .allowed)
    }
  }

  /// The verdict at a later moment, when nothing was tried between.
  private func verdict(_ rule: RateLimit, _ previous: Int, _ current: Int, _ now: Int64, at later: Int64) -> RateLimit.Verdict {
    switch rule.number(at: later) - rule.number(at: now) {
    case 0: rule.verdict(previous: previous, current: current, at: later)
    case 1: rule.verdict(previous: current, current: 0, at: later)
    default: rule.verdict(previous: 0, current: 0, at: later)
    }
  }
}
