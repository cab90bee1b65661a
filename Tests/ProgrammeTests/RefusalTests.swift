import Programme
import Testing
import Words

@Suite struct RefusalTests {
  private static let kinds: [Refusal.Kind] = [
    .signIn, .missing, .forbidden, .conflict, .invalid, .tooMany, .tooLarge, .busy,
  ]

  @Test("every 429 and 503 says after how many whole seconds, at least one, and nothing else does")
  func retryAfter() {
    for kind in Self.kinds {
      let refusal = Refusal(kind, Phrase(verbatim: "x"), pause: 1001)
      #expect(refusal.retryAfter == ([429, 503].contains(refusal.status) ? 2 : nil), "\(kind)")
    }
    #expect(
      [nil, -5, 0, 1, 1000, 86_400_000].map { Refusal(.tooMany, Phrase(verbatim: "x"), pause: $0).retryAfter } == [
        30, 1, 1, 1, 1, 86_400,
      ])
    #expect(Refusal.tooMany.retryAfter == 30 && Refusal.tooMany(pause: 5000).retryAfter == 5)
  }
}
