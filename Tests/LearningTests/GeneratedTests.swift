import Foundation
import Testing

@testable import Learning

/// 100,000 generated histories with a plan, and what is said of each, as 100 hashes that the phone's script must come to as well
/// (Tests/Browser/test_practice.py): same states, same steps, same numbers.
@Suite struct GeneratedTests {
  private struct Made {
    var attempts: [Attempt] = []
    var day = 0
  }

  @Test("100,000 generated histories say what the kept hashes say")
  func generated() throws {
    var draw = Draw()
    var seen: [String: Int] = [:]
    let hashes = (0..<100).map { _ in
      var hash = Hash()
      for _ in 0..<1_000 {
        let made = history(&draw)
        let practice = Practice(made.attempts)
        let (plan, today) = plan(&draw, made.day)
        for (skill, state) in practice.skills.sorted(by: { $0.key < $1.key }) {
          hash.add("\(skill) \(state.line)\n")
          seen[state.isHeld ? "held" : state.isInReview ? "lost" : "open", default: 0] += 1
        }
        for step in plan.steps(practice.skills, on: today) {
          let line = line(step)
          hash.add(line + "\n")
          seen[String(line.prefix { $0 != " " }), default: 0] += 1
        }
      }
      return hash.text
    }
    for what in ["held", "lost", "open", "review", "meeting", "practice", "lesson", "rest"] {
      #expect(seen[what] ?? 0 > 2_000, "\(what) \(seen)")
    }
    let kept = Cases.file("practice-generated.txt")
    if ProcessInfo.processInfo.environment["KERUEN_WRITE_GOLDEN"] != nil {
      try (hashes.joined(separator: "\n") + "\n").write(to: kept, atomically: true, encoding: .utf8)
    }
    #expect(hashes == (try Cases.text("practice-generated.txt")).split(separator: "\n").map(String.init))
  }

  /// One history in forty is of many skills and mostly right, so that more reviews are due than a day has. Every draw is one statement:
  /// the script makes them in the same order.
  private func history(_ draw: inout Draw) -> Made {
    let isLong = draw.below(40) == 0
    let count = draw.below(isLong ? 200 : 24)
    var made = Made(day: 20_000 + draw.below(400))
    for place in 0..<count {
      made.day += draw.one(of: [0, 0, 0, 0, 1, 1, 7, 40])
      let skill = "s\(draw.below(isLong ? 12 : 3))"
      let variant = "e/\(draw.below(4))"
      let at = Int64(made.day) * 86_400_000 + Int64(draw.below(86_400_000))
      let id = draw.below(10) == 0 ? draw.below(place + 1) : place
      let isFirst = draw.below(isLong ? 10 : 4) > 0
      let hints = draw.below(6) == 0 ? 1 : 0
      let verdict = draw.one(
        of: [.right, .right, .right, .right, .wrong, isLong ? .right : .wrong, .unread] as [Attempt.Verdict])
      let copies = draw.below(6) == 0 ? 2 : 1
      let odd = Odd(draw.below(300))
      let attempt = Attempt(
        id: AttemptID(high: UInt64(id % 2), low: UInt64(id)), skill: odd.skill ?? skill, variant: odd.variant ?? variant,
        at: odd.at ?? at,
        isFirstTry: isFirst, hints: odd.hints ?? hints, verdict: verdict)
      for _ in 0..<copies {
        let other = draw.below(made.attempts.count + 1)
        guard let attempt else { continue }
        made.attempts.append(attempt)
        made.attempts.swapAt(made.attempts.count - 1, other)
      }
    }
    return made
  }

  /// What is no attempt, and clocks at the ends of time.
  private struct Odd {
    var at: Int64?
    var skill: String?
    var variant: String?
    var hints: Int?

    init(_ number: Int) {
      switch number {
      case 0: at = -1
      case 1: at = Attempt.lastMoment + 1
      case 2: at = Attempt.lastMoment
      case 3: at = 0
      case 4: skill = ""
      case 5: skill = "a b"
      case 6: variant = String(repeating: "v", count: 81)
      case 7: hints = -1
      case 8: hints = 1_000
      default: break
      }
    }
  }

  private func plan(_ draw: inout Draw, _ day: Int) -> (Plan, Int) {
    let lessons = (0..<draw.below(5)).map { place in
      let first = draw.below(4)
      let needs = (0..<draw.below(4)).map { "s\((first + $0) % 5)" }
      return Plan.Lesson(key: "L\(place)", needs: needs, isFinished: draw.below(2) == 0)
    }
    let today = day + (draw.below(3) == 0 ? 0 : draw.below(80) - 2)
    let (isMet, inDays, lesson) = (draw.below(2) == 0, draw.below(6) - 1, draw.below(5))
    let meeting = Plan.Meeting(day: today + inDays, lessons: ["L\(lesson)", "L\(lesson + 1)"])
    return (Plan(lessons: lessons, meeting: isMet ? meeting : nil), today)
  }

  private func line(_ step: Step) -> String {
    switch step {
    case .review(let skill, let daysAgo, let wasRight, let forgotten): "review \(skill) \(daysAgo) \(wasRight) \(forgotten)"
    case .meeting(let lesson, let inDays): "meeting \(lesson) \(inDays)"
    case .practice(let skill, let lesson, let counted): "practice \(skill) \(lesson) \(counted)"
    case .lesson(let key, let number, let count): "lesson \(key) \(number) \(count)"
    case .rest(let inDays): "rest \(inDays.map(String.init) ?? "-")"
    }
  }
}
