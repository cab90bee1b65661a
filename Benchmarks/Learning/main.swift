import Foundation
import Learning

/// Times the derived state of practice, as `keruen study rebuild` and a delivery make it:
///
///     learning-bench [LEARNERS]       default 200, each with 2,400 attempts at 60 skills over 120 days
///     learning-bench order            what the order of reviews does (decision 32)

/// xorshift64 (Marsaglia 2003): the same learners in every run.
struct Draw {
  var state: UInt64 = 88_172_645_463_325_252

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }
}

/// In the order in which they were made.
func learner(_ draw: inout Draw) -> [Attempt] {
  (0..<2_400).compactMap { place in
    Attempt(
      id: AttemptID(high: UInt64(place), low: UInt64(draw.below(1 << 60))), skill: "skill-number-\(draw.below(60))",
      variant: "exercise-\(draw.below(4))/\(draw.below(12))",
      at: 1_790_000_000_000 + Int64(place / 20) * 86_400_000 + Int64(place % 20) * 60_000 + Int64(draw.below(60_000)),
      isFirstTry: draw.below(5) > 0, hints: draw.below(6) == 0 ? 1 : 0, verdict: draw.below(4) == 0 ? .wrong : .right)
  }
}

/// What is made a second of processor time, the median of five runs; `work` gives what nothing may leave out.
func rate(_ count: Int, _ work: () -> Int) -> Int {
  let rates = (0..<5).map { _ in
    let start = clock()
    guard work() > 0 else { return 0.0 }
    return Double(count) / (Double(clock() - start) / Double(CLOCKS_PER_SEC))
  }
  return Int(rates.sorted()[2])
}

if CommandLine.arguments.dropFirst().first == "order" {
  Order.table()
  exit(0)
}
let learners = CommandLine.arguments.dropFirst().first.flatMap { Int($0) }.map { min(max($0, 1), 40_000) } ?? 200
var draw = Draw()
let histories = (0..<learners).map { _ in learner(&draw) }
let count = histories.reduce(0) { $0 + $1.count }

/// As rows come sorted from a table: only states are kept.
let rebuilt = rate(count) {
  histories.reduce(0) { sum, history in
    var skills: [String: SkillState] = [:]
    for attempt in history { _ = skills[attempt.skill, default: SkillState()].follow(attempt) }
    return sum + skills.count
  }
}

/// As a set of which nothing is known: by id, sorted, folded.
let merged = rate(count) { histories.reduce(0) { $0 + Practice($1.reversed()).skills.count } }

/// States to the lines of their rows, and back.
let states = histories.flatMap { Practice($0).skills.values }
let written = rate(states.count) { states.reduce(0) { $0 + $1.line.utf8.count } }
let lines = states.map(\.line)
let read = rate(lines.count) { lines.reduce(0) { $0 + (SkillState(line: $1) == nil ? 0 : 1) } }

let practices = histories.map { Practice($0) }
let plan = Plan(
  lessons: (0..<20).map { lesson in
    Plan.Lesson(key: "\(lesson)", needs: (0...lesson * 3 + 2).map { "skill-number-\($0)" }, isFinished: lesson < 12)
  }, meeting: Plan.Meeting(day: 20_850, lessons: ["11"]))
let proposed = rate(practices.count) { practices.reduce(0) { $0 + plan.steps($1.skills, on: 20_845).count } }

print(
  """
  {"attempts": \(count), "rebuilt": \(rebuilt), "merged": \(merged), "rowsWritten": \(written), "rowsRead": \(read), "plansAnswered": \(proposed)}
  """)
