import Testing

@testable import Learning

/// A state is a function of the set of attempts, however they come.
@Suite struct SetTests {
  /// Of three skills, with equal times, unread answers, and now and then a second body under an id.
  private func drawn(_ draw: inout Draw) throws -> [Attempt] {
    var at = Cases.start(20_500)
    return try (0..<(1 + draw.below(60))).map { place in
      at += Int64(draw.one(of: [0, 0, 60_000, 3_600_000, 86_400_000, 700_000_000]))
      return try attempt(
        draw.below(12) == 0 ? draw.below(place + 1) : place, draw.one(of: ["a", "b", "c"]), "v\(draw.below(4))", at: at,
        first: draw.below(4) > 0, hints: draw.below(6) == 0 ? 2 : 0, draw.one(of: [.right, .right, .right, .wrong, .unread]))
    }
  }

  /// Written from the definition alone: of each id the body that is preferred to all others, in the order of stamps.
  private func whole(_ attempts: [Attempt]) -> [String: SkillState] {
    let kept = Dictionary(grouping: attempts, by: \.id).values.compactMap { bodies in
      bodies.first { one in bodies.allSatisfy { $0 == one || one.isPreferred(to: $0) } }
    }
    return Dictionary(grouping: kept, by: \.skill).mapValues { attempts in
      var state = SkillState()
      for attempt in attempts.sorted(by: { $0.stamp < $1.stamp }) {
        let isNext = state.follow(attempt)
        #expect(isNext)
      }
      return state
    }
  }

  @Test("10,000 times: any order, any repetition and any split into deliveries give the same states")
  func anyOrder() throws {
    var draw = Draw()
    var (held, several) = (0, 0)
    for _ in 0..<500 {
      let attempts = try drawn(&draw)
      let whole = whole(attempts)
      held += whole.values.count { $0.isHeld }
      for _ in 0..<20 {
        var sent = attempts + (0..<draw.below(attempts.count + 1)).map { _ in draw.one(of: attempts) }
        if draw.below(5) > 0 { draw.shuffle(&sent) }
        var practice = Practice()
        var deliveries = 0
        while !sent.isEmpty {
          let count = min(1 + draw.below(draw.one(of: [1, 5, 80])), sent.count)
          practice.add(sent.prefix(count))
          sent.removeFirst(count)
          deliveries += 1
        }
        several += deliveries > 1 ? 1 : 0
        #expect(practice.skills == whole)
      }
    }
    #expect(held > 150 && several > 7_000, "\(held) \(several)")
  }

  @Test("a state that is kept as a line between deliveries and followed on is the state of the whole, or says that it cannot")
  func lines() throws {
    var draw = Draw()
    var (followed, refused) = (0, 0)
    for _ in 0..<2_000 {
      var attempts = Array(Dictionary(grouping: try drawn(&draw), by: \.id).values.compactMap(\.first)).filter { $0.skill == "a" }
      attempts.sort { $0.stamp < $1.stamp }
      if draw.below(4) == 0 { draw.shuffle(&attempts) }
      let whole = Practice(attempts).skills["a"] ?? SkillState()
      var state = SkillState()
      var isWhole = true
      for attempt in attempts where isWhole {
        let before = state
        state = try #require(SkillState(line: state.line), "\(state.line)")
        #expect(state == before)
        isWhole = state.follow(attempt)
        if !isWhole { #expect(state == before) }
      }
      if isWhole { #expect(state == whole) }
      followed += isWhole ? 1 : 0
      refused += isWhole ? 0 : 1
    }
    #expect(followed > 1_000 && refused > 200, "\(followed) \(refused)")
  }

  @Test("two bodies under one id: the better verdict counts, then less help, then the earlier, whichever came first")
  func bodies() throws {
    let best = try attempt(1, at: 2_000_000)
    let worse = [
      try attempt(1, at: 1_000_000, .wrong), try attempt(1, at: 1_000_000, .unread), try attempt(1, at: 1_000_000, first: false),
      try attempt(1, at: 1_000_000, hints: 1), try attempt(1, at: 2_000_001), try attempt(1, "t", at: 2_000_000),
      try attempt(1, "s", "w", at: 2_000_000),
    ]
    for other in worse {
      #expect(Practice([best, other]).skills == Practice([best]).skills, "\(other)")
      #expect(Practice([other, best]).skills == Practice([best]).skills, "\(other)")
      #expect(best.isPreferred(to: other) && !other.isPreferred(to: best))
    }
    #expect(!best.isPreferred(to: best))
    #expect(Practice([try attempt(1, "t", at: 2_000_000), best]).skills["t"] == nil)
  }

  @Test("equal times are parted by ids as their bytes stand")
  func equalTimes() throws {
    let sets = try [0, 1, 2].map { try history("0:a+ 0:b+ 1:c+", ids: 10 * $0) }
    let held = try #require(sets.first)
    let (low, high) = (AttemptID(high: 0, low: .max), AttemptID(high: 1, low: 0))
    #expect(low < high)
    let at = Cases.start(20_502)
    func answer(_ id: AttemptID, _ verdict: Attempt.Verdict) throws -> Attempt {
      try #require(Attempt(id: id, skill: "s", variant: "d", at: at, isFirstTry: true, hints: 0, verdict: verdict))
    }
    let wrong = try attempt(5, "s", "d", at: at, .wrong)
    // Wrong, wrong, right unmakes; wrong, right, wrong does not.
    #expect(Practice(held + [wrong, try answer(low, .wrong), try answer(high, .right)]).skills["s"]?.isHeld == false)
    #expect(Practice(held + [wrong, try answer(low, .right), try answer(high, .wrong)]).skills["s"]?.isHeld == true)
  }
}
