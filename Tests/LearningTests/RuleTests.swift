import Testing
import Words

@testable import Learning

/// The rule of mastery, which both engines are held by.
@Suite struct RuleTests {
  private static let first = 20_500

  @Test("every line of practice-rules.txt holds")
  func table() throws {
    let lines = try Cases.text("practice-rules.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count > 35)
    #expect(Set(lines.compactMap { $0.split(separator: "\t").first }).count == lines.count)
    for line in lines {
      let fields = line.split(separator: "\t")
      let state = try #require(Practice(try history(fields[1])).skills["s"], "\(line)")
      for wanted in fields[2].split(separator: " ") {
        let halves = wanted.split(separator: "=").map(String.init)
        #expect(said(state)[halves[0]] == halves[1], "\(fields[0]): \(halves[0])")
      }
    }
  }

  private func said(_ state: SkillState) -> [String: String] {
    let days = [
      ("held", state.heldSince), ("lost", state.lostOn), ("stumbled", state.stumbledOn), ("reviewed", state.reviewedOn),
      ("due", state.dueOn),
    ]
    let said = days.map { ($0, $1.map { String($0 - Self.first) } ?? "-") } + [("counted", String(state.counted))]
    return Dictionary(uniqueKeysWithValues: said)
  }

  /// The sentence of the specification taken word by word: any three of all answers since two wrong ones in a row.
  private func isHeld(_ attempts: [Attempt]) -> Bool {
    var since: [Attempt] = []
    var wasWrong = false
    for attempt in attempts where attempt.verdict != .unread {
      if attempt.verdict == .wrong, wasWrong { since = [] }
      wasWrong = attempt.verdict == .wrong
      if attempt.verdict == .right, attempt.isFirstTry, attempt.hints == 0 { since.append(attempt) }
    }
    for (place, one) in since.enumerated() {
      for (next, two) in since.enumerated().dropFirst(place + 1) {
        for three in since.dropFirst(next + 1)
        where Set([one, two, three].map(\.variant)).count == 3 && Set([one, two, three].map { StudyDay.of($0.at) }).count > 1 {
          return true
        }
      }
    }
    return false
  }

  @Test("20,000 histories are held exactly where some three answers are as the rule says")
  func triples() throws {
    var draw = Draw()
    var held = 0
    for _ in 0..<20_000 {
      var at = Cases.start(Self.first)
      let attempts = try (0..<draw.below(14)).map { place in
        at += Int64(draw.below(12)) * 3_600_000
        return try attempt(
          place, "s", "v\(draw.below(4))", at: at + Int64(place), first: draw.below(5) > 0, hints: draw.below(8) == 0 ? 1 : 0,
          draw.one(of: [.right, .right, .right, .wrong, .unread]))
      }
      let isHeld = isHeld(attempts)
      held += isHeld ? 1 : 0
      #expect((Practice(attempts).skills["s"]?.isHeld ?? false) == isHeld)
    }
    #expect((2_000...18_000).contains(held))
  }

  @Test("a day is the day of Kazakhstan's clocks as the house counts it everywhere")
  func days() {
    var draw = Draw()
    for moment in [0, -1, 68_399_999, 68_400_000, -18_000_000, -18_000_001, -86_400_001, 1_709_233_200_000, Attempt.lastMoment] {
      #expect(StudyDay.of(moment) == Moment(milliseconds: moment).day().daysSinceEpoch, "\(moment)")
    }
    for _ in 0..<100_000 {
      let moment = Int64(draw.below(4_000_000)) * 1_000_000 + Int64(draw.below(1_000_000)) - 1_000_000_000_000
      #expect(StudyDay.of(moment) == Moment(milliseconds: moment).day().daysSinceEpoch)
    }
    #expect(StudyDay.of(.max) == 106_751_991_167 && StudyDay.of(.min) == -106_751_991_168)
  }
}
